//! The organisations and the members of the demonstration: obviously invented, with addresses that reach nobody
//! (RFC 2606) and without passwords. One enters as one of them by a tap, in a demonstration only.

use crate::{Refused, entry};
use reticolo_base::{Ctx, Role, Roles, id::foreign};
use reticolo_store::{Db, Tx, Vault, audit::Entry, sql, vault::Class};
use uuid::Uuid;

const SOURCE: &str = "reticolo demo";

/// The name of the organisation.
pub const NAME: &str = "Officina dei Laboratori (dimostrazione)";

/// The name of the organisation whose editor keeps its cards.
pub const KEEPING_NAME: &str = "Cooperativa Collaudo (dimostrazione)";

/// The same organisation in the demonstration's directory, by its source and key there.
const KEEPING_CARD: (&str, &str) = ("demo", "cooperativa-collaudo-foggia");

/// The words of those who are of the organisation that keeps its cards.
const KEEPING: [&str; 1] = ["service_editor"];

/// The members: the word in the address of the tap, the name, the roles.
const MEMBERS: [(&str, &str, &[Role]); 5] = [
    ("facilitator", "Ada Sperimentale", &[Role::Facilitator]),
    ("coordinator", "Ugo Modello", &[Role::Coordinator]),
    ("administrator", "Rita Finzioni", &[Role::Administrator, Role::NetworkAdministrator]),
    ("service_editor", "Dora Redazioni", &[Role::ServiceEditor]),
    ("steward", "Vera Curatela", &[Role::Steward]),
];

/// A body of Foggia that has a desk in the demonstration: key and name as in the demonstration's directory, its kind, and the
/// invented names of its operator and its supervisor.
type Body = (&'static str, &'static str, &'static str, &'static str, &'static str);

/// The eight bodies of the desk.
const BODIES: [Body; 8] = [
    ("comune-foggia", "Comune di Foggia (dimostrazione)", "public", "Olga Provetti", "Ines Bozzetti"),
    ("asl-foggia", "ASL Foggia (dimostrazione)", "public", "Dario Esempi", "Livia Campioni"),
    (
        "caritas-saggio-foggia",
        "Caritas del saggio – Foggia (dimostrazione)",
        "third_sector",
        "Nino Saggi",
        "Elsa Traccia",
    ),
    (
        "patronato-campione-foggia",
        "Patronato Campione Foggia (dimostrazione)",
        "third_sector",
        "Ida Modelli",
        "Ezio Schemi",
    ),
    (
        "questura-foggia",
        "Questura di Foggia – Ufficio immigrazione (dimostrazione)",
        "public",
        "Remo Collaudi",
        "Vera Abbozzi",
    ),
    ("cpi-foggia", "Centro per l'impiego di Foggia (dimostrazione)", "public", "Tea Prototipi", "Ivo Sagome"),
    (
        "cooperativa-collaudo-foggia",
        "Cooperativa Collaudo – Accoglienza (dimostrazione)",
        "third_sector",
        "Zoe Finzioni",
        "Aldo Calchi",
    ),
    (
        "sindacato-modello-capitanata",
        "Sindacato Modello Capitanata (dimostrazione)",
        "association",
        "Pino Stampi",
        "Rosa Repliche",
    ),
];

/// The organisation of a body of the desk, by its key in the demonstration's directory.
pub fn body(key: &str) -> Uuid {
    // The one that keeps its cards has a desk too: an organisation of the directory is one organisation here.
    if key == KEEPING_CARD.1 {
        return keeping();
    }
    foreign(SOURCE, "account_organization", key)
}

/// A member of a body of the desk: her organisation's key, and `operator` or `supervisor`.
pub fn worker(key: &str, role: &str) -> Uuid {
    foreign(SOURCE, "member", &format!("{role}@{key}"))
}

/// The keys of the bodies that have a desk.
pub fn bodies() -> impl Iterator<Item = &'static str> {
    BODIES.iter().map(|(key, ..)| *key)
}

/// The roles of a worker of the desk.
pub fn roles_of(role: &str) -> Roles {
    let supervises = (role == "supervisor").then_some(Role::Supervisor);
    [Role::Operator].into_iter().chain(supervises).collect()
}

/// Makes the bodies of the desk and who works there; doing it again changes nothing. `directory_of` gives a body's id in the
/// directory.
///
/// # Errors
/// [`Refused::Store`] of the database or the vault.
pub async fn fill_bodies(
    db: &Db,
    vault: &Vault,
    ctx: &Ctx,
    directory_of: impl Fn(&str) -> Uuid,
) -> Result<(), Refused> {
    let mut tx = db.begin(ctx).await?;
    for (key, name, kind, operator, supervisor) in BODIES {
        let organization = body(key);
        let insert = sql!(
            "insert into account_organization (id, name, kind, territory, directory_id, created_at)
             values ($1, $2, $3, '071024', $4, $5) on conflict (id) do nothing"
        );
        let insert = insert.bind(organization).bind(name).bind(kind).bind(directory_of(key)).bind(ctx.now);
        tx.run(insert).await?;
        for (role, name) in [("operator", operator), ("supervisor", supervisor)] {
            let address = format!("{role}@{key}.example");
            let person = (worker(key, role), name, address.as_str());
            put(&mut tx, vault, organization, person, roles_of(role)).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// Writes a member down, without a password; what was changed about her comes back as it was.
async fn put(
    tx: &mut Tx,
    vault: &Vault,
    organization: Uuid,
    (id, name, address): (Uuid, &str, &str),
    roles: Roles,
) -> Result<(), Refused> {
    let now = tx.ctx().now;
    let sealed = vault.seal(tx, organization, id, Class::Contact, address.as_bytes()).await?;
    let insert = sql!(
        "insert into member (id, organization_id, name, email, email_token, roles, lang, totp_step, created_at, joined_at)
         values ($1, $2, $3, $4, $5, $6, 'it', 0, $7, $7)
         on conflict (id) do update set name = excluded.name, roles = excluded.roles, email = excluded.email,
            email_token = excluded.email_token, ended_at = null"
    );
    let insert = insert.bind(id).bind(organization).bind(name).bind(sealed);
    let token = vault.token(crate::member::TOKEN, address);
    tx.run(insert.bind(token).bind(roles.written()).bind(now)).await?;
    let chain = crate::chain(organization);
    tx.audit(entry(&chain, "member.demo", id, "")).await?;
    Ok(())
}

/// The organisation that bears the Labs of the demonstration.
pub fn organization() -> Uuid {
    foreign(SOURCE, "account_organization", "labs")
}

/// The organisation whose editor keeps its cards.
pub fn keeping() -> Uuid {
    foreign(SOURCE, "account_organization", "keeping")
}

/// The same organisation in the demonstration's directory.
pub fn keeping_card() -> Uuid {
    foreign(KEEPING_CARD.0, "organization", KEEPING_CARD.1)
}

/// The organisation of a member, by her word.
pub fn organization_of(word: &str) -> Uuid {
    if KEEPING.contains(&word) { keeping() } else { organization() }
}

/// The member whom a tap on this role signs in; `None` for a word that is no such role.
pub fn member(role: &str) -> Option<Uuid> {
    MEMBERS.iter().find(|(word, ..)| *word == role).map(|(word, ..)| foreign(SOURCE, "member", word))
}

/// The same, where the demonstration was filled.
///
/// # Errors
/// [`Refused::NotFound`] for a word that is no such role, or when nobody is there.
pub async fn present(db: &Db, role: &str) -> Result<Uuid, Refused> {
    let id = member(role).ok_or(Refused::NotFound)?;
    let find = sql!("select id from member where id = $1 and ended_at is null").bind(id);
    db.row(find).await?.map_or(Err(Refused::NotFound), |row| Ok(row.get(0)?))
}

/// The roles that a tap enters, in the order of the page.
pub fn roles() -> impl Iterator<Item = &'static str> {
    MEMBERS.iter().map(|(word, ..)| *word)
}

/// Whether this is a member of the demonstration: none may change her.
pub(crate) fn is_of_demo(id: Uuid) -> bool {
    let of_desk = |(key, ..): &Body| ["operator", "supervisor"].iter().any(|role| worker(key, role) == id);
    MEMBERS.iter().any(|(word, ..)| member(word) == Some(id)) || BODIES.iter().any(of_desk)
}

/// Makes organisations and members; doing it again changes nothing.
///
/// # Errors
/// [`Refused::Store`] of the database or the vault.
pub async fn fill(db: &Db, vault: &Vault, ctx: &Ctx) -> Result<(), Refused> {
    let mut tx = db.begin(ctx).await?;
    for (organization, name, card) in
        [(organization(), NAME, None), (keeping(), KEEPING_NAME, Some(keeping_card()))]
    {
        let insert = sql!(
            "insert into account_organization (id, name, kind, territory, directory_id, created_at)
             values ($1, $2, 'association', '', $3, $4) on conflict (id) do update set directory_id = excluded.directory_id"
        );
        tx.run(insert.bind(organization).bind(name).bind(card).bind(ctx.now)).await?;
    }
    for (word, name, roles) in MEMBERS {
        let (id, organization) = (foreign(SOURCE, "member", word), organization_of(word));
        let address = format!("{word}@officina.example");
        let roles: Roles = roles.iter().copied().collect();
        put(&mut tx, vault, organization, (id, name, &address), roles).await?;
    }
    for organization in [organization(), keeping()] {
        let (chain, action, entity) = (crate::chain(organization), "organization.demo", "organization");
        tx.audit(Entry { chain: &chain, action, entity, id: Some(organization), detail: "" }).await?;
    }
    Ok(tx.commit().await?)
}
