//! Section `telephone`.

use super::layers::Layers;
use adapters::{GatewayConfig, Secret};
use std::time::Duration;

/// The telephone gateway, if one is set.
pub(super) fn read(layers: &mut Layers) -> Option<GatewayConfig> {
    let Some(url) = layers.text("telephone.url") else {
        layers.useless_without("telephone.", "telephone.url");
        return None;
    };
    let key_id = layers.needed("telephone.key_id", "telephone.url");
    let secret = layers.needed_secret("telephone.secret", "telephone.url");
    let timeout = layers.number("telephone.timeout_seconds", 1, 60, 10);
    Some(GatewayConfig {
        timeout: Duration::from_secs(timeout),
        retries: u32::try_from(layers.number("telephone.retries", 0, 5, 2)).unwrap_or(2),
        extensions: layers.switch("telephone.extensions", true),
        allow_http: layers.switch("telephone.allow_http", false),
        authority: layers.file("telephone.authority_file"),
        ..GatewayConfig::new(&url, &key_id, Secret::new(secret))
    })
}
