//! Section `health`.

use super::error::ConfigError;
use super::layers::Layers;
use adapters::{GatewayConfig, Secret};
use domain::health::feed::Times;
use std::time::Duration;

/// How to reach the health feed, and how often.
#[derive(Clone)]
pub(crate) struct Feed {
    /// Where questions are posted to.
    pub(crate) gateway: GatewayConfig,
    /// How often, and how long its word holds.
    pub(crate) times: Times,
}

/// The health feed, if one is set.
pub(super) fn read(layers: &mut Layers) -> Option<Feed> {
    let Some(url) = layers.text("health.url") else {
        layers.useless_without("health.", "health.url");
        return None;
    };
    let key_id = layers.needed("health.key_id", "health.url");
    let secret = layers.needed_secret("health.secret", "health.url");
    let timeout = layers.number("health.timeout_seconds", 1, 10, 5);
    let mut seconds = |field, least, most, usual| {
        i64::try_from(layers.number(field, least, most, usual)).unwrap_or(i64::MAX)
    };
    let times = Times {
        every_seconds: seconds("health.every_seconds", 15, 3_600, 60),
        unknown_seconds: seconds("health.unknown_seconds", 60, 86_400, 900),
    };
    if times.unknown_seconds < times.every_seconds.saturating_mul(2) {
        layers.fault(ConfigError::new(
            "health.unknown_seconds",
            "must be twice health.every_seconds at least: one answer may be lost",
        ));
    }
    Some(Feed {
        gateway: GatewayConfig {
            timeout: Duration::from_secs(timeout),
            allow_http: layers.switch("health.allow_http", false),
            authority: layers.file("health.authority_file"),
            ..GatewayConfig::new(&url, &key_id, Secret::new(secret))
        },
        times,
    })
}
