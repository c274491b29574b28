//! `/ops/access`: requests of people who have lost every way into their account.

pub mod acts;
pub mod case;

use super::{Parameters, console, moment};
use crate::http::{Answer, Visit};
use crate::ui::{Chrome, Pager, Tab, Text, Tone, respond};
use app::i18n::Texts;
use app::identity::lost::desk::{self, Line, PAGE};
use askama::Template;
use axum::http::StatusCode;

#[derive(Template)]
#[template(path = "pages/console/access/list.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    tabs: Vec<Tab>,
    closed: bool,
    rows: Vec<Row>,
    pager: Option<Pager>,
}

/// One request.
struct Row {
    href: String,
    reference: String,
    company: String,
    name: String,
    unknown: bool,
    mine: bool,
    state: (Tone, Text),
    received: String,
    /// When it expires, or when it was closed.
    when: String,
}

/// How the state of a request looks.
fn state_pill(t: &'static Texts, state: &str) -> (Tone, Text) {
    let tone = match state {
        "received" => Tone::Info,
        "endorsed" | "waiting" | "ready" => Tone::Wait,
        "done" => Tone::Ok,
        "refused" => Tone::Bad,
        _ => Tone::Mute,
    };
    (tone, t.get(format!("lost-state-{state}")))
}

fn row(visit: &Visit, line: Line) -> Row {
    let when = line.row.closed_at.or(line.until);
    Row {
        href: format!("/ops/access/{}", line.row.id),
        unknown: !line.known,
        mine: line.mine,
        state: state_pill(visit.t(), &line.row.state),
        received: moment(visit, line.row.received_at),
        when: when.map_or_else(|| "—".to_owned(), |at| moment(visit, at)),
        reference: line.row.reference,
        company: line.row.company_name,
        name: line.row.full_name,
    }
}

/// The list.
pub async fn show(visit: Visit, parameters: Parameters) -> Answer {
    let closed = parameters.get("show").is_some_and(|show| show == "closed");
    let page: u32 = parameters
        .get("page")
        .and_then(|page| page.parse().ok())
        .unwrap_or(1)
        .clamp(1, 1_000_000);
    let list = desk::list(visit.app(), &visit.request, closed, page).await?;
    let t = visit.t();
    let chrome = console(&visit, t.get("nav-access"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb("", t.get("nav-access"));
    let tab = |href: &'static str, label: &str, count: i64, current| Tab {
        href: href.into(),
        label: t.get(label),
        count: u64::try_from(count).ok(),
        current,
        ..Tab::default()
    };
    let total = if closed { list.closed } else { list.open };
    let total = u64::try_from(total).unwrap_or(0);
    let pager = (total > u64::from(PAGE)).then(|| {
        let show = if closed { "closed" } else { "open" };
        Pager::new(t, page.into(), PAGE.into(), total, |n| {
            format!("/ops/access?show={show}&page={n}")
        })
    });
    let page = Page {
        tabs: vec![
            tab("/ops/access", "lost-open", list.open, !closed),
            tab(
                "/ops/access?show=closed",
                "lost-closed",
                list.closed,
                closed,
            ),
        ],
        closed,
        rows: list
            .lines
            .into_iter()
            .map(|line| row(&visit, line))
            .collect(),
        pager,
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}
