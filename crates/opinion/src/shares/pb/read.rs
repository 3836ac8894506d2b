//! Reads a file: an election, or all that is wrong with it.

use super::{
    MOST_PROBLEMS, Problem, Reading,
    amount::Amount,
    limits::{self, Limits},
    sections::{Row, Section, Sections, cut},
    short,
};
use crate::shares::ballot::{Ballots, Election, Project, Voter};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A file: the election and what it says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// The election.
    pub election: Election,
    /// The section META as it is.
    pub meta: BTreeMap<String, String>,
}

/// Reads a file.
///
/// # Errors
/// All problems found, at most [`MOST_PROBLEMS`], each with its line.
pub fn read(bytes: &[u8], reading: Reading) -> Result<File, Vec<Problem>> {
    let sections = cut(bytes).map_err(|problem| vec![problem])?;
    let mut reader = Reader { reading, problems: Vec::new() };
    let file = reader.file(&sections);
    match file {
        Some(file) if reader.problems.is_empty() => Ok(file),
        file => {
            if file.is_none() && reader.problems.is_empty() {
                reader.wrong(0, "not an election");
            }
            reader.problems.sort_by_key(|problem| problem.line);
            reader.problems.truncate(MOST_PROBLEMS);
            Err(reader.problems)
        }
    }
}

struct Reader {
    reading: Reading,
    problems: Vec<Problem>,
}

struct RawProject {
    id: String,
    name: String,
    cost: Amount,
}

struct RawVoter {
    line: u64,
    id: String,
    ballot: Vec<(u32, Amount)>,
}

impl Reader {
    fn wrong(&mut self, line: u64, what: impl Into<String>) {
        if self.problems.len() <= MOST_PROBLEMS {
            self.problems.push(Problem::new(line, what));
        }
    }

    fn file(&mut self, sections: &Sections) -> Option<File> {
        let meta_section = self.need(sections.meta.as_ref(), "META");
        let projects = self.need(sections.projects.as_ref(), "PROJECTS");
        let votes = self.need(sections.votes.as_ref(), "VOTES");
        let (meta_section, projects, votes) = (meta_section?, projects?, votes?);
        let (meta, lines) = self.meta(meta_section);
        let budget = self.budget(&meta, &lines, meta_section.line);
        let ballots = self.ballots(&meta, &lines, meta_section.line);
        let raw_projects = self.projects(projects);
        let (budget, ballots) = (budget?, ballots?);
        let raw_voters = self.voters(votes, &raw_projects, ballots);
        self.counts(&meta, &lines, raw_projects.len(), raw_voters.len());
        let election = self.scale(meta_section.line, budget, ballots, &raw_projects, &raw_voters)?;
        let limits = self.limits(&meta, &lines, &election);
        if self.reading == Reading::Strict {
            for (voter, raw) in election.voters.iter().zip(&raw_voters) {
                if let Some(what) = limits.broken(ballots, &voter.ballot, &election.projects) {
                    self.wrong(raw.line, what);
                }
            }
        }
        Some(File { election, meta })
    }

    fn need<'a>(&mut self, section: Option<&'a Section>, name: &str) -> Option<&'a Section> {
        if section.is_none_or(|s| s.header.is_empty()) {
            self.wrong(section.map_or(0, |s| s.line), format!("the section {name} is missing or empty"));
            return None;
        }
        section
    }

    fn meta(&mut self, section: &Section) -> (BTreeMap<String, String>, HashMap<String, u64>) {
        let (mut meta, mut lines) = (BTreeMap::new(), HashMap::new());
        for row in &section.rows {
            let key = row.field(0).to_owned();
            if meta.insert(key.clone(), row.field(1).to_owned()).is_some() {
                self.wrong(row.line, format!("{} stands in META twice", short(&key)));
            }
            lines.insert(key, row.line);
        }
        (meta, lines)
    }

    fn budget(
        &mut self,
        meta: &BTreeMap<String, String>,
        lines: &HashMap<String, u64>,
        line: u64,
    ) -> Option<Amount> {
        let line = lines.get("budget").copied().unwrap_or(line);
        let Some(text) = meta.get("budget") else {
            self.wrong(line, "META has no budget");
            return None;
        };
        self.amount(line, "the budget", text)
    }

    /// An amount that is not below 0.
    fn amount(&mut self, line: u64, what: &str, text: &str) -> Option<Amount> {
        let amount = Amount::parse(text).filter(|amount| !amount.is_negative());
        if amount.is_none() {
            self.wrong(line, format!("{what} is not a number from 0: {}", short(text)));
        }
        amount
    }

    fn ballots(
        &mut self,
        meta: &BTreeMap<String, String>,
        lines: &HashMap<String, u64>,
        line: u64,
    ) -> Option<Ballots> {
        let line = lines.get("vote_type").copied().unwrap_or(line);
        match meta.get("vote_type").map(String::as_str) {
            Some("approval" | "choose-1") => Some(Ballots::Approval),
            Some("scoring") => Some(Ballots::Scoring),
            Some("cumulative") => Some(Ballots::Cumulative),
            Some("ordinal") => Some(Ballots::Ordinal),
            Some(other) => {
                let known = "approval, choose-1, scoring, cumulative or ordinal";
                self.wrong(line, format!("the vote_type is {known}, not {}", short(other)));
                None
            }
            None => {
                self.wrong(line, "META has no vote_type");
                None
            }
        }
    }

    fn projects(&mut self, section: &Section) -> Vec<RawProject> {
        let id = section.find("project_id").unwrap_or(0);
        let name = section.find("name");
        let Some(cost) = section.find("cost") else {
            self.wrong(section.line, "PROJECTS has no column cost");
            return Vec::new();
        };
        let (mut projects, mut seen) = (Vec::new(), HashSet::new());
        for row in &section.rows {
            let own = row.field(id).to_owned();
            if own.is_empty() {
                self.wrong(row.line, "a proposal without project_id");
            } else if !seen.insert(own.clone()) {
                self.wrong(row.line, format!("the proposal {} is there twice", short(&own)));
            }
            let cost = self.amount(row.line, "the cost", row.field(cost));
            let name = name.map(|column| row.field(column).to_owned()).unwrap_or_default();
            projects.extend(cost.map(|cost| RawProject { id: own, name, cost }));
        }
        projects
    }

    fn voters(&mut self, section: &Section, projects: &[RawProject], ballots: Ballots) -> Vec<RawVoter> {
        let id = section.find("voter_id").unwrap_or(0);
        let Some(vote) = section.find("vote") else {
            self.wrong(section.line, "VOTES has no column vote");
            return Vec::new();
        };
        let points = section.find("points");
        let with_points = matches!(ballots, Ballots::Scoring | Ballots::Cumulative);
        if with_points && points.is_none() {
            self.wrong(section.line, "VOTES has no column points");
            return Vec::new();
        }
        let numbers: HashMap<&str, u32> = projects.iter().map(|p| p.id.as_str()).zip(0..).collect();
        let (mut voters, mut seen) = (Vec::new(), HashSet::new());
        for row in &section.rows {
            let own = row.field(id).to_owned();
            if own.is_empty() {
                self.wrong(row.line, "a vote without voter_id");
            } else if !seen.insert(own.clone()) && self.reading == Reading::Strict {
                self.wrong(row.line, format!("the voter {} has voted twice", short(&own)));
            }
            let points = points.filter(|_| with_points).map(|column| row.field(column));
            let ballot = self.ballot(row, row.field(vote), points, &numbers, ballots);
            voters.push(RawVoter { line: row.line, id: own, ballot });
        }
        voters
    }

    fn ballot(
        &mut self,
        row: &Row,
        vote: &str,
        points: Option<&str>,
        numbers: &HashMap<&str, u32>,
        ballots: Ballots,
    ) -> Vec<(u32, Amount)> {
        let listed: Vec<&str> = vote.split(',').map(str::trim).filter(|id| !id.is_empty()).collect();
        let points: Option<Vec<&str>> =
            points.map(|text| text.split(',').map(str::trim).filter(|p| !p.is_empty()).collect());
        if let Some(points) = points.as_ref().filter(|points| points.len() != listed.len()) {
            self.wrong(row.line, format!("{} proposals with {} points", listed.len(), points.len()));
            return Vec::new();
        }
        let (mut ballot, mut seen) = (Vec::new(), HashSet::new());
        for (place, id) in listed.iter().enumerate() {
            let Some(project) = numbers.get(id) else {
                self.wrong(row.line, format!("a vote for {}, which is not among the proposals", short(id)));
                continue;
            };
            if !seen.insert(*project) {
                if self.reading == Reading::Strict {
                    self.wrong(row.line, format!("{} is on the ballot twice", short(id)));
                }
                continue;
            }
            let given = points.as_ref().and_then(|points| points.get(place));
            let weight = match (given, ballots) {
                (Some(text), _) => self.points(row.line, text, ballots),
                (None, Ballots::Ordinal) => Amount::parse(&(listed.len() - place - 1).to_string()),
                (None, _) => Amount::parse("1"),
            };
            ballot.extend(weight.map(|weight| (*project, weight)));
        }
        ballot
    }

    fn points(&mut self, line: u64, text: &str, ballots: Ballots) -> Option<Amount> {
        let points = Amount::parse(text);
        match points {
            None => self.wrong(line, format!("points are a number, not {}", short(text))),
            Some(points) if points.is_negative() && ballots == Ballots::Cumulative => {
                self.wrong(line, format!("points below 0: {}", short(text)));
            }
            Some(_) => {}
        }
        points
    }

    /// A file that says how much it holds, and holds something else, has lost lines on the way.
    fn counts(
        &mut self,
        meta: &BTreeMap<String, String>,
        lines: &HashMap<String, u64>,
        projects: usize,
        votes: usize,
    ) {
        for (key, count) in [("num_projects", projects), ("num_votes", votes)] {
            let Some(told) = meta.get(key).filter(|told| !told.is_empty()) else { continue };
            let line = lines.get(key).copied().unwrap_or(0);
            if told.parse() != Ok(count) && self.reading == Reading::Strict && self.problems.is_empty() {
                self.wrong(line, format!("{key} is {}, but there are {count}", short(told)));
            }
        }
    }

    /// Brings all money, and all points, to the same number of decimals.
    fn scale(
        &mut self,
        line: u64,
        budget: Amount,
        ballots: Ballots,
        projects: &[RawProject],
        voters: &[RawVoter],
    ) -> Option<Election> {
        let costs = projects.iter().map(|project| project.cost);
        let decimals = costs.chain([budget]).map(Amount::decimals).max().unwrap_or(0);
        let points = points_decimals(voters);
        let scaled = Election {
            budget: budget.scaled(decimals).unwrap_or(-1),
            decimals,
            point_decimals: points,
            ballots,
            projects: Vec::new(),
            voters: Vec::new(),
        };
        let projects: Option<Vec<Project>> = projects
            .iter()
            .map(|p| Some(Project { id: p.id.clone(), name: p.name.clone(), cost: p.cost.scaled(decimals)? }))
            .collect();
        let voters: Option<Vec<Voter>> = voters
            .iter()
            .map(|voter| {
                let ballot: Option<Vec<(u32, i64)>> = voter
                    .ballot
                    .iter()
                    .map(|(project, weight)| Some((*project, weight.scaled(points)?)))
                    .collect();
                Some(Voter { id: voter.id.clone(), ballot: ballot? })
            })
            .collect();
        let complete = projects
            .zip(voters)
            .filter(|_| scaled.budget >= 0)
            .map(|(projects, voters)| Election { projects, voters, ..scaled });
        if complete.is_none() {
            self.wrong(
                line,
                "amounts or points are too large: at most 9007199254740992 of the smallest unit",
            );
        }
        complete
    }

    fn limits(
        &mut self,
        meta: &BTreeMap<String, String>,
        lines: &HashMap<String, u64>,
        election: &Election,
    ) -> Limits {
        let mut limit = |key: &str, decimals: u32| {
            let text = meta.get(key).filter(|text| !text.is_empty())?;
            let limit = Amount::parse(text).and_then(|amount| limits::scaled(amount, decimals));
            if limit.is_none() && self.reading == Reading::Strict {
                self.wrong(
                    lines.get(key).copied().unwrap_or(0),
                    format!("{key} is not a number: {}", short(text)),
                );
            }
            limit
        };
        let one = (meta.get("vote_type").map(String::as_str) == Some("choose-1")).then_some(1);
        Limits {
            most_projects: limit("max_length", 0).or(one),
            most_cost: limit("max_sum_cost", election.decimals),
            most_points: limit("max_points", election.point_decimals),
            most_points_together: limit("max_sum_points", election.point_decimals),
        }
    }
}

fn points_decimals(voters: &[RawVoter]) -> u32 {
    voters.iter().flat_map(|voter| &voter.ballot).map(|(_, weight)| weight.decimals()).max().unwrap_or(0)
}
