//! `/customers`: everybody the company sells to.

use super::tags::home as customers_tags_home;
use crate::http::{Answer, Query, Visit, address, csv, frame};
use crate::ui::format::Id;
use crate::ui::{Banner, Choice, Chrome, Field, respond};
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
    tag: Option<Field>,
    tags_href: Option<&'static str>,
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
    name: String,
    domain: String,
    id: Id,
    subscriptions: i64,
    units: i64,
    since: jiff::Timestamp,
    tags: Vec<String>,
}

fn row(visit: &Visit, listed: Listed) -> Row {
    Row {
        id: listed.customer.id.into(),
        name: listed.customer.company_name,
        domain: listed.customer.domain,
        subscriptions: listed.subscriptions,
        units: listed.units,
        since: visit.timestamp(listed.customer.since),
        tags: listed.tags,
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

/// The tag that is asked for; what is no tag of the company's finds nobody.
fn tag_of(query: &HashMap<String, String>) -> Option<Uuid> {
    let tag = query.get("tag").filter(|tag| !tag.is_empty())?;
    Some(Uuid::parse_str(tag).unwrap_or_default())
}

fn address_of(text: &str, tag: &str, place: &Place) -> String {
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
            ("tag", tag),
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
        "tags-title",
    ];
    let tag = tag_of(&query);
    let mut table = csv::Table::new(head.map(|id| t.get(id).into_owned()));
    let (mut place, mut count) = (None, 0);
    loop {
        // A page may be read on this thread: others have their turn between two.
        tokio::task::yield_now().await;
        let found = customers::find(visit.app(), &visit.request, text, tag, place).await?;
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
                row.id.to_string(),
                row.subscriptions.to_string(),
                row.units.to_string(),
                row.since.to_string(),
                domain::customers::tags::cell(row.tags.iter().map(String::as_str)),
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
    let tag = tag_of(&query);
    let (app, request) = (visit.app(), &visit.request);
    let found = customers::find(app, request, text, tag, place.clone()).await?;
    let t = visit.t();
    let tag = tag.map(|id| id.to_string()).unwrap_or_default();
    let any = Choice::new("", t.get("tags-any")).selected(tag.is_empty());
    let choices = found.tags.iter().map(|own| {
        let id = own.id.to_string();
        let chosen = id == tag;
        Choice::new(id, own.name.clone()).selected(chosen)
    });
    let choices: Vec<_> = std::iter::once(any).chain(choices).collect();
    let asked = [("q", text), ("tag", tag.as_str())];
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
        tag: (!found.tags.is_empty() || !tag.is_empty())
            .then(|| Field::select("tag", t.get("tag"), choices).unmarked()),
        tags_href: frame::may(&visit, TenantAction::EditCustomerDetails).then(customers_tags_home),
        searched: !text.is_empty() || !tag.is_empty(),
        may_create: frame::may(&visit, TenantAction::CreateCustomers),
        may_request: frame::may(&visit, TenantAction::RequestRelationship),
        save: (!found.rows.is_empty()).then(|| address::asking("/customers/export", &asked)),
        first: place.map(|_| address::asking("/customers", &asked)),
        next: found.next.map(|next| address_of(text, &tag, &next)),
        rows: found.rows.into_iter().map(|r| row(&visit, r)).collect(),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}
