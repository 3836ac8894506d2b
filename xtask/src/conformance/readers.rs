//! Cards for telephones and calendars, read by independent libraries.

use super::{Bench, Tally};
use anyhow::Result;

/// vCard and iCalendar of some cards.
pub fn check(bench: &Bench, tally: &mut Tally, site: &str, address: &str) -> Result<()> {
    bench.script("readers.py", include_str!("readers.py"), &[address, site], tally)
}
