//! Signatures, those who do not sign, and new versions.

use super::post::Post;
use ::app::agreements::{answers, publishing};
use domain::caller::{AdminSetting, StaffRole};
use testkit::TestApp;

const REVIEWER: &str = "reviewer@operator.example";
const SECOND: &str = "second-platform@operator.example";
/// The version that ships beside the one in force.
const NEW: &str = "2026-12";

pub(super) fn signing(app: &TestApp, post: &mut Post<'_>) {
    let partner = app.approved();
    let other = app.colleague(&partner, AdminSetting::GlobalAdmin);
    let to = format!("global-admin@{}.example", partner.company.prefix);
    let own = partner.company.email.as_str();
    let invoice = partner.company.invoice_email.as_str();
    post.skip();
    let wanted = app.sign_in(&other).1;
    let wanted = wanted.caller.person().unwrap().account.to_string();
    let (_, request) = app.sign_in(&partner.admin);
    answers::hand_over(app, &request, &wanted, "").unwrap();
    assert!(answers::hand_over(app, &request, &wanted, "").is_err());
    post.brings("asking a colleague", &[("SIGN-REQUEST", &to)]);
    answers::decline(app, &request, "再考虑一下", "once").unwrap();
    answers::decline(app, &request, "再考虑一下", "once").unwrap();
    post.brings("declining", &[("DECLINED", REVIEWER)]);
    app.sign(&partner);
    let mails = [("E13", own), ("E13", invoice), ("E14", own), ("E14", &to)];
    post.brings("signing", &mails);
}

pub(super) fn versions(app: &TestApp, post: &mut Post<'_>) {
    let [signs, waits] = [app.active_partner(), app.active_partner()];
    let admins = [
        app.staff(StaffRole::PlatformAdmin),
        app.member_of_staff("second-platform", &[StaffRole::PlatformAdmin]),
    ];
    post.skip();
    let today = app.today().to_string();
    let by = |n: usize| app.sign_in(&admins[n]).1;
    let proposal = publishing::Proposal {
        effective_on: today,
        resign: "yes".to_owned(),
    };
    publishing::propose(app, &by(0), NEW, &proposal, "").unwrap();
    post.brings("proposing", &[("PUBLICATION", SECOND)]);
    publishing::approve(app, &by(1), NEW, "").unwrap();
    assert!(publishing::approve(app, &by(1), NEW, "").is_err());
    let (one, two) = (signs.company.email.as_str(), waits.company.email.as_str());
    app.tick();
    let mails = [("NEW-VERSION", one), ("NEW-VERSION", two)];
    post.brings("publishing", &mails);
    app.sign(&signs);
    let mails = [
        ("NEW-VERSION-SIGNED", one),
        ("NEW-VERSION-SIGNED", signs.company.invoice_email.as_str()),
    ];
    post.brings("signing anew", &mails);
    let due = crate::partner_of(app, &waits).orders_blocked_from.unwrap();
    for (days, code) in [
        (7, "NEW-VERSION-REMINDER"),
        (1, "NEW-VERSION-REMINDER"),
        (0, "NEW-VERSION-OVERDUE"),
    ] {
        app.clock.set(due.plus_days(-days));
        app.tick();
        post.brings("not signing", &[(code, two)]);
    }
}
