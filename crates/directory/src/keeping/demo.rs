//! The demonstration's keepers at work: a draft that waits to be read, a message that something is wrong, a translation
//! that its source has left behind. What has aged comes with the cards.
//!
//! Everything is done by the functions that people's own acts go through, at moments of the past.

use super::{Field, Refused, Sheet, draft, publish::publish, read, sheet};
use crate::book;
use reticolo_accounts::demo as people;
use reticolo_base::{Actor, Ctx, Instant, Lang, Role, Roles, id::foreign};
use reticolo_store::Db;
use uuid::Uuid;

const SOURCE: &str = "reticolo demo";

/// The card whose draft waits to be read, and about which somebody wrote.
const SHELTER: &str = "home.emergency_shelter";
/// The card whose text has left its translations behind.
const TURNING: &str = "children.turning_18";

/// What the draft says everybody must know.
const ALERT: &str =
    "Dal 24 dicembre al 6 gennaio la segreteria è chiusa. Per un letto chiama sempre il numero di sopra.";
/// What was added to its sentence.
const ADDED: &str = "Il martedì c'è un mediatore.";
/// What somebody wrote in Arabic: "I came at eight in the evening and the door was closed. When do you open?"
const WRONG: &str = "جئت الساعة الثامنة مساءً وكان الباب مغلقًا. متى تفتحون؟";

fn id(kind: &str) -> Uuid {
    foreign(SOURCE, kind, "keeping")
}

/// Fills it, once; whether it was not there before. The organisation and its members are ([`people::fill`]), and so are the
/// cards. `code` is the one that the author of the message was given.
///
/// # Errors
/// [`Refused`] of a step.
pub async fn fill(db: &Db, now: Instant, code: &str) -> Result<bool, Refused> {
    let cards = book::cards(db, &book::services_of(db, people::keeping_card()).await?).await?;
    let of = |need: &str| {
        let main = |card: &&book::Joined| card.service.profile.needs.first().is_some_and(|code| code == need);
        cards.iter().find(main).and_then(|card| card.service.id.parse::<Uuid>().ok())
    };
    let (Some(shelter), Some(turning)) = (of(SHELTER), of(TURNING)) else { return Ok(false) };
    let at = |days: i64, word: &str, role: Role| {
        let roles = Roles::NONE.with(role);
        let organization = people::organization_of(word);
        let member = people::member(word).unwrap_or_default();
        Ctx::new(
            now.plus_days(-days),
            Actor::Member { id: member, organization, roles },
            Lang::It,
            Uuid::now_v7(),
        )
    };
    let editor = |days| at(days, "service_editor", Role::ServiceEditor);
    let steward = |days| at(days, "steward", Role::Steward);
    if !super::version::history(db, &steward(0), turning, 1).await?.is_empty() {
        return Ok(false);
    }
    add_a_sentence(db, turning, (&editor(21), &steward(20))).await?;
    let told = read::text(Field::Alert, &Sheet::of(&sheet::card(db, shelter).await?));
    let typed = [(Field::Alert, format!("{told}\n{ALERT}"))];
    let waiting = draft::save(db, &editor(1), shelter, (id("draft"), 0), &typed).await?;
    draft::send(db, &editor(1), waiting, 1).await?;
    let reader = Ctx::new(now.plus_days(-3), Actor::Anonymous, Lang::Ar, Uuid::now_v7());
    book::report_wrong(db, &reader, shelter, "hours", WRONG, (id("correction"), code)).await?;
    Ok(true)
}

/// Adds to the sentence that stands in lists, and publishes it: its translations are stale from then on.
async fn add_a_sentence(db: &Db, service: Uuid, (editor, steward): (&Ctx, &Ctx)) -> Result<(), Refused> {
    let sentence = read::text(Field::Summary, &Sheet::of(&sheet::card(db, service).await?));
    let typed = [(Field::Summary, format!("{sentence} {ADDED}"))];
    let written = draft::save(db, editor, service, (id("published"), 0), &typed).await?;
    draft::send(db, editor, written, 1).await?;
    publish(db, steward, written, (2, id("version")), &|_| String::new()).await.map(drop)
}
