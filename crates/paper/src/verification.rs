//! The QR code that leads from paper back to the record.

use qrcode::{EcLevel, QrCode, render::svg};

use crate::PaperError;

/// `url` as QR code, an SVG without quiet zone: the template keeps the white around it.
///
/// # Errors
/// [`PaperError::VerifyUrl`] if `url` is empty or longer than a QR code holds (about 2,300 bytes).
pub(crate) fn qr_svg(url: &str) -> Result<String, PaperError> {
    if url.is_empty() {
        return Err(PaperError::VerifyUrl {
            reason: "empty".to_owned(),
        });
    }
    // Level M (15 %) is legible after a photocopy without making the modules small.
    let code = QrCode::with_error_correction_level(url, EcLevel::M).map_err(|e| {
        PaperError::VerifyUrl {
            reason: e.to_string(),
        }
    })?;
    Ok(code.render::<svg::Color<'_>>().quiet_zone(false).build())
}
