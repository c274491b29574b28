//! Agreements as readers get them: the text is taken back out of the PDF with `pdftotext`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use domain::language::Language;
use paper::{CreatedUtc, PaperError, Press, Row, SignedAgreement};

static PRESS: LazyLock<Press> = LazyLock::new(Press::new);

const SHA256: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

fn chinese() -> SignedAgreement {
    let clause = "甲方授权乙方在中华人民共和国境内（不含香港、澳门、台湾地区）以经销商身份推广和销售云服务，\
                  乙方应当遵守《中华人民共和国个人信息保护法》及相关法律法规，并对其客户承担首要的支持责任。";
    let mut body = String::from("# 云服务经销商协议\n\n本协议由以下双方订立。\n\n");
    for n in 1..=9 {
        body.push_str(&format!(
            "## 第 {n} 条　权利与义务\n\n{clause}\n\n1. {clause}\n2. 费用以人民币（CNY）结算，税率 6%。\n\n- 营业执照；\n- 法定代表人身份证明。\n\n"
        ));
    }
    SignedAgreement {
        language: Language::ZhHans,
        title: "云服务经销商协议".to_owned(),
        version: "版本 2026-01".to_owned(),
        body_markdown: body,
        body_sha256_label: "正文指纹（SHA-256）".to_owned(),
        body_sha256: SHA256.to_owned(),
        record: vec![
            Row::new("签署人", "欧阳娜娜"),
            Row::new("公司", "上海启明星云计算科技有限公司"),
            Row::new("统一社会信用代码", "91310115MA1K4ABC7D"),
            Row::new("签署时间（UTC）", "2026-01-15 03:04:05"),
            Row::new("签署时间（北京时间）", "2026-01-15 11:04:05"),
            Row::new("IP 地址", "2001:db8::17"),
            Row::new("签署方式", "登录后勾选并输入姓名"),
        ],
        signature_heading: "电子签署记录".to_owned(),
        consents: vec![
            "本人已阅读并同意本协议全部条款。".to_owned(),
            "本人有权代表上述公司签署本协议。".to_owned(),
        ],
        verify_url: "https://partner.example.cn/verify/7Q3M-K9TX-2B4D".to_owned(),
        verify_caption: "扫描二维码或访问以下地址核验本文件：".to_owned(),
        operator: "北京通道云科技有限公司".to_owned(),
        footer: "云服务经销商协议 · 版本 2026-01".to_owned(),
        created: CreatedUtc {
            year: 2026,
            month: 1,
            day: 15,
            hour: 3,
            minute: 4,
            second: 5,
        },
    }
}

fn english() -> SignedAgreement {
    let clause = "The Reseller shall promote and sell the Services within the Territory, in its own \
                  name and for its own account, and shall be the first point of contact for its \
                  customers.";
    let mut body = String::from("# Cloud Reseller Agreement\n\n");
    for n in 1..=6 {
        body.push_str(&format!(
            "## {n} Obligations\n\n{clause}\n\n1. {clause}\n2. Fees are settled in CNY.\n\n- Business licence\n- Identity of the signatory\n\n"
        ));
    }
    SignedAgreement {
        language: Language::En,
        title: "Cloud Reseller Agreement".to_owned(),
        version: "Version 2026-01".to_owned(),
        body_markdown: body,
        body_sha256_label: "Fingerprint of the text (SHA-256)".to_owned(),
        record: vec![
            Row::new("Signed by", "欧阳娜娜 (Nana Ouyang)"),
            Row::new("Company", "上海启明星云计算科技有限公司"),
            Row::new("Credit code", "91310115MA1K4ABC7D"),
            Row::new("Signed at (UTC)", "2026-01-15 03:04:05"),
            Row::new("IP address", "2001:db8::17"),
        ],
        signature_heading: "Record of electronic signature".to_owned(),
        consents: vec!["I have read this agreement and accept all of it.".to_owned()],
        verify_caption: "Scan the code or visit this address to verify the document:".to_owned(),
        operator: "Tongdao Cloud Ltd".to_owned(),
        footer: "Cloud Reseller Agreement · Version 2026-01".to_owned(),
        ..chinese()
    }
}

/// The text of `pdf`, and a copy of the file in the folder PAPER_SAMPLES names, for looking at.
fn text_of(name: &str, pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, pdf).unwrap();
    if let Some(samples) = std::env::var_os("PAPER_SAMPLES") {
        std::fs::copy(&path, Path::new(&samples).join(name)).unwrap();
    }
    let output = Command::new("pdftotext")
        .args(["-layout", "-enc", "UTF-8"])
        .arg(&path)
        .arg("-")
        .output()
        .expect("pdftotext is missing: install the Debian package poppler-utils");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// `text` without white space, so that wrapped lines can be searched.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn assert_contains(text: &str, wanted: &str) {
    assert!(
        squeezed(text).contains(&squeezed(wanted)),
        "{wanted:?} is missing in\n{text}"
    );
}

#[test]
fn a_chinese_agreement_can_be_read_and_searched() {
    let doc = chinese();
    let text = text_of("chinese.pdf", &PRESS.signed_agreement(&doc).unwrap());
    for row in &doc.record {
        assert_contains(&text, &row.label);
        assert_contains(&text, &row.value);
    }
    assert!(text.contains(SHA256), "the fingerprint stands on one line");
    assert_contains(&text, "第 9 条　权利与义务");
    assert_contains(
        &text,
        "乙方应当遵守《中华人民共和国个人信息保护法》及相关法律法规",
    );
    assert_contains(&text, "2.费用以人民币（CNY）结算，税率 6%。");
    assert_contains(&text, &doc.consents[1]);
    assert_contains(&text, &doc.verify_url);
    assert_contains(&text, &doc.operator);
    let pages = text.matches('\u{c}').count();
    assert!(pages >= 3, "{pages} pages");
    assert_contains(&text, &format!("1 / {pages}"));
    assert_contains(&text, &format!("{pages} / {pages}"));
}

#[test]
fn traditional_chinese_is_printed() {
    let doc = SignedAgreement {
        language: Language::ZhHant,
        title: "雲端服務經銷商協議".to_owned(),
        body_markdown: "## 第一條　權利與義務\n\n雙方應遵守適用之法律，並對客戶負責。".to_owned(),
        ..chinese()
    };
    let text = text_of("traditional.pdf", &PRESS.signed_agreement(&doc).unwrap());
    assert_contains(&text, "雲端服務經銷商協議");
    assert_contains(&text, "雙方應遵守適用之法律，並對客戶負責。");
}

#[test]
fn an_english_agreement_prints_chinese_names() {
    let doc = english();
    let text = text_of("english.pdf", &PRESS.signed_agreement(&doc).unwrap());
    assert_contains(&text, "欧阳娜娜 (Nana Ouyang)");
    assert_contains(&text, "上海启明星云计算科技有限公司");
    assert_contains(
        &text,
        "shall be the first point of contact for its customers.",
    );
    assert!(text.contains(SHA256));
    // The heading that repeats the title is dropped; head and foot of the pages are not the title.
    assert_eq!(
        text.lines().filter(|line| line.trim() == doc.title).count(),
        1
    );
}

#[test]
fn the_file_declares_language_title_archival_profile_and_date() {
    let pdf = PRESS.signed_agreement(&chinese()).unwrap();
    let raw = String::from_utf8_lossy(&pdf);
    assert!(raw.contains("<pdfaid:part>2</pdfaid:part>"));
    assert!(raw.contains("<pdfaid:conformance>B</pdfaid:conformance>"));
    assert!(raw.contains("云服务经销商协议"), "XMP title");
    assert!(raw.contains("zh-CN"));
    assert!(raw.contains("2026-01-15T03:04:05"));
}

#[test]
fn what_people_type_is_printed_literally() {
    let hostile = [
        "#eval(\"1\")",
        "#read(\"/etc/passwd\")",
        "$x^2$",
        "*a* _b_ `c` <d> @e",
        "= heading",
        "C:\\new\\u{41}",
        "\"quotes\" 'single' “curly”",
        "// comment /* not */",
        "#import \"@preview/a:1.0.0\"",
        "https://a.example/#x",
        "[]{}()~---...",
        "%s %n {{7*7}} <script>alert(1)</script>",
    ];
    let mut doc = chinese();
    doc.record = hostile
        .iter()
        .map(|value| Row::new("#label() *l*", *value))
        .collect();
    doc.title = "#panic(\"title\") *t*".to_owned();
    doc.operator = "#panic() $o$".to_owned();
    doc.consents = vec!["- #panic() \\".to_owned()];
    doc.body_markdown = "# #panic(1)\n\n1. #eval(\"2\") $y$\n\n#set page(width: 1cm)\n".to_owned();
    let text = text_of("hostile.pdf", &PRESS.signed_agreement(&doc).unwrap());
    for value in hostile {
        assert_contains(&text, value);
    }
    assert_eq!(
        squeezed(&text).matches("#label()*l*").count(),
        hostile.len()
    );
    for wanted in [
        &doc.title,
        &doc.operator,
        &doc.consents[0],
        "1.#eval(\"2\") $y$",
        "#set page(width: 1cm)",
    ] {
        assert_contains(&text, wanted);
    }
}

#[test]
fn every_script_and_any_length_is_survived() {
    let mut doc = english();
    doc.record = vec![
        Row::new("long word", "W".repeat(3000)),
        Row::new("long name", "超长公司名称".repeat(400)),
        Row::new("rtl", "شركة السحابة (חברת הענן) Ltd"),
        Row::new("emoji", "云☁️ 😀 👨‍👩‍👧 🇨🇳 ❤️"),
        Row::new("override", "abc\u{202e}fdp.exe"),
        Row::new("controls", "a\u{0}b\u{7}c\r\nd\te\u{feff}\u{fffe}"),
        Row::new("marks", format!("x{}", "\u{301}\u{489}\u{20e3}".repeat(20))),
        Row::new("rare", "𠮷野家 㐂 𰻞 ำ ក្រុម हिन्दी ไทย ꙮ \u{e000} \u{10ffff}"),
        Row::new("", ""),
    ];
    let pdf = PRESS.signed_agreement(&doc).unwrap();
    let text = text_of("scripts.pdf", &pdf);
    assert!(squeezed(&text).matches('W').count() >= 3000);
    // One name no font can print costs no other name its letters.
    assert_contains(&text, "חברת");
    assert_contains(&text, "abc[U+202E]fdp.exe");
    assert_contains(&text, "a[U+0000]b[U+0007]c");
    assert_contains(&text, "[U+10FFFF]");
    assert!(text.contains(SHA256));
}

#[test]
fn the_same_agreement_gives_the_same_bytes() {
    let first = PRESS.signed_agreement(&chinese()).unwrap();
    let again = Press::new().signed_agreement(&chinese()).unwrap();
    assert!(first == again, "two runs differ");
    let other = SignedAgreement {
        body_sha256: "00".repeat(32),
        ..chinese()
    };
    assert!(first != PRESS.signed_agreement(&other).unwrap());
}

#[test]
fn one_press_serves_many_threads() {
    let expected = PRESS.signed_agreement(&english()).unwrap();
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..3)
            .map(|_| scope.spawn(|| PRESS.signed_agreement(&english()).unwrap()))
            .collect();
        for run in runs {
            assert!(run.join().unwrap() == expected);
        }
    });
}

#[test]
fn without_a_chinese_font_the_error_names_the_packages() {
    let empty = tempfile::tempdir().unwrap();
    let press = Press::with_font_folder(empty.path());
    assert!(matches!(
        press.chinese_font(),
        Err(PaperError::NoChineseFont)
    ));
    let error = press.signed_agreement(&chinese()).unwrap_err();
    assert_eq!(error.code(), "paper.no_chinese_font");
    assert!(error.to_string().contains("fonts-wqy-microhei"));
}

#[test]
fn impossible_dates_and_addresses_are_refused() {
    let mut doc = chinese();
    doc.created.month = 13;
    assert!(matches!(
        PRESS.signed_agreement(&doc),
        Err(PaperError::Created)
    ));
    for verify_url in [String::new(), "x".repeat(4000)] {
        let doc = SignedAgreement {
            verify_url,
            ..chinese()
        };
        assert!(matches!(
            PRESS.signed_agreement(&doc),
            Err(PaperError::VerifyUrl { .. })
        ));
    }
}
