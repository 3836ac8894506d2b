//! Who is connected, and what they show of themselves (awareness). It lives in memory only.

use crate::wire::message::{self, State};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use bytes::Bytes;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// How many client ids one connection may show.
const MOST_CLIENTS: usize = 4;

/// How many clients are remembered, with those who left.
const MOST_KNOWN: usize = 2_000;

/// The awareness of a room.
#[derive(Debug)]
pub struct Presence {
    server: u64,
    clock: u32,
    own: Box<str>,
    shown: BTreeMap<u64, Shown>,
    changed: BTreeSet<u64>,
}

#[derive(Debug)]
struct Shown {
    clock: u32,
    /// `None` for somebody who left.
    json: Option<Box<str>>,
    connection: u64,
    who: Arc<str>,
}

/// What to do with a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// Nothing: an echo of what somebody else showed, or nothing new.
    Nothing,
    /// A client id that was not seen before: may she have it?
    New,
    /// It was taken over.
    Taken,
}

impl Presence {
    /// With the client id of the server itself.
    pub fn new(server: u64) -> Self {
        Self { server, clock: 0, own: "null".into(), shown: BTreeMap::new(), changed: BTreeSet::new() }
    }

    /// Hears a state from a connection. Browsers send back what they heard of others: that is no claim.
    pub fn hear(&mut self, state: &State<'_>, connection: u64, who: &Arc<str>) -> Heard {
        if state.client == self.server {
            return Heard::Nothing;
        }
        let Some(shown) = self.shown.get_mut(&state.client) else {
            return if state.json == "null" { Heard::Nothing } else { Heard::New };
        };
        let left = state.json == "null";
        let newer = state.clock > shown.clock || (state.clock == shown.clock && left && shown.json.is_some());
        if shown.who != *who || !newer || (left && shown.connection != connection) {
            return Heard::Nothing;
        }
        shown.clock = state.clock;
        shown.json = (!left).then(|| state.json.into());
        shown.connection = connection;
        self.changed.insert(state.client);
        Heard::Taken
    }

    /// Takes in a client that was not seen before; false when this connection shows too many.
    pub fn add(&mut self, state: &State<'_>, connection: u64, who: &Arc<str>) -> bool {
        if self.shown.values().filter(|shown| shown.connection == connection).count() >= MOST_CLIENTS {
            return false;
        }
        if self.shown.len() > MOST_KNOWN {
            // Those who left are remembered so that an echo of them is known as one; not for ever.
            self.shown.retain(|_, shown| shown.json.is_some());
        }
        let json = Some(state.json.into());
        self.shown.insert(state.client, Shown { clock: state.clock, json, connection, who: who.clone() });
        self.changed.insert(state.client);
        true
    }

    /// A connection ended: what it showed is gone. Its client ids.
    pub fn leave(&mut self, connection: u64) -> Vec<u64> {
        let mut gone = Vec::new();
        for (client, shown) in &mut self.shown {
            if shown.connection == connection && shown.json.take().is_some() {
                shown.clock += 1;
                self.changed.insert(*client);
                gone.push(*client);
            }
        }
        gone
    }

    /// Sets the server's own state: what is durable, and who is behind each client id.
    pub fn tell(&mut self, durable: &[u8]) {
        let here: BTreeMap<String, &str> = self
            .shown
            .iter()
            .filter(|(_, shown)| shown.json.is_some())
            .map(|(client, shown)| (client.to_string(), &*shown.who))
            .collect();
        let state = serde_json::json!({ "durable": BASE64_STANDARD.encode(durable), "here": here });
        self.own = state.to_string().into();
        self.clock += 1;
        self.changed.insert(self.server);
    }

    /// The frame of what changed since the last call, if anything did.
    pub fn news(&mut self) -> Option<Bytes> {
        if self.changed.is_empty() {
            return None;
        }
        let changed = std::mem::take(&mut self.changed);
        let states: Vec<State<'_>> = changed.iter().filter_map(|client| self.state(*client)).collect();
        Some(message::awareness(states.into_iter()))
    }

    /// The frame of everybody who is here, and the server.
    pub fn all(&self) -> Bytes {
        let present = self.shown.iter().filter(|(_, shown)| shown.json.is_some()).map(|(client, _)| *client);
        let states: Vec<State<'_>> =
            present.chain([self.server]).filter_map(|client| self.state(client)).collect();
        message::awareness(states.into_iter())
    }

    fn state(&self, client: u64) -> Option<State<'_>> {
        if client == self.server {
            return Some(State { client, clock: self.clock, json: &self.own });
        }
        let shown = self.shown.get(&client)?;
        Some(State { client, clock: shown.clock, json: shown.json.as_deref().unwrap_or("null") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(client: u64, clock: u32, json: &str) -> State<'_> {
        State { client, clock, json }
    }

    fn room() -> (Presence, Arc<str>, Arc<str>) {
        let (mut presence, anna, bilal) = (Presence::new(99), Arc::from("anna"), Arc::from("bilal"));
        assert_eq!(presence.hear(&state(1, 1, "{}"), 10, &anna), Heard::New);
        assert!(presence.add(&state(1, 1, "{}"), 10, &anna));
        (presence, anna, bilal)
    }

    #[test]
    fn an_echo_is_no_claim_and_takes_nobody_away() {
        let (mut presence, anna, bilal) = room();
        assert_eq!(presence.hear(&state(1, 1, "{}"), 20, &bilal), Heard::Nothing);
        assert_eq!(presence.hear(&state(1, 5, "null"), 20, &bilal), Heard::Nothing);
        assert_eq!(presence.hear(&state(7, 5, "null"), 20, &bilal), Heard::Nothing);
        assert_eq!(presence.hear(&state(99, 5, "{}"), 20, &bilal), Heard::Nothing);
        assert_eq!(presence.hear(&state(1, 2, r#"{"x":1}"#), 10, &anna), Heard::Taken);
    }

    #[test]
    fn who_comes_back_before_she_is_missed_stays() {
        let (mut presence, anna, _) = room();
        assert_eq!(presence.hear(&state(1, 2, "{}"), 11, &anna), Heard::Taken);
        assert_eq!(presence.leave(10), Vec::<u64>::new());
        assert_eq!(presence.leave(11), [1]);
    }

    #[test]
    fn the_server_tells_who_is_behind_a_client() {
        let (mut presence, ..) = room();
        presence.tell(&[1, 2]);
        let frame = presence.news().unwrap();
        let told = String::from_utf8_lossy(&frame).into_owned();
        assert!(told.contains(r#"{"durable":"AQI=","here":{"1":"anna"}}"#), "{told}");
        assert!(presence.news().is_none());
    }

    #[test]
    fn one_connection_shows_a_few_clients_only() {
        let (mut presence, anna, _) = room();
        let added = (2..20).filter(|client| presence.add(&state(*client, 1, "{}"), 10, &anna)).count();
        assert_eq!(added, MOST_CLIENTS - 1);
    }
}
