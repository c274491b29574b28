//! Documents on their way in: what is refused, what is found out about them, and who may look.

use crate::{audited, count, english};
use domain::caller::StaffRole;
use std::collections::BTreeSet;
use std::path::Path;
use testkit::{Browser, Form, Page, TestApp, files, specimen};

testkit::on_both! { TestApp:
    hostile_uploads_are_refused_and_leave_nothing_behind,
    proofs_are_dated_and_young_enough,
    what_is_asked_for_depends_on_the_answers,
    a_picture_is_kept_without_what_the_camera_knows,
    what_lies_in_the_storage_cannot_be_read_there,
    the_same_file_with_two_companies_is_a_finding_about_both,
    financial_statements_are_for_those_who_decide_credit,
    nobody_uploads_without_end,
}

const UPLOAD: &str = "/enrol/documents/upload";
const LANGUAGES: [&str; 3] = ["zh-Hans", "zh-Hant", "en"];

fn form(browser: &Browser, kind: &str) -> Form {
    let page = browser.open("/enrol/documents");
    let forms = page.forms(UPLOAD).into_iter();
    let form = forms.into_iter().find(|f| f.has("kind")).unwrap();
    form.fill("kind", kind)
}

pub(crate) fn upload(browser: &Browser, kind: &str, name: &str, bytes: &[u8]) -> Page {
    form(browser, kind).attach("file", name, bytes).submit()
}

/// Files in the storage, of whatever age.
pub(crate) fn stored(app: &TestApp) -> usize {
    fn files(folder: &Path) -> usize {
        let Ok(entries) = std::fs::read_dir(folder) else {
            return 0;
        };
        let entries = entries.map(|entry| entry.unwrap().path());
        entries
            .map(|path| if path.is_dir() { files(&path) } else { 1 })
            .sum()
    }
    files(&app.database.folder.path().join("documents"))
}

fn hostile_uploads_are_refused_and_leave_nothing_behind(app: &TestApp) {
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    let hostile = files::hostile();
    assert!(hostile.len() >= 12);
    for file in &hostile {
        let mut told = BTreeSet::new();
        for language in LANGUAGES {
            browser.set_cookie("tongdao_language", language);
            let page = upload(&browser, "telecom-permit", file.name, &file.bytes).expect(422);
            let error = page.error_at("file");
            let error = error.unwrap_or_else(|| panic!("{}: {:?}", file.what, page.errors()));
            let texts = ::app::i18n::texts(domain::language::Language::from_tag(language).unwrap());
            let expected = texts.get(format!("problem-{}", file.code));
            // Words up to the first figure, which the text itself does not have.
            let expected = expected
                .split(|c: char| c.is_ascii_digit() || c == '{')
                .next()
                .unwrap();
            assert!(
                error.starts_with(expected.trim()),
                "{} in {language}: {error}",
                file.what
            );
            assert!(
                page.attribute("#errors a[href=\"#file\"]", "href")
                    .is_some()
            );
            let kept = page.attribute("select[name=kind] option[selected]", "value");
            assert_eq!(kept.as_deref(), Some("telecom-permit"));
            told.insert(error);
        }
        assert_eq!(
            told.len(),
            3,
            "{} is told alike in two languages",
            file.what
        );
    }
    browser.set_cookie("tongdao_language", "");
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM document"), 0);
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM risk_flag"), 0);
    assert_eq!(
        count(app, "SELECT COUNT(*) AS n FROM outbox WHERE kind = 'scan'"),
        0
    );
    assert_eq!(audited(app, "document.upload", "succeeded"), 0);
    assert_eq!(stored(app), 0, "a refused file is in the storage");
    // The same form takes a sound file.
    let kept = upload(&browser, "telecom-permit", "许可证.pdf", &specimen("sound"));
    assert_eq!(kept.leads_to("/enrol/documents").follow().status(), 200);
    assert_eq!(
        (
            count(app, "SELECT COUNT(*) AS n FROM document"),
            stored(app)
        ),
        (1, 1)
    );
}

fn proofs_are_dated_and_young_enough(app: &TestApp) {
    let partner = app.registered_company();
    let browser = english(app.browser_of(&partner.admin));
    let proof = form(&browser, "domain-proof").attach("file", "a.pdf", &specimen("proof"));
    let today = app.today();
    let year_ago = today.checked_sub(jiff::ToSpan::months(12)).unwrap();
    let day = jiff::ToSpan::days(1);
    for (date, words) in [
        (String::new(), "Enter the date"),
        ("yesterday".to_owned(), "Write the date"),
        (today.checked_add(day).unwrap().to_string(), "in the future"),
        (
            year_ago.checked_sub(day).unwrap().to_string(),
            "12 months old",
        ),
    ] {
        let page = proof.clone().put("dated_on", &date).submit().expect(422);
        let error = page.error_at("dated_on").unwrap();
        assert!(error.contains(words), "{date}: {error}");
        assert_eq!(page.error_at("file"), None);
        let again = page
            .forms(UPLOAD)
            .into_iter()
            .find(|f| f.has("kind"))
            .unwrap();
        assert_eq!(
            (again.value("kind"), again.value("dated_on")),
            ("domain-proof", date.as_str())
        );
    }
    assert_eq!(stored(app), 0);
    let kept = proof.put("dated_on", &year_ago.to_string()).submit();
    let page = kept.leads_to("/enrol/documents").follow();
    assert!(
        page.text().contains("dated 2 March 2025"),
        "{}",
        page.text()
    );
    // A licence has no age; a date beside it is not kept.
    let licence = form(&browser, "business-licence").attach("file", "b.pdf", &specimen("licence"));
    assert_eq!(licence.put("dated_on", "1999-01-01").submit().status(), 303);
    let dated = "SELECT COUNT(*) AS n FROM document WHERE dated_on IS NOT NULL";
    assert_eq!(count(app, dated), 1);
}

fn what_is_asked_for_depends_on_the_answers(app: &TestApp) {
    let partner = app.complete();
    let browser = english(app.browser_of(&partner.admin));
    let missing = || {
        let page = browser.open("/enrol/documents");
        let marked = page.text().matches("(still missing)").count();
        assert!(!page.source().contains('⟦'));
        marked
    };
    assert_eq!(missing(), 0);
    for (section, field, value) in [
        ("legal", "telecom_business", "yes"),
        ("approval", "approval_email", "zheng@elsewhere.example"),
    ] {
        let path = format!("/enrol/{section}");
        let form = browser.open(&path).form(&path).fill(field, value);
        assert_eq!(form.submit().status(), 303);
    }
    assert_eq!(missing(), 2);
    // The warning leads to the proof, and the summary to both documents.
    let page = browser.open("/enrol/approval");
    assert!(page.text().contains("add proof"), "{}", page.text());
    let summary = || browser.post("/enrol/submit", &[]);
    let refused = summary().expect(422);
    for words in ["Upload its permit", "Upload proof that the domain"] {
        assert!(refused.text().contains(words), "{}", refused.text());
    }
    let permit = upload(&browser, "telecom-permit", "icp.pdf", &specimen("permit"));
    assert_eq!(permit.status(), 303);
    let refused = summary().expect(422);
    assert!(!refused.text().contains("Upload its permit"));
    let proof = form(&browser, "domain-proof").attach("file", "whois.pdf", &specimen("whois"));
    let proof = proof.put("dated_on", &app.today().to_string()).submit();
    assert_eq!(proof.status(), 303);
    assert_eq!(missing(), 0);
    assert_eq!(summary().leads_to("/enrol/status").status(), 303);
    // The reviewer reads the answer in words.
    app.drain();
    let reviewer = english(app.browser_of(&app.staff(StaffRole::Reviewer)));
    let case = reviewer.open(&format!("/ops/applications/{}", partner.application));
    assert!(
        case.text().contains("Value-added telecom business Yes"),
        "{}",
        case.text()
    );
}

fn a_picture_is_kept_without_what_the_camera_knows(app: &TestApp) {
    let partner = app.complete();
    let browser = app.browser_of(&partner.admin);
    let photograph = files::jpeg_from_camera(60, 40);
    assert_eq!(
        upload(&browser, "telecom-permit", "IMG_0001.JPG", &photograph).status(),
        303
    );
    // Another copy with other remarks is the same picture.
    let copy = [&photograph[..], b"\0\0 and a film"].concat();
    assert_eq!(
        upload(&browser, "telecom-permit", "copy.jpg", &copy).status(),
        303
    );
    let pictures = "SELECT COUNT(*) AS n FROM document WHERE media_type = 'image/jpeg'";
    assert_eq!(count(app, pictures), 1);
    let (_, request) = app.sign_in(&partner.admin);
    ::app::enrolment::application::submit(app, &request, "").unwrap();
    app.drain();
    let reviewer = app.browser_of(&app.staff(StaffRole::Reviewer));
    let case = reviewer.open(&format!("/ops/applications/{}", partner.application));
    let files = case.all("#documents .files a");
    let place = files.iter().position(|name| name.contains("电信"));
    let link = format!("#documents .files li:nth-child({}) a", place.unwrap() + 1);
    let permit = case.attribute(&link, "href").unwrap();
    let case = reviewer.open(permit.trim_end_matches("#documents"));
    let shown = case.attribute("img[src*=\"/documents/\"]", "src").unwrap();
    let file = reviewer.get(&shown).expect(200);
    assert_eq!(file.header("content-type"), "image/jpeg");
    assert!(!file.bytes().windows(3).any(|w| w == b"GPS"));
    let drawn = image::load_from_memory(file.bytes()).unwrap();
    assert_eq!((drawn.width(), drawn.height()), (40, 60));
}

/// Whoever gets hold of the folder has no document: neither an applicant's nor the letter of somebody
/// who has lost everything.
fn what_lies_in_the_storage_cannot_be_read_there(app: &TestApp) {
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    let [licence, picture] = [
        specimen("licence of nobody else"),
        files::jpeg_from_camera(60, 40),
    ];
    for (name, bytes) in [("licence.pdf", &licence), ("licence.jpg", &picture)] {
        let page = upload(&browser, "business-licence", name, bytes);
        assert_eq!(page.status(), 303, "{name}: {}", page.text());
    }
    app.confirm_contacts(&partner.admin);
    drop(crate::lost_access::ask(app, &partner.admin.sign_in_name));
    assert_eq!(stored(app), 3);
    let letter = files::pdf(&partner.admin.sign_in_name);
    let mut folders = vec![app.database.folder.path().join("documents")];
    let mut looked_at = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            looked_at += 1;
            let bytes = std::fs::read(&path).unwrap();
            let holds = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
            for part in [&b"%PDF-"[..], b"endobj", b"/Catalog", b"JFIF"] {
                assert!(!holds(part), "{}: {part:?}", path.display());
            }
            // Nor any piece of what was sent, wherever it begins.
            for sent in [&licence, &picture, &letter] {
                for piece in sent.chunks_exact(16) {
                    assert!(!holds(piece), "{}", path.display());
                }
            }
        }
    }
    assert_eq!(looked_at, 3);
}

fn the_same_file_with_two_companies_is_a_finding_about_both(app: &TestApp) {
    let (first, second) = (app.complete(), app.complete());
    let forged = specimen("one licence for all");
    let own = app.browser_of(&first.admin);
    assert_eq!(
        upload(&own, "telecom-permit", "a.pdf", &forged).status(),
        303
    );
    // The company's own second copy, under another kind, is no finding.
    assert_eq!(
        upload(&own, "business-licence", "a.pdf", &forged).status(),
        303
    );
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM risk_flag"), 0);
    let other = app.browser_of(&second.admin);
    let page = upload(&other, "business-licence", "b.pdf", &forged).follow();
    // The applicant is not told: somebody who forges would only try another file.
    assert!(!page.text().contains(&first.reference));
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM risk_flag"), 2);
    let third = app.complete();
    let another = app.browser_of(&third.admin);
    assert_eq!(
        upload(&another, "business-licence", "c.pdf", &forged).status(),
        303
    );
    for partner in [&first, &second, &third] {
        let (_, request) = app.sign_in(&partner.admin);
        ::app::enrolment::application::submit(app, &request, "").unwrap();
    }
    app.drain();
    let reviewer = english(app.browser_of(&app.staff(StaffRole::Reviewer)));
    let all = [&first, &second, &third];
    for partner in all {
        let page = reviewer.open(&format!("/ops/applications/{}", partner.application));
        let banner = page.all(".banner.warn").join(" ");
        for found in all {
            let own = found.reference == partner.reference;
            assert_eq!(banner.contains(&found.reference), !own, "{banner}");
        }
    }
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM risk_flag"), 6);
}

fn financial_statements_are_for_those_who_decide_credit(app: &TestApp) {
    let partner = app.complete();
    let browser = app.browser_of(&partner.admin);
    let statement = specimen("balance sheet");
    let kept = upload(
        &browser,
        "financial-statement",
        "balance-2025.pdf",
        &statement,
    );
    assert_eq!(kept.status(), 303);
    let (_, request) = app.sign_in(&partner.admin);
    ::app::enrolment::application::submit(app, &request, "").unwrap();
    app.drain();
    let id = partner.application.0;
    let found = app
        .read(move |tx| Ok(store::document::all(tx, id)?))
        .wait()
        .unwrap();
    let found = found
        .iter()
        .find(|d| d.kind == "financial-statement")
        .unwrap();
    let case = format!("/ops/applications/{}", partner.application);
    let path = format!("{case}/documents/{}", found.id);
    for role in [StaffRole::Reviewer, StaffRole::Auditor] {
        let staff = english(app.browser_of(&app.staff(role)));
        let page = staff.open(&case);
        assert!(!page.source().contains("balance-2025"), "{role:?}");
        assert!(
            page.text()
                .contains("1 financial statement can be seen by credit analysts only")
        );
        assert!(
            staff
                .open(&format!("{case}/credit"))
                .attribute("a[href*=\"/documents/\"]", "href")
                .is_none()
        );
        let refused = staff.get(&path).expect(403);
        assert!(refused.text().contains("Credit analyst"));
    }
    assert_eq!(audited(app, "document.look", "succeeded"), 0);
    for role in [StaffRole::CreditAnalyst, StaffRole::CreditLead] {
        let staff = english(app.browser_of(&app.staff(role)));
        assert!(staff.open(&case).text().contains("balance-2025.pdf"));
        let link = staff.open(&format!("{case}/credit"));
        let link = link.attribute("a[href*=\"/documents/\"]", "href").unwrap();
        assert_eq!(link, path);
        assert_eq!(staff.get(&link).expect(200).bytes(), statement);
    }
    assert_eq!(audited(app, "document.look", "succeeded"), 2);
}

fn nobody_uploads_without_end(app: &TestApp) {
    let partner = app.registered_company();
    let browser = app.browser_of(&partner.admin);
    let form = form(&browser, "telecom-permit");
    let send = |n: usize| {
        form.clone()
            .attach("file", "a.pdf", &specimen(&n.to_string()))
            .submit()
    };
    let clear = || {
        let remove = |id: &str| browser.post(id, &[]).status();
        let page = browser.open("/enrol/documents");
        if let Some(first) = page.attribute("[formaction$=\"/remove\"]", "formaction") {
            assert_eq!(remove(&first), 303);
        }
    };
    for n in 0..60 {
        assert_eq!(send(n).status(), 303, "{n}");
        clear();
    }
    let refused = send(60).expect(429);
    assert!(!refused.source().contains('⟦'));
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM document"), 60);
    assert_eq!(stored(app), 60, "the refused file stays in the storage");
    app.clock.pass(24 * 3600 + 1);
    let browser = app.browser_of(&partner.admin);
    assert_eq!(
        upload(&browser, "telecom-permit", "a.pdf", &specimen("60")).status(),
        303
    );
}
