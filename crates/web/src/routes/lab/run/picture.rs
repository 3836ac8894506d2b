//! Who meets whom, between kinds of bodies and between territories: a picture drawn here, with a table beside it.

use crate::{
    markup::{Markup, escaped},
    routes::lab::run::said,
};
use reticolo_lab::run::{Somebody, Worth};
use reticolo_words::Words;
use std::{collections::BTreeMap, fmt::Write as _};

/// A cell of the picture, in its own units.
const CELL: usize = 44;
/// The room for a name beside the picture.
const NAME: usize = 190;
/// Groups under this are not shown by themselves: figures of one person say who she is.
const FEWEST: usize = 2;

/// How many conversations there are between groups of people, over all turns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picture {
    /// The groups with how many people each has, the largest first.
    pub groups: Vec<(String, usize)>,
    /// Conversations between two groups; the matrix is the same both ways.
    pub between: Vec<Vec<u64>>,
}

impl Picture {
    /// Between kinds of bodies.
    pub fn of_kinds(worth: &Worth, words: &Words) -> Self {
        Self::of(worth, |person| {
            Some(person.kind.as_str()).filter(|code| !code.is_empty()).map(|code| said::kind(code, words))
        })
    }

    /// Between territories.
    pub fn of_territories(worth: &Worth) -> Self {
        Self::of(worth, |person| {
            Some(person.territory.as_str()).filter(|code| !code.is_empty()).map(said::territory)
        })
    }

    fn of(worth: &Worth, group: impl Fn(&Somebody) -> Option<String>) -> Self {
        let hall = &worth.hall;
        let of: Vec<Option<String>> =
            worth.arranged.ids.iter().map(|id| hall.person(*id).and_then(&group)).collect();
        let mut sizes: BTreeMap<&String, usize> = BTreeMap::new();
        for name in of.iter().flatten() {
            *sizes.entry(name).or_default() += 1;
        }
        let mut groups: Vec<(String, usize)> = sizes
            .into_iter()
            .filter(|(_, size)| *size >= FEWEST)
            .map(|(name, size)| (name.clone(), size))
            .collect();
        groups.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
        let place = |person: usize| {
            let name = of.get(person)?.as_ref()?;
            groups.iter().position(|(group, _)| group == name)
        };
        let mut between = vec![vec![0; groups.len()]; groups.len()];
        for (_, a, b) in worth.arranged.announced.pairs() {
            let (Some(a), Some(b)) = (place(a), place(b)) else { continue };
            for (row, column) in if a == b { vec![(a, b)] } else { vec![(a, b), (b, a)] } {
                if let Some(cell) = between.get_mut(row).and_then(|row| row.get_mut(column)) {
                    *cell += 1;
                }
            }
        }
        Self { groups, between }
    }

    /// Whether there is anything to show.
    pub fn is_empty(&self) -> bool {
        self.groups.len() < 2
    }

    /// Each group with its conversations, for the table beside the picture.
    pub fn rows(&self) -> impl Iterator<Item = (&(String, usize), &Vec<u64>)> {
        self.groups.iter().zip(&self.between)
    }

    /// The picture: darker where more conversations are. Its numbers stand in the table beside.
    pub fn svg(&self, label: &str) -> Markup {
        let count = self.groups.len();
        let (wide, high) = (NAME + count * CELL, count * CELL);
        let most = self.between.iter().flatten().copied().max().unwrap_or(0).max(1);
        let mut svg = format!(
            "<svg class=\"meetings\" viewBox=\"0 0 {wide} {high}\" role=\"img\" aria-label=\"{}\">",
            escaped(label)
        );
        for (row, ((name, _), cells)) in self.groups.iter().zip(&self.between).enumerate() {
            let middle = row * CELL + CELL / 2;
            let _ = write!(
                svg,
                "<text class=\"meetings-name\" x=\"{}\" y=\"{middle}\">{}</text>",
                NAME - 10,
                escaped(&short(name))
            );
            for (column, value) in cells.iter().enumerate() {
                let (x, y) = (NAME + column * CELL, row * CELL);
                let strength = value * 9 / most;
                let dark = if strength > 5 { " meetings-light" } else { "" };
                let _ = write!(
                    svg,
                    "<rect class=\"meetings-{strength}\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{w}\"/>\
                     <text class=\"meetings-number{dark}\" x=\"{cx}\" y=\"{middle}\">{value}</text>",
                    w = CELL - 3,
                    cx = x + (CELL - 3) / 2,
                );
            }
        }
        svg.push_str("</svg>");
        Markup(svg)
    }
}

fn short(name: &str) -> String {
    if name.chars().count() <= 22 { name.to_owned() } else { name.chars().take(21).chain(['…']).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_from_outside_are_text_and_the_strongest_is_darkest() {
        let picture = Picture {
            groups: vec![("<b>Comune".to_owned(), 3), ("x".repeat(60), 2)],
            between: vec![vec![1, 9], vec![9, 0]],
        };
        let svg = picture.svg("chi \"incontra\" chi");
        assert!(!svg.as_str().contains("<b>") && !svg.as_str().contains("style="));
        assert_eq!(svg.as_str().matches("meetings-9").count(), 2);
        assert!(svg.as_str().contains('…') && !picture.is_empty());
    }
}
