//! Section `credit`.

use super::layers::Layers;
use adapters::{GatewayConfig, Secret};
use std::time::Duration;

/// How to reach the credit bureau, and what signs its call-backs.
#[derive(Clone)]
pub(crate) struct Bureau {
    /// Where questions are posted to.
    pub(crate) gateway: GatewayConfig,
    /// The secret of call-backs.
    pub(crate) call_back_secret: Secret,
}

/// The credit bureau, if one is set.
pub(super) fn read(layers: &mut Layers) -> Option<Bureau> {
    let Some(url) = layers.text("credit.url") else {
        layers.useless_without("credit.", "credit.url");
        return None;
    };
    let key_id = layers.needed("credit.key_id", "credit.url");
    let secret = layers.needed_secret("credit.secret", "credit.url");
    let call_back_secret = layers.needed_secret("credit.call_back_secret", "credit.url");
    let timeout = layers.number("credit.timeout_seconds", 1, 60, 10);
    Some(Bureau {
        gateway: GatewayConfig {
            timeout: Duration::from_secs(timeout),
            retries: u32::try_from(layers.number("credit.retries", 0, 5, 2)).unwrap_or(2),
            allow_http: layers.switch("credit.allow_http", false),
            authority: layers.file("credit.authority_file"),
            ..GatewayConfig::new(&url, &key_id, Secret::new(secret))
        },
        call_back_secret: Secret::new(call_back_secret),
    })
}
