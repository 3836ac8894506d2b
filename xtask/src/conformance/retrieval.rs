//! Questions of real people, against the pages that answer them.

use super::{Bench, Tally, shown};
use anyhow::Result;

/// Below this share of questions whose page is among the first five, something is broken.
const LEAST: f64 = 0.5;

/// Prints recall at 5 for each language of the questions.
pub fn check(bench: &Bench, tally: &mut Tally) -> Result<()> {
    let name = "Integreat questions";
    if !tally.wants(name) {
        return Ok(());
    }
    let Some(folder) = bench.data("integreat") else {
        tally.leave_out(name, "no integreat");
        return Ok(());
    };
    let mut command = std::process::Command::new(&bench.binary);
    let output =
        command.args(["bench", "retrieval", &shown(&folder)]).current_dir(&bench.scratch).output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut lines = 0;
    for line in text.lines() {
        // `retrieval_en_recall_at_5 0.87 share`
        let mut words = line.split_whitespace();
        let (Some(figure), Some(value)) =
            (words.next(), words.next().and_then(|value| value.parse::<f64>().ok()))
        else {
            continue;
        };
        lines += 1;
        if figure.ends_with("recall_at_5") {
            tally.put(
                value >= LEAST,
                &format!("{name}: {figure}"),
                &format!("{value:.3} (at least {LEAST})"),
            );
        } else {
            tally.note(line);
        }
    }
    if !output.status.success() || lines == 0 {
        tally.fail(name, "the test broke off or printed no figures");
    }
    Ok(())
}
