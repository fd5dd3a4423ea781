//! `sfo record edit`: a record in the user's editor.

mod editor;
mod text;

use super::header::Lock;
use super::said::Done;
use super::target;
use super::undo::{Backup, Deed};
use super::write::show;
use crate::api::describe::{self, Object};
use crate::api::sobject::{self, Target};
use crate::api::{self, Call, Client};
use crate::cli::argument;
use crate::cli::consent::Consent;
use crate::ctx::{Ctx, Freshness};
use crate::error::{Exit, Failure};
use crate::http::header::HeaderMap;
use crate::org;
use crate::record::Value;
use editor::{Draft, Editor};
use text::{Change, Field, Text};

/// Edit a record in $VISUAL or $EDITOR, and save what changed
///
/// The editor gets the fields that may be written. What changed is shown, and saved after a yes, unless somebody else
/// changed the record meanwhile. A text that was not saved is kept, and its place is told: --from takes it up again.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo record edit Account 001000000000001AAA -o acme
  sfo record edit Account Ext__c=E7 --fields Name,Phone -o acme")]
pub struct Args {
    /// Object, such as Account
    #[arg(value_parser = target::name)]
    object: String,
    /// Id, or a key field and its value
    #[arg(value_name = "ID|FIELD=VALUE", value_parser = target::target)]
    record: Target,
    /// Fields to edit, separated by commas; without it, all that may be written
    #[arg(long, value_name = "FIELDS", value_delimiter = ',')]
    fields: Vec<String>,
    /// Begin with this text, which an earlier edit left
    #[arg(long, value_name = "FILE")]
    from: Option<String>,
    /// Print the request instead of sending it
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    backup: Backup,
    #[command(flatten)]
    consent: Consent,
}

const AGAIN: &str = "sfo record edit … --yes";
/// Kinds whose values are not text that people write.
const UNFIT: [&str; 2] = ["base64", "encryptedstring"];

/// The record as it is before it is edited.
struct Before {
    id: String,
    json: String,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let begun = args.from.as_ref().map(|file| argument::text(format!("@{file}"))).transpose()?;
    let editor = Editor::find(ctx)?;
    let mut out = ctx.out()?;
    let client = ctx.client().await?;
    let before = args.read(client).await?;
    may_save(client, &args.call(&before, &[]))?;
    let description = ctx.describe(Some(&args.object), Freshness::Renewed).await?;
    let text = args.text(&describe::read(&description)?, Value::trusted(&before.json))?;
    let head = format!("# {} {}\n", args.object, before.id);
    let draft = Draft::new(ctx, &before.id, &begun.unwrap_or_else(|| text.write(&head)))?;
    let changes = match edited(ctx, &draft, &editor, &text) {
        Ok(changes) => changes,
        Err(error) => return Err(args.kept(ctx, &draft, error)),
    };
    if changes.is_empty() {
        draft.remove();
        ctx.term.note("nothing was changed");
        return Ok(());
    }
    let call = args.call(&before, &changes);
    if args.dry_run {
        draft.remove();
        return show(client, &call, &mut out);
    }
    match args.save(ctx, client, &before, &changes, &call).await {
        Ok(saved) => {
            draft.remove();
            Done::Updated.show(ctx, out, &saved)
        }
        Err(error) => Err(args.kept(ctx, &draft, error)),
    }
}

/// Whether the org's policy lets anything be saved, which is to be known before anybody writes.
fn may_save(client: &Client, call: &Call) -> anyhow::Result<()> {
    match client.allows(&client.request(call)?) {
        Ok(()) | Err(api::Error::Org(org::Error::Unconfirmed(_))) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// What the user changed. A text that cannot be read may be mended.
fn edited(ctx: &Ctx, draft: &Draft, editor: &Editor, text: &Text) -> anyhow::Result<Vec<Change>> {
    loop {
        match text.changes(&draft.edit(editor)?) {
            Ok(changes) => return Ok(changes),
            Err(flaws) => {
                for flaw in &flaws {
                    ctx.term.tell(flaw);
                }
                if ctx.term.confirm("Edit it again?")? != Some(true) {
                    return Err(Failure::usage("the text cannot be read; nothing was saved").into());
                }
            }
        }
    }
}

impl Args {
    async fn read(&self, client: &Client) -> anyhow::Result<Before> {
        let call = sobject::read(&self.object, &self.record, &[], HeaderMap::new());
        let sent = sobject::send(client, &call).await;
        let json = sent.map_err(|error| target::named(&self.object, &self.record, error))?;
        let id = Value::parse(&json)?.get("Id").map(|id| id.string().into_owned());
        let id = id.ok_or_else(|| api::Error::Unreadable("the record has no Id".to_owned()))?;
        Ok(Before { id, json })
    }

    fn text(&self, object: &Object, record: Value) -> anyhow::Result<Text> {
        let may = |field: &&describe::Field| field.updateable && !UNFIT.contains(&field.kind.as_str());
        let fields: Vec<_> = if self.fields.is_empty() {
            object.fields.iter().filter(may).collect()
        } else {
            let named = |name: &String| {
                let text = format!("{} has no field `{name}` that may be edited", self.object);
                object.field(name.trim()).filter(may).ok_or_else(|| Failure::usage(text))
            };
            self.fields.iter().map(named).collect::<Result<_, _>>()?
        };
        Ok(Text(fields.into_iter().map(|field| Field::new(field, record)).collect()))
    }

    /// Saves the changes, unless the record is no longer what was read.
    fn call(&self, before: &Before, changes: &[Change]) -> Call {
        let mut headers = HeaderMap::new();
        if let Some(modified) = Value::trusted(&before.json).get("LastModifiedDate") {
            Lock::since(&modified.string()).add(&mut headers);
        }
        sobject::update(&self.object, &Target::Id(before.id.clone()), body(changes), headers)
    }

    async fn save(
        &self,
        ctx: &Ctx,
        client: &Client,
        before: &Before,
        changes: &[Change],
        call: &Call,
    ) -> anyhow::Result<sobject::Saved> {
        for Change { name, old, new } in changes {
            ctx.term.tell(&format!("- {name}: {old}\n+ {name}: {new}"));
        }
        let fields = if changes.len() == 1 { "field" } else { "fields" };
        let question = format!("Save {} {fields} of {} {}?", changes.len(), self.object, before.id);
        self.consent.ask(ctx, &question, AGAIN)?;
        client.confirm();
        let keep = self.backup.keep(ctx, &self.object, Deed::Update);
        if let Some(keep) = &keep {
            keep.known(client, &before.json, &body(changes));
        }
        let target = Target::Id(before.id.clone());
        let text = sobject::send(client, call).await.map_err(|error| self.refused(&target, error))?;
        if let Some(keep) = &keep {
            keep.end();
        }
        Ok(sobject::saved(&text, Some(&target))?)
    }

    fn refused(&self, target: &Target, error: api::Error) -> anyhow::Error {
        match error {
            api::Error::Refused(refusal) if refusal.status == 412 => {
                let text = "somebody changed the record while it was edited; nothing was saved";
                Failure::new(Exit::Refused, text).into()
            }
            error => target::named(&self.object, target, error),
        }
    }

    /// Tells where the text is that was not saved.
    fn kept(&self, ctx: &Ctx, draft: &Draft, error: anyhow::Error) -> anyhow::Error {
        let (path, record) = (draft.path().display(), target::typed(&self.record));
        ctx.term.tell(&format!("the text is kept: sfo record edit {} {record} --from {path}", self.object));
        error
    }
}

fn body(changes: &[Change]) -> String {
    let members: Vec<_> = changes.iter().map(|Change { name, new, .. }| format!("\"{name}\":{new}")).collect();
    format!("{{{}}}", members.join(","))
}
