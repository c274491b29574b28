//! A partner's customers.

mod account;
mod attest;
mod create;
mod domains;
mod find;
mod first_password;
pub mod imports;
mod leave;
mod list;
mod profile;
mod start;
pub mod tags;

pub use account::{Account, Sales, account, sales};
pub use attest::{CUSTOMER_AGREEMENT, attest, attestations};
pub use create::{Created, create};
pub use domains::{check_address, is_domain_known};
pub use find::{Found, Listed, Place, find};
pub use first_password::first_password;
pub use leave::{delete, end_relationship, remove_delegation};
pub use list::{Cursor, Page, Search, list};
pub(crate) use profile::fill;
pub use profile::{get, update_profile};
pub use start::{Shown, Start, Started, check, reveal, start};

use crate::{App, Failure, Intent, Work, accounts};
use domain::catalogue::Qualification;
use domain::enrolment::form::{Answers, FieldProblem};
use domain::ids::TenantId;
use domain::integration::hooks::{Event, Happened};
use domain::permission::TenantScope;
use store::Tx;
use store::customers::Customer;

/// A command about a customer, in its partner's chain of the audit log and in its own.
fn intent(action: &'static str, scope: TenantScope, customer: TenantId) -> Intent {
    let subject = format!("customer/{customer}");
    Intent::new(action, scope.tenant().0, subject).also(customer.0)
}

/// Something happened to a customer.
fn happened(work: &mut Work<'_, '_>, scope: TenantScope, event: Event, customer: TenantId) {
    let happened = Happened::new(event, customer.0, customer.0);
    work.happened(scope.tenant(), happened);
}

/// The domains of whoever sells, also those a partner proved later: no contact of a customer reads mail there.
fn seller_domains(app: &App, tx: &mut Tx<'_>, scope: TenantScope) -> Result<Vec<String>, Failure> {
    let mut domains = accounts::domains::suffixes_in(tx, scope)?;
    let support = &app.programme.operator.support.email;
    domains.push(domain::validate::email_domain(support).to_owned());
    Ok(domains)
}

/// The kind of customer a stored word names.
///
/// # Errors
/// [`Failure::Internal`] for a word that names none.
pub(crate) fn qualification(customer: &Customer) -> Result<Qualification, Failure> {
    kind(&customer.qualification)
}

fn kind(word: &str) -> Result<Qualification, Failure> {
    let unknown = || Failure::internal(format!("unknown qualification {word}"));
    Qualification::from_text(word).ok_or_else(unknown)
}

fn value(values: &Answers, field: &str) -> String {
    values.get(field).cloned().unwrap_or_default()
}

fn at_field(field: &str, code: &'static str) -> Failure {
    Failure::Invalid(vec![FieldProblem::plain(field, code)])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_word_nobody_knows_is_not_the_ordinary_kind() {
        assert_eq!(kind("education").unwrap(), Qualification::Education);
        assert_eq!(kind("none").unwrap(), Qualification::None);
        assert!(matches!(kind("schools"), Err(Failure::Internal(_))));
    }
}
