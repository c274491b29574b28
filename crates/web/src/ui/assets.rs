//! The four files every page shares: stylesheet, script, icon sprite and favicon.
//!
//! They are part of the binary. Their addresses carry a hash of their content, so browsers may
//! keep them for ever.

use askama::filters::HtmlSafe;
use askama::{FastWritable, Values};
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::fmt;
use std::sync::LazyLock;

/// The route [`asset`] belongs to.
pub const ROUTE: &str = "/assets/{file}";

struct Asset {
    url: String,
    kind: &'static str,
    bytes: &'static [u8],
}

static CSS: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(
        "tongdao",
        "css",
        "text/css; charset=utf-8",
        include_bytes!("../../assets/tongdao.css"),
    )
});
static JS: LazyLock<Asset> = LazyLock::new(|| {
    let bytes = without_comments(include_str!("../../assets/tongdao.js"));
    let kind = "text/javascript; charset=utf-8";
    Asset::new("tongdao", "js", kind, bytes.leak().as_bytes())
});

/// The script without what is for those who read its source: comments and indentation.
fn without_comments(script: &str) -> String {
    let lines = script.lines().map(str::trim_start);
    let code = lines.filter(|line| !line.starts_with("//"));
    code.flat_map(|line| [line, "\n"]).collect()
}
static ICONS: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(
        "icons",
        "svg",
        "image/svg+xml",
        include_bytes!("../../assets/icons.svg"),
    )
});
static FAVICON: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(
        "favicon",
        "svg",
        "image/svg+xml",
        include_bytes!("../../assets/favicon.svg"),
    )
});

impl Asset {
    fn new(name: &str, extension: &str, kind: &'static str, bytes: &'static [u8]) -> Self {
        let hash = Sha256::digest(bytes);
        let hash = data_encoding::HEXLOWER.encode(&hash[..6]);
        Self {
            url: format!("/assets/{name}-{hash}.{extension}"),
            kind,
            bytes,
        }
    }
}

/// The address of the stylesheet.
#[must_use]
pub fn css_url() -> &'static str {
    &CSS.url
}

/// The address of the script.
#[must_use]
pub fn js_url() -> &'static str {
    &JS.url
}

/// The address of the icon sprite; an icon is `<use href="{icons_url}#i-check"/>`.
#[must_use]
pub fn icons_url() -> &'static str {
    &ICONS.url
}

/// The same as pages write it, dozens of times each.
#[must_use]
pub fn icons() -> Address {
    Address(icons_url())
}

/// An address of one of these files. It is of letters, digits, hyphens, dots and slashes, so that a page
/// need not look for what to escape in it.
#[derive(Debug, Clone, Copy)]
pub struct Address(&'static str);

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl FastWritable for Address {
    fn write_into(&self, out: &mut dyn fmt::Write, _: &dyn Values) -> askama::Result<()> {
        Ok(out.write_str(self.0)?)
    }
}

impl HtmlSafe for Address {}

/// The address of the favicon.
#[must_use]
pub fn favicon_url() -> &'static str {
    &FAVICON.url
}

/// The content type and the bytes of an asset, by its whole path (`/assets/tongdao-….css`).
#[must_use]
pub fn serve(path: &str) -> Option<(&'static str, &'static [u8])> {
    [&CSS, &JS, &ICONS, &FAVICON]
        .into_iter()
        .find(|asset| asset.url == path)
        .map(|asset| (asset.kind, asset.bytes))
}

/// Answers [`ROUTE`]; an unknown or outdated name is 404.
pub async fn asset(Path(file): Path<String>) -> Response {
    let Some((kind, bytes)) = serve(&format!("/assets/{file}")) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, bytes).into_response()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{css_url, favicon_url, icons_url, js_url, serve};

    #[test]
    fn addresses_lead_to_their_files_and_nothing_else() {
        for (url, kind) in [
            (css_url(), "text/css; charset=utf-8"),
            (js_url(), "text/javascript; charset=utf-8"),
            (icons_url(), "image/svg+xml"),
            (favicon_url(), "image/svg+xml"),
        ] {
            let (found, bytes) = serve(url).unwrap();
            assert_eq!(found, kind);
            assert!(!bytes.is_empty());
        }
        assert!(serve("/assets/tongdao.css").is_none());
        assert!(serve("/assets/../Cargo.toml").is_none());
    }

    #[test]
    fn the_shared_files_stay_small() {
        assert!(
            serve(css_url()).unwrap().1.len() < 45_000,
            "the stylesheet is at most 45 kB"
        );
        assert!(
            serve(js_url()).unwrap().1.len() < 6_000,
            "the script is at most 6 kB"
        );
    }
}
