//! The reconciliation file of licences: 27 columns in their order. The same lines give the
//! same bytes, always.

use super::{ChargeType, Line};
use crate::money::{Money, MoneyError};
use data_encoding::BASE64URL_NOPAD;
use jiff::civil::Date;
use std::fmt::{Display, Write};
use uuid::Uuid;

/// What a cell must not begin with, because whoever opens the file would calculate it. East Asian
/// spreadsheets take the wide signs for the narrow ones, and some skip white space before them.
pub const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The columns, in the order of the programme.
pub const COLUMNS: [&str; 27] = [
    "PartnerId",
    "CustomerID",
    "OrderID",
    "SubscriptionID",
    "SyndicationPartnerSubscriptionNumber",
    "OfferID",
    "DurableOfferID",
    "OfferName",
    "SubscriptionStartDate",
    "SubscriptionEndDate",
    "ChargeStartDate",
    "ChargeEndDate",
    "ChargeType",
    "UnitPrice",
    "Quantity",
    "Amount",
    "TotalOtherDiscount",
    "Subtotal",
    "Tax",
    "TotalForCustomer",
    "Currency",
    "CustomerName",
    "MPNID",
    "ResellerMPNID",
    "DomainName",
    "SubscriptionName",
    "SubscriptionDescription",
];

/// A line of the file.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// The partner.
    pub partner: Uuid,
    /// Its partner-network ID; also that of the reseller, because the sale is direct.
    pub network_id: &'a str,
    /// The customer.
    pub customer: Uuid,
    /// Its name.
    pub customer_name: &'a str,
    /// Its domain.
    pub domain: &'a str,
    /// The order.
    pub order: Uuid,
    /// The subscription as partners see it.
    pub subscription: Uuid,
    /// The subscription as billing systems see it.
    pub platform: Uuid,
    /// What the partner calls it.
    pub subscription_name: &'a str,
    /// The offer's product, which is not the number of the price list.
    pub product: Uuid,
    /// The offer of the price list.
    pub offer: Uuid,
    /// Name of the offer.
    pub offer_name: &'a str,
    /// First day of the subscription.
    pub starts_on: Date,
    /// First day after its term.
    pub ends_on: Date,
    /// What was charged.
    pub line: Line,
    /// Its tax.
    pub tax: Money,
}

/// The id billing systems write: sixteen letters, other than the one the portal shows on purpose.
#[must_use]
pub fn platform_id(id: Uuid) -> String {
    let bytes = id.as_bytes();
    BASE64URL_NOPAD.encode(bytes.get(..12).unwrap_or(bytes))
}

/// A day at its beginning: `2/1/2015 0:00`.
fn start(file: &mut String, day: Date) {
    add_cell(
        file,
        format_args!("{}/{}/{} 0:00", day.month(), day.day(), day.year()),
    );
}

/// The end of the day before: `2/28/2015 23:59`.
fn end(file: &mut String, day_after: Date) {
    let day = day_after.yesterday().unwrap_or(day_after);
    add_cell(
        file,
        format_args!("{}/{}/{} 23:59", day.month(), day.day(), day.year()),
    );
}

/// A cell that holds no comma, quote or line end, with the comma behind it. Straight into the file: a
/// text for each cell of a million lines would cost more than all the rest.
fn add_cell(file: &mut String, value: impl Display) {
    // Writing to a string cannot fail.
    let _ = write!(file, "{value},");
}

/// The heading, with the mark that tells spreadsheets that the file is UTF-8.
#[must_use]
pub fn head() -> String {
    format!("\u{feff}{}\r\n", COLUMNS.join(","))
}

/// Adds a line to the file.
///
/// # Errors
/// [`MoneyError`] when sums are too large.
pub fn add(file: &mut String, record: &Record<'_>) -> Result<(), MoneyError> {
    let r = record;
    let currency = r.tax.currency;
    let amount = Money::new(r.line.amount, currency);
    let none = Money::zero(currency);
    let subtotal = amount.checked_sub(none)?;
    let total = subtotal.checked_add(r.tax)?;
    let unit_price = Money::new(r.line.basis.of_one_seat()?, currency);
    let (amount, none, tax) = (amount.plain(), none.plain(), r.tax.plain());
    let subtotal = subtotal.plain();
    for id in [r.partner, r.customer, r.order] {
        add_cell(file, id);
    }
    add_cell(file, platform_id(r.platform));
    for id in [r.subscription, r.product, r.offer] {
        add_cell(file, id);
    }
    text(file, r.offer_name);
    start(file, r.starts_on);
    end(file, r.ends_on);
    start(file, r.line.from);
    end(file, r.line.to);
    add_cell(file, ChargeType::printed(r.line.charge));
    add_cell(file, unit_price.plain());
    add_cell(file, r.line.basis.seats);
    for sum in [amount, none, subtotal, tax, total.plain()] {
        add_cell(file, sum);
    }
    add_cell(file, currency.code());
    for word in [
        r.customer_name,
        r.network_id,
        r.network_id,
        r.domain,
        r.subscription_name,
        r.offer_name,
    ] {
        text(file, word);
    }
    file.pop();
    file.push_str("\r\n");
    Ok(())
}

/// A cell of text as RFC 4180 wants it, which no spreadsheet calculates, with the comma behind it.
fn text(file: &mut String, text: &str) {
    let formula = text.starts_with(FORMULA);
    if formula || text.contains([',', '"', '\r', '\n']) {
        let guard = if formula { "'" } else { "" };
        add_cell(
            file,
            format_args!("\"{guard}{}\"", text.replace('"', "\"\"")),
        );
    } else {
        file.push_str(text);
        file.push(',');
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::{Prorated, Span};
    use super::*;
    use crate::money::Currency;
    use jiff::civil::date;

    #[test]
    fn a_credit_of_a_customer_with_a_dangerous_name() {
        let (from, to) = (date(2026, 8, 25), date(2026, 9, 15));
        let span = Span {
            from: date(2026, 8, 15),
            to,
            months: 1,
        };
        let basis = Prorated {
            unit_price: 1_000,
            months: 1,
            seats: 10,
            days: 21,
            of_days: 31,
        };
        let record = Record {
            partner: Uuid::from_u128(1),
            network_id: "4390934",
            customer: Uuid::from_u128(2),
            customer_name: "=cmd|' /C calc'!A0",
            domain: "",
            order: Uuid::from_u128(3),
            subscription: Uuid::from_u128(4),
            platform: Uuid::from_u128(5),
            subscription_name: "总部, \"上海\"",
            product: Uuid::from_u128(6),
            offer: Uuid::from_u128(7),
            offer_name: "商务版",
            starts_on: date(2026, 6, 3),
            ends_on: date(2027, 6, 15),
            line: Line {
                charge: ChargeType::ProrateWhenCancel,
                from,
                to,
                span,
                basis,
                amount: -6_774,
            },
            tax: Money::new(-406, Currency::CNY),
        };
        let mut file = head();
        add(&mut file, &record).unwrap();
        let lines: Vec<&str> = file.trim_end().split("\r\n").collect();
        assert!(lines[0].starts_with("\u{feff}PartnerId,CustomerID,OrderID,"));
        assert_eq!(lines[0].split(',').count(), 27);
        let wanted = "商务版,6/3/2026 0:00,6/14/2027 23:59,8/25/2026 0:00,9/14/2026 23:59,\
            Prorate fees when cancel,6.77,10,-67.74,0.00,-67.74,-4.06,-71.80,CNY,\
            \"'=cmd|' /C calc'!A0\",4390934,4390934,,\"总部, \"\"上海\"\"\",商务版";
        assert!(lines[1].ends_with(wanted), "{}", lines[1]);
        assert_eq!(platform_id(Uuid::from_u128(5)).len(), 16);
    }
}
