//! Tables that people upload: whichever encoding their spreadsheet saves in, whichever sign it puts
//! between cells.

use domain::validate::Problem;
use std::borrow::Cow;

/// Bytes as text: UTF-8 with or without a mark, UTF-16 with one, or GB18030. What is UTF-8 is not
/// copied.
///
/// # Errors
/// `file-encoding`.
pub(crate) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Problem> {
    let (text, broken) = if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, _, broken) = encoding.decode(bytes);
        (text, broken)
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        (text.into(), false)
    } else {
        encoding_rs::GB18030.decode_without_bom_handling(bytes)
    };
    if broken || text.contains('\0') {
        return Err(Problem::new("file-encoding"));
    }
    Ok(text)
}

/// Reads a text row by row; cells lie between commas, semicolons or tabulators, whichever the first
/// row uses.
pub(crate) fn rows(text: &str) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes())
}

fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|d| first.bytes().filter(|b| b == d).count())
        .unwrap_or(b',')
}

/// How many separators [`rows`] would meet at most, in quotes or not: looked at before anything is
/// read, because one row may be the whole file.
pub(crate) fn separators(text: &str) -> usize {
    let delimiter = delimiter(text);
    text.bytes().filter(|byte| *byte == delimiter).count()
}

/// The name of a file as it is kept and shown.
pub(crate) fn shown_name(file_name: &str) -> String {
    let clean = file_name.chars().filter(|c| !c.is_control());
    clean.take(100).collect()
}
