//! The log of requests: what programs sent and what they got, for the company's own people.
//!
//! Always on in a sandbox; elsewhere a global admin switches it on for a day at a time. Requests are
//! put aside in memory and written in batches by the worker, off the way of the requests themselves.
//! Bounds: [`KEPT_ROWS`] a company, [`KEPT_DAYS`] days, [`SENT_BYTES`] and [`GOT_BYTES`] of a body,
//! [`MOST_WAITING`] in memory. Secrets are never kept.

use crate::enrolment::application::own_scope;
use crate::{App, Failure, Intent, Pending, Request};
use domain::effects::Instant;
use domain::permission::TenantAction;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};
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
pub(crate) struct Log(Mutex<Inside>);

#[derive(Default)]
struct Inside {
    waiting: Vec<ApiRequest>,
    on: HashMap<Uuid, Instant>,
    looked: Option<Instant>,
}

impl Log {
    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
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
    let inside = app.memory().log.inside();
    let until = inside.on.get(&tenant).copied();
    until.filter(|until| *until > app.clock.wall())
}

/// Puts a request aside.
pub fn put(app: &App, request: ApiRequest) {
    let mut inside = app.memory().log.inside();
    if inside.waiting.len() < MOST_WAITING {
        inside.waiting.push(request);
    } else {
        metrics::counter!("tongdao_api_log_lost_total").increment(1);
    }
}

/// Writes what was put aside, and reads where it is on.
///
/// # Errors
/// [`Failure`] of the store.
pub fn flush(app: &App) -> Result<u64, Failure> {
    let now = app.clock.wall();
    let (batch, look) = {
        let mut inside = app.memory().log.inside();
        let old = |at: Instant| !(0..LOOK_SECONDS).contains(&now.seconds_since(at));
        let look = !app.is_sandbox() && inside.looked.is_none_or(old);
        if look {
            inside.looked = Some(now);
        }
        (std::mem::take(&mut inside.waiting), look)
    };
    if look {
        let on = app.read(move |tx| Ok(rows::switched_on(tx, now)?)).wait()?;
        let on = on.into_iter().map(|row| (row.tenant_id, row.on_until));
        app.memory().log.inside().on = on.collect();
    }
    if batch.is_empty() {
        return Ok(0);
    }
    let count = u64::try_from(batch.len()).unwrap_or(u64::MAX);
    app.db
        .write(move |tx| {
            let tenants: BTreeSet<Uuid> = batch.iter().map(|request| request.tenant_id).collect();
            for request in &batch {
                rows::add(tx, request)?;
            }
            for tenant in tenants {
                rows::trim(tx, tenant, KEPT_ROWS)?;
            }
            Ok::<_, Failure>(())
        })
        .wait()?;
    Ok(count)
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
    flush(app)?;
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

/// Has a company's requests kept for a day, or no more.
pub fn switch(app: &App, request: &Request, on: bool) -> Pending<()> {
    let scope = match own_scope(request, TenantAction::ManageApps) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let now = app.clock.wall();
    let until = if on { now.plus_days(ON_DAYS) } else { now };
    app.memory().log.inside().on.insert(scope.tenant().0, until);
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
