//! The open data of Polis: `votes.csv`, `participants-votes.csv` and `comments.csv` of a conversation.
//!
//! Votes are +1 agree, −1 disagree, 0 pass there. `comments.csv` tells what moderation took out (−1); its counts are
//! not used, because they count re-votes. `participants-votes.csv` tells in `group-id` who was counted: on a live map
//! nobody who was counted once drops out, which the votes at the end alone no longer show.

use crate::map::{Cast, Vote, once_counted};
use csv::ByteRecord;
use std::collections::HashMap;

/// Why a file was not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// A line is wrong.
    #[error("{file}, line {line}: {what}")]
    Line {
        /// Which file.
        file: &'static str,
        /// Which line, counted from 1.
        line: u64,
        /// What is wrong with it.
        what: String,
    },
    /// A column is missing.
    #[error("{file} has no column {column}")]
    Column {
        /// Which file.
        file: &'static str,
        /// Which column.
        column: &'static str,
    },
    /// There is neither `votes.csv` nor `participants-votes.csv`.
    #[error("no votes: neither votes.csv nor participants-votes.csv")]
    NoVotes,
}

/// The files of a conversation, as far as there are.
#[derive(Debug, Clone, Copy, Default)]
pub struct Files<'a> {
    /// `votes.csv`: each vote with its time.
    pub votes: Option<&'a [u8]>,
    /// `participants-votes.csv`: a row a person, a column a statement.
    pub participants: Option<&'a [u8]>,
    /// `comments.csv`: the statements, and which were taken out.
    pub comments: Option<&'a [u8]>,
}

/// A conversation: who voted what, in the order of time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Conversation {
    /// The people's ids.
    pub people: Vec<String>,
    /// The statements' ids.
    pub statements: Vec<String>,
    /// What the statements say; empty where unknown.
    pub texts: Vec<String>,
    /// Which statements moderation took out.
    pub hidden: Vec<bool>,
    /// Who was counted once and stays so.
    pub counted: Vec<bool>,
    /// The votes.
    pub casts: Vec<Cast>,
    /// The published group of each person, where there is one.
    pub published: Vec<Option<u32>>,
}

impl Conversation {
    /// Reads a conversation. With both files of votes, `votes.csv` gives the votes and the other who was counted.
    ///
    /// # Errors
    /// For a file that is not what its name says; the failure names file and line.
    pub fn read(files: Files<'_>) -> Result<Self, Failure> {
        let mut reading = Reading::default();
        let comments = files.comments.map(comments).transpose()?.unwrap_or_default();
        let mut timed = Vec::new();
        match (files.votes, files.participants) {
            (Some(votes), participants) => {
                timed = reading.votes(votes)?;
                if let Some(bytes) = participants {
                    reading.participants(bytes, &mut Vec::new())?;
                }
            }
            (None, Some(participants)) => reading.participants(participants, &mut timed)?,
            (None, None) => return Err(Failure::NoVotes),
        }
        let has_time = files.votes.is_some();
        Ok(reading.finish(&timed, &comments, has_time))
    }
}

/// A vote before people and statements have their final numbers.
#[derive(Debug, Clone, Copy)]
struct Timed {
    time: i64,
    person: u32,
    statement: u32,
    vote: Vote,
}

#[derive(Debug, Default)]
struct Reading {
    people: Names,
    statements: Names,
    published: HashMap<u32, u32>,
}

/// Ids in the order in which they come.
#[derive(Debug, Default)]
struct Names {
    ids: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Names {
    fn number(&mut self, id: &str) -> u32 {
        if let Some(number) = self.numbers.get(id) {
            return *number;
        }
        let number = self.ids.len() as u32;
        self.ids.push(id.to_owned());
        self.numbers.insert(id.to_owned(), number);
        number
    }

    /// By number where the ids are numbers, else by letters: the place of each id in the sorted list.
    fn sorted(self) -> (Vec<String>, Vec<u32>) {
        let mut order: Vec<(Option<u64>, String, usize)> =
            self.ids.into_iter().enumerate().map(|(old, id)| (id.parse().ok(), id, old)).collect();
        order.sort_by(|(a, x, _), (b, y, _)| {
            a.is_none().cmp(&b.is_none()).then(a.cmp(b)).then_with(|| x.cmp(y))
        });
        let mut places = vec![0; order.len()];
        for (new, (.., old)) in (0..).zip(&order) {
            if let Some(place) = places.get_mut(*old) {
                *place = new;
            }
        }
        (order.into_iter().map(|(_, id, _)| id).collect(), places)
    }
}

const VOTES: &str = "votes.csv";
const PARTICIPANTS: &str = "participants-votes.csv";
const COMMENTS: &str = "comments.csv";

impl Reading {
    fn votes(&mut self, bytes: &[u8]) -> Result<Vec<Timed>, Failure> {
        let mut table = Table::open(VOTES, bytes)?;
        let (statement, voter) = (table.need("comment-id")?, table.need("voter-id")?);
        let (vote, time) = (table.need("vote")?, table.find("timestamp"));
        let mut votes = Vec::new();
        while let Some(row) = table.next()? {
            let value = row.vote(vote)?.ok_or_else(|| row.wrong("the vote is missing".into()))?;
            let time = time.map(|column| row.time(column)).transpose()?.unwrap_or(0);
            let (person, statement) = (row.id(voter)?, row.id(statement)?);
            votes.push(Timed {
                time,
                person: self.people.number(&person),
                statement: self.statements.number(&statement),
                vote: value,
            });
        }
        // A stable order: votes of the same millisecond count in the order of the file.
        votes.sort_by_key(|vote| vote.time);
        Ok(votes)
    }

    fn participants(&mut self, bytes: &[u8], votes: &mut Vec<Timed>) -> Result<(), Failure> {
        let mut table = Table::open(PARTICIPANTS, bytes)?;
        let (person, group) = (table.need("participant")?, table.find("group-id"));
        let columns: Vec<(usize, u32)> = table
            .header
            .iter()
            .enumerate()
            .filter(|(_, name)| name.parse::<u64>().is_ok())
            .map(|(column, name)| (column, self.statements.number(name)))
            .collect();
        while let Some(row) = table.next()? {
            let person = self.people.number(&row.id(person)?);
            if let Some(group) = group.map(|column| row.group(column)).transpose()?.flatten() {
                self.published.insert(person, group);
            }
            for (column, statement) in &columns {
                if let Some(vote) = row.vote(*column)? {
                    votes.push(Timed { time: 0, person, statement: *statement, vote });
                }
            }
        }
        Ok(())
    }

    fn finish(self, timed: &[Timed], comments: &HashMap<String, Comment>, has_time: bool) -> Conversation {
        let (people, person_at) = self.people.sorted();
        let (statements, statement_at) = self.statements.sorted();
        let at = |places: &[u32], old: u32| places.get(old as usize).copied().unwrap_or(u32::MAX);
        let casts: Vec<Cast> = timed
            .iter()
            .map(|t| Cast::new(at(&person_at, t.person), at(&statement_at, t.statement), t.vote))
            .collect();
        let mut published = vec![None; people.len()];
        for (person, group) in self.published {
            if let Some(slot) = published.get_mut(at(&person_at, person) as usize) {
                *slot = Some(group);
            }
        }
        let told = published.iter().any(Option::is_some);
        let counted = match (told, has_time) {
            (true, _) => published.iter().map(Option::is_some).collect(),
            (false, true) => once_counted(people.len(), &casts),
            (false, false) => Vec::new(),
        };
        let comment = |id: &String| comments.get(id);
        let hidden = statements.iter().map(|id| comment(id).is_some_and(|c| c.hidden)).collect();
        let texts =
            statements.iter().map(|id| comment(id).map(|c| c.text.clone()).unwrap_or_default()).collect();
        Conversation { people, statements, texts, hidden, counted, casts, published }
    }
}

#[derive(Debug)]
struct Comment {
    text: String,
    hidden: bool,
}

fn comments(bytes: &[u8]) -> Result<HashMap<String, Comment>, Failure> {
    let mut table = Table::open(COMMENTS, bytes)?;
    let (id, moderated, text) =
        (table.need("comment-id")?, table.find("moderated"), table.find("comment-body"));
    let mut comments = HashMap::new();
    while let Some(row) = table.next()? {
        let hidden = moderated.is_some_and(|column| row.text(column) == "-1");
        let text = text.map(|column| row.text(column)).unwrap_or_default();
        comments.insert(row.id(id)?, Comment { text, hidden });
    }
    Ok(comments)
}

struct Table<'a> {
    file: &'static str,
    reader: csv::Reader<&'a [u8]>,
    header: Vec<String>,
}

impl<'a> Table<'a> {
    fn open(file: &'static str, bytes: &'a [u8]) -> Result<Self, Failure> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
        let header = reader.byte_headers().map_err(|error| unreadable(file, &error))?;
        let header =
            header.iter().map(|name| clean(name).trim_start_matches('\u{feff}').to_owned()).collect();
        Ok(Self { file, reader, header })
    }

    fn find(&self, column: &str) -> Option<usize> {
        self.header.iter().position(|name| name == column)
    }

    fn need(&self, column: &'static str) -> Result<usize, Failure> {
        self.find(column).ok_or(Failure::Column { file: self.file, column })
    }

    fn next(&mut self) -> Result<Option<Row>, Failure> {
        let mut fields = ByteRecord::new();
        let more =
            self.reader.read_byte_record(&mut fields).map_err(|error| unreadable(self.file, &error))?;
        let line = fields.position().map_or(0, csv::Position::line);
        Ok(more.then_some(Row { file: self.file, line, fields }))
    }
}

struct Row {
    file: &'static str,
    line: u64,
    fields: ByteRecord,
}

impl Row {
    fn text(&self, column: usize) -> String {
        self.fields.get(column).map(clean).unwrap_or_default()
    }

    fn wrong(&self, what: String) -> Failure {
        Failure::Line { file: self.file, line: self.line, what }
    }

    fn id(&self, column: usize) -> Result<String, Failure> {
        let id = self.text(column);
        if id.is_empty() { Err(self.wrong("an id is missing".into())) } else { Ok(id) }
    }

    fn vote(&self, column: usize) -> Result<Option<Vote>, Failure> {
        let text = self.text(column);
        if text.is_empty() {
            return Ok(None);
        }
        let vote = text.parse().ok().and_then(Vote::from_number);
        vote.map(Some).ok_or_else(|| self.wrong(format!("a vote is -1, 0 or 1, not {}", short(&text))))
    }

    fn time(&self, column: usize) -> Result<i64, Failure> {
        let text = self.text(column);
        text.parse().map_err(|_| {
            self.wrong(format!("a time in milliseconds is a whole number, not {}", short(&text)))
        })
    }

    fn group(&self, column: usize) -> Result<Option<u32>, Failure> {
        let text = self.text(column);
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|_| self.wrong(format!("a group is a number, not {}", short(&text))))
    }
}

fn clean(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

fn short(text: &str) -> String {
    format!("“{}”", text.chars().take(40).collect::<String>())
}

fn unreadable(file: &'static str, error: &csv::Error) -> Failure {
    let line = error.position().map_or(0, csv::Position::line);
    Failure::Line { file, line, what: "not readable as CSV".into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_votes(text: &str) -> Result<Conversation, Failure> {
        Conversation::read(Files { votes: Some(text.as_bytes()), ..Files::default() })
    }

    #[test]
    fn votes_are_read_in_the_order_of_time_and_ids_in_the_order_of_numbers() {
        let read = of_votes("\u{feff}timestamp,datetime,comment-id,voter-id,vote\n9,x,10,2,1\n5,x,9,2,-1\n")
            .unwrap();
        assert_eq!(read.statements, ["9", "10"]);
        let votes: Vec<_> = read.casts.iter().map(|cast| (cast.statement(), cast.vote())).collect();
        assert_eq!(votes, [(0, Vote::Disagree), (1, Vote::Agree)]);
        assert_eq!(read.counted, [true]);
    }

    #[test]
    fn a_table_of_people_tells_votes_and_who_was_counted() {
        let table = "participant,xid,group-id,n-votes,0,3\n7,,1,2,1,-1\n8,,,1,,0\n";
        let comments = "comment-id,moderated,comment-body\n3,-1,\"a, b\"\n";
        let read = Conversation::read(Files {
            participants: Some(table.as_bytes()),
            comments: Some(comments.as_bytes()),
            votes: None,
        })
        .unwrap();
        assert_eq!(
            (read.people, read.statements),
            (vec!["7".into(), "8".into()], vec!["0".into(), "3".into()])
        );
        assert_eq!((read.counted, read.hidden), (vec![true, false], vec![false, true]));
        assert_eq!((read.casts.len(), read.texts), (3, vec![String::new(), "a, b".into()]));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let wrong = of_votes("comment-id,voter-id,vote\n1,1,1\n1,1,5\n").unwrap_err();
        assert_eq!(wrong.to_string(), "votes.csv, line 3: a vote is -1, 0 or 1, not “5”");
        assert_eq!(of_votes("a,b\n").unwrap_err().to_string(), "votes.csv has no column comment-id");
        assert_eq!(
            of_votes("comment-id,voter-id,vote\n1,,1\n").unwrap_err().to_string(),
            "votes.csv, line 2: an id is missing"
        );
        assert_eq!(Conversation::read(Files::default()).unwrap_err(), Failure::NoVotes);
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_are_a_reason_to_fall_over(bytes: Vec<u8>, head in "(comment-id,voter-id,vote|participant,group-id,1,2|)\n?") {
            let mut all = head.into_bytes();
            all.extend(bytes);
            let _ = Conversation::read(Files { votes: Some(&all), ..Files::default() });
            let _ = Conversation::read(Files { participants: Some(&all), comments: Some(&all), votes: None });
        }
    }
}
