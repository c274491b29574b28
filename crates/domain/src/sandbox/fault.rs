//! Faults a program asks for, to see how it bears them: the header `X-Sandbox-Fault`.
//!
//! Items are separated by commas or semicolons: a status (`429`), `retry-after=30`, `delay=1500ms`
//! or `delay=2s`, `drop`, `after-commit`, `provisioning`.

use std::time::Duration;

/// The header's name.
pub const HEADER: &str = "x-sandbox-fault";
/// Statuses that can be asked for: those the interface answers with.
pub const STATUSES: &[u16] = &[
    400, 401, 403, 404, 405, 406, 409, 412, 415, 429, 500, 502, 503, 504,
];
/// Longest delay.
pub const LONGEST: Duration = Duration::from_secs(60);
/// Longest `Retry-After`, seconds.
const LONGEST_WAIT: u32 = 3600;

/// What is to go wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fault {
    /// The answer's status instead of the true one.
    pub status: Option<u16>,
    /// Seconds in `Retry-After`.
    pub retry_after: Option<u32>,
    /// How long the answer waits.
    pub delay: Duration,
    /// The connection is cut instead of an answer.
    pub drop: bool,
    /// The work is done first; status and cut come when it is.
    pub after_commit: bool,
    /// Setting up the company's next order fails once.
    pub provisioning: bool,
}

impl Fault {
    /// Reads the header.
    ///
    /// # Errors
    /// What cannot be read, or does not go together.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut fault = Self::default();
        let items = text.split([',', ';']).map(str::trim);
        if text.trim().is_empty() {
            return Err(text.to_owned());
        }
        for item in items {
            let lower = item.to_ascii_lowercase();
            let wrong = || item.to_owned();
            let (name, value) = lower.split_once('=').unwrap_or((&lower, ""));
            match (name.trim(), value.trim()) {
                ("drop", "") => fault.drop = true,
                ("after-commit", "") => fault.after_commit = true,
                ("provisioning", "") => fault.provisioning = true,
                ("delay", value) => fault.delay = delay(value).ok_or_else(wrong)?,
                ("retry-after", value) => {
                    let seconds = value.parse().ok().filter(|n| *n <= LONGEST_WAIT);
                    fault.retry_after = Some(seconds.ok_or_else(wrong)?);
                }
                ("status", value) | (value, "") => {
                    let status = value.parse().ok().filter(|n| STATUSES.contains(n));
                    let status = status.ok_or_else(wrong)?;
                    if fault.status.replace(status).is_some() {
                        return Err(wrong());
                    }
                }
                _ => return Err(wrong()),
            }
        }
        if fault.status.is_some() && fault.drop {
            return Err("drop".to_owned());
        }
        if fault.after_commit && !fault.drop {
            fault.status = fault.status.or(Some(500));
        }
        Ok(fault)
    }

    /// Whether the work is not to be done at all.
    #[must_use]
    pub fn is_at_once(&self) -> bool {
        !self.after_commit && (self.drop || self.status.is_some())
    }
}

fn delay(text: &str) -> Option<Duration> {
    let delay = match text.strip_suffix("ms") {
        Some(number) => Duration::from_millis(number.trim().parse().ok()?),
        None => {
            let number = text.strip_suffix('s').unwrap_or(text);
            Duration::from_secs(number.trim().parse().ok()?)
        }
    };
    (delay <= LONGEST).then_some(delay)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn faults_are_read() {
        let read = |text: &str| Fault::read(text).unwrap();
        assert_eq!(read("429").status, Some(429));
        let slow = read("status=503; retry-after=30, delay=1500ms");
        assert_eq!((slow.status, slow.retry_after), (Some(503), Some(30)));
        assert_eq!(slow.delay, Duration::from_millis(1500));
        assert!(slow.is_at_once());
        assert_eq!(read("delay=2s").delay, Duration::from_secs(2));
        assert!(!read("delay=2").is_at_once());
        assert!(read("Drop").drop && read("drop").is_at_once());
        let after = read("after-commit");
        assert_eq!((after.status, after.is_at_once()), (Some(500), false));
        let cut = read("after-commit,drop");
        assert!(cut.drop && cut.status.is_none() && !cut.is_at_once());
        assert!(read("provisioning").provisioning);
        assert!(!read("provisioning").is_at_once());
    }

    #[test]
    fn nonsense_is_named() {
        for (text, item) in [
            ("", ""),
            ("200", "200"),
            ("teapot", "teapot"),
            ("429,", ""),
            ("429,500", "500"),
            ("delay=61s", "delay=61s"),
            ("delay=soon", "delay=soon"),
            ("retry-after=3601", "retry-after=3601"),
            ("retry-after=-1", "retry-after=-1"),
            ("drop=1", "drop=1"),
            ("drop,500", "drop"),
        ] {
            assert_eq!(Fault::read(text), Err(item.to_owned()), "{text:?}");
        }
    }
}
