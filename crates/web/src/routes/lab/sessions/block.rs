//! A block of a session: add, change, move, take out.

use super::prepare::{prepared, told};
use crate::{
    Fault, Visit,
    fields::Fields,
    render::Answer,
    routes::lab::form::{self, Builder, Choice, FormPage, Input},
};
use axum::{extract::Path, http::StatusCode};
use reticolo_lab::programme::{
    self, Block, BlockDraft, BlockKind, BlockTyped, Mistake, Move, OUTPUTS, SessionPlan, journey, typed,
};
use uuid::Uuid;

type At = Path<(String, String, String)>;

fn parse(fields: &Fields) -> Result<BlockDraft, Vec<Mistake>> {
    let one = |name: &'static str| fields.one(name).unwrap_or_default();
    BlockDraft::parse(&BlockTyped {
        kind: one("kind"),
        title: one("title"),
        purpose: one("purpose"),
        minutes: one("minutes"),
        rounds: one("rounds"),
        round_minutes: one("round_minutes"),
        tables: one("tables"),
        outputs: fields.all("outputs").collect(),
        journey: one("journey"),
        practice: one("practice"),
    })
}

/// The fields of a block that is there.
fn filled(block: &Block) -> Fields {
    let mut pairs = vec![
        ("kind".to_owned(), block.kind.code().to_owned()),
        ("title".to_owned(), block.title.words.clone()),
        ("purpose".to_owned(), block.purpose.words.clone()),
        ("minutes".to_owned(), block.minutes.to_string()),
        ("rounds".to_owned(), block.rounds.max(1).to_string()),
        ("round_minutes".to_owned(), block.round_minutes.max(1).to_string()),
        ("tables".to_owned(), block.tables.max(1).to_string()),
        ("journey".to_owned(), block.journey.clone().unwrap_or_default()),
        ("practice".to_owned(), block.practice.clone().unwrap_or_default()),
    ];
    pairs.extend(block.outputs.iter().map(|output| ("outputs".to_owned(), output.clone())));
    Fields::of(pairs)
}

fn page(
    visit: &Visit,
    plan: &SessionPlan,
    block: Option<Uuid>,
    (typed, mistakes): (&Fields, &[Mistake]),
    notice: String,
) -> FormPage {
    let words = visit.words();
    let kind = |kind: BlockKind| Choice {
        hint: words.say(&format!("lab-kind-{}-hint", kind.code())).into_owned(),
        ..Choice::new(kind.code(), words.say(&format!("lab-kind-{}", kind.code())))
    };
    let output = |output: &str| Choice::new(output, words.say(&format!("lab-output-{output}")));
    let walk = |one: &journey::Journey| {
        Choice::new(one.code.as_str(), format!("{} – {}", one.code, one.name.words(visit.lang())))
    };
    let fields = Builder::new(visit, typed, mistakes)
        .field("kind", 0, Input::Choice { options: BlockKind::ALL.map(kind).into(), many: false })
        .line("title", typed::TITLE_CHARS)
        .area("purpose", typed::TEXT_CHARS)
        .of_kind("minutes", "number")
        .of_kind("tables", "number")
        .of_kind("rounds", "number")
        .of_kind("round_minutes", "number")
        .field("journey", 0, Input::Select { options: journey::journeys().iter().map(walk).collect() })
        .field("outputs", 0, Input::Choice { options: OUTPUTS.map(output).into(), many: true })
        .fields();
    let here = visit.href(&format!("sessions/{}", plan.session.id));
    let seen = typed.one("version").map_or_else(|| plan.session.version.to_string(), str::to_owned);
    let end = block.map_or_else(|| "new".to_owned(), |block| block.to_string());
    let title = words.say(if block.is_some() { "lab-block-change" } else { "lab-block-new" });
    FormPage {
        shell: visit.shell(title.into_owned()).kept_from_robots(),
        back: (format!("{here}/prepare"), words.say("lab-prepare").into_owned()),
        intro: String::new(),
        notice,
        action: format!("{here}/blocks/{end}"),
        hidden: vec![("version", seen), ("practice", typed.one("practice").unwrap_or_default().to_owned())],
        fields,
        submit: words.say("lab-save").into_owned(),
    }
}

pub async fn fresh(visit: Visit, Path((_, session)): Path<(String, String)>) -> Answer {
    let plan = prepared(&visit, &session).await?;
    let asked = Fields::of_query(visit.query.as_deref());
    let practice = programme::practice::practice(asked.one("practice").unwrap_or_default());
    let lang = visit.lang();
    let text = |text: &reticolo_base::Text| text.words(lang).to_owned();
    let start = practice.map_or_else(
        || {
            let pairs = [
                ("kind", "cafe"),
                ("minutes", "60"),
                ("rounds", "3"),
                ("round_minutes", "20"),
                ("tables", "6"),
            ];
            pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
        },
        |practice| {
            let mut pairs: Vec<(String, String)> = vec![
                ("kind".to_owned(), practice.kind.clone()),
                ("title".to_owned(), text(&practice.name)),
                ("purpose".to_owned(), text(&practice.about)),
                ("minutes".to_owned(), practice.minutes.to_string()),
                ("rounds".to_owned(), practice.rounds.max(1).to_string()),
                ("round_minutes".to_owned(), practice.round_minutes.max(1).to_string()),
                ("tables".to_owned(), practice.tables.max(1).to_string()),
                ("practice".to_owned(), practice.code.clone()),
            ];
            pairs.extend(practice.outputs.iter().map(|output| ("outputs".to_owned(), output.clone())));
            pairs
        },
    );
    form::page(StatusCode::OK, &page(&visit, &plan, None, (&Fields::of(start), &[]), String::new()))
}

pub async fn add(visit: Visit, Path((_, session)): Path<(String, String)>, fields: Fields) -> Answer {
    let plan = prepared(&visit, &session).await?;
    let at = (plan.session.id, form::version(&fields));
    let draft = match parse(&fields) {
        Ok(draft) => draft,
        Err(mistakes) => return again(&visit, &plan, None, &fields, &mistakes),
    };
    let added = programme::add_block(&visit.app.db, &visit.ctx, at, Uuid::now_v7(), &draft).await;
    answer(&visit, &plan, None, &fields, added)
}

pub async fn form(visit: Visit, Path((_, session, block)): At) -> Answer {
    let plan = prepared(&visit, &session).await?;
    let id = form::id(&block)?;
    let block = plan.block(id).ok_or_else(Fault::not_found)?;
    form::page(StatusCode::OK, &page(&visit, &plan, Some(id), (&filled(block), &[]), String::new()))
}

pub async fn change(visit: Visit, Path((_, session, block)): At, fields: Fields) -> Answer {
    let plan = prepared(&visit, &session).await?;
    let id = form::id(&block)?;
    let draft = match parse(&fields) {
        Ok(draft) => draft,
        Err(mistakes) => return again(&visit, &plan, Some(id), &fields, &mistakes),
    };
    let at = (plan.session.id, form::version(&fields));
    let changed = programme::change_block(&visit.app.db, &visit.ctx, at, id, &draft).await;
    answer(&visit, &plan, Some(id), &fields, changed)
}

fn again(
    visit: &Visit,
    plan: &SessionPlan,
    block: Option<Uuid>,
    fields: &Fields,
    mistakes: &[Mistake],
) -> Answer {
    form::page(StatusCode::UNPROCESSABLE_ENTITY, &page(visit, plan, block, (fields, mistakes), String::new()))
}

fn answer(
    visit: &Visit,
    plan: &SessionPlan,
    block: Option<Uuid>,
    fields: &Fields,
    done: Result<i64, reticolo_lab::Refused>,
) -> Answer {
    match done {
        Ok(_) => Ok(form::see(&visit.href(&format!("sessions/{}/prepare", plan.session.id)))),
        Err(refused) => {
            let (status, notice) = form::sayable(visit, refused)?;
            form::page(status, &page(visit, plan, block, (fields, &[]), notice))
        }
    }
}

/// Where a form wants something to go.
pub fn direction(fields: &Fields) -> Result<Move, Fault> {
    match fields.one("to") {
        Some("up") => Ok(Move::Up),
        Some("down") => Ok(Move::Down),
        _ => Err(Fault::of(StatusCode::UNPROCESSABLE_ENTITY)),
    }
}

pub async fn place(visit: Visit, Path((_, session, block)): At, fields: Fields) -> Answer {
    let plan = prepared(&visit, &session).await?;
    let (at, to) = ((plan.session.id, form::version(&fields)), direction(&fields)?);
    let moved = programme::move_block(&visit.app.db, &visit.ctx, at, form::id(&block)?, to).await;
    told(&visit, plan.session.id, moved.map(drop)).await
}

pub async fn remove(visit: Visit, Path((_, session, block)): At, fields: Fields) -> Answer {
    let plan = prepared(&visit, &session).await?;
    let at = (plan.session.id, form::version(&fields));
    let removed = programme::remove_block(&visit.app.db, &visit.ctx, at, form::id(&block)?).await;
    told(&visit, plan.session.id, removed.map(drop)).await
}
