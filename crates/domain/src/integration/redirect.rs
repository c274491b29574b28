//! Addresses a program may be answered at (RFC 6749 §3.1.2, RFC 8252 §7).

use crate::enrolment::form::FieldProblem;
use crate::validate::{Problem, text};
use url::{Host, Url};

/// Longest address.
const CHARS: usize = 256;
/// Most addresses of a program.
pub const MOST: usize = 20;
/// The field it is typed into.
pub const FIELD: &str = "redirect_uri";

/// Checks an address to register: https anywhere, http on the person's own machine, or a scheme of
/// the program's own that is named after a domain. It is kept as it is written, because it is
/// compared letter by letter.
///
/// # Errors
/// The problem at [`FIELD`].
pub fn registered(typed: &str) -> Result<String, FieldProblem> {
    let problem = |problem| FieldProblem::new(FIELD, problem);
    let line = text::line(typed, 1, CHARS).map_err(problem)?.value;
    usable(&line).map_err(|code| problem(Problem::new(code)))?;
    Ok(line)
}

fn usable(line: &str) -> Result<(), &'static str> {
    let plain = |b: u8| b.is_ascii_graphic() && !b"\"'<>\\^`{|}*#".contains(&b);
    if !line.bytes().all(plain) || line.contains("/../") || line.contains("/./") {
        return Err("redirect-unusable");
    }
    let url = Url::parse(line).map_err(|_| "redirect-unusable")?;
    // The parser puts scheme and host into lower case; what is compared must be so already.
    if !url.as_str().starts_with(line.trim_end_matches('/')) {
        return Err("redirect-unusable");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("redirect-unusable");
    }
    match url.scheme() {
        "https" if url.host().is_some() => Ok(()),
        "http" if is_loopback(&url) => Ok(()),
        "http" => Err("redirect-plain-http"),
        // Only the holder of a domain names a scheme after it, so programs do not take each
        // other's answers (RFC 8252 §7.1).
        scheme if scheme.contains('.') => Ok(()),
        _ => Err("redirect-unusable"),
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

/// Whether an address a program asks to be answered at is a registered one: the same letters, but
/// that the port of the person's own machine is whatever was free (RFC 8252 §7.3).
#[must_use]
pub fn matches(registered: &str, asked: &str) -> bool {
    if registered == asked {
        return true;
    }
    if usable(asked).is_err() {
        return false;
    }
    let (Some(registered), Some(asked)) = (local(registered), local(asked)) else {
        return false;
    };
    registered == asked
}

/// An address on the person's own machine without its port.
fn local(address: &str) -> Option<String> {
    let mut url = Url::parse(address).ok()?;
    if url.scheme() != "http" || !is_loopback(&url) {
        return None;
    }
    url.set_port(None).ok()?;
    Some(url.into())
}

/// The part of an address that tells a person where it leads.
#[must_use]
pub fn place(address: &str) -> String {
    let url = Url::parse(address).ok();
    match url {
        Some(url) if matches!(url.scheme(), "http" | "https") => {
            url.host_str().unwrap_or_default().to_owned()
        }
        Some(url) => format!("{}:", url.scheme()),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn addresses_are_https_local_or_of_a_scheme_named_after_a_domain() {
        for good in [
            "https://app.example/callback",
            "https://app.example",
            "https://app.example:8443/cb?from=tongdao",
            "http://localhost",
            "http://localhost:5000/cb",
            "http://127.0.0.1/",
            "http://[::1]:9/cb",
            "example.app.robot:/signed-in",
            "https://app.example/%E4%B8%AD",
        ] {
            assert_eq!(registered(good).unwrap(), good);
        }
        let bad = |typed: &str| registered(typed).unwrap_err().problem.code;
        for unusable in [
            "app.example/callback",
            "https://",
            "https:///x",
            "https://App.example/",
            "HTTPS://app.example/",
            "https://app.example/cb#part",
            "https://me@app.example/",
            "https://me:secret@app.example/",
            "https://*.app.example/",
            "https://app.example/a/../b",
            "https://app.example/a b",
            "javascript:alert(1)",
            "data:text/html,x",
            "myapp://x",
            "ftp://app.example/",
            "https://app.example/\\evil",
            "https://应用.example/",
        ] {
            assert_eq!(bad(unusable), "redirect-unusable", "{unusable}");
        }
        assert_eq!(bad("http://app.example/cb"), "redirect-plain-http");
        assert_eq!(bad("http://localhost.evil.example/"), "redirect-plain-http");
        assert_eq!(bad(""), "required");
        let long = |n: usize| format!("https://app.example/{}", "x".repeat(n - 20));
        assert!(registered(&long(CHARS)).is_ok());
        assert_eq!(bad(&long(CHARS + 1)), "too-long");
    }

    #[test]
    fn only_the_port_of_the_own_machine_may_differ() {
        let web = "https://app.example/cb";
        assert!(matches(web, web));
        for other in [
            "https://app.example/cb/",
            "https://app.example/CB",
            "https://app.example/cb?x=1",
            "https://app.example:443/cb",
            "https://app.example:8443/cb",
            "http://app.example/cb",
            "https://app.example.evil.example/cb",
            "",
        ] {
            assert!(!matches(web, other), "{other}");
        }
        for local in ["http://127.0.0.1/cb", "http://localhost:1/cb"] {
            let host = local.split('/').nth(2).unwrap().split(':').next().unwrap();
            assert!(matches(local, &format!("http://{host}:51234/cb")));
            assert!(matches(local, &format!("http://{host}/cb")));
            assert!(!matches(local, &format!("http://{host}:51234/other")));
            assert!(!matches(local, &format!("https://{host}:51234/cb")));
            assert!(!matches(local, &format!("http://x@{host}:51234/cb")));
        }
        assert!(matches("http://[::1]/cb", "http://[::1]:7/cb"));
        assert!(!matches("http://127.0.0.1/cb", "http://localhost/cb"));
        assert!(!matches("http://127.0.0.1/cb", "http://127.0.0.2/cb"));
        assert!(!matches("example.app:/a", "example.app:/b"));
    }

    #[test]
    fn a_place_is_what_a_person_can_judge() {
        assert_eq!(place("https://app.example:8443/cb?x"), "app.example");
        assert_eq!(place("http://127.0.0.1:5/"), "127.0.0.1");
        assert_eq!(place("example.app:/a"), "example.app:");
    }
}
