//! Prices, trials, sandboxes, retention and switches.

use crate::integration::{ORDERS_PER_MINUTE, READS_PER_MINUTE, WRITES_PER_MINUTE};
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

/// How often programs may call the interface.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interface {
    /// Reads a company's programs may make in a minute.
    pub reads_per_minute: u32,
    /// Writes a company's programs may make in a minute.
    pub writes_per_minute: u32,
    /// Orders and carts a company's programs may send for one customer in a minute.
    #[serde(default = "orders_per_minute")]
    pub orders_per_minute_and_customer: u32,
}

const fn orders_per_minute() -> u32 {
    ORDERS_PER_MINUTE
}

impl Default for Interface {
    fn default() -> Self {
        Self {
            reads_per_minute: READS_PER_MINUTE,
            writes_per_minute: WRITES_PER_MINUTE,
            orders_per_minute_and_customer: ORDERS_PER_MINUTE,
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
