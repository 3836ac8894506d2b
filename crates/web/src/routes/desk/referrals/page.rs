//! One page for both sides of a referral: where it stands, until when, what the other sees, what this side may do now.

use super::{due, moves, share};
use crate::{
    Fault, Visit,
    fields::Fields,
    render::Answer,
    routes::desk::{
        ask::{Ask, Wrong, need, said},
        desk, house, id, moment,
        part::{Act, Line, Page, Part, Way, Weight},
    },
};
use axum::extract::Path;
use reticolo_desk::{
    referral::{self, Authorisation, Clock, Referral, Seat, Side, State},
    together::message::{self, Audience},
};
use uuid::Uuid;

/// Shows a referral.
pub async fn show(visit: Visit, Path((_, referral)): Path<(String, String)>) -> Answer {
    with(&visit, id(&referral)?, "", None, None).await
}

/// The page, with the form that came back.
pub async fn with(
    visit: &Visit,
    referral: Uuid,
    form: &str,
    typed: Option<&Fields>,
    wrong: Option<&Wrong>,
) -> Answer {
    house(visit)?;
    let (found, seat) = referral::open(desk(visit), referral).await?;
    let words = visit.words();
    let sends = seat.side == Side::Sender;
    let title = if sends {
        words.say_with("desk-to", &[("name", found.receiver_name.as_str().into())])
    } else {
        words.say_with("desk-from", &[("name", found.sender_name.as_str().into())])
    };
    let back = if sends { "desk/referrals?out=1" } else { "desk/referrals" };
    let mut page =
        Page::new(visit, title).from(visit.href(back), words.say("desk-referrals").into_owned()).after(wrong);
    page.lead = said(visit, "desk-state", found.state.code());
    if found.flagged && sends {
        page.warnings.push(words.say("desk-flagged").into_owned());
    }
    page.parts.push(stands(visit, &found));
    let again = Ask { visit, typed, wrong };
    let acts = moves::of(visit, &found, seat, (form, &again));
    if sends {
        page.parts.push(sender(visit, &found));
    }
    let (acts, shown) = (Part { acts, ..Part::default() }, capsule(visit, &found, seat).await?);
    // Who answers reads first what she may see; who sent it knows, and looks for what to do.
    page.parts.extend(if sends { [acts, shown] } else { [shown, acts] });
    page.parts.push(threads(visit, &found, (form, &again)).await?);
    page.parts.push(happened(visit, &found).await?);
    page.answer()
}

fn stands(visit: &Visit, found: &Referral) -> Part {
    let words = visit.words();
    let mut part = Part::default().saying(due(visit, found));
    let mut fact = |key: &str, value: String| {
        if !value.is_empty() {
            part.facts.push((words.say(key).into_owned(), value));
        }
    };
    fact("desk-field-need", need(visit, &found.need));
    fact("desk-field-priority", said(visit, "desk-priority", found.priority.code()));
    let coded =
        |prefix: &str, code: &str| if code.is_empty() { String::new() } else { said(visit, prefix, code) };
    fact("desk-field-reason", coded("desk-reason", &found.reason));
    fact("desk-field-outcome", coded("desk-outcome", &found.outcome));
    fact("desk-field-helped", coded("desk-helped", &found.helped));
    fact("desk-field-appointment", found.appointment_at.map(|at| moment(visit, at)).unwrap_or_default());
    fact("desk-field-expected", found.expected_at.map(|at| moment(visit, at)).unwrap_or_default());
    part
}

/// What only the sender has: the person, the sheet, another try after a refusal.
fn sender(visit: &Visit, found: &Referral) -> Part {
    let mut part = Part::default();
    let path = format!("desk/referrals/{}", found.id);
    let person = Way::to(visit, "user", &format!("desk/people/{}", found.person), "desk-back-person");
    match found.state {
        State::Draft => {
            part.acts
                .push(moves::act(visit, found, "show", ("eye", "desk-draft-show")).weighing(Weight::First));
            part.ways.push(Way::to(visit, "pencil", &format!("{path}/draft"), "desk-draft-edit"));
            part.acts.push(
                moves::act(visit, found, "discard", ("trash", "desk-draft-discard")).weighing(Weight::Quiet),
            );
        }
        State::AwaitingPerson => {
            part.ways.push(Way::to(visit, "eye", &format!("{path}/share"), "desk-share-title").first());
        }
        State::Declined | State::Rerouted | State::Expired | State::NotReached
            if found.clock != Clock::None =>
        {
            again(visit, found, &mut part);
        }
        state if state.has_left() && state.is_open() && found.receiver.is_none() => {
            part.acts.push(
                Act::button(visit, "link", &format!("{path}/link"), ("link", "desk-link-issue"))
                    .weighing(Weight::First),
            );
        }
        _ => {}
    }
    part.ways.push(person);
    part
}

/// After a refusal: the proposed service first, then another search, or an honest end.
fn again(visit: &Visit, found: &Referral, part: &mut Part) {
    let case = found.case.map(|case| case.to_string()).unwrap_or_default();
    if let Some(service) = found.proposed {
        part.acts.push(
            Act::button(visit, "proposed", "desk/referrals/new", ("send", "desk-act-proposed"))
                .hiding("person", found.person)
                .hiding("service", service)
                .hiding("need", &found.need)
                .hiding("case", &case)
                .hiding("parent", found.id)
                .weighing(Weight::First),
        );
    }
    let services = format!("desk/people/{}/services", found.person);
    let search = Act::button(visit, "elsewhere", &services, ("search", "desk-act-elsewhere"))
        .hiding("need", &found.need)
        .hiding("case", &case);
    part.acts.push(if found.proposed.is_none() { search.weighing(Weight::First) } else { search });
    part.acts.push(moves::act(visit, found, "settle", ("check", "desk-act-settle")));
    part.acts.push(moves::act(visit, found, "gap", ("flag", "desk-act-gap")).weighing(Weight::Quiet));
}

/// What the other sees, or saw.
async fn capsule(visit: &Visit, found: &Referral, seat: Seat) -> Result<Part, Fault> {
    let words = visit.words();
    let sends = seat.side == Side::Sender;
    let mut part = Part::of(visit, if sends { "desk-capsule-shown" } else { "desk-capsule" });
    let opened = if found.state.has_left() { referral::capsule(desk(visit), found).await? } else { None };
    let Some(capsule) = opened else {
        return Ok(part.saying(words.say(if sends { "desk-capsule-none" } else { "desk-capsule-gone" })));
    };
    part.facts = capsule
        .fields
        .iter()
        .map(|shown| {
            (said(visit, "desk-field", shown.field.code()), share::read(words, shown.field, &shown.values))
        })
        .collect();
    if capsule.mediator {
        let yes = words.say("desk-field-mediator-yes").into_owned();
        part.facts.push((words.say("desk-field-mediator").into_owned(), yes));
    }
    let until = words.say_with("desk-capsule-until", &[("when", moment(visit, capsule.until).into())]);
    if sends && let Some((decision, holds)) = referral::authorisation_of(desk(visit), found).await? {
        part.facts.extend(decided(visit, &decision, holds));
    }
    Ok(part.saying(until))
}

fn decided(visit: &Visit, decision: &Authorisation, holds: bool) -> Vec<(String, String)> {
    let words = visit.words();
    let refused: Vec<String> =
        decision.refused.iter().map(|field| said(visit, "desk-field", field.code())).collect();
    let holds = words.say(if holds { "desk-yes-holds" } else { "desk-yes-over" }).into_owned();
    let mut facts = vec![
        (
            words.say("desk-field-expressed").into_owned(),
            said(visit, "desk-expressed", decision.expressed.code()),
        ),
        (words.say("desk-field-yes").into_owned(), holds),
    ];
    if !refused.is_empty() {
        facts.push((words.say("desk-field-refused").into_owned(), refused.join(", ")));
    }
    facts
}

async fn threads(visit: &Visit, found: &Referral, (form, again): (&str, &Ask<'_>)) -> Result<Part, Fault> {
    let mut part = Part::of(visit, "desk-thread");
    if !found.state.has_left() {
        return Ok(Part::default());
    }
    let audience = |audience: Audience| said(visit, "desk-audience", audience.code());
    part.lines = message::thread(desk(visit), found)
        .await?
        .into_iter()
        .map(|one| Line {
            title: if one.author.is_empty() { said(visit, "desk-side", one.side.code()) } else { one.author },
            tag: audience(one.audience),
            text: one.words,
            small: moment(visit, one.at),
            ..Line::default()
        })
        .collect();
    let fresh = Ask::new(visit);
    let ask = if form == "message" { again } else { &fresh };
    let readers = ask.coded("desk-audience", ["workers", "person"]);
    let fields = vec![ask.choice("audience", readers, false, &["workers".to_owned()]), ask.area("words", "")];
    part.acts.push(
        moves::act(visit, found, "message", ("message-circle", "desk-act-message"))
            .with(fields)
            .folded()
            .opened(form == "message"),
    );
    Ok(part)
}

async fn happened(visit: &Visit, found: &Referral) -> Result<Part, Fault> {
    let mut part = Part::of(visit, "desk-history");
    for event in referral::events(desk(visit), found).await? {
        let who = if event.organization.is_empty() {
            said(visit, "desk-side", event.side.code())
        } else {
            event.organization
        };
        part.facts.push((
            moment(visit, event.at),
            format!("{who}: {}", said(visit, "desk-state", event.state.code())),
        ));
    }
    for attempt in referral::attempts(desk(visit), found).await? {
        let way = said(visit, "desk-channel", attempt.channel.code());
        part.facts.push((moment(visit, attempt.at), format!("{}: {way}", visit.words().say("desk-attempt"))));
    }
    Ok(part)
}
