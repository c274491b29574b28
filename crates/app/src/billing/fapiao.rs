//! VAT invoices (fapiao): asked for by a partner, issued or refused by the operator. What is given back later
//! of an invoice that has one is due as a red-letter one, in the same transaction.

use super::credit_notes;
use super::make::{day, parties};
use super::payments::own;
use super::told::{Told, money};
use crate::command::{me, reason_of};
use crate::enrolment::application::own_scope;
use crate::identity::session::full_name;
use crate::notifications::Notice;
use crate::paging::{shown, window};
use crate::{App, Failure, Intent, Request, Work};
use domain::billing::credit_note::Taxed;
use domain::billing::fapiao::{self, Kind, Letter, Refused, State};
use domain::caller::StaffRole;
use domain::enrolment::form::FieldProblem;
use domain::ids::fresh_uuid;
use domain::permission::{
    OperatorAction, OperatorScope, TenantAction, TenantScope, authorise_operator,
};
use domain::validate;
use serde::Serialize;
use std::collections::BTreeMap;
use store::billing::fapiao::{self as rows, Buyer, Cause, Due, End, Fapiao, New};
use store::billing::{self, Invoice, ledger};
use store::{Reply, Tx, accounts, agreements};
use uuid::Uuid;

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        Self::conflict(refused.code())
    }
}

/// What can be asked for of an invoice.
#[derive(Debug, Clone)]
pub struct Offer {
    /// Whether one can be, but for what is missing of the company's.
    pub may: Result<(), Refused>,
    /// Which one the company gets, or the fields of the billing profile that are missing for it.
    pub kind: Result<Kind, Vec<&'static str>>,
    /// What it would be about.
    pub amounts: Taxed,
    /// What it would print of the company; it is sent to whoever receives the invoices unless somebody
    /// says otherwise.
    pub buyer: Buyer,
}

/// What an invoice has.
#[derive(Debug, Clone)]
pub struct OfInvoice {
    /// The invoice.
    pub invoice: Invoice,
    /// Its VAT invoices, the newest first.
    pub all: Vec<Fapiao>,
    /// What can be asked for.
    pub offer: Offer,
}

fn offer(
    tx: &mut Tx<'_>,
    app: &App,
    scope: TenantScope,
    invoice: &Invoice,
) -> Result<Offer, Failure> {
    let parties = parties(tx, app, scope)?;
    let fields = accounts::profiles(tx, scope)?.into_iter();
    let fields = fields.filter(|field| field.profile == "billing");
    let profile: BTreeMap<_, _> = fields.map(|field| (field.field, field.value)).collect();
    let value = |field: &str| profile.get(field).cloned().unwrap_or_default();
    let left = credit_notes::left(tx, scope, invoice)?;
    let live = rows::live(tx, scope, invoice.id)?.is_some();
    Ok(Offer {
        may: fapiao::may_ask(left, live),
        kind: fapiao::kind(&profile),
        // Cents of tax can be given back beyond what is left of them.
        amounts: Taxed {
            tax: left.tax.max(0),
            ..left
        },
        buyer: Buyer {
            title: parties.buyer,
            // A company's tax number is its credit code.
            tax_id: parties.buyer_code,
            bank_name: value("bank_name"),
            bank_account: value("bank_account"),
            address: value("tax_address"),
            phone: value("tax_phone"),
            email: parties.recipient_email,
        },
    })
}

/// What one of the caller's company's invoices has, and what can be asked for.
pub fn of_invoice(app: &App, request: &Request, number: &str) -> Reply<OfInvoice, Failure> {
    let (number, inside) = (number.to_owned(), app.clone());
    match own_scope(request, TenantAction::ViewBilling) {
        Ok(scope) => app.read(move |tx| {
            let invoice = billing::invoice(tx, scope, &number)?.ok_or(Failure::NotFound)?;
            Ok(OfInvoice {
                all: rows::of_invoice(tx, scope, invoice.id)?,
                offer: offer(tx, &inside, scope, &invoice)?,
                invoice,
            })
        }),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

fn subject(id: Uuid) -> String {
    format!("fapiao/{id}")
}

/// Asks for the VAT invoice of an invoice, to be sent to an address. It prints what the billing profile has
/// at this moment. Blocks.
///
/// # Errors
/// [`Failure::Invalid`] at `email`, or at each field of the billing profile that is missing;
/// [`Failure::Conflict`] (`fapiao-live`, `fapiao-nothing-left`); [`Failure::NotFound`].
pub fn ask(
    app: &App,
    request: &Request,
    number: &str,
    email: &str,
    key: &str,
) -> Result<Uuid, Failure> {
    let scope = own_scope(request, TenantAction::AskFapiao)?;
    let (by, name) = me(request)?;
    let checked = validate::email(email);
    let to = checked.map_err(|p| Failure::Invalid(vec![FieldProblem::new("email", p)]))?;
    let number = number.to_owned();
    let id = fresh_uuid(&*app.entropy);
    let intent = Intent::new("billing.ask-fapiao", scope.tenant().0, subject(id));
    let intent = intent.once(key, &(&number, email));
    app.command(request, intent, move |work| {
        ledger::hold(work.tx, scope)?;
        let invoice = billing::invoice(work.tx, scope, &number)?.ok_or(Failure::NotFound)?;
        let mut offer = offer(work.tx, work.app, scope, &invoice)?;
        offer.may?;
        let missing = |fields: Vec<&'static str>| {
            let fields = fields.into_iter();
            Failure::Invalid(fields.map(|f| FieldProblem::plain(f, "required")).collect())
        };
        let kind = offer.kind.map_err(missing)?;
        offer.buyer.email.clone_from(&to.value);
        let new = New {
            id,
            invoice: (invoice.id, invoice.billed_on.as_str()),
            kind: kind.text(),
            amounts: (offer.amounts.before_tax, offer.amounts.tax),
            buyer: &offer.buyer,
            by: (by, &name),
            at: work.now,
        };
        rows::ask(work.tx, scope, new).map_err(|error| {
            if error.is_unique() {
                Refused::Live.into()
            } else {
                Failure::from(error)
            }
        })?;
        work.audit("invoice", number.as_str());
        work.audit("kind", kind.text());
        work.audit("before_tax", offer.amounts.before_tax);
        work.audit("tax", offer.amounts.tax);
        work.audit("email", to.value.as_str());
        let about = (&invoice, offer.buyer.title.as_str(), offer.amounts);
        tell_staff(work, "fapiao-asked", id, about)?;
        Ok(id)
    })
    .wait()
}

/// Tells the people of the operator who issue them.
fn tell_staff(
    work: &mut Work<'_, '_>,
    code: &'static str,
    id: Uuid,
    (invoice, company, amounts): (&Invoice, &str, Taxed),
) -> Result<(), Failure> {
    let total = amounts.before_tax.saturating_add(amounts.tax);
    let total = money(total, &invoice.currency)?;
    let role = StaffRole::BillingOperator.text();
    for person in agreements::staff_with_role(work.tx, role)? {
        let (to, language) = (&person.contact_email, &person.language);
        Notice::new(code, to, language, &invoice.number)
            .name(&full_name(&person.family_name, &person.given_name))
            .company(company)
            .with("amount", &total)
            .link(&format!("/ops/billing/fapiao/{id}"))
            .queue(work, format!("{code}/{id}/{}", person.id))?;
    }
    Ok(())
}

fn state(found: &Fapiao) -> Result<State, Failure> {
    State::from_text(&found.state)
        .ok_or_else(|| Failure::internal(format!("a VAT invoice is {}", found.state)))
}

fn letter(found: &Fapiao) -> Result<Letter, Failure> {
    Letter::from_text(&found.letter)
        .ok_or_else(|| Failure::internal(format!("a VAT invoice is {}", found.letter)))
}

fn amounts(found: &Fapiao) -> Taxed {
    Taxed {
        before_tax: found.before_tax,
        tax: found.tax,
    }
}

/// Writes how it ends; somebody may have been faster.
fn end(work: &mut Work<'_, '_>, own: TenantScope, id: Uuid, with: End<'_>) -> Result<(), Failure> {
    let ended = rows::end(work.tx, own, id, with).map_err(|error| {
        if error.is_unique() {
            let twice = FieldProblem::plain("number", Refused::Twice.code());
            Failure::Invalid(vec![twice])
        } else {
            error.into()
        }
    })?;
    match ended {
        true => Ok(()),
        false => Err(Refused::Decided.into()),
    }
}

/// The partner takes a request back; the number of its invoice. Blocks.
///
/// # Errors
/// [`Failure::Conflict`] (`fapiao-decided`, `fapiao-red`); [`Failure::NotFound`].
pub fn withdraw(app: &App, request: &Request, id: Uuid, key: &str) -> Result<String, Failure> {
    let scope = own_scope(request, TenantAction::AskFapiao)?;
    let (by, name) = me(request)?;
    let intent = Intent::new("billing.withdraw-fapiao", scope.tenant().0, subject(id));
    app.command(request, intent.once(key, &id), move |work| {
        ledger::hold(work.tx, scope)?;
        let found = rows::one(work.tx, scope, id)?.ok_or(Failure::NotFound)?;
        fapiao::may_end(letter(&found)?, state(&found)?)?;
        work.audit("invoice", found.invoice.as_str());
        let with = End {
            state: State::Withdrawn.text(),
            issued: None,
            reason: "",
            by: (by, &name),
            at: work.now,
        };
        end(work, scope, id, with)?;
        Ok(found.invoice)
    })
    .wait()
}

/// Decides about one, with its partner's ledger held.
fn decide(
    app: &App,
    request: &Request,
    action: &'static str,
    id: Uuid,
    (key, input): (&str, &impl Serialize),
    act: impl Fn(&mut Work<'_, '_>, TenantScope, &Fapiao) -> Result<(), Failure> + Send + 'static,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::IssueFapiao)?;
    let find = move |tx: &mut Tx<'_>, scope: OperatorScope| -> Result<Fapiao, Failure> {
        rows::get(tx, scope, id)?.ok_or(Failure::NotFound)
    };
    let partner = app.read(move |tx| find(tx, scope)).wait()?.partner_id;
    let own = own(partner)?;
    let intent = Intent::new(action, partner, subject(id));
    app.command(request, intent.once(key, &(id, input)), move |work| {
        ledger::hold(work.tx, own)?;
        let found = find(work.tx, scope)?;
        work.audit("invoice", found.invoice.as_str());
        act(work, own, &found)
    })
    .wait()
}

/// What a form says of one that was made in the tax office's system.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Typed {
    /// The tax office's number.
    pub number: String,
    /// Its day.
    pub issued_on: String,
    /// The amount with tax that the page showed, minor units: one of another amount would be wrong.
    pub seen: String,
}

/// It was made: it has its number, and the partner is told. Blocks.
///
/// # Errors
/// [`Failure::Invalid`] at `number` and `issued_on`; [`Failure::Conflict`] (`fapiao-decided`,
/// `fapiao-changed`, `fapiao-nothing-left`); [`Failure::NotFound`].
pub fn issue(
    app: &App,
    request: &Request,
    id: Uuid,
    typed: &Typed,
    key: &str,
) -> Result<(), Failure> {
    authorise_operator(&request.caller, OperatorAction::IssueFapiao)?;
    let (by, name) = me(request)?;
    let mut problems = Vec::new();
    let mut wrong = |field: &str, problem| problems.push(FieldProblem::new(field, problem));
    let number = validate::fapiao_number(&typed.number).map_err(|p| wrong("number", p));
    let on = validate::date(&typed.issued_on).map_err(|p| wrong("issued_on", p));
    let (Ok(number), Ok(on)) = (number, on) else {
        return Err(Failure::Invalid(problems));
    };
    // What is no amount is none that the page showed.
    let seen = typed.seen.parse().unwrap_or(0);
    let act = move |work: &mut Work<'_, '_>, own: TenantScope, found: &Fapiao| {
        fapiao::may_issue(state(found)?, amounts(found), seen)?;
        let dated = fapiao::may_be_dated(on, day(&found.earliest_on)?, work.app.today());
        dated.map_err(|refused| {
            Failure::Invalid(vec![FieldProblem::plain("issued_on", refused.code())])
        })?;
        work.audit("number", number.value.as_str());
        let issued_on = on.to_string();
        work.audit("issued_on", issued_on.as_str());
        work.audit("letter", found.letter.as_str());
        work.audit("before_tax", found.before_tax);
        work.audit("tax", found.tax);
        let with = End {
            state: State::Issued.text(),
            issued: Some((number.value.as_str(), issued_on.as_str())),
            reason: "",
            by: (by, &name),
            at: work.now,
        };
        end(work, own, id, with)?;
        let code = match letter(found)? {
            Letter::Blue => "fapiao-issued",
            Letter::Red => "fapiao-red-issued",
        };
        let told = tell(code, found)?
            .with("number", number.value.as_str())
            .with("original", found.original.clone().unwrap_or_default());
        told.day("on", on).also(&found.email).queue(work, own)
    };
    decide(app, request, "billing.issue-fapiao", id, (key, typed), act)
}

/// The operator does not make it; the partner may ask again. Blocks.
///
/// # Errors
/// [`Failure::Invalid`] at `reason`; [`Failure::Conflict`] (`fapiao-decided`, `fapiao-red`);
/// [`Failure::NotFound`].
pub fn refuse(
    app: &App,
    request: &Request,
    id: Uuid,
    reason: &str,
    key: &str,
) -> Result<(), Failure> {
    authorise_operator(&request.caller, OperatorAction::IssueFapiao)?;
    let ((by, name), reason) = (me(request)?, reason_of(reason)?);
    let input = reason.clone();
    let act = move |work: &mut Work<'_, '_>, own: TenantScope, found: &Fapiao| {
        fapiao::may_end(letter(found)?, state(found)?)?;
        work.audit("reason", reason.as_str());
        let with = End {
            state: State::Refused.text(),
            issued: None,
            reason: &reason,
            by: (by, &name),
            at: work.now,
        };
        end(work, own, id, with)?;
        tell("fapiao-refused", found)?
            .with("reason", reason.as_str())
            .queue(work, own)
    };
    decide(
        app,
        request,
        "billing.refuse-fapiao",
        id,
        (key, &input),
        act,
    )
}

/// A mail to the partner about one.
fn tell<'a>(code: &'static str, found: &'a Fapiao) -> Result<Told<'a>, Failure> {
    let total = found.before_tax.saturating_add(found.tax);
    Ok(Told::new(code, &found.invoice, found.id)
        .with("amount", money(total, &found.currency)?)
        .link(format!("/billing/invoices/{}/fapiao", found.invoice)))
}

/// To be called when something was given back of an invoice, with the ledger held: a blue one that waits
/// will be about what is left, and for one that is issued a red one is due.
pub(super) fn given_back(
    work: &mut Work<'_, '_>,
    own: TenantScope,
    invoice: &Invoice,
    cause: Cause,
    given: Taxed,
) -> Result<(), Failure> {
    let Some(live) = rows::live(work.tx, own, invoice.id)? else {
        return Ok(());
    };
    if state(&live)? == State::Requested {
        let left = credit_notes::left(work.tx, own, invoice)?;
        let left = (left.before_tax.max(0), left.tax.max(0));
        return Ok(rows::less(work.tx, own, live.id, left)?);
    }
    let all = rows::of_invoice(work.tx, own, invoice.id)?;
    let reds = all.iter().filter(|one| one.letter == Letter::Red.text());
    let Some(given) = fapiao::red(amounts(&live), reds.map(amounts), given) else {
        return Ok(());
    };
    let (by, name) = me(work.request)?;
    let id = fresh_uuid(&*work.app.entropy);
    let today = work.app.today().to_string();
    let due = Due {
        id,
        of: live.id,
        cause: (cause, &today),
        amounts: (given.before_tax, given.tax),
        by: (by, &name),
        at: work.now,
    };
    if !rows::due(work.tx, own, due)? {
        return Err(Failure::internal("the issued VAT invoice is gone"));
    }
    work.audit("red_letter", id.to_string());
    tell_staff(work, "fapiao-red-due", id, (invoice, &live.title, given))
}

/// Rows on one page of the console.
pub const PAGE: u32 = 50;

/// A page of the console's list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Those in the state, the oldest first.
    pub found: Vec<Fapiao>,
    /// Whether there are more.
    pub more: bool,
    /// How many wait, in whatever state the list is.
    pub waiting: i64,
}

/// Those in a state, of every partner.
pub fn list(app: &App, request: &Request, state: State, page: u32) -> Reply<Listed, Failure> {
    match authorise_operator(&request.caller, OperatorAction::ViewBills) {
        Ok(scope) => app.read(move |tx| {
            let found = rows::list(tx, scope, state.text(), window(page, PAGE))?;
            let (found, more) = shown(found, PAGE);
            Ok(Listed {
                found,
                more,
                waiting: rows::waiting(tx, scope)?,
            })
        }),
        Err(denial) => Reply::ready(Err(denial.into())),
    }
}

/// Any of them.
pub fn view(app: &App, request: &Request, id: Uuid) -> Reply<Fapiao, Failure> {
    match authorise_operator(&request.caller, OperatorAction::ViewBills) {
        Ok(scope) => app.read(move |tx| rows::get(tx, scope, id)?.ok_or(Failure::NotFound)),
        Err(denial) => Reply::ready(Err(denial.into())),
    }
}
