//! What protects the caller's account, for the own profile.

use super::contact::{self, Point};
use super::session::signed_in;
use crate::{App, Failure, Request};
use domain::effects::Instant;
use domain::identity::authenticator::Enrolment;
use store::{Reply, identity, recovery};

/// What protects an account.
#[derive(Debug, Clone)]
pub struct Protection {
    /// The authenticator.
    pub authenticator: Enrolment,
    /// Since when it is in force.
    pub since: Option<Instant>,
    /// Recovery codes left.
    pub codes: i64,
    /// Contact e-mail and phone.
    pub points: Vec<Point>,
}

/// What protects the caller's account.
pub fn protection(app: &App, request: &Request) -> Reply<Protection, Failure> {
    let person = match signed_in(request) {
        Ok(person) => person,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let (id, now) = (person.account.0, app.clock.now());
    app.read(move |tx| {
        let account = identity::own_account(tx, id)?;
        let confirmed = account.totp_confirmed_at;
        Ok(Protection {
            authenticator: Enrolment::of(account.totp_secret.is_some(), confirmed.is_some()),
            since: confirmed,
            codes: recovery::codes_left(tx, id)?,
            points: contact::read(tx, &account, now)?,
        })
    })
}
