//! Suspending, restoring and ending partners. Suspending and restoring take one person of the
//! operator; ending takes two, thirty days, and a word to every customer.

use super::own;
use crate::billing::suspension;
use crate::identity::proof::require_recent;
use crate::notifications::Notice;
use crate::{App, Failure, Intent, Request, Work};
use domain::calendar::{days_after, local_date, start_of_day};
use domain::caller::Caller;
use domain::enrolment::form::FieldProblem;
use domain::ids::fresh_uuid;
use domain::partner::{Act, Cause, NOTICE_DAYS, Status};
use domain::permission::{OperatorAction, OperatorScope, TenantScope, authorise_operator};
use domain::validate::{Problem, text};
use jiff::civil::Date;
use serde::Serialize;
use store::accounts;
use store::identity;
use store::partner_acts::{self, Act as Row};
use store::partners::{self, Line};
use uuid::Uuid;

/// Shortest and longest reason, characters.
const REASON: (usize, usize) = (5, 1000);
/// Rows of one sweep.
const BATCH: u32 = 100;

/// Somebody of the staff about to act, with the partner as the page showed it.
#[derive(Clone)]
struct Actor {
    scope: OperatorScope,
    account: Uuid,
    name: String,
    tenant: Uuid,
}

impl Actor {
    fn of(request: &Request, tenant: Uuid) -> Result<Self, Failure> {
        let scope = authorise_operator(&request.caller, OperatorAction::ManagePartners)?;
        let person = request.caller.person().ok_or(Failure::SignInFirst)?;
        Ok(Self {
            scope,
            account: person.account.0,
            name: person.name.clone(),
            tenant,
        })
    }

    fn intent(&self, action: &'static str, key: &str, input: &impl Serialize) -> Intent {
        Intent::new(action, self.tenant, format!("partner/{}", self.tenant)).once(key, input)
    }

    /// The partner, if it stands as the page showed it and the person may act on it.
    fn partner(&self, work: &mut Work<'_, '_>, seen: &str) -> Result<(Line, Status), Failure> {
        let line = partners::get(work.tx, self.scope, self.account, self.tenant)?;
        let line = line.ok_or(Failure::NotFound)?;
        if line.conflict {
            return Err(Failure::conflict("conflict-of-interest"));
        }
        if line.status != seen {
            return Err(Failure::conflict("stale"));
        }
        let status = status_of(&line)?;
        Ok((line, status))
    }

    fn row(&self, work: &Work<'_, '_>, kind: &str, cause: &str, reason: &str, state: &str) -> Row {
        Row {
            id: fresh_uuid(&*work.app.entropy),
            tenant_id: self.tenant,
            kind: kind.to_owned(),
            cause: cause.to_owned(),
            reason: reason.to_owned(),
            state: state.to_owned(),
            proposed_by: self.account,
            proposed_name: self.name.clone(),
            proposed_at: work.now,
            decided_by: None,
            decided_name: String::new(),
            decided_at: None,
            ends_on: String::new(),
            ends_at: None,
            told_until: None,
            telling: false,
        }
    }
}

fn status_of(line: &Line) -> Result<Status, Failure> {
    let unknown = || Failure::internal(format!("unknown status {}", line.status));
    Status::from_text(&line.status).ok_or_else(unknown)
}

fn reason_of(field: &str, typed: &str) -> Result<String, FieldProblem> {
    let checked = text::multiline(typed, REASON.0, REASON.1);
    checked
        .map(|checked| checked.value)
        .map_err(|problem| FieldProblem::new(field, problem))
}

fn moved(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    before: Status,
    act: Act,
) -> Result<Status, Failure> {
    let illegal = || Failure::conflict("partner-standing");
    let after = before.after(act).ok_or_else(illegal)?;
    set(work, actor.scope, actor.tenant, before, after)?;
    Ok(after)
}

fn set(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    tenant: Uuid,
    before: Status,
    after: Status,
) -> Result<(), Failure> {
    let texts = (before.text(), after.text());
    if !partner_acts::set_status(work.tx, scope, tenant, texts)? {
        return Err(Failure::conflict("stale"));
    }
    work.audit("before", texts.0);
    work.audit("after", texts.1);
    // Its sandbox stands as it does: what is tried there is meant to become something here.
    partner_acts::set_sandbox_status(work.tx, scope, tenant, after.text())?;
    super::changed(work, tenant);
    Ok(())
}

/// Tells the partner's global admins.
fn tell(
    work: &mut Work<'_, '_>,
    line: &Line,
    code: &str,
    reason: &str,
    day: Option<Date>,
) -> Result<(), Failure> {
    let at = work.now.0;
    for admin in identity::global_admins(work.tx, own(line)?)? {
        let mut notice = Notice::new(code, &admin.contact_email, &admin.language, "")
            .name(&admin.full_name())
            .company(&line.name)
            .with("reason", reason)
            .link("/dashboard/overview");
        if let Some(day) = day {
            notice = notice.day("day", day);
        }
        notice.queue(work, format!("{code}/{}/{at}/{}", line.tenant_id, admin.id))?;
    }
    Ok(())
}

/// Suspends a partner: from now on it takes on nothing new, and keeps everything it has.
///
/// # Errors
/// [`Failure::Invalid`] at `cause` and `suspend_reason`; [`Failure::Conflict`]
/// (`partner-standing`, `stale`, `conflict-of-interest`, `authenticate-again`).
pub fn suspend(
    app: &App,
    request: &Request,
    tenant: Uuid,
    seen: &str,
    (cause, reason): (&str, &str),
    key: &str,
) -> Result<(), Failure> {
    let actor = Actor::of(request, tenant)?;
    let mut problems = Vec::new();
    let known = Cause::from_text(cause);
    if known.is_none() {
        problems.push(FieldProblem::plain("cause", "required"));
    }
    let reason = reason_of("suspend_reason", reason);
    let (Some(cause), Ok(reason)) = (known, &reason) else {
        problems.extend(reason.err());
        return Err(Failure::Invalid(problems));
    };
    let reason = reason.clone();
    let intent = actor.intent("partner.suspend", key, &(seen, cause.text(), &reason));
    let seen = seen.to_owned();
    app.command(request, intent, move |work| {
        let (line, before) = actor.partner(work, &seen)?;
        require_recent_after(before.after(Act::Suspend(cause)).is_some(), work)?;
        moved(work, &actor, before, Act::Suspend(cause))?;
        let row = actor.row(work, "suspend", cause.text(), &reason, "done");
        partner_acts::add(work.tx, actor.scope, &row)?;
        work.audit("reason", reason.as_str());
        tell(work, &line, "partner-suspended", &reason, None)
    })
    .wait()
}

/// The calendar suspends a partner in business for what it has not paid; false when it is not in
/// business.
pub(crate) fn suspend_unpaid(work: &mut Work<'_, '_>, own: TenantScope) -> Result<bool, Failure> {
    by_payment(work, own, Status::Active, Act::Suspend(Cause::Payment))
}

/// A partner that is suspended for its bills is in business again; false when it is not suspended for
/// them.
pub(crate) fn release_paid(work: &mut Work<'_, '_>, own: TenantScope) -> Result<bool, Failure> {
    by_payment(work, own, Status::SuspendedPayment, Act::Restore)
}

fn by_payment(
    work: &mut Work<'_, '_>,
    own: TenantScope,
    wanted: Status,
    act: Act,
) -> Result<bool, Failure> {
    let scope = authorise_operator(&Caller::System, OperatorAction::ManagePartners)?;
    let partner = accounts::partner(work.tx, own)?;
    let before = partner.and_then(|partner| partner.standing().status);
    match before.filter(|before| *before == wanted) {
        Some(before) => {
            let after = before.after(act);
            let after = after.ok_or_else(|| Failure::conflict("partner-standing"))?;
            set(work, scope, own.tenant().0, before, after)?;
            Ok(true)
        }
        None => Ok(false),
    }
}

/// What is refused anyway is refused before anybody has to prove who he is.
fn require_recent_after(possible: bool, work: &mut Work<'_, '_>) -> Result<(), Failure> {
    if !possible {
        return Err(Failure::conflict("partner-standing"));
    }
    require_recent(work).map(drop)
}

/// Has a suspended partner in business again, or one that was to end.
///
/// # Errors
/// [`Failure::Invalid`] at `restore_reason`; [`Failure::Conflict`] as [`suspend`], and `partner-overdue`
/// while something is unpaid for which it would be suspended again.
pub fn restore(
    app: &App,
    request: &Request,
    tenant: Uuid,
    seen: &str,
    reason: &str,
    key: &str,
) -> Result<(), Failure> {
    let actor = Actor::of(request, tenant)?;
    let reason = reason_of("restore_reason", reason);
    let reason = reason.map_err(|problem| Failure::Invalid(vec![problem]))?;
    let intent = actor.intent("partner.restore", key, &(seen, &reason));
    let seen = seen.to_owned();
    app.command(request, intent, move |work| {
        let (line, before) = actor.partner(work, &seen)?;
        require_recent_after(before.after(Act::Restore).is_some(), work)?;
        let app = work.app.clone();
        if suspension::would_be_suspended(work.tx, &app, actor.tenant)? {
            return Err(Failure::conflict("partner-overdue"));
        }
        moved(work, &actor, before, Act::Restore)?;
        partner_acts::stop(work.tx, actor.scope, actor.tenant)?;
        let row = actor.row(work, "restore", "", &reason, "done");
        partner_acts::add(work.tx, actor.scope, &row)?;
        work.audit("reason", reason.as_str());
        tell(work, &line, "partner-restored", &reason, None)
    })
    .wait()
}

/// Proposes that a partnership ends. Nothing changes until a second person agrees.
///
/// # Errors
/// [`Failure::Invalid`] at `terminate_reason`, and at `domain` unless the partner's domain was
/// typed; [`Failure::Conflict`] as [`suspend`], and `partner-act-open` while a proposal waits.
pub fn propose_end(
    app: &App,
    request: &Request,
    tenant: Uuid,
    seen: &str,
    (domain, reason): (&str, &str),
    key: &str,
) -> Result<(), Failure> {
    let actor = Actor::of(request, tenant)?;
    let reason = reason_of("terminate_reason", reason);
    let reason = reason.map_err(|problem| Failure::Invalid(vec![problem]))?;
    let typed = domain.trim().to_lowercase();
    let intent = actor.intent("partner.propose-end", key, &(seen, &typed, &reason));
    let seen = seen.to_owned();
    app.command(request, intent, move |work| {
        let (line, before) = actor.partner(work, &seen)?;
        if typed != line.domain {
            let problem = Problem::new("partner-domain").with("domain", &line.domain);
            return Err(Failure::Invalid(vec![FieldProblem::new("domain", problem)]));
        }
        require_recent_after(before.after(Act::Terminate).is_some(), work)?;
        let row = actor.row(work, "terminate", "", &reason, "proposed");
        work.audit("reason", reason.as_str());
        partner_acts::add(work.tx, actor.scope, &row).map_err(|error| {
            if error.is_unique() {
                Failure::conflict("partner-act-open")
            } else {
                error.into()
            }
        })
    })
    .wait()
}

fn proposal(work: &mut Work<'_, '_>, actor: &Actor, id: Uuid) -> Result<Row, Failure> {
    let open = partner_acts::open(work.tx, actor.scope, actor.tenant)?;
    let open = open.filter(|row| row.id == id);
    open.ok_or_else(|| Failure::conflict("stale"))
}

/// Agrees, as the second, that a partnership ends: its days of notice begin, and it takes on nothing
/// new.
///
/// # Errors
/// [`Failure::Conflict`] as [`suspend`], and `partner-act-same` for whoever proposed it.
pub fn approve_end(
    app: &App,
    request: &Request,
    tenant: Uuid,
    id: Uuid,
    seen: &str,
    key: &str,
) -> Result<(), Failure> {
    let actor = Actor::of(request, tenant)?;
    let intent = actor.intent("partner.approve-end", key, &(id, seen));
    let seen = seen.to_owned();
    app.command(request, intent, move |work| {
        let (line, before) = actor.partner(work, &seen)?;
        let mut row = proposal(work, &actor, id)?;
        if row.proposed_by == actor.account {
            return Err(Failure::conflict("partner-act-same"));
        }
        require_recent_after(before.after(Act::Terminate).is_some(), work)?;
        moved(work, &actor, before, Act::Terminate)?;
        let zone = work.app.programme.time_zone();
        let end = days_after(local_date(work.now, zone), NOTICE_DAYS);
        let last = end.yesterday().unwrap_or(end);
        "done".clone_into(&mut row.state);
        row.decided_by = Some(actor.account);
        row.decided_name.clone_from(&actor.name);
        row.decided_at = Some(work.now);
        row.ends_on = last.to_string();
        row.ends_at = Some(start_of_day(end, zone));
        row.telling = true;
        if !partner_acts::decide(work.tx, actor.scope, &row)? {
            return Err(Failure::conflict("stale"));
        }
        work.audit("proposed_by", row.proposed_name.as_str());
        work.audit("last_day", row.ends_on.as_str());
        tell(work, &line, "partner-ends", &row.reason, Some(last))
    })
    .wait()
}

/// Declines a proposal; whoever made it takes it back so.
///
/// # Errors
/// [`Failure::Conflict`] (`stale`, `conflict-of-interest`).
pub fn decline_end(
    app: &App,
    request: &Request,
    tenant: Uuid,
    id: Uuid,
    seen: &str,
    key: &str,
) -> Result<(), Failure> {
    let actor = Actor::of(request, tenant)?;
    let intent = actor.intent("partner.decline-end", key, &(id, seen));
    let seen = seen.to_owned();
    app.command(request, intent, move |work| {
        actor.partner(work, &seen)?;
        let mut row = proposal(work, &actor, id)?;
        "declined".clone_into(&mut row.state);
        row.decided_by = Some(actor.account);
        row.decided_name.clone_from(&actor.name);
        row.decided_at = Some(work.now);
        if partner_acts::decide(work.tx, actor.scope, &row)? {
            Ok(())
        } else {
            Err(Failure::conflict("stale"))
        }
    })
    .wait()
}

/// Ends what is to end by now, and tells customers of partners that end, in small steps.
///
/// # Errors
/// [`Failure`] of the store.
pub fn sweep(app: &App, request: &Request) -> Result<u64, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ManagePartners)?;
    let now = app.clock.now();
    let over = app
        .read(move |tx| Ok(partner_acts::over(tx, scope, now, BATCH)?))
        .wait()?;
    let mut done = 0;
    for row in over {
        done += u64::from(end(app, request, scope, &row)?);
    }
    let telling = app
        .read(move |tx| Ok(partner_acts::telling(tx, scope, BATCH)?))
        .wait()?;
    for row in telling {
        done += tell_customers(app, request, scope, row)?;
    }
    Ok(done)
}

fn end(app: &App, request: &Request, scope: OperatorScope, row: &Row) -> Result<bool, Failure> {
    let tenant = row.tenant_id;
    let intent = Intent::new("partner.end", tenant, format!("partner/{tenant}"));
    let ended = app
        .command(request, intent, move |work| {
            let running = partner_acts::running(work.tx, scope, tenant)?;
            let now = work.now;
            if running.is_none_or(|row| row.ends_at.is_none_or(|at| at > now)) {
                // Restored meanwhile, or ended by another node.
                return Err(Failure::NotFound);
            }
            let line = partners::get(work.tx, scope, Uuid::nil(), tenant)?;
            let line = line.ok_or(Failure::NotFound)?;
            let before = status_of(&line)?;
            let after = before.after(Act::End).ok_or(Failure::NotFound)?;
            set(work, scope, tenant, before, after)?;
            partner_acts::stop(work.tx, scope, tenant)?;
            tell(work, &line, "partner-ended", "", None)
        })
        .wait();
    match ended {
        Ok(()) => Ok(true),
        Err(Failure::NotFound) => Ok(false),
        Err(failure) => Err(failure),
    }
}

fn tell_customers(
    app: &App,
    request: &Request,
    scope: OperatorScope,
    row: Row,
) -> Result<u64, Failure> {
    let tenant = row.tenant_id;
    let intent = Intent::new(
        "partner.tell-customers",
        tenant,
        format!("partner/{tenant}"),
    );
    let told = app
        .command(request, intent, move |work| {
            let line = partners::get(work.tx, scope, Uuid::nil(), tenant)?;
            let line = line.ok_or(Failure::NotFound)?;
            let after = row.told_until;
            let readers = partner_acts::readers(work.tx, scope, tenant, after, BATCH)?;
            let more = u32::try_from(readers.len()).is_ok_and(|count| count == BATCH);
            let until = readers.last().map(|reader| reader.id).or(after);
            if !partner_acts::told(work.tx, scope, &row, until, more)? {
                return Err(Failure::NotFound);
            }
            let last = row.ends_on.parse::<Date>().map_err(Failure::internal)?;
            let count = readers.len();
            for reader in readers {
                Notice::new("partner-leaves", &reader.email, &reader.language, "")
                    .name(&reader.company_name)
                    .company(&reader.company_name)
                    .with("partner", &line.name)
                    .day("day", last)
                    .link("/signin")
                    .queue(work, format!("partner-leaves/{}/{}", row.id, reader.id))?;
            }
            work.audit("customers", count);
            Ok(u64::try_from(count).unwrap_or(u64::MAX))
        })
        .wait();
    match told {
        Ok(count) => Ok(count),
        Err(Failure::NotFound) => Ok(0),
        Err(failure) => Err(failure),
    }
}
