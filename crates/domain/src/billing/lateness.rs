//! What is paid late: which reminder is due, and the finance charge. The charge is simple interest on
//! what is unpaid of an invoice, day by day, from its due date on: never on finance charges, and charged
//! once for each day.

use super::proration::Exact;
use crate::caller::text_of_enum;
use crate::money::MoneyError;
use jiff::ToSpan;
use jiff::civil::Date;
use uuid::Uuid;

/// Days of a month for a finance charge, whatever the calendar says.
const MONTH_DAYS: i128 = 30;
/// Hundredths of a percent in the whole.
const WHOLE: i128 = 10_000;

/// What a finance charge is computed from: principal × rate of a month × days ÷ 30.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interest {
    /// What was unpaid on each of the days, minor units.
    pub principal: i64,
    /// For a month of 30 days, hundredths of a percent: the agreed rate or the legal maximum.
    pub basis_points: u32,
    /// Days late.
    pub days: u32,
}

impl Interest {
    /// The charge before it is rounded.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn exact(self) -> Result<Exact, MoneyError> {
        let numerator = i128::from(self.principal)
            .checked_mul(i128::from(self.basis_points))
            .and_then(|n| n.checked_mul(i128::from(self.days)));
        Ok(Exact {
            numerator: numerator.ok_or(MoneyError::Overflow)?,
            denominator: WHOLE * MONTH_DAYS,
        })
    }

    /// The charge, minor units: rounded once, as lines of a bill are.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn amount(self) -> Result<i64, MoneyError> {
        self.exact()?.rounded()
    }
}

/// An invoice as lateness sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// The invoice.
    pub invoice: Uuid,
    /// When it is to be paid.
    pub due_on: Date,
    /// The finance charges on it that were not waived, with their tax; below zero where it gives back more
    /// of others. They bear none themselves.
    pub finance_charges: i64,
    /// By how much what is open of it changed on which day. Money counts from the day it came.
    pub changes: Vec<(Date, i64)>,
    /// By how much what is disputed of it changed on which day. It bears no charge while it is.
    pub disputed: Vec<(Date, i64)>,
}

impl Owed {
    /// What is unpaid of it at the end of a day and bears a charge: not what is disputed; payments count
    /// towards it before they count towards finance charges.
    #[must_use]
    pub fn principal_on(&self, day: Date) -> i64 {
        let until = |changes: &[(Date, i64)]| {
            let until = changes.iter().filter(|(on, _)| *on <= day);
            until.fold(0, |sum: i64, (_, amount)| sum.saturating_add(*amount))
        };
        let owed = until(&self.changes).saturating_sub(self.finance_charges.max(0));
        let disputed = until(&self.disputed).max(0);
        owed.saturating_sub(disputed).max(0)
    }
}

/// A finance charge that stands on an invoice: it was not given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Its id.
    pub id: Uuid,
    /// The invoice that was late.
    pub late: Uuid,
    /// First day charged.
    pub from: Date,
    /// First day after.
    pub to: Date,
    /// What it was computed from.
    pub basis: Interest,
    /// What was charged.
    pub amount: i64,
    /// Whether somebody waived it: then the days are settled for good.
    pub waived: bool,
}

/// A finance charge to be, or one that is given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charge {
    /// The invoice that is late.
    pub late: Uuid,
    /// First day charged.
    pub from: Date,
    /// First day after.
    pub to: Date,
    /// What it is computed from.
    pub basis: Interest,
    /// Minor units; below zero for one that gives back.
    pub amount: i64,
    /// The charge it gives back, because it is known now that less or more was unpaid on its days.
    pub gives_back: Option<Uuid>,
}

/// Days in a row on which the same was unpaid at the same rate.
fn stretches(
    owed: &Owed,
    (from, to): (Date, Date),
    rate_on: &dyn Fn(Date) -> u32,
    settled: &[(Date, Date)],
) -> Result<Vec<Charge>, MoneyError> {
    let mut found: Vec<Charge> = Vec::new();
    let mut day = from;
    while day < to {
        let next = day.saturating_add(1.day());
        let (principal, basis_points) = (owed.principal_on(day), rate_on(day));
        let free = settled.iter().any(|(from, to)| *from <= day && day < *to);
        if principal > 0 && basis_points > 0 && !free {
            match found.last_mut() {
                Some(last)
                    if last.to == day
                        && last.basis.principal == principal
                        && last.basis.basis_points == basis_points =>
                {
                    last.to = next;
                    last.basis.days += 1;
                }
                _ => found.push(Charge {
                    late: owed.invoice,
                    from: day,
                    to: next,
                    basis: Interest {
                        principal,
                        basis_points,
                        days: 1,
                    },
                    amount: 0,
                    gives_back: None,
                }),
            }
        }
        if next == day {
            break;
        }
        day = next;
    }
    for charge in &mut found {
        charge.amount = charge.basis.amount()?;
    }
    // A charge that rounds to nothing is none.
    found.retain(|charge| charge.amount > 0);
    Ok(found)
}

/// What the bill of a date charges for one late invoice: the days of the period that ended on it, from
/// the due date on, that nothing was charged for yet; and what was charged before of days on which, as is
/// known now, something else was unpaid, given back and charged anew at its own rate.
///
/// # Errors
/// [`MoneyError::Overflow`].
pub fn accrue(
    owed: &Owed,
    standing: &[Standing],
    (period_from, on): (Date, Date),
    rate_on: &dyn Fn(Date) -> u32,
) -> Result<Vec<Charge>, MoneyError> {
    let mut charges = Vec::new();
    let own = standing.iter().filter(|s| s.late == owed.invoice);
    let own: Vec<Standing> = own.copied().collect();
    let settled: Vec<_> = own.iter().map(|s| (s.from, s.to)).collect();
    for stood in own.iter().filter(|stood| !stood.waived) {
        let rate = |_| stood.basis.basis_points;
        let now = stretches(owed, (stood.from, stood.to), &rate, &[])?;
        let same = matches!(now[..], [one]
            if (one.from, one.to, one.basis) == (stood.from, stood.to, stood.basis));
        if !same {
            charges.push(Charge {
                late: owed.invoice,
                from: stood.from,
                to: stood.to,
                basis: stood.basis,
                amount: stood.amount.checked_neg().ok_or(MoneyError::Overflow)?,
                gives_back: Some(stood.id),
            });
            charges.extend(now);
        }
    }
    let from = owed.due_on.max(period_from);
    charges.extend(stretches(owed, (from, on), rate_on, &settled)?);
    Ok(charges)
}

/// What a reminder says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reminder {
    /// The due date comes.
    Soon,
    /// It is the due date.
    Due,
    /// It is past.
    Overdue,
}

text_of_enum!(Reminder {
    Soon => "payment-soon",
    Due => "payment-due",
    Overdue => "payment-overdue",
});

impl Reminder {
    /// What is told so many days after the due date; before it they are below zero.
    #[must_use]
    pub fn of(days: i32) -> Self {
        match days {
            ..0 => Self::Soon,
            0 => Self::Due,
            _ => Self::Overdue,
        }
    }
}

/// Why a finance charge is not waived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It was waived.
    #[error("finance-charge-waived")]
    Waived,
    /// It was given back, or gives back itself.
    #[error("finance-charge-given-back")]
    GivenBack,
    /// Credit notes have left less of its invoice.
    #[error("finance-charge-credited")]
    Credited,
}

impl Refused {
    /// A stable code, part of locale keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Waived => "finance-charge-waived",
            Self::GivenBack => "finance-charge-given-back",
            Self::Credited => "finance-charge-credited",
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::golden::figures as golden;
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const LATE: Uuid = Uuid::from_u128(1);

    fn comes_out((principal, basis_points, days, amount): golden::Late) {
        let interest = Interest {
            principal,
            basis_points,
            days,
        };
        assert_eq!(interest.amount(), Ok(amount));
    }

    #[test]
    fn what_an_invoice_gives_back_bears_nothing_once_it_is_paid() {
        let mut paid = owed(&[(d(6, 15), -19_080), (d(7, 10), -980_920)]);
        paid.finance_charges = -19_080;
        assert_eq!(paid.principal_on(d(7, 20)), 0);
    }

    #[test]
    fn g15_a_month_at_the_agreed_rate() {
        comes_out(golden::LATE_MONTH);
    }

    #[test]
    fn g15_seven_days() {
        comes_out(golden::LATE_WEEK);
    }

    #[test]
    fn g15_forty_five_days_are_rounded_once() {
        // 277.777575
        comes_out(golden::LATE_LONG);
    }

    #[test]
    fn g15_the_legal_maximum_is_lower() {
        comes_out(golden::LATE_CAPPED);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let huge = Interest {
            principal: i64::MAX,
            basis_points: u32::MAX,
            days: u32::MAX,
        };
        assert_eq!(huge.amount(), Err(MoneyError::Overflow));
    }

    fn d(month: i8, day: i8) -> Date {
        date(2026, month, day)
    }

    /// 10,000.00 billed on 15 June, due on 15 July.
    fn owed(more: &[(Date, i64)]) -> Owed {
        let mut changes = vec![(d(6, 15), 1_000_000)];
        changes.extend(more);
        Owed {
            invoice: LATE,
            due_on: d(7, 15),
            finance_charges: 0,
            changes,
            disputed: Vec::new(),
        }
    }

    #[test]
    fn what_is_disputed_bears_nothing_while_it_is() {
        let mut late = owed(&[(d(7, 25), -400_000)]);
        // 7,000.00 from 20 July on; the operator refuses on 30 July.
        late.disputed = vec![(d(7, 20), 700_000), (d(7, 30), -700_000)];
        let found = accrue(&late, &[], (d(7, 15), d(8, 15)), &at(150)).unwrap();
        let lines: Vec<_> = found
            .iter()
            .map(|c| (c.from, c.basis.principal, c.basis.days))
            .collect();
        // From 25 July on less is unpaid than is disputed.
        let wanted = [
            (d(7, 15), 1_000_000, 5),
            (d(7, 20), 300_000, 5),
            (d(7, 30), 600_000, 16),
        ];
        assert_eq!(lines, wanted);
    }

    fn at(rate: u32) -> impl Fn(Date) -> u32 {
        move |_| rate
    }

    fn of(charge: &Charge, id: u128) -> Standing {
        Standing {
            id: Uuid::from_u128(id),
            late: charge.late,
            from: charge.from,
            to: charge.to,
            basis: charge.basis,
            amount: charge.amount,
            waived: false,
        }
    }

    #[test]
    fn days_count_from_the_due_date_to_the_day_the_money_came() {
        let paid = owed(&[(d(7, 22), -1_000_000)]);
        let found = accrue(&paid, &[], (d(7, 15), d(8, 15)), &at(150)).unwrap();
        let [one] = found[..] else {
            panic!("{found:?}")
        };
        assert_eq!((one.from, one.to), (d(7, 15), d(7, 22)));
        assert_eq!((one.basis.days, one.amount), (7, 3_500));
        // On the due date it is in time.
        let paid = owed(&[(d(7, 15), -1_000_000)]);
        assert_eq!(
            accrue(&paid, &[], (d(7, 15), d(8, 15)), &at(150)),
            Ok(vec![])
        );
        // And the bill of the due date itself knows of no late day.
        assert_eq!(
            accrue(&owed(&[]), &[], (d(6, 15), d(7, 15)), &at(150)),
            Ok(vec![])
        );
    }

    #[test]
    fn a_part_that_is_paid_and_another_maximum_begin_another_line() {
        let paid = owed(&[(d(7, 25), -400_000)]);
        let rate = |day: Date| if day < d(8, 4) { 150 } else { 120 };
        let found = accrue(&paid, &[], (d(7, 15), d(8, 15)), &rate).unwrap();
        let lines: Vec<_> = found
            .iter()
            .map(|c| (c.basis.principal, c.basis.basis_points, c.basis.days))
            .collect();
        assert_eq!(
            lines,
            [(1_000_000, 150, 10), (600_000, 150, 10), (600_000, 120, 11)]
        );
    }

    #[test]
    fn finance_charges_bear_none_and_are_paid_last() {
        let mut late = owed(&[(d(7, 1), -990_000)]);
        late.finance_charges = 15_000;
        late.changes.push((d(6, 15), 15_000));
        assert_eq!(late.principal_on(d(7, 20)), 10_000);
        late.changes.push((d(7, 20), -10_000));
        assert_eq!(late.principal_on(d(7, 20)), 0);
    }

    #[test]
    fn money_that_came_earlier_gives_back_what_was_too_much() {
        let first = accrue(&owed(&[]), &[], (d(7, 15), d(8, 15)), &at(150)).unwrap();
        let standing = [of(&first[0], 7)];
        // It is known in September that all was paid on 22 July.
        let paid = owed(&[(d(7, 22), -1_000_000)]);
        let second = accrue(&paid, &standing, (d(8, 15), d(9, 15)), &at(150)).unwrap();
        let amounts: Vec<_> = second.iter().map(|c| (c.amount, c.basis.days)).collect();
        assert_eq!(amounts, [(-15_500, 31), (3_500, 7)]);
        assert_eq!(second[0].gives_back, Some(Uuid::from_u128(7)));
        // Then nothing is left to be said.
        let standing = [of(&second[1], 8)];
        let third = accrue(&paid, &standing, (d(9, 15), d(10, 15)), &at(150));
        assert_eq!(third, Ok(vec![]));
    }

    #[test]
    fn another_rate_changes_nothing_that_was_charged() {
        let first = accrue(&owed(&[]), &[], (d(7, 15), d(8, 15)), &at(150)).unwrap();
        let standing = [of(&first[0], 7)];
        let second = accrue(&owed(&[]), &standing, (d(8, 15), d(9, 15)), &at(100)).unwrap();
        let [one] = second[..] else {
            panic!("{second:?}")
        };
        assert_eq!((one.from, one.basis.basis_points), (d(8, 15), 100));
    }

    #[test]
    fn waived_days_are_settled() {
        let first = accrue(&owed(&[]), &[], (d(7, 15), d(8, 15)), &at(150)).unwrap();
        let standing = [Standing {
            waived: true,
            ..of(&first[0], 7)
        }];
        let paid = owed(&[(d(7, 22), -1_000_000)]);
        let again = accrue(&paid, &standing, (d(7, 15), d(8, 15)), &at(150));
        assert_eq!(again, Ok(vec![]));
    }

    #[test]
    fn reminders_say_what_day_it_is() {
        assert_eq!(Reminder::of(-7), Reminder::Soon);
        assert_eq!(Reminder::of(0), Reminder::Due);
        assert_eq!(Reminder::of(1), Reminder::Overdue);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]
        /// Whenever payments become known, in the end the charge is that of the days on which the money
        /// was missing: as if everything had been known from the beginning.
        #[test]
        fn what_is_known_late_is_put_right(
            payments in prop::collection::vec((-20i64..100, 1i64..400_000, 0usize..4), 0..6),
        ) {
            let bills = [d(7, 15), d(8, 15), d(9, 15), d(10, 15), d(11, 15)];
            let dated: Vec<_> = payments
                .iter()
                .map(|(days, amount, known)| (d(7, 15).saturating_add(days.days()), -amount, *known))
                .collect();
            let (mut standing, mut made_so_far): (Vec<Standing>, u128) = (Vec::new(), 0);
            for (n, two) in bills.windows(2).enumerate() {
                let known: Vec<_> = dated.iter().filter(|p| p.2 <= n).map(|p| (p.0, p.1)).collect();
                let made = accrue(&owed(&known), &standing, (two[0], two[1]), &at(150)).unwrap();
                for charge in made {
                    match charge.gives_back {
                        Some(id) => standing.retain(|s| s.id != id),
                        None => {
                            made_so_far += 1;
                            standing.push(of(&charge, made_so_far));
                        }
                    }
                }
                // The same bill made again charges nothing.
                let again = accrue(&owed(&known), &standing, (two[0], two[1]), &at(150)).unwrap();
                prop_assert_eq!(again, vec![]);
                // No day is charged twice.
                for (i, a) in standing.iter().enumerate() {
                    for b in &standing[i + 1..] {
                        prop_assert!(a.to <= b.from || b.to <= a.from);
                    }
                }
            }
            let known: Vec<_> = dated.iter().map(|p| (p.0, p.1)).collect();
            let truth = owed(&known);
            for charge in &standing {
                let mut day = charge.from;
                while day < charge.to {
                    prop_assert_eq!(truth.principal_on(day), charge.basis.principal);
                    day = day.tomorrow().unwrap();
                }
            }
            let mut day = bills[0];
            while day < bills[4] {
                let covered = standing.iter().any(|s| s.from <= day && day < s.to);
                // Less is nothing when it is rounded.
                prop_assert!(covered || truth.principal_on(day) < 1_000, "{}", day);
                day = day.tomorrow().unwrap();
            }
        }
    }
}
