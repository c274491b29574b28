//! F7: "Accept and continue", "Decline", and "I am not the right person".

use crate::http::{Answer, Form, Query, Trouble, Visit, blocking, fields, frame, go};
use crate::ui::{
    Banner, Choice, Chrome, Differences, ErrorSummary, Field, Link, Pair, Text as Words, Tone,
    respond,
};
use app::Failure;
use app::agreements::answers;
use app::enrolment::signing::{self, Acceptance, Billing, Offer, TICKS};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use domain::enrolment::form::{Answers, FieldProblem};
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
    /// What changed since the version signed before.
    changes: Option<(Words, Differences)>,
    ticks: Vec<Field>,
    lead: String,
    billing: String,
    billing_note: Words,
    facts: Vec<Pair>,
    is_fresh: bool,
    reauth: String,
    declined: Option<Banner>,
    asked: Option<Banner>,
    /// The other global admins to choose from; none to choose means adding one first.
    admin: Option<Field>,
    reason: Field,
    hand_over_open: bool,
    decline_open: bool,
    request_id: String,
}

/// Which language of the text is read.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Reading {
    text: Option<String>,
    done: Option<String>,
}

/// What was sent and what is wrong with it.
#[derive(Debug, Default)]
struct Typed {
    answers: Answers,
    problems: Vec<FieldProblem>,
    notice: Option<Banner>,
}

impl Typed {
    fn get(&self, name: &str) -> &str {
        self.answers.get(name).map_or("", String::as_str)
    }

    fn wrong_at(&self, name: &str) -> bool {
        self.problems.iter().any(|problem| problem.field == name)
    }
}

fn page(
    visit: &Visit,
    offer: &Offer,
    language: Language,
    typed: Typed,
) -> Result<Response, Trouble> {
    let (t, app) = (visit.t(), visit.app());
    let text = offer.in_force.text(app, language)?;
    let (_, sentences) = signing::text_of_consents(app, language)?;
    let problem = |name: &str| fields::problem_at(visit, &typed.problems, name);
    let ticks: Vec<Field> = TICKS
        .into_iter()
        .zip(sentences)
        .map(|(name, sentence)| {
            Field::tick(
                name,
                sentence.replace("{legal_name}", &offer.row.legal_name),
            )
            .checked(typed.get(name) == "yes")
            .error(problem(name))
            .required()
        })
        .collect();
    let admin = admins(visit, offer).map(|field| field.error(problem("admin")));
    let reason = Field::textarea("reason", t.get("decline-reason"))
        .hint(t.get("decline-reason-hint"))
        .value(typed.get("reason"))
        .error(problem("reason"))
        .counter(500)
        .wide();
    let errors = ErrorSummary::of(t, ticks.iter().chain(&admin).chain([&reason]));
    let mut chrome = frame::portal(visit, t.get("sign-title"))
        .crumb("/dashboard/overview", t.get("nav-overview"))
        .crumb("", t.get("sign-title"))
        .reference(offer.row.reference.clone());
    chrome.invalid = errors.is_some();
    chrome.notice = typed.notice.clone();
    let changes = signing::changes(app, offer, language).ok().map(|clauses| {
        let from = offer.signed_version.clone().unwrap_or_default();
        let title = t.format("sign-changes", &[("version", &from)]);
        (title.into(), Differences::new(t, language, &clauses))
    });
    let (billing, billing_note, facts) = billing(visit, offer);
    let page = Page {
        chrome: &chrome,
        errors,
        blocks: text.blocks(),
        governs: language == app.programme.languages.governing,
        others: Language::ALL
            .into_iter()
            .filter(|l| *l != language)
            .collect(),
        changes,
        ticks,
        lead: lead(visit, offer),
        billing,
        billing_note,
        facts,
        is_fresh: offer.is_fresh,
        reauth: format!(
            "/signin/mfa?next={}",
            crate::http::address::encoded("/agreements/sign")
        ),
        declined: declined(visit, offer),
        asked: asked(visit, offer),
        hand_over_open: typed.wrong_at("admin"),
        decline_open: typed.wrong_at("reason"),
        admin,
        reason,
        request_id: visit.fresh_key(),
        text,
    };
    let status = fields::status(&typed.problems);
    Ok(respond(status, &page))
}

fn lead(visit: &Visit, offer: &Offer) -> String {
    let t = visit.t();
    let day = offer.last_day.map(|day| crate::ui::format::date(t, day));
    let version = offer.in_force.version.as_str();
    match (&offer.signed_version, day) {
        (None, day) => t.format(
            "sign-lead",
            &[("until", day.as_deref().unwrap_or_default())],
        ),
        (Some(_), Some(day)) => {
            t.format("sign-lead-again", &[("version", version), ("until", &day)])
        }
        (Some(_), None) => t.format("sign-lead-free", &[("version", version)]),
    }
}

fn billing(visit: &Visit, offer: &Offer) -> (String, Words, Vec<Pair>) {
    let (t, app) = (visit.t(), visit.app());
    match offer.billing {
        Billing::Stays { day } => (
            t.format("sign-billing-stays", &[("day", &day.to_string())]),
            t.get("sign-billing-stays-note"),
            Vec::new(),
        ),
        Billing::Fixes {
            day,
            first_bill,
            first_due,
        } => {
            let date = |date| crate::ui::format::date(t, date);
            let limit = domain::money::Money::new(
                offer.row.credit_limit.unwrap_or(0),
                domain::money::Currency::CNY,
            );
            let net = app.programme.payment.net_days.to_string();
            let facts = vec![
                Pair::new(t.get("sign-first-bill"), date(first_bill)),
                Pair::new(t.get("sign-first-due"), date(first_due)),
                Pair::new(t.get("sign-terms"), t.format("sign-net", &[("days", &net)])),
                Pair::new(t.get("sign-limit"), limit.to_string()),
            ];
            let title = t.format("sign-billing-day", &[("day", &day.to_string())]);
            (title, t.get("sign-billing-note"), facts)
        }
    }
}

fn moment(visit: &Visit, at: domain::effects::Instant) -> String {
    let zone = visit.app().programme.time_zone();
    crate::ui::format::moment(visit.t(), visit.timestamp(at), zone)
}

fn declined(visit: &Visit, offer: &Offer) -> Option<Banner> {
    let (t, decline) = (visit.t(), offer.declined.as_ref()?);
    let at = moment(visit, decline.at);
    let facts = [("name", decline.name.as_str()), ("at", at.as_str())];
    let banner = Banner::new(Tone::Warn, t.format("decline-done", &facts));
    Some(banner.text(t.get("decline-done-text")))
}

fn asked(visit: &Visit, offer: &Offer) -> Option<Banner> {
    let (t, asked) = (visit.t(), offer.asked.as_ref()?);
    let (by, to) = asked.by_and_to();
    let at = moment(visit, asked.at);
    let facts = [
        ("by", by.as_str()),
        ("to", to.as_str()),
        ("at", at.as_str()),
    ];
    Some(Banner::new(Tone::Info, t.format("hand-over-done", &facts)))
}

fn admins(visit: &Visit, offer: &Offer) -> Option<Field> {
    let t = visit.t();
    let choices: Vec<Choice> = offer
        .others
        .iter()
        .map(|signer| Choice::new(signer.id.to_string(), signer.name.clone()))
        .collect();
    (!choices.is_empty())
        .then(|| Field::radio("admin", t.get("hand-over-choose"), choices).required())
}

/// What the form that was just sent has done.
fn done(visit: &Visit, reading: &Reading) -> Option<Banner> {
    frame::done(
        visit,
        reading.done.as_ref(),
        &[("declined", "decline-told"), ("asked", "hand-over-told")],
    )
}

#[derive(Template)]
#[template(path = "pages/enrolment/ask_admin.html")]
struct AskAdmin<'a> {
    chrome: &'a Chrome,
    admins: Vec<String>,
    open: bool,
    back: Link,
}

/// Who may sign, for those who may not.
async fn ask_admin(visit: &Visit) -> Answer {
    let found = answers::ask_admin(visit.app(), &visit.request).await?;
    let t = visit.t();
    let chrome = frame::portal(visit, t.get("sign-title"))
        .crumb("/dashboard/overview", t.get("nav-overview"))
        .crumb("", t.get("sign-title"));
    let page = AskAdmin {
        chrome: &chrome,
        admins: found.admins,
        open: found.open,
        back: Link::new("/dashboard/overview", t.get("nav-overview")),
    };
    Ok(respond(StatusCode::FORBIDDEN, &page))
}

/// The exact text, what is ticked, and what follows from signing today.
pub async fn show(visit: Visit, Query(reading): Query<Reading>) -> Answer {
    let offer = match signing::offer(visit.app(), &visit.request).await {
        Ok(offer) => offer,
        Err(Failure::NeedsRole(_)) => return ask_admin(&visit).await,
        Err(failure) => return Err(failure.into()),
    };
    let language = reading.text.as_deref().and_then(Language::from_tag);
    let language = language.unwrap_or(visit.language());
    let typed = Typed {
        notice: done(&visit, &reading),
        ..Typed::default()
    };
    page(&visit, &offer, language, typed)
}

/// T17, or the signature of a new version.
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
        Err(Failure::NeedsRole(_)) => ask_admin(&visit).await,
        Err(Failure::Invalid(problems)) => wrong(&visit, language, ticked, problems).await,
        Err(Failure::Conflict(conflict)) if conflict.code == "text-changed" => {
            let offer = signing::offer(visit.app(), &visit.request).await?;
            let notice = Banner::new(Tone::Warn, visit.t().get("conflict-text-changed"));
            let typed = Typed {
                notice: Some(notice),
                ..Typed::default()
            };
            let mut response = page(&visit, &offer, language, typed)?;
            *response.status_mut() = StatusCode::CONFLICT;
            Ok(response)
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The page once more, with everything typed and what is wrong.
async fn wrong(
    visit: &Visit,
    language: Language,
    answers: Answers,
    problems: Vec<FieldProblem>,
) -> Answer {
    let offer = signing::offer(visit.app(), &visit.request).await?;
    let typed = Typed {
        answers,
        problems,
        notice: None,
    };
    page(visit, &offer, language, typed)
}

/// "Decline": nothing is signed, and the operator is told.
pub async fn decline(visit: Visit, form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (reason, key) = (form.get("reason").to_owned(), form.key().to_owned());
    let done = blocking(move || answers::decline(&app, &request, &reason, &key));
    match done.await {
        Ok(()) => Ok(go("/agreements/sign?done=declined")),
        Err(Failure::NeedsRole(_)) => ask_admin(&visit).await,
        Err(Failure::Invalid(problems)) => {
            wrong(&visit, visit.language(), form.answers(), problems).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// "I am not the right person": a colleague is asked by mail.
pub async fn hand_over(visit: Visit, form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (admin, key) = (form.get("admin").to_owned(), form.key().to_owned());
    let done = blocking(move || answers::hand_over(&app, &request, &admin, &key));
    match done.await {
        Ok(()) => Ok(go("/agreements/sign?done=asked")),
        Err(Failure::NeedsRole(_)) => ask_admin(&visit).await,
        Err(Failure::Invalid(problems)) => {
            wrong(&visit, visit.language(), form.answers(), problems).await
        }
        Err(failure) => Err(failure.into()),
    }
}
