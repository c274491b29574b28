//! What a typed sign-in name tells by itself, before anybody asks for a password (01 F2): a
//! personal mailbox or an account of another cloud is no work account of this one.

use crate::programme::Programme;
use crate::validate::{Problem, email_domain, text};

/// Judges the spelling of a sign-in name. Whether there is such an account is not asked.
///
/// # Errors
/// Those of [`text::clean`]; `required`; `work-account-format`; `work-account-personal` (`domain`),
/// a webmail address; `work-account-operator`, staff of the operator; `work-account-elsewhere`
/// (`domain`, `suffix`), a domain that is not under the programme's.
pub fn judge(typed: &str, programme: &Programme) -> Result<String, Problem> {
    let name = text::clean(typed)?.replace('＠', "@").to_lowercase();
    if name.is_empty() {
        return Err(Problem::new("required"));
    }
    let domain = email_domain(&name);
    let local = name.split('@').next().unwrap_or_default();
    if local.is_empty() || domain.is_empty() || name.matches('@').count() != 1 {
        return Err(Problem::new("work-account-format").with("suffix", &programme.domain_suffix));
    }
    if programme.is_webmail_domain(domain) {
        return Err(Problem::new("work-account-personal").with("domain", domain));
    }
    match domain.strip_suffix(programme.domain_suffix.as_str()) {
        Some("ops.") => Err(Problem::new("work-account-operator")),
        Some(prefix) if prefix.ends_with('.') => Ok(name),
        _ => Err(Problem::new("work-account-elsewhere")
            .with("domain", domain)
            .with("suffix", &programme.domain_suffix)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::china_csp;

    #[test]
    fn only_names_under_the_programmes_domain_are_work_accounts() {
        let programme = china_csp().unwrap();
        let suffix = &programme.domain_suffix;
        let own = format!(" Zhou.Wenqing＠Shihang.{suffix} ");
        assert_eq!(
            judge(&own, &programme),
            Ok(format!("zhou.wenqing@shihang.{suffix}"))
        );
        let wrong = [
            ("", "required"),
            ("zhou", "work-account-format"),
            ("@shihang.example", "work-account-format"),
            ("a@b@shihang.example", "work-account-format"),
            ("zhou@qq.com", "work-account-personal"),
            ("zhou@VIP.qq.com", "work-account-personal"),
            ("zhou@shihang.example", "work-account-elsewhere"),
            ("zhou@evil-yunlan.example", "work-account-elsewhere"),
            ("zhou@yunlan.example", "work-account-elsewhere"),
            ("xu@ops.yunlan.example", "work-account-operator"),
            ("a\u{202e}b@shihang.yunlan.example", "invisible-characters"),
        ];
        assert_eq!(suffix, "yunlan.example");
        for (typed, code) in wrong {
            assert_eq!(judge(typed, &programme).unwrap_err().code, code, "{typed}");
        }
    }
}
