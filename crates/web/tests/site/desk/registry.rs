//! What the registry says, beside what the company says.

use super::{case_of, reviewers};
use crate::audited;
use testkit::TestApp;

testkit::on_both! { TestApp: the_registry_is_compared_and_the_check_rests_on_it, a_wrong_extract_is_explained }

fn the_registry_is_compared_and_the_check_rests_on_it(app: &TestApp) {
    let [reviewer, _] = reviewers(app);
    let partner = app.submitted();
    let case = case_of(&partner);
    let (registry, check) = (
        format!("{case}/registry"),
        format!("{case}/checks/business-registration"),
    );
    let page = reviewer.open(&case);
    assert!(page.text().contains("尚未查询登记信息"));
    // Nothing to rest on: passing takes words.
    let bare = page.form(&check).fill("result", "passed");
    let refused = bare.submit().expect(422);
    let error = refused.error_at("reason-business-registration").unwrap();
    assert!(error.contains("登记信息"), "{error}");

    let mut extract = partner.company.registered();
    extract.insert(
        "address".to_owned(),
        "浙江省杭州市西湖区文岚路186号3幢602室".to_owned(),
    );
    let entered = page.form(&registry).fill_all(&extract).submit();
    assert_eq!(entered.location(), format!("{case}?done=extract#registry"));
    let page = reviewer.open(&case);
    assert_eq!(
        page.all("#registry mark"),
        ["8", "6"],
        "the digits that differ"
    );
    assert_eq!(page.all("#registry .mark-bad").len(), 1);
    assert!(page.text().contains("1 项不一致"), "{}", page.text());
    // It differs: passing takes words again, and the evidence names the extract.
    assert_eq!(
        page.form(&check).fill("result", "passed").submit().status(),
        422
    );
    let form = page.form(&check).fill("result", "passed");
    let form = form.fill("reason", "门牌已变更，见变更通知书");
    assert_eq!(form.submit().status(), 303);
    let page = reviewer.open(&case);
    let row = page.all("#check-business-registration").join(" ");
    assert!(row.contains("门牌已变更") && row.contains("#1"), "{row}");

    // Looked up again, all is well: no words needed, and the form begins with what was found.
    let form = page.form(&registry);
    assert_eq!(form.value("address"), extract["address"]);
    assert_eq!(
        form.fill_all(&partner.company.registered())
            .submit()
            .status(),
        303
    );
    let page = reviewer.open(&case);
    assert!(page.text().contains("全部一致"), "{}", page.text());
    assert_eq!(
        page.form(&check)
            .fill("result", "passed")
            .fill("reason", "")
            .submit()
            .status(),
        303
    );
    // A third look finds the company struck off: the check is open again.
    extract.insert("status".to_owned(), "deregistered".to_owned());
    assert_eq!(
        page.form(&registry).fill_all(&extract).submit().status(),
        303
    );
    let page = reviewer.open(&case);
    let row = page.all("#check-business-registration .mark-wait");
    assert_eq!(row.len(), 1, "{}", page.text());
    assert!(page.text().contains("注销"));
    assert_eq!(audited(app, "application.enter-extract", "succeeded"), 3);
    app.drain();
}

fn a_wrong_extract_is_explained(app: &TestApp) {
    let [reviewer, _] = reviewers(app);
    let partner = app.submitted();
    let case = case_of(&partner);
    let registry = format!("{case}/registry");
    let form = reviewer.open(&case).form(&registry);
    let refused = form
        .fill("credit_code", "91330106MATT00000X")
        .submit()
        .expect(422);
    let errors = refused.errors();
    for field in [
        "name",
        "credit_code",
        "status",
        "address",
        "legal_representative",
    ] {
        assert!(
            errors.contains_key(&format!("registry-{field}")),
            "{field}: {errors:?}"
        );
    }
    assert_eq!(
        refused.form(&registry).value("credit_code"),
        "91330106MATT00000X"
    );
    for (field, value) in [
        ("capital", "一千万"),
        ("established_on", "2099-01-01"),
        ("checked_on", "2025-01-01"),
        ("status", "blooming"),
        ("name", "\u{202e}名"),
    ] {
        let form = reviewer.open(&case).form(&registry);
        let form = form
            .fill_all(&partner.company.registered())
            .put(field, value);
        let refused = form.submit().expect(422);
        assert_eq!(
            refused.errors().keys().collect::<Vec<_>>(),
            [&format!("registry-{field}")]
        );
    }
    // Hostile words are words.
    let form = reviewer.open(&case).form(&registry);
    let form = form.fill_all(&partner.company.registered());
    let form = form.fill("source", "\"><script>alert(1)</script>");
    assert_eq!(form.submit().status(), 303);
    assert!(!reviewer.open(&case).source().contains("<script>alert"));
    app.drain();
}
