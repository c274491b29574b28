//! `/metrics` in Prometheus' text format.

use crate::trouble::Trouble;
use app::{App, Failure};
use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::net::SocketAddr;
use std::time::Duration;

/// How often old samples are folded together.
const UPKEEP: Duration = Duration::from_secs(10);

/// Starts to count.
///
/// # Errors
/// [`Trouble::Runtime`] when something counts already.
pub(super) fn install() -> Result<PrometheusHandle, Trouble> {
    PrometheusBuilder::new()
        .install_recorder()
        .map_err(|error| Trouble::Runtime {
            what: "metrics",
            reason: error.to_string(),
        })
}

/// Folds samples together for ever.
pub(super) async fn upkeep(handle: PrometheusHandle) {
    let mut every = tokio::time::interval(UPKEEP);
    loop {
        every.tick().await;
        handle.run_upkeep();
    }
}

/// The one route.
pub(super) fn routes(handle: PrometheusHandle, app: App) -> Router {
    Router::new()
        .route("/metrics", get(render))
        .with_state((handle, app))
}

async fn render(State((handle, app)): State<(PrometheusHandle, App)>) -> Response {
    match app
        .read(|tx| store::outbox::waiting(tx).map_err(Failure::from))
        .await
    {
        Ok(waiting) => {
            let waiting = u32::try_from(waiting).unwrap_or(u32::MAX);
            metrics::gauge!("tongdao_outbox_waiting").set(f64::from(waiting));
        }
        Err(failure) => tracing::warn!(?failure, "the outbox could not be counted"),
    }
    let kind = [(
        header::CONTENT_TYPE,
        "text/plain; version=0.0.4; charset=utf-8",
    )];
    (kind, handle.render()).into_response()
}

/// Lets programs on this machine ask, nobody else. To a reverse proxy every client is on this
/// machine, so whatever looks proxied is refused, and everything when a proxy is configured.
pub(super) fn local_only(routes: Router, behind_proxy: bool) -> Router {
    let guard = move |request: Request, next: Next| async move {
        let is_local = request
            .extensions()
            .get::<ConnectInfo<SocketAddr>>()
            .is_some_and(|ConnectInfo(peer)| peer.ip().to_canonical().is_loopback());
        if behind_proxy || !is_local || is_proxied(&request) {
            return StatusCode::NOT_FOUND.into_response();
        }
        next.run(request).await
    };
    routes.layer(middleware::from_fn(guard))
}

fn is_proxied(request: &Request) -> bool {
    [
        "x-forwarded-for",
        "x-forwarded-proto",
        "x-real-ip",
        "forwarded",
        "via",
    ]
    .iter()
    .any(|name| request.headers().contains_key(*name))
}
