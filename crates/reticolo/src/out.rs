//! Where the command line writes. A closed pipe (`| head`) ends the program quietly.

use std::io::{IsTerminal as _, Write as _};

/// Writes a line to standard output.
pub fn line(text: impl std::fmt::Display) {
    if writeln!(std::io::stdout(), "{text}").is_err() {
        std::process::exit(0);
    }
}

/// Writes a value as JSON to standard output, readable by eye and by programs.
pub fn json(value: &impl serde::Serialize) {
    match serde_json::to_string_pretty(value) {
        Ok(text) => line(text),
        Err(error) => note(format!("cannot be written as JSON: {error}")),
    }
}

/// Writes a line to standard error: what a person should know, apart from the result.
pub fn note(text: impl std::fmt::Display) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Whether a person looks at standard output.
pub fn is_seen() -> bool {
    std::io::stdout().is_terminal()
}

/// Whether a person looks at standard error, where progress is shown.
pub fn shows_progress() -> bool {
    std::io::stderr().is_terminal()
}

/// What a terminal should do with a text.
#[derive(Debug, Clone, Copy)]
pub enum Style {
    /// Stand out.
    Bold,
    /// Step back.
    Dim,
    /// Good.
    Green,
    /// Doubtful.
    Yellow,
    /// Bad.
    Red,
}

/// The text in a style when a person looks at it and has not asked for plain text (`NO_COLOR`).
pub fn styled(style: Style, text: impl std::fmt::Display) -> String {
    if !is_seen() || std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty()) {
        return text.to_string();
    }
    let code = match style {
        Style::Bold => 1,
        Style::Dim => 2,
        Style::Green => 32,
        Style::Yellow => 33,
        Style::Red => 31,
    };
    format!("\u{1b}[{code}m{text}\u{1b}[0m")
}
