//! The settings without a section: addresses, workers, the installation's key.

use super::layers::Layers;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;
use url::Url;
use zeroize::Zeroizing;

/// Where and how requests are taken.
#[derive(Debug, Clone)]
pub(crate) struct Server {
    /// Where to listen.
    pub(crate) listen: SocketAddr,
    /// How browsers reach us, without a slash at the end.
    pub(crate) public_url: String,
    /// A separate address for metrics.
    pub(crate) metrics_listen: Option<SocketAddr>,
    /// Whether the reverse proxy is trusted to name the client.
    pub(crate) trust_forwarded_for: bool,
    /// Worker threads.
    pub(crate) workers: usize,
    /// Whether events may be sent to programs on this machine, unencrypted too.
    pub(crate) local_hooks: bool,
    /// How long requests may take after the signal to stop.
    pub(crate) grace: Duration,
}

/// Where the installation's key comes from. No `Debug`.
pub(crate) enum KeySource {
    /// From the configuration.
    Given(Zeroizing<[u8; 32]>),
    /// A file that has to exist.
    File(PathBuf),
    /// A file that is made at the first start.
    Own(PathBuf),
}

/// Reads addresses and workers.
pub(super) fn read(layers: &mut Layers) -> Server {
    let address = |text: &str| {
        text.trim().parse::<SocketAddr>().map_err(|_| {
            "must be an address and a port, such as 127.0.0.1:8080 or [::]:8080".to_owned()
        })
    };
    let listen = layers
        .read("listen", address)
        .unwrap_or(SocketAddr::from(([127, 0, 0, 1], 8080)));
    let public_url = layers
        .read("public_url", public_url)
        .unwrap_or_else(|| own_url(listen));
    Server {
        listen,
        public_url,
        metrics_listen: layers.read("metrics_listen", address),
        trust_forwarded_for: layers.switch("trust_forwarded_for", false),
        local_hooks: layers.switch("webhooks.allow_local", false),
        workers: usize::try_from(layers.number("workers", 1, 64, 2)).unwrap_or(2),
        grace: Duration::from_secs(layers.number("shutdown_seconds", 0, 600, 20)),
    }
}

/// How a browser on this machine reaches an address.
pub(crate) fn own_url(listen: SocketAddr) -> String {
    if listen.ip().is_unspecified() {
        format!("http://127.0.0.1:{}", listen.port())
    } else {
        format!("http://{listen}")
    }
}

impl Server {
    /// Takes the port the system chose for port 0, also into an address that was derived from it.
    pub(crate) fn listens_on(&mut self, bound: SocketAddr) {
        if self.public_url == own_url(self.listen) {
            self.public_url = own_url(bound);
        }
        self.listen = bound;
    }
}

/// Reads where the key comes from.
pub(super) fn read_key(layers: &mut Layers, data_dir: &Path) -> KeySource {
    // Where both are given, `secret` decides or finds fault.
    if let (Some(path), None) = (layers.text("secret_key_file"), layers.text("secret_key")) {
        return KeySource::File(PathBuf::from(path));
    }
    match layers.secret("secret_key").map(Zeroizing::new) {
        None => KeySource::Own(data_dir.join("secret.key")),
        Some(text) => match decode_key(&text) {
            Ok(key) => KeySource::Given(key),
            Err(message) => {
                layers.read::<()>("secret_key", |_| Err(message.clone()));
                KeySource::Own(data_dir.join("secret.key"))
            }
        },
    }
}

/// Thirty-two bytes in Base64.
///
/// # Errors
/// What it must be.
pub(crate) fn decode_key(text: &str) -> Result<Zeroizing<[u8; 32]>, String> {
    let wanted = || "must be 32 bytes in Base64, as `openssl rand -base64 32` prints".to_owned();
    let bytes = data_encoding::BASE64
        .decode(text.trim().as_bytes())
        .map_err(|_| wanted())?;
    let bytes = Zeroizing::new(bytes);
    let key: [u8; 32] = bytes.as_slice().try_into().map_err(|_| wanted())?;
    Ok(Zeroizing::new(key))
}

fn public_url(text: &str) -> Result<String, String> {
    let wanted = || "must be http:// or https://, a host, and nothing after it".to_owned();
    let url = Url::parse(text.trim()).map_err(|_| wanted())?;
    let plain = matches!(url.scheme(), "http" | "https")
        && url.has_host()
        && url.username().is_empty()
        && url.password().is_none()
        && url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none();
    if plain {
        Ok(url.as_str().trim_end_matches('/').to_owned())
    } else {
        Err(wanted())
    }
}
