//! What document storages of every kind accept.

use domain::effects::DocumentError;

/// Largest document kept or fetched, in bytes (64 MiB).
pub const MAX_DOCUMENT_BYTES: usize = 64 * 1024 * 1024;

/// Longest key, in bytes; S3 allows 1024.
const LONGEST_KEY: usize = 512;
/// Longest part between slashes, in bytes; file systems allow 255.
const LONGEST_PART: usize = 200;

/// Lets through keys of `[a-z0-9/-]+` whose parts are not empty.
///
/// # Errors
/// [`DocumentError::Storage`] for every other key.
pub(crate) fn check_key(key: &str) -> Result<(), DocumentError> {
    let part_ok = |part: &str| {
        (1..=LONGEST_PART).contains(&part.len())
            && part
                .bytes()
                .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
    };
    if key.len() <= LONGEST_KEY && key.split('/').all(part_ok) {
        Ok(())
    } else {
        let shown: String = key.chars().take(60).collect();
        Err(DocumentError::Storage(format!("unusable key {shown:?}")))
    }
}

/// Refuses documents of more than [`MAX_DOCUMENT_BYTES`].
///
/// # Errors
/// [`DocumentError::Storage`].
pub(crate) fn check_size(bytes: u64) -> Result<(), DocumentError> {
    if bytes <= MAX_DOCUMENT_BYTES as u64 {
        Ok(())
    } else {
        Err(DocumentError::Storage(format!(
            "{bytes} bytes are more than a document may have"
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::check_key;

    #[test]
    fn keys_of_our_own_making_pass() {
        for key in ["a", "agreements/2026-01/0190c1f0-7e3a", "0/1/2"] {
            assert_eq!(check_key(key), Ok(()), "{key}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        let long_part = "a".repeat(201);
        let long_key = vec!["a".repeat(100); 6].join("/");
        for key in [
            "",
            "/",
            "/a",
            "a/",
            "a//b",
            "..",
            "../a",
            "a/../b",
            "a/./b",
            ".incoming/a",
            "A",
            "a b",
            "a\\b",
            "a\0b",
            "a%2e",
            "合同",
            "a\n",
            &long_part,
            &long_key,
        ] {
            assert!(check_key(key).is_err(), "{key:?}");
        }
    }
}
