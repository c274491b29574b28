//! Drains the outbox with leases. Any number of nodes can run it: a job is claimed before it is
//! done, and done again by another node when its lease runs out.

use super::timers;
use crate::notifications::{Undelivered, mail, telephone};
use crate::{
    App, Failure, Request, accounts, agreements, credit, enrolment, fault, identity, integration,
    orders, sandbox,
};
use domain::caller::Caller;
use domain::effects::Instant;
use domain::enrolment::provisioning;
use domain::ids::{ApplicationId, DocumentId, OrderId, SignatureId, TenantId, fresh_uuid};
use domain::language::Language;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use store::outbox::{self, Job, Message};
use uuid::Uuid;

/// How long claimed jobs belong to their worker. Whoever is slower than this may meet another worker
/// at the same job.
const LEASE_SECONDS: i64 = 300;
/// A claimed job that was not begun after so many seconds goes back to the others, so that the
/// slowest delivery still ends within the lease.
const BEGIN_SECONDS: i64 = 60;
/// Longest wait for a database that is away while it is to be written that a message has left. As
/// long as this is not written the message might leave once more.
const RECORD_SECONDS: u32 = 120;
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
    let mut broken = false;
    while !stop.load(Ordering::Relaxed) {
        // A clock that is turned under a job in hand would end its lease.
        let turn = &app.sandbox_memory().turning;
        let working = turn.read().unwrap_or_else(PoisonError::into_inner);
        let now = app.clock.now();
        if now.seconds_since(looked).abs() >= LOOK_SECONDS {
            looked = now;
            timers::run_due(app);
        }
        // After a fault jobs may still be ours by name; nobody else gets them before the lease ends.
        let drained = if broken {
            give_back(app, owner).and_then(|()| drain_until(app, owner, stop))
        } else {
            drain_until(app, owner, stop)
        };
        broken = drained.is_err();
        if let Err(failure) = integration::log::flush(app) {
            tracing::error!(?failure, "the log of requests could not be written");
        }
        drop(working);
        match drained {
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
    drain_until(app, owner, &AtomicBool::new(false))
}

fn drain_until(app: &App, owner: Uuid, stop: &AtomicBool) -> Result<usize, Failure> {
    let now = app.clock.now();
    let lease = now.plus_seconds(LEASE_SECONDS);
    if !app
        .read(move |tx| Ok(outbox::is_due(tx, now, lease)?))
        .wait()?
    {
        return Ok(0);
    }
    let jobs = app
        .db
        .write(move |tx| outbox::claim(tx, owner, now, lease, BATCH).map_err(Failure::from))
        .wait()?;
    for (done, job) in jobs.iter().enumerate() {
        let late = app.clock.now().seconds_since(now).abs() > BEGIN_SECONDS;
        if late || stop.load(Ordering::Relaxed) {
            give_back(app, owner)?;
            return Ok(done);
        }
        fault::point(&job.kind, "claimed");
        let outcome = perform(app, job);
        fault::point(&job.kind, "performed");
        settle(app, owner, job, outcome)?;
    }
    Ok(jobs.len())
}

/// Lets others have what this worker has claimed and not begun.
fn give_back(app: &App, owner: Uuid) -> Result<(), Failure> {
    app.db
        .write(move |tx| outbox::give_back(tx, owner).map_err(Failure::from))
        .wait()
}

/// The request a job is done under.
fn request(job: &Job) -> Request {
    Request {
        caller: Caller::System,
        ip: String::new(),
        user_agent: "worker".to_owned(),
        correlation: job.correlation,
        language: Language::ZhHans,
    }
}

/// Does a job. A message that has left is returned, to be recorded in the very transaction that ends
/// the job: it is recorded if and only if nobody will send it again.
fn perform(app: &App, job: &Job) -> Result<Option<Message>, Undelivered> {
    let request = request(job);
    let done = match job.kind.as_str() {
        "mail" => return mail::deliver(app, &job.payload).map(Some),
        "telephone" => return telephone::deliver(app, job.id, &job.payload).map(Some),
        "telephone-notice" => {
            return telephone::deliver_notice(app, job.id, &job.payload).map(Some);
        }
        // What a visitor without an account caused: as much work as a code, and nothing leaves.
        "nothing" => return Ok(None),
        "checks" => {
            parsed::<ApplicationId>(job).and_then(|id| enrolment::checks::run(app, &request, id))
        }
        "website" => parsed::<ApplicationId>(job)
            .and_then(|id| enrolment::checks::look_at_website(app, &request, id)),
        "recovery-code" => {
            parsed(job).and_then(|order| identity::recovery::send_code(app, &request, &order))
        }
        "domain" => parsed::<(TenantId, String)>(job)
            .and_then(|(tenant, name)| accounts::domains::look_again(app, &request, tenant, &name)),
        "print" => parsed::<(TenantId, SignatureId)>(job)
            .and_then(|(tenant, id)| agreements::evidence::print(app, &request, tenant, id)),
        "provision" => parsed::<TenantId>(job)
            .and_then(|tenant| enrolment::provisioning::run(app, &request, tenant)),
        "bureau" => parsed::<Uuid>(job)
            .and_then(|id| credit::inquiries::send(app, &request, id, job.attempts)),
        "provision-order" => parsed::<(TenantId, OrderId)>(job).and_then(|(partner, order)| {
            if sandbox::is_to_fail(app, partner) {
                return Err(Failure::unavailable("a program asked for this fault"));
            }
            orders::provision(app, &request, partner, order)
        }),
        "import" => parsed::<(TenantId, Uuid)>(job).and_then(|(partner, import)| {
            crate::customers::imports::work(app, &request, partner, import)
        }),
        "export" => {
            parsed(job).and_then(|asked| crate::billing::exports::run(app, &request, asked))
        }
        "scan" => parsed::<DocumentId>(job)
            .and_then(|id| enrolment::scanning::run(app, &request, id, job.attempts)),
        "erase" => {
            parsed::<String>(job).and_then(|key| crate::privacy::retention::erase_bytes(app, &key))
        }
        unknown => Err(Failure::internal(format!("no handler for {unknown}"))),
    };
    done.map(|()| None).map_err(|failure| Undelivered {
        reason: format!("{failure:?}"),
        permanent: false,
    })
}

fn parsed<T: serde::de::DeserializeOwned>(job: &Job) -> Result<T, Failure> {
    serde_json::from_str(&job.payload).map_err(Failure::internal)
}

/// Ends a job that was done.
fn finish(app: &App, owner: Uuid, job: &Job, message: Option<Message>) -> Result<(), Failure> {
    metrics::counter!("tongdao_outbox_done_total", "kind" => job.kind.clone()).increment(1);
    let id = job.id;
    let mut waited = 0;
    loop {
        let (now, left) = (app.clock.now(), message.clone());
        let ended = app
            .db
            .write(move |tx| {
                if let Some(message) = &left {
                    outbox::record_message(tx, message)?;
                }
                outbox::finish(tx, id, owner, now).map_err(Failure::from)
            })
            .wait();
        match ended {
            Err(Failure::Unavailable(fault)) if message.is_some() && waited < RECORD_SECONDS => {
                tracing::warn!(?fault, "a message has left but is not recorded yet");
                std::thread::sleep(Duration::from_secs(1));
                waited += 1;
            }
            ended => return ended,
        }
    }
}

fn settle(
    app: &App,
    owner: Uuid,
    job: &Job,
    outcome: Result<Option<Message>, Undelivered>,
) -> Result<(), Failure> {
    let (id, now) = (job.id, app.clock.now());
    let undelivered = match outcome {
        Ok(message) => return finish(app, owner, job, message),
        Err(undelivered) => undelivered,
    };
    let reason: String = undelivered.reason.chars().take(500).collect();
    let messages = matches!(job.kind.as_str(), "mail" | "telephone" | "telephone-notice");
    metrics::counter!("tongdao_outbox_failed_total", "kind" => job.kind.clone()).increment(1);
    tracing::warn!(
        kind = job.kind, subject = job.subject, attempts = job.attempts,
        correlation = %job.correlation, reason, "a job failed"
    );
    if messages && (undelivered.permanent || job.attempts >= ATTEMPTS) {
        // Before the mail is given up: a crash in between repeats this, and does not lose it.
        if let Some(token) = mail::confirmation_token(&job.payload) {
            enrolment::contacts::bounced(app, &request(job), &token)?;
        }
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
