#![allow(clippy::unwrap_used)]
use super::*;
use crate::programme::china_csp;
use jiff::civil::date;

fn shipped() -> Catalogue {
    china_csp().unwrap().catalogue().clone()
}

fn base(catalogue: &Catalogue) -> &Offer {
    let mut offers = catalogue.offers.iter();
    offers.find(|o| o.kind == Kind::Base).unwrap()
}

fn change(offer: &Offer, effective: Date, with: impl FnOnce(&mut Facts)) -> OfferChange {
    let before = Facts::of(offer);
    let mut after = before.clone();
    with(&mut after);
    OfferChange {
        offer: offer.id,
        effective,
        before,
        after,
    }
}

fn codes(problems: &[FieldProblem]) -> Vec<(String, &'static str)> {
    let all = problems.iter();
    all.map(|p| (p.field.clone(), p.problem.code)).collect()
}

#[test]
fn a_change_counts_from_its_day_and_touches_nothing_else() {
    let catalogue = shipped();
    let offer = base(&catalogue);
    let day = date(2027, 3, 1);
    let later = date(2027, 5, 1);
    let changes = [
        change(offer, day, |f| f.maximum = 77),
        change(offer, later, |f| f.name.en = "Another name".to_owned()),
    ];
    let on = |day: Date| {
        Facts::of(
            catalogue
                .with_changes(&changes, day)
                .offer(offer.id)
                .unwrap(),
        )
    };
    let before = Facts::of(offer);
    assert_eq!(on(date(2027, 2, 28)), before);
    assert_eq!(before.different(&on(day)), [Fact::Maximum]);
    assert_eq!(on(later).maximum, 77);
    assert_eq!(on(later).name.en, "Another name");
    let others = |c: &Catalogue| -> Vec<_> {
        let all = c.offers.iter();
        all.filter(|o| o.id != offer.id).cloned().collect()
    };
    assert_eq!(
        others(&catalogue.with_changes(&changes, later)),
        others(&catalogue)
    );
    // Of two for one day the later agreement has the last word.
    let twice = [
        change(offer, day, |f| f.maximum = 77),
        change(offer, day, |f| f.maximum = 88),
    ];
    assert_eq!(facts_on(offer, &twice, day).maximum, 88);
}

#[test]
fn what_takes_something_away_is_told_in_time() {
    let catalogue = shipped();
    let offer = base(&catalogue);
    let when = |effective| When {
        effective,
        today: date(2027, 1, 10),
        notice_days: 30,
    };
    let problems = |effective, with: fn(&mut Facts)| {
        let one = change(offer, effective, with);
        codes(&when(effective).problems(&one.before, &one.after))
    };
    let at = |field: &str, code| vec![(field.to_owned(), code)];
    let wider: fn(&mut Facts) = |f| f.maximum += 1;
    let narrower: fn(&mut Facts) = |f| f.maximum -= 1;
    assert!(problems(date(2027, 1, 11), wider).is_empty());
    let ahead = at("effective_on", "offer-change-ahead");
    assert_eq!(problems(date(2027, 1, 10), wider), ahead);
    let far = at("effective_on", "offer-change-far");
    assert_eq!(problems(date(2028, 1, 11), wider), far);
    let notice = at("effective_on", "offer-change-notice");
    assert_eq!(problems(date(2027, 2, 8), narrower), notice);
    assert!(problems(date(2027, 2, 9), narrower).is_empty());
    // An end of sale lies far enough behind the day from which it is known.
    let ends: fn(&mut Facts) = |f| f.end_of_sale = Some(date(2027, 3, 11));
    let notice = at("end_of_sale", "offer-change-end-notice");
    assert_eq!(problems(date(2027, 1, 11), ends), notice);
    let ends: fn(&mut Facts) = |f| f.end_of_sale = Some(date(2027, 3, 12));
    assert!(problems(date(2027, 1, 11), ends).is_empty());
    assert_eq!(problems(date(2027, 1, 12), ends), notice);
}

#[test]
fn what_runs_is_not_put_in_the_wrong() {
    let catalogue = shipped();
    let offer = base(&catalogue);
    let parent = Uuid::from_u128(7);
    let mut before = Facts::of(offer);
    before.parents = vec![parent];
    before.may_exceed_parent = true;
    let mut after = before.clone();
    after.minimum = before.minimum + 5;
    after.maximum = 100;
    after.billing_cycles = vec![BillingCycle::Annual];
    after.parents = vec![Uuid::from_u128(8)];
    after.may_exceed_parent = false;
    let sold = Sold {
        fewest: Some(before.minimum),
        most: Some(101),
        cycles: vec![BillingCycle::Monthly],
        parents: vec![parent],
        exceeding: true,
    };
    let found = codes(&broken(&before, &after, &sold));
    let found: Vec<_> = found.iter().map(|(_, code)| *code).collect();
    assert_eq!(
        found,
        [
            "offer-change-sold-fewer",
            "offer-change-sold-more",
            "offer-change-sold-cycle",
            "offer-change-sold-parent",
            "offer-change-sold-exceeds"
        ]
    );
    assert!(broken(&before, &after, &Sold::default()).is_empty());
    assert!(broken(&before, &before, &sold).is_empty());
}

#[test]
fn facts_fit_together() {
    let catalogue = shipped();
    let offer = base(&catalogue);
    let good = Facts::of(offer);
    for one in &catalogue.offers {
        assert!(
            unsound(&catalogue, one, &Facts::of(one)).is_empty(),
            "{}",
            one.name.en
        );
    }
    let mut bad = good.clone();
    bad.name.zh_hans = " ".to_owned();
    bad.minimum = 0;
    bad.maximum = MOST_UNITS + 1;
    bad.billing_cycles.clear();
    bad.upgrades = vec![offer.id];
    bad.parents = vec![offer.id];
    let fields: Vec<_> = unsound(&catalogue, offer, &bad)
        .into_iter()
        .map(|p| p.field)
        .collect();
    let wanted = [
        "name_zh-Hans",
        "minimum",
        "maximum",
        "billing_cycles",
        "parents",
        "upgrades",
    ];
    assert_eq!(fields, wanted);
}

#[test]
fn a_folder_that_says_a_third_thing_contradicts() {
    let catalogue = shipped();
    let offer = base(&catalogue).clone();
    let changes = [change(&offer, date(2027, 3, 1), |f| f.maximum = 77)];
    assert!(contradictions(&catalogue, &changes).is_empty());
    let with = |maximum| {
        let mut edited = catalogue.clone();
        let found = edited.offers.iter_mut().find(|o| o.id == offer.id);
        found.unwrap().maximum = maximum;
        edited
    };
    // The folder has caught up: nothing to say.
    assert!(contradictions(&with(77), &changes).is_empty());
    let found = contradictions(&with(78), &changes);
    assert_eq!(found, [(offer.id, Some(Fact::Maximum))]);
    let mut without = catalogue.clone();
    without.offers.retain(|o| o.id != offer.id);
    assert_eq!(contradictions(&without, &changes), [(offer.id, None)]);
}

#[test]
fn two_people_agree_before_its_day() {
    let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let (today, day) = (date(2027, 1, 1), date(2027, 2, 1));
    let waits = Standing {
        state: State::Proposed,
        proposed_by: one,
        effective: day,
    };
    assert_eq!(waits.may_approve(two, today), Ok(()));
    assert_eq!(waits.may_approve(one, today), Err(Refused::Own));
    assert_eq!(waits.may_approve(two, day), Err(Refused::Begun));
    assert_eq!(waits.may_decline(one), Err(Refused::Own));
    assert_eq!(waits.may_take_back(two), Err(Refused::NotOwn));
    assert_eq!(waits.may_withdraw(today), Err(Refused::Step));
    let agreed = Standing {
        state: State::Approved,
        ..waits
    };
    assert_eq!(agreed.may_withdraw(today), Ok(()));
    assert_eq!(agreed.may_withdraw(day), Err(Refused::Begun));
    assert_eq!(agreed.may_approve(two, today), Err(Refused::Step));
}
