//! Registration: from the welcome page to the credentials.

pub mod account;
pub mod create;
pub mod details;
pub mod done;
pub mod existing;
pub mod join;
pub mod later;
pub mod phone;
pub mod resume;

use crate::http::{Trouble, Visit, frame, go};
use crate::ui::{Chrome, Step, Surface, Text, steps};
use app::enrolment::registration::{self, Draft};
use app::{Failure, Request};
use axum::response::Response;
use domain::caller::{Caller, Stage};
use domain::enrolment::registration::{State, Way};

/// The page a draft is at.
fn page_of(state: State) -> &'static str {
    match state {
        State::Open => "/register/cn/account",
        State::Identified => "/register/cn/details",
        State::Details | State::Challenge | State::Locked => "/register/cn/phone",
        State::Verified | State::Creating => "/register/cn/create",
        State::Created | State::Done => "/register/cn/done",
        State::Expired | State::Blocked => "/register/cn/join",
    }
}

/// The visitor's draft with the request that acts for it, or the way to the beginning.
async fn draft(visit: &Visit) -> Result<(Draft, Request), Result<Response, Trouble>> {
    let beginning = || Ok(go("/register/cn/join"));
    let by_cookie = match &visit.draft {
        Some(token) => match registration::open(visit.app(), token).await {
            Ok(draft) => Some(draft),
            Err(Failure::NotFound) => None,
            Err(failure) => return Err(Err(failure.into())),
        },
        None => None,
    };
    match by_cookie {
        Some(draft) if draft.way == Way::Create => {
            if !draft.state.is_living() && draft.state != State::Done {
                return Err(beginning());
            }
            let mut request = visit.request.clone();
            // A signed-in person may register another company; the draft's cookie decides here.
            request.caller = Caller::Registrant(draft.id());
            Ok((draft, request))
        }
        // One that goes by a work account is its organisation's, whatever the cookie says.
        Some(draft) => match &visit.request.caller {
            Caller::User { person, .. } if person.stage == Stage::Full => {
                let own = draft.row.tenant_id == Some(person.tenant.0);
                if own && draft.state == State::Done {
                    return Ok((draft, visit.request.clone()));
                }
                by_account(visit).await
            }
            Caller::User { .. } | Caller::Visitor => {
                Err(Err(match visit.request.caller.person() {
                    Some(person) => Failure::FinishSignIn(person.stage).into(),
                    None => Failure::SignInFirst.into(),
                }))
            }
            _ => Err(beginning()),
        },
        None => match &visit.request.caller {
            Caller::User { person, .. } if person.stage == Stage::Full => by_account(visit).await,
            _ => Err(beginning()),
        },
    }
}

/// The registration of the signed-in person's organisation.
async fn by_account(visit: &Visit) -> Result<(Draft, Request), Result<Response, Trouble>> {
    match registration::of_tenant(visit.app(), &visit.request).await {
        Ok(draft) => Ok((draft, visit.request.clone())),
        Err(Failure::NotFound | Failure::NeedsRole(_)) => Err(Ok(go("/register/cn/join"))),
        Err(failure) => Err(Err(failure.into())),
    }
}

/// Runs the rest of a handler with the draft, or answers with the way to it.
macro_rules! with_draft {
    ($visit:expr) => {
        match crate::registration::draft(&$visit).await {
            Ok(found) => found,
            Err(answer) => return answer,
        }
    };
}
pub(crate) use with_draft;

/// The frame of a step; step 1 is the account.
fn wizard(visit: &Visit, title: impl Into<Text>, reference: Option<&str>) -> Chrome {
    let chrome = frame::chrome(visit, Surface::Wizard, title);
    match reference {
        Some(reference) => chrome.reference(reference.to_owned()),
        None => chrome,
    }
}

fn progress(visit: &Visit, way: Way, current: usize) -> Vec<Step> {
    let t = visit.t();
    let last = match way {
        Way::Create => "step-save",
        Way::Existing => "step-confirmation",
    };
    let labels = [
        "step-account",
        "step-details",
        "step-phone",
        "step-create",
        last,
    ];
    steps(labels.map(|id| t.get(id)), current)
}
