//! Where people see and hear each other: a room for each table, or the organiser's own meeting.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Where people see and hear each other. Kept as JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Video {
    /// Everybody is in one place.
    #[default]
    None,
    /// The organiser's own meeting (Zoom, Teams …): one link for all; she assigns the rooms there.
    Own {
        /// The link.
        url: String,
    },
    /// A Jitsi server: every table gets a room whose name nobody can guess.
    Jitsi {
        /// The server, without a slash at the end.
        url: String,
    },
    /// BigBlueButton: the link of a room for each table, in order; the plenary is in the first.
    BigBlueButton {
        /// The links.
        urls: Vec<String>,
    },
    /// Any other links, one for each table, in order; the plenary is in the first.
    Links {
        /// The links.
        urls: Vec<String>,
    },
}

/// The most links that are kept.
pub const MOST_LINKS: usize = 60;

impl Video {
    /// The kinds, as a form names them.
    pub const KINDS: [&str; 5] = ["none", "own", "jitsi", "big_blue_button", "links"];

    /// From the stored column; nothing when it is broken.
    pub fn read(column: &str) -> Self {
        serde_json::from_str(column).unwrap_or_default()
    }

    /// The stored column.
    pub fn stored(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The kind, as a form names it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Own { .. } => "own",
            Self::Jitsi { .. } => "jitsi",
            Self::BigBlueButton { .. } => "big_blue_button",
            Self::Links { .. } => "links",
        }
    }

    /// What was typed: a link a line.
    pub fn typed(&self) -> String {
        match self {
            Self::None => String::new(),
            Self::Own { url } | Self::Jitsi { url } => url.clone(),
            Self::BigBlueButton { urls } | Self::Links { urls } => urls.join("\n"),
        }
    }

    /// From a form: the kind and a link a line.
    ///
    /// # Errors
    /// The key of a message: a link is missing, or is no `https` address.
    pub fn parse(kind: &str, typed: &str) -> Result<Self, &'static str> {
        let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
        let urls = lines.take(MOST_LINKS).map(link).collect::<Option<Vec<_>>>();
        let urls = urls.ok_or("lab-problem-link")?;
        let first = || urls.first().cloned().ok_or("lab-problem-link-missing");
        match kind {
            "" | "none" => Ok(Self::None),
            "own" => Ok(Self::Own { url: first()? }),
            "jitsi" => Ok(Self::Jitsi { url: first()?.trim_end_matches('/').to_owned() }),
            "big_blue_button" => first().map(|_| Self::BigBlueButton { urls }),
            "links" => first().map(|_| Self::Links { urls }),
            _ => Err("lab-problem-video"),
        }
    }

    /// The link of the meeting of all: the plenary. `room` is the session's own.
    pub fn plenary(&self, room: Uuid) -> Option<String> {
        match self {
            Self::None => None,
            Self::Own { url } => Some(url.clone()),
            Self::Jitsi { url } => Some(named(url, "plenary", room)),
            Self::BigBlueButton { urls } | Self::Links { urls } => urls.first().cloned(),
        }
    }

    /// The link of a table (from 1) whose cloth is `room_id`; `None` when all stay in the one meeting of the organiser, or
    /// no link was given for it.
    pub fn table(&self, number: u32, room_id: Uuid) -> Option<String> {
        match self {
            Self::None | Self::Own { .. } => None,
            Self::Jitsi { url } => Some(named(url, "table", room_id)),
            Self::BigBlueButton { urls } | Self::Links { urls } => {
                urls.get(usize::try_from(number).ok()?.checked_sub(1)?).cloned()
            }
        }
    }
}

/// The name of a room is made from an id that only participants know, and does not tell it.
fn named(server: &str, what: &str, id: Uuid) -> String {
    let key = blake3::derive_key("reticolo video room", format!("{what}:{id}").as_bytes());
    let name: String = key.iter().take(10).map(|byte| format!("{byte:02x}")).collect();
    format!("{server}/reticolo-{name}")
}

/// An address that may be opened: `https`, a host, no user name, nothing hidden.
fn link(typed: &str) -> Option<String> {
    let rest = typed.strip_prefix("https://")?;
    let (host, _) = rest.split_once(['/', '?', '#']).unwrap_or((rest, ""));
    let name = host.split_once(':').map_or(host, |(name, _)| name);
    let full = name.contains('.') && !name.starts_with('.') && !name.ends_with('.');
    let plain = host.chars().all(|c| c.is_ascii_alphanumeric() || "-.:".contains(c));
    let visible = typed.chars().all(|c| c.is_ascii_graphic() && !"<>\"'\\`".contains(c));
    (typed.len() <= 500 && full && plain && visible).then(|| typed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_https_links_are_taken() {
        assert_eq!(
            Video::parse("own", "https://zoom.example/j/123?pwd=x"),
            Ok(Video::Own { url: "https://zoom.example/j/123?pwd=x".into() })
        );
        for bad in [
            "http://zoom.example/j",
            "javascript:alert(1)",
            "https://user@zoom.example/",
            "https:///x",
            "https://localhost",
            "https://zoom.example/\"onclick",
            "zoom.example",
        ] {
            assert_eq!(Video::parse("own", bad), Err("lab-problem-link"), "{bad}");
        }
        assert_eq!(Video::parse("jitsi", " "), Err("lab-problem-link-missing"));
        assert_eq!(Video::parse("carrier_pigeon", ""), Err("lab-problem-video"));
    }

    #[test]
    fn every_table_has_a_room_of_its_own_that_tells_nothing() {
        let video = Video::parse("jitsi", "https://meet.example.org/").unwrap();
        let (a, b) = (Uuid::now_v7(), Uuid::now_v7());
        let link = video.table(1, a).unwrap();
        assert!(link.starts_with("https://meet.example.org/reticolo-"), "{link}");
        assert!(!link.contains(&a.simple().to_string()));
        assert_ne!(video.table(1, a), video.table(2, b));
        assert_eq!(video.table(1, a), video.table(1, a));
    }

    #[test]
    fn links_go_to_tables_in_order_and_the_organisers_meeting_has_no_tables() {
        let video = Video::parse("links", "https://a.example/1\n\nhttps://a.example/2").unwrap();
        assert_eq!(video.table(2, Uuid::nil()).as_deref(), Some("https://a.example/2"));
        assert_eq!(video.table(3, Uuid::nil()), None);
        assert_eq!(video.plenary(Uuid::nil()).as_deref(), Some("https://a.example/1"));
        let own = Video::parse("own", "https://zoom.example/j/1").unwrap();
        assert_eq!(own.table(1, Uuid::nil()), None);
        assert_eq!(Video::read(&own.stored()), own);
        assert_eq!(Video::read("broken"), Video::None);
    }

    proptest! {
        #[test]
        fn nothing_typed_panics_or_leaves_https(kind in "own|jitsi|links", typed in "\\PC{0,80}") {
            if let Ok(video) = Video::parse(&kind, &typed) {
                let link = video.plenary(Uuid::nil()).unwrap();
                prop_assert!(link.starts_with("https://"));
            }
        }
    }
}
