//! How services do by measurement, as all sides see it: in a list, and each with its last days.

use super::state_pill;
use crate::http::Visit;
use crate::support::moment;
use crate::ui::{Banner, Chart, Chrome, Days, Text, Tone, format, respond};
use app::health::feed::{Measured, Region, Sheet};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use domain::health::feed::{Level, MILLION, Seen, Shown};
use domain::health::maintenance::State as Planned;
use store::health::feed::Day;
use uuid::Uuid;

/// What is known by measurement, as it looks. What nobody knows is never green.
pub(crate) fn seen_pill(visit: &Visit, seen: Seen) -> (Tone, Text) {
    let t = visit.t();
    match seen {
        Seen::Unknown(None) => (Tone::Mute, t.get("health-unknown")),
        Seen::Unknown(Some(since)) => {
            let since = moment(visit, since);
            let words = t.format("health-unknown-since", &[("since", &since)]);
            (Tone::Mute, words.into())
        }
        Seen::Level(level) => {
            let tone = match level {
                Level::Healthy => Tone::Ok,
                Level::Advisory => Tone::Info,
                Level::Degraded => Tone::Warn,
                Level::Interrupted => Tone::Bad,
            };
            (tone, t.get(format!("health-level-{}", level.text())))
        }
    }
}

/// What is shown of a service, as it looks.
pub(crate) fn shown_pill(visit: &Visit, shown: Shown) -> (Tone, Text) {
    match shown {
        Shown::Incident(state) => state_pill(visit, state.text()),
        Shown::Maintenance => super::maintenance::state_pill(visit, Planned::UnderWay),
        Shown::Measured(seen) => seen_pill(visit, seen),
        Shown::Silent => (Tone::Mute, visit.t().get("health-none-known")),
    }
}

/// The name of a service, as the visitor reads it.
pub(crate) fn name(visit: &Visit, service: Uuid) -> String {
    let product = visit.app().programme.catalogue().product(service);
    product.map_or_else(String::new, |p| p.name.get(visit.language()).to_owned())
}

/// The name of a region, as the visitor reads it.
fn region_name(visit: &Visit, code: &str) -> String {
    let mut all = visit.app().programme.regions().iter();
    let found = all.find(|region| region.code == code);
    found.map_or_else(String::new, |r| r.name.get(visit.language()).to_owned())
}

/// A service in a list.
pub(crate) struct Row {
    pub(crate) name: String,
    /// Its regions, where they differ.
    pub(crate) about: Vec<String>,
    pub(crate) state: (Tone, Text),
    /// Where its measurements are.
    pub(crate) href: Option<String>,
    /// When it was measured last.
    pub(crate) at: String,
}

fn row(visit: &Visit, one: &Measured, base: Option<&str>) -> Row {
    let differ = one.regions.windows(2).any(|two| two[0].seen != two[1].seen);
    let about = |region: &Region| {
        let name = region_name(visit, &region.code);
        let (_, state) = seen_pill(visit, region.seen);
        let about = [("region", name.as_str()), ("state", state.as_ref())];
        visit.t().format("health-region-state", &about)
    };
    let newest = one
        .regions
        .iter()
        .filter_map(|region| region.reading.as_ref());
    let newest = newest.map(|reading| reading.at).max();
    Row {
        name: name(visit, one.service),
        about: match differ {
            true => one.regions.iter().map(about).collect(),
            false => Vec::new(),
        },
        state: shown_pill(visit, one.shown),
        href: base.map(|base| format!("{base}/services/{}", one.service)),
        at: match newest {
            Some(at) => moment(visit, at),
            None => visit.t().get("health-never-measured").into_owned(),
        },
    }
}

/// Services in a list; their measurements are below an address.
pub(crate) fn rows(visit: &Visit, all: &[Measured], base: Option<&str>) -> Vec<Row> {
    all.iter().map(|one| row(visit, one, base)).collect()
}

/// A service in a region, with its last days.
struct Place {
    name: String,
    state: (Tone, Text),
    availability: String,
    latency: String,
    at: String,
}

#[derive(Template)]
#[template(path = "pages/health/service.html")]
struct ServicePage<'a> {
    chrome: &'a Chrome,
    state: (Tone, Text),
    banner: Option<Banner>,
    regions: Vec<Place>,
    charts: Vec<Chart>,
}

/// Millionths as a percentage, never rounded up.
fn percent(ppm: i64) -> String {
    format!("{}.{:03}%", ppm / 10_000, ppm % 10_000 / 10)
}

fn milliseconds(ms: i64) -> String {
    format!("{} ms", format::number(ms))
}

/// The lower edge of a chart of availability: the highest of a few that lies below all.
fn low_edge(least: i64) -> i64 {
    let edges = [999_000, 990_000, 950_000, 900_000, 500_000];
    edges.into_iter().find(|edge| *edge <= least).unwrap_or(0)
}

/// The upper edge of a chart of latency: 1, 2 or 5 of the tens above all.
fn high_edge(most: i64) -> i64 {
    let tens = [100, 1_000, 10_000, 100_000];
    let edges = tens.into_iter().flat_map(|ten| [ten, 2 * ten, 5 * ten]);
    edges
        .into_iter()
        .find(|edge| *edge >= most)
        .unwrap_or(1_000_000)
}

fn place(visit: &Visit, region: &Region) -> Place {
    let t = visit.t();
    let nothing = || t.get("health-not-measured").into_owned();
    let reading = region.reading.as_ref();
    Place {
        name: region_name(visit, &region.code),
        state: seen_pill(visit, region.seen),
        availability: reading.map_or_else(nothing, |r| percent(r.availability_ppm)),
        latency: reading
            .and_then(|r| r.latency_ms)
            .map_or_else(nothing, milliseconds),
        at: match reading {
            Some(reading) => moment(visit, reading.at),
            None => t.get("health-never-measured").into_owned(),
        },
    }
}

/// The charts of a region: what was served, and how long it took.
fn charts(visit: &Visit, sheet: &Sheet, region: &Region) -> Vec<Chart> {
    let t = visit.t();
    let own: Vec<&Day> = sheet
        .days
        .iter()
        .filter(|day| day.region == region.code)
        .collect();
    if own.is_empty() {
        return Vec::new();
    }
    let mean = |sum: i64, count: i64| (count > 0).then(|| sum / count.max(1));
    let values = |value: fn(&Day) -> (i64, i64)| {
        let mut all = Vec::new();
        for date in sheet.span.0.series(jiff::Span::new().days(1)) {
            if date > sheet.span.1 {
                break;
            }
            let day = own.iter().find(|day| day.day == date.to_string());
            let value = day
                .map(|day| value(day))
                .and_then(|(sum, count)| mean(sum, count));
            all.push((format::day(t, date), value));
        }
        all
    };
    let served = values(|day| (day.availability_sum, day.readings));
    let took = values(|day| (day.latency_sum, day.latencies));
    let known = |all: &[(String, Option<i64>)]| -> Vec<i64> {
        all.iter().filter_map(|(_, value)| *value).collect()
    };
    let name = region_name(visit, &region.code);
    let titled = |key: &str| t.format(key, &[("region", &name)]);
    let table = |key: &str| (t.get("health-as-table"), t.get("health-day"), t.get(key));
    let least = known(&served).into_iter().min().unwrap_or(0);
    let most = known(&took).into_iter().max();
    let mut charts = vec![Chart::new(
        titled("health-chart-availability"),
        table("health-availability"),
        &Days {
            values: &served,
            edges: (low_edge(least), MILLION),
            write: percent,
        },
    )];
    if let Some(most) = most {
        charts.push(Chart::new(
            titled("health-chart-latency"),
            table("health-latency"),
            &Days {
                values: &took,
                edges: (0, high_edge(most)),
                write: milliseconds,
            },
        ));
    }
    charts
}

/// A service with its last days.
pub(crate) fn page(visit: &Visit, chrome: &Chrome, sheet: &Sheet) -> Response {
    let (t, measured) = (visit.t(), &sheet.measured);
    let banner = match (measured.shown, measured.seen) {
        (Shown::Incident(_) | Shown::Maintenance, _) => Some(
            Banner::new(Tone::Info, t.get("health-people-first"))
                .text(t.get("health-people-first-text")),
        ),
        (_, Seen::Unknown(_)) => {
            let (_, words) = seen_pill(visit, measured.seen);
            Some(Banner::new(Tone::Warn, words).text(t.get("health-unknown-text")))
        }
        _ => None,
    };
    let regions = measured.regions.iter();
    // Since when is said below, where there is room for it.
    let shown = match measured.shown {
        Shown::Measured(Seen::Unknown(_)) => Shown::Measured(Seen::Unknown(None)),
        shown => shown,
    };
    let page = ServicePage {
        state: shown_pill(visit, shown),
        banner,
        charts: regions
            .clone()
            .flat_map(|region| charts(visit, sheet, region))
            .collect(),
        regions: regions.map(|region| place(visit, region)).collect(),
        chrome,
    };
    respond(StatusCode::OK, &page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_never_rounded_up() {
        for (ppm, text) in [
            (MILLION, "100.000%"),
            (999_999, "99.999%"),
            (999_950, "99.995%"),
            (5, "0.000%"),
            (0, "0.000%"),
        ] {
            assert_eq!(percent(ppm), text);
        }
    }

    #[test]
    fn edges_hold_all_values() {
        for least in [0, 1, 499_999, 500_000, 949_999, 998_999, 999_000, MILLION] {
            assert!(low_edge(least) <= least && low_edge(least) < MILLION);
        }
        for most in [0, 1, 100, 101, 4_999, 600_000] {
            assert!(high_edge(most) >= most);
        }
    }
}
