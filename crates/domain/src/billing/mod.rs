//! What partners are billed (07): the advance for the month to come, and what the past month's
//! changes make of the advance that was paid.

pub mod adjustment;
mod charge;
pub mod comparison;
pub mod credit_note;
mod discount;
pub mod dispute;
pub mod export;
pub mod fapiao;
mod history;
mod invoice;
pub mod lateness;
pub mod ledger;
pub mod payment;
mod proration;
mod rating;
pub mod reconciliation;
pub mod refund;
pub mod suspension;
mod tie_out;
pub mod usage;
pub mod usage_file;
pub mod usage_sheet;

pub use charge::{ChargeType, Section};
pub use discount::{Discounted, spread};
pub use history::{Event, Fact, history};
pub use invoice::{Broken, Totals, check, number};
pub use proration::{Exact, Prorated, tax};
pub use rating::{Billed, Change, Line, RatingError, Span, Subscription, Term, rate};
pub use tie_out::{Tied, tie_out};

#[cfg(test)]
mod exact;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod oracle;
