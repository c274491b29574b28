//! The integration sandbox account of a partner: who looks after it, and what its domain is called.

use crate::enrolment::form::{Field, Rule};

/// What is asked for: the first administrator, and that one knows what it is.
pub const FIELDS: &[Field] = &[
    Field::new("family_name", "person", Rule::PersonName, true),
    Field::new("given_name", "person", Rule::PersonName, true),
    Field::new("user_name", "sign-in", Rule::UserName, true),
    Field::new("contact_email", "sign-in", Rule::CompanyEmail, true),
    Field::new("sandbox_understood", "confirm", Rule::Tick, true),
];

/// Characters of the partner's own prefix that its sandbox keeps: with the rest it stays a label.
const KEPT: usize = 48;
/// How many names are tried before somebody has to look.
const TRIES: u32 = 9;

/// Prefixes of the sandbox's domain, the one to try first first.
pub fn prefixes(own: &str) -> impl Iterator<Item = String> {
    let own: String = own.chars().take(KEPT).collect();
    (1..=TRIES).map(move |n| match n {
        1 => format!("{own}-sandbox"),
        n => format!("{own}-sandbox{n}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_domain_tells_whose_it_is() {
        let all: Vec<_> = prefixes("shihang").collect();
        assert_eq!(all[0], "shihang-sandbox");
        assert_eq!(all[1], "shihang-sandbox2");
        assert_eq!(all.len(), 9);
        let long = prefixes(&"a".repeat(200)).all(|prefix| prefix.len() <= 63);
        assert!(long, "a label has 63 characters");
    }
}
