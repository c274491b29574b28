//! The ledger as bills and payments write it.

use crate::{Failure, Work};
use domain::billing::ledger::Posting;
use domain::billing::payment::{self, Open, Status};
use domain::permission::TenantScope;
use jiff::civil::Date;
use store::Tx;
use store::billing::Invoice;
use store::billing::ledger::{self, Memo, OpenInvoice, Standing};

/// Writes a posting down in the name of whoever asks.
pub(super) fn post(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    posting: &Posting,
    value_on: &str,
    reason: &str,
) -> Result<(), Failure> {
    let person = work.request.caller.person();
    let name = person.map_or_else(String::new, |person| person.name.clone());
    let memo = Memo {
        value_on,
        reason,
        posted_name: &name,
        posted_at: work.now,
    };
    Ok(ledger::post(work.tx, scope, posting, memo)?)
}

/// What is open, as the rules of payments want it.
pub(super) fn open(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Vec<OpenInvoice>, Failure> {
    Ok(ledger::open_invoices(tx, scope)?)
}

/// The same without what only people read.
pub(super) fn amounts(open: &[OpenInvoice]) -> Vec<Open> {
    let amounts = open.iter().map(|invoice| Open {
        invoice: invoice.id,
        amount: invoice.open,
    });
    amounts.collect()
}

/// Pays what is owed with what other invoices give back. To be called, with the ledger held, after
/// everything that may leave both side by side.
pub(super) fn set_off(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    value_on: &str,
) -> Result<(), Failure> {
    let open = amounts(&open(work.tx, scope)?);
    for part in payment::set_off(&open) {
        let posting = Posting::set_off(part.gives, part.owes, part.amount);
        let posting = posting.map_err(Failure::internal)?;
        post(work, scope, &posting, value_on, "")?;
    }
    Ok(())
}

/// How an invoice stands. Amounts are minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stand {
    /// What is open; below zero for what it gives back.
    pub open: i64,
    /// What credit notes took off it.
    pub credited: i64,
    /// What payments and what was given back elsewhere have paid.
    pub paid: i64,
    /// In a word.
    pub status: Status,
}

/// How an invoice stands on a day.
pub(super) fn stand(
    invoice: &Invoice,
    found: Option<Standing>,
    today: Date,
) -> Result<Stand, Failure> {
    let due_on = super::make::day(&invoice.due_on)?;
    let (open, credited) = found.map_or((invoice.total, 0), |found| (found.open, found.credited));
    let too_large = || Failure::internal("an invoice overflows");
    // What was credited was never to be paid.
    let owed = invoice.total.checked_sub(credited).ok_or_else(too_large)?;
    Ok(Stand {
        open,
        credited,
        paid: owed.checked_sub(open).ok_or_else(too_large)?,
        status: Status::of(owed, open, due_on, today),
    })
}
