//! `sfo auth export`: a login for another program, in a form that it reads.

use crate::app::Kind;
use crate::auth::{App, AuthUrl};
use crate::cli::handover::{self, Known};
use crate::ctx::Ctx;
use crate::error::Failure;
use crate::org::{Flow, Slot};
use clap::ValueEnum;
use serde_json::json;
use std::io::Write;

/// Print a login with its secrets, for another program
///
/// With `--for`, the fields that the form of a product asks for, by its own labels: tried first, masked on a terminal
/// until `--reveal`, as JSON into a pipe. `sfo app guide` lists the products.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  eval \"$(sfo -o demo auth export --as env)\"
  sfo -o demo auth export --as json --jq .instanceUrl
  sfo -o demo auth export --for c1 | wc -l")]
pub struct Args {
    /// Form; env where neither is given
    #[arg(long = "as", value_name = "FORM", value_enum)]
    form: Option<Form>,
    /// Product to hand the login over to, such as writer
    #[arg(long = "for", value_name = "PRODUCT")]
    product: Option<String>,
    #[command(flatten)]
    how: handover::How,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// export NAME='VALUE' for sh, bash and zsh
    Env,
    /// NAME="VALUE" lines
    Dotenv,
    /// One object
    Json,
    /// set -gx NAME 'VALUE'
    Fish,
    /// $env:NAME = 'VALUE'
    Powershell,
    /// force://… of the official CLI, with the refresh token
    AuthUrl,
}

pub async fn run(args: &Args, ctx: &Ctx) -> anyhow::Result<()> {
    if let Some(product) = &args.product {
        if args.form.is_some() {
            return Err(Failure::usage("--as and --for are two forms; take one").into());
        }
        let preset = handover::product(ctx, product)?;
        return handover::run(&args.how, &preset, known(ctx).await?, ctx).await;
    }
    let form = args.form.unwrap_or(Form::Env);
    if form == Form::AuthUrl {
        return auth_url(ctx).await;
    }
    let client = ctx.client().await?;
    let token = client.token().await?;
    let origin = client.origin().origin().ascii_serialization();
    if form == Form::Json {
        return ctx.document(ctx.private_out()?, &json!({"accessToken": token.expose(), "instanceUrl": origin}));
    }
    let mut out = ctx.private_out()?;
    for (name, value) in [("SFO_ACCESS_TOKEN", token.expose()), ("SFO_INSTANCE_URL", &origin)] {
        writeln!(out, "{}", form.line(name, value))?;
    }
    Ok(out.finish()?)
}

impl Form {
    fn line(self, name: &str, value: &str) -> String {
        match self {
            Self::Fish => format!("set -gx {name} '{}'", value.replace('\\', "\\\\").replace('\'', "\\'")),
            Self::Powershell => format!("$env:{name} = '{}'", value.replace('\'', "''")),
            Self::Dotenv => {
                format!("{name}=\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"").replace('$', "\\$"))
            }
            Self::Env | Self::Json | Self::AuthUrl => format!("export {name}='{}'", value.replace('\'', r"'\''")),
        }
    }
}

/// The app of the login. One whose login is by password is a connected app: no other has that grant.
async fn known(ctx: &Ctx) -> anyhow::Result<Known> {
    let client = ctx.client().await?;
    let none = || Failure::usage("nothing is known of the app behind this token").hint("sfo auth login --help");
    let app = client.session().app().await?.filter(|app| !app.client_id.is_empty()).ok_or_else(none)?;
    let by_password = client.session().login().is_some_and(|login| login.entry.flow == Flow::Password);
    let kind = if by_password { Kind::ConnectedApp } else { Kind::ExternalClientApp };
    Ok(Known { app: App { host: client.origin().clone(), ..app }, kind, signed_in: true })
}

async fn auth_url(ctx: &Ctx) -> anyhow::Result<()> {
    let login = ctx.login()?;
    let (app, refresh) = (login.app().await?, login.secret(Slot::Refresh).await?);
    let refresh = refresh.ok_or_else(|| Failure::usage(format!("`{}` has no refresh token", login.alias)))?;
    ctx.term.warn(handover::ROTATES);
    let mut out = ctx.private_out()?;
    writeln!(out, "{}", AuthUrl { app, refresh }.write().expose())?;
    Ok(out.finish()?)
}

#[cfg(test)]
mod tests {
    use super::Form;

    #[test]
    fn a_value_cannot_leave_its_quotes() {
        let line = |form: Form| form.line("N", r#"a'b"$(c)\"#);
        assert_eq!(line(Form::Env), r#"export N='a'\''b"$(c)\'"#);
        assert_eq!(line(Form::Fish), r#"set -gx N 'a\'b"$(c)\\'"#);
        assert_eq!(line(Form::Powershell), r#"$env:N = 'a''b"$(c)\'"#);
        assert_eq!(line(Form::Dotenv), r#"N="a'b\"\$(c)\\""#);
    }
}
