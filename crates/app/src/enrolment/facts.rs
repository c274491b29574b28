//! Taking over what an applicant changed after the submission: only what rests on a changed fact is
//! checked again (T12, T20).

use super::contacts::{self, Purpose};
use super::{checks as machine, duplicates, network};
use crate::{Failure, Work};
use domain::enrolment::checks::{self, Kind, Outcome};
use domain::enrolment::form::Answers;
use domain::enrolment::{documents, information};
use domain::ids::ApplicationId;
use domain::permission::{OperatorAction, authorise_operator};
use store::application::{self, Application, Check};
use store::information as kept;
use uuid::Uuid;

/// Records the changes between two states of the form under an occasion, carries them into the
/// row (which the caller saves), sets back what rests on them or on uploaded documents, lets the
/// machine check again what it can, and asks contacts who were named anew.
///
/// # Errors
/// [`Failure::Invalid`] at `network_id` when the new number cannot be used.
pub(super) fn apply(
    work: &mut Work<'_, '_>,
    row: &mut Application,
    before: &Answers,
    after: &Answers,
    occasion: Uuid,
    uploaded: &[documents::Kind],
) -> Result<Vec<information::Change>, Failure> {
    let changes = information::changes(before, after);
    let value = |field: &str| after.get(field).cloned().unwrap_or_default();
    let changed = |field: &str| changes.iter().any(|change| change.field == field);
    for change in &changes {
        let change = kept::Change {
            occasion,
            field: change.field.to_owned(),
            before_value: change.before.clone(),
            after_value: change.after.clone(),
            changed_at: work.now,
        };
        kept::add_change(work.tx, row.id, &change)?;
    }
    if changed("network_id") {
        let country = work.app.programme.country.clone();
        network::check(work.tx, &value("network_id"), &country)?;
        row.network_id = Some(value("network_id"));
    }
    if changed("model") {
        row.model = value("model");
    }
    if changed("legal_name") {
        row.legal_name = value("legal_name");
    }
    if changed("credit_code") {
        row.credit_code = Some(value("credit_code"));
    }
    let company = duplicates::key(after);
    application::set_company(work.tx, row.id, company.as_deref())?;
    let fields = changes.iter().map(|change| change.field);
    let touched = checks::touched(fields, uploaded.iter().copied());
    set_back(work, row.id, &touched)?;
    let scope = authorise_operator(
        &domain::caller::Caller::System,
        OperatorAction::DecideApplication,
    )?;
    machine::decide(work, scope, row, after, &touched)?;
    for purpose in Purpose::ALL {
        if purpose.fields().iter().any(|field| changed(field)) {
            contacts::send_anew(work, row, after, purpose)?;
        }
    }
    let names: Vec<_> = changes.iter().map(|change| change.field).collect();
    work.audit("changed", names.join(", "));
    let names: Vec<_> = touched.iter().map(|kind| kind.text()).collect();
    work.audit("checked_again", names.join(", "));
    Ok(changes)
}

/// Sets checks back to pending; what they rested on stays to be read.
pub(crate) fn set_back(
    work: &mut Work<'_, '_>,
    application: Uuid,
    kinds: &[Kind],
) -> Result<(), Failure> {
    let present = application::checks(work.tx, application)?;
    for kind in kinds {
        let evidence = present.iter().find(|check| check.kind == kind.text());
        let check = Check {
            kind: kind.text().to_owned(),
            result: Outcome::Pending.text().to_owned(),
            evidence: evidence.map_or_else(String::new, |check| check.evidence.clone()),
            decided_by: String::new(),
            decided_at: None,
        };
        application::set_check(work.tx, application, &check)?;
    }
    if kinds.contains(&Kind::SupportWebsite) {
        machine::ask_for_website(work, ApplicationId(application))?;
    }
    Ok(())
}
