//! Ten one-time codes for the day the authenticator is lost (02 §5), shown once: they come with the
//! authenticator, and can be replaced.

use super::recovery::recovery_code_hash;
use super::session::signed_in;
use crate::{App, Failure, Intent, Request, Work};
use domain::identity::recovery::{RECOVERY_CODE_BYTES, RECOVERY_CODES, recovery_code};
use store::{Reply, identity, recovery, shown_secret};
use uuid::Uuid;
use zeroize::Zeroizing;

/// Ten codes on their way to the database: hashed for ever, sealed for the one look.
#[derive(Clone)]
pub(super) struct Fresh {
    hashes: Vec<[u8; 32]>,
    sealed: Vec<u8>,
}

impl Fresh {
    /// Makes ten codes for an account, to be shown in a session.
    ///
    /// # Errors
    /// [`Failure::Internal`].
    pub(super) fn make(app: &App, account: Uuid, session: Uuid) -> Result<Self, Failure> {
        let codes: Vec<Zeroizing<String>> = (0..RECOVERY_CODES)
            .map(|_| {
                let mut random = Zeroizing::new([0; RECOVERY_CODE_BYTES]);
                app.entropy.fill(&mut *random);
                Zeroizing::new(recovery_code(&random))
            })
            .collect();
        let bare = codes.iter().map(|code| code.replace('-', ""));
        let hashes = bare.map(|code| recovery_code_hash(app, account, &code));
        let hashes = hashes.collect();
        let mut list = Zeroizing::new(String::new());
        for code in &codes {
            list.push_str(code);
            list.push('\n');
        }
        let keyring = &app.keyring;
        let sealed = keyring.seal(&*app.entropy, session.as_bytes(), list.as_bytes())?;
        Ok(Self { hashes, sealed })
    }

    /// Puts them in force, in place of all older ones, and keeps them until they are looked at.
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
        let visible = work.app.programme.registration.credentials_visible_seconds;
        let until = work.now.plus_seconds(i64::from(visible));
        shown_secret::keep(work.tx, session, account, &self.sealed, until)?;
        work.audit("recovery_codes", self.hashes.len());
        Ok(())
    }
}

/// Makes ten fresh codes; all older ones are void. [`take`] shows them.
///
/// # Errors
/// [`Failure::Conflict`] (`authenticate-again`) when the last proof of identity is too old.
pub fn make(app: &App, request: &Request, key: &str) -> Result<(), Failure> {
    let person = signed_in(request)?;
    let (account, session) = (person.account.0, person.session.0);
    let fresh = Fresh::make(app, account, session)?;
    let subject = format!("account/{account}");
    let intent = Intent::new("account.make-recovery-codes", person.tenant.0, subject);
    app.command(request, intent.once(key, &()), move |work| {
        super::proof::require_recent(work)?;
        fresh.keep(work, account, session)?;
        let owner = identity::own_account(work.tx, account)?;
        super::recovery::tell(work, &owner, "s05", &format!("{account}/{}", work.now.0))
    })
    .wait()
}

/// The codes of the caller that nobody has looked at yet, this once: a second look finds nothing.
///
/// # Errors
/// [`Failure`] of the store.
pub fn take(app: &App, request: &Request) -> Result<Vec<Zeroizing<String>>, Failure> {
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
    let list = Zeroizing::new(app.keyring.open(session.as_bytes(), &sealed)?);
    let list = std::str::from_utf8(&list).map_err(Failure::internal)?;
    Ok(list
        .lines()
        .map(|code| Zeroizing::new(code.to_owned()))
        .collect())
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
