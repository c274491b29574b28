//! Limits and time-outs from the first visit to the working account.

use super::{Findings, fixed_code, is_domain, is_label};
use crate::programme::settings::{ChallengePolicy, Settings};

pub(super) fn check(s: &Settings, f: &mut Findings<'_, '_>) {
    registration(s, f);
    challenge(s, f);
    application(s, f);
    credit(s, f);
    risk(s, f);
}

fn registration(s: &Settings, f: &mut Findings<'_, '_>) {
    let r = &s.registration;
    f.range("registration.domain_prefix_min", r.domain_prefix_min, 1, 63);
    f.range(
        "registration.domain_prefix_max",
        r.domain_prefix_max,
        r.domain_prefix_min,
        63,
    );
    f.positive(&[
        (
            "registration.domain_reserved_hours",
            r.domain_reserved_hours,
        ),
        ("registration.idle_hours", r.idle_hours),
        ("registration.draft_days", r.draft_days),
        ("registration.resume_link_days", r.resume_link_days),
        ("registration.verified_minutes", r.verified_minutes),
        ("registration.creating_minutes", r.creating_minutes),
        (
            "registration.credentials_visible_seconds",
            r.credentials_visible_seconds,
        ),
        (
            "registration.temporary_password_days",
            r.temporary_password_days,
        ),
        ("registration.resend_mail_minutes", r.resend_mail_minutes),
    ]);
    let prefix = |i| format!("registration.reserved_domain_prefixes[{i}]");
    f.unique(
        r.reserved_domain_prefixes.iter().map(String::as_str),
        prefix,
    );
    for (i, text) in r.reserved_domain_prefixes.iter().enumerate() {
        f.require(
            is_label(text),
            &prefix(i),
            "must be lower-case letters, digits and inner hyphens",
        );
    }
    domains("registration.webmail_domains", &r.webmail_domains, f);
}

fn domains(list: &str, domains: &[String], f: &mut Findings<'_, '_>) {
    let place = |i| format!("{list}[{i}]");
    f.unique(domains.iter().map(String::as_str), place);
    for (i, text) in domains.iter().enumerate() {
        f.require(
            is_domain(text),
            &place(i),
            "must be a domain name in lower case",
        );
    }
}

fn challenge(s: &Settings, f: &mut Findings<'_, '_>) {
    let c = &s.challenge;
    f.range("challenge.code_digits", c.code_digits, 4, 10);
    f.require(
        c.policy == ChallengePolicy::Always,
        "challenge.policy",
        "must be \"always\": registrations are not judged before the telephone challenge",
    );
    f.positive(&[
        ("challenge.code_valid_minutes", c.code_valid_minutes),
        ("challenge.wrong_tries_per_code", c.wrong_tries_per_code),
        ("challenge.dead_codes_before_lock", c.dead_codes_before_lock),
        (
            "challenge.sends_per_number_per_day",
            c.sends_per_number_per_day,
        ),
        ("challenge.sends_per_ip_per_day", c.sends_per_ip_per_day),
        (
            "challenge.sends_per_prefix_per_day",
            c.sends_per_prefix_per_day,
        ),
        ("challenge.sends_per_day", c.sends_per_day),
        ("challenge.resend_seconds", c.resend_seconds),
        ("challenge.shared_number_drafts", c.shared_number_drafts),
        ("challenge.shared_number_days", c.shared_number_days),
    ]);
    f.require(
        !c.lock_minutes.is_empty(),
        "challenge.lock_minutes",
        "must name at least one lock",
    );
    f.require(
        !c.lock_minutes.contains(&0),
        "challenge.lock_minutes",
        "every lock must be more than 0",
    );
    for (i, prefix) in c.virtual_operator_prefixes.iter().enumerate() {
        let sound = (2..=7).contains(&prefix.len())
            && prefix.starts_with('1')
            && prefix.bytes().all(|b| b.is_ascii_digit());
        let path = format!("challenge.virtual_operator_prefixes[{i}]");
        f.require(
            sound,
            &path,
            "must be the first 2 to 7 digits of a mobile number",
        );
    }
    if let Some(message) = fixed_code(s) {
        f.add("challenge.non_production_fixed_code", message);
    }
}

fn application(s: &Settings, f: &mut Findings<'_, '_>) {
    let a = &s.application;
    f.positive(&[
        ("application.draft_days", a.draft_days),
        (
            "application.automatic_checks_hours",
            a.automatic_checks_hours,
        ),
        ("application.sla_working_days", a.sla_working_days),
        ("application.information_days", a.information_days),
        ("application.signing_days", a.signing_days),
        ("application.mailbox_link_days", a.mailbox_link_days),
        ("application.approval_link_days", a.approval_link_days),
        ("application.reopen_days", a.reopen_days),
        (
            "signing.authentication_max_age_minutes",
            s.signing.authentication_max_age_minutes,
        ),
        ("signing.new_version_days", s.signing.new_version_days),
        ("provisioning.target_hours", s.provisioning.target_hours),
    ]);
    f.reminders(
        "application.draft_reminder_days",
        &a.draft_reminder_days,
        a.draft_days,
    );
    f.reminders(
        "application.information_reminder_days",
        &a.information_reminder_days,
        a.information_days,
    );
    f.reminders(
        "application.signing_reminder_days",
        &a.signing_reminder_days,
        a.signing_days,
    );
    f.reminders(
        "application.approval_reminder_days",
        &[a.approval_reminder_days],
        a.approval_link_days,
    );
    let before = &s.signing.new_version_reminder_days_before;
    f.require(
        before
            .iter()
            .all(|day| (1..s.signing.new_version_days).contains(day))
            && before.is_sorted_by(|a, b| a > b),
        "signing.new_version_reminder_days_before",
        "must fall, each at least 1 and less than signing.new_version_days",
    );
    let shortest = a.draft_days.min(a.information_days).min(a.signing_days);
    f.require(
        a.lapse_notice_days < shortest,
        "application.lapse_notice_days",
        "must be less than every time it announces the end of",
    );
    f.percents("application.sla_warning_percent", &a.sla_warning_percent);
    let p = &s.provisioning;
    f.require(
        !p.retry_minutes.is_empty() && p.retry_minutes.iter().all(|m| *m > 0),
        "provisioning.retry_minutes",
        "must name at least one wait, each more than 0",
    );
    f.require(
        p.alert_hours >= p.target_hours,
        "provisioning.alert_hours",
        "must not be before the target",
    );
    f.require(
        p.escalation_hours >= p.alert_hours,
        "provisioning.escalation_hours",
        "must not be before the alert",
    );
}

fn credit(s: &Settings, f: &mut Findings<'_, '_>) {
    let c = &s.credit;
    f.positive(&[
        ("credit.result_valid_days", c.result_valid_days),
        ("credit.review_months", c.review_months),
        ("credit.proposal_multiplier", c.proposal_multiplier),
    ]);
    f.require(
        c.proposal_cap_minor > 0,
        "credit.proposal_cap_minor",
        "must be more than 0",
    );
    f.percents("credit.warning_percent", &c.warning_percent);
}

fn risk(s: &Settings, f: &mut Findings<'_, '_>) {
    let r = &s.risk;
    f.range(
        "risk.random_recheck_percent",
        r.random_recheck_percent,
        0,
        100,
    );
    // Who is asked to wait longer has read the form and is turned away all the same.
    f.range("risk.form_least_seconds", r.form_least_seconds, 0, 60);
    f.positive(&[
        ("risk.order_hold_seats", r.order_hold_seats),
        (
            "risk.registrations_per_ip_per_day",
            r.registrations_per_ip_per_day,
        ),
        (
            "risk.registrations_per_device_per_day",
            r.registrations_per_device_per_day,
        ),
        (
            "risk.registrations_per_credit_code_per_month",
            r.registrations_per_credit_code_per_month,
        ),
        ("risk.call_back_score", r.call_back_score),
    ]);
    domains(
        "risk.disposable_email_domains",
        &r.disposable_email_domains,
        f,
    );
    f.require(
        r.order_hold_minor > 0,
        "risk.order_hold_minor",
        "must be more than 0",
    );
}
