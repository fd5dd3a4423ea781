//! GraphQL from the command line: a query's text, its variables, and the pages of its first connection.

use crate::api::Place;
use crate::error::Failure;
use crate::record::{Kind, Value};
use graphql_parser::query::{
    Definition, OperationDefinition, Selection, SelectionSet, VariableDefinition, parse_query,
};
use serde_json::{Map, Value as Json};
use std::collections::VecDeque;

/// Members of a request beside its variables.
const OWN: [&str; 2] = ["query", "operationName"];
/// Variables that take the cursor of the next page; the second is what `gh` asks for.
const CURSORS: [&str; 2] = ["after", "endCursor"];

/// Whether a call is one to GraphQL.
pub fn meant(place: &Place) -> bool {
    let (Place::Resource(path) | Place::Location(path)) = place;
    path.split('?')
        .next()
        .is_some_and(|path| path == "graphql" || path.ends_with("/graphql") && path.contains("/services/data/"))
}

/// The request that a text, which is a query or a whole request, and fields make. Fields are variables.
pub fn request(input: Option<&[u8]>, fields: Map<String, Json>) -> Result<Map<String, Json>, Failure> {
    let mut request = match input.map(std::str::from_utf8) {
        None => Map::new(),
        Some(Err(_)) => return Err(Failure::usage("the GraphQL of --input is not UTF-8 text")),
        Some(Ok(text)) => match serde_json::from_str(text) {
            Ok(Json::Object(request)) => request,
            _ => Map::from_iter([("query".to_owned(), text.into())]),
        },
    };
    let (own, variables): (Map<_, _>, Map<_, _>) =
        fields.into_iter().partition(|(name, _)| OWN.contains(&name.as_str()));
    if let Some((name, _)) = own.iter().find(|(name, _)| request.contains_key(*name)) {
        return Err(Failure::usage(format!("`{name}` is given more than once")));
    }
    request.extend(own);
    if !request.get("query").is_some_and(Json::is_string) {
        return Err(Failure::usage("GraphQL needs a query").hint("sfo api graphql query=@FILE, or --input FILE"));
    }
    if !variables.is_empty() {
        let given = request.entry("variables").or_insert_with(|| Map::new().into());
        let given = given.as_object_mut().ok_or_else(|| Failure::usage("`variables` is no object"))?;
        given.extend(variables);
    }
    Ok(request)
}

/// The variable that takes the cursor of the next page. Nothing is sent where pages could not be followed.
pub fn cursor(request: &Map<String, Json>) -> Result<&'static str, Failure> {
    let text = request.get("query").and_then(Json::as_str).unwrap_or_default();
    let document = parse_query::<&str>(text).map_err(|error| Failure::usage(error.to_string().trim().to_owned()))?;
    let operations = document.definitions.iter().filter_map(|definition| match definition {
        Definition::Operation(OperationDefinition::Query(query)) => Some(query.variable_definitions.as_slice()),
        _ => None,
    });
    let declared: Vec<&VariableDefinition<&str>> = operations.flatten().collect();
    let known = CURSORS.into_iter().find(|name| declared.iter().any(|variable| variable.name == *name));
    let known = known.ok_or_else(|| wanting("declares no variable $after: String"))?;
    let paged = document.definitions.iter().any(|definition| match definition {
        Definition::Operation(operation) => asks(set(operation)),
        Definition::Fragment(fragment) => asks(&fragment.selection_set),
    });
    if paged { Ok(known) } else { Err(wanting("does not ask for pageInfo { hasNextPage endCursor }")) }
}

fn wanting(what: &str) -> Failure {
    Failure::usage(format!("--paginate cannot follow the pages of this query: it {what}"))
}

fn set<'d, 'q>(operation: &'d OperationDefinition<'q, &'q str>) -> &'d SelectionSet<'q, &'q str> {
    match operation {
        OperationDefinition::SelectionSet(set) => set,
        OperationDefinition::Query(query) => &query.selection_set,
        OperationDefinition::Mutation(mutation) => &mutation.selection_set,
        OperationDefinition::Subscription(subscription) => &subscription.selection_set,
    }
}

fn asks<'q>(set: &SelectionSet<'q, &'q str>) -> bool {
    set.items.iter().any(|item| match item {
        Selection::Field(field) => field.name == "pageInfo" || asks(&field.selection_set),
        Selection::InlineFragment(fragment) => asks(&fragment.selection_set),
        Selection::FragmentSpread(_) => false,
    })
}

/// The cursor behind a page, where there is another page. Of connections in one another the outermost counts.
pub fn next(page: Value) -> Option<String> {
    let mut open = VecDeque::from([page]);
    while let Some(value) = open.pop_front() {
        match value.kind() {
            Kind::Object => {
                if let Some(info) = value.get("pageInfo") {
                    let more = info.get("hasNextPage").is_some_and(|more| more.text() == "true");
                    return info.get("endCursor").filter(|_| more).map(|cursor| cursor.string().into_owned());
                }
                open.extend(value.members().map(|(_, member)| member));
            }
            Kind::Array => open.extend(value.items()),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn fields(value: Json) -> Map<String, Json> {
        match value {
            Json::Object(fields) => fields,
            _ => Map::new(),
        }
    }

    #[test]
    fn a_query_has_its_own_path() {
        for path in ["graphql", "/graphql", "/services/data/v67.0/graphql"] {
            assert!(meant(&Place::typed(path)), "{path}");
        }
        for path in ["graphql/x", "sobjects/graphql_x", "/services/apexrest/graphql"] {
            assert!(!meant(&Place::typed(path)), "{path}");
        }
    }

    #[test]
    fn fields_are_variables_of_a_text_or_of_a_request() {
        let made = request(Some(b"{ uiapi }"), fields(json!({"n": 1, "operationName": "A"}))).expect("is good");
        assert_eq!(Json::from(made), json!({"query": "{ uiapi }", "operationName": "A", "variables": {"n": 1}}));
        let made = request(Some(br#"{"query":"{a}","variables":{"m":0}}"#), fields(json!({"n": 1}))).expect("is good");
        assert_eq!(Json::from(made), json!({"query": "{a}", "variables": {"m": 0, "n": 1}}));
        assert!(request(None, fields(json!({"n": 1}))).is_err());
        assert!(request(Some(b"{a}"), fields(json!({"query": "{b}"}))).is_err());
    }

    #[test]
    fn pages_need_a_variable_and_their_info() {
        let judge = |query: &str| cursor(&fields(json!({"query": query}))).ok();
        assert_eq!(judge("query($after:String){a{pageInfo{endCursor}}}"), Some("after"));
        assert_eq!(judge("query($endCursor:String){...F} fragment F on A{pageInfo{endCursor}}"), Some("endCursor"));
        for query in ["{a{pageInfo{endCursor}}}", "query($after:String){a}", "{"] {
            assert_eq!(judge(query), None, "{query}");
        }
    }

    #[test]
    fn the_outermost_connection_is_followed() {
        let page = r#"{"data":{"A":{"edges":[{"C":{"pageInfo":{"hasNextPage":true,"endCursor":"in"}}}],"pageInfo":{"hasNextPage":true,"endCursor":"out"}}}}"#;
        assert_eq!(next(Value::parse(page).expect("is JSON")).as_deref(), Some("out"));
        let last = page.replace("true,\"endCursor\":\"out", "false,\"endCursor\":\"out");
        assert_eq!(next(Value::parse(&last).expect("is JSON")), None);
    }
}
