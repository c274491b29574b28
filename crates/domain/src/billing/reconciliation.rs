//! The reconciliation file of licences: 27 columns in their order. The same lines give the
//! same bytes, always.

use super::{ChargeType, Prorated};
use crate::money::{Money, MoneyError};
use data_encoding::BASE64URL_NOPAD;
use jiff::civil::Date;
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
    /// What for.
    pub charge: ChargeType,
    /// First day charged.
    pub from: Date,
    /// First day after.
    pub to: Date,
    /// What the amount comes from.
    pub basis: Prorated,
    /// Before discount and tax, minor units.
    pub amount: i64,
    /// What was taken off it.
    pub discount: i64,
    /// Its tax.
    pub tax: Money,
}

/// The id billing systems write: sixteen letters, other than the one the portal shows on purpose.
#[must_use]
pub fn platform_id(id: Uuid) -> String {
    let bytes = id.as_bytes();
    BASE64URL_NOPAD.encode(bytes.get(..12).unwrap_or(bytes))
}

/// Where the cells of a line go: a file of text, or a workbook.
pub trait Cells {
    /// A cell of words, which may be anybody's.
    fn text(&mut self, text: &str);
    /// A cell the programme writes itself: an id or a moment.
    fn mark(&mut self, write: impl FnOnce(&mut String));
    /// A number as it is read: digits, and a point where it has decimals.
    fn number(&mut self, write: impl FnOnce(&mut String));
    /// A day at its beginning: `2/1/2015 0:00`.
    fn start(&mut self, day: Date) {
        self.mark(|text| {
            add_day(text, day);
            text.push_str(" 0:00");
        });
    }
    /// The end of the day before: `2/28/2015 23:59`.
    fn end_before(&mut self, day: Date) {
        self.mark(|text| {
            add_day(text, day.yesterday().unwrap_or(day));
            text.push_str(" 23:59");
        });
    }
    /// The line is complete.
    fn end(&mut self);
}

/// The file of text.
impl Cells for String {
    // As RFC 4180 wants it, and so that no spreadsheet calculates it.
    fn text(&mut self, text: &str) {
        let formula = text.starts_with(FORMULA);
        let quoted = |byte| matches!(byte, b',' | b'"' | b'\r' | b'\n');
        if formula || text.bytes().any(quoted) {
            let guard = if formula { "'" } else { "" };
            self.extend(["\"", guard, &text.replace('"', "\"\""), "\","]);
        } else {
            self.push_str(text);
            self.push(',');
        }
    }

    fn mark(&mut self, write: impl FnOnce(&mut String)) {
        write(self);
        self.push(',');
    }

    fn number(&mut self, write: impl FnOnce(&mut String)) {
        self.mark(write);
    }

    fn end(&mut self) {
        self.pop();
        self.push_str("\r\n");
    }
}

fn add_day(text: &mut String, day: Date) {
    add_digits(text, day.month().unsigned_abs(), 1);
    text.push('/');
    add_digits(text, day.day().unsigned_abs(), 1);
    text.push('/');
    add_digits(text, day.year().unsigned_abs(), 1);
}

// Cells are written straight into the file, and without formatters: a text for each cell of a million
// lines, or a formatter for each number, would cost more than all the rest.

/// The digits of a number, with zeros before them where there are too few.
pub(super) fn add_digits(text: &mut String, number: impl Into<u64>, at_least: usize) {
    let mut digits = [0; 20];
    let (mut at, mut rest) = (digits.len(), number.into());
    while rest > 0 || digits.len() - at < at_least {
        at -= 1;
        digits[at] = b"0123456789"[usize::try_from(rest % 10).unwrap_or(0)];
        rest /= 10;
    }
    text.extend(digits[at..].iter().map(|digit| char::from(*digit)));
}

pub(super) fn add_id(cells: &mut impl Cells, id: Uuid) {
    cells.mark(|text| text.push_str(id.hyphenated().encode_lower(&mut Uuid::encode_buffer())));
}

/// An amount as [`Money::plain`] writes it.
pub(super) fn add_money(cells: &mut impl Cells, money: Money) {
    cells.number(|text| {
        if money.minor < 0 {
            text.push('-');
        }
        let (whole, fraction) = money.split();
        add_digits(text, whole, 1);
        text.push('.');
        add_digits(text, fraction, money.currency.minor_digits());
    });
}

/// The heading, with the mark that tells spreadsheets that the file is UTF-8.
#[must_use]
pub fn head() -> String {
    format!("\u{feff}{}\r\n", COLUMNS.join(","))
}

/// Adds a line: to the file of text, or to a workbook.
///
/// # Errors
/// [`MoneyError`] when sums are too large.
pub fn add(cells: &mut impl Cells, record: &Record<'_>) -> Result<(), MoneyError> {
    let r = record;
    let currency = r.tax.currency;
    let amount = Money::new(r.amount, currency);
    let discount = Money::new(r.discount, currency);
    let subtotal = amount.checked_sub(discount)?;
    let total = subtotal.checked_add(r.tax)?;
    let unit_price = Money::new(r.basis.of_one_seat()?, currency);
    for id in [r.partner, r.customer, r.order] {
        add_id(cells, id);
    }
    cells.mark(|text| text.push_str(&platform_id(r.platform)));
    for id in [r.subscription, r.product, r.offer] {
        add_id(cells, id);
    }
    cells.text(r.offer_name);
    cells.start(r.starts_on);
    cells.end_before(r.ends_on);
    cells.start(r.from);
    cells.end_before(r.to);
    cells.text(r.charge.printed());
    add_money(cells, unit_price);
    cells.number(|text| add_digits(text, r.basis.seats, 1));
    for sum in [amount, discount, subtotal, r.tax, total] {
        add_money(cells, sum);
    }
    cells.text(currency.code());
    for word in [
        r.customer_name,
        r.network_id,
        r.network_id,
        r.domain,
        r.subscription_name,
        r.offer_name,
    ] {
        cells.text(word);
    }
    cells.end();
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::money::Currency;
    use jiff::civil::date;

    #[test]
    fn a_credit_of_a_customer_with_a_dangerous_name() {
        let (from, to) = (date(2026, 8, 25), date(2026, 9, 15));
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
            charge: ChargeType::ProrateWhenCancel,
            from,
            to,
            basis,
            amount: -6_774,
            discount: -774,
            tax: Money::new(-360, Currency::CNY),
        };
        let mut file = head();
        add(&mut file, &record).unwrap();
        let lines: Vec<&str> = file.trim_end().split("\r\n").collect();
        assert!(lines[0].starts_with("\u{feff}PartnerId,CustomerID,OrderID,"));
        assert_eq!(lines[0].split(',').count(), 27);
        let wanted = "商务版,6/3/2026 0:00,6/14/2027 23:59,8/25/2026 0:00,9/14/2026 23:59,\
            Prorate fees when cancel,6.77,10,-67.74,-7.74,-60.00,-3.60,-63.60,CNY,\
            \"'=cmd|' /C calc'!A0\",4390934,4390934,,\"总部, \"\"上海\"\"\",商务版";
        assert!(lines[1].ends_with(wanted), "{}", lines[1]);
        assert_eq!(platform_id(Uuid::from_u128(5)).len(), 16);
    }
}
