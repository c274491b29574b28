//! Special prices: the operator grants a partner less than the list for a time, two people agreeing;
//! and the one question every price is decided by.

mod told;
mod view;

pub use view::{View, all, granted, open, view};

use super::lists::{chain, scope};
use super::refresh_within;
use crate::command::{me, reason_of};
use crate::{App, Failure, Intent, Request, Work};
use domain::caller::Caller;
use domain::catalogue::special::{self, Refused, Standing, State, Terms};
use domain::catalogue::{Offer, Prices, Special};
use domain::enrolment::form::FieldProblem;
use domain::ids::{TenantId, fresh_uuid};
use domain::money::{Currency, Money};
use domain::permission::{OperatorAction, OperatorScope, TenantAction, TenantScope, authorise};
use domain::validate::{self, Problem, text};
use jiff::civil::Date;
use store::special_prices::{self as rows, Close, Decision, New, SpecialPrice};
use store::{Tx, customers};
use uuid::Uuid;

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        Self::conflict(refused.code())
    }
}

/// What a partner pays for all offers on a day: for one customer, or for one that is not made yet.
/// Every place that decides, shows or foretells a price asks here, once for all its offers.
pub(crate) fn prices(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    buyer: Option<Uuid>,
    day: Date,
) -> Result<Prices, Failure> {
    let found = rows::applying(tx, scope, buyer, &day.to_string())?;
    let specials = found.into_iter().map(|row| {
        Ok(Special {
            id: row.id,
            offer: row.offer_id,
            customer: row.customer_id,
            terms: terms(row.id, row.fixed_minor, row.off_points)?,
            begins: row.begins_on.parse().map_err(Failure::internal)?,
            ends: row.ends_on.parse().map_err(Failure::internal)?,
        })
    });
    Ok(Prices {
        buyer,
        day,
        specials: specials.collect::<Result<_, Failure>>()?,
    })
}

fn terms(id: Uuid, fixed: Option<i64>, points: Option<i64>) -> Result<Terms, Failure> {
    let terms = Terms::from_parts(fixed, points);
    terms.ok_or_else(|| Failure::internal(format!("special price {id} has no terms")))
}

/// The system's leave for a partner's own data; the operator's rights have been asked before.
fn own(partner: Uuid) -> Result<TenantScope, Failure> {
    let partner = TenantId(partner);
    Ok(authorise(
        &Caller::System,
        TenantAction::ViewPrices,
        partner,
    )?)
}

/// What a form says of a special price.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Typed {
    /// The partner's domain, credit code, partner-network ID or name.
    pub partner: String,
    /// The domain of a customer of it; empty for all.
    pub customer: String,
    /// The offer's id.
    pub offer: String,
    /// `fixed` or `off`.
    pub kind: String,
    /// A price, or a percentage.
    pub value: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
    /// Why.
    pub reason: String,
}

/// What was typed, as far as nothing but the catalogue is needed to judge it.
struct Wanted {
    offer: Uuid,
    terms: Terms,
    from: Date,
    until: Date,
    reason: String,
}

fn wanted(app: &App, typed: &Typed, problems: &mut Vec<FieldProblem>) -> Option<Wanted> {
    let mut wrong = |field: &str, problem| problems.push(FieldProblem::new(field, problem));
    let offer = offer(app, &typed.offer).map_err(|p| wrong("offer", p));
    let terms = match typed.kind.as_str() {
        "fixed" => special::fixed(&typed.value, app.programme.currency.minor_digits),
        "off" => special::off(&typed.value),
        _ => {
            wrong("kind", Problem::new("choice-unknown"));
            Ok(Terms::Off(1))
        }
    };
    let terms = terms.map_err(|p| wrong("value", p));
    let from = validate::date(&typed.from).map_err(|p| wrong("from", p));
    let until = validate::date(&typed.until).map_err(|p| wrong("until", p));
    let reason = text::line(&typed.reason, 5, 500).map_err(|p| wrong("reason", p));
    if let (Ok(from), Ok(until)) = (&from, &until)
        && let Err((field, problem)) = special::days(*from, *until, app.today())
    {
        wrong(field, problem);
    }
    if let (Ok(offer), Ok(terms), Ok(from)) = (&offer, &terms, &from)
        && let Err((problem, list)) = special::lower(*terms, offer, *from)
    {
        match list {
            Some(list) => wrong("value", problem.with("list", money(app, list))),
            None => wrong("offer", problem),
        }
    }
    Some(Wanted {
        offer: offer.ok()?.id,
        terms: terms.ok()?,
        from: from.ok()?,
        until: until.ok()?,
        reason: reason.ok()?.value,
    })
}

fn offer<'a>(app: &'a App, typed: &str) -> Result<&'a Offer, Problem> {
    if typed.is_empty() {
        return Err(Problem::new("required"));
    }
    let id = Uuid::parse_str(typed).map_err(|_| Problem::new("choice-unknown"))?;
    let offer = app.programme.catalogue().offer(id);
    let offer = offer.filter(|offer| !offer.is_trial());
    offer.ok_or_else(|| Problem::new("choice-unknown"))
}

fn money(app: &App, minor: i64) -> String {
    let currency = Currency::from_code(&app.programme.currency.code).unwrap_or(Currency::CNY);
    Money::new(minor, currency).to_string()
}

/// Whom it is for: the partner, and the customer where one is named.
fn whom(
    tx: &mut Tx<'_>,
    scope: OperatorScope,
    typed: &Typed,
    problems: &mut Vec<FieldProblem>,
) -> Result<Option<(Uuid, Option<Uuid>)>, Failure> {
    let mut wrong = |field: &str, problem| problems.push(FieldProblem::new(field, problem));
    let line = match text::line(&typed.partner, 1, 200) {
        Ok(line) => line.value,
        Err(problem) => {
            wrong("partner", problem);
            return Ok(None);
        }
    };
    let partner = match store::billing::payments::meant(tx, scope, &line)?[..] {
        [one] => one,
        [] => {
            wrong("partner", Problem::new("payment-partner-unknown"));
            return Ok(None);
        }
        _ => {
            wrong("partner", Problem::new("payment-partner-several"));
            return Ok(None);
        }
    };
    let domain = typed.customer.trim().to_lowercase();
    if domain.is_empty() {
        return Ok(Some((partner, None)));
    }
    // Only its own customers are looked through: another partner's is as unknown as none.
    let customer = customers::id_by_domain(tx, own(partner)?, &domain)?;
    if customer.is_none() {
        wrong("customer", Problem::new("special-price-customer"));
    }
    Ok(customer.map(|customer| (partner, Some(customer))))
}

/// Asks for a special price; another catalogue manager approves it. Blocks.
///
/// # Errors
/// [`Failure::Invalid`] at the fields of [`Typed`].
pub fn propose(app: &App, request: &Request, typed: &Typed, key: &str) -> Result<Uuid, Failure> {
    let scope = scope(request, OperatorAction::ManageSpecialPrices)?;
    let (by, name) = me(request)?;
    let mut problems = Vec::new();
    let wanted = wanted(app, typed, &mut problems);
    let asked = typed.clone();
    let whom = app.read(move |tx| {
        let mut problems = Vec::new();
        let found = whom(tx, scope, &asked, &mut problems)?;
        Ok((found, problems))
    });
    let (whom, more) = whom.wait()?;
    problems.extend(more);
    let (Some(wanted), Some((partner, customer)), true) = (wanted, whom, problems.is_empty())
    else {
        return Err(Failure::Invalid(problems));
    };
    let (own, id) = (own(partner)?, fresh_uuid(&*app.entropy));
    let subject = format!("special-price/{id}");
    let intent = Intent::new("special-price.propose", chain(request)?, subject);
    app.command(request, intent.once(key, typed), move |work| {
        let (from, until) = (wanted.from.to_string(), wanted.until.to_string());
        let new = New {
            id,
            customer,
            offer: wanted.offer,
            terms: wanted.terms.parts(),
            days: (&from, &until),
            reason: &wanted.reason,
            by: (by, &name),
            at: work.now,
        };
        rows::propose(work.tx, own, new)?;
        let row = rows::get(work.tx, scope, id)?.ok_or(Failure::NotFound)?;
        noted(work, &row)?;
        told::proposed(work, &row)?;
        Ok(id)
    })
    .wait()
}

/// What the log says of one in every step.
fn noted(work: &mut Work<'_, '_>, row: &SpecialPrice) -> Result<(), Failure> {
    work.audit("partner", row.partner.as_str());
    if let Some(customer) = &row.customer {
        work.audit("customer", customer.as_str());
    }
    work.audit("offer", row.offer_id.to_string());
    match terms(row.id, row.fixed_minor, row.off_points)? {
        Terms::Fixed(minor) => work.audit("price", minor),
        Terms::Off(points) => work.audit("percent_off", special::percent(points)),
    }
    work.audit("from", row.from_on.as_str());
    work.audit("until", row.until_on.as_str());
    work.audit("reason", row.reason.as_str());
    Ok(())
}

/// One as the rules see it.
fn standing(row: &SpecialPrice) -> Result<Standing, Failure> {
    let from = row.begins_on.as_ref().unwrap_or(&row.from_on);
    Ok(Standing {
        state: State::from_text(&row.state)
            .ok_or_else(|| Failure::internal(format!("a special price is {}", row.state)))?,
        proposed_by: row.proposed_by,
        from: from.parse().map_err(Failure::internal)?,
        until: row.until_on.parse().map_err(Failure::internal)?,
    })
}

/// Does one step in a command.
fn step(
    app: &App,
    request: &Request,
    action: &'static str,
    id: Uuid,
    (key, input): (&str, &impl serde::Serialize),
    act: impl Fn(&mut Work<'_, '_>, TenantScope, &SpecialPrice) -> Result<bool, Failure>
    + Send
    + 'static,
) -> Result<(), Failure> {
    let scope = scope(request, OperatorAction::ManageSpecialPrices)?;
    let intent = Intent::new(action, chain(request)?, format!("special-price/{id}"));
    app.command(request, intent.once(key, &(id, input)), move |work| {
        let row = rows::get(work.tx, scope, id)?.ok_or(Failure::NotFound)?;
        noted(work, &row)?;
        if act(work, own(row.partner_id)?, &row)? {
            Ok(())
        } else {
            Err(Refused::Step.into())
        }
    })
    .wait()
}

/// A second person agrees: it counts from its first day, or from today. Blocks.
///
/// # Errors
/// [`Failure::Conflict`] with the code of [`Refused`]; [`Failure::NotFound`].
pub fn approve(app: &App, request: &Request, id: Uuid, key: &str) -> Result<(), Failure> {
    scope(request, OperatorAction::ManageSpecialPrices)?;
    let (by, name) = me(request)?;
    let act = move |work: &mut Work<'_, '_>, own: TenantScope, row: &SpecialPrice| {
        let (begins, ends) = standing(row)?.may_approve(by, work.app.today())?;
        refresh_within(work)?;
        let terms = terms(row.id, row.fixed_minor, row.off_points)?;
        let offer = work.app.programme.catalogue().offer(row.offer_id);
        let offer = offer.ok_or(Refused::NotLower)?;
        special::lower(terms, offer, begins).map_err(|_| Refused::NotLower)?;
        let (first, after) = (begins.to_string(), ends.to_string());
        let with = Decision {
            state: State::Approved.text(),
            days: Some((&first, &after)),
            reason: "",
            by: (by, &name),
            at: work.now,
        };
        work.audit("begins", first.as_str());
        work.audit("proposed_by", row.proposed_name.as_str());
        work.also(row.partner_id);
        let done = rows::decide(work.tx, own, row.id, with)?;
        told::granted(work, own, row, begins)?;
        Ok(done)
    };
    step(
        app,
        request,
        "special-price.approve",
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
    scope(request, OperatorAction::ManageSpecialPrices)?;
    let ((by, name), reason) = (me(request)?, reason_of(reason)?);
    let input = reason.clone();
    let act = move |work: &mut Work<'_, '_>, own: TenantScope, row: &SpecialPrice| {
        standing(row)?.may_decline(by)?;
        work.audit("because", reason.as_str());
        let with = Decision {
            state: State::Declined.text(),
            days: None,
            reason: &reason,
            by: (by, &name),
            at: work.now,
        };
        Ok(rows::decide(work.tx, own, row.id, with)?)
    };
    step(
        app,
        request,
        "special-price.decline",
        id,
        (key, &input),
        act,
    )
}

/// Whoever asked for it takes it back while nobody has decided. Blocks.
///
/// # Errors
/// As [`approve`].
pub fn take_back(app: &App, request: &Request, id: Uuid, key: &str) -> Result<(), Failure> {
    scope(request, OperatorAction::ManageSpecialPrices)?;
    let (by, name) = me(request)?;
    let act = move |work: &mut Work<'_, '_>, own: TenantScope, row: &SpecialPrice| {
        standing(row)?.may_take_back(by)?;
        let with = Close {
            before: State::Proposed.text(),
            state: State::TakenBack.text(),
            ends_on: None,
            reason: "",
            by: (by, &name),
            at: work.now,
        };
        Ok(rows::close(work.tx, own, row.id, with)?)
    };
    step(
        app,
        request,
        "special-price.take-back",
        id,
        (key, &"take-back"),
        act,
    )
}

/// Ends one that was approved: from today on nothing is sold at it. What was sold keeps its price.
/// Blocks.
///
/// # Errors
/// As [`approve`]; [`Failure::Invalid`] at `reason`.
pub fn withdraw(
    app: &App,
    request: &Request,
    id: Uuid,
    reason: &str,
    key: &str,
) -> Result<(), Failure> {
    scope(request, OperatorAction::ManageSpecialPrices)?;
    let ((by, name), reason) = (me(request)?, reason_of(reason)?);
    let input = reason.clone();
    let act = move |work: &mut Work<'_, '_>, own: TenantScope, row: &SpecialPrice| {
        let ends = standing(row)?.may_withdraw(work.app.today())?;
        let after = ends.to_string();
        let with = Close {
            before: State::Approved.text(),
            state: State::Withdrawn.text(),
            ends_on: Some(&after),
            reason: &reason,
            by: (by, &name),
            at: work.now,
        };
        work.audit("because", reason.as_str());
        work.audit("ends", after.as_str());
        work.also(row.partner_id);
        let done = rows::close(work.tx, own, row.id, with)?;
        told::ended(work, own, row, ends)?;
        Ok(done)
    };
    step(
        app,
        request,
        "special-price.withdraw",
        id,
        (key, &input),
        act,
    )
}
