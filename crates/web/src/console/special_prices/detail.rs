//! One special price, and its steps.

use super::{HOME, chrome, customer, days, href};
use crate::console::{Parameters, exactly, id_of, may, me};
use crate::http::{Answer, Form, Visit, blocking, fields, frame, go};
use crate::pricing::{dash, special_pill, special_terms};
use crate::subscriptions::{money, offer_name};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Pair, Text, Tone, respond};
use app::catalogue::special_prices::{self, View};
use app::{App, Failure, Request};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use domain::enrolment::form::FieldProblem;
use domain::permission::OperatorAction;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "pages/console/special_prices/detail.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    status: (Tone, Text),
    errors: Option<ErrorSummary>,
    facts: Vec<Pair>,
    acts: Vec<Pair>,
    approve: bool,
    /// The reason for declining.
    decline: Option<Field>,
    take_back: bool,
    /// The reason for ending it.
    withdraw: Option<Field>,
    action: String,
    request_id: String,
}

fn facts(visit: &Visit, view: &View) -> Vec<Pair> {
    let (t, row) = (visit.t(), &view.row);
    let amount = |minor: Option<i64>| minor.map_or_else(dash, |minor| money(visit, minor));
    let [from, until] = days(visit, view);
    vec![
        Pair::new(t.get("bill-partner"), row.partner.clone()),
        Pair::new(t.get("special-price-for"), customer(visit, view)),
        Pair::new(t.get("pricing-offer"), offer_name(visit, row.offer_id)),
        Pair::new(
            t.get("special-price-terms"),
            special_terms(visit, view.terms),
        ),
        Pair::new(t.get("special-price-list-price"), amount(view.list_minor)),
        Pair::new(t.get("special-price-comes-to"), amount(view.minor)),
        Pair::new(t.get("pricing-from"), from),
        Pair::new(t.get("pricing-until"), until),
        Pair::new(t.get("payment-reason"), row.reason.clone()),
    ]
}

/// Who did what.
fn acts(visit: &Visit, view: &View) -> Vec<Pair> {
    let (t, row) = (visit.t(), &view.row);
    let by = |name: &str, at| format!("{name} · {}", exactly(visit, at));
    let mut acts = vec![Pair::new(
        t.get("special-price-proposed"),
        by(&row.proposed_name, row.proposed_at),
    )];
    let mut add = |label: &str, words: String| acts.push(Pair::new(t.get(label), words));
    if let Some(at) = row.decided_at {
        add("special-price-decided", by(&row.decided_name, at));
    }
    if let Some(at) = row.closed_at {
        add("special-price-closed", by(&row.closed_name, at));
    }
    for because in [&row.decision_reason, &row.close_reason] {
        if !because.is_empty() {
            add("special-price-because", because.clone());
        }
    }
    acts
}

/// What was typed of a reason, and what is wrong with it.
#[derive(Default)]
struct Reasoned {
    typed: String,
    problems: Vec<FieldProblem>,
}

fn page(visit: &Visit, view: &View, notice: Option<Banner>, with: &Reasoned) -> Response {
    let t = visit.t();
    let title = offer_name(visit, view.row.offer_id);
    let mut chrome = chrome(visit, title).notice(notice);
    let manages = may(visit, OperatorAction::ManageSpecialPrices);
    let (who, today) = (me(visit).unwrap_or_default(), visit.app().today());
    let standing = &view.standing;
    let reason = |label: &str| {
        Field::text("reason", t.get(label))
            .value(with.typed.clone())
            .error(fields::problem_at(visit, &with.problems, "reason"))
            .maxlength(500)
            .required()
    };
    let decline = (manages && standing.may_decline(who).is_ok())
        .then(|| reason("special-price-decline-reason"));
    let withdraw = (manages && standing.may_withdraw(today).is_ok())
        .then(|| reason("special-price-withdraw-reason"));
    let errors = ErrorSummary::of(t, decline.iter().chain(&withdraw));
    chrome.invalid = errors.is_some();
    let page = Page {
        status: special_pill(visit, view.shown),
        errors,
        facts: facts(visit, view),
        acts: acts(visit, view),
        approve: manages && standing.may_approve(who, today).is_ok(),
        decline,
        take_back: manages && standing.may_take_back(who).is_ok(),
        withdraw,
        action: href(view.row.id),
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    respond(fields::status(&with.problems), &page)
}

/// The page.
pub async fn show(visit: Visit, Path(id): Path<String>, parameters: Parameters) -> Answer {
    let view = special_prices::view(visit.app(), &visit.request, id_of(&id)).await?;
    let told = [
        ("proposed", "special-price-done-proposed"),
        ("approved", "special-price-done-approved"),
        ("declined", "special-price-done-declined"),
        ("taken-back", "special-price-done-taken-back"),
        ("withdrawn", "special-price-done-withdrawn"),
    ];
    let done = frame::done(&visit, parameters.get("done"), &told);
    Ok(page(&visit, &view, done, &Reasoned::default()))
}

/// Does one step; what is wrong with a reason is shown beside it.
async fn step(
    visit: &Visit,
    id: &str,
    done: &str,
    form: &Form,
    step: impl FnOnce(&App, &Request, Uuid, &str, &str) -> Result<(), Failure> + Send + 'static,
) -> Answer {
    let (app, request, id) = (visit.app().clone(), visit.request.clone(), id_of(id));
    let (typed, key) = (form.get("reason").to_owned(), form.key().to_owned());
    let reason = typed.clone();
    match blocking(move || step(&app, &request, id, &reason, &key)).await {
        Ok(()) => Ok(go(&format!("{}?done={done}", href(id)))),
        Err(Failure::Invalid(problems)) => {
            let view = special_prices::view(visit.app(), &visit.request, id).await?;
            Ok(page(visit, &view, None, &Reasoned { typed, problems }))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// A second person agrees.
pub async fn approve(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    step(
        &visit,
        &id,
        "approved",
        &form,
        |app, request, id, _, key| special_prices::approve(app, request, id, key),
    )
    .await
}

/// A second person does not.
pub async fn decline(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    step(&visit, &id, "declined", &form, special_prices::decline).await
}

/// Whoever asked for it takes it back.
pub async fn take_back(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    step(
        &visit,
        &id,
        "taken-back",
        &form,
        |app, request, id, _, key| special_prices::take_back(app, request, id, key),
    )
    .await
}

/// It ends before its last day.
pub async fn withdraw(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    step(&visit, &id, "withdrawn", &form, special_prices::withdraw).await
}
