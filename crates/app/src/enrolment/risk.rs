//! What a registration is flagged for, for the reviewer of the application that comes of it.

use super::registration::Draft;
use crate::{Failure, Work};
use domain::enrolment::risk::Code;
use domain::validate::phone::{line, mask};
use store::{registration, risk};

/// A verified number that belongs to a virtual operator, or that several registrations used.
pub(super) fn look_at_number(work: &mut Work<'_, '_>, draft: &Draft) -> Result<(), Failure> {
    let Some(number) = draft.row.phone.as_deref().map(line) else {
        return Ok(());
    };
    let shown = mask(number);
    let programme = &work.app.programme;
    let (drafts, days) = (
        programme.challenge.shared_number_drafts,
        i64::from(programme.challenge.shared_number_days),
    );
    let national = number.strip_prefix("+86").unwrap_or(number);
    if programme.is_virtual_operator(national) {
        risk::add(
            work.tx,
            draft.row.id,
            Code::VirtualOperatorNumber,
            &shown,
            work.now,
        )?;
        work.audit("risk", Code::VirtualOperatorNumber.text());
    }
    let since = work.now.plus_days(-days);
    let sharing = registration::sharing_number(work.tx, number, since)?;
    if u32::try_from(sharing.len()).unwrap_or(u32::MAX) >= drafts {
        // Those that used it before are as suspicious as this one.
        for registration in sharing {
            risk::add(work.tx, registration, Code::SharedNumber, &shown, work.now)?;
            risk::add_to_application(work.tx, registration, Code::SharedNumber, &shown, work.now)?;
        }
        work.audit("shared_number", true);
    }
    Ok(())
}
