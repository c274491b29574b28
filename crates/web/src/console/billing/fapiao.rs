//! `/ops/billing/fapiao`: the VAT invoices partners ask for and the red-letter ones that are due, issued or
//! refused.

use crate::billing::day;
use crate::billing::fapiao::{facts, is_red, money, name, state, total};
use crate::console::{console, exactly, id_of, may};
use crate::http::address::{asking, nth};
use crate::http::{Answer, Form, Query, Visit, fields, frame, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Pair, Tab, Text, Tone, respond};
use app::billing::fapiao::{self, Typed};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::billing::fapiao::State;
use domain::enrolment::form::FieldProblem;
use domain::permission::OperatorAction;
use std::collections::BTreeMap;
use store::billing::fapiao::Fapiao;

const HOME: &str = "/ops/billing/fapiao";

#[derive(Template)]
#[template(path = "pages/console/billing/fapiao_list.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    newer: Option<String>,
    older: Option<String>,
}

struct Row {
    href: String,
    invoice: String,
    partner: String,
    name: Text,
    state: (Tone, Text),
    number: String,
    asked: String,
    total: String,
}

fn row(visit: &Visit, found: &Fapiao) -> Row {
    Row {
        href: format!("{HOME}/{}", found.id),
        invoice: found.invoice.clone(),
        partner: found.partner.clone(),
        name: name(visit, found),
        state: state(visit, found),
        number: found.number.clone().unwrap_or_default(),
        asked: exactly(visit, found.asked_at),
        total: money(found, total(found)),
    }
}

/// The list of a state; those that wait unless another is asked for.
pub async fn list(visit: Visit, Query(query): Query<BTreeMap<String, String>>) -> Answer {
    let wanted = query.get("state").and_then(|state| State::from_text(state));
    let wanted = wanted.unwrap_or(State::Requested);
    let page = query.get("page").and_then(|page| page.parse().ok());
    let page: u32 = page.unwrap_or(1).max(1);
    let listed = fapiao::list(visit.app(), &visit.request, wanted, page).await?;
    let t = visit.t();
    let chrome = console(&visit, t.get("nav-fapiao"))
        .crumb("/ops", t.get("nav-queue"))
        .crumb("", t.get("nav-fapiao"));
    let address = |state: State, page: u32| {
        let page = nth(page.into());
        asking(HOME, &[("state", state.text()), ("page", &page)])
    };
    let tab = |state: &State| Tab {
        href: address(*state, 1).into(),
        label: t.get(format!("fapiao-tab-{}", state.text())),
        current: *state == wanted,
        count: match state {
            State::Requested => u64::try_from(listed.waiting).ok(),
            _ => None,
        },
        ..Tab::default()
    };
    let shown = Page {
        tabs: State::ALL.iter().map(tab).collect(),
        rows: listed.found.iter().map(|one| row(&visit, one)).collect(),
        newer: (page > 1).then(|| address(wanted, page - 1)),
        older: listed.more.then(|| address(wanted, page.saturating_add(1))),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &shown))
}

#[derive(Template)]
#[template(path = "pages/console/billing/fapiao.html")]
struct FapiaoPage<'a> {
    chrome: &'a Chrome,
    state: (Tone, Text),
    errors: Option<ErrorSummary>,
    facts: Vec<Pair>,
    issue: Option<Vec<Field>>,
    /// What issuing it says of what has to be done before.
    issue_text: Text,
    /// The amount with tax that was shown first, minor units: what changed since is to be refused.
    seen: String,
    refuse: Option<Field>,
    account: String,
    action: String,
    keys: [String; 2],
}

/// What was typed into the two forms.
#[derive(Default)]
struct Forms {
    issue: Typed,
    reason: String,
    problems: Vec<FieldProblem>,
}

fn page(visit: &Visit, found: &Fapiao, notice: Option<Banner>, typed: &Forms) -> Response {
    let t = visit.t();
    let title = t.format("fapiao-of", &[("number", &found.invoice)]);
    let mut chrome = console(visit, title.clone())
        .crumb("/ops", t.get("nav-queue"))
        .crumb(HOME, t.get("nav-fapiao"))
        .crumb("", title)
        .notice(notice);
    let waits = found.state == State::Requested.text();
    let decides = waits && may(visit, OperatorAction::IssueFapiao);
    let error = |field: &str| fields::problem_at(visit, &typed.problems, field);
    let today = visit.app().today().to_string();
    // All of the invoice may have been given back meanwhile: then there is nothing to issue.
    let issue = (decides && found.before_tax > 0).then(|| {
        vec![
            Field::text("number", t.get("fapiao-number"))
                .hint(t.get("fapiao-number-hint"))
                .value(&*typed.issue.number)
                .error(error("number"))
                .inputmode("numeric")
                .maxlength(40)
                .required(),
            Field::date("issued_on", t.get("fapiao-date"))
                .value(&*typed.issue.issued_on)
                .error(error("issued_on"))
                .between(Some(found.earliest_on.clone().into()), Some(today.into()))
                .required(),
        ]
    });
    let refuse = (decides && !is_red(found)).then(|| {
        Field::text("reason", t.get("payment-reason"))
            .hint(t.get("payment-reverse-hint"))
            .value(&*typed.reason)
            .error(error("reason"))
            .maxlength(500)
            .required()
    });
    let errors = ErrorSummary::of(t, issue.iter().flatten().chain(&refuse));
    chrome.invalid = errors.is_some();
    let mut facts = facts(visit, found);
    facts.insert(0, Pair::new(t.get("bill-partner"), found.partner.clone()));
    facts.push(Pair::new(
        t.get("fapiao-earliest"),
        day(visit, &found.earliest_on),
    ));
    if let Some(at) = found.decided_at {
        let decided = format!("{} · {}", found.decided_name, exactly(visit, at));
        facts.push(Pair::new(t.get("credit-note-decided"), decided));
    }
    let issue_text = match is_red(found) {
        true => "fapiao-issue-red-text",
        false => "fapiao-issue-text",
    };
    let page = FapiaoPage {
        state: state(visit, found),
        errors,
        facts,
        issue,
        issue_text: t.get(issue_text),
        seen: match typed.issue.seen.as_str() {
            "" => total(found).to_string(),
            seen => seen.to_owned(),
        },
        refuse,
        account: format!("/ops/billing/partners/{}/account", found.partner_id),
        action: format!("{HOME}/{}", found.id),
        keys: [visit.fresh_key(), visit.fresh_key()],
        chrome: &chrome,
    };
    respond(fields::status(&typed.problems), &page)
}

/// Today, as most are written down on the day they are made.
fn today(visit: &Visit) -> Typed {
    Typed {
        issued_on: visit.app().today().to_string(),
        ..Typed::default()
    }
}

/// The page.
pub async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Answer {
    let found = fapiao::view(visit.app(), &visit.request, id_of(&id)).await?;
    let told = [
        ("issued", "fapiao-done-issued"),
        ("refused", "fapiao-done-refused"),
    ];
    let done = frame::done(&visit, query.get("done"), &told);
    let typed = Forms {
        issue: today(&visit),
        ..Forms::default()
    };
    Ok(page(&visit, &found, done, &typed))
}

/// It was made in the tax office's system.
pub async fn issue(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let id = id_of(&id);
    let typed = Typed {
        number: form.get("number").to_owned(),
        issued_on: form.get("issued_on").to_owned(),
        seen: form.get("seen").to_owned(),
    };
    let (wanted, key) = (typed.clone(), form.key().to_owned());
    let issue = move |app: &_, request: &_| fapiao::issue(app, request, id, &wanted, &key);
    match super::step(&visit, issue).await? {
        Ok(()) => Ok(go(&format!("{HOME}/{id}?done=issued"))),
        Err(problems) => {
            let found = fapiao::view(visit.app(), &visit.request, id).await?;
            let typed = Forms {
                issue: typed,
                problems,
                ..Forms::default()
            };
            Ok(page(&visit, &found, None, &typed))
        }
    }
}

/// It is not made.
pub async fn refuse(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let id = id_of(&id);
    let (reason, seen) = (form.get("reason").to_owned(), form.get("seen").to_owned());
    let (wanted, key) = (reason.clone(), form.key().to_owned());
    let refuse = move |app: &_, request: &_| fapiao::refuse(app, request, id, &wanted, &key);
    match super::step(&visit, refuse).await? {
        Ok(()) => Ok(go(&format!("{HOME}/{id}?done=refused"))),
        Err(problems) => {
            let found = fapiao::view(visit.app(), &visit.request, id).await?;
            let typed = Forms {
                issue: Typed {
                    seen,
                    ..today(&visit)
                },
                reason,
                problems,
            };
            Ok(page(&visit, &found, None, &typed))
        }
    }
}
