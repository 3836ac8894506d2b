//! A person in a form: the cells of a row, and what is doubtful at each.

use super::show;
use crate::fields::Fields;
use reticolo_lab::people::{
    Participant, Private, Role,
    list::{About, Column, Known, Row, Weighed, weigh},
};
use reticolo_words::Words;

/// A field of a person's form.
pub struct Cell {
    /// Its name in the form.
    pub name: String,
    /// The column.
    pub code: &'static str,
    /// What it is called.
    pub label: String,
    /// What was written.
    pub value: String,
    /// What is doubtful.
    pub problem: Option<String>,
}

/// What is doubtful, in words.
pub fn said(words: &Words, about: &About) -> String {
    let says = |key: &str, says: &str| words.say_with(key, &[("says", says.into())]);
    let line = |key: &str, line: u32| words.say_with(key, &[("line", i64::from(line).into())]);
    match about {
        About::NoName => words.say("lab-people-doubt-name").into_owned(),
        About::SameName(earlier) => line("lab-people-doubt-same-name", *earlier),
        About::SameMail(earlier) => line("lab-people-doubt-same-mail", *earlier),
        About::Language(text) | About::Lang(text) => says("lab-people-doubt-language", text),
        About::Kind(text) => says("lab-people-doubt-kind", text),
        About::Territory(text) => says("lab-people-doubt-territory", text),
        About::Role(text) => says("lab-people-doubt-role", text),
        About::YesNo(text) => says("lab-people-doubt-yes", text),
        About::Mail(text) => says("lab-people-doubt-mail", text),
        About::Formula => words.say("lab-people-doubt-formula").into_owned(),
        About::NotThere => words.say("lab-people-doubt-apart").into_owned(),
    }
}

/// One field of a row.
pub fn cell(words: &Words, prefix: &str, row: &Row, weighed: &Weighed, column: Column) -> Cell {
    let doubts = weighed.doubts.iter().filter(|doubt| doubt.column == column);
    let problems: Vec<String> = doubts.map(|doubt| said(words, &doubt.about)).collect();
    Cell {
        name: format!("{prefix}{}", column.code()),
        code: column.code(),
        label: words.say(&format!("lab-people-column-{}", column.code())).into_owned(),
        value: row.cell(column).to_owned(),
        problem: (!problems.is_empty()).then(|| problems.join(" ")),
    }
}

/// The row that a form holds.
pub fn typed(fields: &Fields) -> Row {
    let mut row = Row::default();
    row.another = fields.ticked("another");
    for column in Column::ALL {
        row.put(column, fields.one(column.code()).unwrap_or_default());
    }
    row
}

/// What a row means.
pub fn weighed(row: &Row, known: &[Known]) -> Option<Weighed> {
    weigh(std::slice::from_ref(row), show::lexicon(), known).pop()
}

/// A participant as the row of a form.
pub fn of(words: &Words, person: &Participant, role: Role, private: &Private) -> Row {
    let mut row = Row::default();
    let yes = |yes: bool| if yes { "1" } else { "" };
    row.put(Column::Name, &person.name);
    row.put(Column::Body, &person.body);
    row.put(Column::Kind, &person.kind);
    row.put(Column::Territory, show::place(&person.territory));
    row.put(Column::Speaks, &spoken(words, person.speaks.as_ref()));
    row.put(Column::Reads, &spoken(words, person.reads.as_ref()));
    row.put(Column::Lang, person.lang.code());
    row.put(Column::Mediator, yes(person.mediator));
    row.put(Column::StepFree, yes(person.step_free));
    row.put(Column::Role, role.code());
    row.put(Column::Mail, &private.mail);
    row.put(Column::Phone, &private.phone);
    row.put(Column::Access, &private.access);
    row
}

fn spoken(words: &Words, codes: Option<&std::collections::BTreeSet<String>>) -> String {
    let names = codes.into_iter().flatten().map(|code| show::tongue(words.lang(), code));
    names.collect::<Vec<_>>().join(", ")
}
