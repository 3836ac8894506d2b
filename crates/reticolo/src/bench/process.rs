//! What a process has used, as Linux tells it.

use anyhow::{Context as _, Result};

/// Seconds of processor time that a process has used so far, in user and kernel mode (`proc(5)`, fields 14 and 15).
///
/// # Errors
/// When there is no such process, or this is no Linux.
pub fn cpu_seconds(pid: u32) -> Result<f64> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).context("reading the process's times")?;
    let after_name = stat.rsplit_once(") ").map_or(stat.as_str(), |(_, rest)| rest);
    let fields: Vec<&str> = after_name.split(' ').collect();
    let ticks = |index: usize| fields.get(index).and_then(|f| f.parse::<f64>().ok()).unwrap_or(0.0);
    // The fields are counted from the one after the name, which is the third; a tick is 1/100 s on Linux.
    Ok((ticks(11) + ticks(12)) / 100.0)
}

/// Resident memory of a process in megabytes.
///
/// # Errors
/// When there is no such process, or this is no Linux.
pub fn memory_mb(pid: u32) -> Result<f64> {
    let status =
        std::fs::read_to_string(format!("/proc/{pid}/status")).context("reading the process's memory")?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or("");
    let kilobytes: f64 = line.split_whitespace().nth(1).and_then(|n| n.parse().ok()).unwrap_or(f64::NAN);
    Ok(kilobytes / 1024.0)
}
