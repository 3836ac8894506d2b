//! The pieces of a card that may be kept here although a source tells them too.

use super::{Field, Sheet, read};
use crate::hsds::Translation;
use reticolo_base::Lang;

/// A piece of a card.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Piece {
    /// A field that its keepers write.
    Field(Field),
    /// When the rules of access were checked, and until when they may be relied upon.
    Access,
    /// How many places are free.
    Capacity,
    /// The translation of a field of the record.
    Translation {
        /// The language.
        lang: Lang,
        /// The field, as translations name it.
        field: String,
    },
}

impl Piece {
    /// The word by which it is stored.
    pub fn code(&self) -> String {
        match self {
            Self::Field(field) => field.code(),
            Self::Access => "access".to_owned(),
            Self::Capacity => "capacity".to_owned(),
            Self::Translation { lang, field } => format!("translation/{lang}/{field}"),
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "access" => Some(Self::Access),
            "capacity" => Some(Self::Capacity),
            _ => match code.strip_prefix("translation/") {
                Some(rest) => {
                    let (lang, field) = rest.split_once('/')?;
                    Some(Self::Translation { lang: lang.parse().ok()?, field: field.to_owned() })
                }
                None => Field::parse(code).map(Self::Field),
            },
        }
    }

    /// What it says, as text to be compared and shown.
    pub fn text(&self, sheet: &Sheet) -> String {
        let profile = &sheet.service.profile;
        match self {
            Self::Field(field) => read::text(*field, sheet),
            Self::Access => {
                let line = |rule: &crate::access::AccessRule| {
                    format!("{}: {} → {}", rule.key, rule.date, rule.review_by)
                };
                profile.access_rules.iter().map(line).collect::<Vec<_>>().join("\n")
            }
            Self::Capacity => {
                let line = |places: &crate::hsds::Capacity| {
                    let available = places.available.as_ref().map_or("?".to_owned(), ToString::to_string);
                    format!("{available} @ {}", places.updated.as_deref().unwrap_or_default())
                };
                sheet.service.capacities.iter().map(line).collect::<Vec<_>>().join("\n")
            }
            Self::Translation { lang, field } => translation(sheet, *lang, field)
                .map(|t| t.paragraphs.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join("\n"))
                .unwrap_or_default(),
        }
    }

    /// Puts the piece of one sheet into another, with ids and all that is not in its text.
    pub fn copy(&self, from: &Sheet, to: &mut Sheet) {
        match self {
            Self::Field(field) => copy_field(*field, from, to),
            Self::Access => {
                let days = |key: &str| {
                    let rule = from.service.profile.access_rules.iter().find(|rule| rule.key == key)?;
                    Some((rule.date, rule.review_by))
                };
                for rule in &mut to.service.profile.access_rules {
                    if let Some((date, review_by)) = days(&rule.key) {
                        (rule.date, rule.review_by) = (date, review_by);
                    }
                }
            }
            Self::Capacity => to.service.capacities.clone_from(&from.service.capacities),
            Self::Translation { lang, field } => {
                let all = &mut to.service.profile.translations;
                all.retain(|t| t.lang != *lang || t.field != *field);
                all.extend(translation(from, *lang, field).cloned());
            }
        }
    }
}

fn translation<'a>(sheet: &'a Sheet, lang: Lang, field: &str) -> Option<&'a Translation> {
    sheet.service.profile.translations.iter().find(|t| t.lang == lang && t.field == field)
}

fn copy_field(field: Field, from: &Sheet, to: &mut Sheet) {
    if matches!(field, Field::Hours | Field::PlaceHours(_)) {
        return copy_hours(field, from, to);
    }
    let (old, new) = (&from.service, &mut to.service);
    match field {
        Field::Name => new.name.clone_from(&old.name),
        Field::Status => new.status.clone_from(&old.status),
        Field::Alert => new.alert.clone_from(&old.alert),
        Field::Summary => {
            if new.description.is_some() && new.description == new.profile.summary {
                new.description.clone_from(&old.profile.summary);
            }
            new.profile.summary.clone_from(&old.profile.summary);
        }
        Field::Description => new.description.clone_from(&old.description),
        Field::Who => new.profile.who.clone_from(&old.profile.who),
        Field::How => {
            new.profile.how.clone_from(&old.profile.how);
            new.application_process.clone_from(&old.application_process);
        }
        Field::Documents => {
            new.required_documents.clone_from(&old.required_documents);
            new.profile.documents_known = old.profile.documents_known;
        }
        Field::Result => new.profile.result.clone_from(&old.profile.result),
        Field::Times => new.profile.times.clone_from(&old.profile.times),
        Field::Waiting => {
            new.profile.waiting_days = old.profile.waiting_days;
            new.wait_time.clone_from(&old.wait_time);
        }
        Field::Conditions => new.profile.conditions.clone_from(&old.profile.conditions),
        Field::Costs => {
            new.profile.free = old.profile.free;
            new.cost_options.clone_from(&old.cost_options);
            new.fees_description.clone_from(&old.fees_description);
            new.fees.clone_from(&old.fees);
        }
        Field::Phones => new.phones.clone_from(&old.phones),
        Field::Email => new.email.clone_from(&old.email),
        Field::Url => new.url.clone_from(&old.url),
        Field::Contacts => new.contacts.clone_from(&old.contacts),
        Field::Languages => {
            new.languages.clone_from(&old.languages);
            new.interpretation_services.clone_from(&old.interpretation_services);
        }
        Field::Hours | Field::PlaceHours(_) => {}
    }
}

fn copy_hours(field: Field, from: &Sheet, to: &mut Sheet) {
    if field == Field::Hours {
        to.service.profile.hours.clone_from(&from.service.profile.hours);
        to.service.schedules.clone_from(&from.service.schedules);
    }
    for place in &from.places {
        let meant = match field {
            Field::PlaceHours(id) => place.at.id == id.to_string(),
            _ => !read::has_own_hours(from, place),
        };
        let there = to.places.iter_mut().find(|other| meant && other.at.id == place.at.id);
        if let Some(other) = there {
            other.at.profile.hours.clone_from(&place.at.profile.hours);
            other.at.schedules.clone_from(&place.at.schedules);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_is_read_back_from_its_word() {
        let translated =
            Piece::Translation { lang: Lang::Ar, field: "required_documents/7/document".to_owned() };
        for piece in [Piece::Field(Field::How), Piece::Access, Piece::Capacity, translated] {
            assert_eq!(Piece::parse(&piece.code()), Some(piece));
        }
        assert_eq!(Piece::parse("translation/xx/name"), None);
    }
}
