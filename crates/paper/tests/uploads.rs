//! What is kept of uploaded files, and what is refused.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::disallowed_methods, reason = "time is measured")]

use image::GenericImageView;
use paper::upload::{Kept, inspect};
use proptest::prelude::*;
use std::time::{Duration, Instant};
use testkit::files::{self, deflated, pdf_of, pdf_with_packed, stream, with_catalogue};

const PDF: &str = "application/pdf";
const JPEG: &str = "image/jpeg";
const PNG: &str = "image/png";

fn code(bytes: &[u8], media_type: &'static str) -> &'static str {
    match inspect(bytes, media_type, 100) {
        Ok(_) => "",
        Err(problem) => problem.code,
    }
}

#[test]
fn a_sound_pdf_is_kept_as_it_is() {
    for sound in [
        files::pdf("营业执照"),
        pdf_with_packed(&["<< /Type /Font /BaseFont /Helvetica >>", "[1 2 (three)]"]),
        with_catalogue("/OpenAction [3 0 R /Fit] /Lang (zh-CN)", "", &[]),
        // A link, as printers write them.
        with_catalogue(
            "",
            "",
            &[b"<< /S /URI /URI (https://a.example/?b=(c)) >>".to_vec()],
        ),
        [files::pdf("x"), b"\r\n\0\0".to_vec()].concat(),
    ] {
        let kept = inspect(&sound, PDF, 100);
        assert_eq!(
            kept,
            Ok(Kept {
                bytes: sound,
                media_type: PDF,
                pages: 1
            })
        );
    }
}

#[test]
fn every_hostile_file_is_refused_for_its_own_reason() {
    // Those whose name or size gives them away never come this far.
    let elsewhere = [
        "document-empty",
        "document-type",
        "document-ending",
        "document-name",
    ];
    let mut tried = 0;
    for file in files::hostile() {
        if elsewhere.contains(&file.code) {
            continue;
        }
        let media_type = match &file.name[file.name.len() - 3..] {
            "pdf" => PDF,
            "jpg" => JPEG,
            _ => PNG,
        };
        let began = Instant::now();
        assert_eq!(code(&file.bytes, media_type), file.code, "{}", file.what);
        assert!(began.elapsed() < PATIENCE, "{}", file.what);
        tried += 1;
    }
    assert!(tried >= 12, "{tried}");
}

#[test]
fn a_pdf_may_have_as_many_pages_as_allowed_and_no_more() {
    let with = |pages: usize| {
        let kids: String = (0..pages).map(|n| format!("{} 0 R ", n + 3)).collect();
        let mut objects = vec![
            b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
            format!("<< /Type /Pages /Kids [{kids}] /Count {pages} >>").into_bytes(),
        ];
        let page = b"<< /Type /Page /Parent 2 0 R >>".to_vec();
        objects.extend(std::iter::repeat_n(page, pages));
        pdf_of(&objects)
    };
    let refused = |pages, most| inspect(&with(pages), PDF, most).err().map(|p| p.code);
    assert_eq!(refused(99, 100), None);
    assert_eq!(refused(100, 100), None);
    assert_eq!(refused(101, 100), Some("document-pages"));
    assert_eq!(refused(0, 100), Some("document-unreadable"));
    // Pages count where they are, whatever the tree claims.
    let lies = with(3);
    let lies = String::from_utf8(lies)
        .unwrap()
        .replace("/Count 3", "/Count 1");
    assert_eq!(
        inspect(lies.as_bytes(), PDF, 2).unwrap_err().code,
        "document-pages"
    );
    let packed = ["<< /Type /Page >>"; 5];
    assert_eq!(
        inspect(&pdf_with_packed(&packed), PDF, 5).unwrap_err().code,
        "document-pages"
    );
    assert_eq!(inspect(&pdf_with_packed(&packed), PDF, 6).unwrap().pages, 6);
}

#[test]
fn what_cannot_be_looked_into_is_refused() {
    let packed = |entries: &str, data: &[u8]| with_catalogue("", "", &[stream(entries, data)]);
    let objects = deflated(b"1 0 << /Type /Font >>");
    for entries in [
        "/Type /ObjStm /N 1 /First 4 /Filter [/ASCIIHexDecode /FlateDecode]",
        "/Type /ObjStm /N 1 /First 4 /Filter 9 0 R",
        "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /DecodeParms << /Predictor 12 >>",
        "/N 1 /First 4 /Filter /LZWDecode",
    ] {
        assert_eq!(
            code(&packed(entries, &objects), PDF),
            "document-unreadable",
            "{entries}"
        );
    }
    for entries in [
        "/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode] /DecodeParms << /Predictor 1 >>",
        "/N 3 /Alternate /DeviceRGB /Filter /LZWDecode",
    ] {
        assert_eq!(code(&packed(entries, &objects), PDF), "", "{entries}");
    }
    // An object stream without the mark of one, and one that is damaged behind the script.
    let script = deflated(b"1 0 << /JS (x) >>");
    assert_eq!(
        code(&packed("/N 1 /First 4 /Filter /FlateDecode", &script), PDF),
        "document-script"
    );
    let damaged = &script[..script.len() - 4];
    assert_eq!(
        code(&packed("/N 1 /First 4 /Filter /FlateDecode", damaged), PDF),
        "document-script"
    );
}

#[test]
fn nothing_is_hidden_from_the_pass() {
    let hides =
        |entries: &str, data: &[u8]| code(&with_catalogue("", "", &[stream(entries, data)]), PDF);
    assert_eq!(
        hides("", b"7 0 obj\n<< /AA 8 0 R >> endobj"),
        "document-polyglot"
    );
    assert_eq!(hides("", b"7  12\tobj<<>>"), "document-polyglot");
    assert_eq!(hides("", b"7 0 objx a obj 70 obj"), "document-polyglot");
    assert_eq!(hides("", b"a obj endobj"), "");
    // The bracket that is never closed takes the rest of the file for a string.
    let open = with_catalogue("/Lang (never closed", "", &[b"<< /JS (x) >>".to_vec()]);
    assert_eq!(code(&open, PDF), "document-polyglot");
    let comment = with_catalogue("% 9 0 obj << /S /Go >>\n", "", &[]);
    assert_eq!(code(&comment, PDF), "document-polyglot");
    let deep = with_catalogue(
        &format!("/A {}{}", "[".repeat(200), "]".repeat(200)),
        "",
        &[],
    );
    assert_eq!(code(&deep, PDF), "document-unreadable");
    let fine = with_catalogue(&format!("/A {}{}", "[".repeat(90), "]".repeat(90)), "", &[]);
    assert_eq!(code(&fine, PDF), "");
}

#[test]
fn a_picture_is_drawn_anew_upright_and_without_what_the_camera_knows() {
    let camera = files::jpeg_from_camera(64, 32);
    assert!(camera.windows(3).any(|w| w == b"GPS"));
    let kept = inspect(&camera, JPEG, 1).unwrap();
    assert_eq!(kept.media_type, JPEG);
    assert!(!kept.bytes.windows(4).any(|w| w == b"Exif" || w == b"GPS "));
    let drawn = image::load_from_memory(&kept.bytes).unwrap();
    assert_eq!(
        drawn.dimensions(),
        (32, 64),
        "it is turned as the camera was held"
    );
    // The same picture is the same file, whatever else the upload carried.
    let plain = inspect(&files::png(40, 30), PNG, 1).unwrap();
    let films = inspect(
        &[
            files::png(40, 30),
            vec![0, 0, 0, 24, b'f', b't', b'y', b'p'],
        ]
        .concat(),
        PNG,
        1,
    );
    assert_eq!(films.unwrap(), plain);
    let before = image::load_from_memory(&files::png(40, 30)).unwrap();
    assert_eq!(
        image::load_from_memory(&plain.bytes).unwrap().to_rgb8(),
        before.to_rgb8()
    );
}

#[test]
fn pictures_have_their_bounds() {
    assert_eq!(
        code(&files::png_claiming(16_001, 1), PNG),
        "document-dimensions"
    );
    assert_eq!(
        code(&files::png_claiming(1, 16_001), PNG),
        "document-dimensions"
    );
    assert_eq!(
        code(&files::png_claiming(8_000, 5_001), PNG),
        "document-dimensions"
    );
    assert_eq!(
        code(&files::png_claiming(u32::MAX, u32::MAX), PNG),
        "document-dimensions"
    );
    assert_eq!(code(&files::png_claiming(0, 5), PNG), "document-unreadable");
    // Within bounds, but the pixels are not there.
    assert_eq!(
        code(&files::png_claiming(900, 900), PNG),
        "document-unreadable"
    );
    let scans: Vec<u8> = [
        b"\xff\xd8".to_vec(),
        b"\xff\xda\0\x02".repeat(51),
        b"\xff\xd9".to_vec(),
    ]
    .concat();
    assert_eq!(code(&scans, JPEG), "document-swells");
    let cut = files::png(64, 64);
    assert_eq!(code(&cut[..cut.len() - 6], PNG), "document-truncated");
    assert_eq!(code(b"\xff\xd8\xff\xd9", JPEG), "document-unreadable");
    assert_eq!(code(b"GIF89a", "image/gif"), "document-type");
}

/// A sound file with some bytes changed, cut or repeated.
fn mutated() -> impl Strategy<Value = (usize, Vec<(usize, u8)>, usize)> {
    let changes = prop::collection::vec((0_usize..4000, any::<u8>()), 0..12);
    (0_usize..5, changes, 0_usize..4000)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 300 } else { 3000 }))]

    /// Arbitrary bytes are refused or kept, never more; fast and without a panic of our own.
    #[test]
    fn arbitrary_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..3000)) {
        for (head, media_type) in [(&b"%PDF-1.7\n"[..], PDF), (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG)] {
            let began = Instant::now();
            let file = [head, &bytes].concat();
            let _ = inspect(&file, media_type, 10);
            let _ = inspect(&[&file, &b"\nstartxref\n0\n%%EOF"[..]].concat(), media_type, 10);
            prop_assert!(began.elapsed() < PATIENCE);
        }
    }

    /// So are sound files with a few wrong bytes.
    #[test]
    fn damaged_files_do_no_harm((which, changes, length) in mutated()) {
        let (mut file, media_type) = match which {
            0 => (files::pdf("sound"), PDF),
            1 => (pdf_with_packed(&["<< /Type /Page >>", "[/JS (x)]"]), PDF),
            2 => (files::jpeg(40, 24), JPEG),
            3 => (files::jpeg_from_camera(24, 24), JPEG),
            _ => (files::png(40, 24), PNG),
        };
        for (at, byte) in changes {
            let at = at % file.len();
            file[at] = byte;
        }
        let began = Instant::now();
        let _ = inspect(&file, media_type, 10);
        let _ = inspect(&file[..length.min(file.len())], media_type, 10);
        prop_assert!(began.elapsed() < PATIENCE);
    }

    /// Words of the syntax in any order.
    #[test]
    fn syntax_in_any_order_does_no_harm(words in prop::collection::vec(
        prop::sample::select(vec![
            "<<", ">>", "[", "]", "(", ")", "<", ">", "/", "%", "\n", " ", "1 0 obj", "endobj", "stream\n",
            "endstream", "/Type", "/Page", "/ObjStm", "/N 1", "/First 4", "/Filter", "/FlateDecode", "\\",
            "/Count", "-99999999999999999999", "9", "trailer", "startxref", "%%EOF", "R", "/#4", "#", "é",
        ]), 0..200)) {
        let file = format!("%PDF-1.7\n{}\nstartxref\n0\n%%EOF", words.concat());
        let _ = inspect(file.as_bytes(), PDF, 10);
    }
}

/// What is long enough to tell time in proportion from time that grows with the square. Optimised,
/// each takes well below a second.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 5 });

/// Much of the worst each part of the pass can meet.
#[test]
fn the_largest_files_take_no_time() {
    const LARGE: usize = if cfg!(debug_assertions) {
        1 << 20
    } else {
        10 << 20
    };
    let tail = b"\nstartxref\n0\n%%EOF";
    for worst in [
        "/",
        "(",
        "<",
        "<<",
        "[",
        "%\n",
        "1 ",
        "1 0 obj ",
        "obj ",
        "<a",
        "stream ",
        "/N/First ",
        "#",
        "9",
    ] {
        let count = (LARGE - 40) / worst.len();
        let file = [b"%PDF-1.7\n", worst.repeat(count).as_bytes(), tail].concat();
        let began = Instant::now();
        let _ = inspect(&file, PDF, 10);
        let took = began.elapsed();
        assert!(took < PATIENCE, "{worst:?} takes {took:?}");
    }
}
