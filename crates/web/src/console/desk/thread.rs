//! Messages with the company, and notes among staff.

use super::{Act, Typed, answers, done, refused};
use crate::console::{case, id_of, may, moment};
use crate::http::{Answer, Form, Visit, blocking, go};
use crate::ui::{Chrome, Field, Message, Side, Text};
use app::Failure;
use app::review::case::Case;
use app::review::desk::Desk;
use app::review::thread;
use askama::Template;
use askama::filters::HtmlSafe;
use axum::extract::Path;
use domain::enrolment::thread as rules;
use domain::ids::ApplicationId;
use domain::permission::OperatorAction;

/// The card of the thread.
#[derive(Template)]
#[template(path = "pages/console/desk/thread.html")]
pub(in crate::console) struct ThreadCard<'a> {
    chrome: &'a Chrome,
    id: String,
    messages: Vec<Message>,
    unread: usize,
    reply: Option<Field>,
    note: Option<Field>,
    note_open: bool,
    /// Why nothing can be written to the company.
    closed: bool,
    request_id: String,
}

impl HtmlSafe for ThreadCard<'_> {}

impl ThreadCard<'_> {
    /// All fields, for the summary of errors.
    pub(super) fn fields(&self) -> impl Iterator<Item = &Field> {
        self.reply.iter().chain(&self.note)
    }
}

/// Messages and notes in the order they were written.
fn messages(visit: &Visit, desk: &Desk) -> Vec<Message> {
    let t = visit.t();
    let separator = t.get("console-separator");
    let about = |role: Text, at| format!("{role}{separator}{}", moment(visit, at));
    let read = &desk.thread.read;
    let mut all: Vec<_> = read
        .messages
        .iter()
        .map(|message| {
            let theirs = message.side == rules::Side::Applicant.text();
            let (role, side) = if theirs {
                (t.get("desk-side-applicant"), Side::Theirs)
            } else {
                (t.get("role-reviewer"), Side::Own)
            };
            let shown = Message {
                author: message.full_name().into(),
                about: about(role, message.written_at).into(),
                text: message.text.clone().into(),
                side,
                fresh: read.is_new(message),
            };
            (message.written_at, shown)
        })
        .collect();
    all.extend(desk.thread.notes.iter().map(|note| {
        let shown = Message {
            author: note.full_name().into(),
            about: about(t.get("desk-side-note"), note.written_at).into(),
            text: note.text.clone().into(),
            side: Side::Note,
            fresh: false,
        };
        (note.written_at, shown)
    }));
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, message)| message).collect()
}

/// Makes it.
pub(super) fn card<'a>(
    visit: &Visit,
    chrome: &'a Chrome,
    case: &Case,
    desk: &Desk,
    typed: &Typed,
) -> ThreadCard<'a> {
    let t = visit.t();
    let longest = u32::try_from(rules::LONGEST).unwrap_or(u32::MAX);
    let field = |id: &'static str, act: Act, label: &str, hint: &str| {
        Field::textarea("text", t.get(label))
            .id(id)
            .hint(t.get(hint))
            .value(typed.value(act, "text"))
            .error(typed.problem(visit, act, "text"))
            .counter(longest)
            .required()
    };
    let reviews = may(visit, OperatorAction::DecideApplication);
    let open = rules::is_open(case.state);
    ThreadCard {
        id: ApplicationId(case.row.id).to_string(),
        messages: messages(visit, desk),
        unread: desk.thread.read.unread(),
        reply: (reviews && open)
            .then(|| field("reply", Act::Reply, "desk-reply", "desk-reply-hint")),
        note: may(visit, OperatorAction::WriteNote)
            .then(|| field("note", Act::Note, "desk-note", "desk-note-hint")),
        note_open: typed.act == Act::Note || !(reviews && open),
        closed: reviews && !open,
        request_id: visit.fresh_key(),
        chrome,
    }
}

/// Writes to the company.
pub async fn reply(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    write(visit, id, form, Act::Reply).await
}

/// Writes a note.
pub async fn note(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    write(visit, id, form, Act::Note).await
}

async fn write(visit: Visit, id: String, form: Form, act: Act) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let (text, key) = (form.get("text").to_owned(), form.key().to_owned());
    let written = blocking(move || {
        let id = ApplicationId(at);
        if act == Act::Note {
            thread::note(&app, &request, id, &text, &key)
        } else {
            thread::reply(&app, &request, id, &text, &key)
        }
    });
    match written.await {
        Ok(()) if act == Act::Note => Ok(go(&done(at, "noted", "#thread"))),
        Ok(()) => Ok(go(&done(at, "sent", "#thread"))),
        Err(Failure::Invalid(problems)) => {
            let typed = Typed {
                act,
                values: answers(&form, &["text"]),
                problems,
            };
            case::at_desk(&visit, &id, &typed).await
        }
        Err(failure) => refused(&visit, &id, "", failure).await,
    }
}
