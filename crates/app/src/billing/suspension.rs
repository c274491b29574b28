//! Suspension for what is paid too late: announced, postponed by agreement, done by the calendar, and
//! ended by whatever leaves nothing overdue.

use super::make::day;
use super::payments::own;
use super::told::{Told, money};
use crate::command::{me, reason_of};
use crate::partners::standing;
use crate::{App, Failure, Intent, Request, Work};
use domain::billing::suspension::{self, NoDeferral, Step};
use domain::calendar::local_date;
use domain::enrolment::form::FieldProblem;
use domain::ids::fresh_uuid;
use domain::permission::{OperatorAction, TenantScope, authorise_operator};
use domain::programme::Payment;
use domain::validate::{self, Problem};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeSet;
use store::billing::lateness::{self as overdue_rows, Overdue};
use store::billing::ledger;
use store::billing::suspension::{self as rows, Deferral, Late, NewDeferral};
use store::{Reply, Tx};
use uuid::Uuid;

fn days(late: &Late) -> Result<(Date, Option<Date>), Failure> {
    let deferred = late.deferred_until.as_deref().map(day).transpose()?;
    Ok((day(&late.due_on)?, deferred))
}

fn step(terms: &Payment, late: &Late, today: Date) -> Result<Step, Failure> {
    let announced = late.suspends_on.as_deref().map(day).transpose()?;
    Ok(suspension::step(terms, days(late)?, announced, today))
}

/// What of an invoice is unpaid and not disputed.
fn undisputed(late: &Late) -> i64 {
    late.open.saturating_sub(late.disputed)
}

/// A partner's invoices that are late with something that is not disputed, the one that is late longest
/// first.
fn late_invoices(tx: &mut Tx<'_>, scope: TenantScope, today: Date) -> Result<Vec<Late>, Failure> {
    let mut late = rows::late_of(tx, scope, &today.to_string())?;
    late.retain(|late| undisputed(late) > 0);
    Ok(late)
}

/// Those of them that are overdue: not deferred.
fn overdue(late: Vec<Late>, today: Date) -> Result<Vec<Late>, Failure> {
    let mut found = Vec::new();
    for late in late {
        let (due_on, deferred) = days(&late)?;
        if suspension::is_overdue(due_on, deferred, today) {
            found.push(late);
        }
    }
    Ok(found)
}

/// What of a partner's invoices is overdue: late, not disputed, and not deferred.
pub(super) fn overdue_sum(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    today: Date,
) -> Result<i64, Failure> {
    let late = overdue(late_invoices(tx, scope, today)?, today)?;
    let sum = late
        .iter()
        .try_fold(0_i64, |sum, late| sum.checked_add(undisputed(late)));
    sum.ok_or_else(|| Failure::internal("what is overdue overflows"))
}

/// What the partner has to pay for being in business.
fn lacking(tx: &mut Tx<'_>, scope: TenantScope, late: &[Late]) -> Result<i64, Failure> {
    let sum = late
        .iter()
        .try_fold(0_i64, |sum, l| sum.checked_add(undisputed(l)));
    let sum = sum.ok_or_else(|| Failure::internal("what is overdue overflows"))?;
    let paid = ledger::balance(tx, scope)?.unallocated;
    Ok(suspension::lacking(sum, paid))
}

/// To be called, with the ledger held, after everything that may leave less overdue: what was announced
/// for an invoice that is not late any more is forgotten, and a partner that was suspended for its
/// bills is in business again once nothing is lacking, unless somebody suspended it while nothing was
/// late: that is not ended by paying.
pub(super) fn settle(work: &mut Work<'_, '_>, own: TenantScope) -> Result<(), Failure> {
    let today = work.app.today();
    let late = late_invoices(work.tx, own, today)?;
    let still: BTreeSet<Uuid> = late.iter().map(|late| late.invoice_id).collect();
    for invoice in rows::announced(work.tx, own)? {
        if !still.contains(&invoice) {
            rows::forget(work.tx, own, invoice)?;
        }
    }
    if lacking(work.tx, own, &overdue(late, today)?)? > 0
        || !for_lateness(work, own)?
        || !standing::release_paid(work, own)?
    {
        return Ok(());
    }
    let id = fresh_uuid(&*work.app.entropy);
    rows::note(work.tx, own, id, None, work.now)?;
    let told = Told::new("payment-released", "", id);
    told.queue(work, own)
}

/// Whether it was lateness that a partner was suspended for: the calendar knows no other cause, and people
/// do when nothing was late.
fn for_lateness(work: &mut Work<'_, '_>, own: TenantScope) -> Result<bool, Failure> {
    let Some(at) = rows::by_hand(work.tx, own)? else {
        return Ok(true);
    };
    let day = local_date(at, work.app.programme.time_zone()).to_string();
    Ok(rows::was_late(work.tx, own, (&day, at))?)
}

/// Invoices looked at in one go.
const BATCH: u32 = 200;

/// Announces the suspensions whose time has come and suspends who was told, and says how many. After a
/// pause nobody is suspended who was not told. What fails is told in the log and comes again; the
/// others go on.
///
/// # Errors
/// [`Failure`] when the database cannot be asked what is unpaid.
pub fn sweep(app: &App, request: &Request) -> Result<u64, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ManagePartners)?;
    let terms = &app.programme.payment;
    let today = app.today();
    let until = today.saturating_sub(i64::from(terms.suspension_notice_days).days());
    let (mut after, mut done) = ((String::new(), Uuid::nil()), 0);
    loop {
        let (until, from) = (until.to_string(), after.clone());
        let page = app
            .read(move |tx| Ok(rows::late(tx, scope, &until, (&from.0, from.1), BATCH)?))
            .wait()?;
        for late in &page {
            let acted = match step(terms, late, today) {
                Ok(Step::Wait) => Ok(false),
                Ok(Step::Announce(_) | Step::Suspend) => act(app, request, late),
                Err(failure) => Err(failure),
            };
            match acted {
                Ok(acted) => done += u64::from(acted),
                Err(failure) => {
                    tracing::error!(?failure, invoice = %late.number, "a suspension failed");
                }
            }
        }
        match page.last() {
            Some(last) if page.len() == BATCH as usize => {
                after = (last.due_on.clone(), last.invoice_id);
            }
            _ => return Ok(done),
        }
    }
}

/// What is to be done about an invoice, by what is known in the transaction; false when it is nothing
/// any more.
fn act(app: &App, request: &Request, late: &Late) -> Result<bool, Failure> {
    let (own, invoice) = (own(late.partner_id)?, late.invoice_id);
    let tenant = own.tenant().0;
    let intent = Intent::new(
        "billing.suspend",
        tenant,
        format!("invoice/{}", late.number),
    );
    let acted = app
        .command(request, intent, move |work| {
            ledger::hold(work.tx, own)?;
            let today = work.app.today();
            let all = late_invoices(work.tx, own, today)?;
            let late = all.iter().find(|late| late.invoice_id == invoice);
            let late = late.cloned().ok_or(Failure::NotFound)?;
            let step = step(&work.app.programme.payment, &late, today)?;
            // What is deferred is announced before its last day, but suspends nobody until then.
            let counts = match step {
                Step::Suspend => overdue(all, today)?,
                Step::Wait | Step::Announce(_) => all,
            };
            let lacking = lacking(work.tx, own, &counts)?;
            match step {
                Step::Announce(on) if lacking > 0 => announce(work, own, &late, on),
                Step::Suspend if lacking > 0 => suspend(work, own, &late, lacking),
                // Nothing any more; or what was paid covers it, and somebody has to say what for.
                _ => Err(Failure::NotFound),
            }
        })
        .wait();
    match acted {
        Ok(()) => Ok(true),
        Err(Failure::NotFound) => Ok(false),
        Err(failure) => Err(failure),
    }
}

fn announce(
    work: &mut Work<'_, '_>,
    own: TenantScope,
    late: &Late,
    on: Date,
) -> Result<(), Failure> {
    let at = (late.invoice_id, on.to_string());
    if !rows::announce(work.tx, own, (at.0, &at.1), work.now)? {
        return Err(Failure::NotFound);
    }
    work.audit("announced", at.1.as_str());
    work.audit("open", late.open);
    let once = format!("{}/{on}", late.invoice_id);
    Told::new("payment-suspension", &late.number, once)
        .with("open", money(undisputed(late), &late.currency)?)
        .day("due_on", day(&late.due_on)?)
        .day("suspends_on", on)
        .queue(work, own)
}

fn suspend(
    work: &mut Work<'_, '_>,
    own: TenantScope,
    late: &Late,
    lacking: i64,
) -> Result<(), Failure> {
    if !standing::suspend_unpaid(work, own)? {
        return Err(Failure::NotFound);
    }
    let id = fresh_uuid(&*work.app.entropy);
    rows::note(work.tx, own, id, Some((late.invoice_id, lacking)), work.now)?;
    work.audit("overdue", lacking);
    Told::new("payment-suspended", &late.number, id)
        .with("overdue", money(lacking, &late.currency)?)
        .day("due_on", day(&late.due_on)?)
        .queue(work, own)
}

/// What a form says of a deferral.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Typed {
    /// The last day.
    pub until: String,
    /// Why.
    pub reason: String,
}

/// Agrees to wait for an overdue invoice until a day: nobody is reminded or suspended for it before. A
/// partner that is suspended for nothing else is in business again. Blocks.
///
/// # Errors
/// [`Failure::Invalid`] at the fields of [`Typed`] with the codes of [`NoDeferral`];
/// [`Failure::Conflict`] (`deferral-not-overdue`); [`Failure::NotFound`].
pub fn defer(
    app: &App,
    request: &Request,
    invoice: Uuid,
    typed: &Typed,
    key: &str,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DeferPayments)?;
    let (by, name) = me(request)?;
    let mut problems = Vec::new();
    let until = validate::date(&typed.until);
    let until = until.map_err(|p| problems.push(FieldProblem::new("until", p)));
    let reason = match reason_of(&typed.reason) {
        Ok(reason) => reason,
        Err(Failure::Invalid(wrong)) => {
            problems.extend(wrong);
            String::new()
        }
        Err(failure) => return Err(failure),
    };
    let partner = app
        .read(move |tx| Ok(rows::partner_of(tx, scope, invoice)?))
        .wait()?;
    let own = own(partner.ok_or(Failure::NotFound)?)?;
    let (Ok(until), true) = (until, problems.is_empty()) else {
        return Err(Failure::Invalid(problems));
    };
    let intent = Intent::new(
        "billing.defer",
        own.tenant().0,
        format!("invoice/{invoice}"),
    );
    app.command(request, intent.once(key, &(invoice, typed)), move |work| {
        ledger::hold(work.tx, own)?;
        let terms = work.app.programme.payment.clone();
        let today = work.app.today();
        let late = late_invoices(work.tx, own, today)?;
        let late = late.into_iter().find(|late| late.invoice_id == invoice);
        let late = late.ok_or_else(|| Failure::conflict(NoDeferral::NotOverdue.code()))?;
        let due_on = day(&late.due_on)?;
        let before = rows::deferrals(work.tx, own, invoice)?;
        let first = before.last().map(|first| day(&first.granted_on));
        let first = first.transpose()?;
        suspension::may_defer(&terms, (due_on, late.open), first, (until, today)).map_err(
            |refused| {
                let last = suspension::longest_deferral(&terms, first, today);
                let problem = Problem::new(refused.code()).with("day", last.to_string());
                Failure::Invalid(vec![FieldProblem::new("until", problem)])
            },
        )?;
        let position = u32::try_from(before.len() + 1).map_err(Failure::internal)?;
        let (granted, last) = (today.to_string(), until.to_string());
        let new = NewDeferral {
            id: fresh_uuid(&*work.app.entropy),
            invoice,
            position,
            days: (&granted, &last),
            reason: &reason,
            by: (by, &name),
            at: work.now,
        };
        rows::defer(work.tx, own, new)?;
        work.audit("invoice", late.number.as_str());
        work.audit("until", last.as_str());
        work.audit("reason", reason.as_str());
        // What was announced no longer holds. Where the new day is so near that nothing more would be
        // announced in time, this mail is the announcement.
        rows::forget(work.tx, own, invoice)?;
        let suspends_on = suspension::suspends_on(&terms, due_on, Some(until));
        let notice = i64::from(suspension::notice_days(&terms));
        if suspends_on < today.saturating_add(notice.days()) {
            let on = suspends_on.to_string();
            rows::announce(work.tx, own, (invoice, &on), work.now)?;
        }
        settle(work, own)?;
        Told::new(
            "payment-deferred",
            &late.number,
            format!("{invoice}/{position}"),
        )
        .with("open", money(late.open, &late.currency)?)
        .with("reason", reason.as_str())
        .day("until", until)
        .queue(work, own)
    })
    .wait()
}

/// An overdue invoice with everything that was agreed about it.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The invoice.
    pub invoice: Overdue,
    /// Deferrals, the newest first.
    pub deferrals: Vec<Deferral>,
    /// The day on which its partner will be suspended for it if nothing is paid.
    pub suspends_on: Date,
    /// The last day until which it can be deferred.
    pub longest: Date,
}

/// An overdue invoice of any partner.
pub fn waiting(app: &App, request: &Request, invoice: Uuid) -> Reply<Waiting, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ViewBills) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    let (today, terms) = (app.today(), app.programme.payment.clone());
    app.read(move |tx| {
        let found = overdue_rows::overdue_one(tx, scope, &today.to_string(), invoice)?;
        let found = found.ok_or(Failure::NotFound)?;
        let deferrals = rows::deferrals(tx, own(found.partner_id)?, invoice)?;
        let first = deferrals.last().map(|first| day(&first.granted_on));
        Ok(Waiting {
            suspends_on: planned(
                &terms,
                (&found.due_on, found.deferred_until.as_deref()),
                found.suspends_on.as_deref(),
            )?,
            longest: suspension::longest_deferral(&terms, first.transpose()?, today),
            deferrals,
            invoice: found,
        })
    })
}

/// When a partner will be suspended for an invoice that stays unpaid, by what is known now.
fn planned(
    terms: &Payment,
    (due_on, deferred_until): (&str, Option<&str>),
    announced: Option<&str>,
) -> Result<Date, Failure> {
    let deferred = deferred_until.map(day).transpose()?;
    let usual = suspension::suspends_on(terms, day(due_on)?, deferred);
    let announced = announced.map(day).transpose()?;
    Ok(announced.map_or(usual, |on| on.max(usual)))
}

/// What lateness means for a partner now, as its billing page says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Threat {
    /// Whether it is suspended for its bills.
    pub suspended: bool,
    /// What has to be paid for being in business.
    pub lacking: i64,
    /// What of the late invoices is disputed, and need not be paid for that.
    pub disputed: i64,
    /// The day of the suspension that is next; none where it is suspended or nothing is overdue.
    pub suspends_on: Option<Date>,
}

/// What lateness means for a partner now, and the deferrals that run, by invoice.
pub(super) fn threat(
    tx: &mut Tx<'_>,
    app: &App,
    scope: TenantScope,
) -> Result<(Threat, Vec<Deferral>), Failure> {
    let today = app.today();
    let mut days = Vec::new();
    let mut all = rows::late_of(tx, scope, &today.to_string())?;
    let disputed = all.iter().fold(0_i64, |sum, late| {
        sum.saturating_add(late.disputed.min(late.open))
    });
    all.retain(|late| undisputed(late) > 0);
    for late in &all {
        let known = (late.due_on.as_str(), late.deferred_until.as_deref());
        days.push(planned(
            &app.programme.payment,
            known,
            late.suspends_on.as_deref(),
        )?);
    }
    let mut running = rows::running(tx, scope, &today.to_string())?;
    running.retain(|deferral| {
        all.iter()
            .any(|late| late.invoice_id == deferral.invoice_id)
    });
    let late = overdue(all, today)?;
    let partner = store::accounts::partner(tx, scope)?;
    let status = partner.as_ref().and_then(|p| p.standing().status);
    let threat = Threat {
        suspended: status == Some(domain::partner::Status::SuspendedPayment),
        lacking: lacking(tx, scope, &late)?,
        disputed,
        suspends_on: days
            .into_iter()
            .min()
            .filter(|_| status == Some(domain::partner::Status::Active)),
    };
    Ok((threat, running))
}

/// Whether a partner may be put in business by hand: not while something is unpaid for which the
/// calendar would suspend it again. A deferral is what was agreed, and says so.
pub(crate) fn would_be_suspended(
    tx: &mut Tx<'_>,
    app: &App,
    partner: Uuid,
) -> Result<bool, Failure> {
    let (own, today) = (own(partner)?, app.today());
    let late = overdue(late_invoices(tx, own, today)?, today)?;
    if lacking(tx, own, &late)? == 0 {
        return Ok(false);
    }
    for late in &late {
        let (due_on, deferred) = days(late)?;
        if suspension::suspends_on(&app.programme.payment, due_on, deferred) <= today {
            return Ok(true);
        }
    }
    Ok(false)
}
