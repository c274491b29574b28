//! Log lines on standard error: text for people, JSON for machines.

use crate::config::{Format, Log};
use std::io::IsTerminal;
use tracing_subscriber::EnvFilter;

/// Begins to log. A second call changes nothing.
pub(crate) fn begin(log: &Log) {
    // PostgreSQL's notices say that a table which may exist does exist.
    let directives = format!("postgres::config=warn,{}", log.level);
    let filter = EnvFilter::try_new(directives).unwrap_or_else(|_| EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    // The only error is that a subscriber exists already.
    let _ = match log.format {
        Format::Text => builder
            .with_ansi(std::io::stderr().is_terminal())
            .try_init(),
        Format::Json => builder
            .json()
            .flatten_event(true)
            .with_current_span(false)
            .try_init(),
    };
}
