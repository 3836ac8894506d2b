//! Who asks for what, and when each act takes place.

use super::{
    Unfilled,
    file::{Course, Person},
};
use crate::{
    person::Channel,
    referral::{HELPED, Outcome, Reason, State},
};

/// How many days ago the first person came.
pub(super) const OLDEST: i64 = 130;

/// What somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    Draft,
    Show,
    Send,
    Open,
    Ask,
    Reply,
    Accept { days: i64 },
    Wait { days: i64 },
    Begin,
    Decline(Reason),
    Reroute,
    Attempt(Channel),
    Miss,
    Complete(Outcome),
    Withdraw,
    Cancel,
    Mistake,
    Hear(&'static str),
    Settle,
    Write,
    Answer,
}

/// A request with its whole history.
#[derive(Debug, Clone)]
pub(super) struct Story {
    pub number: usize,
    pub person: usize,
    pub need: String,
    /// The key of the service in the demonstration's directory.
    pub service: String,
    pub receiver: String,
    pub note: String,
    pub ends: State,
    /// What happens, and how many days ago; the first is the draft.
    pub deeds: Vec<(i64, Deed)>,
}

/// Every request: each course as often as it says, the people in turn.
pub(super) fn stories(people: &[Person], courses: &[Course]) -> Result<Vec<Story>, Unfilled> {
    let mut stories = Vec::new();
    let mut asked = vec![0; people.len()];
    let mut turn = 0;
    for course in courses {
        for time in 0..course.times {
            let person = match course.person.as_str() {
                "" => next(people, courses, &mut turn)?,
                key => people.iter().position(|person| person.key == key).ok_or_else(|| wrong(key))?,
            };
            let (number, ago) = (stories.len(), begins(course, time));
            let count = asked.get_mut(person).ok_or_else(|| wrong(&course.ends))?;
            stories.push(story(people, course, (number, person, *count), ago)?);
            *count += 1;
        }
    }
    Ok(stories)
}

/// The next in turn who is not named by a course of her own.
fn next(people: &[Person], courses: &[Course], turn: &mut usize) -> Result<usize, Unfilled> {
    for _ in 0..people.len() {
        let place = *turn % people.len();
        *turn += 1;
        let named = people.get(place).is_some_and(|person| courses.iter().any(|c| c.person == person.key));
        if !named {
            return Ok(place);
        }
    }
    Err(wrong("nobody is free"))
}

/// How many days ago one of the course's requests began: evenly between its latest and its earliest.
fn begins(course: &Course, time: u32) -> i64 {
    let [latest, earliest] = course.ago;
    let steps = i64::from(course.times.max(2)) - 1;
    latest + (earliest - latest) * i64::from(time) / steps
}

fn story(
    people: &[Person],
    course: &Course,
    (number, person, count): (usize, usize, usize),
    ago: i64,
) -> Result<Story, Unfilled> {
    let who = people.get(person).ok_or_else(|| wrong(&course.ends))?;
    let ask = who.asks.get(count % who.asks.len().max(1)).ok_or_else(|| wrong(&who.key))?;
    let (need, service) = ask.split_once(' ').unwrap_or((ask.split('@').next().unwrap_or_default(), ask));
    let receiver = service.split_once('@').map(|(_, body)| body).ok_or_else(|| wrong(ask))?;
    let mut deeds = vec![(ago, Deed::Draft)];
    for act in &course.acts {
        let (day, deed) = act.split_once(' ').ok_or_else(|| wrong(act))?;
        let day: i64 = day.parse().map_err(|_| wrong(act))?;
        deeds.push((ago - day, read(deed).ok_or_else(|| wrong(act))?));
    }
    if deeds.windows(2).any(|pair| matches!(pair, [(a, _), (b, _)] if b > a)) || deeds.iter().any(|d| d.0 < 0)
    {
        return Err(wrong(&format!("{}: the days run backwards or into the future", course.ends)));
    }
    Ok(Story {
        number,
        person,
        need: need.to_owned(),
        service: service.to_owned(),
        receiver: receiver.to_owned(),
        note: course.note.clone(),
        ends: State::parse(&course.ends).ok_or_else(|| wrong(&course.ends))?,
        deeds,
    })
}

fn wrong(what: &str) -> Unfilled {
    Unfilled::Line(what.to_owned())
}

/// A deed as the file says it: `accept 5`, `decline no_capacity`, `hear yes`.
pub(super) fn read(text: &str) -> Option<Deed> {
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    let days = || rest.parse().ok();
    Some(match word {
        "show" => Deed::Show,
        "send" => Deed::Send,
        "open" => Deed::Open,
        "ask" => Deed::Ask,
        "reply" => Deed::Reply,
        "accept" => Deed::Accept { days: days()? },
        "wait" => Deed::Wait { days: days()? },
        "begin" => Deed::Begin,
        "decline" => Deed::Decline(Reason::parse(rest)?),
        "reroute" => Deed::Reroute,
        "attempt" => Deed::Attempt(Channel::parse(rest)?),
        "miss" => Deed::Miss,
        "complete" => Deed::Complete(Outcome::parse(rest)?),
        "withdraw" => Deed::Withdraw,
        "cancel" => Deed::Cancel,
        "mistake" => Deed::Mistake,
        "hear" => Deed::Hear(HELPED.into_iter().find(|helped| *helped == rest)?),
        "settle" => Deed::Settle,
        "write" => Deed::Write,
        "answer" => Deed::Answer,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::file;

    #[test]
    fn a_hundred_requests_of_thirty_people_end_in_every_state() {
        let people = file::people().unwrap();
        assert_eq!(people.len(), 30);
        let stories = stories(&people, &file::courses().unwrap()).unwrap();
        assert_eq!(stories.len(), 100);
        for state in State::ALL {
            assert!(stories.iter().any(|story| story.ends == state), "{state:?}");
        }
        assert!((0..30).all(|person| stories.iter().any(|story| story.person == person)));
        let senders: std::collections::BTreeSet<&str> =
            people.iter().map(|person| person.at.as_str()).collect();
        assert!(senders.len() >= 5, "{senders:?}");
        assert!(stories.iter().all(|story| story.deeds[0].0 < OLDEST));
    }

    #[test]
    fn a_deed_that_nobody_can_do_is_none() {
        assert_eq!(read("accept 5"), Some(Deed::Accept { days: 5 }));
        assert_eq!(read("hear partly"), Some(Deed::Hear("partly")));
        for nonsense in ["", "accept", "accept soon", "hear maybe", "decline", "fly", "attempt pigeon"] {
            assert_eq!(read(nonsense), None, "{nonsense}");
        }
    }
}
