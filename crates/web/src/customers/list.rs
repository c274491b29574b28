//! `/customers`: everybody the company sells to.

use crate::http::{Answer, Query, Visit, address, frame};
use crate::ui::{Banner, Chrome, Field, respond};
use app::customers::{self, Cursor, Listed, Place};
use askama::Template;
use axum::http::StatusCode;
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
            .value(text)
            .maxlength(200)
            .unmarked(),
        searched: !text.is_empty(),
        may_create: frame::may(&visit, TenantAction::CreateCustomers),
        may_request: frame::may(&visit, TenantAction::RequestRelationship),
        first: place.map(|_| address::asking("/customers", &[("q", text)])),
        next: found.next.map(|next| address_of(text, &next)),
        rows: found.rows.into_iter().map(|r| row(&visit, r)).collect(),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}
