//! What the adapters that speak HTTP share.

use crate::SetupError;
use std::sync::Arc;
use std::time::Duration;
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use url::{Host, Url};

/// Reads an absolute http or https URL; plain http to another machine needs `allow_http`.
///
/// # Errors
/// [`SetupError::Url`] or [`SetupError::Unencrypted`].
pub(crate) fn checked_url(text: &str, allow_http: bool) -> Result<Url, SetupError> {
    let refused = |u: &Url| {
        !matches!(u.scheme(), "http" | "https")
            || u.host().is_none()
            || !u.username().is_empty()
            || u.password().is_some()
            || u.fragment().is_some()
    };
    let url = match Url::parse(text.trim()) {
        Ok(url) if !refused(&url) => url,
        // A URL with a password in it must not be repeated.
        Ok(url) => return Err(SetupError::Url(place(&url))),
        Err(e) => return Err(SetupError::Url(e.to_string())),
    };
    if url.scheme() == "http" && !allow_http && !is_loopback(&url) {
        return Err(SetupError::Unencrypted(place(&url)));
    }
    Ok(url)
}

/// Scheme, host and port; never the path or the query, which may hold a token.
pub(crate) fn place(url: &Url) -> String {
    let port = url.port().map(|p| format!(":{p}")).unwrap_or_default();
    format!(
        "{}://{}{port}",
        url.scheme(),
        url.host_str().unwrap_or_default()
    )
}

/// Whether the URL names this machine.
fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

/// A client that follows no redirect and gives up after `timeout`, whatever the server does.
///
/// `authority` is PEM; when given, only its certificates are trusted.
///
/// # Errors
/// [`SetupError::Authority`].
pub(crate) fn agent(
    url: &Url,
    timeout: Duration,
    authority: Option<&str>,
) -> Result<ureq::Agent, SetupError> {
    let mut config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_global(Some(timeout))
        .max_response_header_size(16 * 1024)
        .user_agent(concat!("tongdao/", env!("CARGO_PKG_VERSION")));
    if is_loopback(url) {
        config = config.proxy(None);
    }
    if let Some(pem) = authority {
        let roots = RootCerts::Specific(Arc::new(certificates(pem)?));
        config = config.tls_config(TlsConfig::builder().root_certs(roots).build());
    }
    Ok(config.build().new_agent())
}

/// The certificates of a PEM text; at least one.
///
/// # Errors
/// [`SetupError::Authority`].
pub(crate) fn certificates(pem: &str) -> Result<Vec<ureq::tls::Certificate<'static>>, SetupError> {
    let mut found = Vec::new();
    for item in parse_pem(pem.as_bytes()) {
        match item {
            Ok(PemItem::Certificate(certificate)) => found.push(certificate),
            Ok(_) => {}
            Err(e) => return Err(SetupError::Authority(e.to_string())),
        }
    }
    if found.is_empty() {
        return Err(SetupError::Authority("it holds no certificate".to_owned()));
    }
    Ok(found)
}

/// What went wrong on the way, in words that never contain the URL (it may be a signed one).
pub(crate) fn explain(error: &ureq::Error) -> String {
    match error {
        ureq::Error::Timeout(_) => "no answer in time".to_owned(),
        ureq::Error::Io(e) => e.to_string(),
        ureq::Error::HostNotFound => "host not found".to_owned(),
        ureq::Error::ConnectionFailed => "connection failed".to_owned(),
        ureq::Error::Tls(e) => (*e).to_owned(),
        ureq::Error::Rustls(e) => e.to_string(),
        ureq::Error::Protocol(_) => "the answer is not HTTP".to_owned(),
        ureq::Error::LargeResponseHeader(..) => "the answer's head is too large".to_owned(),
        ureq::Error::BodyExceedsLimit(_) => "the answer is too large".to_owned(),
        ureq::Error::InvalidProxyUrl | ureq::Error::ConnectProxyFailed(_) => {
            "the proxy failed".to_owned()
        }
        _ => "the request failed".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_plain_absolute_urls_pass() {
        for text in [
            "",
            "gateway",
            "ftp://a/",
            "https://u:p@a/",
            "https://a/#x",
            "file:///etc",
        ] {
            assert_eq!(
                checked_url(text, true).unwrap_err().code(),
                "url_invalid",
                "{text}"
            );
        }
        assert!(
            !checked_url("https://u:geheim@a/", true)
                .unwrap_err()
                .to_string()
                .contains("geh")
        );
    }

    #[test]
    fn plain_http_stays_on_this_machine_unless_allowed() {
        for text in [
            "http://localhost:1/",
            "http://127.0.0.1/",
            "http://[::1]:9/",
            "https://a/",
        ] {
            assert!(checked_url(text, false).is_ok(), "{text}");
        }
        let refused = checked_url("http://gateway:8080/send?k=1", false).unwrap_err();
        assert_eq!(
            refused,
            SetupError::Unencrypted("http://gateway:8080".into())
        );
        assert!(checked_url("http://gateway:8080/send", true).is_ok());
    }

    #[test]
    fn an_authority_needs_a_certificate() {
        let url = Url::parse("https://a/").unwrap();
        let refused = agent(&url, Duration::from_secs(1), Some("nothing here"));
        assert_eq!(refused.unwrap_err().code(), "authority_unreadable");
    }
}
