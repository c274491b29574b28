//! The links to the primary contact's mailbox (E06) and to the approval contact (E05): sending,
//! sending again, reminding, and what happens when a mail comes back.

use super::application::{own_scope, state_of};
use super::recipients::language_of;
use super::{application as form, facts};
use crate::notifications::Notice;
use crate::secrets::token_hash;
use crate::{App, Failure, Intent, Request, Work};
use domain::effects::Instant;
use domain::enrolment::application::State;
use domain::enrolment::checks::{Kind, Outcome};
use domain::enrolment::form::{Answers, FieldProblem};
use domain::enrolment::sections::{self, FIELDS};
use domain::ids::{ApplicationId, fresh_token, fresh_uuid};
use domain::language::Language;
use domain::permission::{OperatorAction, TenantAction, authorise_operator};
use store::application::{self, Application, Check};
use store::confirmation::{self, Confirmation, NewConfirmation, Reminder};
use store::{operator, registration};

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The primary contact reads the mailbox given.
    Mailbox,
    /// The approval contact stands behind the application.
    Approval,
}

impl Purpose {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Mailbox, Self::Approval];

    /// The spelling in the database and in addresses.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Mailbox => "mailbox",
            Self::Approval => "approval",
        }
    }

    /// Reads [`Self::text`] back.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.text() == text)
    }

    /// The check it decides.
    #[must_use]
    pub fn check(self) -> Kind {
        match self {
            Self::Mailbox => Kind::Mailbox,
            Self::Approval => Kind::ApprovalContact,
        }
    }

    /// The fields that name the person.
    #[must_use]
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Mailbox => &["primary_email"],
            Self::Approval => &["approval_name", "approval_email"],
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Mailbox => "e06",
            Self::Approval => "e05",
        }
    }

    fn person(self, answers: &Answers) -> (String, String) {
        let prefix = match self {
            Self::Mailbox => "primary",
            Self::Approval => "approval",
        };
        let answer = |part: &str| {
            let value = answers.get(&format!("{prefix}_{part}"));
            value.cloned().unwrap_or_default()
        };
        (answer("email"), answer("name"))
    }
}

/// How a contact stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Answered yes, or the check was waived.
    Confirmed,
    /// Answered no.
    Denied,
    /// The mail with the link came back.
    Bounced,
    /// The link's time is over.
    Expired,
    /// Waiting for an answer.
    Waiting,
}

impl Standing {
    /// Its spelling in locale keys.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Denied => "denied",
            Self::Bounced => "bounced",
            Self::Expired => "expired",
            Self::Waiting => "waiting",
        }
    }

    /// Whether the applicant can put it right by naming another address.
    #[must_use]
    pub fn can_be_corrected(self) -> bool {
        matches!(self, Self::Denied | Self::Bounced)
    }

    /// Whether sending the link again may help.
    #[must_use]
    pub fn can_be_sent_again(self) -> bool {
        matches!(self, Self::Bounced | Self::Expired | Self::Waiting)
    }
}

/// A contact with its newest link.
#[derive(Debug, Clone)]
pub struct Contact {
    /// What the link is for.
    pub purpose: Purpose,
    /// To whom it was sent.
    pub email: String,
    /// How it stands.
    pub standing: Standing,
    /// Until when the link works.
    pub until: Instant,
    /// From when it may be sent again.
    pub again_at: Instant,
}

/// The contacts of an application under review. Links of an earlier submission do not count.
pub(crate) fn contacts(
    app: &App,
    now: Instant,
    row: &Application,
    links: &[Confirmation],
    checks: &[Check],
) -> Vec<Contact> {
    let minutes = i64::from(app.programme.registration.resend_mail_minutes);
    let Some(submitted) = row.submitted_at else {
        return Vec::new();
    };
    let contact = |purpose: Purpose| {
        let newest = links
            .iter()
            .find(|link| link.purpose == purpose.text() && link.created_at >= submitted)?;
        let passed = checks.iter().any(|check| {
            check.kind == purpose.check().text()
                && (check.result == Outcome::Passed.text()
                    || check.result == Outcome::Waived.text())
        });
        let standing = match newest.answer.as_deref() {
            _ if passed => Standing::Confirmed,
            Some("yes") => Standing::Confirmed,
            Some(_) => Standing::Denied,
            None if newest.bounced_at.is_some() => Standing::Bounced,
            None if now >= newest.expires_at => Standing::Expired,
            None => Standing::Waiting,
        };
        Some(Contact {
            purpose,
            email: newest.email.clone(),
            standing,
            until: newest.expires_at,
            again_at: newest.created_at.plus_seconds(minutes * 60),
        })
    };
    Purpose::ALL.into_iter().filter_map(contact).collect()
}

/// How a link is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sending {
    /// For the first time, or again because somebody asked for it.
    Link,
    /// As a reminder to the approval contact; the link ends when the one before ends.
    Reminder(Instant),
}

/// Sends a fresh link. The token is known to its reader alone: what is kept is its hash, hence
/// every sending has a token of its own.
fn send(
    work: &mut Work<'_, '_>,
    row: &Application,
    answers: &Answers,
    purpose: Purpose,
    language: Language,
    applicant: &str,
    sending: Sending,
) -> Result<(), Failure> {
    let days = &work.app.programme.application;
    let lasts = match purpose {
        Purpose::Mailbox => days.mailbox_link_days,
        Purpose::Approval => days.approval_link_days,
    };
    let (until, remind_at, code) = match sending {
        Sending::Link => {
            let remind = i64::from(days.approval_reminder_days);
            let remind = (purpose == Purpose::Approval).then(|| work.now.plus_days(remind));
            (work.now.plus_days(i64::from(lasts)), remind, purpose.code())
        }
        Sending::Reminder(until) => (until, None, "e05-reminder"),
    };
    let (email, name) = purpose.person(answers);
    let token = fresh_token(&*work.app.entropy);
    let link = NewConfirmation {
        token_hash: &token_hash(&token),
        application: row.id,
        purpose: purpose.text(),
        email: &email,
        expires_at: until,
        remind_at,
    };
    confirmation::add(work.tx, &link, work.now)?;
    Notice::new(code, &email, language.tag(), &row.reference)
        .name(&name)
        .company(&row.legal_name)
        .with("applicant", applicant)
        .date("until", until)
        .link(&format!("/confirm/{token}"))
        .queue(work, format!("{code}/{}/{}", row.id, work.now.0))
}

/// E05 and E06 with the submission.
pub(super) fn send_both(
    work: &mut Work<'_, '_>,
    row: &Application,
    answers: &Answers,
    language: Language,
    applicant: &str,
) -> Result<(), Failure> {
    for purpose in Purpose::ALL {
        send(
            work,
            row,
            answers,
            purpose,
            language,
            applicant,
            Sending::Link,
        )?;
    }
    Ok(())
}

/// A link to somebody who is named anew.
pub(super) fn send_anew(
    work: &mut Work<'_, '_>,
    row: &Application,
    answers: &Answers,
    purpose: Purpose,
) -> Result<(), Failure> {
    let language = language_of(work, row)?;
    let applicant = answers.get("primary_name").cloned().unwrap_or_default();
    send(
        work,
        row,
        answers,
        purpose,
        language,
        &applicant,
        Sending::Link,
    )
}

/// Refuses where nobody waits for a link.
fn under_review(row: &Application) -> Result<(), Failure> {
    match state_of(row)? {
        State::Submitted | State::InReview | State::InformationRequested => Ok(()),
        _ => Err(Failure::conflict("link-closed")),
    }
}

fn contact_of(
    work: &mut Work<'_, '_>,
    row: &Application,
    purpose: Purpose,
) -> Result<Contact, Failure> {
    let links = confirmation::of_application(work.tx, row.id)?;
    let checks = application::checks(work.tx, row.id)?;
    contacts(work.app, work.now, row, &links, &checks)
        .into_iter()
        .find(|contact| contact.purpose == purpose)
        .ok_or(Failure::NotFound)
}

/// Sends a link again, at most once an hour.
fn again(work: &mut Work<'_, '_>, row: &Application, purpose: Purpose) -> Result<(), Failure> {
    under_review(row)?;
    let contact = contact_of(work, row, purpose)?;
    if !contact.standing.can_be_sent_again() {
        return Err(Failure::conflict("link-used"));
    }
    if work.now < contact.again_at {
        return Err(Failure::TooMany {
            code: "resend",
            until: Some(contact.again_at),
        });
    }
    let answers = registration::answers(work.tx, row.id)?;
    work.audit("purpose", purpose.text());
    work.audit("reference", row.reference.as_str());
    send_anew(work, row, &answers, purpose)
}

/// The applicant has a link sent again.
///
/// # Errors
/// [`Failure::TooMany`] within an hour; [`Failure::Conflict`] when nobody waits for it.
pub fn resend(app: &App, request: &Request, purpose: Purpose) -> Result<(), Failure> {
    let scope = own_scope(request, TenantAction::EditApplication)?;
    let intent = form::intent("application.resend-link", scope);
    app.command(request, intent, move |work| {
        let row = application::newest(work.tx, scope)?.ok_or(Failure::NotFound)?;
        again(work, &row, purpose)
    })
    .wait()
}

/// A reviewer has a link sent again.
///
/// # Errors
/// As [`resend`].
pub fn resend_by_staff(
    app: &App,
    request: &Request,
    id: ApplicationId,
    purpose: Purpose,
) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideApplication)?;
    let intent = crate::review::decide::intent(app, "application.resend-link", scope, id)?;
    app.command(request, intent, move |work| {
        let row = operator::application(work.tx, scope, id.0)?
            .filter(|row| row.submitted_at.is_some())
            .ok_or(Failure::NotFound)?;
        again(work, &row, purpose)
    })
    .wait()
}

/// The applicant names another address (and approval contact) after a mail came back or a contact
/// said no. The reviewers see what was changed.
///
/// # Errors
/// [`Failure::Invalid`] at a field; [`Failure::Conflict`] when the contact is in order.
pub fn correct(
    app: &App,
    request: &Request,
    purpose: Purpose,
    typed: &Answers,
) -> Result<(), Failure> {
    let scope = own_scope(request, TenantAction::EditApplication)?;
    let today = app.today();
    let specs = FIELDS.iter().filter(|f| purpose.fields().contains(&f.name));
    let judged = domain::enrolment::form::judge(specs, typed, &app.programme, today);
    if !judged.problems.is_empty() {
        return Err(Failure::Invalid(judged.problems));
    }
    let values = judged.values;
    let intent = form::intent("application.correct-contact", scope);
    app.command(request, intent, move |work| {
        let mut row = application::newest(work.tx, scope)?.ok_or(Failure::NotFound)?;
        under_review(&row)?;
        let contact = contact_of(work, &row, purpose)?;
        if !contact.standing.can_be_corrected() {
            return Err(Failure::conflict("link-used"));
        }
        let before = registration::answers(work.tx, row.id)?;
        let mut after = before.clone();
        after.extend(values.clone());
        let email = purpose.person(&after).0;
        if email.eq_ignore_ascii_case(&contact.email) {
            let field = purpose.fields().last().copied().unwrap_or_default();
            return Err(Failure::Invalid(vec![FieldProblem::plain(
                field,
                "same-address",
            )]));
        }
        registration::keep_answers(work.tx, row.id, &values)?;
        // What was asked meanwhile is compared with the corrected form.
        if let Some(asked) = super::information::asked(work.tx, &row)? {
            registration::keep_answers(work.tx, asked.request.id, &values)?;
        }
        let occasion = fresh_uuid(&*work.app.entropy);
        facts::apply(work, &mut row, &before, &after, occasion, &[])?;
        form::save(work, &row)?;
        work.audit("purpose", purpose.text());
        work.audit("reference", row.reference.as_str());
        Ok(())
    })
    .wait()
}

/// The section of the form a contact is named in.
#[must_use]
pub fn section_of(purpose: Purpose) -> &'static str {
    sections::section_of(purpose.fields().first().copied().unwrap_or_default())
}

/// Records that the mail with a link was given up. Doing it twice is doing it once.
///
/// # Errors
/// [`Failure`] of the store.
pub(crate) fn bounced(app: &App, request: &Request, token: &str) -> Result<(), Failure> {
    link_bounced(app, request, token_hash(token))
}

/// The same for a mail that came back later, of which only the hash of the link is kept.
///
/// # Errors
/// [`Failure`] of the store.
pub(crate) fn link_bounced(app: &App, request: &Request, hash: [u8; 32]) -> Result<(), Failure> {
    let found = app
        .read(move |tx| Ok(confirmation::by_token(tx, &hash)?))
        .wait()?;
    let Some(found) = found else {
        return Ok(());
    };
    let id = ApplicationId(found.application_id);
    let subject = format!("application/{id}");
    let intent = Intent::new("application.bounce", found.tenant_id, subject);
    app.command(request, intent, move |work| {
        confirmation::bounce(work.tx, &hash, work.now)?;
        work.audit("purpose", found.purpose.as_str());
        Ok(())
    })
    .wait()
}

/// Reminds the reader of a link that is due, once.
///
/// # Errors
/// [`Failure`] of the store.
pub(crate) fn remind(app: &App, request: &Request, due: &Reminder) -> Result<(), Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::DecideApplication)?;
    let (id, hash) = (ApplicationId(due.application_id), due.token_hash);
    let intent = crate::review::decide::intent(app, "application.remind", scope, id)?;
    app.command(request, intent, move |work| {
        if !confirmation::take_reminder(work.tx, &hash, work.now)? {
            return Ok(());
        }
        let row = operator::application(work.tx, scope, id.0)?.ok_or(Failure::NotFound)?;
        let link = confirmation::by_token(work.tx, &hash)?.ok_or(Failure::NotFound)?;
        // The application has moved on, or the link ended while nothing ran.
        if under_review(&row).is_err() || work.now >= link.expires_at {
            return Ok(());
        }
        let Some(purpose) = Purpose::from_text(&link.purpose) else {
            return Ok(());
        };
        if contact_of(work, &row, purpose)?.standing != Standing::Waiting {
            return Ok(());
        }
        let answers = registration::answers(work.tx, row.id)?;
        let language = language_of(work, &row)?;
        let applicant = answers.get("primary_name").cloned().unwrap_or_default();
        work.audit("purpose", purpose.text());
        send(
            work,
            &row,
            &answers,
            purpose,
            language,
            &applicant,
            Sending::Reminder(link.expires_at),
        )
    })
    .wait()
}
