//! The list as a spreadsheet, with the columns that a list is read with. Codes are not among them.

use super::{add::prepared, row, show};
use crate::{Fault, Visit, render::Answer};
use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::IntoResponse as _,
};
use reticolo_lab::{
    Refused,
    people::{self, list::Column},
};
use rust_xlsxwriter::Workbook;

/// The columns that are written: what is read again, and what became of it.
async fn table(visit: &Visit, session: &str) -> Result<Vec<Vec<String>>, Fault> {
    let (app, words) = (&visit.app, visit.words());
    let plan = prepared(visit, session).await?;
    let contacts = people::contacts(&app.db, &app.vault, &visit.ctx, plan.session.lab).await?;
    let columns: Vec<Column> =
        Column::ALL.into_iter().filter(|column| !matches!(column, Column::Access | Column::Apart)).collect();
    let mut head: Vec<String> = columns.iter().map(|column| column.code().to_owned()).collect();
    head.extend(["answer", "arrived", "left"].map(str::to_owned));
    let mut rows = vec![head];
    for one in people::everyone(&app.db, plan.session.id).await.map_err(Refused::from)? {
        let private = contacts.get(&one.participant.id).cloned().unwrap_or_default();
        let person = row::of(words, &one.participant, one.role, &private);
        let mut cells: Vec<String> = columns.iter().map(|column| person.cell(*column).to_owned()).collect();
        let at = |at: Option<_>| at.map(|at| show::local(&plan.session, at).strftime("%F %R").to_string());
        cells.extend([one.reply.code().to_owned(), at(one.arrived_at).unwrap_or_default()]);
        cells.push(at(one.left_at).unwrap_or_default());
        rows.push(cells);
    }
    Ok(rows)
}

/// A cell that no spreadsheet works out.
fn harmless(cell: &str) -> String {
    let formula = cell.starts_with(['=', '@', '\t'])
        || (cell.starts_with(['+', '-']) && !cell.chars().skip(1).all(|c| c.is_ascii_digit() || c == ' '));
    if formula { format!("'{cell}") } else { cell.to_owned() }
}

pub async fn csv(visit: Visit, Path((_, session)): Path<(String, String)>) -> Answer {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer("\u{feff}".as_bytes().to_vec());
    for row in table(&visit, &session).await? {
        writer.write_record(row.iter().map(|cell| harmless(cell))).map_err(|_| Fault::broken())?;
    }
    file(writer.into_inner().map_err(|_| Fault::broken())?, "text/csv; charset=utf-8", "people.csv")
}

pub async fn xlsx(visit: Visit, Path((_, session)): Path<(String, String)>) -> Answer {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, row) in table(&visit, &session).await?.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            let (at, column) = (u32::try_from(at).unwrap_or(0), u16::try_from(column).unwrap_or(0));
            // A string cell is never worked out.
            sheet.write_string(at, column, cell).map_err(|_| Fault::broken())?;
        }
    }
    let bytes = book.save_to_buffer().map_err(|_| Fault::broken())?;
    file(bytes, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "people.xlsx")
}

fn file(bytes: Vec<u8>, kind: &'static str, name: &str) -> Answer {
    let disposition =
        HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")).map_err(|_| Fault::broken())?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, bytes).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_spreadsheet_works_out_what_somebody_wrote() {
        assert_eq!(harmless("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(harmless("-cmd|'/C calc'!A0"), "'-cmd|'/C calc'!A0");
        assert_eq!((harmless("+39 080 111").as_str(), harmless("Anna").as_str()), ("+39 080 111", "Anna"));
    }
}
