//! The contacts of an application under review: who has confirmed, and what to do about those who
//! have not.

use super::status::{self, Typed};
use crate::http::{Answer, Form, Visit, blocking, fields, go};
use crate::ui::{Banner, Field, Text, Tone, format};
use app::Failure;
use app::enrolment::contacts::{self, Contact, Purpose, Standing};
use app::enrolment::status::Status;
use axum::extract::Path;
use domain::enrolment::sections::FIELDS;

/// A contact as the page shows it.
pub(super) struct ContactCard {
    /// Its spelling in addresses.
    pub(super) purpose: &'static str,
    /// What is confirmed.
    pub(super) label: Text,
    /// To whom the link was sent.
    pub(super) email: String,
    /// How it stands.
    pub(super) standing: (Tone, Text),
    /// Until when the link works, and what happened to it.
    pub(super) note: String,
    /// Whether the link can be sent again now.
    pub(super) resend: bool,
    /// From when it can be, while it cannot.
    pub(super) later: Option<String>,
    /// Fields that name somebody else, where that helps.
    pub(super) correct: Vec<Field>,
    /// Whether these are shown open.
    pub(super) open: bool,
}

/// Whether the company has to do something about a contact.
pub(super) fn needs_help(contact: &Contact) -> bool {
    matches!(
        contact.standing,
        Standing::Bounced | Standing::Denied | Standing::Expired
    )
}

/// How a standing looks.
pub(crate) fn tone(standing: Standing) -> Tone {
    match standing {
        Standing::Confirmed => Tone::Ok,
        Standing::Denied | Standing::Bounced => Tone::Bad,
        Standing::Expired => Tone::Warn,
        Standing::Waiting => Tone::Wait,
    }
}

/// A banner for each contact the company has to do something about, with the way to do it.
pub(crate) fn banners(visit: &Visit, contacts: &[Contact]) -> Vec<Banner> {
    let t = visit.t();
    let banner = |contact: &Contact| {
        let label = t.get(format!("contact-{}", contact.purpose.text()));
        let standing = t.get(format!("contact-{}", contact.standing.text()));
        let title = t.format(
            "contact-help",
            &[("contact", &label), ("standing", &standing)],
        );
        Banner::new(tone(contact.standing), title)
            .text(contact.email.clone())
            .action("/enrol/status#contacts", t.get("status-fix"))
    };
    let helpless = contacts.iter().filter(|contact| needs_help(contact));
    helpless.map(banner).collect()
}

/// The contacts that have not confirmed, and those that have.
pub(super) fn cards(visit: &Visit, status: &Status, typed: &Typed) -> Vec<ContactCard> {
    let card = |contact: &Contact| card(visit, status, contact, typed);
    status.contacts.iter().map(card).collect()
}

fn card(visit: &Visit, status: &Status, contact: &Contact, typed: &Typed) -> ContactCard {
    let t = visit.t();
    let zone = visit.app().programme.time_zone();
    let datetime = |at| format::datetime(t, visit.timestamp(at), zone);
    let (purpose, standing) = (contact.purpose, contact.standing);
    let refused = typed.is(status::Sent::Contact(purpose));
    let answers = if refused {
        &typed.answers
    } else {
        &status.view.answers
    };
    let correct = if standing.can_be_corrected() {
        let specs = FIELDS.iter().filter(|f| purpose.fields().contains(&f.name));
        let problems = if refused { &typed.problems[..] } else { &[] };
        fields::fields(visit, specs, answers, problems, &[])
    } else {
        Vec::new()
    };
    let again = standing.can_be_sent_again();
    let now = status.now >= contact.again_at;
    ContactCard {
        purpose: purpose.text(),
        label: t.get(format!("contact-{}", purpose.text())),
        email: contact.email.clone(),
        standing: (
            tone(standing),
            t.get(format!("contact-{}", standing.text())),
        ),
        note: t.format(
            &format!("contact-{}-note", standing.text()),
            &[("until", &datetime(contact.until))],
        ),
        resend: again && now,
        later: (again && !now)
            .then(|| t.format("contact-later", &[("time", &visit.clock(contact.again_at))])),
        open: refused,
        correct,
    }
}

fn purpose(text: &str) -> Result<Purpose, Failure> {
    Purpose::from_text(text).ok_or(Failure::NotFound)
}

/// Sends a link again.
pub async fn resend(visit: Visit, Path(text): Path<String>, _form: Form) -> Answer {
    let purpose = purpose(&text)?;
    let (app, request) = (visit.app().clone(), visit.request.clone());
    blocking(move || contacts::resend(&app, &request, purpose)).await?;
    Ok(go("/enrol/status?done=resent#contacts"))
}

/// Names somebody else after a mail came back or a contact said no.
pub async fn correct(visit: Visit, Path(text): Path<String>, form: Form) -> Answer {
    let purpose = purpose(&text)?;
    let (app, request, answers) = (visit.app().clone(), visit.request.clone(), form.answers());
    let sent = answers.clone();
    match blocking(move || contacts::correct(&app, &request, purpose, &sent)).await {
        Ok(()) => Ok(go("/enrol/status?done=corrected#contacts")),
        Err(Failure::Invalid(problems)) => {
            let typed = Typed {
                sent: Some(status::Sent::Contact(purpose)),
                answers,
                problems,
            };
            status::again(&visit, &typed).await
        }
        Err(failure) => Err(failure.into()),
    }
}
