//! The text of a document.

use super::{
    picture_name,
    text::{escaped, inline},
};
use crate::report::paper::{Block, Paper, Picture, Span, Table, Tone};
use reticolo_base::{Direction, Lang};
use std::fmt::Write as _;

/// The namespaces that are used.
pub(super) const NAMESPACES: &str = "\
    xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
    xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
    xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
    xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
    xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" \
    xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" \
    xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" \
    xmlns:xlink=\"http://www.w3.org/1999/xlink\"";

/// `content.xml`.
pub(super) fn xml(paper: &Paper) -> String {
    let mut body = Body { text: String::new(), pictures: 0, tables: 0 };
    body.heading(1, &paper.title);
    body.line("Standing", &[Span::plain(paper.standing.as_str())]);
    for part in &paper.parts {
        body.heading(2, &part.heading);
        part.blocks.iter().for_each(|block| body.block(block));
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content {NAMESPACES} office:version=\"1.3\">\
         <office:automatic-styles>{}</office:automatic-styles><office:body><office:text>{}</office:text></office:body></office:document-content>",
        automatic(),
        body.text
    )
}

/// A style for each language and tone, so that words are read and hyphenated as what they are.
fn automatic() -> String {
    let mut styles = String::from(
        "<style:style style:name=\"Cell\" style:family=\"table-cell\"><style:table-cell-properties fo:padding=\"0.15cm\" fo:border=\"0.5pt solid #5c6f82\"/></style:style>",
    );
    for tone in [Tone::Plain, Tone::Strong, Tone::Quiet] {
        for lang in Lang::ALL {
            let look = match tone {
                Tone::Plain => "",
                Tone::Strong => " fo:font-weight=\"bold\" style:font-weight-complex=\"bold\"",
                Tone::Quiet => " fo:color=\"#455b71\"",
            };
            let tongue = if lang.direction() == Direction::Rtl {
                format!("style:language-complex=\"{lang}\" style:country-complex=\"none\"")
            } else {
                format!("fo:language=\"{lang}\" fo:country=\"none\"")
            };
            let _ = write!(
                styles,
                "<style:style style:name=\"{}\" style:family=\"text\"><style:text-properties {tongue}{look}/></style:style>",
                name(tone, lang)
            );
        }
    }
    styles
}

fn name(tone: Tone, lang: Lang) -> String {
    let tone = match tone {
        Tone::Plain => "Plain",
        Tone::Strong => "Strong",
        Tone::Quiet => "Quiet",
    };
    format!("{tone}_{lang}")
}

struct Body {
    text: String,
    pictures: usize,
    tables: usize,
}

impl Body {
    fn heading(&mut self, level: u8, words: &str) {
        let _ = write!(
            self.text,
            "<text:h text:style-name=\"Heading_20_{level}\" text:outline-level=\"{level}\">{}</text:h>",
            inline(words)
        );
    }

    fn line(&mut self, style: &str, spans: &[Span]) {
        let _ = write!(self.text, "<text:p text:style-name=\"{style}\">");
        self.spans(spans);
        self.text.push_str("</text:p>");
    }

    fn spans(&mut self, spans: &[Span]) {
        for (place, span) in spans.iter().enumerate() {
            if place > 0 {
                self.text.push_str("<text:s text:c=\"1\"/>");
            }
            match (span.lang, span.tone) {
                (None, Tone::Plain) => self.text.push_str(&inline(&span.words)),
                (lang, tone) => {
                    let style = name(tone, lang.unwrap_or(Lang::It));
                    let words = inline(&span.words);
                    let _ = write!(self.text, "<text:span text:style-name=\"{style}\">{words}</text:span>");
                }
            }
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(words) => self.heading(3, words),
            Block::Text(spans) => self.line(paragraph(spans), spans),
            Block::Items(items) => self.items(items),
            Block::Table(table) => self.table(table),
            Block::Picture(picture) => self.picture(picture),
        }
    }

    fn items(&mut self, items: &[Vec<Span>]) {
        self.text.push_str("<text:list text:style-name=\"Items\">");
        for item in items {
            self.text.push_str("<text:list-item>");
            self.line(paragraph(item), item);
            self.text.push_str("</text:list-item>");
        }
        self.text.push_str("</text:list>");
    }

    fn table(&mut self, table: &Table) {
        self.tables += 1;
        let columns = table.head.len().max(table.rows.iter().map(Vec::len).max().unwrap_or(0)).max(1);
        self.line("Caption", &[Span::plain(table.caption.as_str())]);
        let _ = write!(
            self.text,
            "<table:table table:name=\"Table{}\"><table:table-column table:number-columns-repeated=\"{columns}\"/><table:table-header-rows>",
            self.tables
        );
        self.row(&table.head, columns, "Table_20_Heading");
        self.text.push_str("</table:table-header-rows>");
        table.rows.iter().for_each(|row| self.row(row, columns, "Text_20_body"));
        self.text.push_str("</table:table>");
    }

    fn row(&mut self, cells: &[String], columns: usize, style: &str) {
        self.text.push_str("<table:table-row>");
        for place in 0..columns {
            self.text.push_str("<table:table-cell table:style-name=\"Cell\" office:value-type=\"string\">");
            self.line(style, &[Span::plain(cells.get(place).map_or("", String::as_str))]);
            self.text.push_str("</table:table-cell>");
        }
        self.text.push_str("</table:table-row>");
    }

    fn picture(&mut self, picture: &Picture) {
        self.pictures += 1;
        // No wider than the page between its margins.
        let (width, height) = picture.size;
        let fit = if width > 1_650 { 1_650.0 / f64::from(width) } else { 1.0 };
        let centimetres = |tenths: u32| f64::from(tenths) * fit / 100.0;
        let _ = write!(
            self.text,
            "<text:p text:style-name=\"Text_20_body\"><draw:frame draw:name=\"{number}\" text:anchor-type=\"as-char\" \
             svg:width=\"{w:.2}cm\" svg:height=\"{h:.2}cm\"><draw:image xlink:href=\"{file}\" xlink:type=\"simple\" \
             xlink:show=\"embed\" xlink:actuate=\"onLoad\" draw:mime-type=\"image/svg+xml\"/><svg:title>{title}</svg:title></draw:frame></text:p>",
            number = format_args!("Picture{}", self.pictures),
            w = centimetres(width),
            h = centimetres(height),
            file = picture_name(self.pictures),
            title = escaped(&picture.title),
        );
    }
}

/// A paragraph that begins in a language written from the right is set from the right.
fn paragraph(spans: &[Span]) -> &'static str {
    let first = spans.iter().find_map(|span| span.lang);
    match first.map(Lang::direction) {
        Some(Direction::Rtl) => "From_20_right",
        _ => "Text_20_body",
    }
}
