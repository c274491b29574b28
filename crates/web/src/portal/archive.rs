//! `/action-center/archived`: what the visitor has put away, and putting it away.

use super::actions::{ARCHIVE, HOME, check, tabs, words};
use crate::http::address::{asking, nth};
use crate::http::{Answer, Form, Query, Visit, frame, go};
use crate::ui::{Chrome, Pager, Tab, Text, respond};
use app::actions::archive::{self, PAGE, Thing, Which};
use askama::Template;
use axum::http::StatusCode;
use domain::caller::Caller;
use jiff::Timestamp;
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "pages/portal/archive.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    pager: Option<Pager>,
}

/// A line of the archive.
struct Row {
    mark: String,
    words: Text,
    note: Option<Text>,
    href: Text,
    at: Timestamp,
}

fn row(visit: &Visit, line: &archive::Line) -> Row {
    let (words, note, href) = match &line.thing {
        Thing::Action(action) => {
            let check = check(visit, action);
            (check.label, check.note, action.href.clone())
        }
        Thing::News(news) => (words(visit, news).into(), None, news.href.clone()),
    };
    Row {
        mark: line.mark.clone(),
        words,
        note,
        href: href.into(),
        at: visit.timestamp(line.archived_at),
    }
}

/// The archive; staff have a queue.
pub async fn show(visit: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    if let Caller::Staff { .. } = visit.request.caller {
        return Ok(go("/ops"));
    }
    let t = visit.t();
    let number = query.get("page").and_then(|page| page.parse().ok());
    let number: u32 = number.unwrap_or(1).max(1);
    let found = archive::view(visit.app(), &visit.request, number).await?;
    let waiting = app::actions::list(visit.app(), &visit.request).await?;
    let told = [("restored", "actions-done-restored")];
    let mut chrome = frame::portal(&visit, t.get("actions-archive"))
        .crumb(HOME, t.get("action-centre"))
        .crumb("", t.get("actions-archive"))
        .notice(frame::done(&visit, query.get("done"), &told));
    chrome.waiting = u64::try_from(waiting.len()).ok();
    let pager = (found.total > u64::from(PAGE)).then(|| {
        Pager::new(t, number.into(), PAGE.into(), found.total, |n| {
            asking(ARCHIVE, &[("page", &nth(n))])
        })
    });
    let page = Page {
        tabs: tabs(&visit, &waiting, "archived"),
        rows: found.lines.iter().map(|line| row(&visit, line)).collect(),
        pager,
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// Puts something away: one thing by its mark, or all news.
pub async fn put(visit: Visit, form: Form) -> Answer {
    let which = match form.get("all") {
        "news" => Which::News,
        _ => Which::One(form.get("mark").to_owned()),
    };
    archive::put(visit.app(), &visit.request, which).await?;
    Ok(go(&match form.get("only") {
        only @ ("mandatory" | "recommended") => format!("{HOME}?only={only}&done=archived"),
        _ => format!("{HOME}?done=archived"),
    }))
}

/// Takes something out again.
pub async fn restore(visit: Visit, form: Form) -> Answer {
    archive::restore(visit.app(), &visit.request, form.get("mark")).await?;
    Ok(go(&format!("{ARCHIVE}?done=restored")))
}
