//! The form a document of the programme's kinds is uploaded with, and how a kept one is described,
//! wherever it belongs.

use super::visit::Visit;
use crate::ui::{Field, Text, Tone, format};
use domain::effects::Instant;
use domain::enrolment::documents::{Kind, Scan};

/// Kinds of files the page offers to choose.
pub const ACCEPTED: &str = ".pdf,.jpg,.jpeg,.png";

/// What a kind is called in the visitor's language; nothing for one the programme does not have.
#[must_use]
pub fn kind_name(visit: &Visit, kind: Kind) -> Option<String> {
    let rules = visit.app().programme.document_type(kind.text())?;
    Some(rules.name.get(visit.language()).to_owned())
}

/// The field of the file, with how large it may be.
#[must_use]
pub fn file_field(visit: &Visit) -> Field {
    let t = visit.t();
    let rules = visit
        .app()
        .programme
        .document_type(Kind::BusinessLicence.text());
    let limits = rules.map_or_else(String::new, |rules| {
        let facts = [
            ("megabytes", (rules.max_bytes / 1_048_576).to_string()),
            ("max", rules.max_files.to_string()),
        ];
        let facts = facts
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        t.format("documents-limits", &facts)
    });
    Field::file("file", t.get("enrol-document-file"), ACCEPTED, false)
        .hint(limits)
        .required()
}

/// The field of the day of issue, with the kinds it is needed for.
#[must_use]
pub fn date_field(visit: &Visit, kinds: impl IntoIterator<Item = Kind>, typed: &str) -> Field {
    let t = visit.t();
    let aged = kinds.into_iter().filter_map(|kind| {
        let rules = visit.app().programme.document_type(kind.text())?;
        Some((kind_name(visit, kind)?, rules.max_age_months?))
    });
    let (aged, months): (Vec<_>, Vec<_>) = aged.unzip();
    let hint = t.format(
        "document-dated-hint",
        &[
            ("kinds", &aged.join(&t.get("console-list"))),
            ("months", &months.first().copied().unwrap_or(0).to_string()),
        ],
    );
    Field::date("dated_on", t.get("field-dated_on"))
        .hint(hint)
        .value(typed)
        .optional_note(t.get("document-dated-if"))
}

/// Its kind, size, when it came, and its day of issue.
#[must_use]
pub fn note(
    visit: &Visit,
    kind: &str,
    (bytes, came): (i64, Instant),
    dated_on: Option<&str>,
) -> String {
    let t = visit.t();
    let name = Kind::from_text(kind).and_then(|kind| kind_name(visit, kind));
    let name = name.unwrap_or_else(|| kind.to_owned());
    let size = format::bytes(u64::try_from(bytes).unwrap_or(0));
    let zone = visit.app().programme.time_zone();
    let came = format::moment(t, visit.timestamp(came), zone);
    let dated = dated_on.and_then(|date| date.parse().ok());
    let dated = dated.map_or_else(String::new, |date| {
        let date = format::date(t, date);
        format!(" · {}", t.format("document-dated", &[("date", &date)]))
    });
    format!("{name} · {size} · {came}{dated}")
}

/// How a document stands for whoever uploaded it: kept, waiting for the scanner, or to be replaced.
#[must_use]
pub fn status(visit: &Visit, scan: &str) -> (Tone, Text) {
    let (tone, id) = match Scan::from_text(scan) {
        Some(Scan::Pending | Scan::Failed) => (Tone::Wait, "document-kept-unscanned"),
        Some(Scan::Infected) => (Tone::Bad, "document-kept-infected"),
        _ => (Tone::Ok, "document-kept"),
    };
    (tone, visit.t().get(id))
}
