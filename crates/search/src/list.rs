//! One term's documents, walked block by block.

use tantivy::{DocId, TERMINATED, postings::BlockSegmentPostings};

/// A term's documents with impacts, in order.
pub(crate) struct List {
    blocks: BlockSegmentPostings,
}

impl List {
    pub(crate) fn new(blocks: BlockSegmentPostings) -> Self {
        Self { blocks }
    }

    /// Calls back with every document and impact.
    #[inline]
    pub(crate) fn each(&mut self, mut call: impl FnMut(DocId, u32)) {
        loop {
            let docs = self.blocks.docs();
            if docs.is_empty() {
                return;
            }
            for (doc, impact) in docs.iter().zip(self.blocks.freqs()) {
                call(*doc, *impact);
            }
            self.blocks.advance();
        }
    }

    /// Calls back with those of the sorted documents that the list has, and their impacts.
    pub(crate) fn each_of(&mut self, wanted: &[DocId], mut call: impl FnMut(DocId, u32)) {
        for doc in wanted {
            let at = self.blocks.seek(*doc);
            let found = self.blocks.doc(at);
            if found == *doc {
                call(*doc, self.blocks.freq(at));
            } else if found == TERMINATED {
                return;
            }
        }
    }
}
