//! Questions to the credit bureau, and its reports.

use super::{Opened, Typed, after};
use crate::console::{case, case_href, case_view, id_of, may, me, moment};
use crate::http::{Answer, Form, Visit, blocking};
use crate::ui::{Chrome, Text, Tone, format, respond};
use app::credit::{file, inquiries};
use askama::Template;
use askama::filters::HtmlSafe;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::credit::inquiry::State;
use domain::ids::ApplicationId;
use domain::permission::OperatorAction;
use store::credit::inquiry::Inquiry;

/// The card of questions.
#[derive(Template)]
#[template(path = "pages/console/credit/bureau.html")]
pub(super) struct Card<'a> {
    chrome: &'a Chrome,
    id: String,
    /// Whether there is a bureau.
    configured: bool,
    /// Whether the visitor sees scores.
    restricted: bool,
    rows: Vec<Row>,
    ask: bool,
    request_id: String,
}

impl HtmlSafe for Card<'_> {}

/// One question.
struct Row {
    asked: String,
    by: Text,
    state: (Tone, Text),
    note: String,
    result: Text,
    effect: Option<Text>,
    limit: String,
    score: String,
    reference: String,
    report: Option<String>,
}

/// How a question stands, in a word with its tone.
pub(super) fn state(visit: &Visit, state: &str) -> (Tone, Text) {
    let tone = match State::from_text(state) {
        Some(state) if state.on_its_way() => Tone::Wait,
        Some(State::Answered) => Tone::Ok,
        Some(State::Refused | State::Failed) => Tone::Warn,
        _ => Tone::Mute,
    };
    (tone, visit.t().get(format!("inquiry-{state}")))
}

/// What the bureau was asked, and what it said.
pub(super) fn card<'a>(
    visit: &Visit,
    chrome: &'a Chrome,
    opened: &Opened,
    decides: bool,
) -> Card<'a> {
    let t = visit.t();
    let restricted = may(visit, OperatorAction::ViewCreditFile);
    let currency = &opened.case.row.currency;
    let row = |inquiry: &Inquiry| {
        let kept = matches!(inquiry.effect.as_deref(), Some("decides" | "informs"));
        let result = inquiry.result.as_ref();
        Row {
            asked: moment(visit, inquiry.asked_at),
            by: match inquiry.asked_by {
                None => t.get("console-actor-system"),
                Some(by) if Some(by) == me(visit) => t.get("credit-you"),
                Some(_) => t.get("role-credit-analyst"),
            },
            state: state(visit, &inquiry.state),
            note: inquiry.note.clone(),
            result: result.map_or(Text::from("—"), |r| t.get(format!("credit-{r}"))),
            effect: inquiry
                .effect
                .as_ref()
                .map(|e| t.get(format!("inquiry-{e}"))),
            limit: inquiry
                .credit_limit
                .map_or_else(|| "—".to_owned(), |limit| format::money(limit, currency)),
            score: inquiry.score.clone(),
            reference: inquiry.reference.clone(),
            report: (kept && restricted).then(|| {
                format!(
                    "{}/credit/reports/{}",
                    case_href(opened.case.row.id),
                    inquiry.id
                )
            }),
        }
    };
    Card {
        chrome,
        id: ApplicationId(opened.case.row.id).to_string(),
        configured: opened.file.bureau,
        restricted,
        rows: opened.file.inquiries.iter().map(row).collect(),
        ask: decides
            && opened.file.bureau
            && !opened.file.inquiries.iter().any(inquiries::on_its_way),
        request_id: visit.fresh_key(),
    }
}

/// Has the bureau asked.
pub async fn ask(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let key = form.key().to_owned();
    let asked = blocking(move || inquiries::ask(&app, &request, ApplicationId(at), &key)).await;
    after(&visit, &id, "bureau", Typed::default(), asked).await
}

#[derive(Template)]
#[template(path = "pages/console/credit/report.html")]
struct Report<'a> {
    chrome: &'a Chrome,
    back: String,
    text: String,
}

/// The bureau's report; the use case writes the look down first.
pub async fn report(visit: Visit, Path((id, inquiry)): Path<(String, String)>) -> Answer {
    let (at, inquiry) = (ApplicationId(id_of(&id)), id_of(&inquiry));
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let found = blocking(move || file::report(&app, &request, at, inquiry)).await;
    let text = match found {
        Ok(text) => text,
        Err(failure) => return crate::console::desk::refused(&visit, &id, "", failure).await,
    };
    let (_, case) = case::open(&visit, &id).await?;
    let t = visit.t();
    let href = format!("{}/credit", case_href(at.0));
    let chrome = case_view::frame(&visit, &case, t.get("credit-report"))
        .crumb(case_href(at.0), case.row.reference.clone())
        .crumb(href.clone(), t.get("check-credit"))
        .crumb("", t.get("credit-report"));
    // Indented where it is JSON, otherwise as it came.
    let text = crate::console::timeline::pretty(&text);
    let page = Report {
        chrome: &chrome,
        back: href,
        text,
    };
    Ok(respond(StatusCode::OK, &page))
}
