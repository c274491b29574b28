//! How many codes leave the house: to one number, to its neighbours, at the wish of one network
//! address, and altogether, so that nobody makes us call the world at our expense.

use crate::notifications::alert;
use crate::{App, Failure, Request, Work};
use domain::effects::Instant;
use domain::identity::code::NoSend;
use domain::ids::fresh_uuid;
use serde::{Deserialize, Serialize};
use store::identity;

/// Whether a code was sent: what a command decides, so that it counts what it has refused.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Sent {
    /// It was.
    Yes,
    /// Too soon after the last one; it may be asked for again at this moment.
    TooSoon(Instant),
    /// As often as it may be.
    TooOften,
}

impl From<NoSend> for Sent {
    fn from(why: NoSend) -> Self {
        match why {
            NoSend::TooSoon { at } => Self::TooSoon(at),
            NoSend::TooOften => Self::TooOften,
        }
    }
}

impl Sent {
    /// As the caller learns it; `too_often` is the code of the limit that was reached.
    ///
    /// # Errors
    /// [`Failure::TooMany`].
    pub(crate) fn into_result(self, too_often: &'static str) -> Result<(), Failure> {
        let (code, until) = match self {
            Self::Yes => return Ok(()),
            Self::TooSoon(at) => ("code-too-soon", Some(at)),
            Self::TooOften => (too_often, None),
        };
        Err(Failure::TooMany { code, until })
    }
}

/// Most codes within 24 hours.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Budget {
    ip: String,
    per_address: u32,
    per_number: u32,
    per_prefix: u32,
    altogether: u32,
}

impl Budget {
    pub(crate) fn of(app: &App, request: &Request) -> Self {
        let rules = &app.programme.challenge;
        Self {
            ip: request.ip.clone(),
            per_address: app.ceiling(request, rules.sends_per_ip_per_day),
            per_number: app.ceiling(request, rules.sends_per_number_per_day),
            per_prefix: app.ceiling(request, rules.sends_per_prefix_per_day),
            altogether: app.ceiling(request, rules.sends_per_day),
        }
    }

    /// Whether the address may ask for another code.
    pub(crate) fn allows_address(&self, work: &mut Work<'_, '_>) -> Result<bool, Failure> {
        within(work, "code-address", &self.ip, self.per_address)
    }

    /// Whether a number may be called or written to once more. Reaching a ceiling over many numbers
    /// alerts the operator, once a day, as it does at the registration.
    pub(crate) fn allows_number(
        &self,
        work: &mut Work<'_, '_>,
        number: &str,
    ) -> Result<bool, Failure> {
        if !within(work, "code-number", number, self.per_number)? {
            return Ok(false);
        }
        let near = prefix(number);
        for (kind, source, most) in [
            ("code-prefix", near.as_str(), self.per_prefix),
            ("code-all", "all", self.altogether),
        ] {
            if !within(work, kind, source, most)? {
                alert::codes_stopped(work, source, most)?;
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Counts a code by mail, or one that was asked for.
    pub(crate) fn spend_address(&self, work: &mut Work<'_, '_>) -> Result<(), Failure> {
        count(work, "code-address", &self.ip)
    }

    /// Counts a code to a number, besides the address that asked for it.
    pub(crate) fn spend_number(
        &self,
        work: &mut Work<'_, '_>,
        number: &str,
    ) -> Result<(), Failure> {
        count(work, "code-number", number)?;
        count(work, "code-prefix", &prefix(number))?;
        count(work, "code-all", "all")
    }
}

/// Eight characters are `+86` and the network and district of the number.
fn prefix(number: &str) -> String {
    number.chars().take(8).collect()
}

fn within(work: &mut Work<'_, '_>, kind: &str, source: &str, most: u32) -> Result<bool, Failure> {
    let since = work.now.plus_days(-1);
    Ok(identity::attempts(work.tx, kind, source, since)? < most)
}

fn count(work: &mut Work<'_, '_>, kind: &str, source: &str) -> Result<(), Failure> {
    let attempt = fresh_uuid(&*work.app.entropy);
    Ok(identity::add_attempt(
        work.tx, attempt, kind, source, work.now,
    )?)
}
