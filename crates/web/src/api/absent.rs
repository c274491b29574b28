//! Operations a partner centre has and this one does not, or not yet. They answer that, instead of
//! looking like a wrong address.

use super::problem::Problem;

/// Why an operation is absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It belongs to terms, clouds or services that are not part of this programme.
    NotHere,
    /// This release does not have it yet.
    Later,
}

use Why::{Later, NotHere};

/// An absent operation: method, path, the names it goes by in documents, and why.
pub type Absent = (&'static str, &'static str, &'static [&'static str], Why);

/// What one says to it.
#[must_use]
pub fn problem(why: Why) -> Problem {
    match why {
        NotHere => Problem::not_in_programme(),
        Later => Problem::not_yet(),
    }
}

/// Uses of operations of the table that documents list under a name of their own.
pub const ALSO: &[(&str, &str)] = &[
    (
        "agreements.list_metadata_by_type",
        "agreements.list_metadata",
    ),
    ("agreements.list_by_type", "agreements.list"),
    ("customers.search", "customers.list"),
    (
        "invoices.list_line_items_azure",
        "invoices.list_line_items_office",
    ),
    (
        "invoices.list_usage_line_items_azure",
        "invoices.list_line_items_office",
    ),
    (
        "invoices.list_line_items_onetime",
        "invoices.list_line_items_office",
    ),
    (
        "invoices.list_usage_line_items_onetime",
        "invoices.list_line_items_office",
    ),
    ("orders.list_by_billing_cycle", "orders.list"),
    ("profiles.get_mpn_by_id", "profiles.get_mpn"),
    ("subscriptions.list_by_partner", "subscriptions.list"),
    ("subscriptions.list_by_order", "subscriptions.list"),
];

/// Every absent operation.
#[rustfmt::skip]
pub const ABSENT: &[Absent] = &[
    ("GET", "/partner/v1/analytics/indirectresellers", &["analytics.get_indirect_resellers"], NotHere),
    ("GET", "/partner/v1/analytics/referrals", &["analytics.get_referrals"], NotHere),
    ("GET", "/partner/v1/analytics/search", &["analytics.get_search"], NotHere),
    ("GET", "/partner/v1/analytics/subscriptions", &["analytics.get_subscriptions", "analytics.search_subscriptions", "analytics.group_subscriptions"], NotHere),
    ("GET", "/partner/v1/analytics/usage/azure", &["analytics.get_azure_usage"], NotHere),
    ("POST", "/v1.0/payouts/payments", &["analytics.create_payments_export"], NotHere),
    ("GET", "/v1.0/payouts/payments/{request_id}", &["analytics.get_payments_export"], NotHere),
    ("DELETE", "/v1.0/payouts/payments/{request_id}", &["analytics.delete_payments_export"], NotHere),
    ("POST", "/v1.0/payouts/transactionhistory", &["analytics.create_earnings_export"], NotHere),
    ("GET", "/v1.0/payouts/transactionhistory/{request_id}", &["analytics.get_earnings_export"], NotHere),
    ("DELETE", "/v1.0/payouts/transactionhistory/{request_id}", &["analytics.delete_earnings_export"], NotHere),
    ("GET", "/v1/analytics/commercial/deployment/license", &["analytics.get_licenses_deployment"], NotHere),
    ("GET", "/v1/analytics/commercial/usage/license", &["analytics.get_licenses_usage"], NotHere),
    ("GET", "/v1/analytics/licenses/deployment", &["analytics.get_partner_licenses_deployment"], NotHere),
    ("GET", "/v1/analytics/licenses/usage", &["analytics.get_partner_licenses_usage"], NotHere),
    ("GET", "/v1/customers/{customer_id}/analytics/licenses/deployment", &["analytics.get_customer_licenses_deployment"], NotHere),
    ("GET", "/v1/customers/{customer_id}/analytics/licenses/usage", &["analytics.get_customer_licenses_usage"], NotHere),
    ("POST", "/v1/customers/{customer_id}/applicationconsents", &["auth.create_application_consent"], NotHere),
    ("DELETE", "/v1/customers/{customer_id}/applicationconsents/{application_id}", &["auth.delete_application_consent"], NotHere),
    ("GET", "/v1/applicationmfaadoptionstatus", &["compliance.get_mfa_adoption"], NotHere),
    ("GET", "/v1/nonMfaCompliantPartnerPrincipals", &["compliance.list_users_without_mfa"], NotHere),
    ("GET", "/v1/partnerRequests", &["compliance.list_requests"], NotHere),
    ("GET", "/v1/customers/{customer_id}/directoryroles", &["customer-users.list_roles"], NotHere),
    ("GET", "/v1/customers/{customer_id}/directoryroles/{role_id}/usermembers", &["customer-users.list_role_members"], NotHere),
    ("POST", "/v1/customers/{customer_id}/directoryroles/{role_id}/usermembers", &["customer-users.add_role_member"], NotHere),
    ("DELETE", "/v1/customers/{customer_id}/directoryroles/{role_id}/usermembers/{user_id}", &["customer-users.remove_role_member"], NotHere),
    ("GET", "/v1/customers/{customer_id}/users", &["customer-users.list", "customer-users.list_deleted"], NotHere),
    ("POST", "/v1/customers/{customer_id}/users", &["customer-users.create"], NotHere),
    ("GET", "/v1/customers/{customer_id}/users/{user_id}", &["customer-users.get"], NotHere),
    ("PATCH", "/v1/customers/{customer_id}/users/{user_id}", &["customer-users.update"], NotHere),
    ("DELETE", "/v1/customers/{customer_id}/users/{user_id}", &["customer-users.delete"], NotHere),
    ("GET", "/v1/customers/{customer_id}/users/{user_id}/directoryroles", &["customer-users.list_user_roles"], NotHere),
    ("PATCH", "/v1/customers/{customer_id}/users/{user_id}/resetpassword", &["customer-users.reset_password"], NotHere),
    ("POST", "/v1/customers/{customer_id}/verifieddomain", &["customers.add_verified_domain"], NotHere),
    ("PATCH", "/v1/customers/{customer_id}/DevicePolicyUpdates", &["devices.apply_policies"], NotHere),
    ("GET", "/v1/customers/{customer_id}/batchJobStatus/{batch_tracking_id}", &["devices.get_job_status"], NotHere),
    ("GET", "/v1/customers/{customer_id}/deviceBatches", &["devices.list_batches"], NotHere),
    ("POST", "/v1/customers/{customer_id}/deviceBatches", &["devices.create_batch"], NotHere),
    ("GET", "/v1/customers/{customer_id}/deviceBatches/{device_batch_id}/devices", &["devices.list"], NotHere),
    ("POST", "/v1/customers/{customer_id}/deviceBatches/{device_batch_id}/devices", &["devices.add"], NotHere),
    ("PUT", "/v1/customers/{customer_id}/deviceBatches/{device_batch_id}/devices/{device_id}", &["devices.update"], NotHere),
    ("DELETE", "/v1/customers/{customer_id}/deviceBatches/{device_batch_id}/devices/{device_id}", &["devices.delete"], NotHere),
    ("GET", "/v1/customers/{customer_id}/policies", &["devices.list_policies"], NotHere),
    ("POST", "/v1/customers/{customer_id}/policies", &["devices.create_policy"], NotHere),
    ("GET", "/v1/customers/{customer_id}/policies/{policy_id}", &["devices.get_policy"], NotHere),
    ("PUT", "/v1/customers/{customer_id}/policies/{policy_id}", &["devices.update_policy"], NotHere),
    ("DELETE", "/v1/customers/{customer_id}/policies/{policy_id}", &["devices.delete_policy"], NotHere),
    ("GET", "/v1/customers/{customer_id}/artifacts/reservedinstance/groups/{group_id}/lineitems/{line_item_id}/resource/{resource_id}", &["entitlements.get_reservation_artifact"], NotHere),
    ("GET", "/v1/customers/{customer_id}/artifacts/virtualmachinereservedinstance/groups/{group_id}/lineitems/{line_item_id}/resource/{resource_id}", &["entitlements.get_vm_reservation_artifact"], NotHere),
    ("GET", "/v1/customers/{customer_id}/entitlements", &["entitlements.list"], NotHere),
    ("POST", "/v1/sandboxIndirectReseller", &["indirect.create_sandbox_reseller"], NotHere),
    ("DELETE", "/v1/sandboxIndirectReseller/{reseller_id}", &["indirect.delete_sandbox_reseller"], NotHere),
    ("GET", "/v1/invoices/estimates/links", &["invoices.list_estimate_links"], Later),
    ("GET", "/v1/invoices/unbilled/lineitems", &["invoices.list_unbilled_line_items", "invoices.list_unbilled_usage_line_items"], Later),
    ("GET", "/v1/invoices/{invoice_id}/receipts/{receipt_id}/documents/statement", &["invoices.get_receipt_statement"], NotHere),
    ("GET", "/v1/customers/{customer_id}/subscribedskus", &["licenses.list_subscribed_skus", "licenses.list_subscribed_skus_by_group"], NotHere),
    ("GET", "/v1/customers/{customer_id}/users/{user_id}/licenses", &["licenses.list_user_licenses", "licenses.list_user_licenses_by_group"], NotHere),
    ("POST", "/v1/customers/{customer_id}/users/{user_id}/licenseupdates", &["licenses.assign"], NotHere),
    ("POST", "/v1/customers/{customer_id}/migrations/newcommerce", &["migrations.create"], NotHere),
    ("GET", "/v1/customers/{customer_id}/migrations/newcommerce/events", &["migrations.list_events"], NotHere),
    ("POST", "/v1/customers/{customer_id}/migrations/newcommerce/schedules", &["migrations.create_schedule"], NotHere),
    ("GET", "/v1/customers/{customer_id}/migrations/newcommerce/schedules/{schedule_id}", &["migrations.get_schedule"], NotHere),
    ("PUT", "/v1/customers/{customer_id}/migrations/newcommerce/schedules/{schedule_id}", &["migrations.update_schedule"], NotHere),
    ("POST", "/v1/customers/{customer_id}/migrations/newcommerce/schedules/{schedule_id}/cancel", &["migrations.cancel_schedule"], NotHere),
    ("POST", "/v1/customers/{customer_id}/migrations/newcommerce/validate", &["migrations.validate"], NotHere),
    ("GET", "/v1/customers/{customer_id}/migrations/newcommerce/{migration_id}", &["migrations.get"], NotHere),
    ("GET", "/v1/migrations/newcommerce", &["migrations.list"], NotHere),
    ("GET", "/v1/migrations/newcommerce/schedules", &["migrations.list_schedules"], NotHere),
    ("POST", "/v1/customers/{customer_id}/orders/{order_id}/attachment", &["orders.attach_purchase_order"], NotHere),
    ("GET", "/v1/margins", &["pricing.list_margins"], NotHere),
    ("GET", "/v1/margins/download", &["pricing.download_margins"], NotHere),
    ("POST", "/v1/extensions/product/checkInventory", &["products.check_inventory"], NotHere),
    ("POST", "/v1/productupgrades", &["products.create_upgrade"], NotHere),
    ("POST", "/v1/productupgrades/eligibility", &["products.check_upgrade_eligibility"], NotHere),
    ("POST", "/v1/productupgrades/{upgrade_id}/status", &["products.get_upgrade_status"], NotHere),
    ("POST", "/v1/customers/{customer_id}/promotionEligibilities", &["promotions.verify_eligibility"], NotHere),
    ("GET", "/v1/productpromotions", &["promotions.list"], NotHere),
    ("GET", "/v1/productpromotions/{promotion_id}", &["promotions.get"], NotHere),
    ("GET", "/v1/customers/all/validations", &["qualifications.list_validation_codes"], NotHere),
    ("GET", "/v1/customers/{customer_id}/qualification", &["qualifications.get"], NotHere),
    ("PUT", "/v1/customers/{customer_id}/qualification", &["qualifications.update"], NotHere),
    ("GET", "/v1/customers/{customer_id}/qualifications", &["qualifications.list"], NotHere),
    ("POST", "/v1/customers/{customer_id}/qualifications", &["qualifications.create"], NotHere),
    ("GET", "/v1/customers/{customer_id}/validations", &["qualifications.list_customer_validations"], NotHere),
    ("GET", "/v1/ratecards/azure", &["ratecards.get_azure"], NotHere),
    ("GET", "/v1/ratecards/azure-shared", &["ratecards.get_azure_shared"], NotHere),
    ("GET", "/v1/fraudEvents", &["security.list_fraud_events"], NotHere),
    ("POST", "/v1/fraudEvents/subscription/{subscription_id}/status", &["security.update_fraud_event_status"], NotHere),
    ("GET", "/v1/SelfServePolicy", &["self-serve-policy.list"], NotHere),
    ("POST", "/v1/SelfServePolicy", &["self-serve-policy.create"], NotHere),
    ("PUT", "/v1/SelfServePolicy", &["self-serve-policy.update"], NotHere),
    ("GET", "/v1/SelfServePolicy/{id}", &["self-serve-policy.get"], NotHere),
    ("DELETE", "/v1/SelfServePolicy/{id}", &["self-serve-policy.delete"], NotHere),
    ("GET", "/v1/customers/{customer_id}/serviceincidents/office", &["service-health.list_customer_incidents"], NotHere),
    ("GET", "/v1/serviceincidents/office", &["service-health.list_incidents"], NotHere),
    ("GET", "/v1/serviceincidents/office/count", &["service-health.count_incidents"], NotHere),
    ("GET", "/v1/customers/{customer_id}/subscriptions/customTermEndDates", &["subscriptions.list_custom_term_end_dates"], NotHere),
    ("GET", "/v1/customers/{customer_id}/subscriptions/overage", &["subscriptions.get_overage"], NotHere),
    ("PUT", "/v1/customers/{customer_id}/subscriptions/overage", &["subscriptions.update_overage"], NotHere),
    ("POST", "/v1/customers/{customer_id}/subscriptions/{subscription_id}/activate", &["subscriptions.activate"], NotHere),
    ("GET", "/v1/customers/{customer_id}/subscriptions/{subscription_id}/activationlinks", &["subscriptions.list_activation_links"], NotHere),
    ("GET", "/v1/customers/{customer_id}/subscriptions/{subscription_id}/azureEntitlements", &["subscriptions.list_azure_entitlements"], NotHere),
    ("GET", "/v1/customers/{customer_id}/subscriptions/{subscription_id}/azureEntitlements/{entitlement_id}", &["subscriptions.get_azure_entitlement"], NotHere),
    ("POST", "/v1/customers/{customer_id}/subscriptions/{subscription_id}/azureEntitlements/{entitlement_id}/cancel", &["subscriptions.cancel_azure_entitlement"], NotHere),
    ("POST", "/v1/customers/{customer_id}/subscriptions/{subscription_id}/azureEntitlements/{entitlement_id}/reactivate", &["subscriptions.reactivate_azure_entitlement"], NotHere),
    ("POST", "/v1/customers/{customer_id}/subscriptions/{subscription_id}/registrations", &["subscriptions.register"], NotHere),
    ("GET", "/v1/customers/{customer_id}/subscriptions/{subscription_id}/registrationstatus", &["subscriptions.get_registration_status"], NotHere),
    ("GET", "/v1/customers/{customer_id}/subscriptions/{subscription_id}/transitionEligibilities", &["subscriptions.list_transition_eligibilities"], NotHere),
    ("GET", "/v1/customers/{customer_id}/subscriptions/{subscription_id}/transitions", &["subscriptions.list_transitions"], NotHere),
    ("POST", "/v1/customers/{customer_id}/subscriptions/{subscription_id}/transitions", &["subscriptions.create_transition"], NotHere),
    ("GET", "/v1/customers/{customer_id}/servicerequests", &["support.list_for_customer"], NotHere),
    ("GET", "/v1/customers/{customer_id}/servicerequests/{service_request_id}", &["support.get_for_customer"], NotHere),
    ("PATCH", "/v1/customers/{customer_id}/servicerequests/{service_request_id}", &["support.update_for_customer"], NotHere),
    ("GET", "/v1/servicerequests", &["support.list"], NotHere),
    ("GET", "/v1/servicerequests/supporttopics", &["support.list_topics"], NotHere),
    ("POST", "/v1/servicerequests/{agent_locale}", &["support.create"], NotHere),
    ("GET", "/v1/servicerequests/{agent_locale}", &["support.get"], NotHere),
    ("PATCH", "/v1/servicerequests/{agent_locale}", &["support.update"], NotHere),
    ("GET", "/v1/customers/{customer_id}/transfers", &["transfers.list"], NotHere),
    ("POST", "/v1/customers/{customer_id}/transfers", &["transfers.create"], NotHere),
    ("GET", "/v1/customers/{customer_id}/transfers/{transfer_id}", &["transfers.get"], NotHere),
    ("PATCH", "/v1/customers/{customer_id}/transfers/{transfer_id}", &["transfers.reject"], NotHere),
    ("DELETE", "/v1/customers/{customer_id}/transfers/{transfer_id}", &["transfers.withdraw"], NotHere),
    ("POST", "/v1/customers/{customer_id}/transfers/{transfer_id}/accept", &["transfers.accept"], NotHere),
    ("GET", "/v1/customers/{customer_id}/transferseligibility", &["transfers.list_eligibility"], NotHere),
    ("GET", "/v1/customers/usagerecords", &["usage.list_customers"], NotHere),
    ("GET", "/v1/customers/{customer_id}/servicecosts/{billing_period}", &["usage.get_service_costs_summary"], NotHere),
    ("GET", "/v1/customers/{customer_id}/servicecosts/{billing_period}/lineitems", &["usage.list_service_costs"], NotHere),
    ("GET", "/v1/customers/{customer_id}/subscriptions/usagerecords", &["usage.list_subscriptions"], NotHere),
    ("GET", "/v1/customers/{customer_id}/subscriptions/{subscription_id}/meterusagerecords", &["usage.list_by_meter"], NotHere),
    ("GET", "/v1/customers/{customer_id}/subscriptions/{subscription_id}/resourceusagerecords", &["usage.list_by_resource"], NotHere),
    ("GET", "/v1/customers/{customer_id}/subscriptions/{subscription_id}/usagerecords/daily", &["usage.list_daily"], NotHere),
    ("GET", "/v1/customers/{customer_id}/subscriptions/{subscription_id}/usagerecords/resources", &["usage.list_resources"], NotHere),
    ("GET", "/v1/customers/{customer_id}/subscriptions/{subscription_id}/usagesummary", &["usage.get_subscription_summary"], NotHere),
    ("GET", "/v1/customers/{customer_id}/subscriptions/{subscription_id}/utilizations/azure", &["usage.list_utilization"], NotHere),
    ("GET", "/v1/customers/{customer_id}/usagebudget", &["usage.get_budget"], NotHere),
    ("PATCH", "/v1/customers/{customer_id}/usagebudget", &["usage.update_budget"], NotHere),
    ("GET", "/v1/customers/{customer_id}/usagesummary", &["usage.get_customer_summary"], NotHere),
    ("GET", "/v1/usagesummary", &["usage.get_partner_summary"], NotHere),
    ("GET", "/v1.0/sales/{table}/$value", &["pricing.get_fx_rates", "pricing.get_offer_matrix", "pricing.get_price_sheet"], NotHere),
    ("GET", "/v1.0/engagements/referrals", &["referrals.list"], NotHere),
    ("POST", "/v1.0/engagements/referrals", &["referrals.create"], NotHere),
    ("GET", "/v1.0/engagements/referrals/{referral_id}", &["referrals.get"], NotHere),
    ("PUT", "/v1.0/engagements/referrals/{referral_id}", &["referrals.replace"], NotHere),
    ("PATCH", "/v1.0/engagements/referrals/{referral_id}", &["referrals.update"], NotHere),
    ("POST", "/v1/billedusage/invoices/{invoice_id}", &["invoices.v2_request_billed_usage"], NotHere),
    ("POST", "/v1/unbilledusage", &["invoices.v2_request_unbilled_usage"], NotHere),
    ("GET", "/CustomerServiceAdminApi/Web/v1/delegatedAdminCustomers", &["relationships.list_delegated_admin_customers"], NotHere),
    ("GET", "/CustomerServiceAdminApi/Web/v1/delegatedAdminStatistics", &["relationships.get_delegated_admin_statistics"], NotHere),
];

/// Why operations are absent, by how their names begin; the longest beginning counts.
const REASONS: &[(&str, &str)] = &[
    (
        "analytics.",
        "no analytics are made of what partners sell or use",
    ),
    (
        "analytics.create_",
        "there are no incentives that could be paid out",
    ),
    (
        "analytics.get_earnings",
        "there are no incentives that could be paid out",
    ),
    (
        "analytics.get_payments",
        "there are no incentives that could be paid out",
    ),
    (
        "analytics.delete_",
        "there are no incentives that could be paid out",
    ),
    (
        "auth.",
        "consent in a customer's directory is for control panel vendors, of which there are none",
    ),
    (
        "compliance.",
        "each sign-in asks for a second factor, so there is nobody to list without",
    ),
    (
        "customer-users.",
        "programs of the 21Vianet programme do not manage customers' users; customers do",
    ),
    (
        "customers.add_verified_domain",
        "only domain registrars vouch for a domain, and no partner here is one",
    ),
    ("devices.", "devices are set up with another service"),
    (
        "entitlements.",
        "nothing with artefacts (reservations, software) is sold",
    ),
    (
        "indirect.",
        "partners sell by themselves; there are no indirect resellers to rehearse with",
    ),
    (
        "invoices.get_receipt",
        "receipts of taxes of other countries",
    ),
    (
        "invoices.v2_",
        "usage is not sold, and the original is a trial on a host of its own",
    ),
    (
        "invoices.",
        "bills are made monthly; this part of them comes later",
    ),
    (
        "licenses.",
        "programs of the 21Vianet programme do not manage customers' licences; customers do",
    ),
    (
        "migrations.",
        "there are no new-commerce terms to migrate to",
    ),
    (
        "orders.attach_purchase_order",
        "there are no tenders that need a document",
    ),
    (
        "pricing.",
        "prices are on the pages and in their files; margins are another programme's",
    ),
    (
        "products.",
        "there is no inventory, and no Azure plan to upgrade to",
    ),
    ("promotions.", "there are no promotions"),
    (
        "qualifications.",
        "the operator keeps what a customer qualifies for",
    ),
    ("ratecards.", "Azure is not sold by meter"),
    ("referrals.", "leads are not passed on"),
    (
        "relationships.",
        "the original is a short-lived service on a host of its own",
    ),
    (
        "security.",
        "Azure fraud events are about usage, which is not sold",
    ),
    ("self-serve-policy.", "customers do not buy by themselves"),
    (
        "service-health.",
        "the programme's documents: service updates do not apply",
    ),
    (
        "subscriptions.activate",
        "nothing that is sold here has to be activated or registered",
    ),
    (
        "subscriptions.list_activation_links",
        "nothing that is sold here has to be activated or registered",
    ),
    (
        "subscriptions.register",
        "nothing that is sold here has to be activated or registered",
    ),
    (
        "subscriptions.get_registration_status",
        "nothing that is sold here has to be activated or registered",
    ),
    (
        "subscriptions.",
        "Azure plans and new-commerce terms are not sold",
    ),
    (
        "support.",
        "the programme's documents: service requests are made on pages only",
    ),
    ("transfers.", "subscriptions do not move between partners"),
    ("usage.", "usage is not sold"),
];

/// Why an operation is absent, in a few words; empty for one nobody has thought about.
#[must_use]
pub fn reason(name: &str) -> &'static str {
    let fits = REASONS.iter().filter(|(begin, _)| name.starts_with(begin));
    fits.max_by_key(|(begin, _)| begin.len())
        .map_or("", |(_, why)| *why)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_absent_has_a_reason_and_every_reason_excuses_something() {
        let names = || ABSENT.iter().flat_map(|(_, _, names, _)| names.iter());
        for name in names() {
            assert!(!reason(name).is_empty(), "{name}: say why it is absent");
        }
        for (begin, why) in REASONS {
            let used = names().any(|name| name.starts_with(begin) && reason(name) == *why);
            assert!(used, "{begin} excuses nothing");
        }
    }
}
