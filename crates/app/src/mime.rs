//! What is asked of a mail from anybody before a parser sees it.

/// Most parts that say what they are.
const PARTS: usize = 200;

/// Whether a mail has more parts than a parser is to be given. It goes as deep as they are nested, and
/// through the rest of the mail once more for each whose boundary is missing.
pub(crate) fn has_too_many_parts(bytes: &[u8]) -> bool {
    kinds(bytes) > PARTS
}

/// How often a mail says what a part is, as the parser reads it: whatever its capitals and white space. A
/// part that does not say so has none below it.
fn kinds(bytes: &[u8]) -> usize {
    const NAME: &[u8] = b"content-type";
    let (mut at, mut found) = (0, 0);
    for byte in bytes.iter().filter(|byte| !byte.is_ascii_whitespace()) {
        let byte = byte.to_ascii_lowercase();
        at = match NAME.get(at) {
            Some(next) if *next == byte => at + 1,
            // The first letter stands in it only once.
            _ => usize::from(byte == b'c'),
        };
        if at == NAME.len() {
            (at, found) = (0, found + 1);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_counted_as_the_parser_reads_them() {
        for (text, count) in [
            ("", 0),
            ("Content-Type: text/plain", 1),
            ("cOntent-tyPe:x\r\nCon\ttent-\r\n Type: y", 2),
            ("cocontent-type content-typcontent-type", 2),
            ("Content-Typ: e", 0),
        ] {
            assert_eq!(kinds(text.as_bytes()), count, "{text}");
        }
        assert!(!has_too_many_parts(
            "Content-Type: a\n".repeat(PARTS).as_bytes()
        ));
        assert!(has_too_many_parts(
            "Content-Type: a\n".repeat(PARTS + 1).as_bytes()
        ));
    }
}
