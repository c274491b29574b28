//! The way of a request through the interface, the same for every operation: ids, token, budget,
//! permission, document, work, answer.

use super::absent::{self, Why};
use super::call::{Call, Reply};
use super::kept::{Exchange, cut, logged};
use super::missing;
use super::problem::Problem;
use super::table::{self, Operation};
use super::wire::{Ids, plain_request};
use crate::http::{Site, blocking};
use app::Request;
use app::i18n::texts;
use app::integration::bearer;
use app::integration::throttle::Left;
use axum::Router;
use axum::body::Body;
use axum::extract::{RawPathParams, Request as HttpRequest, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, on};
use domain::caller::Caller;
use domain::language::Language;
use domain::permission::authorise;
use domain::sandbox::fault::{self, Fault};
use domain::selling::Reason;
use serde_json::Value;
use std::any::Any;
use tower::ServiceExt;
use tower::util::MapRequest;
use tower_http::catch_panic::CatchPanicLayer;
use uuid::Uuid;

/// Most bytes of a document.
const MOST: usize = 1024 * 1024;

/// The whole interface as a service behind addresses that may be written in any case.
pub fn service(site: Site) -> MapRequest<Router, fn(HttpRequest) -> HttpRequest> {
    let mut router = Router::new();
    for op in table::all() {
        let method = Method::from_bytes(op.method.as_bytes());
        let Some(filter) = method.ok().and_then(|m| MethodFilter::try_from(m).ok()) else {
            continue;
        };
        let handler = move |State(site): State<Site>, params: RawPathParams, sent: HttpRequest| {
            let params = params
                .iter()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect();
            serve(site, Target::Operation(op), params, sent)
        };
        router = router.route(&op.path.to_ascii_lowercase(), on(filter, handler));
    }
    for (method, path, _, why) in absent::ABSENT {
        let method = Method::from_bytes(method.as_bytes());
        let Some(filter) = method.ok().and_then(|m| MethodFilter::try_from(m).ok()) else {
            continue;
        };
        let handler = move |State(site): State<Site>, sent: HttpRequest| {
            serve(site, Target::Absent(*why), Vec::new(), sent)
        };
        router = router.route(&path.to_ascii_lowercase(), on(filter, handler));
    }
    let unknown = |State(site): State<Site>, sent: HttpRequest| {
        serve(site, Target::Unknown, Vec::new(), sent)
    };
    let router = router
        .fallback(unknown)
        .method_not_allowed_fallback(|State(site): State<Site>, sent: HttpRequest| async move {
            let (parts, _) = sent.into_parts();
            let (ids, _) = Ids::of(&site, &parts.headers);
            let language = plain_request(&site, &parts).language;
            let mut response = refuse(&site, &ids, language, &Problem::wrong_method());
            dress(&mut response, &ids, None);
            response
        })
        .layer(CatchPanicLayer::custom(panicked))
        .with_state(site);
    router.map_request(tidy as fn(HttpRequest) -> HttpRequest)
}

/// One way to write each address: lower case, single slashes, none at the end.
fn tidy(mut sent: HttpRequest) -> HttpRequest {
    let path = sent.uri().path();
    let parts: Vec<_> = path.split('/').filter(|part| !part.is_empty()).collect();
    let mut tidy = format!("/{}", parts.join("/")).to_ascii_lowercase();
    // Events name subscriptions by such an address, because the interface's documents do.
    if let Some(rest) = tidy.strip_prefix("/webhooks/v1/customers/") {
        tidy = format!("/v1/customers/{rest}");
    }
    // The documents of the interface write this one in two ways.
    if tidy == "/v1/profiles/supportprofile" {
        tidy = "/v1/profiles/support".to_owned();
    }
    if tidy == "/auditactivity/v1/auditrecords" {
        tidy = "/v1/auditrecords".to_owned();
    }
    if tidy == path {
        return sent;
    }
    if let Some(query) = sent.uri().query() {
        tidy.push('?');
        tidy.push_str(query);
    }
    if let Ok(uri) = tidy.parse::<Uri>() {
        *sent.uri_mut() = uri;
    }
    sent
}

fn panicked(_: Box<dyn Any + Send>) -> Response {
    let body = Problem::from(app::Failure::internal("a handler panicked"));
    let body = body.body(texts(Language::En)).to_string();
    let kind = [(header::CONTENT_TYPE, JSON)];
    (StatusCode::INTERNAL_SERVER_ERROR, kind, body).into_response()
}

const JSON: &str = "application/json; charset=utf-8";

/// Who calls, where that is known already: the explorer's calls come from this process. Nothing that
/// comes over the network has this.
#[derive(Debug, Clone)]
pub(crate) struct Known(pub(crate) Caller);

/// What an address leads to.
#[derive(Clone, Copy)]
enum Target {
    /// An operation.
    Operation(&'static Operation),
    /// One that others have.
    Absent(Why),
    /// Nothing.
    Unknown,
}

/// What becomes known of a request while it is answered.
#[derive(Default)]
struct Told {
    left: Option<Left>,
    /// Who called.
    caller: Option<Caller>,
    /// The document that was sent, where it was read.
    document: Value,
    /// Whether the connection is to be cut.
    cut: bool,
}

/// Answers one request.
async fn serve(
    site: Site,
    target: Target,
    params: Vec<(String, String)>,
    sent: HttpRequest,
) -> Response {
    let (parts, body) = sent.into_parts();
    let started = site.app.clock.wall();
    let (ids, usable) = Ids::of(&site, &parts.headers);
    let mut request = plain_request(&site, &parts);
    request.correlation = ids.correlation;
    let language = request.language;
    let mut told = Told::default();
    let outcome = match usable {
        Ok(()) => {
            let incoming = Incoming {
                site: &site,
                target,
                params,
                ids: &ids,
                request,
                parts: &parts,
                body,
            };
            answer(incoming, &mut told).await
        }
        Err(problem) => Err(problem),
    };
    let mut response = match outcome {
        Ok(reply) => give(&site, reply),
        Err(problem) => refuse(&site, &ids, language, &problem),
    };
    dress(&mut response, &ids, told.left);
    let took = site.app.clock.wall().0.saturating_sub(started.0);
    let operation = match target {
        Target::Operation(op) => op.id,
        Target::Absent(_) | Target::Unknown => "",
    };
    let status = response.status().as_u16();
    metrics::counter!("tongdao_api_requests_total", "status" => status.to_string()).increment(1);
    tracing::info!(
        target: "tongdao::http", method = %parts.method, operation, status, took_us = took,
        correlation = %ids.correlation, request = %ids.request, "call"
    );
    let tenant = told.caller.as_ref().and_then(Caller::tenant);
    if let (Some(tenant), Some(caller)) = (tenant, &told.caller)
        && app::integration::log::is_on(&site.app, tenant.0)
    {
        let exchange = Exchange {
            tenant: tenant.0,
            caller,
            parts: &parts,
            document: &told.document,
            operation,
            correlation: ids.correlation,
            started,
            took,
            cut: told.cut,
        };
        response = logged(&site, exchange, response).await;
    }
    if told.cut {
        return cut();
    }
    response
}

/// A request that has just come in.
struct Incoming<'a> {
    site: &'a Site,
    target: Target,
    params: Vec<(String, String)>,
    ids: &'a Ids,
    request: Request,
    parts: &'a Parts,
    body: Body,
}

async fn answer(incoming: Incoming<'_>, told: &mut Told) -> Result<Reply, Problem> {
    let Incoming {
        site,
        target,
        params,
        ids,
        mut request,
        parts,
        body,
    } = incoming;
    let caller = holder(site, parts).await?;
    told.caller = Some(caller.clone());
    let writes = !matches!(parts.method, Method::GET | Method::HEAD);
    let counted = bearer::count(&site.app, &caller, writes);
    told.left = Some(counted.map_err(Problem::too_many)?);
    let fault = fault(site, &caller, &parts.headers)?;
    if let Some(fault) = &fault {
        tokio::time::sleep(fault.delay).await;
        if fault.is_at_once() {
            return Err(fail(fault, told));
        }
    }
    // Whether an address exists is told only to who may ask.
    let op = match target {
        Target::Operation(op) => op,
        Target::Absent(why) => return Err(absent::problem(why)),
        Target::Unknown => return Err(Problem::not_found()),
    };
    let tenant = caller.tenant().ok_or_else(Problem::unauthorised)?;
    authorise(&caller, op.action, tenant).map_err(app::Failure::from)?;
    // The whole interface is a partner's, whichever part of it an operation is of.
    let standing = caller.standing().may_call();
    standing.map_err(|_| app::Failure::from(Reason::NotAPartner))?;
    if let Some(customer) = orders_for(op, &params) {
        let counted = bearer::count_order(&site.app, &caller, customer);
        let counted = match counted {
            Ok(counted) => counted,
            // As where any other budget is used up: only when to come again is told.
            Err(seconds) => {
                told.left = None;
                return Err(Problem::too_many(seconds));
            }
        };
        told.left = told.left.map(|left| left.tighter(counted));
    }
    if !wants_json(&parts.headers) {
        return Err(Problem::not_acceptable());
    }
    let document = if op.writes() {
        document(&parts.headers, body).await?
    } else {
        Value::Null
    };
    told.document = document.clone();
    request.caller = caller;
    let call = Call {
        site: site.clone(),
        request,
        ids: ids.clone(),
        params,
        query: query(parts.uri.query().unwrap_or_default())?,
        headers: parts.headers.clone(),
        document,
    };
    if fault.as_ref().is_some_and(|fault| fault.provisioning) {
        app::sandbox::fail_provisioning(&site.app, tenant);
    }
    let (asker, parts_named) = (call.request.clone(), call.params.clone());
    let named = |name: &str| {
        let found = parts_named.iter().find(|(known, _)| known == name);
        found.map_or_else(String::new, |(_, value)| value.clone())
    };
    let reply = match (op.handler)(call).await {
        Ok(reply) => reply,
        Err(problem) => {
            return Err(missing::numbered(&site.app, &asker, op, named, problem).await);
        }
    };
    match fault {
        Some(fault) if fault.after_commit => Err(fail(&fault, told)),
        _ => Ok(reply),
    }
}

/// The customer an order or a cart is sent for: those have a budget for each customer.
fn orders_for(op: &Operation, params: &[(String, String)]) -> Option<Uuid> {
    let counted = op.writes() && (op.id.starts_with("orders.") || op.id.starts_with("carts."));
    let named = params.iter().find(|(name, _)| name == "customer_id");
    let (_, customer) = named.filter(|_| counted)?;
    customer.parse().ok()
}

/// The fault a program asks for; none outside a sandbox, whatever is sent.
fn fault(site: &Site, caller: &Caller, headers: &HeaderMap) -> Result<Option<Fault>, Problem> {
    let asked = headers.get(fault::HEADER);
    let Some(value) = asked.filter(|_| app::sandbox::is_for(&site.app, caller)) else {
        return Ok(None);
    };
    let read = value
        .to_str()
        .map_err(|_| String::new())
        .and_then(Fault::read);
    read.map(Some).map_err(Problem::unknown_fault)
}

fn fail(fault: &Fault, told: &mut Told) -> Problem {
    told.cut = fault.drop;
    Problem::forced(fault.status.unwrap_or(500), fault.retry_after)
}

/// Who holds the token that was sent.
async fn holder(site: &Site, parts: &Parts) -> Result<Caller, Problem> {
    if let Some(Known(caller)) = parts.extensions.get() {
        return Ok(caller.clone());
    }
    let mut sent = parts.headers.get_all(header::AUTHORIZATION).iter();
    let (Some(value), other) = (sent.next(), sent.next()) else {
        return Err(Problem::unauthorised());
    };
    // Two are one too many: which of them would count?
    if other.is_some() {
        return Err(Problem::invalid_token());
    }
    let value = value.to_str().map_err(|_| Problem::invalid_token())?;
    let (scheme, token) = value.split_once(' ').ok_or_else(Problem::unauthorised)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(Problem::unauthorised());
    }
    let token = token.trim();
    let found = match bearer::known(&site.app, token) {
        bearer::Known::Holder(caller) => return Ok(caller),
        bearer::Known::Asked(found) => found.await?,
        bearer::Known::Nothing => {
            let (app, token) = (site.app.clone(), token.to_owned());
            blocking(move || bearer::authenticate(&app, &token)).await?
        }
    };
    found.ok_or_else(Problem::invalid_token)
}

fn wants_json(headers: &HeaderMap) -> bool {
    let mut wanted = headers.get_all(header::ACCEPT).iter().peekable();
    wanted.peek().is_none()
        || wanted.any(|value| {
            let value = value.to_str().unwrap_or_default().to_ascii_lowercase();
            value.split(',').any(|range| {
                let kind = range.split(';').next().unwrap_or_default().trim();
                matches!(
                    kind,
                    "application/json" | "application/*" | "*/*" | "text/json" | ""
                )
            })
        })
}

/// Reads the document of a request; none counts as one without properties.
async fn document(headers: &HeaderMap, body: Body) -> Result<Value, Problem> {
    let bytes = axum::body::to_bytes(body, MOST).await;
    let bytes = bytes.map_err(|_| Problem::too_large())?;
    if bytes.is_empty() {
        return Ok(Value::Null);
    }
    let kind = headers
        .get(header::CONTENT_TYPE)
        .map(|v| v.to_str().unwrap_or("?"));
    let kind = kind.map(|kind| {
        kind.split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase()
    });
    if kind.is_some_and(|kind| kind != "application/json" && kind != "text/json") {
        return Err(Problem::wrong_content());
    }
    // Some clients begin with a byte order mark.
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    serde_json::from_slice(bytes).map_err(|_| Problem::input("", "api-malformed"))
}

fn query(text: &str) -> Result<Vec<(String, String)>, Problem> {
    let pairs = crate::http::form::decode(text.as_bytes());
    pairs.map_err(|_| Problem::input("", "api-malformed-query"))
}

fn give(site: &Site, mut reply: Reply) -> Response {
    if let Some(bytes) = reply.pdf {
        let kind = [(header::CONTENT_TYPE, "application/pdf")];
        return (reply.status, kind, bytes).into_response();
    }
    let mut response = match reply.text() {
        Some(text) => {
            let kind = [(header::CONTENT_TYPE, JSON)];
            (reply.status, kind, text).into_response()
        }
        None => reply.status.into_response(),
    };
    let tag = reply.body.as_ref();
    let tag = tag.and_then(|body| body.pointer("/attributes/etag")?.as_str());
    let tag = tag.and_then(|tag| HeaderValue::from_str(&format!("\"{tag}\"")).ok());
    if let Some(tag) = tag {
        response.headers_mut().insert(header::ETAG, tag);
    }
    if let Some((path, seconds)) = reply.operation {
        let headers = response.headers_mut();
        if let Ok(place) = HeaderValue::from_str(&site.app.link(&path)) {
            headers.insert("operation-location", place);
        }
        headers.insert(header::RETRY_AFTER, seconds.into());
    }
    let location = reply.location.map(|path| site.app.link(&path));
    if let Some(location) = location.and_then(|l| HeaderValue::from_str(&l).ok()) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

fn refuse(site: &Site, ids: &Ids, language: Language, problem: &Problem) -> Response {
    if let Some(fault) = problem.fault() {
        tracing::error!(?fault, correlation = %ids.correlation, "a call failed");
    }
    let body = problem.body(texts(language)).to_string();
    let kind = [(header::CONTENT_TYPE, JSON)];
    let mut response = (problem.status(), kind, body).into_response();
    let headers = response.headers_mut();
    if let Some(seconds) = problem.retry_after() {
        headers.insert(header::RETRY_AFTER, seconds.into());
    }
    if problem.status() == StatusCode::UNAUTHORIZED {
        let base = &site.app.public_url;
        let why = problem.challenge();
        let challenge = format!("Bearer authorization_uri=\"{base}/common/oauth2/authorize\"{why}");
        if let Ok(challenge) = HeaderValue::from_str(&challenge) {
            headers.insert(header::WWW_AUTHENTICATE, challenge);
        }
    }
    response
}

fn dress(response: &mut Response, ids: &Ids, left: Option<Left>) {
    let headers = response.headers_mut();
    for (name, id) in [
        ("ms-correlationid", ids.correlation),
        ("ms-requestid", ids.request),
    ] {
        if let Ok(value) = HeaderValue::from_str(&id.to_string()) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
    if let Some(left) = left {
        headers.insert("ratelimit-limit", left.limit.into());
        headers.insert("ratelimit-remaining", left.remaining.into());
        headers.insert("ratelimit-reset", left.reset().into());
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn addresses_are_tidied() {
        let tidied = |uri: &str| {
            let sent = HttpRequest::builder().uri(uri).body(Body::empty()).unwrap();
            tidy(sent).uri().to_string()
        };
        assert_eq!(tidied("/v1//Customers/?Size=1"), "/v1/customers?Size=1");
        assert_eq!(tidied("/v1/customers/7/users/"), "/v1/customers/7/users");
        assert_eq!(tidied("/v1/offers"), "/v1/offers");
        let event = tidied("/webhooks/v1/customers/7/subscriptions/8");
        assert_eq!(event, "/v1/customers/7/subscriptions/8");
    }

    #[test]
    fn json_is_wanted_or_not() {
        let wants = |accept: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, accept.parse().unwrap());
            wants_json(&headers)
        };
        assert!(wants_json(&HeaderMap::new()));
        assert!(wants("application/json") && wants("text/html, */*;q=0.1"));
        assert!(wants("Application/JSON; charset=utf-8"));
        assert!(!wants("text/html") && !wants("application/pdf"));
    }
}
