//! Documents beside the data.

use super::{case_of, reviewers};
use crate::{audited, count};
use domain::caller::StaffRole;
use testkit::TestApp;

testkit::on_both! { TestApp:
    documents_are_shown_page_by_page_and_every_look_is_written_down,
    documents_are_not_shown_to_whoever_may_not_see_them,
    pages_are_counted_when_a_document_comes,
}

fn documents_are_shown_page_by_page_and_every_look_is_written_down(app: &TestApp) {
    let [reviewer, colleague] = reviewers(app);
    let partner = app.submitted();
    let case = case_of(&partner);
    // Nothing is shown unasked: opening a case is no look at its papers.
    let page = reviewer.open(&case);
    assert_eq!(page.attribute(".sheet img", "src"), None);
    let list = page.all(".files li a");
    assert_eq!(list.len(), 1, "{list:?}");
    let href = page.attribute(".files li a", "href").unwrap();
    let shown = reviewer.open(href.trim_end_matches("#documents"));
    let src = shown.attribute(".sheet img", "src").unwrap();
    assert!(src.ends_with("/pages/1?zoom=1"), "{src}");
    assert_eq!(audited(app, "document.look", "succeeded"), 0);

    let picture = reviewer.open(&src);
    assert_eq!(picture.header("content-type"), "image/png");
    assert!(picture.bytes().starts_with(b"\x89PNG\r\n\x1a\n"));
    assert_eq!(
        picture.header("content-security-policy"),
        "default-src 'none'; sandbox"
    );
    assert_eq!(picture.header("x-content-type-options"), "nosniff");
    assert!(picture.header("content-disposition").starts_with("inline"));
    assert!(picture.header("cache-control").contains("no-store"));
    assert_eq!(audited(app, "document.look", "succeeded"), 1);
    // Larger, and no larger than that.
    let width = |bytes: &[u8]| u32::from_be_bytes(bytes[16..20].try_into().unwrap());
    let larger = reviewer.open(&src.replace("zoom=1", "zoom=3"));
    assert_eq!(
        (width(picture.bytes()), width(larger.bytes())),
        (1200, 2400)
    );
    let most = reviewer.open(&src.replace("zoom=1", "zoom=250"));
    assert_eq!(width(most.bytes()), 2400);

    // Who looked at what stands below.
    let page = reviewer.open(&case);
    let looks = page.all("#documents details li");
    assert_eq!(looks.len(), 3, "{looks:?}");
    assert!(looks[0].contains("第 1 页"), "{looks:?}");
    assert!(
        !page
            .all(".timeline li")
            .iter()
            .any(|l| l.contains("查看文件"))
    );

    // Whoever holds the case has the first document before him.
    assert_eq!(reviewer.post(&format!("{case}/claim"), &[]).status(), 303);
    let held = reviewer.open(&case);
    assert_eq!(held.attribute(".sheet img", "src").as_deref(), Some(&*src));
    assert_eq!(colleague.open(&case).attribute(".sheet img", "src"), None);
    app.drain();
}

fn documents_are_not_shown_to_whoever_may_not_see_them(app: &TestApp) {
    let [reviewer, colleague] = reviewers(app);
    let partner = app.submitted();
    let other = app.submitted();
    let case = case_of(&partner);
    let page = reviewer.open(&case);
    let href = page.attribute(".files li a", "href").unwrap();
    let shown = reviewer.open(href.trim_end_matches("#documents"));
    let src = shown.attribute(".sheet img", "src").unwrap();
    for (from, to) in [
        ("pages/1", "pages/0"),
        ("pages/1", "pages/2"),
        ("pages/1", "pages/x"),
        ("pages/1", "pages/99999999999999999999"),
    ] {
        assert_eq!(reviewer.get(&src.replace(from, to)).status(), 404, "{to}");
    }
    // Under another company's case the document does not exist.
    let elsewhere = src.replace(
        &partner.application.to_string(),
        &other.application.to_string(),
    );
    assert_eq!(reviewer.get(&elsewhere).status(), 404);
    let foreign = href.replace(
        &partner.application.to_string(),
        &other.application.to_string(),
    );
    let page = reviewer.open(foreign.trim_end_matches("#documents"));
    assert_eq!(page.attribute(".sheet img", "src"), None);

    for role in [StaffRole::SupportAgent, StaffRole::PlatformAdmin] {
        let staff = app.browser_of(&app.staff(role));
        assert_eq!(staff.get(&src).status(), 403, "{role:?}");
    }
    assert_eq!(app.browser_of(&partner.admin).get(&src).status(), 404);
    let reason = [("conflict", "曾任该公司财务顾问")];
    assert_eq!(
        colleague
            .post(&format!("{case}/conflict"), &reason)
            .status(),
        303
    );
    assert_eq!(colleague.get(&src).status(), 403);
    let before = audited(app, "document.look", "succeeded");
    assert_eq!(before, 0, "none of this was a look");

    // A file that cannot be read any more is not shown, and the case stays usable.
    app.database
        .tamper("UPDATE document SET media_type = 'image/gif'");
    let page = reviewer.open(href.trim_end_matches("#documents"));
    assert_eq!(page.attribute(".sheet img", "src"), None);
    assert!(page.text().contains("无法在此显示"), "{}", page.text());
    assert_eq!(reviewer.get(&src).status(), 404);
    app.drain();
}

fn pages_are_counted_when_a_document_comes(app: &TestApp) {
    let [reviewer, _] = reviewers(app);
    let partner = app.submitted();
    let case = case_of(&partner);
    let pages = |app: &TestApp| count(app, "SELECT COALESCE(MAX(pages), -1) AS n FROM document");
    assert_eq!(pages(app), 1);
    let href = reviewer.open(&case).attribute(".files li a", "href");
    let shown = |number: u32| {
        let href = href.as_deref().unwrap().trim_end_matches("#documents");
        reviewer.open(&format!("{href}&page={number}"))
    };
    let src = shown(1).attribute(".sheet img", "src").unwrap();

    // One that came before that was done is counted when somebody opens it.
    app.database.tamper("UPDATE document SET pages = NULL");
    assert_eq!(reviewer.open(&case).status(), 200);
    assert_eq!(pages(app), -1, "nobody has opened it");
    assert_eq!(shown(1).attribute(".sheet img", "src"), Some(src.clone()));
    assert_eq!(pages(app), 1);

    // A file may hold pages that it leaves out: what cannot be drawn is asked for once.
    app.database.tamper("UPDATE document SET pages = 3");
    let third = shown(3).attribute(".sheet img", "src").unwrap();
    assert!(third.contains("/pages/3?"), "{third}");
    assert_eq!(reviewer.get(&third).status(), 404);
    assert_eq!(pages(app), 2);
    let second = shown(3).attribute(".sheet img", "src").unwrap();
    assert!(second.contains("/pages/2?"), "{second}");
    assert_eq!(reviewer.get(&second).status(), 404);
    assert_eq!(shown(3).attribute(".sheet img", "src"), Some(src.clone()));
    // An invented page tells nothing about the file.
    let invented = src.replace("/pages/1?", "/pages/700?");
    assert_eq!(reviewer.get(&invented).status(), 404);
    assert_eq!(pages(app), 1);
    assert_eq!(audited(app, "document.look", "succeeded"), 0);
    app.drain();
}
