//! Marks by which other formats are known: a file that carries one is two files in one.

/// Beginnings of things a browser or a shell would run.
const RUNS: [&[u8]; 8] = [
    b"<html",
    b"<!doctype",
    b"<script",
    b"<svg",
    b"<iframe",
    b"<body",
    b"<?php",
    b"#!/",
];
/// Beginnings of archives, programs and documents.
const FILES: [&[u8]; 8] = [
    b"PK\x03\x04",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b\x08",
    b"\x7fELF",
    b"MZ",
    b"%PDF-",
    b"\xca\xfe\xba\xbe",
];

/// Whether text that is run occurs in some bytes, in any case.
pub(super) fn runs(bytes: &[u8]) -> bool {
    let at = |(n, byte): (usize, &u8)| {
        matches!(byte, b'<' | b'#')
            && RUNS.iter().any(|mark| {
                bytes
                    .get(n..n + mark.len())
                    .is_some_and(|found| found.eq_ignore_ascii_case(mark))
            })
    };
    bytes.iter().enumerate().any(at)
}

/// Whether bytes begin as another file does, after white space.
pub(super) fn begins_another(bytes: &[u8]) -> bool {
    let skipped = bytes
        .iter()
        .take_while(|b| b.is_ascii_whitespace() || **b == 0);
    let bytes = bytes.get(skipped.count()..).unwrap_or_default();
    FILES.iter().any(|mark| bytes.starts_with(mark)) || runs(bytes.get(..1024).unwrap_or(bytes))
}

/// Whether bytes end as a ZIP archive does: archives are read from their end, so that one can
/// follow anything.
pub(super) fn ends_as_archive(bytes: &[u8]) -> bool {
    // The end record has 22 bytes and a comment of at most 65 535, whose length its last two say.
    let from = bytes.len().saturating_sub(22 + 65_535);
    let tail = bytes.get(from..).unwrap_or_default();
    let mut records = tail.windows(22).enumerate();
    records.any(|(n, record)| {
        let comment = usize::from(u16::from_le_bytes([record[20], record[21]]));
        record.starts_with(b"PK\x05\x06") && n + 22 + comment <= tail.len()
    })
}

/// Where a sequence of bytes begins for the last time.
pub(super) fn last(bytes: &[u8], sought: &[u8]) -> Option<usize> {
    bytes
        .windows(sought.len())
        .rposition(|found| found == sought)
}

/// Where a sequence of bytes begins first.
pub(super) fn first(bytes: &[u8], sought: &[u8]) -> Option<usize> {
    let head = *sought.first()?;
    let mut from = 0;
    loop {
        let rest = bytes.get(from..)?;
        let at = from + rest.iter().position(|b| *b == head)?;
        if bytes.get(at..)?.starts_with(sought) {
            return Some(at);
        }
        from = at + 1;
    }
}
