//! How much is taken at most, so that no file can exhaust the machine.

/// How much is taken at most.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of one file, unpacked.
    pub file: u64,
    /// Bytes of all files together, unpacked.
    pub total: u64,
    /// Files in a folder or archive.
    pub entries: usize,
    /// How many times larger than packed an archive's entry may be, once it is beyond a megabyte.
    pub ratio: u64,
    /// Rows of one table.
    pub rows: usize,
    /// Characters of one cell.
    pub cell: usize,
    /// Columns of one table.
    pub columns: usize,
}

impl Default for Limits {
    fn default() -> Self {
        let megabyte = 1 << 20;
        Self {
            file: 256 * megabyte,
            total: 512 * megabyte,
            entries: 500,
            ratio: 200,
            rows: 2_000_000,
            cell: 100_000,
            columns: 500,
        }
    }
}
