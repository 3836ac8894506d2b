//! What helps whoever prepares: how many tables and turns, and what is still missing.

use super::{Block, Phrase, Session, SessionPlan};
use crate::Refused;
use reticolo_base::Lang;
use reticolo_seating::{Bound, Gathering, Person};
use reticolo_store::{Db, sql};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Tables and turns for so many people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seats {
    /// How many tables: four or five people at each, hosts counted.
    pub tables: u32,
    /// The fewest people at a table.
    pub least: u32,
    /// The most people at a table.
    pub most: u32,
    /// In so many turns, and no more, it can be that nobody meets twice, when hosts stay.
    pub rounds: u32,
}

/// Recommends tables for `people` (hosts counted): as near to five at a table as can be, not three and not more than six.
/// `None` below four people, who need one table and no turns.
pub fn seats(people: u32) -> Option<Seats> {
    if people < 4 {
        return None;
    }
    let tables = people.div_ceil(5).max(1).min(super::blocks::MOST_TABLES);
    Some(Seats {
        tables,
        least: people / tables,
        most: people.div_ceil(tables),
        rounds: repeat_free(people, tables),
    })
}

/// The turns in which it can be that nobody meets twice, for so many people at so many tables with a host who stays at each.
pub fn repeat_free(people: u32, tables: u32) -> u32 {
    let (people, tables) = (people.min(5_000) as usize, tables as usize);
    if tables == 0 || people < tables * 2 {
        return 0;
    }
    let person = |n: usize| Person { host: (n < tables).then_some(n), ..Person::default() };
    let gathering = Gathering::of((0..people).map(person).collect(), tables, 1);
    u32::try_from(Bound::of(&gathering).rounds).unwrap_or(u32::MAX)
}

/// Something that is still missing, or is doubtful.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// There is no block.
    Blocks,
    /// The blocks take more minutes than there are.
    Minutes {
        /// What they take.
        planned: u32,
        /// What there is.
        available: u32,
    },
    /// A café block has no question.
    Questions(Uuid),
    /// There are more turns than can be without repeats.
    Repeats {
        /// The block.
        block: Uuid,
        /// So many are possible.
        possible: u32,
    },
    /// A table would have fewer than four or more than six people.
    Tables {
        /// The block.
        block: Uuid,
        /// So many would be better.
        better: u32,
    },
    /// People were invited who read a language in which texts are missing.
    Texts {
        /// The language.
        lang: Lang,
        /// How many people.
        people: u32,
        /// How many texts are missing or outdated.
        texts: u32,
    },
    /// Texts in a language of invited people that nobody reviewed.
    Unreviewed {
        /// The language.
        lang: Lang,
        /// How many texts.
        texts: u32,
    },
    /// Neither a place nor a video link.
    Place,
    /// There is no welcome.
    Welcome,
}

impl Missing {
    /// Whether a meeting cannot go well without it; the rest is advice.
    pub fn is_serious(&self) -> bool {
        !matches!(self, Self::Repeats { .. } | Self::Unreviewed { .. } | Self::Welcome)
    }
}

/// Who is invited, as far as preparing asks: how many, and in which languages they read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Invited {
    /// How many people.
    pub people: u32,
    /// How many of them read each language.
    pub languages: BTreeMap<Lang, u32>,
}

/// Who is invited to a session. Whoever calls has asked whether the actor may.
///
/// # Errors
/// [`Refused::Store`] of the database.
pub async fn invited(db: &Db, session: Uuid) -> Result<Invited, Refused> {
    let find = sql!(
        "select p.lang, count(*) from attendance a join participant p on p.id = a.participant_id
         where a.session_id = $1 and p.erased_at is null group by p.lang"
    );
    let mut invited = Invited::default();
    for row in db.rows(find.bind(session)).await? {
        let people = u32::try_from(row.get::<i64>(1)?).unwrap_or(0);
        invited.people += people;
        if let Some(lang) = Lang::from_tag(&row.get::<String>(0)?) {
            *invited.languages.entry(lang).or_default() += people;
        }
    }
    Ok(invited)
}

/// Every text of a session that somebody reads there, with what it is: its entity and id.
pub fn texts(plan: &SessionPlan) -> Vec<(&'static str, Uuid, &Phrase)> {
    let Session { id, title, purpose, welcome, .. } = &plan.session;
    let mut all = vec![
        ("session.title", *id, title),
        ("session.purpose", *id, purpose),
        ("session.welcome", *id, welcome),
    ];
    for block in &plan.blocks {
        all.extend([("block.title", block.id, &block.title), ("block.purpose", block.id, &block.purpose)]);
        all.extend(block.questions.iter().map(|question| ("question", question.id, &question.words)));
    }
    all.retain(|(_, _, phrase)| !phrase.words.is_empty());
    all
}

/// What is still missing before people can be invited, or before they come; the serious first.
pub fn missing(plan: &SessionPlan, invited: &Invited) -> Vec<Missing> {
    let mut all = Vec::new();
    let session = &plan.session;
    if plan.blocks.is_empty() {
        all.push(Missing::Blocks);
    }
    if plan.planned() > session.minutes() {
        all.push(Missing::Minutes { planned: plan.planned(), available: session.minutes() });
    }
    if session.place.is_empty() && session.video == super::Video::None {
        all.push(Missing::Place);
    }
    if session.welcome.words.is_empty() {
        all.push(Missing::Welcome);
    }
    for block in &plan.blocks {
        of_block(block, invited.people, &mut all);
    }
    for (lang, people) in &invited.languages {
        of_language(plan, *lang, *people, &mut all);
    }
    all.sort_by_key(|missing| !missing.is_serious());
    all
}

fn of_block(block: &Block, people: u32, all: &mut Vec<Missing>) {
    if block.kind == super::BlockKind::Cafe && block.questions.is_empty() {
        all.push(Missing::Questions(block.id));
    }
    let Some(better) = seats(people).filter(|_| block.kind.has_tables() && block.tables > 0) else { return };
    if people / block.tables < 4 && block.tables > 1 || people.div_ceil(block.tables) > 6 {
        all.push(Missing::Tables { block: block.id, better: better.tables });
    }
    let possible = repeat_free(people, block.tables);
    if block.rounds > possible.max(1) {
        all.push(Missing::Repeats { block: block.id, possible });
    }
}

fn of_language(plan: &SessionPlan, lang: Lang, people: u32, all: &mut Vec<Missing>) {
    let texts = texts(plan);
    let count = |wanted: &dyn Fn(&Phrase) -> bool| {
        u32::try_from(texts.iter().filter(|(_, _, phrase)| wanted(phrase)).count()).unwrap_or(u32::MAX)
    };
    let absent = count(&|phrase| !phrase.is_ready(lang));
    if absent > 0 {
        all.push(Missing::Texts { lang, people, texts: absent });
    }
    let unreviewed = count(&|phrase| phrase.seen(lang).state == Some(crate::translation::State::Unreviewed));
    if unreviewed > 0 {
        all.push(Missing::Unreviewed { lang, texts: unreviewed });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn forty_people_sit_at_eight_tables_of_five() {
        let seats = seats(40).unwrap();
        assert_eq!((seats.tables, seats.least, seats.most), (8, 5, 5));
        assert!(seats.rounds >= 3, "{}", seats.rounds);
    }

    #[test]
    fn few_people_at_few_tables_meet_again_at_once() {
        assert_eq!(seats(3), None);
        assert_eq!(seats(4).unwrap().tables, 1);
        assert_eq!(repeat_free(12, 3), 1, "a host and three travellers at each of three tables");
        assert_eq!(repeat_free(0, 0), 0);
        assert_eq!(repeat_free(5, 1_000_000), 0);
    }

    proptest! {
        #[test]
        fn nobody_sits_with_fewer_than_three_or_more_than_four_others(people in 8u32..1_000) {
            let seats = seats(people).unwrap();
            prop_assert!(seats.least >= 4 || people < 12, "{seats:?}");
            prop_assert!(seats.most <= 5, "{seats:?}");
        }
    }
}
