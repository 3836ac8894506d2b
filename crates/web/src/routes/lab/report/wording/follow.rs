//! What follows, and what is drawn.

use super::Say;
use reticolo_lab::report::{
    Minutes,
    minutes::Matrix,
    paper::{Block, Span, Table},
    picture,
};

pub fn commitments(minutes: &Minutes, say: &Say) -> Vec<Block> {
    let item = |c: &reticolo_lab::report::minutes::Promised| {
        let who = c.who.clone().unwrap_or_else(|| say.key("lab-after-somebody"));
        let mut spans = vec![Span::strong(format!("{who}:"))];
        spans.extend(say.told(&c.what));
        spans.push(Span::quiet(say.with("lab-after-commitment-by", &[("day", say.day(c.due).into())])));
        spans
    };
    items(minutes.commitments.iter().map(item).collect())
}

pub fn groups(minutes: &Minutes, say: &Say) -> Vec<Block> {
    let item = |g: &reticolo_lab::report::minutes::Grouped| {
        let mut spans = say.told(&g.title);
        spans.extend(say.told(&g.task));
        let next = g.next_at.map(|at| say.with("lab-after-minutes-meets", &[("day", say.day(at).into())]));
        spans.extend(next.map(Span::quiet));
        spans
    };
    items(minutes.groups.iter().map(item).collect())
}

pub fn experiments(minutes: &Minutes, say: &Say) -> Vec<Block> {
    let item = |e: &reticolo_lab::report::minutes::Tried| {
        let mut spans = say.told(&e.title);
        spans.extend(say.told(&e.hypothesis));
        let when = [("n", e.weeks.into()), ("day", say.day(e.starts_at).into())];
        let place = format!("{} · {}", e.place, say.with("lab-after-experiment-when", &when));
        spans.push(Span::quiet(place));
        let decision = e.decision.as_ref().map(|code| say.code("lab-after-decision", code));
        spans.extend(decision.map(Span::strong));
        spans
    };
    items(minutes.experiments.iter().map(item).collect())
}

fn items(items: Vec<Vec<Span>>) -> Vec<Block> {
    if items.is_empty() { Vec::new() } else { vec![Block::Items(items)] }
}

pub fn pictures(minutes: &Minutes, say: &Say) -> Vec<Block> {
    let mut blocks = Vec::new();
    let drawn = &minutes.pictures;
    if drawn.meetings != (Some(0), Some(0)) {
        let args =
            [("once", say.count(drawn.meetings.0).into()), ("again", say.count(drawn.meetings.1).into())];
        blocks.push(Block::Text(vec![Span::plain(say.with("lab-after-minutes-meetings", &args))]));
    }
    blocks.extend(square(say, &drawn.kinds, "lab-after-minutes-kinds-talked", |code| say.kind(code)));
    blocks.extend(square(say, &drawn.territories, "lab-after-minutes-territories-talked", str::to_owned));
    let bars: Vec<(String, u32)> = minutes
        .themes
        .iter()
        .map(|theme| {
            let title = say.told(&theme.title).into_iter().next().map(|span| span.words);
            (title.unwrap_or_default(), u32::try_from(theme.ancestors.len()).unwrap_or(u32::MAX))
        })
        .collect();
    if !bars.is_empty() {
        let title = say.key("lab-after-minutes-themes-drawn");
        let head = vec![say.key("lab-after-kind-theme"), say.key("lab-after-minutes-contributions")];
        blocks.push(Block::Picture(picture::bars(&title, &bars)));
        let rows = bars.into_iter().map(|(name, n)| vec![name, say.words.number(n)]).collect();
        blocks.push(Block::Table(Table { caption: title, head, rows }));
    }
    blocks
}

/// A square and the table that says the same; none when there is but one group.
fn square(say: &Say, matrix: &Matrix, title: &str, called: impl Fn(&str) -> String) -> Vec<Block> {
    if matrix.groups.len() < 2 {
        return Vec::new();
    }
    let name = |group: &Option<String>| match group {
        Some(code) => called(code),
        None => say.key("lab-after-others"),
    };
    let (title, names): (_, Vec<String>) = (say.key(title), matrix.groups.iter().map(name).collect());
    let mut head = vec![say.key("lab-after-minutes-group")];
    head.extend(names.iter().cloned());
    let rows = names.iter().zip(&matrix.cells).map(|(name, line)| {
        let mut row = vec![name.clone()];
        row.extend(line.iter().map(|cell| say.count(*cell)));
        row
    });
    let table = Table { caption: title.clone(), head, rows: rows.collect() };
    vec![Block::Picture(picture::square(&title, &names, &matrix.cells)), Block::Table(table)]
}
