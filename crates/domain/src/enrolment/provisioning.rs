//! What is set up after signing (01 §10), in order; each task is idempotent.

use crate::caller::text_of_enum;

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

/// The security groups of a partner tenant (02 §1).
pub const GROUPS: [&str; 3] = ["AdminAgents", "HelpdeskAgents", "SalesAgents"];

/// The first-run checklist ("Get started", 01 §2), in order.
pub const CHECKLIST: [&str; 4] = [
    "verify-profiles",
    "add-users",
    "customise-catalogue",
    "tax-details",
];

/// Seconds to wait before the next attempt of a failed task: 1, 5, then 15 minutes.
#[must_use]
pub fn retry_after(attempts: u32) -> i64 {
    match attempts {
        0 | 1 => 60,
        2 => 300,
        _ => 900,
    }
}

/// Whether the operator must be told: the task failed for the third time (T19).
#[must_use]
pub fn alert_after(attempts: u32) -> bool {
    attempts == 3
}
