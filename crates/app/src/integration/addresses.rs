//! Where a program may be answered when people sign in with it, and whether it can keep a key.

use super::apps::{scope, subject};
use crate::identity::proof::require_recent;
use crate::{App, Failure, Intent, Pending, Request};
use domain::enrolment::form::FieldProblem;
use domain::ids::{ClientAppId, fresh_uuid};
use domain::integration::redirect::{self as rules, FIELD, MOST};
use store::delegation::redirect::{self, Redirect};
use store::{DbError, Reply, client_app};
use uuid::Uuid;

/// The addresses of one of the company's programs, oldest first.
pub fn list(app: &App, request: &Request, id: ClientAppId) -> Reply<Vec<Redirect>, Failure> {
    let scope = match scope(request) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    app.read(move |tx| {
        client_app::get(tx, scope, id.0)?.ok_or(Failure::NotFound)?;
        Ok(redirect::of_app(tx, id.0)?)
    })
}

/// Registers an address. Answers carry leave to act for people, so it needs a recent proof.
///
/// # Errors
/// [`Failure::Invalid`] at the field; [`Failure::Conflict`] (`authenticate-again`).
pub fn add(app: &App, request: &Request, id: ClientAppId, typed: &str, key: &str) -> Pending<()> {
    let scope = match scope(request) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let judged = rules::registered(typed);
    let row_id = fresh_uuid(&*app.entropy);
    let intent =
        Intent::new("app.add-address", scope.tenant().0, subject(id.0)).once(key, &(id, typed));
    app.command(request, intent, move |work| {
        client_app::get(work.tx, scope, id.0)?.ok_or(Failure::NotFound)?;
        let uri = judged
            .clone()
            .map_err(|problem| Failure::Invalid(vec![problem]))?;
        require_recent(work)?;
        let wrong = |code| Failure::Invalid(vec![FieldProblem::plain(FIELD, code)]);
        if redirect::of_app(work.tx, id.0)?.len() >= MOST {
            return Err(wrong("redirect-too-many"));
        }
        let row = Redirect {
            id: row_id,
            uri,
            added_at: work.now,
        };
        redirect::add(work.tx, id.0, &row).map_err(|error| match error {
            DbError::Unique(_) => wrong("redirect-known"),
            other => other.into(),
        })?;
        work.audit("redirect_uri", row.uri.as_str());
        Ok(())
    })
}

/// Removes an address. Codes that were answered there are still exchanged.
///
/// # Errors
/// [`Failure::NotFound`].
pub fn remove(app: &App, request: &Request, id: ClientAppId, address: Uuid) -> Pending<()> {
    let scope = match scope(request) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let intent = Intent::new("app.remove-address", scope.tenant().0, subject(id.0));
    app.command(request, intent, move |work| {
        let uri = redirect::remove(work.tx, scope, id.0, address)?.ok_or(Failure::NotFound)?;
        work.audit("redirect_uri", uri);
        Ok(())
    })
}

/// Says whether a program runs on people's own machines: it then acts for people without a key, and
/// on devices without a browser.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Conflict`] (`stale`, `authenticate-again`).
pub fn set_public(
    app: &App,
    request: &Request,
    id: ClientAppId,
    version: i64,
    is_public: bool,
) -> Pending<()> {
    let scope = match scope(request) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let intent = Intent::new("app.set-public", scope.tenant().0, subject(id.0));
    app.command(request, intent, move |work| {
        client_app::get(work.tx, scope, id.0)?.ok_or(Failure::NotFound)?;
        require_recent(work)?;
        work.audit("public", is_public);
        if client_app::set_public(work.tx, scope, id.0, version, is_public)? {
            Ok(())
        } else {
            Err(Failure::conflict("stale"))
        }
    })
}
