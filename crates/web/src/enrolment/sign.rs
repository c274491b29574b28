//! F7: "Accept and continue".

use crate::http::{Answer, Form, Trouble, Visit, blocking, fields, frame, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Pair, Tone, respond};
use app::Failure;
use app::enrolment::signing::{self, AGREEMENT, Acceptance, Offer, TICKS};
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use domain::enrolment::form::FieldProblem;
use domain::language::Language;
use domain::programme::{Block, Text};

#[derive(Template)]
#[template(path = "pages/enrolment/sign.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    text: &'a Text,
    blocks: Vec<Block<'a>>,
    governs: bool,
    others: Vec<Language>,
    ticks: Vec<Field>,
    lead: String,
    billing: String,
    facts: Vec<Pair>,
    is_fresh: bool,
    reauth: String,
    decline: String,
    request_id: String,
}

/// Which language of the text is read.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Reading {
    text: Option<String>,
}

fn page(
    visit: &Visit,
    offer: &Offer,
    language: Language,
    ticked: &domain::enrolment::form::Answers,
    problems: &[FieldProblem],
    notice: Option<Banner>,
) -> Result<Response, Trouble> {
    let t = visit.t();
    let app = visit.app();
    let text = app
        .programme
        .text(AGREEMENT, language)
        .ok_or(Failure::NotFound)?;
    let (_, sentences) = signing::text_of_consents(app, language)?;
    let ticks: Vec<Field> = TICKS
        .into_iter()
        .zip(sentences)
        .map(|(name, sentence)| {
            Field::tick(
                name,
                sentence.replace("{legal_name}", &offer.row.legal_name),
            )
            .checked(ticked.get(name).is_some_and(|v| v == "yes"))
            .error(fields::problem_at(visit, problems, name))
            .required()
        })
        .collect();
    let errors = ErrorSummary::of(t, &ticks);
    let day = |date| crate::ui::format::date(t, date);
    let until = domain::calendar::local_date(offer.until, app.programme.time_zone());
    let mut chrome = frame::portal(visit, t.get("sign-title"))
        .crumb("/dashboard/overview", t.get("nav-overview"))
        .crumb("", t.get("sign-title"))
        .reference(offer.row.reference.clone());
    chrome.invalid = errors.is_some();
    chrome.notice = notice;
    let governing = app.programme.languages.governing;
    let name = domain::money::Money::new(
        offer.row.credit_limit.unwrap_or(0),
        domain::money::Currency::CNY,
    );
    let facts = vec![
        Pair::new(t.get("sign-first-bill"), day(offer.first_bill)),
        Pair::new(t.get("sign-first-due"), day(offer.first_due)),
        Pair::new(
            t.get("sign-terms"),
            t.format(
                "sign-net",
                &[("days", &app.programme.payment.net_days.to_string())],
            ),
        ),
        Pair::new(t.get("sign-limit"), name.to_string()),
    ];
    let page = Page {
        chrome: &chrome,
        errors,
        blocks: text.blocks(),
        governs: language == governing,
        others: Language::ALL
            .into_iter()
            .filter(|l| *l != language)
            .collect(),
        ticks,
        lead: t.format("sign-lead", &[("until", &day(until))]),
        billing: t.format(
            "sign-billing-day",
            &[("day", &offer.billing_day.to_string())],
        ),
        facts,
        is_fresh: offer.is_fresh,
        reauth: format!(
            "/signin/mfa?next={}",
            crate::http::failure::encoded(&visit.path)
        ),
        decline: "/dashboard/overview".to_owned(),
        request_id: visit.fresh_key(),
        text,
    };
    let status = if problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok(respond(status, &page))
}

/// The exact text, what is ticked, and what follows from signing today.
pub async fn show(visit: Visit, Query(reading): Query<Reading>) -> Answer {
    let offer = signing::offer(visit.app(), &visit.request).await?;
    let language = reading.text.as_deref().and_then(Language::from_tag);
    let language = language.unwrap_or(visit.language());
    page(&visit, &offer, language, &Default::default(), &[], None)
}

/// T17.
pub async fn sign(visit: Visit, form: Form) -> Answer {
    let language = Language::from_tag(form.get("text_language")).unwrap_or(visit.language());
    let mut ticked = form.answers();
    ticked.retain(|name, _| TICKS.contains(&name.as_str()));
    let acceptance = Acceptance {
        language,
        text_sha256: form.get("text_sha256").to_owned(),
        ticked: ticked.clone(),
    };
    let (app, request, key) = (
        visit.app().clone(),
        visit.request.clone(),
        form.key().to_owned(),
    );
    match blocking(move || signing::sign(&app, &request, acceptance, &key)).await {
        Ok(()) => Ok(go("/dashboard/overview")),
        Err(Failure::Invalid(problems)) => {
            let offer = signing::offer(visit.app(), &visit.request).await?;
            page(&visit, &offer, language, &ticked, &problems, None)
        }
        Err(Failure::Conflict(conflict)) if conflict.code == "text-changed" => {
            let offer = signing::offer(visit.app(), &visit.request).await?;
            let notice = Banner::new(Tone::Warn, visit.t().get("conflict-text-changed"));
            let mut response = page(
                &visit,
                &offer,
                language,
                &Default::default(),
                &[],
                Some(notice),
            )?;
            *response.status_mut() = StatusCode::CONFLICT;
            Ok(response)
        }
        Err(failure) => Err(failure.into()),
    }
}
