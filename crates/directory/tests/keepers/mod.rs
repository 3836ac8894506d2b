//! A house with a card, its editor, and a steward of the network.

use reticolo_accounts::{member, member::New, organization};
use reticolo_base::{Actor, Ctx, Lang, Role, Roles};
use reticolo_directory::{
    access::{AccessRule, Condition},
    book::{self, Joined, Vanished},
    hsds::{
        Capacity, CostOption, HoursProfile, Location, Organization, Phone, PlaceProfile, RequiredDocument,
        Service, ServiceAtLocation, Translation,
    },
    keeping::{self, Field, draft},
    records::Records,
};
use reticolo_store::{Db, Vault, audit, sql};
use reticolo_testkit::at;
use uuid::Uuid;

pub const SHELTER: Uuid = Uuid::from_u128(0x5e);
const DIRECTORY: Uuid = Uuid::from_u128(0xd1);
const ACCOUNT: Uuid = Uuid::from_u128(0xa1);
const NETWORK: Uuid = Uuid::from_u128(0xa2);
const HOW: &str = "Prendi il numero.\nPorta la ricevuta.";

pub fn day(moment: &str) -> Ctx {
    at(moment)
}

pub struct House {
    db: Db,
    pub directory: Uuid,
    pub records: Records,
}

impl House {
    pub async fn open(db: &Db) -> Self {
        let ctx = at("2026-11-01");
        for (id, name) in [(ACCOUNT, "Casa"), (NETWORK, "Rete")] {
            organization::add(db, &ctx, id, (name, "public", "")).await.unwrap();
        }
        organization::tie(db, &ctx, ACCOUNT, Some(DIRECTORY)).await.unwrap();
        let records = records();
        book::save(db, &ctx, "fonte", &records, Vanished::Keep).await.unwrap();
        Self { db: db.clone(), directory: DIRECTORY, records }
    }

    fn member(organization: Uuid, role: Role, moment: &str) -> Ctx {
        let roles = Roles::NONE.with(role);
        Ctx { actor: Actor::Member { id: Uuid::from_u128(0xee), organization, roles }, ..at(moment) }
    }

    pub fn editor(&self, moment: &str) -> Ctx {
        Self::member(ACCOUNT, Role::ServiceEditor, moment)
    }

    pub fn steward(&self, moment: &str) -> Ctx {
        Self::member(NETWORK, Role::Steward, moment)
    }

    pub fn stranger(&self, moment: &str) -> Ctx {
        Self::member(NETWORK, Role::ServiceEditor, moment)
    }

    pub fn of_house(&self, role: Role, moment: &str) -> Ctx {
        Self::member(ACCOUNT, role, moment)
    }

    pub fn reader(&self, lang: Lang) -> Ctx {
        Ctx { actor: Actor::Anonymous, lang, ..at("2026-11-20T12:00:00Z") }
    }

    pub async fn card(&self) -> Joined {
        book::card(&self.db, SHELTER).await.unwrap().unwrap()
    }

    /// Writes and publishes in one go.
    pub async fn publish(&self, typed: &[(Field, &str)]) {
        let vera = self.steward("2026-11-21");
        let typed: Vec<_> = typed.iter().map(|(field, text)| (*field, (*text).to_owned())).collect();
        let id = draft::save(&self.db, &vera, SHELTER, (Uuid::now_v7(), 0), &typed).await.unwrap();
        keeping::publish(&self.db, &vera, id, (1, Uuid::now_v7()), &|_| String::new()).await.unwrap();
    }

    /// The editor can be reached.
    pub async fn with_mail(&self, vault: &Vault) {
        let ctx = at("2026-11-01");
        let roles = Roles::NONE.with(Role::ServiceEditor);
        let new =
            New { organization: ACCOUNT, name: "Anna", email: "anna@casa.example", roles, lang: Lang::It };
        let id = Uuid::now_v7();
        member::invite(&self.db, vault, &ctx, (id, "AAAA-AAAA-AAAA-AAAA"), new).await.unwrap();
        let mut tx = self.db.begin(&ctx).await.unwrap();
        tx.run(sql!("update member set joined_at = $2 where id = $1").bind(id).bind(ctx.now)).await.unwrap();
        tx.run(sql!("delete from job where kind = 'mail'")).await.unwrap();
        let entry =
            audit::Entry { chain: audit::NETWORK, action: "test", entity: "member", id: None, detail: "" };
        tx.audit(entry).await.unwrap();
        tx.commit().await.unwrap();
    }
}

fn records() -> Records {
    let hours = |expression: &str| HoursProfile { expression: Some(expression.to_owned()), time_zone: None };
    let mut service = Service {
        id: SHELTER.to_string(),
        organization_id: Some(DIRECTORY.to_string()),
        name: Some("Dormitorio".to_owned()),
        status: Some("active".to_owned()),
        email: Some("casa@casa.example".to_owned()),
        phones: vec![Phone {
            id: "phone-1".to_owned(),
            number: Some("0881 000 000".to_owned()),
            ..Phone::default()
        }],
        required_documents: vec![RequiredDocument {
            id: Uuid::from_u128(0xd0c).to_string(),
            document: Some("Passaporto".to_owned()),
            key: Some("passport".to_owned()),
            substitutes: vec!["identity-card".to_owned()],
            ..RequiredDocument::default()
        }],
        cost_options: vec![CostOption {
            id: Uuid::from_u128(0xc0).to_string(),
            amount: Some(2.into()),
            currency: Some("EUR".to_owned()),
            ..CostOption::default()
        }],
        capacities: vec![Capacity {
            id: Uuid::from_u128(0xca).to_string(),
            available: Some(2.into()),
            updated: Some("2026-11-01T12:00:00Z".to_owned()),
            ..Capacity::default()
        }],
        ..Service::default()
    };
    service.profile.lang = Some(Lang::It);
    service.profile.how = Some(HOW.to_owned());
    service.profile.hours = hours("Mo-Fr 20:00-23:00");
    service.profile.translations =
        vec![Translation::made("profile.how", Lang::Ar, HOW, "خذ الرقم.\nأحضر الإيصال.", true)];
    service.profile.access_rules = vec![AccessRule {
        key: "all".to_owned(),
        when: Condition::Always(true),
        says: reticolo_base::Text::of(Lang::It, "Tutti."),
        source: "Legge".to_owned(),
        source_url: None,
        date: "2026-06-01".parse().unwrap(),
        steward: "Rete".to_owned(),
        review_by: "2026-12-31".parse().unwrap(),
    }];
    let place = |number: u128, expression: &str| ServiceAtLocation {
        id: Uuid::from_u128(number).to_string(),
        service_id: Some(SHELTER.to_string()),
        location_id: Some(Uuid::from_u128(number + 1).to_string()),
        profile: PlaceProfile { hours: hours(expression) },
        ..ServiceAtLocation::default()
    };
    let location = |number: u128| Location { id: Uuid::from_u128(number).to_string(), ..Location::default() };
    let organization =
        Organization { id: DIRECTORY.to_string(), name: Some("Casa".to_owned()), ..Organization::default() };
    Records {
        organizations: vec![organization],
        services: vec![service],
        locations: vec![location(0x11), location(0x21)],
        places: vec![place(0x10, "Mo-Fr 20:00-23:00"), place(0x20, "Su 10:00-12:00")],
        ..Records::default()
    }
}
