//! An organisation and its people, for stories.
#![allow(dead_code, clippy::unwrap_used)] // Each test file uses a part, and all of it is for tests.

use reticolo_accounts::{
    enter, link,
    link::Choice,
    login,
    member::{self, New},
    organization,
    totp::Secret,
};
use reticolo_base::{Actor, Ctx, Lang, Role, Roles};
use reticolo_store::{Db, Vault};
use reticolo_testkit::at;
use uuid::Uuid;

pub const PASSWORD: &str = "cavallo tre finestre blu";
pub const INVITED: &str = "AAAA-AAAA-AAAA-AAAA";
pub const EMAIL: &str = "anna@comune.example";

/// A house with its vault and one organisation.
pub struct House {
    pub db: Db,
    pub vault: Vault,
    pub organization: Uuid,
}

/// Anna, once she has joined.
pub struct Anna {
    pub id: Uuid,
    pub secret: Secret,
}

pub fn codes() -> Vec<String> {
    vec!["RRRR-0000-0000-0001".into(), "RRRR-0000-0000-0002".into()]
}

impl House {
    pub async fn of(db: Db) -> Self {
        let (vault, organization) = (Vault::passing(), Uuid::now_v7());
        let ctx = at("2026-11-23T08:00:00Z");
        organization::add(&db, &ctx, organization, ("Comune di Foggia", "public", "071024")).await.unwrap();
        Self { db, vault, organization }
    }

    pub async fn invite(
        &self,
        ctx: &Ctx,
        code: &str,
        email: &str,
        roles: Roles,
    ) -> Result<Uuid, reticolo_accounts::Refused> {
        let id = Uuid::now_v7();
        let new = New { organization: self.organization, name: "Anna Rossi", email, roles, lang: Lang::It };
        member::invite(&self.db, &self.vault, ctx, (id, code), new).await.map(|()| id)
    }

    /// Anna is invited as facilitator and joins.
    pub async fn anna(&self) -> Anna {
        let ctx = at("2026-11-23T08:00:00Z");
        let id = self.invite(&ctx, INVITED, EMAIL, Roles::NONE.with(Role::Facilitator)).await.unwrap();
        let secret = link::open(&self.db, &self.vault, INVITED, ctx.now).await.unwrap().secret;
        let digits = secret.digits(ctx.now).unwrap();
        let choice = Choice { password: PASSWORD, digits: &digits, recovery: &codes() };
        assert_eq!(link::accept(&self.db, &self.vault, &ctx, INVITED, choice).await.unwrap(), id);
        Anna { id, secret }
    }

    pub async fn password(
        &self,
        ctx: &Ctx,
        email: &str,
        typed: &str,
        token: &[u8],
    ) -> Result<(), reticolo_accounts::Refused> {
        enter::password(&self.db, &self.vault, ctx, (email, typed), (token, "Firefox · Linux")).await
    }

    /// Signs in with both factors at a moment; whom the new token belongs to.
    pub async fn enter(&self, anna: &Anna, moment: &str, token: &[u8]) -> Ctx {
        let ctx = at(moment);
        self.password(&ctx, EMAIL, PASSWORD, b"half").await.unwrap();
        let digits = anna.secret.digits(ctx.now).unwrap();
        enter::second_factor(&self.db, &self.vault, &ctx, &digits, (b"half", token)).await.unwrap();
        Ctx { actor: self.actor(token, moment).await, ..ctx }
    }

    pub async fn actor(&self, token: &[u8], moment: &str) -> Actor {
        login::actor(&self.db, token, at(moment).now).await.unwrap()
    }
}
