//! `/admin/subscriptions`: what partners sold to the company, to be read; whom to ask for changes.

use super::{Contact, Row, contacts, lives, page, row};
use crate::customers::day;
use crate::http::{Answer, Visit};
use crate::subscriptions::offer_name;
use crate::ui::{Banner, Chrome, Tone, format, respond};
use app::centre;
use askama::Template;
use axum::http::StatusCode;
use domain::subscriptions::Status;
use store::centre::Owned;

#[derive(Template)]
#[template(path = "pages/centre/subscriptions.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    banners: Vec<Banner>,
    living: Vec<Row>,
    ended: Vec<Row>,
    contacts: Vec<Contact>,
}

/// What is suspended, with the days that are left.
fn countdown(visit: &Visit, owned: &Owned) -> Option<Banner> {
    let (t, today) = (visit.t(), visit.app().today());
    if owned.status != Status::Suspended.text() {
        return None;
    }
    let last: jiff::civil::Date = owned.delete_on.as_deref()?.parse().ok()?;
    let (name, on, left) = (
        offer_name(visit, owned.offer_id),
        day(visit, owned.delete_on.as_deref()?),
        format::relative(t, last, today),
    );
    let about = [
        ("name", name.as_str()),
        ("day", on.as_str()),
        ("left", left.as_str()),
        ("partner", owned.partner.as_str()),
    ];
    let banner = Banner::new(Tone::Bad, t.format("centre-countdown", &about));
    Some(banner.text(t.format("centre-suspended-text", &about)))
}

/// Add-ons behind their bases.
fn in_order(owned: &[Owned]) -> Vec<&Owned> {
    let known = |id| owned.iter().any(|row| row.id == id);
    let bases = owned
        .iter()
        .filter(|row| row.parent_id.is_none_or(|id| !known(id)));
    bases
        .flat_map(|base| {
            let own = owned.iter().filter(|row| row.parent_id == Some(base.id));
            std::iter::once(base).chain(own).collect::<Vec<_>>()
        })
        .collect()
}

/// The list.
pub async fn show(visit: Visit) -> Answer {
    let found = centre::subscriptions(visit.app(), &visit.request).await?;
    let all = in_order(&found.owned);
    let rows = |living: bool| {
        let wanted = all.iter().filter(|owned| lives(owned) == living);
        wanted.map(|owned| row(&visit, owned)).collect()
    };
    let chrome = page(&visit, visit.t().get("centre-subscriptions"));
    let page = Page {
        banners: all.iter().filter_map(|o| countdown(&visit, o)).collect(),
        living: rows(true),
        ended: rows(false),
        contacts: contacts(&visit, &found.supporters),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}
