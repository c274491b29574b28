//! Files to upload: sound ones, and those nobody should keep.

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::io::{Cursor, Write};

/// A PDF of these objects, numbered from 1; the first is its catalogue.
#[must_use]
pub fn pdf_of(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (n, object) in (1..).zip(objects) {
        places.push(file.len());
        file.extend(format!("{n} 0 obj\n").into_bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let table = file.len();
    let size = objects.len() + 1;
    file.extend(format!("xref\n0 {size}\n0000000000 65535 f \n").into_bytes());
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").into_bytes());
    }
    let trailer = format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
    file.extend(trailer.into_bytes());
    file
}

/// A stream object.
#[must_use]
pub fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<< {entries} /Length {} >>\nstream\n", data.len());
    [head.as_bytes(), data, b"\nendstream"].concat()
}

/// Data packed as PDF and PNG pack it.
#[must_use]
pub fn deflated(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(data).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

/// A one-page PDF that says a text; different for each text.
#[must_use]
pub fn pdf(text: &str) -> Vec<u8> {
    with_catalogue("", text, &[])
}

/// The same with more in its catalogue and more objects, numbered from 5.
#[must_use]
pub fn with_catalogue(entries: &str, text: &str, more: &[Vec<u8>]) -> Vec<u8> {
    let catalogue = format!("<< /Type /Catalog /Pages 2 0 R {entries} >>");
    let mut objects = vec![
        catalogue.into_bytes(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>".to_vec(),
        stream("/Filter /FlateDecode", &deflated(text.as_bytes())),
    ];
    objects.extend(more.iter().cloned());
    pdf_of(&objects)
}

/// A PDF whose objects lie in an object stream, as most programs write them now.
#[must_use]
pub fn pdf_with_packed(objects: &[&str]) -> Vec<u8> {
    let mut table = String::new();
    let mut packed = String::new();
    for (n, object) in (10..).zip(objects) {
        table.push_str(&format!("{n} {} ", packed.len()));
        packed.push_str(object);
        packed.push('\n');
    }
    let entries = format!(
        "/Type /ObjStm /N {} /First {} /Filter /FlateDecode",
        objects.len(),
        table.len()
    );
    let data = deflated(format!("{table}{packed}").as_bytes());
    with_catalogue("", "packed", &[stream(&entries, &data)])
}

/// A picture of a gradient.
fn picture(width: u32, height: u32) -> DynamicImage {
    let shade = |n: u32| u8::try_from(n % 256).unwrap_or(0);
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
        Rgb([shade(x * 3), shade(y * 5), shade(x + y)])
    }))
}

fn written(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, format)
        .expect("memory takes it");
    bytes.into_inner()
}

/// A JPEG picture.
#[must_use]
pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    written(&picture(width, height), ImageFormat::Jpeg)
}

/// The same with a block a camera writes: that it was held upright, and where.
#[must_use]
pub fn jpeg_from_camera(width: u32, height: u32) -> Vec<u8> {
    let plain = jpeg(width, height);
    // TIFF with one entry: orientation 6, to be turned by a quarter.
    let mut block =
        b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
    block.extend(b"GPS 31.2304 121.4737");
    let length = u16::try_from(block.len() + 2).unwrap_or(0).to_be_bytes();
    [&plain[..2], b"\xff\xe1", &length, &block, &plain[2..]].concat()
}

/// A PNG picture.
#[must_use]
pub fn png(width: u32, height: u32) -> Vec<u8> {
    written(&picture(width, height), ImageFormat::Png)
}

/// A PNG that says it is larger than it is: a few hundred bytes that would need gigabytes.
#[must_use]
pub fn png_claiming(width: u32, height: u32) -> Vec<u8> {
    let chunk = |kind: &[u8], data: &[u8]| {
        let body = [kind, data].concat();
        let length = u32::try_from(data.len()).unwrap_or(0).to_be_bytes();
        let mut sum = flate2::Crc::new();
        sum.update(&body);
        [&length[..], &body, &sum.sum().to_be_bytes()].concat()
    };
    let head = [
        &width.to_be_bytes()[..],
        &height.to_be_bytes(),
        &[8, 6, 0, 0, 0],
    ]
    .concat();
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &head),
        chunk(b"IDAT", &deflated(&[0; 100_000])),
        chunk(b"IEND", &[]),
    ]
    .concat()
}

/// A ZIP archive of one empty file.
#[must_use]
pub fn zip() -> Vec<u8> {
    let mut file = b"PK\x03\x04\x0a\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0a".to_vec();
    let directory = b"PK\x01\x02\x0a\0\x0a\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0a";
    file.extend(directory);
    let end = b"PK\x05\x06\0\0\0\0\x01\0\x01\0\x2f\0\0\0\x1f\0\0\0\0\0";
    file.extend(end);
    file
}

/// A file nobody should keep.
#[derive(Debug, Clone)]
pub struct Hostile {
    /// What it is.
    pub what: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The code of the problem it is refused with.
    pub code: &'static str,
}

/// One of each kind of hostile upload.
#[must_use]
pub fn hostile() -> Vec<Hostile> {
    let new = |what, name, code, bytes| Hostile {
        what,
        name,
        bytes,
        code,
    };
    let script = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>";
    let attached = [
        b"<< /Type /Filespec /F (a.exe) /EF << /F 6 0 R >> >>".to_vec(),
        stream("/Subtype /application#2Foctet-stream", b"MZ"),
    ];
    let spaces = deflated(&vec![b' '; (16 << 20) + 1]);
    let sound = pdf("sound");
    let many = b"<< /Type /Pages /Kids [3 0 R] /Count 10000 >>".to_vec();
    vec![
        new("nothing", "a.pdf", "document-empty", Vec::new()),
        new(
            "a drawing with a script",
            "a.svg",
            "document-type",
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec(),
        ),
        new(
            "a script",
            "a.pdf",
            "document-script",
            with_catalogue(&format!("/OpenAction {script}"), "x", &[]),
        ),
        new(
            "a script in an object stream, spelt in another way",
            "a.pdf",
            "document-script",
            pdf_with_packed(&["<< /S /J#61vaScript /J#53 (app.alert\\(1\\)) >>"]),
        ),
        new(
            "a program that is started",
            "a.pdf",
            "document-action",
            with_catalogue("/OpenAction << /S /Launch /F (cmd.exe) >>", "x", &[]),
        ),
        new(
            "an attached file",
            "a.pdf",
            "document-attachment",
            with_catalogue("", "x", &attached),
        ),
        new(
            "a form with a program in it",
            "a.pdf",
            "document-form",
            with_catalogue(
                "/AcroForm << /Fields [] /XFA 5 0 R >>",
                "x",
                &[stream("", b"<a/>")],
            ),
        ),
        new(
            "a password",
            "a.pdf",
            "document-encrypted",
            String::from_utf8_lossy(&sound)
                .into_owned()
                .replace("/Root 1 0 R", "/Root 1 0 R /Encrypt 9 0 R")
                .into_bytes(),
        ),
        new(
            "an archive behind the end",
            "a.pdf",
            "document-polyglot",
            [sound.clone(), zip()].concat(),
        ),
        new(
            "a page for browsers in a comment",
            "a.pdf",
            "document-polyglot",
            [b"%PDF-1.7\n%<html><script>alert(1)</script>\n", &sound[9..]].concat(),
        ),
        new(
            "an object inside of a string",
            "a.pdf",
            "document-polyglot",
            with_catalogue("/Lang (5 0 obj << /Type /Action >> endobj)", "x", &[]),
        ),
        new(
            "ten thousand pages",
            "a.pdf",
            "document-pages",
            pdf_of(&[b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(), many]),
        ),
        new(
            "an object stream that unpacks to far more than itself",
            "a.pdf",
            "document-swells",
            with_catalogue(
                "",
                "x",
                &[stream(
                    "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode",
                    &spaces,
                )],
            ),
        ),
        new(
            "half of a file",
            "a.pdf",
            "document-truncated",
            sound[..sound.len() / 2].to_vec(),
        ),
        new(
            "half of a picture",
            "a.jpg",
            "document-truncated",
            jpeg(64, 64)[..500].to_vec(),
        ),
        new(
            "a picture that would need gigabytes",
            "a.png",
            "document-dimensions",
            png_claiming(15_000, 15_000),
        ),
        new(
            "a picture with an archive behind it",
            "a.png",
            "document-polyglot",
            [png(8, 8), zip()].concat(),
        ),
        new(
            "a program's ending",
            "licence.pdf.exe",
            "document-ending",
            sound.clone(),
        ),
        new(
            "another format's ending",
            "licence.png",
            "document-ending",
            sound.clone(),
        ),
        new(
            "a path for a name",
            "../../etc/cron.d/a.pdf",
            "document-name",
            sound.clone(),
        ),
        new(
            "a name that reads backwards",
            "a\u{202e}fdp.exe.pdf",
            "document-name",
            sound,
        ),
    ]
}
