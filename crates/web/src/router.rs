//! All routes, in one readable list.

use crate::DemoGuide;
use app::App;
use axum::Router;

/// How the server presents itself.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Set in a demonstration: who visitors may be.
    pub demo: Option<DemoGuide>,
    /// Whether the reverse proxy in front is trusted to name the client's address.
    pub trust_forwarded_for: bool,
}

/// The whole site.
pub fn router(app: App, options: Options) -> Router {
    let _ = (app, options);
    Router::new()
}
