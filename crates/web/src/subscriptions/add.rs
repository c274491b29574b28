//! `/customers/{id}/subscriptions/add`: the catalogue, a look at the whole, the order.

use super::shop::{self, Bill, Shelf};
use crate::customers::{below_customer, id_of, obstacle, refusal};
use crate::http::{Answer, Form, Query, Visit, blocking, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Text, respond};
use app::Failure;
use app::orders::{self, NewOrder};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::enrolment::form::FieldProblem;
use domain::ids::TenantId;
use domain::orders::Line;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "pages/subscriptions/add.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    obstacle: Option<Banner>,
    shelves: Vec<Shelf>,
    /// The order, once it is to be looked at.
    order: Option<Bill>,
    hidden: Vec<(String, String)>,
    customer: TenantId,
    key: String,
}

/// What is on the page.
#[derive(Default)]
struct Typed {
    wanted: BTreeMap<String, String>,
    problems: Vec<FieldProblem>,
    at: BTreeMap<String, Text>,
    whole: Vec<String>,
    order: Option<Bill>,
    key: String,
}

async fn page(visit: &Visit, customer: TenantId, typed: Typed) -> Answer {
    let shelf = orders::shelf(visit.app(), &visit.request, Some(customer)).await?;
    let buyer = shelf.customer.as_ref().ok_or(Failure::NotFound)?;
    let t = visit.t();
    let mut chrome = below_customer(visit, buyer, t.get("subscription-add"));
    let mut wrong = typed.at;
    wrong.extend(shop::said(visit, &typed.problems));
    let refused = !typed.whole.is_empty();
    let shelves = shop::shelves(visit, &shelf, &typed.wanted, &wrong);
    let none: [Field; 0] = [];
    let errors = shop::errors(visit, &none, &shelves, typed.whole);
    chrome.invalid = errors.is_some();
    let status = match (refused, errors.is_some()) {
        (true, _) => StatusCode::CONFLICT,
        (false, true) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, false) => StatusCode::OK,
    };
    let stands = shelf.obstacle.filter(|_| !refused);
    let page = Page {
        obstacle: stands.map(|reason| obstacle(visit, reason, Some(buyer.id))),
        hidden: typed.wanted.into_iter().collect(),
        order: typed.order.filter(|_| errors.is_none()),
        key: typed.key,
        shelves,
        errors,
        customer,
        chrome: &chrome,
    };
    Ok(respond(status, &page))
}

/// The catalogue; quantities in the address are filled in.
pub async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Answer {
    let typed = Typed {
        wanted: shop::wanted(&query),
        key: visit.fresh_key(),
        ..Typed::default()
    };
    page(&visit, id_of(&id), typed).await
}

/// The order: looked at first, then placed.
pub async fn order(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let customer = id_of(&id);
    let wanted = shop::wanted(&form.answers());
    let (lines, problems) = shop::lines(&wanted);
    let mut typed = Typed {
        wanted,
        problems,
        key: form.key().to_owned(),
        ..Typed::default()
    };
    if form.get("step") == "change" || !typed.problems.is_empty() {
        return page(&visit, customer, typed).await;
    }
    if lines.is_empty() {
        typed.whole = vec![visit.t().get("shop-nothing").into_owned()];
        return page(&visit, customer, typed).await;
    }
    let (app, request) = (visit.app(), &visit.request);
    if form.get("step") != "submit" {
        let quote = orders::quote(app, request, Some(customer), lines.clone()).await?;
        tell(&visit, &mut typed, &lines, &quote.refused);
        typed.order = Some(shop::bill(&visit, &quote));
        return page(&visit, customer, typed).await;
    }
    let new = NewOrder {
        cycle: None,
        lines: lines.clone(),
    };
    let (app, request, key) = (app.clone(), request.clone(), typed.key.clone());
    match blocking(move || orders::place(&app, &request, customer, &new, &key)).await {
        Ok(_) => Ok(go(&format!(
            "/customers/{customer}/subscriptions?done=ordered"
        ))),
        // The key stays: nothing was decided under it.
        Err(Failure::Refused(refused)) => {
            tell(&visit, &mut typed, &lines, &refused);
            page(&visit, customer, typed).await
        }
        Err(failure) => Err(failure.into()),
    }
}

fn tell(visit: &Visit, typed: &mut Typed, lines: &[Line], refused: &[domain::selling::Refusal]) {
    let (at, whole) = shop::at_fields(visit, lines, refused);
    typed.at = at;
    let words = whole.into_iter().map(|r| refusal(visit, r).into_owned());
    typed.whole = words.collect();
}
