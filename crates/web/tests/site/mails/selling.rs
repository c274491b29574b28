//! Subscriptions: suspended, cancelled, and coming to a day that matters.

use super::post::Post;
use crate::customer_pages::{base, customer, order};
use crate::imports::{HEAD, judged, some};
use ::app::notifications::wishes;
use app::subscriptions::{Patch, Wish, change};
use domain::notices::{self, Mails, Topic};
use jiff::ToSpan;
use testkit::TestApp;

pub(super) fn subscriptions(app: &TestApp, post: &mut Post<'_>) {
    let partner = app.active_partner();
    let (_, request) = app.sign_in(&partner.admin);
    let buyer = customer(app, &request, "chenfan", "苏州晨帆贸易有限公司");
    let paid = order(app, &request, buyer, base(app).id, 3);
    let mut offers = app.programme.catalogue().offers.iter();
    let trial = offers.find(|offer| offer.is_trial()).unwrap();
    let _ = order(app, &request, buyer, trial.id, trial.minimum);
    let (own, theirs) = (partner.company.email.as_str(), "lin@chenfan.example");
    post.skip();
    let ends_in = |which: &str, days: i32| {
        let day = app.today().saturating_add(days.days());
        app.database.tamper(&format!(
            "UPDATE subscription SET ends_on = '{day}' WHERE {which}"
        ));
        app.tick();
    };
    for (days, mails) in [
        (61, &[][..]),
        (60, &[("N04", own)]),
        (29, &[("N04", own)]),
        (6, &[("N04", own)]),
        (400, &[]),
    ] {
        ends_in("NOT is_trial", days);
        post.brings("a term that begins anew", mails);
    }
    let patch = Patch {
        auto_renew: Some(false),
        ..Patch::default()
    };
    change(app, &request, buyer, paid, patch, None, "")
        .wait()
        .unwrap();
    ends_in("NOT is_trial", 59);
    post.brings("a term that ends for good", &[("N05", own)]);
    // Another one comes to the same day after that was told.
    let _ = order(app, &request, buyer, base(app).id, 2);
    app.database
        .tamper("UPDATE subscription SET auto_renew = FALSE WHERE NOT is_trial");
    ends_in("NOT is_trial", 59);
    post.brings("a second one on the same day", &[("N05", own)]);
    ends_in("NOT is_trial", 300);
    post.brings("a term that is far away", &[]);
    for (days, mails) in [(8, &[][..]), (7, &[("N06", own)]), (1, &[("N06", own)])] {
        ends_in("is_trial", days);
        post.brings("a trial that ends", mails);
    }
    let wish = |status| {
        let patch = Patch {
            status: Some(status),
            ..Patch::default()
        };
        for _ in 0..2 {
            change(app, &request, buyer, paid, patch.clone(), None, "")
                .wait()
                .unwrap();
        }
    };
    wish(Wish::Suspended);
    post.brings("a suspension", &[("N01", own), ("N01", theirs)]);
    // Of what was missed in between only the last word is said.
    for (days, mails) in [
        (29, &[][..]),
        (1, &[("N02", own), ("N02", theirs)]),
        (27, &[("N02", own), ("N02", theirs)]),
        (2, &[("N02", own), ("N02", theirs)]),
    ] {
        app.clock.pass(days * 86_400);
        app.tick();
        post.brings_among("a countdown", mails, &[own, theirs]);
    }
    wish(Wish::Active);
    post.brings("bringing it back", &[]);
    let patch = Patch {
        status: Some(Wish::Ended),
        ..Patch::default()
    };
    app.prove(&request);
    change(app, &request, buyer, paid, patch, None, "")
        .wait()
        .unwrap();
    post.brings("an end", &[("N03", own), ("N03", theirs)]);
}

pub(super) fn imports(app: &TestApp, post: &mut Post<'_>) {
    let partner = app.active_partner();
    let browser = app.browser_of(&partner.admin);
    let own = partner.company.email.as_str();
    post.skip();
    for (from, seconds, mails) in [(0, 60, &[][..]), (10, 1200, &[("IMPORT-DONE", own)])] {
        let rows = some(3, from);
        let page = judged(app, &browser, "customers", HEAD, &rows);
        let form = page.form(page.path());
        assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
        app.clock.pass(seconds);
        post.brings("an import", mails);
    }
    // What is wanted once a day comes in the morning, in one mail.
    let (_, request) = app.sign_in(&partner.admin);
    let wish = notices::Wish {
        mails: Mails::Daily,
        news: true,
    };
    let chosen = vec![(Topic::Imports, wish)];
    wishes::choose(app, &request, chosen, "").wait().unwrap();
    let page = judged(app, &browser, "customers", HEAD, &some(3, 20));
    let _ = page.form(page.path()).submit().expect(303);
    app.clock.pass(1200);
    post.brings("an import for the morning", &[]);
    app.clock.pass(86_400);
    app.tick();
    post.brings("the morning", &[("DIGEST", own)]);
}
