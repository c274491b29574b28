//! The steps of a price list: one person uploads, another approves, then it is published; billing
//! consents to short notice; until its day it can be taken back.

use super::lists::{chain, effect, scope, standing};
use super::prices;
use crate::command::{me, reason_of};
use crate::identity::proof::require_recent;
use crate::{App, Failure, Intent, Request, Work};
use domain::catalogue::Month;
use domain::catalogue::publishing::{Refused, State};
use domain::permission::{OperatorAction, OperatorScope};
use store::price_lists::{self, List};
use uuid::Uuid;

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        Self::conflict(refused.code())
    }
}

/// What the page showed on which a step was decided.
#[derive(Debug, Clone, Copy, serde::Serialize)]
pub struct Seen {
    /// The list's version.
    pub version: i64,
    /// Lists published or withdrawn so far.
    pub edition: i64,
}

/// Does one step in a command.
fn step(
    app: &App,
    request: &Request,
    action: &'static str,
    right: OperatorAction,
    id: Uuid,
    input: &impl serde::Serialize,
    key: &str,
    change: impl Fn(&mut Work<'_, '_>, OperatorScope, &mut List) -> Result<(), Failure> + Send + 'static,
) -> Result<(), Failure> {
    let scope = scope(request, right)?;
    let intent = Intent::new(action, chain(request)?, format!("price-list/{id}"));
    app.command(request, intent.once(key, &(id, input)), move |work| {
        let mut list = price_lists::get(work.tx, scope, id)?.ok_or(Failure::NotFound)?;
        work.audit("month", list.month.as_str());
        work.audit("revision", list.revision);
        change(work, scope, &mut list)?;
        match price_lists::save(work.tx, scope, &list) {
            Ok(true) => Ok(()),
            Ok(false) => Err(Failure::conflict("stale")),
            // Another list was published or withdrawn in the same moment.
            Err(error) if error.is_unique() => Err(Failure::conflict("stale")),
            Err(error) => Err(error.into()),
        }
    })
    .wait()
}

/// The list and the prices around it are those that were looked at.
fn fresh(work: &mut Work<'_, '_>, list: &List, seen: Seen) -> Result<(), Failure> {
    if list.version != seen.version {
        return Err(Failure::conflict("stale"));
    }
    if price_lists::edition(work.tx)? != seen.edition {
        return Err(Failure::conflict("price-list-moved"));
    }
    Ok(())
}

/// A second catalogue manager agrees.
///
/// # Errors
/// [`Failure::Conflict`] with the code of [`Refused`], `stale`, `price-list-moved` when another list
/// was published since the page was opened; [`Failure::NotFound`].
pub fn approve(
    app: &App,
    request: &Request,
    id: Uuid,
    seen: Seen,
    key: &str,
) -> Result<(), Failure> {
    let (by, name) = me(request)?;
    let right = OperatorAction::ManagePriceLists;
    let action = "prices.approve";
    step(
        app,
        request,
        action,
        right,
        id,
        &seen,
        key,
        move |work, _, list| {
            standing(list)?.may_approve(by, work.app.today())?;
            fresh(work, list, seen)?;
            list.state = State::Approved.text().to_owned();
            list.approved_by = Some(by);
            list.approved_name.clone_from(&name);
            list.approved_at = Some(work.now);
            work.audit("uploaded_by", list.created_name.as_str());
            work.audit("sha256", data_encoding::HEXLOWER.encode(&list.sha256));
            Ok(())
        },
    )
}

/// Billing consents to telling partners later than the programme promises.
///
/// # Errors
/// As [`approve`]; [`Failure::Invalid`] at `reason`.
pub fn consent(
    app: &App,
    request: &Request,
    id: Uuid,
    seen: Seen,
    reason: &str,
    key: &str,
) -> Result<(), Failure> {
    let right = OperatorAction::ConsentToShortNotice;
    scope(request, right)?;
    let ((by, name), reason) = (me(request)?, reason_of(reason)?);
    let (action, input) = ("prices.consent", (seen, reason.clone()));
    step(
        app,
        request,
        action,
        right,
        id,
        &input,
        key,
        move |work, _, list| {
            standing(list)?.may_consent(by, work.app.today())?;
            fresh(work, list, seen)?;
            list.consented_by = Some(by);
            list.consented_name.clone_from(&name);
            list.consented_at = Some(work.now);
            list.consent_reason.clone_from(&reason);
            work.audit("reason", reason.as_str());
            Ok(())
        },
    )
}

/// Publishes an approved list: partners see it at once and are written to.
///
/// # Errors
/// As [`approve`]; `authenticate-again`.
pub fn publish(
    app: &App,
    request: &Request,
    id: Uuid,
    seen: Seen,
    key: &str,
) -> Result<(), Failure> {
    let (_, name) = me(request)?;
    let right = OperatorAction::ManagePriceLists;
    let action = "prices.publish";
    step(
        app,
        request,
        action,
        right,
        id,
        &seen,
        key,
        move |work, _, list| {
            require_recent(work)?;
            let (app, today) = (work.app.clone(), work.app.today());
            let effect = effect(work.tx, &app, list)?;
            standing(list)?.may_publish(effect.notice, today)?;
            fresh(work, list, seen)?;
            list.state = State::Published.text().to_owned();
            list.published_name.clone_from(&name);
            list.published_at = Some(work.now);
            list.edition = Some(effect.edition + 1);
            list.told = false;
            let month = Month::from_text(&list.month).ok_or(Failure::NotFound)?;
            let lines = effect.with.price_list(month);
            for change in domain::catalogue::Change::ALL {
                let count = lines.iter().filter(|line| line.change == *change).count();
                work.audit(change.text(), count);
            }
            work.audit("notice", effect.notice.text());
            work.audit("sha256", data_encoding::HEXLOWER.encode(&list.sha256));
            Ok(())
        },
    )?;
    prices::refresh(app)
}

/// Throws a list away that nobody outside has seen.
///
/// # Errors
/// As [`approve`].
pub fn discard(
    app: &App,
    request: &Request,
    id: Uuid,
    seen: Seen,
    key: &str,
) -> Result<(), Failure> {
    let (_, name) = me(request)?;
    let right = OperatorAction::ManagePriceLists;
    let action = "prices.discard";
    step(
        app,
        request,
        action,
        right,
        id,
        &seen,
        key,
        move |work, _, list| {
            standing(list)?.may_discard()?;
            if list.version != seen.version {
                return Err(Failure::conflict("stale"));
            }
            list.state = State::Discarded.text().to_owned();
            list.closed_name.clone_from(&name);
            list.closed_at = Some(work.now);
            Ok(())
        },
    )
}

/// Takes a published list back before its day; partners that were told are told.
///
/// # Errors
/// As [`approve`]; [`Failure::Invalid`] at `reason`; `authenticate-again`.
pub fn withdraw(
    app: &App,
    request: &Request,
    id: Uuid,
    seen: Seen,
    reason: &str,
    key: &str,
) -> Result<(), Failure> {
    let right = OperatorAction::ManagePriceLists;
    scope(request, right)?;
    let ((_, name), reason) = (me(request)?, reason_of(reason)?);
    let (action, input) = ("prices.withdraw", (seen, reason.clone()));
    step(
        app,
        request,
        action,
        right,
        id,
        &input,
        key,
        move |work, scope, list| {
            require_recent(work)?;
            standing(list)?.may_withdraw(work.app.today())?;
            fresh(work, list, seen)?;
            // Another published list of the month would apply without notice, or applies already.
            let published = State::Published.text();
            let other = |other: &List| {
                other.month == list.month && other.id != list.id && other.state == published
            };
            if price_lists::all(work.tx, scope)?.iter().any(other) {
                return Err(Failure::conflict("price-list-other"));
            }
            list.state = State::Withdrawn.text().to_owned();
            list.closed_name.clone_from(&name);
            list.closed_at = Some(work.now);
            list.close_reason.clone_from(&reason);
            list.edition = Some(seen.edition + 1);
            list.told = false;
            work.audit("reason", reason.as_str());
            Ok(())
        },
    )?;
    prices::refresh(app)
}
