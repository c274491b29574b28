//! Pictures are drawn anew: what is kept was written here, from pixels.

use super::head;
use domain::validate::Problem;
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{CompressionType, FilterType, PngDecoder, PngEncoder};
use image::{DynamicImage, ImageDecoder, Limits};
use std::io::Cursor;

/// Longest side, in pixels.
const LONGEST_SIDE: u32 = 16_000;
/// Most pixels: an A4 page at 600 dots per inch has 35 million.
const MOST_PIXELS: u64 = 40_000_000;
/// Most bytes of the decoded picture, which a deep one has more of for each pixel.
const MOST_BYTES: u64 = 256 << 20;
/// Most passes over a progressive JPEG: each costs as much as the whole picture. Cameras write ten.
const MOST_SCANS: usize = 50;
/// Good enough for small print on a licence.
const QUALITY: u8 = 88;

/// How a picture is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Jpeg,
    Png,
}

fn unreadable<E>(_: E) -> Problem {
    Problem::new("document-unreadable")
}

/// Decodes a picture within bounds, turns it upright and writes it in the same format.
///
/// # Errors
/// The [`Problem`] to show at the file field.
pub(super) fn redraw(bytes: &[u8], format: Format) -> Result<Vec<u8>, Problem> {
    let end = match format {
        Format::Jpeg => jpeg_end(bytes)?,
        Format::Png => png_end(bytes)?,
    };
    let behind = bytes.get(end..).unwrap_or_default();
    // Cameras append thumbnails and films, which are dropped; two formats in one are no accident.
    if head::begins_another(behind) || head::ends_as_archive(bytes) {
        return Err(Problem::new("document-polyglot"));
    }
    let picture = match format {
        Format::Jpeg => draw(JpegDecoder::new(Cursor::new(bytes)).map_err(unreadable)?)?,
        Format::Png => {
            draw(PngDecoder::with_limits(Cursor::new(bytes), limits()).map_err(bounded)?)?
        }
    };
    write(&picture, format)
}

fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_BYTES);
    limits
}

fn too_large() -> Problem {
    Problem::new("document-dimensions")
        .with("side", LONGEST_SIDE)
        .with("megapixels", MOST_PIXELS / 1_000_000)
}

fn bounded(error: image::ImageError) -> Problem {
    match error {
        image::ImageError::Limits(_) => too_large(),
        other => unreadable(other),
    }
}

/// Behind the last end mark; the passes are counted on the way.
fn jpeg_end(bytes: &[u8]) -> Result<usize, Problem> {
    let marker = |wanted: u8| move |pair: &[u8]| matches!(pair, [0xFF, found] if *found == wanted);
    let end = bytes.windows(2).rposition(marker(0xD9));
    let end = end.ok_or_else(|| Problem::new("document-truncated"))?;
    let scans = bytes.windows(2).filter(|pair| marker(0xDA)(pair)).count();
    if scans > MOST_SCANS {
        return Err(Problem::new("document-swells"));
    }
    Ok(end + 2)
}

/// Behind the first end chunk.
fn png_end(bytes: &[u8]) -> Result<usize, Problem> {
    const END: &[u8] = b"IEND\xaeB`\x82";
    let end = head::first(bytes, END).ok_or_else(|| Problem::new("document-truncated"))?;
    Ok(end + END.len())
}

fn draw<D: ImageDecoder>(mut decoder: D) -> Result<DynamicImage, Problem> {
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 {
        return Err(Problem::new("document-unreadable"));
    }
    if width.max(height) > LONGEST_SIDE
        || pixels > MOST_PIXELS
        || decoder.total_bytes() > MOST_BYTES
    {
        return Err(too_large());
    }
    decoder.set_limits(limits()).map_err(bounded)?;
    let orientation = decoder.orientation().map_err(unreadable)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(bounded)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn write(picture: &DynamicImage, format: Format) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let color = picture.color();
    // Eight bits for each channel, and no more channels than there were.
    let plain = match (
        color.has_color(),
        color.has_alpha() && format == Format::Png,
    ) {
        (false, false) => DynamicImage::ImageLuma8(picture.to_luma8()),
        (false, true) => DynamicImage::ImageLumaA8(picture.to_luma_alpha8()),
        (true, false) => DynamicImage::ImageRgb8(picture.to_rgb8()),
        (true, true) => DynamicImage::ImageRgba8(picture.to_rgba8()),
    };
    let written = match format {
        Format::Jpeg => {
            plain.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY))
        }
        Format::Png => plain.write_with_encoder(PngEncoder::new_with_quality(
            &mut bytes,
            CompressionType::Default,
            FilterType::Adaptive,
        )),
    };
    written.map_err(unreadable)?;
    Ok(bytes)
}
