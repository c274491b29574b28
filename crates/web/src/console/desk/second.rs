//! An approval that waits for a second reviewer.

use super::{Act, Typed, answers, done, refused};
use crate::console::{case, id_of, me, moment};
use crate::http::{Answer, Form, Visit, blocking, go};
use crate::ui::{Banner, Field, Tone};
use app::Failure;
use app::review::approval;
use app::review::case::Case;
use app::review::desk::Desk;
use axum::extract::Path;
use domain::enrolment::duty::{Duty, judge};
use domain::ids::ApplicationId;
use store::review::approval::Proposal;

/// What the page says and offers about it.
#[derive(Default)]
pub(super) struct Second {
    /// What waits, or what the second person did not agree to.
    pub(super) banner: Option<Banner>,
    /// Whether the visitor may confirm, and the reason for not agreeing.
    pub(super) decline: Option<Field>,
    /// Whether the form for not agreeing is shown open.
    pub(super) open: bool,
    /// Whether the visitor may take it back.
    pub(super) take_back: bool,
}

impl Second {
    /// All fields, for the summary of errors.
    pub(super) fn fields(&self) -> impl Iterator<Item = &Field> {
        self.decline.iter()
    }
}

fn said(visit: &Visit, proposal: &Proposal, id: &str) -> String {
    let facts = [
        ("name", proposal.full_name()),
        ("at", moment(visit, proposal.proposed_at)),
    ];
    let facts = facts
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    visit.t().format(id, &facts)
}

/// Makes it.
pub(super) fn second(visit: &Visit, case: &Case, desk: &Desk, typed: &Typed) -> Second {
    let t = visit.t();
    if !super::decides(visit, case) {
        return Second::default();
    }
    let Some(proposal) = &desk.proposal else {
        let declined = desk.declined.as_ref().map(|declined| {
            Banner::new(Tone::Warn, said(visit, declined, "desk-second-declined"))
                .text(declined.note.clone())
        });
        return Second {
            banner: declined,
            ..Second::default()
        };
    };
    let banner = Banner::new(Tone::Info, said(visit, proposal, "desk-second-waits"))
        .text(t.get("desk-second-text"));
    let may = judge(Duty::SecondReview, &desk.involvement).is_ok();
    let decline = Field::textarea("approval_decline", t.get("desk-second-decline-why"))
        .hint(t.get("desk-second-decline-hint"))
        .value(typed.value(Act::Decline, "approval_decline"))
        .error(typed.problem(visit, Act::Decline, "approval_decline"))
        .counter(1000)
        .required();
    Second {
        banner: Some(banner),
        decline: may.then_some(decline),
        open: typed.act == Act::Decline,
        take_back: Some(proposal.proposed_by) == me(visit),
    }
}

/// Agrees.
pub async fn confirm(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let (seen, key) = (form.get("version").to_owned(), form.key().to_owned());
    let confirmed =
        blocking(move || approval::confirm(&app, &request, ApplicationId(at), &seen, &key));
    match confirmed.await {
        Ok(()) => Ok(go(&done(at, "approved", ""))),
        Err(failure) => refused(&visit, &id, form.get("version"), failure).await,
    }
}

/// Does not agree.
pub async fn decline(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let reason = form.get("approval_decline").to_owned();
    let declined = blocking(move || approval::decline(&app, &request, ApplicationId(at), &reason));
    match declined.await {
        Ok(()) => Ok(go(&done(at, "approval-declined", ""))),
        Err(Failure::Invalid(problems)) => {
            let typed = Typed {
                act: Act::Decline,
                values: answers(&form, &["approval_decline"]),
                problems,
            };
            case::at_desk(&visit, &id, &typed).await
        }
        Err(failure) => refused(&visit, &id, form.get("version"), failure).await,
    }
}

/// Takes one's own proposal back.
pub async fn take_back(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    match blocking(move || approval::take_back(&app, &request, ApplicationId(at))).await {
        Ok(()) => Ok(go(&done(at, "approval-taken-back", ""))),
        Err(failure) => refused(&visit, &id, form.get("version"), failure).await,
    }
}
