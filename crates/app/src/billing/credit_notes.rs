//! Credit notes: one person proposes, another approves; then it has a number and counts.

use super::payments::own;
use super::{book, disputes, fapiao, suspension};
use crate::command::{me, reason_of};
use crate::paging::{shown, window};
use crate::{App, Failure, Intent, Request, Work};
use domain::billing::credit_note::{self, Refused, State, Taxed};
use domain::billing::ledger::Posting;
use domain::billing::number;
use domain::enrolment::form::FieldProblem;
use domain::ids::fresh_uuid;
use domain::permission::{OperatorAction, OperatorScope, TenantScope, authorise_operator};
use domain::validate::{self, Problem, text};
use store::billing::credit_notes::{self as rows, End, New, Note};
use store::billing::fapiao::Cause;
use store::billing::{self, Invoice, ledger};
use store::{Reply, Tx};
use uuid::Uuid;

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        Self::conflict(refused.code())
    }
}

/// What of an invoice has not been credited.
pub(super) fn left(tx: &mut Tx<'_>, own: TenantScope, invoice: &Invoice) -> Result<Taxed, Failure> {
    let credited = rows::credited(tx, own, invoice.id)?;
    // What it gives back of earlier invoices is no charge of its own.
    let before_tax = invoice.total.checked_sub(invoice.tax);
    let before_tax = before_tax.and_then(|sum| sum.checked_sub(invoice.credits));
    let charged = Taxed {
        before_tax: before_tax.ok_or_else(|| Failure::internal("an invoice overflows"))?,
        tax: invoice.tax,
    };
    Ok(charged.less(Taxed {
        before_tax: credited.before_tax,
        tax: credited.tax,
    }))
}

/// What a form says of a note.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Typed {
    /// Number of the invoice.
    pub invoice: String,
    /// Before tax.
    pub amount: String,
    /// Why.
    pub reason: String,
}

/// Proposes a credit note. Blocks.
///
/// # Errors
/// [`Failure::Invalid`] at the fields of [`Typed`] with the codes of [`Refused`] or
/// `credit-note-invoice`; [`Failure::Conflict`] (`credit-note-open`) while another about the invoice
/// waits.
pub fn propose(app: &App, request: &Request, typed: &Typed, key: &str) -> Result<Uuid, Failure> {
    let action = OperatorAction::ProposeCreditNotes;
    let scope = authorise_operator(&request.caller, action)?;
    let (by, name) = me(request)?;
    let mut problems = Vec::new();
    let mut wrong = |field: &str, problem| problems.push(FieldProblem::new(field, problem));
    let line = text::line(&typed.invoice, 1, 40).map_err(|p| wrong("invoice", p));
    let amount = validate::amount_cny(&typed.amount).map_err(|p| wrong("amount", p));
    let reason = text::line(&typed.reason, 5, 500).map_err(|p| wrong("reason", p));
    let number = line.map(|line| line.value.to_ascii_uppercase());
    let partner = match &number {
        Ok(number) => {
            let number = number.clone();
            let found = app.read(move |tx| Ok(rows::partner_of(tx, scope, &number)?));
            let found = found.wait()?;
            if found.is_none() {
                wrong("invoice", Problem::new("credit-note-invoice"));
            }
            found
        }
        Err(()) => None,
    };
    let (Ok(number), Ok(amount), Ok(reason), Some(partner)) = (number, amount, reason, partner)
    else {
        return Err(Failure::Invalid(problems));
    };
    let own = own(partner)?;
    let id = fresh_uuid(&*app.entropy);
    let intent = Intent::new(
        "billing.propose-credit-note",
        partner,
        format!("credit-note/{id}"),
    );
    app.command(request, intent.once(key, typed), move |work| {
        ledger::hold(work.tx, own)?;
        let invoice = billing::invoice(work.tx, own, &number)?.ok_or(Failure::NotFound)?;
        put(
            work,
            own,
            &invoice,
            id,
            (amount, &reason.value),
            (by, &name),
        )?;
        work.audit("invoice", number.as_str());
        Ok(id)
    })
    .wait()
}

/// Proposes a note within a command, with the ledger held.
pub(super) fn put(
    work: &mut Work<'_, '_>,
    own: TenantScope,
    invoice: &Invoice,
    id: Uuid,
    (amount, reason): (i64, &str),
    by: (Uuid, &str),
) -> Result<(), Failure> {
    let left = left(work.tx, own, invoice)?;
    let credit = credit_note::credit(left, invoice.tax_basis_points, amount);
    let credit = credit.map_err(|refused| {
        let field = match refused {
            Refused::NothingLeft => "invoice",
            _ => "amount",
        };
        Failure::Invalid(vec![FieldProblem::plain(field, refused.code())])
    })?;
    let new = New {
        id,
        invoice: invoice.id,
        amounts: (credit.before_tax, credit.tax),
        reason,
        by,
        at: work.now,
    };
    rows::propose(work.tx, own, new).map_err(|error| {
        if error.is_unique() {
            Failure::conflict("credit-note-open")
        } else {
            error.into()
        }
    })?;
    work.audit("before_tax", credit.before_tax);
    work.audit("tax", credit.tax);
    Ok(())
}

/// Does something to a note that waits, with its partner's ledger held.
fn decide(
    app: &App,
    request: &Request,
    (action, right): (&'static str, OperatorAction),
    id: Uuid,
    (key, input): (&str, &impl serde::Serialize),
    act: impl Fn(&mut Work<'_, '_>, TenantScope, &Note, State) -> Result<(), Failure> + Send + 'static,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, right)?;
    let find = move |tx: &mut Tx<'_>, scope: OperatorScope| -> Result<Note, Failure> {
        rows::get(tx, scope, id)?.ok_or(Failure::NotFound)
    };
    let partner = app.read(move |tx| find(tx, scope)).wait()?.partner_id;
    let own = own(partner)?;
    let intent = Intent::new(action, partner, format!("credit-note/{id}"));
    app.command(request, intent.once(key, &(id, input)), move |work| {
        ledger::hold(work.tx, own)?;
        let note = find(work.tx, scope)?;
        let state = State::from_text(&note.state)
            .ok_or_else(|| Failure::internal(format!("a credit note is {}", note.state)))?;
        work.audit("invoice", note.invoice.as_str());
        act(work, own, &note, state)
    })
    .wait()
}

/// Ends it; somebody may have been faster.
fn end(work: &mut Work<'_, '_>, own: TenantScope, id: Uuid, with: End<'_>) -> Result<(), Failure> {
    if rows::end(work.tx, own, id, with)? {
        Ok(())
    } else {
        Err(Refused::Decided.into())
    }
}

/// A second person agrees: the note gets the next number of its series and counts from today on. What
/// it takes off a paid invoice goes towards others. Blocks.
///
/// # Errors
/// [`Failure::Conflict`] with the code of [`Refused`]; [`Failure::NotFound`].
pub fn approve(app: &App, request: &Request, id: Uuid, key: &str) -> Result<(), Failure> {
    let right = OperatorAction::DecideCreditNotes;
    authorise_operator(&request.caller, right)?;
    let (by, name) = me(request)?;
    let act = move |work: &mut Work<'_, '_>, own: TenantScope, note: &Note, state: State| {
        credit_note::may_decide(state, note.proposed_by, by)?;
        let invoice = billing::invoice(work.tx, own, &note.invoice)?;
        let invoice = invoice.ok_or(Failure::NotFound)?;
        let left = left(work.tx, own, &invoice)?;
        let credit = credit_note::credit(left, invoice.tax_basis_points, note.before_tax)?;
        let settings = work.app.programme.invoice.clone();
        let series = settings.credit_note_prefix;
        let n = billing::next_number(work.tx, &series)?;
        let number = number(&series, settings.number_digits, n);
        let today = work.app.today().to_string();
        let with = End {
            state: State::Issued.text(),
            issued: Some((number.as_str(), today.as_str())),
            tax: credit.tax,
            reason: "",
            by: (by, &name),
            at: work.now,
        };
        end(work, own, id, with)?;
        let posting = Posting::credit_note(id, invoice.id, credit.before_tax, credit.tax);
        let posting = posting.map_err(Failure::internal)?;
        book::post(work, own, &posting, &today, &note.reason)?;
        book::set_off(work, own, &today)?;
        disputes::given_back(work, own, id, &today)?;
        fapiao::given_back(work, own, &invoice, Cause::CreditNote(id), credit)?;
        suspension::settle(work, own)?;
        work.audit("number", number.as_str());
        work.audit("before_tax", credit.before_tax);
        work.audit("tax", credit.tax);
        work.audit("proposed_by", note.proposed_name.as_str());
        Ok(())
    };
    decide(
        app,
        request,
        ("billing.approve-credit-note", right),
        id,
        (key, &"approve"),
        act,
    )
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
    let ((by, name), reason) = (me(request)?, reason_of(reason)?);
    let input = reason.clone();
    let act = move |work: &mut Work<'_, '_>, own: TenantScope, note: &Note, state: State| {
        credit_note::may_decide(state, note.proposed_by, by)?;
        work.audit("reason", reason.as_str());
        let with = End {
            state: State::Declined.text(),
            issued: None,
            tax: note.tax,
            reason: &reason,
            by: (by, &name),
            at: work.now,
        };
        end(work, own, id, with)?;
        disputes::reopened(work, own, id)
    };
    decide(
        app,
        request,
        ("billing.decline-credit-note", right),
        id,
        (key, &input),
        act,
    )
}

/// Whoever proposed it takes it back. Blocks.
///
/// # Errors
/// As [`approve`].
pub fn withdraw(app: &App, request: &Request, id: Uuid, key: &str) -> Result<(), Failure> {
    let right = OperatorAction::ProposeCreditNotes;
    authorise_operator(&request.caller, right)?;
    let (by, name) = me(request)?;
    let act = move |work: &mut Work<'_, '_>, own: TenantScope, note: &Note, state: State| {
        credit_note::may_withdraw(state, note.proposed_by, by)?;
        let with = End {
            state: State::Withdrawn.text(),
            issued: None,
            tax: note.tax,
            reason: "",
            by: (by, &name),
            at: work.now,
        };
        end(work, own, id, with)?;
        disputes::reopened(work, own, id)
    };
    decide(
        app,
        request,
        ("billing.withdraw-credit-note", right),
        id,
        (key, &"withdraw"),
        act,
    )
}

/// Notes on one page of the console.
pub const PAGE: u32 = 50;

/// Every note, those that wait first; and whether there are more.
pub fn list(app: &App, request: &Request, page: u32) -> Reply<(Vec<Note>, bool), Failure> {
    match authorise_operator(&request.caller, OperatorAction::ViewBills) {
        Ok(scope) => app.read(move |tx| {
            let found = rows::list(tx, scope, window(page, PAGE))?;
            Ok(shown(found, PAGE))
        }),
        Err(denial) => Reply::ready(Err(denial.into())),
    }
}

/// A note.
pub fn view(app: &App, request: &Request, id: Uuid) -> Reply<Note, Failure> {
    match authorise_operator(&request.caller, OperatorAction::ViewBills) {
        Ok(scope) => app.read(move |tx| rows::get(tx, scope, id)?.ok_or(Failure::NotFound)),
        Err(denial) => Reply::ready(Err(denial.into())),
    }
}
