//! The share sheet, before her on her own phone: exactly what the other would see. She unticks what she does not want to be
//! seen and says yes, or says no. Nothing goes out by it: the desk sends.

use super::{act::done, desk, enter, her, id, outside, said, to};
use crate::{Fault, Markup, Shell, Visit, fields::Fields, render, render::Answer};
use askama::Template;
use axum::extract::Path;
use reticolo_desk::{
    Refused,
    field::Field,
    referral::{self, Expressed, Given, Preview},
};
use uuid::Uuid;

/// For how many days her yes holds.
const DAYS: i64 = 90;

#[derive(Template)]
#[template(path = "mine/sheet.html")]
struct Page {
    shell: Shell,
    action: String,
    who: String,
    need: Markup,
    sees: String,
    lines: Vec<said::Line>,
    until: String,
    given: bool,
    version: i64,
    key: Uuid,
}

/// Shows the sheet; one that was answered or taken back meanwhile leads to her page.
pub async fn sheet(visit: Visit, Path((_, referral)): Path<(String, String)>) -> Answer {
    if her(&visit).is_none() {
        return outside(&visit);
    }
    match referral::preview(desk(&visit), id(&referral)?).await {
        Ok(preview) => page(&visit, &preview),
        Err(Refused::NotFound) => Err(Fault::not_found()),
        Err(refused) => Err(refused.into()),
    }
}

fn page(visit: &Visit, preview: &Preview) -> Answer {
    let words = visit.words();
    let shell = visit.shell(words.say("hers-title")).kept_from_robots().with_exit_by(enter::EXIT);
    let found = &preview.referral;
    let names = [
        ("organization", found.sender_name.as_str().into()),
        ("receiver", found.receiver_name.as_str().into()),
    ];
    let ends = said::day(words, visit.ctx.now.plus_days(DAYS));
    let chosen = preview.lines.iter().filter(|line| line.chosen);
    let page = Page {
        action: visit.href(&visit.path),
        who: words.say_with("hers-sheet-who", &names),
        need: said::need(&shell, &found.need),
        sees: words.say_with("hers-sheet-fields", &[("receiver", found.receiver_name.as_str().into())]),
        lines: chosen.map(|line| said::line(&shell, line.field, &line.values)).collect(),
        until: words.say_with("hers-sheet-until", &[("when", ends.into())]),
        given: preview.given_until.is_some(),
        version: found.version,
        key: Uuid::now_v7(),
        shell: shell.switching_at("my-requests"),
    };
    render::private(&page)
}

/// Takes her yes or her no.
pub async fn answer(visit: Visit, Path((_, referral)): Path<(String, String)>, fields: Fields) -> Answer {
    if her(&visit).is_none() {
        return outside(&visit);
    }
    let referral = id(&referral)?;
    let made = match fields.one("answer") {
        Some("yes") => authorise(&visit, referral, &fields).await,
        Some("no") => {
            let command = said::command(referral, &fields)?;
            referral::refuse_share(desk(&visit), Uuid::now_v7(), command).await.map(drop)
        }
        _ => return Ok(to(&visit, &format!("my-requests/{referral}/sheet"))),
    };
    done(&visit, made, (None, "hers-problem-fields", "")).await
}

async fn authorise(visit: &Visit, referral: Uuid, fields: &Fields) -> Result<(), Refused> {
    let given = Given {
        fields: fields.all("field").filter_map(Field::parse).collect(),
        days: DAYS,
        expressed: Expressed::Code,
        lang: visit.lang().code().to_owned(),
        mediator: false,
    };
    // A sheet that was written anew since she looked is another sheet.
    let seen: Option<i64> = fields.one("version").and_then(|text| text.parse().ok());
    let now = referral::preview(desk(visit), referral).await?;
    if seen != Some(now.referral.version) {
        return Err(Refused::Conflict("desk-referral-changed"));
    }
    referral::authorise(desk(visit), Uuid::now_v7(), referral, given).await
}
