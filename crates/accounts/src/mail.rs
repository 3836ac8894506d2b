//! The outbox of mails: written in the transaction that wants them, sealed for their receiver, sent by a job.
//!
//! ```ignore
//! let to = mail::Receiver { organization, organization_name: "Comune", subject: participant, name, address: &email, lang };
//! let letter = mail::Letter::new(to, "mail-lab-invitation", ctx.now.plus_days(30))
//!     .with_value("session", title)          // { $session } in mail-lab-invitation-subject and mail-lab-invitation-body
//!     .with_link(format!("join/{code}"));    // { $link }: base address, receiver's language, this path
//! mail::queue(&mut tx, vault, letter).await?;
//! ```
//!
//! The words are Fluent texts `<template>-subject` and `<template>-body`, said in the receiver's language when the mail
//! is sent; `$name` and `$organization` are always there. A mail never holds what a case holds.

use crate::{Email, Refused};
use reticolo_base::{Ctx, Instant, Lang};
use reticolo_store::{Db, Tx, Vault, audit, audit::Entry, job, sql, vault::Class};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The kind of the job that sends a mail; its subject is the mail's id.
pub const JOB: &str = "mail";

/// Who gets a mail.
#[derive(Debug, Clone, Copy)]
pub struct Receiver<'a> {
    /// The organisation that writes, whose key seals the mail.
    pub organization: Uuid,
    /// Its name; `$organization` in the texts.
    pub organization_name: &'a str,
    /// The person: a member, a participant. When her keys are destroyed the mail is not sent any more.
    pub subject: Uuid,
    /// What she is called; `$name` in the texts.
    pub name: &'a str,
    /// Her address.
    pub address: &'a Email,
    /// The language in which she reads.
    pub lang: Lang,
}

/// A file that comes with a mail, such as a date for her calendar.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its name: `incontro.ics`.
    pub name: String,
    /// Its media type: `text/calendar`.
    pub kind: String,
    /// What is in it.
    pub text: String,
}

/// A mail to be sent.
#[derive(Clone)]
pub struct Letter {
    organization: Uuid,
    subject: Uuid,
    lang: Lang,
    template: &'static str,
    ends_at: Instant,
    content: Content,
}

/// What is sealed of a mail.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Content {
    address: String,
    values: Vec<(String, String)>,
    link: Option<String>,
    attachments: Vec<Attachment>,
}

impl Letter {
    /// A mail by its template; after `ends_at` it is of no use and is not sent any more.
    pub fn new(to: Receiver<'_>, template: &'static str, ends_at: Instant) -> Self {
        let values = [("name", to.name), ("organization", to.organization_name)];
        let content = Content {
            address: to.address.as_str().to_owned(),
            values: values.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
            link: None,
            attachments: Vec::new(),
        };
        Self { organization: to.organization, subject: to.subject, lang: to.lang, template, ends_at, content }
    }

    /// The same with a variable of its texts.
    #[must_use]
    pub fn with_value(mut self, name: &str, value: impl Into<String>) -> Self {
        self.content.values.push((name.to_owned(), value.into()));
        self
    }

    /// The same with a link: the path of a page behind the language. `$link` in the texts.
    #[must_use]
    pub fn with_link(mut self, path: impl Into<String>) -> Self {
        self.content.link = Some(path.into());
        self
    }

    /// The same with a file.
    #[must_use]
    pub fn with_attachment(mut self, attachment: Attachment) -> Self {
        self.content.attachments.push(attachment);
        self
    }
}

/// Puts a mail into the outbox; its id. It is sent once the transaction is committed. The caller audits.
///
/// # Errors
/// [`Refused::Store`] of the database or the vault.
pub async fn queue(tx: &mut Tx, vault: &Vault, letter: Letter) -> Result<Uuid, Refused> {
    let (id, now) = (Uuid::now_v7(), tx.ctx().now);
    let plain = serde_json::to_vec(&letter.content).unwrap_or_default();
    let record = (letter.subject, Class::Contact, id);
    let sealed = vault.seal_record(tx, letter.organization, record, &plain).await?;
    let insert = sql!(
        "insert into mail (id, organization_id, subject, template, lang, sealed, state, made_at, ends_at)
         values ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8)"
    );
    let insert = insert.bind(id).bind(letter.organization).bind(letter.subject).bind(letter.template);
    tx.run(insert.bind(letter.lang.code()).bind(sealed).bind(now).bind(letter.ends_at)).await?;
    job::plan(tx, Uuid::now_v7(), JOB, &id.to_string(), now, "{}").await?;
    tx.emit("mail.queued", &serde_json::json!({ "mail": id }).to_string()).await?;
    Ok(id)
}

/// A mail as it is sent. A debug print does not tell it.
#[derive(Clone, PartialEq, Eq)]
pub struct Post {
    /// The receiver's address.
    pub address: String,
    /// The language of the words.
    pub lang: Lang,
    /// The texts: `<template>-subject`, `<template>-body`.
    pub template: String,
    /// Their variables.
    pub values: Vec<(String, String)>,
    /// The path behind base address and language, for `$link`.
    pub link: Option<String>,
    /// Files.
    pub attachments: Vec<Attachment>,
}

impl std::fmt::Debug for Post {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Post({})", self.template)
    }
}

/// Opens a mail that waits; `None` when it is of no use any more: sent, too late, or its receiver's keys were destroyed.
///
/// # Errors
/// [`Refused::Store`] of the database or the vault.
pub async fn open(db: &Db, vault: &Vault, ctx: &Ctx, id: Uuid) -> Result<Option<Post>, Refused> {
    let find = sql!(
        "select subject, template, lang, sealed from mail where id = $1 and state = 'waiting' and ends_at > $2"
    );
    let Some(row) = db.row(find.bind(id).bind(ctx.now)).await? else { return Ok(None) };
    let (subject, sealed): (Uuid, Option<Vec<u8>>) = (row.get(0)?, row.get(3)?);
    let Some(sealed) = sealed else { return Ok(None) };
    let opened = vault.open_record(db, (subject, Class::Contact, id), &sealed).await?;
    let content = opened.and_then(|plain| serde_json::from_slice::<Content>(&plain).ok());
    let Some(content) = content else { return Ok(None) };
    Ok(Some(Post {
        address: content.address,
        lang: crate::link::lang(&row.get::<String>(2)?),
        template: row.get(1)?,
        values: content.values,
        link: content.link,
        attachments: content.attachments,
    }))
}

/// How a mail ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The mail server took it.
    Sent,
    /// It was of no use any more.
    Dropped,
    /// The mail server refused it for good.
    Refused,
}

/// Writes down how a mail ended and forgets what was in it, in the transaction that ends its job.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn close(tx: &mut Tx, id: Uuid, end: End) -> Result<(), Refused> {
    let (state, action) = match end {
        End::Sent => ("sent", "mail.sent"),
        End::Dropped => ("dropped", "mail.dropped"),
        End::Refused => ("refused", "mail.refused"),
    };
    let now = tx.ctx().now;
    let update =
        sql!("update mail set state = $2, sealed = null, ended_at = $3 where id = $1 and state = 'waiting'");
    tx.run(update.bind(id).bind(state).bind(now)).await?;
    tx.audit(Entry { chain: audit::NETWORK, action, entity: "mail", id: Some(id), detail: "" }).await?;
    Ok(())
}

/// What there is in the outbox.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Mails that wait to be sent.
    pub waiting: i64,
    /// Mails that a server refused for good in the last seven days.
    pub refused: i64,
}

/// Counts the outbox, for whoever runs the server.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn counts(db: &Db, now: Instant) -> Result<Counts, Refused> {
    let count = sql!(
        "select count(*) filter (where state = 'waiting'), count(*) filter (where state = 'refused' and made_at > $1) from mail"
    );
    let row = db.row(count.bind(now.plus_days(-7))).await?;
    row.map_or(Ok(Counts::default()), |row| Ok(Counts { waiting: row.get(0)?, refused: row.get(1)? }))
}
