//! Where a registered address leads, judged anew before every delivery: a name that was public when
//! it was registered may lead into our own network by now.

use crate::App;
use domain::effects::LookupError;
use domain::integration::hooks::is_local;
use domain::validate::public_address::not_public;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use url::{Host, Url};

/// Why nobody may be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closed {
    /// The name leads nowhere.
    Nowhere,
    /// It leads into a network that is not public.
    Inside,
    /// Nobody says where it leads.
    Unanswered,
}

impl Closed {
    /// The code of a failed attempt.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Nowhere => "name-unknown",
            Self::Inside => "address-not-public",
            Self::Unanswered => "name-unanswered",
        }
    }
}

/// The addresses that may be connected to. One that may not closes the whole name: who answers with
/// two addresses may be connected to at either.
pub(super) fn addresses(app: &App, address: &str) -> Result<Vec<IpAddr>, Closed> {
    let url = Url::parse(address).map_err(|_| Closed::Nowhere)?;
    let local = app.local_hooks && is_local(&url);
    let found = match url.host() {
        Some(Host::Ipv4(v4)) => vec![IpAddr::V4(v4)],
        Some(Host::Ipv6(v6)) => vec![IpAddr::V6(v6)],
        Some(Host::Domain("localhost")) if local => {
            vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()]
        }
        Some(Host::Domain(name)) => looked_up(app, name)?,
        None => Vec::new(),
    };
    if found.is_empty() {
        return Err(Closed::Nowhere);
    }
    // https only, wherever the registration came from.
    if !local && url.scheme() != "https" {
        return Err(Closed::Inside);
    }
    let open = |address: &IpAddr| match not_public(*address) {
        None => true,
        Some(_) => local && address.is_loopback(),
    };
    if found.iter().all(open) {
        Ok(found)
    } else {
        tracing::warn!(
            host = url.host_str(),
            "a receiver of events is not in public"
        );
        Err(Closed::Inside)
    }
}

fn looked_up(app: &App, name: &str) -> Result<Vec<IpAddr>, Closed> {
    let found = match (&app.resolver, &app.messenger) {
        (Some(resolver), _) => resolver.addresses(name),
        (None, Some(messenger)) => messenger.addresses(name),
        (None, None) => return Err(Closed::Unanswered),
    };
    found.map_err(|error| match error {
        LookupError::NoSuchName => Closed::Nowhere,
        LookupError::Unavailable(reason) => {
            tracing::warn!(name, reason, "name servers give no answer");
            Closed::Unanswered
        }
    })
}
