//! `/admin/organization`: the company's data, as partners see it too.

use super::{may, page};
use crate::customers::form;
use crate::http::{Answer, Form, Query, Visit, fields, frame, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Pair, respond};
use app::Failure;
use app::centre::organisation;
use askama::Template;
use domain::enrolment::form::{Answers, FieldProblem};
use domain::permission::centre::CustomerAction;
use std::collections::HashMap;
use store::customers::Customer;

#[derive(Template)]
#[template(path = "pages/centre/organisation.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    facts: Vec<Pair>,
    profile: Vec<Pair>,
    /// The form, for those who may change it.
    edit: Option<(Vec<Field>, Vec<Field>)>,
    culture: String,
    version: i64,
    request_id: String,
}

fn shown(
    visit: &Visit,
    customer: &Customer,
    typed: Option<(&Answers, i64)>,
    problems: &[FieldProblem],
    notice: Option<Banner>,
) -> Answer {
    let t = visit.t();
    let stored = form::stored(customer);
    let answers = typed.map_or(&stored, |(typed, _)| typed);
    let edit = may(visit, CustomerAction::EditOrganisation).then(|| {
        (
            form::section(visit, "company", false, answers, problems),
            form::section(visit, "contact", false, answers, problems),
        )
    });
    let mut chrome = page(visit, t.get("centre-organisation")).notice(notice);
    let all = edit
        .iter()
        .flat_map(|(company, contact)| company.iter().chain(contact));
    let errors = ErrorSummary::of(t, all);
    chrome.invalid = errors.is_some();
    let facts = vec![
        Pair::new(t.get("customer-domain"), customer.domain.clone()).copy(),
        Pair::new(t.get("customer-id"), customer.id.to_string()).copy(),
    ];
    let mut known = stored.clone();
    let code = customer.credit_code.clone().unwrap_or_default();
    known.insert("credit_code".to_owned(), code);
    let view = Page {
        facts,
        profile: form::pairs(visit, &known),
        culture: answers.get("culture").cloned().unwrap_or_default(),
        version: typed.map_or(customer.version, |(_, version)| version),
        request_id: visit.fresh_key(),
        edit,
        errors,
        chrome: &chrome,
    };
    Ok(respond(fields::status(problems), &view))
}

/// The company.
pub async fn show(visit: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    let customer = organisation::view(visit.app(), &visit.request).await?;
    let told = [("edited", "centre-done-organisation")];
    let notice = frame::done(&visit, query.get("done"), &told);
    shown(&visit, &customer, None, &[], notice)
}

/// Puts other data in the place of those that were read.
pub async fn edit(visit: Visit, posted: Form) -> Answer {
    let (app, request) = (visit.app(), &visit.request);
    let version = posted.get("version").parse().unwrap_or(-1);
    let typed = form::typed(&posted, false);
    let repeated = form::repeated(&posted, false);
    let outcome = if repeated.is_empty() {
        organisation::edit(app, request, version, &typed, posted.key()).await
    } else {
        Err(Failure::Invalid(repeated))
    };
    match outcome {
        Ok(()) => Ok(go("/admin/organization?done=edited")),
        Err(Failure::Invalid(problems)) => {
            let customer = organisation::view(app, request).await?;
            shown(&visit, &customer, Some((&typed, version)), &problems, None)
        }
        Err(failure) => Err(failure.into()),
    }
}
