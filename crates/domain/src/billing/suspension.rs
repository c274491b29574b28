//! Suspension for what is paid too late: when it is announced, when it comes, how long it can be
//! postponed, and what a partner has to pay to be in business again.

use crate::programme::Payment;
use jiff::ToSpan;
use jiff::civil::Date;

fn plus(day: Date, days: u32) -> Date {
    day.saturating_add(i64::from(days).days())
}

/// The day on which a partner would be suspended for an invoice that is due on a day and stays unpaid;
/// not before the last day until which the operator agreed to wait is over.
#[must_use]
pub fn suspends_on(terms: &Payment, due_on: Date, deferred_until: Option<Date>) -> Date {
    let usual = plus(due_on, terms.suspension_days);
    deferred_until.map_or(usual, |until| usual.max(plus(until, 1)))
}

/// Days between the announcement of a suspension and the suspension.
#[must_use]
pub fn notice_days(terms: &Payment) -> u32 {
    terms
        .suspension_days
        .saturating_sub(terms.suspension_notice_days)
}

/// What is to be done about an unpaid invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Nothing yet.
    Wait,
    /// The partner is told that it will be suspended on a day.
    Announce(Date),
    /// The partner is suspended.
    Suspend,
}

/// What is to be done today about an invoice of which something is overdue. Nobody is suspended who was
/// not told in time: whoever hears of it late has the same days.
#[must_use]
pub fn step(
    terms: &Payment,
    (due_on, deferred_until): (Date, Option<Date>),
    announced: Option<Date>,
    today: Date,
) -> Step {
    let planned = suspends_on(terms, due_on, deferred_until);
    match announced {
        Some(on) if on.max(planned) <= today => Step::Suspend,
        Some(_) => Step::Wait,
        None => {
            let earliest = plus(today, notice_days(terms));
            if planned <= earliest {
                Step::Announce(earliest)
            } else {
                Step::Wait
            }
        }
    }
}

/// Whether what is open of an invoice counts today as overdue.
#[must_use]
pub fn is_overdue(due_on: Date, deferred_until: Option<Date>, today: Date) -> bool {
    due_on < today && deferred_until.is_none_or(|until| until < today)
}

/// What a partner has to pay before it is in business again: what is overdue, less what it has paid
/// without saying what for.
#[must_use]
pub fn lacking(overdue: i64, unallocated: i64) -> i64 {
    overdue.saturating_sub(unallocated.max(0)).max(0)
}

/// Why an invoice is not deferred.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoDeferral {
    /// It is not due yet, or nothing of it is open.
    #[error("deferral-not-overdue")]
    NotOverdue,
    /// The day is past.
    #[error("deferral-past")]
    Past,
    /// Later than may be agreed.
    #[error("deferral-too-long")]
    TooLong,
}

impl NoDeferral {
    /// A stable code, part of locale keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotOverdue => "deferral-not-overdue",
            Self::Past => "deferral-past",
            Self::TooLong => "deferral-too-long",
        }
    }
}

/// The last day until which an overdue invoice can be deferred: the days count from the first deferral,
/// so that several together are not longer than one may be.
#[must_use]
pub fn longest_deferral(terms: &Payment, first_granted_on: Option<Date>, today: Date) -> Date {
    plus(first_granted_on.unwrap_or(today), terms.deferral_max_days)
}

/// Whether an overdue invoice may be deferred until a day. An earlier day than was agreed before ends
/// a deferral.
///
/// # Errors
/// [`NoDeferral`].
pub fn may_defer(
    terms: &Payment,
    (due_on, open): (Date, i64),
    first_granted_on: Option<Date>,
    (until, today): (Date, Date),
) -> Result<(), NoDeferral> {
    if open <= 0 || due_on >= today {
        Err(NoDeferral::NotOverdue)
    } else if until < today {
        Err(NoDeferral::Past)
    } else if until > longest_deferral(terms, first_granted_on, today) {
        Err(NoDeferral::TooLong)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::programme::china_csp;
    use jiff::civil::date;

    fn d(month: i8, day: i8) -> Date {
        date(2026, month, day)
    }

    /// Announced after 23 days, suspended after 30.
    fn terms() -> Payment {
        let terms = china_csp().unwrap().payment.clone();
        assert_eq!(
            (terms.suspension_notice_days, terms.suspension_days),
            (23, 30)
        );
        terms
    }

    const DUE: (Date, Option<Date>) = (date(2026, 7, 15), None);

    #[test]
    fn told_on_the_twenty_third_day_suspended_on_the_thirtieth() {
        let terms = terms();
        assert_eq!(step(&terms, DUE, None, d(8, 6)), Step::Wait);
        let told = Step::Announce(d(8, 14));
        assert_eq!(step(&terms, DUE, None, d(8, 7)), told);
        let on = Some(d(8, 14));
        assert_eq!(step(&terms, DUE, on, d(8, 13)), Step::Wait);
        assert_eq!(step(&terms, DUE, on, d(8, 14)), Step::Suspend);
        assert_eq!(step(&terms, DUE, on, d(9, 1)), Step::Suspend);
    }

    #[test]
    fn who_is_told_late_has_the_same_days() {
        let terms = terms();
        let told = step(&terms, DUE, None, d(11, 1));
        assert_eq!(told, Step::Announce(d(11, 8)));
        assert_eq!(step(&terms, DUE, Some(d(11, 8)), d(11, 7)), Step::Wait);
    }

    #[test]
    fn a_deferral_moves_both() {
        let terms = terms();
        let late = |until| (DUE.0, Some(until));
        // Shorter than the usual days: nothing changes.
        assert_eq!(suspends_on(&terms, DUE.0, Some(d(8, 1))), d(8, 14));
        let long = late(d(8, 25));
        assert_eq!(suspends_on(&terms, long.0, long.1), d(8, 26));
        assert_eq!(step(&terms, long, None, d(8, 18)), Step::Wait);
        let told = Step::Announce(d(8, 26));
        assert_eq!(step(&terms, long, None, d(8, 19)), told);
        assert!(!is_overdue(DUE.0, long.1, d(8, 25)));
        assert!(is_overdue(DUE.0, long.1, d(8, 26)));
        assert!(!is_overdue(DUE.0, None, DUE.0));
    }

    #[test]
    fn deferrals_together_are_not_longer_than_one() {
        let terms = terms();
        let may = |first, until, today| may_defer(&terms, (DUE.0, 100), first, (until, today));
        assert_eq!(may(None, d(8, 31), d(8, 1)), Ok(()));
        assert_eq!(may(None, d(9, 1), d(8, 1)), Err(NoDeferral::TooLong));
        assert_eq!(may(Some(d(8, 1)), d(8, 31), d(8, 20)), Ok(()));
        let again = may(Some(d(8, 1)), d(9, 1), d(8, 20));
        assert_eq!(again, Err(NoDeferral::TooLong));
        assert_eq!(may(None, d(8, 1), d(8, 1)), Ok(()));
        assert_eq!(may(None, d(7, 31), d(8, 1)), Err(NoDeferral::Past));
        assert_eq!(may(None, d(7, 20), DUE.0), Err(NoDeferral::NotOverdue));
        let paid = may_defer(&terms, (DUE.0, 0), None, (d(8, 2), d(8, 1)));
        assert_eq!(paid, Err(NoDeferral::NotOverdue));
        assert_eq!(NoDeferral::Past.to_string(), NoDeferral::Past.code());
    }

    #[test]
    fn what_was_paid_without_a_word_counts() {
        assert_eq!(lacking(100, 0), 100);
        assert_eq!(lacking(100, 40), 60);
        assert_eq!(lacking(100, 100), 0);
        assert_eq!(lacking(0, 0), 0);
        assert_eq!(lacking(100, -5), 100);
    }
}
