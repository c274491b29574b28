//! Every validator against input nobody should have to read.
#![allow(clippy::unwrap_used)]

use super::*;
use proptest::prelude::*;

type Validator = fn(&str) -> Result<Checked, Problem>;

fn plain<T: ToString>(value: T) -> Checked {
    Checked::plain(value.to_string())
}

/// Every validator of the module, brought to one signature.
const ALL: [(&str, Validator); 24] = [
    ("clean", |s| text::clean(s).map(plain)),
    ("clean_multiline", |s| text::clean_multiline(s).map(plain)),
    ("line", |s| text::line(s, 1, 200)),
    ("multiline", |s| text::multiline(s, 0, 2000)),
    ("organisation_name", name::organisation_name),
    ("latin_name", name::latin_name),
    ("person_name", name::person_name),
    ("uscc", |s| uscc(s, province::by_iso("SH"))),
    ("organisation_phone", |s| {
        phone::organisation_phone(s).map(Into::into)
    }),
    ("mobile", |s| phone::mobile(s).map(Into::into)),
    ("support_phone", |s| phone::support_phone(s).map(Into::into)),
    ("postal_code", |s| postal_code(s, province::by_iso("SH"))),
    ("email", email),
    ("company_email", |s| {
        company_email(s, &["qq.com".to_owned()])
    }),
    ("web_url", web_url),
    ("domain_prefix", |s| domain_prefix(s, &["admin".to_owned()])),
    ("user_name", user_name),
    ("network_id", network_id),
    ("date", |s| date(s).map(plain)),
    ("amount_cny", |s| {
        amount_cny(s).map(|fen| plain(crate::money::Money::new(fen, crate::money::Currency::CNY)))
    }),
    ("whole_number", |s| {
        whole_number(s, i64::MIN, i64::MAX).map(plain)
    }),
    ("bank_account", bank_account),
    ("fapiao_number", fapiao_number),
    ("verification_code", verification_code),
];

fn accepted_stays_as_it_is(input: &str) {
    for (name, validate) in ALL {
        if let Ok(first) = validate(input) {
            let second = validate(&first.value);
            assert_eq!(
                second.as_ref().map(|c| &c.value),
                Ok(&first.value),
                "{name} of {input:?}"
            );
        }
    }
}

#[test]
fn a_megabyte_is_refused_unread() {
    for unit in ["x", "1", "汉", " ", "\u{0301}", "a@b.", "https://a.", "+86"] {
        let huge = unit.repeat(1_000_000 / unit.len());
        for (name, validate) in ALL {
            assert_eq!(
                validate(&huge).unwrap_err().code,
                "too-long",
                "{name} of {unit:?}"
            );
        }
    }
}

#[test]
fn hidden_characters_are_refused_everywhere() {
    for hidden in [
        "\u{0}",
        "\u{7}",
        "\u{1b}[31m",
        "\u{200F}",
        "\u{202E}",
        "\u{200B}",
        "\u{FEFF}",
    ] {
        for (name, validate) in ALL {
            let code = validate(&format!("1{hidden}2")).unwrap_err().code;
            assert!(
                matches!(code, "control-characters" | "invisible-characters"),
                "{name}: {code}"
            );
        }
    }
}

#[test]
fn markup_and_queries_are_only_text() {
    for text in [
        "<script>alert(1)</script>",
        "Robert'); DROP TABLE students;--",
        "=1+1|cmd",
        "{{7*7}}",
        "%00%0a",
    ] {
        assert_eq!(text::line(text, 1, 200).unwrap().value, text);
        accepted_stays_as_it_is(text);
        for (name, validate) in ALL.iter().skip(7) {
            assert!(validate(text).is_err(), "{name} takes {text}");
        }
    }
}

/// Text near what the fields expect, so that a good part is accepted.
fn near_misses() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "\\PC{0,60}",
        "[0-9０-９ +¥￥,，.．元年月日/-]{1,24}",
        "[a-zＡ-Ｚ0-9._-]{1,20}@[a-z汉例。.-]{1,20}\\.[a-z]{2,5}",
        "(?i:https)://[a-zA-Z0-9.汉é:@-]{1,30}(/[ -~汉]{0,30})?",
        "[\u{900}-\u{97F}\u{300}-\u{36F}\u{1100}-\u{11FF}\u{2000}-\u{200A}\u{3000}a]{1,30}",
        prop::collection::vec(any::<char>(), 0..20).prop_map(String::from_iter),
        "[ -~]{1,40}",
        "[a-zA-Z][a-zA-Z0-9-]{1,27}",
        "[0-9０-９]{4,12}",
        "1[3-9][0-9]{9}",
        "20 ?[0-9]{4}",
        "(19|20)[0-9]{2}[-/.][01]?[0-9][-/.][0-3]?[0-9]",
        "(19|20)[0-9]{2}年1?[0-9]月[12]?[0-9]日",
        "[¥￥]?[0-9]{1,3}([,，][0-9]{3}){0,3}(\\.[0-9]{1,2})?元?",
        "9[1-3][0-9]{6}[0-9A-HJ-NP-RTUW-Y]{9}"
            .prop_map(|code| code.clone() + &uscc::check_digit(&code).unwrap().to_string()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]
    #[test]
    fn nothing_panics_and_accepted_values_are_final(input in near_misses()) {
        accepted_stays_as_it_is(&input);
    }
}
