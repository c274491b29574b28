//! What is paid late: reminders, the finance charge on the next invoice, and its waiver.

use super::make::{day, parties};
use super::payments::own;
use super::{book, fapiao, suspension};
use crate::command::{me, reason_of};
use crate::notifications::Notice;
use crate::paging::{shown, window};
use crate::{App, Failure, Intent, Request, Work};
use domain::billing::Exact;
use domain::billing::credit_note::Taxed;
use domain::billing::lateness::{self, Charge, Interest, Owed, Refused, Reminder, Standing};
use domain::billing::ledger::Posting;
use domain::ids::{TenantId, fresh_uuid};
use domain::money::{Currency, Money};
use domain::permission::{
    OperatorAction, OperatorScope, TenantAction, TenantScope, authorise, authorise_operator,
};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::HashMap;
use store::billing::fapiao::Cause;
use store::billing::lateness::{self as rows, FinanceCharge, New, Overdue, Unpaid, Waiver};
use store::billing::{self, disputes, ledger};
use store::{Reply, Tx};
use uuid::Uuid;

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        Self::conflict(refused.code())
    }
}

/// A finance charge of a bill that could be issued.
#[derive(Debug, Clone)]
pub struct Late {
    /// The charge.
    pub charge: Charge,
    /// The number of the invoice that is late.
    pub number: String,
    /// Its tax, minor units.
    pub tax: i64,
}

fn interest(stored: &FinanceCharge) -> Interest {
    Interest {
        principal: stored.principal,
        basis_points: stored.basis_points,
        days: stored.days,
    }
}

/// How a finance charge came about before it was rounded; none for one that gives back what was charged.
///
/// # Errors
/// [`Failure::Internal`] for one that cannot be.
pub fn explain_charge(stored: &FinanceCharge) -> Result<Option<Exact>, Failure> {
    if stored.gives_back.is_some() {
        return Ok(None);
    }
    interest(stored)
        .exact()
        .map(Some)
        .map_err(Failure::internal)
}

/// What the bill of a date charges for late payment, by what is known now of the days before it.
pub(super) fn charges(
    tx: &mut Tx<'_>,
    app: &App,
    scope: TenantScope,
    (from, on): (Date, Date),
) -> Result<Vec<Late>, Failure> {
    let before = on.to_string();
    let due = rows::due_before(tx, scope, &before)?;
    if due.is_empty() {
        return Ok(Vec::new());
    }
    let mut changes: HashMap<Uuid, Vec<(Date, i64)>> = HashMap::new();
    for change in rows::changes(tx, scope, &before)? {
        let entry = changes.entry(change.invoice_id).or_default();
        entry.push((day(&change.day)?, change.amount));
    }
    let mut disputed: HashMap<Uuid, Vec<(Date, i64)>> = HashMap::new();
    for spell in disputes::spells(tx, scope)? {
        let entry = disputed.entry(spell.invoice_id).or_default();
        entry.push((day(&spell.opened_on)?, spell.amount));
        if let Some(ended) = &spell.ended_on {
            entry.push((day(ended)?, spell.amount.saturating_neg()));
        }
    }
    let (mut standing, mut taxes) = (Vec::new(), HashMap::new());
    for stood in rows::standing(tx, scope)? {
        taxes.insert(stood.id, stood.tax);
        standing.push(Standing {
            id: stood.id,
            late: stood.late_id,
            from: day(&stood.charged_from)?,
            to: day(&stood.charged_to)?,
            basis: interest(&stood),
            amount: stood.amount,
            waived: stood.waived_at.is_some(),
        });
    }
    let settings = &app.programme.finance_charge;
    let rate = if app.programme.tax.finance_charge_taxed {
        app.programme.tax.rate_basis_points
    } else {
        0
    };
    let mut found = Vec::new();
    for due in due {
        let owed = Owed {
            invoice: due.id,
            due_on: day(&due.due_on)?,
            finance_charges: due.finance_charges,
            changes: changes.remove(&due.id).unwrap_or_default(),
            disputed: disputed.remove(&due.id).unwrap_or_default(),
        };
        let rate_on = |day| settings.basis_points_on(day);
        let charged = lateness::accrue(&owed, &standing, (from, on), &rate_on);
        for charge in charged.map_err(Failure::internal)? {
            // What is given back takes the tax that was charged, whatever the rate is now.
            let tax = match charge.gives_back {
                Some(id) => taxes.get(&id).copied().unwrap_or(0).saturating_neg(),
                None => domain::billing::tax(charge.amount, rate).map_err(Failure::internal)?,
            };
            found.push(Late {
                charge,
                number: due.number.clone(),
                tax,
            });
        }
    }
    Ok(found)
}

/// Writes the finance charges of an invoice that is being issued.
pub(super) fn write(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    invoice: Uuid,
    charges: &[Late],
) -> Result<(), Failure> {
    for (position, late) in (1..).zip(charges) {
        let charge = late.charge;
        let (from, to) = (charge.from.to_string(), charge.to.to_string());
        let new = New {
            id: fresh_uuid(&*work.app.entropy),
            invoice,
            position,
            late: charge.late,
            days: (&from, &to),
            basis: (
                charge.basis.principal,
                charge.basis.basis_points,
                charge.basis.days,
            ),
            amounts: (charge.amount, late.tax),
            gives_back: charge.gives_back,
        };
        rows::add(work.tx, scope, new)?;
    }
    if !charges.is_empty() {
        work.audit("finance_charges", charges.len());
    }
    Ok(())
}

/// Waives a finance charge that stands on an invoice: it is taken off at once, its days are not charged
/// again, and what was paid of it goes towards other invoices. Blocks.
///
/// # Errors
/// [`Failure::Invalid`] at `reason`; [`Failure::Conflict`] with the code of [`Refused`];
/// [`Failure::NotFound`].
pub fn waive(
    app: &App,
    request: &Request,
    id: Uuid,
    reason: &str,
    key: &str,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::WaiveFinanceCharges)?;
    let find = move |tx: &mut Tx<'_>, scope: OperatorScope| -> Result<FinanceCharge, Failure> {
        rows::get(tx, scope, id)?.ok_or(Failure::NotFound)
    };
    let partner = app.read(move |tx| find(tx, scope)).wait()?.partner_id;
    let ((by, name), reason) = (me(request)?, reason_of(reason)?);
    let own = own(partner)?;
    let intent = Intent::new(
        "billing.waive-finance-charge",
        partner,
        format!("finance-charge/{id}"),
    );
    let intent = intent.once(key, &(id, &reason));
    app.command(request, intent, move |work| {
        ledger::hold(work.tx, own)?;
        let charge = find(work.tx, scope)?;
        work.audit("invoice", charge.invoice.as_str());
        work.audit("late", charge.late.as_str());
        if charge.waived_at.is_some() {
            return Err(Refused::Waived.into());
        }
        if charge.gives_back.is_some() || charge.given_back.is_some() {
            return Err(Refused::GivenBack.into());
        }
        let invoice = billing::invoice(work.tx, own, &charge.invoice)?;
        let invoice = invoice.ok_or(Failure::NotFound)?;
        let left = super::credit_notes::left(work.tx, own, &invoice)?;
        // Without a note nothing is taken off twice, even where the invoice gives more back elsewhere.
        let notes = billing::credit_notes::issued(work.tx, own)?;
        let noted = notes.iter().any(|note| note.invoice == charge.invoice);
        if noted && (left.before_tax < charge.amount || left.tax < charge.tax) {
            return Err(Refused::Credited.into());
        }
        let today = work.app.today().to_string();
        let waiver = Waiver {
            charge: id,
            invoice: invoice.id,
            on: &today,
            amounts: (charge.amount, charge.tax),
            reason: &reason,
            by: (by, &name),
            at: work.now,
        };
        rows::waive(work.tx, own, waiver).map_err(|error| {
            if error.is_unique() {
                Refused::Waived.into()
            } else {
                Failure::from(error)
            }
        })?;
        let posting = Posting::waiver(id, invoice.id, charge.amount, charge.tax);
        let posting = posting.map_err(Failure::internal)?;
        book::post(work, own, &posting, &today, &reason)?;
        book::set_off(work, own, &today)?;
        let waived = Taxed {
            before_tax: charge.amount,
            tax: charge.tax,
        };
        fapiao::given_back(work, own, &invoice, Cause::Waiver(id), waived)?;
        suspension::settle(work, own)?;
        work.audit("amount", charge.amount);
        work.audit("tax", charge.tax);
        work.audit("reason", reason.as_str());
        Ok(())
    })
    .wait()
}

/// Rows on one page of the console.
pub const PAGE: u32 = 50;

/// Every overdue invoice whose number, company or domain contains a text, the one that is late longest
/// first; and whether there are more.
pub fn overdue(
    app: &App,
    request: &Request,
    text: &str,
    page: u32,
) -> Reply<(Vec<Overdue>, bool), Failure> {
    let (today, text) = (app.today().to_string(), text.to_lowercase());
    match authorise_operator(&request.caller, OperatorAction::ViewBills) {
        Ok(scope) => app.read(move |tx| {
            let found = rows::overdue(tx, scope, (&today, &text), window(page, PAGE))?;
            Ok(shown(found, PAGE))
        }),
        Err(denial) => Reply::ready(Err(denial.into())),
    }
}

/// Every finance charge, those on the newest invoices first; and whether there are more.
pub fn list(app: &App, request: &Request, page: u32) -> Reply<(Vec<FinanceCharge>, bool), Failure> {
    match authorise_operator(&request.caller, OperatorAction::ViewBills) {
        Ok(scope) => app.read(move |tx| {
            let found = rows::list(tx, scope, window(page, PAGE))?;
            Ok(shown(found, PAGE))
        }),
        Err(denial) => Reply::ready(Err(denial.into())),
    }
}

/// A finance charge.
pub fn view(app: &App, request: &Request, id: Uuid) -> Reply<FinanceCharge, Failure> {
    match authorise_operator(&request.caller, OperatorAction::ViewBills) {
        Ok(scope) => app.read(move |tx| rows::get(tx, scope, id)?.ok_or(Failure::NotFound)),
        Err(denial) => Reply::ready(Err(denial.into())),
    }
}

/// Invoices looked at in one go.
const BATCH: u32 = 200;
/// For so many days the last reminder is made up for after a pause.
const LAST_DAYS: i32 = 30;

/// Reminds of what is to be paid, and says of how many invoices. After a pause only the last word is
/// said. What fails is told in the log and comes again; the others go on.
///
/// # Errors
/// [`Failure`] when the database cannot be asked what is due.
pub fn remind(app: &App, request: &Request) -> Result<u64, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::RunBills)?;
    let marks = app.programme.payment.reminder_days.clone();
    let mut done = 0;
    for (n, mark) in marks.iter().enumerate() {
        let next = marks.get(n + 1).copied();
        let next = next.unwrap_or_else(|| mark.saturating_add(LAST_DAYS));
        done += of_mark(app, request, scope, (*mark, next))?;
    }
    Ok(done)
}

fn of_mark(
    app: &App,
    request: &Request,
    scope: OperatorScope,
    (mark, next): (i32, i32),
) -> Result<u64, Failure> {
    let today = app.today();
    let before = |days: i32| today.saturating_sub(i64::from(days).days()).to_string();
    let mut done = 0;
    loop {
        let (after, until) = (before(next), before(mark));
        let page = app
            .read(move |tx| {
                let days = (after.as_str(), until.as_str());
                let day = today.to_string();
                Ok(rows::to_remind(tx, scope, days, (mark, &day), BATCH)?)
            })
            .wait()?;
        let mut told = 0;
        for unpaid in &page {
            match tell(app, request, unpaid, mark) {
                Ok(true) => told += 1,
                Ok(false) => {}
                Err(failure) => {
                    tracing::error!(?failure, invoice = %unpaid.number, "a reminder failed");
                }
            }
        }
        done += told;
        // What failed is due still and on the next page too: alone there, it waits for the next sweep.
        if told == 0 || page.len() < BATCH as usize {
            return Ok(done);
        }
    }
}

/// One reminder, to whoever receives the invoices now; false when it was told, or nothing is open.
fn tell(app: &App, request: &Request, unpaid: &Unpaid, mark: i32) -> Result<bool, Failure> {
    let partner = TenantId(unpaid.partner_id);
    let scope = authorise(&request.caller, TenantAction::ViewBilling, partner)?;
    let currency = Currency::from_code(&unpaid.currency)
        .ok_or_else(|| Failure::internal("an invoice has an unknown currency"))?;
    let due_on = day(&unpaid.due_on)?;
    let unpaid = unpaid.clone();
    let intent = Intent::new(
        "billing.remind",
        partner.0,
        format!("invoice/{}", unpaid.number),
    );
    app.command(request, intent, move |work| {
        let stands = ledger::standing(work.tx, scope, unpaid.invoice_id)?;
        let disputed = disputes::sum(work.tx, scope, unpaid.invoice_id)?;
        let disputed = disputed.before_tax.saturating_add(disputed.tax);
        let open = stands.map_or(0, |stands| stands.open.saturating_sub(disputed));
        if open <= 0 || !rows::remind(work.tx, scope, unpaid.invoice_id, mark, work.now)? {
            return Ok(false);
        }
        // A mark says which reminder; after a pause another day than it meant may have come.
        let late = work.app.today().since(due_on);
        let late = late.map_or(0, |span| span.get_days());
        let kind = Reminder::of(late);
        work.audit("told", kind.text());
        work.audit("open", open);
        let parties = parties(work.tx, work.app, scope)?;
        // Nobody is told where nobody was named.
        if parties.recipient_email.is_empty() {
            return Ok(true);
        }
        let mail = Notice::new(
            kind.text(),
            &parties.recipient_email,
            &parties.language,
            &unpaid.number,
        );
        mail.name(&parties.recipient)
            .company(&parties.buyer)
            .with("open", &Money::new(open, currency).to_string())
            .with("days", &late.max(0).to_string())
            .day("due_on", due_on)
            .link(&format!("/billing/invoices/{}", unpaid.number))
            .queue(
                work,
                format!("payment-reminder/{}/{mark}", unpaid.invoice_id),
            )?;
        Ok(true)
    })
    .wait()
}
