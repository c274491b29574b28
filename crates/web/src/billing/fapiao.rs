//! `/billing/invoices/{number}/fapiao`: the VAT invoices of an invoice, asked for and taken back.

use super::day;
use super::invoice::framed;
use crate::console::{exactly, id_of};
use crate::http::{Answer, Form, Query, Visit, blocking, fields, frame, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Pair, Text, Tone, format, respond};
use app::Failure;
use app::billing::fapiao::{self, OfInvoice};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use domain::billing::fapiao::{Kind, Letter, Refused, State};
use domain::enrolment::form::FieldProblem;
use domain::permission::TenantAction;
use std::collections::BTreeMap;
use store::billing::fapiao::{Buyer, Fapiao};
use uuid::Uuid;

/// How it stands, in a word.
pub(crate) fn state(visit: &Visit, found: &Fapiao) -> (Tone, Text) {
    let tone = match State::from_text(&found.state) {
        Some(State::Issued) => Tone::Ok,
        Some(State::Refused) => Tone::Bad,
        Some(State::Withdrawn) => Tone::Mute,
        _ => Tone::Wait,
    };
    let word = match (tone, is_red(found)) {
        // A partner asks for none: the law does.
        (Tone::Wait, true) => "fapiao-state-due".to_owned(),
        _ => format!("fapiao-state-{}", found.state),
    };
    (tone, visit.t().get(word))
}

pub(crate) fn is_red(found: &Fapiao) -> bool {
    found.letter == Letter::Red.text()
}

/// What it is called: which one, and its letter where that is red.
pub(crate) fn name(visit: &Visit, found: &Fapiao) -> Text {
    let red = if is_red(found) { "red-" } else { "" };
    visit.t().get(format!("fapiao-kind-{red}{}", found.kind))
}

/// An amount of it; what a red one takes off is below zero.
pub(crate) fn money(found: &Fapiao, minor: i64) -> String {
    let minor = if is_red(found) {
        minor.saturating_neg()
    } else {
        minor
    };
    format::money(minor, &found.currency)
}

/// The amount with tax.
pub(crate) fn total(found: &Fapiao) -> i64 {
    found.before_tax.saturating_add(found.tax)
}

/// What is printed of the buyer; what is not there is not printed.
fn printed(visit: &Visit, buyer: &Buyer) -> Vec<Pair> {
    let t = visit.t();
    let phone = domain::validate::phone::display(&buyer.phone);
    let facts = [
        ("fapiao-title", &buyer.title),
        ("field-tax_id", &buyer.tax_id),
        ("field-bank_name", &buyer.bank_name),
        ("field-bank_account", &buyer.bank_account),
        ("field-tax_address", &buyer.address),
        ("field-tax_phone", &phone),
    ];
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    facts
        .map(|(label, value)| Pair::new(t.get(label), value.clone()))
        .collect()
}

/// What both sides see of one.
pub(crate) fn facts(visit: &Visit, found: &Fapiao) -> Vec<Pair> {
    let t = visit.t();
    let mut facts = vec![Pair::new(t.get("fapiao-kind"), name(visit, found))];
    if let (Some(number), Some(on)) = (&found.number, &found.issued_on) {
        facts.push(Pair::new(t.get("fapiao-number"), number.clone()).copy());
        facts.push(Pair::new(t.get("fapiao-date"), day(visit, on)));
    }
    if let Some(original) = &found.original {
        facts.push(Pair::new(t.get("fapiao-original"), original.clone()).copy());
        let cause = match (&found.credit_note, found.adjustment_id) {
            (Some(number), _) => t.format("ledger-credit-note", &[("about", number)]),
            (None, Some(_)) => t.get("fapiao-cause-adjustment").into_owned(),
            (None, None) => t.get("fapiao-cause-waiver").into_owned(),
        };
        facts.push(Pair::new(t.get("fapiao-cause"), cause));
    }
    facts.extend([
        Pair::new(
            t.get("credit-note-before-tax"),
            money(found, found.before_tax),
        ),
        Pair::new(t.get("explain-line-tax"), money(found, found.tax)),
        Pair::new(t.get("fapiao-total"), money(found, total(found))),
    ]);
    let buyer = Buyer {
        title: found.title.clone(),
        tax_id: found.tax_id.clone(),
        bank_name: found.bank_name.clone(),
        bank_account: found.bank_account.clone(),
        address: found.address.clone(),
        phone: found.phone.clone(),
        email: found.email.clone(),
    };
    facts.extend(printed(visit, &buyer));
    facts.push(Pair::new(t.get("fapiao-email"), buyer.email));
    if !is_red(found) {
        let asked = format!("{} · {}", found.asked_name, exactly(visit, found.asked_at));
        facts.push(Pair::new(t.get("fapiao-asked"), asked));
    }
    if !found.reason.is_empty() {
        facts.push(Pair::new(t.get("fapiao-reason"), found.reason.clone()));
    }
    facts
}

/// One on the page of its invoice.
pub(super) struct Short {
    pub(super) name: Text,
    pub(super) state: (Tone, Text),
    pub(super) facts: Vec<Pair>,
}

/// Those of an invoice that count, as its page shows them: what was refused or taken back only while there
/// is nothing newer.
pub(super) fn shorts(visit: &Visit, found: &[Fapiao]) -> Vec<Short> {
    let t = visit.t();
    let ended = [State::Refused.text(), State::Withdrawn.text()];
    let newest = found.first().map(|newest| newest.id);
    let counts = found
        .iter()
        .filter(|one| !ended.contains(&one.state.as_str()) || Some(one.id) == newest);
    let short = |one: &Fapiao| {
        let mut facts = vec![Pair::new(t.get("fapiao-total"), money(one, total(one)))];
        if let (Some(number), Some(on)) = (&one.number, &one.issued_on) {
            facts.push(Pair::new(t.get("fapiao-number"), number.clone()).copy());
            facts.push(Pair::new(t.get("fapiao-date"), day(visit, on)));
        }
        Short {
            name: name(visit, one),
            state: state(visit, one),
            facts,
        }
    };
    counts.map(short).collect()
}

/// Whether the visitor may ask.
pub(super) fn may_ask(visit: &Visit) -> bool {
    frame::may(visit, TenantAction::AskFapiao)
}

#[derive(Template)]
#[template(path = "pages/billing/fapiao.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    invoice: String,
    rows: Vec<Row>,
    errors: Option<ErrorSummary>,
    /// What would be asked for, and where it is sent.
    ask: Option<(Vec<Pair>, Field)>,
    /// Fields of the billing profile that are missing for it.
    missing: Vec<Text>,
    /// Why nothing can be asked for.
    none: Option<Text>,
    action: String,
    request_id: String,
}

struct Row {
    id: Uuid,
    name: Text,
    state: (Tone, Text),
    facts: Vec<Pair>,
    withdraw: Option<String>,
}

fn row(visit: &Visit, found: &Fapiao) -> Row {
    let waits = found.state == State::Requested.text() && !is_red(found);
    Row {
        id: found.id,
        name: name(visit, found),
        state: state(visit, found),
        facts: facts(visit, found),
        withdraw: (waits && may_ask(visit))
            .then(|| format!("/billing/fapiao/{}/withdraw", found.id)),
    }
}

/// What would be asked for.
fn wanted(visit: &Visit, found: &OfInvoice, kind: Kind) -> Vec<Pair> {
    let (t, offer) = (visit.t(), &found.offer);
    let sum = offer.amounts.before_tax.saturating_add(offer.amounts.tax);
    let money = |minor| format::money(minor, &found.invoice.currency);
    let kind = t.get(format!("fapiao-kind-{}", kind.text()));
    let mut facts = vec![
        Pair::new(t.get("fapiao-kind"), kind),
        Pair::new(
            t.get("credit-note-before-tax"),
            money(offer.amounts.before_tax),
        ),
        Pair::new(t.get("explain-line-tax"), money(offer.amounts.tax)),
        Pair::new(t.get("fapiao-total"), money(sum)),
    ];
    facts.extend(printed(visit, &offer.buyer));
    facts
}

fn page(
    visit: &Visit,
    found: &OfInvoice,
    notice: Option<Banner>,
    (email, problems): (&str, &[FieldProblem]),
) -> Response {
    let t = visit.t();
    let number = &found.invoice.number;
    let here = format!("/billing/invoices/{number}");
    let title = t.format("fapiao-of", &[("number", number)]);
    let mut chrome = framed(visit, title.clone())
        .crumb(
            here.clone(),
            t.format("invoice-title", &[("number", number)]),
        )
        .crumb("", title)
        .notice(notice);
    let offer = &found.offer;
    let (mut ask, mut missing, mut none) = (None, Vec::new(), None);
    match (offer.may, &offer.kind) {
        // It is above, with what can be done.
        (Err(Refused::Live), _) => {}
        (Err(_), _) => none = Some(t.get("fapiao-none-left")),
        _ if !may_ask(visit) => none = Some(t.get("fapiao-may-not")),
        (Ok(()), Err(fields)) => {
            let labels = fields.iter().map(|field| t.get(format!("field-{field}")));
            missing = labels.collect();
        }
        (Ok(()), Ok(kind)) => {
            let field = Field::email("email", t.get("fapiao-email"))
                .hint(t.get("fapiao-email-hint"))
                .value(email)
                .error(fields::problem_at(visit, problems, "email"))
                .required();
            ask = Some((wanted(visit, found, *kind), field));
        }
    }
    let errors = ErrorSummary::of(t, ask.iter().map(|(_, field)| field));
    chrome.invalid = errors.is_some();
    let page = Page {
        rows: found.all.iter().map(|one| row(visit, one)).collect(),
        errors,
        ask,
        missing,
        none,
        action: format!("{here}/fapiao"),
        invoice: here,
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    respond(fields::status(problems), &page)
}

/// The page.
pub async fn show(
    visit: Visit,
    Path(number): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Answer {
    let found = fapiao::of_invoice(visit.app(), &visit.request, &number).await?;
    let told = [
        ("asked", "fapiao-done-asked"),
        ("withdrawn", "fapiao-done-withdrawn"),
    ];
    let done = frame::done(&visit, query.get("done"), &told);
    let email = found.offer.buyer.email.clone();
    Ok(page(&visit, &found, done, (&email, &[])))
}

/// Asks for one.
pub async fn ask(visit: Visit, Path(number): Path<String>, form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (email, key) = (form.get("email").to_owned(), form.key().to_owned());
    let (about, to) = (number.clone(), email.clone());
    match blocking(move || fapiao::ask(&app, &request, &about, &to, &key)).await {
        Ok(_) => Ok(go(&format!("/billing/invoices/{number}/fapiao?done=asked"))),
        Err(Failure::Invalid(problems)) => {
            let found = fapiao::of_invoice(visit.app(), &visit.request, &number).await?;
            Ok(page(&visit, &found, None, (&email, &problems)))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Takes a request back.
pub async fn withdraw(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (id, key) = (id_of(&id), form.key().to_owned());
    let invoice = blocking(move || fapiao::withdraw(&app, &request, id, &key)).await?;
    Ok(go(&format!(
        "/billing/invoices/{invoice}/fapiao?done=withdrawn"
    )))
}
