//! Which name servers are asked.

use super::layers::Layers;
use adapters::ResolverConfig;
use std::time::Duration;

/// The name servers, if any are set.
pub(super) fn read(layers: &mut Layers) -> Option<ResolverConfig> {
    if layers.text("resolver").is_none() {
        layers.useless_without("resolver_timeout_seconds", "resolver");
        return None;
    }
    let timeout = Duration::from_secs(layers.number("resolver_timeout_seconds", 1, 30, 2));
    layers.read("resolver", |text| {
        ResolverConfig::parse(text, timeout).map_err(|error| error.to_string())
    })
}
