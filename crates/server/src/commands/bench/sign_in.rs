//! Sign-ins with name and password beside password checks alone.

use super::figure::Figure;
use super::measure::{cores, in_turns, on_threads};
use super::rig::{Rig, request};
use crate::trouble::Trouble;
use app::identity::sign_in;
use domain::caller::Caller;
use std::time::Duration;
use store::identity;

/// How often each of the two is measured.
const ROUNDS: u32 = 3;

/// Sign-ins a second beside password checks a second; returns the latter as well.
///
/// # Errors
/// [`Trouble`] of the store or of a refused sign-in.
pub(super) fn figure(rig: &Rig, budget: Duration) -> Result<(Figure, f64), Trouble> {
    let app = rig.app("sign-in")?;
    let partner = rig.partner()?;
    let (name, password) = (partner.sign_in_name.clone(), partner.password.clone());
    let wanted = name.clone();
    let account = app
        .db
        .read(move |tx| identity::account_to_sign_in(tx, &wanted))
        .wait()?;
    let hash = account.map(|account| account.password_hash);
    let visitor = request(&app, Caller::Visitor);
    // Twice as many as cores: while one waits for its commit, another hashes.
    let threads = cores() * 2;
    let check = || {
        if app.passwords.verify(&password, hash.as_deref()) {
            Ok(())
        } else {
            Err(Trouble::Usage("the password does not fit".to_owned()))
        }
    };
    let enter = || {
        sign_in::sign_in(&app, &visitor, &name, &password)
            .map(drop)
            .map_err(|failure| Trouble::refused("signing in", &failure))
    };
    let (checks, sign_ins) = in_turns(
        ROUNDS,
        budget,
        |during| on_threads(threads, during, &check),
        |during| on_threads(threads, during, &enter),
    )?;
    Ok((
        Figure::new("signin", sign_ins, "sign-ins/s", checks),
        checks,
    ))
}
