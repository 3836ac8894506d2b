//! The styles of a document: plain, readable, one column.

use super::content::NAMESPACES;
use crate::report::paper::Paper;
use reticolo_base::Direction;

/// `styles.xml`.
pub(super) fn xml(paper: &Paper) -> String {
    let mode = match paper.lang.direction() {
        Direction::Rtl => "rl-tb",
        Direction::Ltr => "lr-tb",
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-styles {NAMESPACES} office:version=\"1.3\"><office:styles>\
         <style:default-style style:family=\"paragraph\"><style:paragraph-properties style:writing-mode=\"{mode}\"/>\
         <style:text-properties style:font-name=\"Titillium Web\" fo:font-family=\"'Titillium Web', 'Liberation Sans', sans-serif\" \
         fo:font-size=\"11pt\" style:font-size-complex=\"12pt\" fo:language=\"{lang}\" fo:country=\"none\"/></style:default-style>\
         {body}{headings}{items}</office:styles>\
         <office:automatic-styles><style:page-layout style:name=\"A4\"><style:page-layout-properties fo:page-width=\"21cm\" \
         fo:page-height=\"29.7cm\" fo:margin-top=\"2cm\" fo:margin-bottom=\"2cm\" fo:margin-left=\"2.2cm\" fo:margin-right=\"2.2cm\" \
         style:writing-mode=\"{mode}\"/></style:page-layout></office:automatic-styles>\
         <office:master-styles><style:master-page style:name=\"Standard\" style:page-layout-name=\"A4\"/></office:master-styles>\
         </office:document-styles>",
        lang = paper.lang,
        body = paragraphs(mode),
        headings = headings(),
        items = ITEMS,
    )
}

fn paragraphs(mode: &str) -> String {
    let style = |name: &str, shown: &str, paragraph: &str, text: &str| {
        format!(
            "<style:style style:name=\"{name}\" style:display-name=\"{shown}\" style:family=\"paragraph\" style:class=\"text\">\
             <style:paragraph-properties fo:margin-bottom=\"0.2cm\" {paragraph}/><style:text-properties {text}/></style:style>"
        )
    };
    let bold = "fo:font-weight=\"bold\" style:font-weight-complex=\"bold\"";
    let here = format!("style:writing-mode=\"{mode}\"");
    [
        style("Text_20_body", "Text body", &here, ""),
        style("From_20_right", "From right", "style:writing-mode=\"rl-tb\" fo:text-align=\"start\"", ""),
        style("Standing", "Standing", &here, "fo:color=\"#455b71\""),
        style(
            "Caption",
            "Caption",
            &format!("{here} fo:keep-with-next=\"always\" fo:margin-top=\"0.3cm\""),
            bold,
        ),
        style("Table_20_Heading", "Table Heading", &here, bold),
    ]
    .concat()
}

fn headings() -> String {
    let heading = |level: u8, size: u8| {
        format!(
            "<style:style style:name=\"Heading_20_{level}\" style:display-name=\"Heading {level}\" style:family=\"paragraph\" \
             style:default-outline-level=\"{level}\"><style:paragraph-properties fo:margin-top=\"0.5cm\" fo:margin-bottom=\"0.2cm\" \
             fo:keep-with-next=\"always\"/><style:text-properties fo:font-size=\"{size}pt\" style:font-size-complex=\"{size}pt\" \
             fo:font-weight=\"bold\" style:font-weight-complex=\"bold\"/></style:style>"
        )
    };
    [heading(1, 20), heading(2, 15), heading(3, 12)].concat()
}

const ITEMS: &str = "<text:list-style style:name=\"Items\"><text:list-level-style-bullet text:level=\"1\" text:bullet-char=\"•\">\
    <style:list-level-properties text:list-level-position-and-space-mode=\"label-alignment\">\
    <style:list-level-label-alignment text:label-followed-by=\"listtab\" fo:text-indent=\"-0.5cm\" fo:margin-left=\"0.8cm\"/>\
    </style:list-level-properties></text:list-level-style-bullet></text:list-style>";
