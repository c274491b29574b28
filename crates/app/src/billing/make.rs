//! A bill before it is issued: the facts, rated, checked, and summed up.

use super::adjusted::{self, Discounts};
use super::lateness::{self, Late};
use super::used;
use crate::subscriptions::{offer_of, signed_on};
use crate::{App, Failure};
use domain::billing::reconciliation::{self, Cells, Record};
use domain::billing::{self, Billed, Broken, ChargeType, Event, Fact, Prorated, Span, Totals};
use domain::calendar::nth_billing_date;
use domain::money::{Currency, Money};
use domain::permission::TenantScope;
use domain::subscriptions::Status;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};
use store::billing::usage::UsageLine;
use store::billing::{self as rows, Filed, Happened, Line, Sold, ledger};
use store::{Tx, accounts, identity};
use uuid::Uuid;

/// Who bills whom, as it was when the bill was issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parties {
    /// The operator's legal name in each language.
    pub seller: BTreeMap<String, String>,
    /// Its unified social credit code.
    pub seller_code: String,
    /// The bank it is paid at, in each language.
    pub bank: BTreeMap<String, String>,
    /// Its account there.
    pub bank_account: String,
    /// The partner.
    pub buyer: String,
    /// Its unified social credit code.
    pub buyer_code: String,
    /// Its partner-network ID.
    pub network_id: String,
    /// Who receives the invoice.
    pub recipient: String,
    /// Where.
    pub recipient_email: String,
    /// The partner's purchase order; may be empty.
    pub purchase_order: String,
    /// The language the partner wants.
    pub language: String,
}

/// A bill that could be issued.
#[derive(Debug, Clone)]
pub struct Bill {
    /// The billing date.
    pub on: Date,
    /// The one before: the period that ends began on it.
    pub from: Date,
    /// Its lines.
    pub lines: Vec<Line>,
    /// Its lines for usage.
    pub usage: Vec<UsageLine>,
    /// Finance charges.
    pub late: Vec<Late>,
    /// The sums of both.
    pub totals: Totals,
    /// What was unpaid before, less what was paid without saying what for.
    pub previous_balance: i64,
    /// Who bills whom.
    pub parties: Parties,
    /// Tax rate, hundredths of a percent.
    pub tax_basis_points: u32,
    /// Its currency.
    pub currency: Currency,
    /// SHA-256 of the reconciliation file.
    pub file_hash: String,
}

impl Bill {
    /// Whether there is nothing to tell: nothing charged and nothing unpaid.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
            && self.usage.is_empty()
            && self.late.is_empty()
            && self.previous_balance == 0
    }
}

pub(super) fn day(text: &str) -> Result<Date, Failure> {
    text.parse().map_err(Failure::internal)
}

/// Which bill of a partner is due on a date, counted from the first.
pub(super) fn count_of(signed: Date, on: Date) -> Result<u32, Failure> {
    let months = i32::from(on.year() - signed.year()) * 12 + i32::from(on.month() - signed.month());
    let k = u32::try_from(months).unwrap_or(0);
    if k > 0 && nth_billing_date(signed, k) == on {
        Ok(k)
    } else {
        Err(Failure::internal(format!("{on} is no billing date")))
    }
}

/// The billing date after one.
pub(super) fn date_after(signed: Date, on: Date) -> Result<Date, Failure> {
    Ok(nth_billing_date(signed, count_of(signed, on)? + 1))
}

/// The bill of a partner for a billing date, from what is known now of the days before it.
pub(super) fn make(
    tx: &mut Tx<'_>,
    app: &App,
    scope: TenantScope,
    on: Date,
) -> Result<Bill, Failure> {
    let signed = signed_on(tx, scope)?;
    let k = count_of(signed, on)?;
    let from = nth_billing_date(signed, k - 1);
    let account = accounts::billing_account(tx, scope)?.ok_or(Failure::NotFound)?;
    let currency = Currency::from_code(&account.currency)
        .ok_or_else(|| Failure::internal("a billing account has an unknown currency"))?;
    let since = from.to_string();
    let mut facts: HashMap<Uuid, Vec<Happened>> = HashMap::new();
    for fact in rows::happened(tx, scope, &since)? {
        facts.entry(fact.subscription_id).or_default().push(fact);
    }
    let mut billed: HashMap<Uuid, Vec<Billed>> = HashMap::new();
    let mut discounts = Discounts::of(tx, scope)?;
    for row in rows::billed(tx, scope, &since)? {
        let span = Span {
            from: day(&row.span_from)?,
            to: day(&row.span_to)?,
            months: row.months,
        };
        let sum = Billed { span, net: row.net };
        discounts.billed(row.subscription_id, sum, row.discount);
        billed.entry(row.subscription_id).or_default().push(sum);
    }
    let rate = app.programme.tax.rate_basis_points;
    let (mut lines, mut totals) = (Vec::new(), Totals::default());
    for sold in rows::sold(tx, scope, &since)? {
        let facts = facts.remove(&sold.id).unwrap_or_default();
        let billed = billed.remove(&sold.id).unwrap_or_default();
        let rated = rated(app, signed, &sold, &facts, &billed, k)?;
        let found = discounts.spread(sold.id, &rated)?;
        for ((line, offer), discount) in rated.into_iter().zip(found) {
            let failed = |error: &dyn std::fmt::Display| {
                Failure::internal(format!("bill of subscription {}: {error}", sold.id))
            };
            let subtotal = line.amount.checked_sub(discount);
            let subtotal = subtotal.ok_or_else(|| failed(&Broken::Sum))?;
            let tax = billing::tax(subtotal, rate).map_err(|e| failed(&e))?;
            totals = totals
                .with(line.charge, line.amount, discount, tax)
                .map_err(|e| failed(&e))?;
            let number = u32::try_from(lines.len() + 1).map_err(Failure::internal)?;
            lines.push(written(app, &sold, offer, line, (discount, tax), number)?);
        }
    }
    for line in adjusted::offsets(tx, scope, currency, lines.len())? {
        totals = totals
            .with(ChargeType::Offset, line.amount, line.discount, line.tax)
            .map_err(Failure::internal)?;
        lines.push(line);
    }
    let usage = used::charges(tx, app, scope, (signed, from, on), &discounts)?;
    for line in &usage {
        totals = totals
            .with(charge_of(&line.charge)?, line.amount, 0, line.tax)
            .map_err(Failure::internal)?;
    }
    let late = lateness::charges(tx, app, scope, (from, on))?;
    for late in &late {
        let with = totals.with_finance_charge(late.charge.amount, late.tax);
        totals = with.map_err(Failure::internal)?;
    }
    adjusted::tie_out(&totals, (&lines, &usage), &late, rate)?;
    let parties = parties(tx, app, scope)?;
    let file = file_of(scope, &parties, currency, &lines)?;
    Ok(Bill {
        on,
        from,
        lines,
        usage,
        late,
        totals,
        previous_balance: ledger::balance(tx, scope)?.due(),
        parties,
        tax_basis_points: rate,
        currency,
        file_hash: hash(&file),
    })
}

/// SHA-256 of a file, hexadecimal.
pub(super) fn hash(file: &str) -> String {
    let digest = Sha256::digest(file.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The lines for one subscription, each with the offer it is for. Nothing that breaks a rule leaves.
pub(super) fn rated(
    app: &App,
    signed: Date,
    sold: &Sold,
    facts: &[Happened],
    billed: &[Billed],
    k: u32,
) -> Result<Vec<(billing::Line, Uuid)>, Failure> {
    let failed = |error: &dyn std::fmt::Display| {
        Failure::internal(format!("bill of subscription {}: {error}", sold.id))
    };
    let read = facts.iter().map(|fact| read(app, fact));
    let read = read.collect::<Result<Vec<_>, _>>()?;
    let starts = day(&sold.starts_on)?;
    // An add-on has free days only when it was ordered together with its base; what began on the
    // day of its order is an upgrade.
    let together = sold.base_order_id.is_none()
        || (sold.base_order_id == Some(sold.order_id)
            && sold.base_ordered_on.as_ref() == Some(&sold.ordered_on));
    let free = together && sold.starts_on > sold.ordered_on;
    let Some(history) = billing::history(signed, starts, free, &read) else {
        return Ok(vec![]);
    };
    let lines = billing::rate(&history, billed, k).map_err(|e| failed(&e))?;
    billing::check(&history, billed, &lines, k).map_err(|e| failed(&e))?;
    let offer_on = |line: &billing::Line| {
        let until = line.to.to_string();
        let known = facts.iter().rev().find(|fact| fact.day < until);
        known.or(facts.first()).map(|fact| fact.offer_id)
    };
    let lines = lines.into_iter().map(|line| {
        let offer = offer_on(&line).ok_or_else(|| failed(&"nothing happened"))?;
        Ok((line, offer))
    });
    lines.collect()
}

fn read(app: &App, fact: &Happened) -> Result<Fact, Failure> {
    let status = Status::from_text(&fact.status)
        .ok_or_else(|| Failure::internal(format!("unknown status {}", fact.status)))?;
    Ok(Fact {
        day: day(&fact.day)?,
        event: match fact.what.as_str() {
            "ordered" => Event::Ordered,
            "converted" => Event::Converted,
            "renewed" => Event::Renewed,
            _ => Event::Changed,
        },
        seats: fact.quantity,
        runs: status.is_billed(),
        annual: fact.cycle == "annual",
        unit_price: fact.unit_price,
        ends_on: day(&fact.ends_on)?,
        trial: offer_of(app, fact.offer_id)?.is_trial(),
    })
}

/// A line with everything that is known of it now, so that it can be explained for ever.
fn written(
    app: &App,
    sold: &Sold,
    offer: Uuid,
    line: billing::Line,
    (discount, tax): (i64, i64),
    number: u32,
) -> Result<Line, Failure> {
    let offer = offer_of(app, offer)?;
    Ok(Line {
        number,
        subscription_id: sold.id,
        customer_id: sold.customer_id,
        order_id: sold.order_id,
        platform_id: sold.platform_id,
        offer_id: offer.id,
        product_id: offer.product,
        offer_name: offer.name.get(app.programme.languages.default).to_owned(),
        subscription_name: sold.friendly_name.clone(),
        customer_name: sold.customer_name.clone(),
        customer_domain: sold.customer_domain.clone(),
        starts_on: sold.starts_on.clone(),
        ends_on: sold.ends_on.clone(),
        charge: line.charge.text().to_owned(),
        charged_from: line.from.to_string(),
        charged_to: line.to.to_string(),
        span_from: line.span.from.to_string(),
        span_to: line.span.to.to_string(),
        months: line.basis.months,
        unit_price: line.basis.unit_price,
        seats: line.basis.seats,
        days: line.basis.days,
        of_days: line.basis.of_days,
        amount: line.amount,
        discount,
        tax,
        adjustment_id: None,
    })
}

/// A stored line as the rules know it.
pub(super) fn line_of(row: &Line) -> Result<billing::Line, Failure> {
    Ok(billing::Line {
        charge: charge_of(&row.charge)?,
        from: day(&row.charged_from)?,
        to: day(&row.charged_to)?,
        span: Span {
            from: day(&row.span_from)?,
            to: day(&row.span_to)?,
            months: row.months,
        },
        basis: Prorated {
            unit_price: row.unit_price,
            months: row.months,
            seats: row.seats,
            days: row.days,
            of_days: row.of_days,
        },
        amount: row.amount,
    })
}

/// The reconciliation file of lines.
pub(super) fn file_of(
    scope: TenantScope,
    parties: &Parties,
    currency: Currency,
    lines: &[Line],
) -> Result<String, Failure> {
    let mut file = reconciliation::head();
    for line in lines {
        file_line(&mut file, scope, parties, currency, &line.into())?;
    }
    Ok(file)
}

/// Adds a line to a reconciliation file, of text or as a workbook.
pub(super) fn file_line(
    file: &mut impl Cells,
    scope: TenantScope,
    parties: &Parties,
    currency: Currency,
    line: &Filed<'_>,
) -> Result<(), Failure> {
    let record = Record {
        partner: scope.tenant().0,
        network_id: &parties.network_id,
        customer: line.customer_id,
        customer_name: line.customer_name,
        domain: line.customer_domain,
        order: line.order_id,
        subscription: line.subscription_id,
        platform: line.platform_id,
        subscription_name: line.subscription_name,
        product: line.product_id,
        offer: line.offer_id,
        offer_name: line.offer_name,
        starts_on: day(line.starts_on)?,
        ends_on: day(line.ends_on)?,
        charge: charge_of(line.charge)?,
        from: day(line.charged_from)?,
        to: day(line.charged_to)?,
        basis: Prorated {
            unit_price: line.unit_price,
            months: line.months,
            seats: line.seats,
            days: line.days,
            of_days: line.of_days,
        },
        amount: line.amount,
        discount: line.discount,
        tax: Money::new(line.tax, currency),
    };
    reconciliation::add(file, &record).map_err(Failure::internal)
}

pub(super) fn charge_of(text: &str) -> Result<ChargeType, Failure> {
    ChargeType::from_text(text).ok_or_else(|| Failure::internal(format!("unknown charge {text}")))
}

pub(super) fn parties(tx: &mut Tx<'_>, app: &App, scope: TenantScope) -> Result<Parties, Failure> {
    let operator = &app.programme.operator;
    let named = |name: &domain::programme::Localised| {
        let all = domain::language::Language::ALL.into_iter();
        all.map(|l| (l.tag().to_owned(), name.get(l).to_owned()))
            .collect()
    };
    let tenant = identity::tenant(tx, scope)?;
    let partner = accounts::partner(tx, scope)?.ok_or(Failure::NotFound)?;
    let fields = accounts::profiles(tx, scope)?;
    let field = |name: &str| {
        let found = fields
            .iter()
            .find(|f| f.profile == "billing" && f.field == name);
        found.map_or_else(String::new, |f| f.value.clone())
    };
    Ok(Parties {
        seller: named(&operator.legal_name),
        seller_code: operator.unified_social_credit_code.clone(),
        bank: named(&operator.bank.name),
        bank_account: operator.bank.account_number.clone(),
        buyer: tenant.name,
        buyer_code: partner.credit_code,
        network_id: partner.network_id,
        recipient: field("invoice_name"),
        recipient_email: field("invoice_email"),
        purchase_order: field("purchase_order"),
        language: tenant.language,
    })
}
