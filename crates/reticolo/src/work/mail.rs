//! Handing mails over to a mail server (SMTP, RFC 5321). The words are said here, in the receiver's language.

use super::Tools;
use crate::{
    clock,
    settings::{Safety, Smtp},
};
use anyhow::{Context as _, Result, anyhow};
use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{Attachment, Mailbox, MultiPart, SinglePart, header::ContentType},
    transport::smtp::{authentication::Credentials, response::Code},
};
use reticolo_accounts::mail::{self, End, Post};
use reticolo_base::Text;
use reticolo_store::job::{self, Job};
use reticolo_words::{Value, Words};
use std::time::Duration;

/// How long a mail server may take for one answer.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Where mails are handed over.
pub struct Office {
    server: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    base_url: String,
    network: Text,
}

impl Office {
    /// The office of the settings. Nothing is asked of the server yet.
    ///
    /// # Errors
    /// When the sender is no address, or the server's name is none.
    pub fn of(smtp: &Smtp, base_url: &str, network: &Text) -> Result<Self> {
        let builder = match smtp.tls {
            Safety::Starttls => AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(&smtp.host),
            Safety::Tls => AsyncSmtpTransport::<Tokio1Executor>::relay(&smtp.host),
            Safety::None => Ok(AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&smtp.host)),
        };
        let mut builder = builder.with_context(|| format!("the mail server {}", smtp.host))?;
        builder = builder.port(smtp.port()).timeout(Some(TIMEOUT));
        if let (Some(user), Some(password)) = (&smtp.user, &smtp.password) {
            builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
        }
        let from = smtp.from.parse().map_err(|_| anyhow!("smtp.from is no mail address: {}", smtp.from))?;
        Ok(Self { server: builder.build(), from, base_url: base_url.to_owned(), network: network.clone() })
    }

    /// Whether the mail server answers and takes our name and password.
    ///
    /// # Errors
    /// When it does not; the message says why.
    pub async fn answers(&self) -> Result<bool> {
        Ok(self.server.test_connection().await?)
    }

    /// Subject, body and link in the receiver's language.
    fn words(&self, post: &Post) -> (String, String, Option<String>) {
        let words = Words::of(post.lang);
        let mut values: Vec<(&str, Value)> =
            post.values.iter().map(|(name, value)| (name.as_str(), Value::from(value.clone()))).collect();
        values.push(("network", self.network.words(post.lang).to_owned().into()));
        let link = post.link.as_ref().map(|path| format!("{}/{}/{path}", self.base_url, post.lang));
        if let Some(link) = &link {
            values.push(("link", link.clone().into()));
        }
        let subject = words.say_with(&format!("{}-subject", post.template), &values);
        let body = words.say_with(&format!("{}-body", post.template), &values);
        (subject, plain(body, link.as_deref()), link)
    }

    fn message(&self, post: &Post) -> Result<Message> {
        let (subject, body, _) = self.words(post);
        let to: Mailbox = post.address.parse().map_err(|_| anyhow!("no address"))?;
        let message = Message::builder().from(self.from.clone()).to(to).subject(subject);
        let text = SinglePart::plain(body);
        if post.attachments.is_empty() {
            return Ok(message.singlepart(text)?);
        }
        let mut parts = MultiPart::mixed().singlepart(text);
        for file in &post.attachments {
            let kind = ContentType::parse(&file.kind).unwrap_or(ContentType::TEXT_PLAIN);
            parts = parts.singlepart(Attachment::new(file.name.clone()).body(file.text.clone(), kind));
        }
        Ok(message.multipart(parts)?)
    }
}

/// Whether an answer refuses this mail for good. Refused names and passwords (530, 534, 535) and commands that are not
/// understood are about us: they are mended in the settings, and the mail waits.
fn is_about_the_mail(code: Code) -> bool {
    matches!(u16::from(code), 550..=559)
}

/// A link stands bare: with the marks that keep its direction apart, it would lead nowhere.
fn plain(body: String, link: Option<&str>) -> String {
    match link {
        Some(link) => body.replace(&format!("\u{2068}{link}\u{2069}"), link),
        None => body,
    }
}

/// Sends the mail that a job names. One that is of no use any more is dropped, one that the server refuses for good is
/// not tried again; in any other case the job fails and is tried later. What is told of a failure names nobody.
///
/// # Errors
/// When the server cannot be reached or asks to come later, or the database fails.
pub async fn work(tools: Tools, taken: Job) -> Result<()> {
    let Some(office) = &tools.office else { return Err(anyhow!("no mail server is set")) };
    let ctx = clock::system("mail");
    let id = taken.subject.parse().context("the mail's id")?;
    let end = match mail::open(&tools.db, &tools.vault, &ctx, id).await? {
        None => End::Dropped,
        Some(post) => hand_over(office, &post).await?,
    };
    let mut tx = tools.db.begin(&ctx).await?;
    mail::close(&mut tx, id, end).await?;
    job::done(&mut tx, &taken).await?;
    Ok(tx.commit().await?)
}

async fn hand_over(office: &Office, post: &Post) -> Result<End> {
    // A mail that cannot be written is our mistake or a broken address: trying again would not help.
    let Ok(message) = office.message(post) else { return Ok(End::Refused) };
    match office.server.send(message).await {
        Ok(_) => Ok(End::Sent),
        Err(error) if error.status().is_some_and(is_about_the_mail) => Ok(End::Refused),
        Err(error) => Err(match error.status() {
            Some(code) => anyhow!("the mail server answers {code}"),
            None if error.is_timeout() => anyhow!("the mail server does not answer in time"),
            None if error.is_tls() => anyhow!("no safe connection to the mail server"),
            None => anyhow!("the mail server cannot be reached"),
        }),
    }
}

#[cfg(test)]
#[path = "mail_tests.rs"]
mod tests;
