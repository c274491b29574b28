//! Partners in the operator console.

use crate::english;
use domain::caller::StaffRole;
use testkit::{Browser, Page, Partner, TestApp};

testkit::on_both! { TestApp:
    a_partner_is_found_and_shown_as_far_as_a_role_may_see,
    suspended_and_ended_partners_are_shown_as_such,
}

fn href(partner: &Partner) -> String {
    format!("/ops/partners/{}", partner.tenant)
}

fn staff(app: &TestApp, role: StaffRole) -> Browser {
    app.browser_of(&app.staff(role))
}

fn titles(page: &Page) -> Vec<String> {
    page.all("main section h2")
}

fn a_partner_is_found_and_shown_as_far_as_a_role_may_see(app: &TestApp) {
    let reviewer = staff(app, StaffRole::Reviewer);
    let empty = reviewer.open("/ops/partners");
    assert!(empty.text().contains("还没有合作伙伴"), "{}", empty.text());
    let partner = app.active_partner();
    let applicant = app.submitted();
    let name = &partner.company.name;

    // The list has those who have signed, and no applicants.
    let list = reviewer.open("/ops/partners");
    assert_eq!(list.all("tbody th > a"), std::slice::from_ref(name));
    assert_eq!(list.attribute("tbody th > a", "href"), Some(href(&partner)));
    assert_eq!(reviewer.get(&href(&applicant)).status(), 404);
    assert_eq!(reviewer.get("/ops/partners/none").status(), 404);
    let code = &partner.company.application["credit_code"];
    for (query, hits) in [
        (format!("q={code}"), 1),
        ("q=nothing-of-that-name".to_owned(), 0),
        ("status=active".to_owned(), 1),
        ("status=terminated".to_owned(), 0),
        ("status=nonsense&page=0".to_owned(), 1),
    ] {
        let page = reviewer.open(&format!("/ops/partners?{query}"));
        assert_eq!(page.all("tbody th > a").len(), hits, "{query}");
    }
    let file = reviewer.open("/ops/partners/export");
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert!(file.source().contains(name.as_str()), "{}", file.source());

    // The whole of it, for a reviewer.
    let page = reviewer.open(&href(&partner));
    let text = page.text();
    for words in [
        "信用决定",
        partner.admin.sign_in_name.as_str(),
        "账单日",
        "动态",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let verify = page.attribute("#agreements a", "href").unwrap();
    assert_eq!(app.browser().get(&verify).status(), 200);
    let case = page.attribute("#applications a", "href").unwrap();
    assert_eq!(case, format!("/ops/applications/{}", partner.application));
    assert!(reviewer.open(&case).source().contains(&href(&partner)));
    assert_eq!(page.attribute("#activity .card-foot a", "href"), None);
    assert!(
        !page.source().contains("password"),
        "no passwords of any kind"
    );

    // Each role sees its part.
    for (role, credit, users, activity, log) in [
        (StaffRole::Auditor, true, true, true, false),
        (StaffRole::CreditAnalyst, true, false, false, false),
        (StaffRole::BillingOperator, true, false, false, false),
        (StaffRole::SupportAgent, false, true, false, false),
        (StaffRole::PlatformAdmin, false, true, true, true),
    ] {
        let browser = staff(app, role);
        let page = browser.open(&href(&partner));
        let has = |css: &str| page.attribute(css, "id").is_some();
        assert_eq!(has("#credit"), credit, "{role:?}");
        assert_eq!(has("#users"), users, "{role:?}");
        assert_eq!(has("#activity"), activity, "{role:?}");
        let setup = page.attribute("#setup .card-foot a", "href");
        assert_eq!(setup.is_some(), log, "{role:?}");
        if !credit {
            let tiles = page.all(".tile");
            assert!(
                !tiles.iter().any(|tile| tile.contains('¥')),
                "{role:?}: {tiles:?}"
            );
        }
        let named = page.source().contains(&partner.admin.sign_in_name);
        assert_eq!(named, users, "{role:?}: users are for those who see users");
        for link in page.all("main a") {
            assert!(!link.is_empty());
        }
    }
    let auditor = staff(app, StaffRole::Auditor).open(&href(&partner));
    let log = auditor.attribute("#activity .card-foot a", "href").unwrap();
    let entries = staff(app, StaffRole::Auditor).open(&log);
    // All entries: those of the card among them, sign-ins too.
    let shown = entries.text();
    for moment in auditor.all("#activity .timeline li > span") {
        assert!(shown.contains(&moment), "{moment}: {shown}");
    }
    assert!(
        entries.all("tbody .x-row").len() >= auditor.all("#activity .timeline li").len(),
        "{shown}"
    );

    // In every language, and closed to those with a conflict of interest.
    let page = english(staff(app, StaffRole::Auditor)).open(&href(&partner));
    assert!(
        titles(&page).contains(&"Credit decisions".to_owned()),
        "{:?}",
        titles(&page)
    );
    let case = format!("/ops/applications/{}", partner.application);
    let reason = [("conflict", "曾任该公司财务顾问")];
    assert_eq!(
        reviewer.post(&format!("{case}/conflict"), &reason).status(),
        303
    );
    let closed = reviewer.get(&href(&partner)).expect(403);
    assert!(closed.text().contains("利益冲突"), "{}", closed.text());
    let list = reviewer.open("/ops/partners");
    assert_eq!(list.all("tbody th > a"), Vec::<String>::new());
    assert!(list.text().contains(name.as_str()));
}

fn suspended_and_ended_partners_are_shown_as_such(app: &TestApp) {
    let partner = app.active_partner();
    let support = staff(app, StaffRole::SupportAgent);
    for (status, word, why) in [
        (
            "suspended-payment",
            "暂停：账单未付",
            "已暂停：不能下新订单",
        ),
        (
            "suspended-profile",
            "暂停：资料审核",
            "已暂停：不能下新订单",
        ),
        ("suspended-abuse", "暂停：滥用", "已暂停：不能下新订单"),
        ("terminating", "终止中", "协议已终止：不能下新订单"),
        ("terminated", "已终止", "协议已终止：不能下新订单"),
    ] {
        app.database
            .tamper(&format!("UPDATE partner SET status = '{status}'"));
        let list = support.open(&format!("/ops/partners?status={status}"));
        assert!(list.text().contains(word), "{status}: {}", list.text());
        let page = support.open(&href(&partner));
        assert!(page.text().contains(word), "{status}: {}", page.text());
        assert!(page.text().contains(why), "{status}: {}", page.text());
        let jobs = staff(app, StaffRole::PlatformAdmin).open("/ops/provisioning");
        assert!(jobs.text().contains(word), "{status}: {}", jobs.text());
    }
}
