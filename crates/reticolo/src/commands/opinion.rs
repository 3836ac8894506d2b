//! `reticolo opinion PATH`: the opinion map of a conversation in the open data of Polis.

use crate::{
    exit::Exit,
    out::{self, Style, styled},
};
use anyhow::{Context as _, Result, bail};
use clap::Args;
use reticolo_opinion::{
    map::{Common, Given, OpinionMap, Says, Side, Votes},
    polis::{Conversation, Files},
};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Draw the opinion map of a conversation: groups, what each says, common ground
#[derive(Debug, Args)]
pub struct Opinion {
    /// `votes.csv` or `participants-votes.csv` of Polis' open data, or the folder with them. `comments.csv` beside
    /// them tells what moderation took out
    path: PathBuf,
    /// As JSON
    #[arg(long)]
    json: bool,
}

impl Opinion {
    /// Runs the command.
    ///
    /// # Errors
    /// When there are no votes, or a file is not what its name says.
    pub fn run(self) -> Result<Exit> {
        let conversation = read(&self.path)?;
        let votes = Votes::of(conversation.people.len(), conversation.statements.len(), &conversation.casts);
        if votes.is_empty() {
            out::note("Nobody has voted.");
            if self.json {
                out::json(&as_json(&conversation, &OpinionMap::of(&votes, &Given::default())));
            }
            return Ok(Exit::Nothing);
        }
        let (hidden, counted) = (&conversation.hidden, &conversation.counted);
        let map = OpinionMap::of(&votes, &Given { hidden, counted, ..Given::default() });
        if self.json {
            out::json(&as_json(&conversation, &map));
        } else {
            tell(&conversation, &votes, &map);
        }
        Ok(Exit::Fine)
    }
}

/// Reads the file or folder, and what lies beside it.
fn read(path: &Path) -> Result<Conversation> {
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(Path::new(".")) };
    let beside = |name: &str| {
        let file = folder.join(name);
        if file.is_file() { std::fs::read(&file).map(Some) } else { Ok(None) }
            .with_context(|| format!("reading {}", file.display()))
    };
    let (mut votes, mut participants) = (beside("votes.csv")?, beside("participants-votes.csv")?);
    if !path.is_dir() {
        let bytes = std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
        let header: Vec<u8> = bytes.iter().copied().take_while(|byte| *byte != b'\n').collect();
        let header = String::from_utf8_lossy(&header).into_owned();
        let has = |name: &str| {
            header
                .split(',')
                .any(|column| column.trim().trim_matches('"').trim_start_matches('\u{feff}') == name)
        };
        if has("voter-id") {
            votes = Some(bytes);
        } else if has("participant") {
            (votes, participants) = (None, Some(bytes));
        } else {
            bail!(
                "{} is neither votes.csv (column voter-id) nor participants-votes.csv (column participant)",
                path.display()
            );
        }
    }
    let comments = beside("comments.csv")?;
    let files = Files {
        votes: votes.as_deref(),
        participants: participants.as_deref(),
        comments: comments.as_deref(),
    };
    Conversation::read(files).with_context(|| format!("in {}", folder.display()))
}

fn as_json(conversation: &Conversation, map: &OpinionMap) -> Value {
    let id = |statement: usize| conversation.statements.get(statement);
    let people = || conversation.people.iter().zip(&map.group);
    let points: Vec<Value> = people()
        .zip(&map.points)
        .map(|((person, group), point)| json!({ "participant": person, "x": point.x, "y": point.y, "group": group }))
        .collect();
    let says = |says: &Says| {
        json!({ "id": id(says.statement), "side": says.side, "share": says.share, "agree": says.count.agree,
                "disagree": says.count.disagree, "pass": says.count.pass, "ratio": says.ratio,
                "sureness": says.sureness, "difference": says.difference, "sure": says.sure })
    };
    let centres = map.centres.iter().zip(map.sizes()).zip(&map.says).zip(0_u32..);
    let groups: Vec<Value> = centres
        .map(|(((centre, size), own), group)| {
            let members: Vec<&String> =
                people().filter(|(_, g)| **g == Some(group)).map(|(person, _)| person).collect();
            json!({ "id": group, "size": size, "centre": centre, "participants": members,
                    "representative": own.iter().map(says).collect::<Vec<_>>() })
        })
        .collect();
    let statements: Vec<Value> = map
        .consensus
        .iter()
        .zip(map.priorities())
        .enumerate()
        .map(|(s, (consensus, priority))| {
            let (all, counted) = (map.tally.everyone(s), map.tally.counted(s));
            let by_group: Vec<_> = (0..map.tally.groups()).map(|group| map.tally.group(group, s)).collect();
            json!({ "id": id(s), "text": conversation.texts.get(s), "consensus": consensus, "agree": all.agree,
                    "disagree": all.disagree, "pass": all.pass, "seen_by_counted": counted.seen(), "by_group": by_group,
                    "mean": map.means.get(s), "reach": map.reach.get(s), "priority": priority,
                    "hidden": map.is_hidden(s) })
        })
        .collect();
    let common = |list: &[Common]| -> Vec<Value> {
        list.iter()
            .map(|c| json!({ "id": id(c.statement), "share": c.share, "sureness": c.sureness }))
            .collect()
    };
    json!({
        "points": points,
        "groups": groups,
        "statements": statements,
        "common": { "agree": common(&map.agreed), "disagree": common(&map.rejected) },
        "silhouettes": map.silhouettes,
    })
}

fn tell(conversation: &Conversation, votes: &Votes, map: &OpinionMap) {
    let text = |statement: usize| {
        let id = conversation.statements.get(statement).map_or("", String::as_str);
        let text = conversation.texts.get(statement).map_or("", String::as_str);
        let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(160).collect();
        if text.is_empty() { format!("statement {id}") } else { format!("{text} ({id})") }
    };
    let counted = map.group.iter().flatten().count();
    out::line(styled(
        Style::Bold,
        format_args!("{} people, {} statements, {} votes", votes.people(), votes.statements(), votes.len()),
    ));
    out::line(format_args!(
        "{counted} people have voted enough to stand in one of {} groups.",
        map.centres.len()
    ));
    for (group, (size, own)) in map.sizes().into_iter().zip(&map.says).enumerate() {
        out::line("");
        let name = char::from(b'A' + (group as u8).min(25));
        out::line(styled(Style::Bold, format_args!("Group {name}, {size} people")));
        for says in own {
            let (style, word) = side(says.side);
            let doubt = if says.sure { "" } else { " (not sure)" };
            let share = format!("{:>3.0} %", says.share * 100.0);
            out::line(format_args!("  {} {share}{doubt}  {}", styled(style, word), text(says.statement)));
        }
    }
    out::line("");
    out::line(styled(Style::Bold, "Common ground"));
    let all = [(Side::Agree, &map.agreed), (Side::Disagree, &map.rejected)];
    if all.iter().all(|(_, list)| list.is_empty()) {
        out::line("  None that is beyond accident.");
    }
    for (own, list) in all {
        for common in list {
            let (style, word) = side(own);
            out::line(format_args!(
                "  {} {:>3.0} %  {}",
                styled(style, word),
                common.share * 100.0,
                text(common.statement)
            ));
        }
    }
}

fn side(side: Side) -> (Style, &'static str) {
    match side {
        Side::Agree => (Style::Green, "agrees   "),
        Side::Disagree => (Style::Red, "disagrees"),
    }
}
