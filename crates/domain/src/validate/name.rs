//! Names of organisations and people.

use super::{Checked, Problem, text};

/// Endings that make a company name look like a web address.
const ADDRESS_ENDINGS: [&str; 22] = [
    "com", "cn", "net", "org", "co", "cc", "io", "ai", "app", "biz", "cloud", "dev", "edu", "gov",
    "hk", "info", "shop", "tech", "top", "tw", "vip", "xyz",
];
/// The same in Chinese.
const ADDRESS_ENDINGS_HAN: [&str; 5] = ["中国", "中國", "公司", "网络", "網絡"];
/// A name of capitals up to this length is taken for an abbreviation.
const ABBREVIATION: usize = 5;

/// Legal name of an organisation, 2 to 200 characters.
///
/// Warns: `name-web-address` (ends like a domain), `name-repeated-character` (one character three
/// times in a row), `name-spaced-characters` (three single characters with spaces between).
///
/// # Errors
/// Those of [`text::line`]; `name-only-symbols` (no letter at all), `name-abbreviation`.
pub fn organisation_name(input: &str) -> Result<Checked, Problem> {
    let mut name = text::line(input, 2, 200)?;
    if !name.value.chars().any(char::is_alphabetic) {
        return Err(Problem::new("name-only-symbols"));
    }
    if is_abbreviation(&name.value) {
        return Err(Problem::new("name-abbreviation"));
    }
    name.warnings = doubts(&name.value);
    Ok(name)
}

/// Organisation name in Latin letters: printable ASCII, 1 to 200 characters, at least one letter.
/// Warns like [`organisation_name`].
///
/// # Errors
/// Those of [`text::line`]; `name-not-latin`, `name-only-symbols`.
pub fn latin_name(input: &str) -> Result<Checked, Problem> {
    let mut name = text::line(input, 1, 200)?;
    if !name.value.is_ascii() {
        return Err(Problem::new("name-not-latin"));
    }
    if !name.value.chars().any(|c| c.is_ascii_alphabetic()) {
        return Err(Problem::new("name-only-symbols"));
    }
    name.warnings = doubts(&name.value);
    Ok(name)
}

/// Name, family name or given name of a person, 1 to 50 characters.
///
/// # Errors
/// Those of [`text::line`]; `name-only-symbols`.
pub fn person_name(input: &str) -> Result<Checked, Problem> {
    let name = text::line(input, 1, 50)?;
    if !name.value.chars().any(char::is_alphabetic) {
        return Err(Problem::new("name-only-symbols"));
    }
    Ok(name)
}

/// `IBM`, `I.B.M.`, `H-P`: nothing but a few capitals.
fn is_abbreviation(name: &str) -> bool {
    let letters: Vec<char> = name.chars().filter(|c| c.is_alphanumeric()).collect();
    letters.len() <= ABBREVIATION
        && letters
            .iter()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
}

fn doubts(name: &str) -> Vec<Problem> {
    let mut doubts = Vec::new();
    if let Some((_, ending)) = name.rsplit_once(['.', '。', '．']) {
        let lower = ending.to_ascii_lowercase();
        if ADDRESS_ENDINGS.contains(&lower.as_str()) || ADDRESS_ENDINGS_HAN.contains(&ending) {
            doubts.push(Problem::new("name-web-address").with("ending", ending));
        }
    }
    if let Some(repeated) = repeated_character(name) {
        doubts.push(Problem::new("name-repeated-character").with("character", repeated));
    }
    if has_spaced_characters(name) {
        doubts.push(Problem::new("name-spaced-characters"));
    }
    doubts
}

fn repeated_character(name: &str) -> Option<char> {
    let chars: Vec<char> = name.chars().collect();
    let same = |w: &[char]| {
        w.iter()
            .all(|c| *c != ' ' && c.to_lowercase().eq(w[0].to_lowercase()))
    };
    chars.windows(3).find(|w| same(w)).map(|w| w[0])
}

fn has_spaced_characters(name: &str) -> bool {
    let mut run = 0;
    name.split(' ').filter(|word| !word.is_empty()).any(|word| {
        run = if word.chars().count() == 1 {
            run + 1
        } else {
            0
        };
        run >= 3
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn refusal(name: &str) -> &'static str {
        organisation_name(name).unwrap_err().code
    }

    fn warnings(name: &str) -> Vec<&'static str> {
        organisation_name(name)
            .unwrap()
            .warnings
            .iter()
            .map(|w| w.code)
            .collect()
    }

    #[test]
    fn real_company_names_pass_without_a_word() {
        for name in [
            "上海示例云计算有限公司",
            "北京（某某）科技股份有限公司",
            "广州3M材料有限公司",
            "Contoso Cloud (Shanghai) Co., Ltd.",
            "\u{20BB7}野家餐饮管理有限公司",
        ] {
            assert_eq!(warnings(name), Vec::<&str>::new(), "{name}");
        }
    }

    #[test]
    fn names_that_name_nothing_are_refused() {
        assert_eq!(refusal(""), "required");
        assert_eq!(refusal("   "), "required");
        assert_eq!(refusal("云"), "too-short");
        assert_eq!(refusal("--**--"), "name-only-symbols");
        assert_eq!(refusal("（）（）"), "name-only-symbols");
        for short in ["IBM", "I.B.M.", "H-P", "ＡＢＣ", "3M"] {
            assert_eq!(refusal(short), "name-abbreviation", "{short}");
        }
        assert_eq!(refusal("公司🏢"), "unsupported-characters");
    }

    #[test]
    fn odd_names_pass_with_a_warning() {
        assert_eq!(warnings("示例科技.com"), ["name-web-address"]);
        assert_eq!(warnings("示例.公司"), ["name-web-address"]);
        assert_eq!(warnings("哈哈哈有限公司"), ["name-repeated-character"]);
        assert_eq!(warnings("Aaa Trading"), ["name-repeated-character"]);
        assert_eq!(warnings("示 例 公 司"), ["name-spaced-characters"]);
    }

    #[test]
    fn latin_and_personal_names() {
        assert_eq!(latin_name("Ｃｏｎｔｏｓｏ").unwrap().value, "Contoso");
        assert_eq!(latin_name("上海").unwrap_err().code, "name-not-latin");
        assert_eq!(latin_name("1-2").unwrap_err().code, "name-only-symbols");
        assert_eq!(
            person_name("阿卜杜拉·买买提").unwrap().value,
            "阿卜杜拉·买买提"
        );
        assert_eq!(person_name(&"王".repeat(51)).unwrap_err().code, "too-long");
        assert_eq!(person_name("...").unwrap_err().code, "name-only-symbols");
    }
}
