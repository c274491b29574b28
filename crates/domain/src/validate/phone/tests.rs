#![allow(clippy::unwrap_used)]
use super::*;
use proptest::prelude::*;

fn stored(typed: &str) -> Result<String, &'static str> {
    any_china_phone(typed).map(|p| p.e164).map_err(|p| p.code)
}

#[test]
fn mobiles_in_every_spelling() {
    for typed in [
        "19900000146",
        "199 0000 0146",
        "199-0000-0146",
        "+86 199 0000 0146",
        "+8619900000146",
        "0086 19900000146",
        "0086-199-0000-0146",
        "(+86) 199 0000 0146",
        "＋８６ １９９００００ ０１４６",
        "+86\u{2013}199\u{2013}0000\u{2013}0146",
    ] {
        assert_eq!(stored(typed), Ok("+8619900000146".to_owned()), "{typed}");
        assert_eq!(mobile(typed).unwrap().kind, Kind::Mobile);
    }
}

#[test]
fn landlines_with_and_without_extension() {
    for (typed, expected) in [
        ("021-55550123", "+862155550123"),
        ("(021) 5555 0123", "+862155550123"),
        ("+86 21 5555 0123", "+862155550123"),
        ("+86 (0)21 5555 0123", "+862155550123"),
        ("010 5555012", "+86105555012"),
        ("+86 10 55550123", "+861055550123"),
        ("0512-5555012", "+865125555012"),
        ("0998 55550123", "+8699855550123"),
        ("021-55550123-8012", "+862155550123;ext=8012"),
        ("021-55550123转8012", "+862155550123;ext=8012"),
        ("021-55550123 分机 8012", "+862155550123;ext=8012"),
        ("021-55550123 ext. 12", "+862155550123;ext=12"),
        ("021-55550123x12", "+862155550123;ext=12"),
        ("021-55550123#123456", "+862155550123;ext=123456"),
        ("+862155550123;ext=12", "+862155550123;ext=12"),
    ] {
        assert_eq!(stored(typed), Ok(expected.to_owned()), "{typed}");
        assert_eq!(any_china_phone(typed).unwrap().kind, Kind::Landline);
        assert_eq!(mobile(typed).unwrap_err().code, "phone-not-mobile");
    }
}

#[test]
fn what_is_no_number_of_china() {
    for (typed, code) in [
        ("", "required"),
        ("+1 425 555 0100", "phone-not-china"),
        ("+852 5555 0123", "phone-not-china"),
        ("00852 55550123", "phone-not-china"),
        ("001 4255550100", "phone-not-china"),
        ("12900000146", "phone-format"),
        ("1990000014", "phone-format"),
        ("199000001466", "phone-format"),
        ("026-55550123", "phone-format"),
        ("55550123", "phone-format"),
        ("2155550123", "phone-format"),
        ("0400 8001234", "phone-format"),
        ("abc", "phone-format"),
        ("+86", "phone-format"),
        ("110", "phone-format"),
        ("021-55550123 ext 1234567", "phone-extension"),
        ("021-55550123 ext", "phone-extension"),
        ("19900000146 ext 1", "phone-extension"),
        ("19900000146' OR 1=1", "phone-format"),
        ("400-555-0123", "phone-service-number"),
        ("95555", "phone-service-number"),
    ] {
        assert_eq!(stored(typed), Err(code), "{typed}");
    }
}

#[test]
fn service_numbers_are_for_support_only() {
    for (typed, expected) in [
        ("400-555-0123", "+864005550123"),
        ("+86 400 555 0123", "+864005550123"),
        ("8005550123", "+868005550123"),
        ("95555", "+8695555"),
        ("955551", "+86955551"),
        ("+8695555", "+8695555"),
    ] {
        let phone = support_phone(typed).unwrap();
        assert_eq!(
            (phone.e164.as_str(), phone.kind),
            (expected, Kind::Service),
            "{typed}"
        );
        assert_eq!(
            organisation_phone(typed).unwrap_err().code,
            "phone-service-number"
        );
    }
    assert_eq!(
        support_phone("400-555-0123转5").unwrap().e164,
        "+864005550123;ext=5"
    );
    assert_eq!(
        support_phone("95555转5").unwrap_err().code,
        "phone-extension"
    );
    assert!(support_phone("95").is_err() && support_phone("9555512").is_err());
}

#[test]
fn extensions_share_a_line() {
    let [one, two] = ["021-55550123 ext. 12", "021-55550123"].map(|typed| stored(typed).unwrap());
    assert_ne!(one, two);
    assert_eq!(line(&one), line(&two));
}

#[test]
fn shown_whole_and_masked() {
    for (number, shown, masked) in [
        ("+8619900000146", "+86 199 0000 0146", "+86 199 **** 0146"),
        (
            "+862155550123;ext=12",
            "+86 21 5555 0123 ext. 12",
            "+86 21 **** 0123",
        ),
        ("+865125555012", "+86 512 555 5012", "+86 512 **** 5012"),
        ("+864005550123", "+86 400 555 0123", "+86 400 **** 0123"),
        ("+8695555", "+86 95555", "+86 95****"),
        ("garbage", "garbage", "****"),
    ] {
        assert_eq!(display(number), shown);
        assert_eq!(mask(number), masked);
    }
}

proptest! {
    #[test]
    fn accepted_numbers_survive_storing_and_showing(typed in "(\\+86 ?|0086)?[0-9]{3,4}[- ]?[0-9]{3,4}[- ]?[0-9]{2,5}(转[0-9]{1,6})?") {
        if let Ok(phone) = support_phone(&typed) {
            prop_assert_eq!(support_phone(&phone.e164), Ok(phone.clone()));
            prop_assert_eq!(support_phone(&phone.display()), Ok(phone.clone()));
            prop_assert!(mask(&phone.e164).contains("****"));
        }
    }
}
