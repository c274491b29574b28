//! A hurdle for programs that fill in forms by the thousand, without script, picture or third party:
//! a field no person sees, and the time since the page was made. It slows scripts down; the limits
//! behind it stop them.

use super::form::Form;
use super::visit::Visit;
use domain::validate::Problem;
use subtle::ConstantTimeEq;

/// The field that has to stay empty.
const TRAP: &str = "website";
/// The field with the time and its signature.
const MARK: &str = "mark";
/// Nobody reads and fills in a form faster, seconds.
const FASTEST: i64 = 2;
/// A page that lay open longer is loaded again, seconds.
const OLDEST: i64 = 6 * 3600;

/// The mark of a page made now.
#[must_use]
pub fn mark(visit: &Visit) -> String {
    let at = visit.app().clock.now().0 / 1_000_000;
    format!("{at}.{}", signature(visit, at))
}

fn signature(visit: &Visit, at: i64) -> String {
    visit
        .app()
        .keyring
        .form_token(&format!("{}:{at}", visit.csrf()))
}

/// Whether a person may have sent the form.
///
/// # Errors
/// `bot-too-fast` or `bot-stale`, to be shown at the first field.
pub fn check(visit: &Visit, form: &Form) -> Result<(), Problem> {
    let stale = || Problem::new("bot-stale");
    let (at, signed) = form.get(MARK).split_once('.').ok_or_else(stale)?;
    let at: i64 = at.parse().map_err(|_| stale())?;
    let genuine: bool = signature(visit, at)
        .as_bytes()
        .ct_eq(signed.as_bytes())
        .into();
    let age = visit.app().clock.now().0 / 1_000_000 - at;
    if !genuine || age > OLDEST {
        return Err(stale());
    }
    if age < FASTEST || !form.get(TRAP).is_empty() {
        return Err(Problem::new("bot-too-fast"));
    }
    Ok(())
}
