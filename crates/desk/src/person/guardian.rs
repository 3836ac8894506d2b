//! With whom a person is: a guardian, a child. A guardian may be the risk: whether she may know is written down, and her own
//! code never opens another's page.

use crate::{Desk, Refused, access::audit};
use reticolo_store::sql;
use uuid::Uuid;

/// How two people belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TieKind {
    /// The other is her guardian.
    Guardian,
    /// The other is her child.
    Child,
    /// They live together.
    Household,
}

impl TieKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Guardian, Self::Child, Self::Household];

    /// The stored word.
    pub fn code(self) -> &'static str {
        match self {
            Self::Guardian => "guardian",
            Self::Child => "child",
            Self::Household => "household",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Somebody with whom a person is.
#[derive(Debug, Clone)]
pub struct Tie {
    /// The other person.
    pub other: Uuid,
    /// What to call the other.
    pub call_name: String,
    /// How they belong together.
    pub kind: TieKind,
    /// Whether the other may know of what is done here.
    pub knows: bool,
}

/// Ties a person to another of the same organisation.
///
/// # Errors
/// [`Refused::NotFound`] when one of them is not there for the actor, [`Refused::Invalid`] when they are one.
pub async fn tie(
    desk: Desk<'_>,
    (person, other): (Uuid, Uuid),
    kind: TieKind,
    knows: bool,
) -> Result<(), Refused> {
    desk.at_desk()?;
    let (known, _) = (desk.known(person).await?, desk.known(other).await?);
    if person == other {
        return Err(Refused::Invalid("other", "desk-problem-tie"));
    }
    let mut tx = desk.db.begin(desk.ctx).await?;
    let insert = sql!(
        "insert into desk_tie (person_id, other_id, kind, knows, made_at) values ($1, $2, $3, $4, $5)
         on conflict (person_id, other_id) do update set kind = excluded.kind, knows = excluded.knows"
    );
    tx.run(insert.bind(person).bind(other).bind(kind.code()).bind(knows).bind(desk.ctx.now)).await?;
    audit(&mut tx, known.organization, ("desk.person.tied", "person", known.pseudonym), kind.code()).await?;
    Ok(tx.commit().await?)
}

/// Unties two people.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such person for the actor.
pub async fn untie(desk: Desk<'_>, person: Uuid, other: Uuid) -> Result<(), Refused> {
    desk.at_desk()?;
    let known = desk.known(person).await?;
    let mut tx = desk.db.begin(desk.ctx).await?;
    let delete = sql!("delete from desk_tie where person_id = $1 and other_id = $2");
    tx.run(delete.bind(person).bind(other)).await?;
    audit(&mut tx, known.organization, ("desk.person.untied", "person", known.pseudonym), "").await?;
    Ok(tx.commit().await?)
}

/// With whom a person is, as far as the actor may see them.
///
/// # Errors
/// [`Refused::NotFound`] when there is no such person for the actor.
pub async fn ties(desk: Desk<'_>, person: Uuid) -> Result<Vec<Tie>, Refused> {
    desk.at_desk()?;
    desk.known(person).await?;
    let find =
        sql!("select other_id, kind, knows from desk_tie where person_id = $1 order by made_at, other_id");
    let mut ties = Vec::new();
    for row in desk.db.rows(find.bind(person)).await? {
        let other: Uuid = row.get(0)?;
        if desk.known(other).await.is_err() {
            continue;
        }
        let opened = super::read::unread(desk, other).await?;
        let Some(kind) = TieKind::parse(&row.get::<String>(1)?) else { continue };
        let call_name = opened.record.identity.call_name;
        ties.push(Tie { other, call_name, kind, knows: row.get(2)? });
    }
    Ok(ties)
}
