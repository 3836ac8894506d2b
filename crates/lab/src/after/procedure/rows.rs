//! Lists as people type them into a plain form: one thing a line, its parts between upright strokes.

use super::document::{Branch, Datum, Indicator, Paper, Party, Step};

/// A list of things of which each is a line.
pub trait Row: Sized {
    /// From the parts of its line; `number` counts from 1. Missing parts are empty.
    fn read(number: u32, parts: &[&str]) -> Self;
    /// Its parts.
    fn parts(&self) -> Vec<&str>;
}

/// The most lines of one list.
pub const MOST_ROWS: usize = 100;

/// The list from its lines; blank ones are left out.
pub fn read<R: Row>(text: &str) -> Vec<R> {
    let lines = text.lines().filter(|line| !line.chars().all(|c| c.is_whitespace() || c == '|'));
    (1..)
        .zip(lines.take(MOST_ROWS))
        .map(|(number, line)| R::read(number, &line.split('|').map(str::trim).collect::<Vec<_>>()))
        .collect()
}

/// The list as lines.
pub fn write<R: Row>(rows: &[R]) -> String {
    let line = |row: &R| {
        let mut parts = row.parts();
        while parts.len() > 1 && parts.last().is_some_and(|part| part.is_empty()) {
            parts.pop();
        }
        parts.join(" | ")
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn part(parts: &[&str], place: usize) -> String {
    parts.get(place).map(|part| (*part).to_owned()).unwrap_or_default()
}

impl Row for Party {
    fn read(_: u32, p: &[&str]) -> Self {
        Self { organization: part(p, 0), role: part(p, 1), contact: part(p, 2), substitute: part(p, 3) }
    }
    fn parts(&self) -> Vec<&str> {
        vec![&self.organization, &self.role, &self.contact, &self.substitute]
    }
}

/// The words by which a paper or a field of data is asked or given, as each language writes them in the form, are codes
/// with a sign: `!` required, `?` optional, `x` never. Plain names are required.
fn sign(name: &str) -> (String, &'static str) {
    let name = name.trim();
    let rest = |n: &str| n.trim().to_owned();
    if let Some(n) = name.strip_prefix('?') {
        (rest(n), "?")
    } else if let Some(n) = name.strip_prefix("x ").or_else(|| name.strip_prefix("X ")) {
        (rest(n), "x")
    } else {
        (rest(name.strip_prefix('!').unwrap_or(name)), "!")
    }
}

impl Row for Paper {
    fn read(_: u32, p: &[&str]) -> Self {
        let (name, sign) = sign(p.first().copied().unwrap_or_default());
        let asked = match sign {
            "?" => "if_available",
            "x" => "may_not_be_asked",
            _ => "required",
        };
        Self { name, asked: asked.to_owned() }
    }
    fn parts(&self) -> Vec<&str> {
        vec![&self.name]
    }
}

impl Row for Datum {
    fn read(_: u32, p: &[&str]) -> Self {
        let (field, sign) = sign(p.first().copied().unwrap_or_default());
        let given = match sign {
            "?" => "optional",
            "x" => "never",
            _ => "required",
        };
        Self { field, purpose: part(p, 1), given: given.to_owned() }
    }
    fn parts(&self) -> Vec<&str> {
        vec![&self.field, &self.purpose]
    }
}

impl Row for Step {
    fn read(number: u32, p: &[&str]) -> Self {
        Self { id: number, actor: part(p, 0), what: part(p, 1), due: part(p, 2), done_when: part(p, 3) }
    }
    fn parts(&self) -> Vec<&str> {
        vec![&self.actor, &self.what, &self.due, &self.done_when]
    }
}

impl Row for Branch {
    fn read(_: u32, p: &[&str]) -> Self {
        Self { reason: part(p, 0), to: part(p, 1) }
    }
    fn parts(&self) -> Vec<&str> {
        vec![&self.reason, &self.to]
    }
}

impl Row for Indicator {
    fn read(_: u32, p: &[&str]) -> Self {
        Self { name: part(p, 0), target: part(p, 1) }
    }
    fn parts(&self) -> Vec<&str> {
        vec![&self.name, &self.target]
    }
}

/// Papers with their signs, as they are typed.
pub fn papers(papers: &[Paper]) -> String {
    let line = |paper: &Paper| match paper.asked.as_str() {
        "if_available" => format!("? {}", paper.name),
        "may_not_be_asked" => format!("x {}", paper.name),
        _ => paper.name.clone(),
    };
    papers.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Fields of data with their signs, as they are typed.
pub fn data(data: &[Datum]) -> String {
    let line = |datum: &Datum| {
        let sign = match datum.given.as_str() {
            "optional" => "? ",
            "never" => "x ",
            _ => "",
        };
        let purpose = if datum.purpose.is_empty() { String::new() } else { format!(" | {}", datum.purpose) };
        format!("{sign}{}{purpose}", datum.field)
    };
    data.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_is_a_step() {
        let steps: Vec<Step> = read("CAF | prenota | 5 giorni | c'è la data\n\n | \nASL | visita");
        assert_eq!(steps.len(), 2);
        assert_eq!((steps[1].id, steps[1].actor.as_str(), steps[1].due.as_str()), (2, "ASL", ""));
        assert_eq!(write(&steps), "CAF | prenota | 5 giorni | c'è la data\nASL | visita");
    }

    #[test]
    fn a_sign_says_whether_a_paper_may_be_asked() {
        let asked: Vec<Paper> = read("passaporto\n? bolletta\nx permesso di soggiorno\nxilofono");
        let asked: Vec<_> = asked.iter().map(|p| (p.name.as_str(), p.asked.as_str())).collect();
        assert_eq!(
            asked,
            [
                ("passaporto", "required"),
                ("bolletta", "if_available"),
                ("permesso di soggiorno", "may_not_be_asked"),
                ("xilofono", "required")
            ]
        );
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(text in "\\PC{0,120}") {
            let steps: Vec<Step> = read(&text);
            prop_assert_eq!(&read::<Step>(&write(&steps)), &steps);
            let branches: Vec<Branch> = read(&text);
            prop_assert_eq!(&read::<Branch>(&write(&branches)), &branches);
        }
    }
}
