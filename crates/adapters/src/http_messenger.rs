//! Brings events to partners' programs over HTTP.
//!
//! Whoever registered the address chose the host: nothing is connected to but the addresses that were
//! judged, no proxy is asked, no redirect is followed, and neither a slow nor an endless answer takes
//! more than its share.

use crate::http::explain;
use domain::effects::{LookupError, Messenger, Parcel, Receipt};
use std::fmt;
use std::io::Read;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::time::Duration;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};

/// Most addresses of a host that are tried.
const ADDRESSES: usize = 4;

/// Brings events.
#[derive(Debug, Clone)]
pub struct HttpMessenger {
    timeout: Duration,
}

/// Knows one host, and where it was found to be.
struct Judged(Vec<IpAddr>);

impl fmt::Debug for Judged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Judged({})", self.0.len())
    }
}

impl Resolver for Judged {
    fn resolve(
        &self,
        uri: &Uri,
        _: &ureq::config::Config,
        _: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let usual = if uri.scheme_str() == Some("http") {
            80
        } else {
            443
        };
        let port = uri.port_u16().unwrap_or(usual);
        let mut found = self.empty();
        for address in self.0.iter().take(ADDRESSES) {
            found.push(SocketAddr::new(*address, port));
        }
        if found.is_empty() {
            return Err(ureq::Error::HostNotFound);
        }
        Ok(found)
    }
}

impl HttpMessenger {
    /// One that gives up after `timeout`, whatever the receiver does.
    #[must_use]
    pub fn new(timeout: Duration) -> Self {
        Self { timeout }
    }
}

impl Messenger for HttpMessenger {
    fn bring(&self, parcel: &Parcel) -> Result<Receipt, String> {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .timeout_global(Some(self.timeout))
            .max_response_header_size(16 * 1024)
            // Each event is a conversation of its own: who is reached was judged for it alone.
            .max_idle_connections(0)
            .user_agent(concat!("tongdao/", env!("CARGO_PKG_VERSION")))
            .build();
        let judged = Judged(parcel.addresses.clone());
        let agent = ureq::Agent::with_parts(config, DefaultConnector::default(), judged);
        let mut request = agent
            .post(&parcel.url)
            .header("Content-Type", "application/json")
            .header("Accept", "*/*");
        for (name, value) in &parcel.headers {
            request = request.header(*name, value);
        }
        let mut response = request
            .send(parcel.body.as_bytes())
            .map_err(|error| explain(&error))?;
        let mut answer = Vec::new();
        let most = u64::try_from(parcel.answer_bytes).unwrap_or(u64::MAX);
        // The status is the answer; how the body ends does not matter.
        let _ = response
            .body_mut()
            .as_reader()
            .take(most)
            .read_to_end(&mut answer);
        Ok(Receipt {
            status: response.status().as_u16(),
            answer,
        })
    }

    fn addresses(&self, host: &str) -> Result<Vec<IpAddr>, LookupError> {
        match (host, 443).to_socket_addrs() {
            Ok(found) => Ok(found.map(|address| address.ip()).collect()),
            Err(error) => Err(LookupError::Unavailable(error.to_string())),
        }
    }
}
