//! Something adverse has come to light after the approval (T20).

use super::super::{case_href, id_of};
use super::{Act, Typed};
use crate::http::{Answer, Form, Visit, blocking, fields, go};
use crate::ui::{Choice, Field};
use app::review::adverse;
use axum::extract::Path;
use domain::enrolment::checks::Kind;
use domain::ids::ApplicationId;

/// The form.
pub(in crate::console) struct AdverseForm {
    /// Checks, what the company is told, what colleagues are told.
    pub(super) fields: [Field; 3],
    /// Whether it is shown open.
    pub(super) open: bool,
}

impl AdverseForm {
    /// All fields, for the summary of errors.
    pub(super) fn fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter()
    }
}

/// The form with what was typed.
pub(super) fn form(visit: &Visit, typed: &Typed) -> AdverseForm {
    let t = visit.t();
    let mine = &typed.adverse;
    let problem = |name: &str| fields::problem_at(visit, typed.of(Act::Adverse), name);
    let choice = |kind: &Kind| {
        let chosen = mine.checks.iter().any(|check| check == kind.text());
        Choice::new(kind.text(), t.get(format!("check-{}", kind.text()))).selected(chosen)
    };
    let text = |name: &'static str, id: &'static str, value: &str| {
        Field::textarea(name, t.get(format!("{id}-label")))
            .id(id)
            .hint(t.get(format!("{id}-hint")))
            .value(value)
            .error(problem(name))
            .counter(1000)
            .wide()
            .required()
    };
    AdverseForm {
        fields: [
            Field::ticks(
                "checks",
                t.get("adverse-checks"),
                Kind::ALL.iter().map(choice).collect(),
            )
            .id("adverse-checks")
            .error(problem("checks"))
            .required(),
            text("text", "adverse-text", &mine.text),
            text("note", "adverse-note", &mine.note),
        ],
        open: typed.act == Act::Adverse,
    }
}

/// Brings the approval back into review, or says what is wrong and keeps what was typed.
pub async fn send(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let adverse = adverse::Typed {
        checks: form.values("checks"),
        text: form.get("text").to_owned(),
        note: form.get("note").to_owned(),
    };
    let (seen, key, sent) = (
        form.get("version").to_owned(),
        form.key().to_owned(),
        adverse.clone(),
    );
    let reopened =
        blocking(move || adverse::reopen(&app, &request, ApplicationId(at), &sent, &seen, &key));
    match reopened.await {
        Ok(()) => Ok(go(&format!("{}?done=reopened", case_href(at)))),
        Err(failure) => {
            let typed = Typed {
                act: Act::Adverse,
                adverse,
                ..Typed::default()
            };
            super::refused(&visit, &id, form.get("version"), failure, typed).await
        }
    }
}
