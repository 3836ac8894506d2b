//! Every object that the API answers, against the official JSON Schemas.

use super::{Bench, Tally, shown};
use anyhow::Result;

/// Lists, pages and single objects of a running site.
pub fn check(bench: &Bench, tally: &mut Tally, site: &str, address: &str) -> Result<()> {
    let Some(schemas) = bench.data("hsds/schema") else {
        tally.leave_out(&format!("objects of the {site}"), "no hsds/schema");
        return Ok(());
    };
    bench.script("objects.py", include_str!("objects.py"), &[address, &shown(&schemas), site], tally)
}
