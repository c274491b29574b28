//! Disputes: opened by a partner, decided by the operator. What is accepted is given back by a credit
//! note, which a second person approves.

use super::credit_notes;
use super::payments::own;
use super::suspension;
use super::told::{Told, money};
use crate::command::{me, reason_of};
use crate::enrolment::application::own_scope;
use crate::identity::session::full_name;
use crate::notifications::Notice;
use crate::paging::{shown, window};
use crate::{App, Failure, Intent, Request, Work};
use domain::billing::credit_note::Taxed;
use domain::billing::dispute::{self, Refused, State};
use domain::caller::StaffRole;
use domain::enrolment::form::FieldProblem;
use domain::ids::fresh_uuid;
use domain::permission::{
    OperatorAction, OperatorScope, TenantAction, TenantScope, authorise_operator,
};
use domain::validate::{self, Problem, text};
use serde::Serialize;
use store::billing::disputes::{self as rows, Dispute, End, New};
use store::billing::{self, Invoice, Line, ledger};
use store::{Reply, Tx, agreements, identity};
use uuid::Uuid;

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        Self::conflict(refused.code())
    }
}

/// Longest words of either side, characters.
const WORDS: usize = 1000;

/// What a form says of a dispute.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Typed {
    /// Before tax.
    pub amount: String,
    /// Why.
    pub reason: String,
}

/// What can be disputed: an invoice, or a line of it.
#[derive(Debug, Clone)]
pub struct About {
    /// The invoice.
    pub invoice: Invoice,
    /// The line; none for the invoice as a whole.
    pub line: Option<Line>,
    /// The most that can be disputed, before tax.
    pub room: i64,
}

/// What a line charges before tax.
fn charged(line: &Line) -> i64 {
    line.amount.saturating_sub(line.discount)
}

/// What credit notes and other disputes have left of an invoice.
fn left(tx: &mut Tx<'_>, scope: TenantScope, invoice: &Invoice) -> Result<Taxed, Failure> {
    let disputed = rows::sum(tx, scope, invoice.id)?;
    let disputed = Taxed {
        before_tax: disputed.before_tax,
        tax: disputed.tax,
    };
    Ok(credit_notes::left(tx, scope, invoice)?.less(disputed))
}

fn find(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    (number, line): (&str, u32),
) -> Result<(About, Taxed), Failure> {
    let invoice = billing::invoice(tx, scope, number)?.ok_or(Failure::NotFound)?;
    let found = match line.checked_sub(1) {
        Some(before) => {
            let lines = billing::lines(tx, scope, invoice.id, before, 1)?;
            let found = lines.into_iter().find(|found| found.number == line);
            Some(found.ok_or(Failure::NotFound)?)
        }
        None => None,
    };
    let left = left(tx, scope, &invoice)?;
    let about = About {
        room: dispute::room(found.as_ref().map(charged), left),
        invoice,
        line: found,
    };
    Ok((about, left))
}

/// What of one of the caller's company's invoices can be disputed: a line, or all of it for line 0.
pub fn about(app: &App, request: &Request, number: &str, line: u32) -> Reply<About, Failure> {
    let number = number.to_owned();
    match own_scope(request, TenantAction::DisputeInvoices) {
        Ok(scope) => app.read(move |tx| Ok(find(tx, scope, (&number, line))?.0)),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// Opens a dispute about a line of an invoice, or all of it for line 0. From now on the sum bears no
/// finance charge and suspends nobody. Blocks.
///
/// # Errors
/// [`Failure::Invalid`] at the fields of [`Typed`] with the codes of [`Refused`]; [`Failure::Conflict`]
/// (`dispute-twice`, `dispute-nothing-left`); [`Failure::NotFound`].
pub fn open(
    app: &App,
    request: &Request,
    (number, line): (&str, u32),
    typed: &Typed,
    key: &str,
) -> Result<Uuid, Failure> {
    let scope = own_scope(request, TenantAction::DisputeInvoices)?;
    let (by, name) = me(request)?;
    let mut problems = Vec::new();
    let mut wrong = |field: &str, problem| problems.push(FieldProblem::new(field, problem));
    let amount = validate::amount_cny(&typed.amount).map_err(|p| wrong("amount", p));
    let reason = text::multiline(&typed.reason, 10, WORDS).map_err(|p| wrong("reason", p));
    let (Ok(amount), Ok(reason)) = (amount, reason) else {
        return Err(Failure::Invalid(problems));
    };
    let number = number.to_owned();
    let id = fresh_uuid(&*app.entropy);
    let intent = Intent::new("billing.dispute", scope.tenant().0, format!("dispute/{id}"));
    let intent = intent.once(key, &(&number, line, typed));
    app.command(request, intent, move |work| {
        ledger::hold(work.tx, scope)?;
        let (about, left) = find(work.tx, scope, (&number, line))?;
        let charged = about.line.as_ref().map(charged);
        let rate = about.invoice.tax_basis_points;
        let sum = dispute::disputed(charged, left, rate, amount).map_err(|refused| {
            if refused == Refused::NothingLeft {
                return refused.into();
            }
            let problem = Problem::new(refused.code());
            Failure::Invalid(vec![FieldProblem::new("amount", problem)])
        })?;
        let today = work.app.today().to_string();
        let new = New {
            id,
            about: (about.invoice.id, line),
            amounts: (sum.before_tax, sum.tax),
            reason: &reason.value,
            on: &today,
            by: (by, &name),
            at: work.now,
        };
        rows::open(work.tx, scope, new).map_err(|error| {
            if error.is_unique() {
                Refused::Twice.into()
            } else {
                Failure::from(error)
            }
        })?;
        work.audit("invoice", number.as_str());
        work.audit("line", line);
        work.audit("before_tax", sum.before_tax);
        suspension::settle(work, scope)?;
        tell_staff(work, scope, id, &about.invoice, sum)?;
        Ok(id)
    })
    .wait()
}

/// Tells the people of the operator who decide.
fn tell_staff(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    id: Uuid,
    invoice: &Invoice,
    sum: Taxed,
) -> Result<(), Failure> {
    let company = identity::tenant(work.tx, scope)?.name;
    let total = sum.before_tax.saturating_add(sum.tax);
    let total = money(total, &invoice.currency)?;
    let role = StaffRole::BillingOperator.text();
    for person in agreements::staff_with_role(work.tx, role)? {
        let (to, language) = (&person.contact_email, &person.language);
        Notice::new("dispute-opened", to, language, &invoice.number)
            .name(&full_name(&person.family_name, &person.given_name))
            .company(&company)
            .with("amount", &total)
            .link(&format!("/ops/billing/disputes/{id}"))
            .queue(work, format!("dispute-opened/{id}/{}", person.id))?;
    }
    Ok(())
}

fn state(found: &Dispute) -> Result<State, Failure> {
    State::from_text(&found.state)
        .ok_or_else(|| Failure::internal(format!("a dispute is {}", found.state)))
}

/// Writes how it ends; somebody may have been faster.
fn end(work: &mut Work<'_, '_>, own: TenantScope, id: Uuid, with: End<'_>) -> Result<(), Failure> {
    if rows::end(work.tx, own, id, with)? {
        Ok(())
    } else {
        Err(Refused::Decided.into())
    }
}

/// The partner takes a dispute back. Blocks.
///
/// # Errors
/// [`Failure::Conflict`] (`dispute-decided`); [`Failure::NotFound`].
pub fn withdraw(app: &App, request: &Request, id: Uuid, key: &str) -> Result<(), Failure> {
    let scope = own_scope(request, TenantAction::DisputeInvoices)?;
    let (by, name) = me(request)?;
    let intent = Intent::new(
        "billing.withdraw-dispute",
        scope.tenant().0,
        format!("dispute/{id}"),
    );
    app.command(request, intent.once(key, &id), move |work| {
        ledger::hold(work.tx, scope)?;
        let found = rows::one(work.tx, scope, id)?.ok_or(Failure::NotFound)?;
        dispute::may_end(state(&found)?)?;
        let today = work.app.today().to_string();
        let with = End {
            state: State::Withdrawn.text(),
            ended_on: Some(&today),
            answer: "",
            credit_note: None,
            by: (by, &name),
            at: work.now,
        };
        work.audit("invoice", found.invoice.as_str());
        end(work, scope, id, with)
    })
    .wait()
}

/// Decides about a dispute, with its partner's ledger held.
fn decide(
    app: &App,
    request: &Request,
    action: &'static str,
    id: Uuid,
    (key, input): (&str, &impl Serialize),
    act: impl Fn(&mut Work<'_, '_>, TenantScope, &Dispute) -> Result<(), Failure> + Send + 'static,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideDisputes)?;
    let find = move |tx: &mut Tx<'_>, scope: OperatorScope| -> Result<Dispute, Failure> {
        rows::get(tx, scope, id)?.ok_or(Failure::NotFound)
    };
    let partner = app.read(move |tx| find(tx, scope)).wait()?.partner_id;
    let own = own(partner)?;
    let intent = Intent::new(action, partner, format!("dispute/{id}"));
    app.command(request, intent.once(key, &(id, input)), move |work| {
        ledger::hold(work.tx, own)?;
        let found = find(work.tx, scope)?;
        dispute::may_end(state(&found)?)?;
        work.audit("invoice", found.invoice.as_str());
        act(work, own, &found)
    })
    .wait()
}

/// The operator agrees, to all or a part: a credit note is proposed, which a second person approves. Until
/// then the sum stays disputed; if the note is not approved the dispute is open again. Blocks.
///
/// # Errors
/// [`Failure::Invalid`] at `amount` and `reason`; [`Failure::Conflict`] (`dispute-decided`,
/// `credit-note-open` while another note about the invoice waits, and the codes of credit notes);
/// [`Failure::NotFound`].
pub fn accept(
    app: &App,
    request: &Request,
    id: Uuid,
    typed: &Typed,
    key: &str,
) -> Result<(), Failure> {
    authorise_operator(&request.caller, OperatorAction::DecideDisputes)?;
    let (by, name) = me(request)?;
    let mut problems = Vec::new();
    let amount = validate::amount_cny(&typed.amount);
    let amount = amount.map_err(|p| problems.push(FieldProblem::new("amount", p)));
    let reason = match reason_of(&typed.reason) {
        Ok(reason) => reason,
        Err(Failure::Invalid(wrong)) => {
            problems.extend(wrong);
            String::new()
        }
        Err(failure) => return Err(failure),
    };
    let (Ok(amount), true) = (amount, problems.is_empty()) else {
        return Err(Failure::Invalid(problems));
    };
    let note = fresh_uuid(&*app.entropy);
    let act = move |work: &mut Work<'_, '_>, own: TenantScope, found: &Dispute| {
        let amount = dispute::accepted(found.before_tax, amount).map_err(|refused| {
            Failure::Invalid(vec![FieldProblem::plain("amount", refused.code())])
        })?;
        let invoice = billing::invoice(work.tx, own, &found.invoice)?;
        let invoice = invoice.ok_or(Failure::NotFound)?;
        credit_notes::put(work, own, &invoice, note, (amount, &reason), (by, &name))?;
        let with = End {
            state: State::Accepted.text(),
            ended_on: None,
            answer: &reason,
            credit_note: Some(note),
            by: (by, &name),
            at: work.now,
        };
        work.audit("reason", reason.as_str());
        end(work, own, id, with)
    };
    decide(
        app,
        request,
        "billing.accept-dispute",
        id,
        (key, typed),
        act,
    )
}

/// The operator does not agree. Blocks.
///
/// # Errors
/// [`Failure::Invalid`] at `reason`; [`Failure::Conflict`] (`dispute-decided`); [`Failure::NotFound`].
pub fn refuse(
    app: &App,
    request: &Request,
    id: Uuid,
    reason: &str,
    key: &str,
) -> Result<(), Failure> {
    authorise_operator(&request.caller, OperatorAction::DecideDisputes)?;
    let (by, name) = me(request)?;
    let checked = text::multiline(reason, 5, WORDS);
    let reason = checked.map_err(|p| Failure::Invalid(vec![FieldProblem::new("answer", p)]))?;
    let (reason, input) = (reason.value.clone(), reason.value);
    let act = move |work: &mut Work<'_, '_>, own: TenantScope, found: &Dispute| {
        let today = work.app.today().to_string();
        let with = End {
            state: State::Refused.text(),
            ended_on: Some(&today),
            answer: &reason,
            credit_note: None,
            by: (by, &name),
            at: work.now,
        };
        work.audit("reason", reason.as_str());
        end(work, own, id, with)?;
        tell(work, own, "dispute-refused", found, &reason)
    };
    decide(
        app,
        request,
        "billing.refuse-dispute",
        id,
        (key, &input),
        act,
    )
}

fn tell(
    work: &mut Work<'_, '_>,
    own: TenantScope,
    code: &'static str,
    found: &Dispute,
    answer: &str,
) -> Result<(), Failure> {
    let sum = found.before_tax.saturating_add(found.tax);
    Told::new(code, &found.invoice, found.id)
        .with("amount", money(sum, &found.currency)?)
        .with("reason", answer)
        .link(format!("/billing/disputes/{}", found.id))
        .queue(work, own)
}

/// To be called when a credit note is issued: the dispute it gives back has ended.
pub(super) fn given_back(
    work: &mut Work<'_, '_>,
    own: TenantScope,
    note: Uuid,
    today: &str,
) -> Result<(), Failure> {
    let Some(found) = rows::of_note(work.tx, own, note)? else {
        return Ok(());
    };
    rows::given_back(work.tx, own, found.id, today)?;
    tell(work, own, "dispute-accepted", &found, &found.answer)
}

/// To be called when a credit note that was proposed will not be issued: the dispute is open again.
pub(super) fn reopened(
    work: &mut Work<'_, '_>,
    own: TenantScope,
    note: Uuid,
) -> Result<(), Failure> {
    match rows::of_note(work.tx, own, note)? {
        Some(found) => Ok(rows::reopen(work.tx, own, found.id)?),
        None => Ok(()),
    }
}

/// Disputes shown on a partner's page.
const MOST: u32 = 200;

/// The caller's company's disputes, the newest first.
pub fn own_list(app: &App, request: &Request) -> Reply<Vec<Dispute>, Failure> {
    match own_scope(request, TenantAction::ViewBilling) {
        Ok(scope) => app.read(move |tx| Ok(rows::of_partner(tx, scope, MOST)?)),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// One of the caller's company's disputes.
pub fn own_view(app: &App, request: &Request, id: Uuid) -> Reply<Dispute, Failure> {
    match own_scope(request, TenantAction::ViewBilling) {
        Ok(scope) => app.read(move |tx| rows::one(tx, scope, id)?.ok_or(Failure::NotFound)),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// Disputes on one page of the console.
pub const PAGE: u32 = 50;

/// Every dispute, those that wait first; and whether there are more.
pub fn list(app: &App, request: &Request, page: u32) -> Reply<(Vec<Dispute>, bool), Failure> {
    match authorise_operator(&request.caller, OperatorAction::ViewBills) {
        Ok(scope) => app.read(move |tx| {
            let found = rows::list(tx, scope, window(page, PAGE))?;
            Ok(shown(found, PAGE))
        }),
        Err(denial) => Reply::ready(Err(denial.into())),
    }
}

/// Any dispute.
pub fn view(app: &App, request: &Request, id: Uuid) -> Reply<Dispute, Failure> {
    match authorise_operator(&request.caller, OperatorAction::ViewBills) {
        Ok(scope) => app.read(move |tx| rows::get(tx, scope, id)?.ok_or(Failure::NotFound)),
        Err(denial) => Reply::ready(Err(denial.into())),
    }
}
