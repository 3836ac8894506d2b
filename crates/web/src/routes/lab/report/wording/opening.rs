//! What, when, where, and who was there.

use super::Say;
use jiff::tz::TimeZone;
use reticolo_lab::report::{
    Minutes,
    few::Shares,
    paper::{Block, Span, Table},
};

pub fn opening(minutes: &Minutes, say: &Say) -> Vec<Block> {
    let o = &minutes.opening;
    let zone = TimeZone::get(&o.zone).unwrap_or_else(|_| reticolo_lab::after::field::zone());
    let (from, to) = (o.starts_at.timestamp().to_zoned(zone.clone()), o.ends_at.timestamp().to_zoned(zone));
    let when = [
        ("day", say.words.full_date(from.date()).into()),
        ("from", say.words.time(from.time()).into()),
        ("to", say.words.time(to.time()).into()),
    ];
    let mut blocks = vec![Block::Text(vec![Span::plain(say.with("lab-after-minutes-when", &when))])];
    let line = |key: &str, span: Option<Span>| {
        span.filter(|span| !span.words.trim().is_empty())
            .map(|span| Block::Text(vec![Span::strong(format!("{}:", say.key(key))), span]))
    };
    blocks.extend(line("lab-after-minutes-lab", say.text(&o.lab_title)));
    blocks.extend(line("lab-after-minutes-place", say.text(&o.place)));
    blocks.extend(line("lab-after-minutes-territory", Some(Span::plain(o.territory.as_str()))));
    blocks.extend(line("lab-after-minutes-purpose", say.text(&o.purpose)));
    blocks
}

pub fn people(minutes: &Minutes, say: &Say) -> Vec<Block> {
    let people = &minutes.people;
    let Some(all) = people.kinds.all else {
        return vec![Block::Text(vec![Span::plain(say.key("lab-after-minutes-few-people"))])];
    };
    let mut blocks =
        vec![Block::Text(vec![Span::plain(say.with("lab-after-minutes-people", &[("n", all.into())]))])];
    blocks.extend(shares(say, &people.kinds, "lab-after-minutes-by-kind", |code| say.kind(code)));
    blocks.extend(shares(say, &people.territories, "lab-after-minutes-by-territory", str::to_owned));
    blocks
}

/// A table of groups; none when it would say no more than the sum.
fn shares(say: &Say, shares: &Shares, caption: &str, name: impl Fn(&str) -> String) -> Option<Block> {
    if shares.groups.is_empty() {
        return None;
    }
    let number = |n: u32| say.words.number(n);
    let mut rows: Vec<Vec<String>> =
        shares.groups.iter().map(|(code, n)| vec![name(code), number(*n)]).collect();
    if shares.others > 0 {
        rows.push(vec![say.key("lab-after-others"), number(shares.others)]);
    }
    let head = vec![say.key("lab-after-minutes-group"), say.key("lab-after-minutes-persons")];
    Some(Block::Table(Table { caption: say.key(caption), head, rows }))
}
