//! Refunds: what was paid too much, or what an invoice gives back, goes back to the partner's bank account.
//! One person proposes, another approves; from then on it counts in the ledger, and the partner is told.

use super::payments::own;
use super::told::{Told, money};
use super::{book, suspension};
use crate::command::{me, reason_of};
use crate::paging::{shown, window};
use crate::{App, Failure, Intent, Request, Work};
use domain::billing::credit_note::{self, State};
use domain::billing::ledger::Posting;
use domain::billing::refund::{self, Refused};
use domain::enrolment::form::FieldProblem;
use domain::ids::fresh_uuid;
use domain::permission::{OperatorAction, OperatorScope, TenantScope, authorise_operator};
use domain::validate::{self, Problem, text};
use serde::Serialize;
use store::billing::ledger;
use store::billing::refunds::{self as rows, End, New, Refund};
use store::billing::{self, payments};
use store::{Reply, Tx};
use uuid::Uuid;

/// What a form says of a refund.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Typed {
    /// Of what: `transfer` or `invoice`.
    pub of: String,
    /// What the bank calls the transfer of which too much came, or the number of the invoice that gives
    /// something back.
    pub about: String,
    /// How much.
    pub amount: String,
    /// The bank account it goes to.
    pub account: String,
    /// Why.
    pub reason: String,
}

/// What money goes back of.
#[derive(Debug, Clone, Copy)]
struct About {
    partner: Uuid,
    payment: Option<Uuid>,
    invoice: Option<Uuid>,
}

fn about(
    tx: &mut Tx<'_>,
    scope: OperatorScope,
    of_transfer: bool,
    typed: &str,
) -> Result<Option<About>, Failure> {
    if of_transfer {
        let payment = payments::by_reference(tx, scope, typed)?;
        return Ok(payment.map(|payment| About {
            partner: payment.partner_id,
            payment: Some(payment.id),
            invoice: None,
        }));
    }
    let Some(partner) = billing::credit_notes::partner_of(tx, scope, typed)? else {
        return Ok(None);
    };
    let invoice = billing::invoice(tx, own(partner)?, typed)?;
    Ok(invoice.map(|invoice| About {
        partner,
        payment: None,
        invoice: Some(invoice.id),
    }))
}

/// Whether so much may go back, with the ledger held.
fn judge(
    work: &mut Work<'_, '_>,
    (scope, own): (OperatorScope, TenantScope),
    of: About,
    amount: i64,
) -> Result<Result<(), Refused>, Failure> {
    let left = match (of.payment, of.invoice) {
        (Some(payment), _) => {
            let payment = payments::get(work.tx, scope, payment)?;
            let payment = payment.filter(|payment| payment.reversed_at.is_none());
            payment.map_or(0, |payment| payment.left_over)
        }
        (None, Some(invoice)) => {
            let found = ledger::standing(work.tx, own, invoice)?;
            found.map_or(0, |found| found.open.saturating_neg())
        }
        (None, None) => 0,
    };
    let overdue = suspension::overdue_sum(work.tx, own, work.app.today())?;
    Ok(refund::may(amount, left, overdue))
}

/// Proposes a refund. Blocks.
///
/// # Errors
/// [`Failure::Invalid`] at the fields of [`Typed`] with the codes of [`Refused`] or `refund-about`;
/// [`Failure::Conflict`] (`refund-open`) while another about the same waits.
pub fn propose(app: &App, request: &Request, typed: &Typed, key: &str) -> Result<Uuid, Failure> {
    let action = OperatorAction::ProposeCreditNotes;
    let scope = authorise_operator(&request.caller, action)?;
    let (by, name) = me(request)?;
    let mut problems = Vec::new();
    let mut wrong = |field: &str, problem| problems.push(FieldProblem::new(field, problem));
    let line = text::line(&typed.about, 1, 64).map_err(|p| wrong("about", p));
    let amount = validate::amount_cny(&typed.amount).map_err(|p| wrong("amount", p));
    let account = text::line(&typed.account, 8, 200).map_err(|p| wrong("account", p));
    let reason = text::line(&typed.reason, 5, 500).map_err(|p| wrong("reason", p));
    let of_transfer = match typed.of.as_str() {
        "transfer" => Some(true),
        "invoice" => Some(false),
        _ => {
            wrong("of", Problem::new("choice-unknown"));
            None
        }
    };
    let mut found = None;
    if let (Ok(line), Some(of_transfer)) = (line, of_transfer) {
        // As references and numbers are spelled.
        let spelled: String = line.value.split_whitespace().collect();
        let spelled = spelled.to_uppercase();
        let read = app.read(move |tx| about(tx, scope, of_transfer, &spelled));
        found = read.wait()?;
        if found.is_none() {
            problems.push(FieldProblem::plain("about", "refund-about"));
        }
    }
    let (Some(of), Ok(amount), Ok(account), Ok(reason)) = (found, amount, account, reason) else {
        return Err(Failure::Invalid(problems));
    };
    let own = own(of.partner)?;
    let id = fresh_uuid(&*app.entropy);
    let intent = Intent::new("billing.propose-refund", of.partner, format!("refund/{id}"));
    app.command(request, intent.once(key, typed), move |work| {
        ledger::hold(work.tx, own)?;
        if let Err(refused) = judge(work, (scope, own), of, amount)? {
            let field = match refused {
                Refused::NothingLeft | Refused::Owes => "about",
                Refused::NotPositive | Refused::TooMuch => "amount",
            };
            let problem = FieldProblem::plain(field, refused.code());
            return Err(Failure::Invalid(vec![problem]));
        }
        let new = New {
            id,
            payment: of.payment,
            invoice: of.invoice,
            amount,
            account: &account.value,
            reason: &reason.value,
            by: (by, &name),
            at: work.now,
        };
        rows::propose(work.tx, own, new).map_err(|error| {
            if error.is_unique() {
                Failure::conflict("refund-open")
            } else {
                error.into()
            }
        })?;
        work.audit("amount", amount);
        work.audit("account", account.value.as_str());
        work.audit("reason", reason.value.as_str());
        Ok(id)
    })
    .wait()
}

/// Does something to one that waits, with its partner's ledger held.
fn decide(
    app: &App,
    request: &Request,
    (action, right): (&'static str, OperatorAction),
    (id, key): (Uuid, &str),
    reason: String,
    act: impl Fn(&mut Work<'_, '_>, TenantScope, &Refund, State) -> Result<State, Failure>
    + Send
    + 'static,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, right)?;
    let (by, name) = me(request)?;
    let find = move |tx: &mut Tx<'_>, scope: OperatorScope| -> Result<Refund, Failure> {
        rows::get(tx, scope, id)?.ok_or(Failure::NotFound)
    };
    let partner = app.read(move |tx| find(tx, scope)).wait()?.partner_id;
    let own = own(partner)?;
    let intent = Intent::new(action, partner, format!("refund/{id}"));
    let intent = intent.once(key, &(id, action, &reason));
    app.command(request, intent, move |work| {
        ledger::hold(work.tx, own)?;
        let found = find(work.tx, scope)?;
        let state = State::from_text(&found.state)
            .ok_or_else(|| Failure::internal(format!("a refund is {}", found.state)))?;
        let state = act(work, own, &found, state)?;
        let end = End {
            state: state.text(),
            reason: &reason,
            by: (by, &name),
            at: work.now,
        };
        work.audit("about", found.about.as_str());
        work.audit("amount", found.amount);
        work.audit("account", found.account.as_str());
        work.audit("proposed_by", found.proposed_name.as_str());
        if !rows::end(work.tx, own, id, end)? {
            return Err(Failure::conflict("refund-decided"));
        }
        if state == State::Issued {
            pay(work, own, &found)?;
        }
        Ok(())
    })
    .wait()
}

/// Writes the money down that goes back, and tells the partner.
fn pay(work: &mut Work<'_, '_>, own: TenantScope, found: &Refund) -> Result<(), Failure> {
    let posting = match (found.payment_id, found.invoice_id) {
        (Some(payment), _) => Posting::refund(found.id, payment, found.amount),
        (None, Some(invoice)) => Posting::refund_of_invoice(found.id, invoice, found.amount),
        (None, None) => return Err(Failure::internal("a refund of nothing")),
    };
    let posting = posting.map_err(Failure::internal)?;
    let today = work.app.today();
    book::post(work, own, &posting, &today.to_string(), &found.reason)?;
    suspension::settle(work, own)?;
    Told::new("refund-paid", &found.about, found.id)
        .with("amount", money(found.amount, &found.currency)?)
        .with("account", found.account.as_str())
        .with("reason", found.reason.as_str())
        .link("/billing/statement".to_owned())
        .queue(work, own)
}

/// A refusal of who may decide, in the words of refunds.
fn refused(refused: credit_note::Refused) -> Failure {
    Failure::conflict(match refused {
        credit_note::Refused::Own => "refund-own",
        credit_note::Refused::NotOwn => "refund-not-own",
        _ => "refund-decided",
    })
}

/// A second person agrees: it counts from today on, and the partner is told. Blocks.
///
/// # Errors
/// [`Failure::Conflict`] (`refund-decided`, `refund-own`, and the codes of [`Refused`]);
/// [`Failure::NotFound`].
pub fn approve(app: &App, request: &Request, id: Uuid, key: &str) -> Result<(), Failure> {
    let right = OperatorAction::DecideCreditNotes;
    let scope = authorise_operator(&request.caller, right)?;
    let (by, _) = me(request)?;
    let act = move |work: &mut Work<'_, '_>, own: TenantScope, found: &Refund, state: State| {
        credit_note::may_decide(state, found.proposed_by, by).map_err(refused)?;
        let of = About {
            partner: found.partner_id,
            payment: found.payment_id,
            invoice: found.invoice_id,
        };
        let judged = judge(work, (scope, own), of, found.amount)?;
        judged.map_err(|refused| Failure::conflict(refused.code()))?;
        Ok(State::Issued)
    };
    let action = ("billing.approve-refund", right);
    decide(app, request, action, (id, key), String::new(), act)
}

/// A second person does not agree. Blocks.
///
/// # Errors
/// As [`approve`]; [`Failure::Invalid`] at `reason`.
pub fn decline(
    app: &App,
    request: &Request,
    id: Uuid,
    reason: &str,
    key: &str,
) -> Result<(), Failure> {
    let right = OperatorAction::DecideCreditNotes;
    authorise_operator(&request.caller, right)?;
    let ((by, _), reason) = (me(request)?, reason_of(reason)?);
    let input = reason.clone();
    let act = move |work: &mut Work<'_, '_>, _: TenantScope, found: &Refund, state: State| {
        credit_note::may_decide(state, found.proposed_by, by).map_err(refused)?;
        work.audit("reason", reason.as_str());
        Ok(State::Declined)
    };
    let action = ("billing.decline-refund", right);
    decide(app, request, action, (id, key), input, act)
}

/// Whoever proposed it takes it back. Blocks.
///
/// # Errors
/// [`Failure::Conflict`] (`refund-decided`, `refund-not-own`); [`Failure::NotFound`].
pub fn withdraw(app: &App, request: &Request, id: Uuid, key: &str) -> Result<(), Failure> {
    let right = OperatorAction::ProposeCreditNotes;
    authorise_operator(&request.caller, right)?;
    let (by, _) = me(request)?;
    let act = move |_: &mut Work<'_, '_>, _: TenantScope, found: &Refund, state: State| {
        credit_note::may_withdraw(state, found.proposed_by, by).map_err(refused)?;
        Ok(State::Withdrawn)
    };
    let action = ("billing.withdraw-refund", right);
    decide(app, request, action, (id, key), String::new(), act)
}

/// Refunds on one page of the console.
pub const PAGE: u32 = 50;

/// Every refund, those that wait first; and whether there are more.
pub fn list(app: &App, request: &Request, page: u32) -> Reply<(Vec<Refund>, bool), Failure> {
    match authorise_operator(&request.caller, OperatorAction::ViewBills) {
        Ok(scope) => app.read(move |tx| {
            let found = rows::list(tx, scope, window(page, PAGE))?;
            Ok(shown(found, PAGE))
        }),
        Err(denial) => Reply::ready(Err(denial.into())),
    }
}

/// Any refund.
pub fn view(app: &App, request: &Request, id: Uuid) -> Reply<Refund, Failure> {
    match authorise_operator(&request.caller, OperatorAction::ViewBills) {
        Ok(scope) => app.read(move |tx| rows::get(tx, scope, id)?.ok_or(Failure::NotFound)),
        Err(denial) => Reply::ready(Err(denial.into())),
    }
}
