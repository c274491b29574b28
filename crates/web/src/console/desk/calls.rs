//! Findings that make a reviewer look twice, and calls to the company.

use super::{Act, Typed, answers, done, refused};
use crate::console::{case, id_of, moment};
use crate::http::{Answer, Form, Visit, blocking, go};
use crate::ui::{Banner, Choice, Chrome, Field, Text, Tone};
use app::Failure;
use app::review::case::Case;
use app::review::desk::Desk;
use app::review::registry as calling;
use askama::Template;
use askama::filters::HtmlSafe;
use axum::extract::Path;
use domain::enrolment::registry::CallOutcome;
use domain::enrolment::risk::Code;
use domain::ids::ApplicationId;
use domain::validate::phone;

/// Fields of the form.
const FIELDS: [&str; 4] = ["call_number", "call_reached", "call_outcome", "call_note"];

/// The card of risk.
#[derive(Template)]
#[template(path = "pages/console/desk/risk.html")]
pub(in crate::console) struct RiskCard<'a> {
    chrome: &'a Chrome,
    id: String,
    note: String,
    findings: Vec<Finding>,
    score: u32,
    /// Whether a call is needed, or has settled it.
    standing: Option<Banner>,
    calls: Vec<Call>,
    form: Option<Vec<Field>>,
    open: bool,
    request_id: String,
}

/// One finding.
struct Finding {
    label: Text,
    details: Vec<String>,
    points: u32,
}

/// One call.
struct Call {
    outcome: (Tone, Text),
    number: String,
    about: String,
    note: String,
}

impl HtmlSafe for RiskCard<'_> {}

impl RiskCard<'_> {
    /// All fields, for the summary of errors.
    pub(super) fn fields(&self) -> impl Iterator<Item = &Field> {
        self.form.iter().flatten()
    }
}

/// What was found, as people read it.
fn detail(visit: &Visit, code: Code, detail: &str) -> String {
    match code {
        Code::VirtualOperatorNumber | Code::SharedNumber => phone::display(detail),
        Code::NewCompany => detail.parse().map_or_else(
            |_| detail.to_owned(),
            |date| crate::ui::format::date(visit.t(), date),
        ),
        _ => detail.to_owned(),
    }
}

/// How a call ended, in a word.
fn outcome(visit: &Visit, outcome: &str) -> (Tone, Text) {
    let tone = match CallOutcome::from_text(outcome) {
        Some(CallOutcome::Confirmed) => Tone::Ok,
        Some(CallOutcome::Denied) => Tone::Bad,
        _ => Tone::Wait,
    };
    (tone, visit.t().get(format!("call-{outcome}")))
}

/// Makes it.
pub(super) fn card<'a>(
    visit: &Visit,
    chrome: &'a Chrome,
    case: &Case,
    desk: &Desk,
    typed: &Typed,
) -> RiskCard<'a> {
    let t = visit.t();
    let limit = visit.app().programme.risk.call_back_score.to_string();
    let finding = |(code, points, flags): &(Code, u32, Vec<store::risk::RiskFlag>)| Finding {
        label: t.get(format!("risk-{}", code.text())),
        details: flags
            .iter()
            .map(|flag| detail(visit, *code, &flag.detail))
            .filter(|detail| !detail.is_empty())
            .collect(),
        points: *points,
    };
    let call = |call: &store::review::registry::CallBack| {
        let facts = [
            ("name", call.full_name()),
            ("at", moment(visit, call.called_at)),
        ];
        let facts = facts
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let by = t.format("call-by", &facts);
        let about = if call.reached.is_empty() {
            by
        } else {
            format!("{}{}{by}", call.reached, t.get("console-separator"))
        };
        Call {
            outcome: outcome(visit, &call.outcome),
            number: phone::display(&call.number),
            about,
            note: call.note.clone(),
        }
    };
    let standing = match (desk.risk.must_call, desk.called) {
        (true, false) => Some(
            Banner::new(Tone::Warn, t.get("conflict-call-back-missing"))
                .text(t.get("call-needed-text")),
        ),
        (true, true) => Some(Banner::new(Tone::Ok, t.get("call-settled"))),
        (false, _) => None,
    };
    let writes = super::works(visit, case, desk);
    RiskCard {
        id: ApplicationId(case.row.id).to_string(),
        note: t.format("risk-note", &[("limit", &limit)]),
        findings: desk.risk.findings.iter().map(finding).collect(),
        score: desk.risk.score,
        standing,
        calls: desk.calls.iter().map(call).collect(),
        form: writes.then(|| form(visit, typed)),
        open: typed.act == Act::Call,
        request_id: visit.fresh_key(),
        chrome,
    }
}

fn form(visit: &Visit, typed: &Typed) -> Vec<Field> {
    let t = visit.t();
    let dressed = |field: Field, name: &'static str| {
        field
            .value(typed.value(Act::Call, name))
            .error(typed.problem(visit, Act::Call, name))
    };
    let choice = |o: &CallOutcome| Choice::new(o.text(), t.get(format!("call-{}", o.text())));
    let outcomes = CallOutcome::ALL.iter().map(choice).collect();
    vec![
        dressed(
            Field::tel("call_number", t.get("call-number")).hint(t.get("call-number-hint")),
            "call_number",
        )
        .required(),
        dressed(
            Field::text("call_reached", t.get("call-reached")).hint(t.get("call-reached-hint")),
            "call_reached",
        )
        .maxlength(100)
        .optional_note(t.get("call-reached-note")),
        dressed(
            Field::radio("call_outcome", t.get("call-outcome"), outcomes),
            "call_outcome",
        )
        .required(),
        dressed(
            Field::textarea("call_note", t.get("call-note")).hint(t.get("call-note-hint")),
            "call_note",
        )
        .counter(1000)
        .wide()
        .required(),
    ]
}

/// Records a call, or says what is wrong and keeps what was typed.
pub async fn record(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let values = answers(&form, &FIELDS);
    let (sent, key) = (values.clone(), form.key().to_owned());
    let recorded =
        blocking(move || calling::record_call(&app, &request, ApplicationId(at), &sent, &key));
    match recorded.await {
        Ok(()) => Ok(go(&done(at, "called", "#risk"))),
        Err(Failure::Invalid(problems)) => {
            let typed = Typed {
                act: Act::Call,
                values,
                problems,
            };
            case::at_desk(&visit, &id, &typed).await
        }
        Err(failure) => refused(&visit, &id, form.get("version"), failure).await,
    }
}
