//! Answers by mail: a letter becomes a message of the request that its address names, by the person who
//! wrote it, as if that person had written it on the page. See decision 0030.

use super::files::Attached;
use super::letter::{self, Envelope, Letter};
use super::{desk, kind, notices, own, sight, talk};
use crate::i18n::texts;
use crate::identity::session;
use crate::privacy::retention::operator;
use crate::{App, Failure, Intent, Request};
use domain::caller::{Caller, Person};
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use domain::support::letters::{Automatic, FILE_BYTES, Ticket, automatic, comparable, writer};
use domain::support::{Kind, Side};
use store::identity as accounts;
use store::support::{self as rows, Request as Row};
use uuid::Uuid;

/// What became of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It is a message of its request.
    Written,
    /// It came before.
    Repeated,
    /// No person wrote it.
    Ignored(Automatic),
    /// It could not be taken; its writer is told why by mail. The code is for the operator's log.
    Returned(&'static str),
    /// Nobody can say whose it is or what it belongs to.
    Lost(Lost),
}

/// Why a letter leads nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// It is no mail.
    NoMail,
    /// There is no mailbox for answers.
    NoMailbox,
    /// It was sent to no address a mail of ours named.
    NoTicket,
    /// The address is none of ours, or its request or person is no more.
    Unknown,
    /// It comes from somebody else than the person the mail was written to.
    Stranger,
    /// A colleague wrote it who may not.
    MayNot,
}

impl Lost {
    /// A stable code, for the operator's log and for the mail server.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NoMail => "no-mail",
            Self::NoMailbox => "no-mailbox",
            Self::NoTicket => "no-ticket",
            Self::Unknown => "unknown-ticket",
            Self::Stranger => "wrong-sender",
            Self::MayNot => "may-not",
        }
    }
}

/// The address a person's answers to a request come to; none without a mailbox for them.
#[must_use]
pub fn address(app: &App, number: &str, account: Uuid) -> Option<String> {
    let mailbox = app.replies.as_ref()?;
    let ticket = Ticket::new(number, account)?;
    let tag = app.keyring.letter_tag(&ticket.bytes());
    Some(mailbox.address_for(&ticket, &tag))
}

/// Takes a letter in; the same twice is the same once. Blocks for its files.
///
/// # Errors
/// [`Failure`] where the letter is to be handed over again later.
pub fn take(
    app: &App,
    request: &Request,
    envelope: &Envelope,
    bytes: &[u8],
) -> Result<Taken, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ViewSupport)?;
    let Some(mailbox) = &app.replies else {
        return lost(app, request, Lost::NoMailbox, None);
    };
    let Some(letter) = letter::read(mailbox, envelope, bytes) else {
        return lost(app, request, Lost::NoMail, None);
    };
    // Whatever a machine wrote is not even recorded: it comes in any number, and means nothing.
    if let Some(why) = automatic(&letter.signs) {
        tracing::info!(why = why.text(), "a letter no person wrote is not taken");
        return Ok(Taken::Ignored(why));
    }
    let named = letter.recipients.iter().find_map(|to| mailbox.read(to));
    let Some((ticket, tag)) = named else {
        return lost(app, request, Lost::NoTicket, None);
    };
    if !app.keyring.is_letter_tag(&ticket.bytes(), &tag) {
        return lost(app, request, Lost::Unknown, None);
    }
    match author(app, request, scope, &letter, ticket)? {
        Ok(author) => write(app, request, author, &letter),
        Err(why) => lost(app, request, why, Some(&ticket.number())),
    }
}

/// A letter's writer, and the request it is for.
struct Author {
    row: Row,
    request: Request,
    person: Person,
    /// Whether the mail was written to the same person.
    meant: bool,
    email: String,
}

fn author(
    app: &App,
    request: &Request,
    scope: OperatorScope,
    letter: &Letter,
    ticket: Ticket,
) -> Result<Result<Author, Lost>, Failure> {
    let Some(from) = letter.from.clone() else {
        return Ok(Err(Lost::Stranger));
    };
    let number = ticket.number();
    let found = app.read(move |tx| {
        let Some(row) = rows::named_by_ticket(tx, scope, &number)? else {
            return Ok(Err(Lost::Unknown));
        };
        // Who has left the company answers nothing any more, and nobody answers in that name.
        let Some(meant) = accounts::reached(tx, ticket.account)? else {
            return Ok(Err(Lost::Unknown));
        };
        let others = accounts::colleagues_at(tx, meant.id, &comparable(&from))?;
        let others: Vec<_> = others
            .iter()
            .map(|other| (other.id, other.contact_email.as_str()))
            .collect();
        let by = writer(&from, (meant.id, &meant.contact_email), &others);
        let holder = match by {
            Some(by) => accounts::holder_without_session(tx, by)?,
            None => None,
        };
        let email = match by {
            Some(by) if by != meant.id => accounts::reached(tx, by)?,
            _ => Some(meant),
        };
        Ok(match (holder, email) {
            (Some(holder), Some(email)) => Ok((row, holder, email.contact_email)),
            _ => Err(Lost::Stranger),
        })
    });
    Ok(found.wait()?.and_then(|(row, holder, email)| {
        let caller = session::caller(holder);
        let person = caller.person().cloned().ok_or(Lost::Stranger)?;
        Ok(Author {
            row,
            meant: person.account.0 == ticket.account,
            request: Request {
                language: person.language,
                caller,
                user_agent: "mail".to_owned(),
                ..request.clone()
            },
            person,
            email,
        })
    }))
}

/// Which side of a request somebody is on, and where that side reads it.
fn side(author: &Author) -> Result<(Side, bool, &'static str), Failure> {
    let kind = kind(&author.row)?;
    Ok(match &author.request.caller {
        Caller::Staff { .. } => (Side::Staff, false, "/ops/support"),
        Caller::Customer { .. } => (Side::Customer, true, "/admin/requests"),
        _ if kind == Kind::Inquiry => (Side::Partner, false, "/support/inquiries"),
        _ => (Side::Partner, true, "/support/requests"),
    })
}

fn write(app: &App, request: &Request, author: Author, letter: &Letter) -> Result<Taken, Failure> {
    let (side, asked, _) = side(&author)?;
    // What goes back says what the request is about.
    match sees(app, &author, (side, asked)) {
        Ok(()) => {}
        Err(failure) if is_passing(&failure) => return Err(failure),
        Err(failure) => return refused(app, request, &author, &failure),
    }
    let t = texts(author.person.language);
    let of_files: usize = letter.files.iter().map(|file| file.bytes.len()).sum();
    if letter.too_long || of_files > FILE_BYTES {
        return give_back(app, request, &author, "support-letter-too-long");
    }
    let words = match (letter.text.as_str(), letter.files.is_empty()) {
        ("", true) => return give_back(app, request, &author, "support-letter-empty"),
        ("", false) => t.get("support-letter-files").into_owned(),
        (words, _) => words.to_owned(),
    };
    let attached: Vec<_> = letter
        .files
        .iter()
        .map(|file| Attached {
            name: &file.name,
            bytes: &file.bytes,
        })
        .collect();
    let number = author.row.number.as_str();
    let act = if asked {
        talk::write_letter
    } else {
        desk::answer_letter
    };
    match act(
        app,
        &author.request,
        (side, number),
        &words,
        &attached,
        letter.stamp,
    ) {
        Ok(true) => Ok(Taken::Written),
        Ok(false) => Ok(Taken::Repeated),
        // Somebody was faster, or something is away: the mail server brings it again.
        Err(failure) if is_passing(&failure) => Err(failure),
        Err(failure) => refused(app, request, &author, &failure),
    }
}

/// Whether a letter's writer may see the request at all.
fn sees(app: &App, author: &Author, (side, asked): (Side, bool)) -> Result<(), Failure> {
    let number = author.row.number.clone();
    if asked {
        let sight = sight(&author.request, side)?;
        app.read(move |tx| own(tx, sight, &number)).wait().map(drop)
    } else {
        desk::begin(app, &author.request, (side, &number)).map(drop)
    }
}

fn is_passing(failure: &Failure) -> bool {
    match failure {
        Failure::Conflict(conflict) => matches!(conflict.code, "stale" | "busy"),
        Failure::Unavailable(_) | Failure::Internal(_) => true,
        _ => false,
    }
}

fn refused(
    app: &App,
    request: &Request,
    author: &Author,
    failure: &Failure,
) -> Result<Taken, Failure> {
    let t = texts(author.person.language);
    let why = match failure {
        Failure::Invalid(problems) => problems.first().map(|wrong| {
            let values = &wrong.problem.args;
            let values: Vec<_> = values.iter().map(|(n, v)| (*n, v.as_str())).collect();
            t.format(&format!("problem-{}", wrong.problem.code), &values)
        }),
        Failure::Conflict(conflict) => {
            Some(t.get(format!("conflict-{}", conflict.code)).into_owned())
        }
        // What somebody may not see is told to nobody but whom it was told to before.
        _ if !author.meant => {
            return lost(app, request, Lost::MayNot, Some(&author.row.number));
        }
        _ => None,
    };
    let why = why.unwrap_or_else(|| t.get("support-letter-may-not").into_owned());
    told(app, request, author, failure.code(), why)
}

/// Gives a letter back for a reason that has a text of its own.
fn give_back(
    app: &App,
    request: &Request,
    author: &Author,
    why: &'static str,
) -> Result<Taken, Failure> {
    let text = texts(author.person.language).get(why).into_owned();
    told(app, request, author, why, text)
}

fn told(
    app: &App,
    request: &Request,
    author: &Author,
    code: &'static str,
    why: String,
) -> Result<Taken, Failure> {
    let (_, _, place) = side(author)?;
    let row = author.row.clone();
    let path = format!("{place}/{}", row.number);
    let (person, email) = (author.person.clone(), author.email.clone());
    let intent = Intent::new(
        "support.letter",
        operator(app)?,
        super::subject(&row.number),
    );
    tracing::warn!(
        code,
        number = row.number,
        "a letter goes back to its writer"
    );
    app.command(request, intent, move |work| {
        notices::returned(work, &row, (&person, &path), &email, &why)?;
        work.audit("code", code);
        Ok(())
    })
    .wait()?;
    Ok(Taken::Returned(code))
}

/// Records a letter that leads nowhere: each in the program's log, the first of its kind in an hour in
/// the operator's audit log, which nobody from outside is to fill.
fn lost(app: &App, request: &Request, why: Lost, number: Option<&str>) -> Result<Taken, Failure> {
    let code = why.code();
    tracing::warn!(code, number, "SUPPORT-LOST: a letter leads nowhere");
    let hour = app.clock.now().0.div_euclid(3_600_000_000);
    let intent = Intent::new("support.lost", operator(app)?, "support/letter");
    let key = format!("{code}/{hour}");
    app.command(request, intent.once(&key, &code), move |work| {
        work.audit("code", code);
        Ok(())
    })
    .wait()?;
    Ok(Taken::Lost(why))
}
