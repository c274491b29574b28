//! `/admin/export`: a copy of what is kept about the company, while it is kept.

use super::{lives, page};
use crate::customers::day;
use crate::http::csv::Table;
use crate::http::{Answer, Form, Visit, blocking};
use crate::subscriptions::{offer_name, status_pill};
use crate::ui::{Chrome, Text, Tone, respond};
use app::Failure;
use app::centre::export::{self, Copy};
use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

#[derive(Template)]
#[template(path = "pages/centre/export.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    kept: Vec<Kept>,
    keys: [String; 3],
}

/// What is kept for a while only.
struct Kept {
    name: String,
    status: (Tone, Text),
    until: String,
}

/// What can be saved, and what is going to be deleted when.
pub async fn show(visit: Visit) -> Answer {
    export::may(&visit.request)?;
    let found = app::centre::subscriptions(visit.app(), &visit.request).await?;
    let t = visit.t();
    let kept = found.owned.iter().filter_map(|owned| {
        let until = owned.delete_on.as_deref()?;
        Some(Kept {
            name: offer_name(&visit, owned.offer_id),
            status: status_pill(&visit, &owned.status),
            until: day(&visit, until),
        })
    });
    let chrome = page(&visit, t.get("centre-export"));
    let view = Page {
        kept: kept.collect(),
        keys: [visit.fresh_key(), visit.fresh_key(), visit.fresh_key()],
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &view))
}

/// Saves the copy: everything as JSON, or people or subscriptions as a table.
pub async fn save(visit: Visit, form: Form) -> Answer {
    let wanted = match form.get("form") {
        "users" => "users",
        "subscriptions" => "subscriptions",
        _ => "all",
    };
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let copy = blocking(move || export::copy(&app, &request, wanted)).await?;
    Ok(match wanted {
        "users" => table(users(&visit, &copy), "users.csv"),
        "subscriptions" => table(subscriptions(&visit, &copy), "subscriptions.csv"),
        _ => everything(&visit, &copy)?,
    })
}

fn table(table: Table, name: &str) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    (headers, table.into_text()).into_response()
}

fn of_user(visit: &Visit, copy: &Copy, account: uuid::Uuid) -> Vec<String> {
    let own = copy.licences.get(&account).into_iter().flatten();
    let owned = own.filter_map(|l| copy.owned.iter().find(|o| o.id == l.subscription_id));
    owned
        .map(|owned| offer_name(visit, owned.offer_id))
        .collect()
}

fn users(visit: &Visit, copy: &Copy) -> Table {
    let t = visit.t();
    let head = [
        "me-sign-in-name",
        "field-family_name",
        "field-given_name",
        "field-job_title",
        "field-contact_email",
        "centre-role",
        "users-status",
        "centre-licences",
    ];
    let mut table = Table::new(head.map(|id| t.get(id).into_owned()));
    for user in &copy.users {
        table.row([
            user.sign_in_name.clone(),
            user.family_name.clone(),
            user.given_name.clone(),
            user.title.clone(),
            user.contact_email.clone(),
            t.get(format!("role-{}", user.admin_setting)).into_owned(),
            t.get(format!("account-status-{}", user.status))
                .into_owned(),
            of_user(visit, copy, user.id).join("; "),
        ]);
    }
    table
}

fn subscriptions(visit: &Visit, copy: &Copy) -> Table {
    let t = visit.t();
    let head = [
        "subscription-id",
        "bill-offer",
        "centre-sold-by",
        "bill-units",
        "centre-assigned",
        "subscription-status",
        "subscription-start",
        "subscription-end",
        "centre-kept-until",
    ];
    let mut table = Table::new(head.map(|id| t.get(id).into_owned()));
    for owned in &copy.owned {
        table.row([
            owned.id.to_string(),
            offer_name(visit, owned.offer_id),
            owned.partner.clone(),
            owned.quantity.to_string(),
            owned.assigned.to_string(),
            status_pill(visit, &owned.status).1.into_owned(),
            owned.starts_on.clone(),
            owned.ends_on.clone(),
            owned.delete_on.clone().unwrap_or_default(),
        ]);
    }
    table
}

/// Everything, for programs and for keeping. Moments are RFC 3339, days ISO.
fn everything(visit: &Visit, copy: &Copy) -> Result<Response, Failure> {
    let at = |at| visit.timestamp(at).to_string();
    let company = &copy.company;
    let services = visit.app().programme.catalogue().products.iter();
    let services: Vec<_> = services
        .map(|service| {
            let holder = copy.delegations.holder(service.id);
            json!({
                "service": service.name.get(visit.language()),
                "administered_by": holder.map(|id| copy.delegations.name(id)),
                "since": copy.delegations.since(service.id).map(at),
            })
        })
        .collect();
    let users: Vec<_> = copy.users.iter().map(|user| json!({
        "id": user.id, "sign_in_name": user.sign_in_name, "family_name": user.family_name,
        "given_name": user.given_name, "title": user.title, "contact_email": user.contact_email,
        "mobile": user.mobile, "language": user.language, "role": user.admin_setting,
        "status": user.status, "created_at": at(user.created_at),
        "last_sign_in_at": user.last_sign_in_at.map(at),
        "licences": copy.licences.get(&user.id).into_iter().flatten().map(|l| json!({
            "subscription": l.subscription_id, "since": at(l.assigned_at),
        })).collect::<Vec<_>>(),
    })).collect();
    let owned: Vec<_> = copy.owned.iter().map(|owned| json!({
        "id": owned.id, "offer": offer_name(visit, owned.offer_id), "offer_id": owned.offer_id,
        "sold_by": owned.partner, "base": owned.parent_id, "units": owned.quantity,
        "assigned": owned.assigned, "status": owned.status, "starts_on": owned.starts_on,
        "ends_on": owned.ends_on, "suspended_on": owned.suspended_on,
        "deleted_on": owned.delete_on, "living": lives(owned),
    })).collect();
    let partners: Vec<_> = copy
        .delegations
        .relations
        .iter()
        .map(|relation| {
            json!({
                "id": relation.partner_id, "name": relation.partner, "since": at(relation.since),
                "delegated_administration": relation.delegated,
            })
        })
        .collect();
    let domains: Vec<_> = copy
        .domains
        .iter()
        .map(|domain| {
            json!({
                "name": domain.name, "state": domain.state, "primary": domain.is_primary,
                "verified_at": domain.verified_at.map(at),
            })
        })
        .collect();
    let accepted: Vec<_> = copy
        .accepted
        .iter()
        .map(|a| {
            json!({
                "version": a.template, "family_name": a.family_name, "given_name": a.given_name,
                "email": a.email, "agreed_on": a.agreed_on, "told_by": a.told_by_name,
                "told_at": at(a.attested_at),
            })
        })
        .collect();
    let log: Vec<_> = copy
        .log
        .iter()
        .map(|record| {
            json!({
                "at": at(record.entry.at), "kind": record.entry.actor_kind,
                "who": record.entry.actor_name,
                "partner": record.partner, "action": record.entry.action,
                "subject": record.entry.subject, "outcome": record.entry.outcome,
                "ip": record.entry.ip,
            })
        })
        .collect();
    let all = json!({
        "made_at": at(copy.at),
        "company": {
            "id": company.id, "name": company.company_name, "domain": company.domain,
            "credit_code": company.credit_code, "country": company.country,
            "province": company.province, "city": company.city, "district": company.district,
            "address": [company.address1, company.address2], "postal_code": company.postal_code,
            "contact": {
                "family_name": company.family_name, "given_name": company.given_name,
                "email": company.email, "phone": company.phone, "language": company.language,
            },
        },
        "domains": domains, "users": users, "subscriptions": owned, "partners": partners,
        "services": services, "agreements": accepted, "log": log, "log_is_cut": copy.log_is_cut,
    });
    let text = serde_json::to_string_pretty(&all).map_err(Failure::internal)?;
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"company-data.json\"",
        ),
    ];
    Ok((headers, text).into_response())
}
