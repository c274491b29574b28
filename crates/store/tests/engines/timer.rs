//! Periodic jobs: one of many nodes runs each at its time.

use testkit::TestDb;

testkit::on_both! { TestDb: a_job_is_claimed_once_in_each_period, a_clock_turned_back_does_not_stop_it }

fn claim(test: &TestDb, now: i64) -> bool {
    let (now, next) = (super::at(now), super::at(now + 60));
    let due = test
        .read(move |tx| store::timer::is_due(tx, "job", now, next))
        .unwrap();
    let claimed = test
        .write(move |tx| store::timer::claim(tx, "job", now, next))
        .unwrap();
    assert_eq!(due, claimed, "looking and claiming agree");
    claimed
}

fn a_job_is_claimed_once_in_each_period(test: &TestDb) {
    assert!(claim(test, 0));
    assert!(!claim(test, 0));
    assert!(!claim(test, 59));
    assert!(claim(test, 60));
    assert!(!claim(test, 61));
}

fn a_clock_turned_back_does_not_stop_it(test: &TestDb) {
    assert!(claim(test, 100_000));
    assert!(claim(test, 10));
    assert!(!claim(test, 11));
}
