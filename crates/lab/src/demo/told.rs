//! What institutions answered, by which day they accepted to, and the minutes.

use super::{
    Unfilled,
    file::{self, After, Answer, Clock, Minutes},
    follow::thing,
    play::{Play, id, lab, session as session_id},
};
use crate::{
    Refused,
    after::{
        answer::{self, Outcome},
        clock,
    },
    report::{self, Section},
};

/// Answers, clocks and minutes.
pub(super) async fn tell(play: &Play<'_>) -> Result<(), Unfilled> {
    let after: After = file::read("after.toml")?;
    for one in &after.clock {
        accept(play, one).await?;
    }
    for (number, one) in after.answer.iter().enumerate() {
        give(play, one, number).await?;
    }
    minutes(play, &after.minutes).await?;
    Ok(())
}

async fn accept(play: &Play<'_>, one: &Clock) -> Result<(), Refused> {
    let (ctx, due) = (play.staff_on(one.accepted), play.day(one.due));
    clock::accept(play.db, &ctx, lab(), &thing(&one.about), (&one.organization, &due)).await
}

async fn give(play: &Play<'_>, one: &Answer, number: usize) -> Result<(), Refused> {
    let (key, ctx) = (id("answer", &number.to_string()), play.staff_on(one.days));
    let draft = answer::Draft {
        outcome: Outcome::parse(&one.outcome),
        words: &one.words,
        organization: &one.organization,
    };
    answer::give(play.db, &ctx, lab(), key, &thing(&one.about), draft).await?;
    for (lang, words) in &one.to {
        answer::translate(play.db, &ctx, key, *lang, words, true).await?;
    }
    Ok(())
}

/// The first are approved and open to all; in the second a person wrote over a section.
async fn minutes(play: &Play<'_>, file: &Minutes) -> Result<(), Refused> {
    let ctx = play.staff_on(file.approved);
    report::approve(play.db, &ctx, session_id(1), 0, &file.by, true).await?;
    let ctx = play.staff_on(-2);
    report::correct(play.db, &ctx, session_id(2), 0, Section::Opening, &file.corrected).await
}
