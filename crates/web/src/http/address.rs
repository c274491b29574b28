//! Addresses of our own pages.

/// A path as the value of a query parameter.
#[must_use]
pub fn encoded(path: &str) -> String {
    path.bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'/' | b'~' => {
                char::from(b).to_string()
            }
            _ => format!("%{b:02X}"),
        })
        .collect()
}

/// An address with its question; what is empty is left out.
#[must_use]
pub fn asking(path: &str, question: &[(&str, &str)]) -> String {
    let pairs: Vec<_> = question
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", encoded(value)))
        .collect();
    if pairs.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", pairs.join("&"))
    }
}

/// A page as addresses name it: the first is not named.
#[must_use]
pub fn nth(page: u64) -> String {
    if page > 1 {
        page.to_string()
    } else {
        String::new()
    }
}
