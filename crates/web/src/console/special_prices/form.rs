//! Asking for a special price.

use super::{HOME, chrome, href};
use crate::console::Parameters;
use crate::http::{Answer, Form, Visit, blocking, fields, go};
use crate::pricing::name;
use crate::subscriptions::money;
use crate::ui::{Choice, Chrome, ErrorSummary, Field, respond};
use app::Failure;
use app::catalogue::special_prices::{self, Typed};
use askama::Template;
use axum::response::Response;
use domain::enrolment::form::FieldProblem;
use domain::permission::{OperatorAction, authorise_operator};

#[derive(Template)]
#[template(path = "pages/console/special_prices/new.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    fields: Vec<Field>,
    request_id: String,
}

/// What is sold today, with its price.
fn offers(visit: &Visit, chosen: &str) -> Vec<Choice> {
    let today = visit.app().today();
    let sold = visit.app().programme.catalogue().sold_on(today, None);
    let none = Choice::new("", visit.t().get("special-price-choose"));
    let priced = sold.into_iter().filter_map(|offer| {
        let price = money(visit, offer.price_on(today)?.list_minor);
        let id = offer.id.to_string();
        let selected = id == chosen;
        let words = format!("{} · {price}", name(visit, offer));
        Some(Choice::new(id, words).selected(selected))
    });
    std::iter::once(none).chain(priced).collect()
}

fn form(visit: &Visit, typed: &Typed, problems: &[FieldProblem]) -> Response {
    let t = visit.t();
    let mut chrome = chrome(visit, t.get("special-price-new"));
    let today = visit.app().today().to_string();
    let kind = |value: &'static str, label: &str| {
        Choice::new(value, t.get(label)).selected(typed.kind == value)
    };
    let kinds = vec![
        kind("fixed", "special-price-kind-fixed"),
        kind("off", "special-price-kind-off"),
    ];
    let fields = [
        Field::text("partner", t.get("bill-partner"))
            .hint(t.get("special-price-partner-hint"))
            .value(&*typed.partner)
            .maxlength(200)
            .required(),
        Field::text("customer", t.get("special-price-for"))
            .hint(t.get("special-price-customer-hint"))
            .value(&*typed.customer)
            .maxlength(253),
        Field::select("offer", t.get("pricing-offer"), offers(visit, &typed.offer))
            .required()
            .wide(),
        Field::radio("kind", t.get("special-price-kind"), kinds).required(),
        Field::text("value", t.get("special-price-value"))
            .hint(t.get("special-price-value-hint"))
            .value(&*typed.value)
            .inputmode("decimal")
            .maxlength(20)
            .required(),
        Field::date("from", t.get("pricing-from"))
            .value(&*typed.from)
            .between(Some(today.into()), None)
            .required(),
        Field::date("until", t.get("pricing-until"))
            .hint(t.get("special-price-until-hint"))
            .value(&*typed.until)
            .required(),
        Field::textarea("reason", t.get("payment-reason"))
            .hint(t.get("special-price-reason-hint"))
            .value(&*typed.reason)
            .rows(2)
            .maxlength(500)
            .required()
            .wide(),
    ];
    let (fields, errors) = fields::judged(visit, fields, problems);
    chrome.invalid = errors.is_some();
    let page = Page {
        errors,
        fields,
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    respond(fields::status(problems), &page)
}

/// The form; an address may name the partner.
pub async fn new(visit: Visit, parameters: Parameters) -> Answer {
    let action = OperatorAction::ManageSpecialPrices;
    authorise_operator(&visit.request.caller, action).map_err(Failure::from)?;
    let typed = Typed {
        partner: parameters.get("partner").cloned().unwrap_or_default(),
        kind: "fixed".to_owned(),
        from: visit.app().today().to_string(),
        ..Typed::default()
    };
    Ok(form(&visit, &typed, &[]))
}

/// Asks for it.
pub async fn propose(visit: Visit, sent: Form) -> Answer {
    let of = |name: &str| sent.get(name).to_owned();
    let typed = Typed {
        partner: of("partner"),
        customer: of("customer"),
        offer: of("offer"),
        kind: of("kind"),
        value: of("value"),
        from: of("from"),
        until: of("until"),
        reason: of("reason"),
    };
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (wanted, key) = (typed.clone(), sent.key().to_owned());
    match blocking(move || special_prices::propose(&app, &request, &wanted, &key)).await {
        Ok(id) => Ok(go(&format!("{}?done=proposed", href(id)))),
        Err(Failure::Invalid(problems)) => Ok(form(&visit, &typed, &problems)),
        Err(failure) => Err(failure.into()),
    }
}
