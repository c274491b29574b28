//! `/action-center`: what the visitor has to do, and what is new.

use crate::http::{Answer, Query, Visit, frame, go};
use crate::subscriptions::{called, money};
use crate::ui::{Check, Chrome, Link, Tab, Text, format, respond};
use app::actions::{self, Action, News};
use askama::Template;
use axum::http::StatusCode;
use domain::actions::Kind;
use domain::calendar::local_date;
use domain::caller::Caller;
use jiff::Timestamp;
use std::collections::HashMap;

/// Where the page is.
pub const HOME: &str = "/action-center";
/// Where what was put away is.
pub(super) const ARCHIVE: &str = "/action-center/archived";

#[derive(Template)]
#[template(path = "pages/portal/actions.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    tabs: Vec<Tab>,
    actions: Vec<Todo>,
    none: Text,
    news: Vec<Line>,
    only: &'a str,
}

/// A thing to do, and what it is put away by.
struct Todo {
    check: Check,
    mark: Option<String>,
}

/// A piece of news.
struct Line {
    words: String,
    href: String,
    at: Timestamp,
    mark: String,
}

/// What happens on the day by itself; of everything else the day is the last one for it.
fn happens(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Key | Kind::Trial | Kind::Ending | Kind::Deletion
    )
}

pub(super) fn due(visit: &Visit, action: &Action) -> Option<String> {
    let (t, app) = (visit.t(), visit.app());
    // Keys follow real time, also where a sandbox's clock is turned.
    let today = match action.kind {
        Kind::Key => local_date(app.clock.wall(), app.programme.time_zone()),
        _ => app.today(),
    };
    let due = action.due?;
    let id = match due {
        due if happens(action.kind) && due >= today => "actions-on",
        due if due >= today => "actions-due",
        _ => "actions-late",
    };
    let facts = [
        ("day", &*format::date(t, due)),
        ("when", &format::relative(t, due, today)),
    ];
    Some(t.format(id, &facts))
}

/// A thing to do as lists show it.
pub(super) fn check(visit: &Visit, action: &Action) -> Check {
    let t = visit.t();
    let kind = action.kind.text();
    let mut facts: Vec<(&str, String)> = action.about.clone();
    if let Some(amount) = action.amount {
        facts.push(("amount", money(visit, amount)));
    }
    for (name, value) in &mut facts {
        let day = || value.parse().ok().map(|day| format::date(t, day));
        match *name {
            "count" => *value = value.parse().map_or_else(|_| value.clone(), format::number),
            "since" => *value = day().unwrap_or_default(),
            "name" => {
                if let Some(offer) = action.offer {
                    *value = called(visit, offer, value);
                }
            }
            "item" => *value = t.get(format!("checklist-{value}")).into_owned(),
            _ => {}
        }
    }
    let facts: Vec<_> = facts.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let note = format!("todo-{kind}-note");
    let note = t.has(&note).then(|| t.get(note).into_owned());
    let notes = [
        action
            .kind
            .is_mandatory()
            .then(|| t.get("actions-mandatory").into_owned()),
        due(visit, action),
        note,
    ];
    let notes: Vec<_> = notes.into_iter().flatten().collect();
    Check {
        label: t.format(&format!("todo-{kind}"), &facts).into(),
        note: (!notes.is_empty()).then(|| notes.join(" · ").into()),
        done: false,
        action: Some(Link::new(
            action.href.clone(),
            t.get(format!("todo-{kind}-open")),
        )),
    }
}

/// A piece of news in words.
pub(super) fn words(visit: &Visit, news: &News) -> String {
    let t = visit.t();
    let said: Vec<_> = news
        .about
        .iter()
        .map(|(name, value)| {
            let value = match *name {
                "count" => value.parse().map_or_else(|_| value.clone(), format::number),
                "month" => month(visit, value),
                _ => value.clone(),
            };
            (*name, value)
        })
        .collect();
    let facts: Vec<_> = said.iter().map(|(n, v)| (*n, v.as_str())).collect();
    t.format(&format!("news-{}", news.kind), &facts)
}

fn line(visit: &Visit, news: &News) -> Line {
    Line {
        words: words(visit, news),
        href: news.href.clone(),
        at: visit.timestamp(news.at),
        mark: news.mark(),
    }
}

/// `2027-01` in words.
fn month(visit: &Visit, iso: &str) -> String {
    let first = format!("{iso}-01").parse();
    first.map_or_else(|_| iso.to_owned(), |day| format::month(visit.t(), day))
}

/// The tabs of the action centre; `current` is the word of one of them.
pub(super) fn tabs(visit: &Visit, all: &[Action], current: &str) -> Vec<Tab> {
    let t = visit.t();
    let mandatory = all.iter().filter(|a| a.kind.is_mandatory()).count();
    let tab = |word: &'static str, label: &str, n: Option<usize>| Tab {
        href: match word {
            "" => Text::from(HOME),
            "archived" => ARCHIVE.into(),
            word => format!("{HOME}?only={word}").into(),
        },
        label: t.get(label),
        count: n.and_then(|n| u64::try_from(n).ok()),
        current: current == word,
        ..Tab::default()
    };
    let recommended = all.len().saturating_sub(mandatory);
    vec![
        tab("", "actions-all", Some(all.len())),
        tab("mandatory", "actions-mandatory", Some(mandatory)),
        tab("recommended", "actions-recommended", Some(recommended)),
        tab("archived", "actions-archived", None),
    ]
}

fn todo(visit: &Visit, action: &Action) -> Todo {
    Todo {
        check: check(visit, action),
        mark: action.kind.may_be_archived().then(|| action.mark()),
    }
}

/// The page; staff have a queue.
pub async fn show(visit: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    if let Caller::Staff { .. } = visit.request.caller {
        return Ok(go("/ops"));
    }
    let found = actions::view(visit.app(), &visit.request).await?;
    let only = match query.get("only").map(String::as_str) {
        Some("mandatory") => "mandatory",
        Some("recommended") => "recommended",
        _ => "",
    };
    let shown = found.actions.iter().filter(|action| match only {
        "mandatory" => action.kind.is_mandatory(),
        "recommended" => !action.kind.is_mandatory(),
        _ => true,
    });
    let told = [("archived", "actions-done-archived")];
    let mut chrome = frame::portal(&visit, visit.t().get("action-centre")).notice(frame::done(
        &visit,
        query.get("done"),
        &told,
    ));
    // The page and its bar say the same.
    chrome.waiting = u64::try_from(found.actions.len()).ok();
    let none = match found.actions.is_empty() {
        true => "actions-none",
        false => "actions-none-here",
    };
    let page = Page {
        tabs: tabs(&visit, &found.actions, only),
        none: visit.t().get(none),
        actions: shown.map(|action| todo(&visit, action)).collect(),
        news: found.news.iter().map(|news| line(&visit, news)).collect(),
        chrome: &chrome,
        only,
    };
    Ok(respond(StatusCode::OK, &page))
}
