//! The programme's home page.

use super::page;
use crate::http::{Answer, Visit};
use crate::ui::{Chrome, Part, Text, format, respond};
use app::Failure;
use app::agreements::force;
use askama::Template;
use axum::http::StatusCode;
use domain::programme::Programme;
use jiff::civil::Date;

/// The worked example: three changes of seats in one month at ¥11.00, as the bill shows them.
pub(super) const EXAMPLE: [Charge; 6] = [
    Charge {
        what: "home-fig-return",
        from: (7, 15),
        to: (8, 14),
        seats: 15,
        days: 31,
        minor: -16_500,
    },
    Charge {
        what: "home-fig-charge",
        from: (7, 15),
        to: (7, 19),
        seats: 15,
        days: 5,
        minor: 2_661,
    },
    Charge {
        what: "home-fig-charge",
        from: (7, 20),
        to: (7, 30),
        seats: 12,
        days: 11,
        minor: 4_684,
    },
    Charge {
        what: "home-fig-charge",
        from: (7, 31),
        to: (8, 9),
        seats: 18,
        days: 10,
        minor: 6_387,
    },
    Charge {
        what: "home-fig-charge",
        from: (8, 10),
        to: (8, 14),
        seats: 10,
        days: 5,
        minor: 1_774,
    },
    Charge {
        what: "home-fig-advance",
        from: (8, 15),
        to: (9, 14),
        seats: 10,
        days: 31,
        minor: 11_000,
    },
];

/// One line of the example.
pub(super) struct Charge {
    what: &'static str,
    /// Month and day.
    pub(super) from: (i8, i8),
    /// Month and day, included.
    pub(super) to: (i8, i8),
    pub(super) seats: i64,
    pub(super) days: i64,
    /// In fen.
    pub(super) minor: i64,
}

/// What an applicant has at hand; the notes are `home-need-<id>-note`.
const NEEDS: [[&str; 4]; 2] = [
    ["code", "licence", "network", "phone"],
    ["signer", "support", "purchase", "admin"],
];

struct Line {
    what: Text,
    period: String,
    seats: i64,
    days: i64,
    minor: i64,
}

struct Stage {
    when: Text,
    title: Text,
    text: Text,
}

struct Reading {
    href: &'static str,
    title: String,
    about: Text,
    version: String,
    date: Date,
    sha256: String,
}

#[derive(Template)]
#[template(path = "pages/public/home.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    lines: Vec<Line>,
    net: i64,
    formula: Vec<Part>,
    stages: Vec<Stage>,
    needs: [[&'static str; 4]; 2],
    readings: Vec<Reading>,
}

/// What the programme is, and the way in.
pub async fn show(visit: Visit) -> Answer {
    let chrome = page(
        &visit,
        visit.app().programme.name.get(visit.language()).to_owned(),
    );
    let page = Page {
        lines: EXAMPLE.iter().map(|charge| line(&visit, charge)).collect(),
        net: EXAMPLE.iter().map(|charge| charge.minor).sum(),
        formula: formula(&visit),
        stages: stages(&visit),
        needs: NEEDS,
        readings: readings(&visit).await?,
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

fn period(visit: &Visit, (from, to): ((i8, i8), (i8, i8))) -> String {
    let day = |(month, day)| {
        Date::new(2026, month, day).map_or_else(|_| String::new(), |d| format::day(visit.t(), d))
    };
    visit
        .t()
        .format("home-fig-period", &[("from", &day(from)), ("to", &day(to))])
}

fn line(visit: &Visit, charge: &Charge) -> Line {
    Line {
        what: visit.t().get(charge.what),
        period: period(visit, (charge.from, charge.to)),
        seats: charge.seats,
        days: charge.days,
        minor: charge.minor,
    }
}

/// How the third line of the example comes about.
fn formula(visit: &Visit) -> Vec<Part> {
    let t = visit.t();
    let part = |operator, value: &'static str, label: Text| Part {
        operator,
        value: value.into(),
        label,
        result: operator == "→",
    };
    let days = period(visit, (EXAMPLE[2].from, EXAMPLE[2].to));
    vec![
        part("", "¥11.00", t.get("home-fig-price")),
        part("×", "12", t.get("home-fig-times-seats")),
        part(
            "×",
            "11",
            t.format("home-fig-days-of", &[("period", &days)]).into(),
        ),
        part("÷", "31", t.get("home-fig-days-in")),
        part("=", "46.83870…", t.get("home-fig-exact")),
        part("→", "¥46.84", t.get("home-fig-rounded")),
    ]
}

fn stages(visit: &Visit) -> Vec<Stage> {
    let (t, programme) = (visit.t(), &visit.app().programme);
    let days = programme.application.sla_working_days.to_string();
    let hours = programme.provisioning.target_hours.to_string();
    let stage = |id: &str| Stage {
        when: t
            .format(
                &format!("home-path-{id}-when"),
                &[("days", &days), ("hours", &hours)],
            )
            .into(),
        title: t.get(format!("home-path-{id}")),
        text: t.get(format!("home-path-{id}-text")),
    };
    ["account", "company", "review", "sign", "sell"]
        .map(stage)
        .into()
}

/// The texts worth reading first.
const READINGS: [(&str, &str, &str); 3] = [
    ("/programme/guide", "programme-guide", "home-read-guide"),
    (
        "/programme/agreement",
        "reseller-agreement",
        "home-read-agreement",
    ),
    ("/privacy", "privacy", "home-read-privacy"),
];

async fn readings(visit: &Visit) -> Result<Vec<Reading>, Failure> {
    let programme: &Programme = &visit.app().programme;
    let governing = programme.languages.governing.own_name();
    let mut readings = Vec::new();
    for (href, id, about) in READINGS {
        let version = force::editions(visit.app(), id).await?.current;
        let Some(text) = programme.text_version(id, &version, visit.language()) else {
            continue;
        };
        readings.push(Reading {
            href,
            title: text.title.clone(),
            about: visit.t().format(about, &[("language", governing)]).into(),
            version: text.version.clone(),
            date: text.date,
            sha256: text.sha256.clone(),
        });
    }
    Ok(readings)
}
