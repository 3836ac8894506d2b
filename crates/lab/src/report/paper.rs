//! Minutes put into words, ready to be written as a page or a document.

use reticolo_base::Lang;

/// A document: a title, what is known about it, and parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The title.
    pub title: String,
    /// The language of everything that is not marked otherwise.
    pub lang: Lang,
    /// What stands under the title: that it is a draft, or who approved it.
    pub standing: String,
    /// The parts.
    pub parts: Vec<Part>,
}

/// A part under its own heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name in addresses.
    pub key: &'static str,
    /// Its heading.
    pub heading: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// Something between headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A smaller heading.
    Heading(String),
    /// A paragraph.
    Text(Vec<Span>),
    /// Items.
    Items(Vec<Vec<Span>>),
    /// A table with what it shows.
    Table(Table),
    /// A picture; the table beside it says the same in words.
    Picture(Picture),
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// The heads of its columns.
    pub head: Vec<String>,
    /// Its rows; the first cell of each is its head.
    pub rows: Vec<Vec<String>>,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// What it shows, in words.
    pub title: String,
    /// The picture, as SVG.
    pub svg: String,
    /// Its size in tenths of a millimetre when printed.
    pub size: (u32, u32),
}

/// Words of one kind and language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The words.
    pub words: String,
    /// Their language, where it is not the document's.
    pub lang: Option<Lang>,
    /// How they stand out.
    pub tone: Tone,
}

/// How words stand out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Not at all.
    Plain,
    /// Strongly.
    Strong,
    /// They step back: where, when, how far to be trusted.
    Quiet,
}

impl Span {
    /// Words in the document's language.
    pub fn plain(words: impl Into<String>) -> Self {
        Self { words: words.into(), lang: None, tone: Tone::Plain }
    }

    /// Words that stand out.
    pub fn strong(words: impl Into<String>) -> Self {
        Self { tone: Tone::Strong, ..Self::plain(words) }
    }

    /// Words that step back.
    pub fn quiet(words: impl Into<String>) -> Self {
        Self { tone: Tone::Quiet, ..Self::plain(words) }
    }

    /// Words in a language of their own.
    pub fn of(words: impl Into<String>, lang: Lang) -> Self {
        Self { lang: Some(lang), ..Self::plain(words) }
    }
}

/// A person's own text as blocks: paragraphs, and items where a line begins with `- `.
pub fn blocks_of(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match (line.strip_prefix("- "), blocks.last_mut()) {
            (Some(item), Some(Block::Items(items))) => items.push(vec![Span::plain(item)]),
            (Some(item), _) => blocks.push(Block::Items(vec![vec![Span::plain(item)]])),
            (None, _) => blocks.push(Block::Text(vec![Span::plain(line)])),
        }
    }
    blocks
}

/// Blocks as plain text, for a person to begin her own with. Pictures are left out: they stay where they are.
pub fn plain(blocks: &[Block]) -> String {
    let words = |spans: &[Span]| spans.iter().map(|span| span.words.as_str()).collect::<Vec<_>>().join(" ");
    let mut lines = Vec::new();
    for block in blocks {
        match block {
            Block::Heading(heading) => lines.push(format!("\n{heading}")),
            Block::Text(spans) => lines.push(words(spans)),
            Block::Items(items) => lines.extend(items.iter().map(|item| format!("- {}", words(item)))),
            Block::Table(table) => {
                lines.push(table.caption.clone());
                lines.extend(table.rows.iter().map(|row| format!("- {}", row.join(": "))));
            }
            Block::Picture(_) => {}
        }
    }
    lines.join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_are_paragraphs_and_items() {
        let blocks = blocks_of("Presenti:\n- il Comune\n- l'ASL\n\nFine.");
        assert_eq!(blocks.len(), 3);
        assert_eq!(plain(&blocks), "Presenti:\n- il Comune\n- l'ASL\nFine.");
    }

    proptest! {
        #[test]
        fn text_and_blocks_are_the_same_after_one_turn(text in "[a-z \n-]{0,80}") {
            let once = plain(&blocks_of(&text));
            prop_assert_eq!(plain(&blocks_of(&once)), once);
        }
    }
}
