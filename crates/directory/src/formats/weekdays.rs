//! One row a weekday, as before HSDS 3, becomes one schedule a set of weekdays.

use super::{
    report::{Repair, Report},
    table::Row,
};
use crate::hsds::Weekday;
use serde_json::Value;
use std::collections::HashMap;

/// Puts rows together that differ only in their weekday and id. Rows without a weekday stay as they are.
pub fn gather(rows: Vec<Row>, table: &str, report: &mut Report) -> Vec<Row> {
    let mut gathered: Vec<(Row, Vec<Weekday>)> = Vec::new();
    let mut by_rest: HashMap<String, usize> = HashMap::new();
    for mut row in rows {
        let day = row.cells.get("weekday").and_then(Value::as_str).and_then(weekday);
        let Some(day) = day else {
            gathered.push((row, Vec::new()));
            continue;
        };
        row.cells.remove("weekday");
        let id = row.cells.remove("id");
        let rest = Value::Object(row.cells.clone()).to_string();
        let known = by_rest.get(&rest).and_then(|at| gathered.get_mut(*at));
        match known {
            Some((_, days)) => {
                report.repair(
                    if days.contains(&day) { Repair::Doubled } else { Repair::Weekdays },
                    table,
                    row.line,
                );
                if !days.contains(&day) {
                    days.push(day);
                }
            }
            None => {
                by_rest.insert(rest, gathered.len());
                if let Some(id) = id {
                    row.cells.insert("id".to_owned(), id);
                }
                gathered.push((row, vec![day]));
            }
        }
    }
    gathered.into_iter().map(written).collect()
}

fn written((mut row, mut days): (Row, Vec<Weekday>)) -> Row {
    if !days.is_empty() {
        days.sort_unstable();
        let days = days.iter().map(|day| day.code()).collect::<Vec<_>>().join(",");
        row.cells.insert("freq".to_owned(), Value::from("WEEKLY"));
        row.cells.insert("byday".to_owned(), Value::from(days));
    }
    row
}

/// A weekday by its English or Italian name, or its number from 1, Monday.
pub fn weekday(told: &str) -> Option<Weekday> {
    let told = reticolo_base::folding::fold(told.trim());
    let italian = ["lun", "mar", "mer", "gio", "ven", "sab", "dom"];
    let at = italian.iter().position(|day| told.starts_with(day)).or_else(|| {
        let number = told.parse::<usize>().ok()?;
        (1..=7).contains(&number).then(|| number - 1)
    });
    match at {
        Some(at) => Weekday::ALL.get(at).copied(),
        None if told.len() >= 2 && told.chars().all(char::is_alphabetic) => Weekday::parse(&told),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn row(line: u64, cells: &Value) -> Row {
        Row { line, cells: cells.as_object().unwrap().clone() }
    }

    #[test]
    fn five_rows_of_a_week_are_one_schedule() {
        let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Monday"];
        let rows = days.iter().enumerate().map(|(at, day)| {
            row(at as u64 + 2, &json!({"service_id": "1", "weekday": day, "opens_at": "9:00am"}))
        });
        let mut report = Report::default();
        let gathered = gather(rows.collect(), "regular_schedules", &mut report);
        assert_eq!(gathered.len(), 1);
        assert_eq!(gathered[0].cells["byday"], "MO,TU,WE,TH,FR");
        assert_eq!((report.repairs(Repair::Weekdays), report.repairs(Repair::Doubled)), (4, 1));
    }

    #[test]
    fn other_hours_are_another_schedule() {
        let rows = vec![
            row(2, &json!({"service_id": "1", "weekday": "Monday", "opens_at": "9:00am"})),
            row(3, &json!({"service_id": "1", "weekday": "martedì", "opens_at": "10:00am"})),
            row(4, &json!({"service_id": "1", "opens_at": "10:00am"})),
        ];
        let gathered = gather(rows, "regular_schedules", &mut Report::default());
        assert_eq!(gathered.len(), 3);
        assert_eq!(gathered[1].cells["byday"], "TU");
        assert!(!gathered[2].cells.contains_key("byday"));
    }

    #[test]
    fn a_weekday_is_known_in_english_and_italian() {
        assert_eq!(weekday("Sunday"), Some(Weekday::Su));
        assert_eq!(weekday("Mercoledì"), Some(Weekday::We));
        assert_eq!(weekday("1"), Some(Weekday::Mo));
        assert_eq!(weekday("holiday"), None);
    }
}
