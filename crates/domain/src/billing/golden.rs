//! The worked examples every bill is measured by, through the rules alone. Prices are in fen.

#![allow(clippy::unwrap_used)]

// The same figures are public in the testkit.
#[allow(unreachable_pub)]
#[path = "../../../testkit/src/golden.rs"]
pub(super) mod figures;

use super::*;
use crate::calendar::{Anchor, due_date, local_date, nth_billing_date};
use crate::effects::Instant;
use crate::subscriptions::{starts_on, term_end};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

/// A partner that signed on 15 May 2026; its bills are on 15 June (1), 15 July (2), …
fn signed() -> Date {
    date(2026, 5, 15)
}

fn day(month: i8, day: i8) -> Date {
    date(2026, month, day)
}

fn change(day: Date, seats: u32, runs: bool) -> Change {
    Change {
        day,
        seats,
        runs,
        annual: false,
    }
}

/// Ordered on a day, free until the first billing date.
fn ordered(on: Date, seats: u32, unit_price: i64) -> Subscription {
    let starts = starts_on(on);
    Subscription {
        signed_on: signed(),
        starts_on: starts,
        free: true,
        terms: vec![Term {
            begins: starts,
            ends: term_end(signed(), starts),
            unit_price,
            renewed: false,
        }],
        changes: vec![change(on, seats, true)],
    }
}

fn with(mut s: Subscription, changes: &[Change]) -> Subscription {
    s.changes.extend(changes);
    s
}

/// All bills up to the `k`-th, one after the other, each given what was billed before.
fn bills(s: &Subscription, k: u32) -> Vec<Vec<Line>> {
    let mut billed: Vec<Billed> = Vec::new();
    let mut bills = Vec::new();
    for k in 1..=k {
        let lines = rate(s, &billed, k).unwrap();
        check(s, &billed, &lines, k).unwrap();
        for line in &lines {
            match billed.iter_mut().find(|b| b.span == line.span) {
                Some(found) => found.net += line.amount,
                None => billed.push(Billed {
                    span: line.span,
                    net: line.amount,
                }),
            }
        }
        bills.push(lines);
    }
    bills
}

fn last(s: &Subscription, k: u32) -> Vec<(ChargeType, u32, u32, i64)> {
    let lines = bills(s, k).pop().unwrap();
    let shown = |l: &Line| (l.charge, l.basis.seats, l.basis.days, l.amount);
    lines.iter().map(shown).collect()
}

/// Compares with every bill the example says something of.
fn agrees(example: &str, price: i64, which: &str, s: &Subscription) {
    for bill in figures::bills(example, price, which) {
        let on: Date = bill.on.parse().unwrap();
        let k = (1..40).find(|k| nth_billing_date(s.signed_on, *k) == on);
        let lines = last(s, k.unwrap());
        let shown: Vec<_> = lines.iter().map(|l| (l.0.text(), l.1, l.2, l.3)).collect();
        assert_eq!(shown, bill.lines, "{example} {which} at {price} on {on}");
        let net: i64 = lines.iter().map(|line| line.3).sum();
        let taxes: i64 = lines.iter().map(|line| tax(line.3, 600).unwrap()).sum();
        assert_eq!(bill.net.unwrap_or(net), net, "{example} at {price}");
        assert_eq!(bill.tax.unwrap_or(taxes), taxes, "{example} at {price}");
    }
}

use ChargeType as C;

#[test]
fn g1_new_without_change() {
    let s = ordered(day(6, 2), 15, 1_000);
    assert_eq!(s.starts_on, day(6, 3));
    assert_eq!(s.terms[0].ends, date(2027, 6, 15));
    let lines = bills(&s, 2);
    assert_eq!(lines[0].len(), 1);
    assert_eq!((lines[0][0].from, lines[0][0].to), (day(6, 15), day(7, 15)));
    agrees("G1", 1_000, "", &s);
}

#[test]
fn g2_cancelled_in_the_free_period() {
    let s = ordered(day(6, 2), 15, 1_000);
    let s = with(s, &[change(day(6, 12), 15, false)]);
    agrees("G2", 1_000, "", &s);
}

#[test]
fn g3_seats_changed_in_the_free_period() {
    let s = ordered(day(6, 2), 10, 1_000);
    let s = with(
        s,
        &[change(day(6, 8), 20, true), change(day(6, 12), 15, true)],
    );
    agrees("G3", 1_000, "", &s);
    assert!(bills(&s, 1)[0][..3].iter().all(|l| l.basis.unit_price == 0));
}

#[test]
fn g4_seats_changed_in_a_paid_period() {
    for price in [1_000, 1_100] {
        let s = ordered(day(6, 2), 15, price);
        let changes = [(7, 20, 12), (7, 31, 18), (8, 10, 10)];
        let changes = changes.map(|(month, d, seats)| change(day(month, d), seats, true));
        agrees("G4", price, "", &with(s, &changes));
    }
    // The tax of the sum would be another: it is summed by line.
    let bill = figures::bills("G4", 1_000, "").next().unwrap();
    let of_the_sum = tax(bill.net.unwrap(), 600).unwrap();
    assert_eq!(bill.tax.unwrap() + 1, of_the_sum);
}

#[test]
fn g5_cancelled_in_a_paid_period() {
    for price in [1_000, 1_100] {
        let s = ordered(day(6, 2), 10, price);
        let s = with(s, &[change(day(8, 25), 10, false)]);
        agrees("G5", price, "", &s);
    }
}

#[test]
fn g6_cancelled_after_a_change_of_seats() {
    for price in [1_000, 1_100] {
        let s = ordered(day(6, 2), 10, price);
        let s = with(
            s,
            &[change(day(8, 25), 5, true), change(day(9, 1), 5, false)],
        );
        agrees("G6", price, "", &s);
    }
}

#[test]
fn g7_suspended_and_reactivated() {
    let base = ordered(day(6, 2), 10, 1_000);
    let away = change(day(8, 20), 10, false);
    let back = change(day(8, 30), 10, true);
    agrees("G7", 1_000, "", &with(base.clone(), &[away, back]));
    // Still away on the billing date: no advance; cancelled then: nothing more to give back.
    let s = with(base.clone(), &[away, change(day(10, 1), 10, false)]);
    agrees("G7", 1_000, "away", &s);
    // Away during the free days, back after the first billing date.
    let s = with(
        base,
        &[change(day(6, 10), 10, false), change(day(6, 25), 10, true)],
    );
    agrees("G7", 1_000, "free", &s);
}

fn add_on(on: Date, starts: Date, seats: u32, unit_price: i64) -> Subscription {
    let s = ordered(on, seats, unit_price);
    let term = Term {
        begins: starts,
        ..s.terms[0]
    };
    Subscription {
        starts_on: starts,
        free: false,
        terms: vec![term],
        ..s
    }
}

#[test]
fn g8_add_on() {
    let s = add_on(day(7, 20), day(7, 21), 5, 600);
    agrees("G8", 1_000, "", &s);
    // Bought and changed inside one period: nothing to give back, because nothing was billed.
    let s = with(s, &[change(day(7, 31), 8, true)]);
    agrees("G8", 1_000, "changed", &s);
}

#[test]
fn g9_upgrade() {
    let old = with(
        ordered(day(6, 2), 10, 1_000),
        &[change(day(7, 25), 10, false)],
    );
    agrees("G9", 1_000, "old", &old);
    let new = add_on(day(7, 25), day(7, 25), 10, 1_400);
    agrees("G9", 1_000, "new", &new);
}

#[test]
fn g10_renewal() {
    let mut s = ordered(day(6, 2), 15, 1_000);
    let begins = date(2027, 6, 15);
    s.terms.push(Term {
        begins,
        ends: date(2028, 6, 15),
        unit_price: 1_200,
        renewed: true,
    });
    assert_eq!(nth_billing_date(signed(), 13), begins);
    agrees("G10", 1_000, "", &s);
    // Not renewed: it costs nothing from that day on, whether anybody wrote it down or not.
    s.terms.pop();
    assert_eq!(last(&s, 13), []);
}

#[test]
fn g11_ordered_around_the_billing_date() {
    let s = ordered(day(6, 15), 10, 1_000);
    assert_eq!(s.terms[0].ends, date(2027, 7, 15));
    agrees("G11", 1_000, "on", &s);
    let s = ordered(day(6, 14), 10, 1_000);
    assert_eq!(s.starts_on, day(6, 15));
    agrees("G11", 1_000, "before", &s);
}

#[test]
fn g12_seats_changed_on_the_billing_date_after_the_run() {
    let s = with(
        ordered(day(6, 2), 15, 1_100),
        &[change(day(7, 15), 12, true)],
    );
    agrees("G12", 1_100, "", &s);
}

#[test]
fn g13_billing_day_31() {
    let signed = date(2026, 1, 31);
    let dates: Vec<_> = (1..=6).map(|k| nth_billing_date(signed, k)).collect();
    let found = dates.iter().enumerate().map(|(n, on)| {
        let span = Span {
            from: *on,
            to: nth_billing_date(signed, u32::try_from(n).unwrap() + 2),
            months: 1,
        };
        (on.to_string(), due_date(*on).to_string(), span.days())
    });
    let wanted = figures::MONTH_ENDS.map(|(on, due, n)| (on.to_owned(), due.to_owned(), n));
    assert_eq!(found.collect::<Vec<_>>(), wanted);
    let first = Span {
        from: signed,
        to: dates[0],
        months: 1,
    };
    assert_eq!(first.days(), figures::FIRST_MONTH);
    assert_eq!(nth_billing_date(signed, 25).to_string(), figures::LEAP_DAY);
    let moment: jiff::Timestamp = "2026-03-01T16:30:00Z".parse().unwrap();
    let shanghai = TimeZone::get("Asia/Shanghai").unwrap();
    let local = local_date(Instant(moment.as_microsecond()), &shanghai);
    assert_eq!(local, day(3, 2));
    assert_eq!(Anchor::signed_on(local).day(), 2);
}

#[test]
fn g14_rounding_drift_is_accepted() {
    // Two seats and back again: three stretches of one, two and one seat.
    let s = with(
        ordered(day(6, 2), 1, 1_000),
        &[change(day(7, 25), 2, true), change(day(8, 4), 1, true)],
    );
    agrees("G14", 1_000, "", &s);
    // 10 + 10 + 11 days of one seat each would come to 10.01 against the 10.00 given back.
    let stretch = |days| Prorated {
        unit_price: 1_000,
        months: 1,
        seats: 1,
        days,
        of_days: 31,
    };
    let each = [10, 10, 11].map(|days| stretch(days).amount().unwrap());
    assert_eq!((each, each.iter().sum::<i64>()), figures::DRIFT);
}

#[test]
fn paid_a_year_ahead_until_the_end_of_the_term() {
    let mut s = ordered(day(6, 2), 10, 1_000);
    s.changes[0].annual = true;
    let first = bills(&s, 1)[0][0];
    assert_eq!(first.span.months, 12);
    assert_eq!((first.from, first.to), (day(6, 15), date(2027, 6, 15)));
    assert_eq!(first.amount, 120_000);
    assert!(bills(&s, 12)[1..].concat().is_empty());
    // Fewer seats in the third month: the year is given back and charged anew.
    let fewer = Change {
        day: day(8, 25),
        seats: 5,
        runs: true,
        annual: true,
    };
    let lines = last(&with(s.clone(), &[fewer]), 4);
    assert_eq!(
        lines,
        [
            (C::CancelInstanceProrate, 10, 365, -120_000),
            (C::CycleInstanceProrate, 10, 71, 23_342),
            (C::CycleInstanceProrate, 5, 294, 48_329),
        ]
    );
    // Month by month from the end of what is paid.
    s.terms.push(Term {
        begins: date(2027, 6, 15),
        ends: date(2028, 6, 15),
        unit_price: 1_000,
        renewed: true,
    });
    let s = with(s, &[change(day(9, 1), 10, true)]);
    assert_eq!(last(&s, 12), []);
    assert_eq!(last(&s, 13), [(C::RenewFee, 10, 30, 10_000)]);
}

#[test]
fn what_contradicts_itself_is_not_billed() {
    let mut s = ordered(day(6, 2), 15, 1_000);
    s.terms[0].ends = date(2027, 6, 16);
    assert_eq!(rate(&s, &[], 1), Err(RatingError::TermEnd));
    let mut s = ordered(day(6, 2), 15, 1_000);
    s.terms.push(Term {
        begins: date(2027, 7, 15),
        ends: date(2028, 7, 15),
        ..s.terms[0]
    });
    assert_eq!(rate(&s, &[], 1), Err(RatingError::Renewal));
    let s = ordered(day(6, 2), u32::MAX, i64::MAX);
    assert_eq!(rate(&s, &[], 1), Err(RatingError::Overflow));
}

#[test]
fn facts_become_what_counts() {
    let fact = |d: Date, event, seats, runs, trial| Fact {
        day: d,
        event,
        seats,
        runs,
        annual: false,
        unit_price: 1_000,
        ends_on: date(2027, 6, 15),
        trial,
    };
    let trial = fact(day(6, 2), Event::Ordered, 25, true, true);
    assert_eq!(history(signed(), day(6, 3), true, &[trial]), None);
    // Converted on 20 June: charged from that day, no free days on top of the trial.
    let converted = fact(day(6, 20), Event::Converted, 25, true, false);
    let s = history(signed(), day(6, 20), true, &[trial, converted]).unwrap();
    assert!(!s.free);
    assert_eq!(
        last(&s, 2),
        [
            (C::ProrateWhenPurchase, 25, 25, 20_833),
            (C::CycleFee, 25, 31, 25_000)
        ]
    );
    // A renewal written down after a change of the days that follow it.
    let ordered = fact(day(6, 2), Event::Ordered, 5, true, false);
    let later = fact(date(2027, 6, 17), Event::Changed, 7, true, false);
    let renewed = Fact {
        ends_on: date(2028, 6, 15),
        unit_price: 1_200,
        ..fact(date(2027, 6, 15), Event::Renewed, 7, true, false)
    };
    let s = history(signed(), day(6, 3), true, &[ordered, later, renewed]).unwrap();
    assert_eq!(last(&s, 13), [(C::RenewFee, 5, 30, 6_000)]);
    assert_eq!(last(&s, 14)[2], (C::CycleInstanceProrate, 7, 28, 7_840));
}
