//! Who holds a token of the interface, and whether the company may call it now.

use super::signing;
use super::throttle::{Counted, Left};
use super::tokens::{Claims, Edition, Head, is_known_resource, issuer};
use crate::{App, Failure};
use data_encoding::BASE64URL_NOPAD;
use domain::caller::{AdminSetting, AgentSetting, Caller, Client, Delegate, Person, Stage};
use domain::effects::Instant;
use domain::ids::{AccountId, ClientAppId, SessionId, TenantId};
use domain::language::Language;
use domain::partner::{Standing, Status};
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use store::client_app;
use store::delegation::family::{self, Acting};

/// Longest token that is looked at.
const LONGEST: usize = 8 * 1024;
/// How far clocks of our nodes may be apart, seconds.
const SKEW: i64 = 60;

/// How long a reading of a token's holder is used; see [`Holders`].
const KEPT_SECONDS: i64 = 5;
/// Readings kept at the same time.
const MOST: usize = 10_000;

/// Who held which token a moment ago, by the hash of the token. A reading is used as long as this
/// node has written nothing since, and at most for [`KEPT_SECONDS`]: a key revoked here ends its
/// tokens at once, one revoked on another node within that time.
#[derive(Default)]
pub(crate) struct Holders(Mutex<HashMap<[u8; 32], Holder>>);

struct Holder {
    caller: Caller,
    /// When the token runs out, seconds.
    until: i64,
    read_at: Instant,
    writes: u64,
}

impl Holder {
    fn is_good(&self, now: Instant, writes: u64) -> bool {
        self.writes == writes
            && (0..KEPT_SECONDS).contains(&now.seconds_since(self.read_at))
            && now.0.div_euclid(1_000_000) < self.until
    }
}

/// Who holds a token, if that was found out a moment ago.
#[must_use]
pub fn recent(app: &App, token: &str) -> Option<Caller> {
    let (now, writes) = (app.clock.wall(), app.db.writes_ended());
    let hash: [u8; 32] = Sha256::digest(token).into();
    let known = &app.memory().holders.0;
    let known = known.lock().unwrap_or_else(PoisonError::into_inner);
    let holder = known.get(&hash).filter(|held| held.is_good(now, writes))?;
    Some(holder.caller.clone())
}

fn keep(app: &App, token: &str, holder: Holder) {
    let hash: [u8; 32] = Sha256::digest(token).into();
    let known = &app.memory().holders.0;
    let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
    if known.len() >= MOST {
        let (now, writes) = (holder.read_at, holder.writes);
        known.retain(|_, held| held.is_good(now, writes));
    }
    if known.len() < MOST {
        known.insert(hash, holder);
    }
}

/// Finds out who holds a token; nobody for one that is forged, over, or made with a key that opens
/// nothing any more. Blocks.
///
/// # Errors
/// [`Failure`] of the store.
pub fn authenticate(app: &App, token: &str) -> Result<Option<Caller>, Failure> {
    let writes = app.db.writes_ended();
    let Some(claims) = read(app, token)? else {
        return Ok(None);
    };
    // Keys open things in real time: a sandbox whose clock is turned by a year goes on being called.
    let now = app.clock.wall();
    let (program, key, family) = (claims.appid, claims.key, claims.grant);
    let found = app.read(move |tx| match (key, family) {
        (Some(key), None) => Ok(client_app::bearer(tx, program, key, now)?.map(client)),
        (None, Some(id)) => Ok(family::bearer(tx, id, now)?.map(|(family, acting)| {
            let (id, proved_at) = (SessionId(family.id), family.proved_at);
            delegate(acting, id, Some(proved_at))
        })),
        _ => Ok(None),
    });
    let caller = found.wait()?.filter(|caller| {
        let program = match caller {
            Caller::Client(client) => client.app.0,
            Caller::Delegate(delegate) => delegate.client.app.0,
            _ => return false,
        };
        caller.tenant() == Some(TenantId(claims.tid))
            && program == claims.appid
            && caller.actor() == Some(claims.oid)
    });
    if let Some(caller) = &caller {
        let holder = Holder {
            caller: caller.clone(),
            until: claims.exp,
            read_at: app.clock.wall(),
            writes,
        };
        keep(app, token, holder);
    }
    Ok(caller)
}

fn client(bearer: client_app::Bearer) -> Caller {
    Caller::Client(Client {
        app: ClientAppId(bearer.id),
        name: bearer.name,
        tenant: TenantId(bearer.tenant_id),
        agent: AgentSetting::from_text(&bearer.agent_setting).unwrap_or(AgentSetting::None),
        admin: AdminSetting::from_text(&bearer.admin_setting).unwrap_or(AdminSetting::None),
        standing: standing(bearer.partner_status.as_deref(), bearer.orders_blocked_from),
    })
}

fn standing(status: Option<&str>, orders_blocked_from: Option<Instant>) -> Standing {
    Standing {
        status: status.and_then(Status::from_text),
        orders_blocked_from,
    }
}

/// A program that acts for a person.
pub(super) fn delegate(acting: Acting, family: SessionId, proved_at: Option<Instant>) -> Caller {
    let agent = |text: &str| AgentSetting::from_text(text).unwrap_or(AgentSetting::None);
    let admin = |text: &str| AdminSetting::from_text(text).unwrap_or(AdminSetting::None);
    let standing = standing(acting.partner_status.as_deref(), acting.orders_blocked_from);
    let name = acting.full_name();
    Caller::Delegate(Box::new(Delegate {
        client: Client {
            app: ClientAppId(acting.app_id),
            name: acting.app_name,
            tenant: TenantId(acting.tenant_id),
            agent: agent(&acting.app_agent),
            admin: admin(&acting.app_admin),
            standing,
        },
        agent: agent(&acting.agent_setting),
        admin: admin(&acting.admin_setting),
        person: Person {
            account: AccountId(acting.account_id),
            session: family,
            tenant: TenantId(acting.tenant_id),
            organisation: acting.organisation,
            sign_in_name: acting.sign_in_name,
            name,
            language: Language::from_tag(&acting.language).unwrap_or(Language::ZhHans),
            stage: Stage::Full,
            mfa_at: proved_at,
            standing,
        },
    }))
}

fn read(app: &App, token: &str) -> Result<Option<Claims>, Failure> {
    if token.len() > LONGEST {
        return Ok(None);
    }
    let Some((text, signature)) = token.rsplit_once('.') else {
        return Ok(None);
    };
    let Some((head, body)) = text.split_once('.') else {
        return Ok(None);
    };
    let (Some(head), Some(claims), Ok(signature)) = (
        part::<Head>(head),
        part::<Claims>(body),
        BASE64URL_NOPAD.decode(signature.as_bytes()),
    ) else {
        return Ok(None);
    };
    if head.alg != "RS256" || !signing::is_ours(app, &head.kid, text, &signature)? {
        return Ok(None);
    }
    let now = app.clock.wall().0.div_euclid(1_000_000);
    let issued_here = [Edition::V1, Edition::V2]
        .iter()
        .any(|edition| claims.iss == issuer(app, claims.tid, *edition));
    let good = issued_here
        && is_known_resource(app, &claims.aud)
        && claims.nbf <= now + SKEW
        && now < claims.exp;
    Ok(good.then_some(claims))
}

fn part<T: DeserializeOwned>(text: &str) -> Option<T> {
    let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// Counts a request of a company's programs.
///
/// # Errors
/// How many seconds to wait.
pub fn count(app: &App, caller: &Caller, writes: bool) -> Result<Left, u32> {
    let tenant = caller
        .tenant()
        .map_or_else(uuid::Uuid::nil, |tenant| tenant.0);
    let limits = &app.programme.interface;
    let (whose, limit) = if writes {
        (Counted::Writes(tenant), limits.writes_per_minute)
    } else {
        (Counted::Reads(tenant), limits.reads_per_minute)
    };
    app.memory().counts.take(whose, limit, app.clock.wall())
}

/// What is left of a company's reads and writes on this node, without counting the question.
#[must_use]
pub fn budgets(app: &App, tenant: TenantId) -> [Left; 2] {
    let (counts, now) = (&app.memory().counts, app.clock.wall());
    let limits = &app.programme.interface;
    [
        counts.left(&Counted::Reads(tenant.0), limits.reads_per_minute, now),
        counts.left(&Counted::Writes(tenant.0), limits.writes_per_minute, now),
    ]
}
