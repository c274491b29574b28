//! A person's own contact e-mail, mobile, language and order of names.
//!
//! Whoever holds contact e-mail and mobile can recover the account. So a new one counts only with
//! the code sent to it, is asked for with a recent proof of identity, and the old mailbox is told.

use super::add_user::is_sign_in_name;
use super::subject;
use crate::enrolment::challenge::fresh_code;
use crate::identity::code_budget::{Budget, Sent};
use crate::identity::proof::require_recent;
use crate::identity::session::signed_in;
use crate::names::{self, Mailed};
use crate::notifications::{Notice, TelephoneJob};
use crate::{App, Failure, Intent, Pending, Request, Work};
use domain::accounts::contact::{CODES, Kind, NameOrder, PER_DAY, SECONDS};
use domain::caller::Person;
use domain::effects::{Instant, TelephoneMethod};
use domain::enrolment::form::FieldProblem;
use domain::identity::code::{Code, Entry};
use domain::ids::fresh_uuid;
use domain::language::Language;
use domain::validate::{self, Problem};
use serde::{Deserialize, Serialize};
use store::contact::{self, Change};
use store::identity::{self, Account};
use store::{Reply, recovery, users};

/// What the page of one's own contact data shows.
#[derive(Debug, Clone)]
pub struct View {
    /// The account.
    pub account: Account,
    /// Changes that wait for their code.
    pub waiting: Vec<Change>,
    /// What was confirmed, of what the account has now.
    pub confirmed: Vec<Kind>,
}

impl View {
    /// Whether there is something that nobody has confirmed: it neither recovers the account nor
    /// stands in for the authenticator.
    #[must_use]
    pub fn is_open(&self, kind: Kind) -> bool {
        !current(&self.account, kind).is_empty() && !self.confirmed.contains(&kind)
    }
}

/// The caller's own contact data.
pub fn view(app: &App, request: &Request) -> Reply<View, Failure> {
    let account = match signed_in(request) {
        Ok(person) => person.account.0,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let since = app.clock.now().plus_seconds(-SECONDS);
    app.read(move |tx| {
        let own = identity::own_account(tx, account)?;
        let mut confirmed = Vec::new();
        for kind in Kind::ALL {
            if contact::confirmed_at(tx, account, *kind, current(&own, *kind))?.is_some() {
                confirmed.push(*kind);
            }
        }
        let mut waiting = contact::changes(tx, account, since)?;
        waiting.retain(is_waiting);
        Ok(View {
            account: own,
            waiting,
            confirmed,
        })
    })
}

/// A change that was given up is kept for its limits alone.
fn is_waiting(change: &Change) -> bool {
    !change.value.is_empty()
}

fn intent(action: &'static str, person: &Person) -> Intent {
    Intent::new(action, person.tenant.0, subject(person.account.0))
}

/// The new value in the form it is kept in.
fn judged(app: &App, kind: Kind, typed: &str) -> Result<String, Problem> {
    match kind {
        Kind::Email => {
            let webmail = &app.programme.registration.webmail_domains;
            let email = validate::company_email(typed, webmail)?.value;
            if is_sign_in_name(app, &email) {
                return Err(Problem::new("email-in-tenant"));
            }
            Ok(email)
        }
        Kind::Mobile => validate::phone::mobile(typed).map(|phone| phone.e164),
    }
}

fn current(account: &Account, kind: Kind) -> &str {
    match kind {
        Kind::Email => &account.contact_email,
        Kind::Mobile => &account.mobile,
    }
}

/// Begins a change, or sends another code for it, to the new address or number. Blocks for as long
/// as name servers need. `meant` is the mail domain the caller was told about.
///
/// # Errors
/// [`Failure::Invalid`] at the kind's field; [`Failure::Conflict`] (`authenticate-again`);
/// [`Failure::TooMany`].
pub fn begin(
    app: &App,
    request: &Request,
    kind: Kind,
    typed: &str,
    meant: &str,
) -> Result<Mailed<()>, Failure> {
    let person = signed_in(request)?;
    let field = kind.text();
    let invalid = move |problem| Failure::Invalid(vec![FieldProblem::new(field, problem)]);
    let value = judged(app, kind, typed).map_err(invalid)?;
    if kind == Kind::Email
        && let Some(doubt) = names::mail_doubt(app, &value, meant)
    {
        return Ok(Mailed::Doubted(doubt));
    }
    let (account, tenant) = (person.account.0, person.tenant.0);
    let per_day = app.ceiling(request, PER_DAY);
    let budget = Budget::of(app, request);
    let source = account.to_string();
    let sent = app
        .command(
            request,
            intent("account.begin-contact-change", person),
            move |work| {
                let own = identity::own_account(work.tx, account)?;
                // One that was only ever typed in may be confirmed as it is.
                let known = contact::confirmed_at(work.tx, account, kind, &value)?;
                if current(&own, kind) == value && known.is_some() {
                    return Err(invalid(Problem::new("contact-same")));
                }
                if kind == Kind::Email && users::is_mailbox_taken(work.tx, tenant, &value, account)?
                {
                    return Err(invalid(Problem::new("email-taken")));
                }
                require_recent(work)?;
                let day = work.now.plus_days(-1);
                if identity::attempts(work.tx, "contact-change", &source, day)? >= per_day {
                    return Ok(Sent::TooOften);
                }
                let since = work.now.plus_seconds(-SECONDS);
                let known = contact::changes(work.tx, account, since)?;
                let known = known.into_iter().find(|c| c.kind == kind.text());
                let code = fresh_code(work);
                let hash = work.app.keyring.code_hash(&owner(account, kind), &code);
                let sent = match code_of(known.as_ref()).send(work.now, &CODES, hash) {
                    Ok(sent) => sent,
                    Err(why) => return Ok(why.into()),
                };
                if !budget.allows_address(work)?
                    || (kind == Kind::Mobile && !budget.allows_number(work, &value)?)
                {
                    return Ok(Sent::TooOften);
                }
                budget.spend_address(work)?;
                if kind == Kind::Mobile {
                    budget.spend_number(work, &value)?;
                }
                let begun = known.map_or(work.now, |known| known.begun_at);
                contact::keep(work.tx, account, &row(kind, &value, &sent, begun))?;
                let attempt = fresh_uuid(&*work.app.entropy);
                identity::add_attempt(work.tx, attempt, "contact-change", &source, work.now)?;
                deliver(work, &own, kind, &value, code)?;
                work.audit("kind", kind.text());
                Ok(Sent::Yes)
            },
        )
        .wait()?;
    sent.into_result("contact-codes").map(Mailed::Done)
}

/// What a code's hash is bound to: a code for the one is none for the other.
fn owner(account: uuid::Uuid, kind: Kind) -> Vec<u8> {
    [account.as_bytes().as_slice(), kind.text().as_bytes()].concat()
}

fn code_of(row: Option<&Change>) -> Code {
    let hash = row.and_then(|row| row.code_hash.as_deref());
    Code {
        hash: hash.and_then(|hash| hash.try_into().ok()),
        sent_at: row.and_then(|row| row.sent_at),
        wrong: row.map_or(0, |row| row.wrong),
        sends: row.map_or(0, |row| row.sends),
    }
}

fn row(kind: Kind, value: &str, code: &Code, begun_at: Instant) -> Change {
    Change {
        kind: kind.text().to_owned(),
        value: value.to_owned(),
        code_hash: code.hash.map(|hash| hash.to_vec()),
        sent_at: code.sent_at,
        wrong: code.wrong,
        sends: code.sends,
        begun_at,
    }
}

/// C01 with the code to the new mailbox, or a text message with it to the new number.
fn deliver(
    work: &mut Work<'_, '_>,
    own: &Account,
    kind: Kind,
    value: &str,
    code: String,
) -> Result<(), Failure> {
    let minutes = CODES.seconds / 60;
    let dedupe = format!("contact/{}/{}/{}", own.id, kind.text(), work.now.0);
    if kind == Kind::Email {
        return Notice::new("c01", value, &own.language, "")
            .name(&own.full_name())
            .with("sign_in_name", &own.sign_in_name)
            .with("code", &code)
            .with("minutes", &minutes.to_string())
            .queue(work, dedupe);
    }
    let job = TelephoneJob {
        to: value.to_owned(),
        method: TelephoneMethod::Sms,
        language: own.language.clone(),
        code,
        minutes,
        until: work.now.plus_seconds(CODES.seconds),
    };
    work.after_commit("telephone", "", &job, dedupe)
}

#[derive(Serialize, Deserialize)]
enum Taken {
    Right,
    Wrong(u32),
    NoCode,
}

/// Takes the code that was sent to the new address or number; with the right one it counts. The
/// proof of identity was given when the change was begun.
///
/// # Errors
/// [`Failure::Invalid`] at `code`; [`Failure::Conflict`] (`contact-over`).
pub fn enter(app: &App, request: &Request, kind: Kind, typed: &str) -> Result<(), Failure> {
    let person = signed_in(request)?;
    let at_code = |problem| Failure::Invalid(vec![FieldProblem::new("code", problem)]);
    let typed = validate::verification_code(typed).map_err(at_code)?.value;
    let account = person.account.0;
    let taken = app
        .command(
            request,
            intent("account.change-contact", person),
            move |work| {
                let since = work.now.plus_seconds(-SECONDS);
                let known = contact::changes(work.tx, account, since)?;
                let mut known = known.into_iter().filter(is_waiting);
                let known = known.find(|c| c.kind == kind.text());
                let known = known.ok_or_else(|| Failure::conflict("contact-over"))?;
                let entered = work.app.keyring.code_hash(&owner(account, kind), &typed);
                let code = code_of(Some(&known));
                let expected = code.hash.unwrap_or_default();
                let same: bool = subtle::ConstantTimeEq::ct_eq(&entered[..], &expected[..]).into();
                let (code, entry) = code.enter(work.now, &CODES, same);
                work.audit("kind", kind.text());
                match entry {
                    Entry::Right => {
                        apply(work, account, kind, &known.value)?;
                        Ok(Taken::Right)
                    }
                    Entry::Wrong { left } => {
                        contact::keep(
                            work.tx,
                            account,
                            &row(kind, &known.value, &code, known.begun_at),
                        )?;
                        work.audit("outcome", "wrong");
                        Ok(Taken::Wrong(left))
                    }
                    Entry::NoCode => {
                        contact::keep(
                            work.tx,
                            account,
                            &row(kind, &known.value, &code, known.begun_at),
                        )?;
                        work.audit("outcome", "no-code");
                        Ok(Taken::NoCode)
                    }
                }
            },
        )
        .wait()?;
    match taken {
        Taken::Right => Ok(()),
        Taken::Wrong(left) => Err(at_code(Problem::new("code-wrong-left").with("left", left))),
        Taken::NoCode => Err(at_code(Problem::new("code-none"))),
    }
}

fn apply(
    work: &mut Work<'_, '_>,
    account: uuid::Uuid,
    kind: Kind,
    value: &str,
) -> Result<(), Failure> {
    let before = identity::own_account(work.tx, account)?;
    let taken = |error: store::DbError| match users::taken_by(&error) {
        Some(_) => Failure::Invalid(vec![FieldProblem::plain("code", "email-taken")]),
        None => error.into(),
    };
    contact::confirm(work.tx, account, kind, value, work.now)?;
    if current(&before, kind) == value {
        contact::discard(work.tx, account, kind.text())?;
        work.audit("confirmed", value);
        return Ok(());
    }
    match kind {
        Kind::Email => contact::set_email(work.tx, account, value).map_err(taken)?,
        Kind::Mobile => contact::set_mobile(work.tx, account, value)?,
    }
    contact::discard(work.tx, account, kind.text())?;
    // A recovery that was begun with the old data ends with it.
    recovery::end_all(work.tx, account, work.now)?;
    let old = current(&before, kind);
    work.audit("from", old);
    work.audit("to", value);
    tell(work, &before, kind, value)
}

/// C02 to the old mailbox, or C03 about the mobile: whoever did not do this learns it there.
fn tell(work: &mut Work<'_, '_>, before: &Account, kind: Kind, value: &str) -> Result<(), Failure> {
    if before.contact_email.is_empty() {
        return Ok(());
    }
    let (code, shown) = match kind {
        Kind::Email => ("c02", masked(value)),
        Kind::Mobile => ("c03", validate::phone::mask(value)),
    };
    Notice::new(code, &before.contact_email, &before.language, "")
        .name(&before.full_name())
        .with("sign_in_name", &before.sign_in_name)
        .with("value", &shown)
        .date("on", work.now)
        .link("/signin/recover")
        .queue(work, format!("{code}/{}/{}", before.id, work.now.0))
}

/// An address with most of its first part hidden: `z•••@contoso.cn`.
fn masked(email: &str) -> String {
    let (local, domain) = email.rsplit_once('@').unwrap_or((email, ""));
    let first: String = local.chars().take(1).collect();
    format!("{first}•••@{domain}")
}

/// Gives a change up that waits for its code. It does not make room for more codes.
pub fn give_up(app: &App, request: &Request, kind: Kind) -> Pending<()> {
    let person = match signed_in(request) {
        Ok(person) => person,
        Err(failure) => return Pending::refused(failure),
    };
    let account = person.account.0;
    let intent = intent("account.give-up-contact-change", person);
    app.command(request, intent, move |work| {
        contact::give_up(work.tx, account, kind)?;
        work.audit("kind", kind.text());
        Ok(())
    })
}

/// Sets language and order of names.
///
/// # Errors
/// [`Failure::Invalid`] at `language` or `name_order` (`choice-unknown`).
pub fn prefer(app: &App, request: &Request, language: &str, order: &str) -> Pending<()> {
    let person = match signed_in(request) {
        Ok(person) => person,
        Err(failure) => return Pending::refused(failure),
    };
    let unknown = |field| Failure::Invalid(vec![FieldProblem::plain(field, "choice-unknown")]);
    let Some(language) = Language::from_tag(language) else {
        return Pending::refused(unknown("language"));
    };
    let Some(order) = NameOrder::from_text(order) else {
        return Pending::refused(unknown("name_order"));
    };
    let account = person.account.0;
    app.command(
        request,
        intent("account.set-preferences", person),
        move |work| {
            contact::set_preferences(work.tx, account, language.tag(), order.text())?;
            work.audit("language", language.tag());
            work.audit("name_order", order.text());
            Ok(())
        },
    )
}
