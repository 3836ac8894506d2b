//! Structured logs on standard error. What is logged never holds a query, a form, a name.

use crate::settings::LogFormat;
use anyhow::{Context as _, Result};
use tracing_subscriber::{EnvFilter, fmt};

/// Starts logging.
///
/// # Errors
/// When the filter is not understood.
pub fn start(filter: &str, format: LogFormat) -> Result<()> {
    let filter = EnvFilter::try_new(filter).with_context(|| format!("the log filter {filter:?}"))?;
    let logs = fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(true);
    match format {
        LogFormat::Text => logs.with_ansi(crate::out::shows_progress()).compact().init(),
        LogFormat::Json => logs.json().flatten_event(true).init(),
    }
    Ok(())
}
