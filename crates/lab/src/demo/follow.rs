//! After the meetings: a working group with its thread, an experiment, promises.

use super::{
    Unfilled,
    file::{self, After, Commitment, Experiment, Group},
    play::{Play, id, lab, person},
    proposals::proposal_id,
    wall::theme_id,
};
use crate::{
    Refused,
    after::{commitment, experiment, group, procedure::shelf, thread},
    provenance::Thing,
};
use reticolo_base::{Ctx, Lang};
use uuid::Uuid;

/// The id of the experiment.
pub(super) fn experiment_id() -> Uuid {
    id("experiment", "desk")
}

/// The id of a promise.
pub(super) fn commitment_id(key: &str) -> Uuid {
    id("commitment", key)
}

/// The thing of which the files say `theme.1.desk`, `proposal.desk` or `experiment`.
pub(super) fn thing(name: &str) -> Thing {
    match name.split_once('.') {
        Some(("theme", key)) => Thing::new("theme", theme_id(key)),
        Some((_, key)) => Thing::new("proposal", proposal_id(key)),
        None => Thing::new("experiment", experiment_id()),
    }
}

/// Group, experiment, promises, and the draft of a procedure.
pub(super) async fn carry_on(play: &Play<'_>) -> Result<(), Unfilled> {
    let after: After = file::read("after.toml")?;
    gather(play, &after.group).await?;
    try_out(play, &after.experiment).await?;
    for one in &after.commitment {
        promise(play, one).await?;
    }
    let ctx = play.staff_on(-11);
    let places = |_: &[String]| "Bari, Foggia, Lecce".to_owned();
    shelf::begin(play.db, &ctx, proposal_id("desk"), id("procedure", "desk"), places).await?;
    Ok(())
}

async fn gather(play: &Play<'_>, file: &Group) -> Result<(), Refused> {
    let (key, ctx) = (id("group", "desk"), play.staff_on(-17));
    let next = format!("{}T17:30", play.day(file.next_days));
    let draft = group::Draft { title: &file.title, task: &file.task, next: &next };
    let from = Thing::new("proposal", proposal_id(&file.from));
    group::form(play.db, &ctx, lab(), key, draft, Some(&from)).await?;
    play.translated(&ctx, ("group.title", key), &file.title, &file.title_to).await?;
    play.translated(&ctx, ("group.task", key), &file.task, &file.task_to).await?;
    for member in &file.members {
        group::join(play.db, &play.by(member, ctx.now), key, person(member)).await?;
    }
    for (number, post) in file.posts.iter().enumerate() {
        let her = play.by_in(&post.by, play.on(post.days, (18, 20)), post.lang);
        let written = id("post", &number.to_string());
        thread::write(play.db, &her, key, written, &post.words).await?;
        for (lang, words) in &post.to {
            thread::translate(play.db, &her, written, *lang, words).await?;
        }
    }
    Ok(())
}

async fn try_out(play: &Play<'_>, file: &Experiment) -> Result<(), Refused> {
    let (key, ctx) = (experiment_id(), play.staff_on(-16));
    let (starts, weeks) = (play.day(file.starts), file.weeks.to_string());
    let draft = experiment::Draft {
        title: &file.title,
        hypothesis: &file.hypothesis,
        place: &file.place,
        measure: &file.measure,
        starts: &starts,
        weeks: &weeks,
    };
    let from = Thing::new("proposal", proposal_id(&file.from));
    experiment::begin(play.db, &ctx, lab(), key, draft, Some(&from)).await?;
    for (entity, source, to) in [
        ("experiment.title", &file.title, &file.title_to),
        ("experiment.hypothesis", &file.hypothesis, &file.hypothesis_to),
        ("experiment.measure", &file.measure, &file.measure_to),
    ] {
        play.translated(&ctx, (entity, key), source, to).await?;
    }
    for (number, note) in file.notes.iter().enumerate() {
        let ctx = Ctx { lang: note.lang, ..play.staff(play.on(note.days, (13, 0))) };
        let written = id("experiment_note", &number.to_string());
        experiment::observe(play.db, &ctx, key, written, &note.words).await?;
        play.translated(&ctx, ("experiment_note", written), &note.words, &note.to).await?;
    }
    Ok(())
}

async fn promise(play: &Play<'_>, one: &Commitment) -> Result<(), Refused> {
    let key = commitment_id(&one.key);
    let at = play.on(one.promised, (12, 0));
    let ctx = one.by.as_ref().map_or_else(|| play.staff(at), |by| play.by(by, at));
    let due = play.day(one.due);
    let draft = commitment::Draft {
        who: &one.who,
        participant: one.by.as_deref().map(person),
        what: &one.what,
        lang: Lang::It,
        due: &due,
        session: Some(super::session(2)),
    };
    commitment::promise(play.db, &ctx, lab(), key, draft, Some(&thing(&one.from))).await?;
    play.translated(&play.staff(at), (commitment::KIND, key), &one.what, &one.to).await?;
    if let Some(moved) = &one.moved {
        let (due, ctx) = (play.day(moved.due), play.staff_on(moved.days));
        commitment::postpone(play.db, &ctx, key, 1, (&due, &moved.reason)).await?;
    }
    if let Some(kept) = &one.kept {
        let ctx = play.staff_on(kept.days);
        commitment::end(play.db, &ctx, key, 1, commitment::End::Kept, &kept.note).await?;
    }
    Ok(())
}
