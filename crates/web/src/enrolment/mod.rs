//! The application F6, its status, and the agreement F7, as the applicant's company sees them.

pub mod agreements;
pub mod answers;
pub mod appeal;
pub mod contacts;
pub mod form;
pub mod leave;
pub mod messages;
pub mod sign;
pub mod status;

mod progress;

use crate::http::Visit;
use domain::caller::Caller;

/// The operator's staff and customers' people have no application and no way to begin one: these
/// pages do not exist for them, while a company without an application is led to the beginning.
fn is_staff(visit: &Visit) -> bool {
    matches!(
        visit.request.caller,
        Caller::Staff { .. } | Caller::Customer { .. }
    )
}
