//! Who holds a token of the interface, and whether the company may call it now.

use super::signing;
use super::throttle::{Counted, Left};
use super::tokens::{Claims, Edition, Head, is_known_resource, issuer};
use crate::{App, Failure};
use data_encoding::BASE64URL_NOPAD;
use domain::caller::{AdminSetting, AgentSetting, Caller, Client};
use domain::ids::{ClientAppId, TenantId};
use domain::integration::{READS_PER_MINUTE, WRITES_PER_MINUTE};
use domain::partner::{Standing, Status};
use serde::de::DeserializeOwned;
use store::client_app;

/// Longest token that is looked at.
const LONGEST: usize = 8 * 1024;
/// How far clocks of our nodes may be apart, seconds.
const SKEW: i64 = 60;

/// Finds out who holds a token; nobody for one that is forged, over, or made with a key that opens
/// nothing any more. The database is asked each time, so a revoked key ends its tokens at once.
/// Blocks.
///
/// # Errors
/// [`Failure`] of the store.
pub fn authenticate(app: &App, token: &str) -> Result<Option<Caller>, Failure> {
    let Some(claims) = read(app, token)? else {
        return Ok(None);
    };
    let now = app.clock.now();
    let found = app
        .read(move |tx| Ok(client_app::bearer(tx, claims.appid, claims.key, now)?))
        .wait()?;
    let caller = found.filter(|b| b.tenant_id == claims.tid).map(|bearer| {
        Caller::Client(Client {
            app: ClientAppId(bearer.id),
            name: bearer.name,
            tenant: TenantId(bearer.tenant_id),
            agent: AgentSetting::from_text(&bearer.agent_setting).unwrap_or(AgentSetting::None),
            admin: AdminSetting::from_text(&bearer.admin_setting).unwrap_or(AdminSetting::None),
            standing: Standing {
                status: bearer.partner_status.as_deref().and_then(Status::from_text),
                orders_blocked_from: bearer.orders_blocked_from,
            },
        })
    });
    Ok(caller)
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
    let now = app.clock.now().0.div_euclid(1_000_000);
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
    let (whose, limit) = if writes {
        (Counted::Writes(tenant), WRITES_PER_MINUTE)
    } else {
        (Counted::Reads(tenant), READS_PER_MINUTE)
    };
    app.memory().counts.take(whose, limit, app.clock.now())
}
