#![allow(clippy::unwrap_used)]
use super::*;
use crate::catalogue::Price;
use crate::programme::china_csp;
use jiff::civil::date;
use proptest::prelude::*;
use std::sync::LazyLock;

const FIRST: Date = Date::constant(2026, 5, 1);
const LAST: Date = Date::constant(2026, 7, 31);

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

/// An offer at 100.00, and at 80.00 from July on.
static OFFER: LazyLock<Offer> = LazyLock::new(|| {
    let programme = china_csp().unwrap();
    let offers = &programme.catalogue().offers;
    let mut offer = offers.iter().find(|o| !o.is_trial()).unwrap().clone();
    let price = |from, list_minor| Price {
        from,
        list_minor,
        suggested_minor: list_minor,
    };
    offer.prices = vec![
        price(date(2026, 1, 1), 10_000),
        price(date(2026, 7, 1), 8_000),
    ];
    offer.end_of_sale = None;
    offer.stops = Vec::new();
    offer
});

fn special(n: u128, terms: Terms) -> Special {
    Special {
        id: id(n),
        offer: OFFER.id,
        customer: None,
        terms,
        begins: FIRST,
        ends: LAST.tomorrow().unwrap(),
    }
}

fn decided(buyer: Option<Uuid>, day: Date, specials: &[Special]) -> (i64, Option<Uuid>) {
    let specials = specials.to_vec();
    let prices = Prices {
        buyer,
        day,
        specials,
    };
    let decided = prices.of(&OFFER).unwrap();
    (decided.minor, decided.special)
}

#[test]
fn it_applies_from_its_first_day_to_its_last() {
    let own = [special(1, Terms::Fixed(7_000))];
    let on = |day| decided(None, day, &own);
    assert_eq!(on(FIRST.yesterday().unwrap()), (10_000, None));
    assert_eq!(on(FIRST), (7_000, Some(id(1))));
    assert_eq!(on(LAST), (7_000, Some(id(1))));
    assert_eq!(on(LAST.tomorrow().unwrap()), (8_000, None));
}

#[test]
fn the_lowest_of_several_wins() {
    let lower = Special {
        begins: date(2026, 6, 1),
        ..special(2, Terms::Off(5_000))
    };
    let both = [special(1, Terms::Fixed(7_000)), lower];
    assert_eq!(decided(None, date(2026, 5, 31), &both).1, Some(id(1)));
    assert_eq!(decided(None, date(2026, 6, 1), &both), (5_000, Some(id(2))));
    // Of equal ones the elder counts, in whatever order they come.
    let equal = Special {
        id: id(0),
        begins: date(2026, 6, 1),
        ..special(1, Terms::Fixed(7_000))
    };
    for pair in [[both[0], equal], [equal, both[0]]] {
        assert_eq!(decided(None, LAST, &pair).1, Some(id(1)));
    }
}

#[test]
fn it_is_never_more_than_the_list() {
    // The list became cheaper than what was granted: then it counts.
    let dear = [special(1, Terms::Fixed(9_000))];
    assert_eq!(decided(None, date(2026, 6, 30), &dear).0, 9_000);
    assert_eq!(decided(None, date(2026, 7, 1), &dear), (8_000, None));
    let equal = [special(1, Terms::Fixed(8_000))];
    assert_eq!(decided(None, date(2026, 7, 1), &equal), (8_000, None));
}

#[test]
fn it_is_for_one_customer_or_for_all() {
    let own = Special {
        customer: Some(id(7)),
        ..special(1, Terms::Fixed(1))
    };
    assert_eq!(decided(Some(id(7)), FIRST, &[own]).0, 1);
    assert_eq!(decided(Some(id(8)), FIRST, &[own]).0, 10_000);
    assert_eq!(decided(None, FIRST, &[own]).0, 10_000, "not made yet");
    let all = special(2, Terms::Fixed(2));
    assert_eq!(decided(Some(id(8)), FIRST, &[own, all]).0, 2);
    let other = Special {
        offer: id(9),
        ..all
    };
    assert_eq!(decided(None, FIRST, &[other]).1, None);
}

#[test]
fn nothing_makes_a_price_where_the_list_has_none() {
    let prices = Prices {
        buyer: None,
        day: date(2025, 12, 31),
        specials: vec![Special {
            begins: date(2025, 1, 1),
            ..special(1, Terms::Fixed(1))
        }],
    };
    assert_eq!(prices.of(&OFFER), None);
}

#[test]
fn percentages_are_rounded_to_the_nearest_and_leave_something() {
    assert_eq!(Terms::Off(1_250).of(10_000), 8_750);
    assert_eq!(Terms::Off(3_333).of(100), 67);
    assert_eq!(Terms::Off(5_000).of(1), 1, "nothing costs nothing");
    assert_eq!(Terms::Off(9_999).of(100), 1);
    assert_eq!(Terms::Fixed(200).of(100), 100);
}

#[test]
fn what_is_typed_is_read() {
    assert_eq!(fixed(" 49.90 ", 2), Ok(Terms::Fixed(4_990)));
    for (typed, code) in [
        ("", "required"),
        ("0", "special-price-zero"),
        ("0.00", "special-price-zero"),
        ("-1", "price-negative"),
        ("1.234", "price-decimals"),
        ("1,000", "price-format"),
        ("+5", "price-format"),
        ("=1", "price-format"),
        ("９", "price-format"),
        ("10000000.01", "price-too-high"),
    ] {
        assert_eq!(fixed(typed, 2).unwrap_err().code, code, "{typed}");
    }
    for (typed, points) in [
        ("12.5", 1_250),
        ("12.50 %", 1_250),
        ("0.01", 1),
        ("99.99％", 9_999),
    ] {
        assert_eq!(off(typed), Ok(Terms::Off(points)), "{typed}");
    }
    let written = [1_250, 1_200, 1_000, 5, 9_999].map(percent);
    assert_eq!(written, ["12.5", "12", "10", "0.05", "99.99"]);
    assert_eq!(off(" ").unwrap_err().code, "required");
    for typed in ["0", "100", "-5", "12.345", "a", "1e1", "99999999999"] {
        assert_eq!(
            off(typed).unwrap_err().code,
            "special-price-percent",
            "{typed}"
        );
    }
}

#[test]
fn only_less_than_the_list_is_granted() {
    let judged = |terms, day| lower(terms, &OFFER, day).map_err(|(p, list)| (p.code, list));
    let not_lower = "special-price-not-lower";
    assert_eq!(judged(Terms::Fixed(9_999), FIRST), Ok(()));
    assert_eq!(
        judged(Terms::Fixed(10_000), FIRST),
        Err((not_lower, Some(10_000)))
    );
    assert_eq!(
        judged(Terms::Fixed(10_001), FIRST),
        Err((not_lower, Some(10_000)))
    );
    assert_eq!(
        judged(Terms::Fixed(9_999), LAST),
        Err((not_lower, Some(8_000)))
    );
    assert_eq!(judged(Terms::Off(1), FIRST), Ok(()));
    let before = date(2025, 1, 1);
    assert_eq!(
        judged(Terms::Off(1), before),
        Err(("special-price-not-sold", None))
    );
}

#[test]
fn days_lie_ahead_in_order_and_end() {
    let judged = |from, until| days(from, until, FIRST).map_err(|(at, p)| (at, p.code));
    assert_eq!(judged(FIRST, FIRST), Ok(()));
    let past = FIRST.yesterday().unwrap();
    assert_eq!(judged(past, LAST), Err(("from", "special-price-past")));
    assert_eq!(judged(LAST, FIRST), Err(("until", "special-price-order")));
    assert_eq!(judged(FIRST, date(2031, 4, 30)), Ok(()));
    assert_eq!(
        judged(FIRST, date(2031, 5, 1)),
        Err(("until", "special-price-long"))
    );
    assert_eq!(
        judged(FIRST, Date::MAX),
        Err(("until", "special-price-long"))
    );
}

#[test]
fn two_people_and_no_day_twice() {
    let (author, other) = (id(1), id(2));
    let proposed = Standing {
        state: State::Proposed,
        proposed_by: author,
        from: FIRST,
        until: LAST,
    };
    let after = LAST.tomorrow().unwrap();
    let march = date(2026, 3, 1);
    assert_eq!(proposed.may_approve(author, march), Err(Refused::Own));
    assert_eq!(proposed.may_decline(author), Err(Refused::Own));
    assert_eq!(proposed.may_take_back(other), Err(Refused::NotOwn));
    assert_eq!(proposed.may_take_back(author), Ok(()));
    assert_eq!(proposed.may_withdraw(march), Err(Refused::Step));
    assert_eq!(proposed.may_approve(other, march), Ok((FIRST, after)));
    // What was sold before at the list stays so.
    let june = date(2026, 6, 9);
    assert_eq!(proposed.may_approve(other, june), Ok((june, after)));
    assert_eq!(proposed.may_approve(other, LAST), Ok((LAST, after)));
    assert_eq!(proposed.may_approve(other, after), Err(Refused::Over));
    let approved = Standing {
        state: State::Approved,
        ..proposed
    };
    assert_eq!(approved.may_approve(other, june), Err(Refused::Step));
    assert_eq!(approved.may_take_back(author), Err(Refused::Step));
    assert_eq!(approved.may_withdraw(march), Ok(FIRST), "it never applies");
    assert_eq!(approved.may_withdraw(june), Ok(june));
    assert_eq!(approved.may_withdraw(after), Err(Refused::Over));
    let shown = [march, FIRST, LAST, after].map(|day| approved.shown(day).text());
    assert_eq!(shown, ["ahead", "applies", "applies", "over"]);
    for state in [State::Declined, State::TakenBack, State::Withdrawn] {
        let closed = Standing { state, ..proposed };
        assert_eq!(closed.may_approve(other, march), Err(Refused::Step));
        assert_eq!(closed.may_withdraw(march), Err(Refused::Step));
        assert_eq!(closed.shown(june).text(), state.text());
    }
}

fn any_special() -> impl Strategy<Value = Special> {
    let terms = prop_oneof![
        (1_i64..20_000).prop_map(Terms::Fixed),
        (1_u32..10_000).prop_map(Terms::Off)
    ];
    let customer = prop_oneof![Just(None), (0_u128..3).prop_map(|n| Some(id(n)))];
    (any::<u128>(), terms, customer, 0_i32..400, 0_i32..200).prop_map(
        |(n, terms, customer, first, days)| {
            let day = |after: i32| date(2026, 1, 1).checked_add(after.days()).unwrap();
            Special {
                id: id(n),
                customer,
                terms,
                begins: day(first),
                ends: day(first + days),
                ..special(0, terms)
            }
        },
    )
}

proptest! {
    /// Whatever was granted: the price is above nothing, at most the list's, no more than any special
    /// price that applies, and says where it comes from exactly when it is less than the list's.
    #[test]
    fn the_price_is_the_lowest_that_applies(
        specials in proptest::collection::vec(any_special(), 0..8),
        buyer in 0_u128..3,
        after in 0_i32..600,
        seed in any::<usize>(),
    ) {
        let day = date(2026, 1, 1).checked_add(after.days()).unwrap();
        let list = OFFER.price_on(day).unwrap().list_minor;
        let (minor, from) = decided(Some(id(buyer)), day, &specials);
        prop_assert!(0 < minor && minor <= list);
        prop_assert_eq!(from.is_some(), minor < list);
        let applies = |s: &&Special| {
            s.customer.is_none_or(|c| c == id(buyer)) && s.begins <= day && day < s.ends
        };
        let lowest = specials.iter().filter(applies).map(|s| s.terms.of(list)).min();
        prop_assert_eq!(minor, lowest.unwrap_or(list).min(list));
        if let Some(from) = from {
            let one = specials.iter().find(|s| s.id == from && s.terms.of(list) == minor);
            prop_assert!(one.as_ref().is_some_and(applies));
        }
        // The order in which they come decides nothing.
        let mut turned = specials.clone();
        if !turned.is_empty() {
            let at = seed % turned.len();
            turned.rotate_left(at);
        }
        prop_assert_eq!(decided(Some(id(buyer)), day, &turned), (minor, from));
    }

    /// What is stored is what was granted.
    #[test]
    fn terms_are_stored_as_one_of_two(minor in 1_i64..i64::MAX, points in 1_u32..10_000) {
        for terms in [Terms::Fixed(minor), Terms::Off(points)] {
            let (fixed, off) = terms.parts();
            prop_assert_eq!(Terms::from_parts(fixed, off), Some(terms));
            prop_assert!((1..=minor).contains(&terms.of(minor)));
        }
        prop_assert_eq!(Terms::from_parts(Some(minor), Some(points.into())), None);
        prop_assert_eq!(Terms::from_parts(None, None), None);
    }
}
