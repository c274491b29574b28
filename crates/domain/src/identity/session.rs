//! How long a sign-in lasts and when it has to be proved again.

use crate::effects::Instant;
use serde::{Deserialize, Serialize};

/// Longest life of a session, in seconds, however busy.
pub const ABSOLUTE: i64 = 8 * 60 * 60;

/// Where a session was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// The operator's console.
    Console,
    /// The partner's portal and the customer's centre.
    Portal,
}

impl Place {
    /// Longest pause between two requests, in seconds: 30 minutes in the console, 60 elsewhere.
    #[must_use]
    pub const fn idle(self) -> i64 {
        match self {
            Self::Console => 30 * 60,
            Self::Portal => 60 * 60,
        }
    }
}

/// The moments that decide over a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Where it was opened.
    pub place: Place,
    /// Sign-in.
    pub started: Instant,
    /// Last request.
    pub last_seen: Instant,
    /// Last complete proof of identity (password and second factor).
    pub authenticated: Instant,
}

impl Session {
    /// A session opened by a complete sign-in.
    #[must_use]
    pub const fn open(place: Place, now: Instant) -> Self {
        Self {
            place,
            started: now,
            last_seen: now,
            authenticated: now,
        }
    }

    /// The moment it ends if no request comes any more.
    #[must_use]
    pub fn expires(self) -> Instant {
        let idle = self.last_seen.plus_seconds(self.place.idle());
        idle.min(self.started.plus_seconds(ABSOLUTE))
    }

    /// Whether a request at this moment is still served. A session begun under a clock that ran
    /// ahead would live too long; its owner signs in once more.
    #[must_use]
    pub fn is_live(self, now: Instant) -> bool {
        now < self.expires() && self.started.has_been(now)
    }

    /// The session after a request; a clock that went back does not shorten it.
    #[must_use]
    pub fn seen(self, now: Instant) -> Self {
        Self {
            last_seen: self.last_seen.max(now),
            ..self
        }
    }

    /// The session after its owner proved who he is once more.
    #[must_use]
    pub fn reauthenticated(self, now: Instant) -> Self {
        Self {
            authenticated: now,
            ..self.seen(now)
        }
    }
}

/// Whether a proof of identity counts as recent for a sensitive act (signing, giving roles, creating
/// keys, changing contact, bank or tax data, cancelling): at most `max_age` seconds old.
#[must_use]
pub fn is_recent(proved: Option<Instant>, now: Instant, max_age: i64) -> bool {
    proved.is_some_and(|at| at.has_been(now) && now.seconds_since(at) <= max_age)
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Instant = Instant(1_000_000);

    fn after(seconds: i64) -> Instant {
        START.plus_seconds(seconds)
    }

    #[test]
    fn silence_ends_a_session() {
        for (place, idle) in [(Place::Console, 1800), (Place::Portal, 3600)] {
            let session = Session::open(place, START);
            assert!(session.is_live(after(idle - 1)));
            assert!(!session.is_live(after(idle)));
            assert!(session.seen(after(idle - 1)).is_live(after(idle)));
            assert!(session.seen(Instant(0)).is_live(after(idle - 1)));
        }
    }

    #[test]
    fn no_session_outlives_eight_hours() {
        let mut session = Session::open(Place::Portal, START);
        for minute in 0..480 {
            assert!(session.is_live(after(minute * 60)));
            session = session
                .seen(after(minute * 60))
                .reauthenticated(after(minute * 60));
        }
        assert!(!session.is_live(after(ABSOLUTE)));
    }

    #[test]
    fn sensitive_acts_need_a_recent_proof() {
        let session = Session::open(Place::Portal, START);
        let recent = |session: Session, now| is_recent(Some(session.authenticated), now, 600);
        assert!(recent(session, after(600)));
        assert!(!recent(session.seen(after(600)), after(601)));
        assert!(recent(session.reauthenticated(after(601)), after(601)));
        assert!(!is_recent(None, START, 600));
    }

    #[test]
    fn what_a_clock_ahead_has_noted_lasts_no_longer_than_anything_else() {
        let session = Session::open(Place::Portal, after(3 * 86_400));
        assert!(!session.is_live(START));
        assert!(!is_recent(Some(session.authenticated), START, 600));
        // The clocks of two nodes differ by some seconds.
        let session = Session::open(Place::Portal, after(crate::effects::SKEW));
        assert!(session.is_live(START));
        assert!(is_recent(Some(session.authenticated), START, 600));
    }
}
