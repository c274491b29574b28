//! Web addresses shown to customers and fetched by checks.

use super::{Checked, Problem, text};
use url::{Host, Url};

/// Longest address, in characters.
const MAX: usize = 300;
/// Last labels that only mean something inside a network.
const LOCAL: [&str; 6] = [
    "localhost",
    "local",
    "localdomain",
    "internal",
    "intranet",
    "lan",
];

/// Checks a public `https` address without user name, address literal or port, up to 300
/// characters; an international host becomes its `xn--` form.
///
/// # Errors
/// Those of [`text::clean`]; `required`, `too-long` (`max`), `url-not-https`, `url-format`,
/// `url-user-info`, `url-ip-address`, `url-local-host`, `url-port`.
pub fn web_url(input: &str) -> Result<Checked, Problem> {
    let url = public(input)?;
    if url.port().is_some() {
        return Err(Problem::new("url-port"));
    }
    short_enough(url)
}

/// Checks the address of a program that is to be told something: as [`web_url`], but a port of 1024
/// or above may be named. What stands behind `#` is never sent and therefore dropped.
///
/// # Errors
/// Those of [`web_url`]; `url-port-low` for a port that belongs to other services.
pub fn callback_url(input: &str) -> Result<Checked, Problem> {
    let mut url = public(input)?;
    if url.port().is_some_and(|port| port < 1024) {
        return Err(Problem::new("url-port-low"));
    }
    url.set_fragment(None);
    short_enough(url)
}

fn too_long() -> Problem {
    Problem::new("too-long").with("max", MAX)
}

fn short_enough(url: Url) -> Result<Checked, Problem> {
    let address = String::from(url);
    if address.len() > MAX {
        return Err(too_long());
    }
    Ok(Checked::plain(address))
}

fn public(input: &str) -> Result<Url, Problem> {
    let text = text::present(input)?;
    if text.chars().count() > MAX {
        return Err(too_long());
    }
    let after_scheme = match text.get(..8) {
        Some(scheme) if scheme.eq_ignore_ascii_case("https://") => &text[8..],
        _ => return Err(Problem::new("url-not-https")),
    };
    let authority = after_scheme
        .split(['/', '?', '#'])
        .next()
        .unwrap_or_default();
    if authority.contains('@') {
        return Err(Problem::new("url-user-info"));
    }
    // Browsers read a backslash as a slash, other readers do not: two readings of one address.
    if authority.is_empty() || text.contains(['\\', ' ']) {
        return Err(Problem::new("url-format"));
    }
    let url = Url::parse(&text).map_err(|_| Problem::new("url-format"))?;
    public_host(&url)?;
    Ok(url)
}

fn public_host(url: &Url) -> Result<(), Problem> {
    let host = match url.host() {
        Some(Host::Domain(host)) => host,
        Some(Host::Ipv4(_) | Host::Ipv6(_)) => return Err(Problem::new("url-ip-address")),
        None => return Err(Problem::new("url-format")),
    };
    if idna::domain_to_ascii_strict(host).is_err() || host.ends_with('.') {
        return Err(Problem::new("url-format"));
    }
    match host.rsplit_once('.') {
        Some((_, top)) if !LOCAL.contains(&top) && !host.ends_with(".home.arpa") => Ok(()),
        _ => Err(Problem::new("url-local-host")),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn public_addresses_pass() {
        for (typed, stored) in [
            (
                "https://support.contoso.com.cn",
                "https://support.contoso.com.cn/",
            ),
            (
                "HTTPS://Support.Contoso.com:443/帮助?a=1",
                "https://support.contoso.com/%E5%B8%AE%E5%8A%A9?a=1",
            ),
            ("https://例子.中国/", "https://xn--fsqu00a.xn--fiqs8s/"),
            ("https://contoso.com/a@b", "https://contoso.com/a@b"),
        ] {
            assert_eq!(web_url(typed).unwrap().value, stored, "{typed}");
        }
    }

    #[test]
    fn programs_may_listen_at_high_ports() {
        for (typed, stored) in [
            (
                "https://hooks.contoso.cn/in?k=1#x",
                "https://hooks.contoso.cn/in?k=1",
            ),
            (
                "https://hooks.contoso.cn:8443",
                "https://hooks.contoso.cn:8443/",
            ),
            ("https://hooks.contoso.cn:443/", "https://hooks.contoso.cn/"),
        ] {
            assert_eq!(callback_url(typed).unwrap().value, stored, "{typed}");
        }
        for (typed, code) in [
            ("https://hooks.contoso.cn:25/", "url-port-low"),
            ("http://hooks.contoso.cn/", "url-not-https"),
            ("https://10.0.0.7/", "url-ip-address"),
            ("https://[::ffff:10.0.0.7]/", "url-ip-address"),
            ("https://localhost:9000/", "url-local-host"),
            ("https://u:p@hooks.contoso.cn/", "url-user-info"),
        ] {
            assert_eq!(callback_url(typed).unwrap_err().code, code, "{typed}");
        }
    }

    #[test]
    fn each_refusal_says_why() {
        for (typed, code) in [
            ("", "required"),
            ("http://contoso.com", "url-not-https"),
            ("contoso.com", "url-not-https"),
            ("javascript:alert(1)", "url-not-https"),
            ("data:text/html,x", "url-not-https"),
            ("https:contoso.com", "url-not-https"),
            ("https://", "url-format"),
            ("https:///contoso.com", "url-format"),
            ("https://con toso.com", "url-format"),
            ("https://contoso.com\\@evil.com", "url-user-info"),
            ("https://contoso.com\\evil", "url-format"),
            ("https://contoso.com./", "url-format"),
            ("https://user:pw@contoso.com", "url-user-info"),
            ("https://@contoso.com", "url-user-info"),
            ("https://127.0.0.1/", "url-ip-address"),
            ("https://2130706433/", "url-ip-address"),
            ("https://0x7f.1/", "url-ip-address"),
            ("https://１２７.0.0.1/", "url-ip-address"),
            ("https://[::1]/", "url-ip-address"),
            ("https://localhost/", "url-local-host"),
            ("https://a.localhost/", "url-local-host"),
            ("https://printer.local/", "url-local-host"),
            ("https://db.internal/", "url-local-host"),
            ("https://intranet/", "url-local-host"),
            ("https://contoso.com:8443/", "url-port"),
            ("https://contoso.com/\u{202E}", "invisible-characters"),
        ] {
            assert_eq!(web_url(typed).unwrap_err().code, code, "{typed}");
        }
        let long = format!("https://contoso.com/{}", "x".repeat(300));
        assert_eq!(web_url(&long).unwrap_err().code, "too-long");
        let grows = format!("https://contoso.com/{}", "汉".repeat(100));
        assert_eq!(web_url(&grows).unwrap_err().code, "too-long");
    }
}
