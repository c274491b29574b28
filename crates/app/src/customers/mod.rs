//! A partner's customers.

mod attest;
mod create;
mod domains;
mod leave;
mod list;
mod profile;

pub use attest::{CUSTOMER_AGREEMENT, attest, attestations};
pub use create::{Created, create};
pub use domains::{check_address, is_domain_known};
pub use leave::{delete, end_relationship};
pub use list::{Cursor, Page, Search, list};
pub use profile::{get, update_profile};

use crate::{App, Failure, Intent, Work};
use domain::enrolment::form::{Answers, FieldProblem};
use domain::ids::TenantId;
use domain::permission::TenantScope;
use store::identity;

/// A command about a customer, in its partner's chain of the audit log.
fn intent(action: &'static str, scope: TenantScope, customer: TenantId) -> Intent {
    Intent::new(action, scope.tenant().0, format!("customer/{customer}"))
}

/// The domains of whoever sells: no contact of a customer reads mail there.
fn seller_domains(
    app: &App,
    work: &mut Work<'_, '_>,
    scope: TenantScope,
) -> Result<Vec<String>, Failure> {
    let partner = identity::tenant(work.tx, scope)?.domain;
    let support = &app.programme.operator.support.email;
    let operator = domain::validate::email_domain(support).to_owned();
    Ok(vec![partner, operator])
}

fn value(values: &Answers, field: &str) -> String {
    values.get(field).cloned().unwrap_or_default()
}

fn at_field(field: &str, code: &'static str) -> Failure {
    Failure::Invalid(vec![FieldProblem::plain(field, code)])
}
