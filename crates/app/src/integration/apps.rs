//! "App management": a company's global admins register programs and give them keys.

use crate::enrolment::application::own_scope;
use crate::identity::proof::require_recent;
use crate::secrets::{open_with_cookie, seal_for_cookie, token_hash};
use crate::{App, Failure, Intent, Pending, Request, Work};
use domain::caller::{AdminSetting, AgentSetting, Caller, Client};
use domain::enrolment::form::{Answers, FieldProblem};
use domain::ids::{ClientAppId, TenantId, fresh_token, fresh_uuid};
use domain::integration::{self as rules, Validity};
use domain::permission::{TenantAction, TenantScope};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use store::client_app::{self, ClientApp, Keys, Secret};
use store::{DbError, Reply, shown_secret};
use uuid::Uuid;
use zeroize::Zeroizing;

/// Characters of a key that stay readable, so that people can tell keys apart.
const HINT_CHARS: usize = 4;

pub(super) fn scope(request: &Request) -> Result<TenantScope, Failure> {
    own_scope(request, TenantAction::ManageApps)
}

pub(super) fn subject(app: Uuid) -> String {
    format!("app/{app}")
}

/// A program, and the keys of it that open something; none when there is no such key.
#[derive(Debug, Clone)]
pub struct Overview {
    /// The program.
    pub app: ClientApp,
    /// Its keys together.
    pub keys: Option<Keys>,
}

/// The company's programs.
pub fn list(app: &App, request: &Request) -> Reply<Vec<Overview>, Failure> {
    let (scope, now) = match scope(request) {
        Ok(scope) => (scope, app.clock.wall()),
        Err(failure) => return Reply::ready(Err(failure)),
    };
    app.read(move |tx| {
        let mut keys: HashMap<Uuid, Keys> = HashMap::new();
        for of_app in client_app::live_keys(tx, scope, now)? {
            keys.insert(of_app.app_id, of_app);
        }
        let apps = client_app::list(tx, scope)?.into_iter();
        let overview = apps.map(|app| Overview {
            keys: keys.remove(&app.id),
            app,
        });
        Ok(overview.collect())
    })
}

/// A program and its keys, newest first.
pub fn get(
    app: &App,
    request: &Request,
    id: ClientAppId,
) -> Reply<(ClientApp, Vec<Secret>), Failure> {
    let scope = match scope(request) {
        Ok(scope) => scope,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    app.read(move |tx| {
        let found = client_app::get(tx, scope, id.0)?.ok_or(Failure::NotFound)?;
        Ok((found, client_app::secrets(tx, scope, id.0)?))
    })
}

struct Typed {
    name: String,
    agent: AgentSetting,
    admin: AdminSetting,
}

fn judge(typed: &Answers) -> Result<Typed, Failure> {
    let value = |field: &str| typed.get(field).map_or("", String::as_str);
    let name = rules::name(value("app_name"));
    let agent = AgentSetting::from_text(value("agent_setting"));
    let admin = AdminSetting::from_text(value("admin_setting"));
    match (name, agent, admin) {
        (Ok(name), Some(agent), Some(admin)) => Ok(Typed { name, agent, admin }),
        (name, agent, admin) => {
            let mut problems: Vec<_> = name.err().into_iter().collect();
            if agent.is_none() {
                problems.push(FieldProblem::plain("agent_setting", "choice-unknown"));
            }
            if admin.is_none() {
                problems.push(FieldProblem::plain("admin_setting", "choice-unknown"));
            }
            Err(Failure::Invalid(problems))
        }
    }
}

/// Registers a program, once for each key of the form.
///
/// # Errors
/// [`Failure::Invalid`] at fields; [`Failure::Conflict`] (`authenticate-again`).
pub fn register(app: &App, request: &Request, typed: &Answers, key: &str) -> Pending<ClientAppId> {
    let (scope, judged) = match scope(request).and_then(|scope| Ok((scope, judge(typed)?))) {
        Ok(found) => found,
        Err(failure) => return Pending::refused(failure),
    };
    let id = ClientAppId::fresh(&*app.entropy);
    let intent = Intent::new("app.register", scope.tenant().0, subject(id.0)).once(key, typed);
    app.command(request, intent, move |work| {
        require_recent(work)?;
        let by = work.request.caller.person().map(|p| p.name.clone());
        let row = ClientApp {
            id: id.0,
            tenant_id: scope.tenant().0,
            name: judged.name.clone(),
            agent_setting: judged.agent.text().to_owned(),
            admin_setting: judged.admin.text().to_owned(),
            created_at: work.now,
            created_by: by.unwrap_or_default(),
            disabled_at: None,
            is_public: false,
            version: 1,
        };
        client_app::add(work.tx, &row).map_err(|error| match error {
            DbError::Unique(_) => {
                Failure::Invalid(vec![FieldProblem::plain("app_name", "app-name-taken")])
            }
            other => other.into(),
        })?;
        work.audit("name", row.name.as_str());
        work.audit("agent_setting", row.agent_setting.as_str());
        work.audit("admin_setting", row.admin_setting.as_str());
        Ok(id)
    })
}

/// A key and what the database keeps of it. Keys open things in real time.
fn fresh_secret(app: &App, client: Uuid, validity: Validity) -> (Zeroizing<String>, Secret) {
    let text = Zeroizing::new(fresh_token(&*app.entropy));
    let now = app.clock.wall();
    let row = Secret {
        id: fresh_uuid(&*app.entropy),
        app_id: client,
        hint: text.chars().take(HINT_CHARS).collect(),
        hash: token_hash(&text).to_vec(),
        created_at: now,
        expires_at: now.plus_days(validity.days()),
        revoked_at: None,
        last_used_at: None,
    };
    (text, row)
}

/// Gives a program a key, which [`reveal`] shows once to whoever asked for it. `cookie` is the
/// caller's session cookie: the key is sealed with it.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Conflict`] (`authenticate-again`).
pub fn add_key(
    app: &App,
    request: &Request,
    id: ClientAppId,
    validity: Validity,
    cookie: &str,
    key: &str,
) -> Result<Uuid, Failure> {
    let scope = scope(request)?;
    let viewer = request.caller.person().ok_or(Failure::SignInFirst)?;
    let viewer = viewer.account.0;
    let (text, row) = fresh_secret(app, id.0, validity);
    let sealed = seal_for_cookie(&*app.entropy, cookie, text.as_bytes())?;
    let intent = Intent::new("app.add-key", scope.tenant().0, subject(id.0))
        .once(key, &(id, validity.days()));
    app.command(request, intent, move |work| {
        require_recent(work)?;
        client_app::get(work.tx, scope, id.0)?.ok_or(Failure::NotFound)?;
        client_app::add_secret(work.tx, &row)?;
        let seconds = work.app.programme.registration.credentials_visible_seconds;
        let until = work.now.plus_seconds(i64::from(seconds));
        shown_secret::keep(work.tx, row.id, viewer, &sealed, until)?;
        work.audit("hint", row.hint.as_str());
        work.audit("days", validity.days());
        Ok(row.id)
    })
    .wait()
}

/// Registers a program with a key for somebody who is not in front of a page: demonstrations and
/// tests. Gives the key itself.
///
/// # Errors
/// [`Failure`].
pub fn provide(
    app: &App,
    tenant: TenantId,
    name: &str,
    agent: AgentSetting,
    admin: AdminSetting,
) -> Result<(ClientAppId, Uuid, Zeroizing<String>), Failure> {
    let request = crate::jobs::timers::request(app);
    let scope = domain::permission::authorise(&request.caller, TenantAction::ManageApps, tenant)?;
    let id = ClientAppId::fresh(&*app.entropy);
    let (text, secret) = fresh_secret(app, id.0, Validity::OneYear);
    let secret_id = secret.id;
    let row = ClientApp {
        id: id.0,
        tenant_id: tenant.0,
        name: name.to_owned(),
        agent_setting: agent.text().to_owned(),
        admin_setting: admin.text().to_owned(),
        created_at: app.clock.now(),
        created_by: String::new(),
        disabled_at: None,
        is_public: false,
        version: 1,
    };
    let intent = Intent::new("app.register", scope.tenant().0, subject(id.0));
    app.command(&request, intent, move |work| {
        client_app::add(work.tx, &row)?;
        client_app::add_secret(work.tx, &secret)?;
        work.audit("name", row.name.as_str());
        Ok(())
    })
    .wait()?;
    Ok((id, secret_id, text))
}

#[derive(Serialize, Deserialize)]
struct Looked {
    sealed: Option<Vec<u8>>,
}

/// Shows a key on the first look of whoever asked for it; the look is audited.
///
/// # Errors
/// [`Failure::NotFound`].
pub fn reveal(
    app: &App,
    request: &Request,
    id: ClientAppId,
    secret: Uuid,
    cookie: &str,
) -> Result<Option<Zeroizing<String>>, Failure> {
    let scope = scope(request)?;
    let intent = Intent::new("app.reveal-key", scope.tenant().0, subject(id.0));
    let looked = app
        .command(request, intent, move |work| {
            let viewer = work.request.caller.person().ok_or(Failure::SignInFirst)?;
            let viewer = viewer.account.0;
            let keys = client_app::secrets(work.tx, scope, id.0)?;
            if !keys.iter().any(|key| key.id == secret) {
                return Err(Failure::NotFound);
            }
            let sealed = shown_secret::take(work.tx, secret, viewer, work.now)?;
            work.audit("secret_shown", sealed.is_some());
            Ok(Looked { sealed })
        })
        .wait()?;
    let opened = looked
        .sealed
        .and_then(|s| open_with_cookie(cookie, &s).ok());
    Ok(opened
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .map(Zeroizing::new))
}

/// Makes a key, and every token made with it, worth nothing.
///
/// # Errors
/// [`Failure::NotFound`] when it is not there or revoked already.
pub fn revoke_key(app: &App, request: &Request, id: ClientAppId, secret: Uuid) -> Pending<()> {
    let scope = match scope(request) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let intent = Intent::new("app.revoke-key", scope.tenant().0, subject(id.0));
    app.command(request, intent, move |work| {
        let done = client_app::revoke_secret(work.tx, scope, id.0, secret, work.app.clock.wall())?;
        if !done {
            return Err(Failure::NotFound);
        }
        shown_secret::discard(work.tx, secret)?;
        work.audit("key", secret.to_string());
        Ok(())
    })
}

/// Stops a program, or lets it call again. Its tokens stop at once.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::Conflict`] (`stale`).
pub fn set_enabled(
    app: &App,
    request: &Request,
    id: ClientAppId,
    version: i64,
    enabled: bool,
) -> Pending<()> {
    let scope = match scope(request) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let action = if enabled { "app.enable" } else { "app.disable" };
    let intent = Intent::new(action, scope.tenant().0, subject(id.0));
    app.command(request, intent, move |work: &mut Work<'_, '_>| {
        client_app::get(work.tx, scope, id.0)?.ok_or(Failure::NotFound)?;
        let since = (!enabled).then_some(work.now);
        if client_app::set_disabled(work.tx, scope, id.0, version, since)? {
            Ok(())
        } else {
            Err(Failure::conflict("stale"))
        }
    })
}

/// A program of the company as who calls, for the explorer of a sandbox.
///
/// # Errors
/// [`Failure::NotFound`] for one that is not there or is disabled.
pub async fn as_caller(app: &App, request: &Request, id: ClientAppId) -> Result<Caller, Failure> {
    let (found, _) = get(app, request, id).await?;
    let standing = request.caller.standing();
    if found.disabled_at.is_some() {
        return Err(Failure::NotFound);
    }
    Ok(Caller::Client(Client {
        app: id,
        name: found.name,
        tenant: TenantId(found.tenant_id),
        agent: AgentSetting::from_text(&found.agent_setting).unwrap_or(AgentSetting::None),
        admin: AdminSetting::from_text(&found.admin_setting).unwrap_or(AdminSetting::None),
        standing,
    }))
}
