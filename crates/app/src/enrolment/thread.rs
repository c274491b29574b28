//! Messages between a company and the reviewers of its application. The company's half; what staff
//! write is in [`crate::review::thread`].

use super::application::{intent, own_scope, person, state_of};
use crate::notifications::Notice;
use crate::{App, Failure, Request, Work};
use domain::caller::Caller;
use domain::effects::Instant;
use domain::enrolment::application::State;
use domain::enrolment::form::FieldProblem;
use domain::enrolment::thread::{LONGEST, MOST_PER_HOUR, SHORTEST, Side, is_open};
use domain::ids::{TenantId, fresh_uuid};
use domain::permission::{
    OperatorAction, OperatorScope, TenantAction, authorise, authorise_operator,
};
use domain::validate::text;
use store::application::{self, Application};
use store::review::thread::{self, Message};
use store::{Reply, Tx, identity};
use uuid::Uuid;

/// A thread as one side reads it.
#[derive(Debug, Clone)]
pub struct Read {
    /// Oldest first.
    pub messages: Vec<Message>,
    /// Up to which message of the other side this side has read.
    pub through: Instant,
    side: Side,
}

impl Read {
    /// Whether this side has not read a message yet.
    #[must_use]
    pub fn is_new(&self, message: &Message) -> bool {
        message.side != self.side.text() && message.written_at > self.through
    }

    /// How many messages this side has not read yet.
    #[must_use]
    pub fn unread(&self) -> usize {
        self.messages.iter().filter(|m| self.is_new(m)).count()
    }

    /// When the newest message of the other side was written.
    #[must_use]
    pub fn newest(&self) -> Option<Instant> {
        let theirs = self.messages.iter().filter(|m| m.side != self.side.text());
        theirs.map(|m| m.written_at).max()
    }
}

pub(crate) fn read(tx: &mut Tx<'_>, application: Uuid, side: Side) -> Result<Read, Failure> {
    Ok(Read {
        messages: thread::messages(tx, application)?,
        through: thread::read_through(tx, application, side)?,
        side,
    })
}

/// Adds a message and tells the other side, once for everything it has not read.
///
/// # Errors
/// [`Failure::TooMany`] with `messages`.
pub(crate) fn write(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    row: &Application,
    side: Side,
    author: Uuid,
    text: &str,
) -> Result<(), Failure> {
    let hour = work.now.plus_seconds(-3600);
    if thread::written_since(work.tx, row.id, side, hour)? >= MOST_PER_HOUR {
        return Err(Failure::TooMany {
            code: "messages",
            until: Some(work.now.plus_seconds(3600)),
        });
    }
    let id = fresh_uuid(&*work.app.entropy);
    thread::add_message(work.tx, id, row.id, side, author, text, work.now)?;
    let length = text.chars().count();
    work.audit("characters", i64::try_from(length).unwrap_or(i64::MAX));
    // As long as the other side reads nothing, the text that keeps mails apart stays the same.
    let reader = side.other();
    let through = thread::read_through(work.tx, row.id, reader)?;
    match reader {
        Side::Applicant => tell_company(work, row, through),
        Side::Staff => tell_reviewers(work, scope, row, through),
    }
}

fn tell_company(
    work: &mut Work<'_, '_>,
    row: &Application,
    through: Instant,
) -> Result<(), Failure> {
    let tenant = authorise(
        &Caller::System,
        TenantAction::ViewApplication,
        TenantId(row.tenant_id),
    )?;
    for admin in identity::global_admins(work.tx, tenant)? {
        Notice::new(
            "new-message",
            &admin.contact_email,
            &admin.language,
            &row.reference,
        )
        .name(&admin.full_name())
        .company(&row.legal_name)
        .link("/enrol/messages")
        .queue(
            work,
            format!("new-message/{}/{}/{}", row.id, through.0, admin.id),
        )?;
    }
    Ok(())
}

fn tell_reviewers(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    row: &Application,
    through: Instant,
) -> Result<(), Failure> {
    for reader in crate::review::tasks::reviewers(work, scope, row)? {
        let occasion = through.0.to_string();
        crate::review::tasks::tell(work, row, &reader, "new-reply", &occasion, |notice| notice)?;
    }
    Ok(())
}

/// The thread of a company's newest application.
#[derive(Debug, Clone)]
pub struct View {
    /// The application.
    pub row: Application,
    /// Its state.
    pub state: State,
    /// The messages.
    pub read: Read,
    /// Whether something can be written.
    pub open: bool,
}

/// What the company reads.
pub fn view(app: &App, request: &Request) -> Reply<View, Failure> {
    let scope = match own_scope(request, TenantAction::ViewApplication) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    app.read(move |tx| {
        let row = application::newest(tx, scope)?
            .filter(|row| row.submitted_at.is_some())
            .ok_or(Failure::NotFound)?;
        let state = state_of(&row)?;
        Ok(View {
            state,
            read: read(tx, row.id, Side::Applicant)?,
            open: is_open(state),
            row,
        })
    })
}

/// Writes to the reviewers.
///
/// # Errors
/// [`Failure::Invalid`] at `text`; [`Failure::Conflict`] with `thread-closed`;
/// [`Failure::TooMany`]; [`Failure::NotFound`] before anything was submitted.
pub fn send(app: &App, request: &Request, typed: &str, key: &str) -> Result<(), Failure> {
    let scope = own_scope(request, TenantAction::EditApplication)?;
    let author = person(request)?.account.0;
    let text = text::multiline(typed, SHORTEST, LONGEST)
        .map_err(|problem| Failure::Invalid(vec![FieldProblem::new("text", problem)]))?
        .value;
    let intent = intent("application.message", scope).once(key, &typed);
    app.command(request, intent, move |work| {
        let row = application::newest(work.tx, scope)?
            .filter(|row| row.submitted_at.is_some())
            .ok_or(Failure::NotFound)?;
        if !is_open(state_of(&row)?) {
            return Err(Failure::conflict("thread-closed"));
        }
        work.audit("reference", row.reference.as_str());
        // The mail goes to staff, whom a company cannot look up.
        let staff = authorise_operator(&Caller::System, OperatorAction::ViewApplication)?;
        write(work, staff, &row, Side::Applicant, author, &text)
    })
    .wait()
}

/// Notes that the company has read what the reviewers wrote, up to a message. Not a command:
/// reading is not an act.
pub fn note_read(app: &App, request: &Request, view: &View) -> Reply<(), Failure> {
    let (Ok(_), Some(through)) = (
        own_scope(request, TenantAction::ViewApplication),
        view.read.newest(),
    ) else {
        return Reply::ready(Ok(()));
    };
    let id = view.row.id;
    app.db
        .write(move |tx| thread::note_read(tx, id, Side::Applicant, through).map_err(Failure::from))
}
