//! Exit codes that mean something; the same on every command, told in `reticolo --help`.

use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All went well.
    Fine = 0,
    /// It failed; standard error says why.
    Failed = 1,
    /// The command line was not understood. (clap ends with this code itself.)
    Usage = 2,
    /// It went through, but some of the input was refused; the report says what.
    Partly = 3,
    /// It went through, and there is nothing to show.
    Nothing = 4,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
