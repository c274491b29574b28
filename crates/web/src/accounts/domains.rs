//! `/account/domains`: the domains sign-in names of the company may end in.

use crate::http::{Answer, Form, Query, Visit, blocking, fields, frame, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Text, Tone, format, respond};
use app::Failure;
use app::accounts::domains::{self, View};
use askama::Template;
use axum::extract::Path;
use domain::accounts::domains::{State, readable, record_name, record_value};
use domain::enrolment::form::FieldProblem;
use domain::permission::TenantAction;
use std::collections::HashMap;
use store::domains::Domain;

#[derive(Template)]
#[template(path = "pages/accounts/domains.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    first: String,
    first_is_primary: bool,
    custom: Vec<Row>,
    can_prove: bool,
    edits: bool,
    base: &'static str,
    input: Field,
    keys: [String; 2],
}

struct Row {
    name: String,
    readable: Option<String>,
    state: (Tone, Text),
    why: Option<Text>,
    facts: Vec<String>,
    is_primary: bool,
    may_be_primary: bool,
    /// Name and value of the record, while it has to be published or kept.
    record: (String, String),
    key: String,
}

fn row(visit: &Visit, domain: Domain) -> Row {
    let t = visit.t();
    let zone = visit.app().programme.time_zone();
    let moment = |at| format::moment(t, visit.timestamp(at), zone);
    let state = State::from_text(&domain.state).unwrap_or(State::Failed);
    let tone = match state {
        State::Pending => Tone::Wait,
        State::Verified if domain.reason.is_empty() => Tone::Ok,
        State::Verified => Tone::Warn,
        State::Failed => Tone::Bad,
    };
    let mut facts = Vec::new();
    if let Some(at) = domain.verified_at {
        facts.push(t.format("domain-verified-at", &[("time", &moment(at))]));
    }
    if let Some(at) = domain.checked_at {
        facts.push(t.format("domain-checked-at", &[("time", &moment(at))]));
    }
    if let Some(at) = domain.next_check_at {
        facts.push(t.format("domain-next-at", &[("time", &moment(at))]));
    }
    let why =
        (!domain.reason.is_empty()).then(|| t.get(format!("domain-reason-{}", domain.reason)));
    Row {
        readable: readable(&domain.name),
        state: (tone, t.get(format!("domain-state-{}", state.text()))),
        why,
        facts,
        is_primary: domain.is_primary,
        may_be_primary: state == State::Verified && !domain.is_primary,
        record: (record_name(&domain.name), record_value(&domain.token)),
        key: visit.fresh_key(),
        name: domain.name,
    }
}

/// Where the page stands: a partner's portal, or a customer's centre.
pub(crate) struct Place {
    /// Its frame.
    pub(crate) chrome: Chrome,
    /// Its address.
    pub(crate) base: &'static str,
    /// Whether the visitor may change anything.
    pub(crate) edits: bool,
}

fn place(visit: &Visit) -> Place {
    let t = visit.t();
    Place {
        chrome: frame::portal(visit, t.get("nav-domains"))
            .crumb("/dashboard/overview", t.get("nav-overview"))
            .crumb("", t.get("nav-domains")),
        base: "/account/domains",
        edits: frame::may(visit, TenantAction::EditProfiles),
    }
}

/// The page, as it is and after bad input.
pub(crate) fn page(
    visit: &Visit,
    place: Place,
    view: View,
    key: String,
    (typed, problems): (&str, &[FieldProblem]),
) -> Answer {
    let t = visit.t();
    let mut chrome = place.chrome;
    let input = Field::text("domain", t.get("field-domain"))
        .hint(t.get("hint-domain"))
        .value(typed)
        .inputmode("url")
        .maxlength(253)
        .error(fields::problem_at(visit, problems, "domain"))
        .required();
    let errors = ErrorSummary::of(t, [&input]);
    chrome.invalid = errors.is_some();
    let status = fields::status(problems);
    let page = Page {
        chrome: &chrome,
        errors,
        first_is_primary: !view.custom.iter().any(|d| d.is_primary),
        first: view.first,
        custom: view.custom.into_iter().map(|d| row(visit, d)).collect(),
        can_prove: view.can_prove,
        edits: place.edits,
        base: place.base,
        input,
        keys: [key, visit.fresh_key()],
    };
    Ok(respond(status, &page))
}

/// What just happened, told by the address the browser was led to.
pub(crate) fn done(visit: &Visit, what: Option<&String>) -> Option<Banner> {
    let (tone, id) = match what.map(String::as_str)? {
        "added" => (Tone::Ok, "domain-done-added"),
        "verified" => (Tone::Ok, "domain-done-verified"),
        "pending" => (Tone::Wait, "domain-done-pending"),
        "failed" => (Tone::Warn, "domain-done-failed"),
        "primary" => (Tone::Ok, "domain-done-primary"),
        "removed" => (Tone::Ok, "domain-done-removed"),
        _ => return None,
    };
    Some(Banner::new(tone, visit.t().get(id)))
}

/// The domains.
pub async fn show(visit: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    let view = domains::view(visit.app(), &visit.request).await?;
    let mut place = place(&visit);
    place.chrome.notice = done(&visit, query.get("done"));
    page(&visit, place, view, visit.fresh_key(), ("", &[]))
}

/// Adds a domain.
pub async fn add(visit: Visit, form: Form) -> Answer {
    let typed = form.get("domain");
    match domains::add(visit.app(), &visit.request, typed, form.key()).await {
        Ok(()) => Ok(go("/account/domains?done=added")),
        Err(Failure::Invalid(problems)) => {
            let view = domains::view(visit.app(), &visit.request).await?;
            let (place, key) = (place(&visit), form.key().to_owned());
            page(&visit, place, view, key, (typed, &problems))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Looks for the record now.
pub async fn verify(visit: Visit, Path(name): Path<String>, _form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let state = blocking(move || domains::verify(&app, &request, &name)).await?;
    Ok(go(&format!("/account/domains?done={}", state.text())))
}

/// Makes a domain the one new sign-in names end in.
pub async fn make_primary(visit: Visit, Path(name): Path<String>, _form: Form) -> Answer {
    domains::make_primary(visit.app(), &visit.request, &name).await?;
    Ok(go("/account/domains?done=primary"))
}

/// Removes a domain.
pub async fn remove(visit: Visit, Path(name): Path<String>, _form: Form) -> Answer {
    domains::remove(visit.app(), &visit.request, &name).await?;
    Ok(go("/account/domains?done=removed"))
}
