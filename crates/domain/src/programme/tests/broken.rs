//! Broken programmes: what is wrong, in which file, on which line, in which setting.

use super::{changed, line_of, read_text, settings_text};
use crate::programme::{CHINA_CSP_FOLDER, Programme, ProgrammeError};

/// Breaks one setting and expects exactly one finding, on the changed line.
fn breaks(from: &str, to: &str, field: &str, message: &str) {
    let errors = changed(from, to).expect_err(to);
    let [error] = errors.as_slice() else {
        panic!("{to}: {errors:?}")
    };
    assert_eq!(error.file, format!("{CHINA_CSP_FOLDER}/programme.toml"));
    assert_eq!(
        (error.line, error.field.as_str()),
        (line_of(settings_text(), from), field),
        "{error}"
    );
    assert!(error.message.contains(message), "{error}");
}

#[test]
fn one_finding_reads_as_editors_expect() {
    let errors = changed("rate_basis_points = 600", "rate_basis_points = 10001").unwrap_err();
    let line = line_of(settings_text(), "rate_basis_points = 600");
    assert_eq!(
        errors.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [format!(
            "programmes/china-csp/programme.toml:{line}: tax.rate_basis_points: must be between 0 and 10000"
        )]
    );
}

#[test]
fn days_have_a_range() {
    for days in ["0", "3651", "4294967295"] {
        breaks(
            "suspended_subscription_days = 60",
            &format!("suspended_subscription_days = {days}"),
            "retention.suspended_subscription_days",
            "between 1 and 3650",
        );
    }
    let errors = changed("[trial]\ndays = 30", "[trial]\ndays = 366").unwrap_err();
    let fields: Vec<_> = errors.iter().map(|e| e.field.as_str()).collect();
    assert_eq!(fields, ["trial.days"]);
}

#[test]
fn a_policy_nobody_follows_is_refused() {
    breaks(
        "policy = \"always\"",
        "policy = \"when-risky\"",
        "challenge.policy",
        "must be \"always\"",
    );
}

#[test]
fn haste_has_its_bounds() {
    breaks(
        "form_least_seconds = 2",
        "form_least_seconds = 61",
        "risk.form_least_seconds",
        "between 0 and 60",
    );
    let bold = changed("form_least_seconds = 2", "form_least_seconds = 0").unwrap();
    assert_eq!(bold.risk.form_least_seconds, 0);
    let unset = changed("form_least_seconds = 2\n", "").unwrap();
    assert_eq!(unset.risk.form_least_seconds, 2);
}

#[test]
fn references_must_lead_somewhere() {
    breaks(
        "default = \"zh-Hans\"",
        "default = \"fr\"",
        "languages.default",
        "unknown variant",
    );
    breaks(
        "time_zone = \"Asia/Shanghai\"",
        "time_zone = \"Asia/Lanan\"",
        "time_zone",
        "IANA",
    );
    breaks(
        "province = \"SH\"",
        "province = \"ZZ\"",
        "operator.address.province",
        "ISO code",
    );
    breaks(
        "iso = \"TJ\"",
        "iso = \"TW\"",
        "places.provinces[1].iso",
        "mainland",
    );
    breaks(
        "current = \"2025-06\"",
        "current = \"2025-07\"",
        "texts[0].current",
        "one of the versions",
    );
}

#[test]
fn the_default_language_must_be_offered() {
    let errors = changed(
        "offered = [\"zh-Hans\", \"zh-Hant\", \"en\"]",
        "offered = [\"en\"]",
    )
    .unwrap_err();
    let fields: Vec<_> = errors.iter().map(|e| e.field.as_str()).collect();
    assert_eq!(fields, ["languages.default", "languages.governing"]);
}

#[test]
fn ids_must_be_unique() {
    breaks(
        "id = \"domain-proof\"",
        "id = \"telecom-permit\"",
        "document_types[3].id",
        "twice",
    );
    breaks(
        "code = \"DUPLICATE\"",
        "code = \"CODE_INVALID\"",
        "reason_codes[11].code",
        "twice",
    );
}

#[test]
fn values_must_be_in_range() {
    breaks(
        "domain_suffix = \"yunlan.example\"",
        "domain_suffix = \"Yunlan\"",
        "domain_suffix",
        "domain name",
    );
    breaks(
        "max_files = 5",
        "max_files = 0",
        "document_types[0].max_files",
        "between 1 and 50",
    );
    breaks(
        "idle_hours = 24",
        "idle_hours = 0",
        "registration.idle_hours",
        "more than 0",
    );
    breaks(
        "[7, 30, 75]",
        "[7, 30, 90]",
        "application.draft_reminder_days",
        "between 1 and 89",
    );
    breaks(
        "suspension_notice_days = 23",
        "suspension_notice_days = 30",
        "payment.suspension_notice_days",
        "less",
    );
    breaks(
        "\"2026-01-04\", ",
        "\"2026-01-05\", ",
        "calendar.working_days[0]",
        "Saturday",
    );
    breaks(
        "\"171\"]",
        "\"271\"]",
        "challenge.virtual_operator_prefixes[4]",
        "digits",
    );
    breaks(
        "en = \"Business licence\"",
        "en = \" \"",
        "document_types[0].name.en",
        "must not be empty",
    );
}

#[test]
fn settings_must_agree() {
    let errors = changed("requirement = \"required\"", "requirement = \"optional\"").unwrap_err();
    let first = line_of(settings_text(), "[[document_types]]");
    assert_eq!(
        (errors[0].line, errors[0].field.as_str()),
        (first, "document_types")
    );
    breaks(
        "enabled = false",
        "enabled = true",
        "business_models[1].enabled",
        "features.indirect_model",
    );
    breaks(
        "code_digits = 6",
        "non_production_fixed_code = \"123456\"\ncode_digits = 6",
        "challenge.non_production_fixed_code",
        "non-production",
    );
}

#[test]
fn the_shape_is_checked_too() {
    breaks(
        "net_days = 30",
        "net_days = \"30\"",
        "payment.net_days",
        "invalid type",
    );
    breaks(
        "net_days = 30",
        "net_dayz = 30",
        "payment.net_dayz",
        "unknown field",
    );
    breaks(
        "from = \"2026-01-01\"",
        "from = \"2026-13-01\"",
        "calendar.holidays[0].from",
        "month",
    );
}

#[test]
fn a_missing_setting_is_named_at_its_table() {
    let errors = changed("publish_within_days = 2\n", "").unwrap_err();
    assert_eq!(errors[0].field, "payment.publish_within_days");
    assert_eq!(errors[0].line, line_of(settings_text(), "[payment]"));
}

#[test]
fn broken_syntax_is_placed() {
    let errors = changed("net_days = 30", "net_days = = 30").unwrap_err();
    assert_eq!(errors[0].line, line_of(settings_text(), "net_days = 30"));
}

#[test]
fn everything_wrong_is_reported_at_once_in_order() {
    let broken = settings_text()
        .replacen("idle_hours = 24", "idle_hours = 0", 1)
        .replacen("rate_basis_points = 600", "rate_basis_points = 20000", 1)
        .replacen("time_zone = \"Asia/Shanghai\"", "time_zone = \"Mars\"", 1);
    let read = |path: &str| match path {
        "texts/privacy/2025-06/en.md" => Ok("# Privacy notice\n\nWe **care**.\n".to_owned()),
        other => read_text(other),
    };
    let errors = Programme::parse(&broken, &read).unwrap_err();
    let fields: Vec<_> = errors.iter().map(|e| e.field.as_str()).collect();
    assert_eq!(
        fields,
        [
            "time_zone",
            "tax.rate_basis_points",
            "registration.idle_hours",
            "privacy 2025-06 en"
        ]
    );
}

/// Parses the shipped settings with the English privacy notice replaced.
fn with_notice(notice: Result<&str, &str>) -> ProgrammeError {
    let read = |path: &str| match path {
        "texts/privacy/2025-06/en.md" => notice.map(str::to_owned).map_err(str::to_owned),
        other => read_text(other),
    };
    Programme::parse(settings_text(), &read)
        .unwrap_err()
        .remove(0)
}

#[test]
fn a_missing_text_is_reported_where_it_is_asked_for() {
    let error = with_notice(Err("no such file"));
    assert_eq!(error.file, "programmes/china-csp/programme.toml");
    assert_eq!(error.field, "texts[3].versions[0].version");
    let asked = settings_text()
        .split_inclusive('\n')
        .scan(false, |inside, line| {
            *inside |= line.contains("id = \"privacy\"");
            Some((*inside, line))
        });
    let line = asked
        .take_while(|(inside, line)| !(*inside && line.contains("versions = ")))
        .count()
        + 1;
    assert_eq!(error.line, line);
    assert_eq!(
        error.message,
        "cannot read texts/privacy/2025-06/en.md: no such file"
    );
}

#[test]
fn a_text_is_checked_in_its_own_file() {
    for (notice, line, message) in [
        ("", 1, "must not be empty"),
        ("# Privacy notice\n", 1, "must not be empty"),
        ("# Another title\n\nText.\n", 1, "title differs"),
        ("# Privacy notice\n\nA <b>bold</b> word.\n", 3, "HTML"),
        ("# Privacy notice\n\n1. One\n3. Three\n", 4, "count 1, 2, 3"),
        ("# Privacy notice\n\n### Deep\n\nText.\n", 3, "headings"),
    ] {
        let error = with_notice(Ok(notice));
        assert_eq!(
            error.file,
            "programmes/china-csp/texts/privacy/2025-06/en.md"
        );
        assert_eq!(
            (error.line, error.field.as_str()),
            (line, "privacy 2025-06 en"),
            "{error}"
        );
        assert!(error.message.contains(message), "{error}");
    }
}

#[test]
fn a_version_cannot_lead_out_of_the_folder() {
    let errors = changed("current = \"2025-06\"", "current = \"../..\"").unwrap_err();
    assert_eq!(errors[0].field, "texts[0].current");
    let broken = settings_text().replace("version = \"2025-06\"", "version = \"../..\"");
    let read = |path: &str| {
        assert!(!path.contains(".."), "{path} was asked for");
        read_text(path)
    };
    assert!(Programme::parse(&broken, &read).is_err());
}
