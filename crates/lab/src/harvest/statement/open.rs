//! Who may vote.

use crate::{
    Refused,
    programme::{Bearer, bearer_of_lab},
};
use reticolo_accounts::policy::Action;
use reticolo_base::Ctx;
use reticolo_store::{Db, Tx, audit::Entry, sql};
use uuid::Uuid;

/// To whom a Lab's statements are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenTo {
    /// Nobody: they are being prepared, or voting is over.
    Nobody,
    /// Those who take part in the Lab.
    Participants,
    /// Whoever comes, without an account.
    Everyone,
}

impl OpenTo {
    /// Every one, in the order of the page.
    pub const ALL: [Self; 3] = [Self::Nobody, Self::Participants, Self::Everyone];

    /// The stored word, also the last part of its text's key.
    pub fn code(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Participants => "participants",
            Self::Everyone => "everyone",
        }
    }

    /// From the stored word.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|open| open.code() == code)
    }
}

/// The votes of a Lab, as far as one asks before voting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Consultation {
    /// To whom it is open.
    pub open_to: OpenTo,
    /// How many statements are voted on.
    pub statements: i64,
    /// How many have voted.
    pub voters: i64,
    /// Rises with each statement and vote.
    pub changes: i64,
}

/// The consultation of a Lab; nobody may vote where there is none. For other parts of the Lab: asks nobody.
///
/// # Errors
/// [`Refused::Store`] when the database does not answer.
pub async fn consultation(db: &Db, lab: Uuid) -> Result<Consultation, Refused> {
    let find = sql!(
        "select open_to, changes,
            (select cast(count(*) as bigint) from statement s where s.lab_id = $1 and s.state = 'open'),
            (select cast(count(*) as bigint) from voter v where v.lab_id = $1)
         from consultation where lab_id = $1"
    );
    let Some(row) = db.row(find.bind(lab)).await? else {
        return Ok(Consultation { open_to: OpenTo::Nobody, statements: 0, voters: 0, changes: 0 });
    };
    Ok(Consultation {
        open_to: OpenTo::parse(&row.get::<String>(0)?).unwrap_or(OpenTo::Nobody),
        changes: row.get(1)?,
        statements: row.get(2)?,
        voters: row.get(3)?,
    })
}

/// The Labs whose statements are open to everyone, newest first.
///
/// # Errors
/// [`Refused::Store`] when the database does not answer.
pub async fn public(db: &Db) -> Result<Vec<Uuid>, Refused> {
    let find = sql!(
        "select l.id from consultation c join lab l on l.id = c.lab_id
         where c.open_to = 'everyone'
            and exists (select 1 from statement s where s.lab_id = l.id and s.state = 'open')
         order by l.created_at desc, l.id limit 50"
    );
    db.rows(find).await?.iter().map(|row| Ok(row.get(0)?)).collect()
}

/// Opens the statements of a Lab to nobody, participants or everyone.
///
/// # Errors
/// [`Refused::NotFound`] for whoever does not run its sessions.
pub async fn open_to(db: &Db, ctx: &Ctx, lab: Uuid, open: OpenTo) -> Result<(), Refused> {
    let bearer = bearer_of_lab(db, lab).await?;
    bearer.may(ctx, Action::RunSession)?;
    let mut tx = db.begin(ctx).await?;
    changed(&mut tx, lab).await?;
    tx.run(sql!("update consultation set open_to = $2 where lab_id = $1").bind(lab).bind(open.code()))
        .await?;
    finish(tx, bearer, ("votes.opened", open.code())).await
}

/// Counts a change; the row's lock holds the Lab's votes until the transaction ends. The count.
pub(super) async fn changed(tx: &mut Tx, lab: Uuid) -> Result<OpenTo, Refused> {
    let first = sql!(
        "insert into consultation (lab_id, open_to, changes) values ($1, 'nobody', 0) on conflict (lab_id) do nothing"
    );
    tx.run(first.bind(lab)).await?;
    let count = sql!("update consultation set changes = changes + 1 where lab_id = $1 returning open_to");
    let row = tx.row(count.bind(lab)).await?.ok_or(Refused::NotFound)?;
    Ok(OpenTo::parse(&row.get::<String>(0)?).unwrap_or(OpenTo::Nobody))
}

/// Audits, tells, commits.
pub(super) async fn finish(
    mut tx: Tx,
    bearer: Bearer,
    (action, detail): (&'static str, &str),
) -> Result<(), Refused> {
    let chain = crate::chain(bearer.organization);
    tx.audit(Entry { chain: &chain, action, entity: "lab", id: Some(bearer.lab), detail }).await?;
    tx.emit("lab.votes", &serde_json::json!({ "lab": bearer.lab }).to_string()).await?;
    Ok(tx.commit().await?)
}
