//! What is kept of an uploaded file, whoever sent it: looked into, scanned, and without what a
//! camera or a program has hidden in it.

use super::scanning::shortened;
use crate::App;
use domain::effects::Verdict;
use domain::enrolment::documents::{Scan, display_name};
use domain::validate::Problem;
use sha2::{Digest, Sha256};

/// What is to be kept of a file.
pub(crate) struct Inspected {
    /// Its cleaned name.
    pub(crate) name: String,
    /// The type of what is kept.
    pub(crate) media_type: &'static str,
    /// What is kept.
    pub(crate) bytes: Vec<u8>,
    /// How many pages it has.
    pub(crate) pages: u64,
    /// SHA-256 of what came.
    pub(crate) source_sha256: [u8; 32],
    /// What the scanner says.
    pub(crate) scan: Scan,
}

/// Why nothing of a file is kept.
pub(crate) enum Refused {
    /// It is not what it should be.
    Bad(Problem),
    /// Malware, by the scanner's name for it.
    Infected(String),
}

/// Looks into a file whose type, size and name were judged. Blocks for the inspection and the
/// scanner.
///
/// # Errors
/// [`Refused`].
pub(crate) fn inspect(
    app: &App,
    bytes: &[u8],
    file_name: &str,
    media_type: &'static str,
    max_pages: u32,
) -> Result<Inspected, Refused> {
    let kept = app
        .one_at_a_time(|| paper::upload::inspect(bytes, media_type, max_pages))
        .map_err(Refused::Bad)?;
    // What was uploaded is scanned, not what is left of it.
    let scan = match app.scanner.as_ref().map(|scanner| scanner.scan(bytes)) {
        None => Scan::None,
        Some(Ok(Verdict::Clean)) => Scan::Clean,
        Some(Ok(Verdict::Infected(name))) => return Err(Refused::Infected(shortened(&name))),
        // Whoever sends it need not wait for a scanner that is away; whoever judges it does.
        Some(Err(error)) => {
            tracing::warn!(%error, "an upload could not be scanned yet");
            Scan::Pending
        }
    };
    Ok(Inspected {
        name: display_name(file_name, kept.media_type),
        media_type: kept.media_type,
        bytes: kept.bytes,
        pages: kept.pages,
        source_sha256: Sha256::digest(bytes).into(),
        scan,
    })
}
