//! A new request: about the partner centre, for a customer that is looked for first or has asked, or of a
//! customer to its partner.

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
use domain::support::{Kind, Severity, Side};
use std::collections::HashMap;
use store::centre::services::Relation;
use store::customers::Customer;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "pages/support/new.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    lead: String,
    action: &'static str,
    /// What the form carries along: names and values.
    carried: Vec<(&'static str, String)>,
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

/// What a new request is about.
pub(crate) struct Sheet<'a> {
    /// Its kind.
    pub(crate) kind: Kind,
    /// For which customer.
    pub(crate) customer: Option<&'a Customer>,
    /// The number of the inquiry that is passed on.
    pub(crate) from: &'a str,
    /// Whom a customer may ask.
    pub(crate) partners: &'a [Relation],
}

fn chrome(visit: &Visit, kind: Kind) -> Chrome {
    let t = visit.t();
    if kind == Kind::Inquiry {
        return frame::centre(visit, t.get("support-new"))
            .crumb("/admin/requests", t.get("centre-requests"))
            .crumb("", t.get("support-new"));
    }
    frame::portal(visit, t.get("support-new"))
        .crumb(home(kind), t.get("nav-support"))
        .crumb("", t.get("support-new"))
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn inputs(
    visit: &Visit,
    (sheet, topics): (&Sheet<'_>, &[&Topic]),
    typed: &Answers,
    problems: &[FieldProblem],
) -> Vec<Field> {
    let (t, kind) = (visit.t(), sheet.kind);
    let inquiry = kind == Kind::Inquiry;
    let (family, consent) = if inquiry {
        ("inquiry", "inquiry-consent-tick")
    } else {
        ("support", "support-consent-tick")
    };
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
        let hint = format!("{family}-severity-{word}-hint");
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
    let mut all = Vec::new();
    if inquiry {
        let chosen = value("partner");
        let partners = sheet.partners.iter().map(|partner| {
            let id = partner.partner_id.to_string();
            let selected = id == chosen || sheet.partners.len() == 1;
            Choice::new(id, partner.partner.clone()).selected(selected)
        });
        all.push(
            Field::select("partner", t.get("support-partner"), partners.collect())
                .error(wrong("partner"))
                .required(),
        );
    }
    all.extend([
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
    ]);
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
        Field::tick("consent", t.get(consent))
            .checked(value("consent") == "yes")
            .unmarked()
            .wide(),
    ]);
    if !sheet.from.is_empty() {
        all.push(
            Field::tick("share", t.get("inquiry-share-tick"))
                .checked(value("share") == "yes")
                .unmarked()
                .wide(),
        );
    }
    all
}

/// The form, with what was typed.
pub(crate) fn page(
    visit: &Visit,
    sheet: &Sheet<'_>,
    key: String,
    typed: &Answers,
    problems: &[FieldProblem],
) -> Answer {
    let (t, kind, customer) = (visit.t(), sheet.kind, sheet.customer);
    let topics = topics(&visit.request, kind)?;
    let mut chrome = chrome(visit, kind);
    let fields = inputs(visit, (sheet, &topics), typed, problems);
    let errors = ErrorSummary::of(t, &fields);
    chrome.invalid = errors.is_some();
    let lead = match customer {
        Some(customer) => t.format(
            "support-new-lead-customer",
            &[("customer", customer.company_name.as_str())],
        ),
        None if kind == Kind::Inquiry => t.get("inquiry-new-lead").into_owned(),
        None => t.get("support-new-lead").into_owned(),
    };
    let carried = [
        ("customer", customer.map(|customer| customer.id.to_string())),
        (
            "from",
            Some(sheet.from.to_owned()).filter(|from| !from.is_empty()),
        ),
    ];
    let carried = carried.into_iter();
    let page = Page {
        chrome: &chrome,
        errors,
        lead,
        action: match kind {
            Kind::Partner => "/support/partner-requests/new",
            Kind::Customer => "/support/customer-requests/new",
            Kind::Inquiry => "/admin/requests/new",
        },
        carried: carried
            .filter_map(|(name, value)| Some((name, value?)))
            .collect(),
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
    let sheet = Sheet {
        kind: Kind::Partner,
        customer: None,
        from: "",
        partners: &[],
    };
    page(&visit, &sheet, visit.fresh_key(), &begun(&query), &[])
}

/// What a customer wrote, as the beginning of what its partner writes to the operator.
async fn passed(visit: &Visit, number: &str) -> Result<Answers, Failure> {
    let case = app::support::list::look(visit.app(), &visit.request, Side::Partner, number);
    let row = case.await?.row;
    let words = [
        ("summary", row.summary),
        ("topic", row.topic),
        ("severity", row.severity),
        ("details", row.details),
        ("effect", row.effect),
        ("related", row.related),
    ];
    let words = words.into_iter();
    Ok(words.map(|(name, word)| (name.to_owned(), word)).collect())
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
        let typed = match get("from") {
            "" => begun(&query),
            number => passed(&visit, number).await?,
        };
        let sheet = Sheet {
            kind: Kind::Customer,
            customer: Some(&customer),
            from: get("from"),
            partners: &[],
        };
        return page(&visit, &sheet, visit.fresh_key(), &typed, &[]);
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
        Kind::Partner | Kind::Inquiry => None,
        Kind::Customer => Some(customer_of(&visit, form.get("customer")).await?),
    };
    let (from, share) = (form.get("from").to_owned(), form.get("share") == "yes");
    let mut typed = form.answers();
    typed.retain(|name, _| FIELDS.contains(&name.as_str()));
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (sent, files, key) = (typed.clone(), uploads(&form), form.key().to_owned());
    let of = customer.as_ref().map(|customer| TenantId(customer.id));
    let made = blocking(move || {
        let files = attached(&files);
        if from.is_empty() {
            return create::create(&app, &request, kind, of, &sent, &files, &key);
        }
        create::pass_on(&app, &request, (&from, share), &sent, &files, &key)
    });
    match made.await {
        Ok(number) => Ok(go(&format!("/support/requests/{number}?done=sent"))),
        // The key stays: nothing was decided under it.
        Err(Failure::Invalid(problems)) => {
            let sheet = Sheet {
                kind,
                customer: customer.as_ref(),
                from: form.get("from"),
                partners: &[],
            };
            typed.insert("share".to_owned(), form.get("share").to_owned());
            page(&visit, &sheet, form.key().to_owned(), &typed, &problems)
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
