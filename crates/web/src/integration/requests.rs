//! `/account/requests`: what the company's programs sent and what they got.

use super::tabs;
use crate::http::{Answer, Form, Query, Visit, blocking, frame, go};
use crate::ui::{Choice, Chrome, Field, Pair, Tab, Text, Tone, format, respond};
use app::integration::log::{self, KEPT_DAYS, KEPT_ROWS, PAGE};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::effects::Instant;
use std::collections::HashMap;
use store::api_log::{ApiRequest, Filter, Line};
use uuid::Uuid;

/// Methods the filter offers.
const METHODS: &[&str] = &["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];
/// Longest text that is searched for.
const SEARCH_CHARS: usize = 200;

#[derive(Template)]
#[template(path = "pages/integration/requests.html")]
struct List<'a> {
    chrome: &'a Chrome,
    tabs: Vec<Tab>,
    filters: Vec<Field>,
    rows: Vec<Row>,
    filtered: bool,
    older: Option<String>,
    note: String,
    /// The word on the switch and the value it sends; none in a sandbox.
    switch: Option<(Text, &'static str)>,
    is_on: bool,
    request_id: String,
}

struct Row {
    href: String,
    method: String,
    path: String,
    caller: String,
    at: jiff::Timestamp,
    status: (Tone, String),
    took: String,
}

/// A status with its tone; 0 is a connection that was cut.
fn status(visit: &Visit, status: u32) -> (Tone, String) {
    match status {
        0 => (Tone::Bad, visit.t().get("requests-cut").into_owned()),
        200..300 => (Tone::Ok, status.to_string()),
        300..500 => (Tone::Warn, status.to_string()),
        _ => (Tone::Bad, status.to_string()),
    }
}

/// Milliseconds with one digit behind the point.
fn took(microseconds: i64) -> String {
    let tenths = microseconds / 100;
    format!("{}.{} ms", tenths / 10, tenths % 10)
}

fn row(visit: &Visit, line: Line) -> Row {
    Row {
        href: format!("/account/requests/{}", line.id),
        method: line.method,
        path: line.path,
        caller: line.caller,
        at: visit.timestamp(line.at),
        status: status(visit, line.status),
        took: took(line.took_us),
    }
}

/// The last line of a page as an address names it: its moment and its id.
fn after(text: &str) -> Option<(Instant, Uuid)> {
    let (at, id) = text.split_once('_')?;
    Some((Instant(at.parse().ok()?), Uuid::parse_str(id).ok()?))
}

fn filter(query: &HashMap<String, String>) -> Filter {
    let value = |name: &str| query.get(name).map_or("", String::as_str);
    let (from, below) = match value("status") {
        "good" => (200, 400),
        "refused" => (400, 500),
        "failed" => (500, 600),
        "cut" => (0, 1),
        _ => (0, 1000),
    };
    let method = METHODS.iter().find(|method| **method == value("method"));
    Filter {
        path: value("q").chars().take(SEARCH_CHARS).collect(),
        method: method.map_or("", |method| method).to_owned(),
        from,
        below,
        after: after(value("after")),
    }
}

fn fields(visit: &Visit, query: &HashMap<String, String>) -> Vec<Field> {
    let t = visit.t();
    let value = |name: &str| query.get(name).map_or("", String::as_str);
    let choice = |chosen: &str, value: &'static str, label: Text| {
        Choice::new(value, label).selected(chosen == value)
    };
    let methods = METHODS
        .iter()
        .map(|m| choice(value("method"), m, (*m).into()));
    let all = || t.get("requests-all");
    let statuses = ["good", "refused", "failed", "cut"].map(|word| {
        choice(
            value("status"),
            word,
            t.get(format!("requests-status-{word}")),
        )
    });
    vec![
        Field::text("q", t.get("requests-search"))
            .id("find")
            .value(value("q").to_owned())
            .unmarked(),
        Field::select(
            "method",
            t.get("requests-method"),
            std::iter::once(Choice::new("", all()))
                .chain(methods)
                .collect(),
        )
        .unmarked(),
        Field::select(
            "status",
            t.get("requests-status"),
            std::iter::once(Choice::new("", all()))
                .chain(statuses)
                .collect(),
        )
        .unmarked(),
    ]
}

/// The requests, newest first.
pub async fn list(visit: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    let wanted = filter(&query);
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let found = blocking(move || log::list(&app, &request, wanted)).await?;
    let t = visit.t();
    let full = u32::try_from(found.len()).unwrap_or(PAGE) == PAGE;
    let last = found.last().filter(|_| full);
    let older = last.map(|last| {
        let kept = ["q", "method", "status"].map(|name| {
            let value = query.get(name).map_or("", String::as_str);
            format!("{name}={}", crate::http::address::encoded(value))
        });
        format!(
            "/account/requests?{}&after={}_{}",
            kept.join("&"),
            last.wall_at.0,
            last.id
        )
    });
    let tenant = visit.request.caller.tenant().map_or(Uuid::nil(), |t| t.0);
    let sandbox = visit.app().is_sandbox();
    let is_on = log::is_on(visit.app(), tenant);
    let bounds = [
        ("rows", KEPT_ROWS.to_string()),
        ("days", KEPT_DAYS.to_string()),
    ];
    let bounds: Vec<_> = bounds.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let note = match log::until(visit.app(), tenant) {
        Some(until) => {
            let zone = visit.app().programme.time_zone();
            let until = format::datetime(t, visit.timestamp(until), zone);
            t.format("requests-on-until", &[("until", &until)])
        }
        None if sandbox => t.format("requests-bounds", &bounds),
        None => t.get("requests-off").into_owned(),
    };
    let chrome = frame::portal(&visit, t.get("nav-requests"))
        .crumb("/account/apps", t.get("nav-apps"))
        .crumb("", t.get("nav-requests"));
    let page = List {
        chrome: &chrome,
        tabs: tabs(&visit, "/account/requests"),
        filters: fields(&visit, &query),
        rows: found.into_iter().map(|line| row(&visit, line)).collect(),
        filtered: ["q", "method", "status"]
            .iter()
            .any(|name| query.get(*name).is_some_and(|value| !value.is_empty())),
        older,
        note,
        switch: (!sandbox).then(|| {
            if is_on {
                (t.get("requests-switch-off"), "off")
            } else {
                (t.get("requests-switch-on"), "on")
            }
        }),
        is_on,
        request_id: visit.fresh_key(),
    };
    Ok(respond(StatusCode::OK, &page))
}

/// Switches the log on for a day, or off.
pub async fn switch(visit: Visit, form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let on = form.get("on") == "on";
    blocking(move || log::switch(&app, &request, on)).await?;
    Ok(go("/account/requests"))
}

#[derive(Template)]
#[template(path = "pages/integration/request.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    status: (Tone, String),
    facts: Vec<Pair>,
    request: &'a ApiRequest,
    curl: String,
}

/// A text as a shell takes it.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// The request as a command line, without its token.
fn curl(base: &str, request: &ApiRequest) -> String {
    let mut line = format!(
        "curl -X {} {}",
        request.method,
        quoted(&format!("{base}{}", request.path))
    );
    line.push_str(" \\\n  -H \"Authorization: Bearer $TOKEN\"");
    for header in request.sent_headers.lines() {
        let name = header.split(':').next().unwrap_or_default();
        // Ids are of one request, and the rest is curl's own.
        let skip = ["authorization", "host", "content-length", "user-agent"];
        if skip.contains(&name) || name.ends_with("requestid") || name.ends_with("request-id") {
            continue;
        }
        line.push_str(" \\\n  -H ");
        line.push_str(&quoted(header));
    }
    if !request.sent_body.is_empty() {
        line.push_str(" \\\n  --data ");
        line.push_str(&quoted(&request.sent_body));
    }
    line
}

/// One request.
pub async fn show(visit: Visit, Path(id): Path<String>) -> Answer {
    let id = Uuid::parse_str(&id).unwrap_or_default();
    let found = log::get(visit.app(), &visit.request, id).await?;
    let t = visit.t();
    let zone = visit.app().programme.time_zone();
    let told = |at: Instant| format::datetime(t, visit.timestamp(at), zone);
    let mut facts = vec![
        Pair::new(t.get("requests-when"), told(found.at)),
        Pair::new(t.get("requests-caller"), found.caller.clone()),
        Pair::new(t.get("requests-operation"), found.operation.clone()),
        Pair::new(t.get("requests-took"), took(found.took_us)),
        Pair::new(t.get("correlation"), found.correlation.to_string()).copy(),
    ];
    if found.wall_at.seconds_since(found.at).abs() > 60 {
        facts.insert(
            1,
            Pair::new(t.get("sandbox-real-time"), told(found.wall_at)),
        );
    }
    let chrome = frame::portal(&visit, t.get("requests-one"))
        .crumb("/account/apps", t.get("nav-apps"))
        .crumb("/account/requests", t.get("nav-requests"))
        .crumb("", t.get("requests-one"));
    let page = Page {
        chrome: &chrome,
        status: status(&visit, found.status),
        facts,
        curl: curl(&visit.app().public_url, &found),
        request: &found,
    };
    Ok(respond(StatusCode::OK, &page))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn command_lines_are_quoted_and_without_token() {
        let request = ApiRequest {
            id: Uuid::nil(),
            tenant_id: Uuid::nil(),
            caller: String::new(),
            at: Instant(0),
            wall_at: Instant(0),
            method: "POST".to_owned(),
            path: "/v1/customers".to_owned(),
            operation: String::new(),
            status: 201,
            took_us: 1250,
            correlation: Uuid::nil(),
            sent_headers: "authorization: Bearer •••\nms-requestid: 1\nx-locale: en-US\n"
                .to_owned(),
            sent_body: "{ \"name\": \"d'Or\" }".to_owned(),
            got_headers: String::new(),
            got_body: String::new(),
        };
        assert_eq!(
            curl("https://partner.test", &request),
            "curl -X POST 'https://partner.test/v1/customers' \\\n  -H \"Authorization: Bearer $TOKEN\" \\\n  \
             -H 'x-locale: en-US' \\\n  --data '{ \"name\": \"d'\\''Or\" }'"
        );
        assert_eq!(took(1250), "1.2 ms");
    }
}
