//! Whether two descriptions mean the same company: name and address without the habits
//! people write them in.

use super::form::Answers;
use unicode_normalization::UnicodeNormalization;

/// Characters of addresses that are written in either script.
const TRADITIONAL: [(char, char); 11] = [
    ('號', '号'),
    ('區', '区'),
    ('樓', '楼'),
    ('層', '层'),
    ('縣', '县'),
    ('鎮', '镇'),
    ('鄉', '乡'),
    ('廈', '厦'),
    ('園', '园'),
    ('術', '术'),
    ('廠', '厂'),
];

/// Name and address in one text, compared letter by letter: compatibility forms become plain, case,
/// spaces and punctuation go. None when there is no name.
#[must_use]
pub fn identity(answers: &Answers) -> Option<String> {
    let part = |field: &str| plain(answers.get(field).map_or("", String::as_str));
    let name = part("legal_name");
    if name.is_empty() {
        return None;
    }
    let address: String = [
        "province",
        "city",
        "district",
        "address_line1",
        "address_line2",
    ]
    .map(part)
    .concat();
    Some(format!("{name}|{address}"))
}

fn plain(text: &str) -> String {
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .map(|c| {
            let pair = TRADITIONAL.iter().find(|(from, _)| *from == c);
            pair.map_or(c, |(_, to)| *to)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrolment::form::tests::answers;
    use proptest::prelude::*;

    fn company(name: &str, city: &str, line1: &str, line2: &str) -> Option<String> {
        identity(&answers(&[
            ("legal_name", name),
            ("province", "ZJ"),
            ("city", city),
            ("district", "西湖区"),
            ("address_line1", line1),
            ("address_line2", line2),
        ]))
    }

    #[test]
    fn habits_of_writing_do_not_make_another_company() {
        let one = company(
            "杭州试航（中国）有限公司",
            "杭州市",
            "文岚路 188 号 3 幢",
            "602 室",
        );
        assert!(one.is_some());
        for other in [
            company(
                "杭州试航(中国)有限公司",
                "杭州市",
                "文岚路188号3幢",
                "602室",
            ),
            company(
                " 杭州试航（ 中国 ）有限公司 ",
                "杭州市",
                "文岚路　１８８　号，3幢",
                "602-室",
            ),
            company(
                "杭州试航（中国）有限公司",
                "杭州市",
                "文岚路 188 號 3 幢 602 室",
                "",
            ),
        ] {
            assert_eq!(one, other);
        }
    }

    #[test]
    fn another_name_or_place_is_another_company() {
        let one = company("杭州试航有限公司", "杭州市", "文岚路 188 号", "");
        assert_ne!(
            one,
            company("杭州试航科技有限公司", "杭州市", "文岚路 188 号", "")
        );
        assert_ne!(
            one,
            company("杭州试航有限公司", "宁波市", "文岚路 188 号", "")
        );
        assert_ne!(
            one,
            company("杭州试航有限公司", "杭州市", "文岚路 18 号", "")
        );
        // The name does not run over into the address.
        assert_ne!(company("甲乙", "", "", ""), company("甲", "乙", "", ""));
        for nameless in ["", " ", "（）"] {
            assert_eq!(company(nameless, "杭州市", "文岚路 188 号", ""), None);
        }
    }

    proptest! {
        #[test]
        fn comparing_twice_compares_the_same(name in "\\PC{0,30}", line in "\\PC{0,30}") {
            let once = company(&name, "", &line, "");
            prop_assert_eq!(&once, &company(&name, "", &line, ""));
            prop_assert_eq!(once, company(&format!("  {name} "), "", &format!("{line}，"), ""));
        }
    }
}
