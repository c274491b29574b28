//! What usage makes of a bill: lines for what was metered, discounts on them, and their file.

use super::adjusted::Discounts;
use super::make::{Bill, Parties, charge_of, day, hash as hash_of};
use super::view::load;
use crate::enrolment::application::own_scope;
use crate::subscriptions::offer_of;
use crate::{App, Failure, Request};
use domain::billing::reconciliation::Cells;
use domain::billing::usage::{self, Decimal, Life, Metered};
use domain::billing::usage_file::{self, Meter, Record};
use domain::billing::{Broken, Exact};
use domain::money::{Currency, Money};
use domain::permission::{TenantAction, TenantScope};
use jiff::civil::Date;
use std::collections::HashMap;
use store::billing::Invoice;
use store::billing::adjustments::{self, Adjustment};
use store::billing::usage::{self as rows, Origin, UsageLine};
use store::{Reply, Tx};
use uuid::Uuid;

/// The lines for what a partner's customers used before a billing date and no invoice charges for yet, each
/// subscription's discount behind its usage. None where the programme sells no usage: then it waits.
pub(super) fn charges(
    tx: &mut Tx<'_>,
    app: &App,
    scope: TenantScope,
    (signed, from, on): (Date, Date, Date),
    discounts: &Discounts,
) -> Result<Vec<UsageLine>, Failure> {
    if !app.programme.features.usage_based_offers {
        return Ok(vec![]);
    }
    let before = on.to_string();
    let lives = rows::lives(tx, scope, &before)?.into_iter();
    let lives: HashMap<_, _> = lives.map(|life| (life.id, life)).collect();
    let waiting = rows::waiting(tx, scope, &before)?;
    let mut lines: Vec<UsageLine> = Vec::with_capacity(waiting.len());
    for of_one in waiting.chunk_by(|a, b| a.subscription_id == b.subscription_id) {
        let Some(first) = of_one.first() else {
            continue;
        };
        let found = lives.get(&first.subscription_id);
        let found = found.ok_or_else(|| Failure::internal("usage of no subscription"))?;
        let life = life_of(
            signed,
            (found.order_id, found.ordered_on.as_str()),
            found.base_order_id.zip(found.base_ordered_on.as_deref()),
            (found.starts_on.as_str(), found.ended_on.as_deref()),
        )?;
        // Nothing of it is billed, and no file knows it.
        if life.ended_free() {
            continue;
        }
        let renewed = found.renewed_on.as_deref().map(day).transpose()?;
        let renewed = renewed.is_some_and(|renewed| from <= renewed && renewed < on);
        let begins = lines.len();
        for record in of_one {
            lines.push(charged(app, life, on, record)?);
        }
        let own = lines.get(begins..).unwrap_or_default();
        if let Some(line) = discounted(app, own, discounts, (found.billed, renewed))? {
            lines.push(line);
        }
    }
    for (line, number) in lines.iter_mut().zip(1..) {
        line.number = number;
    }
    Ok(lines)
}

/// The life of a subscription as the rules know it, from its order and that of its base, each with its day.
/// An add-on has free days only when it was ordered together with its base; what began on the day of its
/// order is an upgrade.
pub(super) fn life_of(
    signed_on: Date,
    order: (Uuid, &str),
    base: Option<(Uuid, &str)>,
    (starts_on, ended_on): (&str, Option<&str>),
) -> Result<Life, Failure> {
    let together = base.is_none_or(|base| base == order);
    Ok(Life {
        signed_on,
        starts_on: day(starts_on)?,
        free: together && starts_on > order.1,
        ended_on: ended_on.map(day).transpose()?,
    })
}

/// What discounts take off the usage of a subscription: a line with the days of those it is taken off.
fn discounted(
    app: &App,
    own: &[UsageLine],
    discounts: &Discounts,
    (billed, renewed): (bool, bool),
) -> Result<Option<UsageLine>, Failure> {
    let Some(first) = own.first() else {
        return Ok(None);
    };
    let sum = own
        .iter()
        .try_fold(0_i64, |sum, line| sum.checked_add(line.amount));
    let sum = sum.ok_or_else(|| Failure::internal(Broken::Sum))?;
    let discount = discounts.of_usage(first.subscription_id, sum);
    if discount == 0 {
        return Ok(None);
    }
    let days = |line: &UsageLine| (line.charged_from.clone(), line.charged_to.clone());
    let (from, to) = own
        .iter()
        .map(days)
        .fold(days(first), |all, one| (all.0.min(one.0), all.1.max(one.1)));
    let amount = discount.saturating_neg();
    let rate = app.programme.tax.rate_basis_points;
    Ok(Some(UsageLine {
        charge: usage::discount(!billed, renewed).text().to_owned(),
        charged_from: from,
        charged_to: to,
        amount,
        tax: domain::billing::tax(amount, rate).map_err(Failure::internal)?,
        ..plain(app, first)?
    }))
}

/// A line about a subscription without anything metered.
fn plain(app: &App, of: &UsageLine) -> Result<UsageLine, Failure> {
    let offer = offer_of(app, of.offer_id)?;
    Ok(UsageLine {
        offer_name: offer.name.get(app.programme.languages.default).to_owned(),
        subscription_name: of.subscription_name.clone(),
        customer_name: of.customer_name.clone(),
        customer_domain: of.customer_domain.clone(),
        record_id: None,
        record: String::new(),
        used_on: String::new(),
        service_name: String::new(),
        service_type: String::new(),
        resource_id: Uuid::nil(),
        resource_name: String::new(),
        region: String::new(),
        sku: String::new(),
        tier: 1,
        consumed: 0,
        included: 0,
        price: 0,
        metered_region: String::new(),
        metered_service: String::new(),
        metered_service_type: String::new(),
        project: String::new(),
        service_info: String::new(),
        charge: String::new(),
        charged_from: String::new(),
        charged_to: String::new(),
        ..*of
    })
}

/// The line for a record.
fn charged(app: &App, life: Life, on: Date, record: &UsageLine) -> Result<UsageLine, Failure> {
    let failed = |error: &dyn std::fmt::Display| {
        Failure::internal(format!("usage record {}: {error}", record.record))
    };
    let currency = Currency::from_code(&app.programme.currency.code)
        .ok_or_else(|| failed(&"the programme has an unknown currency"))?;
    let rate = app.programme.tax.rate_basis_points;
    let rated = metered(record).rate(currency, rate);
    let rated = rated.map_err(|error| failed(&error))?;
    let used_on = day(&record.used_on)?;
    let (from, to) = usage::charged(life, used_on);
    usage::check(life, used_on, (from, to), on).map_err(|error| failed(&error))?;
    let offer = offer_of(app, record.offer_id)?;
    Ok(UsageLine {
        offer_name: offer.name.get(app.programme.languages.default).to_owned(),
        charge: usage::fee(life, on).text().to_owned(),
        charged_from: from.to_string(),
        charged_to: to.to_string(),
        amount: rated.amount,
        tax: rated.tax,
        ..record.clone()
    })
}

/// What was metered.
#[must_use]
pub fn metered(line: &UsageLine) -> Metered {
    Metered {
        consumed: Decimal(line.consumed),
        included: Decimal(line.included),
        price: Decimal(line.price),
    }
}

/// Adds a line to a usage file, of text or as a workbook.
pub(super) fn file_line(
    file: &mut impl Cells,
    scope: TenantScope,
    (invoice, parties, currency): (&str, &Parties, Currency),
    line: &UsageLine,
) -> Result<(), Failure> {
    let meter = match &line.record_id {
        None => None,
        Some(_) => Some(Meter {
            used_on: day(&line.used_on)?,
            service_name: &line.service_name,
            service_type: &line.service_type,
            resource: line.resource_id,
            resource_name: &line.resource_name,
            region: &line.region,
            sku: &line.sku,
            tier: line.tier,
            consumed: Decimal(line.consumed),
            included: Decimal(line.included),
            overage: metered(line).overage(),
            price: Decimal(line.price),
            metered_region: &line.metered_region,
            metered_service: &line.metered_service,
            metered_service_type: &line.metered_service_type,
            project: &line.project,
            service_info: &line.service_info,
        }),
    };
    let record = Record {
        partner: scope.tenant().0,
        partner_name: &parties.buyer,
        network_id: &parties.network_id,
        invoice,
        customer: line.customer_id,
        customer_name: &line.customer_name,
        domain: &line.customer_domain,
        order: line.order_id,
        platform: line.platform_id,
        subscription_name: &line.subscription_name,
        offer_name: &line.offer_name,
        charge: charge_of(&line.charge)?,
        from: day(&line.charged_from)?,
        to: day(&line.charged_to)?,
        meter,
        amount: line.amount,
        tax: Money::new(line.tax, currency),
    };
    usage_file::add(file, &record).map_err(Failure::internal)
}

/// SHA-256 of the usage file of a bill that gets a number; nothing without usage.
pub(super) fn hash(scope: TenantScope, bill: &Bill, number: &str) -> Result<String, Failure> {
    if bill.usage.is_empty() {
        return Ok(String::new());
    }
    let mut file = usage_file::head();
    for line in &bill.usage {
        let about = (number, &bill.parties, bill.currency);
        file_line(&mut file, scope, about, line)?;
    }
    Ok(hash_of(&file))
}

/// Whether there is a usage file of an invoice: where the programme sells usage, and where it did.
pub(super) fn offered(app: &App, invoice: &Invoice) -> Result<(), Failure> {
    if app.programme.features.usage_based_offers || invoice.usage_count > 0 {
        Ok(())
    } else {
        Err(Failure::conflict("usage-not-offered"))
    }
}

/// The usage file of one of the caller's company's invoices: the same bytes every time.
pub fn file(app: &App, request: &Request, number: &str) -> Reply<String, Failure> {
    let (number, inside) = (number.to_owned(), app.clone());
    match own_scope(request, TenantAction::ViewBilling) {
        Ok(scope) => app.read(move |tx| {
            let (invoice, parties) = load(tx, scope, &number)?;
            offered(&inside, &invoice)?;
            let currency = Currency::from_code(&invoice.currency)
                .ok_or_else(|| Failure::internal("an invoice has an unknown currency"))?;
            let mut file = usage_file::head();
            rows::each(tx, scope, invoice.id, (0, u32::MAX), |line| {
                let about = (invoice.number.as_str(), &parties, currency);
                file_line(&mut file, scope, about, line)
            })?;
            Ok(file)
        }),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// An invoice with some of its lines for usage.
#[derive(Debug, Clone)]
pub struct Used {
    /// The invoice.
    pub invoice: Invoice,
    /// Who bills whom.
    pub parties: Parties,
    /// Lines.
    pub lines: Vec<UsageLine>,
}

/// Lines for usage of one of the caller's company's invoices after one of them, in order.
pub fn lines(
    app: &App,
    request: &Request,
    number: &str,
    (after, limit): (u32, u32),
) -> Reply<Used, Failure> {
    let number = number.to_owned();
    match own_scope(request, TenantAction::ViewBilling) {
        Ok(scope) => app.read(move |tx| {
            let (invoice, parties) = load(tx, scope, &number)?;
            Ok(Used {
                lines: rows::lines(tx, scope, invoice.id, (after, limit))?,
                invoice,
                parties,
            })
        }),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// A line for usage, explained.
#[derive(Debug, Clone)]
pub struct Explained {
    /// Its invoice.
    pub invoice: Invoice,
    /// The line.
    pub line: UsageLine,
    /// Its amount before it was rounded; none for a discount.
    pub exact: Option<Exact>,
    /// What one unit came to before tax and with it, minor units.
    pub rates: [i64; 2],
    /// Where the record came from.
    pub origin: Option<Origin>,
    /// The discounts that were granted, for a line that is one.
    pub granted: Vec<Adjustment>,
}

/// One line for usage of one of the caller's company's invoices.
pub fn line(app: &App, request: &Request, number: &str, wanted: u32) -> Reply<Explained, Failure> {
    let number = number.to_owned();
    match own_scope(request, TenantAction::ViewBilling) {
        Ok(scope) => app.read(move |tx| {
            let before = wanted.checked_sub(1).ok_or(Failure::NotFound)?;
            let (invoice, _) = load(tx, scope, &number)?;
            let line = rows::lines(tx, scope, invoice.id, (before, 1))?.pop();
            let line = line.filter(|line| line.number == wanted);
            let line = line.ok_or(Failure::NotFound)?;
            let currency = Currency::from_code(&invoice.currency)
                .ok_or_else(|| Failure::internal("an invoice has an unknown currency"))?;
            let rate = |amount| {
                let rate = usage::effective_rate(amount, metered(&line).overage());
                rate.map_err(Failure::internal)
            };
            let total = line.amount.saturating_add(line.tax);
            let rates = [rate(line.amount)?, rate(total)?];
            let (origin, granted) = match line.record_id {
                Some(record) => (rows::origin(tx, scope, record)?, vec![]),
                None => {
                    let about = (line.subscription_id, invoice.issued_at, true);
                    (None, adjustments::discounts(tx, scope, about)?)
                }
            };
            let exact = line.record_id.map(|_| metered(&line).exact(currency));
            Ok(Explained {
                exact,
                rates,
                origin,
                granted,
                invoice,
                line,
            })
        }),
        Err(failure) => Reply::ready(Err(failure)),
    }
}
