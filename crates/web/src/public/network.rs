//! The partner network: what its register says about a number, and how a company gets one.

use super::{Query, asked, page, words};
use crate::http::{Answer, Form, Visit, fields, go, human};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Text, Tone, respond};
use app::Failure;
use app::enrolment::network::{self, FIELDS};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use domain::enrolment::form::{Answers, FieldProblem};
use store::registration::NetworkMember;

struct Member {
    id: String,
    name: String,
    kind: Text,
    country: Text,
    status: (Tone, Text),
    verdict: Banner,
}

impl Member {
    fn new(visit: &Visit, member: NetworkMember) -> Self {
        let t = visit.t();
        let usable = member.active
            && member.kind == "location"
            && member.country == visit.app().programme.country;
        let status = if member.active {
            (Tone::Ok, t.get("network-active"))
        } else {
            (Tone::Bad, t.get("network-inactive"))
        };
        let verdict = if usable {
            Banner::new(Tone::Ok, t.get("network-usable"))
        } else if !member.active {
            Banner::new(Tone::Warn, t.get("problem-network-id-inactive"))
        } else if member.kind != "location" {
            Banner::new(Tone::Warn, t.get("problem-network-id-not-location"))
        } else {
            Banner::new(Tone::Warn, t.get("problem-network-id-other-country"))
        };
        Self {
            kind: words(visit, "network-kind", &member.kind),
            country: words(visit, "country", &member.country),
            id: member.network_id,
            name: member.name,
            status,
            verdict,
        }
    }
}

#[derive(Template)]
#[template(path = "pages/public/network.html")]
struct LookUp<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    number: Field,
    member: Option<Member>,
    unknown: Option<Banner>,
}

/// The register: a form, and what `?id=` says.
pub async fn show(visit: Visit, query: Query) -> Answer {
    let t = visit.t();
    let typed = asked(&query, "id");
    let (mut member, mut unknown, mut problem) = (None, None, None);
    if !typed.is_empty() {
        match network::look_up(visit.app(), typed).await {
            Ok(Some(found)) => member = Some(Member::new(&visit, found)),
            Ok(None) => {
                unknown = Some(Banner::new(Tone::Warn, t.get("problem-network-id-unknown")));
            }
            Err(Failure::Invalid(problems)) => {
                problem = fields::problem_at(&visit, &problems, "network_id");
            }
            Err(failure) => return Err(failure.into()),
        }
    }
    let status = if problem.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let number = Field::text("id", t.get("field-network_id"))
        .hint(t.get("network-hint"))
        .value(typed)
        .error(problem)
        .inputmode("numeric")
        .maxlength(10)
        .required();
    let errors = ErrorSummary::of(t, [&number]);
    let mut chrome = page(&visit, t.get("network-title"));
    chrome.invalid = errors.is_some();
    Ok(respond(
        status,
        &LookUp {
            chrome: &chrome,
            errors,
            number,
            member,
            unknown,
        },
    ))
}

#[derive(Template)]
#[template(path = "pages/public/network_join.html")]
struct Join<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    /// Why no number was given.
    refused: Option<Banner>,
    /// When the page was made.
    made: String,
    fields: Vec<Field>,
    request_id: String,
}

fn form(visit: &Visit, typed: &Answers, problems: &[FieldProblem], program: bool) -> Response {
    let fields = fields::fields(visit, FIELDS, typed, problems, &[]);
    let mut chrome = page(visit, visit.t().get("network-join-title"));
    let errors = ErrorSummary::of(chrome.t, &fields);
    chrome.invalid = errors.is_some();
    let status = if problems.is_empty() && !program {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let t = chrome.t;
    let refused = program
        .then(|| Banner::new(Tone::Warn, t.get("human-again")).text(t.get("human-again-text")));
    respond(
        status,
        &Join {
            chrome: &chrome,
            errors,
            refused,
            made: human::mark(visit),
            fields,
            request_id: visit.fresh_key(),
        },
    )
}

/// The form of a company that has no number yet.
pub async fn join_form(visit: Visit) -> Answer {
    Ok(form(&visit, &Answers::new(), &[], false))
}

/// Gives the company its location number; the same form twice gives the same number.
pub async fn join(visit: Visit, sent: Form) -> Answer {
    let typed = sent.answers();
    if !human::sent(&visit, &sent) {
        return Ok(form(&visit, &typed, &[], true));
    }
    let repeated = sent.repeated(FIELDS);
    if !repeated.is_empty() {
        return Ok(form(&visit, &typed, &repeated, false));
    }
    match network::join(visit.app(), &visit.request, &typed, sent.key()).await {
        Ok(number) => Ok(go(&format!("/partner-network/joined?id={number}"))),
        Err(Failure::Invalid(problems)) => Ok(form(&visit, &typed, &problems, false)),
        Err(failure) => Err(failure.into()),
    }
}

#[derive(Template)]
#[template(path = "pages/public/network_joined.html")]
struct Joined<'a> {
    chrome: &'a Chrome,
    member: Member,
}

/// The number a company was given.
pub async fn joined(visit: Visit, query: Query) -> Answer {
    let found = match network::look_up(visit.app(), asked(&query, "id")).await {
        Ok(found) => found.ok_or(Failure::NotFound)?,
        Err(Failure::Invalid(_)) => return Ok(go("/partner-network")),
        Err(failure) => return Err(failure.into()),
    };
    let chrome = page(&visit, visit.t().get("network-joined-title"));
    let member = Member::new(&visit, found);
    Ok(respond(
        StatusCode::OK,
        &Joined {
            chrome: &chrome,
            member,
        },
    ))
}
