//! Counts for filters.

/// How many services a choice would leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The choice: a code.
    pub code: String,
    /// What it is called, where the code does not tell: the name of a territory.
    pub name: Option<String>,
    /// How many services.
    pub count: u32,
}

/// Counts for every filter; choices that would leave nothing are left out. The counts of a filter do not regard the
/// choice made in that filter, but all other filters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// Groups of needs, in their order.
    pub groups: Vec<Count>,
    /// Needs, most frequent first.
    pub needs: Vec<Count>,
    /// Languages spoken, most frequent first.
    pub languages: Vec<Count>,
    /// Provinces, most frequent first.
    pub provinces: Vec<Count>,
    /// Municipalities and other territories, most frequent first.
    pub municipalities: Vec<Count>,
    /// Open at the moment asked about, or now.
    pub open: u32,
    /// Free of charge.
    pub free: u32,
    /// Without required documents.
    pub no_documents: u32,
    /// With free places.
    pub places_left: u32,
    /// Received by a woman.
    pub woman: u32,
    /// Received by a man.
    pub man: u32,
    /// She may use it; it cannot be said; she may not.
    pub verdicts: [u32; 3],
}

impl Facets {
    /// Counts by number as counts by code; most frequent first.
    pub(super) fn frequent(
        counts: &[u32],
        code: impl Fn(usize) -> Option<(String, Option<String>)>,
    ) -> Vec<Count> {
        let mut all = Self::ordered(counts, code);
        all.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.code.cmp(&b.code)));
        all
    }

    /// Counts by number as counts by code, in their order.
    pub(super) fn ordered(
        counts: &[u32],
        code: impl Fn(usize) -> Option<(String, Option<String>)>,
    ) -> Vec<Count> {
        let some = counts.iter().enumerate().filter(|(_, count)| **count > 0);
        some.filter_map(|(at, count)| code(at).map(|(code, name)| Count { code, name, count: *count }))
            .collect()
    }
}
