//! Names that strangers give us, looked up before anybody relies on them.
//!
//! Looking up waits for the network: never inside a transaction.

use crate::App;
use domain::effects::{LookupError, Resolver};
use domain::validate::public_address::first_not_public;
use domain::validate::{Problem, email_domain};
use std::net::IpAddr;
use url::Url;

/// Where a web address leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Website {
    /// To these addresses of the public internet.
    Public(Vec<IpAddr>),
    /// Nowhere: its name does not exist, or has no address.
    Nowhere,
    /// Into a network that is not public.
    Inside,
    /// The name servers do not answer.
    Unanswered,
    /// Names are not looked up on this installation.
    NotLooked,
}

impl Website {
    /// What to say at the field, where it is certain that something is wrong.
    #[must_use]
    pub fn problem(&self) -> Option<Problem> {
        match self {
            Self::Nowhere => Some(Problem::new("url-not-found")),
            Self::Inside => Some(Problem::new("url-not-public")),
            Self::Public(_) | Self::Unanswered | Self::NotLooked => None,
        }
    }
}

/// Looks up where an accepted web address leads.
#[must_use]
pub fn website(app: &App, address: &str) -> Website {
    let Some(resolver) = &app.resolver else {
        return Website::NotLooked;
    };
    let url = Url::parse(address).ok();
    let Some(host) = url.as_ref().and_then(Url::host_str) else {
        return Website::Nowhere;
    };
    match resolver.addresses(host) {
        Ok(addresses) if addresses.is_empty() => Website::Nowhere,
        Ok(addresses) => match first_not_public(&addresses) {
            // Which network it is stays here: the answer must not map it for strangers.
            Some((address, what)) => {
                tracing::warn!(host, %address, what, "a website leads into a network of its own");
                Website::Inside
            }
            None => Website::Public(addresses),
        },
        Err(LookupError::NoSuchName) => Website::Nowhere,
        Err(LookupError::Unavailable(reason)) => {
            tracing::warn!(host, reason, "name servers give no answer");
            Website::Unanswered
        }
    }
}

/// What became of a mail address that somebody has typed in.
#[derive(Debug)]
pub enum Mailed<T> {
    /// It was taken.
    Done(T),
    /// Nothing was done: it can hardly be delivered to. Said once; whoever sends the same again,
    /// with the domain he was told about, means it.
    Doubted(Problem),
}

/// A doubt whether an accepted mail address can be delivered to; silence raises none, and none is
/// raised about the domain in `meant`. Asked by use cases, after they have authorised the caller
/// and found nothing wrong: looking up holds a thread.
#[must_use]
pub fn mail_doubt(app: &App, email: &str, meant: &str) -> Option<Problem> {
    let domain = email_domain(email);
    if domain.is_empty() || domain == meant {
        return None;
    }
    let resolver = app.resolver.as_ref()?;
    takes_no_mail(&**resolver, domain)
        .then(|| Problem::new("email-undeliverable").with("domain", domain))
}

/// Whether it is certain that nobody takes mail for a domain (RFC 5321 §5.1, RFC 7505).
fn takes_no_mail(resolver: &dyn Resolver, domain: &str) -> bool {
    match resolver.mail_hosts(domain) {
        // Without a mail host the domain's own address is meant; an empty name refuses all mail.
        Ok(hosts) if hosts.is_empty() => match resolver.addresses(domain) {
            Ok(addresses) => addresses.is_empty(),
            Err(error) => error == LookupError::NoSuchName,
        },
        Ok(hosts) => hosts.iter().all(String::is_empty),
        Err(error) => error == LookupError::NoSuchName,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed {
        hosts: Result<Vec<String>, LookupError>,
        addresses: Result<Vec<IpAddr>, LookupError>,
    }

    impl Resolver for Fixed {
        fn txt(&self, _: &str) -> Result<Vec<String>, LookupError> {
            Err(LookupError::NoSuchName)
        }
        fn addresses(&self, _: &str) -> Result<Vec<IpAddr>, LookupError> {
            self.addresses.clone()
        }
        fn mail_hosts(&self, _: &str) -> Result<Vec<String>, LookupError> {
            self.hosts.clone()
        }
        fn describe(&self) -> String {
            String::new()
        }
    }

    #[test]
    fn only_certainty_raises_a_doubt() {
        let gone = || LookupError::NoSuchName;
        let silent = || LookupError::Unavailable(String::new());
        let host = |name: &str| Ok(vec![name.to_owned()]);
        let somewhere = || Ok(vec![IpAddr::from([1, 1, 1, 1])]);
        for (hosts, addresses, doubt) in [
            (host("mx.contoso.cn"), Err(silent()), false),
            (host(""), somewhere(), true),
            (Ok(vec![]), somewhere(), false),
            (Ok(vec![]), Ok(vec![]), true),
            (Ok(vec![]), Err(silent()), false),
            (Err(gone()), Err(gone()), true),
            (Err(silent()), Err(silent()), false),
        ] {
            let shown = format!("{hosts:?} {addresses:?}");
            let fixed = Fixed { hosts, addresses };
            assert_eq!(takes_no_mail(&fixed, "contoso.cn"), doubt, "{shown}");
        }
    }
}
