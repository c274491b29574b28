//! Account settings: users and permissions.

pub mod domains;
pub mod new_user;
pub mod user;
pub mod users;

use crate::http::{Visit, frame};
use crate::ui::{Chrome, Text, Tone};
use app::i18n::Texts;
use domain::accounts::users::Status;
use domain::caller::{AdminSetting, Caller};
use domain::ids::AccountId;
use store::users::User;
use uuid::Uuid;

/// The frame of a page below the list of users.
fn below_list(visit: &Visit, title: impl Into<Text>) -> Chrome {
    let (t, title) = (visit.t(), title.into());
    frame::portal(visit, title.clone())
        .crumb("/account/users", t.get("nav-users"))
        .crumb("", title)
}

/// An id from an address; what is no id belongs to nobody.
pub(crate) fn id_of(text: &str) -> AccountId {
    AccountId(Uuid::parse_str(text).unwrap_or_default())
}

/// How the status of an account looks.
pub(crate) fn status_pill(t: &'static Texts, status: &str) -> (Tone, Text) {
    let tone = match Status::from_text(status) {
        Some(Status::Invited) => Tone::Wait,
        Some(Status::Active) => Tone::Ok,
        Some(Status::Blocked) => Tone::Bad,
        Some(Status::Deleted) | None => Tone::Mute,
    };
    (tone, t.get(format!("account-status-{status}")))
}

/// A user's full name.
pub(crate) fn name(user: &User) -> String {
    user.full_name()
}

/// Whether the visitor may give and take admin settings; only for showing less.
fn gives_admin_roles(visit: &Visit) -> bool {
    matches!(&visit.request.caller, Caller::User { admin, .. } if *admin == AdminSetting::GlobalAdmin)
}
