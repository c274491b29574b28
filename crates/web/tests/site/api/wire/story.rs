//! A partner's program calls every operation once, with something there to tell about each.

use super::super::{attest, customer, new_customer, partner, text};
use domain::catalogue::{Offer, Qualification};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use testkit::delegated::{CALLBACK, VERIFIER};
use testkit::{Page, Partner, Program, TestApp};

/// An answer.
pub(super) struct Told {
    /// Its status.
    pub(super) status: u16,
    /// Its document; nothing where there is none.
    pub(super) body: Value,
}

/// What was answered, by the operation's name in documents.
struct Book<'a> {
    app: &'a TestApp,
    program: Program,
    /// The answers.
    told: BTreeMap<&'static str, Told>,
}

impl Book<'_> {
    fn call(&mut self, id: &'static str, method: &str, path: &str, body: Option<&Value>) -> Value {
        let request = domain::ids::fresh_uuid(&*self.app.entropy).to_string();
        let headers = [("ms-requestid", request.as_str())];
        let send = || self.program.call_with(&headers, method, path, body);
        let page = send();
        let source = page.source();
        assert!(page.status() < 300, "{id}: {} {source}", page.status());
        if !matches!(method, "GET" | "HEAD") {
            // The budget of a minute is for one of each.
            self.app.clock.pass(2);
            let again = send();
            let whole = |page: &Page| (page.status(), without_password(&page.source()));
            assert_eq!(whole(&again), whole(&page), "{id} sent again");
        }
        let body = if source.is_empty() {
            Value::Null
        } else {
            page.json()
        };
        let told = Told {
            status: page.status(),
            body: body.clone(),
        };
        assert!(self.told.insert(id, told).is_none(), "{id} is told twice");
        body
    }

    fn get(&mut self, id: &'static str, path: &str) -> Value {
        self.call(id, "GET", path, None)
    }

    /// What is refused as the documents have it.
    fn refused(&mut self, id: &'static str, path: &str, status: u16) {
        let page = self.program.get(path).expect(status);
        let body = page.json();
        let told = Told { status, body };
        assert!(self.told.insert(id, told).is_none(), "{id} is told twice");
    }

    fn send(&mut self, id: &'static str, method: &str, path: &str, body: &Value) -> Value {
        self.call(id, method, path, Some(body))
    }
}

/// Where offers begin of which a customer may have so many, and no more.
fn limited(book: &Book<'_>, path: &str) -> usize {
    let all = book.program.get(path).expect(200).json();
    let mut all = all["items"].as_array().unwrap().iter();
    let at = all.position(|offer| offer["limit"].is_number());
    at.expect("an offer with a limit")
}

/// A first password is told once.
fn without_password(source: &str) -> Value {
    let mut body = serde_json::from_str::<Value>(source).unwrap_or_default();
    if let Some(credentials) = body["userCredentials"].as_object_mut() {
        credentials.remove("password");
    }
    body
}

/// Calls everything; what writes is sent twice with the same request id, and answered the same.
pub(super) fn told(app: &TestApp, receiver: &str) -> BTreeMap<&'static str, Told> {
    let (owner, program) = partner(app);
    let mut book = Book {
        app,
        program,
        told: BTreeMap::new(),
    };
    own_profiles(&mut book, &owner.company.network_id);
    let buyer = customers(&mut book);
    catalogue(&mut book, &buyer);
    selling(&mut book, &buyer, &owner.company.network_id);
    moves(&mut book, &buyer);
    around(&mut book, &buyer);
    told_of_events(&mut book, receiver);
    tokens(&mut book, &owner);
    book.told
}

fn own_profiles(book: &mut Book<'_>, network_id: &str) {
    for (id, path) in [
        ("profiles.update_billing", "billing"),
        ("profiles.update_organization", "organization"),
        ("profiles.update_support", "support"),
    ] {
        let path = format!("/v1/profiles/{path}");
        let mut now = book.program.get(&path).expect(200).json();
        if id == "profiles.update_billing" {
            now["purchaseOrderNumber"] = "PO-9".into();
            now["primaryContact"]["phoneNumber"] = "0512 6655 0101".into();
        }
        book.send(id, "PUT", &path, &now);
    }
    // Read when there is something to tell of everything.
    for (id, path) in [
        ("profiles.get_billing", "billing"),
        ("profiles.get_legal_business", "legalbusiness"),
        ("profiles.get_mpn", "mpn"),
        ("profiles.get_organization", "organization"),
        ("profiles.get_support", "support"),
    ] {
        book.get(id, &format!("/v1/profiles/{path}"));
    }
    let path = "/v1/profiles/legalbusiness";
    let mut moved = book.program.get(path).expect(200).json();
    moved["address"]["addressLine2"] = "20 层".into();
    book.send("profiles.update_legal_business", "PUT", path, &moved);
    let own = format!("/v1/profiles/mpn?mpnId={network_id}");
    book.get("profiles.get_mpn_by_id", &own);
    let address = json!({
        "AddressLine1": "星湖街 328 号", "AddressLine2": "5 楼", "City": "苏州", "State": "JS",
        "Region": "工业园区", "PostalCode": "215000", "Country": "CN", "PhoneNumber": "0512 6655 0101",
    });
    let path = "/v1/validations/address";
    book.send("validations.validate_address", "POST", path, &address);
}

fn customers(book: &mut Book<'_>) -> String {
    let app = book.app;
    let mut new = new_customer(app, "chenfan", "苏州晨帆贸易有限公司");
    new["CompanyProfile"]["OrganizationRegistrationNumber"] =
        testkit::Company::new(9001).credit_code.into();
    new["BillingProfile"]["DefaultAddress"]["AddressLine2"] = "5 楼".into();
    new["BillingProfile"]["DefaultAddress"]["Region"] = "工业园区".into();
    let made = book.send("customers.create", "POST", "/v1/customers", &new);
    let id = text(&made, "/id");
    book.get("customers.list", "/v1/customers?size=20");
    let filter = r#"{"Field":"CompanyName","Value":"苏州","Operator":"starts_with"}"#;
    let filter: String = filter.bytes().map(|byte| format!("%{byte:02X}")).collect();
    book.get(
        "customers.search",
        &format!("/v1/customers?filter={filter}"),
    );
    let path = format!("/v1/customers/{id}");
    book.get("customers.get", &path);
    // Nobody vets customers: there is no status, and the documents have a number for that.
    let status = format!("{path}/validationStatus?type=account");
    book.refused("customers.get_validation_status", &status, 404);
    let company = format!("{path}/profiles/company");
    book.get("customers.get_company_profile", &company);
    let billing = format!("{path}/profiles/billing");
    let profile = book.get("customers.get_billing_profile", &billing);
    let mut wish = profile.clone();
    wish["email"] = "su@chenfan.example".into();
    let id_of = "customers.update_billing_profile";
    book.send(id_of, "PUT", &billing, &wish);
    let domain = format!("/v1/domains/chenfan.{}", app.programme.domain_suffix);
    book.call("validations.check_domain", "HEAD", &domain, None);
    let prefix = "/v1/validations/checkdomainavailability/nobody-has-this";
    book.get("validations.check_domain_prefix", prefix);
    book.get(
        "customers.get_organization",
        &format!("{path}/organization"),
    );
    book.get(
        "customers.get_custom_domains",
        &format!("{path}/customDomains"),
    );

    let kinds = "/v1/agreements";
    let kind = "agreementType=MicrosoftCustomerAgreement";
    book.get("agreements.list_metadata", kinds);
    book.get(
        "agreements.list_metadata_by_type",
        &format!("{kinds}?{kind}"),
    );
    let known = book.program.get(kinds).expect(200).json();
    let template = text(&known, "/items/0/templateId");
    book.get(
        "agreements.get_template",
        &format!("/v1/agreementtemplates/{template}/document?language=en-US&country=CN"),
    );
    let word = json!({
        "primaryContact": {
            "firstName": "晓", "lastName": "林", "email": "lin@chenfan.example",
            "phoneNumber": "0512 6655 0101",
        },
        "dateAgreed": format!("{}T00:00:00", app.today()),
        "type": "MicrosoftCustomerAgreement",
    });
    let agreements = format!("{path}/agreements");
    book.send("agreements.create", "POST", &agreements, &word);
    book.get("agreements.list", &agreements);
    book.get("agreements.list_by_type", &format!("{agreements}?{kind}"));
    let direct = format!("{path}/directSignedMicrosoftCustomerAgreementStatus");
    book.get("agreements.get_direct_sign_status", &direct);

    let other = customer(app, &book.program, "haicheng", "宁波海程贸易有限公司");
    let none = json!({ "relationshipToPartner": "none" });
    let path = format!("/v1/customers/{other}");
    book.send("customers.update", "PATCH", &path, &none);
    id
}

fn offers(app: &TestApp) -> &[Offer] {
    &app.programme.catalogue().offers
}

fn open(offer: &&Offer) -> bool {
    offer.qualification == Qualification::None
}

/// A base anybody may buy, with an upgrade, and an add-on for it.
fn pair(app: &TestApp) -> (&Offer, &Offer) {
    let bases = offers(app).iter().filter(open);
    let bases = bases.filter(|o| !o.is_add_on() && !o.is_trial() && !o.upgrades.is_empty());
    let mut pairs = bases.flat_map(|base| {
        let add_ons = offers(app).iter().filter(|a| a.parents.contains(&base.id));
        add_ons.map(move |add_on| (base, add_on))
    });
    pairs.next().expect("a base with add-on and upgrade")
}

fn catalogue(book: &mut Book<'_>, buyer: &str) {
    let (base, _) = pair(book.app);
    book.get(
        "catalog.list_offer_categories",
        "/v1/offercategories?country=CN",
    );
    let at = limited(book, "/v1/offers?country=CN");
    book.get(
        "catalog.list_offers",
        &format!("/v1/offers?country=CN&offset={at}&size=2"),
    );
    let offer = format!("/v1/offers/{}", base.id);
    book.get("catalog.get_offer", &format!("{offer}?country=CN"));
    book.get(
        "catalog.list_offer_addons",
        &format!("{offer}/addons?country=CN"),
    );
    let (sku, country) = (base.id, "country=CN");
    let products = "/v1/products";
    book.get(
        "products.list",
        &format!("{products}?{country}&targetView=OnlineServices&size=2"),
    );
    let product = format!("{products}/{}", base.product);
    book.get("products.get", &format!("{product}?{country}"));
    book.get("products.list_skus", &format!("{product}/skus?{country}"));
    let skus = format!("{product}/skus/{sku}");
    book.get("products.get_sku", &format!("{skus}?{country}"));
    book.get(
        "products.list_availabilities",
        &format!("{skus}/availabilities?{country}"),
    );
    let one = format!("{skus}/availabilities/{sku}?{country}");
    book.get("products.get_availability", &one);

    let own = format!("/v1/customers/{buyer}");
    let at = limited(book, &format!("{own}/offers"));
    book.get(
        "catalog.list_customer_offers",
        &format!("{own}/offers?offset={at}&size=2"),
    );
    let shelves = format!("{own}/offercategories");
    book.get("catalog.list_customer_offer_categories", &shelves);
    let products = format!("{own}/products");
    book.get(
        "products.list_for_customer",
        &format!("{products}?targetView=OnlineServices&size=2"),
    );
    let product = format!("{products}/{}", base.product);
    book.get("products.get_for_customer", &product);
    book.get(
        "products.list_skus_for_customer",
        &format!("{product}/skus"),
    );
    let skus = format!("{product}/skus/{sku}");
    book.get("products.get_sku_for_customer", &skus);
    book.get(
        "products.list_availabilities_for_customer",
        &format!("{skus}/availabilities"),
    );
    book.get(
        "products.get_availability_for_customer",
        &format!("{skus}/availabilities/{sku}"),
    );
}

fn selling(book: &mut Book<'_>, buyer: &str, network_id: &str) {
    let app = book.app;
    let (base, add_on) = pair(app);
    let carts = format!("/v1/customers/{buyer}/carts");
    let lines = json!({ "lineItems": [{
        "id": 0, "catalogItemId": format!("{}:{}:{}", base.product, base.id, base.id),
        "quantity": 5, "friendlyName": "总部", "billingCycle": "monthly",
        "addonItems": [{ "catalogItemId": add_on.id.to_string(), "quantity": 2 }],
    }, {
        "id": 1, "catalogItemId": uuid::Uuid::from_u128(9).to_string(), "quantity": 1,
        "billingCycle": "annual",
        "provisioningContext": { "parentSubscriptionId": uuid::Uuid::from_u128(8).to_string() },
    }]});
    let mut made = book.send("carts.create", "POST", &carts, &lines);
    let cart = format!("{carts}/{}", text(&made, "/id"));
    book.get("carts.get", &cart);
    // The line that cannot be ordered is billed in another way: what is left of the cart is told.
    made["lineItems"][0]["quantity"] = 6.into();
    book.send("carts.update", "PUT", &cart, &made);
    book.call("carts.checkout", "POST", &format!("{cart}/checkout"), None);
    app.drain();
    // One subscription of several shows why it does not run.
    let subscriptions = format!("/v1/customers/{buyer}/subscriptions");
    let bought = book.program.get(&subscriptions).expect(200).json();
    let bought = bought["items"].as_array().unwrap();
    let below = bought
        .iter()
        .find(|item| item["parentSubscriptionId"].is_string());
    let first = format!("{subscriptions}/{}", text(below.unwrap(), "/id"));
    let suspended = json!({ "status": "suspended" });
    let _ = book.program.send("PATCH", &first, &suspended).expect(200);

    let orders = format!("/v1/customers/{buyer}/orders");
    let order = json!({ "billingCycle": "monthly", "lineItems": [{
        "lineItemNumber": 0, "offerId": base.id.to_string(), "quantity": 3, "friendlyName": "分部",
    }]});
    let placed = book.send(
        "orders.create",
        "POST",
        &format!("{orders}?include_price=true"),
        &order,
    );
    app.drain();
    let order = format!("{orders}/{}", text(&placed, "/id"));
    let done = book.get("orders.get", &format!("{order}?include_price=true"));
    let status = format!("{order}/provisioningstatus");
    book.get("orders.get_provisioning_status", &status);
    let links = "activationlinks";
    book.get("orders.get_activation_links", &format!("{order}/{links}"));
    let line = format!("{order}/lineitems/0/{links}");
    book.get("orders.get_line_item_activation_link", &line);
    let services = format!("/v1/customers/{buyer}/managedservices");
    book.get("customers.list_managed_services", &services);
    book.get("orders.list", &format!("{orders}?include_price=true"));
    book.get(
        "orders.list_by_billing_cycle",
        &format!("{orders}?billingType=monthly"),
    );
    let subscription = text(&done, "/lineItems/0/subscriptionId");
    let mut more = done.clone();
    more["lineItems"].as_array_mut().unwrap().push(json!({
        "lineItemNumber": 1, "offerId": add_on.id.to_string(), "quantity": 1,
        "parentSubscriptionId": subscription,
    }));
    book.send("orders.update", "PATCH", &order, &more);
    app.drain();

    book.get("subscriptions.list", &subscriptions);
    let of_order = format!("{subscriptions}?order_id={}", text(&placed, "/id"));
    book.get("subscriptions.list_by_order", &of_order);
    let of_partner = format!("{subscriptions}?mpn_id={network_id}");
    book.get("subscriptions.list_by_partner", &of_partner);
    let one = format!("{subscriptions}/{subscription}");
    let mut read = book.get("subscriptions.get", &one);
    book.get("subscriptions.list_addons", &format!("{one}/addons"));
    let status = format!("{one}/provisioningstatus");
    book.get("subscriptions.get_provisioning_status", &status);
    read["quantity"] = 4.into();
    book.send("subscriptions.update", "PATCH", &one, &read);
    // It has an add-on, which stands in the way of an upgrade: there is an obstacle to tell.
    book.get("subscriptions.list_upgrades", &format!("{one}/upgrades"));
}

fn moves(book: &mut Book<'_>, buyer: &str) {
    let (app, program) = (book.app, book.program.clone());
    let (base, _) = pair(app);
    let order = |buyer: &str, offer: &Offer| {
        let line = json!({ "offerId": offer.id.to_string(), "quantity": offer.minimum.max(1) });
        let orders = format!("/v1/customers/{buyer}/orders");
        let order = json!({ "lineItems": [line] });
        let placed = program.send("POST", &orders, &order).expect(201).json();
        app.drain();
        let done = program.get(&format!("{orders}/{}", text(&placed, "/id")));
        let id = text(&done.expect(200).json(), "/lineItems/0/subscriptionId");
        format!("/v1/customers/{buyer}/subscriptions/{id}")
    };
    let runs = order(buyer, base);
    let upgrades = format!("{runs}/upgrades");
    let ways = program.get(&upgrades).expect(200).json();
    book.send(
        "subscriptions.create_upgrade",
        "POST",
        &upgrades,
        &ways["items"][0],
    );
    app.drain();

    let other = customer(app, &program, "yunhe", "杭州云河贸易有限公司");
    attest(app, &program, &other);
    let mut trials = offers(app).iter().filter(open).filter(|o| o.is_trial());
    let trial = order(&other, trials.next().expect("a trial"));
    let conversions = format!("{trial}/conversions");
    let ways = book.get("subscriptions.list_conversions", &conversions);
    let way = &ways["items"][0];
    book.send("subscriptions.create_conversion", "POST", &conversions, way);
    app.drain();
}

/// What stands beside selling: records, relationships, the contact for support.
fn around(book: &mut Book<'_>, buyer: &str) {
    let filter = format!(r#"{{"Field":"CustomerId","Value":"{buyer}","Operator":"equals"}}"#);
    let filter: String = filter.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let records = book.get(
        "audit.list",
        &format!("/v1/auditrecords?size=2&filter={filter}"),
    );
    let record = text(&records, "/items/0/id");
    let path = format!("/auditactivity/v1/auditrecords/{record}");
    book.get("audit.get", &path);
    book.get(
        "relationships.get_request",
        "/v1/customers/relationshiprequests",
    );
    let own = format!("/v1/customers/{buyer}");
    book.get(
        "relationships.list_for_customer",
        &format!("{own}/relationships"),
    );
    let kind = "relationship_type=IsIndirectCloudSolutionProviderOf";
    let resellers = format!("/v1/relationships?{kind}");
    book.get("indirect.list_resellers", &resellers);
    let rules = "/v1/countryvalidationrules/CN";
    book.get("validations.get_country_rules", rules);
    let list = format!("{own}/subscriptions");
    let bought = book.program.get(&list).expect(200).json();
    let contact = format!("{list}/{}/supportcontact", text(&bought, "/items/0/id"));
    let told = book.get("subscriptions.get_support_contact", &contact);
    book.send(
        "subscriptions.update_support_contact",
        "PUT",
        &contact,
        &told,
    );
}

fn told_of_events(book: &mut Book<'_>, receiver: &str) {
    let place = "/webhooks/v1/registration";
    book.get("webhooks.list_events", &format!("{place}/events"));
    let wish = json!({ "WebhookUrl": receiver, "WebhookEvents": ["test-created"] });
    book.send("webhooks.create_registration", "POST", place, &wish);
    let wish = json!({
        "WebhookUrl": receiver, "WebhookEvents": ["subscription-updated", "test-created"],
    });
    book.send("webhooks.update_registration", "PUT", place, &wish);
    book.get("webhooks.get_registration", place);
    let tests = format!("{place}/validationEvents");
    let sent = book.call("webhooks.create_validation_event", "POST", &tests, None);
    book.app.drain();
    let sent = format!("{tests}/{}", text(&sent, "/correlationId"));
    book.get("webhooks.get_validation_event", &sent);
    book.call("webhooks.delete_registration", "DELETE", place, None);
}

/// What the token address answers, first generation, as the documents show it.
fn tokens(book: &mut Book<'_>, owner: &Partner) {
    let (app, program) = (book.app, book.program.clone());
    let resource = "https://api.partnercenter.microsoft.com";
    let ask = |fields: &[(&str, &str)]| -> Value {
        let mut all = vec![
            ("client_id", program.client_id.as_str()),
            ("client_secret", program.secret.as_str()),
            ("resource", resource),
        ];
        all.extend_from_slice(fields);
        program.ask(&program.tenant, &all).expect(200).json()
    };
    app.register_address(&program, CALLBACK);
    let login = app.agent(owner, domain::caller::AgentSetting::AdminAgent);
    let code = program.agreed(&app.browser_of(&login));
    let own = ask(&[("grant_type", "client_credentials")]);
    let redeemed = ask(&[
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("redirect_uri", CALLBACK),
        ("code_verifier", VERIFIER),
    ]);
    let refresh = text(&redeemed, "/refresh_token");
    let renewed = ask(&[("grant_type", "refresh_token"), ("refresh_token", &refresh)]);
    for (id, body) in [
        ("auth.get_app_token", own),
        ("auth.redeem_authorization_code", redeemed),
        ("auth.refresh_user_token", renewed),
    ] {
        book.told.insert(id, Told { status: 200, body });
    }
}
