//! `/customers`: everybody the company sells to.

use crate::http::{Answer, Query, Visit, address, csv, frame};
use crate::ui::{Banner, Chrome, Field, respond};
use app::customers::{self, Cursor, Listed, Place};
use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::permission::TenantAction;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "pages/customers/list.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    search: Field,
    searched: bool,
    may_create: bool,
    may_request: bool,
    rows: Vec<Row>,
    first: Option<String>,
    next: Option<String>,
    /// Where the same customers come as a file; none when there are none.
    save: Option<String>,
}

struct Row {
    href: String,
    name: String,
    domain: String,
    id: String,
    subscriptions: i64,
    units: i64,
    since: jiff::Timestamp,
}

fn row(visit: &Visit, listed: Listed) -> Row {
    Row {
        href: format!("/customers/{}/subscriptions", listed.customer.id),
        id: listed.customer.id.to_string(),
        name: listed.customer.company_name,
        domain: listed.customer.domain,
        subscriptions: listed.subscriptions,
        units: listed.units,
        since: visit.timestamp(listed.customer.since),
    }
}

/// Where a page begins, as the address says it.
fn place(query: &HashMap<String, String>) -> Option<Place> {
    let get = |name: &str| query.get(name).map_or("", String::as_str);
    let cursor = Uuid::parse_str(get("id")).ok().map(|id| Cursor {
        key: get("after").to_owned(),
        id,
    });
    match get("by") {
        "domain" => Some(Place::Domain(cursor)),
        _ => cursor.map(Place::Name),
    }
}

fn address_of(text: &str, place: &Place) -> String {
    let (by, cursor) = match place {
        Place::Name(cursor) => ("", Some(cursor)),
        Place::Domain(cursor) => ("domain", cursor.as_ref()),
    };
    let id = cursor.map(|cursor| cursor.id.to_string());
    let after = cursor.map_or("", |cursor| cursor.key.as_str());
    address::asking(
        "/customers",
        &[
            ("q", text),
            ("by", by),
            ("after", after),
            ("id", id.as_deref().unwrap_or_default()),
        ],
    )
}

fn done(visit: &Visit, what: Option<&String>) -> Option<Banner> {
    frame::done(visit, what, &[("ended", "customer-done-ended")])
}

/// Customers in a file at most.
const EXPORT: usize = 10_000;

/// The same customers as a table for a spreadsheet, from the first one on.
pub async fn save(visit: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    let text = query.get("q").map_or("", String::as_str).trim();
    let t = visit.t();
    let head = [
        "customers-name",
        "profile-domain",
        "customer-id",
        "customer-tab-sales",
        "customers-units",
        "customer-since",
    ];
    let mut table = csv::Table::new(head.map(|id| t.get(id).into_owned()));
    let (mut place, mut count) = (None, 0);
    loop {
        let found = customers::find(visit.app(), &visit.request, text, place).await?;
        for listed in found.rows {
            if count == EXPORT {
                let most = EXPORT.to_string();
                table.note(&t.format("console-export-cut", &[("count", &most)]));
                return Ok(file(table));
            }
            count += 1;
            let row = row(&visit, listed);
            table.row([
                row.name,
                row.domain,
                row.id,
                row.subscriptions.to_string(),
                row.units.to_string(),
                row.since.to_string(),
            ]);
        }
        place = found.next;
        if place.is_none() {
            return Ok(file(table));
        }
    }
}

fn file(table: csv::Table) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"customers.csv\"",
        ),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    (headers, table.into_text()).into_response()
}

/// The list, searched.
pub async fn show(visit: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    let text = query.get("q").map_or("", String::as_str).trim();
    let place = place(&query);
    let found = customers::find(visit.app(), &visit.request, text, place.clone()).await?;
    let t = visit.t();
    let chrome = frame::portal(&visit, t.get("nav-customers"))
        .crumb("/dashboard/overview", t.get("nav-overview"))
        .crumb("", t.get("nav-customers"))
        .notice(done(&visit, query.get("done")));
    let page = Page {
        search: Field::text("q", t.get("customers-search"))
            .id("find")
            .value(text)
            .maxlength(200)
            .unmarked(),
        searched: !text.is_empty(),
        may_create: frame::may(&visit, TenantAction::CreateCustomers),
        may_request: frame::may(&visit, TenantAction::RequestRelationship),
        save: (!found.rows.is_empty())
            .then(|| address::asking("/customers/export", &[("q", text)])),
        first: place.map(|_| address::asking("/customers", &[("q", text)])),
        next: found.next.map(|next| address_of(text, &next)),
        rows: found.rows.into_iter().map(|r| row(&visit, r)).collect(),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}
