//! The bill run: every partner's bills, on its billing dates, once each and in their order.

use super::make::{Bill, date_after, day, make};
use super::{book, lateness, suspension, used};
use crate::notifications::Notice;
use crate::subscriptions::{self, moment, signed_on};
use crate::{App, Failure, Intent, Request, Work};
use domain::billing::ledger::Posting;
use domain::billing::number;
use domain::calendar::{days_after, local_date};
use domain::effects::Instant;
use domain::ids::{TenantId, fresh_uuid};
use domain::integration::hooks::Happened;
use domain::permission::{
    OperatorAction, TenantAction, TenantScope, authorise, authorise_operator,
};
use jiff::civil::Date;
use store::billing::{self as rows, Invoice, ledger};
use uuid::Uuid;

/// Partners looked at in one go.
const BATCH: u32 = 200;
/// Billing dates one partner can have missed: more than a program is ever away.
const MOST_MISSED: u32 = 600;
/// Seconds past midnight before a day is billed, so that what was decided in its last moment is
/// committed: such a change is dated the day before, and the bill of midnight has to know it.
const SETTLED_SECONDS: i64 = 60;

/// The day whose bills can be made now.
fn billable_day(app: &App) -> Date {
    let settled = Instant(app.clock.now().0 - SETTLED_SECONDS * 1_000_000);
    local_date(settled, app.programme.time_zone())
}

/// Makes every bill that is due, and says how many were issued. A partner whose bill fails is
/// written down and comes again; the others go on.
///
/// # Errors
/// [`Failure`] when the database cannot be asked who is due.
pub fn sweep(app: &App, request: &Request) -> Result<u64, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::RunBills)?;
    let today = billable_day(app).to_string();
    let (mut done, mut after) = (0, Uuid::nil());
    loop {
        let until = today.clone();
        let page = app
            .read(move |tx| Ok(rows::due(tx, scope, &until, after, BATCH)?))
            .wait()?;
        for due in &page {
            done += catch_up(app, request, TenantId(due.partner_id))?;
        }
        match page.last() {
            Some(last) => after = last.partner_id,
            None => return Ok(done),
        }
    }
}

/// Makes the bills of one partner that failed again, now.
///
/// # Errors
/// [`Failure`] of the permissions.
pub fn retry(app: &App, request: &Request, partner: TenantId) -> Result<u64, Failure> {
    authorise_operator(&request.caller, OperatorAction::RunBills)?;
    let system = Request {
        caller: domain::caller::Caller::System,
        ..request.clone()
    };
    catch_up(app, &system, partner)
}

/// The bills of one partner that are due, in their order; the first that fails ends it.
fn catch_up(app: &App, request: &Request, partner: TenantId) -> Result<u64, Failure> {
    let scope = authorise(&request.caller, TenantAction::ViewBilling, partner)?;
    let mut done = 0;
    for _ in 0..MOST_MISSED {
        let next = app.read(move |tx| Ok(rows::next_on(tx, scope)?)).wait()?;
        let Some(next) = next.map(|next| day(&next)).transpose()? else {
            break;
        };
        if next > billable_day(app) {
            break;
        }
        match bill(app, request, scope, next) {
            Ok(true) => done += 1,
            Ok(false) => {}
            Err(failure) => {
                tracing::error!(?failure, partner = %partner, date = %next, "a bill failed");
                let (problem, now) = (format!("{failure:?}"), app.clock.now());
                let problem: String = problem.chars().take(500).collect();
                let failed = move |tx: &mut store::Tx<'_>| {
                    rows::record(tx, scope, &next.to_string(), "failed", &problem, now)
                        .map_err(Failure::from)
                };
                app.db.write(failed).wait()?;
                break;
            }
        }
    }
    Ok(done)
}

/// One bill, in one transaction; false when there was nothing to issue.
fn bill(app: &App, request: &Request, scope: TenantScope, on: Date) -> Result<bool, Failure> {
    // A term that ends on the date ends or begins anew first.
    let midnight = moment(app, Some(on)).unwrap_or(Instant(i64::MAX));
    subscriptions::settle(app, request, scope, midnight)?;
    let intent = Intent::new("billing.run", scope.tenant().0, format!("bill/{on}"));
    app.command(request, intent, move |work| {
        issue(work, scope, on, midnight)
    })
    .wait()
}

fn issue(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    on: Date,
    midnight: Instant,
) -> Result<bool, Failure> {
    let app = work.app.clone();
    let signed = signed_on(work.tx, scope)?;
    let (this, next) = (on.to_string(), date_after(signed, on)?.to_string());
    if !rows::move_on(work.tx, scope, &this, &next)? {
        return Ok(false);
    }
    if rows::waits_for_calendar(work.tx, scope, midnight)? {
        return Err(Failure::internal("a subscription waits for the calendar"));
    }
    // The balance that is carried over stays as it is until the commit.
    ledger::hold(work.tx, scope)?;
    let bill = make(work.tx, &app, scope, on)?;
    let state = if bill.is_empty() {
        "empty"
    } else {
        "published"
    };
    rows::record(work.tx, scope, &this, state, "", work.now)?;
    work.audit("date", this.as_str());
    work.audit("lines", bill.lines.len());
    if !bill.usage.is_empty() {
        work.audit("usage_lines", bill.usage.len());
    }
    if bill.is_empty() {
        return Ok(false);
    }
    publish(work, scope, &bill)?;
    Ok(true)
}

fn publish(work: &mut Work<'_, '_>, scope: TenantScope, bill: &Bill) -> Result<(), Failure> {
    let settings = work.app.programme.invoice.clone();
    let n = rows::next_number(work.tx, &settings.number_prefix)?;
    let number = number(&settings.number_prefix, settings.number_digits, n);
    let account = store::accounts::billing_account(work.tx, scope)?.ok_or(Failure::NotFound)?;
    let terms = u32::try_from(account.payment_terms_days).map_err(Failure::internal)?;
    let due_on = days_after(bill.on, terms);
    let invoice = Invoice {
        id: fresh_uuid(&*work.app.entropy),
        usage_hash: used::hash(scope, bill, &number)?,
        number,
        billed_on: bill.on.to_string(),
        period_from: bill.from.to_string(),
        period_to: bill.on.to_string(),
        due_on: due_on.to_string(),
        currency: bill.currency.code().to_owned(),
        tax_basis_points: bill.tax_basis_points,
        recurring: bill.totals.recurring,
        other_products: bill.totals.other_products,
        finance_charge: bill.totals.finance,
        usage: bill.totals.usage,
        usage_discount: bill.totals.usage_discount,
        discount: bill.totals.discount,
        credits: bill.totals.credits,
        tax: bill.totals.tax,
        total: bill.totals.total,
        previous_balance: bill.previous_balance,
        line_count: u32::try_from(bill.lines.len()).map_err(Failure::internal)?,
        usage_count: u32::try_from(bill.usage.len()).map_err(Failure::internal)?,
        parties: serde_json::to_string(&bill.parties).map_err(Failure::internal)?,
        file_hash: bill.file_hash.clone(),
        issued_at: work.now,
    };
    rows::issue(work.tx, scope, &invoice)?;
    rows::add_lines(work.tx, scope, invoice.id, &bill.lines)?;
    rows::usage::add_lines(work.tx, scope, invoice.id, &bill.usage)?;
    lateness::write(work, scope, invoice.id, &bill.late)?;
    work.audit("number", invoice.number.as_str());
    work.audit("total", invoice.total);
    let (before_tax, tax) = bill.totals.posted().map_err(Failure::internal)?;
    let posting = Posting::invoice(invoice.id, before_tax, tax);
    let posting = posting.map_err(Failure::internal)?;
    book::post(work, scope, &posting, &invoice.billed_on, "")?;
    book::set_off(work, scope, &invoice.billed_on)?;
    // A bill that gives back may pay what was overdue.
    suspension::settle(work, scope)?;
    let ready = Happened::invoice(scope.tenant().0, invoice.id, &invoice.number);
    work.happened(scope.tenant(), ready);
    let parties = &bill.parties;
    // Nobody is told where nobody was named.
    if parties.recipient_email.is_empty() {
        return Ok(());
    }
    let total = domain::money::Money::new(invoice.total, bill.currency).to_string();
    let mail = Notice::new(
        "invoice-ready",
        &parties.recipient_email,
        &parties.language,
        &invoice.number,
    );
    mail.name(&parties.recipient)
        .company(&parties.buyer)
        .with("total", &total)
        .day("due_on", due_on)
        .link(&format!("/billing/invoices/{}", invoice.number))
        .queue(work, format!("invoice-ready/{}", invoice.id))
}
