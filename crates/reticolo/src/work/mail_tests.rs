//! Mails are handed to a real mail server, over a socket.

use super::*;
use crate::work::jobs;
use mailin::{Action, AuthMechanism, Handler, Response, SessionBuilder, response};
use reticolo_accounts::{
    Email,
    mail::{Attachment as File, Counts, Letter, Receiver},
};
use reticolo_base::{Ctx, Lang};
use reticolo_store::{Db, Vault, audit, audit::Entry};
use reticolo_testkit::on_both;
use std::{
    io::{self, BufRead as _, BufReader, Write as _},
    net::{IpAddr, TcpListener},
    sync::{Arc, Mutex},
};
use uuid::Uuid;

/// A mail as the server took it.
#[derive(Debug, Clone, Default)]
struct Taken {
    to: Vec<String>,
    text: String,
}

/// What the server does with mails to whom, and what it took.
#[derive(Clone, Default)]
struct Keeper {
    taken: Arc<Mutex<Vec<Taken>>>,
    open: Taken,
    signed_in: bool,
}

impl Handler for Keeper {
    fn rcpt(&mut self, to: &str) -> Response {
        match to {
            _ if !self.signed_in => response::AUTHENTICATION_REQUIRED,
            to if to.starts_with("nobody@") => response::NO_MAILBOX,
            to if to.starts_with("later@") => response::NO_SERVICE,
            _ => response::OK,
        }
    }

    fn data_start(&mut self, _: &str, _: &str, _: bool, to: &[String]) -> Response {
        self.open = Taken { to: to.to_vec(), text: String::new() };
        response::OK
    }

    fn data(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.open.text.push_str(&String::from_utf8_lossy(bytes));
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        self.taken.lock().unwrap().push(std::mem::take(&mut self.open));
        response::OK
    }

    fn auth_plain(&mut self, _: &str, user: &str, password: &str) -> Response {
        self.signed_in = (user, password) == ("reticolo", "geheim");
        if self.signed_in { response::AUTH_OK } else { response::INVALID_CREDENTIALS }
    }
}

/// A mail server on a port of its own; it lives as long as the process.
fn server() -> (u16, Keeper) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let keeper = Keeper::default();
    let kept = keeper.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let handler = kept.clone();
            std::thread::spawn(move || speak(stream.unwrap(), handler));
        }
    });
    (port, keeper)
}

fn speak(mut stream: std::net::TcpStream, handler: Keeper) {
    let mut builder = SessionBuilder::new("mail.example");
    builder.enable_auth(AuthMechanism::Plain).insecure_enable_plaintext_auth();
    let mut session = builder.build(IpAddr::from([127, 0, 0, 1]), handler);
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut line = Vec::new();
    let mut answer = session.greeting();
    loop {
        if !matches!(answer.action, Action::NoReply) {
            let mut bytes = Vec::new();
            answer.write_to(&mut bytes).unwrap();
            if stream.write_all(&bytes).is_err() || matches!(answer.action, Action::Close) {
                return;
            }
        }
        line.clear();
        if reader.read_until(b'\n', &mut line).unwrap_or(0) == 0 {
            return;
        }
        answer = session.process(&line);
    }
}

fn tools(db: &Db, vault: &Vault, port: u16, password: &str) -> Tools {
    let smtp = Smtp {
        host: "127.0.0.1".into(),
        port: Some(port),
        user: Some("reticolo".into()),
        password: Some(password.into()),
        from: "Reticolo <rete@reticolo.example>".into(),
        tls: Safety::None,
    };
    let office = Office::of(&smtp, "https://rete.example", &Text::of(Lang::It, "Rete di prova")).unwrap();
    Tools { db: db.clone(), vault: vault.for_jobs(), office: Some(Arc::new(office)), feeds: [].into() }
}

async fn queue(db: &Db, vault: &Vault, address: &str, lang: Lang) {
    let address = Email::parse(address).unwrap();
    let to = Receiver {
        organization: Uuid::nil(),
        organization_name: "Comune di Foggia",
        subject: Uuid::now_v7(),
        name: "Amina",
        address: &address,
        lang,
    };
    let mut tx = db.begin(&clock::console()).await.unwrap();
    let file = File {
        name: "incontro.ics".into(),
        kind: "text/calendar".into(),
        text: "BEGIN:VCALENDAR\r\n".into(),
    };
    let letter = Letter::new(to, "mail-invitation", clock::now().plus_days(7));
    let letter = letter.with_link("invitation/ABCD-EFGH-0000-0000").with_attachment(file);
    mail::queue(&mut tx, vault, letter).await.unwrap();
    let entry = Entry { chain: audit::NETWORK, action: "test", entity: "mail", id: None, detail: "" };
    tx.audit(entry).await.unwrap();
    tx.commit().await.unwrap();
}

async fn send_all(tools: &Tools, ctx: fn(&'static str) -> Ctx) -> usize {
    jobs::do_all_due(tools, &super::super::registry::handlers(tools), ctx).await
}

/// The words of a mail, whatever its transfer encoding made of them.
fn words(text: &str) -> String {
    let joined = text.replace("=\r\n", "").replace("\r\n", "\n");
    let mut bytes = Vec::new();
    let mut rest = joined.as_bytes();
    while let Some((first, more)) = rest.split_first() {
        let code = (*first == b'=').then(|| more.get(..2)).flatten();
        let byte = code.and_then(|c| u8::from_str_radix(std::str::from_utf8(c).ok()?, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &more[2..] } else { more };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test]
async fn a_mail_arrives_in_its_receivers_language_with_a_link_that_leads_somewhere() {
    on_both(async |db| {
        let ((port, keeper), vault) = (server(), Vault::passing());
        queue(&db, &vault, "amina@posta.example", Lang::En).await;
        assert_eq!(send_all(&tools(&db, &vault, port, "geheim"), clock::system).await, 1);
        let taken = keeper.taken.lock().unwrap().clone();
        assert_eq!((taken.len(), taken[0].to.clone()), (1, vec!["amina@posta.example".to_owned()]));
        let text = words(&taken[0].text);
        for part in [
            "From: Reticolo <rete@reticolo.example>",
            "Subject: Your invitation to Rete di prova",
            "Hello Amina,",
            "https://rete.example/en/invitation/ABCD-EFGH-0000-0000\n",
            "BEGIN:VCALENDAR",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert_eq!(mail::counts(&db, clock::now()).await.unwrap(), Counts::default());
        assert_eq!(send_all(&tools(&db, &vault, port, "geheim"), clock::system).await, 0, "once");
    })
    .await;
}

#[test]
fn a_link_in_an_arabic_mail_stands_bare() {
    let smtp = Smtp {
        host: "mail.example".into(),
        port: None,
        user: None,
        password: None,
        from: "r@x.example".into(),
        tls: Safety::Starttls,
    };
    let office = Office::of(&smtp, "https://rete.example", &Text::of(Lang::It, "Rete")).unwrap();
    let post = Post {
        address: "amina@posta.example".into(),
        lang: Lang::Ar,
        template: "mail-password".into(),
        values: vec![("name".into(), "Amina".into()), ("organization".into(), "Comune".into())],
        link: Some("sign-in/password/X".into()),
        attachments: Vec::new(),
    };
    let (_, body, link) = office.words(&post);
    assert_eq!(link.as_deref(), Some("https://rete.example/ar/sign-in/password/X"));
    assert!(body.contains("\nhttps://rete.example/ar/sign-in/password/X\n"), "{body:?}");
}

#[tokio::test]
async fn a_refused_mail_is_not_tried_again_one_for_later_is_and_a_wrong_password_loses_nothing() {
    on_both(async |db| {
        let ((port, keeper), vault) = (server(), Vault::passing());
        queue(&db, &vault, "nobody@posta.example", Lang::It).await;
        queue(&db, &vault, "later@posta.example", Lang::It).await;
        let tools_with = |password| tools(&db, &vault, port, password);
        send_all(&tools_with("geheim"), clock::system).await;
        let counts = mail::counts(&db, clock::now()).await.unwrap();
        assert_eq!(counts, Counts { waiting: 1, refused: 1 });
        assert!(keeper.taken.lock().unwrap().is_empty());
        assert_eq!(send_all(&tools_with("geheim"), clock::system).await, 0, "not at once");
        let in_an_hour: fn(&'static str) -> Ctx =
            |job| Ctx { now: clock::now().plus_seconds(3_600), ..clock::system(job) };
        queue(&db, &vault, "amina@posta.example", Lang::It).await;
        assert_eq!(send_all(&tools_with("falsch"), in_an_hour).await, 0);
        assert_eq!(
            mail::counts(&db, clock::now()).await.unwrap().waiting,
            2,
            "our own mistake refuses no mail"
        );
        let told = job::troubled(&db, 10).await.unwrap();
        assert!(
            told.iter().all(|job| !job.error.contains('@')),
            "what is told of a failure names nobody: {told:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn without_a_server_mails_wait_and_with_one_that_is_away_too() {
    on_both(async |db| {
        let vault = Vault::passing();
        queue(&db, &vault, "amina@posta.example", Lang::It).await;
        let none = Tools { office: None, ..tools(&db, &vault, 1, "geheim") };
        assert_eq!(send_all(&none, clock::system).await, 0);
        let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        assert_eq!(send_all(&tools(&db, &vault, free, "geheim"), clock::system).await, 0);
        assert_eq!(mail::counts(&db, clock::now()).await.unwrap().waiting, 1);
    })
    .await;
}
