//! Customers: what their forms hold, and how they are found again (05).

pub mod imports;
pub mod tags;

use crate::enrolment::form::{Answers, Choices, Field, FieldProblem, Judged, Rule, judge};
use crate::language::Language;
use crate::programme::Programme;
use crate::validate::{self, Problem};
use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

/// The billing profile: what may be changed later. The credit code and the telephone are asked for
/// where a form has them; programs that talk to a partner centre may not know them.
pub const PROFILE: &[Field] = &[
    Field::new("company_name", "company", Rule::OrganisationName, true),
    Field::new("country", "company", Rule::Country, true),
    Field::new(
        "province",
        "company",
        Rule::Choice(Choices::Provinces),
        true,
    ),
    Field::new("city", "company", Rule::Line(1, 50), true),
    Field::new("district", "company", Rule::Line(1, 50), false),
    Field::new("address1", "company", Rule::Line(1, 200), true),
    Field::new("address2", "company", Rule::Line(1, 200), false),
    Field::new("postal_code", "company", Rule::PostalCode, true),
    Field::new("family_name", "contact", Rule::PersonName, true),
    Field::new("given_name", "contact", Rule::PersonName, true),
    Field::new("email", "contact", Rule::Email, true),
    Field::new("phone", "contact", Rule::OrganisationPhone, false),
    Field::new("language", "contact", Rule::Line(2, 10), true),
    Field::new("culture", "contact", Rule::Line(2, 10), true),
];

/// What a new customer has besides its profile.
pub const NEW: &[Field] = &[
    Field::new("domain_prefix", "company", Rule::DomainPrefix, true),
    Field::new("credit_code", "company", Rule::CreditCode, false),
];

/// The address alone, as it is checked before a customer is made.
pub const ADDRESS: &[&str] = &[
    "country",
    "province",
    "city",
    "district",
    "address1",
    "address2",
    "postal_code",
    "phone",
];

/// Who accepted the customer agreement, and when.
pub const ATTESTATION: &[Field] = &[
    Field::new("family_name", "contact", Rule::PersonName, true),
    Field::new("given_name", "contact", Rule::PersonName, true),
    Field::new("email", "contact", Rule::Email, true),
    Field::new("phone", "contact", Rule::OrganisationPhone, false),
    Field::new("agreed_on", "contact", Rule::PastDate, true),
];

/// Judges what was typed of a new customer. `seller_domains` are those of the partner and of the
/// operator, where a customer's contact does not read mail.
#[must_use]
pub fn judge_new(
    typed: &Answers,
    seller_domains: &[&str],
    programme: &Programme,
    today: Date,
) -> Judged {
    let judged = judge(PROFILE.iter().chain(NEW), typed, programme, today);
    contact(judged, seller_domains)
}

/// Judges a billing profile that is to replace another.
#[must_use]
pub fn judge_profile(
    typed: &Answers,
    seller_domains: &[&str],
    programme: &Programme,
    today: Date,
) -> Judged {
    contact(judge(PROFILE, typed, programme, today), seller_domains)
}

/// Judges an address by itself.
#[must_use]
pub fn judge_address(typed: &Answers, programme: &Programme, today: Date) -> Judged {
    let fields = PROFILE.iter().filter(|f| ADDRESS.contains(&f.name));
    judge(fields, typed, programme, today)
}

/// The contact reads mail elsewhere than with the seller, in a language there are texts in.
fn contact(mut judged: Judged, seller_domains: &[&str]) -> Judged {
    let domain = validate::email_domain(judged.value("email")).to_owned();
    let mut sellers = seller_domains.iter();
    if sellers.any(|seller| validate::is_under(&domain, seller)) {
        let problem = FieldProblem::plain("email", "email-of-seller");
        judged.problems.push(problem);
    }
    for field in ["language", "culture"] {
        let tag = judged.value(field);
        if !tag.is_empty() && Language::from_tag(tag).is_none() {
            let problem = FieldProblem::plain(field, "choice-unknown");
            judged.problems.push(problem);
        }
    }
    judged
}

/// The culture that goes with a language nobody said more about.
#[must_use]
pub fn culture_of(language: Language) -> &'static str {
    match language {
        Language::ZhHans => "zh-CN",
        Language::ZhHant => "zh-TW",
        Language::En => "en-US",
    }
}

/// The ISO code of a province that was written as a code, `SH` or `CN-SH`, or by its name in any of
/// the three languages.
#[must_use]
pub fn province_code(programme: &Programme, written: &str) -> Option<String> {
    let written = written.trim();
    let short = |name: &str| {
        ["省", "市", "自治区", "自治區"]
            .iter()
            .find_map(|ending| name.strip_suffix(ending))
            .unwrap_or(name)
            .to_owned()
    };
    let named = |p: &&crate::programme::Province| {
        Language::ALL
            .iter()
            .any(|l| p.name.get(*l).eq_ignore_ascii_case(&short(written)))
    };
    programme
        .province(written)
        .or_else(|| programme.provinces().iter().find(named))
        .map(|p| p.iso.clone())
}

/// The chosen prefix in a domain of a new customer, written with or without the programme's suffix.
///
/// # Errors
/// `domain-characters` for a domain below another suffix.
pub fn prefix_of<'d>(domain: &'d str, suffix: &str) -> Result<&'d str, Problem> {
    let domain = domain.trim().trim_end_matches('.');
    let split = domain.len().checked_sub(suffix.len() + 1);
    let prefix = split.and_then(|at| {
        let ending = domain.get(at..)?.strip_prefix('.')?;
        (ending.eq_ignore_ascii_case(suffix)).then(|| &domain[..at])
    });
    match prefix {
        Some(prefix) => Ok(prefix),
        None if domain.contains('.') => Err(Problem::new("domain-characters")),
        None => Ok(domain),
    }
}

/// What names are compared by: folded to one spelling of width and case, single spaces. At most 200
/// characters, so that it can be part of an index.
#[must_use]
pub fn search_key(text: &str) -> String {
    let folded: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let words: Vec<_> = folded.split_whitespace().collect();
    words.join(" ").chars().take(200).collect()
}

/// The first text after all that begin with a prefix, in the order of code points; none when there
/// is no such text. Together with the prefix it bounds a search an index can answer.
#[must_use]
pub fn after_prefix(prefix: &str) -> Option<String> {
    let mut chars: Vec<char> = prefix.chars().collect();
    while let Some(last) = chars.pop() {
        // Surrogates are no characters: after U+D7FF comes U+E000.
        let next = match u32::from(last) + 1 {
            0xD800 => char::from_u32(0xE000),
            n => char::from_u32(n),
        };
        if let Some(next) = next {
            chars.push(next);
            return Some(chars.into_iter().collect());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::programme::china_csp;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn typed(changes: &[(&str, &str)]) -> Answers {
        let mut typed: Answers = [
            ("company_name", "苏州晨帆贸易有限公司"),
            ("country", "CN"),
            ("province", "JS"),
            ("city", "苏州"),
            ("address1", "星湖街 328 号"),
            ("postal_code", "215000"),
            ("family_name", "林"),
            ("given_name", "晓"),
            ("email", "lin@chenfan.example"),
            ("language", "zh-Hans"),
            ("culture", "zh-CN"),
            ("domain_prefix", "chenfan"),
        ]
        .map(|(k, v)| (k.to_owned(), v.to_owned()))
        .into();
        for (field, value) in changes {
            typed.insert((*field).to_owned(), (*value).to_owned());
        }
        typed
    }

    fn problems(changes: &[(&str, &str)]) -> Vec<(String, &'static str)> {
        let programme = china_csp().unwrap();
        let sellers = ["shihang.example", "yunlan.example"];
        let judged = judge_new(&typed(changes), &sellers, &programme, date(2026, 3, 2));
        let mut problems: Vec<_> = judged
            .problems
            .into_iter()
            .map(|p| (p.field, p.problem.code))
            .collect();
        problems.sort();
        problems
    }

    #[test]
    fn a_customer_needs_an_address_in_the_country_and_a_mailbox_of_its_own() {
        assert_eq!(problems(&[]), []);
        let one = |field: &str, value: &str| {
            let found = problems(&[(field, value)]);
            assert_eq!(found.len(), 1, "{field}: {found:?}");
            assert_eq!(found[0].0, field);
            found[0].1
        };
        assert_eq!(one("country", "US"), "country-fixed");
        assert_eq!(one("province", "WA"), "choice-unknown");
        assert_eq!(one("postal_code", "98052"), "postal-code-format");
        assert_eq!(one("city", ""), "required");
        assert_eq!(one("phone", "+1 425 555 0100"), "phone-not-china");
        assert_eq!(one("domain_prefix", "ab"), "too-short");
        assert_eq!(one("culture", "fr-FR"), "choice-unknown");
        assert_eq!(one("credit_code", "123"), "uscc-length");
        assert_eq!(one("address1", &"长".repeat(201)), "too-long");
        for own in ["a@shihang.example", "a@mail.yunlan.example"] {
            assert_eq!(one("email", own), "email-of-seller");
        }
        assert_eq!(problems(&[("email", "a@notshihang.example")]), []);
        assert_eq!(problems(&[("address1", &"长".repeat(200))]), []);
    }

    #[test]
    fn provinces_are_known_by_code_and_by_name() {
        let programme = china_csp().unwrap();
        let code = |written| province_code(&programme, written);
        for shanghai in ["SH", "cn-sh", "上海", "上海市", "Shanghai", "shanghai "] {
            assert_eq!(code(shanghai), Some("SH".to_owned()), "{shanghai}");
        }
        assert_eq!(code("廣東省"), Some("GD".to_owned()));
        for unknown in ["", "WA", "US-SH", "Taipei"] {
            assert_eq!(code(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn the_prefix_of_a_domain() {
        let of = |domain| prefix_of(domain, "yunlan.example").map_err(|p| p.code);
        assert_eq!(of("chenfan.yunlan.example"), Ok("chenfan"));
        assert_eq!(of("Chenfan.YUNLAN.example."), Ok("Chenfan"));
        assert_eq!(of("chenfan"), Ok("chenfan"));
        assert_eq!(of("a.b.yunlan.example"), Ok("a.b"));
        assert_eq!(of("chenfan.other.example"), Err("domain-characters"));
        assert_eq!(of("chenfanyunlan.example"), Err("domain-characters"));
    }

    #[test]
    fn names_are_found_however_they_are_written() {
        assert_eq!(search_key("  Ｃontoso　 ＬＴＤ "), "contoso ltd");
        assert_eq!(search_key("苏州晨帆"), "苏州晨帆");
        assert_eq!(after_prefix("ab"), Some("ac".to_owned()));
        assert_eq!(after_prefix("a\u{10FFFF}"), Some("b".to_owned()));
        assert_eq!(after_prefix(""), None);
        assert_eq!(after_prefix("\u{10FFFF}"), None);
    }

    proptest! {
        #[test]
        fn a_prefix_and_what_follows_it_bound_exactly_the_texts_that_begin_so(
            prefix in "\\PC{1,4}", text in "\\PC{0,6}", joined: bool,
        ) {
            let text = if joined { format!("{prefix}{text}") } else { text };
            let within = text.as_str() >= prefix.as_str()
                && after_prefix(&prefix).is_none_or(|end| text < end);
            prop_assert_eq!(within, text.starts_with(&prefix));
        }

        #[test]
        fn a_key_is_its_own_key(text in "\\PC{0,60}") {
            let key = search_key(&text);
            prop_assert_eq!(search_key(&key), key);
        }

        #[test]
        fn prefixes_never_panic(domain in "\\PC{0,40}", suffix in "[a-z.]{1,20}") {
            let _ = prefix_of(&domain, &suffix);
        }
    }
}
