//! The part of a form that tells programs from people: when it was made, signed for this visitor,
//! and a field only programs see.

use super::{Form, Visit};
use domain::effects::Instant;
use domain::enrolment::human;

/// The field with the moment the form was made.
const MADE: &str = "made";
/// The field no person sees; its name attracts programs.
const HIDDEN: &str = "homepage";

/// What the template puts into [`MADE`].
#[must_use]
pub fn mark(visit: &Visit) -> String {
    let made = visit.app().clock.now().0;
    format!("{made}-{}", signature(visit, made))
}

/// The signature binds the moment to the visitor's cookie, as the form's token is.
fn signature(visit: &Visit, made: i64) -> String {
    let text = format!("human:{made}:{}", visit.csrf());
    visit.app().keyring.form_token(&text)
}

/// Whether a form may come from a person. How much haste is too much is a setting of the programme,
/// the same for everybody: where a request comes from is no proof, a proxy makes all of them local.
#[must_use]
pub fn sent(visit: &Visit, form: &Form) -> bool {
    let made = form.get(MADE).split_once('-').and_then(|(made, signed)| {
        let made: i64 = made.parse().ok()?;
        let right = signature(visit, made);
        let equal: bool = subtle::ConstantTimeEq::ct_eq(signed.as_bytes(), right.as_bytes()).into();
        equal.then_some(Instant(made))
    });
    let least = visit.app().programme.risk.form_least_seconds;
    let human = human::may_be(made, form.get(HIDDEN), visit.app().clock.now(), least);
    if !human {
        metrics::counter!("tongdao_forms_by_programs_total").increment(1);
    }
    human
}
