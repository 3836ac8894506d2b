//! The report in words, for the terminal: Italian for those who read Italian, English for everybody else.

use super::report::{Reason, Repair, Report};
use reticolo_base::Lang;
use std::fmt::Write as _;

/// How many lines of a kind are told before "and so many more".
const TOLD: usize = 10;

/// The report in words.
pub fn words(report: &Report, lang: Lang) -> String {
    let say = |it: &'static str, en: &'static str| if lang == Lang::It { it } else { en };
    let mut text = String::new();
    let _ = writeln!(text, "{}: {} ({})", say("Fonte", "Source"), report.source, report.format);
    kinds(report, &mut text, lang);
    repairs(report, &mut text, lang);
    broken(report, &mut text, lang);
    empty(report, &mut text, lang);
    refused(report, &mut text, lang);
    if !report.unknown.is_empty() {
        let names: Vec<&str> = report.unknown.keys().map(String::as_str).take(TOLD).collect();
        let more = report.unknown.len().saturating_sub(TOLD);
        let _ = writeln!(
            text,
            "\n{}: {}{}",
            say("Non riconosciuti (conservati dove possibile)", "Not understood (kept where possible)"),
            names.join(", "),
            and_more(more, lang)
        );
    }
    if report.dry_run {
        let _ =
            writeln!(text, "\n{}", say("Prova: non è stato scritto nulla.", "Dry run: nothing was written."));
    }
    text
}

fn and_more(more: usize, lang: Lang) -> String {
    match (more, lang) {
        (0, _) => String::new(),
        (more, Lang::It) => format!(" … e altri {more}"),
        (more, _) => format!(" … and {more} more"),
    }
}

fn kinds(report: &Report, text: &mut String, lang: Lang) {
    let heads = if lang == Lang::It {
        ["letti", "presi", "nuovi", "cambiati", "uguali", "spariti", "rifiutati"]
    } else {
        ["read", "kept", "new", "changed", "same", "gone", "refused"]
    };
    let _ = write!(text, "\n{:<26}", "");
    for head in heads {
        let _ = write!(text, "{head:>10}");
    }
    text.push('\n');
    for (kind, tally) in &report.kinds {
        let _ = write!(text, "{kind:<26}");
        let of =
            [tally.read, tally.kept, tally.new, tally.changed, tally.unchanged, tally.gone, tally.refused];
        for count in of {
            let shown = if count == 0 { "·".to_owned() } else { count.to_string() };
            let _ = write!(text, "{shown:>10}");
        }
        text.push('\n');
    }
    let kept: u64 = report.kinds.values().map(|tally| tally.kept_here).sum();
    if kept > 0 {
        let told = if lang == Lang::It {
            "Schede tenute vere qui, che restano come le ha scritte chi le cura"
        } else {
            "Cards kept true here, which stay as their keepers wrote them"
        };
        let _ = writeln!(text, "\n{told}: {kept}");
    }
}

fn repairs(report: &Report, text: &mut String, lang: Lang) {
    if report.repaired.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{}", if lang == Lang::It { "Corretto:" } else { "Mended:" });
    for (what, places) in &report.repaired {
        let count: u64 = places.values().map(|found| found.count).sum();
        let named: Vec<String> =
            places.iter().take(4).map(|(place, found)| format!("{place} {}", found.count)).collect();
        let more = and_more(places.len().saturating_sub(4), lang);
        let _ = writeln!(text, "  {count:>7}  {} ({}{more})", repair(*what, lang), named.join(", "));
    }
}

fn broken(report: &Report, text: &mut String, lang: Lang) {
    if report.broken.is_empty() {
        return;
    }
    let it = lang == Lang::It;
    let _ = writeln!(text, "\n{}", if it { "Chiavi rotte:" } else { "Broken keys:" });
    for (key, broken) in &report.broken {
        let parts = [
            (broken.empty, if it { "vuote" } else { "empty" }),
            (broken.dangling, if it { "verso il nulla" } else { "lead nowhere" }),
            (broken.lost, if it { "righe perse" } else { "rows lost" }),
        ];
        let told: Vec<String> = parts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        let _ = writeln!(text, "  {key}: {}{}", told.join(", "), lines(&broken.lines, lang));
    }
}

fn lines(lines: &[u64], lang: Lang) -> String {
    let numbers: Vec<String> = lines.iter().map(u64::to_string).collect();
    match (lines.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::It) => format!(" (righe {} …)", numbers.join(", ")),
        (false, _) => format!(" (lines {} …)", numbers.join(", ")),
    }
}

fn empty(report: &Report, text: &mut String, lang: Lang) {
    if report.empty.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{}", if lang == Lang::It { "Campi vuoti:" } else { "Empty fields:" });
    for (table, columns) in &report.empty {
        let named: Vec<String> = columns.iter().map(|(column, rows)| format!("{column} {rows}")).collect();
        let _ = writeln!(text, "  {table}: {}", named.join(", "));
    }
}

fn refused(report: &Report, text: &mut String, lang: Lang) {
    if report.refused_rows == 0 {
        return;
    }
    let it = lang == Lang::It;
    let _ =
        writeln!(text, "\n{} {}:", report.refused_rows, if it { "righe rifiutate" } else { "rows refused" });
    for row in report.refused.iter().take(TOLD) {
        let _ = writeln!(text, "  {}:{} {} – {}", row.file, row.line, row.kind, reason(&row.reason, lang));
    }
    let more = usize::try_from(report.refused_rows)
        .unwrap_or(usize::MAX)
        .saturating_sub(TOLD.min(report.refused.len()));
    if more > 0 {
        let _ = writeln!(text, " {}", and_more(more, lang));
    }
}

fn reason(reason: &Reason, lang: Lang) -> String {
    let it = lang == Lang::It;
    match reason {
        Reason::Blank => if it { "non dice nulla" } else { "says nothing" }.to_owned(),
        Reason::NoParent => {
            if it { "non dice a che cosa appartiene" } else { "does not say what it belongs to" }.to_owned()
        }
        Reason::ParentMissing => {
            if it { "appartiene a qualcosa che non c'è" } else { "belongs to something that is not there" }
                .to_owned()
        }
        Reason::Lacks(field) => format!("{} {field}", if it { "manca" } else { "lacks" }),
        Reason::Unreadable => if it { "riga illeggibile" } else { "unreadable line" }.to_owned(),
        Reason::Shape => if it { "forma sconosciuta" } else { "unknown shape" }.to_owned(),
        Reason::TooMany => if it {
            "troppe righe: il resto non è stato letto"
        } else {
            "too many rows: the rest was not read"
        }
        .to_owned(),
    }
}

fn repair(what: Repair, lang: Lang) -> &'static str {
    let (it, en) = match what {
        Repair::Trimmed => ("spazi o caratteri nascosti tolti", "spaces or hidden characters removed"),
        Repair::LineBreaks => ("a capo scritti \\n resi veri", "written \\n made line breaks"),
        Repair::Encoding => (
            "file non UTF-8, letto come Windows-1252 o UTF-16",
            "file not UTF-8, read as Windows-1252 or UTF-16",
        ),
        Repair::Date => ("date rese anno-mese-giorno", "dates made year-month-day"),
        Repair::DateUnreadable => {
            ("date incomprensibili, conservate a parte", "dates not understood, kept beside")
        }
        Repair::Time => ("orari resi ore:minuti", "times made hours:minutes"),
        Repair::TimeUnreadable => {
            ("orari incomprensibili, conservati a parte", "times not understood, kept beside")
        }
        Repair::WebUnreadable => {
            ("indirizzi web incomprensibili, conservati a parte", "web addresses that are none, kept beside")
        }
        Repair::Number => ("numeri e parole scambiati", "numbers told as words, or words as numbers"),
        Repair::NumberUnreadable => {
            ("numeri incomprensibili, conservati a parte", "numbers not understood, kept beside")
        }
        Repair::Web => ("indirizzi web completati con http://", "web addresses completed with http://"),
        Repair::Renamed => {
            ("codici doppi: la seconda cosa ne ha avuto uno suo", "doubled ids: the second thing got its own")
        }
        Repair::Doubled => ("righe ripetute, prese una volta", "repeated rows, taken once"),
        Repair::Merged => (
            "racconti diversi della stessa cosa: vale il primo",
            "contradictory tellings of one thing: the first counts",
        ),
        Repair::Weekdays => {
            ("righe per giorno riunite in un orario", "rows a weekday put together into one schedule")
        }
        Repair::Cut => ("testi troppo lunghi, tagliati", "texts too long, cut"),
        Repair::Shape => {
            ("valori di forma sbagliata, conservati a parte", "values of the wrong shape, kept beside")
        }
        Repair::Identified => ("senza codice: ne hanno avuto uno", "without id: got one"),
        Repair::RowLength => {
            ("righe più corte o più lunghe dell'intestazione", "rows shorter or longer than the header")
        }
        Repair::OffTheEarth => ("coordinate fuori dalla Terra", "coordinates off the earth"),
        Repair::Personal => ("dati di persone, non presi", "about persons, not taken"),
        Repair::Implied => ("aggiunti perché sottintesi", "added because implied"),
    };
    if lang == Lang::It { it } else { en }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Report {
        let mut report = Report::new("hsds-1.1-2.0-csv", "miami");
        report.tally("service").read = 4_089;
        report.repair(Repair::Time, "regular_schedules.opens_at", 2);
        report.broken("eligibility.service_id", 2, |broken| broken.lost += 1);
        report.empty("services", "fees", 4_089);
        for line in 2..20 {
            report.refuse("eligibility.csv", line, "eligibility", Reason::NoParent);
        }
        report
    }

    #[test]
    fn the_report_says_in_words_what_was_found() {
        let english = words(&report(), Lang::En);
        for part in [
            "4089",
            "times made hours:minutes",
            "eligibility.service_id: 1 rows lost",
            "fees 4089",
            "18 rows refused",
            "and 8 more",
        ] {
            assert!(english.contains(part), "{part} in\n{english}");
        }
    }

    #[test]
    fn who_reads_italian_reads_it_in_italian() {
        let italian = words(&report(), Lang::It);
        assert!(italian.contains("non dice a che cosa appartiene") && !italian.contains("refused"));
    }
}
