//! Prices, trials, sandboxes, retention and switches.

use crate::integration::{READS_PER_MINUTE, WRITES_PER_MINUTE};
use serde::{Deserialize, Serialize};

/// Rules of publishing prices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriceList {
    /// Days between publication of a change and the day it takes effect.
    pub notice_days: u32,
    /// How many months a published list can be downloaded.
    pub download_months: u32,
}

/// How long data is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// A suspended subscription's data, until it is deleted.
    pub suspended_subscription_days: u32,
    /// What was typed into a registration that was never finished.
    pub unfinished_registration_days: u32,
    /// Documents of a withdrawn application.
    pub withdrawn_documents_days: u32,
    /// Documents of a rejected application; the record of the decision stays.
    pub rejected_documents_days: u32,
    /// How long staff have to answer a request about personal data.
    pub request_days: u32,
    /// Audit of agreements, credit and billing.
    pub financial_records_years: u32,
    /// Audit of everything else.
    pub other_records_years: u32,
}

/// Rules of trials.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trial {
    /// How long a trial runs; it is never extended.
    pub days: u32,
    /// Its fixed number of seats.
    pub seats: u32,
    /// Days before the end at which the partner is told.
    pub notice_days: Vec<u32>,
}

/// Limits of integration sandboxes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sandbox {
    /// Customers in one sandbox.
    pub customers: u32,
    /// Subscriptions of one customer.
    pub subscriptions_per_customer: u32,
    /// Seats of one subscription.
    pub seats_per_subscription: u32,
}

/// When support works, and what it promises.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupportHours {
    /// Local hour a working day begins.
    pub from_hour: u32,
    /// Local hour it ends.
    pub until_hour: u32,
    /// Minutes to an answer to a critical request, of any day and night.
    pub critical_minutes: u32,
    /// Working hours to an answer to a moderate one.
    pub moderate_hours: u32,
    /// Working days to an answer to a minimal one.
    pub minimal_days: u32,
    /// Days a request waits for its partner before it is closed.
    pub waiting_days: u32,
    /// Days of waiting after which the partner is reminded.
    pub reminder_days: Vec<u32>,
    /// Days in which what was closed can be opened anew; as long what is solved waits to be closed.
    pub reopen_days: u32,
    /// Files of one message.
    pub files: u32,
    /// Megabytes of a file, and of all files of a message together.
    pub file_megabytes: u32,
}

impl Default for SupportHours {
    fn default() -> Self {
        Self {
            from_hour: 9,
            until_hour: 18,
            critical_minutes: 60,
            moderate_hours: 8,
            minimal_days: 2,
            waiting_days: 10,
            reminder_days: vec![3, 7],
            reopen_days: 14,
            files: 5,
            file_megabytes: 10,
        }
    }
}

/// How often programs may call the interface.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interface {
    /// Reads a company's programs may make in a minute.
    pub reads_per_minute: u32,
    /// Writes a company's programs may make in a minute.
    pub writes_per_minute: u32,
}

impl Default for Interface {
    fn default() -> Self {
        Self {
            reads_per_minute: READS_PER_MINUTE,
            writes_per_minute: WRITES_PER_MINUTE,
        }
    }
}

/// What is switched on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Features {
    /// Offers billed by metered usage.
    pub usage_based_offers: bool,
    /// Indirect providers and indirect resellers.
    pub indirect_model: bool,
    /// Licence assignment through the partner API.
    pub customer_licence_api: bool,
    /// Whether a second order after a free cancellation pays from its first day.
    pub free_period_once_per_customer_and_offer: bool,
}
