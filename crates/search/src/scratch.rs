//! Where a search adds up: one cell per document, used again by the next search.

use std::sync::Mutex;

/// One document's sum. A cell is all zero between searches.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Cell {
    pub score: f32,
    /// One bit per word found.
    pub found: u16,
    /// Answers by a tag.
    pub tagged: bool,
}

/// The cells of all documents, and which of them are in use.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    pub cells: Vec<Cell>,
    pub touched: Vec<u32>,
}

impl Scratch {
    fn clean(&mut self) {
        for doc in self.touched.drain(..) {
            if let Some(cell) = self.cells.get_mut(doc as usize) {
                *cell = Cell::default();
            }
        }
    }
}

/// Scratches at rest: as many as ever searched at the same time, but never more than eight.
#[derive(Debug, Default)]
pub(crate) struct Pool(Mutex<Vec<Scratch>>);

impl Pool {
    /// Runs with a scratch of so many clean cells.
    pub(crate) fn with<T>(&self, documents: usize, run: impl FnOnce(&mut Scratch) -> T) -> T {
        let rested = self.0.lock().ok().and_then(|mut pool| pool.pop());
        let mut scratch = rested.unwrap_or_default();
        scratch.cells.resize(documents, Cell::default());
        let result = run(&mut scratch);
        scratch.clean();
        if let Ok(mut pool) = self.0.lock()
            && pool.len() < 8
        {
            pool.push(scratch);
        }
        result
    }
}
