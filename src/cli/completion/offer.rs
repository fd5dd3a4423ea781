//! Which candidates there are at a place: the table of what each argument takes.

use super::candidate::Candidate;
use super::command;
use super::known::Known;
use super::object;
use super::place::Place;
use super::soql;
use crate::api::describe::{Field, Object};
use clap::Arg;

pub struct Offer<'p> {
    pub place: &'p Place<'p>,
    pub known: &'p Known<'p>,
    /// The word as far as it is typed, and with what is behind.
    pub typed: &'p str,
    pub whole: &'p str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Org,
    Object,
    /// Several, with commas between them.
    Objects,
    /// An object, and steps from it.
    Path,
    Fields,
    /// `NAME=VALUE` of a record.
    Member,
    /// A key field and its value.
    Key,
    Soql,
    Api,
    Job,
    Action,
    /// `NAME=VALUE` of an action.
    Input,
}

/// Commands by how their names begin, ids of arguments, and what they take.
const KINDS: [(&str, &str, Kind); 16] = [
    ("", "org", Kind::Org),
    ("org", "name", Kind::Org),
    ("describe", "path", Kind::Path),
    ("", "object", Kind::Object),
    ("", "objects", Kind::Objects),
    ("query", "soql", Kind::Soql),
    ("bulk query", "soql", Kind::Soql),
    ("bulk", "id", Kind::Job),
    ("record get", "fields", Kind::Fields),
    ("search", "fields", Kind::Fields),
    ("record get", "records", Kind::Key),
    ("record", "key", Kind::Key),
    ("record", "fields", Kind::Member),
    ("api", "words", Kind::Api),
    ("action", "name", Kind::Action),
    ("action run", "fields", Kind::Input),
];

/// Resources below the API version.
const RESOURCES: [&str; 17] = [
    "limits",
    "query",
    "queryAll",
    "search",
    "parameterizedSearch",
    "sobjects",
    "sobjects/",
    "composite",
    "composite/batch",
    "composite/graph",
    "composite/sobjects",
    "composite/tree/",
    "jobs/ingest",
    "jobs/query",
    "actions/standard",
    "actions/custom",
    "graphql",
];
const METHODS: [&str; 6] = ["GET", "POST", "PATCH", "PUT", "DELETE", "HEAD"];

impl Offer<'_> {
    pub fn candidates(&self) -> Vec<Candidate> {
        let mut found = self.all();
        found.retain(|candidate| candidate.continues(self.typed));
        found.sort_by(|one, other| one.word.cmp(&other.word));
        found.dedup_by(|one, other| one.word == other.word);
        found
    }

    fn all(&self) -> Vec<Candidate> {
        let place = self.place;
        if let Some(arg) = place.pending {
            return self.values(arg, "", self.typed);
        }
        if self.typed.starts_with('-') && !place.literal {
            return match place.flag(self.typed) {
                (Some(arg), Some((start, value))) => self.values(arg, &self.typed[..start], value),
                _ => command::flags(place),
            };
        }
        let mut found: Vec<_> =
            if place.may_descend() { command::commands(place.command).collect() } else { Vec::new() };
        found.extend(place.positional().map(|arg| self.values(arg, "", self.typed)).unwrap_or_default());
        found
    }

    /// Values of an argument, behind what stands before them in the word.
    fn values(&self, arg: &Arg, head: &str, typed: &str) -> Vec<Candidate> {
        let mine = |(path, id, _): &&(&str, &str, Kind)| self.place.path.starts_with(path) && arg.get_id() == *id;
        let found = match KINDS.iter().find(mine) {
            Some((_, _, kind)) => self.of_kind(*kind, typed),
            None if command::takes_file(arg) => vec![Candidate::files()],
            None => command::values(arg),
        };
        found.into_iter().map(|candidate| candidate.behind(head)).collect()
    }

    fn of_kind(&self, kind: Kind, typed: &str) -> Vec<Candidate> {
        match kind {
            Kind::Org => self.known.orgs().iter().map(|(name, user)| Candidate::new(name, user)).collect(),
            Kind::Object => self.objects(),
            Kind::Objects => listed(typed, |_| self.objects()),
            Kind::Path => self.path(typed).unwrap_or_else(|| self.objects()),
            Kind::Fields => listed(typed, |last| self.fields(last).unwrap_or_default()),
            Kind::Member => self.members(self.object(), typed),
            Kind::Key => self.keys(typed),
            Kind::Soql if typed.starts_with('@') => vec![Candidate::files()],
            Kind::Soql => soql::candidates(typed, self.whole, self.known),
            Kind::Api => self.api(typed),
            Kind::Action => self.known.actions().iter().map(|(name, label)| Candidate::new(name, label)).collect(),
            Kind::Input => {
                let inputs = self.place.value("name").map(|name| self.known.inputs(name)).unwrap_or_default();
                inputs.iter().map(|(name, label)| Candidate::open(format!("{name}="), label)).collect()
            }
            Kind::Job => {
                let about = |job: &crate::cli::bulk::memory::Kept| {
                    format!("{} {} {}", job.operation, job.object.as_deref().unwrap_or_default(), job.state)
                };
                self.known.jobs().iter().map(|job| Candidate::new(&job.id, about(job))).collect()
            }
        }
    }

    fn objects(&self) -> Vec<Candidate> {
        self.known.objects().iter().map(|object| Candidate::new(&object.name, &object.label)).collect()
    }

    /// The object that was named before.
    fn object(&self) -> Option<Object> {
        let name = self.place.value("object").or_else(|| self.place.value("objects")?.split(',').next())?;
        self.known.object(name)
    }

    /// Fields of it at the end of a dotted path.
    fn fields(&self, path: &str) -> Option<Vec<Candidate>> {
        self.steps(self.object()?, "", path)
    }

    fn path(&self, typed: &str) -> Option<Vec<Candidate>> {
        let (object, path) = typed.split_once('.')?;
        Some(self.known.object(object).and_then(|it| self.steps(it, &format!("{object}."), path)).unwrap_or_default())
    }

    fn steps(&self, object: Object, head: &str, path: &str) -> Option<Vec<Candidate>> {
        let (steps, last) = path.rsplit_once('.').map_or(("", path), |(steps, last)| (steps, last));
        let head = format!("{head}{}", &path[..path.len() - last.len()]);
        let steps: Vec<&str> = steps.split('.').filter(|step| !step.is_empty()).collect();
        let end = self.known.follow(object, &steps)?;
        let found = object::fields(&end).map(|it| Candidate { open: it.word.ends_with('.'), ..it });
        Some(found.map(|candidate| candidate.behind(&head)).collect())
    }

    /// `Field=`, or the values of the field.
    fn members(&self, object: Option<Object>, typed: &str) -> Vec<Candidate> {
        let Some(object) = object else { return Vec::new() };
        let creates = self.place.path.ends_with("create") || self.place.path == "api";
        let may = |field: &&Field| if creates { field.createable } else { field.updateable };
        let given = |field: &&Field| {
            let head = format!("{}=", field.name);
            self.place.values("fields").any(|word| word.starts_with(&head))
        };
        match typed.split_once('=') {
            None => object.fields.iter().filter(may).filter(|field| !given(field)).map(member).collect(),
            Some((name, value)) => field_values(&object, name, value),
        }
    }

    fn keys(&self, typed: &str) -> Vec<Candidate> {
        let Some(object) = self.object() else { return Vec::new() };
        match typed.split_once('=') {
            None => object.fields.iter().filter(|field| field.external_id || field.unique).map(member).collect(),
            Some((name, value)) => field_values(&object, name, value),
        }
    }

    fn api(&self, typed: &str) -> Vec<Candidate> {
        let given: Vec<&str> = self.place.values("words").collect();
        let method = given.first().is_some_and(|word| METHODS.iter().any(|it| it.eq_ignore_ascii_case(word)));
        let Some(path) = given.get(usize::from(method)) else {
            let methods = METHODS.iter().filter(|_| !method).map(|method| Candidate::new(*method, "method"));
            return methods.chain(self.resources(typed)).collect();
        };
        if let (Some(query), "query" | "queryAll" | "tooling/query") = (typed.strip_prefix("q="), *path) {
            let whole = self.whole.strip_prefix("q=").unwrap_or_default();
            let found = soql::candidates(query, whole, self.known).into_iter();
            return found.map(|candidate| candidate.behind("q=")).collect();
        }
        let object = path.strip_prefix("sobjects/").and_then(|rest| rest.split('/').next());
        self.members(object.and_then(|name| self.known.object(name)), typed)
    }

    fn resources(&self, typed: &str) -> Vec<Candidate> {
        let Some(rest) = typed.strip_prefix("sobjects/") else {
            let candidate = |path: &&str| Candidate { open: path.ends_with('/'), ..Candidate::new(*path, "") };
            return RESOURCES.iter().map(candidate).collect();
        };
        let Some((object, _)) = rest.split_once('/') else {
            return self.objects().into_iter().map(|object| object.behind("sobjects/")).collect();
        };
        let below = ["describe", "describe/layouts", "listviews", "deleted", "updated"];
        below.iter().map(|name| Candidate::new(*name, "").behind(&format!("sobjects/{object}/"))).collect()
    }
}

fn member(field: &Field) -> Candidate {
    Candidate::open(format!("{}=", field.name), object::about(field))
}

/// Values of a field, behind `NAME=` or `NAME:=`; or files, behind `NAME=@`.
fn field_values(object: &Object, name: &str, value: &str) -> Vec<Candidate> {
    if value.starts_with('@') {
        return vec![Candidate::files()];
    }
    let bare = name.strip_suffix(':').unwrap_or(name);
    let Some(field) = object.field(bare) else { return Vec::new() };
    let json = ["true", "false", "null"];
    let found: Vec<_> = if bare.len() < name.len() {
        json[if field.kind == "boolean" { 0 } else { 2 }..].iter().map(|word| Candidate::new(*word, "")).collect()
    } else {
        object::choices(field).collect()
    };
    found.into_iter().map(|candidate| candidate.behind(&format!("{name}="))).collect()
}

/// Candidates for the last of several that have commas between them.
fn listed(typed: &str, each: impl Fn(&str) -> Vec<Candidate>) -> Vec<Candidate> {
    let last = typed.rsplit(',').next().unwrap_or_default();
    let head = &typed[..typed.len() - last.len()];
    each(last).into_iter().map(|candidate| candidate.behind(head)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Cli;
    use clap::{Command, CommandFactory};

    /// Whether some command whose name begins with `path` has this argument.
    fn has(command: &Command, name: &str, path: &str, id: &str) -> bool {
        let mine = name.starts_with(path) && command.get_arguments().any(|arg| arg.get_id() == id);
        let below = |child: &Command| has(child, format!("{name} {}", child.get_name()).trim_start(), path, id);
        mine || command.get_subcommands().any(below)
    }

    #[test]
    fn every_kind_has_its_argument() {
        let mut root = Cli::command();
        root.build();
        let dead: Vec<_> = KINDS.iter().filter(|(path, id, _)| !has(&root, "", path, id)).collect();
        assert!(dead.is_empty(), "{dead:?}");
    }
}
