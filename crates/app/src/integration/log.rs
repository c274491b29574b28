//! The log of requests: what programs sent and what they got, for the company's own people.
//!
//! Always on in a sandbox; elsewhere a global admin switches it on for a day at a time. Requests are
//! put aside in memory and written in batches by the worker, off the way of the requests themselves;
//! a batch that cannot be written is tried again, at most [`MOST_TRIES`] times.
//! Bounds: [`KEPT_ROWS`] a company, [`KEPT_DAYS`] days, [`SENT_BYTES`] and [`GOT_BYTES`] of a body,
//! [`MOST_WAITING`] in memory. Secrets are never kept.

use crate::enrolment::application::own_scope;
use crate::{App, Failure, Intent, Request};
use domain::effects::Instant;
use domain::permission::TenantAction;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::Reply;
use store::api_log::{self as rows, ApiRequest, Filter, Line};
use uuid::Uuid;

/// Requests of a company that are kept.
pub const KEPT_ROWS: u32 = 1000;
/// Days they are kept, in real time.
pub const KEPT_DAYS: i64 = 7;
/// Bytes of a body that was sent.
pub const SENT_BYTES: usize = 8 * 1024;
/// Bytes of a body that was answered.
pub const GOT_BYTES: usize = 16 * 1024;
/// Requests that wait to be written; more are not kept.
const MOST_WAITING: usize = 500;
/// How often a batch is tried; the last try takes each request for itself.
const MOST_TRIES: u32 = 5;
/// Lines of a list.
pub const PAGE: u32 = 50;
/// How long it stays on where it is switched on, days.
const ON_DAYS: i64 = 1;
/// Seconds after which it is read anew where it is on.
const LOOK_SECONDS: i64 = 5;
/// What stands in place of a secret.
const HIDDEN: &str = "•••";

/// What waits and where it is on.
#[derive(Default)]
pub(crate) struct Log {
    inside: Mutex<Inside>,
    /// Whether it is on anywhere: where it is not, requests ask nothing else.
    anywhere: AtomicBool,
}

#[derive(Default)]
struct Inside {
    waiting: Vec<ApiRequest>,
    /// How often the first of them were tried.
    tries: u32,
    on: HashMap<Uuid, Instant>,
    looked: Option<Instant>,
}

impl Log {
    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set_on(&self, on: impl FnOnce(&mut HashMap<Uuid, Instant>)) {
        let mut inside = self.inside();
        on(&mut inside.on);
        self.anywhere
            .store(!inside.on.is_empty(), Ordering::Release);
    }
}

/// Whether a company's requests are kept.
#[must_use]
pub fn is_on(app: &App, tenant: Uuid) -> bool {
    app.is_sandbox() || until(app, tenant).is_some()
}

/// Until when a company's requests are kept, where that ends.
#[must_use]
pub fn until(app: &App, tenant: Uuid) -> Option<Instant> {
    let log = &app.memory().log;
    if !log.anywhere.load(Ordering::Acquire) {
        return None;
    }
    let until = log.inside().on.get(&tenant).copied();
    until.filter(|until| *until > app.clock.wall())
}

/// Puts a request aside.
pub fn put(app: &App, request: ApiRequest) {
    let mut inside = app.memory().log.inside();
    if inside.waiting.len() < MOST_WAITING {
        inside.waiting.push(request);
    } else {
        lost(1);
    }
}

fn lost(requests: usize) {
    let requests = u64::try_from(requests).unwrap_or(u64::MAX);
    metrics::counter!("tongdao_api_log_lost_total").increment(requests);
}

/// Writes what was put aside, and reads where it is on. What cannot be written waits for the next
/// time, and is given up after [`MOST_TRIES`].
///
/// # Errors
/// [`Failure`] of the store.
pub fn flush(app: &App) -> Result<u64, Failure> {
    let now = app.clock.wall();
    let (batch, tries, look) = {
        let mut inside = app.memory().log.inside();
        let old = |at: Instant| !(0..LOOK_SECONDS).contains(&now.seconds_since(at));
        let look = !app.is_sandbox() && inside.looked.is_none_or(old);
        if look {
            inside.looked = Some(now);
        }
        let tries = std::mem::take(&mut inside.tries);
        (std::mem::take(&mut inside.waiting), tries, look)
    };
    // What waits is written, or waits again, before anything else can fail.
    let written = write(app, batch, tries);
    if look {
        let on = app.read(move |tx| Ok(rows::switched_on(tx, now)?)).wait()?;
        let on = on.into_iter().map(|row| (row.tenant_id, row.on_until));
        app.memory().log.set_on(|known| *known = on.collect());
    }
    written
}

/// Writes a batch that was tried so often before.
fn write(app: &App, batch: Vec<ApiRequest>, tries: u32) -> Result<u64, Failure> {
    if batch.is_empty() {
        return Ok(0);
    }
    let batch = Arc::new(batch);
    if tries + 1 >= MOST_TRIES {
        return one_by_one(app, &batch);
    }
    match keep(app, batch.clone(), 0..batch.len()) {
        Ok(()) => Ok(u64::try_from(batch.len()).unwrap_or(u64::MAX)),
        Err(failure) => {
            let mut inside = app.memory().log.inside();
            let newer = std::mem::take(&mut inside.waiting);
            let again = batch.iter().cloned().chain(newer);
            inside.waiting.extend(again);
            let most = inside.waiting.len().min(MOST_WAITING);
            lost(inside.waiting.len() - most);
            inside.waiting.truncate(most);
            inside.tries = tries + 1;
            Err(failure)
        }
    }
}

/// The last try: one request that cannot be kept does not take the others with it.
fn one_by_one(app: &App, batch: &Arc<Vec<ApiRequest>>) -> Result<u64, Failure> {
    let (mut kept, mut last) = (0, None);
    for number in 0..batch.len() {
        match keep(app, batch.clone(), number..number + 1) {
            Ok(()) => kept += 1,
            Err(failure) => {
                lost(1);
                last = Some(failure);
            }
        }
    }
    last.map_or(Ok(kept), Err)
}

fn keep(app: &App, batch: Arc<Vec<ApiRequest>>, which: Range<usize>) -> Result<(), Failure> {
    app.db
        .write(move |tx| {
            let requests = &batch[which.clone()];
            let tenants: BTreeSet<Uuid> = requests.iter().map(|r| r.tenant_id).collect();
            for request in requests {
                rows::add(tx, request)?;
            }
            for tenant in tenants {
                rows::trim(tx, tenant, KEPT_ROWS)?;
            }
            Ok::<_, Failure>(())
        })
        .wait()
}

/// Forgets what is too old.
///
/// # Errors
/// [`Failure`] of the store.
pub fn sweep(app: &App, _: &Request) -> Result<u64, Failure> {
    flush(app)?;
    let before = app.clock.wall().plus_days(-KEPT_DAYS);
    app.db
        .write(move |tx| rows::forget(tx, before).map_err(Failure::from))
        .wait()
}

/// A company's requests, newest first. Blocks.
///
/// # Errors
/// [`Failure`].
pub fn list(app: &App, request: &Request, filter: Filter) -> Result<Vec<Line>, Failure> {
    let scope = own_scope(request, TenantAction::ManageApps)?;
    // What is there can be read even where nothing can be written.
    if let Err(failure) = flush(app) {
        tracing::warn!(?failure, "the log of requests could not be written");
    }
    app.read(move |tx| Ok(rows::list(tx, scope, &filter, PAGE)?))
        .wait()
}

/// One of a company's requests.
pub fn get(app: &App, request: &Request, id: Uuid) -> Reply<ApiRequest, Failure> {
    match own_scope(request, TenantAction::ManageApps) {
        Ok(scope) => app.read(move |tx| rows::get(tx, scope, id)?.ok_or(Failure::NotFound)),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// Has a company's requests kept for a day, or no more. Blocks.
///
/// # Errors
/// [`Failure`].
pub fn switch(app: &App, request: &Request, on: bool) -> Result<(), Failure> {
    let scope = own_scope(request, TenantAction::ManageApps)?;
    let now = app.clock.wall();
    let until = if on { now.plus_days(ON_DAYS) } else { now };
    let action = if on {
        "api-log.switch-on"
    } else {
        "api-log.switch-off"
    };
    let intent = Intent::new(action, scope.tenant().0, "api-log");
    app.command(request, intent, move |work| {
        rows::switch(work.tx, scope, until)?;
        Ok(())
    })
    .wait()?;
    // This node knows at once what others learn within seconds. One that is reading just now may
    // still have the state of before; it reads anew the next time.
    let log = &app.memory().log;
    log.inside().looked = None;
    log.set_on(|known| {
        if on {
            known.insert(scope.tenant().0, until);
        } else {
            known.remove(&scope.tenant().0);
        }
    });
    Ok(())
}

/// A document without its secrets, at most so many bytes.
#[must_use]
pub fn redacted(document: &Value, most: usize) -> String {
    if document.is_null() {
        return String::new();
    }
    let mut clean = document.clone();
    hide(&mut clean);
    cut(
        serde_json::to_string_pretty(&clean).unwrap_or_default(),
        most,
    )
}

/// Names of properties and parameters whose values are secrets.
#[must_use]
pub fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["password", "secret", "token", "authorization", "assertion"]
        .iter()
        .any(|part| name.contains(part))
        || name == "key"
}

fn hide(value: &mut Value) {
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                if is_secret(name) && !value.is_null() {
                    *value = HIDDEN.into();
                } else {
                    hide(value);
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(hide),
        _ => {}
    }
}

/// A path whose query tells no secrets, at most so many bytes.
#[must_use]
pub fn clean_path(path: &str, query: Option<&str>, most: usize) -> String {
    let mut clean = path.to_owned();
    if let Some(query) = query {
        let parts: Vec<String> = query
            .split('&')
            .map(|part| match part.split_once('=') {
                Some((name, _)) if is_secret(name) => format!("{name}={HIDDEN}"),
                _ => part.to_owned(),
            })
            .collect();
        clean.push('?');
        clean.push_str(&parts.join("&"));
    }
    cut(clean, most)
}

/// Cuts a text at a character's end, and says so.
#[must_use]
pub fn cut(mut text: String, most: usize) -> String {
    if text.len() > most {
        let mut end = most;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn secrets_are_hidden_wherever_they_are() {
        let document = json!({
            "userCredentials": { "userName": "admin", "Password": "geheim" },
            "items": [{ "client_secret": "geheim" }, { "accessToken": "geheim", "name": "x" }],
            "key": "geheim",
            "keyword": "seen",
            "refresh_token": null,
        });
        let told = redacted(&document, 10_000);
        assert!(!told.contains("geheim"), "{told}");
        assert!(told.contains("admin") && told.contains("seen") && told.contains(HIDDEN));
        assert_eq!(redacted(&Value::Null, 10), "");
    }

    #[test]
    fn texts_are_cut_between_characters() {
        assert_eq!(cut("苏州".to_owned(), 4), "苏…");
        assert_eq!(cut("苏州".to_owned(), 6), "苏州");
        let path = clean_path("/v1/customers", Some("size=1&access_token=geheim&x"), 200);
        assert_eq!(path, "/v1/customers?size=1&access_token=•••&x");
    }
}
