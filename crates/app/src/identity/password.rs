//! Changing a password, above all the temporary one.

use super::lock;
use crate::{App, Failure, Intent, Request};
use domain::caller::Person;
use domain::effects::Instant;
use domain::enrolment::form::FieldProblem;
use domain::identity::password::{self, Owner};
use store::identity;

/// How many of the last passwords may not come back.
const REMEMBERED: u32 = 5;

/// Changes the caller's password. Blocks for several password hashes.
///
/// # Errors
/// [`Failure::Invalid`] with problems at `current`, `password` or `repeated`.
pub fn change(
    app: &App,
    request: &Request,
    current: &str,
    new: &str,
    repeated: &str,
) -> Result<(), Failure> {
    let Some(person) = request.caller.person() else {
        return Err(Failure::SignInFirst);
    };
    let (id, session, tenant) = (person.account.0, person.session.0, person.tenant.0);
    let (account, used) = app
        .read(move |tx| {
            Ok((
                identity::own_account(tx, id)?,
                identity::last_passwords(tx, id, REMEMBERED)?,
            ))
        })
        .wait()?;
    let temporary = account.temporary_until.is_some();
    let typed = if temporary {
        password::ungrouped(current)
    } else {
        current.to_owned()
    };
    if let Some(until) = lock::of(&account).lock_at(app.clock.now()) {
        return Err(lock::refused(until));
    }
    if !app.passwords.verify(&typed, Some(&account.password_hash)) {
        if let Some(until) = count_failure(app, request, person)? {
            return Err(lock::refused(until));
        }
        let wrong = FieldProblem::plain("current", "password-current-wrong");
        return Err(Failure::Invalid(vec![wrong]));
    }
    let mut problems = Vec::new();
    if new != repeated {
        problems.push(FieldProblem::plain("repeated", "password-differs"));
    }
    let names = [
        account.family_name.as_str(),
        &account.given_name,
        &person.organisation,
    ];
    let owner = Owner {
        user_name: &account.sign_in_name,
        names: &names,
    };
    let was_used = |candidate: &str| {
        // With or without its dashes, the temporary password stays the temporary password.
        let same = if temporary {
            password::ungrouped(candidate) == typed
        } else {
            typed == candidate
        };
        same || used
            .iter()
            .any(|hash| app.passwords.verify(candidate, Some(hash)))
    };
    if let Err(problem) = password::check(new, owner, was_used) {
        problems.push(FieldProblem::new("password", problem));
    }
    if !problems.is_empty() {
        return Err(Failure::Invalid(problems));
    }
    let hash = app.passwords.hash(&*app.entropy, new)?;
    let intent = Intent::new("account.change-password", tenant, format!("account/{id}"));
    app.command(request, intent, move |work| {
        let mut fresh = identity::own_account(work.tx, id)?;
        if fresh.password_hash != account.password_hash {
            return Err(Failure::conflict("stale"));
        }
        fresh.password_hash.clone_from(&hash);
        fresh.temporary_until = None;
        match fresh.status.as_str() {
            "invited" | "active" => fresh.status = "active".to_owned(),
            // Blocked or deleted a moment ago: a new password is no way back.
            _ => return Err(Failure::SignInFirst),
        }
        identity::save_sign_in_state(work.tx, &fresh)?;
        identity::remember_password(work.tx, id, &hash, work.now)?;
        let ended = identity::end_other_sessions(work.tx, id, session, work.now)?;
        work.audit("temporary", temporary);
        work.audit("sessions_ended", ended);
        Ok(())
    })
    .wait()
}

/// A wrong current password counts towards the account's lock like a wrong sign-in, and a session
/// in which somebody guesses until it locks ends.
fn count_failure(
    app: &App,
    request: &Request,
    person: &Person,
) -> Result<Option<Instant>, Failure> {
    let (id, session) = (person.account.0, person.session.0);
    let intent = Intent::new(
        "account.wrong-password",
        person.tenant.0,
        format!("account/{id}"),
    );
    app.command(request, intent, move |work| {
        let mut account = identity::own_account(work.tx, id)?;
        let until = lock::fail(work, &mut account)?;
        if until.is_some() {
            identity::end_session(work.tx, session, work.now)?;
        }
        Ok(until)
    })
    .wait()
}
