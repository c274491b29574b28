//! Documents, reasons, provinces, holidays and texts.

use super::{Findings, is_digits, is_id};
use crate::programme::settings::{Requirement, Settings};
use jiff::civil::Weekday;

/// ISO 3166-2 codes of mainland China; an operator may offer fewer, not others.
const MAINLAND: &str =
    "AH BJ CQ FJ GD GS GX GZ HA HB HE HI HL HN JL JS JX LN NM NX QH SC SD SH SN SX TJ XJ XZ YN ZJ";

/// Texts the enrolment cannot do without.
const NEEDED_TEXTS: [&str; 8] = [
    "reseller-agreement",
    "programme-guide",
    "privacy",
    "terms-of-use",
    "credit-authorisation",
    "identity-documents",
    "signing-consents",
    "application-declarations",
];

const MEDIA_TYPES: [&str; 3] = ["application/pdf", "image/jpeg", "image/png"];

pub(super) fn check(s: &Settings, f: &mut Findings<'_, '_>) {
    names_and_ids(s, f);
    documents(s, f);
    provinces(s, f);
    regions(s, f);
    calendar(s, f);
    texts(s, f);
}

fn names_and_ids(s: &Settings, f: &mut Findings<'_, '_>) {
    f.unique(s.identifiers.iter().map(|i| i.id.as_str()), |i| {
        format!("identifiers[{i}].id")
    });
    for (i, identifier) in s.identifiers.iter().enumerate() {
        f.require(
            is_id(&identifier.id),
            &format!("identifiers[{i}].id"),
            "must be lower-case with hyphens",
        );
        f.name(&format!("identifiers[{i}].name"), &identifier.name);
    }
    f.unique(s.business_models.iter().map(|m| m.id.as_str()), |i| {
        format!("business_models[{i}].id")
    });
    for (i, model) in s.business_models.iter().enumerate() {
        f.name(&format!("business_models[{i}].name"), &model.name);
        f.name(
            &format!("business_models[{i}].description"),
            &model.description,
        );
    }
    f.require(
        !s.registration_types.is_empty(),
        "registration_types",
        "must name at least one legal form",
    );
    f.unique(s.registration_types.iter().map(|r| r.code.as_str()), |i| {
        format!("registration_types[{i}].code")
    });
    for (i, form) in s.registration_types.iter().enumerate() {
        f.require(
            is_id(&form.code),
            &format!("registration_types[{i}].code"),
            "must be lower-case with hyphens",
        );
        f.name(&format!("registration_types[{i}].name"), &form.name);
    }
    f.unique(s.reason_codes.iter().map(|r| r.code.as_str()), |i| {
        format!("reason_codes[{i}].code")
    });
    for (i, reason) in s.reason_codes.iter().enumerate() {
        let sound = !reason.code.is_empty()
            && reason
                .code
                .bytes()
                .all(|b| b.is_ascii_uppercase() || b == b'_');
        f.require(
            sound,
            &format!("reason_codes[{i}].code"),
            "must be capitals and underscores",
        );
        f.name(&format!("reason_codes[{i}].text"), &reason.text);
    }
    f.require(
        s.reason_codes.iter().any(|r| r.free_text),
        "reason_codes",
        "one must allow an explanation in the reviewer's own words",
    );
}

fn documents(s: &Settings, f: &mut Findings<'_, '_>) {
    f.unique(s.document_types.iter().map(|d| d.id.as_str()), |i| {
        format!("document_types[{i}].id")
    });
    f.require(
        s.document_types
            .iter()
            .any(|d| d.requirement == Requirement::Required),
        "document_types",
        "at least one must be required",
    );
    for (i, document) in s.document_types.iter().enumerate() {
        let at = |key: &str| format!("document_types[{i}].{key}");
        f.require(
            is_id(&document.id),
            &at("id"),
            "must be lower-case with hyphens",
        );
        f.name(&at("name"), &document.name);
        f.name(&at("hint"), &document.hint);
        let bytes = (1..=104_857_600).contains(&document.max_bytes);
        f.require(bytes, &at("max_bytes"), "must be between 1 and 104857600");
        f.range(&at("max_files"), document.max_files, 1, 50);
        f.range(&at("max_pages"), document.max_pages, 1, 2000);
        f.require(
            document.max_age_months != Some(0),
            &at("max_age_months"),
            "must be more than 0",
        );
        f.require(
            !document.media_types.is_empty(),
            &at("media_types"),
            "must name at least one media type",
        );
        for (m, media) in document.media_types.iter().enumerate() {
            let known = MEDIA_TYPES.contains(&media.as_str());
            let path = at(&format!("media_types[{m}]"));
            f.require(
                known,
                &path,
                "must be application/pdf, image/jpeg or image/png",
            );
        }
        let conditional = document.requirement == Requirement::Conditional;
        f.require(
            conditional == document.condition.is_some(),
            &at("condition"),
            "must be given exactly when the requirement is \"conditional\"",
        );
    }
}

fn regions(s: &Settings, f: &mut Findings<'_, '_>) {
    f.require(
        !s.regions.is_empty(),
        "regions",
        "must name at least one region, or be left out",
    );
    f.unique(s.regions.iter().map(|r| r.code.as_str()), |i| {
        format!("regions[{i}].code")
    });
    for (i, region) in s.regions.iter().enumerate() {
        f.require(
            is_id(&region.code),
            &format!("regions[{i}].code"),
            "must be lower-case with hyphens",
        );
        f.name(&format!("regions[{i}].name"), &region.name);
    }
}

fn provinces(s: &Settings, f: &mut Findings<'_, '_>) {
    let provinces = &s.places.provinces;
    f.require(
        !provinces.is_empty(),
        "places.provinces",
        "must name at least one province",
    );
    f.unique(provinces.iter().map(|p| p.iso.as_str()), |i| {
        format!("places.provinces[{i}].iso")
    });
    f.unique(provinces.iter().map(|p| p.division.as_str()), |i| {
        format!("places.provinces[{i}].division")
    });
    for (i, province) in provinces.iter().enumerate() {
        let at = |key: &str| format!("places.provinces[{i}].{key}");
        if s.country == "CN" {
            let known = MAINLAND.split(' ').any(|code| code == province.iso);
            f.require(
                known,
                &at("iso"),
                "is not a province of mainland China in ISO 3166-2:CN",
            );
        }
        f.require(
            is_digits(&province.division, 2),
            &at("division"),
            "must be two digits",
        );
        let postal = !province.postal_prefixes.is_empty()
            && province.postal_prefixes.iter().all(|p| is_digits(p, 2));
        f.require(
            postal,
            &at("postal_prefixes"),
            "must be one or more pairs of digits",
        );
        f.name(&at("name"), &province.name);
    }
}

fn calendar(s: &Settings, f: &mut Findings<'_, '_>) {
    let c = &s.calendar;
    for (i, day) in c.working_days.iter().enumerate() {
        let path = format!("calendar.working_days[{i}]");
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        f.require(weekend, &path, "must be a Saturday or a Sunday");
        let free = c.holidays.iter().any(|h| h.from <= *day && *day <= h.until);
        f.require(!free, &path, "is also a holiday");
        f.require(
            *day <= c.covered_until,
            &path,
            "is after calendar.covered_until",
        );
    }
    f.ascending("calendar.working_days", &c.working_days);
    for (i, holiday) in c.holidays.iter().enumerate() {
        let at = |key: &str| format!("calendar.holidays[{i}].{key}");
        f.name(&at("name"), &holiday.name);
        f.require(
            holiday.from <= holiday.until,
            &at("until"),
            "must not be before the first day",
        );
        f.require(
            holiday.until <= c.covered_until,
            &at("until"),
            "is after calendar.covered_until",
        );
        let before = i.checked_sub(1).and_then(|b| c.holidays.get(b));
        f.require(
            before.is_none_or(|b| b.until < holiday.from),
            &at("from"),
            "must be after the holiday before it",
        );
    }
}

fn texts(s: &Settings, f: &mut Findings<'_, '_>) {
    f.unique(s.texts.iter().map(|t| t.id.as_str()), |i| {
        format!("texts[{i}].id")
    });
    for needed in NEEDED_TEXTS {
        if !s.texts.iter().any(|t| t.id == needed) {
            f.add("texts", format!("\"{needed}\" is missing"));
        }
    }
    for (i, text) in s.texts.iter().enumerate() {
        let at = |key: &str| format!("texts[{i}].{key}");
        f.require(
            is_id(&text.id),
            &at("id"),
            "must be lower-case with hyphens",
        );
        f.name(&at("title"), &text.title);
        let known = text.versions.iter().any(|v| v.version == text.current);
        f.require(known, &at("current"), "must be one of the versions");
        let version = |v| at(&format!("versions[{v}].version"));
        f.unique(text.versions.iter().map(|v| v.version.as_str()), version);
        for (v, named) in text.versions.iter().enumerate() {
            // A version is a folder's name; anything else could reach outside the programme.
            f.require(
                is_id(&named.version),
                &version(v),
                "must be lower-case letters, digits and inner hyphens",
            );
        }
        let dates: Vec<_> = text.versions.iter().map(|v| v.date).collect();
        f.ascending(&at("versions"), &dates);
    }
}
