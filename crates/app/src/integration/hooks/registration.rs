//! Where a company wants to be told: registering, changing, the shared secret, stopping.

use super::reach::{self, Closed};
use super::{intent, scope};
use crate::identity::proof::{require_recent, require_recent_of_people};
use crate::secrets::{open_with_cookie, seal_for_cookie};
use crate::{App, Failure, Pending, Request, Work};
use data_encoding::BASE64URL_NOPAD;
use domain::enrolment::form::FieldProblem;
use domain::ids::fresh_uuid;
use domain::integration::hooks as rules;
use domain::permission::TenantScope;
use serde::{Deserialize, Serialize};
use store::hooks::{self as rows, Hook};
use store::{Reply, shown_secret};
use zeroize::Zeroizing;

/// Bytes of a shared secret.
const SECRET_BYTES: usize = 32;

/// What a registration is to be.
#[derive(Debug, Clone, Serialize)]
pub struct Wish {
    /// Where to.
    pub url: String,
    /// Names of events.
    pub events: Vec<String>,
    /// Whether the signature is to stand in `x-ms-signature`; none leaves it as it is.
    pub ms_header: Option<bool>,
}

/// The caller's company's registration, if it has one.
pub fn registration(app: &App, request: &Request) -> Reply<Option<Hook>, Failure> {
    match scope(request) {
        Ok(scope) => app.read(move |tx| Ok(rows::get(tx, scope)?)),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

fn loaded(work: &mut Work<'_, '_>, scope: TenantScope) -> Result<Hook, Failure> {
    rows::get(work.tx, scope)?.ok_or(Failure::NotFound)
}

/// Host and scheme: what may be read in the audit log. The rest of an address may hold a secret.
fn place(url: &str) -> String {
    let url = url::Url::parse(url).ok();
    url.map(|url| url.origin().ascii_serialization())
        .unwrap_or_default()
}

/// What a wish comes to, or everything that is wrong with it.
fn judged(app: &App, wish: &Wish) -> Result<(String, String), Failure> {
    let url = rules::callback(&wish.url, app.local_hooks);
    let events = rules::events(wish.events.iter().map(String::as_str));
    let (url, events) = match (url, events) {
        (Ok(url), Ok(events)) => (url, events),
        (url, events) => {
            let problems = [url.err(), events.err()];
            return Err(Failure::Invalid(problems.into_iter().flatten().collect()));
        }
    };
    // Silence of the name servers keeps nobody from registering: it is asked again before each
    // delivery.
    let problem = match reach::addresses(app, &url) {
        Err(Closed::Nowhere) => Some("url-not-found"),
        Err(Closed::Inside) => Some("url-not-public"),
        Ok(_) | Err(Closed::Unanswered) => None,
    };
    if let Some(code) = problem {
        return Err(Failure::Invalid(vec![FieldProblem::plain(
            "hook_url", code,
        )]));
    }
    let events: Vec<_> = events.into_iter().map(rules::Event::name).collect();
    Ok((url, events.join(",")))
}

/// Registers (`version` none), or changes what is registered: of that version, or of any for 0.
/// A registration that was stopped goes on.
///
/// # Errors
/// [`Failure::Invalid`] at `hook_url` and `hook_events`; [`Failure::Conflict`] (`hook-registered`,
/// `stale`, `authenticate-again`); [`Failure::NotFound`].
pub fn register(
    app: &App,
    request: &Request,
    wish: &Wish,
    version: Option<i64>,
    key: &str,
) -> Result<(), Failure> {
    let scope = scope(request)?;
    let (url, events) = judged(app, wish)?;
    let action = match version {
        None => "hook.register",
        Some(_) => "hook.change",
    };
    let (id, ms_header) = (fresh_uuid(&*app.entropy), wish.ms_header);
    let intent = intent(action, scope).once(key, &(wish, version));
    app.command(request, intent, move |work| {
        require_recent_of_people(work)?;
        work.audit("place", place(&url));
        work.audit("events", events.as_str());
        let Some(version) = version else {
            let hook = Hook {
                tenant_id: scope.tenant().0,
                id,
                url: url.clone(),
                events: events.clone(),
                ms_header: ms_header.unwrap_or_default(),
                secret: None,
                created_at: work.now,
                changed_at: work.now,
                failing_since: None,
                stopped_at: None,
                version: 1,
            };
            return rows::add(work.tx, scope, &hook).map_err(|error| {
                if error.is_unique() {
                    Failure::conflict("hook-registered")
                } else {
                    error.into()
                }
            });
        };
        let mut hook = loaded(work, scope)?;
        if version != 0 && version != hook.version {
            return Err(Failure::conflict("stale"));
        }
        hook.url.clone_from(&url);
        hook.events.clone_from(&events);
        hook.ms_header = ms_header.unwrap_or(hook.ms_header);
        saved(work, scope, hook)
    })
    .wait()
}

/// Saves a registration, which then goes on if it was stopped.
fn saved(work: &mut Work<'_, '_>, scope: TenantScope, mut hook: Hook) -> Result<(), Failure> {
    hook.changed_at = work.now;
    hook.failing_since = None;
    hook.stopped_at = None;
    if rows::save(work.tx, scope, &hook)? {
        Ok(())
    } else {
        Err(Failure::conflict("stale"))
    }
}

/// Lets a stopped registration go on. What happened meanwhile is not told.
pub fn resume(app: &App, request: &Request, version: i64, key: &str) -> Pending<()> {
    let scope = match scope(request) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let intent = intent("hook.resume", scope).once(key, &version);
    app.command(request, intent, move |work| {
        let hook = loaded(work, scope)?;
        if hook.version != version || hook.stopped_at.is_none() {
            return Err(Failure::conflict("stale"));
        }
        saved(work, scope, hook)
    })
}

/// Removes a registration, of a version or of any for 0; what waits to be delivered is given up.
pub fn remove(app: &App, request: &Request, version: i64, key: &str) -> Pending<()> {
    let scope = match scope(request) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let intent = intent("hook.remove", scope).once(key, &version);
    app.command(request, intent, move |work| {
        require_recent_of_people(work)?;
        let hook = loaded(work, scope)?;
        let wanted = if version == 0 { hook.version } else { version };
        if !rows::remove(work.tx, scope, wanted)? {
            return Err(Failure::conflict("stale"));
        }
        rows::give_up_all(work.tx, scope)?;
        shown_secret::discard(work.tx, hook.id)?;
        work.audit("place", place(&hook.url));
        Ok(())
    })
}

/// What seals the secret of a registration.
pub(super) fn secret_context(hook: &Hook) -> Vec<u8> {
    context_of(hook.id)
}

/// The same by the id of a registration.
pub(crate) fn context_of(id: uuid::Uuid) -> Vec<u8> {
    [b"hook:".as_slice(), id.as_bytes()].concat()
}

/// Gives a registration a shared secret in place of the one before; [`reveal_secret`] shows it once
/// to whoever asked for it. `cookie` is the caller's session cookie.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Conflict`] (`stale`, `authenticate-again`).
pub fn add_secret(
    app: &App,
    request: &Request,
    version: i64,
    cookie: &str,
    key: &str,
) -> Result<(), Failure> {
    let scope = scope(request)?;
    let viewer = request.caller.person().ok_or(Failure::SignInFirst)?;
    let viewer = viewer.account.0;
    let mut bytes = Zeroizing::new([0; SECRET_BYTES]);
    app.entropy.fill(&mut *bytes);
    let text = Zeroizing::new(BASE64URL_NOPAD.encode(&*bytes));
    let shown = seal_for_cookie(&*app.entropy, cookie, text.as_bytes())?;
    let intent = intent("hook.add-secret", scope).once(key, &version);
    app.command(request, intent, move |work| {
        require_recent(work)?;
        let mut hook = loaded(work, scope)?;
        if hook.version != version {
            return Err(Failure::conflict("stale"));
        }
        let context = secret_context(&hook);
        let sealed = work
            .app
            .keyring
            .seal(&*work.app.entropy, &context, text.as_bytes())?;
        hook.secret = Some(sealed);
        hook.changed_at = work.now;
        if !rows::save(work.tx, scope, &hook)? {
            return Err(Failure::conflict("stale"));
        }
        let seconds = work.app.programme.registration.credentials_visible_seconds;
        let until = work.now.plus_seconds(i64::from(seconds));
        shown_secret::keep(work.tx, hook.id, viewer, &shown, until)?;
        Ok(())
    })
    .wait()
}

/// Takes the shared secret away: bodies are signed with the certificate's key alone.
pub fn remove_secret(app: &App, request: &Request, version: i64, key: &str) -> Pending<()> {
    let scope = match scope(request) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let intent = intent("hook.remove-secret", scope).once(key, &version);
    app.command(request, intent, move |work| {
        require_recent(work)?;
        let mut hook = loaded(work, scope)?;
        if hook.version != version || hook.secret.is_none() {
            return Err(Failure::conflict("stale"));
        }
        hook.secret = None;
        hook.changed_at = work.now;
        shown_secret::discard(work.tx, hook.id)?;
        if rows::save(work.tx, scope, &hook)? {
            Ok(())
        } else {
            Err(Failure::conflict("stale"))
        }
    })
}

#[derive(Serialize, Deserialize)]
struct Looked {
    sealed: Option<Vec<u8>>,
}

/// Shows the shared secret on the first look of whoever asked for it; the look is audited.
///
/// # Errors
/// [`Failure::NotFound`].
pub fn reveal_secret(
    app: &App,
    request: &Request,
    cookie: &str,
) -> Result<Option<Zeroizing<String>>, Failure> {
    let scope = scope(request)?;
    let intent = intent("hook.reveal-secret", scope);
    let looked = app
        .command(request, intent, move |work| {
            let viewer = work.request.caller.person().ok_or(Failure::SignInFirst)?;
            let viewer = viewer.account.0;
            let hook = loaded(work, scope)?;
            let sealed = shown_secret::take(work.tx, hook.id, viewer, work.now)?;
            work.audit("secret_shown", sealed.is_some());
            Ok(Looked { sealed })
        })
        .wait()?;
    let opened = looked
        .sealed
        .and_then(|sealed| open_with_cookie(cookie, &sealed).ok());
    Ok(opened
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .map(Zeroizing::new))
}
