//! Section `scanner`.

use super::layers::Layers;
use std::time::Duration;

/// Where the malware scanner is, and how long it may take.
#[derive(Debug, Clone)]
pub(crate) struct Scanner {
    /// `host:port`, or `unix:` and a path.
    pub(crate) address: String,
    /// Longest wait for its answer.
    pub(crate) timeout: Duration,
}

/// The scanner, if one is set.
pub(super) fn read(layers: &mut Layers) -> Option<Scanner> {
    let Some(address) = layers.text("scanner.address") else {
        layers.useless_without("scanner.", "scanner.address");
        return None;
    };
    let timeout = Duration::from_secs(layers.number("scanner.timeout_seconds", 1, 300, 30));
    Some(Scanner { address, timeout })
}
