//! Writing an index: documents are reduced on every core, and written in order by one.

use crate::{Document, Failure, Index, Vocabulary, analysis::Analyser, index};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use tantivy::{
    TantivyDocument,
    schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions},
    tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer},
};

const CHUNK: u32 = 256;
const MEMORY: usize = 256 << 20;

pub(crate) fn schema() -> (Schema, Field) {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("impacts")
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::WithFreqs);
    let field = schema.add_text_field("terms", TextOptions::default().set_indexing_options(indexing));
    (schema.build(), field)
}

impl Index {
    /// Writes an index of `count` documents into a folder and opens it. What was there before is replaced only when
    /// the new one is whole. The stamp says what it was made from: [`Index::open`] wants the same.
    ///
    /// # Errors
    /// [`Failure::Disk`] and [`Failure::Index`] when the folder cannot be written.
    pub fn write(
        folder: &Path,
        stamp: &str,
        count: u32,
        document: impl Fn(u32) -> Document + Sync,
    ) -> Result<Self, Failure> {
        let fresh = folder.with_extension("fresh");
        index::remove(&fresh)?;
        std::fs::create_dir_all(&fresh)?;
        let vocabulary = write_terms(&fresh, count, document)?;
        std::fs::write(fresh.join(index::WORDS), vocabulary.to_lines())?;
        std::fs::write(fresh.join(index::STAMP), index::full_stamp(stamp))?;
        index::remove(folder)?;
        std::fs::rename(&fresh, folder)?;
        Self::open(folder, stamp)
    }
}

fn write_terms(
    folder: &Path,
    count: u32,
    document: impl Fn(u32) -> Document + Sync,
) -> Result<Vocabulary, Failure> {
    let (schema, field) = schema();
    let builder = tantivy::Index::builder().schema(schema);
    let directory = tantivy::directory::MmapDirectory::open(folder).map_err(tantivy::TantivyError::from)?;
    let tokenizers = tantivy::tokenizer::TokenizerManager::new();
    tokenizers.register("impacts", TextAnalyzer::from(Impacts::default()));
    let mut writer =
        builder.tokenizers(tokenizers).single_segment_index_writer::<TantivyDocument>(directory, MEMORY)?;
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get().min(8));
    let (next, document) = (&AtomicU32::new(0), &document);
    std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel::<(u32, Vec<String>)>(threads * 2);
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                let sender = sender.clone();
                scope.spawn(move || reduce(count, next, document, &sender))
            })
            .collect();
        drop(sender);
        let mut waiting: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        let mut wanted = 0;
        for (chunk, lines) in receiver {
            waiting.insert(chunk, lines);
            while let Some(lines) = waiting.remove(&wanted) {
                for line in lines {
                    let mut written = TantivyDocument::default();
                    written.add_text(field, line);
                    writer.add_document(written)?;
                }
                wanted += 1;
            }
        }
        writer.finalize()?;
        let analysers = workers.into_iter().filter_map(|worker| worker.join().ok());
        Ok(Vocabulary::new(analysers.flat_map(Analyser::words)))
    })
}

/// One thread's work: chunk after chunk, until none is left or nobody listens.
fn reduce(
    count: u32,
    next: &AtomicU32,
    document: &(impl Fn(u32) -> Document + Sync),
    sender: &SyncSender<(u32, Vec<String>)>,
) -> Analyser {
    let mut analyser = Analyser::default();
    loop {
        let chunk = next.fetch_add(1, Ordering::Relaxed);
        let first = chunk.saturating_mul(CHUNK);
        if first >= count {
            return analyser;
        }
        let mut lines = Vec::with_capacity(CHUNK as usize);
        for number in first..count.min(first + CHUNK) {
            let mut line = String::new();
            analyser.encode(&document(number), &mut line);
            lines.push(line);
        }
        if sender.send((chunk, lines)).is_err() {
            return analyser;
        }
    }
}

/// Reads what [`Analyser::encode`] wrote: each term as many times as its impact says, so that the term frequency
/// of the index is the impact.
#[derive(Clone, Default)]
struct Impacts {
    token: Token,
}

struct Repeated<'a> {
    rest: &'a str,
    left: u8,
    token: &'a mut Token,
}

impl Tokenizer for Impacts {
    type TokenStream<'a> = Repeated<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Repeated<'a> {
        self.token.reset();
        Repeated { rest: text, left: 0, token: &mut self.token }
    }
}

impl TokenStream for Repeated<'_> {
    fn advance(&mut self) -> bool {
        while self.left == 0 {
            let Some((pair, rest)) = self.rest.split_once(' ') else { return false };
            self.rest = rest;
            let Some((term, impact)) = pair.split_once('\u{1}') else { continue };
            self.token.text.clear();
            self.token.text.push_str(term);
            self.left = impact.bytes().next().unwrap_or(b'1').saturating_sub(b'0');
        }
        self.left -= 1;
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
