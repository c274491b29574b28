//! How a browser's requests reach the site: into the router of this process, or over HTTP.

use crate::TestApp;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, Response};
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::runtime::Runtime;
use tower::ServiceExt;

/// A request that was not answered: the process at the other end is gone.
#[derive(Debug)]
pub struct Lost(pub String);

/// Carries requests to a site.
pub(crate) trait Wire: Send + Sync {
    /// Sends a request and waits for its answer.
    fn carry(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, Lost>;

    /// The application, when it lives in this process.
    fn app(&self) -> Option<&::app::App> {
        None
    }
}

/// The router of a [`TestApp`].
pub(crate) struct InProcess {
    router: Router,
    runtime: Arc<Runtime>,
    app: ::app::App,
    address: IpAddr,
}

impl InProcess {
    pub(crate) fn new(test: &TestApp, address: IpAddr) -> Self {
        Self {
            router: test.router.clone(),
            runtime: Arc::clone(&test.runtime),
            app: test.app.clone(),
            address,
        }
    }
}

impl Wire for InProcess {
    fn carry(&self, mut request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, Lost> {
        let peer = SocketAddr::new(self.address, 40_000);
        request.extensions_mut().insert(ConnectInfo(peer));
        let request = request.map(Body::from);
        self.runtime.block_on(async {
            let router = self.router.clone();
            let answer = router.oneshot(request).await;
            let (parts, body) = answer.unwrap_or_else(|never| match never {}).into_parts();
            let body = axum::body::to_bytes(body, usize::MAX).await;
            let body = body.map_err(|error| Lost(error.to_string()))?.to_vec();
            Ok(Response::from_parts(parts, body))
        })
    }

    fn app(&self) -> Option<&::app::App> {
        Some(&self.app)
    }
}

/// Where a site listens; it may move when the site is started again.
pub type Address = Arc<Mutex<String>>;

/// A site in another process.
pub(crate) struct OverHttp {
    agent: ureq::Agent,
    address: Address,
}

impl OverHttp {
    pub(crate) fn new(address: Address) -> Self {
        let agent = ureq::Agent::config_builder()
            .max_redirects(0)
            .http_status_as_error(false)
            // A connection that was kept may lead to a process that is gone.
            .max_idle_connections(0)
            .timeout_global(Some(Duration::from_secs(60)))
            .build()
            .into();
        Self { agent, address }
    }
}

impl Wire for OverHttp {
    fn carry(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, Lost> {
        let lost = |error: ureq::Error| Lost(error.to_string());
        let base = self.address.lock().expect("the address").clone();
        let (mut parts, body) = request.into_parts();
        let uri = format!("http://{base}{}", parts.uri);
        parts.uri = uri.parse().expect("a sound address");
        let answer = if parts.method == "GET" {
            self.agent.run(Request::from_parts(parts, ()))
        } else {
            self.agent.run(Request::from_parts(parts, body))
        };
        let (parts, mut body) = answer.map_err(lost)?.into_parts();
        let bytes = body.with_config().limit(u64::MAX).read_to_vec();
        Ok(Response::from_parts(parts, bytes.map_err(lost)?))
    }
}
