//! "Is it still you?": acts of lasting effect need an authenticator code of the last minutes.

use crate::{Failure, Work};
use domain::caller::Caller;
use domain::effects::Instant;
use domain::identity::session::is_recent;
use store::identity;

/// Refuses unless the caller's session was proved recently enough (`authenticate-again`). The
/// database is asked, not the caller: the proof may have been given with this very form. Returns
/// when it was given.
///
/// # Errors
/// [`Failure::Conflict`] (`authenticate-again`), [`Failure::SignInFirst`].
pub fn require_recent(work: &mut Work<'_, '_>) -> Result<Instant, Failure> {
    if matches!(work.request.caller, Caller::System) {
        return Ok(work.now);
    }
    let person = work.request.caller.person().ok_or(Failure::SignInFirst)?;
    let session = person.session.0;
    let proved = identity::session_proof(work.tx, session)?;
    let signing = &work.app.programme.signing;
    let max_age = i64::from(signing.authentication_max_age_minutes) * 60;
    match proved {
        Some(at) if is_recent(proved, work.now, max_age) => Ok(at),
        _ => Err(Failure::conflict("authenticate-again")),
    }
}

/// The same of people at a page alone. A program shows its key, or a token a person gave it, and both
/// were made with a recent proof; it has no code to give.
///
/// # Errors
/// Those of [`require_recent`].
pub fn require_recent_of_people(work: &mut Work<'_, '_>) -> Result<(), Failure> {
    match work.request.caller {
        Caller::Client(_) | Caller::Delegate(_) => Ok(()),
        _ => require_recent(work).map(drop),
    }
}
