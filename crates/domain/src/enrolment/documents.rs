//! Documents of an application: kinds, names and what a file really is.

use crate::caller::text_of_enum;
use crate::validate::Problem;

/// What a document proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Business licence; always needed.
    BusinessLicence,
    /// Authorisation when the applicant is not the legal representative.
    AuthorisationLetter,
    /// Value-added telecommunications permit.
    TelecomPermit,
    /// Proof that the company owns its e-mail domain.
    DomainProof,
    /// Financial statement of one of the last two years.
    FinancialStatement,
}

text_of_enum!(Kind {
    BusinessLicence => "business-licence",
    AuthorisationLetter => "authorisation-letter",
    TelecomPermit => "telecom-permit",
    DomainProof => "domain-proof",
    FinancialStatement => "financial-statement",
});

/// What the form needs to know about an uploaded document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Uploaded {
    /// What it proves.
    pub kind: Kind,
}

/// A file's real type, told by its first bytes; what the browser claims does not count.
#[must_use]
pub fn sniff(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [b'%', b'P', b'D', b'F', b'-', ..] => Some("application/pdf"),
        [0xFF, 0xD8, 0xFF, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some("image/png"),
        _ => None,
    }
}

/// Judges an upload: type by content, size, not empty.
///
/// # Errors
/// The [`Problem`] to show at the file field.
pub fn check(
    bytes: &[u8],
    max_bytes: u64,
    media_types: &[String],
) -> Result<&'static str, Problem> {
    if bytes.is_empty() {
        return Err(Problem::new("document-empty"));
    }
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > max_bytes {
        let megabytes = (max_bytes / 1_048_576).to_string();
        return Err(Problem::new("document-too-large").with("megabytes", &megabytes));
    }
    match sniff(bytes) {
        Some(found) if media_types.iter().any(|m| m == found) => Ok(found),
        _ => Err(Problem::new("document-type")),
    }
}

/// A file name fit to be shown and offered: no path, no control or bidirectional characters, no
/// more than 100 characters, with the ending of the real type.
#[must_use]
pub fn display_name(given: &str, media_type: &str) -> String {
    let base = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = base.rsplit_once('.').map_or(base, |(stem, _)| stem);
    let clean: String = stem
        .chars()
        .filter(|c| {
            c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '（' | '）' | '(' | ')')
        })
        .take(90)
        .collect();
    let clean = clean.trim_matches(['.', ' ']);
    let ending = match media_type {
        "application/pdf" => "pdf",
        "image/jpeg" => "jpg",
        _ => "png",
    };
    if clean.is_empty() {
        format!("document.{ending}")
    } else {
        format!("{clean}.{ending}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say() {
        let types = ["application/pdf".to_owned(), "image/png".to_owned()];
        assert_eq!(check(b"%PDF-1.7 ...", 100, &types), Ok("application/pdf"));
        assert_eq!(
            check(b"<svg onload=alert(1)>", 100, &types)
                .unwrap_err()
                .code,
            "document-type"
        );
        assert_eq!(
            check(b"MZ%PDF-", 100, &types).unwrap_err().code,
            "document-type"
        );
        assert_eq!(check(b"", 100, &types).unwrap_err().code, "document-empty");
        assert_eq!(
            check(&[b'%'; 101], 100, &types).unwrap_err().code,
            "document-too-large"
        );
    }

    #[test]
    fn names_lose_paths_tricks_and_false_endings() {
        assert_eq!(
            display_name("../../etc/passwd", "application/pdf"),
            "passwd.pdf"
        );
        assert_eq!(
            display_name("营业执照 副本.PDF", "application/pdf"),
            "营业执照 副本.pdf"
        );
        assert_eq!(display_name("a\u{202e}gnp.exe", "image/png"), "agnp.png");
        assert_eq!(display_name("\u{0}<script>", "image/jpeg"), "script.jpg");
        assert_eq!(display_name("....", "image/jpeg"), "document.jpg");
    }
}
