//! A document of the programme's kinds on its way in, whatever it belongs to: judged from the cheapest
//! question to the dearest, and its bytes stored, sealed, before any row points at them.

use super::inspection::{self, Inspected, Refused};
use crate::{App, Failure, fault};
use domain::enrolment::documents::{Kind, check, check_date, check_name};
use domain::enrolment::form::FieldProblem;
use domain::ids::DocumentId;
use domain::programme::DocumentType;
use domain::validate::Problem;
use sha2::{Digest, Sha256};

/// Documents taken for one matter in a day. What is removed counts too.
pub(crate) const MOST_A_DAY: i64 = 60;

/// A file as it comes in.
#[derive(Debug, Clone, Copy)]
pub struct NewDocument<'a> {
    /// What it proves.
    pub kind: &'a str,
    /// What the browser calls it.
    pub file_name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Day of issue; needed where the programme limits the age.
    pub dated_on: &'a str,
}

/// What is to be kept of a file.
pub(crate) struct Prepared {
    /// What it proves.
    pub(crate) kind: Kind,
    /// The file.
    pub(crate) file: Inspected,
    /// SHA-256 of what is kept.
    pub(crate) sha256: [u8; 32],
    /// Day of issue, where its age matters.
    pub(crate) dated_on: Option<String>,
    /// Most files of its kind.
    pub(crate) max_files: usize,
}

pub(crate) fn at(field: &str, problem: Problem) -> Failure {
    Failure::Invalid(vec![FieldProblem::new(field, problem)])
}

/// A kind of document, and what the programme says about it.
///
/// # Errors
/// [`Failure::Invalid`] at `kind` when none was chosen; [`Failure::NotFound`] for one that is not the
/// programme's.
pub(crate) fn kind_of<'a>(app: &'a App, text: &str) -> Result<(Kind, &'a DocumentType), Failure> {
    if text.is_empty() {
        let problem = FieldProblem::plain("kind", "required");
        return Err(Failure::Invalid(vec![problem]));
    }
    let kind = Kind::from_text(text).ok_or(Failure::NotFound)?;
    let rules = app.programme.document_type(kind.text());
    Ok((kind, rules.ok_or(Failure::NotFound)?))
}

/// Judges a file. Nothing is stored before every question is answered; `report` writes down that
/// malware came, of which nothing is kept. Blocks for the inspection and the scanner.
///
/// # Errors
/// [`Failure::Invalid`] at the document's kind or at `dated_on`.
pub(crate) fn prepare(
    app: &App,
    (kind, rules): (Kind, &DocumentType),
    new: NewDocument<'_>,
    report: impl FnOnce(&str) -> Result<(), Failure>,
) -> Result<Prepared, Failure> {
    let invalid = |problem| at(kind.text(), problem);
    let media_type = check(new.bytes, rules.max_bytes, &rules.media_types).map_err(invalid)?;
    check_name(new.file_name, media_type).map_err(invalid)?;
    let dated_on = check_date(new.dated_on, rules.max_age_months, app.today())
        .map_err(|problem| at("dated_on", problem))?;
    let (name, pages) = (new.file_name, rules.max_pages);
    let file = match inspection::inspect(app, new.bytes, name, media_type, pages) {
        Ok(file) => file,
        Err(Refused::Bad(problem)) => return Err(invalid(problem)),
        Err(Refused::Infected(found)) => {
            report(&found)?;
            return Err(invalid(Problem::new("document-infected")));
        }
    };
    Ok(Prepared {
        kind,
        sha256: Sha256::digest(&file.bytes).into(),
        dated_on: dated_on.map(|date| date.to_string()),
        max_files: usize::try_from(rules.max_files).unwrap_or(usize::MAX),
        file,
    })
}

/// Stores the bytes, sealed, and says where. Before the row: a row never points at nothing, and an
/// orphan file is harmless.
///
/// # Errors
/// [`Failure::Unavailable`] while the storage is away.
pub(crate) fn store(
    app: &App,
    folder: &str,
    id: DocumentId,
    prepared: &Prepared,
) -> Result<String, Failure> {
    let key = format!("{folder}/{id}");
    app.keep(id.0, &key, &prepared.file.bytes)?;
    fault::point("document.upload", "stored");
    Ok(key)
}

/// Ends an upload: bytes that got no row, because it was refused or the same is there already, go
/// again.
///
/// # Errors
/// Those of the outcome.
pub(crate) fn settle(app: &App, key: &str, outcome: Result<bool, Failure>) -> Result<(), Failure> {
    // After a fault of ours the row may have been committed all the same, so the bytes stay.
    if !matches!(
        outcome,
        Ok(true) | Err(Failure::Internal(_) | Failure::Unavailable(_))
    ) {
        app.discard(key);
    }
    outcome.map(drop)
}

/// Whether a file may be added beside those of its kind; false when it is there already.
///
/// # Errors
/// [`Failure::Invalid`] at its kind when there are too many.
pub(crate) fn fits(
    prepared: &(Kind, [u8; 32], usize),
    same_kind: impl Iterator<Item = [u8; 32]>,
) -> Result<bool, Failure> {
    let (kind, sha256, max_files) = prepared;
    let present: Vec<_> = same_kind.collect();
    if present.contains(sha256) {
        return Ok(false);
    }
    if present.len() >= *max_files {
        let problem = Problem::new("document-too-many").with("max", max_files);
        return Err(at(kind.text(), problem));
    }
    Ok(true)
}
