//! Somebody came or called: language, need, outcome – three taps, no person. From these rows come the figures that funders
//! ask for; none is shown on fewer than five.

use crate::{Desk, Refused, access::audit};
use reticolo_base::Instant;
use reticolo_directory::reference::Reference;
use reticolo_store::{Row, sql};
use uuid::Uuid;

/// Figures on fewer are hidden.
pub const FEWEST: i64 = 5;

/// How somebody came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Channel {
    /// To the desk.
    Desk,
    /// By telephone.
    Phone,
    /// In writing.
    Message,
    /// Met outside: in the street, in a settlement.
    Outreach,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// She knows what she wanted to know.
    Informed,
    /// She was helped here.
    Helped,
    /// She was sent to a service.
    Sent,
    /// She was taken in charge.
    TakenOn,
    /// She will come back.
    Again,
    /// Nobody could help.
    Unmet,
}

macro_rules! words {
    ($name:ident: $($variant:ident $word:literal),*) => {
        impl $name {
            /// All of them, in the order of the pages.
            pub const ALL: [Self; [$($word),*].len()] = [$(Self::$variant),*];

            /// The stored word, also the last part of its text's key.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// From the stored word.
            pub fn parse(code: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|one| one.code() == code)
            }
        }
    };
}
words!(Channel: Desk "desk", Phone "phone", Message "message", Outreach "outreach");
words!(Outcome: Informed "informed", Helped "helped", Sent "sent", TakenOn "taken-on", Again "again", Unmet "unmet");

/// A visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Its id.
    pub id: Uuid,
    /// When.
    pub at: Instant,
    /// How.
    pub channel: Channel,
    /// The language that was spoken; empty when nobody asked.
    pub lang: String,
    /// The code of the need, or empty.
    pub need: String,
    /// What came of it.
    pub outcome: Outcome,
}

/// Writes down a visit. An unmet need is also a gap of the network.
///
/// # Errors
/// [`Refused::NotFound`] when the actor works at no desk, [`Refused::Invalid`] when language or need are none.
pub async fn write(desk: Desk<'_>, visit: &Visit) -> Result<(), Refused> {
    let organization = desk.at_desk()?;
    let reference = Reference::get();
    if !visit.need.is_empty() && reference.need(&visit.need).is_none() {
        return Err(Refused::Invalid("need", "desk-problem-need"));
    }
    if !visit.lang.is_empty() && reference.name_of(&visit.lang, desk.ctx.lang).is_none() {
        return Err(Refused::Invalid("lang", "desk-problem-language"));
    }
    let mut tx = desk.db.begin(desk.ctx).await?;
    let insert = sql!(
        "insert into desk_visit (id, organization_id, at, channel, lang, need, outcome) values ($1, $2, $3, $4, $5, $6, $7)"
    );
    let insert = insert.bind(visit.id).bind(organization).bind(visit.at).bind(visit.channel.code());
    tx.run(insert.bind(&visit.lang).bind(&visit.need).bind(visit.outcome.code())).await?;
    if visit.outcome == Outcome::Unmet && !visit.need.is_empty() {
        gap(&mut tx, (visit.id, organization), &visit.need, "unmet").await?;
    }
    audit(&mut tx, organization, ("desk.visit.written", "visit", visit.id), visit.outcome.code()).await?;
    Ok(tx.commit().await?)
}

/// Takes back a visit that was tapped by mistake, on the same day.
///
/// # Errors
/// [`Refused::NotFound`] when there is none, or it is older.
pub async fn take_back(desk: Desk<'_>, id: Uuid) -> Result<(), Refused> {
    let organization = desk.at_desk()?;
    let mut tx = desk.db.begin(desk.ctx).await?;
    let delete = sql!("delete from desk_visit where id = $1 and organization_id = $2 and at > $3");
    let since = desk.ctx.now.plus_seconds(-24 * 3600);
    if tx.run(delete.bind(id).bind(organization).bind(since)).await? == 0 {
        return Err(Refused::NotFound);
    }
    tx.run(sql!("delete from desk_gap where id = $1").bind(id)).await?;
    audit(&mut tx, organization, ("desk.visit.taken-back", "visit", id), "").await?;
    Ok(tx.commit().await?)
}

/// Records that the network has nobody for a need. The caller audits.
pub(crate) async fn gap(
    tx: &mut reticolo_store::Tx,
    (id, organization): (Uuid, Uuid),
    need: &str,
    reason: &str,
) -> Result<(), Refused> {
    let now = tx.ctx().now;
    let insert =
        sql!("insert into desk_gap (id, organization_id, need, reason, at) values ($1, $2, $3, $4, $5)");
    tx.run(insert.bind(id).bind(organization).bind(need).bind(reason).bind(now)).await?;
    Ok(())
}

/// The visits of the actor's organisation in a span of time, the newest first.
///
/// # Errors
/// [`Refused::NotFound`] when the actor works at no desk.
pub async fn list(desk: Desk<'_>, (from, to): (Instant, Instant), most: u32) -> Result<Vec<Visit>, Refused> {
    let organization = desk.at_desk()?;
    let find = sql!(
        "select id, at, channel, lang, need, outcome from desk_visit
         where organization_id = $1 and at >= $2 and at < $3 order by at desc, id desc limit $4"
    );
    let rows = desk.db.rows(find.bind(organization).bind(from).bind(to).bind(most)).await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Visit, Refused> {
    Ok(Visit {
        id: row.get(0)?,
        at: row.get(1)?,
        channel: Channel::parse(&row.get::<String>(2)?).unwrap_or(Channel::Desk),
        lang: row.get(3)?,
        need: row.get(4)?,
        outcome: Outcome::parse(&row.get::<String>(5)?).unwrap_or(Outcome::Informed),
    })
}

/// One line of the register's figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What is counted by: `channel`, `lang`, `need`, `outcome`.
    pub by: &'static str,
    /// The code.
    pub code: String,
    /// How many; `None` when fewer than [`FEWEST`].
    pub count: Option<i64>,
}

/// The figures of a span of time, as funders ask for them.
///
/// # Errors
/// [`Refused::NotFound`] when the actor works at no desk.
pub async fn figures(desk: Desk<'_>, (from, to): (Instant, Instant)) -> Result<Vec<Figure>, Refused> {
    let organization = desk.at_desk()?;
    let count = sql!(
        "select 'channel', channel, count(*) from desk_visit where organization_id = $1 and at >= $2 and at < $3 group by channel
         union all
         select 'lang', lang, count(*) from desk_visit where organization_id = $1 and at >= $2 and at < $3 group by lang
         union all
         select 'need', need, count(*) from desk_visit where organization_id = $1 and at >= $2 and at < $3 group by need
         union all
         select 'outcome', outcome, count(*) from desk_visit where organization_id = $1 and at >= $2 and at < $3 group by outcome"
    );
    let rows = desk.db.rows(count.bind(organization).bind(from).bind(to)).await?;
    let mut figures = Vec::new();
    for row in rows {
        let by: String = row.get(0)?;
        let by = ["channel", "lang", "need", "outcome"]
            .into_iter()
            .find(|known| *known == by)
            .unwrap_or("outcome");
        let many: i64 = row.get(2)?;
        figures.push(Figure { by, code: row.get(1)?, count: Some(many).filter(|many| *many >= FEWEST) });
    }
    figures.sort_by(|a, b| (a.by, b.count, &a.code).cmp(&(b.by, a.count, &b.code)));
    Ok(figures)
}
