//! Drains the outbox with leases. Any number of nodes can run it: a job is claimed before it is
//! done, and done again by another node when its lease runs out.

use super::timers;
use crate::notifications::{Undelivered, mail, telephone};
use crate::{App, Failure, Request, agreements, enrolment};
use domain::caller::Caller;
use domain::effects::Instant;
use domain::enrolment::provisioning;
use domain::ids::{ApplicationId, SignatureId, TenantId, fresh_uuid};
use domain::language::Language;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use store::outbox::{self, Job};
use uuid::Uuid;

/// How long claimed jobs belong to their worker: a batch of slow deliveries fits in.
const LEASE_SECONDS: i64 = 300;
/// Jobs claimed at once.
const BATCH: u32 = 4;
/// Attempts before a message is given up. Provisioning is never given up.
const ATTEMPTS: u32 = 12;
/// Seconds between two looks at the periodic jobs.
const LOOK_SECONDS: i64 = 10;

/// Works until told to stop.
pub fn run(app: &App, stop: &AtomicBool) {
    let owner = fresh_uuid(&*app.entropy);
    let mut looked = Instant(0);
    while !stop.load(Ordering::Relaxed) {
        let now = app.clock.now();
        if now.seconds_since(looked).abs() >= LOOK_SECONDS {
            looked = now;
            timers::run_due(app);
        }
        match drain(app, owner) {
            Ok(0) => app.bell.wait(Duration::from_millis(250)),
            Ok(_) => {}
            Err(failure) => {
                tracing::error!(?failure, "the outbox could not be read");
                app.bell.wait(Duration::from_secs(2));
            }
        }
    }
}

/// Does what is due now and says how many jobs that was.
///
/// # Errors
/// [`Failure`] when the outbox itself cannot be read or written.
pub fn drain(app: &App, owner: Uuid) -> Result<usize, Failure> {
    let now = app.clock.now();
    let due = app.read(move |tx| Ok(outbox::next_due(tx)?)).wait()?;
    if due.is_none_or(|due| due > now) {
        return Ok(0);
    }
    let lease = now.plus_seconds(LEASE_SECONDS);
    let jobs = app
        .db
        .write(move |tx| outbox::claim(tx, owner, now, lease, BATCH).map_err(Failure::from))
        .wait()?;
    for job in &jobs {
        settle(app, owner, job, perform(app, job))?;
    }
    Ok(jobs.len())
}

fn perform(app: &App, job: &Job) -> Result<(), Undelivered> {
    let request = Request {
        caller: Caller::System,
        ip: String::new(),
        user_agent: "worker".to_owned(),
        correlation: job.correlation,
        language: Language::ZhHans,
    };
    let done = match job.kind.as_str() {
        "mail" => return mail::deliver(app, &job.payload),
        "telephone" => return telephone::deliver(app, job.id, &job.payload),
        "checks" => {
            parsed::<ApplicationId>(job).and_then(|id| enrolment::checks::run(app, &request, id))
        }
        "print" => parsed::<(TenantId, SignatureId)>(job)
            .and_then(|(tenant, id)| agreements::evidence::print(app, &request, tenant, id)),
        "provision" => parsed::<TenantId>(job)
            .and_then(|tenant| enrolment::provisioning::run(app, &request, tenant)),
        unknown => Err(Failure::internal(format!("no handler for {unknown}"))),
    };
    done.map_err(|failure| Undelivered {
        reason: format!("{failure:?}"),
        permanent: false,
    })
}

fn parsed<T: serde::de::DeserializeOwned>(job: &Job) -> Result<T, Failure> {
    serde_json::from_str(&job.payload).map_err(Failure::internal)
}

fn settle(
    app: &App,
    owner: Uuid,
    job: &Job,
    outcome: Result<(), Undelivered>,
) -> Result<(), Failure> {
    let (id, now) = (job.id, app.clock.now());
    let Err(undelivered) = outcome else {
        metrics::counter!("tongdao_outbox_done_total", "kind" => job.kind.clone()).increment(1);
        return app
            .db
            .write(move |tx| outbox::finish(tx, id, owner, now).map_err(Failure::from))
            .wait();
    };
    let reason: String = undelivered.reason.chars().take(500).collect();
    let messages = matches!(job.kind.as_str(), "mail" | "telephone");
    metrics::counter!("tongdao_outbox_failed_total", "kind" => job.kind.clone()).increment(1);
    tracing::warn!(
        kind = job.kind, subject = job.subject, attempts = job.attempts,
        correlation = %job.correlation, reason, "a job failed"
    );
    if messages && (undelivered.permanent || job.attempts >= ATTEMPTS) {
        return app
            .db
            .write(move |tx| outbox::give_up(tx, id, owner, now, &reason).map_err(Failure::from))
            .wait();
    }
    if !messages && job.attempts == provisioning::ALERT_ATTEMPTS {
        tracing::error!(
            kind = job.kind,
            subject = job.subject,
            "stuck: failed three times"
        );
    }
    let until: Instant = now.plus_seconds(if messages {
        back_off(job.attempts)
    } else {
        provisioning::retry_after(&app.programme.provisioning.retry_minutes, job.attempts)
    });
    app.db
        .write(move |tx| outbox::postpone(tx, id, owner, until, &reason).map_err(Failure::from))
        .wait()
}

/// Seconds until the next attempt of a message: 5, 10, 20 … at most an hour.
fn back_off(attempts: u32) -> i64 {
    (5_i64 << attempts.saturating_sub(1).min(10)).min(3600)
}
