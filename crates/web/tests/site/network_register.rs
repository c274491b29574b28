//! The partner network's register: listed, and imported from a file in two steps.

use crate::{at_once, audited, count};
use domain::caller::StaffRole;
use testkit::{Browser, Page, TestApp};

testkit::on_both! { TestApp:
    a_file_is_judged_first_and_imported_once,
    files_that_are_none_are_refused,
    rows_that_are_wrong_are_left_out_and_named,
    as_many_rows_as_a_file_may_have,
    numbers_in_use_keep_what_they_are,
    the_list_is_searched_and_paged,
    old_files_are_forgotten,
}

const IMPORT: &str = "/ops/network/import";
const HEAD: &str = "network_id,kind,name,country,contact_email,active,headquarters_id";

fn platform(app: &TestApp) -> Browser {
    app.browser_of(&app.staff(StaffRole::PlatformAdmin))
}

/// Uploads a file and shows the first answer.
fn upload(browser: &Browser, bytes: &[u8]) -> Page {
    let form = browser.open(IMPORT).form(IMPORT);
    form.attach("file", "成员.csv", bytes).submit()
}

fn preview(browser: &Browser, rows: &[&str]) -> Page {
    let text = format!("{HEAD}\r\n{}\r\n", rows.join("\r\n"));
    let page = upload(browser, text.as_bytes());
    assert_eq!(page.status(), 303, "{}", page.text());
    page.follow().expect(200)
}

fn members(app: &TestApp) -> i64 {
    count(app, "SELECT COUNT(*) AS n FROM network_member")
}

fn a_file_is_judged_first_and_imported_once(app: &TestApp) {
    let browser = platform(app);
    let rows = [
        "4100001,headquarters,瀚海云帆集团有限公司,CN,hq@member.example,yes,",
        "4100011,location,杭州瀚海云帆信息技术有限公司,CN,hz@member.example,yes,4100001",
        "4100012,location,深圳联橙数智科技股份有限公司,CN,sz@member.example,yes,",
    ];
    let page = preview(&browser, &rows);
    let path = page.path().to_owned();
    assert_eq!(members(app), 0, "nothing changes yet");
    assert!(page.text().contains("所有行均正确"));
    for language in ["zh-Hant", "en", "zh-Hans"] {
        browser.set_cookie("tongdao_language", language);
        for path in [path.as_str(), IMPORT, "/ops/network"] {
            assert!(
                !browser.open(path).source().contains('⟦'),
                "{path} in {language}"
            );
        }
    }
    let form = page.form(&path);
    let [one, two] = at_once(|| form.submit(), || form.submit());
    assert_eq!([one.status(), two.status()], [303; 2]);
    assert_eq!(members(app), 3);
    assert_eq!(audited(app, "network.import", "succeeded"), 1);
    let page = browser.open(&path);
    assert!(page.text().contains("导入") && !page.has_form(&path));
    // A second person with the page still open learns that it is done.
    assert_eq!(form.put("request_id", "another").submit().location(), path);
    assert_eq!(audited(app, "network.import", "succeeded"), 1);
    // The same file again, in the encoding spreadsheets use, changes nothing.
    let text = format!("{HEAD}\n{}\n", rows.join("\n"));
    let gb = [
        ("杭州", [0xBA, 0xBC, 0xD6, 0xDD]),
        ("深圳", [0xC9, 0xEE, 0xDB, 0xDA]),
    ];
    let latin = text
        .replace("瀚海云帆集团有限公司", "Hanhai Group")
        .replace("瀚海云帆信息技术有限公司", "")
        .replace("联橙数智科技股份有限公司", "");
    let mut bytes = Vec::new();
    for part in latin.split_inclusive(',') {
        match gb.iter().find(|(city, _)| part.starts_with(city)) {
            Some((city, code)) => {
                bytes.extend(code);
                bytes.extend(&part.as_bytes()[city.len()..]);
            }
            None => bytes.extend(part.as_bytes()),
        }
    }
    let page = upload(&browser, &bytes).follow().expect(200);
    assert!(
        page.text().contains("杭州"),
        "GB18030 is read: {}",
        page.text()
    );
    let page = preview(&browser, &rows);
    assert!(page.text().contains("无需导入") && !page.has_form(page.path()));
    // With a mark in front, and one member changed.
    let changed = text.replace("sz@member.example,yes", "new@member.example,no");
    let bytes = [b"\xEF\xBB\xBF", changed.as_bytes()].concat();
    let page = upload(&browser, &bytes).follow().expect(200);
    let path = page.path().to_owned();
    assert!(page.text().contains("联系邮箱"), "what differs is named");
    assert_eq!(page.form(&path).submit().status(), 303);
    assert_eq!(members(app), 3);
    assert_eq!(
        count(app, "SELECT COUNT(*) AS n FROM network_member WHERE active"),
        2
    );
    // What was imported is what visitors see.
    let page = app.browser().open("/partner-network?id=4100011");
    assert!(page.text().contains("杭州瀚海云帆信息技术有限公司"));
}

fn files_that_are_none_are_refused(app: &TestApp) {
    let browser = platform(app);
    let long = format!("{HEAD}\n{}", "1,,,,,,\n".repeat(10_001));
    let tries: [(&[u8], &str); 8] = [
        (b"", "缺少列"),
        (&[0xFF, 0x00, 0x81], "无法将此文件读取"),
        (b"network_id,kind\n1,2", "缺少列"),
        (
            b"network_id,network_id,kind,name,country,contact_email,active\n1",
            "出现了两次",
        ),
        (
            b"network_id,kind,name,country,contact_email,active,colour\n1",
            "colour",
        ),
        (HEAD.as_bytes(), "没有任何行"),
        (long.as_bytes(), "10000"),
        (&vec![b'a'; 4 * 1024 * 1024 + 1], "MB"),
    ];
    for (bytes, word) in tries {
        let page = upload(&browser, bytes).expect(422);
        let error = page.error_at("file").unwrap();
        assert!(error.contains(word), "{error}");
        assert!(page.has_form(IMPORT));
    }
    // No file at all.
    let page = browser.open(IMPORT).form(IMPORT).submit();
    assert!(page.expect(422).error_at("file").is_some());
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM network_import"), 0);
}

fn rows_that_are_wrong_are_left_out_and_named(app: &TestApp) {
    let browser = platform(app);
    let page = preview(
        &browser,
        &[
            "4100021,location,成都锦澜云科技有限公司,CN,cd@member.example,yes,",
            "4100021,location,成都锦澜云科技有限公司,CN,cd@member.example,yes,",
            "41,shop,x,China,nobody,perhaps,",
            "4100022,location,青岛海岳信息技术有限公司,CN,qd@member.example,yes,4100099",
            "4100023,headquarters,=HYPERLINK(1),CN,hq@member.example,yes,",
            ",,,,,,",
        ],
    );
    let text = page.text();
    for word in [
        "第 2 行",
        "4100099 不是总部",
        "部分行有误",
        "两位字母",
        "“是”或“否”",
    ] {
        assert!(text.contains(word), "{word}: {text}");
    }
    let path = page.path().to_owned();
    assert_eq!(page.form(&path).submit().status(), 303);
    assert_eq!(members(app), 2);
    let row = app
        .read(|tx| {
            Ok(tx.query_one::<i64>(
                "SELECT added * 1000 + changed * 100 + unchanged * 10 + refused AS n FROM network_import",
                &[],
            )?)
        })
        .wait()
        .unwrap();
    assert_eq!(row, 2003);
}

fn as_many_rows_as_a_file_may_have(app: &TestApp) {
    let browser = platform(app);
    // The wrong ones stand last, and are named first.
    let rows: Vec<String> = (2..=10_001)
        .map(|line| match line {
            9_999 => "43,location,短,CN,nobody,yes,".to_owned(),
            10_001 => "4300002,location,第二次出现公司,CN,twice@member.example,yes,".to_owned(),
            _ => format!(
                "43{line:05},location,第{line}号信息技术公司,CN,m{line}@member.example,yes,"
            ),
        })
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let page = preview(&browser, &rows);
    let text = page.text();
    for word in ["9998", "9999", "10001", "第 2 行", "9500"] {
        assert!(text.contains(word), "{word}");
    }
    assert!(text.find("10001").unwrap() < text.find("第2号信息").unwrap());
    assert_eq!(page.form(page.path()).submit().status(), 303);
    assert_eq!(members(app), 9_998);
    // The same file again finds nothing to do.
    let page = preview(&browser, &rows);
    assert!(!page.has_form(page.path()), "nothing to do");
    assert_eq!(members(app), 9_998);
}

fn numbers_in_use_keep_what_they_are(app: &TestApp) {
    let browser = platform(app);
    let partner = app.submitted();
    let id = &partner.company.network_id;
    for (kind, country) in [("headquarters", "CN"), ("location", "SG")] {
        let row = format!("{id},{kind},另一家公司,{country},a@b.example,yes,");
        let page = preview(&browser, &[&row]);
        assert!(
            page.text().contains("有公司正在使用此编号"),
            "{}",
            page.text()
        );
        assert!(!page.has_form(page.path()));
    }
    // Its name may change and its membership end; the application says so at its next check.
    let row = format!("{id},location,另一家公司,CN,a@b.example,no,");
    let page = preview(&browser, &[&row]);
    assert_eq!(page.form(page.path()).submit().status(), 303);
    assert!(
        browser
            .open(&format!("/ops/network?q={id}"))
            .text()
            .contains("有公司使用此编号")
    );
}

fn the_list_is_searched_and_paged(app: &TestApp) {
    let browser = platform(app);
    assert!(browser.open("/ops/network").text().contains("名册为空"));
    let rows: Vec<String> = (0..120)
        .map(|n| format!("42{n:05},location,第{n}号公司,CN,m{n}@member.example,yes,"))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let page = preview(&browser, &rows);
    assert_eq!(page.form(page.path()).submit().status(), 303);
    let page = browser.open("/ops/network");
    assert!(page.text().contains("4200000") && !page.text().contains("4200050"));
    let page = browser.open("/ops/network?page=3");
    assert!(page.text().contains("4200119") && !page.text().contains("4200000"));
    let page = browser.open("/ops/network?q=M77@");
    assert!(page.text().contains("4200077") && !page.text().contains("4200078"));
    for odd in [
        "q=%25",
        "q=_",
        "page=0",
        "page=x",
        "page=99999999999",
        "q='",
    ] {
        assert_eq!(
            browser.get(&format!("/ops/network?{odd}")).status(),
            200,
            "{odd}"
        );
    }
    assert!(
        browser
            .open("/ops/network?q=nobody")
            .text()
            .contains("没有会员包含此文字")
    );
    let template = browser.get("/ops/network/template");
    assert!(template.header("content-type").starts_with("text/csv"));
    assert!(template.text().contains(HEAD));
}

fn old_files_are_forgotten(app: &TestApp) {
    let browser = platform(app);
    let page = preview(
        &browser,
        &["4100021,location,成都公司,CN,cd@member.example,yes,"],
    );
    let (path, form) = (page.path().to_owned(), page.form(page.path()));
    app.clock.pass(31 * 86_400);
    app.tick();
    let browser = platform(app);
    assert!(browser.open(&path).text().contains("不再保存"));
    let page = browser.post(&path, &[]);
    assert_eq!(page.status(), 409);
    assert_eq!(members(app), 0);
    drop(form);
}
