//! Overrides: two people, an end, and no way round.

use super::{
    DAY, REASON, analyst, approve, check, day_after, decide, decisions, file_of, lead, newest,
    propose, reviewed,
};
use crate::{application_of, at_once, audited, english};
use domain::caller::StaffRole;
use domain::effects::Instant;
use store::credit::overrides::Override;
use testkit::{Partner, TestApp};

testkit::on_both! { TestApp:
    a_no_of_a_person_takes_two_people_to_be_taken_back,
    a_proposal_says_what_it_lacks,
    neither_is_the_other_and_neither_reviews_the_case,
    a_proposal_is_declined_withdrawn_or_overtaken,
    an_override_that_ends_reopens_an_approval,
    the_newest_decision_counts_and_not_the_longest,
    a_no_stands_again_when_its_override_is_over,
    a_proposal_outlives_its_case_and_can_be_taken_back,
    each_override_names_its_own_two_people,
}

/// The proposals about a case, newest first.
fn overrides(app: &TestApp, partner: &Partner) -> Vec<Override> {
    let (scope, id) = (app.operator_scope(), partner.application.0);
    app.read(move |tx| Ok(store::credit::overrides::all(tx, scope, id)?))
        .wait()
        .unwrap()
}

/// Where the newest proposal is decided.
fn at(app: &TestApp, partner: &Partner, what: &str) -> String {
    let id = overrides(app, partner).remove(0).id;
    format!("{}/overrides/{id}/{what}", file_of(partner))
}

fn a_no_of_a_person_takes_two_people_to_be_taken_back(app: &TestApp) {
    let partner = app.submitted();
    let (first, second) = (analyst(app), lead(app));
    assert_eq!(decide(&first, &partner, "fail", "").status(), 303);
    // One person, or two one after the other, do not get round it by way of "refer".
    for by in [&first, &second] {
        assert_eq!(decide(by, &partner, "pass", "200000").status(), 409);
        assert_eq!(decide(by, &partner, "refer", "").status(), 409);
        assert_eq!(decide(by, &partner, "pass", "200000").status(), 409);
    }
    let page = first.open(&file_of(&partner));
    for result in ["pass", "refer"] {
        let choice = format!("input[name=result][value={result}]");
        let disabled = page.attribute(&choice, "disabled");
        assert_eq!(disabled, Some(String::new()), "{result}");
    }
    let reviewer = reviewed(app, &partner);
    assert_eq!(approve(&reviewer, &partner).status(), 409);
    let until = day_after(app.now(), 60);
    let proposed = propose(&first, &partner, "6,000,000.00", &until);
    assert_eq!(
        proposed.location(),
        format!("{}?done=override-proposed", file_of(&partner))
    );
    // Nothing has changed, and the one who proposed sees no button.
    assert_eq!(newest(app, &partner).1, "fail");
    let list = second.open("/ops/credit").text();
    assert!(list.contains("¥6,000,000.00"), "{list}");
    let yes = at(app, &partner, "approve");
    assert!(!first.open(&file_of(&partner)).has_form(&yes));
    assert_eq!(first.post(&yes, &[]).status(), 403, "an analyst is no lead");
    let page = second.open(&file_of(&partner));
    for words in ["¥6,000,000.00", REASON, "2026-017"] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    let form = page.form(&yes);
    let [one, two] = at_once(|| form.submit(), || form.submit());
    assert_eq!([one.status(), two.status()], [303, 303], "one click");
    assert_eq!(decisions(app, &partner).len(), 2);
    let granted = ("override".to_owned(), "pass".to_owned(), 600_000_000);
    assert_eq!(newest(app, &partner), granted);
    let (result, by) = check(app, &partner);
    assert_eq!(result, "passed");
    assert!(
        by.contains("credit-analyst") && by.contains("credit-lead"),
        "{by}"
    );
    assert_eq!(audited(app, "credit.approve-override", "succeeded"), 1);
    let scope = app.operator_scope();
    let wanted = store::audit::Filter {
        action: "credit.approve-override".to_owned(),
        ..store::audit::Filter::default()
    };
    let entry = app.read(move |tx| Ok(store::audit::search(tx, scope, &wanted, 9)?));
    let mut entry = entry.wait().unwrap().into_iter();
    let entry = entry.rfind(|e| e.outcome == "succeeded").unwrap();
    for words in [
        "\"old_result\":\"fail\"",
        "\"new_limit\":600000000",
        "\"proposed_by\":\"许",
        "\"approved_by\":\"许",
        "2026-017",
        REASON,
    ] {
        assert!(entry.detail.contains(words), "{words}: {}", entry.detail);
    }
    // While it lasts, one person still does not make it more, less or longer.
    let page = first.open(&file_of(&partner)).text();
    assert!(!page.contains("Credit was refused"), "{page}");
    for by in [&first, &second] {
        for (result, limit) in [("pass", "5000000"), ("pass", "1"), ("refer", "")] {
            assert_eq!(decide(by, &partner, result, limit).status(), 409);
        }
    }
    assert_eq!(newest(app, &partner), granted);
    assert_eq!(approve(&reviewer, &partner).status(), 303);
    assert_eq!(
        application_of(app, &partner).credit_limit,
        Some(600_000_000)
    );
    app.drain();
}

fn a_proposal_says_what_it_lacks(app: &TestApp) {
    let partner = app.submitted();
    let by = analyst(app);
    let path = format!("{}/overrides", file_of(&partner));
    // Nothing decided, nothing to override.
    let page = by.open(&file_of(&partner));
    assert!(page.text().contains("nothing to override until"));
    assert!(!page.has_form(&path));
    let whole = |limit: &'static str, until: String| {
        vec![
            ("override_limit", limit.to_owned()),
            ("override_reason", REASON.to_owned()),
            ("evidence", "保证函编号 2026-017，原件存档".to_owned()),
            ("expires_on", until),
        ]
    };
    let today = day_after(app.now(), 0);
    let send = |fields: &[(&'static str, String)]| {
        let fields: Vec<_> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
        by.post(&path, &fields)
    };
    assert_eq!(send(&whole("100", today.clone())).status(), 409);
    assert_eq!(decide(&by, &partner, "refer", "").status(), 303);
    let refused = send(&[]).expect(422);
    let at: Vec<_> = refused.errors().into_keys().collect();
    assert_eq!(
        at,
        [
            "evidence",
            "expires_on",
            "override_limit",
            "override_reason"
        ]
    );
    // Everything typed is still there.
    let typed = [
        ("override_limit", "12a"),
        ("override_reason", "太短"),
        ("evidence", "短"),
        ("expires_on", "2020-01-01"),
    ];
    let form = by.post(&path, &typed).expect(422).form(&path);
    for (field, value) in typed {
        assert_eq!(form.value(field), value);
    }
    let last = day_after(app.now(), 180);
    let too_late = day_after(app.now(), 181);
    for (limit, until, field) in [
        ("0", today.clone(), "override_limit"),
        ("100000000.01", today.clone(), "override_limit"),
        ("100", day_after(app.now(), -1), "expires_on"),
        ("100", too_late, "expires_on"),
    ] {
        let refused = send(&whole(limit, until.clone())).expect(422);
        assert!(refused.errors().contains_key(field), "{limit} {until}");
    }
    let mut foreign = whole("100", last.clone());
    foreign.push(("document", uuid::Uuid::nil().to_string()));
    let refused = send(&foreign).expect(422);
    assert!(refused.errors().contains_key("document"));
    assert_eq!(overrides(app, &partner).len(), 0);
    assert_eq!(send(&whole("100000000", last.clone())).status(), 303);
    let second = send(&whole("100", last)).expect(409);
    assert!(second.text().contains("Another override waits"));
    assert_eq!(overrides(app, &partner).len(), 1);
}

fn neither_is_the_other_and_neither_reviews_the_case(app: &TestApp) {
    let partner = app.submitted();
    let both = [StaffRole::CreditLead, StaffRole::Reviewer];
    let proposer = app.member_of_staff("lead-who-proposes", &both);
    let proposer = english(app.browser_of(&proposer));
    let holder = app.member_of_staff("lead-who-reviews", &both);
    let holder = english(app.browser_of(&holder));
    assert_eq!(decide(&proposer, &partner, "fail", "").status(), 303);
    let until = day_after(app.now(), 30);
    assert_eq!(propose(&proposer, &partner, "100000", &until).status(), 303);
    // A lead may approve, but not his own.
    let yes = at(app, &partner, "approve");
    let page = proposer.post(&yes, &[]).expect(409);
    assert!(page.text().contains("person"), "{}", page.text());
    // The reviewer of the case is neither.
    let claim = format!("/ops/applications/{}/claim", partner.application);
    assert_eq!(holder.post(&claim, &[]).status(), 303);
    assert_eq!(holder.post(&yes, &[]).status(), 409);
    let no = at(app, &partner, "decline");
    assert_eq!(
        holder.post(&no, &[("answer", "我不同意这个额度")]).status(),
        409
    );
    // Nor does somebody who is close to the company decide.
    let friend = app.member_of_staff("lead-with-a-friend", &[StaffRole::CreditLead]);
    let friend = app.browser_of(&friend);
    let conflict = format!("/ops/applications/{}/conflict", partner.application);
    let declared = friend.post(&conflict, &[("conflict", "与法定代表人是亲属")]);
    assert_eq!(declared.status(), 303, "{}", declared.text());
    assert_eq!(friend.post(&yes, &[]).status(), 403);
    // Whoever proposed or decided an override does not review the case later.
    let page = proposer.post(&format!("{claim}?take=over"), &[]);
    assert_eq!(page.status(), 409, "{}", page.text());
    assert_eq!(overrides(app, &partner)[0].state, "proposed");
    assert_eq!(lead(app).post(&yes, &[]).status(), 303);
    // Another case's address does not reach it.
    let other = app.submitted();
    let elsewhere = yes.replace(
        &partner.application.to_string(),
        &other.application.to_string(),
    );
    assert_eq!(lead(app).post(&elsewhere, &[]).status(), 404);
}

fn a_proposal_is_declined_withdrawn_or_overtaken(app: &TestApp) {
    let partner = app.submitted();
    let (first, second) = (analyst(app), lead(app));
    assert_eq!(decide(&first, &partner, "fail", "").status(), 303);
    let until = day_after(app.now(), 30);
    let again = || {
        app.clock.pass(1);
        assert_eq!(propose(&first, &partner, "100000", &until).status(), 303);
    };
    again();
    let no = at(app, &partner, "decline");
    let refused = second.post(&no, &[("answer", "不")]).expect(422);
    assert!(refused.errors().contains_key("answer"));
    let answer = [("answer", "担保公司本身也在诉讼中")];
    assert_eq!(second.post(&no, &answer).status(), 303);
    let page = first.open(&file_of(&partner)).text();
    assert!(page.contains("担保公司本身也在诉讼中"), "{page}");
    assert_eq!(newest(app, &partner).1, "fail");
    again();
    let back = at(app, &partner, "withdraw");
    assert_eq!(
        second.post(&back, &[]).status(),
        409,
        "it is not the lead's"
    );
    assert_eq!(first.post(&back, &[]).status(), 303);
    assert_eq!(first.post(&back, &[]).status(), 409);
    // Something else is decided meanwhile.
    again();
    let yes = at(app, &partner, "approve");
    assert_eq!(decide(&second, &partner, "fail", "").status(), 303);
    assert_eq!(second.post(&yes, &[]).status(), 409);
    // Its last day is over before anybody decides.
    app.clock.pass(1);
    let today = day_after(app.now(), 0);
    assert_eq!(propose(&first, &partner, "100000", &today).status(), 303);
    let yes = at(app, &partner, "approve");
    app.clock.pass(DAY);
    let late = lead(app).post(&yes, &[]).expect(409);
    assert!(late.text().contains("is over"), "{}", late.text());
    let states: Vec<_> = overrides(app, &partner)
        .into_iter()
        .map(|o| o.state)
        .collect();
    assert_eq!(states, ["proposed", "outdated", "withdrawn", "declined"]);
    app.drain();
}

/// A case that was approved on an override, after a first decision of its own; and when it ends.
fn on_override(app: &TestApp, partner: &Partner, first: &str, days: i64) -> Instant {
    let by = analyst(app);
    let limit = if first == "pass" { "100000" } else { "" };
    assert_eq!(decide(&by, partner, first, limit).status(), 303);
    let until = day_after(app.now(), days);
    assert_eq!(propose(&by, partner, "300000", &until).status(), 303);
    let yes = at(app, partner, "approve");
    assert_eq!(lead(app).post(&yes, &[]).status(), 303);
    let reviewer = reviewed(app, partner);
    assert_eq!(approve(&reviewer, partner).status(), 303);
    app.drain();
    let newest = decisions(app, partner).remove(0);
    // When the last day is over in Shanghai.
    assert_eq!(
        day_after(newest.valid_until, 0),
        day_after(app.now(), days + 1)
    );
    assert_eq!(day_after(newest.valid_until.plus_seconds(-1), 0), until);
    newest.valid_until
}

fn an_override_that_ends_reopens_an_approval(app: &TestApp) {
    let partner = app.submitted();
    let ends = on_override(app, &partner, "refer", 20);
    app.clock.set(ends.plus_seconds(-1));
    app.tick();
    assert_eq!(application_of(app, &partner).state, "approved");
    app.clock.set(ends);
    // Before any sweep: the signature rests on nothing.
    let browser = app.browser_of(&partner.admin);
    app.clock.set(ends);
    let form = browser.open("/agreements/sign").form("/agreements/sign");
    let form = form.tick("consent_bind").tick("consent_electronic");
    assert_eq!(form.submit().status(), 409);
    app.tick();
    app.tick();
    assert_eq!(application_of(app, &partner).state, "in-review");
    assert_eq!(app.mails("E16").len(), 1, "once");
    assert_eq!(check(app, &partner).0, "pending");
    let reviewer = app.browser_of(&app.staff(StaffRole::Reviewer));
    assert_eq!(approve(&reviewer, &partner).status(), 409);
    // Nobody has said no: an analyst alone may grant a limit within policy.
    let decided = decide(&analyst(app), &partner, "pass", "100000");
    assert_eq!(decided.status(), 303);
}

/// The first decision would be good for months; the newest, an override, is not.
fn the_newest_decision_counts_and_not_the_longest(app: &TestApp) {
    let partner = app.submitted();
    let ends = on_override(app, &partner, "pass", 5);
    let first = decisions(app, &partner).pop().unwrap();
    assert!(first.valid_until > ends, "the older one lasts longer");
    app.clock.set(ends);
    app.tick();
    assert_eq!(application_of(app, &partner).state, "in-review");
    app.drain();
}

fn a_no_stands_again_when_its_override_is_over(app: &TestApp) {
    let partner = app.submitted();
    let ends = on_override(app, &partner, "fail", 10);
    app.clock.set(ends);
    app.tick();
    let by = analyst(app);
    assert_eq!(decide(&by, &partner, "pass", "100000").status(), 409);
    // Like every result it grows old: what is 180 days old says nothing any more.
    let refused = decisions(app, &partner).pop().unwrap();
    app.clock.set(refused.valid_until.plus_seconds(-60));
    let by = analyst(app);
    app.clock.set(refused.valid_until.plus_seconds(-1));
    assert_eq!(decide(&by, &partner, "pass", "100000").status(), 409);
    app.clock.set(refused.valid_until);
    assert_eq!(decide(&by, &partner, "pass", "100000").status(), 303);
    app.drain();
}

fn a_proposal_outlives_its_case_and_can_be_taken_back(app: &TestApp) {
    let partner = app.submitted();
    let (first, second) = (analyst(app), lead(app));
    assert_eq!(decide(&first, &partner, "fail", "").status(), 303);
    let until = day_after(app.now(), 30);
    assert_eq!(propose(&first, &partner, "123456", &until).status(), 303);
    let waits = || second.open("/ops/credit").text().contains("¥123,456.00");
    assert!(waits());
    let company = app.browser_of(&partner.admin);
    let form = company.open("/enrol/status").form("/enrol/withdraw");
    assert_eq!(form.submit().status(), 303);
    // Nobody can decide it any more, so it waits for nobody.
    assert!(!waits());
    let page = second.open(&file_of(&partner));
    let (yes, back) = (at(app, &partner, "approve"), at(app, &partner, "withdraw"));
    assert!(!page.has_form(&yes) && !page.has_form(&back));
    assert_eq!(second.post(&yes, &[]).status(), 409);
    let form = first.open(&file_of(&partner)).form(&back);
    assert_eq!(form.submit().status(), 303);
    assert_eq!(overrides(app, &partner)[0].state, "withdrawn");
    assert!(!first.open(&file_of(&partner)).has_form(&back));
    app.drain();
}

fn each_override_names_its_own_two_people(app: &TestApp) {
    let partner = app.submitted();
    let second = lead(app);
    let until = day_after(app.now(), 30);
    assert_eq!(decide(&analyst(app), &partner, "fail", "").status(), 303);
    // Two people propose the same limit one after the other, and the same lead approves both.
    for name in ["analyst-one", "analyst-two"] {
        let by = app.member_of_staff(name, &[StaffRole::CreditAnalyst]);
        // Names are in the order their owner wants.
        app.database
            .tamper("UPDATE account SET name_order = 'given-first'");
        let by = english(app.browser_of(&by));
        assert_eq!(propose(&by, &partner, "50000", &until).status(), 303);
        let list = second.open("/ops/credit").text();
        assert!(list.contains(&format!("{name} 许")), "{name}: {list}");
        let yes = at(app, &partner, "approve");
        assert_eq!(second.post(&yes, &[]).status(), 303);
        let (_, by) = check(app, &partner);
        assert_eq!(by, format!("{name} 许 + credit-lead 许"));
        app.clock.pass(60);
    }
    let history = second.open(&file_of(&partner)).all("#history li");
    assert_eq!(history.len(), 3, "{history:?}");
    for (line, name) in history.iter().zip(["analyst-two", "analyst-one"]) {
        assert!(line.contains(name), "{name}: {line}");
    }
}
