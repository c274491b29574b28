//! The programme as it ships.

use super::{changed, read_text, settings_text};
use crate::effects::Instant;
use crate::language::Language;
use crate::programme::shipped::TEXTS;
use crate::programme::{Block, BusinessModelId, Environment, Programme, Requirement, china_csp};
use jiff::civil::{Date, date};
use std::path::{Path, PathBuf};

fn programme() -> Programme {
    china_csp().expect("the shipped programme is sound")
}

#[test]
fn the_shipped_programme_says_what_the_rules_say() {
    let cn = programme();
    assert_eq!((cn.id.as_str(), cn.country.as_str()), ("cn", "CN"));
    assert_eq!(cn.environment, Environment::Production);
    assert_eq!(cn.domain_suffix, "yunlan.example");
    assert_eq!(cn.operator.legal_name.zh_hans, "澜岸云数据（上海）有限公司");
    assert_eq!(
        (cn.currency.code.as_str(), cn.currency.minor_digits),
        ("CNY", 2)
    );
    assert_eq!(cn.tax.rate_basis_points, 600);
    assert_eq!((cn.payment.net_days, cn.payment.suspension_days), (30, 30));
    assert_eq!(cn.retention.suspended_subscription_days, 60);
    assert_eq!(cn.languages.default, Language::ZhHans);
    assert_eq!(cn.languages.governing, Language::ZhHans);
    assert_eq!(cn.time_zone().iana_name(), Some("Asia/Shanghai"));
    assert_eq!(cn.challenge.non_production_fixed_code, None);
    assert_eq!(cn.places.provinces.len(), 31);
    assert_eq!(cn.reason_codes.len(), 15);
}

#[test]
fn every_language_is_complete() {
    let cn = programme();
    let versions: usize = cn.texts.iter().map(|text| text.versions.len()).sum();
    assert_eq!(cn.all_texts().len(), versions * Language::ALL.len());
    for entry in &cn.texts {
        for named in &entry.versions {
            let (id, version) = (&entry.id, &named.version);
            let shapes = Language::ALL.map(|language| {
                let text = cn.text_version(id, version, language);
                let text = text.expect("every text exists");
                if *version == entry.current {
                    assert_eq!(cn.text(id, language), Some(text));
                }
                assert!(matches!(text.blocks().first(), Some(Block::Title(t)) if *t == text.title));
                text.blocks().iter().map(shape).collect::<Vec<_>>()
            });
            assert_eq!(
                shapes[0], shapes[1],
                "{id}: zh-Hant is built unlike zh-Hans"
            );
            assert_eq!(shapes[0], shapes[2], "{id}: en is built unlike zh-Hans");
        }
    }
}

/// A new version in the folder is not in force until it is published, so that a fresh installation
/// asks nobody to sign twice.
#[test]
fn a_shipped_version_is_not_yet_the_one_that_is_signed() {
    let cn = programme();
    let agreement = cn
        .texts
        .iter()
        .find(|text| text.id == "reseller-agreement")
        .unwrap();
    let newest = agreement.versions.last().unwrap();
    assert_ne!(agreement.current, newest.version);
}

/// What kind of block it is and how many items it has.
fn shape(block: &Block<'_>) -> (char, usize) {
    match block {
        Block::Title(_) => ('t', 1),
        Block::Heading(_) => ('h', 1),
        Block::Paragraph(_) => ('p', 1),
        Block::Numbered(items) => ('n', items.len()),
        Block::Bullets(items) => ('b', items.len()),
    }
}

#[test]
fn chinese_texts_use_full_width_punctuation() {
    let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for text in programme()
        .all_texts()
        .iter()
        .filter(|t| t.language != Language::En)
    {
        for (index, line) in text.body.lines().enumerate() {
            let chars: Vec<char> = line.chars().collect();
            let half = chars
                .windows(2)
                .any(|w| chinese(w[0]) && ",.;:?!()\"".contains(w[1]));
            assert!(
                !half,
                "{} {:?} line {}: {line}",
                text.id,
                text.language,
                index + 1
            );
        }
    }
}

#[test]
fn the_compiled_in_list_is_the_folder() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../programmes/china-csp");
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root.join("texts")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(
                    path.strip_prefix(&root)
                        .unwrap()
                        .to_str()
                        .unwrap()
                        .to_owned(),
                );
            }
        }
    }
    let mut listed: Vec<String> = TEXTS
        .iter()
        .flatten()
        .map(|(p, _)| (*p).to_owned())
        .collect();
    found.sort();
    listed.sort();
    assert_eq!(found, listed);
}

/// Signatures carry these hashes. A failure means a published text was edited: put it back and
/// publish a new version instead.
#[test]
fn published_texts_never_change() {
    let hashes: String = programme()
        .all_texts()
        .iter()
        .map(|t| format!("{} {} {} {}\n", t.sha256, t.id, t.version, t.language.tag()))
        .collect();
    assert_eq!(hashes, include_str!("published.sha256"));
}

#[test]
fn provinces_are_found_by_either_form_of_their_code() {
    let cn = programme();
    assert_eq!(
        cn.province("CN-JS").map(|p| p.name.zh_hant.as_str()),
        Some("江蘇")
    );
    assert_eq!(cn.province("sh").map(|p| p.division.as_str()), Some("31"));
    assert_eq!(cn.province("TW"), None);
    assert_eq!(cn.province("US-SD"), None);
}

#[test]
fn documents_models_and_lists_answer() {
    let cn = programme();
    let required: Vec<_> = cn.required_documents().map(|d| d.id.as_str()).collect();
    assert_eq!(required, ["business-licence"]);
    assert_eq!(
        cn.document_type("telecom-permit").unwrap().requirement,
        Requirement::Conditional
    );
    assert!(
        cn.document_types
            .iter()
            .all(|d| d.max_bytes == 10_485_760 && d.max_files == 5)
    );
    assert!(cn.business_model(BusinessModelId::Direct).unwrap().enabled);
    assert!(
        !cn.business_model(BusinessModelId::IndirectProvider)
            .unwrap()
            .enabled
    );
    assert!(cn.reason_code("FRAUD_SUSPECTED").unwrap().second_approver);
    assert!(cn.registration_type("llc").is_some());
    assert!(cn.is_reserved_prefix("Admin") && !cn.is_reserved_prefix("linhu"));
    assert!(cn.is_webmail_domain("QQ.com") && cn.is_webmail_domain("vip.qq.com"));
    assert!(!cn.is_webmail_domain("notqq.com"));
    assert!(cn.is_disposable_domain("Mailinator.com") && cn.is_disposable_domain("x.yopmail.com"));
    assert!(!cn.is_disposable_domain("qq.com"));
    assert!(cn.is_virtual_operator("17012345678") && !cn.is_virtual_operator("13812345678"));
}

#[test]
fn working_days_follow_the_state_council() {
    let cn = programme();
    let worked = |d: Date| cn.is_working_day(d);
    assert!(worked(date(2026, 2, 14)), "a Saturday worked in exchange");
    assert!(!worked(date(2026, 2, 16)), "Spring Festival, a Monday");
    assert!(!worked(date(2026, 3, 1)) && worked(date(2026, 3, 2)));
    // 13 Feb is a Friday: 14 Feb counts, then nine days off, so the second day is the 24th.
    assert_eq!(
        cn.add_working_days(date(2026, 2, 13), 2),
        Some(date(2026, 2, 24))
    );
    assert_eq!(
        cn.working_days_between(date(2026, 2, 13), date(2026, 2, 24)),
        2
    );
    assert_eq!(
        cn.working_days_between(date(2026, 2, 24), date(2026, 2, 13)),
        0
    );
    assert_eq!(
        cn.holidays().first().map(|h| h.from),
        Some(date(2026, 1, 1))
    );
}

#[test]
fn business_dates_are_local() {
    // 2026-03-01T16:30Z is already 2 March in Shanghai.
    let at = Instant(1_772_382_600_000_000);
    assert_eq!(programme().local_date(at), Some(date(2026, 3, 2)));
    assert_eq!(programme().local_date(Instant(i64::MAX)), None);
}

#[test]
fn the_finance_charge_obeys_the_cap_in_force() {
    let cap = "legal_caps = [{ from = \"2026-01-01\", basis_points_per_month = 120 }, { from = \"2027-01-01\", basis_points_per_month = 300 }]";
    let charge = changed("legal_caps = []", cap)
        .unwrap()
        .finance_charge
        .clone();
    assert_eq!(charge.basis_points_on(date(2025, 12, 31)), 150);
    assert_eq!(charge.basis_points_on(date(2026, 1, 1)), 120);
    assert_eq!(charge.basis_points_on(date(2027, 1, 1)), 150);
}

#[test]
fn a_fixed_code_makes_the_programme_non_production() {
    let rehearsal = programme().into_non_production("246810").unwrap();
    assert!(rehearsal.is_rehearsed() && programme().rehearsal().is_rehearsed());
    assert!(!programme().is_rehearsed());
    assert_eq!(rehearsal.environment, Environment::NonProduction);
    assert_eq!(
        rehearsal.challenge.non_production_fixed_code.as_deref(),
        Some("246810")
    );
    let error = programme().into_non_production("12").unwrap_err();
    assert_eq!(error.field, "challenge.non_production_fixed_code");
}

#[test]
fn a_folder_is_read_through_the_callers_closure() {
    let asked = std::cell::RefCell::new(Vec::new());
    let read = |path: &str| {
        asked.borrow_mut().push(path.to_owned());
        read_text(path)
    };
    assert!(Programme::parse_in("elsewhere/", settings_text(), &read).is_ok());
    // Every text, and the offers.
    assert_eq!(asked.borrow().len(), 31);
    assert_eq!(
        asked.borrow()[0],
        "texts/reseller-agreement/2025-06/zh-Hans.md"
    );
}
