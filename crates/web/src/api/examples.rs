//! Bodies to begin with, for the explorer and the description of the interface.

use serde_json::{Value, json};

/// Ids examples are about; what is not known is a placeholder.
#[derive(Debug, Clone, Default)]
pub struct Samples {
    /// A customer.
    pub customer: String,
    /// A subscription of it.
    pub subscription: String,
    /// The order it came with.
    pub order: String,
    /// An offer that can be ordered.
    pub offer: String,
    /// A trial, or an offer to move to.
    pub other_offer: String,
    /// The product of the offer.
    pub product: String,
}

impl Samples {
    /// What stands for a placeholder of a path.
    #[must_use]
    pub fn of(&self, placeholder: &str) -> String {
        match placeholder {
            "customer_id" => self.customer.clone(),
            "subscription_id" => self.subscription.clone(),
            "order_id" => self.order.clone(),
            "offer_id" | "sku_id" | "availability_id" => self.offer.clone(),
            "product_id" => self.product.clone(),
            "domain" => "chenfan.partner.example".to_owned(),
            "domain_prefix" => "chenfan".to_owned(),
            "line_item_number" => "0".to_owned(),
            "program_name" => "csp".to_owned(),
            _ => String::new(),
        }
    }
}

/// The query an operation cannot do without.
#[must_use]
pub fn query(operation: &str) -> &'static str {
    match operation {
        "products.list" | "products.list_for_customer" => "targetView=OnlineServices",
        "indirect.list_resellers" => "relationship_type=IsIndirectCloudSolutionProviderOf",
        "customers.get_validation_status" => "type=account",
        _ => "",
    }
}

/// A body an operation takes.
#[must_use]
pub fn body(operation: &str, samples: &Samples, domain: &str, today: &str) -> Option<Value> {
    let address = json!({
        "firstName": "晓", "lastName": "林", "addressLine1": "星湖街 328 号", "city": "苏州",
        "state": "江苏", "postalCode": "215000", "country": "CN", "phoneNumber": "0512 6655 0101",
    });
    let billing = |name: &str| {
        json!({
            "email": "lin@chenfan.example", "culture": "zh-CN", "language": "zh",
            "companyName": name, "defaultAddress": address,
        })
    };
    Some(match operation {
        "customers.create" => json!({
            "companyProfile": { "domain": format!("my-first-customer.{domain}") },
            "billingProfile": billing("苏州我的第一家客户有限公司"),
        }),
        "customers.update" => json!({ "relationshipToPartner": "none" }),
        "customers.update_billing_profile" => billing("苏州晨帆贸易有限公司"),
        "agreements.create" => json!({
            "primaryContact": {
                "firstName": "晓", "lastName": "林", "email": "lin@chenfan.example",
                "phoneNumber": "0512 6655 0101",
            },
            "dateAgreed": format!("{today}T00:00:00Z"),
            "type": "MicrosoftCustomerAgreement",
        }),
        "carts.create" | "carts.update" => json!({
            "lineItems": [{ "id": 0, "catalogItemId": samples.offer, "quantity": 5 }],
        }),
        "orders.create" => json!({
            "referenceCustomerId": samples.customer, "billingCycle": "monthly",
            "lineItems": [{ "lineItemNumber": 0, "offerId": samples.offer, "quantity": 5 }],
        }),
        "orders.update" => json!({ "id": samples.order, "billingCycle": "annual" }),
        "subscriptions.update" => json!({ "quantity": 6, "friendlyName": "Head office" }),
        "subscriptions.create_upgrade" => json!({ "targetOffer": { "id": samples.other_offer } }),
        "subscriptions.create_conversion" => json!({
            "targetOfferId": samples.other_offer, "quantity": 5, "billingCycle": "monthly",
        }),
        "validations.validate_address" => address,
        "sandbox.turn_clock" | "sandbox.update_clock" => json!({ "advance": "P1D" }),
        "sandbox.reset" => json!({ "confirm": "reset" }),
        _ => return None,
    })
}
