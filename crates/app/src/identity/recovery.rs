//! "Can't access your account?": the only way back, and the owner's alone. Nobody resets a
//! password for anybody else.
//!
//! A name nobody has walks through the same steps with the same writes, so that neither answers nor
//! timing tell which names exist: no code leaves the house, and none is ever right. Whatever differs,
//! whose address and number they are and whether they may be used, is looked up by the job that
//! sends the code, when the visitor has long been answered.

use super::code_budget::{Budget, Sent};
use super::{authenticator, lock, lost};
use crate::enrolment::challenge::{fresh_code, method_text};
use crate::notifications::{Notice, TelephoneJob, TelephoneNotice};
use crate::secrets::token_hash;
use crate::{App, Failure, Intent, Request, Work};
use domain::accounts::contact::Kind;
use domain::effects::{Instant, TelephoneMethod};
use domain::enrolment::form::FieldProblem;
use domain::identity::code::{Code, Entry};
use domain::identity::password::{self as rules, Owner};
use domain::identity::recovery::{
    AUTHENTICATOR_TRIES, CODES, PER_ADDRESS, PER_NAME, Proofs, SECONDS, Way, recovery_code_typed,
};
use domain::ids::{fresh_token, fresh_uuid};
use domain::validate::{self, Problem};
use serde::{Deserialize, Serialize};
use store::contact;
use store::identity::{self, Account};
use store::recovery::{self, Recovery};
use store::{Reply, Tx};

/// How many of the last passwords may not come back.
const REMEMBERED: u32 = 5;

/// A procedure that was just begun.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Begun {
    /// The cookie that opens it.
    pub token: String,
}

/// How far a procedure has come. The same for names that exist and names that do not.
#[derive(Debug, Clone)]
pub struct Standing {
    /// What was proved.
    pub proofs: Proofs,
    /// Whether a code was sent by e-mail.
    pub email_sent: bool,
    /// Whether a code was sent to the phone.
    pub phone_sent: bool,
    /// When the procedure ends by itself.
    pub until: Instant,
}

/// Begins a procedure for a sign-in name, whether anybody has it or not.
///
/// # Errors
/// [`Failure::Invalid`] at `sign_in_name`; [`Failure::TooMany`] (`recovery`).
pub fn begin(app: &App, request: &Request, name: &str) -> Result<Begun, Failure> {
    let name = validate::text::clean(name)
        .unwrap_or_default()
        .to_lowercase();
    if name.is_empty() || name.len() > 254 {
        let missing = FieldProblem::plain("sign_in_name", "required");
        return Err(Failure::Invalid(vec![missing]));
    }
    let (id, token) = (fresh_uuid(&*app.entropy), fresh_token(&*app.entropy));
    // Keyed: people type passwords into the wrong field.
    let source = app.keyring.code_hash(b"recovery-name", &name);
    let source = data_encoding::HEXLOWER.encode(&source);
    let limits = (
        app.ceiling(request, PER_NAME),
        app.ceiling(request, PER_ADDRESS),
    );
    let intent = Intent::new("recovery.begin", id, format!("recovery/{id}"));
    app.command(request, intent, move |work| {
        let since = work.now.plus_days(-1);
        let ip = work.request.ip.clone();
        let of_name = identity::attempts(work.tx, "recovery-name", &source, since)?;
        let of_address = identity::attempts(work.tx, "recovery-address", &ip, since)?;
        if of_name >= limits.0 || of_address >= limits.1 {
            return Err(Failure::TooMany {
                code: "recovery",
                until: Some(work.now.plus_days(1)),
            });
        }
        for (kind, source) in [
            ("recovery-name", source.as_str()),
            ("recovery-address", &ip),
        ] {
            let attempt = fresh_uuid(&*work.app.entropy);
            identity::add_attempt(work.tx, attempt, kind, source, work.now)?;
        }
        let account = identity::account_to_recover(work.tx, &name)?;
        let until = work.now.plus_seconds(SECONDS);
        let language = work.request.language.tag();
        let hash = token_hash(&token);
        recovery::add(work.tx, id, &hash, account, language, work.now, until)?;
        Ok(Begun {
            token: token.clone(),
        })
    })
    .wait()
}

fn may_recover(account: &Account) -> bool {
    matches!(account.status.as_str(), "invited" | "active")
}

/// Loads a procedure that is still going on.
fn open(tx: &mut Tx<'_>, hash: &[u8; 32], now: Instant) -> Result<Recovery, Failure> {
    recovery::by_cookie(tx, hash)?
        .filter(|row| now < row.expires_at && row.finished_at.is_none())
        .ok_or_else(|| Failure::conflict("recovery-over"))
}

fn proofs(row: &Recovery) -> Proofs {
    Proofs {
        email: row.email_proved_at,
        phone: row.phone_proved_at,
        authenticator: row.authenticator_proved_at,
    }
}

/// How far the procedure of a cookie has come.
pub fn standing(app: &App, token: &str) -> Reply<Standing, Failure> {
    let (hash, now) = (token_hash(token), app.clock.now());
    app.read(move |tx| {
        let row = open(tx, &hash, now)?;
        Ok(Standing {
            proofs: proofs(&row),
            email_sent: row.email_sends > 0,
            phone_sent: row.phone_sends > 0,
            until: row.expires_at,
        })
    })
}

fn save(work: &mut Work<'_, '_>, row: &Recovery) -> Result<(), Failure> {
    if recovery::save(work.tx, row)? {
        Ok(())
    } else {
        Err(Failure::conflict("stale"))
    }
}

fn as_hash(bytes: Option<&Vec<u8>>) -> Option<[u8; 32]> {
    bytes.and_then(|bytes| bytes.as_slice().try_into().ok())
}

fn code_of(row: &Recovery, way: Way) -> Code {
    match way {
        Way::Email => Code {
            hash: as_hash(row.email_code_hash.as_ref()),
            sent_at: row.email_sent_at,
            wrong: row.email_wrong,
            sends: row.email_sends,
        },
        _ => Code {
            hash: as_hash(row.phone_code_hash.as_ref()),
            sent_at: row.phone_sent_at,
            wrong: row.phone_wrong,
            sends: row.phone_sends,
        },
    }
}

fn keep_code(row: &mut Recovery, way: Way, code: &Code) {
    let hash = code.hash.map(|hash| hash.to_vec());
    match way {
        Way::Email => {
            row.email_code_hash = hash;
            row.email_sent_at = code.sent_at;
            row.email_wrong = code.wrong;
            row.email_sends = code.sends;
        }
        _ => {
            row.phone_code_hash = hash;
            row.phone_sent_at = code.sent_at;
            row.phone_wrong = code.wrong;
            row.phone_sends = code.sends;
        }
    }
}

/// The account of a procedure and the chain its steps are audited in.
fn owner(app: &App, token: &str) -> Result<(uuid::Uuid, Intent, [u8; 32]), Failure> {
    let (hash, now) = (token_hash(token), app.clock.now());
    let (id, chain, subject) = app
        .read(move |tx| {
            let row = open(tx, &hash, now)?;
            let (chain, subject) = match (row.account_id, row.tenant_id) {
                (Some(account), Some(tenant)) => (tenant, format!("account/{account}")),
                _ => (row.id, format!("recovery/{}", row.id)),
            };
            Ok((row.id, chain, subject))
        })
        .wait()?;
    Ok((id, Intent::new("recovery.step", chain, subject), hash))
}

/// A code that was asked for, for the job that has it leave the house.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct CodeOrder {
    recovery: uuid::Uuid,
    way: Way,
    method: TelephoneMethod,
    code: String,
    /// The how-manieth code of this way it is: a later one takes its place.
    sends: u32,
    budget: Budget,
}

/// Asks for a code to the contact e-mail or the recovery phone of the account, if there is one.
///
/// # Errors
/// [`Failure::TooMany`] when it is too soon or too often; [`Failure::Conflict`] (`recovery-over`).
pub fn send(
    app: &App,
    request: &Request,
    token: &str,
    way: Way,
    method: TelephoneMethod,
) -> Result<(), Failure> {
    if way == Way::Authenticator {
        return Err(Failure::NotFound);
    }
    let (id, intent, hash) = owner(app, token)?;
    let budget = Budget::of(app, request);
    let sent = app
        .command(request, intent, move |work| {
            let mut row = open(work.tx, &hash, work.now)?;
            if !budget.allows_address(work)? {
                return Ok(Sent::TooOften);
            }
            let code = fresh_code(work);
            let code_hash = work.app.keyring.code_hash(id.as_bytes(), &code);
            let sent = match code_of(&row, way).send(work.now, &CODES, code_hash) {
                Ok(sent) => sent,
                Err(why) => return Ok(why.into()),
            };
            keep_code(&mut row, way, &sent);
            budget.spend_address(work)?;
            let dedupe = format!("recovery-code/{id}/{}/{}", way.text(), sent.sends);
            let order = CodeOrder {
                recovery: id,
                way,
                method,
                code,
                sends: sent.sends,
                budget: budget.clone(),
            };
            work.after_commit("recovery-code", "", &order, dedupe)?;
            work.audit("way", way.text());
            work.audit("outcome", "code-asked");
            save(work, &row)?;
            Ok(Sent::Yes)
        })
        .wait()?;
    sent.into_result("recovery-codes")
}

/// Has a code leave the house, to an address or number its owner has confirmed. Nothing leaves when
/// nobody has the name, when the code is no longer the living one, or beyond a limit of the number.
///
/// # Errors
/// [`Failure::Unavailable`], [`Failure::Internal`].
pub(crate) fn send_code(app: &App, request: &Request, order: &CodeOrder) -> Result<(), Failure> {
    let (id, now) = (order.recovery, app.clock.now());
    let row = app
        .read(move |tx| Ok(recovery::by_id(tx, id)?))
        .wait()?
        .filter(|row| now < row.expires_at && code_of(row, order.way).sends == order.sends);
    let Some((account, chain)) = row.and_then(|row| row.account_id.zip(row.tenant_id)) else {
        return Ok(());
    };
    let intent = Intent::new("recovery.send-code", chain, format!("account/{account}"));
    let order = order.clone();
    app.command(request, intent, move |work| {
        let account = identity::own_account(work.tx, account)?;
        let outcome = if may_recover(&account) && deliver(work, account, &order)? {
            "code-sent"
        } else {
            "not-sent"
        };
        work.audit("way", order.way.text());
        work.audit("outcome", outcome);
        Ok(())
    })
    .wait()
}

/// Queues the message that carries a code; false when it may not be sent.
fn deliver(work: &mut Work<'_, '_>, account: Account, order: &CodeOrder) -> Result<bool, Failure> {
    let (kind, to) = match order.way {
        Way::Email => (Kind::Email, &account.contact_email),
        _ => (Kind::Mobile, &account.mobile),
    };
    if contact::confirmed_at(work.tx, account.id, kind, to)?.is_none() {
        return Ok(false);
    }
    let dedupe = format!(
        "recovery/{}/{}/{}",
        order.recovery,
        order.way.text(),
        order.sends
    );
    let minutes = CODES.seconds / 60;
    if kind == Kind::Email {
        let name = account.full_name();
        Notice::new("s01", to, &account.language, "")
            .name(&name)
            .with("code", &order.code)
            .with("minutes", &minutes.to_string())
            .queue(work, dedupe)?;
        return Ok(true);
    }
    if !order.budget.allows_number(work, to)? {
        return Ok(false);
    }
    order.budget.spend_number(work, to)?;
    work.audit("method", method_text(order.method));
    let job = TelephoneJob {
        to: account.mobile,
        method: order.method,
        language: account.language,
        code: order.code.clone(),
        minutes,
        until: work.now.plus_seconds(CODES.seconds),
    };
    work.after_commit("telephone", "", &job, dedupe)?;
    Ok(true)
}

#[derive(Serialize, Deserialize)]
enum Taken {
    Right,
    Wrong(u32),
    NoCode,
    Over,
}

/// Takes a code for one way. For the authenticator, a recovery code does as well.
///
/// # Errors
/// [`Failure::Invalid`] at the way's field; [`Failure::Conflict`] (`recovery-over`).
pub fn enter(
    app: &App,
    request: &Request,
    token: &str,
    way: Way,
    typed: &str,
) -> Result<(), Failure> {
    let field = way.text();
    let invalid = |problem| Failure::Invalid(vec![FieldProblem::new(field, problem)]);
    let recovery_code = recovery_code_typed(typed).filter(|_| way == Way::Authenticator);
    let code = match &recovery_code {
        Some(code) => code.clone(),
        None => validate::verification_code(typed).map_err(invalid)?.value,
    };
    let by_recovery_code = recovery_code.is_some();
    let (id, intent, hash) = owner(app, token)?;
    let taken = app
        .command(request, intent, move |work| {
            let mut row = open(work.tx, &hash, work.now)?;
            work.audit("way", way.text());
            let taken = if way == Way::Authenticator {
                enter_authenticator(work, &mut row, &code, by_recovery_code)?
            } else {
                let entered = work.app.keyring.code_hash(id.as_bytes(), &code);
                let known = code_of(&row, way);
                let expected = known.hash.unwrap_or_default();
                let alike: bool = subtle::ConstantTimeEq::ct_eq(&entered[..], &expected[..]).into();
                // A code was made for a name nobody has, too; it is never right.
                let matches = alike && row.account_id.is_some();
                let (code, entry) = known.enter(work.now, &CODES, matches);
                keep_code(&mut row, way, &code);
                match entry {
                    Entry::Right if way == Way::Email => {
                        row.email_proved_at = Some(work.now);
                        Taken::Right
                    }
                    Entry::Right => {
                        row.phone_proved_at = Some(work.now);
                        Taken::Right
                    }
                    Entry::Wrong { left } => Taken::Wrong(left),
                    Entry::NoCode => Taken::NoCode,
                }
            };
            let outcome = if matches!(taken, Taken::Right) {
                "proved"
            } else {
                "wrong"
            };
            work.audit("outcome", outcome);
            save(work, &row)?;
            Ok(taken)
        })
        .wait()?;
    match taken {
        Taken::Right => Ok(()),
        Taken::Wrong(left) => Err(invalid(Problem::new("code-wrong-left").with("left", left))),
        Taken::NoCode => Err(invalid(Problem::new("code-none"))),
        Taken::Over => Err(Failure::conflict("recovery-over")),
    }
}

fn enter_authenticator(
    work: &mut Work<'_, '_>,
    row: &mut Recovery,
    code: &str,
    by_recovery_code: bool,
) -> Result<Taken, Failure> {
    let right = match row.account_id {
        Some(account) if by_recovery_code => use_recovery_code(work, account, code)?,
        Some(account) => authenticator::use_code(work, account, code)?,
        None => false,
    };
    if right {
        row.authenticator_proved_at = Some(work.now);
        return Ok(Taken::Right);
    }
    row.authenticator_wrong += 1;
    if row.authenticator_wrong >= AUTHENTICATOR_TRIES {
        row.expires_at = work.now;
        recovery::end(work.tx, row.id, work.now)?;
        return Ok(Taken::Over);
    }
    Ok(Taken::Wrong(AUTHENTICATOR_TRIES - row.authenticator_wrong))
}

/// Uses a recovery code up, if it is one of an account's. Those that were made under an earlier master
/// key are good as long as that is known.
pub(super) fn use_recovery_code(
    work: &mut Work<'_, '_>,
    account: uuid::Uuid,
    bare: &str,
) -> Result<bool, Failure> {
    let keyring = &work.app.keyring;
    let hashes = [
        Some(recovery_code_hash(work.app, account, bare)),
        keyring.former_code_hash(account.as_bytes(), bare),
    ];
    for hash in hashes.into_iter().flatten() {
        if recovery::use_code(work.tx, account, &hash, work.now)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The hash a recovery code is kept under. Eighty random bits need no slow hash; the key keeps
/// whoever reads the database from trying.
pub(super) fn recovery_code_hash(app: &App, account: uuid::Uuid, bare: &str) -> [u8; 32] {
    app.keyring.code_hash(account.as_bytes(), bare)
}

/// Replaces the password after two ways were proved. Blocks for several password hashes.
///
/// # Errors
/// [`Failure::Invalid`] at `password` or `repeated`; [`Failure::Conflict`] (`recovery-over`,
/// `recovery-unproved`).
pub fn set_password(
    app: &App,
    request: &Request,
    token: &str,
    new: &str,
    repeated: &str,
) -> Result<(), Failure> {
    let (account, _, intent) = proved(app, token, "recovery.set-password")?;
    let hash = token_hash(token);
    let (used, organisation) = {
        let (id, tenant) = (account.id, account.tenant_id);
        app.read(move |tx| {
            let used = identity::last_passwords(tx, id, REMEMBERED)?;
            Ok((used, identity::organisation(tx, tenant)?))
        })
        .wait()?
    };
    let mut problems = Vec::new();
    if new != repeated {
        problems.push(FieldProblem::plain("repeated", "password-differs"));
    }
    let names = [
        account.family_name.as_str(),
        &account.given_name,
        &organisation,
    ];
    let person = Owner {
        user_name: &account.sign_in_name,
        names: &names,
    };
    let was_used = |candidate: &str| {
        used.iter()
            .chain([&account.password_hash])
            .any(|hash| app.passwords.verify(candidate, Some(hash)))
    };
    if let Err(problem) = rules::check(new, person, was_used) {
        problems.push(FieldProblem::new("password", problem));
    }
    if !problems.is_empty() {
        return Err(Failure::Invalid(problems));
    }
    let password = app.passwords.hash(&*app.entropy, new)?;
    app.command(request, intent, move |work| {
        let (mut row, mut account) = still_proved(work, &hash)?;
        account.password_hash.clone_from(&password);
        account.temporary_until = None;
        account.status = "active".to_owned();
        release(&mut account);
        identity::save_sign_in_state(work.tx, &account)?;
        identity::remember_password(work.tx, account.id, &password, work.now)?;
        let ended = identity::end_all_sessions(work.tx, account.id, work.now)?;
        work.audit("sessions_ended", ended);
        finish(work, &mut row, &account, "s02")
    })
    .wait()
}

/// "I know my password": takes the lock away and leaves the password as it is. A password that was
/// never chosen, only given, cannot be kept this way.
///
/// # Errors
/// [`Failure::Conflict`] (`recovery-over`, `recovery-unproved`, `temporary-password-expired`).
pub fn unlock(app: &App, request: &Request, token: &str) -> Result<(), Failure> {
    let (_, _, intent) = proved(app, token, "recovery.unlock")?;
    let hash = token_hash(token);
    app.command(request, intent, move |work| {
        let (mut row, mut account) = still_proved(work, &hash)?;
        if account
            .temporary_until
            .is_some_and(|until| work.now >= until)
        {
            return Err(Failure::conflict("temporary-password-expired"));
        }
        release(&mut account);
        identity::save_sign_in_state(work.tx, &account)?;
        finish(work, &mut row, &account, "s03")
    })
    .wait()
}

fn release(account: &mut Account) {
    let clean = lock::of(account).succeeded();
    lock::put(account, clean);
}

/// The account of a procedure that has proved enough, with the intent of what follows.
fn proved(
    app: &App,
    token: &str,
    action: &'static str,
) -> Result<(Account, Recovery, Intent), Failure> {
    let (hash, now) = (token_hash(token), app.clock.now());
    app.read(move |tx| {
        let row = open(tx, &hash, now)?;
        let (true, Some(id)) = (proofs(&row).suffice(), row.account_id) else {
            return Err(Failure::conflict("recovery-unproved"));
        };
        let account = identity::own_account(tx, id)?;
        let intent = Intent::new(action, account.tenant_id, format!("account/{id}"));
        Ok((account, row, intent))
    })
    .wait()
}

fn still_proved(work: &mut Work<'_, '_>, hash: &[u8; 32]) -> Result<(Recovery, Account), Failure> {
    let row = open(work.tx, hash, work.now)?;
    let (true, Some(id)) = (proofs(&row).suffice(), row.account_id) else {
        return Err(Failure::conflict("recovery-unproved"));
    };
    let account = identity::own_account(work.tx, id)?;
    if may_recover(&account) {
        Ok((row, account))
    } else {
        Err(Failure::conflict("recovery-over"))
    }
}

/// Ends the procedure and all others of the account, and tells every contact point.
fn finish(
    work: &mut Work<'_, '_>,
    row: &mut Recovery,
    account: &Account,
    code: &str,
) -> Result<(), Failure> {
    row.finished_at = Some(work.now);
    save(work, row)?;
    recovery::end_others(work.tx, account.id, row.id, work.now)?;
    lost::stop::by_owner(work, account.id)?;
    for way in Way::ALL.iter().filter(|way| proofs(row).has(**way)) {
        work.audit(way.text(), true);
    }
    tell(work, account, code, &row.id.to_string())
}

/// A notice by mail and by text message that something about the sign-in has changed.
///
/// # Errors
/// [`Failure::Internal`].
pub(super) fn tell(
    work: &mut Work<'_, '_>,
    account: &Account,
    code: &str,
    occasion: &str,
) -> Result<(), Failure> {
    mail(work, account, code, occasion)?;
    if account.mobile.is_empty() {
        return Ok(());
    }
    let text = TelephoneNotice {
        to: account.mobile.clone(),
        language: account.language.clone(),
        code: code.to_owned(),
    };
    work.after_commit(
        "telephone-notice",
        "",
        &text,
        format!("{code}-text/{occasion}"),
    )
}

/// The notice by mail alone, for what happens more often than it matters.
///
/// # Errors
/// [`Failure::Internal`].
pub(super) fn mail(
    work: &mut Work<'_, '_>,
    account: &Account,
    code: &str,
    occasion: &str,
) -> Result<(), Failure> {
    if account.contact_email.is_empty() {
        return Ok(());
    }
    let name = account.full_name();
    Notice::new(code, &account.contact_email, &account.language, "")
        .name(&name)
        .with("sign_in_name", &account.sign_in_name)
        .date("at", work.now)
        .link("/signin/recover")
        .queue(work, format!("{code}/{occasion}"))
}
