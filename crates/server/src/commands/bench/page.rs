//! The overview page of an active partner over HTTP, beside a server that only sends bytes.
#![allow(clippy::float_arithmetic)] // Measurements, not money.

use super::figure::Figure;
use super::load::{CONNECTIONS, Target};
use super::measure::{cores, cpu_seconds, in_turns, median};
use super::rig::{Rig, signed_in};
use crate::trouble::Trouble;
use axum::Router;
use axum::body::Bytes;
use axum::http::header;
use axum::routing::get;
use metrics_exporter_prometheus::PrometheusBuilder;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// How often each of the two is measured.
const ROUNDS: u32 = 5;
const PAGE: &str = "/dashboard/overview";

/// Pages a second beside the bare server's answers a second.
///
/// # Errors
/// [`Trouble`] of the server or of the load.
pub(super) fn figure(
    rig: &Rig,
    budget: Duration,
    notes: &mut Vec<String>,
) -> Result<Figure, Trouble> {
    let app = rig.app("page")?;
    let (token, _) = signed_in(&app, rig.partner()?)
        .map_err(|failure| Trouble::refused("signing in", &failure))?;
    watch()?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(cores())
        .thread_name("bench-server")
        .enable_all()
        .build()
        .map_err(|error| fault(&error))?;
    let site = serve(&runtime, web::router(app, web::Options::default()))?;
    // A browser that has been here before sends both cookies.
    let cookies = format!("tongdao_session={token}; tongdao_visitor={token}");
    let page = Target::get(site, PAGE, &cookies);
    let body = page.body()?;
    let size = body.len();
    let bare = Target::get(serve(&runtime, bare(body))?, PAGE, &cookies);
    let (mut bare_cpu, mut page_cpu) = (Vec::new(), Vec::new());
    let (bare, page) = in_turns(
        ROUNDS,
        budget,
        |t| counted(&bare, t, &mut bare_cpu),
        |t| counted(&page, t, &mut page_cpu),
    )?;
    notes.push(format!(
        "page.overview: {size} bytes, {CONNECTIONS} connections kept alive; {:.1} µs of processor \
         time a page and {:.1} bare, asking included",
        median(page_cpu),
        median(bare_cpu)
    ));
    runtime.shutdown_timeout(Duration::from_secs(2));
    Ok(Figure::new("page.overview", page, "requests/s", bare))
}

/// Answers a second; what each took of the processor, in microseconds, is kept. Unlike the rate it says
/// the same on a machine that others use as well.
fn counted(target: &Target, during: Duration, cpu: &mut Vec<f64>) -> Result<f64, Trouble> {
    let before = cpu_seconds();
    let rate = target.load(during)?;
    let took = cpu_seconds() - before;
    cpu.push(took * 1_000_000.0 / (rate * during.as_secs_f64()).max(1.0));
    Ok(rate)
}

/// The same bytes, ready made.
pub(super) fn bare(body: Vec<u8>) -> Router {
    let body = Bytes::from(body);
    let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    Router::new().fallback(get(move || async move { (kind, body) }))
}

/// Serves something at an address of its own.
///
/// # Errors
/// [`Trouble::Runtime`].
pub(super) fn serve(runtime: &Runtime, router: Router) -> Result<SocketAddr, Trouble> {
    let listener = runtime
        .block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))
        .map_err(|error| fault(&error))?;
    let address = listener.local_addr().map_err(|error| fault(&error))?;
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    runtime.spawn(async move { axum::serve(listener, service).await });
    Ok(address)
}

/// Log lines and counters as a server has them; the lines are written to nowhere.
///
/// # Errors
/// [`Trouble::Runtime`] the second time.
pub(super) fn watch() -> Result<(), Trouble> {
    PrometheusBuilder::new()
        .install_recorder()
        .map_err(|error| Trouble::Runtime {
            what: "metrics",
            reason: error.to_string(),
        })?;
    // The only error is that a subscriber exists already.
    let _ = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::INFO)
        .with_ansi(false)
        .with_writer(std::io::sink)
        .try_init();
    Ok(())
}

/// Something about the server that is measured.
pub(super) fn fault(error: &(impl ToString + ?Sized)) -> Trouble {
    Trouble::Runtime {
        what: "the server to measure",
        reason: error.to_string(),
    }
}
