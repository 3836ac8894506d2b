//! The board in the database: read whole, written by what differs.

use super::{Board, State, Theme};
use reticolo_base::{Instant, Lang};
use reticolo_store::{Db, Result, Row, Tx, sql};
use std::collections::HashMap;
use uuid::Uuid;

const THEMES: reticolo_store::Sql = sql!(
    "select id, title, lang, state, asked, decided_at from theme where session_id = $1 order by position, created_at, id"
);
const PARTS: reticolo_store::Sql = sql!(
    "select p.theme_id, p.contribution_id from theme_part p join theme t on t.id = p.theme_id
     where t.session_id = $1 and p.until is null order by p.position, p.contribution_id"
);

/// The board of a session.
pub(super) async fn board(db: &Db, session: Uuid) -> Result<Board> {
    assemble(&db.rows(THEMES.bind(session)).await?, &db.rows(PARTS.bind(session)).await?)
}

/// The board of a session inside a transaction.
pub(super) async fn board_in(tx: &mut Tx, session: Uuid) -> Result<Board> {
    let themes = tx.rows(THEMES.bind(session)).await?;
    assemble(&themes, &tx.rows(PARTS.bind(session)).await?)
}

fn assemble(themes: &[Row], parts: &[Row]) -> Result<Board> {
    let mut notes: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for row in parts {
        notes.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    let read = |row: &Row| {
        let id: Uuid = row.get(0)?;
        Ok(Theme {
            id,
            title: row.get(1)?,
            lang: Lang::from_tag(&row.get::<String>(2)?).unwrap_or(Lang::It),
            state: State::parse(&row.get::<String>(3)?).unwrap_or(State::Open),
            asked: row.get(4)?,
            notes: notes.get(&id).cloned().unwrap_or_default(),
            decided_at: row.get(5)?,
        })
    };
    Ok(Board { themes: themes.iter().map(read).collect::<Result<_>>()? })
}

/// Writes what differs between two boards. The caller audits.
pub(super) async fn save(tx: &mut Tx, session: Uuid, before: &Board, after: &Board) -> Result<()> {
    for (position, theme) in (0_i64..).zip(&after.themes) {
        let old = before.themes.iter().enumerate().find(|(_, old)| old.id == theme.id);
        if old.is_none_or(|(place, old)| place as i64 != position || heads(old) != heads(theme)) {
            put(tx, session, position, theme).await?;
        }
        let held: &[Uuid] = old.map_or(&[], |(_, old)| &old.notes);
        if held != theme.notes {
            save_parts(tx, theme, held).await?;
        }
    }
    Ok(())
}

fn heads(theme: &Theme) -> (&str, Lang, State, &str, Option<Instant>) {
    (&theme.title, theme.lang, theme.state, &theme.asked, theme.decided_at)
}

async fn put(tx: &mut Tx, session: Uuid, position: i64, theme: &Theme) -> Result<()> {
    let put = sql!(
        "insert into theme (id, session_id, title, lang, position, state, asked, created_at, decided_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (id) do update set title = excluded.title, lang = excluded.lang, position = excluded.position,
            state = excluded.state, asked = excluded.asked, decided_at = excluded.decided_at"
    );
    let now = tx.ctx().now;
    let put = put.bind(theme.id).bind(session).bind(&theme.title).bind(theme.lang.code()).bind(position);
    tx.run(put.bind(theme.state.code()).bind(&theme.asked).bind(now).bind(theme.decided_at)).await.map(drop)
}

async fn save_parts(tx: &mut Tx, theme: &Theme, held: &[Uuid]) -> Result<()> {
    let now = tx.ctx().now;
    let close = sql!("update theme_part set until = $3 where theme_id = $1 and contribution_id = $2");
    for note in held.iter().filter(|note| !theme.notes.contains(note)) {
        tx.run(close.bind(theme.id).bind(*note).bind(now)).await?;
    }
    let open = sql!(
        "insert into theme_part (theme_id, contribution_id, position, since, until) values ($1, $2, $3, $4, null)
         on conflict (theme_id, contribution_id) do update set position = excluded.position,
            since = case when theme_part.until is null then theme_part.since else excluded.since end, until = null"
    );
    for (position, note) in (0_i64..).zip(&theme.notes) {
        if usize::try_from(position).ok().and_then(|at| held.get(at)) != Some(note) {
            tx.run(open.bind(theme.id).bind(*note).bind(position).bind(now)).await?;
        }
    }
    Ok(())
}
