//! What adjustments make of a bill: discounts spread over its lines, lines that give back parts of earlier
//! ones, and the check of everything together.

use super::lateness::Late;
use super::make::charge_of;
use crate::Failure;
use domain::billing::{self, Billed, Broken, ChargeType, Discounted, Tied, Totals};
use domain::money::Currency;
use domain::permission::TenantScope;
use std::collections::HashMap;
use store::Tx;
use store::billing::adjustments::Left;
use store::billing::usage::UsageLine;
use store::billing::{Line, adjustments as rows};
use uuid::Uuid;

/// A partner's discounts and what they have taken off so far.
pub(super) struct Discounts {
    left: HashMap<Uuid, i64>,
    /// What is left of discounts on usage.
    of_usage: HashMap<Uuid, i64>,
    billed: HashMap<Uuid, Vec<Discounted>>,
}

impl Discounts {
    pub(super) fn of(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Self, Failure> {
        let of = |left: Vec<Left>| {
            let left = left.into_iter();
            left.map(|l| (l.subscription_id, l.amount)).collect()
        };
        Ok(Self {
            left: of(rows::left(tx, scope)?),
            of_usage: of(rows::left_of_usage(tx, scope)?),
            billed: HashMap::new(),
        })
    }

    /// What was billed for a span of a subscription; kept only where there ever was a discount.
    pub(super) fn billed(&mut self, subscription: Uuid, billed: Billed, discount: i64) {
        if self.left.contains_key(&subscription) {
            self.billed
                .entry(subscription)
                .or_default()
                .push(Discounted {
                    span: billed.span,
                    amount: billed.net,
                    discount,
                });
        }
    }

    /// What of a subscription's discounts on usage is taken off an amount of it.
    pub(super) fn of_usage(&self, subscription: Uuid, amount: i64) -> i64 {
        let left = self.of_usage.get(&subscription).copied().unwrap_or(0);
        left.clamp(0, amount.max(0))
    }

    /// The discount on each of a subscription's lines.
    pub(super) fn spread(
        &self,
        subscription: Uuid,
        lines: &[(billing::Line, Uuid)],
    ) -> Result<Vec<i64>, Failure> {
        let Some(left) = self.left.get(&subscription) else {
            return Ok(vec![0; lines.len()]);
        };
        let billed = self.billed.get(&subscription);
        let billed = billed.map_or(&[][..], Vec::as_slice);
        let lines: Vec<_> = lines.iter().map(|(line, _)| *line).collect();
        billing::spread(&lines, billed, *left).map_err(Failure::internal)
    }
}

/// The lines that give back what was agreed to, behind so many others.
pub(super) fn offsets(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    currency: Currency,
    before: usize,
) -> Result<Vec<Line>, Failure> {
    let mut lines = Vec::new();
    for found in rows::to_give(tx, scope)? {
        let (Some(invoice), Some(place)) = (found.invoice_id, found.line) else {
            return Err(Failure::internal("what is given back has no line"));
        };
        let place = u32::try_from(place).map_err(Failure::internal)?;
        let line = rows::line(tx, scope, (invoice, place))?;
        let line = line.ok_or_else(|| Failure::internal("what is given back is on no line"))?;
        if found.currency != currency.code() {
            return Err(Failure::internal(Broken::Currency));
        }
        lines.push(Line {
            number: u32::try_from(before + lines.len() + 1).map_err(Failure::internal)?,
            charge: ChargeType::Offset.text().to_owned(),
            amount: found.before_tax.saturating_neg(),
            discount: 0,
            tax: found.tax.saturating_neg(),
            adjustment_id: Some(found.id),
            ..line
        });
    }
    Ok(lines)
}

/// Nothing leaves whose sums are not those of its lines.
pub(super) fn tie_out(
    totals: &Totals,
    (lines, usage): (&[Line], &[UsageLine]),
    late: &[Late],
    basis_points: u32,
) -> Result<(), Failure> {
    let tied = lines.iter().map(|line| {
        Ok(Tied {
            charge: charge_of(&line.charge)?,
            amount: line.amount,
            discount: line.discount,
            tax: line.tax,
        })
    });
    let of_usage = usage.iter().map(|line| {
        Ok(Tied {
            charge: charge_of(&line.charge)?,
            amount: line.amount,
            discount: 0,
            tax: line.tax,
        })
    });
    let tied = tied.chain(of_usage);
    let tied = tied.collect::<Result<Vec<_>, Failure>>()?;
    let finance = late.iter().try_fold((0_i64, 0_i64), |sum, late| {
        Some((
            sum.0.checked_add(late.charge.amount)?,
            sum.1.checked_add(late.tax)?,
        ))
    });
    let finance = finance.ok_or_else(|| Failure::internal(Broken::Sum))?;
    billing::tie_out(totals, tied, finance, basis_points).map_err(Failure::internal)
}
