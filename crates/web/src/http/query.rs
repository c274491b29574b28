//! What stands behind the question mark of an address.

use super::failure::Trouble;
use axum::extract::FromRequestParts;
use axum::http::Uri;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use std::ops::Deref;

/// The parameters of an address, with a space in place of every control character: none belongs into
/// what is searched for, and PostgreSQL takes no text with a zero byte.
#[derive(Debug, Clone)]
pub struct Query<T>(pub T);

impl<T> Deref for Query<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let clean = without_controls(parts.uri.query().unwrap_or_default());
        let uri: Uri = format!("/?{clean}")
            .parse()
            .map_err(|_| Trouble::Unreadable)?;
        let axum::extract::Query(found) =
            axum::extract::Query::try_from_uri(&uri).map_err(|_| Trouble::Unreadable)?;
        Ok(Self(found))
    }
}

/// Whether a percent-encoded text holds a control character.
pub(super) fn has_controls(text: &str) -> bool {
    text.split('%').skip(1).any(|part| control(part).is_some())
}

/// A percent-encoded query with an encoded space for every encoded control character.
fn without_controls(text: &str) -> String {
    let mut parts = text.split('%');
    let mut clean = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match control(part) {
            Some(rest) => {
                clean.push('+');
                clean.push_str(rest);
            }
            None => {
                clean.push('%');
                clean.push_str(part);
            }
        }
    }
    clean
}

/// What follows a control character, of which `part` is the text behind the percent sign.
fn control(part: &str) -> Option<&str> {
    let digits = part.get(..2)?;
    let encoded = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let byte = u8::from_str_radix(digits, 16).ok().filter(|_| encoded)?;
    byte.is_ascii_control().then(|| part.get(2..)).flatten()
}

#[cfg(test)]
mod tests {
    use super::{has_controls, without_controls};

    #[test]
    fn control_characters_become_spaces_and_all_else_stays() {
        for (given, wanted) in [
            ("", ""),
            ("q=a&b=%E6%9D%AD", "q=a&b=%E6%9D%AD"),
            ("q=%00", "q=+"),
            ("q=a%0d%0Ab%7Fc%1f", "q=a++b+c+"),
            ("%00=x", "+=x"),
            // An encoded percent sign, and what is no code at all.
            ("q=%2500", "q=%2500"),
            ("q=%%00%", "q=%+%"),
            ("q=%+1%0", "q=%+1%0"),
            ("q=%C2%80", "q=%C2%80"),
        ] {
            assert_eq!(without_controls(given), wanted, "{given}");
            assert_eq!(has_controls(given), given != wanted, "{given}");
        }
    }
}
