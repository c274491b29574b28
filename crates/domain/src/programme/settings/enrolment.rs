//! Limits and time-outs from the first visit to the working account.

use serde::{Deserialize, Serialize};

/// Registration before a partner account exists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registration {
    /// Shortest domain prefix.
    pub domain_prefix_min: u32,
    /// Longest domain prefix.
    pub domain_prefix_max: u32,
    /// How long a chosen prefix is held for a draft.
    pub domain_reserved_hours: u32,
    /// An unidentified draft expires after this much idleness.
    pub idle_hours: u32,
    /// An identified draft expires after this many days.
    pub draft_days: u32,
    /// How long the mailed link to continue works.
    pub resume_link_days: u32,
    /// A verified number is good for this long before the account must be created.
    pub verified_minutes: u32,
    /// After this long a creation counts as failed and may be tried again.
    pub creating_minutes: u32,
    /// How long the first credentials can be seen after they were first shown.
    pub credentials_visible_seconds: u32,
    /// How long a temporary password works.
    pub temporary_password_days: u32,
    /// Least time between two sendings of the same mail.
    pub resend_mail_minutes: u32,
    /// Prefixes nobody may choose.
    pub reserved_domain_prefixes: Vec<String>,
    /// Domains of free mail services, refused for contact addresses.
    pub webmail_domains: Vec<String>,
}

/// When the telephone challenge is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChallengePolicy {
    /// Every registration.
    Always,
    /// Only a registration with at least one risk finding.
    WhenRisky,
}

/// The telephone challenge. Days are rolling periods of 24 hours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Challenge {
    /// When it is asked.
    pub policy: ChallengePolicy,
    /// Digits of a code.
    pub code_digits: u32,
    /// How long a code is good.
    pub code_valid_minutes: u32,
    /// Wrong tries that kill a code.
    pub wrong_tries_per_code: u32,
    /// Dead codes that lock the draft.
    pub dead_codes_before_lock: u32,
    /// Codes sent to one number, or for one draft, in a day.
    pub sends_per_number_per_day: u32,
    /// Codes asked from one IP address in a day.
    pub sends_per_ip_per_day: u32,
    /// Codes sent to one number prefix in a day.
    pub sends_per_prefix_per_day: u32,
    /// Codes sent in a day altogether: the stop against toll fraud.
    pub sends_per_day: u32,
    /// Least time between two sendings.
    pub resend_seconds: u32,
    /// How long each lock lasts; one lock more means a manual review.
    pub lock_minutes: Vec<u32>,
    /// Drafts with the same number that raise a flag ...
    pub shared_number_drafts: u32,
    /// ... within this many days.
    pub shared_number_days: u32,
    /// First digits of numbers of virtual operators; allowed, but flagged.
    pub virtual_operator_prefixes: Vec<String>,
    /// A code that always works; only in a non-production programme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub non_production_fixed_code: Option<String>,
}

/// Time-outs and targets of applications. Reminder days count from entering the state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Application {
    /// A draft lapses after this long.
    pub draft_days: u32,
    /// Reminders about a draft.
    pub draft_reminder_days: Vec<u32>,
    /// Review begins after this long even when automatic checks have not answered.
    pub automatic_checks_hours: u32,
    /// Target of the review, in working days, not counting time spent waiting for the applicant.
    pub sla_working_days: u32,
    /// Shares of the target at which reviewers are warned.
    pub sla_warning_percent: Vec<u32>,
    /// Time to answer a request for information.
    pub information_days: u32,
    /// Reminders about it.
    pub information_reminder_days: Vec<u32>,
    /// Time to sign after approval.
    pub signing_days: u32,
    /// Reminders about it.
    pub signing_reminder_days: Vec<u32>,
    /// How long before lapsing the applicant is told.
    pub lapse_notice_days: u32,
    /// How long the primary contact's mailbox link works.
    pub mailbox_link_days: u32,
    /// How long the approval contact's link works.
    pub approval_link_days: u32,
    /// When the approval contact is reminded.
    pub approval_reminder_days: u32,
    /// Time to appeal against a rejection.
    pub appeal_days: u32,
    /// Appeals against one rejection.
    pub appeals_max: u32,
    /// Wait after a rejection before a new application.
    pub reapply_days: u32,
    /// How long a lapsed application may be reopened.
    pub reopen_days: u32,
}

/// Signing the agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signing {
    /// The signer's last multi-factor sign-in may be this old.
    pub authentication_max_age_minutes: u32,
    /// Time to sign a new version before new orders stop.
    pub new_version_days: u32,
    /// Reminders about it, counted back from the end of that time, earliest first.
    pub new_version_reminder_days_before: Vec<u32>,
}

/// Setting up the account after signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provisioning {
    /// Target.
    pub target_hours: u32,
    /// The operator is alerted.
    pub alert_hours: u32,
    /// The partner gets an apology and the alert escalates.
    pub escalation_hours: u32,
    /// Waits before each further try of a failed task.
    pub retry_minutes: Vec<u32>,
}

/// Credit checks and limits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credit {
    /// How long a result is good for signing.
    pub result_valid_days: u32,
    /// Months between reviews of a limit.
    pub review_months: u32,
    /// Proposed limit: this many expected monthly purchases ...
    pub proposal_multiplier: u32,
    /// ... but never more than this, in minor units.
    pub proposal_cap_minor: i64,
    /// Shortest reason for an override.
    pub override_reason_min_chars: u32,
    /// Shares of the limit in use at which the partner is warned.
    pub warning_percent: Vec<u32>,
}

/// Thresholds that make people look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Risk {
    /// Share of approved applications that is checked again.
    pub random_recheck_percent: u32,
    /// Orders of more seats wait for a person.
    pub order_hold_seats: u32,
    /// Orders above this monthly amount, in minor units, wait for a person.
    pub order_hold_minor: i64,
    /// Registrations begun from one IP address in a day.
    pub registrations_per_ip_per_day: u32,
    /// Registrations begun from one device in a day.
    pub registrations_per_device_per_day: u32,
    /// A form of a visitor nobody knows, sent sooner than this many seconds after it was shown, is
    /// taken for a program's; 0 lets every haste pass. Two when not set.
    #[serde(default = "two")]
    pub form_least_seconds: u32,
    /// Registrations with one credit code in 30 days.
    pub registrations_per_credit_code_per_month: u32,
    /// Points from which the reviewer must call the company at its registered number.
    pub call_back_score: u32,
    /// Domains of throw-away mailboxes.
    pub disposable_email_domains: Vec<String>,
    /// Points per finding.
    pub points: RiskPoints,
}

const fn two() -> u32 {
    2
}

/// Points a finding adds to a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskPoints {
    /// The verified number belongs to a virtual operator.
    pub virtual_operator_number: u32,
    /// The number appears in several drafts.
    pub shared_number: u32,
    /// A contact uses a throw-away mailbox.
    pub disposable_email: u32,
    /// The same document was uploaded with another application.
    pub document_reused: u32,
    /// The name resembles that of an active partner.
    pub name_similar_to_partner: u32,
    /// The company is less than a year old.
    pub new_company: u32,
    /// Applicant and approval contact are one person.
    pub applicant_is_approval_contact: u32,
}
