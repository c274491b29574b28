//! Takes requests until told to stop.

mod metrics;
pub(crate) mod tls;

use crate::trouble::Trouble;
use crate::workers::Workers;
use app::App;
use axum::extract::{ConnectInfo, Request};
use domain::language::Language;
use std::future::IntoFuture;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio_rustls::rustls::ServerConfig;

/// How long workers may take for the jobs in hand.
const WORKER_PATIENCE: Duration = Duration::from_secs(10);

/// Everything that runs.
pub(crate) struct Site {
    /// Where requests arrive.
    pub(crate) listener: TcpListener,
    /// How connections are secured; a proxy in front does it otherwise.
    pub(crate) tls: Option<Arc<ServerConfig>>,
    /// Where metrics are asked for, if apart.
    pub(crate) metrics: Option<TcpListener>,
    /// The application.
    pub(crate) app: App,
    /// How the pages present themselves.
    pub(crate) options: web::Options,
    /// Worker threads.
    pub(crate) workers: usize,
    /// How long requests may take after the signal to stop.
    pub(crate) grace: Duration,
}

/// Listens on an address and says which it is: port 0 takes any free one.
///
/// # Errors
/// [`Trouble::Listen`].
pub(crate) fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), Trouble> {
    let fault = |error| Trouble::Listen {
        address: address.to_string(),
        error,
    };
    let listener = TcpListener::bind(address).map_err(fault)?;
    let bound = listener.local_addr().map_err(fault)?;
    Ok((listener, bound))
}

/// Runs requests and workers until SIGTERM or SIGINT, then finishes what was begun.
///
/// `ready` is called when requests are answered.
///
/// # Errors
/// [`Trouble::Runtime`] when threads, signals or sockets cannot be set up.
pub(crate) fn run(site: Site, ready: impl FnOnce()) -> Result<(), Trouble> {
    let fault = |what: &'static str| {
        move |error: std::io::Error| Trouble::Runtime {
            what,
            reason: error.to_string(),
        }
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(fault("the request threads"))?;
    let workers = Workers::start(&site.app, site.workers)?;
    let app = site.app.clone();
    warm(&app);
    let served = runtime.block_on(serve(site, ready));
    tracing::info!("no more requests; finishing jobs");
    workers.stop(&app, WORKER_PATIENCE);
    runtime.shutdown_timeout(Duration::from_secs(2));
    tracing::info!("stopped");
    served
}

async fn serve(site: Site, ready: impl FnOnce()) -> Result<(), Trouble> {
    let fault = |what: &'static str| {
        move |error: std::io::Error| Trouble::Runtime {
            what,
            reason: error.to_string(),
        }
    };
    let mut terminate = signal(SignalKind::terminate()).map_err(fault("SIGTERM"))?;
    let mut interrupt = signal(SignalKind::interrupt()).map_err(fault("SIGINT"))?;
    let (stop, stopped) = watch::channel(false);

    let handle = metrics::install()?;
    let own = metrics::routes(handle.clone(), site.app.clone());
    let mut router = web::router(site.app, site.options.clone());
    let apart = match site.metrics {
        Some(listener) => Some((
            asynchronous(listener).map_err(fault("the metrics socket"))?,
            own,
        )),
        None => {
            router = router.merge(metrics::local_only(own, site.options.trust_forwarded_for));
            None
        }
    };
    let listener = asynchronous(site.listener).map_err(fault("the socket"))?;
    tokio::spawn(metrics::upkeep(handle));
    if let Some((listener, router)) = apart {
        let served = axum::serve(listener, router).with_graceful_shutdown(until(stopped.clone()));
        tokio::spawn(served.into_future());
    }
    let mut served = match site.tls {
        None => {
            let service = router.into_make_service_with_connect_info::<SocketAddr>();
            let served = axum::serve(listener, service).with_graceful_shutdown(until(stopped));
            tokio::spawn(served.into_future())
        }
        Some(config) => {
            let listener = tls::TlsListener::new(listener, config).map_err(fault("the socket"))?;
            let router = router.layer(axum::middleware::map_request(plain_peer));
            let service = router.into_make_service_with_connect_info::<tls::Peer>();
            let served = axum::serve(listener, service).with_graceful_shutdown(until(stopped));
            tokio::spawn(served.into_future())
        }
    };
    ready();

    tokio::select! {
        _ = terminate.recv() => tracing::info!("SIGTERM: finishing requests"),
        _ = interrupt.recv() => tracing::info!("SIGINT: finishing requests"),
        ended = &mut served => {
            let reason = format!("{ended:?}");
            return Err(Trouble::Runtime { what: "the socket", reason });
        }
    }
    stop.send_replace(true);
    if tokio::time::timeout(site.grace, served).await.is_err() {
        tracing::warn!(
            seconds = site.grace.as_secs(),
            "requests still running are cut off"
        );
    }
    Ok(())
}

/// Who is at the other end, where the pages look for it.
async fn plain_peer(mut request: Request) -> Request {
    let peer = request.extensions().get::<ConnectInfo<tls::Peer>>();
    if let Some(ConnectInfo(tls::Peer(address))) = peer.copied() {
        request.extensions_mut().insert(ConnectInfo(address));
    }
    request
}

fn asynchronous(listener: TcpListener) -> std::io::Result<tokio::net::TcpListener> {
    listener.set_nonblocking(true)?;
    tokio::net::TcpListener::from_std(listener)
}

async fn until(mut stopped: watch::Receiver<bool>) {
    // A closed channel means that everything ends anyway.
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

/// Does beforehand, beside the first requests, what would make them wait: texts and fonts.
fn warm(app: &App) {
    let app = app.clone();
    let body = move || {
        for language in Language::ALL {
            let _ = app::i18n::texts(language);
        }
        match app.press.chinese_font() {
            Ok(font) => tracing::info!(font, "Chinese is printed with"),
            Err(error) => tracing::warn!(
                %error,
                "agreements can be signed but not printed; printing is tried again until a font is there"
            ),
        }
    };
    if let Err(error) = std::thread::Builder::new()
        .name("warm".to_owned())
        .spawn(body)
    {
        tracing::debug!(%error, "no thread to warm up with");
    }
}
