//! Every operation of the table, by every role, on the own company's things and on others'.

use super::hostile::{described, valid};
use super::{attest, customer, partner, text};
use domain::caller::{AdminSetting, AgentSetting};
use domain::catalogue::{BillingCycle, Offer, Qualification};
use domain::permission::{TenantAction, matrix};
use serde_json::{Value, json};
use testkit::{Program, TestApp};
use web::api::examples::{self, Samples};
use web::api::{Operation, all};

testkit::on_both! { TestApp from trading:
    every_operation_by_every_role,
}

/// Whether anybody may buy an offer, billed by the month or by the year.
pub(super) fn yearly(offer: &Offer) -> bool {
    offer.qualification == Qualification::None
        && offer.has_cycle(BillingCycle::Monthly)
        && offer.has_cycle(BillingCycle::Annual)
}

/// Things of one company.
pub(super) struct Things {
    pub(super) customer: String,
    order: String,
    pub(super) subscription: String,
    pub(super) offer: String,
    pub(super) product: String,
    cart: String,
    /// Who supports the subscription.
    pub(super) support: Value,
}

impl Things {
    pub(super) fn of(app: &TestApp, program: &Program, prefix: &str) -> Self {
        let buyer = customer(app, program, prefix, &format!("{prefix}贸易有限公司"));
        attest(app, program, &buyer);
        let offers = &app.programme.catalogue().offers;
        let offer = offers
            .iter()
            .find(|o| !o.is_add_on() && !o.is_trial() && yearly(o))
            .unwrap();
        let order = json!({ "lineItems": [{ "offerId": offer.id.to_string(), "quantity": 2 }] });
        let path = format!("/v1/customers/{buyer}/orders");
        let placed = program.send("POST", &path, &order).expect(201).json();
        app.drain();
        let order = text(&placed, "/id");
        let lines =
            json!({ "lineItems": [{ "catalogItemId": offer.id.to_string(), "quantity": 2 }] });
        let carts = format!("/v1/customers/{buyer}/carts");
        let cart = program.send("POST", &carts, &lines).expect(201).json();
        let done = program.get(&format!("{path}/{order}")).expect(200).json();
        let subscription = text(&done, "/lineItems/0/subscriptionId");
        let support = format!("/v1/customers/{buyer}/subscriptions/{subscription}/supportcontact");
        let support = program.get(&support).expect(200).json();
        Self {
            support: json!({
                "supportTenantId": support["supportTenantId"],
                "supportMpnId": support["supportMpnId"],
            }),
            customer: buyer,
            subscription,
            order,
            offer: offer.id.to_string(),
            product: offer.product.to_string(),
            cart: text(&cart, "/id"),
        }
    }

    /// The things examples are about.
    fn samples(&self) -> Samples {
        Samples {
            customer: self.customer.clone(),
            subscription: self.subscription.clone(),
            order: self.order.clone(),
            offer: self.offer.clone(),
            product: self.product.clone(),
            ..Samples::default()
        }
    }

    /// What stands for each placeholder.
    pub(super) fn parts(&self) -> [(&'static str, &str); 21] {
        [
            ("customer_id", &self.customer),
            ("order_id", &self.order),
            ("template_id", "00000000-0000-4000-8000-000000000001"),
            ("subscription_id", &self.subscription),
            ("offer_id", &self.offer),
            ("product_id", &self.product),
            ("sku_id", &self.offer),
            ("availability_id", &self.offer),
            ("cart_id", &self.cart),
            ("domain", "nobody-has-this"),
            ("domain_prefix", "nobody-has-this"),
            ("line_item_number", "0"),
            ("program_name", "csp"),
            ("country", "CN"),
            ("correlation_id", "00000000-0000-4000-8000-000000000001"),
            ("record_id", "00000000-0000-4000-8000-000000000001_1"),
            ("invoice_id", "D000000001"),
            ("operation_id", "00000000-0000-4000-8000-000000000001"),
            ("manifest_id", "00000000-0000-4000-8000-000000000001"),
            ("billing_provider", "Office"),
            ("invoice_line_item_type", "BillingLineItems"),
        ]
    }

    /// Every id among them.
    pub(super) fn ids(&self) -> Vec<String> {
        let ids = self.parts().into_iter().map(|(_, id)| id.to_owned());
        ids.filter(|id| id.len() == 36).collect()
    }

    /// What stands for a placeholder.
    pub(super) fn id(&self, part: &str) -> &str {
        let parts = self.parts();
        let found = parts.iter().find(|(name, _)| *name == part);
        found
            .unwrap_or_else(|| panic!("{part}: say what stands for it"))
            .1
    }

    pub(super) fn path(&self, op: &Operation) -> String {
        self.path_of(op.path)
    }

    /// An address whose placeholders are filled in.
    pub(super) fn path_of(&self, template: &str) -> String {
        let mut path = template.to_owned();
        for (part, id) in self.parts() {
            path = path.replace(&format!("{{{part}}}"), id);
        }
        assert!(!path.contains('{'), "{path}: say what stands for it");
        path
    }
}

fn every_operation_by_every_role(app: &TestApp) {
    let (owner, program) = partner(app);
    let (_, stranger) = partner(app);
    let things = Things::of(app, &program, "chenfan");
    let theirs = Things::of(app, &stranger, "haicheng");
    // By itself it may nothing: what it may for people it may by their roles alone.
    let powerless = app.program(&owner, AgentSetting::None, AdminSetting::None);
    let powerful = app.program(&owner, AgentSetting::AdminAgent, AdminSetting::GlobalAdmin);
    for agent in AgentSetting::ALL {
        for admin in AdminSetting::ALL {
            let user = format!("{}.{}", agent.text(), admin.text());
            let person = app.employee(&owner, &user, *agent, *admin);
            let lent = if *agent == AgentSetting::None {
                &powerful
            } else {
                &powerless
            };
            for (kind, caller) in [
                ("app", app.program(&owner, *agent, *admin)),
                ("app+user", app.acting_for(lent, &person)),
            ] {
                for op in all() {
                    let who = format!("{} by {kind} {agent:?} and {admin:?}", op.id);
                    one(app, op, &caller, (*agent, *admin), &who, (&things, &theirs));
                }
                app.clock.pass(60);
            }
        }
    }
    app.drain();
}

/// One operation by one caller, on the own company's things and on those of others.
fn one(
    app: &TestApp,
    op: &Operation,
    caller: &Program,
    (agent, admin): (AgentSetting, AdminSetting),
    who: &str,
    (things, theirs): (&Things, &Things),
) {
    let row = op.action.row().unwrap();
    let part = match op.action {
        TenantAction::ViewCustomerAgreement => Some("view"),
        TenantAction::ViewActivity => Some("user events"),
        TenantAction::EditBillingProfile => Some("billing part"),
        _ => None,
    };
    let may = matrix::allows(row, part, agent, admin);
    // A document that can be done, so that what a change answers is searched too; elsewhere an empty one.
    let known = described().any(|known| known.id == op.id);
    let selling = ["orders.", "carts.", "subscriptions.update"];
    let document = if !op.writes() || !known {
        None
    } else if selling.iter().any(|begin| op.id.starts_with(begin)) {
        examples::body(op.id, &things.samples(), "", "")
    } else {
        valid(op, app, things)
    };
    let own = caller.send_or_get(op.method, &things.path(op), document);
    if !may {
        assert_eq!(own.0, 403, "{who}: {}", own.1);
    } else if own.0 == 403 {
        assert!(!own.1.contains("\"2032\""), "{who}: {}", own.1);
    } else {
        assert!(own.0 != 401 && own.0 < 500, "{who}: {}", own.1);
    }
    let prices = TenantAction::ViewPrices.row().unwrap();
    if !matrix::allows(prices, None, agent, admin) {
        hides_prices(&own.1, who);
    }
    if op.path.contains("{customer_id}") {
        let other = caller.send_or_get(op.method, &theirs.path(op), None);
        let wanted = if may { [404, 400] } else { [403, 403] };
        assert!(
            wanted.contains(&other.0),
            "{who}, others': {} {}",
            other.0,
            other.1
        );
        assert!(!other.1.contains("haicheng"), "{who}: {}", other.1);
        hides_prices(&other.1, who);
    }
}

/// Nothing in an answer is a price, or leads to one.
fn hides_prices(answer: &str, who: &str) {
    let told = answer.to_lowercase();
    for word in ["price\":", "pricing", "amount\":", "msrp", "cost\":"] {
        assert!(!told.contains(word), "{who} tells {word}: {told}");
    }
}

trait SendOrGet {
    fn send_or_get(&self, method: &str, path: &str, body: Option<Value>) -> (u16, String);
}

impl SendOrGet for Program {
    fn send_or_get(&self, method: &str, path: &str, body: Option<Value>) -> (u16, String) {
        let path = format!("{path}?include_price=true");
        let body = body.unwrap_or_else(|| json!({}));
        let body = (!matches!(method, "GET" | "HEAD" | "DELETE")).then_some(&body);
        let page = self.call_with(&[], method, &path, body);
        (page.status(), page.source())
    }
}
