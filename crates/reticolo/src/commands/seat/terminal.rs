//! A plan as a person reads it on a terminal.

use super::Seated;
use crate::out::{self, Style, styled};
use std::cmp::Ordering;

/// Lines are broken before this column.
const WIDTH: usize = 96;
/// The most broken rules that are told one by one.
const MOST_TOLD: usize = 12;

/// Shows the plan.
pub fn show(seated: &Seated) {
    let Seated { gathering, outcome, .. } = seated;
    let head = format!(
        "{} · {} · {}",
        count(gathering.people.len(), "person", "people"),
        count(gathering.tables.len(), "table", "tables"),
        count(gathering.rounds, "round", "rounds")
    );
    out::line(styled(Style::Bold, head));
    for (number, tables) in outcome.plan.rounds.iter().enumerate() {
        out::line(format_args!("\n{}", styled(Style::Bold, format!("Round {}", number + 1))));
        for (table, members) in tables.iter().enumerate() {
            show_table(seated, table, members);
        }
    }
    out::line("");
    show_meetings(seated);
    show_mixing(seated);
    show_broken(seated);
    out::line(styled(Style::Dim, format!("made in {:.1} ms", seated.taken.as_secs_f64() * 1e3)));
}

/// "table 3  Anna (host) · Bruno · Carla", with what follows below the first name.
fn show_table(seated: &Seated, table: usize, members: &[usize]) {
    let label = format!("  table {:<3}", table + 1);
    let indent = label.chars().count();
    let mut line = styled(Style::Dim, &label);
    let mut column = indent;
    for (place, person) in members.iter().enumerate() {
        let Some(person) = seated.gathering.people.get(*person) else { continue };
        let role = match () {
            () if person.host == Some(table) => " (host)",
            () if person.mediator => " (mediator)",
            () => "",
        };
        let text = format!("{}{role}", person.name);
        let gap = if place == 0 { "" } else { " · " };
        let width = gap.chars().count() + text.chars().count();
        if place > 0 && column + width > WIDTH {
            line = format!("{line}\n{:indent$}{text}", "");
            column = indent + text.chars().count();
        } else {
            line = format!("{line}{gap}{text}");
            column += width;
        }
    }
    out::line(line);
}

fn show_meetings(seated: &Seated) {
    let outcome = &seated.outcome;
    let (repeats, least) = (outcome.score.repeats, outcome.bound.repeats);
    let met = count(outcome.score.pairs_met as usize, "pair", "pairs");
    match (repeats, repeats.cmp(&least)) {
        (0, _) => out::line(styled(Style::Green, format!("Nobody meets twice; {met} meet."))),
        (_, Ordering::Equal) => {
            let text = format!("{repeats} meetings are repeats, and fewer are impossible; {met} meet.");
            out::line(styled(Style::Yellow, text));
        }
        _ => {
            let text =
                format!("{repeats} meetings are repeats (no plan has fewer than {least}); {met} meet.");
            out::line(styled(Style::Yellow, text));
        }
    }
    let bound = outcome.bound.rounds;
    if bound < seated.gathering.rounds {
        let text = format!(
            "At these tables nobody meeting twice is possible for at most {}.",
            count(bound, "round", "rounds")
        );
        out::line(styled(Style::Dim, text));
    }
}

fn show_mixing(seated: &Seated) {
    let score = &seated.outcome.score;
    let mut lines = Vec::new();
    if seated.gathering.people.iter().any(|person| person.kind.is_some()) {
        lines.push(("pairs from one kind of body at a table", score.same_kind));
    }
    if seated.gathering.people.iter().any(|person| person.territory.is_some()) {
        lines.push(("pairs from one territory at a table", score.same_territory));
    }
    for (what, (is, least)) in lines {
        out::line(styled(Style::Dim, format!("{is} {what}, over all rounds (never fewer than {least})")));
    }
    let unknown = seated.gathering.people.iter().filter(|person| person.languages.is_none()).count();
    if unknown > 0 && unknown < seated.gathering.people.len() {
        let who = count(unknown, "person has", "people have");
        out::line(styled(
            Style::Dim,
            format!("{who} not said which languages they speak: ask at the entrance"),
        ));
    }
}

fn show_broken(seated: &Seated) {
    let Seated { gathering, outcome, changes, .. } = seated;
    if outcome.broken.is_empty() {
        return out::line(styled(Style::Green, "Every rule holds."));
    }
    out::line(styled(
        Style::Red,
        format!("\n{}", count(outcome.broken.len(), "rule does not hold:", "times a rule does not hold:")),
    ));
    for broken in outcome.broken.iter().take(MOST_TOLD) {
        out::line(format_args!("  {}", broken.words(gathering)));
    }
    if let Some(more @ 1..) = outcome.broken.len().checked_sub(MOST_TOLD) {
        out::line(format_args!("  and {more} more"));
    }
    match changes.as_slice() {
        [] => out::line(
            "No small change was found that would keep every rule: try fewer tables, or more mediators.",
        ),
        [one] => out::line(format_args!("What would help: {}.", styled(Style::Bold, one.words(gathering)))),
        all => {
            out::line("What would help, together:");
            for change in all {
                out::line(format_args!("  {}", styled(Style::Bold, change.words(gathering))));
            }
        }
    }
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
