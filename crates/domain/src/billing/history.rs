//! From what is written down about a subscription to what counts for a bill.

use super::rating::{Change, Subscription, Term};
use jiff::civil::Date;

/// What happened, as far as a bill tells one from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// It was ordered.
    Ordered,
    /// A trial was turned into a subscription that is paid for.
    Converted,
    /// Its term began anew.
    Renewed,
    /// Anything else: seats, state, billing cycle.
    Changed,
}

/// One thing that happened, and how the subscription was afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact {
    /// The local day from which it counts.
    pub day: Date,
    /// What.
    pub event: Event,
    /// Seats afterwards.
    pub seats: u32,
    /// Whether it runs afterwards; what is being set up does.
    pub runs: bool,
    /// Whether it is paid until the end of the term.
    pub annual: bool,
    /// Price afterwards, minor units for one seat and one month.
    pub unit_price: i64,
    /// End of the term afterwards.
    pub ends_on: Date,
    /// Whether it was still a trial.
    pub trial: bool,
}

/// What counts for a bill, from facts in the order they were written down; none for a trial. `free`
/// says whether days before the first billing date cost nothing; what was a trial has had its free
/// time. Renewals change the term alone: they may be written down after what came later.
#[must_use]
pub fn history(
    signed_on: Date,
    starts_on: Date,
    free: bool,
    facts: &[Fact],
) -> Option<Subscription> {
    let mut was_trial = false;
    let mut terms: Vec<Term> = Vec::new();
    let mut changes: Vec<Change> = Vec::new();
    for fact in facts {
        if fact.trial {
            was_trial = true;
            continue;
        }
        match fact.event {
            Event::Ordered | Event::Converted => terms.push(Term {
                begins: starts_on,
                ends: fact.ends_on,
                unit_price: fact.unit_price,
                renewed: false,
            }),
            Event::Renewed => terms.push(Term {
                begins: fact.day,
                ends: fact.ends_on,
                unit_price: fact.unit_price,
                renewed: true,
            }),
            Event::Changed => {}
        }
        if fact.event != Event::Renewed {
            changes.push(Change {
                day: fact.day,
                seats: fact.seats,
                runs: fact.runs,
                annual: fact.annual,
            });
        }
    }
    // Of the same day the one written down last counts; an expiry may be written down late.
    changes.sort_by_key(|change| change.day);
    terms.sort_by_key(|term| term.begins);
    (!terms.is_empty()).then_some(Subscription {
        signed_on,
        starts_on,
        free: free && !was_trial,
        terms,
        changes,
    })
}
