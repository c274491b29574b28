//! `/ops/credit`: everything that waits for those who decide credit.

use super::bureau;
use crate::console::{case_href, console, moment};
use crate::http::{Answer, Visit};
use crate::ui::{Banner, Chrome, Text, Tile, Tone, format, respond};
use app::credit::reviews;
use askama::Template;
use axum::http::StatusCode;

#[derive(Template)]
#[template(path = "pages/console/credit/list.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    banner: Option<Banner>,
    tiles: Vec<Tile>,
    overrides: Vec<Line>,
    undecided: Vec<Line>,
    reviews: Vec<Line>,
    inquiries: Vec<Line>,
}

/// One line of any of the lists.
struct Line {
    href: String,
    company: String,
    reference: String,
    /// A word with its tone.
    state: (Tone, Text),
    /// Who or why.
    note: String,
    /// Since when, or until when.
    when: String,
    amount: String,
}

/// The page.
pub async fn show(visit: Visit) -> Answer {
    let desk = reviews::desk(visit.app(), &visit.request).await?;
    let t = visit.t();
    let href = |id| format!("{}/credit", case_href(id));
    let day = |at| {
        let zone = visit.app().programme.time_zone().clone();
        format::date(t, visit.timestamp(at).to_zoned(zone).date())
    };
    let overrides: Vec<Line> = desk
        .overrides
        .iter()
        .map(|o| Line {
            href: href(o.application_id),
            company: o.legal_name.clone(),
            reference: o.reference.clone(),
            state: (Tone::Wait, t.get(format!("credit-{}", o.old_result))),
            note: o.proposer(),
            when: moment(&visit, o.proposed_at),
            amount: format::money(o.new_limit, &o.currency),
        })
        .collect();
    let undecided: Vec<Line> = desk
        .undecided
        .iter()
        .map(|a| Line {
            href: href(a.id),
            company: a.legal_name.clone(),
            reference: a.reference.clone(),
            state: match a.result.as_deref() {
                Some("fail") => (Tone::Bad, t.get("credit-fail")),
                Some(result) => (Tone::Warn, t.get(format!("credit-{result}"))),
                None => (Tone::Wait, t.get("console-credit-open")),
            },
            note: String::new(),
            when: a
                .submitted_at
                .map(|at| moment(&visit, at))
                .unwrap_or_default(),
            amount: String::new(),
        })
        .collect();
    let reviews: Vec<Line> = desk
        .reviews
        .iter()
        .map(|r| Line {
            href: href(r.application_id),
            company: r.legal_name.clone(),
            reference: r.reference.clone(),
            state: match r.result.as_deref() {
                Some("fail") => (Tone::Bad, t.get("credit-fail")),
                Some(result) => (Tone::Warn, t.get(format!("credit-{result}"))),
                None => (Tone::Warn, t.get("credit-review")),
            },
            note: day(r.due_at),
            when: day(r.due_at),
            amount: format::money(r.credit_limit, &r.currency),
        })
        .collect();
    let inquiries: Vec<Line> = desk
        .inquiries
        .iter()
        .map(|i| Line {
            href: href(i.application_id),
            company: i.legal_name.clone(),
            reference: i.reference.clone(),
            state: bureau::state(&visit, &i.state),
            note: i.note.clone(),
            when: moment(&visit, i.asked_at),
            amount: String::new(),
        })
        .collect();
    let tile = |label: &str, count: usize, to: &'static str| Tile {
        label: t.get(label),
        value: count.to_string().into(),
        href: Some(to.into()),
        ..Tile::default()
    };
    let chrome = console(&visit, t.get("nav-credit"));
    let page = Page {
        chrome: &chrome,
        banner: desk.bureau.is_none().then(|| {
            Banner::new(Tone::Info, t.get("credit-no-bureau")).text(t.get("credit-no-bureau-text"))
        }),
        tiles: vec![
            tile("credit-list-overrides", overrides.len(), "#overrides"),
            tile("credit-list-undecided", undecided.len(), "#undecided"),
            tile("credit-list-reviews", reviews.len(), "#reviews"),
            tile("credit-list-inquiries", inquiries.len(), "#inquiries"),
        ],
        overrides,
        undecided,
        reviews,
        inquiries,
    };
    Ok(respond(StatusCode::OK, &page))
}
