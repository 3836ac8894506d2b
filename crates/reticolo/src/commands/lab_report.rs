//! `reticolo lab report`: the minutes of a session as a file.

use crate::{
    clock,
    database::{self, Schema},
    exit::Exit,
    out,
    settings::Settings,
};
use anyhow::{Context as _, Result, anyhow};
use clap::{Args, ValueEnum};
use reticolo_base::{Lang, Refusal as _};
use reticolo_lab::report::{self, Report, odt, sheets};
use reticolo_web::{lab_minutes, lab_minutes_html};
use reticolo_words::Words;
use std::path::PathBuf;
use uuid::Uuid;

/// Write the minutes of a session: as they write themselves, or as they were approved
#[derive(Debug, Args)]
pub struct LabReport {
    /// The id of the session
    session: Uuid,
    /// As what
    #[arg(long, value_enum, default_value_t = Format::Odt)]
    format: Format,
    /// In which language
    #[arg(long, default_value = "it")]
    lang: Lang,
    /// The file
    #[arg(short, long)]
    output: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A web page
    Html,
    /// An OpenDocument text
    Odt,
    /// Everything as data
    Json,
    /// One table for each noun, in a zip archive
    Csv,
}

impl LabReport {
    /// Runs the command.
    ///
    /// # Errors
    /// When there is no such session, or the file cannot be written.
    pub async fn run(self, settings: &Settings) -> Result<Exit> {
        let db = database::open(settings, Schema::Check).await?;
        let ctx = clock::console();
        let report = report::read(&db, &ctx, self.session).await;
        let report = report.map_err(|refusal| anyhow!("{refusal} ({})", refusal.key()))?;
        let bytes = self.written(&report, ctx.now)?;
        std::fs::write(&self.output, &bytes).with_context(|| self.output.display().to_string())?;
        out::line(format_args!("{} ({} kB).", self.output.display(), bytes.len().div_ceil(1000)));
        Ok(Exit::Fine)
    }

    fn written(&self, report: &Report, now: reticolo_base::Instant) -> Result<Vec<u8>> {
        let words = Words::of(self.lang);
        Ok(match self.format {
            Format::Html => lab_minutes_html(report, words)?.into_bytes(),
            Format::Odt => odt::write(&lab_minutes(report, words), report.approved.as_ref().map_or(now, |a| a.at))?,
            Format::Json => serde_json::to_vec_pretty(&report.json())?,
            Format::Csv => sheets::zip(&report.minutes)?,
        })
    }
}
