//! The store on both engines: what one does, the other does.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod audit;
mod connections;
mod idempotency;
mod outbox;
mod plans;
mod risk;
mod schema;
mod timer;
mod transactions;

use domain::effects::Instant;
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use testkit::{START, TestEntropy};
use uuid::Uuid;

/// So many seconds after the start.
fn at(seconds: i64) -> Instant {
    START.plus_seconds(seconds)
}

/// The id of a number.
fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn operator() -> OperatorScope {
    let system = domain::caller::Caller::System;
    authorise_operator(&system, OperatorAction::ViewAudit).unwrap()
}

/// Runs the same work on many threads at once and gives what each returned.
fn at_once<T: Send>(threads: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let start = std::sync::Barrier::new(threads);
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads)
            .map(|n| {
                let (start, work) = (&start, &work);
                scope.spawn(move || {
                    start.wait();
                    work(n)
                })
            })
            .collect();
        running
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    })
}

fn entropy() -> TestEntropy {
    TestEntropy::default()
}
