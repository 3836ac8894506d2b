//! What was asked and said.

use super::Say;
use reticolo_lab::report::{
    Minutes,
    minutes::{AtTable, Word},
    paper::{Block, Span},
};

pub fn questions(minutes: &Minutes, say: &Say) -> Vec<Block> {
    let mut blocks = Vec::new();
    for asked in minutes.questions.iter().filter(|asked| !asked.questions.is_empty()) {
        blocks.extend(say.text(&asked.title).map(|title| Block::Heading(title.words)));
        let size = [("tables", asked.tables.into()), ("rounds", asked.rounds.into())];
        if asked.tables > 0 {
            blocks.push(Block::Text(vec![Span::plain(say.with("lab-after-minutes-tables", &size))]));
        }
        let questions = asked.questions.iter().filter_map(|question| say.text(question));
        blocks.push(Block::Items(questions.map(|question| vec![question]).collect()));
    }
    blocks
}

pub fn words(minutes: &Minutes, say: &Say) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut block = None;
    for at in &minutes.words {
        if block != Some(at.block) && minutes.questions.len() > 1 {
            let asked = minutes.questions.iter().find(|asked| asked.block == at.block);
            let title = asked.and_then(|asked| say.text(&asked.title));
            blocks.extend(title.map(|title| Block::Text(vec![Span::strong(title.words)])));
        }
        block = Some(at.block);
        blocks.push(Block::Heading(place(at, say)));
        blocks.push(Block::Items(at.said.iter().map(|word| said(word, say)).collect()));
    }
    blocks
}

fn place(at: &AtTable, say: &Say) -> String {
    say.with("lab-after-at-table", &[("table", at.table.into()), ("round", at.round.into())])
}

fn said(word: &Word, say: &Say) -> Vec<Span> {
    let mut spans = Vec::new();
    if word.summary {
        spans.push(Span::strong(say.key("lab-after-minutes-summary")));
    } else if let Some(kind) = &word.kind {
        spans.push(Span::quiet(say.code("lab-after-said", kind)));
    }
    spans.extend(say.told(&word.words));
    spans
}

/// Where a contribution was said, after its words.
pub(super) fn with_place(at: &AtTable, word: &Word, say: &Say) -> Vec<Span> {
    let mut spans = say.told(&word.words);
    spans.push(Span::quiet(place(at, say)));
    spans
}
