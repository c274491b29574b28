//! `/ops/health/drafts`: outages that wait for a second pair of eyes.

use super::{BASE, chrome};
use crate::console::{Parameters, exactly, id_of, may, me};
use crate::health::{services_named, state_pill};
use crate::http::{Answer, Form, Visit, blocking, fields, frame, go};
use crate::support::moment;
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Message, Pair, Side, Text, Tone, respond};
use app::Failure;
use app::health::drafts::{self, Shown};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use domain::enrolment::form::FieldProblem;
use domain::health::State as Health;
use domain::health::draft::State;
use domain::permission::OperatorAction;
use store::health::drafts::Draft;

/// Where a draft is.
pub(super) fn place(id: uuid::Uuid) -> String {
    format!("{BASE}/drafts/{id}")
}

/// How far a draft is.
pub(super) fn status(visit: &Visit, draft: &Draft) -> (Tone, Text) {
    let tone = match State::from_text(&draft.state) {
        Some(State::Proposed) => Tone::Wait,
        Some(State::Confirmed) => Tone::Ok,
        Some(State::Declined) => Tone::Bad,
        _ => Tone::Mute,
    };
    let word = format!("health-draft-{}", draft.state);
    (tone, visit.t().get(word))
}

/// A draft in a list.
pub(super) struct Row {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) about: String,
    pub(super) status: (Tone, Text),
    pub(super) by: String,
}

/// Who wrote it, and when.
pub(super) fn by(visit: &Visit, draft: &Draft) -> String {
    format!(
        "{} · {}",
        draft.proposed_name,
        moment(visit, draft.proposed_at)
    )
}

/// A draft in the list of an incident.
pub(super) fn plain(visit: &Visit, draft: &Draft) -> Row {
    let default = visit.app().programme.languages.default;
    Row {
        href: place(draft.id),
        title: draft.title().shown(visit.language(), default).to_owned(),
        about: draft.reason.clone(),
        status: status(visit, draft),
        by: by(visit, draft),
    }
}

/// A draft in the list of all.
pub(super) fn row(visit: &Visit, shown: &Shown) -> Row {
    let services = services_named(visit, &shown.services);
    Row {
        about: format!("{} · {services}", shown.row.number),
        ..plain(visit, &shown.row)
    }
}

#[derive(Template)]
#[template(path = "pages/console/health/draft.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    status: (Tone, Text),
    errors: Option<ErrorSummary>,
    facts: Vec<Pair>,
    /// Title and text in each language they were written in.
    texts: Vec<Message>,
    confirm: bool,
    /// The reason for declining.
    decline: Option<Field>,
    withdraw: bool,
    /// The incident, where it is posted.
    incident: Option<String>,
    action: String,
    request_id: String,
}

fn facts(visit: &Visit, shown: &Shown) -> Vec<Pair> {
    let (t, draft) = (visit.t(), &shown.row);
    let becomes = match draft.raises {
        true => "health-draft-raises",
        false => "health-draft-new",
    };
    let mut facts = vec![
        Pair::new(t.get("health-number"), draft.number.clone()).copy(),
        Pair::new(t.get("health-draft-what"), t.get(becomes)),
        Pair::new(
            t.get("health-services"),
            services_named(visit, &shown.services),
        ),
        Pair::new(
            t.get("health-state"),
            state_pill(visit, Health::Interrupted.text()).1,
        ),
        Pair::new(t.get("health-started"), moment(visit, draft.started_at)),
        Pair::new(t.get("health-draft-by"), by(visit, draft)),
    ];
    if let Some(at) = draft.decided_at {
        let decided = format!("{} · {}", draft.decided_name, exactly(visit, at));
        facts.push(Pair::new(t.get("health-draft-decided-by"), decided));
    }
    if !draft.reason.is_empty() {
        let reason = draft.reason.clone();
        facts.push(Pair::new(t.get("health-draft-because"), reason));
    }
    facts
}

fn page(
    visit: &Visit,
    shown: &Shown,
    notice: Option<Banner>,
    (typed, problems): (&str, &[FieldProblem]),
) -> Response {
    let (t, draft) = (visit.t(), &shown.row);
    let languages = &visit.app().programme.languages;
    let title = draft.title();
    let title = title.shown(visit.language(), languages.default).to_owned();
    let mut chrome = chrome(visit, title, t.get("health-draft")).notice(notice);
    let waits = draft.state == State::Proposed.text();
    let mine = me(visit) == Some(draft.proposed_by);
    let decides = waits && !mine && may(visit, OperatorAction::ConfirmOutages);
    let decline = decides.then(|| {
        Field::text("reason", t.get("health-draft-reason"))
            .value(typed)
            .error(fields::problem_at(visit, problems, "reason"))
            .maxlength(500)
            .required()
    });
    let errors = ErrorSummary::of(t, &decline);
    chrome.invalid = errors.is_some();
    let (titles, words) = (draft.title(), draft.text());
    let written = languages.offered.iter().filter_map(|language| {
        let (title, text) = (titles.get(*language), words.get(*language));
        let some = !title.is_empty() || !text.is_empty();
        some.then(|| Message {
            author: language.own_name().into(),
            about: title.to_owned().into(),
            text: text.to_owned().into(),
            side: Side::Theirs,
            fresh: false,
        })
    });
    let posted = draft.raises || draft.state == State::Confirmed.text();
    let page = Page {
        status: status(visit, draft),
        errors,
        facts: facts(visit, shown),
        texts: written.collect(),
        confirm: decides,
        decline,
        withdraw: waits && mine && may(visit, OperatorAction::PostIncidents),
        incident: posted.then(|| format!("{BASE}/{}", draft.number)),
        action: place(draft.id),
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    respond(fields::status(problems), &page)
}

/// The page.
pub async fn show(visit: Visit, Path(id): Path<String>, parameters: Parameters) -> Answer {
    let shown = drafts::view(visit.app(), &visit.request, id_of(&id)).await?;
    let told = [
        ("proposed", "health-done-proposed"),
        ("declined", "health-done-declined"),
        ("withdrawn", "health-done-withdrawn"),
    ];
    let done = frame::done(&visit, parameters.get("done"), &told);
    Ok(page(&visit, &shown, done, ("", &[])))
}

/// A second person agrees.
pub async fn confirm(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (id, key) = (id_of(&id), form.key().to_owned());
    let number = blocking(move || drafts::confirm(&app, &request, id, &key)).await?;
    Ok(go(&format!("{BASE}/{number}?done=confirmed")))
}

/// A second person does not; what is wrong with the reason is shown beside it.
pub async fn decline(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (id, key) = (id_of(&id), form.key().to_owned());
    let typed = form.get("reason").to_owned();
    let reason = typed.clone();
    match blocking(move || drafts::decline(&app, &request, id, &reason, &key)).await {
        Ok(_) => Ok(go(&format!("{}?done=declined", place(id)))),
        Err(Failure::Invalid(problems)) => {
            let shown = drafts::view(visit.app(), &visit.request, id).await?;
            Ok(page(&visit, &shown, None, (&typed, &problems)))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Whoever wrote it takes it back.
pub async fn withdraw(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (id, key) = (id_of(&id), form.key().to_owned());
    blocking(move || drafts::withdraw(&app, &request, id, &key)).await?;
    Ok(go(&format!("{}?done=withdrawn", place(id))))
}
