//! What of a card is confirmed by one tap, and how long a confirmation holds.

use super::{Field, Piece, Sheet, read};
use crate::{
    book::{Joined, Verified},
    hours::DEFAULT_ZONE,
};
use jiff::{civil::Date, tz::TimeZone};
use reticolo_base::Instant;

/// What is confirmed. The words are those under which confirmations stand on the card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// When it is open.
    Hours,
    /// The telephone and the mail address.
    Phones,
    /// Where it is.
    Address,
    /// What to bring.
    Documents,
    /// Who may use it.
    Access,
    /// Which languages are spoken.
    Languages,
    /// How long people wait.
    Waiting,
    /// What it costs.
    Cost,
    /// Whom to turn to.
    Contacts,
    /// What it is and how one gets it.
    Description,
    /// How many places are free.
    Capacity,
}

impl Topic {
    /// Every topic, what ages first first.
    pub const ALL: [Self; 11] = [
        Self::Capacity,
        Self::Waiting,
        Self::Hours,
        Self::Languages,
        Self::Phones,
        Self::Address,
        Self::Documents,
        Self::Access,
        Self::Cost,
        Self::Contacts,
        Self::Description,
    ];

    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Hours => "hours",
            Self::Phones => "phones",
            Self::Address => "address",
            Self::Documents => "documents",
            Self::Access => "access",
            Self::Languages => "languages",
            Self::Waiting => "waiting",
            Self::Cost => "cost",
            Self::Contacts => "contacts",
            Self::Description => "description",
            Self::Capacity => "capacity",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.code() == code)
    }

    /// For how many days a confirmation holds. What people lose a journey by ages fastest. Rules of access hold until their
    /// own review date instead.
    pub fn days(self) -> i64 {
        match self {
            Self::Capacity => 7,
            Self::Waiting => 60,
            Self::Hours | Self::Languages => 90,
            Self::Phones | Self::Address | Self::Documents | Self::Access | Self::Cost | Self::Contacts => {
                180
            }
            Self::Description => 365,
        }
    }

    /// The topic that a piece belongs to; a translation belongs to none.
    pub fn of(piece: &Piece) -> Option<Self> {
        Some(match piece {
            Piece::Access => Self::Access,
            Piece::Capacity => Self::Capacity,
            Piece::Translation { .. } => return None,
            Piece::Field(field) => match field {
                Field::Hours | Field::PlaceHours(_) => Self::Hours,
                Field::Phones | Field::Email | Field::Url => Self::Phones,
                Field::Documents => Self::Documents,
                Field::Languages => Self::Languages,
                Field::Waiting => Self::Waiting,
                Field::Costs => Self::Cost,
                Field::Contacts => Self::Contacts,
                Field::Status => return None,
                _ => Self::Description,
            },
        })
    }

    /// What the card says about it, in its own language; empty when nothing, so that there is nothing to confirm.
    pub fn says(self, sheet: &Sheet) -> String {
        let text = |field| read::text(field, sheet);
        let both = |a: String, b: String| {
            [a, b].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join("\n")
        };
        match self {
            Self::Hours => {
                let own =
                    read::fields(sheet).into_iter().filter(|field| matches!(field, Field::PlaceHours(_)));
                own.map(text).fold(text(Field::Hours), both)
            }
            Self::Phones => both(text(Field::Phones), text(Field::Email)),
            Self::Address => addresses(sheet),
            Self::Documents => text(Field::Documents),
            Self::Access => {
                let rules = sheet.service.profile.access_rules.iter();
                rules
                    .map(|rule| rule.says.words(reticolo_base::Lang::It).to_owned())
                    .collect::<Vec<_>>()
                    .join("\n")
            }
            Self::Languages => text(Field::Languages),
            Self::Waiting => text(Field::Waiting),
            Self::Cost => text(Field::Costs),
            Self::Contacts => text(Field::Contacts),
            Self::Description => both(text(Field::Summary), text(Field::How)),
            Self::Capacity => Piece::Capacity.text(sheet),
        }
    }
}

/// The addresses that may be shown.
fn addresses(sheet: &Sheet) -> String {
    let mut lines: Vec<String> = Vec::new();
    for location in
        sheet.places.iter().filter(|place| !place.protected()).filter_map(|place| place.location.as_ref())
    {
        for address in &location.addresses {
            let parts = [&address.address_1, &address.city].into_iter().flatten();
            lines.push(parts.map(String::as_str).collect::<Vec<_>>().join(", "));
        }
    }
    lines.join("\n")
}

/// How a topic of a card stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The topic.
    pub topic: Topic,
    /// What the card says.
    pub says: String,
    /// When it was confirmed last; never, when nobody did.
    pub confirmed: Option<Instant>,
    /// Until when that holds; already past when nobody ever confirmed it.
    pub until: Instant,
}

impl Standing {
    /// Whether it must be looked at again.
    pub fn is_aged(&self, now: Instant) -> bool {
        self.until < now
    }
}

/// How every topic of a card stands, of which the card says anything; the most urgent first.
pub fn standings(joined: &Joined) -> Vec<Standing> {
    let sheet = Sheet::of(joined);
    let mut all: Vec<Standing> =
        Topic::ALL.into_iter().filter_map(|topic| standing(topic, &sheet, &joined.verified)).collect();
    all.sort_by_key(|standing| (standing.until, standing.topic));
    all
}

fn standing(topic: Topic, sheet: &Sheet, verified: &[Verified]) -> Option<Standing> {
    let says = topic.says(sheet);
    if says.is_empty() {
        return None;
    }
    let service = &sheet.service;
    let (confirmed, until) = match topic {
        Topic::Capacity => {
            let told = service
                .capacities
                .iter()
                .filter_map(|places| places.updated.as_deref()?.parse::<Instant>().ok())
                .max();
            (told, told.map(|at| at.plus_days(topic.days())))
        }
        Topic::Access => {
            let rules = &service.profile.access_rules;
            let checked = rules.iter().map(|rule| rule.date).min().and_then(midnight);
            let review =
                rules.iter().map(|rule| rule.review_by).min().and_then(|day| midnight(day.tomorrow().ok()?));
            (checked, review)
        }
        _ => {
            let own = verified
                .iter()
                .filter(|v| v.field == topic.code() || v.field == "*" || v.field == alias(topic));
            let at = own.map(|verified| verified.at).max();
            (at, at.map(|at| at.plus_days(topic.days())))
        }
    };
    Some(Standing { topic, says, confirmed, until: until.unwrap_or(Instant::EPOCH) })
}

/// Other words under which importers note the same.
fn alias(topic: Topic) -> &'static str {
    match topic {
        Topic::Hours => "schedules",
        Topic::Documents => "required_documents",
        Topic::Address => "addresses",
        other => other.code(),
    }
}

/// Midnight, in the territory, at which a day begins.
fn midnight(day: Date) -> Option<Instant> {
    let zone = TimeZone::get(DEFAULT_ZONE).ok()?;
    Some(day.to_zoned(zone).ok()?.timestamp().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{book::Entity, hsds::Service};
    use uuid::Uuid;

    fn at(day: &str) -> Instant {
        day.parse().unwrap()
    }

    fn card(verified: &[(&str, &str)]) -> Joined {
        let service = Service {
            id: Uuid::from_u128(1).to_string(),
            email: Some("a@b.example".into()),
            description: Some("Dorme chi arriva.".into()),
            application_process: Some("Chiama.".into()),
            ..Service::default()
        };
        let verified = verified.iter().map(|(field, day)| Verified {
            entity: Entity::Service,
            id: Uuid::from_u128(1),
            field: (*field).to_owned(),
            by: "x".to_owned(),
            at: at(day),
        });
        Joined {
            service,
            organization: None,
            program: None,
            places: Vec::new(),
            verified: verified.collect(),
            modified_at: Instant::EPOCH,
        }
    }

    #[test]
    fn what_nobody_confirmed_is_the_most_urgent() {
        let all = standings(&card(&[("phones", "2026-11-01")]));
        assert_eq!(all.iter().map(|s| s.topic).collect::<Vec<_>>(), [Topic::Description, Topic::Phones]);
        assert_eq!(all[0].confirmed, None);
        let now = at("2026-11-23");
        assert!(all[0].is_aged(now) && !all[1].is_aged(now) && all[1].is_aged(now.plus_days(180)));
    }

    #[test]
    fn a_confirmation_of_the_whole_card_holds_for_each_of_its_topics() {
        let all = standings(&card(&[("phones", "2025-01-01"), ("*", "2026-11-01")]));
        assert!(all.iter().all(|standing| standing.confirmed == Some(at("2026-11-01"))));
    }

    #[test]
    fn a_topic_is_read_back_from_its_word_and_of_nothing_there_is_nothing_to_confirm() {
        for topic in Topic::ALL {
            assert_eq!(Topic::parse(topic.code()), Some(topic));
        }
        assert!(standings(&Joined { service: Service::default(), ..card(&[]) }).is_empty());
    }
}
