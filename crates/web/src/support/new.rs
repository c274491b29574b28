//! A new request: about the partner centre, or for a customer that is looked for first.

use super::list::home;
use super::{ACCEPT, attached, uploads};
use crate::http::{Answer, Form, Query, Visit, blocking, fields, frame, go};
use crate::ui::{Choice, Chrome, ErrorSummary, Field, respond};
use app::Failure;
use app::customers;
use app::support::files::FIELD;
use app::support::{create, topics};
use askama::Template;
use axum::http::StatusCode;
use domain::enrolment::form::{Answers, FieldProblem};
use domain::ids::TenantId;
use domain::support::form::{DETAILS, FIELDS, LINE, SUMMARY, WORDS};
use domain::support::topic::Topic;
use domain::support::{Kind, Severity};
use std::collections::HashMap;
use store::customers::Customer;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "pages/support/new.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    lead: String,
    action: &'static str,
    customer: String,
    fields: Vec<Field>,
    request_id: String,
}

#[derive(Template)]
#[template(path = "pages/support/choose.html")]
struct Choose<'a> {
    chrome: &'a Chrome,
    search: Field,
    searched: bool,
    rows: Vec<Found>,
}

struct Found {
    href: String,
    name: String,
    domain: String,
    /// Whether the company may act in its name.
    delegated: bool,
}

fn chrome(visit: &Visit, kind: Kind) -> Chrome {
    let t = visit.t();
    frame::portal(visit, t.get("support-new"))
        .crumb(home(kind), t.get("nav-support"))
        .crumb("", t.get("support-new"))
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn inputs(
    visit: &Visit,
    (kind, topics): (Kind, &[&Topic]),
    typed: &Answers,
    problems: &[FieldProblem],
) -> Vec<Field> {
    let t = visit.t();
    let value = |name: &str| typed.get(name).cloned().unwrap_or_default();
    let wrong = |name: &str| fields::problem_at(visit, problems, name);
    let chosen = value("topic");
    let topics = topics.iter().map(|topic| {
        let label = t.get(format!("support-topic-{}", topic.name));
        Choice::new(topic.name, label).selected(topic.name == chosen)
    });
    let first = Choice::new("", t.get("support-topic-choose")).selected(chosen.is_empty());
    let support = &visit.app().programme.support;
    let severities = Severity::ALL.iter().map(|severity| {
        let word = severity.text();
        let promised = match severity {
            Severity::Critical => support.critical_minutes,
            Severity::Moderate => support.moderate_hours,
            Severity::Minimal => support.minimal_days,
        };
        let hint = format!("support-severity-{word}-hint");
        Choice::new(word, t.get(format!("support-severity-{word}")))
            .hint(t.format(&hint, &[("count", &promised.to_string())]))
    });
    let (files, size) = (
        support.files.to_string(),
        support.file_megabytes.to_string(),
    );
    let area = |name: &'static str, most: usize| {
        Field::textarea(name, t.get(format!("support-{name}")))
            .hint(t.get(format!("support-{name}-hint")))
            .value(value(name))
            .error(wrong(name))
            .counter(count(most))
            .wide()
    };
    let mut all = vec![
        Field::text("summary", t.get("support-summary"))
            .hint(t.get("support-summary-hint"))
            .value(value("summary"))
            .error(wrong("summary"))
            .maxlength(count(SUMMARY))
            .wide()
            .required(),
        Field::select(
            "topic",
            t.get("support-topic"),
            std::iter::once(first).chain(topics).collect(),
        )
        .error(wrong("topic"))
        .required(),
        Field::radio("severity", t.get("support-severity"), severities.collect())
            .value(value("severity"))
            .error(wrong("severity"))
            .wide()
            .required(),
        area("details", DETAILS).required(),
        area("effect", WORDS),
    ];
    if kind == Kind::Customer {
        all.push(area("tried", WORDS).required());
    }
    all.extend([
        Field::text("related", t.get("support-related"))
            .hint(t.get("support-related-hint"))
            .value(value("related"))
            .error(wrong("related"))
            .maxlength(count(LINE))
            .wide(),
        Field::tel("phone", t.get("support-phone"))
            .hint(t.get("support-phone-hint"))
            .value(value("phone"))
            .error(wrong("phone")),
        Field::file(FIELD, t.get("support-files"), ACCEPT, true)
            .hint(t.format("support-files-hint", &[("count", &files), ("size", &size)]))
            .error(wrong(FIELD))
            .wide(),
        Field::tick("consent", t.get("support-consent-tick"))
            .checked(value("consent") == "yes")
            .unmarked()
            .wide(),
    ]);
    all
}

fn page(
    visit: &Visit,
    (kind, customer): (Kind, Option<&Customer>),
    key: String,
    typed: &Answers,
    problems: &[FieldProblem],
) -> Answer {
    let t = visit.t();
    let topics = topics(&visit.request, kind)?;
    let mut chrome = chrome(visit, kind);
    let fields = inputs(visit, (kind, &topics), typed, problems);
    let errors = ErrorSummary::of(t, &fields);
    chrome.invalid = errors.is_some();
    let lead = match customer {
        Some(customer) => t.format(
            "support-new-lead-customer",
            &[("customer", customer.company_name.as_str())],
        ),
        None => t.get("support-new-lead").into_owned(),
    };
    let page = Page {
        chrome: &chrome,
        errors,
        lead,
        action: match kind {
            Kind::Partner => "/support/partner-requests/new",
            Kind::Customer => "/support/customer-requests/new",
        },
        customer: customer.map_or_else(String::new, |customer| customer.id.to_string()),
        fields,
        request_id: key,
    };
    Ok(respond(fields::status(problems), &page))
}

/// What a page that asks for help may hand over: what it is about.
fn begun(query: &HashMap<String, String>) -> Answers {
    let known = query
        .iter()
        .filter(|(name, _)| ["topic", "related", "severity"].contains(&name.as_str()));
    known
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

/// The form about the partner centre.
pub async fn partner(visit: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    let typed = begun(&query);
    page(
        &visit,
        (Kind::Partner, None),
        visit.fresh_key(),
        &typed,
        &[],
    )
}

async fn customer_of(visit: &Visit, id: &str) -> Result<Customer, Failure> {
    let id = TenantId(Uuid::parse_str(id).map_err(|_| Failure::NotFound)?);
    customers::get(visit.app(), &visit.request, id).await
}

/// The form for a customer, once one is chosen.
pub async fn customer(visit: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    drop(topics(&visit.request, Kind::Customer)?);
    let get = |name: &str| query.get(name).map_or("", |value| value.trim());
    if !get("customer").is_empty() {
        let customer = customer_of(&visit, get("customer")).await?;
        let typed = begun(&query);
        let about = (Kind::Customer, Some(&customer));
        return page(&visit, about, visit.fresh_key(), &typed, &[]);
    }
    let t = visit.t();
    let found = customers::find(visit.app(), &visit.request, get("q"), None, None).await?;
    let chrome = chrome(&visit, Kind::Customer);
    let rows = found.rows.into_iter().map(|listed| Found {
        href: format!(
            "/support/customer-requests/new?customer={}",
            listed.customer.id
        ),
        name: listed.customer.company_name,
        domain: listed.customer.domain,
        delegated: listed.customer.delegated,
    });
    let page = Choose {
        search: Field::text("q", t.get("customers-search"))
            .value(get("q"))
            .maxlength(200)
            .unmarked(),
        searched: !get("q").is_empty(),
        rows: rows.collect(),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

async fn send(visit: Visit, kind: Kind, form: Form) -> Answer {
    drop(topics(&visit.request, kind)?);
    let customer = match kind {
        Kind::Partner => None,
        Kind::Customer => Some(customer_of(&visit, form.get("customer")).await?),
    };
    let mut typed = form.answers();
    typed.retain(|name, _| FIELDS.contains(&name.as_str()));
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (sent, files, key) = (typed.clone(), uploads(&form), form.key().to_owned());
    let of = customer.as_ref().map(|customer| TenantId(customer.id));
    let made = blocking(move || {
        let files = attached(&files);
        create::create(&app, &request, kind, of, &sent, &files, &key)
    });
    match made.await {
        Ok(number) => Ok(go(&format!("/support/requests/{number}?done=sent"))),
        // The key stays: nothing was decided under it.
        Err(Failure::Invalid(problems)) => {
            let about = (kind, customer.as_ref());
            page(&visit, about, form.key().to_owned(), &typed, &problems)
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Sends a request about the partner centre.
pub async fn send_partner(visit: Visit, form: Form) -> Answer {
    send(visit, Kind::Partner, form).await
}

/// Sends a request for a customer.
pub async fn send_customer(visit: Visit, form: Form) -> Answer {
    send(visit, Kind::Customer, form).await
}
