//! Questions as people would ask them of the made network.

use super::network::{Dice, Made};
use reticolo_base::{Instant, Lang, Point, folding};
use reticolo_directory::{
    find::{Near, Query},
    reference::{Need, Reference},
};
use reticolo_search::stop;

/// A question.
pub struct Asked {
    pub words: String,
    /// The same with one typo.
    pub mistyped: String,
    pub position: String,
    lang: Lang,
    group: String,
    point: Point,
    within: Option<f64>,
    open: bool,
}

impl Asked {
    /// As a query with a category, a place and often open now.
    pub fn query(&self, words: &str, now: Instant) -> Query {
        Query {
            needs: vec![self.group.clone()],
            near: Some(Near { point: self.point, within_km: self.within }),
            open_at: self.open.then_some(now),
            ..Query::of(words, self.lang)
        }
    }
}

/// So many questions, each about one service.
pub fn ask(made: &Made, count: u32) -> Vec<Asked> {
    let reference = Reference::get();
    let needs: Vec<&Need> = reference.needs().iter().collect();
    let positions: Vec<_> = reference.positions().iter().map(|position| position.code.clone()).collect();
    let mut dice = Dice::new(7);
    let mut asked = Vec::new();
    for _ in 0..count * 4 {
        let Some((need, town)) = dice.of(&made.of).copied() else { break };
        let (Some(need), Some(town)) = (needs.get(need), reference.territory().municipalities().get(town))
        else {
            continue;
        };
        let lang = Lang::ALL.get(dice.below(Lang::ALL.len())).copied().unwrap_or(Lang::It);
        let Some(words) = words(need, lang, &town.name, &mut dice) else { continue };
        let Some(mistyped) = mistyped(&words, &mut dice) else { continue };
        asked.push(Asked {
            words: words.join(" "),
            mistyped,
            position: dice.of(&positions).cloned().unwrap_or_default(),
            lang,
            group: need.group().to_owned(),
            point: town.point,
            within: (dice.below(2) == 0).then_some(60.0),
            open: dice.below(2) == 0,
        });
        if asked.len() == count as usize {
            break;
        }
    }
    asked
}

/// Two or three words: of one thing that people say, or of its name; sometimes with the town.
fn words(need: &Need, lang: Lang, town: &str, dice: &mut Dice) -> Option<Vec<String>> {
    let phrases = need.words.get(&lang)?;
    let said = if dice.below(3) == 0 { need.label.words(lang) } else { dice.of(phrases)?.as_str() };
    let more = format!("{said} {}", need.hint.words(lang));
    let folded = folding::fold(&more);
    let mut words: Vec<String> = Vec::new();
    let wanted = 2 + dice.below(2);
    for word in folding::words(&folded) {
        let telling = word.chars().count() > 2 && !stop::is_stop_anywhere(word);
        if telling && !words.iter().any(|known| known == word) && words.len() < wanted {
            words.push(word.to_owned());
        }
    }
    if dice.below(4) == 0
        && let (Some(last), Some(town)) = (words.last_mut(), town.split(' ').next())
    {
        *last = folding::fold(town);
    }
    (words.len() >= 2).then_some(words)
}

/// One letter left out, added, changed or exchanged with its neighbour, in one word of at least four letters.
fn mistyped(words: &[String], dice: &mut Dice) -> Option<String> {
    let long: Vec<usize> =
        (0..words.len()).filter(|at| words.get(*at).is_some_and(|w| w.chars().count() >= 4)).collect();
    let chosen = *dice.of(&long)?;
    let mut letters: Vec<char> = words.get(chosen)?.chars().collect();
    let at = dice.below(letters.len());
    let other = *dice.of(&letters)?;
    match dice.below(4) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, other),
        2 => letters.get_mut(at).into_iter().for_each(|letter| *letter = other),
        _ => letters.swap(at, (at + 1).min(words.get(chosen)?.chars().count() - 1)),
    }
    let typo: String = letters.into_iter().collect();
    if words.get(chosen) == Some(&typo) {
        return None;
    }
    let word = |(at, word): (usize, &String)| if at == chosen { typo.clone() } else { word.clone() };
    Some(words.iter().enumerate().map(word).collect::<Vec<_>>().join(" "))
}
