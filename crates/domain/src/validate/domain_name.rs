//! Domains: the chosen part of a tenant's first one, sign-in names below it, and domains of one's own.

use super::{Checked, Problem, text};

/// Checks a domain prefix, 3 to 27 characters `^[a-z][a-z0-9-]*[a-z0-9]$`; capitals become small.
/// ASCII only, so no look-alike letters; no `xn--`, so none in disguise.
///
/// # Errors
/// Those of [`text::clean`]; `required`, `too-short` (`min`), `too-long` (`max`),
/// `domain-characters`, `domain-first-character`, `domain-last-character`,
/// `domain-double-hyphen`, `domain-reserved` (`prefix`), `domain-lookalike` (`like`).
pub fn domain_prefix(input: &str, reserved: &[String]) -> Result<Checked, Problem> {
    let prefix = lower(input, 3, 27)?;
    if !prefix
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b == b'-')
    {
        return Err(Problem::new("domain-characters"));
    }
    if !prefix.starts_with(|c: char| c.is_ascii_lowercase()) {
        return Err(Problem::new("domain-first-character"));
    }
    if prefix.ends_with('-') {
        return Err(Problem::new("domain-last-character"));
    }
    if prefix.get(2..4) == Some("--") {
        return Err(Problem::new("domain-double-hyphen"));
    }
    if reserved.iter().any(|r| r.eq_ignore_ascii_case(&prefix)) {
        return Err(Problem::new("domain-reserved").with("prefix", prefix));
    }
    let mine = looks(&prefix);
    if let Some(like) = reserved
        .iter()
        .find(|r| looks(r).iter().any(|look| mine.contains(look)))
    {
        return Err(Problem::new("domain-lookalike").with("like", like));
    }
    Ok(Checked::plain(prefix))
}

/// What a prefix looks like to a hurried reader: digits read as the letters they resemble, `rn` as
/// `m`, `vv` as `w`, hyphens not at all. The digit 1 is read as `l` or as `i`, hence up to two looks.
/// Prefixes that share one are too easily taken for each other.
#[must_use]
pub fn looks(prefix: &str) -> Vec<String> {
    let plain = prefix
        .to_ascii_lowercase()
        .replace('-', "")
        .replace('0', "o")
        .replace('3', "e")
        .replace('5', "s")
        .replace("rn", "m")
        .replace("vv", "w");
    let mut looks = vec![plain.replace('1', "l"), plain.replace('1', "i")];
    looks.dedup();
    looks
}

/// Checks the local part of a sign-in name, 1 to 64 characters `[a-z0-9._-]` that begins and ends
/// with a letter or digit; capitals become small, sign-in names know no case.
///
/// # Errors
/// Those of [`text::clean`]; `required`, `too-long` (`max`), `user-name-characters`,
/// `user-name-ends`, `user-name-double-dot`.
pub fn user_name(input: &str) -> Result<Checked, Problem> {
    let name = lower(input, 1, 64)?;
    if !name
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
    {
        return Err(Problem::new("user-name-characters"));
    }
    if name.starts_with(['.', '_', '-']) || name.ends_with(['.', '_', '-']) {
        return Err(Problem::new("user-name-ends"));
    }
    if name.contains("..") {
        return Err(Problem::new("user-name-double-dot"));
    }
    Ok(Checked::plain(name))
}

/// Longest domain, in characters of its ASCII form (RFC 1035, without the last dot).
const MAX_DOMAIN: usize = 253;

/// Checks a domain of one's own. Letters of other scripts become their `xn--` form, in which they
/// are compared, stored and shown: a look-alike is never taken for what it looks like.
/// `own_suffix` is what the programme gives domains below; `webmail_domains` belong to everybody.
///
/// # Errors
/// Those of [`text::clean`]; `required`, `too-long` (`max`), `domain-address`, `domain-format`,
/// `domain-own-suffix`, `domain-webmail` (`domain`).
pub fn custom_domain(
    input: &str,
    own_suffix: &str,
    webmail_domains: &[String],
) -> Result<Checked, Problem> {
    let text = text::present(input)?;
    if text.contains(['/', '@', ':', '\\', '?', '#', ' ']) {
        return Err(Problem::new("domain-address"));
    }
    let too_long = || Problem::new("too-long").with("max", MAX_DOMAIN);
    if text.chars().count() > MAX_DOMAIN + 1 {
        return Err(too_long());
    }
    let format = || Problem::new("domain-format");
    let text = text.strip_suffix(['.', '。']).unwrap_or(&text);
    let name = idna::domain_to_ascii_strict(text).map_err(|_| format())?;
    let (_, top) = name.rsplit_once('.').ok_or_else(format)?;
    let named = top.len() >= 2 && !top.bytes().all(|b| b.is_ascii_digit());
    if !named || name.split('.').any(str::is_empty) {
        return Err(format());
    }
    if name.len() > MAX_DOMAIN {
        return Err(too_long());
    }
    if is_under(&name, own_suffix) {
        return Err(Problem::new("domain-own-suffix"));
    }
    if webmail_domains
        .iter()
        .any(|webmail| is_under(&name, webmail))
    {
        return Err(Problem::new("domain-webmail").with("domain", &name));
    }
    Ok(Checked::plain(name))
}

/// Whether a domain is another one, or lies under it, in any case and with or without the dot at
/// the end. Nothing lies under an empty one.
#[must_use]
pub fn is_under(domain: &str, upper: &str) -> bool {
    let plain = |name: &str| name.trim_end_matches('.').to_ascii_lowercase();
    let (domain, upper) = (plain(domain), plain(upper));
    let rest = domain.strip_suffix(&upper);
    !upper.is_empty() && rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

fn lower(input: &str, min: usize, max: usize) -> Result<String, Problem> {
    let text = text::present(input)?.to_ascii_lowercase();
    match text.chars().count() {
        n if n < min => Err(Problem::new("too-short").with("min", min)),
        n if n > max => Err(Problem::new("too-long").with("max", max)),
        _ => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_looks_like_a_reserved_prefix_is_refused() {
        let reserved = ["admin", "mail", "official", "yunlan"].map(str::to_owned);
        let check = |s: &str| domain_prefix(s, &reserved).map_err(|p| p.code).map(drop);
        for counterfeit in [
            "adm1n",
            "ad-min",
            "adrnin",
            "ma1l",
            "offici-al",
            "offic1al",
            "yun1an",
        ] {
            assert_eq!(check(counterfeit), Err("domain-lookalike"), "{counterfeit}");
        }
        for own in ["mall", "admins", "oficial", "yunlian", "modern", "cloud1"] {
            assert_eq!(check(own), Ok(()), "{own}");
        }
        // The reserved ones do not look like each other and are named as what they are.
        assert_eq!(check("admin"), Err("domain-reserved"));
        assert_eq!(looks("c1oud-5"), ["clouds", "ciouds"]);
        assert_eq!(looks("abc"), ["abc"]);
    }

    #[test]
    fn prefixes() {
        let reserved = ["admin".to_owned(), "www".to_owned()];
        let check = |s: &str| {
            domain_prefix(s, &reserved)
                .map(|c| c.value)
                .map_err(|p| p.code)
        };
        assert_eq!(check("Contoso-Cloud2"), Ok("contoso-cloud2".to_owned()));
        assert_eq!(check("ａｂｃ"), Ok("abc".to_owned()));
        assert_eq!(check(&"a".repeat(27)), Ok("a".repeat(27)));
        for (typed, code) in [
            ("", "required"),
            ("ab", "too-short"),
            ("abcdefghijklmnopqrstuvwxyz12", "too-long"),
            ("con.toso", "domain-characters"),
            ("con toso", "domain-characters"),
            ("c\u{43E}ntoso", "domain-characters"),
            ("通道通道", "domain-characters"),
            ("1contoso", "domain-first-character"),
            ("-contoso", "domain-first-character"),
            ("contoso-", "domain-last-character"),
            ("xn--fiqs8s", "domain-double-hyphen"),
            ("ADMIN", "domain-reserved"),
            ("www", "domain-reserved"),
        ] {
            assert_eq!(check(typed), Err(code), "{typed}");
        }
    }

    #[test]
    fn domains_under_others() {
        for (domain, upper) in [
            ("contoso.cn", "contoso.cn"),
            ("mail.contoso.cn", "contoso.cn"),
            ("a.b.contoso.cn.", "contoso.cn"),
            ("Mail.Contoso.CN", "contoso.cn"),
            ("mail.contoso.cn", "CONTOSO.cn."),
        ] {
            assert!(is_under(domain, upper), "{domain} {upper}");
        }
        for (domain, upper) in [
            ("notcontoso.cn", "contoso.cn"),
            ("contoso.cn.example", "contoso.cn"),
            ("cn", "contoso.cn"),
            ("contoso.cn", ""),
            ("contoso.cn", "."),
            ("", ""),
            ("", "contoso.cn"),
        ] {
            assert!(!is_under(domain, upper), "{domain} {upper}");
        }
    }

    #[test]
    fn user_names() {
        let check = |s: &str| user_name(s).map(|c| c.value).map_err(|p| p.code);
        assert_eq!(check("Li.Wei_2-a"), Ok("li.wei_2-a".to_owned()));
        assert_eq!(check("a"), Ok("a".to_owned()));
        for (typed, code) in [
            ("", "required"),
            ("li wei", "user-name-characters"),
            ("li@wei", "user-name-characters"),
            ("李伟", "user-name-characters"),
            (".li", "user-name-ends"),
            ("li-", "user-name-ends"),
            ("li..wei", "user-name-double-dot"),
        ] {
            assert_eq!(check(typed), Err(code), "{typed}");
        }
        assert_eq!(check(&"a".repeat(65)), Err("too-long"));
    }

    #[test]
    fn domains_of_ones_own() {
        let webmail = ["qq.com".to_owned()];
        let check = |s: &str| {
            custom_domain(s, "yunlan.example", &webmail)
                .map(|c| c.value)
                .map_err(|p| p.code)
        };
        for (typed, stored) in [
            ("Contoso.CN", "contoso.cn"),
            ("mail.contoso.com.cn.", "mail.contoso.com.cn"),
            ("例子.中国", "xn--fsqu00a.xn--fiqs8s"),
            ("例子。中国", "xn--fsqu00a.xn--fiqs8s"),
            ("ｃｏｎｔｏｓｏ.cn", "contoso.cn"),
            // Cyrillic о: another name, and seen to be one.
            ("c\u{43E}ntoso.com", "xn--cntoso-wqf.com"),
            ("notyunlan.example", "notyunlan.example"),
        ] {
            assert_eq!(check(typed).as_deref(), Ok(stored), "{typed}");
            assert_eq!(check(stored).as_deref(), Ok(stored), "again: {stored}");
        }
        for (typed, code) in [
            ("", "required"),
            ("https://contoso.cn", "domain-address"),
            ("contoso.cn/a", "domain-address"),
            ("a@contoso.cn", "domain-address"),
            ("contoso.cn:53", "domain-address"),
            ("con toso.cn", "domain-address"),
            ("contoso", "domain-format"),
            ("contoso..cn", "domain-format"),
            (".contoso.cn", "domain-format"),
            ("*.contoso.cn", "domain-format"),
            ("_x.contoso.cn", "domain-format"),
            ("-a.contoso.cn", "domain-format"),
            ("127.0.0.1", "domain-format"),
            ("xn--.cn", "domain-format"),
            ("a.c", "domain-format"),
            ("yunlan.example", "domain-own-suffix"),
            ("X.Yunlan.Example", "domain-own-suffix"),
            ("qq.com", "domain-webmail"),
            ("vip.qq.com", "domain-webmail"),
            ("a\u{202e}b.cn", "invisible-characters"),
        ] {
            assert_eq!(check(typed), Err(code), "{typed}");
        }
        assert_eq!(check(&format!("{}.cn", "a.".repeat(200))), Err("too-long"));
        assert_eq!(
            check(&format!("{}.cn", "a".repeat(64))),
            Err("domain-format")
        );
    }
}
