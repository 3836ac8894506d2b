//! The page itself: one request after the other, the steps, who looked, reminders, her data.

use super::{desk, enter, her, said};
use crate::{Fault, Markup, Shell, Visit, render, render::Answer};
use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use reticolo_desk::{
    hers::{self, Look, Request},
    person::Channel,
    referral::{Side, State},
    together::message::Message,
};
use reticolo_words::Words;
use uuid::Uuid;

/// What went wrong with something she did: where, what is said, what she had typed.
pub struct Problem<'a> {
    /// At which request; at none for the page.
    pub at: Option<Uuid>,
    /// The key of the text.
    pub key: &'a str,
    /// What she had typed.
    pub typed: &'a str,
}

#[derive(Template)]
#[template(path = "mine/page.html")]
struct Page {
    shell: Shell,
    name: String,
    organization: String,
    done: bool,
    problem: Option<String>,
    cards: Vec<Card>,
    steps: Vec<Step>,
    looks: Vec<(String, String, String)>,
    ways: Vec<(&'static str, String, bool)>,
    may_withdraw: bool,
}

/// One request.
struct Card {
    id: Uuid,
    version: i64,
    key: Uuid,
    need: Markup,
    receiver: String,
    says: String,
    /// The sheet waits for her.
    sheet: bool,
    appointment: bool,
    ask_helped: bool,
    shown: Vec<said::Line>,
    until: Option<String>,
    noted: Option<String>,
    may_withdraw: bool,
    messages: Vec<(String, String, String)>,
    may_write: bool,
    typed: String,
    mistake: Option<String>,
}

/// One step of the plan.
struct Step {
    what: String,
    whereabouts: String,
    when: Option<String>,
    done: bool,
}

/// Shows the page, or asks for the code.
pub async fn page(visit: Visit) -> Answer {
    if her(&visit).is_none() {
        return enter::ask(&visit, None);
    }
    show(&visit, StatusCode::OK, None).await
}

/// The page with a status, and what went wrong.
pub async fn show(visit: &Visit, status: StatusCode, problem: Option<&Problem<'_>>) -> Answer {
    let found = hers::page(desk(visit)).await.map_err(Fault::from)?;
    let page = Page::of(visit, found, problem);
    let mut response = render::with_status(status, &page)?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

impl Page {
    fn of(visit: &Visit, found: hers::Page, problem: Option<&Problem<'_>>) -> Self {
        let words = visit.words();
        let shell = visit.shell(words.say("hers-title")).kept_from_robots().with_exit_by(enter::EXIT);
        let card = |request: &Request| {
            let own = problem.filter(|problem| problem.at == Some(request.referral.id));
            card(visit, &shell, request, own)
        };
        let cards: Vec<Card> = found.requests.iter().map(card).collect();
        let above = problem.filter(|problem| problem.at.is_none());
        Self {
            name: found.call_name,
            organization: words.say_with("hers-kept", &[("organization", found.organization.into())]),
            done: visit.query.as_deref() == Some("done") && problem.is_none(),
            problem: above.map(|problem| said::say(visit, problem.key)),
            may_withdraw: cards.iter().any(|card| card.may_withdraw)
                && cards.iter().filter(|card| card.may_withdraw || card.sheet).count() > 1,
            cards,
            steps: found.steps.iter().map(|found| step(words, found)).collect(),
            looks: found.looks.iter().map(|found| look(words, found)).collect(),
            ways: ways(words, &found.safe, found.reminders),
            shell,
        }
    }
}

fn card(visit: &Visit, shell: &Shell, request: &Request, problem: Option<&Problem<'_>>) -> Card {
    let (words, referral) = (visit.words(), &request.referral);
    let receiver = || [("receiver", referral.receiver_name.as_str().into())];
    let left = referral.sent_at.is_some();
    let state = referral.state;
    let shown = request.shown.as_ref().filter(|_| left);
    let until = shown.filter(|_| request.readable).map(|capsule| said::day(words, capsule.until));
    Card {
        id: referral.id,
        version: referral.version,
        key: Uuid::now_v7(),
        need: said::need(shell, &referral.need),
        receiver: referral.receiver_name.clone(),
        says: said::state(words, referral),
        sheet: state == State::AwaitingPerson,
        appointment: matches!(state, State::Accepted | State::InProgress)
            && referral.appointment_at.is_some_and(|at| at > visit.ctx.now),
        ask_helped: state == State::Completed,
        shown: shown.map(|capsule| said::capsule(shell, capsule)).unwrap_or_default(),
        until: until.map(|when| words.say_with("hers-readable", &[("when", when.into())])),
        noted: request.withdrawal_noted.map(|noted| {
            words.say_with(if noted { "hers-noted" } else { "hers-noted-not-yet" }, &receiver())
        }),
        // There is a yes to take back once she said one, even before it went out.
        may_withdraw: (left || request.shown.is_some()) && (state.is_open() || request.readable),
        messages: request.messages.iter().map(|found| message(words, referral, found)).collect(),
        may_write: left && (state.is_open() || matches!(state, State::Completed | State::NotReached)),
        typed: problem.map(|problem| problem.typed.to_owned()).unwrap_or_default(),
        mistake: problem.map(|problem| said::say(visit, problem.key)),
    }
}

/// Who wrote, when, what.
fn message(
    words: &Words,
    referral: &reticolo_desk::referral::Referral,
    message: &Message,
) -> (String, String, String) {
    let who = match message.side {
        Side::Person => words.say("hers-you").into_owned(),
        Side::Receiver => referral.receiver_name.clone(),
        Side::Sender | Side::System => referral.sender_name.clone(),
    };
    (who, said::moment(words, message.at), message.words.clone())
}

fn step(words: &Words, step: &reticolo_desk::case::Step) -> Step {
    Step {
        what: step.what.clone(),
        whereabouts: step.whereabouts.clone(),
        when: step.due_at.map(|at| said::moment(words, at)),
        done: step.done_at.is_some(),
    }
}

/// Who looked, at what, when.
fn look(words: &Words, look: &Look) -> (String, String, String) {
    let what = words.say(&format!("hers-look-{}", look.what)).into_owned();
    (look.organization.clone(), what, said::moment(words, look.at))
}

/// The ways of a reminder that are safe; none first.
fn ways(words: &Words, safe: &[Channel], chosen: Option<Channel>) -> Vec<(&'static str, String, bool)> {
    let none = ("", words.say("hers-remind-none").into_owned(), chosen.is_none());
    let way = |channel: &Channel| {
        let label = words.say(&format!("hers-channel-{}", channel.code())).into_owned();
        (channel.code(), label, chosen == Some(*channel))
    };
    std::iter::once(none).chain(safe.iter().map(way)).collect()
}
