//! Whether two companies' names could be taken for one another.

use unicode_normalization::UnicodeNormalization;

/// What companies of every trade are called: it tells nobody apart. Longest first.
const COMMON: [&str; 22] = [
    "信息技术",
    "资讯科技",
    "網路科技",
    "网络科技",
    "網絡科技",
    "系统集成",
    "信息科技",
    "股份有限公司",
    "有限責任公司",
    "有限责任公司",
    "有限公司",
    "計算機",
    "计算机",
    "科技",
    "技术",
    "技術",
    "软件",
    "軟體",
    "数码",
    "网络",
    "公司",
    "集团",
];
/// Ends of places' names.
const PLACE_ENDS: [char; 5] = ['省', '市', '区', '县', '州'];

/// What tells a company apart: its name without brackets, trade and legal form.
fn core(name: &str) -> Vec<char> {
    let mut text: String = name
        .nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .collect();
    for word in COMMON {
        text = text.replace(word, "");
    }
    for word in ["co", "ltd", "limited", "inc", "corporation", "company"] {
        text = text.strip_suffix(word).unwrap_or(&text).to_owned();
    }
    text.chars().filter(|c| !PLACE_ENDS.contains(c)).collect()
}

/// Single characters that have to be put in, left out or replaced to make one of the other.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

/// Whether one name resembles another: what tells them apart is the same, or differs in at most one
/// character of four.
#[must_use]
pub fn resembles(one: &str, other: &str) -> bool {
    let (a, b) = (core(one), core(other));
    let longer = a.len().max(b.len());
    if a.is_empty() || b.is_empty() {
        return false;
    }
    distance(&a, &b) * 4 <= longer
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_that_sound_alike_resemble_one_another() {
        for (one, other) in [
            (
                "杭州瀚海云帆信息技术有限公司",
                "杭州瀚海云帆网络科技有限公司",
            ),
            (
                "杭州瀚海云帆信息技术有限公司",
                "杭州瀚海云航信息技术有限公司",
            ),
            (
                "杭州瀚海云帆信息技术有限公司",
                "杭州市瀚海云帆（信息）技术有限责任公司",
            ),
            ("Hanhai Yunfan Co., Ltd.", "HANHAI  YUNFEN Limited"),
        ] {
            assert!(resembles(one, other), "{one} / {other}");
        }
        for (one, other) in [
            (
                "杭州瀚海云帆信息技术有限公司",
                "深圳联橙数智科技股份有限公司",
            ),
            ("杭州瀚海云帆信息技术有限公司", "杭州临湖信息技术有限公司"),
            ("信息技术有限公司", "网络科技有限公司"),
            ("", ""),
        ] {
            assert!(!resembles(one, other), "{one} / {other}");
        }
    }

    proptest! {
        #[test]
        fn resemblance_is_mutual(a in "[\\p{Han}a-z]{0,15}", b in "[\\p{Han}a-z]{0,15}") {
            prop_assert_eq!(resembles(&a, &b), resembles(&b, &a));
        }

        #[test]
        fn every_distinct_name_resembles_itself(a in "[a-df-z]{3,15}") {
            prop_assert!(resembles(&a, &a) || core(&a).is_empty());
        }
    }
}
