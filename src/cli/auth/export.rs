//! `sfo auth export`: a login for another program, in a form that it reads.

use crate::auth::AuthUrl;
use crate::ctx::Ctx;
use crate::error::Failure;
use crate::org::Slot;
use clap::ValueEnum;
use serde_json::json;
use std::io::Write;

/// Print a login with its secrets, for another program
#[derive(clap::Args)]
#[command(after_help = "Examples:
  eval \"$(sfo -o demo auth export --as env)\"
  sfo -o demo auth export --as json --jq .instanceUrl")]
pub struct Args {
    /// Form
    #[arg(long = "as", value_name = "FORM", value_enum, default_value = "env")]
    form: Form,
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
    if args.form == Form::AuthUrl {
        return auth_url(ctx).await;
    }
    let client = ctx.client().await?;
    let token = client.token().await?;
    let origin = client.origin().origin().ascii_serialization();
    if args.form == Form::Json {
        return ctx.document(ctx.private_out()?, &json!({"accessToken": token.expose(), "instanceUrl": origin}));
    }
    let mut out = ctx.private_out()?;
    for (name, value) in [("SFO_ACCESS_TOKEN", token.expose()), ("SFO_INSTANCE_URL", &origin)] {
        writeln!(out, "{}", args.form.line(name, value))?;
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

async fn auth_url(ctx: &Ctx) -> anyhow::Result<()> {
    let login = ctx.login()?;
    let (app, refresh) = (login.app().await?, login.secret(Slot::Refresh).await?);
    let refresh = refresh.ok_or_else(|| Failure::usage(format!("`{}` has no refresh token", login.alias)))?;
    ctx.term.warn("where refresh tokens rotate, two programs with one of them sign each other out");
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
