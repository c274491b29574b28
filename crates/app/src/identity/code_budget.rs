//! How many codes leave the house: per number, per network address, and altogether, so that nobody
//! makes us call the world at our expense (01 §6).

use crate::{App, Failure, Request, Work};
use domain::effects::Instant;
use domain::ids::fresh_uuid;
use store::{Tx, identity};

/// Most codes within 24 hours.
#[derive(Debug, Clone)]
pub(super) struct Budget {
    ip: String,
    per_address: u32,
    per_number: u32,
    altogether: u32,
}

impl Budget {
    pub(super) fn of(app: &App, request: &Request) -> Self {
        let rules = &app.programme.challenge;
        Self {
            ip: request.ip.clone(),
            per_address: app.ceiling(request, rules.sends_per_ip_per_day),
            per_number: app.ceiling(request, rules.sends_per_number_per_day),
            altogether: app.ceiling(request, rules.sends_per_day),
        }
    }

    /// Whether the address may ask for another code.
    pub(super) fn allows_address(&self, tx: &mut Tx<'_>, now: Instant) -> Result<bool, Failure> {
        let since = now.plus_days(-1);
        Ok(identity::attempts(tx, "code-address", &self.ip, since)? < self.per_address)
    }

    /// Whether a number may be called or written to once more.
    pub(super) fn allows_number(
        &self,
        tx: &mut Tx<'_>,
        number: &str,
        now: Instant,
    ) -> Result<bool, Failure> {
        let since = now.plus_days(-1);
        Ok(
            identity::attempts(tx, "code-number", number, since)? < self.per_number
                && identity::attempts(tx, "code-all", "all", since)? < self.altogether,
        )
    }

    /// Both; without a number, a mail.
    pub(super) fn allows(
        &self,
        work: &mut Work<'_, '_>,
        number: Option<&str>,
    ) -> Result<bool, Failure> {
        let now = work.now;
        Ok(self.allows_address(work.tx, now)?
            && match number {
                Some(number) => self.allows_number(work.tx, number, now)?,
                None => true,
            })
    }

    /// Counts a code that leaves; without a number, by mail.
    pub(super) fn spend(
        &self,
        work: &mut Work<'_, '_>,
        number: Option<&str>,
    ) -> Result<(), Failure> {
        count(work, "code-address", &self.ip)?;
        if let Some(number) = number {
            count(work, "code-number", number)?;
            count(work, "code-all", "all")?;
        }
        Ok(())
    }

    /// Does the work of counting a call for a name nobody has, at the cost of its address alone.
    pub(super) fn pretend(&self, work: &mut Work<'_, '_>) -> Result<(), Failure> {
        count(work, "code-address", &self.ip)?;
        count(work, "code-number", "")?;
        count(work, "code-all", "")
    }
}

fn count(work: &mut Work<'_, '_>, kind: &str, source: &str) -> Result<(), Failure> {
    let attempt = fresh_uuid(&*work.app.entropy);
    Ok(identity::add_attempt(
        work.tx, attempt, kind, source, work.now,
    )?)
}
