//! Invoices as readers get them: the text is taken back out of the PDF with `pdftotext`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use domain::language::Language;
use paper::{CreatedUtc, InvoiceStatement, Part, Press, Row};
use std::process::Command;

fn invoice(language: Language, warning: Option<&str>) -> InvoiceStatement {
    let english = language == Language::En;
    let say = |zh: &str, en: &str| if english { en } else { zh }.to_owned();
    let charges = [
        ("周期费用", "Cycle fee", "12", "¥7,404.00", "¥123,400.00"),
        (
            "取消时按比例：未使用的天数",
            "Prorate fees when cancel: days not used",
            "1",
            "−¥4.06",
            "−¥67.74",
        ),
    ];
    let row = |zh: &str, en: &str, value: &str| Row::new(say(zh, en), value);
    InvoiceStatement {
        language,
        title: say("账单 D000000042", "Invoice D000000042"),
        operator: say(
            "北京通道云科技有限公司",
            "Beijing Tongdao Cloud Technology Co., Ltd.",
        ),
        warning: warning.map(str::to_owned),
        parts: vec![
            Part {
                heading: say("账单信息", "Invoice"),
                rows: vec![
                    row("账单编号", "Invoice number", "D000000042"),
                    row("到期日", "Due date", &say("2026年7月15日", "15 July 2026")),
                ],
            },
            Part {
                heading: say("付款方", "Bill to"),
                rows: vec![
                    row("付款方", "Billed to", "苏州#strong[晨帆]贸易有限公司"),
                    row(
                        "收件人邮箱",
                        "E-mail of the recipient",
                        "invoices@chenfan.example",
                    ),
                ],
            },
        ],
        charges_head: [
            say("费用类型", "Charge"),
            say("明细", "Lines"),
            say("税额", "Tax"),
            say("金额", "Amount"),
        ],
        charges: charges
            .iter()
            .map(|(zh, en, lines, tax, amount)| {
                [
                    say(zh, en),
                    (*lines).to_owned(),
                    (*tax).to_owned(),
                    (*amount).to_owned(),
                ]
            })
            .collect(),
        sums: vec![
            row("税前费用", "Charges before tax", "¥123,332.26"),
            row(
                "增值税，6.00%，逐行计算",
                "VAT, 6.00 %, by line",
                "¥7,399.94",
            ),
            row("此前未付", "Unpaid before", "−¥1.00"),
        ],
        due: row("应付总额", "Amount due", "¥130,731.20"),
        pay_heading: say("付款方式", "How to pay"),
        pay: say(
            "请汇至中国工商银行北京分行，账号 6200 0000 0000 0188，并注明账单编号 D000000042。",
            "Transfer the amount due to ICBC Beijing Branch, account 6200 0000 0000 0188, and quote invoice number D000000042.",
        ),
        notes: vec![
            "SHA-256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
        ],
        footer: say("账单 D000000042", "Invoice D000000042"),
        created: CreatedUtc {
            year: 2026,
            month: 6,
            day: 14,
            hour: 16,
            minute: 1,
            second: 0,
        },
    }
}

fn text_of(pdf: &[u8], name: &str) -> String {
    let path = std::env::temp_dir().join(format!("tongdao-{}-{name}.pdf", std::process::id()));
    std::fs::write(&path, pdf).unwrap();
    let out = Command::new("pdftotext")
        .args(["-layout", "-enc", "UTF-8"])
        .arg(&path)
        .arg("-")
        .output()
        .expect("pdftotext of poppler-utils");
    std::fs::remove_file(&path).unwrap();
    assert!(out.status.success());
    String::from_utf8(out.stdout).unwrap()
}

#[test]
fn every_amount_is_on_the_paper() {
    let press = Press::new();
    for (language, name) in [(Language::ZhHans, "zh"), (Language::En, "en")] {
        let doc = invoice(language, None);
        let pdf = press.invoice_statement(&doc).unwrap();
        // Another press has kept nothing: it prints anew.
        assert_eq!(pdf, Press::new().invoice_statement(&doc).unwrap());
        // This one has, and only for a document that says exactly the same.
        assert_eq!(pdf, press.invoice_statement(&doc).unwrap());
        let warned = invoice(language, Some("DO NOT PAY"));
        assert_ne!(pdf, press.invoice_statement(&warned).unwrap());
        let text = text_of(&pdf, name);
        for words in [
            "D000000042",
            "¥123,400.00",
            "−¥67.74",
            "¥7,399.94",
            "¥130,731.20",
            "6200 0000 0000 0188",
            // What a company is called is never read as markup.
            "#strong[晨帆]",
        ] {
            assert!(text.contains(words), "{words}: {text}");
        }
        assert!(!text.contains("DO NOT PAY"));
        if let Some(folder) = std::env::var_os("TONGDAO_KEEP_PDF") {
            let path = std::path::Path::new(&folder).join(format!("invoice-{name}.pdf"));
            std::fs::write(path, &pdf).unwrap();
        }
    }
}

#[test]
fn a_sandbox_says_that_nothing_is_owed() {
    let press = Press::new();
    let doc = invoice(Language::En, Some("DO NOT PAY. Made in a sandbox."));
    let text = text_of(&press.invoice_statement(&doc).unwrap(), "sandbox");
    assert!(text.contains("DO NOT PAY"), "{text}");
}
