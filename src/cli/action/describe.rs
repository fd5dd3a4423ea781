//! `sfo action describe`: what an action takes and gives.

use super::{Copy, catalog, name::Name};
use crate::api::action::Parameter;
use crate::api::describe;
use crate::cli::view::View;
use crate::ctx::Ctx;
use serde_json::{Value, json, value::RawValue};

/// Show the inputs and outputs of an action
#[derive(clap::Args)]
#[command(after_help = "Examples:
  sfo -o demo action describe emailSimple
  sfo -o demo action describe flow/Plan_Calls --csv
  sfo -o demo action describe quick/Account.NewContact --raw")]
pub struct Args {
    /// Action, such as emailSimple, `flow/Close_Case` or `quick/Account.NewContact`
    name: Name,
    /// Print the org's own JSON
    #[arg(long)]
    raw: bool,
    #[command(flatten)]
    copy: Copy,
}

const COLUMNS: &[&str] =
    &["direction", "name", "label", "type", "required", "maxOccurs", "object", "values", "description"];

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    let out = ctx.out()?;
    let action = catalog::find(ctx, &args.name, args.copy.freshness()).await?;
    if args.raw {
        return ctx.document(out, &describe::read::<&RawValue>(&action.text)?);
    }
    let description = action.description()?;
    let rows = |direction, list: &Option<Vec<Parameter>>| {
        list.iter().flatten().map(|parameter| row(direction, parameter)).collect::<Vec<_>>()
    };
    let rows = [rows("input", &description.inputs), rows("output", &description.outputs)].concat();
    View { columns: COLUMNS, rows }.show(ctx, &out, None)
}

fn row(direction: &str, parameter: &Parameter) -> Value {
    let choices = parameter.choices();
    json!({
        "direction": direction,
        "name": parameter.name,
        "label": parameter.label,
        "type": parameter.kind,
        // Of an output nobody says.
        "required": (direction == "input").then(|| parameter.is_required()),
        "maxOccurs": parameter.most(),
        "object": parameter.sobject_type.as_ref().or(parameter.apex_class.as_ref()),
        "values": (!choices.is_empty()).then(|| choices.join(", ")),
        "description": parameter.description,
    })
}
