//! `reticolo member`: who signs in. Whoever may run the binary on the server invites the first administrator.

use crate::{clock, database, database::Schema, exit::Exit, out, settings::Settings};
use anyhow::{Result, anyhow};
use clap::{Args, Subcommand};
use reticolo_accounts::{
    Refused,
    link::Purpose,
    member::{self, Member, New},
    organization,
};
use reticolo_base::{Lang, Refusal as _, Role, Roles};
use reticolo_store::{Db, Vault};
use reticolo_web::secret;
use reticolo_words::Words;
use uuid::Uuid;

/// Members of organisations: invite, list, end
#[derive(Debug, Args)]
pub struct MemberCommand {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Invite somebody: prints a link that holds for seven days, and puts a mail into the outbox
    Invite(Invite),
    /// Print a new link for a member who lost her second factor, or for an invitation that ran out
    Link {
        /// Her id, from the list
        member: Uuid,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// List the members of an organisation
    List {
        /// The organisation: its id or its name
        organization: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// End a membership: she is signed out everywhere, and her keys are destroyed
    End {
        /// Her id, from the list
        member: Uuid,
    },
}

#[derive(Debug, Args)]
struct Invite {
    /// The organisation: its id or its name
    organization: String,
    /// Her name
    name: String,
    /// Her mail address
    email: String,
    /// What she may be; may be given several times
    #[arg(long = "role", required = true, value_parser = role, value_name = "ROLE")]
    roles: Vec<Role>,
    /// The language in which she reads
    #[arg(long, default_value = "it", value_parser = lang, value_name = "LANGUAGE")]
    lang: Lang,
    /// As JSON
    #[arg(long)]
    json: bool,
}

fn role(word: &str) -> Result<Role, String> {
    let known = || Role::ALL.map(Role::code).join(", ");
    Role::parse(word).ok_or_else(|| format!("not a role; there are {}", known()))
}

fn lang(word: &str) -> Result<Lang, String> {
    word.parse().map_err(|_| {
        format!("not a language of the pages; there are {}", Lang::ALL.map(Lang::code).join(", "))
    })
}

impl MemberCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// When the database or the keys cannot be opened, or what was asked is refused.
    pub async fn run(self, settings: &Settings) -> Result<Exit> {
        let db = database::open(settings, Schema::Migrate).await?;
        let vault = database::vault(&db, settings).await?;
        match self.what {
            What::Invite(invite) => invite.run(&db, &vault, settings).await,
            What::Link { member, json } => {
                let (ctx, code) = (clock::console(), secret::written(secret::from_system()));
                let purpose = member::again(&db, &vault, &ctx, member, &code).await.map_err(|r| told(&r))?;
                show_link(settings, member, purpose, &code, Lang::It, json);
                Ok(Exit::Fine)
            }
            What::List { organization, json } => list(&db, &vault, &organization, json).await,
            What::End { member } => {
                member::end(&db, &vault, &clock::console(), member).await.map_err(|r| told(&r))?;
                out::line("Ended.");
                Ok(Exit::Fine)
            }
        }
    }
}

impl Invite {
    async fn run(self, db: &Db, vault: &Vault, settings: &Settings) -> Result<Exit> {
        let ctx = clock::console();
        let found = organization::named_or_numbered(db, &ctx, &self.organization).await;
        let found = found.map_err(|_| {
            anyhow!("no organisation {}: see `reticolo organization list`", self.organization)
        })?;
        let (id, code) = (Uuid::now_v7(), secret::written(secret::from_system()));
        let roles: Roles = self.roles.iter().copied().collect();
        let new =
            New { organization: found.id, name: &self.name, email: &self.email, roles, lang: self.lang };
        member::invite(db, vault, &ctx, (id, &code), new).await.map_err(|r| told(&r))?;
        show_link(settings, id, Purpose::Invitation, &code, self.lang, self.json);
        Ok(Exit::Fine)
    }
}

fn show_link(settings: &Settings, member: Uuid, purpose: Purpose, code: &str, lang: Lang, json: bool) {
    let base = settings.file.base_url.as_deref().unwrap_or("http://127.0.0.1:8080").trim_end_matches('/');
    let link = format!("{base}/{lang}/{}", purpose.path(code));
    let days = purpose.seconds() / 86_400;
    if json {
        return out::json(&serde_json::json!({ "member": member, "link": link, "days": days }));
    }
    out::line(format_args!("{link}"));
    out::note(format_args!("It opens once, within {days} days. Hand it over so that nobody else reads it."));
}

async fn list(db: &Db, vault: &Vault, organization: &str, json: bool) -> Result<Exit> {
    let ctx = clock::console();
    let found = organization::named_or_numbered(db, &ctx, organization).await;
    let found =
        found.map_err(|_| anyhow!("no organisation {organization}: see `reticolo organization list`"))?;
    let members = member::list(db, vault, &ctx, found.id).await.map_err(|r| told(&r))?;
    let state = |member: &Member| if member.joined_at.is_some() { "joined" } else { "invited" };
    if json {
        let row = |m: &Member| {
            serde_json::json!({ "id": m.id, "name": m.name, "roles": m.roles.iter().collect::<Vec<_>>(), "lang": m.lang,
                                "state": state(m), "email": m.email.as_ref().map(|email| email.as_str().to_owned()) })
        };
        out::json(&members.iter().map(row).collect::<Vec<_>>());
    } else {
        for m in &members {
            out::line(format_args!("{}  {}  {}  {}", m.id, m.name, m.roles.written(), state(m)));
        }
    }
    Ok(if members.is_empty() { Exit::Nothing } else { Exit::Fine })
}

/// A refusal in words, for the terminal.
pub fn told(refused: &Refused) -> anyhow::Error {
    match refused {
        Refused::Store(failure) => anyhow!("{failure}"),
        Refused::NotFound => anyhow!("there is no such thing"),
        other => anyhow!("{}", Words::of(Lang::En).say(other.key())),
    }
}
