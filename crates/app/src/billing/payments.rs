//! Payments by bank transfer: recorded by the operator, given to invoices, taken back.

use super::{book, suspension};
use crate::command::{me, reason_of};
use crate::paging::{shown, window};
use crate::subscriptions::signed_on;
use crate::{App, Failure, Intent, Request, Work};
use domain::billing::ledger::Posting;
use domain::billing::payment::{self, Part, Refused};
use domain::caller::Caller;
use domain::enrolment::form::FieldProblem;
use domain::ids::{TenantId, fresh_uuid};
use domain::permission::{
    OperatorAction, OperatorScope, TenantAction, TenantScope, authorise, authorise_operator,
};
use domain::validate::{self, Problem, text};
use serde::Serialize;
use store::billing::ledger::{self, OpenInvoice};
use store::billing::payments::{self as rows, Allocation, New, Payment};
use store::billing::refunds;
use store::{Reply, Tx, accounts};
use uuid::Uuid;

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        Self::conflict(refused.code())
    }
}

/// What a form says of a transfer.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Typed {
    /// The partner's domain, credit code, partner-network ID, name, or the number of its invoice.
    pub partner: String,
    /// What the bank calls the transfer.
    pub reference: String,
    /// The day the money came.
    pub value_on: String,
    /// How much.
    pub amount: String,
    /// ISO 4217.
    pub currency: String,
    /// What the transfer says, and where the proof of it is.
    pub note: String,
    /// `oldest`, `invoice` or `nothing`.
    pub pays: String,
    /// The invoice it pays.
    pub invoice: String,
}

/// What is known of a transfer that may be recorded.
#[derive(Clone)]
struct Transfer {
    reference: String,
    value_on: String,
    amount: i64,
    currency: String,
    note: String,
    pays: Pays,
}

#[derive(Clone)]
enum Pays {
    Oldest,
    Invoice(String),
    Nothing,
}

/// Longest reference a bank gives, in characters.
const REFERENCE: usize = 64;

/// What the bank calls a transfer, in one spelling.
fn reference(typed: &str) -> Result<String, Problem> {
    let line = text::line(typed, 4, REFERENCE)?.value;
    Ok(line.split_whitespace().collect::<String>().to_uppercase())
}

/// The system's leave for a partner's own data; the operator's rights have been asked before.
pub(super) fn own(partner: Uuid) -> Result<TenantScope, Failure> {
    let partner = TenantId(partner);
    Ok(authorise(
        &Caller::System,
        TenantAction::ViewBilling,
        partner,
    )?)
}

/// Whose transfer it is, or what is wrong with what was typed of it.
fn partner(
    tx: &mut Tx<'_>,
    scope: OperatorScope,
    typed: &str,
) -> Result<Result<Uuid, Problem>, Failure> {
    let line = match text::line(typed, 1, 200) {
        Ok(line) => line.value,
        Err(problem) => return Ok(Err(problem)),
    };
    Ok(match rows::meant(tx, scope, &line)?[..] {
        [one] => Ok(one),
        [] => Err(Problem::new("payment-partner-unknown")),
        _ => Err(Problem::new("payment-partner-several")),
    })
}

/// What is wrong with a transfer that no other data are needed to see.
fn judged(typed: &Typed) -> (Option<Transfer>, Vec<FieldProblem>) {
    let mut problems = Vec::new();
    let mut note_problem = |field: &str, problem| problems.push(FieldProblem::new(field, problem));
    let reference = reference(&typed.reference).map_err(|p| note_problem("reference", p));
    let value_on = validate::date(&typed.value_on).map_err(|p| note_problem("value_on", p));
    let amount = validate::amount_cny(&typed.amount)
        .and_then(|amount| {
            let judged = payment::may_be_paid(amount);
            judged.map_err(|refused| Problem::new(refused.code()))?;
            Ok(amount)
        })
        .map_err(|p| note_problem("amount", p));
    let currency = text::line(&typed.currency, 1, 10).map_err(|p| note_problem("currency", p));
    let note = text::line(&typed.note, 0, 500).map_err(|p| note_problem("note", p));
    let pays = match typed.pays.as_str() {
        "oldest" | "" => Ok(Pays::Oldest),
        "nothing" => Ok(Pays::Nothing),
        "invoice" => text::line(&typed.invoice, 1, 40)
            .map(|line| Pays::Invoice(line.value.to_ascii_uppercase()))
            .map_err(|p| note_problem("invoice", p)),
        _ => {
            note_problem("pays", Problem::new("choice-unknown"));
            Err(())
        }
    };
    let transfer = (|| {
        Some(Transfer {
            reference: reference.ok()?,
            value_on: value_on.ok()?.to_string(),
            amount: amount.ok()?,
            currency: currency.ok()?.value.to_uppercase(),
            note: note.ok()?.value,
            pays: pays.ok()?,
        })
    })();
    (transfer, problems)
}

fn invalid(field: &str, refused: Refused) -> Failure {
    Failure::Invalid(vec![FieldProblem::plain(field, refused.code())])
}

/// Records that money came in, and gives it to invoices as wanted; what is left over can be given
/// later. Blocks.
///
/// # Errors
/// [`Failure::Invalid`] at the fields of [`Typed`]: `payment-partner-unknown`,
/// `payment-partner-several`, and the codes of [`Refused`].
pub fn record(app: &App, request: &Request, typed: &Typed, key: &str) -> Result<Uuid, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::RecordPayments)?;
    let by = me(request)?;
    let (transfer, mut problems) = judged(typed);
    let meant = typed.partner.clone();
    let found = app
        .read(move |tx| partner(tx, scope, &meant))
        .wait()?
        .map_err(|problem| problems.insert(0, FieldProblem::new("partner", problem)));
    let (Some(transfer), Ok(found)) = (transfer, found) else {
        return Err(Failure::Invalid(problems));
    };
    let own = own(found)?;
    let id = fresh_uuid(&*app.entropy);
    let intent = Intent::new("payment.record", found, format!("payment/{id}"));
    let intent = intent.once(key, typed);
    app.command(request, intent, move |work| {
        add(work, (scope, own), id, &transfer, (by.0, &by.1))?;
        Ok(id)
    })
    .wait()
}

fn add(
    work: &mut Work<'_, '_>,
    (scope, own): (OperatorScope, TenantScope),
    id: Uuid,
    transfer: &Transfer,
    by: (Uuid, &str),
) -> Result<(), Failure> {
    ledger::hold(work.tx, own)?;
    let account = accounts::billing_account(work.tx, own)?.ok_or(Failure::NotFound)?;
    let mut problems = Vec::new();
    if transfer.currency != account.currency {
        let problem =
            Problem::new(Refused::Currency.code()).with("currency", account.currency.clone());
        problems.push(FieldProblem::new("currency", problem));
    }
    let value_on = super::make::day(&transfer.value_on)?;
    let signed = signed_on(work.tx, own)?;
    if let Err(refused) = payment::may_have_come(value_on, signed, work.app.today()) {
        problems.push(FieldProblem::plain("value_on", refused.code()));
    }
    if rows::by_reference(work.tx, scope, &transfer.reference)?.is_some() {
        problems.push(FieldProblem::plain("reference", Refused::Twice.code()));
    }
    let open = book::open(work.tx, own)?;
    let parts = match &transfer.pays {
        Pays::Nothing => vec![],
        Pays::Oldest => payment::in_order(transfer.amount, &book::amounts(&open)),
        Pays::Invoice(number) => {
            let wanted = open.iter().filter(|i| i.number == *number && i.open > 0);
            let wanted: Vec<_> = wanted.cloned().collect();
            if wanted.is_empty() {
                problems.push(FieldProblem::plain("invoice", Refused::NotOpen.code()));
            }
            payment::in_order(transfer.amount, &book::amounts(&wanted))
        }
    };
    if !problems.is_empty() {
        return Err(Failure::Invalid(problems));
    }
    let new = New {
        id,
        reference: &transfer.reference,
        value_on: &transfer.value_on,
        amount: transfer.amount,
        currency: &transfer.currency,
        note: &transfer.note,
        by,
        at: work.now,
    };
    rows::add(work.tx, own, new).map_err(|error| {
        if error.is_unique() {
            invalid("reference", Refused::Twice)
        } else {
            error.into()
        }
    })?;
    let posting = Posting::payment(id, transfer.amount).map_err(Failure::internal)?;
    book::post(work, own, &posting, &transfer.value_on, "")?;
    work.audit("reference", transfer.reference.as_str());
    work.audit("amount", transfer.amount);
    give(work, own, id, &open, &parts)?;
    suspension::settle(work, own)
}

/// Gives parts of a payment to invoices, from today on.
fn give(
    work: &mut Work<'_, '_>,
    own: TenantScope,
    payment: Uuid,
    open: &[OpenInvoice],
    parts: &[Part],
) -> Result<(), Failure> {
    let today = work.app.today().to_string();
    for part in parts {
        let posting = Posting::allocation(payment, part.invoice, part.amount);
        let posting = posting.map_err(Failure::internal)?;
        book::post(work, own, &posting, &today, "")?;
        if let Some(invoice) = open.iter().find(|invoice| invoice.id == part.invoice) {
            work.audit(&invoice.number, part.amount);
        }
    }
    Ok(())
}

/// Does something to a payment, with its partner's ledger held.
fn change(
    app: &App,
    request: &Request,
    action: &'static str,
    id: Uuid,
    (key, input): (&str, &impl Serialize),
    act: impl Fn(&mut Work<'_, '_>, TenantScope, &Payment) -> Result<(), Failure> + Send + 'static,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::RecordPayments)?;
    let found = app.read(move |tx| Ok(rows::get(tx, scope, id)?)).wait()?;
    let partner = found.ok_or(Failure::NotFound)?.partner_id;
    let own = own(partner)?;
    let intent = Intent::new(action, partner, format!("payment/{id}"));
    app.command(request, intent.once(key, &(id, input)), move |work| {
        ledger::hold(work.tx, own)?;
        let payment = rows::get(work.tx, scope, id)?.ok_or(Failure::NotFound)?;
        if payment.reversed_at.is_some() {
            return Err(Refused::Reversed.into());
        }
        work.audit("reference", payment.reference.as_str());
        act(work, own, &payment)?;
        suspension::settle(work, own)
    })
    .wait()
}

/// The field of a form that says how much of a payment is for an invoice.
#[must_use]
pub fn field_of(invoice: &str) -> String {
    format!("amount-{invoice}")
}

/// Gives what is left of a payment to the oldest open invoices. Blocks.
///
/// # Errors
/// [`Failure::Conflict`] with the code of [`Refused`]; [`Failure::NotFound`].
pub fn allocate_in_order(app: &App, request: &Request, id: Uuid, key: &str) -> Result<(), Failure> {
    let act = move |work: &mut Work<'_, '_>, own, payment: &Payment| {
        let open = book::open(work.tx, own)?;
        let parts = payment::in_order(payment.left_over, &book::amounts(&open));
        if parts.is_empty() {
            return Err(Failure::conflict("payment-nothing-open"));
        }
        give(work, own, id, &open, &parts)
    };
    change(app, request, "payment.allocate", id, (key, &"oldest"), act)
}

/// Gives chosen amounts of a payment to invoices, named by their numbers; empty amounts are none.
/// Blocks.
///
/// # Errors
/// [`Failure::Invalid`] at the fields of [`field_of`] with the codes of [`Refused`], or at `amounts`
/// (`payment-nothing-chosen`); [`Failure::Conflict`] (`payment-reversed`; `payment-not-open` for an
/// invoice that is paid by now, which its page shows no field for any more); [`Failure::NotFound`].
pub fn allocate(
    app: &App,
    request: &Request,
    id: Uuid,
    wanted: Vec<(String, String)>,
    key: &str,
) -> Result<(), Failure> {
    let mut problems = Vec::new();
    let mut chosen: Vec<(String, i64)> = Vec::new();
    for (number, amount) in &wanted {
        if amount.trim().is_empty() {
            continue;
        }
        match validate::amount_cny(amount) {
            Ok(amount) => chosen.push((number.clone(), amount)),
            Err(problem) => problems.push(FieldProblem::new(&field_of(number), problem)),
        }
    }
    authorise_operator(&request.caller, OperatorAction::RecordPayments)?;
    if problems.is_empty() && chosen.is_empty() {
        problems.push(FieldProblem::plain("amounts", "payment-nothing-chosen"));
    }
    if !problems.is_empty() {
        return Err(Failure::Invalid(problems));
    }
    let act = move |work: &mut Work<'_, '_>, own, payment: &Payment| {
        let open = book::open(work.tx, own)?;
        // Said in the form while there is one, so that the other amounts need not be typed again.
        let form = payment.left_over > 0 && open.iter().any(|invoice| invoice.open > 0);
        let gone = |number: &str| {
            if !form {
                return Refused::NotOpen.into();
            }
            let problem = Problem::new("payment-paid-meanwhile").with("number", number);
            Failure::Invalid(vec![FieldProblem::new("amounts", problem)])
        };
        let mut parts = Vec::new();
        for (number, amount) in &chosen {
            let found = open.iter().find(|invoice| invoice.number == *number);
            let invoice = found.ok_or_else(|| gone(number))?;
            parts.push(Part {
                invoice: invoice.id,
                amount: *amount,
            });
        }
        payment::chosen(payment.left_over, &book::amounts(&open), &parts).map_err(
            |(invoice, refused)| {
                let found = open.iter().find(|open| open.id == invoice);
                match found.filter(|_| refused != Refused::NotOpen) {
                    Some(open) => invalid(&field_of(&open.number), refused),
                    None => gone(found.map_or("", |open| open.number.as_str())),
                }
            },
        )?;
        give(work, own, id, &open, &parts)
    };
    change(app, request, "payment.allocate", id, (key, &wanted), act)
}

fn take_back(
    work: &mut Work<'_, '_>,
    own: TenantScope,
    part: &Allocation,
    reason: &str,
) -> Result<(), Failure> {
    let today = work.app.today().to_string();
    let posting = Posting::release(part.payment_id, part.invoice_id, part.amount);
    let posting = posting.map_err(Failure::internal)?;
    work.audit(&part.number, part.amount);
    book::post(work, own, &posting, &today, reason)
}

/// Takes from an invoice what a payment paid of it; it can be given to another. Blocks.
///
/// # Errors
/// [`Failure::Invalid`] at `reason`; [`Failure::Conflict`] (`payment-reversed`, `payment-not-given`);
/// [`Failure::NotFound`].
pub fn release(
    app: &App,
    request: &Request,
    id: Uuid,
    (invoice, reason): (&str, &str),
    key: &str,
) -> Result<(), Failure> {
    authorise_operator(&request.caller, OperatorAction::RecordPayments)?;
    let (invoice, reason) = (invoice.to_owned(), reason_of(reason)?);
    let input = (invoice.clone(), reason.clone());
    let act = move |work: &mut Work<'_, '_>, own, _: &Payment| {
        let given = rows::allocations(work.tx, own, id)?;
        let part = given.iter().find(|part| part.number == invoice);
        let part = part.ok_or_else(|| Failure::conflict("payment-not-given"))?;
        take_back(work, own, part, &reason)?;
        let today = work.app.today().to_string();
        book::set_off(work, own, &today)
    };
    change(app, request, "payment.release", id, (key, &input), act)
}

/// Takes a payment back that was none: what it paid is open again, and its transfer can be recorded
/// anew. Blocks.
///
/// # Errors
/// [`Failure::Invalid`] at `reason`; [`Failure::Conflict`] (`payment-reversed`); [`Failure::NotFound`].
pub fn reverse(
    app: &App,
    request: &Request,
    id: Uuid,
    reason: &str,
    key: &str,
) -> Result<(), Failure> {
    authorise_operator(&request.caller, OperatorAction::RecordPayments)?;
    let ((_, name), reason) = (me(request)?, reason_of(reason)?);
    let input = reason.clone();
    let act = move |work: &mut Work<'_, '_>, own, payment: &Payment| {
        // What went back to the partner has come.
        if refunds::of_payment(work.tx, own, id)? > 0 {
            return Err(Failure::conflict("payment-refunded"));
        }
        for part in rows::allocations(work.tx, own, id)? {
            take_back(work, own, &part, &reason)?;
        }
        let today = work.app.today().to_string();
        let posting = Posting::payment_reversal(id, payment.amount).map_err(Failure::internal)?;
        book::post(work, own, &posting, &today, &reason)?;
        rows::reverse(work.tx, own, id, (&name, &reason), work.now)?;
        work.audit("reason", reason.as_str());
        book::set_off(work, own, &today)
    };
    change(app, request, "payment.reverse", id, (key, &input), act)
}

/// Payments on one page of the console.
pub const PAGE: u32 = 50;

/// Payments whose transfer or company contains a text, newest first, those of which something is left
/// on request; and whether there are more.
pub fn list(
    app: &App,
    request: &Request,
    (text, left_only): (&str, bool),
    page: u32,
) -> Reply<(Vec<Payment>, bool), Failure> {
    let text: String = text.trim().chars().take(100).collect();
    match authorise_operator(&request.caller, OperatorAction::ViewBills) {
        Ok(scope) => app.read(move |tx| {
            let wanted = (text.as_str(), left_only);
            let found = rows::list(tx, scope, wanted, window(page, PAGE))?;
            Ok(shown(found, PAGE))
        }),
        Err(denial) => Reply::ready(Err(denial.into())),
    }
}

/// A payment, what it pays, and what else it could pay.
#[derive(Debug, Clone)]
pub struct View {
    /// The payment.
    pub payment: Payment,
    /// What it pays.
    pub given: Vec<Allocation>,
    /// What is open of the partner's invoices, due first first.
    pub open: Vec<OpenInvoice>,
}

/// A payment.
pub fn view(app: &App, request: &Request, id: Uuid) -> Reply<View, Failure> {
    match authorise_operator(&request.caller, OperatorAction::ViewBills) {
        Ok(scope) => app.read(move |tx| {
            let payment = rows::get(tx, scope, id)?.ok_or(Failure::NotFound)?;
            let own = own(payment.partner_id)?;
            let open = book::open(tx, own)?.into_iter();
            Ok(View {
                given: rows::allocations(tx, own, id)?,
                open: open.filter(|invoice| invoice.open > 0).collect(),
                payment,
            })
        }),
        Err(denial) => Reply::ready(Err(denial.into())),
    }
}
