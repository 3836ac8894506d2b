//! The checks that were made, one line each.

use anyhow::{Result, bail};
use serde_json::Value;

/// The checks so far.
pub struct Tally {
    only: Option<String>,
    passed: usize,
    failed: Vec<String>,
    left_out: usize,
}

impl Tally {
    /// No checks yet; `only` names those that are wanted.
    pub fn new(only: Option<String>) -> Self {
        Self { only, passed: 0, failed: Vec::new(), left_out: 0 }
    }

    /// Whether a check of this name is wanted.
    pub fn wants(&self, name: &str) -> bool {
        self.only.as_deref().is_none_or(|only| name.contains(only) || only.contains(name))
    }

    /// A check and its figures.
    pub fn put(&mut self, holds: bool, name: &str, figures: &str) {
        println!("{} {name}: {figures}", if holds { "✓" } else { "✗" });
        if holds {
            self.passed += 1;
        } else {
            self.failed.push(name.to_owned());
        }
    }

    /// A check that failed.
    pub fn fail(&mut self, name: &str, figures: &str) {
        self.put(false, name, figures);
    }

    /// A check that was not made.
    pub fn leave_out(&mut self, name: &str, why: &str) {
        println!("– {name}: left out: {why}");
        self.left_out += 1;
    }

    /// Something to know that is no check.
    pub fn note(&self, text: &str) {
        println!("  {text}");
    }

    /// A line that one of our scripts printed: `{"name", "ok", "figures"}` or `{"note"}`.
    pub fn read(&mut self, line: &str) -> Result<()> {
        let value: Value = serde_json::from_str(line)?;
        let text = |field: &str| value.get(field).and_then(Value::as_str);
        match (text("note"), text("name"), value.get("ok").and_then(Value::as_bool)) {
            (Some(note), ..) => self.note(note),
            (None, Some(name), Some(ok)) => self.put(ok, name, text("figures").unwrap_or_default()),
            _ => bail!("a script printed something else than a check"),
        }
        Ok(())
    }

    /// Says how it went.
    pub fn end(self) -> Result<()> {
        println!("\n{} ✓, {} ✗, {} left out", self.passed, self.failed.len(), self.left_out);
        if !self.failed.is_empty() {
            bail!("does not conform: {}", self.failed.join(", "));
        }
        if self.passed == 0 {
            bail!("no check was made");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_failure_fails_all_and_nothing_is_no_success() {
        let mut tally = Tally::new(None);
        tally.put(true, "a", "1");
        tally.read(r#"{"name":"b","ok":false,"figures":"2 of 3"}"#).unwrap();
        assert!(tally.end().unwrap_err().to_string().contains('b'));
        assert!(Tally::new(None).end().is_err());
        assert!(Tally::new(None).read("Traceback").is_err());
    }
}
