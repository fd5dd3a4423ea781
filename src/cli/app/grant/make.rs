//! Makes what is missing, one thing after the other, and tells of each thing whether it was made or was there.

use super::{AGAIN, RunAs, Wish, cure, state::State, user::Service};
use crate::api::sobject::{self, Target};
use crate::api::{self, Call, Client};
use crate::ctx::Ctx;
use crate::http::header::HeaderMap;
use crate::output::{Columns, Sink};
use crate::record::Value;
use crate::term::Out;
use serde_json::json;

pub struct Making<'m> {
    ctx: &'m Ctx,
    client: &'m Client,
    wish: &'m Wish,
    out: Out,
    sink: Box<dyn Sink>,
}

impl<'m> Making<'m> {
    pub fn new(ctx: &'m Ctx, client: &'m Client, out: Out, wish: &'m Wish) -> Self {
        let columns = ["item", "name", "id", "outcome"].map(str::to_owned).to_vec();
        let sink = ctx.sink(&out, Columns::new(columns, false), |_| ());
        Self { ctx, client, wish, out, sink }
    }

    pub async fn run(mut self, state: State, service: Option<Service>, run_as: Option<RunAs>) -> anyhow::Result<()> {
        let set = self.set(&state).await?;
        let name = self.wish.app.name.clone();
        let access = json!({"ParentId": set, "SetupEntityId": self.wish.app.id});
        self.pair("access", &name, "SetupEntityAccess", state.access.as_deref(), &access).await?;
        let made = match service {
            Some(service) => Some((self.user(&service).await?, service.username, None)),
            None => None,
        };
        if let Some(person) = self.wish.service.as_ref().and_then(|name| state.person(name)) {
            self.tell("user", &person.username, &person.id, "was there")?;
        }
        let people = state.people.into_iter().map(|person| (person.id, person.username, person.assigned));
        for (id, username, assigned) in made.into_iter().chain(people) {
            let body = json!({"AssigneeId": id, "PermissionSetId": set});
            self.pair("assignment", &username, "PermissionSetAssignment", assigned.as_deref(), &body).await?;
        }
        if let Some(run_as) = run_as {
            let outcome = if run_as.make(self.ctx, self.client, AGAIN).await? { "made" } else { "was there" };
            self.tell("run as", &run_as.username, "", outcome)?;
        }
        let written = self.sink.finish()?;
        self.ctx.end_rows(&self.out, &written, Ok(()))
    }

    /// The permission set, with API Enabled whoever made it.
    async fn set(&mut self, state: &State) -> anyhow::Result<String> {
        let (name, client) = (&self.wish.set, self.client);
        let about = format!("permission set {name}");
        let (id, outcome) = match &state.set {
            Some(set) if set.api => (set.id.clone(), "was there"),
            Some(set) => {
                let target = Target::Id(set.id.clone());
                let body = json!({"PermissionsApiEnabled": true}).to_string();
                let call = sobject::update("PermissionSet", &target, body, HeaderMap::new());
                sobject::send(client, &call).await.map_err(|error| cure::of(error, &about))?;
                (set.id.clone(), "changed")
            }
            None => {
                let body = json!({"Name": name, "Label": name.replace('_', " "), "PermissionsApiEnabled": true});
                (self.create("PermissionSet", &body, &about).await?, "made")
            }
        };
        self.tell("permission set", &self.wish.set.clone(), &id, outcome)?;
        Ok(id)
    }

    async fn user(&mut self, service: &Service) -> anyhow::Result<String> {
        let id = self.create("User", &service.body, &format!("user {}", service.username)).await?;
        self.tell("user", &service.username, &id, "made")?;
        Ok(id)
    }

    /// A record that joins two others. Somebody else may have made it since it was looked for.
    async fn pair(
        &mut self,
        item: &str,
        name: &str,
        object: &str,
        there: Option<&str>,
        body: &serde_json::Value,
    ) -> anyhow::Result<()> {
        if let Some(id) = there {
            return self.tell(item, name, id, "was there");
        }
        match self.create(object, body, &format!("{item} {name}")).await {
            Ok(id) => self.tell(item, name, &id, "made"),
            Err(error) if is_duplicate(&error) => self.tell(item, name, "", "was there"),
            Err(error) => Err(error),
        }
    }

    async fn create(&self, object: &str, body: &serde_json::Value, about: &str) -> anyhow::Result<String> {
        let call: Call = sobject::create(object, body.to_string(), HeaderMap::new());
        let sent = async { sobject::saved(&sobject::send(self.client, &call).await?, None) };
        Ok(sent.await.map_err(|error| cure::of(error, about))?.id)
    }

    fn tell(&mut self, item: &str, name: &str, id: &str, outcome: &str) -> anyhow::Result<()> {
        let row = json!({"item": item, "name": name, "id": id, "outcome": outcome}).to_string();
        Ok(self.sink.row(Value::trusted(&row))?)
    }
}

fn is_duplicate(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(api::Error::Refused(refusal)) if refusal.code == "DUPLICATE_VALUE")
}
