//! The usage file: 40 columns in their order. The same lines give the same bytes, always.

use super::ChargeType;
use super::reconciliation::{Cells, add_digits, add_id, add_money, platform_id};
use super::usage::{Decimal, effective_rate};
use crate::money::{Money, MoneyError};
use jiff::civil::Date;
use uuid::Uuid;

/// The columns, in the order of the programme.
pub const COLUMNS: [&str; 40] = [
    "PartnerID",
    "PartnerName",
    "PartnerBillableAccountID",
    "CustomerName",
    "MPNID",
    "ResellerMPNID",
    "InvoiceNumber",
    "ChargeStartDate",
    "ChargeEndDate",
    "SubscriptionID",
    "SubscriptionName",
    "SubscriptionDescription",
    "OrderID",
    "ServiceName",
    "ServiceType",
    "ResourceGUID",
    "Resource Name",
    "Region",
    "SKU",
    "DetailLineItemId",
    "ConsumedQuantity",
    "IncludedQuantity",
    "OverageQuantity",
    "ListPrice",
    "PretaxCharges",
    "TaxAmount",
    "PostTaxTotal",
    "Currency",
    "PretaxEffectiveRate",
    "PostTaxEffectiveRate",
    "ChargeType",
    "CustomerBillableAccount",
    "UsageDate",
    "MeteredRegion",
    "MeteredService",
    "MeteredServiceType",
    "Project",
    "ServiceInfo",
    "CustomerID",
    "DomainName",
];

/// What was metered; a discount has nothing of it.
#[derive(Debug, Clone, Copy)]
pub struct Meter<'a> {
    /// The day.
    pub used_on: Date,
    /// The service.
    pub service_name: &'a str,
    /// Its kind.
    pub service_type: &'a str,
    /// The resource.
    pub resource: Uuid,
    /// Its name.
    pub resource_name: &'a str,
    /// Where.
    pub region: &'a str,
    /// What is sold.
    pub sku: &'a str,
    /// The price tier.
    pub tier: u32,
    /// Units used.
    pub consumed: Decimal,
    /// Units that cost nothing.
    pub included: Decimal,
    /// Units that are charged.
    pub overage: Decimal,
    /// Price of one of them.
    pub price: Decimal,
    /// As the meter calls the place.
    pub metered_region: &'a str,
    /// As the meter calls the service.
    pub metered_service: &'a str,
    /// As the meter calls its kind.
    pub metered_service_type: &'a str,
    /// What the customer files it under.
    pub project: &'a str,
    /// What else the service says.
    pub service_info: &'a str,
}

/// A line of the file.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// The partner.
    pub partner: Uuid,
    /// Its name.
    pub partner_name: &'a str,
    /// Its partner-network ID; also that of the reseller, because the sale is direct.
    pub network_id: &'a str,
    /// The invoice.
    pub invoice: &'a str,
    /// The customer.
    pub customer: Uuid,
    /// Its name.
    pub customer_name: &'a str,
    /// Its domain.
    pub domain: &'a str,
    /// The order.
    pub order: Uuid,
    /// The subscription as billing systems see it.
    pub platform: Uuid,
    /// What the partner calls it.
    pub subscription_name: &'a str,
    /// Name of the offer.
    pub offer_name: &'a str,
    /// What for.
    pub charge: ChargeType,
    /// First day charged.
    pub from: Date,
    /// First day after.
    pub to: Date,
    /// What was metered.
    pub meter: Option<Meter<'a>>,
    /// Before tax, minor units.
    pub amount: i64,
    /// Its tax.
    pub tax: Money,
}

/// The number billing systems give an account: ten digits, always the same for the same company.
#[must_use]
pub fn account_number(id: Uuid) -> u64 {
    let (_, low) = id.as_u64_pair();
    1_000_000_000 + low % 9_000_000_000
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
    let total = amount.checked_add(r.tax)?;
    let overage = r.meter.map_or(Decimal::ZERO, |meter| meter.overage);
    let rates = [
        effective_rate(amount.minor, overage)?,
        effective_rate(total.minor, overage)?,
    ];
    // Text of the meter, empty where nothing was metered.
    let word = |of: for<'m> fn(&'m Meter<'_>) -> &'m str| r.meter.as_ref().map_or("", of);
    add_id(cells, r.partner);
    cells.text(r.partner_name);
    cells.mark(|text| add_digits(text, account_number(r.partner), 10));
    for text in [r.customer_name, r.network_id, r.network_id, r.invoice] {
        cells.text(text);
    }
    cells.start(r.from);
    cells.end_before(r.to);
    cells.mark(|text| text.push_str(&platform_id(r.platform)));
    cells.text(r.subscription_name);
    cells.text(r.offer_name);
    add_id(cells, r.order);
    cells.text(word(|meter| meter.service_name));
    cells.text(word(|meter| meter.service_type));
    match &r.meter {
        Some(meter) => add_id(cells, meter.resource),
        None => cells.text(""),
    }
    for text in [
        word(|meter| meter.resource_name),
        word(|meter| meter.region),
        word(|meter| meter.sku),
    ] {
        cells.text(text);
    }
    cells.number(|text| add_digits(text, r.meter.map_or(1, |meter| meter.tier), 1));
    let zero = Decimal::ZERO;
    for number in [
        r.meter.map_or(zero, |meter| meter.consumed),
        r.meter.map_or(zero, |meter| meter.included),
        overage,
        r.meter.map_or(zero, |meter| meter.price),
    ] {
        cells.number(|text| number.write(text));
    }
    for sum in [amount, r.tax, total] {
        add_money(cells, sum);
    }
    cells.text(currency.code());
    for rate in rates {
        add_money(cells, Money::new(rate, currency));
    }
    cells.text(r.charge.printed());
    cells.mark(|text| add_digits(text, account_number(r.customer), 10));
    match &r.meter {
        Some(meter) => cells.start(meter.used_on),
        None => cells.text(""),
    }
    for text in [
        word(|meter| meter.metered_region),
        word(|meter| meter.metered_service),
        word(|meter| meter.metered_service_type),
        word(|meter| meter.project),
        word(|meter| meter.service_info),
    ] {
        cells.text(text);
    }
    add_id(cells, r.customer);
    cells.text(r.domain);
    cells.end();
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::money::Currency;
    use jiff::civil::date;

    fn record() -> Record<'static> {
        let decimal = |text| Decimal::parse(text).unwrap();
        Record {
            partner: Uuid::from_u128(1),
            partner_name: "伙伴, 上海",
            network_id: "4390934",
            invoice: "D000000001",
            customer: Uuid::from_u128(2),
            customer_name: "=cmd|' /C calc'!A0",
            domain: "a.example",
            order: Uuid::from_u128(3),
            platform: Uuid::from_u128(4),
            subscription_name: "总部",
            offer_name: "商务版",
            charge: ChargeType::UsageFee,
            from: date(2026, 6, 15),
            to: date(2026, 7, 15),
            meter: Some(Meter {
                used_on: date(2026, 6, 20),
                service_name: "Compute",
                service_type: "VM",
                resource: Uuid::from_u128(5),
                resource_name: "A1",
                region: "CN East",
                sku: "7UD 00001",
                tier: 1,
                consumed: decimal("11"),
                included: Decimal::ZERO,
                overage: decimal("11"),
                price: decimal("0.0808"),
                metered_region: "",
                metered_service: "",
                metered_service_type: "EXTERNAL",
                project: "@SUM(1)",
                service_info: "",
            }),
            amount: 89,
            tax: Money::new(5, Currency::CNY),
        }
    }

    #[test]
    fn the_worked_example_as_a_line() {
        let mut file = head();
        add(&mut file, &record()).unwrap();
        let lines: Vec<&str> = file.trim_end().split("\r\n").collect();
        assert!(lines[0].starts_with("\u{feff}PartnerID,PartnerName,PartnerBillableAccountID,"));
        assert_eq!(lines[0].split(',').count(), 40);
        let begins = "00000000-0000-0000-0000-000000000001,\"伙伴, 上海\",1000000001,\
            \"'=cmd|' /C calc'!A0\",4390934,4390934,D000000001,6/15/2026 0:00,7/14/2026 23:59,";
        assert!(lines[1].starts_with(begins), "{}", lines[1]);
        let wanted = "Compute,VM,00000000-0000-0000-0000-000000000005,A1,CN East,7UD 00001,1,11,0,11,\
            0.0808,0.89,0.05,0.94,CNY,0.08,0.09,Assess usage fee for current cycle,1000000002,\
            6/20/2026 0:00,,,EXTERNAL,\"'@SUM(1)\",,00000000-0000-0000-0000-000000000002,a.example";
        assert!(lines[1].ends_with(wanted), "{}", lines[1]);
    }

    #[test]
    fn a_discount_has_no_meter_and_no_rates() {
        let discount = Record {
            charge: ChargeType::CycleDiscount,
            meter: None,
            amount: -2_000,
            tax: Money::new(-120, Currency::CNY),
            ..record()
        };
        let mut file = String::new();
        add(&mut file, &discount).unwrap();
        let wanted =
            ",,,,,,,1,0,0,0,0,-20.00,-1.20,-21.20,CNY,0.00,0.00,Cycle discount,1000000002,,,,,,,";
        assert!(file.contains(wanted), "{file}");
        let commas = |text: &str| text.matches(',').count();
        assert_eq!(commas(&file), 40);
    }
}
