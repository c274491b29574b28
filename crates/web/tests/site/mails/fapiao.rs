//! VAT invoices: asked for, refused, issued, and one in red.

use super::post::Post;
use crate::customer_pages::{base, customer, order};
use domain::caller::StaffRole;
use testkit::{Browser, Form, TestApp};

const DESK: &str = "/ops/billing/fapiao";

/// What an operator does with the oldest that waits.
fn act(desk: &Browser, act: &str) -> Form {
    let path = desk.open(DESK);
    let path = path.attribute("main tbody a", "href").unwrap();
    desk.open(&path).form(&format!("{path}/{act}"))
}

fn twice(form: &Form) {
    assert_eq!([form.submit().status(), form.submit().status()], [303; 2]);
}

/// The VAT invoice of a bill is refused once, then issued; then a part of the bill is given back.
pub(super) fn fapiao(app: &TestApp, post: &mut Post<'_>) {
    let partner = app.active_partner();
    let (_, request) = app.sign_in(&partner.admin);
    let buyer = customer(app, &request, "chenfan", "苏州晨帆贸易有限公司");
    let _ = order(app, &request, buyer, base(app).id, 3);
    app.clock.pass(32 * 86_400);
    app.tick();
    let scope = crate::scope_of(&partner);
    let written = app.db.write(move |tx| {
        let (profile, field) = ("billing", "taxpayer_type");
        store::accounts::set_profile_field(tx, scope, profile, field, "small-scale")
    });
    written.wait().unwrap();
    let number = app::billing::overview(app, &request).wait().unwrap();
    let number = number.invoices[0].invoice.number.clone();
    let own = partner.company.email.as_str();
    let to = partner.company.invoice_email.as_str();
    let clerk = app.member_of_staff("fapiao-desk", &[StaffRole::BillingOperator]);
    let desk = app.browser_of(&clerk);
    let lead = app.browser_of(&app.staff(StaffRole::CreditLead));
    let browser = app.browser_of(&partner.admin);
    post.skip();
    let told = "fapiao-desk@operator.example";
    let path = format!("/billing/invoices/{number}/fapiao");
    let asked = [("FAPIAO-ASKED", told)];
    twice(&browser.open(&path).form(&path));
    post.brings("a VAT invoice that is asked for", &asked);
    twice(&act(&desk, "refuse").put("reason", "The title is not the company's"));
    let code = "FAPIAO-REFUSED";
    post.brings("a VAT invoice that is refused", &[(code, own), (code, to)]);
    app.clock.pass(1);
    twice(&browser.open(&path).form(&path));
    post.brings("a VAT invoice that is asked for again", &asked);
    twice(&act(&desk, "issue").put("number", "26332000000012345678"));
    let code = "FAPIAO-ISSUED";
    post.brings("a VAT invoice that is issued", &[(code, own), (code, to)]);
    let new = "/ops/billing/credit-notes/new";
    let form = desk.open(new).form(new).put("invoice", &number);
    let form = form.put("amount", "1").put("reason", "Nobody used it");
    twice(&form);
    let note = lead.open("/ops/billing/credit-notes");
    let note = note.attribute("main tbody a", "href").unwrap();
    twice(&lead.open(&note).form(&format!("{note}/approve")));
    post.brings("a credit note about it", &[("FAPIAO-RED-DUE", told)]);
    twice(&act(&desk, "issue").put("number", "26332000000012345679"));
    let code = "FAPIAO-RED-ISSUED";
    post.brings("a red-letter one", &[(code, own), (code, to)]);
}
