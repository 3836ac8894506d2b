//! What was gathered, voted, proposed, chosen.

use super::{Say, talk::with_place};
use reticolo_lab::report::{
    Minutes,
    minutes::{CameOut, Chosen, Proposed},
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
        if !theme.objections.is_empty() {
            blocks
                .push(Block::Text(vec![Span::strong(format!("{}:", say.key("lab-after-proposal-dissent")))]));
            blocks.push(Block::Items(theme.objections.iter().map(|words| say.told(words)).collect()));
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
    if p.hours.is_some() || p.euros.is_some() {
        let cost = [("hours", p.hours.unwrap_or(0).into()), ("euros", p.euros.unwrap_or(0).into())];
        blocks.extend(say.row("lab-after-proposal-cost", &say.with("lab-after-proposal-cost-is", &cost)));
    }
    blocks.extend(say.row("lab-after-proposal-state", &say.code("lab-after-proposal-is", &p.state)));
    blocks
}

pub fn decisions(minutes: &Minutes, say: &Say) -> Vec<Block> {
    minutes.decisions.iter().flat_map(|chosen| decided(chosen, say)).collect()
}

fn decided(c: &Chosen, say: &Say) -> Vec<Block> {
    let title = say.told(&c.title).into_iter().next().map(|span| span.words);
    let mut blocks: Vec<Block> =
        title.filter(|title| !title.is_empty()).map(Block::Heading).into_iter().collect();
    blocks.extend(say.row("lab-after-choice-method", &say.code("lab-after-choice-is", &c.method)));
    if c.budget.0.is_some() || c.budget.1.is_some() {
        let budget = [("hours", c.budget.0.unwrap_or(0).into()), ("euros", c.budget.1.unwrap_or(0).into())];
        blocks.extend(say.row("lab-after-choice-budget", &say.with("lab-after-proposal-cost-is", &budget)));
    }
    blocks.extend(say.row("lab-after-choice-ballots", &say.count(c.ballots)));
    let verdict = |chosen: bool| {
        say.key(if chosen { "lab-after-proposal-is-chosen" } else { "lab-after-proposal-is-not-chosen" })
    };
    let row = |r: &CameOut| vec![r.title.clone(), verdict(r.chosen), say.code("lab-after-why", &r.why)];
    let head = ["lab-after-kind-proposal", "lab-after-proposal-state", "lab-after-choice-why"]
        .map(|key| say.key(key));
    let caption = say.key("lab-after-choice-chosen");
    blocks.push(Block::Table(Table {
        caption,
        head: head.into(),
        rows: c.results.iter().map(row).collect(),
    }));
    if let Some((nothing, otherwise)) = c.nothing {
        let args = [("n", nothing.into()), ("otherwise", otherwise.into())];
        blocks.push(Block::Text(vec![Span::plain(say.with("lab-after-choice-nothing", &args))]));
    }
    if !c.dissent.is_empty() {
        blocks.push(Block::Text(vec![Span::strong(format!("{}:", say.key("lab-after-proposal-dissent")))]));
        let item = |(title, words): &(String, String)| {
            vec![Span::plain(words.as_str()), Span::quiet(title.as_str())]
        };
        blocks.push(Block::Items(c.dissent.iter().map(item).collect()));
    }
    blocks
}
