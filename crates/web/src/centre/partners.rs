//! `/admin/partners`: who sells to the company, who administers which service, and what is changed
//! about that.

use super::invitation::service;
use super::{Contact, contacts, may, page};
use crate::http::{Answer, Form, Query, Visit, frame, go};
use crate::ui::{Choice, Chrome, Field, Text, Tone, format, respond};
use app::centre::partners::{self, Delegations};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::ids::TenantId;
use domain::permission::centre::CustomerAction;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "pages/centre/partners.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    services: Vec<Service>,
    partners: Vec<Partner>,
    contacts: Vec<Contact>,
    decides: bool,
}

/// A service and who administers it.
struct Service {
    name: String,
    partner: Option<String>,
    since: String,
}

/// A partner, with what it administers.
struct Partner {
    id: Uuid,
    name: String,
    since: String,
    delegated: (Tone, Text),
    /// What it administers, to be ticked.
    services: Option<Field>,
    /// Whom that could go to.
    to: Option<Field>,
    key: String,
}

fn partner(visit: &Visit, found: &Delegations, at: usize) -> Option<Partner> {
    let (t, relation) = (visit.t(), found.relations.get(at)?);
    let zone = visit.app().programme.time_zone();
    let products = visit.app().programme.catalogue().products.iter();
    let held = products.filter(|p| found.holder(p.id) == Some(relation.partner_id));
    let ticks: Vec<_> = held
        .map(|p| {
            Choice::new(p.id.to_string(), p.name.get(visit.language()).to_owned()).selected(true)
        })
        .collect();
    let (tone, word) = match ticks.is_empty() {
        true => (Tone::Mute, "centre-not-delegated"),
        false => (Tone::Ok, "centre-delegated"),
    };
    let others = found.relations.iter();
    let others = others.filter(|other| other.partner_id != relation.partner_id);
    let mut to: Vec<_> = others
        .map(|other| Choice::new(other.partner_id.to_string(), other.partner.clone()))
        .collect();
    let to = (!to.is_empty()).then(|| {
        to.insert(0, Choice::new("", t.get("centre-nobody")).selected(true));
        Field::select("to", t.get("centre-hand-to"), to)
            .id(format!("to-{}", relation.partner_id))
            .unmarked()
    });
    let services = (!ticks.is_empty()).then(|| {
        Field::ticks("service", t.get("centre-services"), ticks)
            .id(format!("services-{}", relation.partner_id))
            .unmarked()
    });
    Some(Partner {
        id: relation.partner_id,
        name: relation.partner.clone(),
        since: format::datetime(t, visit.timestamp(relation.since), zone),
        delegated: (tone, t.get(word)),
        services,
        to,
        key: visit.fresh_key(),
    })
}

fn services(visit: &Visit, found: &Delegations) -> Vec<Service> {
    let (t, zone) = (visit.t(), visit.app().programme.time_zone());
    let products = visit.app().programme.catalogue().products.iter();
    products
        .map(|product| Service {
            name: service(visit, product.id),
            partner: found.holder(product.id).map(|id| found.name(id).to_owned()),
            since: found.since(product.id).map_or_else(String::new, |at| {
                format::datetime(t, visit.timestamp(at), zone)
            }),
        })
        .collect()
}

/// The partners.
pub async fn show(visit: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    let found = partners::view(visit.app(), &visit.request).await?;
    let supporters = app::centre::support(visit.app(), &visit.request).await?;
    let told = [
        ("accepted", "centre-done-accepted"),
        ("declined", "centre-done-declined"),
        ("taken", "centre-done-taken"),
        ("moved", "centre-done-moved"),
    ];
    let chrome = page(&visit, visit.t().get("centre-partners")).notice(frame::done(
        &visit,
        query.get("done"),
        &told,
    ));
    let count = found.relations.len();
    let page = Page {
        services: services(&visit, &found),
        partners: (0..count)
            .filter_map(|at| partner(&visit, &found, at))
            .collect(),
        contacts: contacts(&visit, &supporters),
        decides: may(&visit, CustomerAction::DecideRelationships),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// Takes the ticked services from a partner; they go to nobody, or to another one.
pub async fn take(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let partner = TenantId(Uuid::parse_str(&id).unwrap_or_default());
    let ticked = form.values("service").into_iter();
    let ticked: BTreeSet<Uuid> = ticked.filter_map(|id| Uuid::parse_str(&id).ok()).collect();
    // What is no id is nobody's, and is told so.
    let to = Some(form.get("to")).filter(|to| !to.is_empty());
    let to = to.map(|to| TenantId(Uuid::parse_str(to).unwrap_or_default()));
    let (app, request) = (visit.app(), &visit.request);
    partners::take(app, request, partner, &ticked, to, form.key()).await?;
    let done = if to.is_some() { "moved" } else { "taken" };
    Ok(go(&format!("/admin/partners?done={done}")))
}
