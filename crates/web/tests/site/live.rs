//! What stays open: who may listen and speak, from where, and what is heard.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

use crate::cafe::{Cafe, NOW};
use futures_util::{SinkExt as _, StreamExt as _};
use reticolo_accounts::login::{self, Subject};
use reticolo_base::{Actor, Ctx, Lang};
use reticolo_live::{
    Draft, Page,
    wire::{
        Reader,
        message::{self, Message},
    },
};
use reticolo_store::Db;
use reticolo_web::{App, Settings, app};
use std::{net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{
        self, Message as Packet, client::IntoClientRequest as _, protocol::frame::coding::CloseCode,
    },
};
use uuid::Uuid;

struct Site {
    db: Db,
    cafe: Cafe,
    app: App,
    address: SocketAddr,
}

type Socket = WebSocketStream<TcpStream>;

impl Site {
    async fn open() -> Self {
        Self::with(Settings::default()).await
    }

    /// A server on a port of its own: sockets and streams need one.
    async fn with(settings: Settings) -> Self {
        let db = Db::open("sqlite::memory:").await.unwrap();
        let ctx = Ctx::new(NOW, Actor::Console, Lang::It, Uuid::nil());
        let domains = [
            reticolo_accounts::MIGRATIONS,
            reticolo_directory::book::MIGRATIONS,
            reticolo_live::MIGRATIONS,
            reticolo_lab::MIGRATIONS,
        ];
        db.migrate(&ctx, &domains).await.unwrap();
        let cafe = Cafe::open(&db).await;
        let state = App::new(db.clone(), settings, || NOW);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let service = app(state.clone()).into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
        Self { db, cafe, app: state, address }
    }

    async fn cookie(&self, name: &str) -> String {
        let token: [u8; 32] = rand::random();
        let ctx = Ctx::new(NOW, Actor::Anonymous, Lang::It, Uuid::nil());
        let subject = Subject::Participant { id: self.cafe.person(name), lab: self.cafe.lab };
        login::sign_in(&self.db, &ctx, subject, &token).await.unwrap();
        format!("reticolo={}", token.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
    }

    /// Opens a socket to table 1, or the status that it was refused with.
    async fn socket(&self, headers: &[(&'static str, &str)]) -> Result<Socket, u16> {
        let address = format!("ws://{}/live/{}", self.address, self.cafe.rooms[0]);
        let mut request = address.into_client_request().unwrap();
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        match client_async(request, TcpStream::connect(self.address).await.unwrap()).await {
            Ok((socket, _)) => Ok(socket),
            Err(tungstenite::Error::Http(answer)) => Err(answer.status().as_u16()),
            Err(other) => panic!("{other}"),
        }
    }

    async fn sits(&self, name: &str) -> Socket {
        let cookie = self.cookie(name).await;
        self.socket(&[("cookie", &cookie)]).await.unwrap()
    }

    /// The head of an answer and, for a stream, what came until it holds `until`.
    async fn stream(&self, path: &str, cookie: &str, until: &str) -> String {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let request = format!(
            "GET {path} HTTP/1.1\r\nConnection: close\r\nHost: {}\r\nCookie: {cookie}\r\n\r\n",
            self.address
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        let (mut text, mut buffer) = (String::new(), [0; 4096]);
        let read = async {
            while !text.contains(until) {
                let count = stream.read(&mut buffer).await.unwrap();
                if count == 0 {
                    break;
                }
                text.push_str(&String::from_utf8_lossy(&buffer[..count]));
            }
        };
        let in_time = tokio::time::timeout(Duration::from_secs(10), read).await.is_ok();
        assert!(in_time, "waited in vain for {until:?}");
        text
    }

    fn events(&self) -> String {
        format!("/it/sessions/{}/events", self.cafe.session)
    }

    async fn happens(&self, kind: &str, session: Uuid) -> i64 {
        let ctx = Ctx::new(NOW, Actor::Console, Lang::It, Uuid::nil());
        let mut tx = self.db.begin(&ctx).await.unwrap();
        let number = tx.emit(kind, &format!(r#"{{"session":"{session}"}}"#)).await.unwrap();
        tx.commit().await.unwrap();
        number
    }
}

async fn next(socket: &mut Socket) -> Packet {
    tokio::time::timeout(Duration::from_secs(10), socket.next()).await.unwrap().unwrap().unwrap()
}

async fn end(socket: &mut Socket) -> CloseCode {
    loop {
        if let Packet::Close(Some(frame)) = next(socket).await {
            return frame.code;
        }
    }
}

fn draft(words: &str) -> Draft {
    Draft {
        id: Uuid::now_v7(),
        signed: false,
        kind: Some("idea".into()),
        text: words.into(),
        lang: "it".into(),
        x: 1.0,
        y: 2.0,
        round: 1,
        at: 0,
    }
}

#[tokio::test]
async fn two_people_at_a_table_write_over_sockets_and_it_becomes_a_contribution() {
    let site = Site::open().await;
    let (mut one, mut other) = (site.sits("Constantin").await, site.sits("Dritan").await);
    let (page, note) = (Page::new(None), draft("Una fila lunga"));
    let update = page.note(&note, "table");
    one.send(Packet::Binary(message::sync(2, &update))).await.unwrap();
    let copy = Page::new(None);
    while copy.words(note.id).is_none() {
        if let Packet::Binary(bytes) = next(&mut other).await
            && let Ok(Message::Update(update) | Message::Step2(update)) =
                message::read(&mut Reader::new(&bytes))
        {
            assert!(copy.apply(update));
        }
    }
    for _ in 0..100 {
        let said = reticolo_lab::table::of_table(&site.db, site.cafe.block, 1, None).await.unwrap();
        if said.len() == 1 {
            assert_eq!((said[0].id, said[0].words.as_str()), (note.id, "Una fila lunga"));
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("it was never written down");
}

#[tokio::test]
async fn whoever_has_no_place_finds_nothing_and_another_site_is_refused() {
    let site = Site::open().await;
    assert_eq!(site.socket(&[]).await.err(), Some(404));
    let stranger = site.cookie("Elena").await;
    assert_eq!(site.socket(&[("cookie", &stranger)]).await.err(), Some(404));
    let guest = site.cookie("Constantin").await;
    let evil = [("cookie", guest.as_str()), ("origin", "https://evil.example")];
    assert_eq!(site.socket(&evil).await.err(), Some(403));
    let own = format!("http://{}", site.address);
    assert!(site.socket(&[("cookie", guest.as_str()), ("origin", &own)]).await.is_ok());
    assert!(site.socket(&[("cookie", guest.as_str())]).await.is_ok());
}

#[tokio::test]
async fn nonsense_ends_the_connection_with_a_reason() {
    let site = Site::open().await;
    for (nonsense, code) in [
        (Packet::Text("hello".into()), 4400),
        (Packet::Binary(vec![0, 2, 255, 255, 255, 255, 255, 255, 255, 255, 255].into()), 4400),
        (Packet::Binary(message::sync(2, &[0xff; 70_000])), 4413),
        (Packet::Binary(message::sync(2, &Page::new(None).summarise(1, "sono io l'host"))), 4422),
    ] {
        let mut socket = site.sits("Constantin").await;
        socket.send(nonsense).await.unwrap();
        assert_eq!(end(&mut socket).await, CloseCode::from(code));
    }
}

#[tokio::test]
async fn a_session_tells_what_happens_to_those_who_take_part() {
    let site = Site::open().await;
    let cookie = site.cookie("Constantin").await;
    let nobody = site.stream(&site.events(), "", "\r\n\r\n").await;
    assert!(nobody.starts_with("HTTP/1.1 404"), "{nobody}");
    let before = site.happens("lab.before", site.cafe.session).await;
    let tells = async {
        // Once the stream is open; an event before that is not this listener's.
        tokio::time::sleep(Duration::from_millis(700)).await;
        site.happens("lab.turn", Uuid::now_v7()).await;
        site.happens("lab.turn", site.cafe.session).await
    };
    let path = site.events();
    let (heard, number) = tokio::join!(site.stream(&path, &cookie, "lab.turn"), tells);
    assert!(heard.contains("content-type: text/event-stream"), "{heard}");
    assert!(heard.contains("event: lab.turn") && !heard.contains("lab.before"), "{heard}");
    assert_eq!(heard.matches("event:").count(), 1, "another session's events are not heard: {heard}");
    // Who was away for a moment hears what she missed.
    let again = format!("{cookie}\r\nLast-Event-ID: {before}");
    let missed = site.stream(&path, &again, "lab.turn").await;
    assert!(missed.contains(&format!("id: {number}")), "{missed}");
}

#[tokio::test]
async fn one_address_keeps_so_many_connections_open_and_no_more() {
    let site = Site::with(Settings { connections_per_address: 2, ..Settings::default() }).await;
    let cookie = site.cookie("Constantin").await;
    let open = [site.sits("Constantin").await, site.sits("Constantin").await];
    assert_eq!(site.socket(&[("cookie", &cookie)]).await.err(), Some(429));
    drop(open);
    for _ in 0..100 {
        if site.socket(&[("cookie", &cookie)]).await.is_ok() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("a closed connection is still counted");
}

#[tokio::test]
async fn a_stopping_server_says_goodbye() {
    let site = Site::open().await;
    let mut socket = site.sits("Constantin").await;
    let cookie = site.cookie("Constantin").await;
    let path = site.events();
    let (ended, ()) = tokio::join!(site.stream(&path, &cookie, "never, the stream ends before"), async {
        tokio::time::sleep(Duration::from_millis(500)).await;
        site.app.live.close().await;
    });
    assert!(ended.starts_with("HTTP/1.1 200"), "{ended}");
    assert_eq!(end(&mut socket).await, CloseCode::Restart);
}
