//! All routes, in one readable list. The list is data as well: the isolation test tries every
//! route in it as a stranger, as the wrong role and as the wrong tenant.

use crate::http::{Site, failure, visit};
use crate::{DemoGuide, identity, public, registration};
use app::App;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing;
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

/// How the server presents itself.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Set in a demonstration: who visitors may be.
    pub demo: Option<DemoGuide>,
    /// Whether the reverse proxy in front is trusted to name the client's address.
    pub trust_forwarded_for: bool,
}

/// One route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Route {
    /// `get` or `post`.
    pub method: &'static str,
    /// Its path with placeholders.
    pub path: &'static str,
}

macro_rules! routes {
    ($($method:ident $path:literal => $handler:path;)+) => {
        /// Every route of the site but assets and probes.
        pub const ROUTES: &[Route] = &[$(Route { method: stringify!($method), path: $path }),+];

        fn pages() -> Router<Site> {
            Router::new()$(.route($path, routing::$method($handler)))+
        }
    };
}

routes! {
    // Anybody
    get  "/" => public::home::show;

    // Registration (spec 01 §2)
    get  "/register/resellercnjoinnow" => registration::join::from_printed_address;
    get  "/register/cn/join" => registration::join::show;
    post "/register/cn/join" => registration::join::start;
    get  "/register/cn/account" => registration::account::show;
    post "/register/cn/account" => registration::account::choose;
    get  "/register/cn/details" => registration::details::show;
    post "/register/cn/details" => registration::details::save;
    post "/register/cn/details/draft" => registration::details::autosave;
    get  "/register/cn/phone" => registration::phone::show;
    post "/register/cn/phone/send" => registration::phone::send;
    post "/register/cn/phone/verify" => registration::phone::verify;
    get  "/register/cn/create" => registration::create::show;
    post "/register/cn/create" => registration::create::create;
    get  "/register/cn/done" => registration::done::show;
    post "/register/cn/done" => registration::done::acknowledge;

    // Identity
    get  "/signin" => identity::sign_in::show;
    post "/signin" => identity::sign_in::sign_in;
    post "/signout" => identity::sign_in::sign_out;
    get  "/signin/change-password" => identity::change_password::show;
    post "/signin/change-password" => identity::change_password::change;
    get  "/signin/mfa" => identity::mfa::show;
    post "/signin/mfa" => identity::mfa::verify;
    get  "/account/me" => identity::me::show;
    post "/account/me/sessions/end" => identity::me::end_others;
    post "/account/me/sessions/{id}/end" => identity::me::end;
}

/// Largest body of an upload: a document and the form around it.
const UPLOAD_BYTES: usize = 11 * 1024 * 1024;

/// The whole site.
pub fn router(app: App, options: Options) -> Router {
    let site = Site { app, options: Arc::new(options) };
    let pages = pages()
        .fallback(failure::not_found)
        .layer(DefaultBodyLimit::max(UPLOAD_BYTES))
        .layer(CatchPanicLayer::new())
        .layer(axum::middleware::from_fn_with_state(site.clone(), visit::layer))
        .layer(CompressionLayer::new())
        .with_state(site.clone());
    Router::new()
        .route(crate::ui::assets::ROUTE, routing::get(visit::asset))
        .route("/healthz", routing::get(public::probes::alive))
        .route("/readyz", routing::get(public::probes::ready))
        .with_state(site)
        .merge(pages)
}
