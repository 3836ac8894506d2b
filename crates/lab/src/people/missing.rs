//! Who is missing: kinds of bodies, territories and languages without anybody, and people whom nobody would understand.

use super::{Attendance, Kind, Participant, Reply, kind, kinds};
use std::collections::{BTreeMap, BTreeSet};

/// How somebody or something is represented.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Standing {
    /// How many are invited and did not say no.
    pub invited: usize,
    /// How many of them said that they come.
    pub coming: usize,
}

impl Standing {
    /// Nobody at all.
    pub fn is_nobody(self) -> bool {
        self.invited == 0
    }

    /// There are some, but none of them said yes.
    pub fn is_silent(self) -> bool {
        self.invited > 0 && self.coming == 0
    }
}

/// Somebody who shares no language with anybody, as far as languages are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alone {
    /// Who.
    pub participant: Participant,
    /// The languages of a mediator who would help.
    pub would_help: BTreeSet<String>,
}

/// What is missing at a session.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Missing {
    /// Everybody.
    pub all: Standing,
    /// How many said that they do not come.
    pub not_coming: usize,
    /// Kinds of body that a Lab needs, with how they are represented; in the order of the pages.
    pub kinds: Vec<(&'static Kind, Standing)>,
    /// Expected territories, by ISTAT code.
    pub territories: BTreeMap<String, Standing>,
    /// Languages of the expected, by code.
    pub tongues: BTreeMap<String, Standing>,
    /// How many whose kind is known have migrated themselves or lead those who have, and how many kinds are known.
    pub experience: (usize, usize),
    /// How many did not say what they speak.
    pub unknown_tongues: usize,
    /// Who shares no language with anybody.
    pub alone: Vec<Alone>,
}

impl Missing {
    /// Works it out. `provinces` are the ISTAT codes (3 digits) from which people should come, `tongues` the languages that
    /// should be spoken.
    pub fn of(people: &[Attendance], provinces: &[String], tongues: &[String]) -> Self {
        let expected: Vec<&Attendance> = people.iter().filter(|one| one.reply != Reply::NotComing).collect();
        let mut missing = Self {
            not_coming: people.len() - expected.len(),
            territories: provinces.iter().map(|code| (code.clone(), Standing::default())).collect(),
            tongues: tongues.iter().map(|code| (code.clone(), Standing::default())).collect(),
            kinds: kinds().iter().filter(|kind| kind.core).map(|kind| (kind, Standing::default())).collect(),
            ..Self::default()
        };
        for one in &expected {
            missing.count(one);
        }
        missing.alone = alone(&expected);
        missing
    }

    fn count(&mut self, one: &Attendance) {
        let coming = usize::from(one.reply == Reply::Coming || one.arrived_at.is_some());
        let add = |standing: &mut Standing| {
            standing.invited += 1;
            standing.coming += coming;
        };
        let person = &one.participant;
        add(&mut self.all);
        if let Some((_, standing)) = self.kinds.iter_mut().find(|(kind, _)| kind.code == person.kind) {
            add(standing);
        }
        if let Some(kind) = kind(&person.kind) {
            self.experience.0 += usize::from(kind.experience);
            self.experience.1 += 1;
        }
        let province: String = person.territory.chars().take(3).collect();
        if province.len() == 3 {
            add(self.territories.entry(province).or_default());
        }
        match &person.speaks {
            Some(tongues) => {
                tongues.iter().for_each(|code| add(self.tongues.entry(code.clone()).or_default()))
            }
            None => self.unknown_tongues += 1,
        }
    }
}

/// Who shares no language with anybody else. A mediator who speaks hers is somebody else.
fn alone(expected: &[&Attendance]) -> Vec<Alone> {
    let mut speakers: BTreeMap<&str, usize> = BTreeMap::new();
    for code in expected.iter().filter_map(|one| one.participant.speaks.as_ref()).flatten() {
        *speakers.entry(code).or_default() += 1;
    }
    let is_alone = |person: &Participant| {
        person.speaks.as_ref().is_some_and(|tongues| {
            !tongues.is_empty() && tongues.iter().all(|code| speakers.get(code.as_str()).copied() == Some(1))
        })
    };
    let alone = expected.iter().map(|one| &one.participant).filter(|person| is_alone(person));
    let of = |person: &Participant| Alone {
        would_help: person.speaks.clone().unwrap_or_default(),
        participant: person.clone(),
    };
    if expected.len() < 2 { Vec::new() } else { alone.map(of).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::{Role, tongues};
    use proptest::prelude::*;
    use reticolo_base::{Instant, Lang};
    use uuid::Uuid;

    fn person(kind: &str, territory: &str, speaks: &str, reply: Reply) -> Attendance {
        let participant = Participant {
            id: Uuid::now_v7(),
            lab: Uuid::nil(),
            name: "Amina".into(),
            body: String::new(),
            kind: kind.into(),
            territory: territory.into(),
            speaks: (!speaks.is_empty()).then(|| tongues(speaks)),
            reads: None,
            lang: Lang::It,
            mediator: false,
            step_free: false,
            created_at: Instant::EPOCH,
            erased_at: None,
        };
        Attendance {
            session: Uuid::nil(),
            participant,
            role: Role::Participant,
            reply,
            invited_at: None,
            arrived_at: None,
            left_at: None,
        }
    }

    #[test]
    fn whoever_is_not_there_or_does_not_answer_is_seen() {
        let people = [
            person("health", "072006", "it", Reply::Coming),
            person("person", "071", "it wo", Reply::Invited),
            person("prefecture", "075", "it", Reply::NotComing),
            person("", "", "", Reply::Invited),
        ];
        let provinces = ["071", "072", "075"].map(str::to_owned);
        let missing = Missing::of(&people, &provinces, &["ar".to_owned()]);
        let kind = |code: &str| missing.kinds.iter().find(|(kind, _)| kind.code == code).unwrap().1;
        assert!(kind("prefecture").is_nobody() && kind("person").is_silent());
        assert_eq!(kind("health"), Standing { invited: 1, coming: 1 });
        assert!(missing.territories["075"].is_nobody() && missing.territories["071"].is_silent());
        assert!(missing.tongues["ar"].is_nobody() && missing.tongues["wo"].is_silent());
        assert_eq!((missing.experience, missing.unknown_tongues, missing.not_coming), ((1, 2), 1, 1));
    }

    #[test]
    fn whom_nobody_understands_is_named_with_what_would_help() {
        let mut people = vec![
            person("health", "", "it", Reply::Coming),
            person("school", "", "it en", Reply::Invited),
            person("person", "", "ti am", Reply::Invited),
        ];
        let found = Missing::of(&people, &[], &[]).alone;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].would_help, tongues("am ti"));
        people.push(person("mediation", "", "it ti", Reply::Coming));
        assert!(Missing::of(&people, &[], &[]).alone.is_empty());
    }

    proptest! {
        #[test]
        fn everybody_is_counted_once(replies in proptest::collection::vec(0usize..3, 0..40)) {
            let people: Vec<_> = replies.iter().map(|r| person("health", "072", "it", Reply::ALL[*r])).collect();
            let missing = Missing::of(&people, &[], &[]);
            prop_assert_eq!(missing.all.invited + missing.not_coming, people.len());
            prop_assert!(missing.all.coming <= missing.all.invited);
        }
    }
}
