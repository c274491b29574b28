//! The operator, languages, money and retention.

use super::{Findings, is_digits, is_domain, is_id};
use crate::programme::settings::{BusinessModelId, Settings};

pub(super) fn check(s: &Settings, f: &mut Findings<'_, '_>) {
    f.require(
        is_id(&s.id),
        "id",
        "must be lower-case letters, digits and inner hyphens",
    );
    f.name("name", &s.name);
    let country = s.country.len() == 2 && s.country.bytes().all(|b| b.is_ascii_uppercase());
    f.require(
        country,
        "country",
        "must be a two-letter ISO 3166-1 code in capitals",
    );
    f.require(
        is_domain(&s.domain_suffix),
        "domain_suffix",
        "must be a domain name of at least two lower-case labels",
    );
    operator(s, f);
    languages(s, f);
    money(s, f);
    retention(s, f);
    features(s, f);
}

fn operator(s: &Settings, f: &mut Findings<'_, '_>) {
    let o = &s.operator;
    f.name("operator.legal_name", &o.legal_name);
    f.name("operator.short_name", &o.short_name);
    f.name("operator.address.lines", &o.address.lines);
    f.name("operator.support.hours", &o.support.hours);
    f.name("operator.bank.name", &o.bank.name);
    let code = &o.unified_social_credit_code;
    let sound = code.len() == 18
        && code
            .bytes()
            .all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
    f.require(
        sound,
        "operator.unified_social_credit_code",
        "must be 18 digits and capital letters",
    );
    for (path, url) in [
        ("operator.portal_url", &o.portal_url),
        ("operator.membership_url", &o.membership_url),
    ] {
        let https = url::Url::parse(url).is_ok_and(|u| u.scheme() == "https" && u.has_host());
        f.require(
            https && !url.ends_with('/'),
            path,
            "must be an https address without a slash at the end",
        );
    }
    let known = s
        .places
        .provinces
        .iter()
        .any(|p| p.iso == o.address.province);
    f.require(
        known,
        "operator.address.province",
        "must be the ISO code of one of places.provinces",
    );
    f.require(
        is_digits(&o.address.postal_code, 6),
        "operator.address.postal_code",
        "must be six digits",
    );
    let phone = o
        .support
        .phone
        .strip_prefix('+')
        .is_some_and(|n| (8..=15).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()));
    f.require(
        phone,
        "operator.support.phone",
        "must be a telephone number in E.164, such as +864000000188",
    );
    for (path, mail) in [
        ("operator.support.email", &o.support.email),
        ("operator.support.privacy_email", &o.support.privacy_email),
    ] {
        let sound = mail.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty() && !local.contains(char::is_whitespace) && is_domain(domain)
        });
        f.require(sound, path, "must be an e-mail address");
    }
    f.require(
        !o.bank.account_number.trim().is_empty(),
        "operator.bank.account_number",
        "must not be empty",
    );
}

fn languages(s: &Settings, f: &mut Findings<'_, '_>) {
    let l = &s.languages;
    f.require(
        !l.offered.is_empty(),
        "languages.offered",
        "must name at least one language",
    );
    f.unique(l.offered.iter().map(|l| l.tag()), |i| {
        format!("languages.offered[{i}]")
    });
    f.require(
        l.offered.contains(&l.default),
        "languages.default",
        "must be one of languages.offered",
    );
    f.require(
        l.offered.contains(&l.governing),
        "languages.governing",
        "must be one of languages.offered",
    );
}

fn money(s: &Settings, f: &mut Findings<'_, '_>) {
    let code =
        s.currency.code.len() == 3 && s.currency.code.bytes().all(|b| b.is_ascii_uppercase());
    f.require(
        code,
        "currency.code",
        "must be a three-letter ISO 4217 code in capitals",
    );
    f.require(
        !s.currency.symbol.trim().is_empty(),
        "currency.symbol",
        "must not be empty",
    );
    f.range(
        "currency.minor_digits",
        u32::from(s.currency.minor_digits),
        0,
        4,
    );
    f.name("tax.name", &s.tax.name);
    f.range("tax.rate_basis_points", s.tax.rate_basis_points, 0, 10_000);

    f.require(
        !s.tax.prices_include_tax,
        "tax.prices_include_tax",
        "must be false: lines are billed before tax",
    );
    let (prefix, notes) = (&s.invoice.number_prefix, &s.invoice.credit_note_prefix);
    let plain = |prefix: &str| {
        let plain = prefix
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        plain && !prefix.is_empty() && prefix.len() <= 8
    };
    f.require(
        plain(prefix),
        "invoice.number_prefix",
        "must be one to eight capitals and digits",
    );
    f.require(
        plain(notes) && notes != prefix,
        "invoice.credit_note_prefix",
        "must be one to eight capitals and digits, and not that of invoices",
    );
    f.range("invoice.number_digits", s.invoice.number_digits, 1, 12);
    f.require(
        s.invoice.rounding == "half-away-from-zero",
        "invoice.rounding",
        "must be \"half-away-from-zero\"",
    );

    let p = &s.payment;
    f.range("payment.net_days", p.net_days, 0, 365);
    f.range("payment.publish_within_days", p.publish_within_days, 0, 27);
    f.ascending("payment.reminder_days", &p.reminder_days);
    let inside = p.reminder_days.iter().all(|day| {
        let after = u32::try_from(*day).is_ok_and(|d| d < p.suspension_days);
        after || (*day < 0 && day.unsigned_abs() <= p.net_days)
    });
    f.require(
        inside,
        "payment.reminder_days",
        "every day must be after the billing date and before the suspension",
    );
    f.range("payment.suspension_days", p.suspension_days, 1, 365);
    f.require(
        p.suspension_notice_days < p.suspension_days,
        "payment.suspension_notice_days",
        "must be less than payment.suspension_days",
    );
    f.range("payment.deferral_max_days", p.deferral_max_days, 0, 365);
    f.positive(&[
        ("payment.termination_notice_days", p.termination_notice_days),
        ("payment.termination_export_days", p.termination_export_days),
    ]);

    let c = &s.finance_charge;
    f.range(
        "finance_charge.basis_points_per_month",
        c.basis_points_per_month,
        0,
        10_000,
    );
    let dates: Vec<_> = c.legal_caps.iter().map(|cap| cap.from).collect();
    f.ascending("finance_charge.legal_caps", &dates);
    for (i, cap) in c.legal_caps.iter().enumerate() {
        let path = format!("finance_charge.legal_caps[{i}].basis_points_per_month");
        f.range(&path, cap.basis_points_per_month, 0, 10_000);
    }
}

fn retention(s: &Settings, f: &mut Findings<'_, '_>) {
    let r = &s.retention;
    f.range(
        "retention.suspended_subscription_days",
        r.suspended_subscription_days,
        1,
        3_650,
    );
    f.range("trial.days", s.trial.days, 1, 365);
    f.positive(&[
        (
            "retention.unfinished_registration_days",
            r.unfinished_registration_days,
        ),
        (
            "retention.withdrawn_documents_days",
            r.withdrawn_documents_days,
        ),
        (
            "retention.rejected_documents_days",
            r.rejected_documents_days,
        ),
        ("retention.request_days", r.request_days),
        (
            "retention.financial_records_years",
            r.financial_records_years,
        ),
        ("retention.other_records_years", r.other_records_years),
        ("price_list.download_months", s.price_list.download_months),
        ("trial.seats", s.trial.seats),
        ("sandbox.customers", s.sandbox.customers),
        (
            "sandbox.subscriptions_per_customer",
            s.sandbox.subscriptions_per_customer,
        ),
        (
            "sandbox.seats_per_subscription",
            s.sandbox.seats_per_subscription,
        ),
        ("support.critical_minutes", s.support.critical_minutes),
        ("support.moderate_hours", s.support.moderate_hours),
        ("support.minimal_days", s.support.minimal_days),
        ("support.waiting_days", s.support.waiting_days),
        ("support.reopen_days", s.support.reopen_days),
        ("interface.reads_per_minute", s.interface.reads_per_minute),
        ("interface.writes_per_minute", s.interface.writes_per_minute),
    ]);
    let h = &s.support;
    f.range("support.from_hour", h.from_hour, 0, 23);
    f.range("support.until_hour", h.until_hour, 1, 24);
    f.require(
        h.from_hour < h.until_hour,
        "support.until_hour",
        "must be later than support.from_hour",
    );
    f.range("support.files", h.files, 1, 10);
    f.range("support.file_megabytes", h.file_megabytes, 1, 10);
    f.ascending("support.reminder_days", &h.reminder_days);
    let inside = h
        .reminder_days
        .iter()
        .all(|d| (1..h.waiting_days).contains(d));
    f.require(
        inside,
        "support.reminder_days",
        "every day must be between 1 and support.waiting_days",
    );
    let notice = s
        .trial
        .notice_days
        .iter()
        .all(|d| (1..s.trial.days).contains(d));
    f.require(
        notice,
        "trial.notice_days",
        "every day must be between 1 and trial.days",
    );
}

fn features(s: &Settings, f: &mut Findings<'_, '_>) {
    for (i, model) in s.business_models.iter().enumerate() {
        let indirect = model.id != BusinessModelId::Direct;
        if indirect && model.enabled && !s.features.indirect_model {
            f.add(
                &format!("business_models[{i}].enabled"),
                "needs features.indirect_model",
            );
        }
    }
    f.require(
        s.business_models.iter().any(|m| m.enabled),
        "business_models",
        "at least one must be enabled",
    );
}
