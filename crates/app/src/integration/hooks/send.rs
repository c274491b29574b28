//! Brings events: claims a delivery, judges where it leads, signs, sends, notes what came of it.

use super::certificate::signer;
use super::reach;
use super::registration::secret_context;
use crate::{App, Failure, fault};
use data_encoding::{BASE64, HEXLOWER};
use domain::effects::Parcel;
use domain::ids::fresh_uuid;
use domain::integration::hooks::{ANSWER_BYTES, is_taken, wait_after};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use store::hooks::{self as rows, Attempt, Delivery, Hook, Next};
use uuid::Uuid;
use zeroize::Zeroizing;

/// Seconds a claimed delivery belongs to whoever claimed it. Looking a name up and waiting for an
/// answer take less.
pub const LEASE_SECONDS: i64 = 60;

/// Brings what is due until told to stop.
pub fn run(app: &App, stop: &AtomicBool) {
    let owner = fresh_uuid(&*app.entropy);
    while !stop.load(Ordering::Relaxed) {
        match one(app, owner) {
            Ok(true) => {}
            Ok(false) => app.memory().hooks.bell.wait(Duration::from_secs(1)),
            Err(failure) => {
                tracing::error!(?failure, "events could not be brought");
                app.memory().hooks.bell.wait(Duration::from_secs(2));
            }
        }
    }
}

/// Wakes whoever brings events, so that it sees that it is to stop.
pub fn wake(app: &App) {
    app.memory().hooks.bell.ring();
}

/// Brings everything that is due now and says how many attempts that were.
///
/// # Errors
/// [`Failure`] of the store.
pub fn drain(app: &App, owner: Uuid) -> Result<usize, Failure> {
    let mut done = 0;
    while one(app, owner)? {
        done += 1;
    }
    Ok(done)
}

/// Makes one attempt, if one is due.
fn one(app: &App, owner: Uuid) -> Result<bool, Failure> {
    if app.messenger.is_none() {
        return Ok(false);
    }
    let now = app.clock.now();
    let due = app.read(move |tx| Ok(rows::is_due(tx, now, LEASE_SECONDS)?));
    if !due.wait()? {
        return Ok(false);
    }
    let claimed = app.db.write(move |tx| {
        let Some(delivery) = rows::claim(tx, owner, now, LEASE_SECONDS)? else {
            return Ok::<_, Failure>(None);
        };
        let hook = rows::of(tx, delivery.tenant_id)?;
        Ok(Some((delivery, hook)))
    });
    let Some((delivery, hook)) = claimed.wait()? else {
        // Another node was faster.
        return Ok(false);
    };
    fault::point("hook", "claimed");
    let (attempt, next) = attempt(app, &delivery, hook.as_ref())?;
    fault::point("hook", "sent");
    settle(app, owner, &delivery, attempt, next)?;
    Ok(true)
}

fn settle(
    app: &App,
    owner: Uuid,
    delivery: &Delivery,
    attempt: Attempt,
    next: Next,
) -> Result<(), Failure> {
    let (id, tenant) = (delivery.id, delivery.tenant_id);
    let outcome = match next {
        Next::Delivered => "delivered",
        Next::Again(_) => "again",
        Next::GivenUp => "given-up",
    };
    metrics::counter!("tongdao_hook_attempts_total", "outcome" => outcome).increment(1);
    if next != Next::Delivered {
        tracing::warn!(
            delivery = %id, %tenant, attempts = attempt.number, problem = attempt.problem,
            "an event was not delivered"
        );
    }
    let settled = app.db.write(move |tx| {
        let mine = rows::settle(tx, id, owner, &attempt, next)?;
        if mine {
            let failing = (next != Next::Delivered).then_some(attempt.at);
            rows::note(tx, tenant, failing)?;
        }
        Ok::<_, Failure>(mine)
    });
    if !settled.wait()? {
        tracing::warn!(delivery = %id, "an event was brought when its time was over");
    }
    Ok(())
}

/// What one attempt came to.
struct Outcome {
    status: Option<u16>,
    problem: String,
    answer: String,
}

impl Outcome {
    fn failed(problem: &str) -> Self {
        Self {
            status: None,
            problem: problem.to_owned(),
            answer: String::new(),
        }
    }
}

fn attempt(
    app: &App,
    delivery: &Delivery,
    hook: Option<&Hook>,
) -> Result<(Attempt, Next), Failure> {
    let begun = app.clock.now();
    let live = hook.filter(|hook| hook.stopped_at.is_none());
    let outcome = match live {
        Some(hook) => bring(app, delivery, hook)?,
        None => Outcome::failed("stopped"),
    };
    let at = app.clock.now();
    let next = if outcome.status.is_some_and(is_taken) {
        Next::Delivered
    } else if live.is_none() {
        Next::GivenUp
    } else {
        wait_after(delivery.attempts)
            .map_or(Next::GivenUp, |wait| Next::Again(at.plus_seconds(wait)))
    };
    let took = at.0.saturating_sub(begun.0).max(0) / 1000;
    let attempt = Attempt {
        number: delivery.attempts,
        at,
        took: u32::try_from(took).unwrap_or(u32::MAX),
        url: hook.map(|hook| hook.url.clone()).unwrap_or_default(),
        status: outcome.status.map(i64::from),
        problem: outcome.problem,
        answer: outcome.answer,
    };
    Ok((attempt, next))
}

fn bring(app: &App, delivery: &Delivery, hook: &Hook) -> Result<Outcome, Failure> {
    let addresses = match reach::addresses(app, &hook.url) {
        Ok(addresses) => addresses,
        Err(closed) => return Ok(Outcome::failed(closed.code())),
    };
    let Some(messenger) = &app.messenger else {
        return Ok(Outcome::failed("not-sent"));
    };
    let parcel = Parcel {
        url: hook.url.clone(),
        addresses,
        headers: headers(app, delivery, hook)?,
        body: delivery.body.clone(),
        answer_bytes: ANSWER_BYTES,
    };
    Ok(match messenger.bring(&parcel) {
        Ok(receipt) => Outcome {
            problem: match receipt.status {
                status if is_taken(status) => String::new(),
                300..400 => "redirected".to_owned(),
                _ => "refused".to_owned(),
            },
            status: Some(receipt.status),
            answer: readable(&receipt.answer),
        },
        Err(reason) => {
            tracing::info!(delivery = %delivery.id, reason, "a receiver gave no answer");
            Outcome::failed(if reason.contains("in time") {
                "too-slow"
            } else {
                "not-reached"
            })
        }
    })
}

/// The headers of the interface's documents, the delivery's name, and the signature with the shared
/// secret where there is one. All are made anew for each attempt.
fn headers(
    app: &App,
    delivery: &Delivery,
    hook: &Hook,
) -> Result<Vec<(&'static str, String)>, Failure> {
    let signer = signer(app)?;
    let signature = BASE64.encode(&signer.sign(app, &delivery.body)?);
    let name = if hook.ms_header {
        "x-ms-signature"
    } else {
        "Authorization"
    };
    let mut headers = vec![
        (name, format!("Signature {signature}")),
        ("X-MS-Certificate-Url", signer.address(app)),
        ("X-MS-Signature-Algorithm", "rsa-sha256".to_owned()),
        ("X-Tongdao-Delivery", delivery.id.to_string()),
    ];
    if let Some(sealed) = &hook.secret {
        let secret = Zeroizing::new(app.keyring.open(&secret_context(hook), sealed)?);
        let seconds = app.clock.now().0.div_euclid(1_000_000).to_string();
        headers.push((
            "X-Tongdao-Signature",
            hashed(&secret, &seconds, &delivery.body)?,
        ));
        headers.push(("X-Tongdao-Timestamp", seconds));
    }
    Ok(headers)
}

/// The same signature as towards the telephone gateway and the credit bureau.
fn hashed(secret: &[u8], seconds: &str, body: &str) -> Result<String, Failure> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).map_err(Failure::internal)?;
    for part in [seconds, ".", body] {
        mac.update(part.as_bytes());
    }
    Ok(format!(
        "v1={}",
        HEXLOWER.encode(&mac.finalize().into_bytes())
    ))
}

/// An answer as text that can be kept and shown.
fn readable(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.chars()
        .map(|c| match c {
            '\n' | '\t' => c,
            c if c.is_control() => '\u{FFFD}',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_shared_secret_signs_as_the_gateways_secret_does() {
        // The sample of docs/operate/webhooks.md.
        let signature = hashed(
            b"example-secret-with-32-characters",
            "1767225600",
            r#"{"EventName":"test-created"}"#,
        );
        assert_eq!(
            signature.unwrap(),
            "v1=7e4ff4864695c104795e1c58b6582598ccba46605c06e7ae2af0b31d9e9a2e9e"
        );
    }

    #[test]
    fn answers_are_kept_as_text() {
        assert_eq!(
            readable(b"ok\0\xff\r\n<b>"),
            "ok\u{FFFD}\u{FFFD}\u{FFFD}\n<b>"
        );
    }
}
