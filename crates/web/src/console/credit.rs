//! `/ops/applications/{id}/credit`: the credit check by hand.

use super::case::open;
use super::facts::Section;
use super::{case_href, case_view, facts, id_of, may, moment};
use crate::http::{Answer, Form, Visit, blocking, fields, go};
use crate::ui::{
    Banner, Choice, Chrome, ErrorSummary, Field, FileRow, Pair, Part, Text, Tone, format, respond,
};
use app::Failure;
use app::review::case::Case;
use app::review::credit;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::enrolment::application::State;
use domain::enrolment::checks::CreditResult;
use domain::enrolment::form::FieldProblem;
use domain::ids::ApplicationId;
use domain::money::{Currency, Money};
use domain::permission::OperatorAction;

#[derive(Template)]
#[template(path = "pages/console/credit.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    id: String,
    company: String,
    state: (Tone, Text),
    errors: Option<ErrorSummary>,
    /// How the proposal comes about; empty when the form holds no amount.
    parts: Vec<Part>,
    answers: Section,
    /// Financial statements, for those who may look at them.
    statements: Vec<FileRow>,
    latest: Vec<Pair>,
    /// Why there is no form.
    banner: Option<Banner>,
    form: Option<[Field; 3]>,
    request_id: String,
}

/// What was sent and refused.
#[derive(Default)]
struct Typed {
    values: Option<[String; 3]>,
    problems: Vec<FieldProblem>,
}

fn page(visit: &Visit, case: &Case, typed: &Typed) -> Response {
    let t = visit.t();
    let mut chrome = case_view::frame(visit, case, t.get("check-credit"))
        .crumb(case_href(case.row.id), case.row.reference.clone())
        .crumb("", t.get("check-credit"));
    let banner = closed(visit, case);
    let form = banner.is_none().then(|| form(visit, case, typed));
    let errors = ErrorSummary::of(t, form.iter().flatten());
    chrome.invalid = errors.is_some();
    let status = if typed.problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = Page {
        id: ApplicationId(case.row.id).to_string(),
        company: case.row.legal_name.clone(),
        state: super::state_pill(t, &case.row.state),
        errors,
        parts: parts(visit, case),
        answers: facts::section(visit, "credit", &case.answers),
        statements: statements(visit, case),
        latest: latest(visit, case),
        banner,
        form,
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    respond(status, &page)
}

/// The financial statements; the case holds none for those who may not look at them.
fn statements(visit: &Visit, case: &Case) -> Vec<FileRow> {
    super::desk::papers::statements(visit, case)
}

/// Why this visitor cannot decide here now.
fn closed(visit: &Visit, case: &Case) -> Option<Banner> {
    let t = visit.t();
    if !may(visit, OperatorAction::DecideCredit) {
        let role = t.get("role-credit-analyst");
        let text = t.format("error-403-needed", &[("role", &role)]);
        return Some(Banner::new(Tone::Info, t.get("console-read-only")).text(text));
    }
    if case.state != State::InReview {
        let (_, state) = super::state_pill(t, &case.row.state);
        let text = t.format("error-409-state", &[("state", &state)]);
        return Some(Banner::new(Tone::Info, t.get("console-credit-closed")).text(text));
    }
    let me = visit.request.caller.person().map(|person| person.account.0);
    (case.row.reviewer_id.is_some() && case.row.reviewer_id == me).then(|| {
        Banner::new(Tone::Warn, t.get("console-credit-reviewer"))
            .text(t.get("conflict-same-person"))
    })
}

/// The expected purchases and the limit they lead to, in minor units.
fn proposed(visit: &Visit, case: &Case) -> Option<(i64, i64)> {
    let expected = facts::amount(&case.answers, "expected_monthly")?;
    Some((expected, credit::proposal(visit.app(), expected)))
}

fn form(visit: &Visit, case: &Case, typed: &Typed) -> [Field; 3] {
    let t = visit.t();
    let [result, limit, reason] = typed.values.clone().unwrap_or_else(|| {
        let limit =
            proposed(visit, case).map(|(_, limit)| Money::new(limit, Currency::CNY).plain());
        [String::new(), limit.unwrap_or_default(), String::new()]
    });
    let problem = |field: &str| fields::problem_at(visit, &typed.problems, field);
    let choice = |r: CreditResult| {
        Choice::new(r.text(), t.get(format!("credit-{}", r.text())))
            .hint(t.get(format!("console-credit-{}-hint", r.text())))
    };
    let choices = CreditResult::ALL.iter().copied().map(choice).collect();
    let cap = visit.app().programme.credit.proposal_cap_minor;
    let cap = format::money(cap, &case.row.currency);
    [
        Field::radio("result", t.get("field-result"), choices)
            .value(result)
            .error(problem("result"))
            .required(),
        Field::number("limit", t.get("field-limit"))
            .hint(t.format("console-limit-hint", &[("cap", &cap)]))
            .prefix("¥")
            .value(limit)
            .error(problem("limit"))
            .optional_note(t.get("console-limit-if-pass")),
        Field::textarea("reason", t.get("field-reason"))
            .hint(t.get("hint-reason"))
            .value(reason)
            .error(problem("reason"))
            .counter(500)
            .wide()
            .required(),
    ]
}

/// Expected purchases × months = proposal, at most the cap.
fn parts(visit: &Visit, case: &Case) -> Vec<Part> {
    let Some((expected, proposal)) = proposed(visit, case) else {
        return Vec::new();
    };
    let t = visit.t();
    let rules = &visit.app().programme.credit;
    let money = |minor: i64| Text::from(format::money(minor, &case.row.currency));
    let part = |operator, value, label: &str| Part {
        operator,
        value,
        label: t.get(label),
        result: false,
    };
    let product = expected.saturating_mul(i64::from(rules.proposal_multiplier));
    let months = rules.proposal_multiplier.to_string();
    let mut parts = vec![
        part("", money(expected), "field-expected_monthly"),
        part("×", months.into(), "console-credit-months"),
    ];
    if product == proposal {
        parts.push(Part {
            result: true,
            ..part("=", money(proposal), "console-credit-proposal")
        });
    } else {
        parts.push(part("=", money(product), "console-credit-product"));
        parts.push(Part {
            result: true,
            ..part("→", money(proposal), "console-credit-capped")
        });
    }
    parts
}

fn latest(visit: &Visit, case: &Case) -> Vec<Pair> {
    let Some(credit) = &case.credit else {
        return Vec::new();
    };
    let t = visit.t();
    let pair = |label: &str, value: String| Pair::new(t.get(label), value);
    let granted = credit.result == CreditResult::Pass.text();
    let result = t.get(format!("credit-{}", credit.result)).into_owned();
    let mut pairs = vec![pair("field-result", result)];
    if granted {
        pairs.push(pair(
            "field-limit",
            format::money(credit.credit_limit, &credit.currency),
        ));
    }
    pairs.push(pair("field-reason", credit.reason.clone()));
    pairs.push(pair(
        "console-decided-by",
        case.analyst.clone().unwrap_or_default(),
    ));
    pairs.push(pair("console-decided-at", moment(visit, credit.decided_at)));
    if granted {
        let zone = visit.app().programme.time_zone();
        let until = visit
            .timestamp(credit.valid_until)
            .to_zoned(zone.clone())
            .date();
        pairs.push(pair("console-valid-until", format::date(t, until)));
    }
    pairs
}

/// The credit answers, the proposal, and the form.
pub async fn show(visit: Visit, Path(id): Path<String>) -> Answer {
    let case = match open(&visit, &id).await {
        Ok((_, case)) => case,
        Err(failure) => return super::desk::refused(&visit, &id, "", failure).await,
    };
    Ok(page(&visit, &case, &Typed::default()))
}

/// Records a decision, or says what is wrong and keeps what was typed.
pub async fn decide(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let values = ["result", "limit", "reason"].map(|name| form.get(name).to_owned());
    let ([result, limit, reason], key) = (values.clone(), form.key().to_owned());
    let decided = blocking(move || {
        let id = ApplicationId(at);
        credit::decide(&app, &request, id, &result, &limit, &reason, &key)
    });
    match decided.await {
        Ok(()) => Ok(go(&format!("{}?done=credit", case_href(at)))),
        Err(Failure::Invalid(problems)) => {
            let (_, case) = open(&visit, &id).await?;
            Ok(page(
                &visit,
                &case,
                &Typed {
                    values: Some(values),
                    problems,
                },
            ))
        }
        Err(failure) => super::desk::refused(&visit, &id, "", failure).await,
    }
}
