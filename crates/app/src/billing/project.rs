//! What the next bill would say of one subscription, before anything is changed.

use super::adjusted::Discounts;
use super::make::{count_of, day, rated};
use crate::subscriptions::{MOST, offer_of, renewable, signed_on, status};
use crate::{App, Failure};
use domain::billing::{Billed, Line, Span};
use domain::permission::TenantScope;
use domain::subscriptions::{Status, term_end};
use jiff::civil::Date;
use store::billing::{self as rows, Happened, Sold};
use store::subscriptions::{self, Fact, Subscription};
use store::{Tx, customers};
use uuid::Uuid;

/// What the next bill would say of a subscription. Amounts are minor units, before tax.
#[derive(Debug, Clone)]
pub struct Projection {
    /// The billing date.
    pub on: Date,
    /// Lines, as they would be billed.
    pub lines: Vec<Line>,
    /// What discounts take off them.
    pub discount: i64,
    /// Their sum, less that.
    pub sum: i64,
    /// What the same bill would come to if nothing changed.
    pub unchanged: i64,
}

/// Rates the bill that is due next as if the subscription had another quantity from today on, by the
/// very rules that bill is made with. None where nothing is billed: trials, sandboxes, what does not
/// run; and while a bill that is due already has not been made.
pub(crate) fn project(
    tx: &mut Tx<'_>,
    app: &App,
    scope: TenantScope,
    row: &Subscription,
    base: Option<&Subscription>,
    quantity: u32,
) -> Result<Option<Projection>, Failure> {
    let customer = customers::get(tx, scope, row.customer_id)?;
    let sandbox = customer.is_none_or(|customer| customer.sandbox);
    if row.is_trial || sandbox || status(row)? != Status::Active {
        return Ok(None);
    }
    let today = app.today();
    let Some(on) = rows::next_on(tx, scope)? else {
        return Ok(None);
    };
    let on = day(&on)?;
    if on <= today {
        return Ok(None);
    }
    let signed = signed_on(tx, scope)?;
    let k = count_of(signed, on)?;
    let sold = sold(row, base);
    let mut facts = subscriptions::facts(tx, scope, row.id, MOST)?;
    facts.reverse();
    let mut facts: Vec<_> = facts.iter().map(|fact| happened(row, fact)).collect();
    let (mut billed, mut discounts) = (Vec::new(), Discounts::of(tx, scope)?);
    for sum in rows::billed_of(tx, scope, row.id)? {
        let span = Span {
            from: day(&sum.span_from)?,
            to: day(&sum.span_to)?,
            months: sum.months,
        };
        let of_span = Billed { span, net: sum.net };
        discounts.billed(row.id, of_span, sum.discount);
        billed.push(of_span);
    }
    let renewed = renewal(tx, app, scope, row, base, (signed, on))?;
    let as_now: Vec<_> = facts.iter().cloned().chain(renewed.clone()).collect();
    let unchanged = rated(app, signed, &sold, &as_now, &billed, k)?;
    let (unchanged, _) = sum(&discounts, row.id, &unchanged)?;
    facts.push(Happened {
        quantity,
        ..now(row, today, "change")
    });
    let renewed = renewed.map(|fact| Happened { quantity, ..fact });
    facts.extend(renewed);
    let lines = rated(app, signed, &sold, &facts, &billed, k)?;
    let (sum, discount) = sum(&discounts, row.id, &lines)?;
    Ok(Some(Projection {
        on,
        discount,
        sum,
        unchanged,
        lines: lines.into_iter().map(|(line, _)| line).collect(),
    }))
}

/// What lines come to less their discounts, and these.
fn sum(
    discounts: &Discounts,
    subscription: Uuid,
    lines: &[(Line, Uuid)],
) -> Result<(i64, i64), Failure> {
    let taken = discounts.spread(subscription, lines)?;
    let mut both = lines.iter().zip(taken);
    let sums = both.try_fold((0_i64, 0_i64), |(sum, discount), ((line, _), taken)| {
        let net = line.amount.checked_sub(taken)?;
        Some((sum.checked_add(net)?, discount.checked_add(taken)?))
    });
    sums.ok_or_else(|| Failure::internal("a projected bill overflows"))
}

/// The subscription as a bill knows it. Names do not matter here: nothing of it is written down.
fn sold(row: &Subscription, base: Option<&Subscription>) -> Sold {
    Sold {
        id: row.id,
        platform_id: row.platform_id,
        customer_id: row.customer_id,
        customer_name: String::new(),
        customer_domain: String::new(),
        order_id: row.order_id,
        friendly_name: row.friendly_name.clone(),
        ordered_on: row.ordered_on.clone(),
        starts_on: row.starts_on.clone(),
        ends_on: row.ends_on.clone(),
        base_order_id: base.map(|base| base.order_id),
        base_ordered_on: base.map(|base| base.ordered_on.clone()),
    }
}

fn happened(row: &Subscription, fact: &Fact) -> Happened {
    Happened {
        subscription_id: row.id,
        day: fact.day.clone(),
        what: fact.what.clone(),
        status: fact.status.clone(),
        cycle: fact.cycle.clone(),
        offer_id: fact.offer_id,
        quantity: fact.quantity,
        unit_price: fact.unit_price,
        ends_on: fact.ends_on.clone(),
    }
}

fn now(row: &Subscription, on: Date, what: &str) -> Happened {
    Happened {
        subscription_id: row.id,
        day: on.to_string(),
        what: what.to_owned(),
        status: row.status.clone(),
        cycle: row.cycle.clone(),
        offer_id: row.offer_id,
        quantity: row.quantity,
        unit_price: row.unit_price,
        ends_on: row.ends_on.clone(),
    }
}

/// The term that begins anew before the bill is made, at the price of that day.
fn renewal(
    tx: &mut Tx<'_>,
    app: &App,
    scope: TenantScope,
    row: &Subscription,
    base: Option<&Subscription>,
    (signed, on): (Date, Date),
) -> Result<Option<Happened>, Failure> {
    let ends = day(&row.ends_on)?;
    let offer = offer_of(app, row.offer_id)?;
    if !row.auto_renew || ends > on || !renewable(app, row, base)? {
        return Ok(None);
    }
    let prices = crate::catalogue::prices(tx, scope, Some(row.customer_id), ends)?;
    let price = prices.of(offer).map(|price| price.minor);
    Ok(Some(Happened {
        unit_price: price.unwrap_or(row.unit_price),
        ends_on: term_end(signed, ends).to_string(),
        ..now(row, ends, "renewed")
    }))
}
