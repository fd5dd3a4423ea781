//! The Metadata API (`spec/oauth.md` 10.5, 10.6): deploys over REST, and what is there now over SOAP. What components
//! say is not known here.

use super::bulk::patiently;
use super::soap::message::{Message, element, named, text};
use super::{Call, Client, Error, Place, describe};
use crate::http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use crate::http::{Form, Method, Upload};
use roxmltree::{Document, Node};
use serde::Deserialize;
use serde_json::json;
use std::io;
use std::time::Duration;

const NAMESPACE: &str = "http://soap.sforce.com/2006/04/metadata";
/// Full names that one call reads.
pub const MOST: usize = 10;
const PLACE: &str = "metadata/deployRequest";
/// Pauses between two looks at a deploy: the first, the longest, and how they grow.
const FIRST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(5);
const GROWTH: f32 = 1.5;

/// A deploy as the org tells it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Deploy {
    pub id: String,
    pub status: String,
    pub done: bool,
    pub success: bool,
    pub number_components_deployed: u64,
    pub error_message: Option<String>,
    pub error_status_code: Option<String>,
    pub details: Option<Details>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Details {
    pub component_failures: Vec<Problem>,
}

/// Why a component was not taken.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Problem {
    pub full_name: String,
    pub component_type: String,
    pub file_name: String,
    #[serde(rename = "problem")]
    pub reason: Option<String>,
    pub line_number: Option<u64>,
    pub column_number: Option<u64>,
}

impl Deploy {
    pub fn problems(&self) -> &[Problem] {
        self.details.as_ref().map_or(&[], |details| &details.component_failures)
    }
}

/// The call that deploys a zip: all of it or nothing.
pub fn deploy(zip: Vec<u8>) -> io::Result<Call> {
    let options = json!({"deployOptions": {
        "singlePackage": true, "rollbackOnError": true, "checkOnly": false, "allowMissingFiles": false,
        "ignoreWarnings": false, "testLevel": "NoTestRun",
    }});
    let mut form = Form::new()?;
    form.json("json", options.to_string());
    form.file("file", "package.zip", Some("application/zip"), Upload::from(zip));
    let (body, kind) = form.finish();
    let kind = HeaderValue::try_from(kind).map_err(io::Error::other)?;
    let headers = HeaderMap::from_iter([(CONTENT_TYPE, kind)]);
    Ok(Call { method: Method::POST, place: Place::Resource(PLACE.to_owned()), headers, body: Some(body) })
}

/// Sends it.
pub async fn start(client: &Client, call: &Call) -> Result<Deploy, Error> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Started {
        id: String,
        #[serde(default)]
        deploy_result: Deploy,
    }
    let text = client.accept(client.call(call).await?)?;
    let Started { id, deploy_result } = describe::read(&text)?;
    Ok(Deploy { id, ..deploy_result })
}

/// Asks until it has ended, at first often and then every few seconds. `seen` is shown every answer.
pub async fn wait(client: &Client, mut deploy: Deploy, mut seen: impl FnMut(&Deploy)) -> Result<Deploy, Error> {
    let mut pause = FIRST;
    while !deploy.done {
        tokio::time::sleep(pause).await;
        pause = pause.mul_f32(GROWTH).min(LONGEST);
        deploy = patiently(|| look(client, &deploy.id)).await?;
        seen(&deploy);
    }
    Ok(deploy)
}

/// What the org says of it now.
pub async fn look(client: &Client, id: &str) -> Result<Deploy, Error> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Status {
        deploy_result: Deploy,
    }
    let text = client.get(&format!("{PLACE}/{id}?includeDetails=true"), &[]).await?;
    let Status { deploy_result } = describe::read(&text)?;
    Ok(Deploy { id: id.to_owned(), ..deploy_result })
}

/// Asks the org to let go of it. Whether it does is seen by looking.
pub async fn cancel(client: &Client, id: &str) -> Result<(), Error> {
    let body = json!({"deployResult": {"status": "Canceling"}}).to_string();
    let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static("application/json"))]);
    let place = Place::Resource(format!("{PLACE}/{id}"));
    let call = Call { method: Method::PATCH, place, headers, body: Some(body.into()) };
    client.accept(client.call(&call).await?).map(drop)
}

/// The full names of all components of one type. The same session is needed as for reading them.
pub async fn list(client: &Client, kind: &str) -> Result<Vec<String>, Error> {
    let queries = format!("<queries>{}</queries>", element("type", kind));
    let version = element("asOfVersion", &client.version().to_string());
    let message = Message::metadata(format!("<listMetadata>{queries}{version}</listMetadata>"));
    message.send(client, |document| Ok(full_names(document))).await
}

fn full_names(document: &Document) -> Vec<String> {
    let results = document.descendants().filter(|node| node.tag_name().name() == "result");
    results.filter_map(|result| text(result, "fullName").map(str::to_owned)).collect()
}

/// Reads components of one type by their full names, of which one call takes ten; `read` makes something of each that
/// is there. Needs a session that SOAP takes, which a JWT is not.
pub async fn read<T>(
    client: &Client,
    kind: &str,
    names: &[String],
    read: impl Fn(Node) -> Option<T>,
) -> Result<Vec<T>, Error> {
    let names: String = names.iter().map(|name| element("fullNames", name)).collect();
    let body = format!("<readMetadata>{}{names}</readMetadata>", element("type", kind));
    Message::metadata(body).send(client, |document| records(document, &read)).await
}

impl Message {
    fn metadata(body: String) -> Self {
        Self { api: 'm', namespace: NAMESPACE, header: String::new(), body }
    }
}

fn records<T>(document: &Document, read: impl Fn(Node) -> Option<T>) -> Result<Vec<T>, Error> {
    let result = document.descendants().find(|node| node.tag_name().name() == "result");
    let result = result.ok_or_else(|| Error::Unreadable("it holds no result".to_owned()))?;
    Ok(named(result, "records").filter_map(read).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deploy_is_read_as_far_as_it_has_come() {
        let text = r#"{"id":"0Af1","deployResult":{"id":"0Af1","status":"Failed","success":false,"done":true,
            "errorMessage":null,"numberComponentsDeployed":1,"details":{"componentSuccesses":[],"componentFailures":
            [{"fullName":"a_oauth","componentType":"T","problem":"P","lineNumber":3,"success":false}]}}}"#;
        let deploy: serde_json::Value = serde_json::from_str(text).expect("is JSON");
        let deploy: Deploy = serde_json::from_value(deploy["deployResult"].clone()).expect("is a deploy");
        assert_eq!((deploy.done, deploy.success, deploy.number_components_deployed), (true, false, 1));
        assert_eq!(deploy.problems()[0].reason.as_deref(), Some("P"));
        assert!(Deploy::default().problems().is_empty());
    }

    #[test]
    fn records_of_an_unknown_name_are_left_out() {
        let xml = "<e xmlns:xsi=\"x\"><result><records xsi:nil=\"true\"/><records><fullName>a</fullName></records></result></e>";
        let document = Document::parse(xml).expect("is XML");
        let name = |node: Node| named(node, "fullName").next().and_then(|name| name.text().map(str::to_owned));
        assert_eq!(records(&document, name).expect("reads"), ["a"]);
        let nothing = Document::parse("<e/>").expect("is XML");
        let list = Document::parse("<e><result><fullName>a</fullName></result><result/></e>").expect("is XML");
        assert_eq!((full_names(&list), full_names(&nothing)), (vec!["a".to_owned()], Vec::new()));
        assert!(matches!(records(&nothing, name), Err(Error::Unreadable(_))));
    }
}
