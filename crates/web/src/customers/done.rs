//! `/customers/{id}/done`: the first administrator's credentials, shown once.

use super::{id_of, refusal};
use crate::http::{Answer, Query, Visit, address, blocking, frame};
use crate::subscriptions::shop;
use crate::ui::{Banner, Chrome, Step, Tone, respond};
use app::{Failure, customers};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::selling::Reason;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "pages/customers/done.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    steps: Vec<Step>,
    order: Option<Banner>,
    sign_in_name: &'a str,
    password: &'a str,
    portal: &'a str,
    /// The same facts as a text file, as a `data:` address; only with the password.
    file: String,
    lead: String,
    customer: String,
}

/// What became of the first order.
fn order(visit: &Visit, customer: &str, query: &BTreeMap<String, String>) -> Option<Banner> {
    let t = visit.t();
    if let Some(reason) = query
        .get("refused")
        .and_then(|text| Reason::from_text(text))
    {
        let wanted = shop::wanted(query);
        let pairs: Vec<_> = wanted
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let again = format!("/customers/{customer}/subscriptions/add");
        let banner = Banner::new(Tone::Warn, t.get("customer-order-refused"));
        return Some(banner.text(refusal(visit, reason)).action(
            address::asking(&again, &pairs),
            t.get("customer-order-again"),
        ));
    }
    query
        .contains_key("ordered")
        .then(|| Banner::new(Tone::Ok, t.get("customer-order-placed")))
}

/// The first look shows the password, every later one says what to do without it.
pub async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Answer {
    let customer = id_of(&id);
    let cookie = visit.session().ok_or(Failure::SignInFirst)?;
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let shown = blocking(move || customers::reveal(&app, &request, customer, &cookie)).await?;
    let t = visit.t();
    let chrome = frame::portal(&visit, t.get("customer-done-title"))
        .crumb("/customers", t.get("nav-customers"))
        .crumb("", t.get("customer-done-title"));
    let password = shown.password.as_ref().map_or("", |p| p.as_str());
    let portal = visit.app().public_url.as_str();
    let file = format!(
        "data:text/plain;charset=utf-8,{}",
        address::encoded(&format!(
            "{}: {}\r\n{}: {password}\r\n{}: {portal}/signin\r\n",
            t.get("done-sign-in-name"),
            shown.sign_in_name,
            t.get("done-password"),
            t.get("done-portal"),
        ))
    );
    let lead = if password.is_empty() {
        "customer-done-lead-again"
    } else {
        "customer-done-lead"
    };
    let days = visit.app().programme.registration.temporary_password_days;
    let (name, days) = (shown.customer.company_name.clone(), days.to_string());
    let page = Page {
        steps: super::new::steps(&visit, 4),
        order: order(&visit, &customer.to_string(), &query),
        sign_in_name: &shown.sign_in_name,
        password,
        portal,
        file,
        lead: t.format(lead, &[("name", &name), ("days", &days)]),
        customer: customer.to_string(),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}
