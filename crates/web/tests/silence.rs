//! Nothing of what a person says reaches the log. The only test of its process: it listens to every thread.
#![allow(clippy::unwrap_used)] // All of it is for tests.

mod common;
#[path = "common/network.rs"]
mod network;

use network::Network;
use reticolo_base::Lang;
use std::{
    io::Write,
    sync::{Arc, Mutex},
};

#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<u8>>>);

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn nothing_that_a_person_says_reaches_the_log() {
    let heard = Heard::default();
    let writer = heard.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let network = Network::open().await;
    let canary = "labour_exploitation_22";
    let fields = [
        ("q", "canarygrammofono"),
        ("position", canary),
        ("age", "117"),
        ("lat", "41.46213"),
        ("lon", "15.54321"),
    ];
    network.post("/it/find", &fields).await;
    network.post("/it/path", &fields).await;
    network.post("/it/near", &fields).await;
    network.post(&network.card("stay.renewal", Lang::It), &fields).await;
    network.post("/it/answer", &[("code", "CANARYCODE123456")]).await;
    network.get("/it/find?q=canarygrammofono").await;
    let log = String::from_utf8(heard.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("answered"), "the log is listened to: {} bytes", log.len());
    for said in ["canarygrammofono", canary, "41.46213", "15.54321", "CANARYCODE"] {
        assert!(!log.contains(said), "{said}");
    }
}
