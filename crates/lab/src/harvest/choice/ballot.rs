//! Ballots: of participants with their code, secret, and changeable until they are counted.

use super::{Ballots, Candidate, Choice, State, read::choice};
use crate::{Refused, harvest::typed, programme::bearer_of_session};
use reticolo_accounts::policy::Action;
use reticolo_base::Ctx;
use reticolo_store::{Db, audit::Entry, sql};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What a voter says of one proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// It is fine with me; or, on an approval ballot, I want it.
    Yes,
    /// No opinion.
    Abstain,
    /// I have a serious objection, in these words.
    Object(String),
    /// So many points.
    Points(i64),
}

/// A ballot: answers by the numbers of the proposals. Those without an answer are left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ballot(pub BTreeMap<i64, Answer>);

impl Ballot {
    /// The ballot, if it keeps the rules of the choice; without answers that say nothing.
    ///
    /// # Errors
    /// [`Refused::Invalid`] with the number that was exceeded, or the proposal whose objection has no words.
    pub fn checked(self, choice: &Choice) -> Result<Self, Refused> {
        let mut kept = BTreeMap::new();
        for (number, answer) in self.0 {
            let known = choice.candidates.iter().find(|candidate| candidate.number == number);
            let candidate = known.ok_or(Refused::invalid("lab-harvest-problem-proposal-gone"))?;
            kept.extend(answer.checked(choice.rules.ballots, candidate)?.map(|answer| (number, answer)));
        }
        let ballot = Self(kept);
        let (given, points) = (ballot.points(), choice.rules.points);
        if choice.rules.ballots == Ballots::Points && given > i128::from(points) {
            let args = vec![("given", given.to_string()), ("points", points.to_string())];
            return Err(Refused::Invalid("lab-harvest-problem-over-points", args));
        }
        Ok(ballot)
    }

    fn points(&self) -> i128 {
        let points =
            |answer: &Answer| if let Answer::Points(points) = answer { i128::from(*points) } else { 0 };
        self.0.values().map(points).sum()
    }

    /// How much a proposal is supported: 1 for a yes, its points, 0 for anything else.
    pub fn support(&self, number: i64) -> i64 {
        match self.0.get(&number) {
            Some(Answer::Yes) => 1,
            Some(Answer::Points(points)) => *points,
            _ => 0,
        }
    }
}

impl Answer {
    fn checked(self, ballots: Ballots, candidate: &Candidate) -> Result<Option<Self>, Refused> {
        match (ballots, self) {
            (Ballots::Consent, Self::Object(words)) => {
                let without = |_| {
                    Refused::Invalid(
                        "lab-harvest-problem-objection",
                        vec![("title", candidate.title.clone())],
                    )
                };
                typed::lines(&words, typed::SHORT).map(|words| Some(Self::Object(words))).map_err(without)
            }
            (Ballots::Points, Self::Points(points)) if points < 0 => {
                Err(Refused::invalid("lab-harvest-problem-negative"))
            }
            (Ballots::Points, Self::Points(0)) => Ok(None),
            (Ballots::Consent, answer @ (Self::Yes | Self::Abstain))
            | (Ballots::Approval, answer @ Self::Yes)
            | (Ballots::Points, answer @ Self::Points(_)) => Ok(Some(answer)),
            (Ballots::Approval, Self::Abstain) => Ok(None),
            _ => Err(Refused::invalid("lab-harvest-problem-ballot")),
        }
    }
}

/// Casts the ballot of the participant who asks, or changes it.
///
/// # Errors
/// [`Refused::NotFound`] for whoever is no participant of the Lab, [`Refused::Conflict`] once the ballots were counted,
/// [`Refused::Invalid`] when the ballot breaks the rules; the one before stays then.
pub async fn cast(db: &Db, ctx: &Ctx, id: Uuid, ballot: Ballot) -> Result<(), Refused> {
    let voter = ctx.actor.participant().ok_or(Refused::NotFound)?;
    let choice = choice(db, ctx, id).await?;
    let bearer = bearer_of_session(db, choice.session).await?;
    bearer.may(ctx, Action::TakePart)?;
    let ballot = ballot.checked(&choice)?;
    let mut tx = db.begin(ctx).await?;
    // The update takes the row's lock: no ballot slips in while they are counted.
    let open = sql!("update choice set state = state where id = $1 returning state");
    let row = tx.row(open.bind(id)).await?.ok_or(Refused::NotFound)?;
    if choice.state == State::Closed || row.get::<String>(0)? != "open" {
        return Err(Refused::Conflict("lab-harvest-conflict-closed"));
    }
    let put = sql!(
        "insert into ballot (choice_id, voter, body, at) values ($1, $2, $3, $4)
         on conflict (choice_id, voter) do update set body = excluded.body, at = excluded.at"
    );
    let body = serde_json::json!(ballot).to_string();
    tx.run(put.bind(id).bind(voter).bind(body).bind(ctx.now)).await?;
    let chain = crate::chain(bearer.organization);
    tx.audit(Entry { chain: &chain, action: "ballot.cast", entity: "choice", id: Some(id), detail: "" })
        .await?;
    tx.emit("lab.choice", &serde_json::json!({ "choice": id, "session": choice.session }).to_string())
        .await?;
    Ok(tx.commit().await?)
}

/// The ballot of the participant who asks, if she cast one. Nobody else's is ever shown.
///
/// # Errors
/// [`Refused::Store`] when the database does not answer.
pub async fn mine(db: &Db, ctx: &Ctx, id: Uuid) -> Result<Option<Ballot>, Refused> {
    let Some(voter) = ctx.actor.participant() else { return Ok(None) };
    let find = sql!("select body from ballot where choice_id = $1 and voter = $2");
    let row = db.row(find.bind(id).bind(voter)).await?;
    Ok(row.map(|row| row.get::<String>(0)).transpose()?.and_then(|body| serde_json::from_str(&body).ok()))
}
