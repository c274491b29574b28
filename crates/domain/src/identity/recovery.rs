//! "Can't access your account?": what has to be proved before a password may be replaced.

use super::code::Limits;
use crate::caller::text_of_enum;
use crate::effects::Instant;
use serde::{Deserialize, Serialize};

/// A way to prove that one is the owner of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    /// A code sent to the contact e-mail.
    Email,
    /// A code sent to the recovery phone.
    Phone,
    /// The authenticator, or one of the recovery codes that stand in for it.
    Authenticator,
}

text_of_enum!(Way {
    Email => "email",
    Phone => "phone",
    Authenticator => "authenticator",
});

/// How many ways have to be proved. The specification leaves open whether one could do for people
/// without an admin role; two for everybody is simpler to explain and tells nothing about roles.
pub const NEEDED: usize = 2;
/// How long a procedure may take, seconds.
pub const SECONDS: i64 = 15 * 60;
/// Procedures for the same name in 24 hours.
pub const PER_NAME: u32 = 5;
/// Procedures from the same address in 24 hours.
pub const PER_ADDRESS: u32 = 20;
/// Wrong authenticator codes that end a procedure.
pub const AUTHENTICATOR_TRIES: u32 = 5;
/// The limits of the codes of one procedure.
pub const CODES: Limits = Limits {
    seconds: 600,
    tries: 5,
    resend_seconds: 60,
    sends: 3,
};
/// Recovery codes made at once.
pub const RECOVERY_CODES: usize = 10;
/// Random bytes of one recovery code: 80 bits, 16 characters.
pub const RECOVERY_CODE_BYTES: usize = 10;

/// When each way was proved.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Proofs {
    /// The contact e-mail.
    pub email: Option<Instant>,
    /// The recovery phone.
    pub phone: Option<Instant>,
    /// The authenticator.
    pub authenticator: Option<Instant>,
}

impl Proofs {
    /// Whether a way was proved.
    #[must_use]
    pub fn has(self, way: Way) -> bool {
        match way {
            Way::Email => self.email.is_some(),
            Way::Phone => self.phone.is_some(),
            Way::Authenticator => self.authenticator.is_some(),
        }
    }

    /// How many ways were proved.
    #[must_use]
    pub fn count(self) -> usize {
        Way::ALL.iter().filter(|way| self.has(**way)).count()
    }

    /// Whether that is enough for a new password.
    #[must_use]
    pub fn suffice(self) -> bool {
        self.count() >= NEEDED
    }
}

/// A recovery code as it is shown: four groups of four characters that nobody confuses.
#[must_use]
pub fn recovery_code(random: &[u8; RECOVERY_CODE_BYTES]) -> String {
    let text = data_encoding::BASE32_NOPAD
        .encode(random)
        .to_ascii_lowercase();
    let groups = text.as_bytes().chunks(4).map(String::from_utf8_lossy);
    groups.collect::<Vec<_>>().join("-")
}

/// A recovery code as typed, in the spelling that is hashed; none when it cannot be one.
#[must_use]
pub fn recovery_code_typed(typed: &str) -> Option<String> {
    let bare: String = typed
        .chars()
        .filter(|c| *c != '-' && !c.is_whitespace())
        .take(40)
        .collect::<String>()
        .to_ascii_lowercase();
    let fits = bare.len() == 16 && bare.bytes().all(|b| matches!(b, b'a'..=b'z' | b'2'..=b'7'));
    fits.then_some(bare)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn two_ways_suffice_whichever_they_are() {
        let at = Some(Instant(1));
        let one = Proofs {
            email: at,
            ..Proofs::default()
        };
        assert!(!Proofs::default().suffice());
        assert!(!one.suffice());
        assert!(Proofs { phone: at, ..one }.suffice());
        assert!(
            Proofs {
                authenticator: at,
                ..one
            }
            .suffice()
        );
        assert!(
            Proofs {
                email: None,
                phone: at,
                authenticator: at
            }
            .suffice()
        );
    }

    #[test]
    fn what_is_no_recovery_code_is_not_taken_for_one() {
        for typed in [
            "",
            "123456",
            "abcd-efgh-ijkl-mno1",
            "abcd-efgh-ijkl-mnop-q",
            "🙂",
        ] {
            assert_eq!(recovery_code_typed(typed), None, "{typed}");
        }
        let typed = recovery_code_typed(" ABCD efgh-ijkl-mnop ");
        assert_eq!(typed.as_deref(), Some("abcdefghijklmnop"));
    }

    proptest! {
        #[test]
        fn a_shown_code_is_taken_back(random in any::<[u8; RECOVERY_CODE_BYTES]>()) {
            let shown = recovery_code(&random);
            prop_assert_eq!(shown.len(), 19);
            let typed = recovery_code_typed(&shown).unwrap();
            prop_assert_eq!(typed, shown.replace('-', ""));
        }

        #[test]
        fn whatever_is_typed_does_no_harm(typed in any::<String>()) {
            let _ = recovery_code_typed(&typed);
        }
    }
}
