//! One client: a real WebSocket, and messages as a browser with Yjs sends them.

use anyhow::{Context as _, Result, bail};
use futures_util::{SinkExt as _, StreamExt as _};
use reticolo_live::wire::{
    Reader,
    message::{self, Message},
    write_bytes,
};
use std::{net::SocketAddr, time::Duration};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    WebSocketStream, client_async_with_config,
    tungstenite::{
        Bytes, Message as Packet, client::IntoClientRequest as _, http::HeaderValue,
        protocol::WebSocketConfig,
    },
};
use uuid::Uuid;

/// Which server stands at the other end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Ours: the protocol of y-websocket.
    Reticolo,
    /// Hocuspocus: the same messages, each behind the document's name.
    Hocuspocus,
}

/// A connection to a room.
pub struct Line {
    socket: WebSocketStream<TcpStream>,
    head: Vec<u8>,
}

impl Line {
    /// Connects and asks for everything.
    ///
    /// # Errors
    /// When the server does not let her in.
    pub async fn open(kind: Kind, address: SocketAddr, room: Uuid, cookie: &str) -> Result<Self> {
        let stream = TcpStream::connect(address).await.context("connecting")?;
        stream.set_nodelay(true)?;
        let path = if kind == Kind::Reticolo { format!("live/{room}") } else { String::new() };
        let mut request = format!("ws://{address}/{path}").into_client_request()?;
        let cookie = HeaderValue::from_str(&format!("reticolo={cookie}"))?;
        request.headers_mut().insert("cookie", cookie);
        let config = WebSocketConfig::default().read_buffer_size(4 << 10).write_buffer_size(0);
        let (socket, _) =
            client_async_with_config(request, stream, Some(config)).await.context("the handshake")?;
        let mut head = Vec::new();
        if kind == Kind::Hocuspocus {
            write_bytes(&mut head, room.to_string().as_bytes());
        }
        let mut line = Self { socket, head };
        if kind == Kind::Hocuspocus {
            // Its clients present a token first, here an arbitrary one.
            line.send(&[2, 0, 1, b'x']).await?;
        }
        line.send(&message::sync(0, &[0])).await?;
        Ok(line)
    }

    /// Sends a message.
    ///
    /// # Errors
    /// When the connection is gone.
    pub async fn send(&mut self, message: &[u8]) -> Result<()> {
        let mut bytes = Vec::with_capacity(self.head.len() + message.len());
        bytes.extend_from_slice(&self.head);
        bytes.extend_from_slice(message);
        Ok(self.socket.send(Packet::Binary(bytes.into())).await?)
    }

    /// The next binary message, without the document's name.
    ///
    /// # Errors
    /// When the connection is gone, or was ended by the server.
    pub async fn next(&mut self) -> Result<Bytes> {
        loop {
            match self.socket.next().await.context("the connection is gone")?? {
                Packet::Binary(bytes) => {
                    return bytes
                        .get(self.head.len()..)
                        .map(|rest| bytes.slice_ref(rest))
                        .context("a short message");
                }
                Packet::Close(frame) => bail!("the server ended the connection: {frame:?}"),
                _ => {}
            }
        }
    }

    /// Reads until the server has told everything that it has; that is returned.
    ///
    /// # Errors
    /// When it does not within half a minute.
    pub async fn synced(&mut self) -> Result<Vec<u8>> {
        let wait = async {
            loop {
                let bytes = self.next().await?;
                if let Ok(Message::Step2(update)) = message::read(&mut Reader::new(&bytes)) {
                    return Ok(update.to_vec());
                }
            }
        };
        tokio::time::timeout(Duration::from_secs(30), wait).await.context("waiting for the room")?
    }
}

/// The units that a message brings: client, first, how many.
pub fn units(bytes: &[u8]) -> Vec<(u64, u32, u32)> {
    let Ok(Message::Update(update) | Message::Step2(update)) = message::read(&mut Reader::new(bytes)) else {
        return Vec::new();
    };
    let Ok(update) = reticolo_live::wire::update::read(update) else { return Vec::new() };
    let blocks = update
        .clients
        .iter()
        .flat_map(|(client, blocks)| blocks.iter().map(|block| (*client, block.clock, block.len)));
    blocks.collect()
}
