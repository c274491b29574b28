//! Mails to the operator's own people when something needs them at once.

use super::Notice;
use crate::identity::session::full_name;
use crate::{Failure, Work};
use domain::caller::StaffRole;
use store::agreements;

/// Codes are no longer sent, to a number prefix or at all: somebody may be earning from calls.
/// Once a day for each prefix.
pub(crate) fn codes_stopped(
    work: &mut Work<'_, '_>,
    prefix: &str,
    ceiling: u32,
) -> Result<(), Failure> {
    tracing::error!(
        prefix,
        ceiling,
        "codes are no longer sent: the ceiling of the day is reached"
    );
    metrics::counter!("tongdao_codes_stopped_total").increment(1);
    let role = StaffRole::PlatformAdmin.text();
    let today = domain::calendar::local_date(work.now, work.app.programme.time_zone());
    let told = if prefix == "all" {
        "alert-codes-all"
    } else {
        "alert-codes"
    };
    for person in agreements::staff_with_role(work.tx, role)? {
        Notice::new("alert-codes", &person.contact_email, &person.language, "")
            .told(told)
            .name(&full_name(&person.family_name, &person.given_name))
            .with("prefix", prefix)
            .with("ceiling", &ceiling.to_string())
            .link("/ops/registrations")
            .queue(
                work,
                format!("codes-stopped/{prefix}/{today}/{}", person.id),
            )?;
    }
    Ok(())
}
