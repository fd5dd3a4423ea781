//! What a host tells those who are not signed in.

use crate::app::check::others;
use crate::auth::inquiry::{Client, Finding, Grant, Inquiry, Scopes};
use crate::auth::{self, App, probe};
use crate::http::Http;

/// What is to be asked.
#[derive(Default)]
pub struct Questions<'a> {
    /// Callbacks that the app should have.
    pub callbacks: &'a [String],
    /// Those that it has, as far as is known.
    pub registered: &'a [String],
    /// Scopes that it should have.
    pub scopes: &'a [String],
    /// Further ones to ask for, to see whether the host judges scopes at all and what else the app has.
    pub other_scopes: Vec<&'static str>,
    /// Boxes that somebody has an opinion of.
    pub boxes: Vec<&'static str>,
}

pub struct Outside {
    /// The id of the org, where the host tells; or why the host is none.
    pub org: Finding<Option<String>>,
    pub client: Finding<Client>,
    pub callbacks: Vec<Tried>,
    pub scopes: Finding<Scopes>,
    /// A callback that the app has.
    pub door: Option<String>,
    /// `None` where no secret was given.
    pub secret: Option<Finding<bool>>,
    boxes: Vec<(&'static str, Finding<bool>)>,
}

/// What became of a callback.
pub struct Tried {
    pub callback: String,
    pub accepted: Finding<bool>,
    /// Another spelling, which the app has.
    pub instead: Option<String>,
}

impl Outside {
    /// Asks. Fails only where the host cannot be reached.
    pub async fn look(
        http: &Http,
        app: &App,
        questions: &Questions<'_>,
        seen: impl Fn(u64),
    ) -> Result<Self, auth::Error> {
        let org = match probe(http, &app.host).await {
            Err(auth::Error::NotOAuth(host)) => return Ok(Self::nothing(&format!("{host} is no org"))),
            org => Ok(org?),
        };
        let inquiry = Inquiry::new(http, app, &seen);
        let callbacks = callbacks(&inquiry, questions).await?;
        let door = door(&inquiry, &callbacks, questions.registered).await?;
        let client = inquiry.client(door.as_deref()).await?;
        let mut outside = Self { org, callbacks, door, ..Self::nothing("the host does not let the app in") };
        if client == Ok(Client::Known) {
            outside.secret = inquiry.secret_right().await?;
            outside.scopes = match &outside.door {
                Some(door) => inquiry.scopes(door, questions.scopes, &questions.other_scopes).await?,
                None => Err(NO_DOOR.to_owned()),
            };
            for name in &questions.boxes {
                outside.boxes.push((name, setting(&inquiry, name, outside.door.as_deref()).await?));
            }
        }
        Ok(Self { client, ..outside })
    }

    fn nothing(why: &str) -> Self {
        let why = || why.to_owned();
        let (callbacks, boxes) = (Vec::new(), Vec::new());
        Self { org: Err(why()), client: Err(why()), callbacks, scopes: Err(why()), door: None, secret: None, boxes }
    }

    /// Whether a box is on, as the host behaves.
    pub fn setting(&self, name: &str) -> Finding<bool> {
        let found = self.boxes.iter().find(|(known, _)| *known == name).map(|(_, finding)| finding.clone());
        let barred = || match &self.client {
            Ok(Client::Known) => Err(hidden(name).to_owned()),
            _ => Err("the host does not let the app in".to_owned()),
        };
        found.unwrap_or_else(barred)
    }

    /// The host knows the app and lets it in.
    pub fn lets_in(&self) -> bool {
        self.client == Ok(Client::Known)
    }
}

const NO_DOOR: &str = "it takes a callback that the app has";

/// Why nobody sees a box without a login.
fn hidden(name: &str) -> &'static str {
    match name {
        "jwt" => "only an access token shows it, and none is asked for",
        "rotation" => "only a renewal shows it, and no token is renewed",
        "client-credentials" => "asking for it would issue a token",
        "credentials-in-body" => "only a user name and password would show it",
        "token-exchange" => "only somebody else's token would show it",
        _ => "no login tells",
    }
}

async fn callbacks(inquiry: &Inquiry<'_>, questions: &Questions<'_>) -> Result<Vec<Tried>, auth::Error> {
    let mut tried = Vec::new();
    for callback in questions.callbacks {
        let accepted = inquiry.callback(callback).await?;
        // What is registered is known better from within.
        let guess = accepted == Ok(false) && questions.registered.is_empty();
        let instead = if guess { first(inquiry, others(callback)).await? } else { None };
        tried.push(Tried { callback: callback.clone(), accepted, instead });
    }
    Ok(tried)
}

/// A callback that the app has, for questions that need one.
async fn door(inquiry: &Inquiry<'_>, tried: &[Tried], registered: &[String]) -> Result<Option<String>, auth::Error> {
    let good = tried.iter().find_map(|tried| match tried.accepted {
        Ok(true) => Some(&tried.callback),
        _ => tried.instead.as_ref(),
    });
    match good {
        Some(callback) => Ok(Some(callback.clone())),
        None => first(inquiry, registered.to_vec()).await,
    }
}

/// The first that the app has.
async fn first(inquiry: &Inquiry<'_>, callbacks: Vec<String>) -> Result<Option<String>, auth::Error> {
    for callback in callbacks {
        if inquiry.callback(&callback).await? == Ok(true) {
            return Ok(Some(callback));
        }
    }
    Ok(None)
}

async fn setting(inquiry: &Inquiry<'_>, name: &str, door: Option<&str>) -> Result<Finding<bool>, auth::Error> {
    match (name, door) {
        ("secret", _) => inquiry.secret_demanded(Grant::Code).await,
        ("secret-for-refresh", _) => inquiry.secret_demanded(Grant::Refresh).await,
        ("device", _) => inquiry.device().await,
        ("pkce", Some(door)) => inquiry.pkce(door).await,
        ("code-and-credentials", Some(door)) => inquiry.code_credentials(door).await,
        ("pkce" | "code-and-credentials", None) => Ok(Err(NO_DOOR.to_owned())),
        (name, _) => Ok(Err(hidden(name).to_owned())),
    }
}
