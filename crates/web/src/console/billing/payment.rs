//! `/ops/billing/payments/{id}`: a payment, what it pays, what else it could pay, and the way back.

use super::payments::{HOME, status};
use crate::billing::day;
use crate::console::{console, exactly, id_of, may};
use crate::http::address::asking;
use crate::http::{Answer, Form, Query, Visit, fields, frame, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Pair, Text, Tone, format, respond};
use app::billing::payments::{self, View, field_of};
use app::{App, Failure, Request};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use domain::enrolment::form::FieldProblem;
use domain::permission::OperatorAction;
use std::collections::BTreeMap;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "pages/console/billing/payment.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    status: (Tone, Text),
    errors: Option<ErrorSummary>,
    facts: Vec<Pair>,
    given: Vec<Given>,
    open: Vec<Open>,
    /// Whether something is left to give, and the visitor may.
    gives: bool,
    /// The reason for taking the whole payment back.
    reverse: Option<Field>,
    account: String,
    /// Where what is left over can be paid back.
    refund: Option<String>,
    action: String,
    request_id: String,
}

/// An invoice it pays.
struct Given {
    number: String,
    amount: String,
    /// The reason for taking it from this invoice.
    release: Option<Field>,
}

/// An invoice it could pay.
struct Open {
    number: String,
    due: String,
    late: bool,
    open: String,
    field: Field,
}

/// What a form came back with.
#[derive(Default)]
struct Typed {
    /// Which form: `allocate`, `reverse`, or the number of an invoice.
    form: String,
    reason: String,
    amounts: BTreeMap<String, String>,
    problems: Vec<FieldProblem>,
}

fn reason(visit: &Visit, typed: &Typed, form: &str, hint: &str) -> Field {
    let t = visit.t();
    let field = Field::text("reason", t.get("payment-reason"))
        .id(format!("reason-{form}"))
        .hint(t.get(hint))
        .maxlength(500)
        .required();
    if typed.form == form {
        let error = fields::problem_at(visit, &typed.problems, "reason");
        field.value(typed.reason.clone()).error(error)
    } else {
        field
    }
}

fn facts(visit: &Visit, view: &View) -> Vec<Pair> {
    let (t, payment) = (visit.t(), &view.payment);
    let money = |minor| format::money(minor, &payment.currency);
    let mut facts = vec![
        Pair::new(t.get("bill-partner"), payment.partner.clone()),
        Pair::new(t.get("payment-reference"), payment.reference.clone()).copy(),
        Pair::new(t.get("payment-value"), day(visit, &payment.value_on)),
        Pair::new(t.get("payment-amount"), money(payment.amount)),
        Pair::new(t.get("billing-unallocated"), money(payment.left_over)),
    ];
    if !payment.note.is_empty() {
        facts.push(Pair::new(t.get("payment-note"), payment.note.clone()));
    }
    let by = format!(
        "{} · {}",
        payment.recorded_name,
        exactly(visit, payment.recorded_at)
    );
    facts.push(Pair::new(t.get("payment-recorded"), by));
    if let Some(at) = payment.reversed_at {
        let by = format!("{} · {}", payment.reversed_name, exactly(visit, at));
        facts.push(Pair::new(t.get("payment-reversed-by"), by));
        facts.push(Pair::new(
            t.get("payment-reason"),
            payment.reversal_reason.clone(),
        ));
    }
    facts
}

fn page(visit: &Visit, view: &View, notice: Option<Banner>, typed: &Typed) -> Response {
    let (t, payment) = (visit.t(), &view.payment);
    let title = t.format("payment-title", &[("reference", &payment.reference)]);
    let mut chrome = console(visit, title.clone())
        .crumb("/ops", t.get("nav-queue"))
        .crumb(HOME, t.get("nav-payments"))
        .crumb("", title)
        .notice(notice);
    let money = |minor| format::money(minor, &payment.currency);
    let counts = payment.reversed_at.is_none() && may(visit, OperatorAction::RecordPayments);
    let gives = counts && payment.left_over > 0 && !view.open.is_empty();
    let today = visit.app().today().to_string();
    let nothing = fields::problem_at(visit, &typed.problems, "amounts");
    let open = view.open.iter().enumerate().map(|(n, invoice)| {
        let name = field_of(&invoice.number);
        let error = fields::problem_at(visit, &typed.problems, &name);
        let error = error.or(nothing.clone().filter(|_| n == 0));
        let label = t.format("payment-give-to", &[("number", &invoice.number)]);
        Open {
            number: invoice.number.clone(),
            due: day(visit, &invoice.due_on),
            late: invoice.due_on < today,
            open: money(invoice.open),
            field: Field::text(name.clone(), label)
                .value(typed.amounts.get(&name).cloned().unwrap_or_default())
                .error(error)
                .inputmode("decimal")
                .unmarked(),
        }
    });
    let open: Vec<_> = open.collect();
    let given = view.given.iter().map(|given| Given {
        number: given.number.clone(),
        amount: money(given.amount),
        release: counts.then(|| reason(visit, typed, &given.number, "payment-release-hint")),
    });
    let given: Vec<_> = given.collect();
    let reverse = counts.then(|| reason(visit, typed, "reverse", "payment-reverse-hint"));
    let shown = open.iter().map(|open| &open.field);
    let reasons = given.iter().filter_map(|given| given.release.as_ref());
    let errors = ErrorSummary::of(t, shown.chain(reasons).chain(&reverse));
    chrome.invalid = errors.is_some();
    let page = Page {
        status: status(visit, payment),
        errors,
        facts: facts(visit, view),
        given,
        open,
        gives,
        reverse,
        account: format!("/ops/billing/partners/{}/account", payment.partner_id),
        refund: (payment.left_over > 0 && may(visit, OperatorAction::ProposeCreditNotes)).then(
            || {
                asking(
                    "/ops/billing/refunds/new",
                    &[("of", "transfer"), ("about", &payment.reference)],
                )
            },
        ),
        action: format!("{HOME}/{}", payment.id),
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    respond(fields::status(&typed.problems), &page)
}

/// The page.
pub async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Answer {
    let view = payments::view(visit.app(), &visit.request, id_of(&id)).await?;
    let told = [
        ("recorded", "payment-done-recorded"),
        ("given", "payment-done-given"),
        ("released", "payment-done-released"),
        ("reversed", "payment-done-reversed"),
    ];
    let done = frame::done(&visit, query.get("done"), &told);
    Ok(page(&visit, &view, done, &Typed::default()))
}

/// Does one step; what is wrong with its form is shown in it.
async fn step(
    visit: &Visit,
    id: &str,
    done: &str,
    mut typed: Typed,
    step: impl FnOnce(&App, &Request, Uuid) -> Result<(), Failure> + Send + 'static,
) -> Answer {
    let id = id_of(id);
    match super::step(visit, move |app, request| step(app, request, id)).await? {
        Ok(()) => Ok(go(&format!("{HOME}/{id}?done={done}"))),
        Err(problems) => {
            let view = payments::view(visit.app(), &visit.request, id).await?;
            typed.problems = problems;
            Ok(page(visit, &view, None, &typed))
        }
    }
}

/// Gives what is left to invoices: the oldest first, or as typed.
pub async fn allocate(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let key = form.key().to_owned();
    if form.get("how") == "oldest" {
        return step(&visit, &id, "given", Typed::default(), move |app, r, id| {
            payments::allocate_in_order(app, r, id, &key)
        })
        .await;
    }
    let amounts: BTreeMap<String, String> = form.answers().into_iter().collect();
    let wanted = amounts.iter().filter_map(|(name, amount)| {
        let number = name.strip_prefix("amount-")?;
        Some((number.to_owned(), amount.clone()))
    });
    let wanted: Vec<_> = wanted.collect();
    let typed = Typed {
        form: "allocate".to_owned(),
        amounts,
        ..Typed::default()
    };
    step(&visit, &id, "given", typed, move |app, request, id| {
        payments::allocate(app, request, id, wanted, &key)
    })
    .await
}

/// Takes from an invoice what the payment paid of it.
pub async fn release(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (key, reason) = (form.key().to_owned(), form.get("reason").to_owned());
    let invoice = form.get("invoice").to_owned();
    let typed = Typed {
        form: invoice.clone(),
        reason: reason.clone(),
        ..Typed::default()
    };
    step(&visit, &id, "released", typed, move |app, request, id| {
        payments::release(app, request, id, (&invoice, &reason), &key)
    })
    .await
}

/// Takes the payment back.
pub async fn reverse(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (key, reason) = (form.key().to_owned(), form.get("reason").to_owned());
    let typed = Typed {
        form: "reverse".to_owned(),
        reason: reason.clone(),
        ..Typed::default()
    };
    step(&visit, &id, "reversed", typed, move |app, request, id| {
        payments::reverse(app, request, id, &reason, &key)
    })
    .await
}
