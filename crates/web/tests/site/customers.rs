//! A partner's customers: made once, found again, changed by one at a time, and invisible to others.

use crate::{at_once, count};
use app::customers::{self, Cursor, Search};
use app::{Failure, Request, catalogue};
use domain::caller::{AdminSetting, AgentSetting, Caller};
use domain::enrolment::form::Answers;
use domain::ids::TenantId;
use domain::selling::Reason;
use testkit::TestApp;
pub(crate) use testkit::selling::typed;

testkit::on_both! { TestApp from trading:
    a_customer_is_made_once_and_its_password_shown_once,
    what_is_wrong_is_told_at_its_field,
    customers_are_found_by_the_beginning_of_name_or_domain_page_by_page,
    a_profile_is_changed_by_one_at_a_time,
    others_do_not_see_it_and_roles_decide,
    a_suspended_partner_makes_no_customers_but_keeps_those_it_has,
}

/// The request of somebody of the same company with other settings.
pub(crate) fn acting(request: &Request, agent: AgentSetting, admin: AdminSetting) -> Request {
    let person = request.caller.person().unwrap().clone();
    Request {
        caller: Caller::User {
            person,
            agent,
            admin,
        },
        ..request.clone()
    }
}

fn fields(failure: &Failure) -> Vec<(String, &'static str)> {
    match failure {
        Failure::Invalid(problems) => problems
            .iter()
            .map(|p| (p.field.clone(), p.problem.code))
            .collect(),
        other => panic!("{other:?}"),
    }
}

pub(crate) fn reason(failure: &Failure) -> Reason {
    match failure {
        Failure::Refused(refusals) => refusals[0].reason,
        other => panic!("{other:?}"),
    }
}

fn a_customer_is_made_once_and_its_password_shown_once(app: &TestApp) {
    let partner = app.active_partner();
    let (_, request) = app.sign_in(&partner.admin);
    let new = typed("chenfan", "苏州晨帆贸易有限公司");
    let first = customers::create(app, &request, &new, "key-1").unwrap();
    let password = first.password.unwrap();
    assert_eq!(
        first.sign_in_name,
        format!("admin@chenfan.{}", app.programme.domain_suffix)
    );
    // The same key is the same customer, and nobody sees the password again.
    let again = customers::create(app, &request, &new, "key-1").unwrap();
    assert_eq!(again.customer, first.customer);
    assert!(again.password.is_none());
    let other = typed("chenfan2", "另一家贸易有限公司");
    let reused = customers::create(app, &request, &other, "key-1").unwrap_err();
    assert!(matches!(reused, Failure::KeyReused));
    assert_eq!(count(app, "SELECT COUNT(*) AS n FROM customer"), 1);

    let customer = customers::get(app, &request, first.customer)
        .wait()
        .unwrap();
    assert_eq!(customer.company_name, "苏州晨帆贸易有限公司");
    assert_eq!(customer.phone, "+8651266550101");
    assert!(customer.delegated && !customer.sandbox && customer.version == 1);
    // The password opens the account, and only as a first password.
    let _ = app.first_sign_in(&first.sign_in_name, &password);
    // What is kept for repetitions and for readers of the audit log is not the password, neither
    // as it was shown nor as it is typed.
    let plain = domain::identity::password::ungrouped(&password);
    for secret in [format!("%{}%", *password), format!("%{}%", plain)] {
        let kept = app.read(move |tx| {
            let secret: store::Value = secret.as_str().into();
            Ok(tx.query_one::<i64>(
                "SELECT (SELECT COUNT(*) FROM idempotency_key WHERE outcome LIKE $1)
                    + (SELECT COUNT(*) FROM audit_entry WHERE detail LIKE $1) AS n",
                &[secret],
            )?)
        });
        assert_eq!(kept.wait().unwrap(), 0);
    }
    let written = "SELECT COUNT(*) AS n FROM audit_entry WHERE action = 'customer.create'
        AND outcome = 'succeeded'";
    assert_eq!(
        count(app, written),
        2,
        "in the partner's log and in the customer's"
    );
}

fn what_is_wrong_is_told_at_its_field(app: &TestApp) {
    let partner = app.active_partner();
    let (_, request) = app.sign_in(&partner.admin);
    let refused = |new: &Answers| fields(&customers::create(app, &request, new, "").unwrap_err());
    let with = |field: &str, value: &str| {
        let mut new = typed("chenfan", "苏州晨帆贸易有限公司");
        new.insert(field.to_owned(), value.to_owned());
        new
    };
    let at = |field: &str, code| vec![(field.to_owned(), code)];
    assert_eq!(
        refused(&with("country", "US")),
        at("country", "country-fixed")
    );
    assert_eq!(
        refused(&with("postal_code", "98052")),
        at("postal_code", "postal-code-format")
    );
    let own = format!(
        "x@{}.{}",
        partner.company.prefix, app.programme.domain_suffix
    );
    assert_eq!(
        refused(&with("email", &own)),
        at("email", "email-of-seller")
    );
    // Nor at a domain the partner has proved to be its own since; adding it is no proof.
    app::accounts::domains::add(app, &request, "partner-shop.example", "")
        .wait()
        .unwrap();
    let own = |prefix: &str| {
        let mut new = typed(prefix, "拾光贸易有限公司");
        new.insert("email".to_owned(), "x@mail.partner-shop.example".to_owned());
        new
    };
    customers::create(app, &request, &own("shiguang"), "").unwrap();
    app.database
        .tamper("UPDATE custom_domain SET state = 'verified'");
    assert_eq!(
        refused(&own("shiguang-zwei")),
        at("email", "email-of-seller")
    );
    assert_eq!(
        refused(&with("domain_prefix", &partner.company.prefix)),
        at("domain_prefix", "domain-taken")
    );
    let known = |domain: &str| {
        customers::is_domain_known(app, &request, domain)
            .wait()
            .unwrap()
    };
    let suffix = &app.programme.domain_suffix;
    assert!(!known("chenfan") && !known(&format!("chenfan.{suffix}")));
    assert!(known(&partner.company.prefix) && known("chenfan.other.example") && known("admin"));

    // One company, one account: also when two make it at once under different names.
    let code = with("credit_code", &partner.company.credit_code);
    let mut twin = code.clone();
    twin.insert("domain_prefix".to_owned(), "chenfan-zwei".to_owned());
    let outcomes = at_once(
        || customers::create(app, &request, &code, ""),
        || customers::create(app, &request, &twin, ""),
    );
    let made = outcomes.iter().filter(|o| o.is_ok()).count();
    assert_eq!(made, 1, "{outcomes:?}");
    for failure in outcomes.iter().filter_map(|o| o.as_ref().err()) {
        assert_eq!(fields(failure), at("credit_code", "customer-known"));
    }
    // And one domain.
    let outcomes = at_once(
        || customers::create(app, &request, &typed("weifeng", "微风一号有限公司"), ""),
        || customers::create(app, &request, &typed("weifeng", "微风二号有限公司"), ""),
    );
    assert_eq!(outcomes.iter().filter(|o| o.is_ok()).count(), 1);
    for failure in outcomes.iter().filter_map(|o| o.as_ref().err()) {
        assert_eq!(fields(failure), at("domain_prefix", "domain-taken"));
    }
    assert!(known("weifeng"));
    let checked = customers::check_address(app, &request, &with("province", "ZZ")).unwrap();
    assert_eq!(checked.problems.len(), 1);
}

fn customers_are_found_by_the_beginning_of_name_or_domain_page_by_page(app: &TestApp) {
    let partner = app.active_partner();
    let (_, request) = app.sign_in(&partner.admin);
    for (prefix, name) in [
        ("delta-one", "Delta Trading Company"),
        ("zulu", "ｄｅｌｔａ  Logistics Company"),
        ("delta-two", "Echo Foods Company"),
        ("echo", "delta trading company"),
        ("fangzhou", "方舟食品有限公司"),
    ] {
        customers::create(app, &request, &typed(prefix, name), "").unwrap();
    }
    let pages = |search: Search, limit| {
        let mut found: Vec<Vec<String>> = Vec::new();
        let mut after: Option<Cursor> = None;
        loop {
            let page = customers::list(app, &request, search.clone(), after, limit);
            let page = page.wait().unwrap();
            let prefixes = page.customers.iter().map(|c| {
                let prefix = c.domain.split('.').next().unwrap();
                prefix.to_owned()
            });
            found.push(prefixes.collect());
            after = page.next;
            if after.is_none() {
                return found;
            }
        }
    };
    let flat = |search: Search, limit| pages(search, limit).concat();
    let all = flat(Search::All, 0);
    assert_eq!(all.len(), 5);
    assert_eq!(
        (&all[0], &all[4]),
        (&"zulu".to_owned(), &"fangzhou".to_owned())
    );
    // Page by page is the same, without gaps and without repetition, even among equal names.
    for limit in 1..=6 {
        let cut = pages(Search::All, limit);
        assert_eq!(cut.concat(), all, "pages of {limit}");
        let longest = cut.iter().map(Vec::len).max();
        assert!(longest <= Some(limit as usize));
    }
    let named = |text: &str| flat(Search::Name(text.to_owned()), 2);
    assert_eq!(named("DELTA t").len(), 2);
    assert_eq!(named("delta").len(), 3);
    assert_eq!(named("方舟"), ["fangzhou"]);
    assert!(named("trading").is_empty() && named("%").is_empty() && named("_").is_empty());
    let domain = |text: &str| flat(Search::Domain(text.to_owned()), 1);
    assert_eq!(domain("Delta-"), ["delta-one", "delta-two"]);
    assert!(domain("one").is_empty());
}

fn a_profile_is_changed_by_one_at_a_time(app: &TestApp) {
    let partner = app.active_partner();
    let (_, request) = app.sign_in(&partner.admin);
    let new = typed("chenfan", "苏州晨帆贸易有限公司");
    let id = customers::create(app, &request, &new, "").unwrap().customer;
    let mut changed = new.clone();
    changed.insert("company_name".to_owned(), "苏州远帆贸易有限公司".to_owned());
    let update = |version, key: &str| {
        customers::update_profile(app, &request, id, version, &changed, key).wait()
    };
    let [one, other] = at_once(|| update(1, "a"), || update(1, "b"));
    assert_eq!(u8::from(one.is_ok()) + u8::from(other.is_ok()), 1);
    let stale = one.err().or(other.err()).unwrap();
    assert_eq!(stale.code(), "stale");
    let customer = customers::get(app, &request, id).wait().unwrap();
    assert_eq!(
        (customer.version, &*customer.company_name),
        (2, "苏州远帆贸易有限公司")
    );
    let found = customers::list(app, &request, Search::Name("苏州远".to_owned()), None, 0);
    assert_eq!(found.wait().unwrap().customers, [customer.into()]);
    changed.insert("postal_code".to_owned(), "1".to_owned());
    let refused = customers::update_profile(app, &request, id, 2, &changed, "").wait();
    assert_eq!(fields(&refused.unwrap_err())[0].0, "postal_code");

    // The agreement is attested once.
    let mut word: Answers = ["family_name", "given_name", "email"]
        .map(|field| (field.to_owned(), new[field].clone()))
        .into();
    let attest = |word: &Answers| customers::attest(app, &request, id, word, "").wait();
    word.insert(
        "agreed_on".to_owned(),
        app.today().tomorrow().unwrap().to_string(),
    );
    assert_eq!(
        fields(&attest(&word).unwrap_err())[0],
        ("agreed_on".to_owned(), "date-in-future")
    );
    word.insert("agreed_on".to_owned(), app.today().to_string());
    attest(&word).unwrap();
    assert_eq!(attest(&word).unwrap_err().code(), "attested-before");
    let words = customers::attestations(app, &request, id).wait().unwrap();
    assert_eq!(words.len(), 1);
    assert_eq!(words[0].template, customers::CUSTOMER_AGREEMENT);
}

fn others_do_not_see_it_and_roles_decide(app: &TestApp) {
    use AdminSetting as A;
    use AgentSetting as G;
    let (partner, stranger) = (app.active_partner(), app.active_partner());
    let (_, request) = app.sign_in(&partner.admin);
    let (_, strange) = app.sign_in(&stranger.admin);
    let new = typed("chenfan", "苏州晨帆贸易有限公司");
    let id = customers::create(app, &request, &new, "").unwrap().customer;
    let none = |outcome: Failure| assert!(matches!(outcome, Failure::NotFound), "{outcome:?}");
    none(customers::get(app, &strange, id).wait().unwrap_err());
    none(
        customers::update_profile(app, &strange, id, 1, &new, "")
            .wait()
            .unwrap_err(),
    );
    none(
        customers::end_relationship(app, &strange, id, "")
            .wait()
            .unwrap_err(),
    );
    none(customers::delete(app, &strange, id, "").wait().unwrap_err());
    none(
        customers::attestations(app, &strange, id)
            .wait()
            .unwrap_err(),
    );
    none(
        customers::get(app, &strange, TenantId(partner.tenant.0))
            .wait()
            .unwrap_err(),
    );
    let list = customers::list(app, &strange, Search::All, None, 0)
        .wait()
        .unwrap();
    assert!(list.customers.is_empty());

    // A helpdesk agent sees and does not sell; a billing admin sees prices and no customers.
    let helpdesk = acting(&request, G::HelpdeskAgent, A::None);
    assert!(customers::get(app, &helpdesk, id).wait().is_ok());
    let refused = customers::create(app, &helpdesk, &typed("b", "乙"), "").unwrap_err();
    assert!(matches!(refused, Failure::NeedsRole(_)));
    let billing = acting(&request, G::None, A::BillingAdmin);
    assert!(customers::get(app, &billing, id).wait().is_err());
    assert_eq!(
        customers::attestations(app, &billing, id).wait().unwrap(),
        []
    );
    assert!(catalogue::sees_prices(&billing));
    let sales = acting(&request, G::SalesAgent, A::None);
    let offers = catalogue::offers(app, &sales, "cn", None).unwrap();
    assert!(offers.len() > 15);
    let hidden = catalogue::price(app, &sales, offers[0]).unwrap_err();
    assert_eq!(reason(&hidden), Reason::PricesHidden);
    let price = catalogue::price(app, &request, offers[0]).unwrap().unwrap();
    assert!(price.list_minor > 0);
    let abroad = catalogue::categories(app, &request, "US").unwrap_err();
    assert_eq!(fields(&abroad)[0].0, "country");
    let unknown = catalogue::offer(app, &request, "CN", partner.tenant.0);
    assert!(matches!(unknown, Err(Failure::NotFound)));

    // Outside a sandbox nothing is deleted; a relationship ends and the customer is gone.
    let kept = customers::delete(app, &request, id, "").wait().unwrap_err();
    assert_eq!(reason(&kept), Reason::NotInSandbox);
    let sales_cannot = customers::end_relationship(app, &sales, id, "").wait();
    assert!(matches!(sales_cannot, Err(Failure::NeedsRole(_))));
    customers::end_relationship(app, &request, id, "")
        .wait()
        .unwrap();
    none(customers::get(app, &request, id).wait().unwrap_err());

    // A customer's own administrator is nobody's seller.
    let made = customers::create(app, &request, &typed("delta", "三角洲贸易有限公司"), "").unwrap();
    let login = app.first_sign_in(&made.sign_in_name, &made.password.unwrap());
    let (_, own) = app.sign_in(&login);
    for failure in [
        catalogue::offers(app, &own, "CN", None).unwrap_err(),
        customers::list(app, &own, Search::All, None, 0)
            .wait()
            .unwrap_err(),
        customers::create(app, &own, &typed("vier", "第四有限公司"), "").unwrap_err(),
    ] {
        none(failure);
    }
    assert!(!catalogue::sees_prices(&own));
}

fn a_suspended_partner_makes_no_customers_but_keeps_those_it_has(app: &TestApp) {
    let partner = app.active_partner();
    let (_, request) = app.sign_in(&partner.admin);
    let new = typed("chenfan", "苏州晨帆贸易有限公司");
    let id = customers::create(app, &request, &new, "").unwrap().customer;
    app.database
        .tamper("UPDATE partner SET status = 'suspended-payment'");
    // The session still believes otherwise; the database decides.
    let refused = customers::create(app, &request, &typed("b-zwei", "乙方有限公司"), "");
    assert_eq!(reason(&refused.unwrap_err()), Reason::PartnerSuspended);
    let updated = customers::update_profile(app, &request, id, 1, &new, "").wait();
    assert_eq!(updated.unwrap(), 2);
    // A sandbox is a partner whose customers can be deleted, and it holds only so many.
    app.database.tamper("UPDATE partner SET status = 'active'");
    app.database
        .tamper("UPDATE tenant SET kind = 'sandbox-partner' WHERE kind = 'partner'");
    let play = customers::create(app, &request, &typed("spiel", "沙盒有限公司"), "").unwrap();
    assert!(
        customers::get(app, &request, play.customer)
            .wait()
            .unwrap()
            .sandbox
    );
    customers::delete(app, &request, play.customer, "")
        .wait()
        .unwrap();
    let gone = customers::get(app, &request, play.customer).wait();
    assert!(matches!(gone, Err(Failure::NotFound)));
    // Its domain is free again.
    customers::create(app, &request, &typed("spiel", "沙盒有限公司"), "").unwrap();
}
