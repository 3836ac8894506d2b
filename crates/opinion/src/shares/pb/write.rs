//! Writes an election as a file that others can read.

use super::{amount::written, read::File};
use crate::shares::ballot::Ballots;
use std::fmt::Write as _;

/// Writes a file. What META said stays, except what follows from the election itself.
pub fn write(file: &File) -> String {
    let election = &file.election;
    let vote_type = match election.ballots {
        Ballots::Approval => "approval",
        Ballots::Scoring => "scoring",
        Ballots::Cumulative => "cumulative",
        Ballots::Ordinal => "ordinal",
    };
    let own = [
        ("num_projects", election.projects.len().to_string()),
        ("num_votes", election.voters.len().to_string()),
        ("budget", written(election.budget, election.decimals)),
        (
            "vote_type",
            file.meta.get("vote_type").filter(|t| *t == "choose-1").cloned().unwrap_or(vote_type.into()),
        ),
    ];
    let mut text = String::from("META\nkey;value\n");
    let other = file.meta.iter().filter(|(key, _)| own.iter().all(|(name, _)| name != key));
    for (key, value) in other {
        line(&mut text, &[key, value]);
    }
    for (key, value) in &own {
        line(&mut text, &[key, value]);
    }
    text.push_str("PROJECTS\nproject_id;cost;name\n");
    for project in &election.projects {
        line(&mut text, &[&project.id, &written(project.cost, election.decimals), &project.name]);
    }
    let with_points = matches!(election.ballots, Ballots::Scoring | Ballots::Cumulative);
    text.push_str(if with_points { "VOTES\nvoter_id;vote;points\n" } else { "VOTES\nvoter_id;vote\n" });
    for voter in &election.voters {
        let ids: Vec<&str> = voter
            .ballot
            .iter()
            .filter_map(|(project, _)| election.projects.get(*project as usize))
            .map(|project| project.id.as_str())
            .collect();
        let points: Vec<String> =
            voter.ballot.iter().map(|(_, points)| written(*points, election.point_decimals)).collect();
        let (ids, points) = (ids.join(","), points.join(","));
        if with_points {
            line(&mut text, &[&voter.id, &ids, &points]);
        } else {
            line(&mut text, &[&voter.id, &ids]);
        }
    }
    text
}

fn line(text: &mut String, fields: &[&str]) {
    for (n, field) in fields.iter().enumerate() {
        let quoted = field.contains([';', '"', '\n', '\r']);
        let field = if quoted { format!("\"{}\"", field.replace('"', "\"\"")) } else { (*field).to_owned() };
        // Writing to a string cannot fail.
        let _ = write!(text, "{}{field}", if n == 0 { "" } else { ";" });
    }
    text.push('\n');
}
