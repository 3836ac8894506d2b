//! `reticolo seat`: who sits where in a World Café, from a list of people.

mod json;
mod terminal;

use crate::{
    exit::Exit,
    out::{self, Style, styled},
};
use anyhow::{Context as _, Result, anyhow, bail};
use clap::Args;
use reticolo_base::folding::fold;
use reticolo_seating::{
    Change, Effort, Gathering, Outcome, Table, choose_hosts, list, seat, smallest_change,
};
use std::{
    io::Read as _,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

/// The largest list that is read, in bytes: thousands of people fit many times.
const MOST_BYTES: u64 = 8 * 1024 * 1024;

/// Who sits where in a World Café: nobody meets twice, everybody understands
///
/// The list is CSV (comma, semicolon or tab) with a column `name` or `nome`; others are used when they are there:
/// languages/lingue (separated by spaces), mediator/mediatore, kind/ente, territory/territorio, apart/separati (names
/// separated by ;), step_free/senza gradini, rounds/turni (such as 1 3 or 2-3).
#[derive(Debug, Args)]
pub struct Seat {
    /// The list of people; - for standard input
    people: PathBuf,
    /// How many tables
    #[arg(long, value_name = "T")]
    tables: usize,
    /// How many rounds
    #[arg(long, value_name = "R")]
    rounds: usize,
    /// Who stays at a table: names separated by commas, for table 1, 2 …; or a number, and they are chosen
    #[arg(long, value_name = "NAME,NAME…|N")]
    hosts: Option<String>,
    /// Tables that are reached only by steps, such as 2,5
    #[arg(long, value_name = "TABLES", value_delimiter = ',')]
    steps: Vec<usize>,
    /// Another number gives another plan
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// All there is to show.
struct Seated {
    gathering: Gathering,
    outcome: Outcome,
    changes: Vec<Change>,
    doubts: Vec<String>,
    taken: Duration,
}

impl Seated {
    fn show(&self, as_json: bool) -> Exit {
        if as_json {
            out::json(&json::of(self));
        } else {
            terminal::show(self);
        }
        if self.outcome.broken.is_empty() { Exit::Fine } else { Exit::Partly }
    }
}

/// Shows seats that were planned elsewhere, as this command shows its own.
pub fn shown(
    gathering: Gathering,
    outcome: Outcome,
    changes: Vec<Change>,
    taken: Duration,
    json: bool,
) -> Exit {
    Seated { gathering, outcome, changes, doubts: Vec::new(), taken }.show(json)
}

impl Seat {
    /// Runs the command. Ends with 3 when the plan breaks a hard rule.
    ///
    /// # Errors
    /// When the list cannot be read, or no plan can be made for it.
    pub fn run(self) -> Result<Exit> {
        let list = list::read(&bytes(&self.people)?).with_context(|| self.people.display().to_string())?;
        let mut doubts: Vec<String> = list.doubts.iter().map(ToString::to_string).collect();
        let mut gathering = Gathering::of(list.people, self.tables, self.rounds);
        gathering.apart = list.apart;
        doubts.extend(self.doubtful(&gathering));
        self.place(&mut gathering)?;
        let begun = Instant::now();
        let outcome = seat(&gathering, self.seed, Effort::Patient)?;
        let taken = begun.elapsed();
        let changes = smallest_change(&gathering, &outcome, self.seed);
        let seated = Seated { gathering, outcome, changes, doubts, taken };
        for doubt in &seated.doubts {
            out::note(styled(Style::Yellow, doubt));
        }
        Ok(seated.show(self.json))
    }

    /// What is allowed but probably not meant.
    fn doubtful(&self, gathering: &Gathering) -> Vec<String> {
        let mut found = Vec::new();
        if self.tables == 1 && self.rounds > 1 {
            found.push(
                "everybody sits at one table: after the first round nobody meets anybody new".to_owned(),
            );
        }
        let never = gathering.people.iter().filter(|p| (0..self.rounds).all(|round| !p.is_present(round)));
        found.extend(
            never.map(|person| format!("{} is there in none of the {} rounds", person.name, self.rounds)),
        );
        found
    }

    /// Hosts and steps.
    fn place(&self, gathering: &mut Gathering) -> Result<()> {
        for table in &self.steps {
            let place = table.checked_sub(1).and_then(|place| gathering.tables.get_mut(place));
            let table =
                place.with_context(|| format!("there is no table {table}: they are 1 to {}", self.tables))?;
            *table = Table { step_free: false, ..Table::default() };
        }
        let Some(hosts) = self.hosts.as_deref().map(str::trim).filter(|hosts| !hosts.is_empty()) else {
            return Ok(());
        };
        if let Ok(count) = hosts.parse::<usize>() {
            if count > self.tables {
                bail!("{count} hosts for {} tables: one at each table is enough", self.tables);
            }
            choose_hosts(gathering, count, self.seed);
            return Ok(());
        }
        let names: Vec<&str> = hosts.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
        if names.len() > self.tables {
            bail!("{} hosts for {} tables: one at each table is enough", names.len(), self.tables);
        }
        for (table, name) in names.into_iter().enumerate() {
            let person = gathering.people.iter_mut().find(|person| fold(&person.name) == fold(name));
            let person = person.ok_or_else(|| anyhow!("the host {name} is not on the list"))?;
            if let Some(already) = person.host.replace(table) {
                bail!("{name} cannot host table {} and table {}", already + 1, table + 1);
            }
        }
        Ok(())
    }
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = if path.as_os_str() == "-" {
        std::io::stdin().take(MOST_BYTES + 1).read_to_end(&mut bytes)
    } else {
        let file = std::fs::File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
        file.take(MOST_BYTES + 1).read_to_end(&mut bytes)
    };
    read.with_context(|| format!("cannot read {}", path.display()))?;
    if bytes.len() as u64 > MOST_BYTES {
        bail!("{} is larger than a list of people can be (8 MB)", path.display());
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        seat: Seat,
    }

    fn run(csv: &str, flags: &str) -> Result<Exit> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("people.csv");
        std::fs::write(&file, csv).unwrap();
        let words = ["seat", file.to_str().unwrap(), "--json"].into_iter().chain(flags.split_whitespace());
        Line::parse_from(words).seat.run()
    }

    fn names(count: usize) -> String {
        (0..count).fold("name\n".to_owned(), |list, number| format!("{list}Person {number}\n"))
    }

    #[test]
    fn a_list_is_seated() {
        assert_eq!(run(&names(20), "--tables 5 --rounds 3 --hosts 5").unwrap(), Exit::Fine);
        assert_eq!(run(&names(20), "--tables 1 --rounds 2").unwrap(), Exit::Fine);
    }

    #[test]
    fn a_language_that_nobody_shares_ends_with_three() {
        let list = "nome;lingue\nAnna;it\nBruno;it\nCarla;it\nAwa;wo\n";
        assert_eq!(run(list, "--tables 2 --rounds 1").unwrap(), Exit::Partly);
    }

    #[test]
    fn bad_input_is_told_plainly() {
        let said = |csv: &str, flags: &str| format!("{:#}", run(csv, flags).unwrap_err());
        assert!(said("", "--tables 2 --rounds 1").contains("the list is empty"));
        assert!(said("name\n", "--tables 2 --rounds 1").contains("nobody below"));
        assert!(said("a,b\n1,2\n", "--tables 2 --rounds 1").contains("name or nome"));
        assert!(said(&names(4), "--tables 0 --rounds 1").contains("no table"));
        assert!(said(&names(4), "--tables 2 --rounds 0").contains("no round"));
        assert!(said(&names(4), "--tables 5 --rounds 1").contains("cannot fill 5 tables"));
        assert!(said(&names(4), "--tables 2 --rounds 1 --hosts Zoe").contains("Zoe is not on the list"));
        assert!(said(&names(4), "--tables 2 --rounds 1 --hosts 3").contains("3 hosts for 2 tables"));
        assert!(said(&names(4), "--tables 2 --rounds 1 --steps 9").contains("no table 9"));
    }
}
