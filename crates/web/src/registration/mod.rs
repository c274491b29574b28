//! Registration: from the welcome page to the credentials (spec 01 §2, F2 to F5).

pub mod account;
pub mod create;
pub mod details;
pub mod done;
pub mod join;
pub mod phone;

use crate::http::{Trouble, Visit, frame, go};
use crate::ui::{Chrome, Step, Surface, Text, steps};
use app::enrolment::registration::{self, Draft};
use app::{Failure, Request};
use axum::response::Response;
use domain::caller::Caller;
use domain::enrolment::registration::State;

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
    let Some(token) = &visit.draft else {
        return Err(Ok(go("/register/cn/join")));
    };
    match registration::open(visit.app(), token).await {
        Ok(draft) => {
            let mut request = visit.request.clone();
            // A signed-in person may register another company; the draft's cookie decides here.
            request.caller = Caller::Registrant(draft.id());
            Ok((draft, request))
        }
        Err(Failure::NotFound) => Err(Ok(go("/register/cn/join"))),
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

fn progress(visit: &Visit, current: usize) -> Vec<Step> {
    let t = visit.t();
    let labels = [
        "step-account",
        "step-details",
        "step-phone",
        "step-create",
        "step-save",
    ];
    steps(labels.map(|id| t.get(id)), current)
}
