//! Locks after wrong passwords and codes: of accounts, of names nobody has, of network addresses.

use crate::{App, Failure, Request, Work};
use domain::effects::Instant;
use domain::identity::lockout::{ADDRESS_WINDOW, FREE_PER_ADDRESS, FREE_TRIES, Lockout};
use domain::ids::fresh_uuid;
use store::identity::{self, Account};
use store::{Tx, sign_in_lock};
use uuid::Uuid;

/// The lock of an account.
pub(super) fn of(account: &Account) -> Lockout {
    Lockout {
        failures: account.failures,
        locked_until: account.locked_until,
    }
}

/// Gives an account its lock.
pub(super) fn put(account: &mut Account, lock: Lockout) {
    (account.failures, account.locked_until) = (lock.failures, lock.locked_until);
}

/// The answer while an account, or a name nobody has, is locked.
pub(super) fn refused(until: Instant) -> Failure {
    Failure::TooMany {
        code: "sign-in-locked",
        until: Some(until),
    }
}

/// Counts a wrong password or code of an account. When that locks it, the owner is told, once a day
/// at most: somebody may be guessing. Returns the end of the lock.
///
/// # Errors
/// [`Failure`] of the store.
pub(super) fn fail(
    work: &mut Work<'_, '_>,
    account: &mut Account,
) -> Result<Option<Instant>, Failure> {
    let lock = of(account).failed(work.now);
    put(account, lock);
    identity::save_sign_in_state(work.tx, account)?;
    let until = lock.lock_at(work.now);
    if until.is_some() {
        work.audit("locks", lock.failures + 1 - FREE_TRIES);
        let day = work.now.0.div_euclid(86_400_000_000);
        super::recovery::mail(work, account, "s06", &format!("{}/{day}", account.id))?;
    }
    Ok(until)
}

/// Where a sign-in comes from: what is counted besides the account.
#[derive(Debug, Clone)]
pub(super) struct Source {
    /// The name that was typed, for names nobody has; none when it cannot be a name.
    name: Option<[u8; 32]>,
    /// The network address.
    address: [u8; 32],
    ip: String,
    /// Wrong tries of the address within an hour that are not refused; without end for the demo.
    ceiling: u32,
    attempts: [Uuid; 2],
}

impl Source {
    pub(super) fn of(app: &App, request: &Request, name: &str) -> Self {
        Self {
            name: (!name.is_empty()).then(|| app.keyring.code_hash(b"sign-in-name", name)),
            address: app.keyring.code_hash(b"sign-in-address", &request.ip),
            ip: request.ip.clone(),
            ceiling: app.ceiling(request, FREE_PER_ADDRESS),
            attempts: [fresh_uuid(&*app.entropy), fresh_uuid(&*app.entropy)],
        }
    }

    /// The lock of the name, as it would be if nobody had it.
    pub(super) fn lock_of_name(&self, tx: &mut Tx<'_>) -> Result<Lockout, Failure> {
        Ok(match &self.name {
            Some(name) => sign_in_lock::get(tx, name)?,
            None => Lockout::default(),
        })
    }

    pub(super) fn lock_of_address(&self, tx: &mut Tx<'_>) -> Result<Lockout, Failure> {
        Ok(sign_in_lock::get(tx, &self.address)?)
    }

    /// Counts a wrong try from the address.
    pub(super) fn fail_address(&self, tx: &mut Tx<'_>, now: Instant) -> Result<(), Failure> {
        let since = now.plus_seconds(-ADDRESS_WINDOW);
        identity::add_attempt(tx, self.attempts[0], "sign-in-failed", &self.ip, now)?;
        let recent = identity::attempts(tx, "sign-in-failed", &self.ip, since)?;
        let before = self.lock_of_address(tx)?;
        let after = before.failed_from_address(now, recent);
        if after != before && recent >= self.ceiling {
            sign_in_lock::put(tx, &self.address, after)?;
        }
        Ok(())
    }

    /// Keeps the lock of a name nobody has as it is: the write that counts for an account.
    pub(super) fn begin_name(&self, tx: &mut Tx<'_>) -> Result<(), Failure> {
        if let Some(name) = &self.name {
            sign_in_lock::begin(tx, name)?;
        }
        Ok(())
    }

    /// Counts a wrong try of a name nobody has, exactly like one of an account. Returns the end of
    /// the lock that is now in force.
    pub(super) fn fail_name(
        &self,
        tx: &mut Tx<'_>,
        now: Instant,
    ) -> Result<Option<Instant>, Failure> {
        let Some(name) = &self.name else {
            return Ok(None);
        };
        let lock = sign_in_lock::get(tx, name)?.failed(now);
        sign_in_lock::put(tx, name, lock)?;
        // An account would have an audit row now.
        identity::add_attempt(tx, self.attempts[1], "sign-in-unknown", "", now)?;
        Ok(lock.lock_at(now))
    }
}
