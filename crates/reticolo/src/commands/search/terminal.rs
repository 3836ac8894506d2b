//! Results as a person reads them on a terminal.

use super::{Search, counted};
use crate::out::{self, Style, styled};
use jiff::tz::TimeZone;
use reticolo_base::Instant;
use reticolo_directory::{
    access::Verdict,
    find::{Found, Hit, Worded},
    hours::{DEFAULT_ZONE, OpenState},
    reference::Reference,
};
use std::time::Duration;

const WIDTH: usize = 96;

/// Shows a page of results.
pub fn show(found: &Found, search: &Search, taken: Duration) {
    heard(found, search);
    if found.total == 0 {
        out::line(styled(Style::Bold, "Nothing found."));
    } else {
        let head = format!("{} in {:.1} ms", counted(found), taken.as_secs_f64() * 1e3);
        let pages =
            if found.pages > 1 { format!(", page {} of {}", found.page, found.pages) } else { String::new() };
        out::line(format_args!("{}{pages}", styled(Style::Bold, head)));
    }
    if found.relaxed {
        out::line(styled(Style::Dim, "Few services have all words: some of these have only most of them."));
    }
    for (place, hit) in found.hits.iter().enumerate() {
        let number = (found.page as usize - 1) * search.limit as usize + place + 1;
        out::line("");
        show_hit(number, hit, search);
    }
    if found.hidden_no > 0 {
        let hidden = format!("{} more that she may not use: --show-no shows them", found.hidden_no);
        out::line(format_args!("\n{}", styled(Style::Dim, hidden)));
    }
    narrower(found);
}

fn heard(found: &Found, search: &Search) {
    for (word, instead) in &found.corrected {
        out::line(format_args!("{word} → {}", styled(Style::Bold, instead)));
    }
    for word in &found.unknown {
        out::line(format_args!("{} {word}", styled(Style::Dim, "nowhere:")));
    }
    let reference = Reference::get();
    let label = |code: &String| {
        reference.need(code).map_or(code.clone(), |need| need.label.words(search.lang).to_owned())
    };
    let needs: Vec<_> = found.needs.iter().map(|need| label(&need.code)).collect();
    if !needs.is_empty() {
        out::line(format_args!("{} {}", styled(Style::Dim, "heard:"), needs.join(" · ")));
    }
}

fn show_hit(number: usize, hit: &Hit, search: &Search) {
    let summary = &hit.summary;
    out::line(format_args!("{number:>3}  {}", styled(Style::Bold, marked(&summary.name, search))));
    if let Some(text) = &summary.summary {
        for line in wrapped(&marked(text, search), WIDTH - 5).iter().take(3) {
            out::line(format_args!("     {line}"));
        }
    }
    let who = [&summary.organization, &summary.place, &summary.municipality];
    let mut who: Vec<&str> = who.into_iter().flatten().map(String::as_str).collect();
    who.dedup();
    if !who.is_empty() {
        out::line(format_args!("     {}", styled(Style::Dim, who.join(" · "))));
    }
    let mut facts = vec![verdict(hit), open(&hit.open)];
    facts.extend(hit.km.map(|km| if km < 10.0 { format!("{km:.1} km") } else { format!("{km:.0} km") }));
    facts.extend(summary.free.filter(|free| *free).map(|_| "free".to_owned()));
    facts.extend(summary.no_documents.filter(|none| *none).map(|_| "no documents".to_owned()));
    if !summary.languages.is_empty() {
        facts.push(summary.languages.join(" "));
    }
    out::line(format_args!("     {}", facts.join("  ")));
    out::line(format_args!("     {}", styled(Style::Dim, summary.id)));
}

/// A text that is not in the reader's language says in which it is.
fn marked(worded: &Worded, search: &Search) -> String {
    match worded.lang {
        Some(lang) if lang != search.lang => format!("{} [{lang}]", worded.text),
        _ => worded.text.clone(),
    }
}

fn verdict(hit: &Hit) -> String {
    let rule = hit.why.as_ref().map(|why| format!(" ({})", why.rule)).unwrap_or_default();
    match hit.verdict {
        Verdict::Yes => styled(Style::Green, format_args!("may use: yes{rule}")),
        Verdict::Unknown => styled(Style::Yellow, format_args!("may use: unknown{rule}")),
        Verdict::No => styled(Style::Red, format_args!("may use: no{rule}")),
    }
}

fn open(state: &OpenState) -> String {
    match state {
        OpenState::Open { until: Some(until) } => {
            styled(Style::Green, format_args!("open until {}", local(*until)))
        }
        OpenState::Open { until: None } => styled(Style::Green, "always open"),
        OpenState::Closed { opens_next: Some(next) } => format!("opens {}", local(*next)),
        OpenState::Closed { opens_next: None } => "closed".to_owned(),
        OpenState::Unknown => styled(Style::Dim, "hours unknown"),
    }
}

fn local(at: Instant) -> String {
    let zone = TimeZone::get(DEFAULT_ZONE).unwrap_or(TimeZone::UTC);
    at.timestamp().to_zoned(zone).strftime("%a %-d %b %H:%M").to_string()
}

/// The filters that would leave fewer.
fn narrower(found: &Found) {
    let mut hints = Vec::new();
    let facets = &found.facets;
    let some = |count: u32| count > 0 && count < found.total;
    if some(facets.open) {
        hints.push(format!("--open-now {}", facets.open));
    }
    if some(facets.free) {
        hints.push(format!("--free {}", facets.free));
    }
    if some(facets.no_documents) {
        hints.push(format!("--no-documents {}", facets.no_documents));
    }
    let towns = facets.municipalities.iter().filter(|count| some(count.count)).take(4);
    hints.extend(towns.map(|count| {
        format!("--territory {} {}", count.name.as_deref().unwrap_or(&count.code), count.count)
    }));
    let languages = facets.languages.iter().filter(|count| some(count.count)).take(4);
    hints.extend(languages.map(|count| format!("--speaks {} {}", count.code, count.count)));
    if !hints.is_empty() && found.total > 1 {
        out::line(format_args!("\n{}", styled(Style::Dim, format_args!("narrower: {}", hints.join(" · ")))));
    }
}

fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_wrapped_at_words() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("", 7), [""]);
        assert_eq!(wrapped("immeasurable", 3), ["immeasurable"]);
    }

    #[test]
    fn times_are_those_of_the_territory() {
        assert_eq!(local("2026-11-23T11:00:00Z".parse().unwrap()), "Mon 23 Nov 12:00");
    }
}
