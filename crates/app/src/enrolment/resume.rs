//! Going on with a registration in another browser: a mailed link (E01) that opens
//! nothing by itself, and a code mailed to the same address to whoever opens it.

use super::challenge::fresh_code;
use super::registration::{self as drafts, Draft, intent, load, load_unasked};
use crate::notifications::Notice;
use crate::secrets::token_hash;
use crate::{App, Failure, Intent, Pending, Request, Work};
use domain::effects::Instant;
use domain::enrolment::challenge::{Challenge, Entry, Limits, NoSend};
use domain::enrolment::form::FieldProblem;
use domain::enrolment::machine::Machine;
use domain::enrolment::registration::{Event, Patience, State, Way, after_standstill};
use domain::ids::{RegistrationId, fresh_token, fresh_uuid};
use domain::validate::{self, Problem};
use serde::{Deserialize, Serialize};
use store::resume::{self, ResumeLink};
use store::{Reply, Tx, identity, registration};

/// Links one mailbox and one draft may be sent in a day.
const MAILS_PER_DAY: u32 = 5;
/// Links one address on the network may have sent in a day, to any mailbox.
const MAILS_PER_ADDRESS: u32 = 20;

/// What became of a wish to have the link sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sent {
    /// It is on its way.
    Yes,
    /// One was sent a short while ago.
    TooSoon {
        /// When the next may be asked for.
        at: Instant,
    },
    /// No usable address has been typed yet.
    NoAddress,
}

/// Where a draft's link goes, as far as that is known.
#[derive(Debug, Clone)]
pub struct Mailbox {
    /// The address, as it may be shown to the draft's holder.
    pub email: String,
    /// When a link was sent last.
    pub sent_at: Option<Instant>,
    /// When another may be asked for; none when it may be now.
    pub again_at: Option<Instant>,
    /// Whether the mail that was sent last came back.
    pub bounced: bool,
}

/// "Save and finish later": sends the link, at most once an hour.
pub fn send(app: &App, request: &Request, id: RegistrationId) -> Pending<Sent> {
    let per_address = app.ceiling(request, MAILS_PER_ADDRESS);
    app.command(request, intent("registration.send-link", id), move |work| {
        let draft = load(work, id)?;
        if !draft.state.is_living() {
            return Err(Failure::NotFound);
        }
        let sent = send_in(work, &draft, per_address)?;
        work.audit("sent", sent == Sent::Yes);
        Ok(sent)
    })
}

/// Where the link of a draft goes and when it was sent.
pub fn mailbox(app: &App, draft: &Draft) -> Reply<Option<Mailbox>, Failure> {
    let Some(email) = address(app, draft) else {
        return Reply::ready(Ok(None));
    };
    let (source, now) = (draft.row.id.to_string(), app.clock.now());
    let pause = pause(app);
    app.read(move |tx| {
        let sent_at = identity::last_attempt(tx, "resume-draft", &source)?;
        let again_at = sent_at.map(|at| at.plus_seconds(pause));
        let bounced = match sent_at {
            Some(at) => store::outbox::is_unreachable(tx, &email, at)?,
            None => false,
        };
        Ok(Some(Mailbox {
            bounced,
            email,
            sent_at,
            again_at: again_at.filter(|at| now < *at),
        }))
    })
}

/// At T3: the link goes to each address once by itself.
pub(super) fn send_first(work: &mut Work<'_, '_>, id: RegistrationId) -> Result<(), Failure> {
    let draft = load(work, id)?;
    let Some(email) = address(work.app, &draft) else {
        return Ok(());
    };
    // A link to an address that was a mistake opens nothing any more.
    resume::close_others(work.tx, id.0, &email, work.now)?;
    // A draft that goes by a work account has no link; its mail names the sign-in.
    let known = match draft.way {
        Way::Create => resume::was_sent(work.tx, id.0, &email)?,
        Way::Existing => {
            identity::last_attempt(work.tx, "resume-draft", &id.to_string())?.is_some()
        }
    };
    if known || !within_limits(work, &draft, &email, u32::MAX)? {
        return Ok(());
    }
    deliver(work, &draft, &email, Reason::Later)
}

/// Sends the link because a person of the operator let the registration go on.
pub(super) fn send_released(work: &mut Work<'_, '_>, draft: &Draft) -> Result<(), Failure> {
    match address(work.app, draft) {
        Some(email) => deliver(work, draft, &email, Reason::Released),
        None => Ok(()),
    }
}

/// Sends the link because somebody else tried to register the same company, at most once an hour.
pub(super) fn send_to_owner(work: &mut Work<'_, '_>, draft: &Draft) -> Result<(), Failure> {
    let last = identity::last_attempt(work.tx, "resume-draft", &draft.row.id.to_string())?;
    let soon = last.is_some_and(|at| work.now < at.plus_seconds(pause(work.app)));
    match address(work.app, draft) {
        Some(email) if !soon && within_limits(work, draft, &email, u32::MAX)? => {
            deliver(work, draft, &email, Reason::Twice)
        }
        _ => Ok(()),
    }
}

/// Why a link is sent, which decides what the mail says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reason {
    /// The applicant wants to go on later.
    Later,
    /// The operator let the registration go on.
    Released,
    /// Somebody else tried to register the same company.
    Twice,
}

fn send_in(work: &mut Work<'_, '_>, draft: &Draft, per_address: u32) -> Result<Sent, Failure> {
    let Some(email) = address(work.app, draft) else {
        return Ok(Sent::NoAddress);
    };
    let last = identity::last_attempt(work.tx, "resume-draft", &draft.row.id.to_string())?;
    if let Some(at) = last
        .map(|at| at.plus_seconds(pause(work.app)))
        .filter(|at| work.now < *at)
    {
        return Ok(Sent::TooSoon { at });
    }
    if !within_limits(work, draft, &email, per_address)? {
        let at = work.now.plus_days(1);
        return Ok(Sent::TooSoon { at });
    }
    deliver(work, draft, &email, Reason::Later)?;
    Ok(Sent::Yes)
}

/// Seconds between two mails of a draft.
fn pause(app: &App) -> i64 {
    i64::from(app.programme.registration.resend_mail_minutes) * 60
}

/// Whether the day's mails leave room for one more, by draft, by mailbox and by network address.
fn within_limits(
    work: &mut Work<'_, '_>,
    draft: &Draft,
    email: &str,
    per_address: u32,
) -> Result<bool, Failure> {
    let since = work.now.plus_days(-1);
    let (draft, ip) = (draft.row.id.to_string(), work.request.ip.clone());
    for (kind, source, limit) in [
        ("resume-draft", draft.as_str(), MAILS_PER_DAY),
        ("resume-mailbox", email, MAILS_PER_DAY),
        ("resume-address", ip.as_str(), per_address),
    ] {
        if identity::attempts(work.tx, kind, source, since)? >= limit {
            return Ok(false);
        }
    }
    Ok(true)
}

fn deliver(
    work: &mut Work<'_, '_>,
    draft: &Draft,
    email: &str,
    reason: Reason,
) -> Result<(), Failure> {
    let (id, ip) = (draft.row.id, work.request.ip.clone());
    let sources = [
        ("resume-draft", id.to_string()),
        ("resume-mailbox", email.to_owned()),
        ("resume-address", ip),
    ];
    for (kind, source) in sources {
        let attempt = fresh_uuid(&*work.app.entropy);
        identity::add_attempt(work.tx, attempt, kind, &source, work.now)?;
    }
    let notice = Notice::new("e01", email, &draft.row.language, &draft.row.reference)
        .name(&drafts::addressee(draft))
        .company(draft.answer("legal_name"));
    let until = work
        .now
        .plus_days(i64::from(work.app.programme.registration.resume_link_days));
    // Each is wanted; how often was decided above.
    let dedupe = format!("e01/{id}/{}", fresh_uuid(&*work.app.entropy));
    match draft.way {
        Way::Create => {
            let token = fresh_token(&*work.app.entropy);
            resume::add(work.tx, &token_hash(&token), id, email, work.now, until)?;
            let notice = match reason {
                Reason::Later => notice,
                Reason::Released => notice.told("e01-released"),
                Reason::Twice => notice.told("e01-twice"),
            };
            notice
                .time("until", until)
                .link(&format!("/register/resume/{token}"))
                .queue(work, dedupe)
        }
        Way::Existing => notice
            .told("e01-existing")
            .link("/register/cn/existing")
            .queue(work, dedupe),
    }
}

/// The contact's address, if what was typed so far is one.
fn address(app: &App, draft: &Draft) -> Option<String> {
    let typed = draft.answer("contact_email");
    let webmail = &app.programme.registration.webmail_domains;
    let checked = match draft.way {
        Way::Create => validate::company_email(typed, webmail),
        // The account has it, and mail has been going there.
        Way::Existing => validate::email(typed),
    };
    checked.ok().map(|checked| checked.value)
}

/// What a link is good for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// A code can be had and entered.
    Open,
    /// Too old.
    Expired,
    /// Somebody went on with it.
    Used,
    /// A newer link was sent.
    Replaced,
    /// The reader of the mailbox said that the registration is not theirs.
    Refused,
    /// Too many codes or wrong tries.
    Spent,
    /// The account exists: it is signed in to, not gone on with.
    Finished,
    /// The registration itself has ended.
    Ended,
}

/// A link as whoever opens it may see it.
#[derive(Debug, Clone)]
pub struct View {
    /// What it is good for.
    pub usable: Use,
    /// The mailbox, mostly hidden.
    pub mailbox: String,
    /// Reference number.
    pub reference: String,
    /// Until when it works.
    pub expires_at: Instant,
    /// Its code.
    pub code: Challenge,
}

/// What a link is about. Opening it changes nothing, because mail scanners open links too.
pub fn view(app: &App, token: &str) -> Reply<View, Failure> {
    let (hash, now) = (token_hash(token), app.clock.now());
    let patience = Patience::of(&app.programme);
    app.read(move |tx| {
        let link = resume::by_token(tx, &hash)?.ok_or(Failure::NotFound)?;
        let draft = draft_of(tx, &link)?;
        Ok(View {
            usable: use_of(&link, &draft, now, &patience),
            mailbox: masked(&link.email),
            reference: draft.row.reference.clone(),
            expires_at: link.expires_at,
            code: code_of(&link),
        })
    })
}

fn draft_of(tx: &mut Tx<'_>, link: &ResumeLink) -> Result<Draft, Failure> {
    let row = registration::get(tx, link.registration_id)?;
    drafts::draft(row, domain::enrolment::form::Answers::new())
}

fn use_of(link: &ResumeLink, draft: &Draft, now: Instant, patience: &Patience) -> Use {
    match after_standstill(draft.standstill(), now, patience) {
        State::Created | State::Done => return Use::Finished,
        State::Expired | State::Blocked if link.outcome.as_deref() != Some("refused") => {
            return Use::Ended;
        }
        _ => {}
    }
    match link.outcome.as_deref() {
        Some("used") => Use::Used,
        Some("replaced") => Use::Replaced,
        Some("refused") => Use::Refused,
        Some(_) => Use::Spent,
        None if now >= link.expires_at => Use::Expired,
        None => Use::Open,
    }
}

/// `zh***@shihang.example`: enough to know one's own address by.
#[must_use]
pub fn masked(email: &str) -> String {
    let (local, domain) = email.split_once('@').unwrap_or((email, ""));
    let shown: String = local
        .chars()
        .take(if local.len() > 4 { 2 } else { 1 })
        .collect();
    format!("{shown}***@{domain}")
}

/// The rules a link's code follows: those of the telephone's, but the first lock is the last.
#[must_use]
pub fn limits(app: &App) -> Limits {
    Limits {
        lock_seconds: Vec::new(),
        ..drafts::limits(app)
    }
}

fn code_of(link: &ResumeLink) -> Challenge {
    Challenge {
        code_hash: link
            .code_hash
            .as_deref()
            .and_then(|hash| hash.try_into().ok()),
        sent_at: link.code_sent_at,
        wrong: link.code_wrong,
        dead: link.code_dead,
        sends: link.code_sends,
        ..Challenge::default()
    }
}

fn keep_code(link: &mut ResumeLink, code: &Challenge) {
    link.code_hash = code.code_hash.map(|hash| hash.to_vec());
    link.code_sent_at = code.sent_at;
    link.code_wrong = code.wrong;
    link.code_dead = code.dead;
    link.code_sends = code.sends;
}

/// Loads an open link with its draft inside a command.
fn open_link(
    work: &mut Work<'_, '_>,
    hash: &[u8; 32],
) -> Result<Result<(ResumeLink, Draft), Use>, Failure> {
    let link = resume::by_token(work.tx, hash)?.ok_or(Failure::NotFound)?;
    let draft = load_unasked(work, RegistrationId(link.registration_id))?;
    let patience = Patience::of(&work.app.programme);
    Ok(match use_of(&link, &draft, work.now, &patience) {
        Use::Open => Ok((link, draft)),
        other => Err(other),
    })
}

/// The chain of the registration a link belongs to.
fn link_intent(app: &App, action: &'static str, hash: [u8; 32]) -> Result<Intent, Failure> {
    let link = app
        .read(move |tx| resume::by_token(tx, &hash)?.ok_or(Failure::NotFound))
        .wait()?;
    Ok(intent(action, RegistrationId(link.registration_id)))
}

#[derive(Serialize, Deserialize)]
enum CodeSent {
    Yes,
    TooSoon(Instant),
    Closed,
}

/// Mails a fresh code to the link's own address.
///
/// # Errors
/// [`Failure::TooMany`] when one was sent a moment ago; [`Failure::Conflict`] when the link is
/// closed; [`Failure::NotFound`].
pub fn send_code(app: &App, request: &Request, token: &str) -> Result<(), Failure> {
    let hash = token_hash(token);
    let intent = link_intent(app, "registration.send-link-code", hash)?;
    let rules = limits(app);
    let sent = app
        .command(request, intent, move |work| {
            let Ok((mut link, draft)) = open_link(work, &hash)? else {
                return Ok(CodeSent::Closed);
            };
            let code = fresh_code(work);
            let code_hash = work.app.keyring.code_hash(&hash, &code);
            match code_of(&link).send(work.now, &rules, 0, code_hash) {
                Ok(next) => {
                    keep_code(&mut link, &next);
                    resume::save_code(work.tx, &link)?;
                    let dedupe = format!("resume-code/{}/{}", draft.row.id, work.now.0);
                    let minutes = (rules.code_seconds / 60).to_string();
                    let (language, reference) = (&draft.row.language, &draft.row.reference);
                    Notice::new("resume-code", &link.email, language, reference)
                        .with("code", &code)
                        .with("minutes", &minutes)
                        .queue(work, dedupe)?;
                    Ok(CodeSent::Yes)
                }
                Err((_, NoSend::TooSoon { at })) => Ok(CodeSent::TooSoon(at)),
                Err(_) => {
                    resume::close(work.tx, &hash, "spent", work.now)?;
                    work.audit("outcome", "spent");
                    Ok(CodeSent::Closed)
                }
            }
        })
        .wait()?;
    match sent {
        CodeSent::Yes => Ok(()),
        CodeSent::TooSoon(at) => Err(Failure::TooMany {
            code: "code-too-soon",
            until: Some(at),
        }),
        CodeSent::Closed => Err(Failure::conflict("link-closed")),
    }
}

/// A registration that goes on in this browser.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Resumed {
    /// The new cookie; the one before opens nothing any more.
    pub token: String,
}

#[derive(Serialize, Deserialize)]
enum Entered {
    Right(Resumed),
    Wrong(u32),
    NoCode,
    Closed,
}

/// Takes the code and gives the draft to this browser. The link is used up.
///
/// # Errors
/// [`Failure::Invalid`] at `code`; [`Failure::Conflict`] when the link is closed;
/// [`Failure::NotFound`].
pub fn enter(app: &App, request: &Request, token: &str, code: &str) -> Result<Resumed, Failure> {
    let invalid = |problem| Failure::Invalid(vec![FieldProblem::new("code", problem)]);
    let hash = token_hash(token);
    let intent = link_intent(app, "registration.resume", hash)?;
    let code = validate::verification_code(code).map_err(invalid)?.value;
    let (rules, fresh) = (limits(app), fresh_token(&*app.entropy));
    let entered = app
        .command(request, intent, move |work| {
            let Ok((mut link, draft)) = open_link(work, &hash)? else {
                return Ok(Entered::Closed);
            };
            let expected = code_of(&link);
            let typed = work.app.keyring.code_hash(&hash, &code);
            let matches = subtle::ConstantTimeEq::ct_eq(
                &typed[..],
                &expected.code_hash.unwrap_or_default()[..],
            );
            let (next, entry) = expected.enter(work.now, &rules, matches.into());
            work.audit("outcome", format!("{entry:?}"));
            keep_code(&mut link, &next);
            resume::save_code(work.tx, &link)?;
            Ok(match entry {
                Entry::Right => {
                    resume::close(work.tx, &hash, "used", work.now)?;
                    registration::set_cookie(work.tx, draft.row.id, &token_hash(&fresh))?;
                    registration::touch(work.tx, draft.row.id, work.now)?;
                    Entered::Right(Resumed {
                        token: fresh.clone(),
                    })
                }
                Entry::Wrong { left } => Entered::Wrong(left),
                Entry::NoCode => Entered::NoCode,
                Entry::Locked { .. } => {
                    resume::close(work.tx, &hash, "spent", work.now)?;
                    Entered::Closed
                }
            })
        })
        .wait()?;
    match entered {
        Entered::Right(resumed) => Ok(resumed),
        Entered::Wrong(left) => Err(invalid(Problem::new("code-wrong-left").with("left", left))),
        Entered::NoCode => Err(invalid(Problem::new("code-none"))),
        Entered::Closed => Err(Failure::conflict("link-closed")),
    }
}

/// "I did not begin this registration": whoever reads the mailbox ends it. No code is needed,
/// because nothing is opened.
pub fn refuse(app: &App, request: &Request, token: &str) -> Result<(), Failure> {
    let hash = token_hash(token);
    let intent = link_intent(app, "registration.refuse", hash)?;
    app.command(request, intent, move |work| {
        let Ok((_, mut draft)) = open_link(work, &hash)? else {
            return Ok(());
        };
        // While the account is being created nothing can be ended; the link stays.
        draft.state = draft.state.apply(Event::Expire)?;
        (draft.row.domain, draft.row.domain_reserved_until) = (None, None);
        drafts::save(work, draft)?;
        resume::close(work.tx, &hash, "refused", work.now)?;
        Ok(())
    })
    .wait()
}
