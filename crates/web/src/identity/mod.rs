//! Signing in and one's own account.

pub mod authenticator;
pub mod change_password;
pub mod contact;
pub mod locked;
pub mod lost;
pub mod me;
pub mod mfa;
pub mod recover;
pub mod recovery_codes;
pub mod sign_in;

use crate::http::{Visit, address, failure, frame};
use crate::ui::{Chrome, Text};
use domain::caller::{Caller, Stage};

/// Where a signed-in person belongs.
fn home(caller: &Caller) -> &'static str {
    match caller {
        Caller::Staff { .. } => "/ops",
        Caller::Customer { .. } => "/admin",
        _ => "/dashboard/overview",
    }
}

/// The frame of a page about oneself, where one is at home.
fn home_frame(visit: &Visit, title: impl Into<Text>) -> Chrome {
    match &visit.request.caller {
        Caller::Staff { .. } => frame::console(visit, title),
        Caller::Customer { .. } => frame::centre(visit, title),
        _ => frame::portal(visit, title),
    }
}

/// Where the caller goes next: a missing step, the wanted page, or home.
fn onward(visit: &Visit, wanted: Option<&str>) -> String {
    match visit.request.caller.person().map(|p| p.stage) {
        Some(Stage::Full) => failure::local(wanted, home(&visit.request.caller)),
        Some(stage) => with_next(failure::stage_page(stage), wanted),
        None => "/signin".to_owned(),
    }
}

/// A page of the sign-in that remembers where the visitor wanted to go.
fn with_next(page: &str, wanted: Option<&str>) -> String {
    match wanted.filter(|next| !next.is_empty()) {
        Some(next) => format!("{page}?next={}", address::encoded(next)),
        None => page.to_owned(),
    }
}

/// The query `?next=`.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Next {
    /// Where to go afterwards.
    pub next: Option<String>,
    /// What a recovery ended with.
    pub recovered: Option<String>,
    /// Set after a text message was sent.
    pub texted: Option<String>,
    /// The sign-in name, where the visitor has typed it before.
    pub name: Option<String>,
}
