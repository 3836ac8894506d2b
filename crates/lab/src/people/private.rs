//! What only facilitators and she herself see: her code, how she is reached, what she needs. It lies sealed.

use super::{Newcomer, Participant, acts_for, participant};
use crate::{
    Refused,
    programme::{Bearer, bearer_of_lab},
};
use reticolo_accounts::policy::Action;
use reticolo_base::{Actor, Ctx};
use reticolo_store::{Db, Failure, Tx, Vault, sql, vault::Class};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use uuid::Uuid;

/// What is sealed for a participant. A debug print tells nothing.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Private {
    /// Her code, as it is written.
    pub code: String,
    /// Her mail address; may be empty.
    pub mail: String,
    /// Her telephone; may be empty.
    pub phone: String,
    /// What she needs to take part; may be empty. It has a key of its own.
    #[serde(skip)]
    pub access: String,
}

impl std::fmt::Debug for Private {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Private")
    }
}

impl Private {
    pub(super) fn of(new: &Newcomer) -> Self {
        Self {
            code: new.code.clone(),
            mail: new.mail.clone(),
            phone: new.phone.clone(),
            access: new.access.clone(),
        }
    }
}

/// Seals and keeps. The caller audits.
pub(super) async fn keep(
    tx: &mut Tx,
    vault: &Vault,
    bearer: Bearer,
    id: Uuid,
    private: &Private,
) -> Result<(), Refused> {
    let plain = serde_json::to_vec(private).unwrap_or_default();
    let sealed = vault.seal(tx, bearer.organization, id, Class::Contact, &plain).await?;
    let access = match private.access.as_str() {
        "" => None,
        access => Some(vault.seal(tx, bearer.organization, id, Class::Access, access.as_bytes()).await?),
    };
    let keep = sql!("update participant set sealed = $2, access = $3 where id = $1");
    tx.run(keep.bind(id).bind(sealed).bind(access)).await?;
    Ok(())
}

/// What is sealed for a participant: for herself, and for those who prepare her Lab. Empty where nothing is kept.
///
/// # Errors
/// [`Refused::NotFound`] for anybody else.
pub async fn private(db: &Db, vault: &Vault, ctx: &Ctx, id: Uuid) -> Result<Private, Refused> {
    let person = participant(db, id).await?;
    if let Actor::Participant { .. } = ctx.actor {
        acts_for(db, ctx, id).await?;
    } else {
        bearer_of_lab(db, person.lab).await?.may(ctx, Action::PrepareLab)?;
    }
    let row = db.row(sql!("select sealed, access from participant where id = $1").bind(id)).await?;
    let row = row.ok_or(Refused::NotFound)?;
    let mut private = match row.get::<Option<Vec<u8>>>(0)? {
        Some(sealed) => parsed(vault.open(db, id, Class::Contact, &sealed).await?),
        None => Private::default(),
    };
    if let Some(sealed) = row.get::<Option<Vec<u8>>>(1)? {
        let access = vault.open(db, id, Class::Access, &sealed).await?.unwrap_or_default();
        private.access = String::from_utf8(access).unwrap_or_default();
    }
    Ok(private)
}

/// Codes and contacts of everybody in a Lab, for invitations. Access needs are not among them.
///
/// # Errors
/// [`Refused::NotFound`] for whoever may not prepare the Lab.
pub async fn contacts(
    db: &Db,
    vault: &Vault,
    ctx: &Ctx,
    lab: Uuid,
) -> Result<HashMap<Uuid, Private>, Refused> {
    let bearer = bearer_of_lab(db, lab).await?;
    bearer.may(ctx, Action::PrepareLab)?;
    let reader = vault.reader(db, bearer.organization, Class::Contact).await?;
    let find = sql!("select id, sealed from participant where lab_id = $1 and sealed is not null");
    let open = |row: &reticolo_store::Row| -> Result<(Uuid, Private), Failure> {
        let id: Uuid = row.get(0)?;
        Ok((id, parsed(reader.open(id, &row.get::<Vec<u8>>(1)?)?)))
    };
    Ok(db.rows(find.bind(lab)).await?.iter().map(open).collect::<Result<_, _>>()?)
}

fn parsed(plain: Option<Vec<u8>>) -> Private {
    plain.and_then(|plain| serde_json::from_slice(&plain).ok()).unwrap_or_default()
}

/// Changes how somebody is reached and what she needs; her code stays.
///
/// # Errors
/// As [`private`].
pub async fn set_private(
    db: &Db,
    vault: &Vault,
    ctx: &Ctx,
    person: &Participant,
    (mail, phone, access): (&str, &str, &str),
) -> Result<(), Refused> {
    let before = private(db, vault, ctx, person.id).await?;
    let after = Private {
        code: before.code,
        mail: mail.to_owned(),
        phone: phone.to_owned(),
        access: access.to_owned(),
    };
    let bearer = bearer_of_lab(db, person.lab).await?;
    let mut tx = db.begin(ctx).await?;
    keep(&mut tx, vault, bearer, person.id, &after).await?;
    super::seat::audit(&mut tx, bearer, "people.contacts").await?;
    Ok(tx.commit().await?)
}
