//! What this side may do now: one form for each move that the state allows.

use crate::{
    Visit,
    routes::desk::{
        ask::Ask,
        part::{Act, Choice, Field, Weight},
    },
};
use reticolo_desk::{
    person::Channel,
    referral::{HELPED, Move, Outcome, Reason, Referral, Seat, Side, State},
};
use uuid::Uuid;

/// The moves in the order of the page: the likely step first.
const ORDER: [Move; 12] = [
    Move::Accept,
    Move::Reply,
    Move::Begin,
    Move::Complete,
    Move::Hear,
    Move::Ask,
    Move::Wait,
    Move::Reroute,
    Move::Decline,
    Move::Miss,
    Move::Withdraw,
    Move::Cancel,
];

/// The sides on which somebody sits: an organisation that sends to itself sits on both.
pub fn sides(referral: &Referral, seat: Seat) -> Vec<Side> {
    let inside = seat.side == Side::Sender && seat.organization == referral.receiver;
    let mut sides = vec![seat.side];
    sides.extend((inside && referral.state.has_left()).then_some(Side::Receiver));
    sides
}

/// The forms of a page; `form` is the one that came back.
pub fn of(visit: &Visit, referral: &Referral, seat: Seat, (form, again): (&str, &Ask<'_>)) -> Vec<Act> {
    let sides = sides(referral, seat);
    let fresh = Ask::new(visit);
    let mut acts: Vec<Act> = Vec::new();
    for made in ORDER {
        if !sides.iter().any(|side| referral.state.after(made, *side).is_some()) {
            continue;
        }
        let came_back = form == made.code();
        let ask = if came_back { again } else { &fresh };
        let mut act = one(visit, referral, made, ask).opened(came_back);
        if acts.is_empty() && !matches!(made, Move::Withdraw | Move::Cancel) {
            act.weight = Weight::First;
            act.folded = String::new();
        }
        acts.push(act);
    }
    if matches!(referral.state, State::Accepted | State::InProgress) && sides.contains(&Side::Receiver) {
        let channels = fresh.coded("desk-channel", Channel::ALL.map(Channel::code));
        let fields = vec![fresh.choice("channel", channels, false, &[])];
        acts.push(act(visit, referral, "attempt", ("phone", "desk-act-attempt")).with(fields).folded());
    }
    acts
}

/// One form of a referral: its version and its key travel unseen.
pub fn act(
    visit: &Visit,
    referral: &Referral,
    id: &'static str,
    (icon, submit): (&'static str, &str),
) -> Act {
    Act::button(visit, id, &format!("desk/referrals/{}/{id}", referral.id), (icon, submit))
        .hiding("version", referral.version)
        .hiding("key", Uuid::now_v7())
        .hiding("id", Uuid::now_v7())
}

fn one(visit: &Visit, referral: &Referral, made: Move, ask: &Ask<'_>) -> Act {
    let of = |id, icon, submit: &str| act(visit, referral, id, (icon, submit));
    let words = || ask.area("words", "");
    match made {
        Move::Accept => of("accept", "check", "desk-act-accept")
            .with(vec![
                ask.of_kind("appointment", "datetime-local", ""),
                ask.of_kind("contact_by", "date", ""),
                ask.area("to_her", ""),
            ])
            .folded(),
        Move::Reply => of("reply", "message-circle", "desk-act-reply").with(vec![words()]).folded(),
        Move::Begin => of("begin", "player-play", "desk-act-begin"),
        Move::Complete => of("complete", "circle-check", "desk-act-complete")
            .with(vec![choice(ask, "outcome", "desk-outcome", &Outcome::ALL.map(Outcome::code))])
            .folded(),
        Move::Hear => of("hear", "ear", "desk-act-hear")
            .with(vec![choice(ask, "helped", "desk-helped", &HELPED)])
            .folded(),
        Move::Ask => of("ask", "help-circle", "desk-act-ask").with(vec![words()]).folded(),
        Move::Wait => of("wait", "hourglass", "desk-act-wait")
            .with(vec![ask.of_kind("expected", "date", ""), ask.area("to_her", "")])
            .folded(),
        Move::Reroute => of("reroute", "arrows-split", "desk-act-reroute")
            .with(vec![ask.select("service", services(visit, referral), ""), words()])
            .folded(),
        Move::Decline => of("decline", "x", "desk-act-decline")
            .with(vec![
                choice(ask, "reason", "desk-reason", &Reason::ALL.map(Reason::code)),
                choice(ask, "denied_by", "desk-denied", &["operator", "office", "rule"]),
                words(),
            ])
            .folded(),
        Move::Miss => of("miss", "clock-off", "desk-act-miss").weighing(Weight::Quiet),
        Move::Withdraw => of("withdraw", "arrow-back-up", "desk-act-withdraw").weighing(Weight::Quiet),
        _ => of("cancel", "x", "desk-act-cancel").with(vec![words()]).weighing(Weight::Quiet).folded(),
    }
}

fn choice(ask: &Ask<'_>, name: &'static str, prefix: &str, codes: &[&str]) -> Field {
    ask.choice(name, ask.coded(prefix, codes.iter().copied()), false, &[])
}

/// Other services that answer the same need.
fn services(visit: &Visit, referral: &Referral) -> Vec<Choice> {
    let Some(finder) = visit.app.finder.as_deref() else { return Vec::new() };
    let query = reticolo_directory::find::Query {
        needs: vec![referral.need.clone()],
        per_page: 20,
        ..reticolo_directory::find::Query::of("", visit.lang())
    };
    let found = finder.find(&query, &reticolo_directory::access::Person::default(), visit.ctx.now);
    found
        .hits
        .iter()
        .filter(|hit| Some(hit.summary.id) != referral.service)
        .map(|hit| Choice::new(hit.summary.id.to_string(), hit.summary.name.text.clone()))
        .collect()
}
