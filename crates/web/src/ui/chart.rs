//! Lines over days, drawn by the server, with the numbers as a table behind them.

use crate::ui::Text;
use askama::Template;

/// Where lines begin and end in the drawing, which is 400 wide and 130 high.
const LEFT: i64 = 4;
const RIGHT: i64 = 396;
const TOP: i64 = 22;
const BOTTOM: i64 = 112;

/// A line over days.
#[derive(Debug, Clone, Template)]
#[template(path = "components/chart.html")]
pub struct Chart {
    /// What it shows.
    title: Text,
    /// The same for who cannot see it, with the newest value.
    summary: String,
    /// The value at the upper edge.
    high: String,
    /// The value at the lower edge.
    low: String,
    /// The first day and the last.
    ends: (String, String),
    /// The line, in pieces: days without a value break it.
    lines: Vec<String>,
    /// What is below it.
    areas: Vec<String>,
    /// Values that stand alone, and the newest.
    dots: Vec<(i64, i64)>,
    /// What the table behind it is called, and its columns.
    table: (Text, Text, Text),
    /// Its rows: days and values.
    rows: Vec<(String, String)>,
}

impl askama::filters::HtmlSafe for Chart {}

/// A value of each day, and how values are written.
pub struct Days<'a> {
    /// The days, oldest first, and the value of each.
    pub values: &'a [(String, Option<i64>)],
    /// The value at the lower edge, and at the upper.
    pub edges: (i64, i64),
    /// How a value is written.
    pub write: fn(i64) -> String,
}

impl Chart {
    /// Draws one. `table` are the names of the table and its two columns.
    pub fn new(title: impl Into<Text>, table: (Text, Text, Text), days: &Days<'_>) -> Self {
        let (title, write) = (title.into(), days.write);
        let known = || {
            days.values
                .iter()
                .filter_map(|(day, value)| Some((day, (*value)?)))
        };
        let newest = known().next_back();
        let summary = match newest {
            Some((day, value)) => format!("{title}: {day}, {}", write(value)),
            None => title.to_string(),
        };
        let end = |day: Option<&(String, Option<i64>)>| {
            day.map(|(day, _)| day.clone()).unwrap_or_default()
        };
        let pieces = pieces(days);
        let newest = pieces.last().and_then(|piece| piece.last()).copied();
        let alone = pieces.iter().filter(|piece| piece.len() == 1);
        let mut dots: Vec<_> = alone.filter_map(|piece| piece.first()).copied().collect();
        dots.extend(newest);
        dots.dedup();
        let lines = pieces.iter().filter(|piece| piece.len() > 1);
        let point = |(x, y): &(i64, i64)| format!("{x},{y}");
        let path = |piece: &Vec<(i64, i64)>| piece.iter().map(point).collect::<Vec<_>>().join(" ");
        let lines: Vec<_> = lines.collect();
        let areas = lines.iter().map(|piece| {
            let from = piece.first().map_or(LEFT, |(x, _)| *x);
            let to = piece.last().map_or(RIGHT, |(x, _)| *x);
            format!("{from},{BOTTOM} {} {to},{BOTTOM}", path(piece))
        });
        Self {
            summary,
            high: write(days.edges.1),
            low: write(days.edges.0),
            ends: (end(days.values.first()), end(days.values.last())),
            areas: areas.collect(),
            lines: lines.iter().map(|piece| path(piece)).collect(),
            dots,
            table,
            rows: known()
                .map(|(day, value)| (day.clone(), write(value)))
                .rev()
                .collect(),
            title,
        }
    }
}

/// The points of the line, broken where a day has no value.
fn pieces(days: &Days<'_>) -> Vec<Vec<(i64, i64)>> {
    let last = i64::try_from(days.values.len())
        .unwrap_or(1)
        .saturating_sub(1)
        .max(1);
    let (low, high) = days.edges;
    let span = high.saturating_sub(low).max(1);
    let mut pieces: Vec<Vec<(i64, i64)>> = vec![Vec::new()];
    for (place, (_, value)) in (0_i64..).zip(days.values) {
        let Some(value) = value else {
            pieces.push(Vec::new());
            continue;
        };
        let above = (*value).clamp(low, high).saturating_sub(low);
        let x = LEFT + place * (RIGHT - LEFT) / last;
        let y = BOTTOM - above.saturating_mul(BOTTOM - TOP) / span;
        if let Some(piece) = pieces.last_mut() {
            piece.push((x, y));
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn chart(values: &[Option<i64>]) -> Chart {
        let days = (1..).map(|day| format!("d{day}"));
        let values: Vec<_> = days.zip(values.iter().copied()).collect();
        let days = Days {
            values: &values,
            edges: (0, 100),
            write: |value| format!("{value}%"),
        };
        Chart::new("Served", ("t".into(), "a".into(), "b".into()), &days)
    }

    #[test]
    fn a_day_without_a_value_breaks_the_line() {
        let drawn = chart(&[Some(0), Some(100), None, Some(50), None]);
        assert_eq!(drawn.lines, ["4,112 102,22"]);
        assert_eq!(drawn.areas, ["4,112 4,112 102,22 102,112"]);
        assert_eq!(drawn.dots, [(298, 67)]);
        assert_eq!(drawn.summary, "Served: d4, 50%");
        assert_eq!(
            drawn.rows.first().unwrap(),
            &("d4".to_owned(), "50%".to_owned())
        );
        assert_eq!(drawn.ends, ("d1".to_owned(), "d5".to_owned()));
    }

    #[test]
    fn nothing_and_too_much_can_be_drawn() {
        let drawn = chart(&[None, None]);
        assert!(drawn.lines.is_empty() && drawn.dots.is_empty() && drawn.rows.is_empty());
        assert_eq!(chart(&[]).summary, "Served");
        let drawn = chart(&[Some(i64::MIN), Some(i64::MAX)]);
        assert_eq!(drawn.lines, ["4,112 396,22"]);
        assert!(drawn.render().unwrap().contains("polyline"));
    }
}
