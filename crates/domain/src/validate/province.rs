//! The provinces a legal entity of the China programme can be registered in.

use crate::language::Language;

/// A province, autonomous region or municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Province {
    /// First two digits of the division code, GB/T 2260.
    pub gb: &'static str,
    /// ISO 3166-2 subdivision without the `CN-`.
    pub iso: &'static str,
    /// First two digits of its postal codes.
    pub postal_prefixes: &'static [&'static str],
    zh_hans: &'static str,
    zh_hant: &'static str,
    en: &'static str,
}

impl Province {
    /// The short name in a language.
    #[must_use]
    pub const fn name(&self, language: Language) -> &'static str {
        match language {
            Language::ZhHans => self.zh_hans,
            Language::ZhHant => self.zh_hant,
            Language::En => self.en,
        }
    }
}

/// The province of an ISO 3166-2 code, with or without `CN-`, in any case.
#[must_use]
pub fn by_iso(iso: &str) -> Option<&'static Province> {
    let iso = iso.trim();
    let short = match iso.get(..3) {
        Some(country) if country.eq_ignore_ascii_case("CN-") => &iso[3..],
        _ => iso,
    };
    PROVINCES.iter().find(|p| p.iso.eq_ignore_ascii_case(short))
}

/// The province of the first two digits of a GB/T 2260 division code.
#[must_use]
pub fn by_gb(gb: &str) -> Option<&'static Province> {
    PROVINCES.iter().find(|p| p.gb == gb)
}

const fn row(
    gb: &'static str,
    iso: &'static str,
    zh_hans: &'static str,
    zh_hant: &'static str,
    en: &'static str,
    postal_prefixes: &'static [&'static str],
) -> Province {
    Province {
        gb,
        iso,
        postal_prefixes,
        zh_hans,
        zh_hant,
        en,
    }
}

/// All provinces in the order of GB/T 2260. Hong Kong, Macao and Taiwan have no unified social
/// credit code and are not offered.
#[rustfmt::skip]
pub static PROVINCES: [Province; 31] = [
    row("11", "BJ", "北京", "北京", "Beijing", &["10"]),
    row("12", "TJ", "天津", "天津", "Tianjin", &["30"]),
    row("13", "HE", "河北", "河北", "Hebei", &["05", "06", "07"]),
    row("14", "SX", "山西", "山西", "Shanxi", &["03", "04"]),
    row("15", "NM", "内蒙古", "內蒙古", "Inner Mongolia", &["01", "02"]),
    row("21", "LN", "辽宁", "遼寧", "Liaoning", &["11", "12"]),
    row("22", "JL", "吉林", "吉林", "Jilin", &["13"]),
    row("23", "HL", "黑龙江", "黑龍江", "Heilongjiang", &["15", "16"]),
    row("31", "SH", "上海", "上海", "Shanghai", &["20"]),
    row("32", "JS", "江苏", "江蘇", "Jiangsu", &["21", "22"]),
    row("33", "ZJ", "浙江", "浙江", "Zhejiang", &["31", "32"]),
    row("34", "AH", "安徽", "安徽", "Anhui", &["23", "24"]),
    row("35", "FJ", "福建", "福建", "Fujian", &["35", "36"]),
    row("36", "JX", "江西", "江西", "Jiangxi", &["33", "34"]),
    row("37", "SD", "山东", "山東", "Shandong", &["25", "26", "27"]),
    row("41", "HA", "河南", "河南", "Henan", &["45", "46", "47"]),
    row("42", "HB", "湖北", "湖北", "Hubei", &["43", "44"]),
    row("43", "HN", "湖南", "湖南", "Hunan", &["41", "42"]),
    row("44", "GD", "广东", "廣東", "Guangdong", &["51", "52"]),
    row("45", "GX", "广西", "廣西", "Guangxi", &["53", "54"]),
    row("46", "HI", "海南", "海南", "Hainan", &["57"]),
    row("50", "CQ", "重庆", "重慶", "Chongqing", &["40"]),
    row("51", "SC", "四川", "四川", "Sichuan", &["61", "62", "63", "64"]),
    row("52", "GZ", "贵州", "貴州", "Guizhou", &["55", "56"]),
    row("53", "YN", "云南", "雲南", "Yunnan", &["65", "66", "67"]),
    row("54", "XZ", "西藏", "西藏", "Xizang", &["85"]),
    row("61", "SN", "陕西", "陝西", "Shaanxi", &["71", "72"]),
    row("62", "GS", "甘肃", "甘肅", "Gansu", &["73", "74"]),
    row("63", "QH", "青海", "青海", "Qinghai", &["81"]),
    row("64", "NX", "宁夏", "寧夏", "Ningxia", &["75"]),
    row("65", "XJ", "新疆", "新疆", "Xinjiang", &["83", "84"]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_code_or_postal_prefix_is_given_twice() {
        let isos: BTreeSet<_> = PROVINCES.iter().map(|p| p.iso).collect();
        let gbs: BTreeSet<_> = PROVINCES.iter().map(|p| p.gb).collect();
        assert_eq!((isos.len(), gbs.len()), (31, 31));
        let prefixes: Vec<_> = PROVINCES.iter().flat_map(|p| p.postal_prefixes).collect();
        assert_eq!(
            prefixes.iter().collect::<BTreeSet<_>>().len(),
            prefixes.len()
        );
        assert!(PROVINCES.windows(2).all(|w| w[0].gb < w[1].gb));
    }

    #[test]
    fn provinces_are_found_by_their_codes() {
        assert_eq!(by_iso("sh").map(|p| p.gb), Some("31"));
        assert_eq!(
            by_iso("CN-XJ").map(|p| p.name(Language::ZhHans)),
            Some("新疆")
        );
        assert_eq!(by_gb("44").map(|p| p.name(Language::ZhHant)), Some("廣東"));
        assert_eq!(by_gb("61").map(|p| p.name(Language::En)), Some("Shaanxi"));
        for unknown in ["HK", "TW", "", "CN-", "汉字", "汉"] {
            assert_eq!(by_iso(unknown), None, "{unknown}");
        }
    }
}
