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
use store::delegation::family::{self, Acting};
use store::{Reply, Tx, client_app};
use uuid::Uuid;

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
/// tokens at once, one revoked on another node within that time. That the signature is good does not
/// change with what is written, so it is checked anew only after that time.
#[derive(Default)]
pub(crate) struct Holders(Mutex<HashMap<[u8; 32], Holder>>);

#[derive(Clone)]
struct Holder {
    caller: Caller,
    /// What the token says.
    signed: Signed,
    read_at: Instant,
    writes: u64,
}

/// What a token says whose signature is ours.
#[derive(Clone)]
struct Signed {
    program: Uuid,
    key: Option<Uuid>,
    family: Option<Uuid>,
    tenant: TenantId,
    actor: Uuid,
    /// When the token runs out, seconds.
    until: i64,
    /// When the signature was checked.
    checked_at: Instant,
}

fn is_recent(at: Instant, now: Instant) -> bool {
    (0..KEPT_SECONDS).contains(&now.seconds_since(at))
}

impl Signed {
    fn is_good(&self, now: Instant) -> bool {
        is_recent(self.checked_at, now) && now.0.div_euclid(1_000_000) < self.until
    }
}

impl Holder {
    fn is_good(&self, now: Instant, writes: u64) -> bool {
        self.writes == writes && is_recent(self.read_at, now) && self.signed.is_good(now)
    }
}

fn hash_of(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}

/// What is known of a token already.
pub enum Known {
    /// Who holds it, found out a moment ago.
    Holder(Caller),
    /// That its signature is good; who holds it now is being asked.
    Asked(Reply<Option<Caller>, Failure>),
    /// Nothing: [`authenticate`] has to look at it.
    Nothing,
}

/// What is known of a token, without a look at its signature.
pub fn known(app: &App, token: &str) -> Known {
    let (now, writes) = (app.clock.wall(), app.db.writes_ended());
    let hash = hash_of(token);
    let held = {
        let holders = &app.memory().holders.0;
        let holders = holders.lock().unwrap_or_else(PoisonError::into_inner);
        match holders.get(&hash) {
            Some(held) if held.is_good(now, writes) => return Known::Holder(held.caller.clone()),
            Some(held) if held.signed.is_good(now) => held.signed.clone(),
            _ => return Known::Nothing,
        }
    };
    Known::Asked(ask(app, hash, held, writes))
}

fn keep(app: &App, hash: [u8; 32], holder: Holder) {
    let holders = &app.memory().holders.0;
    let mut holders = holders.lock().unwrap_or_else(PoisonError::into_inner);
    if holders.len() >= MOST {
        let (now, writes) = (holder.read_at, holder.writes);
        holders.retain(|_, held| held.is_good(now, writes));
    }
    if holders.len() < MOST {
        holders.insert(hash, holder);
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
    let signed = Signed {
        program: claims.appid,
        key: claims.key,
        family: claims.grant,
        tenant: TenantId(claims.tid),
        actor: claims.oid,
        until: claims.exp,
        checked_at: app.clock.wall(),
    };
    ask(app, hash_of(token), signed, writes).wait()
}

/// Asks who holds a token with a good signature; `writes` had ended before.
fn ask(app: &App, hash: [u8; 32], signed: Signed, writes: u64) -> Reply<Option<Caller>, Failure> {
    // Keys open things in real time: a sandbox whose clock is turned by a year goes on being called.
    let now = app.clock.wall();
    let keeper = app.clone();
    let is_key = signed.key.is_some();
    let ask = move |tx: &mut Tx<'_>| {
        let found = match (signed.key, signed.family) {
            (Some(key), None) => client_app::bearer(tx, signed.program, key, now)?.map(client),
            (None, Some(id)) => family::bearer(tx, id, now)?.map(|(family, acting)| {
                let (id, proved_at) = (SessionId(family.id), family.proved_at);
                delegate(acting, id, Some(proved_at))
            }),
            _ => None,
        };
        let caller = found.filter(|caller| {
            let program = match caller {
                Caller::Client(client) => client.app.0,
                Caller::Delegate(delegate) => delegate.client.app.0,
                _ => return false,
            };
            caller.tenant() == Some(signed.tenant)
                && program == signed.program
                && caller.actor() == Some(signed.actor)
        });
        if let Some(caller) = &caller {
            let holder = Holder {
                caller: caller.clone(),
                signed,
                read_at: now,
                writes,
            };
            keep(&keeper, hash, holder);
        }
        Ok(caller)
    };
    // Whom a program acts for takes two statements.
    if is_key {
        app.look(ask)
    } else {
        app.short_read(ask)
    }
}

fn client(bearer: client_app::Bearer) -> Caller {
    Caller::Client(Client {
        app: ClientAppId(bearer.id),
        name: bearer.name,
        tenant: TenantId(bearer.tenant_id),
        agent: AgentSetting::from_text(&bearer.agent_setting).unwrap_or(AgentSetting::None),
        admin: AdminSetting::from_text(&bearer.admin_setting).unwrap_or(AdminSetting::None),
        standing: standing(
            bearer.partner_status.as_deref(),
            bearer.orders_blocked_from,
            bearer.partner_sandbox,
        ),
    })
}

fn standing(
    status: Option<&str>,
    orders_blocked_from: Option<Instant>,
    sandbox: Option<bool>,
) -> Standing {
    Standing {
        status: status.and_then(Status::from_text),
        orders_blocked_from,
        sandbox: sandbox == Some(true),
    }
}

/// A program that acts for a person.
pub(super) fn delegate(acting: Acting, family: SessionId, proved_at: Option<Instant>) -> Caller {
    let agent = |text: &str| AgentSetting::from_text(text).unwrap_or(AgentSetting::None);
    let admin = |text: &str| AdminSetting::from_text(text).unwrap_or(AdminSetting::None);
    let standing = standing(
        acting.partner_status.as_deref(),
        acting.orders_blocked_from,
        acting.partner_sandbox,
    );
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

/// What a token says whose signature and dates are good.
pub(super) fn read(app: &App, token: &str) -> Result<Option<Claims>, Failure> {
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
    let tenant = caller.tenant().map_or_else(Uuid::nil, |tenant| tenant.0);
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
