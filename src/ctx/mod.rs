//! What a command works with: the options as meant, the terminal, and a client that comes to life when it is
//! first asked for. Built once, never changed.

mod advice;
mod describe;
mod options;
mod shelf;
mod stop;
mod watch;

pub use advice::advise;
pub use describe::Freshness;
pub use options::{Options, duration};
pub use shelf::Shelf;
pub use stop::{Stop, Stops};

use crate::api::Client;
use crate::error::Failure;
use crate::home::Home;
use crate::http::{Http, Url};
use crate::org::{self, Choice, Login, Registry, Session, choice};
use crate::output::{self, Columns, Format, Sink, Style, Written, jq};
use crate::record::Value;
use crate::secret::Secret;
use crate::term::{Out, Term};
use crate::text::visible_lines;
use crate::{auth, demo};
use anyhow::Context;
use serde::Serialize;
use std::fmt::Display;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, OnceLock};
use tokio::sync::OnceCell;
use watch::Watch;

pub struct Ctx {
    pub options: Options,
    pub term: Term,
    pub home: Home,
    pub format: Format,
    filter: Option<jq::Filter>,
    watch: Watch,
    /// What tells this run to end.
    pub stops: Stops,
    client: OnceCell<Arc<Client>>,
    /// A session for this run, where nothing says which org is meant.
    lent: OnceLock<(Url, Secret)>,
    /// Lives as long as the client that talks to it.
    demo: OnceCell<demo::Running>,
}

/// The name that always means the built-in demo org.
const DEMO: &str = "demo";

impl Ctx {
    pub fn new(options: Options) -> anyhow::Result<Self> {
        let term = options.term();
        if let Ok(name) = std::env::var("SFO_FORMAT") {
            let known = <Format as clap::ValueEnum>::from_str(&name, true);
            known.map_err(|_| {
                Failure::usage(format!("SFO_FORMAT is `{name}`, which is no format")).hint("sfo help formatting")
            })?;
        }
        let filter = options.jq.as_deref().map(str::parse).transpose().context("--jq")?;
        let format = options.format(&term);
        if filter.is_some() && !matches!(format, Format::Json | Format::Ndjson) {
            return Err(Failure::usage("--jq works on json and ndjson").into());
        }
        let watch = Watch::new(&options, &term);
        let home = Home::find();
        Ok(Self {
            options,
            term,
            home,
            format,
            filter,
            watch,
            stops: Stops::default(),
            client: OnceCell::new(),
            lent: OnceLock::new(),
            demo: OnceCell::new(),
        })
    }

    /// The client of the org that is meant.
    pub async fn client(&self) -> anyhow::Result<&Arc<Client>> {
        self.client.get_or_try_init(async || self.connect().await.map(Arc::new)).await
    }

    /// A client of a stored login, whichever org is meant.
    pub fn client_of(&self, name: &str) -> anyhow::Result<Client> {
        Ok(self.speak(Session::of_login(Login::find(&self.home, name)?)?))
    }

    async fn connect(&self) -> anyhow::Result<Client> {
        Ok(self.speak(self.session().await?))
    }

    fn speak(&self, session: Session) -> Client {
        let learned = watch::learned(&self.home, &session.instance_url);
        Client::new(self.http(), session, self.options.api_version, learned)
    }

    /// HTTP for what needs no org, such as signing in to one.
    pub fn http(&self) -> Http {
        Http::new(self.options.timeout, self.watch.observer()).counting(self.watch.tally())
    }

    /// The orgs that are meant, where they are several.
    pub fn several(&self) -> Option<Vec<&str>> {
        let names = self.options.org.as_deref()?;
        names.contains(',').then(|| names.split(',').map(str::trim).filter(|name| !name.is_empty()).collect())
    }

    /// The same for another org; counts and watches together with this one.
    #[must_use]
    pub fn of(&self, org: &str) -> Self {
        self.with(self.options.of(org), self.format)
    }

    /// The same with another format.
    #[must_use]
    pub fn with_format(&self, format: Format) -> Self {
        self.with(self.options.clone(), format)
    }

    fn with(&self, options: Options, format: Format) -> Self {
        Self {
            options,
            term: self.term.clone(),
            home: self.home.clone(),
            format,
            filter: self.filter.clone(),
            watch: self.watch.clone(),
            stops: Stops::default(),
            client: OnceCell::new(),
            lent: self.lent.clone(),
            demo: OnceCell::new(),
        }
    }

    /// Speaks with this token from now on, as if the environment held it. Only where no org is chosen.
    pub fn lend(&self, instance_url: Url, token: Secret) {
        self.lent.get_or_init(|| (instance_url, token));
    }

    /// The stored login of the org that is meant.
    pub fn login(&self) -> anyhow::Result<Login> {
        Ok(Login::find(&self.home, &self.choose()?.name)?)
    }

    /// Whether the org lives in this process and ends with it.
    pub fn hosts_demo(&self) -> bool {
        self.demo.initialized()
    }

    async fn session(&self) -> anyhow::Result<Session> {
        let Choice { name, by } = self.choose()?;
        if by != choice::By::Session && name == DEMO { self.demo_session().await } else { self.resting() }
    }

    /// The session of the org that is meant, with nothing started: the demo org is one that nobody can reach.
    fn resting(&self) -> anyhow::Result<Session> {
        let Choice { name, by } = self.choose()?;
        if by == choice::By::Session {
            let lent = || self.lent.get().map(|(url, token)| Session::given(url.clone(), token.clone()));
            return Session::from_environment()?.or_else(lent).ok_or_else(|| org::Error::NotChosen.into());
        }
        if name == DEMO {
            let host = org::origin("http://localhost")?;
            return Ok(Session::of_app(auth::App { host, client_id: demo::client_id()?, client_secret: None }));
        }
        Ok(Session::of_login(Login::find(&self.home, &name)?)?)
    }

    /// Which org is meant, and what decided it.
    pub fn choose(&self) -> anyhow::Result<Choice> {
        if self.several().is_some() {
            let text = "--org names several orgs, and only `sfo query` asks several at once";
            return Err(Failure::usage(text).hint("--org ALIAS").into());
        }
        // A folder that is gone holds no settings.
        let here = std::env::current_dir().unwrap_or_default();
        let variable = |name: &str| std::env::var(name).ok();
        let chosen = choice::decide(self.options.org.as_deref(), variable, &here, || Registry::read(&self.home.config));
        match (chosen, self.lent.get()) {
            (Err(org::Error::NotChosen), Some((url, _))) => {
                Ok(Choice { name: url.to_string(), by: choice::By::Session })
            }
            (chosen, _) => Ok(chosen?),
        }
    }

    /// Starts the demo org inside this process; from there on it is an org like any other.
    async fn demo_session(&self) -> anyhow::Result<Session> {
        let running = self
            .demo
            .get_or_try_init(async || demo::start(&self.home.demo(), demo::Options::default(), Box::new(|_| {})))
            .await
            .map_err(advise)?;
        let app = auth::App {
            host: org::origin(&running.origin)?,
            client_id: running.client_id.clone(),
            client_secret: Some(Secret::new(running.client_secret.clone())),
        };
        Ok(Session::of_app(app))
    }

    /// Where data goes: stdout through a pager where that suits, or the file of `--output`.
    pub fn out(&self) -> anyhow::Result<Out> {
        Ok(self.file(Out::file)?.unwrap_or_else(|| self.term.out()))
    }

    /// Where secrets go: stdout, never through a pager, or a file that nobody else may read.
    pub fn private_out(&self) -> anyhow::Result<Out> {
        Ok(self.file(Out::private)?.unwrap_or_else(Out::stdout))
    }

    /// Whether people are looking at what is written.
    pub fn on_screen(&self) -> bool {
        self.options.on_screen(&self.term)
    }

    /// The file of `--output`, if there is one.
    fn file(&self, open: impl FnOnce(&Path) -> io::Result<Out>) -> anyhow::Result<Option<Out>> {
        let path = self.options.output.as_deref().filter(|_| self.options.to_file());
        Ok(path.map(open).transpose().map_err(|error| Failure::usage(error.to_string()))?)
    }

    /// What turns rows into the bytes of `out`, which is opened first: a file that cannot be written is to be known
    /// before anything is sent.
    pub fn sink(&self, out: &Out, columns: Columns, adjust: impl FnOnce(&mut Style)) -> Box<dyn Sink> {
        self.sink_as(self.format, out, columns, adjust)
    }

    /// The same in a format that suits better than the one that is meant for most.
    pub fn sink_as(
        &self,
        format: Format,
        out: &Out,
        columns: Columns,
        adjust: impl FnOnce(&mut Style),
    ) -> Box<dyn Sink> {
        let mut style = self.style();
        adjust(&mut style);
        output::sink(format, columns, style, Box::new(out.clone()))
    }

    /// Writes one thing that is no list of rows: as JSON for programs and filters, else as it reads.
    pub fn show(&self, thing: &(impl Serialize + Display)) -> anyhow::Result<()> {
        self.show_in(self.out()?, thing)
    }

    /// The same into an output that was opened before the work began.
    pub fn show_in(&self, mut out: Out, thing: &(impl Serialize + Display)) -> anyhow::Result<()> {
        if self.format.is_machine() {
            return self.document(out, thing);
        }
        // Names in it are other people's.
        writeln!(out, "{}", visible_lines(thing.to_string().trim_end()))?;
        Ok(out.finish()?)
    }

    /// Writes one thing as JSON, whatever the format.
    pub fn document(&self, mut out: Out, thing: &impl Serialize) -> anyhow::Result<()> {
        let json = serde_json::to_string(thing)?;
        self.put(&mut out, Value::trusted(&json))?;
        Ok(out.finish()?)
    }

    /// Writes one JSON value to `out`, which may get more.
    pub fn put(&self, out: &mut Out, value: Value) -> anyhow::Result<()> {
        Ok(output::document(value, &self.style(), out)?)
    }

    fn style(&self) -> Style {
        Style {
            width: (!self.options.to_file()).then(|| self.term.width()).flatten(),
            color: !self.options.to_file() && self.term.color(),
            jq: self.filter.clone(),
            ..Style::default()
        }
    }

    /// Closes what rows were written to. `judgement` says whether they are what was asked for.
    pub fn end_rows(&self, out: &Out, written: &Written, judgement: anyhow::Result<()>) -> anyhow::Result<()> {
        out.finish()?;
        if !written.left_out.is_empty() {
            let names = written.left_out.join(", ");
            self.term.note(&format!("not shown for want of room: {names} (--format vertical shows all)"));
        }
        judgement
    }

    /// Keeps what was found out about the org.
    pub fn learn(&self) {
        if let Some(client) = self.client.get() {
            watch::learn(&self.home, client);
        }
    }

    /// What is told after a command, however it went.
    pub fn end(&self) {
        self.learn();
        if self.options.stats {
            self.term.tell(&self.watch.stats());
        }
    }
}
