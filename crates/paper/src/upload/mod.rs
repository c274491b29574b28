//! Uploaded papers: what a file holds, and what of it is kept.
//!
//! A picture is decoded and written anew, so that nothing but its pixels is kept. A PDF is kept as
//! it is, after one pass over all of its bytes has found nothing that acts, hides or swells; see
//! `docs/decisions/0009-uploads.md`.

mod head;
mod pdf;
mod picture;
mod tokens;

use domain::validate::Problem;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What of an upload is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The bytes to keep.
    pub bytes: Vec<u8>,
    /// Their media type.
    pub media_type: &'static str,
    /// How many pages they are: 1 for a picture. A PDF has no more than that, and as many unless it
    /// was changed by leaving out pages that are still in it.
    pub pages: u64,
}

/// Looks into a file whose type its first bytes have told.
///
/// Time and memory are bounded whatever the bytes are: a PDF takes time in proportion to its size,
/// a picture at most as much as the largest that is allowed.
///
/// # Errors
/// The [`Problem`] to show at the file field.
pub fn inspect(bytes: &[u8], media_type: &'static str, max_pages: u32) -> Result<Kept, Problem> {
    let looked = catch_unwind(AssertUnwindSafe(|| match media_type {
        "application/pdf" => pdf::inspect(bytes, max_pages).map(|n| (bytes.to_vec(), n)),
        "image/jpeg" => picture::redraw(bytes, picture::Format::Jpeg).map(|kept| (kept, 1)),
        "image/png" => picture::redraw(bytes, picture::Format::Png).map(|kept| (kept, 1)),
        _ => Err(Problem::new("document-type")),
    }));
    // A decoder that panics has met something it was not written for.
    let (bytes, pages) = looked.unwrap_or_else(|_| Err(Problem::new("document-unreadable")))?;
    Ok(Kept {
        bytes,
        media_type,
        pages,
    })
}
