//! `/ops/billing/disputes`: what partners say they do not owe, accepted or refused.

use crate::billing::disputes::{Row, about, answered, facts, row, state};
use crate::console::{console, exactly, id_of, may};
use crate::http::address::{asking, nth};
use crate::http::{Answer, Form, Query, Visit, fields, frame, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Pair, Text, Tone, respond};
use app::billing::disputes::{self, Typed};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::billing::dispute::State;
use domain::enrolment::form::FieldProblem;
use domain::money::{Currency, Money};
use domain::permission::OperatorAction;
use std::collections::BTreeMap;
use store::billing::disputes::Dispute;

const HOME: &str = "/ops/billing/disputes";

#[derive(Template)]
#[template(path = "pages/console/billing/disputes.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    rows: Vec<Row>,
    newer: Option<String>,
    older: Option<String>,
}

/// The list.
pub async fn list(visit: Visit, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    let page = query.get("page").and_then(|page| page.parse().ok());
    let page: u32 = page.unwrap_or(1).max(1);
    let (found, more) = disputes::list(visit.app(), &visit.request, page).await?;
    let t = visit.t();
    let chrome = console(&visit, t.get("dispute-list"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb("", t.get("dispute-list"));
    let address = |page: u32| asking(HOME, &[("page", &nth(page.into()))]);
    let shown = Page {
        rows: found.iter().map(|d| row(&visit, d, HOME, true)).collect(),
        newer: (page > 1).then(|| address(page - 1)),
        older: more.then(|| address(page.saturating_add(1))),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &shown))
}

#[derive(Template)]
#[template(path = "pages/console/billing/dispute.html")]
struct DisputePage<'a> {
    chrome: &'a Chrome,
    state: (Tone, Text),
    errors: Option<ErrorSummary>,
    facts: Vec<Pair>,
    accept: Option<Vec<Field>>,
    refuse: Option<Field>,
    credit_note: Option<String>,
    account: String,
    action: String,
    keys: [String; 2],
}

/// What was typed into the two forms.
#[derive(Default)]
struct Forms {
    accept: Typed,
    answer: String,
    problems: Vec<FieldProblem>,
}

fn page(visit: &Visit, found: &Dispute, notice: Option<Banner>, typed: &Forms) -> Response {
    let t = visit.t();
    let title = t.get("dispute-title").into_owned();
    let mut chrome = console(visit, title.clone())
        .crumb("/ops", t.get("nav-queue"))
        .crumb(HOME, t.get("dispute-list"))
        .crumb("", about(visit, found))
        .notice(notice);
    let open = found.state == State::Open.text();
    let decides = open && may(visit, OperatorAction::DecideDisputes);
    let error = |field: &str| fields::problem_at(visit, &typed.problems, field);
    let accept = decides.then(|| {
        vec![
            Field::text("amount", t.get("credit-note-before-tax"))
                .hint(t.get("dispute-accept-hint"))
                .value(&*typed.accept.amount)
                .error(error("amount"))
                .inputmode("decimal")
                .required(),
            Field::text("reason", t.get("payment-reason"))
                .hint(t.get("payment-reverse-hint"))
                .value(&*typed.accept.reason)
                .error(error("reason"))
                .maxlength(500)
                .required(),
        ]
    });
    let refuse = decides.then(|| {
        Field::textarea("answer", t.get("dispute-answer"))
            .hint(t.get("payment-reverse-hint"))
            .value(&*typed.answer)
            .error(error("answer"))
            .rows(3)
            .maxlength(1000)
            .required()
    });
    let errors = ErrorSummary::of(t, accept.iter().flatten().chain(&refuse));
    chrome.invalid = errors.is_some();
    let mut facts = facts(visit, found);
    facts.insert(0, Pair::new(t.get("bill-partner"), found.partner.clone()));
    facts.extend(answered(visit, found));
    if let Some(at) = found.decided_at {
        let decided = format!("{} · {}", found.decided_name, exactly(visit, at));
        facts.push(Pair::new(t.get("credit-note-decided"), decided));
    }
    let page = DisputePage {
        state: state(visit, found, true),
        errors,
        facts,
        accept,
        refuse,
        credit_note: found
            .credit_note_id
            .map(|id| format!("/ops/billing/credit-notes/{id}")),
        account: format!("/ops/billing/partners/{}/account", found.partner_id),
        action: format!("{HOME}/{}", found.id),
        keys: [visit.fresh_key(), visit.fresh_key()],
        chrome: &chrome,
    };
    respond(fields::status(&typed.problems), &page)
}

/// The page; the form to accept is filled with the whole.
pub async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Answer {
    let found = disputes::view(visit.app(), &visit.request, id_of(&id)).await?;
    let told = [
        ("accepted", "dispute-done-accepted"),
        ("refused", "dispute-done-refused"),
    ];
    let done = frame::done(&visit, query.get("done"), &told);
    let typed = Forms {
        accept: whole(&found),
        ..Forms::default()
    };
    Ok(page(&visit, &found, done, &typed))
}

fn whole(found: &Dispute) -> Typed {
    let currency = Currency::from_code(&found.currency).unwrap_or(Currency::CNY);
    Typed {
        amount: Money::new(found.before_tax, currency).plain(),
        reason: String::new(),
    }
}

/// Agrees to all or a part of it.
pub async fn accept(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let id = id_of(&id);
    let typed = Typed {
        amount: form.get("amount").to_owned(),
        reason: form.get("reason").to_owned(),
    };
    let (wanted, key) = (typed.clone(), form.key().to_owned());
    let accept = move |app: &_, request: &_| disputes::accept(app, request, id, &wanted, &key);
    match super::step(&visit, accept).await? {
        Ok(()) => Ok(go(&format!("{HOME}/{id}?done=accepted"))),
        Err(problems) => {
            let found = disputes::view(visit.app(), &visit.request, id).await?;
            let typed = Forms {
                accept: typed,
                problems,
                ..Forms::default()
            };
            Ok(page(&visit, &found, None, &typed))
        }
    }
}

/// Does not agree.
pub async fn refuse(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let id = id_of(&id);
    let answer = form.get("answer").to_owned();
    let (wanted, key) = (answer.clone(), form.key().to_owned());
    let refuse = move |app: &_, request: &_| disputes::refuse(app, request, id, &wanted, &key);
    match super::step(&visit, refuse).await? {
        Ok(()) => Ok(go(&format!("{HOME}/{id}?done=refused"))),
        Err(problems) => {
            let found = disputes::view(visit.app(), &visit.request, id).await?;
            let typed = Forms {
                accept: whole(&found),
                answer,
                problems,
            };
            Ok(page(&visit, &found, None, &typed))
        }
    }
}
