//! An invoice on paper: its statement as PDF, the same bytes every time.

use super::make::{Parties, day};
use super::view::load;
use crate::enrolment::application::own_scope;
use crate::i18n::{self, texts};
use crate::notifications::print::created;
use crate::{App, Failure, Request};
use domain::language::Language;
use domain::money::{Currency, Money};
use domain::permission::TenantAction;
use jiff::ToSpan;
use paper::{InvoiceStatement, Part, Row};
use store::billing::{self as rows, Charged, Invoice};

/// The statement of one of the caller's company's invoices, in a language. It says what the invoice
/// said when it was issued; what was paid since then is on its page. Blocks.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Internal`] when there is no Chinese font.
pub fn document(
    app: &App,
    request: &Request,
    number: &str,
    language: Language,
) -> Result<Vec<u8>, Failure> {
    let scope = own_scope(request, TenantAction::ViewBilling)?;
    let number = number.to_owned();
    let (invoice, parties, charged) = app
        .read(move |tx| {
            let (invoice, parties) = load(tx, scope, &number)?;
            let charged = rows::charged(tx, scope, invoice.id)?;
            Ok((invoice, parties, charged))
        })
        .wait()?;
    let document = said(app, &invoice, &parties, &charged, language)?;
    app.press
        .invoice_statement(&document)
        .map_err(Failure::internal)
}

/// A stored day as people read it.
fn days(language: Language, iso: &str) -> Result<String, Failure> {
    Ok(i18n::date(language, day(iso)?))
}

fn said(
    app: &App,
    invoice: &Invoice,
    parties: &Parties,
    charged: &[Charged],
    language: Language,
) -> Result<InvoiceStatement, Failure> {
    let t = texts(language);
    let currency = Currency::from_code(&invoice.currency)
        .ok_or_else(|| Failure::internal("an invoice has an unknown currency"))?;
    let money = |minor| Money::new(minor, currency).to_string();
    let sum = |a: i64, b: i64| {
        let sum = a.checked_add(b);
        sum.ok_or_else(|| Failure::internal("an invoice overflows"))
    };
    let row = |label: &str, value: String| Row::new(t.get(label).into_owned(), value);
    let named = |names: &std::collections::BTreeMap<String, String>| {
        names.get(language.tag()).cloned().unwrap_or_default()
    };
    let last = day(&invoice.period_to)?.saturating_sub(1.day());
    let period = t.format(
        "billing-days",
        &[
            ("from", &days(language, &invoice.period_from)?),
            ("to", &i18n::date(language, last)),
        ],
    );
    let mut buyer = vec![
        row("invoice-buyer", parties.buyer.clone()),
        row("invoice-buyer-code", parties.buyer_code.clone()),
        row("invoice-recipient", parties.recipient.clone()),
        row("invoice-recipient-email", parties.recipient_email.clone()),
    ];
    if !parties.purchase_order.is_empty() {
        let order = parties.purchase_order.clone();
        buyer.push(row("invoice-purchase-order", order));
    }
    let rate = Money::new(i64::from(invoice.tax_basis_points), currency).plain();
    let tax = app.programme.tax.name.get(language);
    let tax = t.format("invoice-tax", &[("tax", tax), ("rate", &rate)]);
    let charges = charged.iter().map(|charged| {
        [
            t.get(format!("charge-{}", charged.charge)).into_owned(),
            charged.lines.to_string(),
            money(charged.tax),
            money(charged.amount),
        ]
    });
    let due = sum(invoice.previous_balance, invoice.total)?;
    let mut sums = vec![
        row("invoice-recurring", money(invoice.recurring)),
        row("invoice-other-products", money(invoice.other_products)),
    ];
    if invoice.usage_count != 0 {
        sums.push(row("invoice-usage", money(invoice.usage)));
    }
    if invoice.usage_discount != 0 {
        sums.push(row(
            "invoice-usage-discounts",
            money(invoice.usage_discount),
        ));
    }
    // Most invoices have none, and older ones were printed without a word of them.
    if invoice.finance_charge != 0 {
        let late = money(invoice.finance_charge);
        sums.push(row("invoice-finance-charges", late));
    }
    if invoice.discount != 0 {
        let discount = invoice.discount.saturating_neg();
        sums.push(row("invoice-discounts", money(discount)));
    }
    let subtotal = sum(invoice.total, invoice.tax.saturating_neg())?;
    let subtotal = sum(subtotal, invoice.credits.saturating_neg())?;
    sums.extend([
        row("invoice-subtotal", money(subtotal)),
        Row::new(tax, money(invoice.tax)),
    ]);
    if invoice.credits != 0 {
        sums.push(row("invoice-credits", money(invoice.credits)));
    }
    sums.extend([
        row("invoice-total", money(invoice.total)),
        row("invoice-previous", money(invoice.previous_balance)),
    ]);
    let hashed = |file: &str, hash: &str| format!("{} SHA-256: {hash}", t.get(file));
    let mut notes = vec![
        t.get("invoice-paper-note").into_owned(),
        hashed("invoice-file", &invoice.file_hash),
    ];
    if !invoice.usage_hash.is_empty() {
        notes.push(hashed("usage-file", &invoice.usage_hash));
    }
    let number = [("number", invoice.number.as_str())];
    Ok(InvoiceStatement {
        language,
        title: t.format("invoice-title", &number),
        operator: named(&parties.seller),
        warning: app
            .is_sandbox()
            .then(|| t.get("invoice-do-not-pay").into_owned()),
        parts: vec![
            Part {
                heading: t.get("invoice-facts").into_owned(),
                rows: vec![
                    row("invoice-number", invoice.number.clone()),
                    row("invoice-date", days(language, &invoice.billed_on)?),
                    row("invoice-period", period),
                    row("billing-due", days(language, &invoice.due_on)?),
                    row("invoice-currency", invoice.currency.clone()),
                    row("invoice-seller", named(&parties.seller)),
                    row("invoice-seller-code", parties.seller_code.clone()),
                ],
            },
            Part {
                heading: t.get("invoice-bill-to").into_owned(),
                rows: buyer,
            },
        ],
        charges_head: [
            "invoice-charge",
            "invoice-lines",
            "explain-line-tax",
            "explain-amount",
        ]
        .map(|id| t.get(id).into_owned()),
        charges: charges.collect(),
        sums,
        due: row("invoice-amount-due", money(due)),
        pay_heading: t.get("invoice-pay-title").into_owned(),
        pay: if app.is_sandbox() {
            t.get("invoice-do-not-pay").into_owned()
        } else {
            t.format(
                "invoice-pay",
                &[
                    ("number", &invoice.number),
                    ("bank", &named(&parties.bank)),
                    ("account", &parties.bank_account),
                ],
            )
        },
        notes,
        footer: t.format("invoice-title", &number),
        created: created(invoice.issued_at)?,
    })
}
