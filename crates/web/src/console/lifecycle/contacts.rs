//! The contacts of a case: who has confirmed, whose mail came back, and sending a link again.

use super::super::{case_href, id_of, moment};
use crate::enrolment::contacts::tone;
use crate::http::{Answer, Form, Visit, blocking, go};
use crate::ui::{Text, Tone};
use app::Failure;
use app::enrolment::contacts::{self, Contact, Purpose, Standing};
use app::review::case::Case;
use app::review::lifecycle::Lifecycle;
use axum::extract::Path;
use domain::enrolment::application::State;
use domain::ids::ApplicationId;

/// A contact that has not confirmed.
pub(in crate::console) struct ContactRow {
    /// What is confirmed.
    pub(super) label: Text,
    /// To whom the link was sent.
    pub(super) email: String,
    /// How it stands.
    pub(super) standing: (Tone, Text),
    /// Until when the link works.
    pub(super) note: String,
    /// Where the link is sent again, if it can be now.
    pub(super) resend: Option<String>,
    /// From when it can be, while it cannot.
    pub(super) later: Option<String>,
}

/// The contacts that have not confirmed, while somebody waits for them.
pub(super) fn rows(visit: &Visit, case: &Case, life: &Lifecycle) -> Vec<ContactRow> {
    let waits = matches!(
        case.state,
        State::Submitted | State::InReview | State::InformationRequested
    );
    let open = |contact: &&Contact| waits && contact.standing != Standing::Confirmed;
    let row = |contact: &Contact| row(visit, case, contact);
    life.contacts.iter().filter(open).map(row).collect()
}

fn row(visit: &Visit, case: &Case, contact: &Contact) -> ContactRow {
    let t = visit.t();
    let standing = contact.standing;
    let again = standing.can_be_sent_again() && super::decides(visit);
    let now = visit.app().clock.now() >= contact.again_at;
    ContactRow {
        label: t.get(format!("contact-{}", contact.purpose.text())),
        email: contact.email.clone(),
        standing: (
            tone(standing),
            t.get(format!("contact-{}", standing.text())),
        ),
        note: t.format("contact-until", &[("until", &moment(visit, contact.until))]),
        resend: (again && now).then(|| {
            let case = case_href(case.row.id);
            format!("{case}/contacts/{}/resend", contact.purpose.text())
        }),
        later: (again && !now)
            .then(|| t.format("contact-later", &[("time", &visit.clock(contact.again_at))])),
    }
}

/// Sends a link again.
pub async fn resend(
    visit: Visit,
    Path((id, purpose)): Path<(String, String)>,
    _form: Form,
) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let Some(purpose) = Purpose::from_text(&purpose) else {
        return Err(Failure::NotFound.into());
    };
    blocking(move || contacts::resend_by_staff(&app, &request, ApplicationId(at), purpose)).await?;
    Ok(go(&format!("{}?done=resent#contacts", case_href(at))))
}
