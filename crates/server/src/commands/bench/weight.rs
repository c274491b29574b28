//! What a browser that has never been here loads to show a page.
#![allow(clippy::float_arithmetic)] // Measurements, not money.

use super::page::fault;
use crate::trouble::Trouble;
use std::collections::BTreeSet;
use std::net::SocketAddr;

/// Kilobytes of a page with its stylesheet, script and icons, compressed as they are sent.
///
/// # Errors
/// [`Trouble::Runtime`] when something does not come.
pub(super) fn of(address: SocketAddr, path: &str, cookies: &str) -> Result<f64, Trouble> {
    let get = |path: &str, encoding: &str| {
        let answer = ureq::get(format!("http://{address}{path}"))
            .header("Cookie", cookies)
            .header("Accept-Encoding", encoding)
            .call();
        let body = answer.and_then(|mut answer| answer.body_mut().read_to_vec());
        body.map_err(|error| fault(&error))
    };
    let html = String::from_utf8(get(path, "identity")?).map_err(|error| fault(&error))?;
    let mut bytes = get(path, "gzip")?.len();
    for asset in assets(&html) {
        bytes += get(asset, "gzip")?.len();
    }
    let bytes = u32::try_from(bytes).map_err(|error| fault(&error))?;
    Ok(f64::from(bytes) / 1000.0)
}

/// The files a page names.
fn assets(html: &str) -> BTreeSet<&str> {
    let named = html.match_indices("\"/assets/").map(|(at, _)| {
        let rest = html.get(at + 1..).unwrap_or_default();
        let end = rest.find(['"', '#']).unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_counts_once() {
        let html = r#"<link href="/assets/a-1.css"><use href="/assets/i-2.svg#x"/><use href="/assets/i-2.svg#y"/>"#;
        let found: Vec<_> = assets(html).into_iter().collect();
        assert_eq!(found, ["/assets/a-1.css", "/assets/i-2.svg"]);
    }
}
