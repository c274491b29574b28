//! Rejecting: the form, the proposal that waits for a second person, and that person's answer.

use super::super::{case_href, desk, id_of, me, moment};
use super::{Act, Typed};
use crate::http::{Answer, Form, Visit, blocking, fields, go};
use crate::ui::{Choice, Field};
use app::enrolment::information::reason_words;
use app::review::case::Case;
use app::review::desk::Desk;
use app::review::lifecycle::Lifecycle;
use app::review::reject::{self, Outcome};
use axum::extract::Path;
use domain::enrolment::application::State;
use domain::enrolment::duty::{Duty, judge};
use domain::enrolment::rejection::told;
use domain::ids::ApplicationId;

/// The form.
pub(in crate::console) struct RejectForm {
    /// Reasons, what the company is told, what colleagues are told.
    pub(super) fields: [Field; 3],
    /// Until when the company may appeal, and from when it may apply anew.
    pub(super) note: String,
    /// Whether it is shown open.
    pub(super) open: bool,
}

impl RejectForm {
    /// All fields, for the summary of errors.
    pub(super) fn fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter()
    }
}

/// A proposal that waits.
pub(in crate::console) struct ProposalCard {
    /// Who proposed it and when.
    pub(super) note: String,
    /// The reasons in full.
    pub(super) reasons: Vec<String>,
    /// What the company would read.
    pub(super) told: Vec<String>,
    /// What the proposer wrote for colleagues.
    pub(super) internal: String,
    /// Whether the visitor can take it back.
    pub(super) mine: bool,
    /// The field for the reason of declining, where the visitor is the second person.
    pub(super) decline: Option<Field>,
    /// Whether that is shown open.
    pub(super) open: bool,
}

/// The form with what was typed.
pub(super) fn form(visit: &Visit, typed: &Typed) -> RejectForm {
    let (t, app, language) = (visit.t(), visit.app(), visit.language());
    let mine = &typed.rejection;
    let problem = |name: &str| fields::problem_at(visit, typed.of(Act::Reject), name);
    let choice = |reason: &domain::programme::ReasonCode| {
        let choice = Choice::new(reason.code.clone(), reason.text.get(language).to_owned())
            .selected(mine.reasons.contains(&reason.code));
        if reason.second_approver {
            choice.hint(format!(
                "{} · {}",
                reason.code,
                t.get("reject-needs-second")
            ))
        } else {
            choice.hint(reason.code.clone())
        }
    };
    let choices = app.programme.reason_codes.iter().map(choice).collect();
    let rules = &app.programme.application;
    let facts = [
        ("appeal", rules.appeal_days.to_string()),
        ("reapply", rules.reapply_days.to_string()),
    ];
    let facts = facts
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    RejectForm {
        fields: [
            Field::ticks("reasons", t.get("reject-reasons"), choices)
                .id("reject-reasons")
                .error(problem("reasons"))
                .required(),
            Field::textarea("text", t.get("reject-text"))
                .id("reject-text")
                .hint(t.get("reject-text-hint"))
                .value(mine.text.clone())
                .error(problem("text"))
                .counter(2000)
                .wide()
                .optional_note(t.get("reject-text-when")),
            Field::textarea("note", t.get("reject-note"))
                .id("reject-note")
                .hint(t.get("reject-note-hint"))
                .value(mine.note.clone())
                .error(problem("note"))
                .counter(2000)
                .wide()
                .optional_note(t.get("reject-note-when")),
        ],
        note: t.format("reject-effect", &facts),
        open: typed.act == Act::Reject,
    }
}

/// The proposal that waits for a second person.
pub(super) fn proposal(
    visit: &Visit,
    case: &Case,
    desk: &Desk,
    life: &Lifecycle,
    typed: &Typed,
) -> Option<ProposalCard> {
    let verdict = life.proposal().filter(|_| case.state == State::InReview)?;
    let (t, app, language) = (visit.t(), visit.app(), visit.language());
    let mine = me(visit) == Some(verdict.row.proposed_by);
    let words = |code: &String| format!("{code}: {}", reason_words(app, language, code));
    let at = moment(visit, verdict.row.proposed_at);
    let facts = [("name", verdict.proposer.as_str()), ("at", &at)];
    let decline = || {
        Field::textarea("decline", t.get("proposal-decline-why"))
            .value(typed.decline.clone())
            .error(fields::problem_at(visit, typed.of(Act::Decline), "decline"))
            .counter(1000)
            .wide()
            .required()
    };
    let decides = super::decides(visit);
    let second = decides && judge(Duty::SecondReview, &desk.involvement).is_ok();
    Some(ProposalCard {
        note: t.format("proposal-by", &facts),
        reasons: verdict.reasons.iter().map(words).collect(),
        told: told(&verdict.reasons, &app.programme)
            .into_iter()
            .map(|reason| reason.text.get(language).to_owned())
            .collect(),
        internal: verdict.row.note.clone(),
        mine: mine && decides,
        decline: second.then(decline),
        open: typed.act == Act::Decline,
    })
}

/// T14: rejects or proposes to, or says what is wrong and keeps what was typed.
pub async fn send(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let rejection = reject::Typed {
        reasons: form.values("reasons"),
        text: form.get("text").to_owned(),
        note: form.get("note").to_owned(),
    };
    let (seen, key, sent) = (
        form.get("version").to_owned(),
        form.key().to_owned(),
        rejection.clone(),
    );
    let rejected =
        blocking(move || reject::reject(&app, &request, ApplicationId(at), &sent, &seen, &key));
    match rejected.await {
        Ok(Outcome::Rejected) => Ok(go(&format!("{}?done=rejected", case_href(at)))),
        Ok(Outcome::Proposed) => Ok(go(&format!("{}?done=rejection-proposed", case_href(at)))),
        Err(failure) => {
            let typed = Typed {
                act: Act::Reject,
                rejection,
                ..Typed::default()
            };
            super::refused(&visit, &id, form.get("version"), failure, typed).await
        }
    }
}

/// The second person agrees.
pub async fn confirm(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let (seen, key) = (form.get("version").to_owned(), form.key().to_owned());
    match blocking(move || reject::confirm(&app, &request, ApplicationId(at), &seen, &key)).await {
        Ok(()) => Ok(go(&format!("{}?done=rejected", case_href(at)))),
        Err(failure) => desk::refused(&visit, &id, form.get("version"), failure).await,
    }
}

/// The second person does not agree.
pub async fn decline(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let reason = form.get("decline").to_owned();
    let sent = reason.clone();
    match blocking(move || reject::decline(&app, &request, ApplicationId(at), &sent)).await {
        Ok(()) => Ok(go(&format!("{}?done=declined", case_href(at)))),
        Err(failure) => {
            let typed = Typed {
                act: Act::Decline,
                decline: reason,
                ..Typed::default()
            };
            super::refused(&visit, &id, form.get("version"), failure, typed).await
        }
    }
}

/// The proposer takes it back.
pub async fn take_back(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    match blocking(move || reject::take_back(&app, &request, ApplicationId(at))).await {
        Ok(()) => Ok(go(&format!("{}?done=taken-back", case_href(at)))),
        Err(failure) => desk::refused(&visit, &id, form.get("version"), failure).await,
    }
}
