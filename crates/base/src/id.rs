//! Typed ids: a `ServiceId` is never passed where a `LocationId` is meant.

/// The namespace of ids that Reticolo derives from a foreign key (UUID version 5).
/// It is itself the version 5 of `reticolo` in the DNS namespace of RFC 9562.
pub fn namespace() -> uuid::Uuid {
    uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_DNS, b"reticolo")
}

/// The id of a record that came from elsewhere: the foreign id itself where it is a UUID,
/// otherwise the version 5 of its source, kind and foreign id, so that importing twice gives one record.
pub fn foreign(source: &str, kind: &str, id: &str) -> uuid::Uuid {
    let id = id.trim();
    uuid::Uuid::parse_str(id).unwrap_or_else(|_| {
        uuid::Uuid::new_v5(&namespace(), format!("{source}\u{1f}{kind}\u{1f}{id}").as_bytes())
    })
}

/// Declares a typed id over [`uuid::Uuid`]: ordered, hashable, shown and parsed as a UUID.
#[macro_export]
macro_rules! typed_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub uuid::Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                uuid::Uuid::parse_str(text.trim()).map(Self)
            }
        }

        impl From<uuid::Uuid> for $name {
            fn from(id: uuid::Uuid) -> Self {
                Self(id)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    typed_id!(
        /// A table of a café.
        TableId
    );

    #[test]
    fn a_foreign_id_that_is_a_uuid_stays_itself() {
        let id = "6e1a1f4e-7a52-4f8a-9f6a-0d8f3a2b1c00";
        assert_eq!(foreign("miami", "service", id).to_string(), id);
    }

    #[test]
    fn the_same_foreign_id_gives_the_same_id_and_another_kind_another() {
        assert_eq!(foreign("miami", "service", "17"), foreign("miami", "service", " 17 "));
        assert_ne!(foreign("miami", "service", "17"), foreign("miami", "location", "17"));
        assert_ne!(foreign("miami", "service", "17"), foreign("bari", "service", "17"));
    }

    #[test]
    fn a_typed_id_is_read_back_from_what_it_shows() {
        let id = TableId(foreign("x", "table", "1"));
        assert_eq!(id.to_string().parse::<TableId>().unwrap(), id);
        assert_eq!(serde_json::from_str::<TableId>(&serde_json::to_string(&id).unwrap()).unwrap(), id);
        assert!("not an id".parse::<TableId>().is_err());
    }
}
