//! E-mail addresses.

use super::{Checked, Problem, is_under, text};

/// Longest address that can be delivered (RFC 5321, path without brackets).
const MAX: usize = 254;
/// Longest part before the `@`.
const MAX_LOCAL: usize = 64;

/// Checks an e-mail address: ASCII `local@domain` without quoting, comments or address literals;
/// an international domain becomes its `xn--` form, the domain lower case.
///
/// # Errors
/// Those of [`text::clean`]; `required`, `too-long` (`max`), `email-format`,
/// `email-domain` (`domain`).
pub fn email(input: &str) -> Result<Checked, Problem> {
    let text = text::present(input)?.replace('＠', "@");
    if text.chars().count() > MAX {
        return Err(Problem::new("too-long").with("max", MAX));
    }
    let (local, domain) = text.split_once('@').ok_or(Problem::new("email-format"))?;
    if !is_local_part(local) || domain.contains('@') {
        return Err(Problem::new("email-format"));
    }
    let domain = host(domain).ok_or_else(|| Problem::new("email-domain").with("domain", domain))?;
    let address = format!("{local}@{domain}");
    if address.len() > MAX {
        return Err(Problem::new("too-long").with("max", MAX));
    }
    Ok(Checked::plain(address))
}

/// Checks an e-mail address that must belong to the company, not to a free mail service.
/// `webmail_domains` are lower case; subdomains of them count as well.
///
/// # Errors
/// Those of [`email`]; `email-webmail` (`domain`).
pub fn company_email(input: &str, webmail_domains: &[String]) -> Result<Checked, Problem> {
    let address = email(input)?;
    let domain = email_domain(&address.value);
    if webmail_domains.iter().any(|free| is_under(domain, free)) {
        return Err(Problem::new("email-webmail").with("domain", domain));
    }
    Ok(address)
}

/// The part after the `@` of an accepted address; empty when there is none.
#[must_use]
pub fn email_domain(address: &str) -> &str {
    address.rsplit_once('@').map_or("", |(_, domain)| domain)
}

fn is_local_part(local: &str) -> bool {
    let atom = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b);
    local.len() <= MAX_LOCAL
        && local
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(atom))
}

/// A registered-looking host name in ASCII: at least two labels, the last one not a number.
fn host(domain: &str) -> Option<String> {
    let ascii = idna::domain_to_ascii_strict(domain).ok()?;
    let (_, top) = ascii.rsplit_once('.')?;
    let labels = ascii.split('.').all(|label| !label.is_empty());
    let named = top.len() >= 2 && !top.bytes().all(|b| b.is_ascii_digit());
    (labels && named).then_some(ascii)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn deliverable_addresses_pass() {
        for (typed, stored) in [
            ("li.wei@contoso.com.cn", "li.wei@contoso.com.cn"),
            (" Li.Wei+test@Contoso.COM ", "Li.Wei+test@contoso.com"),
            ("info@例子.中国", "info@xn--fsqu00a.xn--fiqs8s"),
            ("ａｂ＠contoso.com", "ab@contoso.com"),
        ] {
            assert_eq!(email(typed).unwrap().value, stored, "{typed}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        for bad in [
            "li.wei",
            "@contoso.com",
            "a@b@contoso.com",
            ".a@contoso.com",
            "a..b@contoso.com",
            "\"a b\"@contoso.com",
            "a b@contoso.com",
            "李@contoso.com",
            "<a@contoso.com>",
            "a@contoso.com, b@contoso.com",
        ] {
            let code = email(bad).unwrap_err().code;
            assert!(
                matches!(code, "email-format" | "email-domain"),
                "{bad}: {code}"
            );
        }
        for bad in [
            "a@localhost",
            "a@127.0.0.1",
            "a@[127.0.0.1]",
            "a@contoso..com",
            "a@-contoso.com",
            "a@contoso.com.",
            "a@con_toso.com",
            "a@",
            "a@contoso.c",
        ] {
            assert_eq!(email(bad).unwrap_err().code, "email-domain", "{bad}");
        }
        assert_eq!(email("").unwrap_err().code, "required");
        assert_eq!(
            email("a@contoso.com\r\nBcc: b@c.de").unwrap_err().code,
            "control-characters"
        );
        assert_eq!(
            email(&format!("{}@contoso.com", "a".repeat(65)))
                .unwrap_err()
                .code,
            "email-format"
        );
        assert_eq!(
            email(&format!("a@{}com", "abc.".repeat(70)))
                .unwrap_err()
                .code,
            "too-long"
        );
    }

    #[test]
    fn free_mail_is_no_company_mail() {
        let webmail = ["qq.com".to_owned(), "163.com".to_owned()];
        for free in ["a@qq.com", "a@QQ.com", "a@vip.163.com"] {
            assert_eq!(
                company_email(free, &webmail).unwrap_err().code,
                "email-webmail",
                "{free}"
            );
        }
        assert!(company_email("a@notqq.com", &webmail).is_ok());
        assert_eq!(email_domain("a@qq.com"), "qq.com");
    }
}
