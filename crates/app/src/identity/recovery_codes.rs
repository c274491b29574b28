//! Ten one-time codes for the day the authenticator is lost, shown once. They come with the
//! authenticator, so nobody can do without, and can be replaced.

use super::recovery::recovery_code_hash;
use super::session::signed_in;
use crate::secrets::{open_with_cookie, seal_for_cookie};
use crate::{App, Failure, Intent, Request, Work};
use domain::identity::recovery::{RECOVERY_CODE_BYTES, RECOVERY_CODES, recovery_code};
use store::{Reply, identity, recovery, shown_secret};
use uuid::Uuid;
use zeroize::Zeroizing;

fn fresh(app: &App) -> Vec<Zeroizing<String>> {
    let one = |_| {
        let mut random = Zeroizing::new([0; RECOVERY_CODE_BYTES]);
        app.entropy.fill(&mut *random);
        Zeroizing::new(recovery_code(&random))
    };
    (0..RECOVERY_CODES).map(one).collect()
}

fn hashes(app: &App, account: Uuid, codes: &[Zeroizing<String>]) -> Vec<[u8; 32]> {
    let bare = codes.iter().map(|code| code.replace('-', ""));
    bare.map(|code| recovery_code_hash(app, account, &code))
        .collect()
}

/// The first ten: hashed for good, and sealed with a session cookie for the one look that [`take`]
/// gives (`docs/decisions/0007-first-password.md`).
pub(super) struct First {
    hashes: Vec<[u8; 32]>,
    sealed: Option<Vec<u8>>,
}

impl First {
    /// Makes them for an account, to be looked at by whoever holds a cookie, if anybody.
    ///
    /// # Errors
    /// [`Failure::Internal`].
    pub(super) fn make(app: &App, account: Uuid, cookie: Option<&str>) -> Result<Self, Failure> {
        let codes = fresh(app);
        let mut list = Zeroizing::new(String::new());
        for code in &codes {
            list.push_str(code);
            list.push('\n');
        }
        let seal = |cookie| seal_for_cookie(&*app.entropy, cookie, list.as_bytes());
        Ok(Self {
            hashes: hashes(app, account, &codes),
            sealed: cookie.map(seal).transpose()?,
        })
    }

    /// Puts them in force and keeps them until they are looked at.
    ///
    /// # Errors
    /// [`Failure`] of the store.
    pub(super) fn keep(
        &self,
        work: &mut Work<'_, '_>,
        account: Uuid,
        session: Uuid,
    ) -> Result<(), Failure> {
        recovery::set_codes(work.tx, account, &self.hashes, work.now)?;
        work.audit("recovery_codes", self.hashes.len());
        let Some(sealed) = &self.sealed else {
            return Ok(());
        };
        let visible = work.app.programme.registration.credentials_visible_seconds;
        let until = work.now.plus_seconds(i64::from(visible));
        Ok(shown_secret::keep(
            work.tx, session, account, sealed, until,
        )?)
    }
}

/// The first codes of the caller, if nobody has looked at them yet; a second look finds none.
///
/// # Errors
/// [`Failure`] of the store.
pub fn take(app: &App, request: &Request, cookie: &str) -> Result<Vec<Zeroizing<String>>, Failure> {
    let person = signed_in(request)?;
    let (account, session) = (person.account.0, person.session.0);
    let now = app.clock.now();
    let waiting = app.read(move |tx| Ok(shown_secret::waits(tx, session, account, now)?));
    if !waiting.wait()? {
        return Ok(Vec::new());
    }
    let subject = format!("account/{account}");
    let intent = Intent::new("account.show-recovery-codes", person.tenant.0, subject);
    let sealed = app
        .command(request, intent, move |work| {
            Ok(shown_secret::take(work.tx, session, account, work.now)?)
        })
        .wait()?;
    let Some(sealed) = sealed else {
        return Ok(Vec::new());
    };
    // Taken out under another cookie of the session: new ones can be made.
    let Ok(list) = open_with_cookie(cookie, &sealed).map(Zeroizing::new) else {
        return Ok(Vec::new());
    };
    let list = std::str::from_utf8(&list).map_err(Failure::internal)?;
    let codes = list.lines().map(|code| Zeroizing::new(code.to_owned()));
    Ok(codes.collect())
}

/// Makes ten fresh codes; all older ones are void. The codes are returned this once: the database
/// keeps keyed hashes.
///
/// # Errors
/// [`Failure::Conflict`] (`authenticate-again`) when the last proof of identity is too old.
pub fn make(app: &App, request: &Request) -> Result<Vec<Zeroizing<String>>, Failure> {
    let person = signed_in(request)?;
    let (account, tenant) = (person.account.0, person.tenant.0);
    let codes = fresh(app);
    let hashes = hashes(app, account, &codes);
    let subject = format!("account/{account}");
    let intent = Intent::new("account.make-recovery-codes", tenant, subject);
    app.command(request, intent, move |work| {
        super::proof::require_recent(work)?;
        recovery::set_codes(work.tx, account, &hashes, work.now)?;
        work.audit("codes", hashes.len());
        let owner = identity::own_account(work.tx, account)?;
        super::recovery::tell(work, &owner, "s05", &format!("{account}/{}", work.now.0))
    })
    .wait()?;
    Ok(codes)
}

/// How many codes the caller has left.
pub fn left(app: &App, request: &Request) -> Reply<i64, Failure> {
    match signed_in(request) {
        Ok(person) => {
            let account = person.account.0;
            app.read(move |tx| Ok(recovery::codes_left(tx, account)?))
        }
        Err(failure) => Reply::ready(Err(failure)),
    }
}
