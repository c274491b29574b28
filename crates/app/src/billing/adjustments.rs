//! Adjustments: discounts on what a subscription will be charged, and what the next invoice gives back of a
//! line. One person proposes, another agrees; then the next bill that is made knows of it.

use super::payments::own;
use super::view::load;
use super::{credit_notes, fapiao};
use crate::command::{me, reason_of};
use crate::enrolment::application::own_scope;
use crate::paging::{shown, window};
use crate::subscriptions::offer_of;
use crate::{App, Failure, Intent, Request, Work};
use domain::billing::adjustment::{self, Kind, Refused};
use domain::billing::credit_note::{self, State, Taxed};
use domain::enrolment::form::FieldProblem;
use domain::ids::fresh_uuid;
use domain::permission::{
    OperatorAction, OperatorScope, TenantAction, TenantScope, authorise_operator,
};
use domain::subscriptions::Status;
use domain::validate::{self, Problem, text};
use serde::Serialize;
use store::billing::adjustments::{self as rows, Adjustment, End, New};
use store::billing::fapiao::Cause;
use store::billing::{self, Invoice, Line, ledger};
use store::{Reply, Tx};
use uuid::Uuid;

/// What a form says of a discount.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Discount {
    /// Id of the subscription.
    pub subscription: String,
    /// What it is taken off: `licences`, or `usage` where that is sold; licences when empty.
    pub on: String,
    /// Before tax.
    pub amount: String,
    /// Why.
    pub reason: String,
}

/// What a form says of what is given back of a line.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Offset {
    /// Number of the invoice.
    pub invoice: String,
    /// The line.
    pub line: String,
    /// Before tax.
    pub amount: String,
    /// Why.
    pub reason: String,
}

fn wrong(field: &str, problem: Problem) -> FieldProblem {
    FieldProblem::new(field, problem)
}

/// Proposes a discount. Blocks.
///
/// # Errors
/// [`Failure::Invalid`] at the fields of [`Discount`]; `adjustment-subscription` where there is no such
/// subscription, or one that is never billed again.
pub fn propose_discount(
    app: &App,
    request: &Request,
    typed: &Discount,
    key: &str,
) -> Result<Uuid, Failure> {
    let action = OperatorAction::ProposeCreditNotes;
    let scope = authorise_operator(&request.caller, action)?;
    let by = me(request)?;
    let mut problems = Vec::new();
    let amount = validate::amount_cny(&typed.amount);
    let amount = amount.and_then(|amount| match amount {
        1.. => Ok(amount),
        _ => Err(Problem::new(Refused::NotPositive.code())),
    });
    let amount = amount.map_err(|p| problems.push(wrong("amount", p)));
    let reason = text::line(&typed.reason, 5, 500);
    let reason = reason.map_err(|p| problems.push(wrong("reason", p)));
    let id = Uuid::parse_str(typed.subscription.trim()).unwrap_or_default();
    let sold = app.read(move |tx| Ok(rows::sold(tx, scope, id)?)).wait()?;
    let billed = match &sold {
        Some(sold) => is_billed(app, sold)?,
        None => false,
    };
    if !billed {
        problems.push(FieldProblem::plain(
            "subscription",
            "adjustment-subscription",
        ));
    }
    let of_usage = match typed.on.as_str() {
        "" | "licences" => Some(false),
        "usage" if super::usage::is_offered(app) => Some(true),
        _ => None,
    };
    if of_usage.is_none() {
        problems.push(FieldProblem::plain("on", "choice-unknown"));
    }
    let (Ok(amount), Ok(reason), Some(sold), true, Some(of_usage)) =
        (amount, reason, sold, billed, of_usage)
    else {
        return Err(Failure::Invalid(problems));
    };
    let about = (Kind::Discount, of_usage, id, None);
    let of = (sold.partner_id, about, (amount, 0), reason.value, by);
    put(app, request, of, (key, typed), |_, _| Ok(()))
}

/// Whether a subscription will be charged.
fn is_billed(app: &App, sold: &rows::Sold) -> Result<bool, Failure> {
    let status = Status::from_text(&sold.status)
        .ok_or_else(|| Failure::internal(format!("unknown status {}", sold.status)))?;
    let goes_on = matches!(status, Status::Pending | Status::Active | Status::Suspended);
    Ok(goes_on && !sold.sandbox && !offer_of(app, sold.offer_id)?.is_trial())
}

/// What has not been given back of a line, and of its invoice before tax.
fn left(
    tx: &mut Tx<'_>,
    own: TenantScope,
    invoice: &Invoice,
    line: &Line,
) -> Result<(Taxed, i64), Failure> {
    let given = rows::given(tx, own, (invoice.id, line.number))?;
    let charged = Taxed {
        before_tax: line.amount.saturating_sub(line.discount),
        tax: line.tax,
    };
    let of_line = charged.less(Taxed {
        before_tax: given.before_tax,
        tax: given.tax,
    });
    let of_invoice = credit_notes::left(tx, own, invoice)?.before_tax;
    // Later bills may have given its days back by themselves.
    let of_span = rows::of_span(tx, own, line)?;
    Ok((of_line, of_invoice.min(of_span)))
}

/// Proposes to give a part of a line back on the next invoice. Blocks.
///
/// # Errors
/// [`Failure::Invalid`] at the fields of [`Offset`] with the codes of [`Refused`], `credit-note-invoice` or
/// `adjustment-line`.
pub fn propose_offset(
    app: &App,
    request: &Request,
    typed: &Offset,
    key: &str,
) -> Result<Uuid, Failure> {
    let action = OperatorAction::ProposeCreditNotes;
    let scope = authorise_operator(&request.caller, action)?;
    let by = me(request)?;
    let mut problems = Vec::new();
    let number = text::line(&typed.invoice, 1, 40);
    let number = number.map_err(|p| problems.push(wrong("invoice", p)));
    let amount = validate::amount_cny(&typed.amount);
    let amount = amount.map_err(|p| problems.push(wrong("amount", p)));
    let reason = text::line(&typed.reason, 5, 500);
    let reason = reason.map_err(|p| problems.push(wrong("reason", p)));
    let number = number.map(|line| line.value.to_ascii_uppercase());
    let place: u32 = typed.line.trim().parse().unwrap_or(0);
    let mut about = None;
    if let Ok(number) = &number {
        let wanted = number.clone();
        about = app
            .read(move |tx| {
                let partner = store::billing::credit_notes::partner_of(tx, scope, &wanted)?;
                let Some(partner) = partner else {
                    return Ok::<_, Failure>(None);
                };
                let own = own(partner)?;
                let invoice = billing::invoice(tx, own, &wanted)?.ok_or(Failure::NotFound)?;
                let line = rows::line(tx, own, (invoice.id, place))?;
                Ok(Some((partner, invoice, line)))
            })
            .wait()?;
        match &about {
            None => problems.push(FieldProblem::plain("invoice", "credit-note-invoice")),
            Some((_, _, None)) => problems.push(FieldProblem::plain("line", "adjustment-line")),
            Some(_) => {}
        }
    }
    let (Ok(amount), Ok(reason), Some((partner, invoice, Some(line)))) = (amount, reason, about)
    else {
        return Err(Failure::Invalid(problems));
    };
    let of = (
        partner,
        (
            Kind::Offset,
            false,
            line.subscription_id,
            Some((invoice.id, line.number)),
        ),
        (amount, 0),
        reason.value,
        by,
    );
    put(app, request, of, (key, typed), move |work, own| {
        let (of_line, of_invoice) = left(work.tx, own, &invoice, &line)?;
        let found = adjustment::offset(of_line, of_invoice, invoice.tax_basis_points, amount);
        let problem = |refused: Refused| {
            Failure::Invalid(vec![FieldProblem::plain("amount", refused.code())])
        };
        found.map(drop).map_err(problem)
    })
}

/// Whose; what it is about, and whether that is usage; the amount before tax and its tax; why; who.
type Of = (
    Uuid,
    (Kind, bool, Uuid, Option<(Uuid, u32)>),
    (i64, i64),
    String,
    (Uuid, String),
);

/// Writes a proposal down once `allowed` has looked, with the partner's ledger held.
fn put(
    app: &App,
    request: &Request,
    (partner, (kind, of_usage, subscription, line), amounts, reason, (by, name)): Of,
    (key, typed): (&str, &impl Serialize),
    allowed: impl Fn(&mut Work<'_, '_>, TenantScope) -> Result<(), Failure> + Send + 'static,
) -> Result<Uuid, Failure> {
    let own = own(partner)?;
    let id = fresh_uuid(&*app.entropy);
    let intent = Intent::new(
        "billing.propose-adjustment",
        partner,
        format!("adjustment/{id}"),
    );
    app.command(request, intent.once(key, typed), move |work| {
        ledger::hold(work.tx, own)?;
        allowed(work, own)?;
        let new = New {
            id,
            kind: kind.text(),
            of_usage,
            subscription,
            line,
            amounts,
            reason: &reason,
            by: (by, &name),
            at: work.now,
        };
        rows::propose(work.tx, own, new)?;
        work.audit("kind", kind.text());
        if of_usage {
            work.audit("of_usage", true);
        }
        work.audit("subscription", subscription.to_string());
        work.audit("before_tax", amounts.0);
        work.audit("reason", reason.as_str());
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
    act: impl Fn(&mut Work<'_, '_>, TenantScope, &Adjustment, State) -> Result<(State, i64), Failure>
    + Send
    + 'static,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, right)?;
    let (by, name) = me(request)?;
    let find = move |tx: &mut Tx<'_>, scope: OperatorScope| -> Result<Adjustment, Failure> {
        rows::get(tx, scope, id)?.ok_or(Failure::NotFound)
    };
    let partner = app.read(move |tx| find(tx, scope)).wait()?.partner_id;
    let own = own(partner)?;
    let intent = Intent::new(action, partner, format!("adjustment/{id}"));
    let intent = intent.once(key, &(id, action, &reason));
    app.command(request, intent, move |work| {
        ledger::hold(work.tx, own)?;
        let found = find(work.tx, scope)?;
        let state = State::from_text(&found.state)
            .ok_or_else(|| Failure::internal(format!("an adjustment is {}", found.state)))?;
        let (state, tax) = act(work, own, &found, state)?;
        let end = End {
            state: state.text(),
            tax,
            reason: &reason,
            by: (by, &name),
            at: work.now,
        };
        work.audit("kind", found.kind.as_str());
        work.audit("subscription", found.subscription_id.to_string());
        work.audit("before_tax", found.before_tax);
        work.audit("proposed_by", found.proposed_name.as_str());
        if !rows::end(work.tx, own, id, end)? {
            return Err(Failure::conflict("adjustment-decided"));
        }
        match (&found.invoice, state) {
            (Some(number), State::Issued) => {
                let invoice = billing::invoice(work.tx, own, number)?;
                let invoice = invoice.ok_or(Failure::NotFound)?;
                let given = Taxed {
                    before_tax: found.before_tax,
                    tax,
                };
                fapiao::given_back(work, own, &invoice, Cause::Adjustment(id), given)
            }
            _ => Ok(()),
        }
    })
    .wait()
}

/// A refusal of who may decide, in the words of adjustments.
fn refused(refused: credit_note::Refused) -> Failure {
    Failure::conflict(match refused {
        credit_note::Refused::Own => "adjustment-own",
        credit_note::Refused::NotOwn => "adjustment-not-own",
        _ => "adjustment-decided",
    })
}

/// A second person agrees: the next bill knows of it. Blocks.
///
/// # Errors
/// [`Failure::Conflict`] (`adjustment-decided`, `adjustment-own`, and the codes of [`Refused`]);
/// [`Failure::NotFound`].
pub fn approve(app: &App, request: &Request, id: Uuid, key: &str) -> Result<(), Failure> {
    let right = OperatorAction::DecideCreditNotes;
    authorise_operator(&request.caller, right)?;
    let (by, _) = me(request)?;
    let act = move |work: &mut Work<'_, '_>, own: TenantScope, found: &Adjustment, state: State| {
        credit_note::may_decide(state, found.proposed_by, by).map_err(refused)?;
        let (Some(number), Some(place)) = (&found.invoice, found.line) else {
            return Ok((State::Issued, 0));
        };
        let invoice = billing::invoice(work.tx, own, number)?;
        let invoice = invoice.ok_or(Failure::NotFound)?;
        let place = u32::try_from(place).map_err(Failure::internal)?;
        let line = rows::line(work.tx, own, (invoice.id, place))?;
        let line = line.ok_or(Failure::NotFound)?;
        let (of_line, of_invoice) = left(work.tx, own, &invoice, &line)?;
        let rate = invoice.tax_basis_points;
        let given = adjustment::offset(of_line, of_invoice, rate, found.before_tax);
        let given = given.map_err(|refused| Failure::conflict(refused.code()))?;
        work.audit("tax", given.tax);
        Ok((State::Issued, given.tax))
    };
    let action = ("billing.approve-adjustment", right);
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
    let act = move |work: &mut Work<'_, '_>, _: TenantScope, found: &Adjustment, state: State| {
        credit_note::may_decide(state, found.proposed_by, by).map_err(refused)?;
        work.audit("reason", reason.as_str());
        Ok((State::Declined, found.tax))
    };
    let action = ("billing.decline-adjustment", right);
    decide(app, request, action, (id, key), input, act)
}

/// Whoever proposed it takes it back. Blocks.
///
/// # Errors
/// [`Failure::Conflict`] (`adjustment-decided`, `adjustment-not-own`); [`Failure::NotFound`].
pub fn withdraw(app: &App, request: &Request, id: Uuid, key: &str) -> Result<(), Failure> {
    let right = OperatorAction::ProposeCreditNotes;
    authorise_operator(&request.caller, right)?;
    let (by, _) = me(request)?;
    let act = move |_: &mut Work<'_, '_>, _: TenantScope, found: &Adjustment, state: State| {
        credit_note::may_withdraw(state, found.proposed_by, by).map_err(refused)?;
        Ok((State::Withdrawn, found.tax))
    };
    let action = ("billing.withdraw-adjustment", right);
    decide(app, request, action, (id, key), String::new(), act)
}

/// Adjustments on one page of the console.
pub const PAGE: u32 = 50;

/// Every adjustment, those that wait first; and whether there are more.
pub fn list(app: &App, request: &Request, page: u32) -> Reply<(Vec<Adjustment>, bool), Failure> {
    match authorise_operator(&request.caller, OperatorAction::ViewBills) {
        Ok(scope) => app.read(move |tx| {
            let found = rows::list(tx, scope, window(page, PAGE))?;
            Ok(shown(found, PAGE))
        }),
        Err(denial) => Reply::ready(Err(denial.into())),
    }
}

/// Any adjustment, and what is left of the discounts on its subscription.
pub fn view(app: &App, request: &Request, id: Uuid) -> Reply<(Adjustment, i64), Failure> {
    match authorise_operator(&request.caller, OperatorAction::ViewBills) {
        Ok(scope) => app.read(move |tx| {
            let found = rows::get(tx, scope, id)?.ok_or(Failure::NotFound)?;
            let own = own(found.partner_id)?;
            let left = if found.of_usage {
                rows::left_of_usage(tx, own)?
            } else {
                rows::left(tx, own)?
            };
            let mut left = left
                .into_iter()
                .filter(|left| left.subscription_id == found.subscription_id);
            let left = left.next().map_or(0, |left| left.amount);
            Ok((found, left))
        }),
        Err(denial) => Reply::ready(Err(denial.into())),
    }
}

/// What a line of one of the caller's company's invoices was adjusted by: what it gives back of which line,
/// or the discounts on its subscription that were known when it was made.
pub fn behind(
    app: &App,
    request: &Request,
    number: &str,
    line: &Line,
) -> Reply<Vec<Adjustment>, Failure> {
    let (number, id) = (number.to_owned(), line.adjustment_id);
    let (subscription, discounted) = (line.subscription_id, line.discount != 0);
    match own_scope(request, TenantAction::ViewBilling) {
        Ok(scope) => app.read(move |tx| {
            let (invoice, _) = load(tx, scope, &number)?;
            Ok(match id {
                Some(id) => rows::issued(tx, scope, id)?.into_iter().collect(),
                None if discounted => {
                    rows::discounts(tx, scope, (subscription, invoice.issued_at, false))?
                }
                None => vec![],
            })
        }),
        Err(failure) => Reply::ready(Err(failure)),
    }
}
