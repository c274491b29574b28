//! What is thrown away by itself: old keys, counters and carts.

use crate::{App, Failure, Request};
use domain::accounts::contact::SECONDS as CONTACT_SECONDS;
use domain::identity::authenticator::REPLACEMENT_SECONDS;
use domain::identity::lockout::FORGOTTEN_AFTER;
use domain::integration::delegation::TOLD_DAYS;
use domain::notices::ARCHIVE_DAYS;
use store::{
    authenticator, delegation, housekeeping, idempotency, notices, orders, recovery, shown_secret,
    sign_in_lock,
};

/// How long an idempotency key is remembered, days. Longer than any client repeats a request.
const KEY_DAYS: i64 = 30;
/// How long attempts are counted, days. The longest window of a limit is thirty.
const ATTEMPT_DAYS: i64 = 31;
/// How long a cart that ran out is told to have, days.
const CART_DAYS: i64 = 30;
/// Rows removed in one transaction, so that nobody waits long for the writer.
const BATCH: u32 = 500;

/// Removes what is due and says how many rows that were.
///
/// # Errors
/// [`Failure`] of the store.
pub fn run(app: &App, _: &Request) -> Result<u64, Failure> {
    // Tokens follow real time, everything else the installation's.
    let (now, wall) = (app.clock.now(), app.clock.wall());
    let mut removed = 0;
    loop {
        let batch = app
            .db
            .write(move |tx| {
                let secrets = shown_secret::forget(tx, now)?
                    + store::contact::forget(tx, now.plus_seconds(-CONTACT_SECONDS))?
                    + authenticator::forget(tx, now.plus_seconds(-REPLACEMENT_SECONDS))?;
                let keys = idempotency::forget(tx, now.plus_days(-KEY_DAYS), BATCH)?;
                let attempts =
                    housekeeping::forget_attempts(tx, now.plus_days(-ATTEMPT_DAYS), BATCH)?;
                let recoveries = recovery::forget(tx, now.plus_days(-1), BATCH)?;
                let quiet = now.plus_seconds(-FORGOTTEN_AFTER);
                let locks = sign_in_lock::forget(tx, quiet, BATCH)?;
                let carts = orders::forget_carts(tx, now.plus_days(-CART_DAYS), BATCH)?;
                let tokens = delegation::forget(tx, wall, wall.plus_days(-TOLD_DAYS), BATCH)?;
                let put_away = notices::forget(tx, now.plus_days(-ARCHIVE_DAYS), BATCH)?;
                Ok::<_, Failure>(
                    secrets + keys + attempts + recoveries + locks + carts + tokens + put_away,
                )
            })
            .wait()?;
        removed += batch;
        if batch < u64::from(BATCH) {
            return Ok(removed);
        }
    }
}
