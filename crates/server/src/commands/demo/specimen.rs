//! Documents to upload: one-page PDFs that call themselves specimens.

/// A page with a title, a line that says what it is not, and some lines of Latin text.
pub(in crate::commands) fn document(title: &str, lines: &[&str]) -> Vec<u8> {
    let mut page = String::from("BT /F1 22 Tf 60 770 Td (SPECIMEN) Tj 0 -34 Td ");
    page.push_str(&format!("({}) Tj /F1 11 Tf 0 -26 Td ", escaped(title)));
    page.push_str("(Invented for a demonstration. Not a document of any authority.) Tj ");
    for line in lines {
        page.push_str(&format!("0 -20 Td ({}) Tj ", escaped(line)));
    }
    page.push_str("ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{page}\nendstream", page.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut file = String::from("%PDF-1.4\n");
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (n, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", n + 1));
    }
    let start = file.len();
    file.push_str(&table);
    let size = objects.len() + 1;
    file.push_str(&format!(
        "trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    ));
    file.into_bytes()
}

/// Text for a PDF string: ASCII, with its own brackets taken literally.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars().filter(char::is_ascii) {
        if matches!(c, '(' | ')' | '\\') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_object_stands_where_the_table_says() {
        let file = document("Business licence (copy)", &["Some Company Co., Ltd."]);
        let text = String::from_utf8(file).unwrap();
        assert!(text.starts_with("%PDF-1.4") && text.contains(r"licence \(copy\)"));
        let table = text.split("65535 f \n").nth(1).unwrap();
        for (n, line) in table.lines().take(5).enumerate() {
            let offset: usize = line[..10].parse().unwrap();
            assert!(text[offset..].starts_with(&format!("{} 0 obj", n + 1)));
        }
        let start: usize = text
            .rsplit("startxref\n")
            .next()
            .unwrap()
            .lines()
            .next()
            .unwrap()
            .parse()
            .unwrap();
        assert!(text[start..].starts_with("xref"));
    }
}
