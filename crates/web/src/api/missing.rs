//! Which number says that something is not there: clients tell a missing order from a missing
//! subscription by it.

use super::problem::Problem;
use super::table::Operation;
use app::{App, Request, customers};
use axum::http::StatusCode;

/// What is missing by the last part of an address that names one, and its number.
const NUMBERS: &[(&str, u32)] = &[
    ("{availability_id}", 400_019),
    ("{sku_id}", 400_018),
    ("{product_id}", 400_013),
    ("{cart_id}", 800_008),
    ("{subscription_id}", 20_003),
    ("{order_id}", 20_000),
];

/// Gives a refusal for something that is not there the number of the thing. A customer that is not
/// there keeps the general one, whatever stands below it: what it has or had is not told.
pub(super) async fn numbered(
    app: &App,
    request: &Request,
    op: &Operation,
    part: impl Fn(&str) -> String,
    problem: Problem,
) -> Problem {
    if problem.status() != StatusCode::NOT_FOUND || problem.code() != Problem::not_found().code() {
        return problem;
    }
    let found = NUMBERS.iter().find(|(name, _)| op.path.contains(name));
    let Some((_, number)) = found else {
        return problem;
    };
    if op.path.contains("{customer_id}") {
        let Ok(id) = part("customer_id").parse() else {
            return problem;
        };
        if customers::get(app, request, id).await.is_err() {
            return problem;
        }
    }
    problem.numbered(*number)
}
