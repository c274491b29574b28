//! `/support/inquiries/{number}`: what a customer asks the company. The list is with the others.

use super::case;
use crate::http::{Answer, Form, Query, Visit};
use axum::extract::Path;
use domain::support::Side;
use std::collections::HashMap;

/// One inquiry.
pub async fn show(
    visit: Visit,
    Path(number): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Answer {
    case::show(Side::Partner, &visit, &number, query.get("done")).await
}

/// Takes it, or takes it over.
pub async fn take(visit: Visit, Path(number): Path<String>, form: Form) -> Answer {
    case::take(Side::Partner, visit, number, form).await
}

/// Writes to the customer.
pub async fn answer(visit: Visit, Path(number): Path<String>, form: Form) -> Answer {
    case::answer(Side::Partner, visit, number, form).await
}

/// Writes a note for the company's own people.
pub async fn note(visit: Visit, Path(number): Path<String>, form: Form) -> Answer {
    case::note(Side::Partner, visit, number, form).await
}

/// A file.
pub async fn file(visit: Visit, Path((number, file)): Path<(String, String)>) -> Answer {
    case::file(Side::Partner, visit, number, file).await
}
