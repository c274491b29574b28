//! Random people do random things, legal or not, to a handful of companies while the clock is turned
//! forward and back. After each act everything that must always hold is looked at, and in the end every
//! row of the tables of both machines has been walked.
//!
//! The sequences are the same in every run. `TONGDAO_TEST_SEED=<number>` draws others, and
//! `TONGDAO_TEST_CASES=<number>` more of them; a failure prints the shortest sequence that shows it.

mod act;
mod invariants;
mod mails;
mod moves;
mod registering;
mod scripted;
mod world;

use act::Act;
use moves::Met;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use std::cell::RefCell;
use testkit::{Engine, TestApp};
use world::{Template, World};

/// Random sequences on each engine, and the longest of them.
const CASES: [u32; 2] = [16, 4];
const LONGEST: usize = 40;

fn from_environment(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn whatever_people_do_in_whatever_order_on_sqlite() {
    whatever_people_do_in_whatever_order(Engine::Sqlite);
}

#[test]
fn whatever_people_do_in_whatever_order_on_postgres() {
    whatever_people_do_in_whatever_order(Engine::Postgres);
}

fn whatever_people_do_in_whatever_order(engine: Engine) {
    let usual = CASES[usize::from(engine == Engine::Postgres)];
    let seed = from_environment("TONGDAO_TEST_SEED").unwrap_or(20_260_302);
    let cases = from_environment("TONGDAO_TEST_CASES").and_then(|n| u32::try_from(n).ok());
    println!("TONGDAO_TEST_SEED={seed}");
    let config = Config {
        cases: cases.unwrap_or(usual),
        failure_persistence: None,
        max_shrink_time: 120_000,
        ..Config::default()
    };
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_be_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let template = Template::new(TestApp::new(engine));
    let acts = prop::collection::vec(act::anything(), 1..LONGEST);
    let met = RefCell::new(Met::new());
    for acts in scripted::all() {
        let mut world = World::of(&template);
        for act in &acts {
            let taken = world.take(act);
            taken.unwrap_or_else(|why| panic!("{act:?} of {acts:?}: {why}"));
        }
        world.end().unwrap_or_else(|why| panic!("{acts:?}: {why}"));
        met.borrow_mut().append(&mut world.met);
    }
    let outcome = TestRunner::new_with_rng(config, rng).run(&acts, |acts| {
        let mut world = World::of(&template);
        for act in &acts {
            world
                .take(act)
                .map_err(|why| TestCaseError::fail(format!("{act:?}: {why}")))?;
        }
        world.end().map_err(TestCaseError::fail)?;
        met.borrow_mut().append(&mut world.met);
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("TONGDAO_TEST_SEED={seed}: {error}");
    }
    let met = met.into_inner();
    let mut all = moves::every_row();
    all.extend(mails::every_mail());
    all.extend(act::Registrant::all().iter().map(act::Registrant::met));
    let left: Vec<_> = all.difference(&met).collect();
    println!("{} of {} were met", all.len() - left.len(), all.len());
    assert!(left.is_empty(), "nobody came to {left:#?}");
}

/// The world sees what is wrong: a row changed behind its back, a mail sent twice, a state skipped.
#[test]
fn what_must_always_hold_is_really_looked_at() {
    let template = Template::new(TestApp::new(Engine::Sqlite));
    let after = |acts: &[Act], sql: &str, next: &Act| {
        let mut world = World::of(&template);
        for act in acts {
            world.take(act).unwrap();
        }
        world.app.database.tamper(sql);
        world.take(next).and_then(|()| world.end())
    };
    let told = |sql: &str| after(&[Act::Drain], sql, &Act::Drain);
    assert_eq!(told("UPDATE setting SET value = value"), Ok(()));
    let skipped = told("UPDATE application SET state = 'active' WHERE state = 'approved'");
    assert!(skipped.unwrap_err().contains("active"));
    let twice = |code: &str| {
        format!(
            "INSERT INTO message (id, channel, code, recipient, language, subject, body, sent_at)
            SELECT randomblob(16), channel, code, recipient, language, subject, body, sent_at
            FROM message WHERE code = '{code}' LIMIT 1"
        )
    };
    assert!(told(&twice("E09")).unwrap_err().contains("E09"));
    let given_up = "INSERT INTO outbox (id, kind, subject, payload, dedupe, created_at, available_at,
        attempts, lease_until, correlation, failed_at) VALUES (randomblob(16), 'x', '', '', 'x', 0, 0, 1, 0, randomblob(16), 1)";
    assert!(told(given_up).unwrap_err().contains("given up"));
    let dead = given_up.replace("failed_at)", "failed_at, last_error)");
    let dead = dead.replace("16), 1)", "16), 1, 'the code is no longer valid')");
    assert!(told(&dead).unwrap_err().contains("given up"));
    let forged = "DROP TRIGGER audit_entry_no_update;
        UPDATE audit_entry SET detail = '{}' WHERE sequence = 2";
    assert!(told(forged).unwrap_err().contains("audit"));

    let details = [scripted::steps(3), vec![Act::Drain]].concat();
    let registered = |sql: &str, next: &Act| after(&details, sql, next).unwrap_err();
    assert!(registered(&twice("E01"), &Act::Drain).contains("E01"));
    let skipped = "UPDATE registration SET state = 'verified' WHERE state = 'details'";
    assert!(registered(skipped, &Act::Drain).contains("from details to verified"));
    let refused = Act::Registrant(0, act::Registrant::Details(1));
    let changed = "UPDATE registration SET domain = 'another.example' WHERE state = 'details'";
    assert!(registered(changed, &refused).contains("another.example"));
}
