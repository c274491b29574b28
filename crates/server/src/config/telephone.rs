//! Section `telephone`.

use super::layers::Layers;
use adapters::{GatewayConfig, Secret};
use std::time::Duration;

/// The telephone gateway and what it can do.
#[derive(Debug, Clone)]
pub(crate) struct Telephone {
    /// How to reach it.
    pub(crate) gateway: GatewayConfig,
    /// Whether it dials extensions.
    pub(crate) extensions: bool,
}

/// The telephone gateway, if one is set.
pub(super) fn read(layers: &mut Layers) -> Option<Telephone> {
    let Some(url) = layers.text("telephone.url") else {
        layers.useless_without("telephone.", "telephone.url");
        return None;
    };
    let key_id = layers.needed("telephone.key_id", "telephone.url");
    let secret = layers.needed_secret("telephone.secret", "telephone.url");
    let timeout = layers.number("telephone.timeout_seconds", 1, 60, 10);
    let gateway = GatewayConfig {
        timeout: Duration::from_secs(timeout),
        retries: u32::try_from(layers.number("telephone.retries", 0, 5, 2)).unwrap_or(2),
        allow_http: layers.switch("telephone.allow_http", false),
        authority: layers.file("telephone.authority_file"),
        ..GatewayConfig::new(&url, &key_id, Secret::new(secret))
    };
    Some(Telephone {
        gateway,
        extensions: layers.switch("telephone.extensions", true),
    })
}
