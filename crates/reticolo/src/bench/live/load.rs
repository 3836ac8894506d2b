//! Many clients who write at many tables, and how long each letter takes to each neighbour.

use super::{
    cafe::Place,
    line::{Kind, Line, units},
};
use anyhow::{Result, bail};
use reticolo_live::{Draft, Page, wire::message};
use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::{sync::Barrier, task::JoinSet};
use uuid::Uuid;

/// How many clients connect at once.
const AT_ONCE: usize = 50;

/// What was measured.
#[derive(Debug, Default)]
pub struct Measured {
    /// Edits that were sent.
    pub sent: u64,
    /// Edits that reached a neighbour.
    pub delivered: u64,
    /// Seconds from sending an edit to its arrival at a neighbour, a sample of them.
    pub seconds: Vec<f64>,
    /// Seconds that the writing took.
    pub took: f64,
}

/// The moments at which each client sent each of its letters, in microseconds after the beginning.
struct Moments {
    begun: Instant,
    sent: Vec<Vec<AtomicU64>>,
}

impl Moments {
    fn now(&self) -> u64 {
        self.begun.elapsed().as_micros() as u64
    }
}

/// Connects everybody; `measure` runs while they write.
///
/// # Errors
/// When somebody cannot connect, or is sent away.
pub async fn run(
    (kind, address): (Kind, SocketAddr),
    places: &[Place],
    per_second: f64,
    seconds: f64,
    connected: impl FnOnce() -> Result<()>,
    mut about: impl FnMut() -> Result<()>,
) -> Result<Measured> {
    let clients = connect(kind, address, places).await?;
    connected()?;
    let letters = (per_second / places.len() as f64 * seconds) as usize;
    let moments = Arc::new(Moments {
        begun: Instant::now(),
        sent: places.iter().map(|_| (0..letters + 64).map(|_| AtomicU64::new(0)).collect()).collect(),
    });
    let (ready, done) =
        (Arc::new(Barrier::new(clients.len() + 1)), Arc::new(Barrier::new(clients.len() + 1)));
    let mut writers = JoinSet::new();
    for (number, client) in clients.into_iter().enumerate() {
        let (moments, ready, done) = (moments.clone(), ready.clone(), done.clone());
        let every = Duration::from_secs_f64(places.len() as f64 / per_second);
        writers.spawn(async move { write(client, number, letters, every, &moments, &ready, &done).await });
    }
    ready.wait().await;
    about()?;
    let begun = Instant::now();
    let wrote = tokio::time::timeout(Duration::from_secs_f64(seconds * 4.0 + 60.0), done.wait()).await;
    let took = begun.elapsed().as_secs_f64();
    about()?;
    if wrote.is_err() {
        while let Some(ended) = writers.try_join_next() {
            ended??;
        }
        bail!("not everybody could write to the end");
    }
    let mut measured = Measured { took, ..Measured::default() };
    while let Some(one) = writers.join_next().await {
        let one = one??;
        measured.sent += one.sent;
        measured.delivered += one.delivered;
        measured.seconds.extend(one.seconds);
    }
    Ok(measured)
}

struct Client {
    line: Line,
    page: Page,
    note: Uuid,
    who: String,
}

async fn connect(kind: Kind, address: SocketAddr, places: &[Place]) -> Result<Vec<Client>> {
    let mut clients = Vec::with_capacity(places.len());
    for (round, some) in places.chunks(AT_ONCE).enumerate() {
        let mut coming = JoinSet::new();
        for (number, place) in some.iter().cloned().enumerate() {
            coming.spawn(async move {
                let mut line = Line::open(kind, address, place.room, &place.cookie).await?;
                line.synced().await?;
                // Client ids count through, so that whoever receives a letter knows whose it is.
                let client = (round * AT_ONCE + number + 1) as u64;
                anyhow::Ok((
                    client,
                    Client {
                        line,
                        page: Page::new(Some(client)),
                        note: Uuid::now_v7(),
                        who: place.who.to_string(),
                    },
                ))
            });
        }
        let mut came = Vec::new();
        while let Some(client) = coming.join_next().await {
            came.push(client??);
        }
        came.sort_by_key(|(client, _)| *client);
        clients.extend(came.into_iter().map(|(_, client)| client));
    }
    Ok(clients)
}

/// Writes one letter after another while others' letters come in.
async fn write(
    mut client: Client,
    number: usize,
    letters: usize,
    every: Duration,
    moments: &Moments,
    ready: &Barrier,
    done: &Barrier,
) -> Result<Measured> {
    let note = Draft {
        id: client.note,
        signed: false,
        kind: None,
        text: String::new(),
        lang: "it".to_owned(),
        x: 1.0,
        y: 1.0,
        round: 1,
        at: 0,
    };
    let made = client.page.note(&note, &client.who);
    client.line.send(&message::sync(2, &made)).await?;
    let me = client.page.client();
    let first = client.page.clock(me);
    let mut measured = Measured::default();
    // Notes of the others come in before anything is counted.
    let quiet = tokio::time::sleep(Duration::from_secs(2));
    tokio::pin!(quiet);
    loop {
        tokio::select! {
            () = &mut quiet => break,
            bytes = client.line.next() => drop(bytes?),
        }
    }
    ready.wait().await;
    // Everybody begins at another moment of the interval.
    let begin = tokio::time::Instant::now() + every.mul_f64((number as f64 * 0.618).fract());
    let mut clock = tokio::time::interval_at(begin, every);
    let mut written = 0;
    let calm = tokio::time::sleep_until(begin + every * letters as u32 + Duration::from_millis(1500));
    tokio::pin!(calm);
    loop {
        tokio::select! {
            _ = clock.tick(), if written < letters => {
                let update = client.page.write(client.note, written as u32, "x");
                if let Some(moment) = moments.sent.get(number).and_then(|sent| sent.get(written)) {
                    moment.store(moments.now().max(1), Ordering::Release);
                }
                client.line.send(&message::sync(2, &update)).await?;
                written += 1;
                measured.sent += 1;
            }
            bytes = client.line.next() => heard(&bytes?, me, first, moments, &mut measured),
            () = &mut calm => break,
        }
    }
    done.wait().await;
    Ok(measured)
}

/// Counts the letters in a message. Every client's note takes the same number of units, so letters begin at `first`.
fn heard(bytes: &[u8], me: u64, first: u32, moments: &Moments, measured: &mut Measured) {
    for (client, clock, len) in units(bytes) {
        if client == me {
            continue;
        }
        let sent = usize::try_from(client - 1).ok().and_then(|number| moments.sent.get(number));
        let Some(sent) = sent else { continue };
        for letter in clock.max(first)..clock + len {
            let Some(moment) = sent.get((letter - first) as usize) else { continue };
            measured.delivered += 1;
            // One of seven is enough for quantiles, and thousands of clients share one memory.
            if letter % 7 == 0 {
                let at = moment.load(Ordering::Acquire);
                measured.seconds.push(moments.now().saturating_sub(at) as f64 / 1e6);
            }
        }
    }
}
