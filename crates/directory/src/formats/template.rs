//! The Italian template: an empty list of services with a sheet that explains each column.

use super::{refusal::FormatRefusal, write::whole};
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use std::path::Path;

/// Title, what to write, example. The titles are the first names by which the reader knows the columns.
const COLUMNS: &[(&str, &str, &str)] = &[
    (
        "Codice",
        "Un codice vostro che non cambia. Serve per aggiornare la scheda senza doppioni. Facoltativo.",
        "CAR-12",
    ),
    ("Ente", "Chi offre il servizio.", "Caritas (esempio)"),
    ("Servizio *", "Come si chiama il servizio. Obbligatorio.", "Corso di italiano"),
    ("In breve", "Una frase semplice per gli elenchi.", "Impari l'italiano gratis, la sera."),
    ("Descrizione", "Che cosa fa il servizio, in poche frasi.", "Lezioni due volte a settimana."),
    ("A chi è rivolto", "Chi può usarlo.", "Persone adulte"),
    ("Come fare", "Un passo per riga. Inizi con un verbo.", "Telefona.\nPrendi un appuntamento."),
    ("Cosa si ottiene", "Che cosa riceve la persona.", "Un attestato"),
    ("Tempi e scadenze", "Quanto tempo serve, entro quando.", "Iscrizioni fino al 30 settembre"),
    ("Condizioni", "Regole del servizio.", ""),
    ("Avviso", "Una sola cosa importante da sapere.", ""),
    ("Bisogni", "Codici dei bisogni, separati da punto e virgola.", "skills.italian_course"),
    ("Documenti", "Che cosa portare, separato da punto e virgola.", "Documento d'identità; codice fiscale"),
    ("Gratuito", "sì oppure no. Lasci vuoto se non lo sa.", "sì"),
    ("Costo", "Quanto costa, con parole.", ""),
    (
        "Lingue",
        "Lingue parlate. Tra parentesi i giorni e se c'è un mediatore.",
        "inglese; arabo (mar, gio, mediatore)",
    ),
    ("Orari", "Giorni e ore, separati da punto e virgola.", "lun-ven 09:00-12:00; gio 15:00-17:00"),
    ("Come si entra", "senza appuntamento, per telefono, online, su invio.", "senza appuntamento"),
    ("Sede", "Come si chiama il luogo.", "Centro di ascolto"),
    ("Indirizzo", "Via e numero.", "Via della Prova 1"),
    ("Comune", "Il comune.", "Bari"),
    ("CAP", "Il codice postale.", "70121"),
    ("Provincia", "La sigla.", "BA"),
    ("Latitudine", "In gradi, se la conosce.", "41.125"),
    ("Longitudine", "In gradi, se la conosce.", "16.866"),
    ("Indirizzo protetto", "sì se l'indirizzo non va mai mostrato.", "no"),
    ("Senza gradini", "sì se si entra senza gradini. Lasci vuoto se non lo sa.", "sì"),
    ("Come arrivare", "Autobus, piano, citofono.", "Autobus 4, citofono verde"),
    ("Telefono", "Un numero o più, separati da punto e virgola.", "+39 0000 000 000"),
    ("E-mail", "L'indirizzo di posta.", "corso@demo.example"),
    ("Sito", "La pagina web.", "https://demo.example"),
    ("Posti liberi", "Quanti posti ci sono oggi.", "3"),
    ("Giorni di attesa", "Quanti giorni si aspetta di solito.", "14"),
    ("Verificato il", "Quando qualcuno ha controllato la scheda.", "01/03/2026"),
];

/// Writes the template as a workbook, or as CSV when the name ends so.
///
/// # Errors
/// [`FormatRefusal::Unwritable`].
pub fn write(path: &Path) -> Result<(), FormatRefusal> {
    let csv = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("csv"));
    let bytes = if csv {
        text()
    } else {
        workbook().map_err(|_| FormatRefusal::Unwritable { path: path.display().to_string() })?
    };
    whole(path, &bytes)
}

/// With a byte order mark and semicolons, as spreadsheets in Italy expect.
fn text() -> Vec<u8> {
    let titles: Vec<&str> = COLUMNS.iter().map(|(title, ..)| *title).collect();
    format!("\u{feff}{}\r\n", titles.join(";")).into_bytes()
}

fn workbook() -> Result<Vec<u8>, XlsxError> {
    let bold = Format::new().set_bold().set_text_wrap();
    let wrap = Format::new().set_text_wrap();
    let mut book = Workbook::new();
    let list = book.add_worksheet();
    list.set_name("Servizi")?.set_freeze_panes(1, 0)?;
    for (at, (title, ..)) in (0_u16..).zip(COLUMNS) {
        list.write_string_with_format(0, at, *title, &bold)?.set_column_width(at, 22)?;
    }
    let help = book.add_worksheet();
    help.set_name("Istruzioni")?.set_column_width(0, 24)?.set_column_width(1, 70)?.set_column_width(2, 40)?;
    for (at, title) in (0_u16..).zip(["Colonna", "Che cosa scrivere", "Esempio"]) {
        help.write_string_with_format(0, at, title, &bold)?;
    }
    for (row, (title, what, example)) in (1_u32..).zip(COLUMNS) {
        help.write_string_with_format(row, 0, *title, &bold)?;
        help.write_string_with_format(row, 1, *what, &wrap)?;
        help.write_string_with_format(row, 2, *example, &wrap)?;
    }
    book.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{Limits, Report, sheet, table};

    #[test]
    fn every_column_of_the_template_is_known_to_the_reader() {
        for (title, ..) in COLUMNS {
            let known = sheet::field_of(title);
            assert!(known.is_some(), "{title}");
        }
        assert_eq!(COLUMNS.len() + 2, sheet::COLUMNS.len(), "all but the kind of body and the country");
    }

    #[test]
    fn the_workbook_is_read_back_as_an_empty_list() {
        let book = workbook().unwrap();
        let tables = table::sheets("t.xlsx", &book, &Limits::default(), &mut Report::default()).unwrap();
        assert_eq!(tables.iter().map(|t| t.name.as_str()).collect::<Vec<_>>(), ["istruzioni"]);
        assert!(!sheet::matches(&tables[0].header));
    }
}
