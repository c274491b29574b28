//! A change of the quantity before it is made: what becomes of the price, and of the next bill.

use super::money;
use crate::billing::{charge, days};
use crate::http::Visit;
use crate::ui::{Part, Text, format};
use app::billing::Projection;
use app::subscriptions::{Details, billed_each_time};
use domain::billing::{ChargeType, Line};
use domain::subscriptions::Status;

/// A change of the quantity before it is made.
pub(super) struct Preview {
    pub(super) quantity: u32,
    pub(super) words: String,
    /// What is paid each time, before and after; for who may see prices.
    pub(super) cost: Option<String>,
    pub(super) bill: Option<Bill>,
}

/// The next bill's word on it.
pub(super) struct Bill {
    pub(super) title: String,
    pub(super) lines: Vec<BillLine>,
    pub(super) sum: String,
    pub(super) difference: String,
}

/// A line of it.
pub(super) struct BillLine {
    pub(super) charge: Text,
    pub(super) period: String,
    pub(super) formula: Vec<Part>,
}

/// What changing to a quantity would mean; none when that is no change.
pub(super) fn preview(visit: &Visit, details: &Details, quantity: u32) -> Option<Preview> {
    let t = visit.t();
    let row = &details.view.row;
    if quantity == row.quantity || Status::from_text(&row.status) != Some(Status::Active) {
        return None;
    }
    let (from, to) = (row.quantity.to_string(), quantity.to_string());
    let before = billed_each_time(&details.view, row.quantity);
    let after = billed_each_time(&details.view, quantity);
    let cost = before.zip(after).map(|(before, after)| {
        let (before, after) = (money(visit, before), money(visit, after));
        let id = if row.cycle == "annual" {
            "quantity-cost-yearly"
        } else {
            "quantity-cost-monthly"
        };
        t.format(id, &[("before", &before), ("after", &after)])
    });
    Some(Preview {
        quantity,
        words: t.format("quantity-change", &[("from", &from), ("to", &to)]),
        cost,
        bill: details.projection.as_ref().map(|found| bill(visit, found)),
    })
}

fn bill(visit: &Visit, found: &Projection) -> Bill {
    let t = visit.t();
    let on = format::date(t, found.on);
    let change = found.sum.saturating_sub(found.unchanged);
    let id = match change {
        0 => "quantity-bill-same",
        1.. => "quantity-bill-more",
        _ => "quantity-bill-less",
    };
    let (before, change) = (
        money(visit, found.unchanged),
        money(visit, change.saturating_abs()),
    );
    let lines = found.lines.iter().map(|line| BillLine {
        charge: charge(visit, line.charge.text()),
        period: days(visit, &line.from.to_string(), &line.to.to_string()),
        formula: formula(visit, line),
    });
    let discount = (found.discount != 0).then(|| BillLine {
        charge: t.get("invoice-discounts"),
        period: String::new(),
        formula: vec![Part {
            operator: "",
            value: money(visit, found.discount.saturating_neg()).into(),
            label: t.get("explain-discount"),
            result: true,
        }],
    });
    Bill {
        title: t.format("quantity-bill-title", &[("day", &on)]),
        lines: lines.chain(discount).collect(),
        sum: money(visit, found.sum),
        difference: t.format(id, &[("before", &before), ("change", &change)]),
    }
}

/// How the amount of a line comes about.
fn formula(visit: &Visit, line: &Line) -> Vec<Part> {
    let t = visit.t();
    let part = |operator, value: String, id: &str| Part {
        operator,
        value: value.into(),
        label: t.get(id),
        result: false,
    };
    let result = Part {
        result: true,
        ..part("=", money(visit, line.amount), "explain-amount")
    };
    if line.charge == ChargeType::CancelInstanceProrate {
        let billed = money(visit, line.amount.saturating_neg());
        return vec![part("−", billed, "explain-billed"), result];
    }
    let basis = line.basis;
    let mut parts = vec![part("", money(visit, basis.unit_price), "explain-price")];
    if basis.months > 1 {
        parts.push(part("×", basis.months.to_string(), "explain-months"));
    }
    parts.push(part("×", basis.seats.to_string(), "explain-seats"));
    // A whole period is itself.
    if basis.days != basis.of_days {
        parts.push(part("×", basis.days.to_string(), "explain-days"));
        parts.push(part("÷", basis.of_days.to_string(), "explain-of-days"));
    }
    if line.charge == ChargeType::ProrateWhenCancel {
        parts.push(part("×", "−1".to_owned(), "explain-credit"));
    }
    parts.push(result);
    parts
}
