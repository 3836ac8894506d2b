//! The share sheet: exactly what the other will see, in her language, before she says yes.

use crate::{
    Shell, Visit,
    fields::Fields,
    render::Answer,
    routes::desk::{ask::Wrong, carried, desk, house, id, moment, part::unkept, to, version},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode};
use reticolo_base::Lang;
use reticolo_desk::{
    Refused,
    field::Field,
    referral::{self, Command, Expressed, Given, Preview, State},
};
use reticolo_directory::reference::Reference;
use reticolo_words::Words;
use uuid::Uuid;

/// For how many days a yes holds unless others are said.
const DAYS: i64 = 90;

/// One line of the sheet, in her language, with the operator's word for it beside.
struct Line {
    code: &'static str,
    hers: String,
    ours: String,
    value: String,
    required: bool,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "desk/share.html")]
struct Sheet {
    shell: Shell,
    referral: Uuid,
    version: i64,
    key: Uuid,
    yes_id: Uuid,
    hers: Lang,
    same: bool,
    shown: bool,
    problem: String,
    title: String,
    who: String,
    why: String,
    until: String,
    unknown: String,
    take_back: String,
    which: String,
    yes: String,
    no: String,
    lines: Vec<Line>,
    days: i64,
    expressed: &'static str,
    mediator: bool,
}

/// Values as somebody reads them: codes in her own language.
pub fn read(words: &Words, field: Field, values: &[String]) -> String {
    let (reference, lang) = (Reference::get(), words.lang());
    let one = |code: &String| match field {
        Field::Need => reference.need(code).map(|need| need.label.words(lang).to_owned()),
        Field::Languages => reference.name_of(code, lang).map(str::to_owned),
        Field::Position => reference.position(code).map(|position| position.label.words(lang).to_owned()),
        Field::Documents => reference.document(code).map(|paper| paper.name.words(lang).to_owned()),
        _ => None,
    };
    values.iter().map(|value| one(value).unwrap_or_else(|| value.clone())).collect::<Vec<_>>().join(" · ")
}

/// Shows the sheet.
pub async fn show(visit: Visit, Path((_, referral)): Path<(String, String)>) -> Answer {
    sheet(&visit, id(&referral)?, None, None).await
}

async fn sheet(visit: &Visit, referral: Uuid, typed: Option<&Fields>, wrong: Option<&Wrong>) -> Answer {
    house(visit)?;
    let preview = referral::preview(desk(visit), referral).await?;
    let status = wrong.map_or(StatusCode::OK, |wrong| wrong.status);
    unkept(status, &of(visit, &preview, typed, wrong))
}

fn of(visit: &Visit, preview: &Preview, typed: Option<&Fields>, wrong: Option<&Wrong>) -> Sheet {
    let (hers, found) = (Words::of(preview.lang), &preview.referral);
    let days = typed.and_then(|typed| typed.one("days")?.parse().ok()).unwrap_or(DAYS);
    let until =
        Visit { ctx: reticolo_base::Ctx { lang: preview.lang, ..visit.ctx.clone() }, ..visit.clone() };
    let until = moment(&until, visit.ctx.now.plus_days(days));
    let chosen = |field: Field| {
        typed.is_none_or(|typed| field.is_required() || typed.all("fields").any(|code| code == field.code()))
    };
    let lines = preview.lines.iter().filter(|line| line.chosen).map(|line| Line {
        code: line.field.code(),
        hers: hers.say(&format!("desk-field-{}", line.field.code())).into_owned(),
        ours: visit.words().say(&format!("desk-field-{}", line.field.code())).into_owned(),
        value: read(hers, line.field, &line.values),
        required: line.field.is_required(),
        chosen: chosen(line.field),
    });
    let receiver = [("name", found.receiver_name.as_str().into())];
    let need = read(hers, Field::Need, std::slice::from_ref(&found.need));
    Sheet {
        shell: visit.shell(visit.words().say("desk-share-title")).kept_from_robots(),
        referral: found.id,
        version: found.version,
        key: Uuid::now_v7(),
        yes_id: Uuid::now_v7(),
        hers: preview.lang,
        same: preview.lang == visit.lang(),
        shown: found.state == State::AwaitingPerson,
        problem: wrong.map(|wrong| wrong.words.clone()).unwrap_or_default(),
        title: hers.say_with("desk-share-question", &receiver),
        who: hers.say_with("desk-share-who", &receiver),
        why: hers.say_with("desk-share-why", &[("need", need.into())]),
        until: hers.say_with("desk-share-until", &[("when", until.into())]),
        unknown: hers.say("desk-share-unknown").into_owned(),
        take_back: hers.say("desk-share-take-back").into_owned(),
        which: hers.say("desk-share-which").into_owned(),
        yes: hers.say("desk-share-yes").into_owned(),
        no: hers.say("desk-share-no").into_owned(),
        lines: lines.collect(),
        days,
        expressed: typed
            .and_then(|typed| Expressed::parse(typed.one("expressed")?))
            .unwrap_or(Expressed::Spoken)
            .code(),
        mediator: typed.is_some_and(|typed| typed.ticked("mediator")),
    }
}

/// Writes down what she said: yes sends it, no brings it back to writing.
pub async fn answer(visit: Visit, Path((_, referral)): Path<(String, String)>, fields: Fields) -> Answer {
    house(&visit)?;
    let command =
        Command { referral: id(&referral)?, version: version(&fields), key: carried(&fields, "key")? };
    let decision = carried(&fields, "decision")?;
    let done = match fields.one("answer") {
        Some("no") => referral::refuse_share(desk(&visit), decision, command).await,
        Some("yes") => {
            referral::send(desk(&visit), command, Some((decision, given(&visit, &command, &fields).await?)))
                .await
        }
        _ => Err(Refused::Invalid("answer", "desk-problem-answer")),
    };
    match done {
        Ok(_) => Ok(to(&visit, &format!("desk/referrals/{}", command.referral))),
        Err(refused) => {
            let wrong = Wrong::of(&visit, refused)?;
            // It went out meanwhile: there is no sheet any more, and the page says where it stands.
            match sheet(&visit, command.referral, Some(&fields), Some(&wrong)).await {
                Err(gone) if gone.status == StatusCode::NOT_FOUND => {
                    super::page::with(&visit, command.referral, "", Some(&fields), Some(&wrong)).await
                }
                shown => shown,
            }
        }
    }
}

async fn given(visit: &Visit, command: &Command, fields: &Fields) -> Result<Given, crate::Fault> {
    let lang = match fields.one("sheet_lang").and_then(|code| code.parse::<Lang>().ok()) {
        Some(lang) => lang,
        None => referral::preview(desk(visit), command.referral).await?.lang,
    };
    Ok(Given {
        fields: fields.all("fields").filter_map(Field::parse).collect(),
        days: fields.one("days").and_then(|days| days.parse().ok()).unwrap_or(DAYS),
        expressed: fields.one("expressed").and_then(Expressed::parse).unwrap_or(Expressed::Spoken),
        lang: lang.code().to_owned(),
        mediator: fields.ticked("mediator"),
    })
}
