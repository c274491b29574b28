//! The same key: one fresh claim, however many come at once.

use super::{at, at_once};
use store::DbError;
use store::idempotency::{self, Claim};
use testkit::TestDb;

testkit::on_both! { TestDb: many_at_once_have_one_outcome, another_input_is_told, old_keys_are_forgotten }

fn many_at_once_have_one_outcome(test: &TestDb) {
    let seen = at_once(16, |n| {
        test.write(
            move |tx| match idempotency::claim(tx, "tenant:sign", "k", &[1; 32], at(0))? {
                Claim::Fresh => {
                    idempotency::record(tx, "tenant:sign", "k", &format!("by {n}"))?;
                    Ok((true, format!("by {n}")))
                }
                Claim::Seen(outcome) => Ok((false, outcome)),
                Claim::OtherInput => Err(DbError::NoRow),
            },
        )
        .unwrap()
    });
    assert_eq!(seen.iter().filter(|(fresh, _)| *fresh).count(), 1);
    let first = &seen.iter().find(|(fresh, _)| *fresh).unwrap().1;
    assert!(seen.iter().all(|(_, outcome)| outcome == first), "{seen:?}");
}

fn another_input_is_told(test: &TestDb) {
    let claim = |scope: &'static str, key: &'static str, input: u8| {
        test.write(move |tx| {
            Ok(
                match idempotency::claim(tx, scope, key, &[input; 32], at(0))? {
                    Claim::Fresh => "fresh",
                    Claim::Seen(_) => "seen",
                    Claim::OtherInput => "other",
                },
            )
        })
        .unwrap()
    };
    assert_eq!(claim("a", "k", 1), "fresh");
    assert_eq!(claim("a", "k", 1), "seen");
    assert_eq!(claim("a", "k", 2), "other");
    assert_eq!(claim("b", "k", 2), "fresh");
}

fn old_keys_are_forgotten(test: &TestDb) {
    for n in 0..5 {
        test.write(move |tx| {
            idempotency::claim(tx, "a", &n.to_string(), &[1; 32], at(n)).map(drop)
        })
        .unwrap();
    }
    assert_eq!(
        test.write(|tx| idempotency::forget(tx, at(3), 2)).unwrap(),
        2
    );
    assert_eq!(
        test.write(|tx| idempotency::forget(tx, at(3), 9)).unwrap(),
        1
    );
    assert_eq!(
        test.write(|tx| idempotency::forget(tx, at(3), 9)).unwrap(),
        0
    );
}
