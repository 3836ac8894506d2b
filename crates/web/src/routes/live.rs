//! What stays open: the cloth of a table over a WebSocket, and what happens in a session as a stream of events.
//!
//! These routes stand outside of the pages' layers: nothing is compressed, nothing is timed out. Each answers *not found*
//! to whoever may not be there.

use crate::{App, Fault, headers, limits::Open, session, visit};
use axum::{
    Router,
    extract::{
        FromRequestParts as _, Path, Request, State, WebSocketUpgrade,
        ws::{CloseFrame, Message, WebSocket},
    },
    http::{StatusCode, request::Parts},
    response::{
        IntoResponse as _, Response,
        sse::{Event, KeepAlive, Sse},
    },
    routing::get,
};
use futures_util::{SinkExt as _, Stream, stream};
use reticolo_accounts::policy::Action;
use reticolo_base::{Actor, Ctx, Lang};
use reticolo_lab::programme::bearer_of_session;
use reticolo_live::{Connection, Ending, Frame, MOST_FRAME, Told};
use std::{collections::VecDeque, convert::Infallible, time::Duration};
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time::{Instant, timeout},
};
use uuid::Uuid;

/// How much is read at once; a keystroke is a hundred bytes.
const BUFFER: usize = 4 << 10;
/// How often the other side is asked whether it is there, and the gate whether she may still be here.
const PULSE: Duration = Duration::from_secs(25);
/// How long nothing may come from the other side, not even an answer to that.
const SILENCE: Duration = Duration::from_secs(80);
/// How long a slow reader may take for what is sent.
const PATIENCE: Duration = Duration::from_secs(20);

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/live/{room}", get(table)).route("/{lang}/sessions/{session}/events", get(events))
}

/// Who asks, where none of the pages' layers has looked.
async fn ctx(app: &App, parts: &Parts, lang: Lang) -> Result<Ctx, Fault> {
    let now = (app.clock)();
    let holder = session::holder(app, &parts.headers, now).await?;
    let actor = holder.map_or(Actor::Anonymous, |holder| holder.actor);
    Ok(Ctx::new(now, actor, lang, Uuid::now_v7()))
}

/// The cloth of a table, in the protocol of y-websocket.
async fn table(State(app): State<App>, Path(room): Path<Uuid>, request: Request) -> Result<Response, Fault> {
    let (mut parts, _) = request.into_parts();
    // A page of another site must not speak with a visitor's cookie (cross-site WebSocket hijacking).
    if !headers::is_own(&parts.headers, &app.settings) {
        return Err(Fault::of(StatusCode::FORBIDDEN));
    }
    let ctx = ctx(&app, &parts, visit::preferred("/", &parts.headers)).await?;
    let seat = app.live.seat(&ctx, room).await.map_err(|failure| Fault::store(&failure))?;
    let seat = seat.ok_or_else(Fault::not_found)?;
    let place = app.limits.open(visit::address(&parts, &app), app.settings.connections_per_address)?;
    let upgrade = match WebSocketUpgrade::from_request_parts(&mut parts, &app).await {
        Ok(upgrade) => upgrade,
        Err(refused) => return Ok(refused.into_response()),
    };
    let upgrade = upgrade.read_buffer_size(BUFFER).write_buffer_size(BUFFER).max_write_buffer_size(8 << 20);
    let upgrade = upgrade.max_message_size(MOST_FRAME).max_frame_size(MOST_FRAME);
    Ok(upgrade.on_upgrade(async move |mut socket| {
        let ending = match app.live.enter(room, seat).await {
            Ok(connection) => talk(&app, ctx, room, &mut socket, connection).await,
            Err(ending) => Some(ending),
        };
        if let Some(ending) = ending {
            let frame = CloseFrame { code: ending.code(), reason: ending.to_string().into() };
            // Whoever is gone already needs no reason.
            let _ = timeout(PATIENCE, socket.send(Message::Close(Some(frame)))).await;
        }
        drop(place);
    }))
}

/// Hands frames to and fro until somebody ends it; why, when it was this side.
async fn talk(
    app: &App,
    mut ctx: Ctx,
    room: Uuid,
    socket: &mut WebSocket,
    mut connection: Connection,
) -> Option<Ending> {
    let mut pulse = tokio::time::interval_at(Instant::now() + PULSE, PULSE);
    let mut heard = Instant::now();
    loop {
        let kept = tokio::select! {
            message = socket.recv() => {
                heard = Instant::now();
                match message {
                    Some(Ok(Message::Binary(bytes))) => connection.receive(bytes).await,
                    Some(Ok(Message::Text(_))) => Err(Ending::Malformed),
                    Some(Ok(Message::Ping(_) | Message::Pong(_))) => Ok(()),
                    Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
                }
            }
            frame = connection.next() => send(socket, &mut connection, frame).await,
            _ = pulse.tick() => {
                ctx.now = (app.clock)();
                if heard.elapsed() > SILENCE { return None; }
                beat(app, &ctx, room, socket, &mut connection).await
            }
        };
        if let Err(ending) = kept {
            for frame in connection.parting(ending) {
                timeout(PATIENCE, socket.feed(Message::Binary(frame))).await.ok()?.ok()?;
            }
            return Some(ending);
        }
    }
}

/// Sends a frame and whatever else is ready, with one write.
async fn send(socket: &mut WebSocket, connection: &mut Connection, first: Frame) -> Result<(), Ending> {
    let mut next = Some(first);
    while let Some(frame) = next {
        match frame {
            Frame::Message(bytes) => fed(timeout(PATIENCE, socket.feed(Message::Binary(bytes))).await)?,
            Frame::End(ending) => return Err(ending),
        }
        next = connection.more();
    }
    fed(timeout(PATIENCE, socket.flush()).await)
}

fn fed<E>(sent: Result<Result<(), E>, tokio::time::error::Elapsed>) -> Result<(), Ending> {
    // A broken connection is found by the next read.
    sent.map(|_| ()).map_err(|_| Ending::Slow)
}

/// Asks whether the other side is there, and whether she may still be here.
async fn beat(
    app: &App,
    ctx: &Ctx,
    room: Uuid,
    socket: &mut WebSocket,
    connection: &mut Connection,
) -> Result<(), Ending> {
    fed(timeout(PATIENCE, socket.send(Message::Ping(Vec::new().into()))).await)?;
    match app.live.seat(ctx, room).await {
        Ok(Some(seat)) => connection.reseat(seat),
        Ok(None) => return Err(Ending::NotAllowed),
        Err(failure) => tracing::warn!(cause = ?failure, "who sits here is not asked again now"),
    }
    Ok(())
}

/// What happens in a session: names of events and their numbers, nothing more. Whoever wants to know asks the page.
async fn events(
    State(app): State<App>,
    Path((lang, session)): Path<(String, Uuid)>,
    request: Request,
) -> Result<Response, Fault> {
    let (parts, _) = request.into_parts();
    let lang = Lang::ALL.into_iter().find(|known| known.code() == lang).ok_or_else(Fault::not_found)?;
    let ctx = ctx(&app, &parts, lang).await?;
    let bearer = bearer_of_session(&app.db, session).await?;
    bearer.may(&ctx, Action::TakePart).or_else(|_| bearer.may(&ctx, Action::SeeLab))?;
    let place = app.limits.open(visit::address(&parts, &app), app.settings.connections_per_address)?;
    let topic = session.to_string();
    let ear = app.bus.listen(&topic);
    let last = parts.headers.get("last-event-id").and_then(|id| id.to_str().ok()?.parse().ok());
    let missed = match last {
        Some(last) => app.bus.missed(&topic, last).await.map_err(|failure| Fault::store(&failure))?,
        None => Vec::new(),
    };
    let told = Telling { ear, missed: missed.into(), last: last.unwrap_or(0), app, _place: place };
    let alive = KeepAlive::new().interval(PULSE);
    let mut response = Sse::new(told.stream()).keep_alive(alive).into_response();
    // A proxy that gathers before it sends would keep everything back.
    response.headers_mut().insert("x-accel-buffering", axum::http::HeaderValue::from_static("no"));
    Ok(response)
}

/// A stream of events that somebody listens to.
struct Telling {
    ear: Receiver<Told>,
    missed: VecDeque<Told>,
    last: i64,
    app: App,
    _place: Open,
}

impl Telling {
    fn stream(self) -> impl Stream<Item = Result<Event, Infallible>> {
        stream::unfold(self, async |mut telling| {
            let event = telling.next().await?;
            Some((Ok(event), telling))
        })
    }

    /// The next event; `None` when the server stops.
    async fn next(&mut self) -> Option<Event> {
        loop {
            let told = match self.missed.pop_front() {
                Some(told) => told,
                None => tokio::select! {
                    heard = self.ear.recv() => match heard {
                        Ok(told) => told,
                        // Too much at once: the page looks at everything anew.
                        Err(RecvError::Lagged(_)) => return Some(Event::default().event("again").data("0")),
                        Err(RecvError::Closed) => return None,
                    },
                    () = self.app.live.closed() => return None,
                },
            };
            if told.number > self.last {
                self.last = told.number;
                return Some(
                    Event::default()
                        .event(&*told.kind)
                        .id(told.number.to_string())
                        .data(told.number.to_string()),
                );
            }
        }
    }
}
