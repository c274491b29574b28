//! Pages of uploaded PDFs as pictures.
#![allow(missing_docs, clippy::unwrap_used)]

use paper::{PaperError, Press};

/// A PDF of one page with a text and a filled box, as a scanner's driver would never write it.
fn specimen(pages: usize, content: &str) -> Vec<u8> {
    let kids: Vec<String> = (0..pages).map(|n| format!("{} 0 R", 5 + n)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!(
            "<</Type/Pages/Kids[{}]/Count {pages}/MediaBox[0 0 300 200]\
             /Resources<</Font<</F 4 0 R>>>>>>",
            kids.join(" ")
        ),
        format!(
            "<</Length {}>>\nstream\n{content}\nendstream",
            content.len()
        ),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ];
    objects.extend((0..pages).map(|_| "<</Type/Page/Parent 2 0 R/Contents 3 0 R>>".to_owned()));
    let body: String = (1..)
        .zip(objects)
        .map(|(n, object)| format!("{n} 0 obj{object}endobj\n"))
        .collect();
    format!("%PDF-1.4\n{body}trailer<</Root 1 0 R>>\n%%EOF\n").into_bytes()
}

/// Width and height as the header of a PNG says.
fn size(png: &[u8]) -> (u32, u32) {
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
fn each_page_becomes_a_picture_as_wide_as_asked() {
    let press = Press::new();
    let pdf = specimen(3, "BT /F 18 Tf 40 100 Td (SPECIMEN) Tj ET");
    let picture = press.picture(&pdf, 3, 600).unwrap();
    assert_eq!(size(&picture), (600, 400));
    assert_eq!(size(&press.picture(&pdf, 1, u16::MAX).unwrap()).0, 2400);
    for page in [0, 4, usize::MAX] {
        let refused = press.picture(&pdf, page, 600).unwrap_err();
        assert!(matches!(refused, PaperError::NoSuchPage), "{refused}");
    }
}

#[test]
fn what_is_drawn_is_seen() {
    let press = Press::new();
    let empty = press.picture(&specimen(1, ""), 1, 300).unwrap();
    let boxed = press
        .picture(&specimen(1, "20 20 100 100 re f"), 1, 300)
        .unwrap();
    let letters = specimen(1, "BT /F 40 Tf 20 100 Td (SPECIMEN) Tj ET");
    let letters = press.picture(&letters, 1, 300).unwrap();
    assert_ne!(empty, boxed);
    assert_ne!(empty, letters, "letters of no embedded font are drawn");
}

#[test]
fn a_broken_file_is_refused_and_nothing_falls_over() {
    let press = Press::new();
    for bytes in [
        &b""[..],
        b"%PDF-1.7\n%%EOF",
        b"%PDF-1.7\ntrailer<</Root 1 0 R>>",
        b"GIF89a",
    ] {
        assert!(matches!(
            press.picture(bytes, 1, 100),
            Err(PaperError::Unreadable)
        ));
    }
    // A page that is its own parent, and one without a size.
    let odd = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
        2 0 obj<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>endobj\n\
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 0 0]>>endobj\n\
        trailer<</Root 1 0 R>>\n%%EOF\n";
    let _ = press.picture(odd, 1, 100);
    let long = specimen(1, "q\n").len();
    let cut = specimen(1, "20 20 100 100 re f");
    for end in (0..long).step_by(7) {
        let _ = press.picture(&cut[..end], 1, 50);
    }
}
