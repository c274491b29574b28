//! People who let programs act for them: for how long, what may be asked for, and the proof that
//! who asked is who gets the answer (RFC 6749, RFC 7636).

use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest, Sha256};

/// Seconds a code lasts on its way through the browser.
pub const CODE_SECONDS: i64 = 300;
/// Days after which a refresh token that nobody used is worth nothing.
pub const REFRESH_DAYS: i64 = 90;
/// Days after which a person is asked anew, however often the program called.
pub const FAMILY_DAYS: i64 = 365;
/// Days that is told how a program's access ended.
pub const TOLD_DAYS: i64 = 30;
/// Longest `state`, `nonce` and `login_hint`.
pub const WORD_CHARS: usize = 2048;

/// What a program wants to be told and given besides leave to call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scope {
    /// Who the person is, in a token of its own.
    pub openid: bool,
    /// To go on without the person.
    pub offline: bool,
}

impl Scope {
    /// The spelling in the database.
    #[must_use]
    pub fn text(self) -> &'static str {
        match (self.openid, self.offline) {
            (true, true) => "openid offline_access",
            (true, false) => "openid",
            (false, true) => "offline_access",
            (false, false) => "",
        }
    }

    /// Reads [`Self::text`] back.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        let has = |word| text.split(' ').any(|found| found == word);
        Self {
            openid: has("openid"),
            offline: has("offline_access"),
        }
    }
}

/// Reads a `scope` parameter: the words of `OpenID` Connect, and at most one resource with
/// `/.default` or `/user_impersonation` behind it. Gives the resource, if one is named.
///
/// # Errors
/// The word that is not known.
pub fn scope(text: &str) -> Result<(Scope, Option<&str>), &str> {
    let (mut scope, mut resource) = (Scope::default(), None);
    for word in text.split_ascii_whitespace() {
        match word {
            "openid" => scope.openid = true,
            "offline_access" => scope.offline = true,
            "profile" | "email" | "user_impersonation" => {}
            other => {
                let named = ["/.default", "/user_impersonation"]
                    .iter()
                    .find_map(|end| other.strip_suffix(end))
                    .filter(|named| !named.is_empty() && resource.is_none_or(|r| r == *named));
                resource = Some(named.ok_or(other)?);
            }
        }
    }
    Ok((scope, resource))
}

/// Whether a text can be an S256 challenge: 32 bytes in Base64url (RFC 7636 §4.2).
#[must_use]
pub fn is_challenge(text: &str) -> bool {
    text.len() == 43
        && BASE64URL_NOPAD
            .decode(text.as_bytes())
            .is_ok_and(|bytes| bytes.len() == 32)
}

/// Whether a verifier is the one a challenge was made from (RFC 7636 §4.6).
#[must_use]
pub fn answers(challenge: &str, verifier: &str) -> bool {
    let unreserved = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    (43..=128).contains(&verifier.len())
        && verifier.bytes().all(unreserved)
        && BASE64URL_NOPAD.encode(&Sha256::digest(verifier)) == challenge
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_verifier_answers_its_challenge_alone() {
        // RFC 7636, appendix B.
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        assert!(is_challenge(challenge) && answers(challenge, verifier));
        assert!(!answers(challenge, &verifier[1..]));
        assert!(!answers(challenge, &verifier.to_uppercase()));
        assert!(!answers(verifier, verifier), "plain is not offered");
        assert!(!answers(challenge, ""));
        for bad in [
            "",
            "x",
            &challenge[1..],
            &format!("{challenge}x"),
            "=".repeat(43).as_str(),
        ] {
            assert!(!is_challenge(bad), "{bad}");
        }
        let long = "a".repeat(129);
        assert!(!answers(
            &BASE64URL_NOPAD.encode(&Sha256::digest(&long)),
            &long
        ));
    }

    #[test]
    fn scopes_name_one_resource_and_known_words() {
        let (found, resource) =
            scope("openid profile offline_access https://a.example/.default").unwrap();
        assert_eq!(found.text(), "openid offline_access");
        assert_eq!(Scope::from_text(found.text()), found);
        assert_eq!(resource, Some("https://a.example"));
        let (found, resource) =
            scope("https://a.example/user_impersonation https://a.example/.default").unwrap();
        assert_eq!((found.text(), resource), ("", Some("https://a.example")));
        assert_eq!(scope(""), Ok((Scope::default(), None)));
        for (text, wrong) in [
            ("openid Everything", "Everything"),
            ("/.default", "/.default"),
            (
                "https://a.example/.default https://b.example/.default",
                "https://b.example/.default",
            ),
            ("OpenID", "OpenID"),
        ] {
            assert_eq!(scope(text), Err(wrong), "{text}");
        }
    }
}
