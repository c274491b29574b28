//! Confirming where an account can be reached (02 §3, 3): a code to the contact e-mail, a code to the
//! phone. Recovery and text messages at the sign-in rely on it.

use super::code_budget::Budget;
use super::session::signed_in;
use crate::enrolment::challenge::{fresh_code, method_text};
use crate::notifications::{Notice, TelephoneJob};
use crate::{App, Failure, Intent, Request, Work};
use domain::effects::{Instant, TelephoneMethod};
use domain::enrolment::form::FieldProblem;
use domain::identity::code::{Code, Entry, NoSend};
use domain::identity::recovery::{CONTACT_CODES, Way};
use domain::validate::{self, Problem};
use serde::{Deserialize, Serialize};
use store::contact::{self, ContactCode};
use store::identity::{self, Account};
use store::{Reply, Tx};

/// One contact point of the caller.
#[derive(Debug, Clone)]
pub struct Point {
    /// E-mail or phone.
    pub way: Way,
    /// The address or number; empty when there is none.
    pub value: String,
    /// When it was confirmed.
    pub confirmed_at: Option<Instant>,
    /// Whether a code was sent that has not run out.
    pub sent: bool,
}

impl Point {
    /// Whether there is something to confirm.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.value.is_empty() && self.confirmed_at.is_none()
    }
}

/// The value of a way.
fn value_of(account: &Account, way: Way) -> &str {
    match way {
        Way::Email => &account.contact_email,
        Way::Phone => &account.mobile,
        Way::Authenticator => "",
    }
}

/// When the present mobile of an account was confirmed.
pub(super) fn mobile_confirmed(
    tx: &mut Tx<'_>,
    account: &Account,
) -> Result<Option<Instant>, Failure> {
    if account.mobile.is_empty() {
        return Ok(None);
    }
    Ok(contact::confirmed_at(
        tx,
        account.id,
        Way::Phone,
        &account.mobile,
    )?)
}

/// The caller's contact points.
pub fn points(app: &App, request: &Request) -> Reply<Vec<Point>, Failure> {
    let person = match signed_in(request) {
        Ok(person) => person,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let (id, now) = (person.account.0, app.clock.now());
    app.read(move |tx| {
        let account = identity::own_account(tx, id)?;
        read(tx, &account, now)
    })
}

/// The contact points of an account.
pub(super) fn read(
    tx: &mut Tx<'_>,
    account: &Account,
    now: Instant,
) -> Result<Vec<Point>, Failure> {
    let mut points = Vec::new();
    for way in [Way::Email, Way::Phone] {
        let value = value_of(account, way).to_owned();
        let until = contact::code(tx, account.id, way)?
            .filter(|code| code.value == value && code.code_hash.is_some())
            .and_then(|code| code.sent_at)
            .map(|at| at.plus_seconds(CONTACT_CODES.seconds));
        points.push(Point {
            way,
            confirmed_at: contact::confirmed_at(tx, account.id, way, &value)?,
            sent: until.is_some_and(|until| now < until),
            value,
        });
    }
    Ok(points)
}

#[derive(Serialize, Deserialize)]
enum Sent {
    Yes,
    TooSoon(Instant),
    TooOften,
}

/// Sends a code to a contact point of the caller.
///
/// # Errors
/// [`Failure::NotFound`] when there is no such point; [`Failure::Conflict`] (`contact-confirmed`);
/// [`Failure::TooMany`] when it is too soon or too often.
pub fn send(
    app: &App,
    request: &Request,
    way: Way,
    method: TelephoneMethod,
) -> Result<(), Failure> {
    let person = signed_in(request)?;
    let (id, tenant) = (person.account.0, person.tenant.0);
    let budget = Budget::of(app, request);
    let intent = Intent::new("account.send-contact-code", tenant, format!("account/{id}"));
    let sent = app
        .command(request, intent, move |work| {
            let account = identity::own_account(work.tx, id)?;
            let value = open_value(work, &account, way)?;
            let phone = (way == Way::Phone).then_some(value.as_str());
            if !budget.allows(work, phone)? {
                return Ok(Sent::TooOften);
            }
            let code = fresh_code(work);
            let hash = work.app.keyring.code_hash(id.as_bytes(), &code);
            let known = known(work.tx, id, way, &value, work.now)?;
            let next = match known.send(work.now, &CONTACT_CODES, hash) {
                Ok(next) => next,
                Err(NoSend::TooSoon { at }) => return Ok(Sent::TooSoon(at)),
                Err(NoSend::TooOften) => return Ok(Sent::TooOften),
            };
            keep(work.tx, id, way, &value, &next)?;
            budget.spend(work, phone)?;
            let dedupe = format!("contact-code/{id}/{}/{}", way.text(), work.now.0);
            deliver(work, &account, way, method, code, dedupe)?;
            work.audit("way", way.text());
            Ok(Sent::Yes)
        })
        .wait()?;
    match sent {
        Sent::Yes => Ok(()),
        Sent::TooSoon(at) => Err(Failure::TooMany {
            code: "code-too-soon",
            until: Some(at),
        }),
        Sent::TooOften => Err(Failure::TooMany {
            code: "recovery-codes",
            until: None,
        }),
    }
}

/// The value that is to be confirmed.
fn open_value(work: &mut Work<'_, '_>, account: &Account, way: Way) -> Result<String, Failure> {
    let value = value_of(account, way).to_owned();
    if value.is_empty() {
        return Err(Failure::NotFound);
    }
    if contact::confirmed_at(work.tx, account.id, way, &value)?.is_some() {
        return Err(Failure::conflict("contact-confirmed"));
    }
    Ok(value)
}

/// The code that is known for a value. A day after the last one the count of sends begins anew, and
/// a code that went elsewhere is worth nothing here; its sends still count.
fn known(
    tx: &mut Tx<'_>,
    account: uuid::Uuid,
    way: Way,
    value: &str,
    now: Instant,
) -> Result<Code, Failure> {
    let Some(row) = contact::code(tx, account, way)? else {
        return Ok(Code::default());
    };
    let day_ago = now.plus_days(-1);
    if row.sent_at.is_none_or(|at| at <= day_ago) {
        return Ok(Code::default());
    }
    let hash = row.code_hash.filter(|_| row.value == value);
    Ok(Code {
        hash: hash.and_then(|hash| hash.as_slice().try_into().ok()),
        sent_at: row.sent_at,
        wrong: row.wrong,
        sends: row.sends,
    })
}

fn keep(
    tx: &mut Tx<'_>,
    account: uuid::Uuid,
    way: Way,
    value: &str,
    code: &Code,
) -> Result<(), Failure> {
    let row = ContactCode {
        value: value.to_owned(),
        code_hash: code.hash.map(|hash| hash.to_vec()),
        sent_at: code.sent_at,
        wrong: code.wrong,
        sends: code.sends,
    };
    Ok(contact::keep_code(tx, account, way, &row)?)
}

fn deliver(
    work: &mut Work<'_, '_>,
    account: &Account,
    way: Way,
    method: TelephoneMethod,
    code: String,
    dedupe: String,
) -> Result<(), Failure> {
    let minutes = CONTACT_CODES.seconds / 60;
    if way == Way::Email {
        let name = super::session::full_name(&account.family_name, &account.given_name);
        return Notice::new("s01", &account.contact_email, &account.language, "")
            .name(&name)
            .with("code", &code)
            .with("minutes", &minutes.to_string())
            .queue(work, dedupe);
    }
    work.audit("method", method_text(method));
    let job = TelephoneJob {
        to: account.mobile.clone(),
        method,
        language: account.language.clone(),
        code,
        minutes,
        until: work.now.plus_seconds(CONTACT_CODES.seconds),
    };
    work.after_commit("telephone", "", &job, dedupe)
}

#[derive(Serialize, Deserialize)]
enum Taken {
    Right,
    Wrong(u32),
    NoCode,
}

/// Takes the code of a contact point of the caller: from now on it is confirmed.
///
/// # Errors
/// [`Failure::Invalid`] at the way's name; otherwise as [`send`].
pub fn enter(app: &App, request: &Request, way: Way, typed: &str) -> Result<(), Failure> {
    let person = signed_in(request)?;
    let (id, tenant) = (person.account.0, person.tenant.0);
    let field = way.text();
    let invalid = |problem| Failure::Invalid(vec![FieldProblem::new(field, problem)]);
    let code = validate::verification_code(typed).map_err(invalid)?.value;
    let intent = Intent::new("account.confirm-contact", tenant, format!("account/{id}"));
    let taken = app
        .command(request, intent, move |work| {
            let account = identity::own_account(work.tx, id)?;
            let value = open_value(work, &account, way)?;
            let known = known(work.tx, id, way, &value, work.now)?;
            let entered = work.app.keyring.code_hash(id.as_bytes(), &code);
            let expected = known.hash.unwrap_or_default();
            let matches: bool = subtle::ConstantTimeEq::ct_eq(&entered[..], &expected[..]).into();
            let (next, entry) = known.enter(work.now, &CONTACT_CODES, matches);
            keep(work.tx, id, way, &value, &next)?;
            work.audit("way", way.text());
            let taken = match entry {
                Entry::Right => Taken::Right,
                Entry::Wrong { left } => Taken::Wrong(left),
                Entry::NoCode => Taken::NoCode,
            };
            if matches!(taken, Taken::Right) {
                contact::confirm(work.tx, id, way, &value, work.now)?;
                work.audit("outcome", "confirmed");
            } else {
                work.audit("outcome", "wrong");
            }
            Ok(taken)
        })
        .wait()?;
    match taken {
        Taken::Right => Ok(()),
        Taken::Wrong(left) => Err(invalid(Problem::new("code-wrong-left").with("left", left))),
        Taken::NoCode => Err(invalid(Problem::new("code-none"))),
    }
}
