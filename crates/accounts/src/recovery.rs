//! Codes for the day the telephone is lost: each opens once. Only hashes are kept.

use reticolo_store::{Db, Result, Tx, sql};
use uuid::Uuid;

/// How many a member gets.
pub const COUNT: usize = 8;

/// Gives a member these codes; earlier ones open nothing any more. The caller audits.
pub(crate) async fn renew(tx: &mut Tx, member: Uuid, codes: &[String]) -> Result<()> {
    tx.run(sql!("delete from member_recovery where member_id = $1").bind(member)).await?;
    for code in codes {
        let insert = sql!("insert into member_recovery (code_hash, member_id) values ($1, $2)");
        tx.run(insert.bind(hash(code)).bind(member)).await?;
    }
    Ok(())
}

/// Uses a code up; whether it was one of hers.
pub(crate) async fn spend(tx: &mut Tx, member: Uuid, code: &str) -> Result<bool> {
    let forget = sql!("delete from member_recovery where code_hash = $1 and member_id = $2");
    Ok(tx.run(forget.bind(hash(code)).bind(member)).await? == 1)
}

/// How many she has left.
///
/// # Errors
/// [`reticolo_store::Failure`] of the database.
pub async fn left(db: &Db, member: Uuid) -> Result<i64> {
    let count = sql!("select count(*) from member_recovery where member_id = $1").bind(member);
    db.row(count).await?.map_or(Ok(0), |row| row.get(0))
}

fn hash(code: &str) -> Vec<u8> {
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    blake3::derive_key("reticolo recovery code", plain.to_ascii_uppercase().as_bytes()).to_vec()
}
