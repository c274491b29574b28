//! Documents of an application: kinds, names and what a file really is.

use crate::caller::text_of_enum;
use crate::validate::{self, Problem};
use jiff::ToSpan;
use jiff::civil::Date;

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

impl Kind {
    /// Whether only those who decide credit may look at it.
    #[must_use]
    pub fn is_financial(self) -> bool {
        self == Self::FinancialStatement
    }
}

/// What the malware scanner has said about a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scan {
    /// Nobody has asked it.
    None,
    /// It is yet to be asked, or could not be reached.
    Pending,
    /// It found nothing.
    Clean,
    /// It found something; the bytes are gone.
    Infected,
    /// It could not be reached for so long that a person has to ask again.
    Failed,
}

text_of_enum!(Scan {
    None => "none",
    Pending => "pending",
    Clean => "clean",
    Infected => "infected",
    Failed => "failed",
});

impl Scan {
    /// Whether a document stands in the way of an approval where a scanner is in use.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::None | Self::Pending | Self::Failed)
    }
}

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

/// Characters that turn the direction of what follows: with them `exe.pdf` can look like `fdp.exe`.
fn turns(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Judges a file's name: no path in it, nothing invisible, and an ending that is not another
/// type's. The two kinds of picture are confused so often that one passes for the other.
///
/// # Errors
/// The [`Problem`] to show at the file field.
pub fn check_name(given: &str, media_type: &str) -> Result<(), Problem> {
    if given.contains(['/', '\\']) || given.chars().any(|c| c.is_control() || turns(c)) {
        return Err(Problem::new("document-name"));
    }
    let Some((_, ending)) = given
        .rsplit_once('.')
        .filter(|(_, ending)| !ending.is_empty())
    else {
        return Ok(());
    };
    let fits = match ending.to_ascii_lowercase().as_str() {
        "pdf" => media_type == "application/pdf",
        "jpg" | "jpeg" | "jpe" | "jfif" | "png" => media_type.starts_with("image/"),
        _ => false,
    };
    if fits {
        return Ok(());
    }
    let ending: String = ending
        .chars()
        .filter(|c| c.is_alphanumeric())
        .take(12)
        .collect();
    let real = short_name(media_type).to_uppercase();
    Err(Problem::new("document-ending")
        .with("ending", ending)
        .with("type", real))
}

/// Judges the date a document was issued on, where its age matters; elsewhere there is none.
///
/// # Errors
/// The [`Problem`] to show at the date field.
pub fn check_date(
    typed: &str,
    max_age_months: Option<u32>,
    today: Date,
) -> Result<Option<Date>, Problem> {
    let Some(months) = max_age_months else {
        return Ok(None);
    };
    if typed.trim().is_empty() {
        return Err(Problem::new("document-date-required").with("months", months));
    }
    let date = validate::date(typed)?;
    if date > today {
        return Err(Problem::new("date-in-future"));
    }
    let oldest = today
        .checked_sub(i64::from(months).months())
        .unwrap_or(Date::MIN);
    if date < oldest {
        return Err(Problem::new("document-too-old").with("months", months));
    }
    Ok(Some(date))
}

fn short_name(media_type: &str) -> &'static str {
    match media_type {
        "application/pdf" => "pdf",
        "image/jpeg" => "jpg",
        _ => "png",
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
    let ending = short_name(media_type);
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

    #[test]
    fn a_name_tells_no_lies() {
        let pdf = |name: &str| check_name(name, "application/pdf").err().map(|p| p.code);
        for fine in [
            "营业执照.pdf",
            "a.PDF",
            "no ending",
            "v1.2 final.pdf",
            "a.",
            "a'b（1）.pdf",
        ] {
            assert_eq!(pdf(fine), None, "{fine}");
        }
        for ending in ["a.png", "a.pdf.exe", "a.html", "a.pdf "] {
            assert_eq!(pdf(ending), Some("document-ending"), "{ending}");
        }
        for name in [
            "../a.pdf",
            "C:\\a.pdf",
            "/etc/a.pdf",
            "a\0.pdf",
            "a\n.pdf",
            "a\u{202e}x.pdf",
        ] {
            assert_eq!(pdf(name), Some("document-name"), "{name:?}");
        }
        for fine in ["a.jpg", "a.JPEG", "a.png"] {
            assert_eq!(check_name(fine, "image/png"), Ok(()));
        }
        assert!(check_name("a.pdf", "image/png").is_err());
    }

    #[test]
    fn a_proof_is_good_for_so_many_months_to_the_day() {
        let today = jiff::civil::date(2026, 3, 2);
        let judged = |typed: &str| check_date(typed, Some(12), today).map_err(|p| p.code);
        assert_eq!(judged("2025-03-01"), Err("document-too-old"));
        assert_eq!(
            judged("2025-03-02"),
            Ok(Some(jiff::civil::date(2025, 3, 2)))
        );
        assert_eq!(judged("2026-03-02"), Ok(Some(today)));
        assert_eq!(judged("2026-03-03"), Err("date-in-future"));
        assert_eq!(judged(" "), Err("document-date-required"));
        assert_eq!(judged("soon"), Err("date-format"));
        // Where age does not matter, nothing typed is wrong.
        assert_eq!(check_date("soon", None, today), Ok(None));
        // 29 February has no counterpart in most years.
        let leap = jiff::civil::date(2028, 2, 29);
        assert!(check_date("2027-02-28", Some(12), leap).is_ok());
        assert!(check_date("2027-02-27", Some(12), leap).is_err());
    }

    #[test]
    fn only_what_the_scanner_passed_is_out_of_the_way() {
        let open: Vec<_> = Scan::ALL.iter().filter(|scan| scan.is_open()).collect();
        assert_eq!(open, [&Scan::None, &Scan::Pending, &Scan::Failed]);
        let financial: Vec<_> = Kind::ALL
            .iter()
            .filter(|kind| kind.is_financial())
            .collect();
        assert_eq!(financial, [&Kind::FinancialStatement]);
    }
}
