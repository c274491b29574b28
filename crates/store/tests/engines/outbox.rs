//! The outbox: each job to one owner, again when its lease has run out, never twice by its text.

use super::{at, at_once, entropy, id};
use domain::effects::Instant;
use domain::ids::fresh_uuid;
use std::collections::HashSet;
use store::outbox::{self, NewJob};
use store::{DbError, Tx};
use testkit::TestDb;

testkit::on_both! { TestDb:
    each_job_goes_to_one_of_many_owners,
    a_lease_that_runs_out_gives_the_job_to_another,
    what_a_clock_ahead_left_behind_is_due,
    a_worker_gives_back_what_it_has_not_begun,
    what_is_finished_postponed_or_given_up,
    the_same_text_makes_one_job,
    a_message_is_recorded_once,
}

fn push(tx: &mut Tx<'_>, n: u128, dedupe: &str, available_at: Instant) -> Result<bool, DbError> {
    let job = NewJob {
        id: id(n),
        kind: "mail",
        subject: "TD-TEST",
        payload: "{\"secret\":1}",
        dedupe,
        created_at: at(0),
        available_at,
        correlation: id(0),
    };
    outbox::push(tx, &job)
}

fn pushed(test: &TestDb, n: u128) {
    assert!(
        test.write(move |tx| push(tx, n, &n.to_string(), at(0)))
            .unwrap()
    );
}

fn each_job_goes_to_one_of_many_owners(test: &TestDb) {
    for n in 0..60 {
        pushed(test, n);
    }
    let entropy = entropy();
    let taken = at_once(4, |_| {
        let owner = fresh_uuid(&entropy);
        let mut mine = Vec::new();
        loop {
            let jobs = test
                .write(move |tx| outbox::claim(tx, owner, at(1), at(121), 7))
                .unwrap();
            if jobs.is_empty() {
                return mine;
            }
            mine.extend(jobs.into_iter().map(|job| (job.id, job.attempts)));
        }
    });
    let all: Vec<_> = taken.into_iter().flatten().collect();
    assert_eq!(all.len(), 60);
    assert_eq!(
        all.iter().map(|(id, _)| *id).collect::<HashSet<_>>().len(),
        60
    );
    assert!(all.iter().all(|(_, attempts)| *attempts == 1));
}

fn a_lease_that_runs_out_gives_the_job_to_another(test: &TestDb) {
    pushed(test, 1);
    let claim = |owner, now: i64| {
        let jobs = test.write(move |tx| outbox::claim(tx, id(owner), at(now), at(now + 120), 5));
        jobs.unwrap()
            .into_iter()
            .map(|job| job.attempts)
            .collect::<Vec<_>>()
    };
    let next = || test.read(outbox::next_due).unwrap();
    assert_eq!(next(), Some(at(0)));
    assert_eq!(claim(7, 0), [1]);
    assert_eq!(next(), Some(at(120)));
    assert_eq!(claim(8, 119), [0_u32; 0]);
    assert_eq!(claim(8, 120), [2]);
}

/// A clock that ran days ahead left its times behind; put right, it must not stop the work for days.
fn what_a_clock_ahead_left_behind_is_due(test: &TestDb) {
    let days = 86_400;
    for (n, from) in [(1, 0), (2, 3 * days)] {
        assert!(
            test.write(move |tx| push(tx, n, &n.to_string(), at(from)))
                .unwrap()
        );
    }
    let claim = |owner, now: i64| {
        let jobs = test.write(move |tx| outbox::claim(tx, id(owner), at(now), at(now + 120), 1));
        jobs.unwrap().len()
    };
    let due = |now: i64| {
        test.read(move |tx| outbox::is_due(tx, at(now), at(now + 120)))
            .unwrap()
    };
    // The worker died while the clock was ahead: its lease lies three days from now.
    assert_eq!(claim(7, 3 * days), 1);
    assert!(due(0));
    assert_eq!((claim(8, 0), claim(8, 0), claim(8, 0)), (1, 1, 0));
    assert!(!due(119));
    // A neighbour whose clock runs a minute ahead is still believed.
    assert!(!due(-60));
    assert!(due(120));
}

fn a_worker_gives_back_what_it_has_not_begun(test: &TestDb) {
    for n in 1..=4 {
        pushed(test, n);
    }
    let claim = |owner| {
        test.write(move |tx| outbox::claim(tx, id(owner), at(0), at(120), 5))
            .unwrap()
            .into_iter()
            .map(|job| (job.id.as_u128(), job.attempts))
            .collect::<Vec<_>>()
    };
    assert_eq!(claim(9).len(), 4);
    test.write(|tx| {
        outbox::finish(tx, id(1), id(9), at(1))?;
        outbox::postpone(tx, id(2), id(9), at(30), "later")?;
        outbox::give_back(tx, id(8))?;
        outbox::give_back(tx, id(9))
    })
    .unwrap();
    let mut found = claim(8);
    found.sort_unstable();
    assert_eq!(found, [(3, 1), (4, 1)], "and the attempt was none");
}

fn what_is_finished_postponed_or_given_up(test: &TestDb) {
    for n in 1..=3 {
        pushed(test, n);
    }
    let claim = |now: i64| {
        let jobs = test
            .write(move |tx| outbox::claim(tx, id(9), at(now), at(now + 120), 5))
            .unwrap();
        let mut ids: Vec<_> = jobs.into_iter().map(|job| job.id.as_u128()).collect();
        ids.sort_unstable();
        ids
    };
    assert_eq!(claim(0), [1, 2, 3]);
    // Another worker, whose lease has run out, can end nothing.
    test.write(|tx| {
        outbox::finish(tx, id(1), id(8), at(1))?;
        outbox::postpone(tx, id(2), id(8), at(30), "mine no more")?;
        outbox::give_up(tx, id(3), id(8), at(1), "mine no more")
    })
    .unwrap();
    assert_eq!(test.read(outbox::waiting).unwrap(), 3);
    test.write(|tx| {
        outbox::finish(tx, id(1), id(9), at(1))?;
        outbox::postpone(tx, id(2), id(9), at(30), "later")?;
        outbox::give_up(tx, id(3), id(9), at(1), "never")
    })
    .unwrap();
    assert_eq!(test.read(outbox::waiting).unwrap(), 1);
    assert_eq!(claim(29), [0_u128; 0]);
    assert_eq!(claim(30), [2]);
    // What was sent may have held a code or a link; it is gone.
    let kept: Vec<String> = test
        .read(|tx| tx.query("SELECT payload AS t FROM outbox ORDER BY id", &[]))
        .unwrap();
    assert_eq!(kept, ["{}", "{\"secret\":1}", "{}"]);
    let listed = test
        .read(|tx| outbox::unfinished(tx, super::operator(), 10))
        .unwrap();
    assert_eq!(listed.len(), 2);
    assert!(
        listed
            .iter()
            .any(|job| job.failed_at.is_some() && job.last_error.as_deref() == Some("never"))
    );
}

fn the_same_text_makes_one_job(test: &TestDb) {
    let made = at_once(8, |n| {
        let n = u128::try_from(n).unwrap();
        test.write(move |tx| push(tx, n, "e04/1", at(0))).unwrap()
    });
    assert_eq!(made.into_iter().filter(|made| *made).count(), 1);
    assert_eq!(test.read(outbox::waiting).unwrap(), 1);
}

fn a_message_is_recorded_once(test: &TestDb) {
    let message = outbox::Message {
        id: id(1),
        channel: "mail".to_owned(),
        code: "E04".to_owned(),
        recipient: "A@example.com".to_owned(),
        language: "en".to_owned(),
        subject: "s".to_owned(),
        body: None,
        sent_at: at(0),
        bounced_at: None,
        bounce: None,
        confirmation: Some(vec![7; 32]),
    };
    for _ in 0..3 {
        let message = message.clone();
        test.write(move |tx| outbox::record_message(tx, &message))
            .unwrap();
    }
    let found = |text: &'static str| {
        test.read(move |tx| outbox::messages(tx, super::operator(), text, 10))
            .unwrap()
            .len()
    };
    assert_eq!((found(""), found("a@EXAMPLE"), found("b@")), (1, 1, 0));
}
