//! One visit: who it is, in which language, with which cookies. Made once per request by
//! [`layer`], which also writes the log line, the metrics and the headers of every answer.

use super::failure;
use super::query::has_controls;
use crate::Options;
use crate::ui::assets;
use app::identity::session::{self, Authenticated};
use app::{App, Failure, Request};
use axum::extract::{ConnectInfo, FromRequestParts, Request as HttpRequest, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::caller::Caller;
use domain::effects::Instant;
use domain::ids::{fresh_token, fresh_uuid};
use domain::language::Language;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The session cookie.
pub const SESSION: &str = "tongdao_session";
/// The cookie of a registration draft.
pub const DRAFT: &str = "tongdao_draft";
/// The cookie by which a browser that registers companies is known again.
pub const DEVICE: &str = "tongdao_device";
/// The cookie forms are bound to before anybody is signed in.
pub const VISITOR: &str = "tongdao_visitor";
/// The cookie of a recovery.
pub const RECOVERY: &str = "tongdao_recovery";
/// The chosen language.
pub const LANGUAGE: &str = "tongdao_language";

/// The site's state.
#[derive(Clone)]
pub struct Site {
    /// The application.
    pub app: App,
    /// How the server presents itself.
    pub options: Arc<Options>,
}

/// One visit.
#[derive(Clone)]
pub struct Visit {
    /// The site.
    pub site: Site,
    /// Who asks.
    pub request: Request,
    /// Path with query; of a form, those of the page it was on.
    pub path: String,
    /// The cookie of a recovery.
    pub recovery: Option<String>,
    /// The draft's cookie.
    pub draft: Option<String>,
    /// The device's cookie.
    pub device: Option<String>,
    /// How many things wait for the visitor in the action centre.
    pub waiting: Option<u64>,
    /// What the way through the site may still change; clones of a visit share it.
    changing: Arc<Mutex<Changing>>,
}

/// What a form can change while it is being answered: a proof of identity replaces the session's
/// cookie, and with it the token forms are bound to.
#[derive(Default)]
struct Changing {
    session: Option<String>,
    csrf: String,
    cookies: Vec<HeaderValue>,
    sent: Option<Sent>,
    typed: Vec<(String, String)>,
}

/// A form as it was sent, so that a page in between can send it again.
#[derive(Debug, Clone)]
pub struct Sent {
    /// Where to.
    pub action: String,
    /// Its fields but for tokens and codes.
    pub fields: Vec<(String, String)>,
}

impl Visit {
    /// The application.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.site.app
    }

    /// A visit whose forms must carry a token.
    #[must_use]
    pub fn new(site: Site, request: Request, path: String, csrf: String) -> Self {
        Self {
            site,
            request,
            path,
            recovery: None,
            draft: None,
            device: None,
            waiting: None,
            changing: Arc::new(Mutex::new(Changing {
                csrf,
                ..Changing::default()
            })),
        }
    }

    fn changing(&self) -> MutexGuard<'_, Changing> {
        self.changing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What forms of this visitor must carry.
    #[must_use]
    pub fn csrf(&self) -> String {
        self.changing().csrf.clone()
    }

    /// The session's cookie.
    #[must_use]
    pub fn session(&self) -> Option<String> {
        self.changing().session.clone()
    }

    /// Gives the session another cookie from this answer on.
    pub fn rotate(&self, token: String) {
        let (csrf, cookie) = (
            self.app().keyring.form_token(&token),
            self.cookie(SESSION, &token, None),
        );
        let mut changing = self.changing();
        changing.csrf = csrf;
        changing.session = Some(token);
        changing.cookies.push(cookie);
    }

    /// Remembers the form that was sent.
    pub fn keep_sent(&self, sent: Sent) {
        self.changing().sent = Some(sent);
    }

    /// Remembers what was typed into a form that may not be sent again as it is.
    pub fn keep_typed(&self, fields: Vec<(String, String)>) {
        self.changing().typed = fields;
    }

    /// What was typed into the form that was sent, without tokens, codes and passwords.
    #[must_use]
    pub fn typed(&self) -> Vec<(String, String)> {
        self.changing().typed.clone()
    }

    /// The form that was sent, if it can be sent again.
    #[must_use]
    pub fn sent(&self) -> Option<Sent> {
        self.changing().sent.clone()
    }

    /// The language of the answer.
    #[must_use]
    pub fn language(&self) -> Language {
        self.request.language
    }

    /// The texts of that language.
    #[must_use]
    pub fn t(&self) -> &'static app::i18n::Texts {
        app::i18n::texts(self.request.language)
    }

    /// A fresh idempotency key for a form.
    #[must_use]
    pub fn fresh_key(&self) -> String {
        fresh_uuid(&*self.app().entropy).to_string()
    }

    /// A moment as the kit's formats want it.
    #[must_use]
    pub fn timestamp(&self, at: Instant) -> jiff::Timestamp {
        jiff::Timestamp::from_microsecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }

    /// The time of day of a moment in the programme's zone.
    #[must_use]
    pub fn clock(&self, at: Instant) -> String {
        crate::ui::format::clock(self.timestamp(at), self.app().programme.time_zone())
    }

    /// A `Set-Cookie` value; without a lifetime it lives as long as the browser.
    #[must_use]
    pub fn cookie(&self, name: &str, value: &str, seconds: Option<i64>) -> HeaderValue {
        cookie(&self.site.app, name, value, seconds)
    }
}

/// What stands before a cookie's name on the wire: with https it keeps neighbouring hosts from
/// planting one.
fn wire_prefix(app: &App) -> &'static str {
    if app.public_url.starts_with("https://") {
        "__Host-"
    } else {
        ""
    }
}

fn cookie(app: &App, name: &str, value: &str, seconds: Option<i64>) -> HeaderValue {
    let secure = if app.public_url.starts_with("https://") {
        "; Secure"
    } else {
        ""
    };
    let age = seconds.map_or_else(String::new, |s| format!("; Max-Age={s}"));
    let prefix = wire_prefix(app);
    HeaderValue::from_str(&format!(
        "{prefix}{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}"
    ))
    .unwrap_or(HeaderValue::from_static(""))
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        parts
            .extensions
            .get::<Arc<Self>>()
            .map(|visit| Self::clone(visit))
            .ok_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

/// The cookies of a request that are ours and look like it; of several with one name, the first.
#[derive(Default)]
struct Cookies {
    session: Option<String>,
    draft: Option<String>,
    device: Option<String>,
    visitor: Option<String>,
    recovery: Option<String>,
    language: Option<String>,
}

impl Cookies {
    fn of(site: &Site, headers: &HeaderMap) -> Self {
        let prefix = wire_prefix(&site.app);
        let mut found = Self::default();
        let pairs = headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'));
        for pair in pairs {
            let pair = pair.trim_ascii().strip_prefix(prefix);
            let Some((name, value)) = pair.and_then(|pair| pair.split_once('=')) else {
                continue;
            };
            let place = match name {
                SESSION => &mut found.session,
                DRAFT => &mut found.draft,
                DEVICE => &mut found.device,
                VISITOR => &mut found.visitor,
                RECOVERY => &mut found.recovery,
                LANGUAGE => &mut found.language,
                _ => continue,
            };
            if place.is_none() {
                *place = Some(value.to_owned());
            }
        }
        for cookie in found.all() {
            if cookie.as_ref().is_some_and(|value| !looks_like_ours(value)) {
                *cookie = None;
            }
        }
        found
    }

    fn all(&mut self) -> [&mut Option<String>; 6] {
        [
            &mut self.session,
            &mut self.draft,
            &mut self.device,
            &mut self.visitor,
            &mut self.recovery,
            &mut self.language,
        ]
    }
}

fn looks_like_ours(value: &str) -> bool {
    value.len() <= 100
        && value
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// The network address a request comes from.
pub(crate) fn address(site: &Site, parts: &Parts) -> String {
    let forwarded = || {
        let last = parts
            .headers
            .get_all("x-forwarded-for")
            .iter()
            .next_back()?;
        let last = last.to_str().ok()?.rsplit(',').next()?.trim();
        last.parse::<std::net::IpAddr>()
            .ok()
            .map(|ip| ip.to_string())
    };
    let peer = || {
        let ConnectInfo(peer) = parts.extensions.get::<ConnectInfo<SocketAddr>>()?;
        Some(peer.ip().to_string())
    };
    let trusted = site.options.trust_forwarded_for.then(forwarded).flatten();
    trusted.or_else(peer).unwrap_or_default()
}

/// Where the visitor can be led back to. Most addresses forms are sent to cannot be opened; the page
/// the form was on can, and the browser names it.
fn way_back(site: &Site, parts: &Parts) -> String {
    let sender = || {
        let referer = parts.headers.get(header::REFERER)?.to_str().ok()?;
        let path = referer.strip_prefix(site.app.public_url.as_str())?;
        (path.starts_with('/') && !path.starts_with("//") && path.len() < 500)
            .then(|| path.to_owned())
    };
    let form = !matches!(parts.method, Method::GET | Method::HEAD);
    let own = || {
        parts
            .uri
            .path_and_query()
            .map_or("/", |p| p.as_str())
            .to_owned()
    };
    form.then(sender).flatten().unwrap_or_else(own)
}

/// Cross-site posts are refused before anything is read: browsers say where a request comes from.
fn is_foreign(parts: &Parts) -> bool {
    if matches!(parts.method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return false;
    }
    let text = |name: &str| parts.headers.get(name).and_then(|v| v.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return !matches!(site, "same-origin" | "none");
    }
    match (text("origin"), text("host")) {
        (Some(origin), Some(host)) => origin
            .split_once("://")
            .is_none_or(|(_, origin)| origin != host),
        _ => false,
    }
}

/// Surrounds every page: builds the [`Visit`], renders failures, sets cookies and headers.
pub async fn layer(State(site): State<Site>, request: HttpRequest, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let started = site.app.clock.wall();
    let correlation = fresh_uuid(&*site.app.entropy);
    let foreign = is_foreign(&parts);
    let cookies = Cookies::of(&site, &parts.headers);
    let session = cookies.session;
    let mut away = None;
    let caller = match &session {
        Some(token) => match session::authenticate(&site.app, token).await {
            Ok(Authenticated { caller, touch }) => {
                if touch
                    && let Some(person) = caller.person()
                    && let Err(failure) = session::touch(&site.app, person.session).await
                {
                    tracing::error!(?failure, "the use of a session could not be noted");
                }
                caller
            }
            // Not a visitor: whoever is signed in must not be sent to the sign-in, form and all.
            Err(failure) => {
                away = Some(failure::Trouble::from(failure));
                Caller::Visitor
            }
        },
        None => Caller::Visitor,
    };
    let fresh = cookies.visitor.is_none();
    let visitor = cookies
        .visitor
        .unwrap_or_else(|| fresh_token(&*site.app.entropy));
    let signed_in = caller.person().is_some();
    let bound = if signed_in {
        session.as_deref().unwrap_or(&visitor)
    } else {
        &visitor
    };
    let csrf = site.app.keyring.form_token(bound);
    let agent = parts
        .headers
        .get(header::USER_AGENT)
        .and_then(|v| v.to_str().ok());
    let request = Request {
        language: language(&site, &parts, cookies.language.as_deref(), &caller),
        ip: address(&site, &parts),
        user_agent: cut(agent.unwrap_or_default(), USER_AGENT).to_owned(),
        correlation,
        caller,
    };
    let path = way_back(&site, &parts);
    let mut visit = Visit::new(site.clone(), request, path, csrf);
    visit.draft = cookies.draft;
    visit.device = cookies.device;
    visit.recovery = cookies.recovery;
    visit.changing().session = session;
    visit.waiting = waiting(&site, &parts.method, &visit.request).await;
    let visit = Arc::new(visit);
    parts.extensions.insert(Arc::clone(&visit));
    let method = parts.method.clone();
    let route = parts.uri.path().to_owned();
    let mut response = if let Some(away) = away {
        away.into_response()
    } else if foreign {
        failure::Trouble::Foreign.into_response()
    } else if has_controls(&route) {
        // Nothing has such a name.
        failure::Trouble::from(Failure::NotFound).into_response()
    } else {
        next.run(HttpRequest::from_parts(parts, body)).await
    };
    if let Some(trouble) = response.extensions_mut().remove::<failure::Pending>() {
        let cookies: Vec<_> = response
            .headers()
            .get_all(header::SET_COOKIE)
            .iter()
            .cloned()
            .collect();
        response = failure::render(&visit, trouble);
        for cookie in cookies {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    let replaced = std::mem::take(&mut visit.changing().cookies);
    for cookie in replaced {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    if fresh && !response.headers().contains_key(header::ETAG) {
        let cookie = cookie(&site.app, VISITOR, &visitor, None);
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    dress(&visit, &mut response);
    let took = site.app.clock.wall().0.saturating_sub(started.0);
    let status = response.status().as_u16();
    metrics::counter!("tongdao_http_requests_total", "status" => status.to_string()).increment(1);
    tracing::info!(
        target: "tongdao::http", %method, path = redacted(&route), status, took_us = took,
        %correlation, "request"
    );
    response
}

/// How long a page waits for the number in its bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// How many things wait for a partner's user, for pages that are read; what is sent may change it.
async fn waiting(site: &Site, method: &Method, request: &Request) -> Option<u64> {
    if !matches!(request.caller, Caller::User { .. }) {
        return None;
    }
    if *method == Method::GET {
        // A page without the number is better than none, or one that is late.
        let count = app::actions::count(&site.app, request);
        return tokio::time::timeout(PATIENCE, count).await.ok()?.ok();
    }
    app::actions::forget(&site.app, request);
    None
}

/// Links carry tokens; the log keeps only what they are for.
fn redacted(path: &str) -> &str {
    for prefix in ["/confirm/", "/register/resume/", "/verify/"] {
        if path.starts_with(prefix) {
            return prefix;
        }
    }
    path
}

/// Longest description of a browser that is kept, in characters.
const USER_AGENT: usize = 300;

/// The beginning of a text, at most so many characters.
fn cut(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    match text.char_indices().nth(most) {
        Some((end, _)) => text.get(..end).unwrap_or_default(),
        None => text,
    }
}

fn language(site: &Site, parts: &Parts, cookie: Option<&str>, caller: &Caller) -> Language {
    let chosen = cookie.and_then(Language::from_tag);
    let account = || caller.person().map(|person| person.language);
    let browser = || {
        let header = parts.headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
        Language::from_accept_language(header)
    };
    chosen
        .or_else(account)
        .or_else(browser)
        .unwrap_or(site.app.programme.languages.default)
}

const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

/// What [`dress`] sets where the page says nothing else. Made when the program is compiled: each
/// header made anew is checked anew, byte by byte.
static DRESS: [(HeaderName, HeaderValue); 7] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(CSP),
    ),
    (
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    ),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (
        header::REFERRER_POLICY,
        HeaderValue::from_static("same-origin"),
    ),
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ),
];

fn dress(visit: &Visit, response: &mut Response) {
    let headers = response.headers_mut();
    // With the two below and those of the layers outside, the map grows once.
    headers.reserve(DRESS.len() + 3);
    for (name, value) in &DRESS {
        headers.entry(name).or_insert_with(|| value.clone());
    }
    let id = visit.request.correlation.to_string();
    if let Ok(value) = HeaderValue::from_str(&id) {
        headers.insert("x-correlation-id", value);
    }
}

/// What every answer says, pages and files, programs and probes: its type is what it says, nobody else
/// embeds it, and with https it is never asked for without.
pub(crate) fn armour(response: &mut Response, secure: bool) {
    let headers = response.headers_mut();
    headers
        .entry(header::X_CONTENT_TYPE_OPTIONS)
        .or_insert(HeaderValue::from_static("nosniff"));
    headers
        .entry("cross-origin-resource-policy")
        .or_insert(HeaderValue::from_static("same-origin"));
    if secure {
        headers
            .entry(header::STRICT_TRANSPORT_SECURITY)
            .or_insert(HeaderValue::from_static(
                "max-age=31536000; includeSubDomains",
            ));
    }
}

/// Serves a file of the stylesheet, script and icons.
pub async fn asset(path: axum::extract::Path<String>) -> Response {
    assets::asset(path).await.into_response()
}
