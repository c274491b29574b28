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

use crate::{App, Failure, Intent, Work, accounts};
use domain::enrolment::form::{Answers, FieldProblem};
use domain::ids::TenantId;
use domain::permission::TenantScope;

/// A command about a customer, in its partner's chain of the audit log.
fn intent(action: &'static str, scope: TenantScope, customer: TenantId) -> Intent {
    Intent::new(action, scope.tenant().0, format!("customer/{customer}"))
}

/// The domains of whoever sells, also those a partner proved later: no contact of a customer reads mail there.
fn seller_domains(
    app: &App,
    work: &mut Work<'_, '_>,
    scope: TenantScope,
) -> Result<Vec<String>, Failure> {
    let mut domains = accounts::domains::suffixes(work, scope)?;
    let support = &app.programme.operator.support.email;
    domains.push(domain::validate::email_domain(support).to_owned());
    Ok(domains)
}

fn value(values: &Answers, field: &str) -> String {
    values.get(field).cloned().unwrap_or_default()
}

fn at_field(field: &str, code: &'static str) -> Failure {
    Failure::Invalid(vec![FieldProblem::plain(field, code)])
}
