//! Invitations that one can print, send and forward, each in the language of whoever is invited.

use super::{add::prepared, show};
use crate::{
    Fault, Markup, Shell, Visit,
    fields::{Fields, encoded},
    render,
    render::Answer,
    routes::card::qr,
};
use askama::Template;
use axum::{
    extract::Path,
    response::{IntoResponse as _, Redirect},
};
use reticolo_base::Lang;
use reticolo_lab::{
    Refused,
    people::{self, Attendance, Private, Reply},
    programme::SessionPlan,
};
use reticolo_words::{Value, Words};
use uuid::Uuid;

/// How many invitations a page holds: a telephone must be able to show it, a printer to print it.
const SHOWN: usize = 60;

#[derive(Template)]
#[template(path = "lab/people/invitations.html")]
struct Page {
    shell: Shell,
    session: Uuid,
    title: Markup,
    single: bool,
    cards: Vec<Card>,
    earlier: Option<usize>,
    later: Option<usize>,
}

/// An invitation.
struct Card {
    id: Uuid,
    lang: &'static str,
    dir: &'static str,
    name: String,
    session: String,
    when: String,
    place: String,
    address: String,
    code: String,
    code_label: String,
    join_label: String,
    qr: Option<Markup>,
    expect: Vec<String>,
    message: String,
    mail: Option<String>,
    whatsapp: String,
    sent: Option<String>,
}

pub async fn one(visit: Visit, Path((_, session, person)): Path<(String, String, String)>) -> Answer {
    let plan = prepared(&visit, &session).await?;
    let one = people::one(&visit.app.db, plan.session.id, show::id(&person)?).await?;
    let private = people::private(&visit.app.db, &visit.app.vault, &visit.ctx, one.participant.id).await?;
    let card = Card::of(&visit, &plan, &one, &private);
    render::private(&Page::of(&visit, &plan, vec![card], (None, None), true))
}

/// Everybody's who did not say no, a page at a time.
pub async fn all(visit: Visit, Path((_, session)): Path<(String, String)>) -> Answer {
    let (app, plan) = (&visit.app, prepared(&visit, &session).await?);
    let fields = Fields::of_query(visit.query.as_deref());
    let page: usize = fields.one("page").and_then(|page| page.parse().ok()).unwrap_or(1).clamp(1, 1_000);
    let everyone = people::everyone(&app.db, plan.session.id).await.map_err(Refused::from)?;
    let contacts = people::contacts(&app.db, &app.vault, &visit.ctx, plan.session.lab).await?;
    let invited: Vec<&Attendance> = everyone.iter().filter(|one| one.reply != Reply::NotComing).collect();
    let later = (invited.len() > page * SHOWN).then_some(page + 1);
    let shown = invited.into_iter().skip((page - 1) * SHOWN).take(SHOWN);
    let card = |one: &Attendance| Some(Card::of(&visit, &plan, one, contacts.get(&one.participant.id)?));
    let cards = shown.filter_map(card).collect();
    render::private(&Page::of(&visit, &plan, cards, ((page > 1).then(|| page - 1), later), false))
}

/// They were sent or printed.
pub async fn mark(visit: Visit, Path((_, session)): Path<(String, String)>, fields: Fields) -> Answer {
    let plan = prepared(&visit, &session).await?;
    let ids = fields.all("person").map(show::id).collect::<Result<Vec<_>, Fault>>()?;
    people::mark_invited(&visit.app.db, &visit.ctx, plan.session.id, &ids).await?;
    Ok(Redirect::to(&visit.href(&format!("sessions/{}/people", plan.session.id))).into_response())
}

impl Page {
    fn of(
        visit: &Visit,
        plan: &SessionPlan,
        cards: Vec<Card>,
        (earlier, later): (Option<usize>, Option<usize>),
        single: bool,
    ) -> Self {
        let shell = visit.shell(visit.words().say("lab-people-invitations")).kept_from_robots();
        let title = show::phrase(&shell, &plan.session.title);
        Self { session: plan.session.id, title, single, cards, earlier, later, shell }
    }
}

impl Card {
    fn of(visit: &Visit, plan: &SessionPlan, one: &Attendance, private: &Private) -> Self {
        let lang = one.participant.lang;
        let words = Words::of(lang);
        let link = show::link(visit, lang, &private.code);
        let values = values(visit, plan, one, (&private.code, &link));
        let message = words.say_with("lab-people-message", &values);
        let subject = words.say_with("lab-people-message-subject", &values);
        let session = plan.session.title.seen(lang).text.to_owned();
        Self {
            id: one.participant.id,
            lang: lang.code(),
            dir: lang.direction().code(),
            name: one.participant.name.clone(),
            session,
            when: show::when(words, &plan.session),
            place: plan.session.place.clone(),
            address: join_address(visit, lang),
            code: private.code.clone(),
            code_label: words.say("lab-people-your-code").into_owned(),
            join_label: words.say("lab-people-card-join").into_owned(),
            qr: qr::svg(&link).map(Markup),
            expect: ["lab-people-expect-1", "lab-people-expect-2", "lab-people-expect-3"]
                .map(|key| words.say(key).into_owned())
                .into(),
            mail: (!private.mail.is_empty()).then(|| {
                format!("mailto:{}?subject={}&body={}", private.mail, address(&subject), address(&message))
            }),
            whatsapp: format!("https://wa.me/?text={}", address(&message)),
            sent: one.invited_at.map(|at| {
                let day = show::local(&plan.session, at).date();
                visit.words().say_with("lab-people-sent", &[("date", visit.words().date(day).into())])
            }),
            message,
        }
    }
}

fn join_address(visit: &Visit, lang: Lang) -> String {
    format!("{}/{lang}/join", visit.app.settings.base_url)
}

fn values(
    visit: &Visit,
    plan: &SessionPlan,
    one: &Attendance,
    (code, link): (&str, &str),
) -> [(&'static str, Value); 7] {
    let lang = one.participant.lang;
    let words = Words::of(lang);
    let place = match plan.session.place.as_str() {
        "" => words.say("lab-people-online").into_owned(),
        place => place.to_owned(),
    };
    [
        ("name", one.participant.name.as_str().into()),
        ("session", plan.session.title.seen(lang).text.into()),
        ("when", show::when(words, &plan.session).into()),
        ("place", place.into()),
        ("link", link.into()),
        ("code", code.into()),
        ("network", visit.app.settings.name.words(lang).into()),
    ]
}

/// Text for the address of a mail or a message: spaces as `%20`.
fn address(text: &str) -> String {
    encoded(text).replace('+', "%20")
}
