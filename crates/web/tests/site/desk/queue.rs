//! The work queue and the list of applications.

use super::{case_of, decide_all, reviewers};
use domain::caller::StaffRole;
use testkit::{Engine, Page, Partner, TestApp};

testkit::on_both! { TestApp:
    the_queue_knows_whose_work_it_is,
    the_queue_and_the_list_are_searched_and_exported,
    a_file_that_is_not_the_whole_list_says_so,
}

/// The companies a page lists, from above.
fn companies(page: &Page) -> Vec<String> {
    page.all("tbody th[scope=row] > a")
}

fn named(partners: &[&Partner]) -> Vec<String> {
    partners.iter().map(|p| p.company.name.clone()).collect()
}

/// The number a tab shows.
fn tab(page: &Page, word: &str) -> String {
    let tabs = page.all(".tabs a");
    let found = tabs.iter().find(|tab| tab.starts_with(word));
    found.map_or_else(
        || panic!("no tab {word} in {tabs:?}"),
        |tab| tab.trim_start_matches(word).trim().to_owned(),
    )
}

fn the_queue_knows_whose_work_it_is(app: &TestApp) {
    let [first, second] = reviewers(app);
    let empty = first.open("/ops");
    assert!(
        empty.text().contains("没有待处理的申请"),
        "{}",
        empty.text()
    );
    assert_eq!(
        empty.form("/ops/next").submit().location(),
        "/ops?done=nothing-free"
    );
    let old = app.submitted();
    app.clock.pass(600);
    let middle = app.submitted();
    app.clock.pass(600);
    let new = app.submitted();

    let page = first.open("/ops");
    assert_eq!(companies(&page), named(&[&old, &middle, &new]));
    assert_eq!(
        (tab(&page, "我的"), tab(&page, "无人领取")),
        ("0".into(), "3".into())
    );
    let mine = first.open("/ops?view=mine");
    assert!(mine.text().contains("您没有领取案件"), "{}", mine.text());

    // A conflict of interest takes a case out of what one may claim, and closes its page.
    let reason = [("conflict", "曾任该公司财务顾问")];
    let declared = first.post(&format!("{}/conflict", case_of(&old)), &reason);
    assert_eq!(declared.status(), 303, "{}", declared.text());
    let page = first.open("/ops");
    assert_eq!(companies(&page), named(&[&middle, &new]));
    assert!(page.text().contains("利益冲突"));
    assert_eq!(tab(&page, "无人领取"), "2");

    // The next one is the oldest that is free and open to the person.
    let next = page.form("/ops/next").submit();
    assert_eq!(
        next.location(),
        format!("{}?done=claimed", case_of(&middle))
    );
    let next = second.open("/ops").form("/ops/next").submit();
    assert_eq!(next.location(), format!("{}?done=claimed", case_of(&old)));
    let mine = first.open("/ops?view=mine");
    assert_eq!(companies(&mine), named(&[&middle]));
    assert_eq!(
        companies(&second.open("/ops?view=unassigned")),
        named(&[&new])
    );

    // Credit is open everywhere, until it is decided.
    let analyst = app.browser_of(&app.staff(StaffRole::CreditAnalyst));
    let credit = analyst.open("/ops?view=credit");
    assert_eq!(companies(&credit), named(&[&old, &middle, &new]));
    assert!(!credit.has_form("/ops/next"), "analysts claim nothing");
    decide_all(app, &middle, &first);
    let credit = analyst.open("/ops?view=credit");
    assert_eq!(companies(&credit), named(&[&old, &new]));

    // What nobody has read is marked.
    let browser = app.browser_of(&new.admin);
    let sent = browser.post("/enrol/messages", &[("text", "请问还需要什么？")]);
    assert_eq!(sent.status(), 303, "{}", sent.text());
    assert!(first.open("/ops").text().contains("1 条未读消息"));
    app.drain();
}

fn the_queue_and_the_list_are_searched_and_exported(app: &TestApp) {
    let [reviewer, _] = reviewers(app);
    let _ = app.submitted();
    let other = app.submitted();
    let code = other.company.application["credit_code"].clone();
    for path in ["/ops", "/ops/applications"] {
        let found = |query: &str| companies(&reviewer.open(&format!("{path}?{query}")));
        assert_eq!(found(&format!("q={code}")), named(&[&other]), "{path}");
        let none = reviewer.open(&format!("{path}?q=nothing-of-that-name"));
        assert!(none.text().contains("没有符合"), "{}", none.text());
        assert_eq!(found("state=information-requested").len(), 0, "{path}");
        assert_eq!(found("state=in-review").len(), 2, "{path}");
        assert_eq!(
            found("state=nonsense&page=-3&view=x&time=y").len(),
            2,
            "{path}"
        );
        assert!(
            reviewer
                .get(&format!("{path}?page=99999999999999999999"))
                .status()
                == 200
        );
    }
    assert_eq!(
        companies(&reviewer.open("/ops?time=late")),
        Vec::<String>::new()
    );
    assert_eq!(companies(&reviewer.open("/ops?time=calm")).len(), 2);

    // A spreadsheet calculates nothing of what a company wrote.
    app.database.tamper(
        "UPDATE application SET legal_name = '=HYPERLINK(\"https://evil.example\")'
         WHERE reference = (SELECT MIN(reference) FROM application)",
    );
    for path in ["/ops/export", "/ops/applications/export"] {
        let file = reviewer.open(path);
        assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
        assert!(file.header("content-disposition").starts_with("attachment"));
        let text = file.source();
        assert_eq!(text.lines().count(), 3, "{text}");
        assert!(text.contains("\"'=HYPERLINK("), "{text}");
        assert!(!text.contains(",=HYPERLINK"), "{text}");
        let one_only = reviewer.open(&format!("{path}?q={code}")).source();
        assert_eq!(one_only.lines().count(), 2, "{one_only}");
    }
    app.drain();
}

fn a_file_that_is_not_the_whole_list_says_so(app: &TestApp) {
    let [reviewer, _] = reviewers(app);
    let _ = app.submitted();
    let id = match app.database.engine {
        Engine::Sqlite => "randomblob(16)",
        Engine::Postgres => "gen_random_uuid()",
    };
    let add = |from: u32, to: u32| {
        app.database.tamper(&format!(
            "INSERT INTO application (id, tenant_id, reference, state, model, legal_name, currency,
                created_at, submitted_at, sla_days, version)
             WITH RECURSIVE n (i) AS (SELECT {from} UNION ALL SELECT i + 1 FROM n WHERE i < {to})
             SELECT {id}, a.tenant_id, 'N-' || n.i, 'withdrawn', a.model, a.legal_name, a.currency,
                a.created_at, a.submitted_at, 0, 1
             FROM n, application a WHERE a.state = 'in-review'"
        ));
    };
    // What is allowed and not a row more.
    add(1, 9999);
    let file = reviewer.open("/ops/applications/export").source();
    assert_eq!(file.lines().count(), 10_001, "the heading and every row");
    assert!(!file.contains("不完整"));
    add(10_000, 10_000);
    let file = reviewer.open("/ops/applications/export").source();
    assert_eq!(file.lines().count(), 10_002);
    let last = file.lines().last().unwrap();
    assert!(last.contains("不完整") && last.contains("10000"), "{last}");
    let some = reviewer.open("/ops/applications/export?state=in-review");
    assert!(!some.source().contains("不完整"), "{}", some.source());

    // The queue: only open cases, of which a company has one at a time.
    app.database.tamper("DROP INDEX application_open");
    let open = |most: u32| {
        app.database.tamper(&format!(
            "UPDATE application SET state = 'submitted'
             WHERE reference LIKE 'N-%' AND CAST(SUBSTR(reference, 3) AS INTEGER) <= {most}"
        ));
    };
    open(1999);
    let file = reviewer.open("/ops/export").source();
    assert_eq!(file.lines().count(), 2001);
    assert!(!file.contains("不完整"));
    let page = reviewer.open("/ops").text();
    assert!(!page.contains("仅显示最早的"), "all are shown");
    open(2000);
    let file = crate::english(reviewer).open("/ops/export");
    let (page, file) = (file.browser().open("/ops").text(), file.source());
    assert_eq!(file.lines().count(), 2002);
    let last = file.lines().last().unwrap();
    assert!(last.contains("does not have everything"), "{last}");
    assert!(page.contains("Only the 2000 oldest"), "{page}");
    app.drain();
}
