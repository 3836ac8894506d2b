//! What a receiver without an account answers: the same moves as everybody's.

use crate::{fields::Fields, routes::mine::said};
use jiff::{civil, tz::TimeZone};
use reticolo_base::Instant;
use reticolo_desk::{
    Desk, Refused,
    referral::{self, Acceptance, Outcome, Reason},
};
use uuid::Uuid;

/// Makes the move that a form asks for.
///
/// # Errors
/// [`Refused::Invalid`] when the form does not say what the move needs; otherwise as the move itself.
pub async fn make(desk: Desk<'_>, referral: Uuid, deed: &str, fields: &Fields) -> Result<(), Refused> {
    let wrong = || Refused::Invalid("act", "desk-problem-words");
    let command = said::command(referral, fields).map_err(|_| wrong())?;
    let words = fields.one("words").unwrap_or_default();
    let id = Uuid::now_v7();
    match deed {
        "accept" => {
            let at = moment(fields.one("day"), fields.one("time"));
            let how = Acceptance { appointment_at: at, contact_by: None, words };
            referral::accept(desk, id, command, how).await.map(drop)
        }
        "wait" => {
            let day = moment(fields.one("day"), Some("12:00")).ok_or_else(wrong)?;
            referral::wait(desk, id, command, (day, words)).await.map(drop)
        }
        "ask" => referral::ask(desk, id, command, words).await.map(drop),
        "begin" => referral::begin(desk, command).await.map(drop),
        "decline" => {
            let reason = fields.one("reason").and_then(Reason::parse).ok_or_else(wrong)?;
            referral::decline(desk, id, command, (reason, "office", words)).await.map(drop)
        }
        "complete" => {
            let outcome = fields.one("outcome").and_then(Outcome::parse).ok_or_else(wrong)?;
            referral::complete(desk, command, outcome).await.map(drop)
        }
        _ => Err(wrong()),
    }
}

/// A day and an hour in Italy, as a form has them.
fn moment(day: Option<&str>, time: Option<&str>) -> Option<Instant> {
    let (day, time): (civil::Date, civil::Time) = (day?.parse().ok()?, time?.parse().ok()?);
    let zone = TimeZone::get("Europe/Rome").unwrap_or(TimeZone::UTC);
    day.to_datetime(time).to_zoned(zone).ok().map(|zoned| zoned.timestamp().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_and_an_hour_are_those_of_italy() {
        let at = moment(Some("2026-11-26"), Some("10:00")).unwrap();
        assert_eq!(at, "2026-11-26T09:00:00Z".parse().unwrap());
        assert_eq!(moment(Some("2026-07-01"), Some("10:00")), "2026-07-01T08:00:00Z".parse().ok());
        for (day, time) in
            [(None, None), (Some("domani"), Some("10:00")), (Some("2026-11-26"), Some("99:99"))]
        {
            assert_eq!(moment(day, time), None);
        }
    }
}
