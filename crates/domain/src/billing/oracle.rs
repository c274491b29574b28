//! Rating against another way to say the same: a ledger of single days.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::calendar::nth_billing_date;
use crate::subscriptions::{first_billing_date, starts_on, term_end};
use jiff::ToSpan;
use jiff::civil::Date;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Months that are billed.
const MONTHS: u32 = 15;

#[derive(Debug, Clone)]
struct Story {
    subscription: Subscription,
    renews: bool,
}

fn stories() -> impl Strategy<Value = Story> {
    let changes = prop::collection::vec((0u16..420, 1u32..40, 0u8..10), 0..9);
    let days = (2023i16..2029, 1i8..=12, 1i8..=31, 0u16..70);
    (days, 1i64..200_000, any::<bool>(), any::<bool>(), changes).prop_filter_map(
        "real",
        |((year, month, d, after), unit_price, free, renews, raw)| {
            let signed_on = Date::new(year, month, d).ok()?;
            let ordered = signed_on.saturating_add(i32::from(after).days());
            let starts = starts_on(ordered);
            let mut changes = vec![Change {
                day: ordered,
                seats: 10,
                runs: true,
                annual: false,
            }];
            let mut raw = raw;
            raw.sort_unstable();
            let mut ended = false;
            for (offset, seats, what) in raw {
                let was = *changes.last()?;
                if ended {
                    break;
                }
                // What is suspended keeps its seats.
                let (seats, runs) = match what {
                    0..=5 if was.runs => (seats, true),
                    9 => (was.seats, false),
                    _ => (was.seats, !was.runs),
                };
                ended = what == 9;
                changes.push(Change {
                    day: ordered.saturating_add(i32::from(offset).days()),
                    seats,
                    runs,
                    annual: false,
                });
            }
            let ends = term_end(signed_on, starts);
            let mut terms = vec![Term {
                begins: starts,
                ends,
                unit_price,
                renewed: false,
            }];
            if renews {
                terms.push(Term {
                    begins: ends,
                    ends: term_end(signed_on, ends),
                    unit_price: unit_price + 777,
                    renewed: true,
                });
            }
            Some(Story {
                subscription: Subscription {
                    signed_on,
                    starts_on: starts,
                    free,
                    terms,
                    changes,
                },
                renews,
            })
        },
    )
}

/// What each day costs as it is known when the `k`-th bill is made, walked one by one: price and
/// seats of every day that is charged. Days ahead are those paid in advance.
fn ledger(s: &Subscription, k: u32) -> BTreeMap<Date, i128> {
    let on = nth_billing_date(s.signed_on, k);
    let until = nth_billing_date(s.signed_on, k + 1);
    let free_until = first_billing_date(s.signed_on, s.starts_on);
    let mut days = BTreeMap::new();
    let mut d = s.starts_on;
    while d < until {
        let mut known = s.changes.iter().filter(|c| c.day <= d && c.day < on);
        let state = known.next_back();
        let term = s.terms.iter().find(|t| t.begins <= d && d < t.ends);
        if let (Some(state), Some(term)) = (state, term) {
            let charged = state.runs && !(s.free && d < free_until);
            if charged {
                days.insert(d, i128::from(term.unit_price) * i128::from(state.seats));
            }
        }
        d = d.saturating_add(1.day());
    }
    days
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_sum_of_all_bills_is_what_the_days_cost(story in stories()) {
        let s = &story.subscription;
        let mut billed: Vec<Billed> = Vec::new();
        let mut lines_of_month: BTreeMap<Span, (i64, u32)> = BTreeMap::new();
        for k in 1..=MONTHS {
            let lines = rate(s, &billed, k).unwrap();
            prop_assert_eq!(check(s, &billed, &lines, k), Ok(()));
            // Twice gives the same.
            prop_assert_eq!(&rate(s, &billed, k).unwrap(), &lines);
            let on = nth_billing_date(s.signed_on, k);
            let before = nth_billing_date(s.signed_on, k - 1);
            let quiet = !s.changes.iter().any(|c| before <= c.day && c.day < on);
            prop_assert!(!quiet || lines.len() <= 1);
            for line in &lines {
                let sums = lines_of_month.entry(line.span).or_default();
                sums.0 += line.amount;
                sums.1 += 1;
                match billed.iter_mut().find(|b| b.span == line.span) {
                    Some(found) => found.net += line.amount,
                    None => billed.push(Billed { span: line.span, net: line.amount }),
                }
            }
            // Each month for itself: the days' cost, off by half a fen for each line at most.
            let days = ledger(s, k);
            for m in 0..=k {
                let from = nth_billing_date(s.signed_on, m);
                let to = nth_billing_date(s.signed_on, m + 1);
                let n = i128::from(from.duration_until(to).as_hours() / 24);
                let exact: i128 = days.range(from..to).map(|(_, cost)| cost).sum();
                let span = Span { from, to, months: 1 };
                let (sum, lines) = lines_of_month.get(&span).copied().unwrap_or_default();
                let off = (i128::from(sum) * n - exact).abs() * 2;
                prop_assert!(off <= i128::from(lines) * n, "month {from}: {sum} {exact}/{n}");
            }
        }
        // Something that is renewed and never changed is billed every month.
        if story.renews && s.changes.len() == 1 && s.starts_on < nth_billing_date(s.signed_on, 1) {
            let advances = lines_of_month.keys().count();
            prop_assert!(advances >= MONTHS as usize);
        }
    }

    #[test]
    fn whole_months_are_exact(price in 0i64..10_000_000, seats in 0u32..10_000, n in 28u32..=31) {
        let whole = Prorated { unit_price: price, months: 1, seats, days: n, of_days: n };
        prop_assert_eq!(whole.amount().unwrap(), price * i64::from(seats));
    }

    #[test]
    fn rating_never_panics(story in stories(), k in 0u32..40, net: i64) {
        let s = &story.subscription;
        let span = Span {
            from: nth_billing_date(s.signed_on, k.saturating_sub(1)),
            to: nth_billing_date(s.signed_on, k),
            months: 1,
        };
        let _ = rate(s, &[Billed { span, net }], k);
    }
}
