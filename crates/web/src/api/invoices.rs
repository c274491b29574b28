//! Invoices: the list, one of them, the balance, and its lines of licences.

use super::call::{Answer, Call, Reply};
use super::problem::Problem;
use super::show::{collection, link};
use super::table::operations;
use crate::http::blocking;
use app::Failure;
use app::billing::{self, Parties, Stand, usage};
use domain::billing::ChargeType;
use domain::billing::reconciliation::platform_id;
use domain::billing::usage::{Decimal, effective_rate};
use domain::billing::usage_file::account_number;
use domain::money::{Currency, Money};
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};
use store::billing::credit_notes::Note;
use store::billing::usage::UsageLine;
use store::billing::{Invoice, Line};

operations! {
    GET "/v1/invoices" "invoices.list" ViewBilling => list;
    GET "/v1/invoices/summary" "invoices.get_summary" ViewBilling => summary;
    GET "/v1/invoices/summaries" "invoices.list_summaries" ViewBilling => summaries;
    GET "/v1/invoices/{invoice_id}" "invoices.get" ViewBilling => get;
    GET "/v1/invoices/{invoice_id}/documents/statement" "invoices.get_statement" ViewBilling => statement;
    GET "/v1/invoices/{invoice_id}/lineitems" "invoices.list_line_items_office" ViewBilling => lines;
    GET "/v1/invoices/{invoice_id}/lineitems/{billing_provider}/{invoice_line_item_type}" "invoices.list_line_items_by_path" ViewBilling => lines_by_path;
}

/// Lines of one answer at most, and when nothing is said.
const MOST: u32 = 2_000;
/// Invoices of one answer at most.
const MOST_INVOICES: u32 = 500;
/// What stands for a moment that never was.
const NEVER: &str = "0001-01-01T00:00:00Z";

/// An amount as a number of the currency's main unit. Two digits after the point survive the
/// number's way through any program.
fn amount(minor: i64) -> Value {
    let plain = Money::new(minor, Currency::CNY).plain();
    serde_json::from_str(&plain).unwrap_or(Value::Null)
}

/// A local day at its beginning.
fn day(iso: &str) -> String {
    format!("{iso}T00:00:00Z")
}

/// The last day before one.
fn last_day(iso: &str) -> String {
    let day_before = iso.parse::<Date>().map(|day| day.saturating_sub(1.day()));
    day(&day_before.map_or_else(|_| iso.to_owned(), |day| day.to_string()))
}

/// The number of an invoice as programs may write it: with its kind in front, or without.
pub(super) fn number(call: &Call) -> String {
    let text = call.part("invoice_id");
    let bare = text
        .get(..10)
        .filter(|kind| kind.eq_ignore_ascii_case("Recurring-"));
    // Addresses are read in any case; numbers are in capitals.
    bare.map_or(text, |kind| &text[kind.len()..])
        .to_ascii_uppercase()
}

/// A credit note, as an invoice that amends another.
fn amendment(call: &Call, note: &Note) -> Value {
    let total = note.before_tax.saturating_add(note.tax);
    json!({
        "id": note.number,
        "invoiceDate": note.issued_on.as_deref().map_or_else(|| NEVER.to_owned(), day),
        "totalCharges": amount(total.saturating_neg()),
        "paidAmount": amount(0),
        "currencyCode": note.currency,
        "currencySymbol": call.app().programme.currency.symbol,
        "documentType": "adjustment_note",
        "amendsOf": note.invoice,
        "invoiceType": "Recurring",
        "attributes": { "objectType": "Invoice" },
    })
}

fn document(call: &Call, invoice: &Invoice, stand: &Stand, notes: &[Note]) -> Value {
    let itself = format!("/invoices/Recurring-{}", invoice.number);
    let mut body = json!({
        "id": invoice.number,
        "invoiceDate": day(&invoice.billed_on),
        "billingPeriodStartDate": day(&invoice.period_from),
        "billingPeriodEndDate": last_day(&invoice.period_to),
        "totalCharges": amount(invoice.total),
        "paidAmount": amount(stand.paid),
        "currencyCode": invoice.currency,
        "currencySymbol": call.app().programme.currency.symbol,
        "pdfDownloadLink": format!("/invoices/{}/documents/statement", invoice.number),
        "invoiceDetails": [{
            "invoiceLineItemType": "billing_line_items",
            "billingProvider": "office",
            "links": { "self": link(&format!("{itself}/lineitems/Office/BillingLineItems")) },
            "attributes": { "objectType": "InvoiceDetail" },
        }],
        "documentType": "invoice",
        "invoiceType": "Recurring",
        "status": "active",
        "links": { "self": link(&itself) },
        "attributes": { "objectType": "Invoice" },
    });
    if invoice.usage_count > 0
        && let Some(details) = body["invoiceDetails"].as_array_mut()
    {
        details.push(json!({
            "invoiceLineItemType": "billing_line_items",
            "billingProvider": "azure",
            "links": { "self": link(&format!("{itself}/lineitems/Azure/BillingLineItems")) },
            "attributes": { "objectType": "InvoiceDetail" },
        }));
    }
    if !notes.is_empty() {
        let notes = notes.iter().map(|note| amendment(call, note));
        body["amendments"] = notes.collect();
    }
    body
}

/// The invoices, newest first.
pub async fn list(call: Call) -> Answer {
    let size = call.number("size")?.filter(|size| *size > 0);
    let size = size.unwrap_or(MOST_INVOICES).min(MOST_INVOICES);
    let offset = call.number("offset")?.unwrap_or(0);
    let found = billing::invoices(call.app(), &call.request, (size, offset));
    let (invoices, total) = found.await?;
    let count = u32::try_from(invoices.len()).unwrap_or(0);
    let items = invoices
        .iter()
        .map(|stood| document(&call, &stood.invoice, &stood.stand, &stood.notes));
    let here = format!("/invoices?size={size}&offset={offset}");
    let mut body = collection(items.collect(), &here);
    body["totalCount"] = total.into();
    if i64::from(offset) + i64::from(count) < total {
        let next = offset.saturating_add(count);
        body["links"]["next"] = link(&format!("/invoices?size={size}&offset={next}"));
    }
    Ok(Reply::ok(body))
}

/// One invoice.
pub async fn get(call: Call) -> Answer {
    let found = billing::invoice(call.app(), &call.request, &number(&call), (0, 1)).await?;
    let body = document(&call, &found.invoice, &found.stand, &found.notes);
    Ok(Reply::ok(body))
}

/// The statement of an invoice, a PDF in the language of the request.
pub async fn statement(call: Call) -> Answer {
    let (app, request) = (call.app().clone(), call.request.clone());
    let number = number(&call);
    let made = blocking(move || billing::document(&app, &request, &number, request.language));
    Ok(Reply::pdf(made.await?))
}

async fn balance(call: &Call) -> Result<Value, Failure> {
    let found = billing::summary(call.app(), &call.request).await?;
    let never = || NEVER.to_owned();
    let (first, last) = match &found.invoiced {
        Some((first, last)) => (day(first), day(last)),
        None => (never(), never()),
    };
    let paid = found.last_payment;
    let paid_on = paid.as_ref().map_or_else(never, |paid| day(&paid.value_on));
    let programme = &call.app().programme;
    let plain = json!({
        "balanceAmount": amount(found.balance.due()),
        "currencyCode": programme.currency.code,
        "currencySymbol": programme.currency.symbol,
        "accountingDate": last,
        "firstInvoiceCreationDate": first,
        "lastPaymentDate": paid_on,
        "lastPaymentAmount": amount(paid.map_or(0, |paid| paid.amount)),
        "latestInvoiceDate": last,
        "attributes": { "objectType": "InvoiceSummary" },
    });
    let mut whole = plain.clone();
    whole["details"] = json!([{ "invoiceType": "Recurring", "summary": plain }]);
    whole["links"] = json!({ "self": link("/invoices/summary") });
    Ok(whole)
}

/// What is unpaid.
pub async fn summary(call: Call) -> Answer {
    Ok(Reply::ok(balance(&call).await?))
}

/// What is unpaid, for each currency: there is one.
pub async fn summaries(call: Call) -> Answer {
    let whole = balance(&call).await?;
    Ok(Reply::ok(collection(vec![whole], "/invoices/summaries")))
}

fn line(call: &Call, invoice: &Invoice, parties: &Parties, line: &Line) -> Value {
    let known = ChargeType::from_text(&line.charge);
    let one = domain::billing::Prorated {
        unit_price: line.unit_price,
        months: line.months,
        seats: line.seats,
        days: line.days,
        of_days: line.of_days,
    };
    let partner = call.request.caller.tenant().map(|id| id.to_string());
    let subtotal = line.amount.saturating_sub(line.discount);
    json!({
        "partnerId": partner,
        "customerId": line.customer_id.to_string(),
        "customerName": line.customer_name,
        "mpnId": parties.network_id.parse::<u64>().unwrap_or(0),
        "tier2MpnId": parties.network_id.parse::<u64>().unwrap_or(0),
        "orderId": line.order_id.to_string(),
        "subscriptionId": platform_id(line.platform_id),
        "syndicationPartnerSubscriptionNumber": line.subscription_id.to_string(),
        "offerId": line.product_id.to_string(),
        "durableOfferId": line.offer_id.to_string(),
        "offerName": line.offer_name,
        "domainName": line.customer_domain,
        "billingCycleType": if line.months > 1 { "ANNUAL" } else { "MONTHLY" },
        "subscriptionName": line.subscription_name,
        "subscriptionDescription": line.offer_name,
        "subscriptionStartDate": day(&line.starts_on),
        "subscriptionEndDate": last_day(&line.ends_on),
        "chargeStartDate": day(&line.charged_from),
        "chargeEndDate": last_day(&line.charged_to),
        "chargeType": known.map(ChargeType::printed),
        "unitPrice": one.of_one_seat().map(amount).unwrap_or(Value::Null),
        "quantity": line.seats,
        "amount": amount(line.amount),
        "totalOtherDiscount": amount(line.discount),
        "subtotal": amount(subtotal),
        "tax": amount(line.tax),
        "totalForCustomer": amount(subtotal.saturating_add(line.tax)),
        "currency": invoice.currency,
        "invoiceLineItemType": "billing_line_items",
        "billingProvider": "office",
        "attributes": { "objectType": "LicenseBasedLineItem" },
    })
}

/// A decimal as a number, with the digits it has.
fn decimal(found: Decimal) -> Value {
    serde_json::from_str(&found.plain()).unwrap_or(Value::Null)
}

fn usage_line(call: &Call, invoice: &Invoice, parties: &Parties, line: &UsageLine) -> Value {
    let known = ChargeType::from_text(&line.charge);
    let metered = usage::metered(line);
    let overage = metered.overage();
    let total = line.amount.saturating_add(line.tax);
    let rate = |sum| effective_rate(sum, overage).map_or(Value::Null, amount);
    let partner = call.request.caller.tenant();
    let account = partner.map(|id| account_number(id.0).to_string());
    // A discount was not metered.
    let resource = line.record_id.map(|_| line.resource_id.to_string());
    json!({
        "partnerId": partner.map(|id| id.to_string()),
        "partnerName": parties.buyer,
        "partnerBillableAccountId": account,
        "customerId": line.customer_id.to_string(),
        "customerName": line.customer_name,
        "domainName": line.customer_domain,
        "mpnId": parties.network_id.parse::<u64>().unwrap_or(0),
        "tier2MpnId": parties.network_id.parse::<u64>().unwrap_or(0),
        "invoiceNumber": invoice.number,
        "orderId": line.order_id.to_string(),
        "subscriptionId": platform_id(line.platform_id),
        "subscriptionName": line.subscription_name,
        "subscriptionDescription": line.offer_name,
        "billingCycleType": "MONTHLY",
        "chargeStartDate": day(&line.charged_from),
        "chargeEndDate": last_day(&line.charged_to),
        "chargeType": known.map(ChargeType::printed),
        "serviceName": line.service_name,
        "serviceType": line.service_type,
        "resourceGuid": resource,
        "resourceName": line.resource_name,
        "region": line.region,
        "sku": line.sku,
        "detailLineItemId": line.tier,
        "consumedQuantity": decimal(metered.consumed),
        "includedQuantity": decimal(metered.included),
        "overageQuantity": decimal(overage),
        "listPrice": decimal(metered.price),
        "preTaxCharges": amount(line.amount),
        "taxAmount": amount(line.tax),
        "postTaxTotal": amount(total),
        "currency": invoice.currency,
        "preTaxEffectiveRate": rate(line.amount),
        "postTaxEffectiveRate": rate(total),
        "invoiceLineItemType": "billing_line_items",
        "billingProvider": "azure",
        "attributes": { "objectType": "UsageBasedLineItem" },
    })
}

/// Lines for usage, from an offset on.
async fn used(call: &Call, (offset, size): (u32, u32), here: impl Fn(u32) -> String) -> Answer {
    let wanted = (offset, size);
    let found = usage::lines(call.app(), &call.request, &number(call), wanted).await?;
    let (invoice, parties) = (&found.invoice, &found.parties);
    let items = found
        .lines
        .iter()
        .map(|row| usage_line(call, invoice, parties, row));
    let mut body = collection(items.collect(), &here(offset));
    if invoice.usage_count > 0 {
        body["totalCount"] = invoice.usage_count.into();
    }
    let last = found.lines.last().map_or(offset, |line| line.number);
    if last < invoice.usage_count && !found.lines.is_empty() {
        body["links"]["next"] = link(&here(last));
    }
    Ok(Reply::ok(body))
}

/// Lines of one kind, from an offset on: licences, or usage. Daily figures of usage are not kept beside its
/// lines.
async fn page(call: &Call, provider: &str, kind: &str, itself: &str) -> Answer {
    let office = provider.eq_ignore_ascii_case("office");
    let other = ["azure", "onetime", "one_time", "all"];
    if !office && !other.iter().any(|word| provider.eq_ignore_ascii_case(word)) {
        return Err(Problem::input("provider", "api-unknown-value"));
    }
    let plain: String = kind.chars().filter(|c| *c != '_').collect();
    let bills = plain.eq_ignore_ascii_case("billinglineitems");
    if !bills && !plain.eq_ignore_ascii_case("usagelineitems") {
        return Err(Problem::input("invoiceLineItemType", "api-unknown-value"));
    }
    let size = call.number("size")?.filter(|size| *size > 0);
    let size = size.unwrap_or(MOST).min(MOST);
    let offset = call.number("offset")?.unwrap_or(0);
    let here = |offset: u32| {
        let sign = if itself.contains('?') { '&' } else { '?' };
        format!("{itself}{sign}size={size}&offset={offset}")
    };
    if bills && provider.eq_ignore_ascii_case("azure") {
        return used(call, (offset, size), here).await;
    }
    let found = billing::invoice(call.app(), &call.request, &number(call), (offset, size)).await?;
    if !(office && bills) {
        return Ok(Reply::ok(collection(vec![], &here(offset))));
    }
    let (invoice, parties) = (&found.invoice, &found.parties);
    let items = found
        .lines
        .iter()
        .map(|row| line(call, invoice, parties, row));
    let mut body = collection(items.collect(), &here(offset));
    body["totalCount"] = invoice.line_count.into();
    // Lines are numbered without gaps, so that an offset is the number of the line before.
    let last = found.lines.last().map_or(offset, |line| line.number);
    if last < invoice.line_count && !found.lines.is_empty() {
        body["links"]["next"] = link(&here(last));
    }
    Ok(Reply::ok(body))
}

/// Lines, their kind in the query.
pub async fn lines(call: Call) -> Answer {
    let provider = call.query("provider").unwrap_or("office").to_owned();
    let kind = call.query("invoiceLineItemType");
    let kind = kind.unwrap_or("BillingLineItems").to_owned();
    let itself = format!(
        "/invoices/{}/lineitems?provider={provider}&invoicelineitemtype={kind}",
        number(&call)
    );
    page(&call, &provider, &kind, &itself).await
}

/// Lines, their kind in the path, as client libraries write it.
pub async fn lines_by_path(call: Call) -> Answer {
    let provider = call.part("billing_provider").to_owned();
    let kind = call.part("invoice_line_item_type").to_owned();
    let itself = format!("/invoices/{}/lineitems/{provider}/{kind}", number(&call));
    page(&call, &provider, &kind, &itself).await
}
