//! One change of an offer, and its steps.

use super::{HOME, href, label, pill, value};
use crate::console::{Parameters, console, exactly, id_of, may, me};
use crate::http::{Answer, Form, Visit, blocking, fields, frame, go};
use crate::subscriptions::offer_name;
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Pair, Text, Tone, format, respond};
use app::catalogue::changes::{self, View};
use app::{App, Failure, Request};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use domain::enrolment::form::FieldProblem;
use domain::permission::OperatorAction;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "pages/console/offers/change.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    status: (Tone, Text),
    errors: Option<ErrorSummary>,
    offer: String,
    facts: Vec<Pair>,
    changed: Vec<Changed>,
    approve: bool,
    /// The reason for refusing.
    decline: Option<Field>,
    take_back: bool,
    /// The reason for giving it up.
    withdraw: Option<Field>,
    action: String,
    request_id: String,
}

/// A fact before and after.
struct Changed {
    label: Text,
    before: Vec<String>,
    after: Vec<String>,
}

/// Why, from when, and who did what.
fn facts(visit: &Visit, view: &View) -> Vec<Pair> {
    let (t, row) = (visit.t(), &view.row);
    let by = |name: &str, at| format!("{name} · {}", exactly(visit, at));
    let day = format::date(t, view.change.effective);
    let mut facts = vec![
        Pair::new(t.get("offer-change-day"), day),
        Pair::new(t.get("payment-reason"), row.reason.clone()),
        Pair::new(
            t.get("special-price-proposed"),
            by(&row.proposed_name, row.proposed_at),
        ),
    ];
    let mut add = |label: &str, words: String| facts.push(Pair::new(t.get(label), words));
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
    facts
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
    let mut chrome = console(visit, title.clone())
        .crumb("/ops", t.get("nav-queue"))
        .crumb(HOME, t.get("offer-changes"))
        .crumb("", title)
        .notice(notice);
    let manages = may(visit, OperatorAction::ManageOffers);
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
        .then(|| reason("offer-change-withdraw-reason"));
    let errors = ErrorSummary::of(t, decline.iter().chain(&withdraw));
    chrome.invalid = errors.is_some();
    let change = &view.change;
    let changed = change.touches().into_iter().map(|fact| Changed {
        label: label(visit, fact),
        before: value(visit, &change.before, fact),
        after: value(visit, &change.after, fact),
    });
    let page = Page {
        status: pill(visit, view),
        errors,
        offer: format!("/ops/catalogue/offers/{}", view.row.offer_id),
        facts: facts(visit, view),
        changed: changed.collect(),
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
    let view = changes::view(visit.app(), &visit.request, id_of(&id)).await?;
    let told = [
        ("proposed", "offer-change-done-proposed"),
        ("approved", "offer-change-done-approved"),
        ("declined", "offer-change-done-declined"),
        ("taken-back", "offer-change-done-taken-back"),
        ("withdrawn", "offer-change-done-withdrawn"),
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
            let view = changes::view(visit.app(), &visit.request, id).await?;
            Ok(page(visit, &view, None, &Reasoned { typed, problems }))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// A second person agrees.
pub async fn approve(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let act = |app: &App, request: &Request, id, _: &str, key: &str| {
        changes::approve(app, request, id, key)
    };
    step(&visit, &id, "approved", &form, act).await
}

/// A second person does not.
pub async fn decline(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    step(&visit, &id, "declined", &form, changes::decline).await
}

/// Whoever proposed it takes it back.
pub async fn take_back(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let act = |app: &App, request: &Request, id, _: &str, key: &str| {
        changes::take_back(app, request, id, key)
    };
    step(&visit, &id, "taken-back", &form, act).await
}

/// It is given up before its day.
pub async fn withdraw(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    step(&visit, &id, "withdrawn", &form, changes::withdraw).await
}
