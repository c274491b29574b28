//! What is set up after signing, in order; each task is idempotent.

use crate::caller::text_of_enum;
use crate::programme::Provisioning;

/// One task of setting a partner up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Task {
    /// The tenant may resell.
    ResellerFlag,
    /// Security groups AdminAgents, HelpdeskAgents, SalesAgents.
    Groups,
    /// Billing account with its anchor day.
    BillingAccount,
    /// Credit limit.
    CreditLimit,
    /// Access to catalogue and price lists.
    Catalogue,
    /// Legal, billing and organisation profiles from F6.
    Profiles,
    /// Support profile from F6.
    SupportProfile,
    /// The empty top-five list.
    TopFive,
    /// The activity log begins.
    ActivityLog,
    /// Webhooks and applications.
    Integration,
    /// First-run checklist and the mail that all is ready.
    Welcome,
}

text_of_enum!(Task {
    ResellerFlag => "reseller-flag",
    Groups => "groups",
    BillingAccount => "billing-account",
    CreditLimit => "credit-limit",
    Catalogue => "catalogue",
    Profiles => "profiles",
    SupportProfile => "support-profile",
    TopFive => "top-five",
    ActivityLog => "activity-log",
    Integration => "integration",
    Welcome => "welcome",
});

/// The security groups of a partner tenant.
pub const GROUPS: [&str; 3] = ["AdminAgents", "HelpdeskAgents", "SalesAgents"];

/// The first-run checklist ("Get started"), in order.
pub const CHECKLIST: [&str; 4] = [
    "verify-profiles",
    "add-users",
    "customise-catalogue",
    "tax-details",
];

/// Seconds to wait after a failed attempt, of which there were so many: the programme's waits in
/// order (1, 5, 15 minutes), then always the last.
#[must_use]
pub fn retry_after(retry_minutes: &[u32], attempts: u32) -> i64 {
    let place = usize::try_from(attempts.saturating_sub(1)).unwrap_or(usize::MAX);
    let wait = retry_minutes.get(place).or(retry_minutes.last());
    i64::from(wait.copied().unwrap_or(1)) * 60
}

/// Attempts after which somebody has to look: the task failed for the third time (T19).
pub const ALERT_ATTEMPTS: u32 = 3;

/// What the operator, or the partner, is told of a set-up that takes too long; each once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Alert {
    /// A task has failed three times.
    Failing,
    /// Eight hours have passed.
    Late,
    /// A day has passed: it escalates, and the partner gets an apology (E15).
    Escalated,
}

text_of_enum!(Alert {
    Failing => "failing",
    Late => "late",
    Escalated => "escalated",
});

/// How old a set-up is, against what is promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// Within the target.
    OnTime,
    /// Past the target.
    Slow,
    /// Past the alert.
    Late,
}

/// Judges how long a set-up has been running.
#[must_use]
pub fn age(settings: &Provisioning, seconds: i64) -> Age {
    let hours = |hours: u32| i64::from(hours) * 3600;
    if seconds >= hours(settings.alert_hours) {
        Age::Late
    } else if seconds >= hours(settings.target_hours) {
        Age::Slow
    } else {
        Age::OnTime
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_waits_are_one_five_and_fifteen_minutes() {
        let waits: Vec<i64> = (0..6).map(|n| retry_after(&[1, 5, 15], n)).collect();
        assert_eq!(waits, [60, 60, 300, 900, 900, 900]);
        assert_eq!(retry_after(&[], 7), 60);
    }

    #[test]
    fn ages_change_at_their_hours() {
        let settings = Provisioning {
            target_hours: 4,
            alert_hours: 8,
            escalation_hours: 24,
            retry_minutes: vec![1],
        };
        let ages = [0, 4 * 3600 - 1, 4 * 3600, 8 * 3600 - 1, 8 * 3600].map(|s| age(&settings, s));
        assert_eq!(
            ages,
            [Age::OnTime, Age::OnTime, Age::Slow, Age::Slow, Age::Late]
        );
    }
}
