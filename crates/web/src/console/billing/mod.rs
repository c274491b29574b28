//! `/ops/billing`: bill runs, payments, credit notes, adjustments, usage, what is overdue, finance charges,
//! VAT invoices, and accounts of partners.

pub mod account;
pub mod adjustments;
pub mod credit_notes;
pub mod disputes;
pub mod fapiao;
pub mod finance_charges;
pub mod overdue;
pub mod payment;
pub mod payments;
mod proposal;
pub mod refunds;
mod runs;
pub mod usage;

pub use runs::{preview, report, retry, runs};

use crate::http::{Visit, blocking};
use app::{App, Failure, Request};
use domain::enrolment::form::FieldProblem;

/// Does one step, beside the pages; what is wrong with its form comes back.
async fn step<T: Send + 'static>(
    visit: &Visit,
    step: impl FnOnce(&App, &Request) -> Result<T, Failure> + Send + 'static,
) -> Result<Result<T, Vec<FieldProblem>>, Failure> {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    match blocking(move || step(&app, &request)).await {
        Ok(done) => Ok(Ok(done)),
        Err(Failure::Invalid(problems)) => Ok(Err(problems)),
        Err(failure) => Err(failure),
    }
}
