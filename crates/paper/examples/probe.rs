use paper::*;
fn main() {
    let press = Press::new();
    let s = |x: &str| x.to_owned();
    for v in ["شركة السحابة","(חברת הענן) Ltd","شركة السحابة (חברת הענן) Ltd","云☁️","😀","👨‍👩‍👧","🇨🇳","❤️","x\u{301}\u{489}\u{20e3}","x\u{301}","x\u{489}","𠮷野家","㐂","𰻞","ำ","ក្រុម","हिन्दी","ไทย","ꙮ","a\u{200d}b","ab\u{301}\u{fe0f}"] {
        let t = std::time::Instant::now();
        let r = press.signed_agreement(&SignedAgreement{language: domain::language::Language::En,title:s("t"),version:s(""),body_markdown:s(""),body_sha256_label:s("l"),body_sha256:s("0"),record:vec![Row::new("r",v)],signature_heading:s("h"),consents:vec![],verify_url:s("https://a.b"),verify_caption:s("c"),operator:s("o"),footer:s("f"),created:CreatedUtc{year:2026,month:1,day:1,hour:0,minute:0,second:0}});
        let pdf = r.map_err(|e| e.to_string());
        if let Ok(p) = &pdf { std::fs::write("/tmp/p.pdf", p).unwrap(); }
        let o = std::process::Command::new("pdftotext").args(["-layout","/tmp/p.pdf","-"]).output().unwrap();
        let o = String::from_utf8_lossy(&o.stdout).lines().find(|l| l.starts_with("r ")).unwrap_or("?").to_owned();
        println!("{v} => {} {o:?} {:?}", pdf.is_ok(), t.elapsed());
    }
}
