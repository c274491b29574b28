//! Bills as they are seen: a partner's own, and all of them by the operator.

use super::book::{self, Stand};
use super::make::{Bill, Parties, file_line, line_of, make};
use super::suspension::{self, Threat};
use crate::enrolment::application::own_scope;
use crate::{App, Failure, Request};
use domain::billing::{Exact, reconciliation};
use domain::caller::Caller;
use domain::ids::TenantId;
use domain::money::Currency;
use domain::permission::{
    OperatorAction, TenantAction, TenantScope, authorise, authorise_operator,
};
use jiff::civil::Date;
use std::collections::HashMap;
use store::accounts::{self, BillingAccount};
use store::billing::credit_notes::{self, Note};
use store::billing::disputes::{self, Dispute};
use store::billing::fapiao::{self, Fapiao};
use store::billing::lateness::{self, FinanceCharge};
use store::billing::ledger::{self, Balance, Movement};
use store::billing::payments::{self, Allocation, Payment};
use store::billing::suspension::Deferral;
use store::billing::{self as rows, Invoice, Line, RunDate, RunLine};
use store::special_prices::{self, Origin};
use store::{Reply, Tx};

/// Invoices shown on a partner's page: ten years of them.
const MOST: u32 = 120;
/// Lines read in one go.
pub(super) const BATCH: u32 = 1_000;

/// An invoice and how it stands.
#[derive(Debug, Clone)]
pub struct Stood {
    /// The invoice.
    pub invoice: Invoice,
    /// How it stands today.
    pub stand: Stand,
    /// Credit notes about it.
    pub notes: Vec<Note>,
}

fn stood(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    invoices: Vec<Invoice>,
    today: Date,
) -> Result<Vec<Stood>, Failure> {
    let found = ledger::standings(tx, scope)?.into_iter();
    let found: HashMap<_, _> = found.map(|found| (found.invoice_id, found)).collect();
    let mut notes: HashMap<_, Vec<Note>> = HashMap::new();
    for note in credit_notes::issued(tx, scope)? {
        notes.entry(note.invoice_id).or_default().push(note);
    }
    let stood = invoices.into_iter().map(|invoice| {
        let stand = book::stand(&invoice, found.get(&invoice.id).copied(), today)?;
        let notes = notes.remove(&invoice.id).unwrap_or_default();
        Ok(Stood {
            invoice,
            stand,
            notes,
        })
    });
    stood.collect()
}

/// A partner's billing page.
#[derive(Debug, Clone)]
pub struct Billing {
    /// How it is billed; none before the agreement is signed.
    pub account: Option<BillingAccount>,
    /// What is open, and what was paid without saying what for.
    pub balance: Balance,
    /// What of the open should have been paid by now.
    pub overdue: i64,
    /// When the next of it is due.
    pub due_on: Option<String>,
    /// Its invoices, newest first.
    pub invoices: Vec<Stood>,
    /// Its payments that count, newest first.
    pub payments: Vec<Payment>,
    /// What they pay.
    pub given: Vec<Allocation>,
    /// The next billing date.
    pub next_on: Option<Date>,
    /// What lateness means for it now.
    pub threat: Threat,
    /// Until when the operator waits for which invoices.
    pub deferrals: Vec<Deferral>,
}

/// The billing page of the caller's company.
pub fn overview(app: &App, request: &Request) -> Reply<Billing, Failure> {
    let scope = match own_scope(request, TenantAction::ViewBilling) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let (today, inside) = (app.today(), app.clone());
    app.read(move |tx| {
        let (threat, deferrals) = suspension::threat(tx, &inside, scope)?;
        let account = accounts::billing_account(tx, scope)?;
        let next_on = rows::next_on(tx, scope)?.map(|day| day.parse());
        let next_on = next_on.transpose().map_err(Failure::internal)?;
        let invoices = rows::invoices(tx, scope, MOST, 0)?;
        // What is open may be older than what is shown.
        let open = ledger::open_invoices(tx, scope)?.into_iter();
        let open: Vec<_> = open.filter(|invoice| invoice.open > 0).collect();
        let day = today.to_string();
        let (late, later): (Vec<_>, Vec<_>) = open.iter().partition(|invoice| invoice.due_on < day);
        Ok(Billing {
            account,
            balance: ledger::balance(tx, scope)?,
            overdue: late.iter().map(|invoice| invoice.open).sum(),
            due_on: later.iter().map(|invoice| invoice.due_on.clone()).min(),
            invoices: stood(tx, scope, invoices, today)?,
            payments: payments::of_partner(tx, scope, MOST)?,
            given: payments::all_allocations(tx, scope)?,
            next_on,
            threat,
            deferrals,
        })
    })
}

/// What a partner owes, in short.
#[derive(Debug, Clone)]
pub struct Summary {
    /// What is open, and what was paid without saying what for.
    pub balance: Balance,
    /// The billing dates of its first and its last invoice, ISO.
    pub invoiced: Option<(String, String)>,
    /// The payment that came last.
    pub last_payment: Option<Payment>,
}

/// What the caller's company owes, in short.
pub fn summary(app: &App, request: &Request) -> Reply<Summary, Failure> {
    match own_scope(request, TenantAction::ViewBilling) {
        Ok(scope) => app.read(move |tx| {
            Ok(Summary {
                balance: ledger::balance(tx, scope)?,
                invoiced: rows::invoiced(tx, scope)?,
                last_payment: payments::of_partner(tx, scope, 1)?.pop(),
            })
        }),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// The caller's company's invoices, newest first, and how many there are.
pub fn invoices(
    app: &App,
    request: &Request,
    (limit, offset): (u32, u32),
) -> Reply<(Vec<Stood>, i64), Failure> {
    let today = app.today();
    match own_scope(request, TenantAction::ViewBilling) {
        Ok(scope) => app.read(move |tx| {
            let found = rows::invoices(tx, scope, limit, offset)?;
            let found = stood(tx, scope, found, today)?;
            Ok((found, rows::invoice_count(tx, scope)?))
        }),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// An invoice with some of its lines.
#[derive(Debug, Clone)]
pub struct Invoiced {
    /// The invoice.
    pub invoice: Invoice,
    /// How it stands today.
    pub stand: Stand,
    /// What changed its open amount, in order.
    pub movements: Vec<Movement>,
    /// Credit notes about it.
    pub notes: Vec<Note>,
    /// Who bills whom.
    pub parties: Parties,
    /// Lines.
    pub lines: Vec<Line>,
    /// Finance charges.
    pub finance_charges: Vec<FinanceCharge>,
    /// Disputes, the newest first.
    pub disputes: Vec<Dispute>,
    /// VAT invoices, the newest first.
    pub fapiao: Vec<Fapiao>,
}

pub(super) fn load(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    number: &str,
) -> Result<(Invoice, Parties), Failure> {
    let invoice = rows::invoice(tx, scope, number)?.ok_or(Failure::NotFound)?;
    let parties = serde_json::from_str(&invoice.parties).map_err(Failure::internal)?;
    Ok((invoice, parties))
}

/// One of the caller's company's invoices with its lines after one of them, in order.
pub fn invoice(
    app: &App,
    request: &Request,
    number: &str,
    (after, limit): (u32, u32),
) -> Reply<Invoiced, Failure> {
    let number = number.to_owned();
    let today = app.today();
    match own_scope(request, TenantAction::ViewBilling) {
        Ok(scope) => app.read(move |tx| {
            let (invoice, parties) = load(tx, scope, &number)?;
            let found = ledger::standing(tx, scope, invoice.id)?;
            let notes = credit_notes::issued(tx, scope)?.into_iter();
            Ok(Invoiced {
                notes: notes.filter(|note| note.invoice_id == invoice.id).collect(),
                stand: book::stand(&invoice, found, today)?,
                movements: ledger::movements(tx, scope, invoice.id)?,
                lines: rows::lines(tx, scope, invoice.id, after, limit)?,
                finance_charges: lateness::on_invoice(tx, scope, invoice.id)?,
                disputes: disputes::of_invoice(tx, scope, invoice.id)?,
                fapiao: fapiao::of_invoice(tx, scope, invoice.id)?,
                parties,
                invoice,
            })
        }),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// A line of an invoice.
#[derive(Debug, Clone)]
pub struct Explained {
    /// Its invoice.
    pub invoice: Invoice,
    /// The line.
    pub line: Line,
    /// The special price it was sold at; none at the list's.
    pub special: Option<Origin>,
}

/// One line of one of the caller's company's invoices, with where its price came from.
pub fn line(app: &App, request: &Request, number: &str, wanted: u32) -> Reply<Explained, Failure> {
    let number = number.to_owned();
    match own_scope(request, TenantAction::ViewBilling) {
        Ok(scope) => app.read(move |tx| {
            let before = wanted.checked_sub(1).ok_or(Failure::NotFound)?;
            let (invoice, _) = load(tx, scope, &number)?;
            let line = rows::lines(tx, scope, invoice.id, before, 1)?.pop();
            let line = line.filter(|line| line.number == wanted);
            let line = line.ok_or(Failure::NotFound)?;
            let cost = (line.unit_price, line.charged_to.as_str());
            Ok(Explained {
                special: special_prices::behind(tx, scope, line.subscription_id, cost)?,
                invoice,
                line,
            })
        }),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// How a line's amount came about before it was rounded; none for one that gives back what was
/// billed or a part of it, which is that amount and no other.
///
/// # Errors
/// [`Failure::Internal`] for a line that cannot be.
pub fn explain(line: &Line) -> Result<Option<Exact>, Failure> {
    let line = line_of(line)?;
    use domain::billing::ChargeType as C;
    if matches!(line.charge, C::CancelInstanceProrate | C::Offset) {
        return Ok(None);
    }
    let exact = line.basis.exact().map_err(Failure::internal)?;
    Ok(Some(exact))
}

/// The reconciliation file of one of the caller's company's invoices: the same bytes every time.
pub fn file(app: &App, request: &Request, number: &str) -> Reply<String, Failure> {
    let number = number.to_owned();
    match own_scope(request, TenantAction::ViewBilling) {
        Ok(scope) => app.read(move |tx| {
            let (invoice, parties) = load(tx, scope, &number)?;
            let currency = Currency::from_code(&invoice.currency)
                .ok_or_else(|| Failure::internal("an invoice has an unknown currency"))?;
            let mut file = reconciliation::head();
            rows::each_filed(tx, scope, invoice.id, (0, u32::MAX), |line| {
                file_line(&mut file, scope, &parties, currency, line)
            })?;
            Ok(file)
        }),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// Billing dates before one, newest first, with how their bills turned out.
pub fn runs(
    app: &App,
    request: &Request,
    before: Option<Date>,
    limit: u32,
) -> Reply<Vec<RunDate>, Failure> {
    let before = before.map_or_else(|| "9999-99-99".to_owned(), |day| day.to_string());
    match authorise_operator(&request.caller, OperatorAction::ViewBills) {
        Ok(scope) => app.read(move |tx| Ok(rows::run_dates(tx, scope, &before, limit)?)),
        Err(denial) => Reply::ready(Err(denial.into())),
    }
}

/// The report of a billing date.
#[derive(Debug, Clone)]
pub struct Report {
    /// Each partner's bill, failed ones first.
    pub lines: Vec<RunLine>,
}

/// Partners shown in one report.
const MOST_PARTNERS: u32 = 2_000;

/// What became of the bills of a date.
pub fn report(app: &App, request: &Request, on: Date) -> Reply<Report, Failure> {
    match authorise_operator(&request.caller, OperatorAction::ViewBills) {
        Ok(scope) => app.read(move |tx| {
            let lines = rows::run_report(tx, scope, &on.to_string(), MOST_PARTNERS)?;
            Ok(Report { lines })
        }),
        Err(denial) => Reply::ready(Err(denial.into())),
    }
}

/// What a partner's next bill would be if nothing changed any more; nothing is written.
pub fn preview(app: &App, request: &Request, partner: TenantId) -> Reply<Bill, Failure> {
    if let Err(denial) = authorise_operator(&request.caller, OperatorAction::ViewBills) {
        return Reply::ready(Err(denial.into()));
    }
    // The operator's rights have been asked; the bill is made from the company's own data.
    let scope = match authorise(&Caller::System, TenantAction::ViewBilling, partner) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    let inside = app.clone();
    app.read(move |tx| {
        let next = rows::next_on(tx, scope)?.ok_or(Failure::NotFound)?;
        let on = super::make::day(&next)?;
        make(tx, &inside, scope, on)
    })
}
