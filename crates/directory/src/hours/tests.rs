use super::*;
use crate::hsds::Weekday;
use jiff::civil::{Date, date, time};
use proptest::prelude::*;
use reticolo_base::Instant;

const LECCE: &str = "075035";

fn hours(expression: &str) -> Hours {
    Hours::of(expression, DEFAULT_ZONE).unwrap()
}

/// A moment on the clock in Rome.
fn rome(text: &str) -> Instant {
    let local: jiff::civil::DateTime = text.parse().unwrap();
    Instant::from(local.in_tz(DEFAULT_ZONE).unwrap().timestamp())
}

fn open_until(text: &str) -> OpenState {
    OpenState::Open { until: Some(rome(text)) }
}

fn opens_next(text: &str) -> OpenState {
    OpenState::Closed { opens_next: Some(rome(text)) }
}

fn slots(day: &Day) -> Vec<String> {
    day.slots
        .iter()
        .map(|s| format!("{}-{}", s.opens.strftime("%H:%M"), s.closes.strftime("%H:%M")))
        .collect()
}

#[test]
fn an_office_is_open_in_the_morning_and_on_thursday_afternoon() {
    let office = hours("Mo-Fr 09:00-12:00; Th 09:00-12:00,15:00-17:00; PH off");
    assert_eq!(office.state(rome("2026-11-23T10:00")), open_until("2026-11-23T12:00"));
    assert_eq!(office.state(rome("2026-11-23T12:00")), opens_next("2026-11-24T09:00"));
    assert_eq!(office.state(rome("2026-11-26T16:59")), open_until("2026-11-26T17:00"));
    assert_eq!(office.state(rome("2026-11-28T10:00")), opens_next("2026-11-30T09:00"));
}

#[test]
fn on_christmas_it_is_closed_and_says_when_it_opens() {
    let office = hours("Mo-Fr 09:00-12:00; PH off");
    assert_eq!(office.state(rome("2026-12-25T10:00")), opens_next("2026-12-28T09:00"));
    let day = office.day(date(2026, 12, 25));
    assert_eq!(day.holiday, Some(Holiday::Italy(Feast::Christmas)));
    assert!(day.slots.is_empty());
}

#[test]
fn hours_that_do_not_speak_of_feasts_are_not_trusted_on_one() {
    let office = hours("Mo-Fr 09:00-12:00");
    assert_eq!(office.state(rome("2026-12-25T10:00")), OpenState::Unknown);
    assert_eq!(office.state(rome("2026-12-25T13:00")), opens_next("2026-12-28T09:00"));
    assert_eq!(slots(&office.day(date(2026, 12, 25))), ["09:00-12:00"]);
    assert!(!office.day(date(2026, 12, 25)).slots[0].sure);
}

#[test]
fn a_comment_is_not_a_rule_for_feasts() {
    let office = hours("Mo-Fr 09:00-12:00 \"ask PHILIP\"");
    assert_eq!(office.state(rome("2026-12-25T10:00")), OpenState::Unknown);
}

#[test]
fn lecce_keeps_sant_oronzo_and_bari_does_not() {
    let expression = "Mo-Fr 09:00-12:00; PH off";
    let morning = rome("2026-08-26T10:00");
    assert_eq!(hours(expression).in_municipality(LECCE).state(morning), opens_next("2026-08-27T09:00"));
    assert_eq!(hours(expression).in_municipality("072006").state(morning), open_until("2026-08-26T12:00"));
    let day = hours(expression).in_municipality(LECCE).day(date(2026, 8, 26));
    assert_eq!(day.holiday, Some(Holiday::Patron("Sant'Oronzo".into())));
}

#[test]
fn in_august_it_is_closed_for_two_weeks() {
    let office = hours("Mo-Fr 09:00-12:00; PH off; 2026 Aug 10-21 off");
    assert_eq!(office.state(rome("2026-08-12T10:00")), opens_next("2026-08-24T09:00"));
    assert_eq!(office.state(rome("2027-08-12T10:00")), open_until("2027-08-12T12:00"));
}

#[test]
fn a_help_line_never_closes_not_even_on_a_feast() {
    let line = hours("24/7");
    assert!(line.is_always());
    assert_eq!(line.state(rome("2026-12-25T03:00")), OpenState::Open { until: None });
    assert!(hours("Mo-Su 00:00-24:00").is_always());
    assert!(!hours("Mo-Su 00:00-24:00; PH off").is_always());
    assert!(!hours("24/7 off").is_always());
}

#[test]
fn what_closes_after_midnight_is_one_opening() {
    let shelter = hours("Mo-Su,PH 20:00-08:00");
    assert_eq!(shelter.state(rome("2026-11-23T23:00")), open_until("2026-11-24T08:00"));
    assert_eq!(shelter.state(rome("2026-11-24T07:59")), open_until("2026-11-24T08:00"));
    assert_eq!(shelter.state(rome("2026-11-24T08:00")), opens_next("2026-11-24T20:00"));
    let day = shelter.day(date(2026, 11, 24));
    assert_eq!(slots(&day), ["20:00-08:00"]);
    assert!(day.slots[0].is_past_midnight());
}

#[test]
fn the_night_when_clocks_go_forward_has_one_hour_less() {
    let shelter = hours("Mo-Su,PH 20:00-08:00");
    let night = shelter.intervals(rome("2026-03-28T12:00"), rome("2026-03-29T12:00"));
    assert_eq!(night.len(), 1);
    assert_eq!((night[0].closes.0 - night[0].opens.0) / 3_600_000_000, 11);
    let small = hours("Mo-Su,PH 02:00-03:00");
    assert_eq!(small.intervals(rome("2026-03-29T00:00"), rome("2026-03-29T12:00")), []);
}

#[test]
fn the_night_when_clocks_go_back_has_one_hour_more() {
    let shelter = hours("Mo-Su,PH 20:00-08:00");
    let night = shelter.intervals(rome("2026-10-24T12:00"), rome("2026-10-25T12:00"));
    assert_eq!((night[0].closes.0 - night[0].opens.0) / 3_600_000_000, 13);
    let bar = hours("Mo-Su,PH 22:00-02:30");
    let first: Instant = "2026-10-25T00:30:00Z".parse().unwrap();
    assert_eq!(bar.state(rome("2026-10-24T23:00")), OpenState::Open { until: Some(first) });
    assert!(matches!(bar.state(first), OpenState::Closed { .. }));
    assert!(
        matches!(bar.state(first.plus_seconds(3600)), OpenState::Closed { .. }),
        "it does not open again"
    );
}

#[test]
fn a_week_begins_where_the_page_wants_it() {
    let office = hours("Mo-Fr 09:00-12:00; PH off");
    let week = office.week(date(2026, 12, 5));
    assert_eq!(week[0].date.weekday(), jiff::civil::Weekday::Saturday);
    let open: Vec<_> = week.iter().map(|day| day.slots.len()).collect();
    assert_eq!(open, [0, 0, 1, 0, 1, 1, 1], "8 December is a feast");
    assert_eq!(week[3].holiday, Some(Holiday::Italy(Feast::Immaculate)));
}

#[test]
fn a_perhaps_is_neither_open_nor_closed() {
    let office = hours("Mo 09:00-12:00 unknown; Tu 09:00-12:00; PH off");
    assert_eq!(office.state(rome("2026-11-23T10:00")), OpenState::Unknown);
    assert_eq!(office.state(rome("2026-11-22T10:00")), opens_next("2026-11-24T09:00"));
}

#[test]
fn bad_hours_are_an_error_and_answer_unknown() {
    let profile = |text: &str| HoursProfile { expression: Some(text.into()), time_zone: None };
    for text in
        ["chiuso il lunedì", "Mo-Xx 09:00", "25:00-99:00", "Mo 09:00-", &"Mo 09:00-10:00; ".repeat(500)]
    {
        let hours = Hours::parse(&profile(text), &[]);
        assert!(matches!(hours, Err(HoursError::Expression(_))), "{text}");
        assert_eq!(OpenState::of(&hours, rome("2026-11-23T10:00")), OpenState::Unknown);
    }
    assert_eq!(Hours::parse(&profile("  "), &[]).unwrap_err(), HoursError::Unsaid);
    let lost = HoursProfile { expression: Some("24/7".into()), time_zone: Some("Europe/Atlantis".into()) };
    assert_eq!(Hours::parse(&lost, &[]).unwrap_err(), HoursError::Zone("Europe/Atlantis".into()));
}

#[test]
fn another_time_zone_has_its_own_clock_and_no_italian_feasts() {
    let miami = Hours::of("Mo-Fr 09:00-17:00", "America/New_York").unwrap();
    let morning: Instant = "2026-12-08T14:30:00Z".parse().unwrap();
    let evening: Instant = "2026-12-08T22:00:00Z".parse().unwrap();
    assert_eq!(miami.state(morning), OpenState::Open { until: Some(evening) });
}

// --- HSDS schedules ---

fn weekday_row(weekday: &str, opens: &str, closes: &str) -> Schedule {
    let mut row =
        Schedule { opens_at: Some(opens.into()), closes_at: Some(closes.into()), ..Schedule::default() };
    row.other.insert("weekday".into(), weekday.into());
    row
}

fn from(schedules: &[Schedule]) -> Result<Hours, HoursError> {
    Hours::parse(&HoursProfile::default(), schedules)
}

fn recurring(freq: &str, byday: &str, opens: &str, closes: &str) -> Schedule {
    Schedule {
        freq: Some(freq.into()),
        byday: Some(byday.into()),
        opens_at: Some(opens.into()),
        closes_at: Some(closes.into()),
        ..Schedule::default()
    }
}

#[test]
fn rows_of_hsds_1_join_to_one_week() {
    let rows = [
        weekday_row("Monday", "9:00am", "12:00pm"),
        weekday_row("Monday", "2:00pm", "5:00pm"),
        weekday_row("Tuesday", "9:00am", "5:00pm"),
    ];
    let week = from(&rows).unwrap().week(date(2026, 11, 23));
    assert_eq!(slots(&week[0]), ["09:00-12:00", "14:00-17:00"]);
    assert_eq!(slots(&week[1]), ["09:00-17:00"]);
    assert!(week[2].slots.is_empty());
}

#[test]
fn a_row_without_plain_times_makes_its_day_unknown_and_no_other() {
    let rows = [weekday_row("Monday", "9:00am", "5:00"), weekday_row("Tuesday", "9:00am", "5:00pm")];
    let hours = from(&rows).unwrap();
    assert_eq!(hours.state(rome("2026-11-23T10:00")), OpenState::Unknown);
    assert_eq!(hours.state(rome("2026-11-24T10:00")), open_until("2026-11-24T17:00"));
}

#[test]
fn all_day_is_written_in_several_ways() {
    for (opens, closes) in [
        ("00:00", "00:00"),
        ("00:00", "24:00"),
        ("00:00", "23:59"),
        ("23:00", "22:59"),
        ("12:00am", "11:59pm"),
    ] {
        let hours = from(&[recurring("WEEKLY", "MO,TU,WE,TH,FR,SA,SU", opens, closes)]).unwrap();
        assert!(hours.is_always(), "{opens}-{closes}: {}", hours.expression());
    }
    let nothing = from(&[recurring("WEEKLY", "MO", "09:00", "09:00")]).unwrap();
    assert_eq!(nothing.state(rome("2026-11-23T10:00")), OpenState::Unknown);
}

#[test]
fn the_second_tuesday_and_the_last_friday() {
    let hours = from(&[recurring("MONTHLY", "2TU,-1FR", "15:00", "17:00")]).unwrap();
    assert_eq!(hours.state(rome("2026-11-11T10:00")), opens_next("2026-11-27T15:00"));
    // The second Tuesday of December is a feast of which these hours do not speak, and the last Friday is Christmas.
    assert_eq!(hours.state(rome("2026-12-08T16:00")), OpenState::Unknown);
    assert_eq!(hours.state(rome("2026-12-01T10:00")), opens_next("2027-01-12T15:00"));
}

#[test]
fn days_of_the_month_are_those_that_exist() {
    let row = Schedule {
        freq: Some("MONTHLY".into()),
        bymonthday: Some("15, 31".into()),
        opens_at: Some("09:00".into()),
        closes_at: Some("10:00".into()),
        ..Schedule::default()
    };
    let hours = from(&[row]).unwrap();
    assert_eq!(hours.state(rome("2026-11-16T10:00")), opens_next("2026-12-15T09:00"));
    assert_eq!(hours.state(rome("2027-02-16T10:00")), opens_next("2027-03-15T09:00"));
}

#[test]
fn a_schedule_holds_within_its_season() {
    let mut row = recurring("WEEKLY", "MO", "09:00:00", "12:00:00");
    row.valid_from = Some("2026-06-01".into());
    row.valid_to = Some("2026-09-15".into());
    let hours = from(&[row.clone()]).unwrap();
    assert_eq!(hours.state(rome("2026-05-20T10:00")), opens_next("2026-06-01T09:00"));
    assert_eq!(hours.state(rome("2026-09-14T12:00")), OpenState::Closed { opens_next: None });
    row.valid_to = None;
    assert_eq!(from(&[row]).unwrap().state(rome("2031-09-15T10:00")), open_until("2031-09-15T12:00"));
}

#[test]
fn seasons_with_different_hours_join() {
    let mut summer = recurring("WEEKLY", "MO,TU", "08:00", "12:00");
    summer.valid_from = Some("2026-06-01".into());
    summer.valid_to = Some("2026-08-31".into());
    let mut autumn = recurring("WEEKLY", "MO,TU", "09:00", "13:00");
    autumn.valid_from = Some("2026-09-01".into());
    let hours = from(&[summer, autumn]).unwrap();
    assert_eq!(slots(&hours.day(date(2026, 7, 6))), ["08:00-12:00"]);
    assert_eq!(slots(&hours.day(date(2026, 9, 7))), ["09:00-13:00"]);
}

#[test]
fn every_second_week_is_unknown_and_not_every_week() {
    let mut row = recurring("WEEKLY", "MO", "09:00", "12:00");
    row.interval = Some(2.into());
    assert_eq!(from(&[row]).unwrap().state(rome("2026-11-23T10:00")), OpenState::Unknown);
}

#[test]
fn schedules_that_say_nothing_are_an_error() {
    assert_eq!(from(&[]).unwrap_err(), HoursError::Unsaid);
    assert_eq!(from(&[Schedule::default()]).unwrap_err(), HoursError::Schedules);
    assert_eq!(from(&[recurring("WEEKLY", "9MO", "09:00", "10:00")]).unwrap_err(), HoursError::Schedules);
    assert_eq!(from(&[weekday_row("someday", "9am", "5pm")]).unwrap_err(), HoursError::Schedules);
}

#[test]
fn hours_go_out_as_schedules_and_come_back() {
    for expression in [
        "Mo-Fr 09:00-12:00; Th 09:00-12:00,15:00-17:00; PH off",
        "Mo-Su,PH 20:00-08:00",
        "Tu[2] 15:00-17:00; PH off",
        "Fr[-1] 15:00-17:00; PH off",
        "Mo-We 09:00-12:00; 2026 Dec 14-20 off; PH off",
        "24/7",
    ] {
        let hours = hours(expression);
        let on = date(2026, 11, 23);
        let schedules = hours.to_schedules("owner", on);
        assert!(!schedules.is_empty(), "{expression}");
        assert_eq!(schedules, hours.to_schedules("owner", on));
        let back = from(&schedules).unwrap();
        let mut day = on;
        while day < date(2027, 3, 1) {
            if holiday(day, None).is_none() {
                assert_eq!(
                    slots(&hours.day(day)),
                    slots(&back.day(day)),
                    "{expression} {day} {}",
                    back.expression()
                );
            }
            day = day.tomorrow().unwrap();
        }
    }
}

#[test]
fn what_schedules_cannot_say_comes_back_as_unknown_and_never_as_closed() {
    for expression in ["week 1-53/2 Mo 09:00-12:00; PH off", "Mo 09:00-12:00 unknown; PH off"] {
        let schedules = hours(expression).to_schedules("owner", date(2026, 11, 23));
        assert_eq!(schedules.len(), 1, "{expression}");
        assert_eq!((schedules[0].byday.as_deref(), &schedules[0].opens_at), (Some("MO"), &None));
        assert!(schedules[0].notes.as_deref().is_some_and(|notes| notes.contains("Mo 09:00-12:00")));
        assert_eq!(from(&schedules).unwrap().state(rome("2026-11-23T10:00")), OpenState::Unknown);
        assert!(matches!(
            from(&schedules).unwrap().state(rome("2026-11-24T10:00")),
            OpenState::Closed { .. }
        ));
    }
}

#[test]
fn the_offset_is_that_of_the_day() {
    let office = hours("Mo-Fr 09:00-12:00");
    let zone = |on: Date| office.to_schedules("x", on)[0].timezone.clone();
    assert_eq!(zone(date(2026, 7, 1)), Some(2.into()));
    assert_eq!(zone(date(2026, 12, 1)), Some(1.into()));
    assert_eq!(office.to_schedules("x", date(2026, 12, 1))[0].byday.as_deref(), Some("MO,TU,WE,TH,FR"));
}

proptest! {
    #[test]
    fn no_expression_panics(text in "\\PC{0,60}", at in any::<i64>()) {
        if let Ok(hours) = Hours::of(&text, DEFAULT_ZONE) {
            let _ = hours.state(Instant(at));
        }
    }

    #[test]
    fn no_expression_made_of_its_words_panics(
        words in prop::collection::vec(prop::sample::select(vec![
            "Mo", "-", "Fr", " ", ",", ";", "09:00", "12:00", "26:00", "PH", "SH", "off", "Aug", "10", "21", "2026", "easter",
            "week", "1", "[2]", "[-1]", "||", "unknown", "sunset", "+", "/", "Dec 25", "\"x\"", "24/7", "Feb 29", "(sunrise-01:00)",
        ]), 0..14),
        at in 0i64..4_000_000_000_000_000,
    ) {
        if let Ok(hours) = Hours::of(&words.concat(), DEFAULT_ZONE) {
            let _ = hours.state(Instant(at));
            let _ = hours.week(Instant(at).day_in(hours.zone()));
            let _ = hours.to_schedules("x", Instant(at).day_in(hours.zone()));
        }
    }

    #[test]
    fn the_state_agrees_with_the_intervals(
        days in prop::sample::subsequence(vec!["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"], 1..7),
        opens in 0u16..1440,
        long in 1u16..1400,
        at in 1_770_000_000i64..1_800_000_000,
    ) {
        let closes = opens + long;
        let text = format!("{} {:02}:{:02}-{:02}:{:02}; PH off", days.join(","), opens / 60, opens % 60, closes / 60, closes % 60);
        let hours = hours(&text);
        let at = Instant(at * 1_000_000);
        let inside = hours.intervals(at, at.plus_seconds(1));
        match hours.state(at) {
            OpenState::Open { until } => {
                prop_assert_eq!(inside.len(), 1);
                prop_assert!(until.is_none_or(|until| until > at));
            }
            OpenState::Closed { opens_next } => {
                prop_assert!(inside.is_empty(), "{}", text);
                let next = opens_next.unwrap();
                prop_assert!(next > at);
                let next_is_open = matches!(hours.state(next), OpenState::Open { .. });
                prop_assert!(next_is_open, "{}", text);
            }
            OpenState::Unknown => prop_assert!(false, "{}", text),
        }
    }

    #[test]
    fn no_schedule_panics(freq in "\\PC{0,8}", byday in "\\PC{0,10}", opens in "\\PC{0,8}", closes in "\\PC{0,8}", from in "\\PC{0,12}") {
        let mut row = recurring(&freq, &byday, &opens, &closes);
        row.valid_from = Some(from.clone());
        row.bymonthday = Some(from.clone());
        row.dtstart = Some(from);
        let _ = Hours::parse(&HoursProfile::default(), &[row]);
    }
}

#[test]
fn weekdays_are_written_in_their_order() {
    assert_eq!(Weekday::ALL.map(Weekday::code).join(","), "MO,TU,WE,TH,FR,SA,SU");
    assert_eq!(time(0, 0, 0, 0), week::time(1440));
}
