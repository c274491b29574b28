//! Statements of account: everything that changed what a partner owes, year by year.

use crate::enrolment::application::own_scope;
use crate::{App, Failure, Request};
use domain::caller::Caller;
use domain::ids::TenantId;
use domain::permission::{
    OperatorAction, TenantAction, TenantScope, authorise, authorise_operator,
};
use store::billing::ledger::{self, Balance, OpenInvoice, StatementLine};
use store::{Reply, Tx, accounts, identity};

/// A statement of a year. Amounts are minor units.
#[derive(Debug, Clone)]
pub struct Statement {
    /// The company.
    pub partner: String,
    /// Its first domain, which no other has.
    pub domain: String,
    /// ISO 4217.
    pub currency: String,
    /// The year.
    pub year: i16,
    /// The first year there is one for.
    pub first_year: i16,
    /// What was owed before.
    pub opening: i64,
    /// What changed it, and what was owed afterwards.
    pub lines: Vec<(StatementLine, i64)>,
    /// What was owed at the end.
    pub closing: i64,
    /// What is owed now.
    pub balance: Balance,
    /// What is open now, due first first.
    pub open: Vec<OpenInvoice>,
}

fn make(
    tx: &mut Tx<'_>,
    app: &App,
    scope: TenantScope,
    year: Option<i16>,
) -> Result<Statement, Failure> {
    let account = accounts::billing_account(tx, scope)?.ok_or(Failure::NotFound)?;
    let this = app.today().year();
    let first = ledger::first_year(tx, scope)?.and_then(|year| year.parse().ok());
    let first_year: i16 = first.unwrap_or(this).min(this);
    let year = year.unwrap_or(this);
    if !(first_year..=this).contains(&year) {
        return Err(Failure::NotFound);
    }
    let (from, before) = (
        format!("{year:04}-01-01"),
        format!("{:04}-01-01", year.saturating_add(1)),
    );
    let opening = ledger::balance_before(tx, scope, &from)?;
    let mut closing = opening;
    let mut lines = Vec::new();
    for line in ledger::statement(tx, scope, (&from, &before))? {
        let next = closing.checked_add(line.amount);
        closing = next.ok_or_else(|| Failure::internal("a statement overflows"))?;
        lines.push((line, closing));
    }
    let tenant = identity::tenant(tx, scope)?;
    Ok(Statement {
        partner: tenant.name,
        domain: tenant.domain,
        currency: account.currency,
        year,
        first_year,
        opening,
        lines,
        closing,
        balance: ledger::balance(tx, scope)?,
        open: ledger::open_invoices(tx, scope)?,
    })
}

/// The statement of the caller's company for a year; this year's when none is named.
pub fn statement(app: &App, request: &Request, year: Option<i16>) -> Reply<Statement, Failure> {
    let inside = app.clone();
    match own_scope(request, TenantAction::ViewBilling) {
        Ok(scope) => app.read(move |tx| make(tx, &inside, scope, year)),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// The statement of a partner, for the operator.
pub fn statement_of(
    app: &App,
    request: &Request,
    partner: TenantId,
    year: Option<i16>,
) -> Reply<Statement, Failure> {
    if let Err(denial) = authorise_operator(&request.caller, OperatorAction::ViewBills) {
        return Reply::ready(Err(denial.into()));
    }
    let inside = app.clone();
    // The operator's rights have been asked; the statement is made from the company's own data.
    match authorise(&Caller::System, TenantAction::ViewBilling, partner) {
        Ok(scope) => app.read(move |tx| make(tx, &inside, scope, year)),
        Err(denial) => Reply::ready(Err(denial.into())),
    }
}
