//! What was gathered, voted, proposed, chosen.

use super::{Say, talk::with_place};
use reticolo_lab::report::{
    Minutes,
    minutes::{Chosen, Proposed},
    paper::{Block, Span, Table},
};

pub fn themes(minutes: &Minutes, say: &Say) -> Vec<Block> {
    let mut blocks = Vec::new();
    for theme in &minutes.themes {
        let mut title = say.told(&theme.title);
        if let Some(first) = title.first_mut() {
            first.tone = reticolo_lab::report::paper::Tone::Strong;
        }
        blocks.push(Block::Text(title));
        let here = theme.ancestors.iter().filter_map(|id| minutes.word(*id));
        let items: Vec<_> = here.map(|(at, word)| with_place(at, word, say)).collect();
        if !items.is_empty() {
            blocks.push(Block::Items(items));
        }
    }
    blocks
}

pub fn votes(minutes: &Minutes, say: &Say) -> Vec<Block> {
    if minutes.votes.is_empty() {
        return Vec::new();
    }
    let row = |voted: &reticolo_lab::report::minutes::Voted| {
        let statement = say.told(&voted.statement).into_iter().next().map(|span| span.words);
        let cell = |pick: fn((u32, u32, u32)) -> u32| say.count(voted.votes.map(pick));
        vec![statement.unwrap_or_default(), cell(|v| v.0), cell(|v| v.1), cell(|v| v.2)]
    };
    let head =
        ["statement", "agree", "disagree", "pass"].map(|key| say.key(&format!("lab-after-minutes-{key}")));
    let caption = say.key("lab-after-section-votes");
    vec![Block::Table(Table { caption, head: head.into(), rows: minutes.votes.iter().map(row).collect() })]
}

pub fn proposals(minutes: &Minutes, say: &Say) -> Vec<Block> {
    minutes.proposals.iter().flat_map(|proposal| proposed(proposal, say)).collect()
}

fn proposed(p: &Proposed, say: &Say) -> Vec<Block> {
    let title = say.told(&p.title);
    let mut blocks = vec![Block::Heading(title.first().map(|s| s.words.clone()).unwrap_or_default())];
    let cost = [("hours", p.hours.into()), ("euros", p.euros.into())];
    blocks.extend(
        [
            ("lab-after-proposal-problem", p.problem.as_str()),
            ("lab-after-proposal-change", p.change.as_str()),
            ("lab-after-proposal-parties", p.parties.as_str()),
            ("lab-after-proposal-beneficiaries", p.beneficiaries.as_str()),
            ("lab-after-proposal-first-step", p.first_step.as_str()),
        ]
        .into_iter()
        .filter_map(|(key, words)| say.row(key, words)),
    );
    if p.hours > 0 || p.euros > 0 {
        blocks.extend(say.row("lab-after-proposal-cost", &say.with("lab-after-proposal-cost-is", &cost)));
    }
    blocks.extend(say.row("lab-after-proposal-state", &say.code("lab-after-proposal-is", &p.state)));
    if !p.dissent.is_empty() {
        blocks.push(Block::Text(vec![Span::strong(format!("{}:", say.key("lab-after-proposal-dissent")))]));
        blocks.push(Block::Items(p.dissent.iter().map(|words| vec![Span::plain(words.as_str())]).collect()));
    }
    blocks
}

pub fn decisions(minutes: &Minutes, say: &Say) -> Vec<Block> {
    minutes.decisions.iter().flat_map(|chosen| decided(chosen, say)).collect()
}

fn decided(c: &Chosen, say: &Say) -> Vec<Block> {
    let mut blocks = Vec::new();
    blocks.extend(say.row("lab-after-choice-method", &say.code("lab-after-choice-is", &c.method)));
    if c.budget.0 > 0 || c.budget.1 > 0 {
        let budget = [("hours", c.budget.0.into()), ("euros", c.budget.1.into())];
        blocks.extend(say.row("lab-after-choice-budget", &say.with("lab-after-proposal-cost-is", &budget)));
    }
    blocks.extend(say.row("lab-after-choice-ballots", &say.count(c.ballots)));
    if c.chosen.is_empty() {
        blocks.push(Block::Text(vec![Span::plain(say.key("lab-after-choice-none"))]));
    } else {
        blocks.push(Block::Text(vec![Span::strong(format!("{}:", say.key("lab-after-choice-chosen")))]));
        blocks.push(Block::Items(c.chosen.iter().map(|title| vec![Span::plain(title.as_str())]).collect()));
    }
    blocks
}
