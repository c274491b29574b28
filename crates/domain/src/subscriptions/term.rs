//! When a subscription begins and ends. Days are local ones; an end is the first day after.

use crate::calendar::nth_billing_date;
use jiff::ToSpan;
use jiff::civil::Date;

/// Billing dates of one term.
const MONTHS: u32 = 12;

/// The day after the order.
#[must_use]
pub fn starts_on(ordered_on: Date) -> Date {
    ordered_on.saturating_add(1.day())
}

/// Which billing date of a partner that signed on a day is the first not before another day.
fn index_from(signed_on: Date, day: Date) -> u32 {
    let months =
        i32::from(day.year() - signed_on.year()) * 12 + i32::from(day.month() - signed_on.month());
    let near = u32::try_from(months).unwrap_or(0);
    if nth_billing_date(signed_on, near) >= day {
        near
    } else {
        near + 1
    }
}

/// The first billing date that is not before a day: until then a new subscription is free.
#[must_use]
pub fn first_billing_date(signed_on: Date, day: Date) -> Date {
    nth_billing_date(signed_on, index_from(signed_on, day))
}

/// The end of a term that begins on a day: twelve months after its first billing date, so twelve
/// months and the free days. From a billing date on, exactly twelve months.
#[must_use]
pub fn term_end(signed_on: Date, begins_on: Date) -> Date {
    nth_billing_date(signed_on, index_from(signed_on, begins_on) + MONTHS)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn a_term_is_twelve_months_and_the_free_days() {
        let signed = date(2026, 1, 31);
        assert_eq!(starts_on(date(2026, 2, 28)), date(2026, 3, 1));
        assert_eq!(
            first_billing_date(signed, date(2026, 3, 1)),
            date(2026, 3, 31)
        );
        assert_eq!(
            first_billing_date(signed, date(2026, 2, 28)),
            date(2026, 2, 28)
        );
        assert_eq!(term_end(signed, date(2026, 3, 1)), date(2027, 3, 31));
        // Ordered on a billing date: starts the day after, free for almost a month.
        assert_eq!(term_end(signed, date(2026, 4, 1)), date(2027, 4, 30));
        assert_eq!(term_end(signed, date(2027, 2, 28)), date(2028, 2, 29));
    }

    proptest! {
        #[test]
        fn terms_follow_one_another(
            (year, month, day) in (2020i16..2030, 1i8..=12, 1i8..=31), later in 0i32..2000,
        ) {
            prop_assume!(Date::new(year, month, day).is_ok());
            let signed = Date::new(year, month, day).unwrap();
            let begins = signed.saturating_add(later.days());
            let first = first_billing_date(signed, begins);
            prop_assert!(first >= begins);
            prop_assert!(begins.duration_until(first).as_hours() / 24 <= 31);
            let end = term_end(signed, begins);
            prop_assert_eq!(first_billing_date(signed, end), end);
            let next = term_end(signed, end);
            let days = end.duration_until(next).as_hours() / 24;
            prop_assert!((365..=366).contains(&days), "{end} {next}");
        }
    }
}
