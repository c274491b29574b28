//! Every route, tried by everybody who must not pass, and by those who may.
//!
//! The expectations name every route of the site once. A route without an expectation fails, and so
//! does an expectation without its route: what is open to the world is written here and nowhere
//! else, and the list is to shrink.

use crate::{application_of, audited, scope_of};
use domain::caller::{AdminSetting, AgentSetting, StaffRole};
use std::collections::BTreeSet;
use testkit::{Browser, Page, Partner, TestApp};
use web::{ROUTES, Route};

testkit::on_both! { TestApp from trading:
    strangers_and_registrants_reach_what_is_public,
    half_signed_in_people_reach_the_rest_of_the_sign_in,
    another_company_reaches_its_own,
    another_partner_does_not_reach_customers,
    a_user_without_an_admin_role_sees_and_does_little,
    staff_reach_what_their_role_needs,
    a_customers_administrator_reaches_the_centre_and_nothing_of_a_partners,
    the_right_people_are_let_in,
    no_form_without_its_token,
    no_zero_byte_makes_a_fault,
}

#[test]
fn every_route_is_expected_and_every_expectation_has_a_route() {
    let spelt = |method: &str, path: &str| format!("{method} {path}");
    let routes: BTreeSet<_> = ROUTES.iter().map(|r| spelt(r.method, r.path)).collect();
    let expected: BTreeSet<_> = ACCESS
        .iter()
        .map(|(method, path, _)| spelt(method, path))
        .collect();
    assert_eq!(expected.len(), ACCESS.len(), "a route is expected twice");
    let new: Vec<_> = routes.difference(&expected).collect();
    assert!(new.is_empty(), "say in ACCESS who may reach {new:?}");
    let gone: Vec<_> = expected.difference(&routes).collect();
    assert!(gone.is_empty(), "no such routes any more: {gone:?}");
}

/// Who may pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Access {
    /// The whole world.
    Public,
    /// Whoever holds the cookie of a registration draft.
    Draft,
    /// A company's global admins, before it is a partner; staff and others are told why not.
    WorkAccount,
    /// Anybody on the way through the sign-in.
    SignIn,
    /// Anybody signed in, about himself.
    Self_,
    /// A company's users, each admin setting alike.
    Company,
    /// Global and billing admins, admin agents.
    Agreements,
    /// Global admins.
    GlobalAdmin,
    /// Global and user-management admins.
    Users,
    /// Each admin setting but none.
    Profiles,
    /// Global and billing admins, and whoever looks after customers.
    Hooks,
    /// Global and billing admins.
    BillingPart,
    /// Anybody signed in who has a link, which nobody here has.
    Invited,
    /// Those of a partner that is set up who sell or look after customers.
    Sellers,
    /// Those of a partner that is set up who may write to the operator's support.
    Support,
    /// Those of a partner that is set up who may see prices.
    Prices,
    /// A customer's people, each by the own role; nobody else.
    Centre,
    /// The operator's staff with one of these roles.
    Staff(&'static [StaffRole]),
}

use Access::{
    Agreements, BillingPart, Centre, Company, Draft, GlobalAdmin, Hooks, Invited, Prices, Profiles,
    Public, Self_, Sellers, SignIn, Staff, Support, Users, WorkAccount,
};

const LOOK: &[StaffRole] = &[
    StaffRole::Reviewer,
    StaffRole::CreditAnalyst,
    StaffRole::CreditLead,
    StaffRole::Auditor,
];
const REVIEW: &[StaffRole] = &[StaffRole::Reviewer];
const NOTE: &[StaffRole] = &[
    StaffRole::Reviewer,
    StaffRole::CreditAnalyst,
    StaffRole::CreditLead,
];
const CREDIT: &[StaffRole] = &[StaffRole::CreditAnalyst, StaffRole::CreditLead];
const LEAD: &[StaffRole] = &[StaffRole::CreditLead];
const PLATFORM: &[StaffRole] = &[StaffRole::PlatformAdmin];
const BILLS: &[StaffRole] = &[
    StaffRole::BillingOperator,
    StaffRole::CreditLead,
    StaffRole::PlatformAdmin,
    StaffRole::Auditor,
];
const CREDITING: &[StaffRole] = &[StaffRole::BillingOperator, StaffRole::CreditLead];
const CATALOGUE: &[StaffRole] = &[StaffRole::CatalogueManager];
const PRICES: &[StaffRole] = &[
    StaffRole::CatalogueManager,
    StaffRole::BillingOperator,
    StaffRole::PlatformAdmin,
    StaffRole::Auditor,
];
const AGREEMENTS: &[StaffRole] = &[
    StaffRole::PlatformAdmin,
    StaffRole::Reviewer,
    StaffRole::Auditor,
];
const RELEASE: &[StaffRole] = &[StaffRole::Reviewer, StaffRole::PlatformAdmin];
const SUPPORT: &[StaffRole] = &[StaffRole::SupportAgent];
const CONFIRMERS: &[StaffRole] = &[StaffRole::SupportAgent, StaffRole::PlatformAdmin];
const REQUESTS: &[StaffRole] = &[
    StaffRole::SupportAgent,
    StaffRole::PlatformAdmin,
    StaffRole::Auditor,
];
const STANDING: &[StaffRole] = &[StaffRole::BillingOperator, StaffRole::SupportAgent];
const AUDIT: &[StaffRole] = &[StaffRole::Auditor, StaffRole::PlatformAdmin];

const ACCESS: &[(&str, &str, Access)] = &[
    ("get", "/", Public),
    ("get", "/programme/guide", Public),
    ("get", "/programme/agreement", Public),
    ("get", "/programme/customer-agreement", Public),
    ("get", "/privacy", Public),
    ("get", "/programme/credit-authorisation", Public),
    ("get", "/programme/identity-documents", Public),
    ("get", "/terms", Public),
    ("get", "/programme/text/{id}/{version}/{language}", Public),
    ("get", "/status", Public),
    ("get", "/keyboard", Public),
    ("get", "/partner-network", Public),
    ("get", "/partner-network/join", Public),
    ("post", "/partner-network/join", Public),
    ("get", "/partner-network/joined", Public),
    ("get", "/confirm/{token}", Public),
    ("post", "/confirm/{token}", Public),
    ("get", "/verify", Public),
    ("get", "/verify/{hash}", Public),
    ("get", "/language", Public),
    ("get", "/demo", Public),
    ("get", "/demo/demo.json", Public),
    ("post", "/demo/clock", Public),
    ("get", "/design", Public),
    ("get", "/robots.txt", Public),
    ("get", "/favicon.ico", Public),
    ("get", "/register/resellercnjoinnow", Public),
    ("get", "/register/cn/join", Public),
    ("post", "/register/cn/join", Public),
    ("get", "/pcv/dashboard/overview", Public),
    ("get", "/pcv/sales", Public),
    ("get", "/signin", Public),
    ("post", "/signin", Public),
    ("get", "/signin/locked", Public),
    ("get", "/signin/recover", Public),
    ("post", "/signin/recover", Public),
    ("get", "/signin/recover/prove", Public),
    ("post", "/signin/recover/send", Public),
    ("post", "/signin/recover/verify", Public),
    ("get", "/signin/recover/password", Public),
    ("post", "/signin/recover/password", Public),
    ("post", "/signin/recover/unlock", Public),
    ("get", "/signin/lost", Public),
    ("post", "/signin/lost", Public),
    ("get", "/signin/lost/received", Public),
    ("get", "/signin/lost/stop/{token}", Public),
    ("post", "/signin/lost/stop/{token}", Public),
    ("get", "/signin/lost/finish/{token}", Public),
    ("post", "/signin/lost/finish/{token}", Public),
    ("post", "/signin/lost/finish/{token}/code", Public),
    ("get", "/{tenant}/oauth2/authorize", Public),
    ("get", "/{tenant}/oauth2/v2.0/authorize", Public),
    ("get", "/oauth2/resume/{edition}/{tenant}", Public),
    ("post", "/oauth2/consent", Self_),
    ("post", "/oauth2/again", Self_),
    ("get", "/devicelogin", Self_),
    ("post", "/devicelogin", Self_),
    ("post", "/devicelogin/decide", Self_),
    ("get", "/account/me/apps", Self_),
    ("post", "/account/me/apps/{id}/revoke", Self_),
    ("post", "/account/apps/{id}/addresses", GlobalAdmin),
    (
        "post",
        "/account/apps/{id}/addresses/{key}/remove",
        GlobalAdmin,
    ),
    ("post", "/account/apps/{id}/public", GlobalAdmin),
    (
        "post",
        "/account/apps/{id}/people/{person}/revoke",
        GlobalAdmin,
    ),
    ("get", "/register/cn/account", Draft),
    ("post", "/register/cn/account", Draft),
    ("post", "/register/cn/account/sign-in", Draft),
    ("get", "/register/cn/existing", WorkAccount),
    ("post", "/register/cn/existing", WorkAccount),
    ("get", "/register/cn/later", Draft),
    ("post", "/register/cn/later", Draft),
    ("get", "/register/resume/{token}", Public),
    ("post", "/register/resume/{token}", Public),
    ("post", "/register/resume/{token}/code", Public),
    ("post", "/register/resume/{token}/refuse", Public),
    ("get", "/register/cn/details", Draft),
    ("post", "/register/cn/details", Draft),
    ("post", "/register/cn/details/draft", Draft),
    ("post", "/register/cn/details/later", Draft),
    ("get", "/register/cn/phone", Draft),
    ("post", "/register/cn/phone/send", Draft),
    ("post", "/register/cn/phone/verify", Draft),
    ("get", "/register/cn/create", Draft),
    ("post", "/register/cn/create", Draft),
    ("get", "/register/cn/done", Draft),
    ("post", "/register/cn/done", Draft),
    ("post", "/signout", SignIn),
    ("get", "/signin/change-password", SignIn),
    ("post", "/signin/change-password", SignIn),
    ("get", "/signin/mfa", SignIn),
    ("post", "/signin/mfa", SignIn),
    ("post", "/signin/mfa/text", SignIn),
    ("get", "/account/me", Self_),
    ("get", "/account/me/authenticator", Self_),
    ("post", "/account/me/authenticator", Self_),
    ("post", "/account/me/authenticator/confirm", Self_),
    ("post", "/account/me/authenticator/cancel", Self_),
    ("get", "/account/me/recovery-codes", Self_),
    ("post", "/account/me/recovery-codes", Self_),
    ("get", "/account/me/contact", Self_),
    ("post", "/account/me/contact/{way}", Self_),
    ("post", "/account/me/contact/{way}/prove", Self_),
    ("post", "/account/me/contact/{way}/confirm", Self_),
    ("post", "/account/me/contact/{way}/cancel", Self_),
    ("post", "/account/me/preferences", Self_),
    ("post", "/account/me/sessions/end", Self_),
    ("post", "/account/me/sessions/{id}/end", Self_),
    ("get", "/dashboard/overview", Company),
    ("get", "/action-center", Company),
    ("post", "/action-center/archive", Self_),
    ("get", "/action-center/archived", Company),
    ("post", "/action-center/archived/restore", Self_),
    ("get", "/action-center/preferences", Company),
    ("post", "/action-center/preferences", Self_),
    ("get", "/search", Company),
    ("get", "/enrol", GlobalAdmin),
    ("post", "/enrol/begin", GlobalAdmin),
    ("post", "/enrol/submit", GlobalAdmin),
    ("get", "/enrol/status", GlobalAdmin),
    ("post", "/enrol/answers", GlobalAdmin),
    ("post", "/enrol/answers/{id}", GlobalAdmin),
    ("post", "/enrol/appeal", GlobalAdmin),
    ("post", "/enrol/contacts/{purpose}", GlobalAdmin),
    ("post", "/enrol/contacts/{purpose}/resend", GlobalAdmin),
    ("get", "/enrol/change", GlobalAdmin),
    ("post", "/enrol/change", GlobalAdmin),
    ("post", "/enrol/reopen", GlobalAdmin),
    ("post", "/enrol/withdraw", GlobalAdmin),
    ("get", "/enrol/messages", GlobalAdmin),
    ("post", "/enrol/messages", GlobalAdmin),
    ("post", "/enrol/documents/upload", GlobalAdmin),
    ("post", "/enrol/documents/{id}/remove", GlobalAdmin),
    ("get", "/enrol/{section}", GlobalAdmin),
    ("post", "/enrol/{section}", GlobalAdmin),
    ("post", "/enrol/{section}/draft", GlobalAdmin),
    ("get", "/agreements/sign", GlobalAdmin),
    ("post", "/agreements/sign", GlobalAdmin),
    ("post", "/agreements/sign/decline", GlobalAdmin),
    ("post", "/agreements/sign/hand-over", GlobalAdmin),
    ("get", "/account/agreements", Agreements),
    ("get", "/account/agreements/{id}/{language}", Agreements),
    ("post", "/dashboard/checklist/{item}", GlobalAdmin),
    ("get", "/account/profile", Profiles),
    ("post", "/account/profile/withdraw", GlobalAdmin),
    ("get", "/account/legal-profile", GlobalAdmin),
    ("post", "/account/legal-profile", GlobalAdmin),
    ("get", "/account/legal-profile/documents", GlobalAdmin),
    ("post", "/account/legal-profile/documents", GlobalAdmin),
    ("post", "/account/legal-profile/documents/send", GlobalAdmin),
    (
        "post",
        "/account/legal-profile/documents/{document}/remove",
        GlobalAdmin,
    ),
    ("get", "/account/billing-profile", BillingPart),
    ("post", "/account/billing-profile", BillingPart),
    ("get", "/account/organization", GlobalAdmin),
    ("post", "/account/organization", GlobalAdmin),
    ("get", "/account/support-profile", GlobalAdmin),
    ("post", "/account/support-profile", GlobalAdmin),
    ("get", "/account/security-contact", GlobalAdmin),
    ("post", "/account/security-contact", GlobalAdmin),
    ("get", "/account/domains", Profiles),
    ("post", "/account/domains", GlobalAdmin),
    ("post", "/account/domains/{name}/verify", GlobalAdmin),
    ("post", "/account/domains/{name}/primary", GlobalAdmin),
    ("post", "/account/domains/{name}/remove", GlobalAdmin),
    ("get", "/account/users", Users),
    ("get", "/account/users/new", Users),
    ("post", "/account/users/new", Users),
    ("get", "/account/users/{id}", Users),
    ("post", "/account/users/{id}", Users),
    ("get", "/account/users/{id}/done", Users),
    ("post", "/account/users/{id}/settings", Users),
    ("post", "/account/users/{id}/block", Users),
    ("post", "/account/users/{id}/unblock", Users),
    ("post", "/account/users/{id}/delete", Users),
    ("post", "/account/users/{id}/restore", Users),
    ("get", "/account/apps", GlobalAdmin),
    ("get", "/account/apps/new", GlobalAdmin),
    ("post", "/account/apps/new", GlobalAdmin),
    ("get", "/account/apps/{id}", GlobalAdmin),
    ("post", "/account/apps/{id}/keys", GlobalAdmin),
    ("get", "/account/apps/{id}/keys/{key}", GlobalAdmin),
    ("post", "/account/apps/{id}/keys/{key}/revoke", GlobalAdmin),
    ("post", "/account/apps/{id}/disable", GlobalAdmin),
    ("post", "/account/apps/{id}/enable", GlobalAdmin),
    ("get", "/account/webhooks", Hooks),
    ("post", "/account/webhooks", Hooks),
    ("post", "/account/webhooks/remove", Hooks),
    ("post", "/account/webhooks/resume", Hooks),
    ("post", "/account/webhooks/test", Hooks),
    ("get", "/account/webhooks/secret", Hooks),
    ("post", "/account/webhooks/secret", Hooks),
    ("post", "/account/webhooks/secret/remove", Hooks),
    ("get", "/account/webhooks/deliveries/{id}", Hooks),
    ("post", "/account/webhooks/deliveries/{id}/replay", Hooks),
    ("get", "/pricing", Prices),
    ("get", "/pricing/changes", Prices),
    ("get", "/pricing/matrix", Prices),
    ("get", "/pricing/special", Prices),
    ("get", "/pricing/export", Prices),
    ("get", "/customers/export", Sellers),
    ("get", "/account/sandbox", GlobalAdmin),
    ("post", "/account/sandbox/clock", GlobalAdmin),
    ("post", "/account/sandbox/reset", GlobalAdmin),
    ("get", "/account/sandbox/new", GlobalAdmin),
    ("post", "/account/sandbox/new", GlobalAdmin),
    ("get", "/account/sandbox/done", GlobalAdmin),
    ("post", "/account/sandbox/password", GlobalAdmin),
    ("get", "/support/partner-requests", Support),
    ("get", "/support/customer-requests", Support),
    ("get", "/support/partner-requests/new", Support),
    ("post", "/support/partner-requests/new", Support),
    ("get", "/support/customer-requests/new", Sellers),
    ("post", "/support/customer-requests/new", Sellers),
    ("get", "/support/requests/{request}", Support),
    ("post", "/support/requests/{request}/messages", Support),
    ("post", "/support/requests/{request}/close", Support),
    ("post", "/support/requests/{request}/cancel", Support),
    ("post", "/support/requests/{request}/reopen", Support),
    ("get", "/support/requests/{request}/files/{file}", Support),
    ("get", "/support/inquiries", Sellers),
    ("get", "/support/inquiries/{request}", Sellers),
    ("post", "/support/inquiries/{request}/take", Sellers),
    ("post", "/support/inquiries/{request}/answer", Sellers),
    ("post", "/support/inquiries/{request}/note", Sellers),
    ("get", "/support/inquiries/{request}/files/{file}", Sellers),
    ("get", "/health", Sellers),
    ("get", "/health/{incident}", Sellers),
    ("get", "/health/maintenance/{maintenance}", Sellers),
    ("get", "/health/services/{service}", Sellers),
    ("get", "/customers/{id}/service-management", Sellers),
    ("get", "/admin/health", Centre),
    ("get", "/admin/health/{incident}", Centre),
    ("get", "/admin/health/maintenance/{maintenance}", Centre),
    ("get", "/admin/health/services/{service}", Centre),
    ("get", "/ops/health", Staff(REQUESTS)),
    ("get", "/ops/health/feed", Staff(REQUESTS)),
    ("get", "/ops/health/services/{service}", Staff(REQUESTS)),
    ("get", "/ops/health/new", Staff(SUPPORT)),
    ("post", "/ops/health/new", Staff(SUPPORT)),
    ("get", "/ops/health/maintenance/new", Staff(SUPPORT)),
    ("post", "/ops/health/maintenance/new", Staff(SUPPORT)),
    (
        "get",
        "/ops/health/maintenance/{maintenance}",
        Staff(REQUESTS),
    ),
    (
        "post",
        "/ops/health/maintenance/{maintenance}/change",
        Staff(SUPPORT),
    ),
    (
        "post",
        "/ops/health/maintenance/{maintenance}/cancel",
        Staff(SUPPORT),
    ),
    ("get", "/ops/health/drafts/{draft}", Staff(REQUESTS)),
    (
        "post",
        "/ops/health/drafts/{draft}/confirm",
        Staff(CONFIRMERS),
    ),
    (
        "post",
        "/ops/health/drafts/{draft}/decline",
        Staff(CONFIRMERS),
    ),
    (
        "post",
        "/ops/health/drafts/{draft}/withdraw",
        Staff(SUPPORT),
    ),
    ("get", "/ops/health/{incident}", Staff(REQUESTS)),
    ("post", "/ops/health/{incident}/update", Staff(SUPPORT)),
    ("post", "/ops/health/{incident}/end", Staff(SUPPORT)),
    ("post", "/ops/health/{incident}/report", Staff(SUPPORT)),
    ("get", "/ops/support", Staff(REQUESTS)),
    ("get", "/ops/support/{request}", Staff(REQUESTS)),
    ("post", "/ops/support/{request}/take", Staff(SUPPORT)),
    ("post", "/ops/support/{request}/answer", Staff(SUPPORT)),
    ("post", "/ops/support/{request}/note", Staff(SUPPORT)),
    ("post", "/ops/support/{request}/rate", Staff(SUPPORT)),
    ("post", "/ops/support/{request}/flag", Staff(SUPPORT)),
    (
        "get",
        "/ops/support/{request}/files/{file}",
        Staff(REQUESTS),
    ),
    ("get", "/account/requests", GlobalAdmin),
    ("post", "/account/requests", GlobalAdmin),
    ("get", "/account/requests/{id}", GlobalAdmin),
    ("get", "/account/explorer", GlobalAdmin),
    ("get", "/account/explorer/{operation}", GlobalAdmin),
    ("post", "/account/explorer/{operation}", GlobalAdmin),
    ("get", "/customers/request", Sellers),
    ("post", "/customers/request/replace", Sellers),
    ("get", "/relationships/{token}", Invited),
    ("get", "/admin/partner-invitation", Invited),
    ("post", "/admin/partner-invitation", Invited),
    ("post", "/admin/partner-invitation/decline", Invited),
    ("get", "/customers", Sellers),
    ("get", "/customers/tags", Sellers),
    ("post", "/customers/tags", Sellers),
    ("post", "/customers/tags/{id}", Sellers),
    ("post", "/customers/tags/{id}/remove", Sellers),
    ("get", "/customers/imports", Sellers),
    ("get", "/customers/imports/new", Sellers),
    ("post", "/customers/imports/new", Sellers),
    ("get", "/customers/imports/template", Sellers),
    ("get", "/customers/imports/{id}", Sellers),
    ("post", "/customers/imports/{id}", Sellers),
    ("post", "/customers/imports/{id}/stop", Sellers),
    ("post", "/customers/imports/{id}/resume", Sellers),
    ("post", "/customers/imports/{id}/discard", Sellers),
    ("get", "/customers/imports/{id}/problems.csv", Sellers),
    ("get", "/customers/imports/{id}/results.csv", Sellers),
    ("post", "/customers/{id}/tags", Sellers),
    ("post", "/customers/{id}/first-password", Sellers),
    ("get", "/customers/new", Sellers),
    ("post", "/customers/new", Sellers),
    ("get", "/customers/{id}/done", Sellers),
    ("get", "/customers/{id}/account", Sellers),
    ("post", "/customers/{id}/account", Sellers),
    ("post", "/customers/{id}/agreement", Sellers),
    ("post", "/customers/{id}/end", Sellers),
    ("get", "/customers/{id}/subscriptions", Sellers),
    ("get", "/customers/{id}/subscriptions/add", Sellers),
    ("post", "/customers/{id}/subscriptions/add", Sellers),
    (
        "get",
        "/customers/{id}/subscriptions/{subscription}",
        Sellers,
    ),
    (
        "post",
        "/customers/{id}/subscriptions/{subscription}/quantity",
        Sellers,
    ),
    (
        "post",
        "/customers/{id}/subscriptions/{subscription}/name",
        Sellers,
    ),
    (
        "post",
        "/customers/{id}/subscriptions/{subscription}/suspend",
        Sellers,
    ),
    (
        "post",
        "/customers/{id}/subscriptions/{subscription}/reactivate",
        Sellers,
    ),
    (
        "post",
        "/customers/{id}/subscriptions/{subscription}/cancel",
        Sellers,
    ),
    (
        "post",
        "/customers/{id}/subscriptions/{subscription}/renewal",
        Sellers,
    ),
    (
        "post",
        "/customers/{id}/subscriptions/{subscription}/add-ons",
        Sellers,
    ),
    (
        "post",
        "/customers/{id}/subscriptions/{subscription}/upgrade",
        Sellers,
    ),
    (
        "post",
        "/customers/{id}/subscriptions/{subscription}/convert",
        Sellers,
    ),
    ("get", "/admin", Centre),
    ("get", "/admin/subscriptions", Centre),
    ("get", "/admin/users", Centre),
    ("get", "/admin/users/new", Centre),
    ("post", "/admin/users/new", Centre),
    ("get", "/admin/users/{id}", Centre),
    ("post", "/admin/users/{id}", Centre),
    ("get", "/admin/users/{id}/done", Centre),
    ("post", "/admin/users/{id}/licences", Centre),
    ("post", "/admin/users/{id}/role", Centre),
    ("post", "/admin/users/{id}/block", Centre),
    ("post", "/admin/users/{id}/unblock", Centre),
    ("post", "/admin/users/{id}/delete", Centre),
    ("post", "/admin/users/{id}/restore", Centre),
    ("get", "/admin/partners", Centre),
    ("post", "/admin/partners/{id}/take", Centre),
    ("get", "/admin/requests", Centre),
    ("get", "/admin/requests/new", Centre),
    ("post", "/admin/requests/new", Centre),
    ("get", "/admin/requests/{request}", Centre),
    ("post", "/admin/requests/{request}/messages", Centre),
    ("post", "/admin/requests/{request}/close", Centre),
    ("post", "/admin/requests/{request}/cancel", Centre),
    ("post", "/admin/requests/{request}/reopen", Centre),
    ("post", "/admin/requests/{request}/consent", Centre),
    ("get", "/admin/requests/{request}/files/{file}", Centre),
    ("get", "/admin/agreement", Centre),
    ("post", "/admin/agreement", Centre),
    ("get", "/admin/organization", Centre),
    ("post", "/admin/organization", Centre),
    ("get", "/admin/domains", Centre),
    ("post", "/admin/domains", Centre),
    ("post", "/admin/domains/{name}/verify", Centre),
    ("post", "/admin/domains/{name}/primary", Centre),
    ("post", "/admin/domains/{name}/remove", Centre),
    ("get", "/admin/security", Centre),
    ("get", "/admin/security/export", Centre),
    ("get", "/admin/export", Centre),
    ("post", "/admin/export", Centre),
    ("get", "/ops", Staff(StaffRole::ALL)),
    ("get", "/ops/export", Staff(StaffRole::ALL)),
    ("get", "/ops/applications", Staff(LOOK)),
    ("get", "/ops/applications/export", Staff(LOOK)),
    ("get", "/ops/applications/{id}", Staff(LOOK)),
    ("post", "/ops/applications/{id}/claim", Staff(REVIEW)),
    (
        "post",
        "/ops/applications/{id}/checks/{kind}",
        Staff(REVIEW),
    ),
    ("post", "/ops/next", Staff(REVIEW)),
    ("post", "/ops/applications/{id}/approve", Staff(REVIEW)),
    ("post", "/ops/applications/{id}/ask", Staff(REVIEW)),
    ("post", "/ops/applications/{id}/reject", Staff(REVIEW)),
    ("post", "/ops/applications/{id}/release", Staff(REVIEW)),
    ("post", "/ops/applications/{id}/take-over", Staff(REVIEW)),
    ("post", "/ops/applications/{id}/conflict", Staff(LOOK)),
    ("post", "/ops/applications/{id}/messages", Staff(REVIEW)),
    ("post", "/ops/applications/{id}/notes", Staff(NOTE)),
    ("post", "/ops/applications/{id}/registry", Staff(REVIEW)),
    ("post", "/ops/applications/{id}/calls", Staff(REVIEW)),
    (
        "post",
        "/ops/applications/{id}/approval/confirm",
        Staff(REVIEW),
    ),
    (
        "post",
        "/ops/applications/{id}/approval/decline",
        Staff(REVIEW),
    ),
    (
        "post",
        "/ops/applications/{id}/approval/take-back",
        Staff(REVIEW),
    ),
    (
        "post",
        "/ops/applications/{id}/rejection/confirm",
        Staff(REVIEW),
    ),
    (
        "post",
        "/ops/applications/{id}/rejection/decline",
        Staff(REVIEW),
    ),
    (
        "post",
        "/ops/applications/{id}/rejection/take-back",
        Staff(REVIEW),
    ),
    ("post", "/ops/applications/{id}/adverse", Staff(REVIEW)),
    (
        "post",
        "/ops/applications/{id}/contacts/{purpose}/resend",
        Staff(REVIEW),
    ),
    (
        "get",
        "/ops/applications/{id}/documents/{document}",
        Staff(LOOK),
    ),
    (
        "get",
        "/ops/applications/{id}/documents/{document}/pages/{page}",
        Staff(LOOK),
    ),
    (
        "post",
        "/ops/applications/{id}/documents/{document}/scan",
        Staff(REVIEW),
    ),
    ("get", "/ops/applications/{id}/credit", Staff(LOOK)),
    ("post", "/ops/applications/{id}/credit", Staff(CREDIT)),
    ("post", "/ops/applications/{id}/credit/ask", Staff(CREDIT)),
    (
        "get",
        "/ops/applications/{id}/credit/reports/{inquiry}",
        Staff(CREDIT),
    ),
    (
        "post",
        "/ops/applications/{id}/credit/overrides",
        Staff(CREDIT),
    ),
    (
        "post",
        "/ops/applications/{id}/credit/overrides/{proposal}/approve",
        Staff(LEAD),
    ),
    (
        "post",
        "/ops/applications/{id}/credit/overrides/{proposal}/decline",
        Staff(LEAD),
    ),
    (
        "post",
        "/ops/applications/{id}/credit/overrides/{proposal}/withdraw",
        Staff(CREDIT),
    ),
    ("get", "/ops/credit", Staff(CREDIT)),
    ("post", "/hooks/credit/{id}", Public),
    ("get", "/ops/partners", Staff(StaffRole::ALL)),
    ("get", "/ops/partners/export", Staff(StaffRole::ALL)),
    ("get", "/ops/partners/{id}", Staff(StaffRole::ALL)),
    ("get", "/billing", Agreements),
    ("get", "/billing/statement", Agreements),
    ("get", "/billing/statement.csv", Agreements),
    ("get", "/billing/invoices/{number}", Agreements),
    (
        "get",
        "/billing/invoices/{number}/statement.pdf",
        Agreements,
    ),
    ("get", "/billing/invoices/{number}/lines/{line}", Agreements),
    (
        "get",
        "/billing/invoices/{number}/reconciliation.csv",
        Agreements,
    ),
    (
        "get",
        "/billing/invoices/{number}/reconciliation.xlsx",
        Agreements,
    ),
    (
        "get",
        "/billing/invoices/{number}/finance-charges/{line}",
        Agreements,
    ),
    ("get", "/exports/{partner}/{export}/{name}", Public),
    ("get", "/billing/invoices/{number}/exports", Agreements),
    ("post", "/billing/invoices/{number}/exports", Agreements),
    ("get", "/billing/invoices/{number}/usage.csv", Agreements),
    ("get", "/billing/invoices/{number}/usage.xlsx", Agreements),
    ("get", "/billing/invoices/{number}/usage/{line}", Agreements),
    ("get", "/billing/invoices/{number}/compare", Agreements),
    ("post", "/billing/invoices/{number}/compare", Agreements),
    ("get", "/ops/billing", Staff(BILLS)),
    ("get", "/ops/billing/runs/{date}", Staff(BILLS)),
    (
        "post",
        "/ops/billing/runs/{date}/{partner}",
        Staff(&[StaffRole::BillingOperator]),
    ),
    ("get", "/ops/billing/partners/{partner}", Staff(BILLS)),
    (
        "get",
        "/ops/billing/partners/{partner}/account",
        Staff(BILLS),
    ),
    (
        "get",
        "/ops/billing/partners/{partner}/account/statement.csv",
        Staff(BILLS),
    ),
    ("get", "/ops/billing/usage", Staff(BILLS)),
    (
        "get",
        "/ops/billing/usage/new",
        Staff(&[StaffRole::BillingOperator]),
    ),
    (
        "post",
        "/ops/billing/usage/new",
        Staff(&[StaffRole::BillingOperator]),
    ),
    (
        "get",
        "/ops/billing/usage/template",
        Staff(&[StaffRole::BillingOperator]),
    ),
    ("get", "/ops/billing/usage/{id}", Staff(BILLS)),
    ("get", "/ops/billing/adjustments", Staff(BILLS)),
    (
        "get",
        "/ops/billing/adjustments/discount",
        Staff(&[StaffRole::BillingOperator]),
    ),
    (
        "get",
        "/ops/billing/adjustments/offset",
        Staff(&[StaffRole::BillingOperator]),
    ),
    (
        "post",
        "/ops/billing/adjustments/discount",
        Staff(&[StaffRole::BillingOperator]),
    ),
    (
        "post",
        "/ops/billing/adjustments/offset",
        Staff(&[StaffRole::BillingOperator]),
    ),
    ("get", "/ops/billing/adjustments/{id}", Staff(BILLS)),
    (
        "post",
        "/ops/billing/adjustments/{id}/approve",
        Staff(CREDITING),
    ),
    (
        "post",
        "/ops/billing/adjustments/{id}/decline",
        Staff(CREDITING),
    ),
    (
        "post",
        "/ops/billing/adjustments/{id}/withdraw",
        Staff(&[StaffRole::BillingOperator]),
    ),
    ("get", "/ops/billing/refunds", Staff(BILLS)),
    (
        "get",
        "/ops/billing/refunds/new",
        Staff(&[StaffRole::BillingOperator]),
    ),
    (
        "post",
        "/ops/billing/refunds/new",
        Staff(&[StaffRole::BillingOperator]),
    ),
    ("get", "/ops/billing/refunds/{id}", Staff(BILLS)),
    (
        "post",
        "/ops/billing/refunds/{id}/approve",
        Staff(CREDITING),
    ),
    (
        "post",
        "/ops/billing/refunds/{id}/decline",
        Staff(CREDITING),
    ),
    (
        "post",
        "/ops/billing/refunds/{id}/withdraw",
        Staff(&[StaffRole::BillingOperator]),
    ),
    ("get", "/ops/billing/credit-notes", Staff(BILLS)),
    (
        "get",
        "/ops/billing/credit-notes/new",
        Staff(&[StaffRole::BillingOperator]),
    ),
    (
        "post",
        "/ops/billing/credit-notes/new",
        Staff(&[StaffRole::BillingOperator]),
    ),
    ("get", "/ops/billing/credit-notes/{id}", Staff(BILLS)),
    (
        "post",
        "/ops/billing/credit-notes/{id}/approve",
        Staff(CREDITING),
    ),
    (
        "post",
        "/ops/billing/credit-notes/{id}/decline",
        Staff(CREDITING),
    ),
    (
        "post",
        "/ops/billing/credit-notes/{id}/withdraw",
        Staff(&[StaffRole::BillingOperator]),
    ),
    ("get", "/billing/disputes", Agreements),
    ("get", "/billing/disputes/{id}", Agreements),
    ("post", "/billing/disputes/{id}/withdraw", BillingPart),
    (
        "get",
        "/billing/invoices/{number}/dispute/{line}",
        Agreements,
    ),
    (
        "post",
        "/billing/invoices/{number}/dispute/{line}",
        Agreements,
    ),
    ("get", "/ops/billing/disputes", Staff(BILLS)),
    ("get", "/ops/billing/disputes/{id}", Staff(BILLS)),
    (
        "post",
        "/ops/billing/disputes/{id}/accept",
        Staff(&[StaffRole::BillingOperator]),
    ),
    (
        "post",
        "/ops/billing/disputes/{id}/refuse",
        Staff(&[StaffRole::BillingOperator]),
    ),
    ("get", "/billing/invoices/{number}/fapiao", Agreements),
    ("post", "/billing/invoices/{number}/fapiao", BillingPart),
    ("post", "/billing/fapiao/{id}/withdraw", BillingPart),
    ("get", "/ops/billing/fapiao", Staff(BILLS)),
    ("get", "/ops/billing/fapiao/{id}", Staff(BILLS)),
    (
        "post",
        "/ops/billing/fapiao/{id}/issue",
        Staff(&[StaffRole::BillingOperator]),
    ),
    (
        "post",
        "/ops/billing/fapiao/{id}/refuse",
        Staff(&[StaffRole::BillingOperator]),
    ),
    ("get", "/ops/billing/overdue", Staff(BILLS)),
    ("get", "/ops/billing/overdue/{id}", Staff(BILLS)),
    (
        "post",
        "/ops/billing/overdue/{id}/defer",
        Staff(&[StaffRole::BillingOperator]),
    ),
    ("get", "/ops/billing/finance-charges", Staff(BILLS)),
    ("get", "/ops/billing/finance-charges/{id}", Staff(BILLS)),
    (
        "post",
        "/ops/billing/finance-charges/{id}/waive",
        Staff(&[StaffRole::BillingOperator]),
    ),
    ("get", "/ops/billing/payments", Staff(BILLS)),
    (
        "get",
        "/ops/billing/payments/new",
        Staff(&[StaffRole::BillingOperator]),
    ),
    (
        "post",
        "/ops/billing/payments/new",
        Staff(&[StaffRole::BillingOperator]),
    ),
    ("get", "/ops/billing/payments/{id}", Staff(BILLS)),
    (
        "post",
        "/ops/billing/payments/{id}/allocate",
        Staff(&[StaffRole::BillingOperator]),
    ),
    (
        "post",
        "/ops/billing/payments/{id}/release",
        Staff(&[StaffRole::BillingOperator]),
    ),
    (
        "post",
        "/ops/billing/payments/{id}/reverse",
        Staff(&[StaffRole::BillingOperator]),
    ),
    ("get", "/ops/agreements", Staff(AGREEMENTS)),
    ("get", "/ops/agreements/compare", Staff(AGREEMENTS)),
    ("get", "/ops/agreements/{version}", Staff(AGREEMENTS)),
    ("post", "/ops/agreements/{version}/propose", Staff(PLATFORM)),
    ("post", "/ops/agreements/{version}/approve", Staff(PLATFORM)),
    (
        "post",
        "/ops/agreements/{version}/withdraw",
        Staff(PLATFORM),
    ),
    (
        "get",
        "/ops/agreements/{version}/campaign",
        Staff(AGREEMENTS),
    ),
    (
        "get",
        "/ops/agreements/{version}/campaign.csv",
        Staff(AGREEMENTS),
    ),
    (
        "post",
        "/ops/agreements/declines/{id}/close",
        Staff(&[StaffRole::PlatformAdmin, StaffRole::Reviewer]),
    ),
    (
        "get",
        "/ops/settings/programmes",
        Staff(&[StaffRole::PlatformAdmin, StaffRole::Auditor]),
    ),
    (
        "post",
        "/ops/settings/programmes",
        Staff(&[StaffRole::PlatformAdmin]),
    ),
    ("get", "/ops/catalogue/offers", Staff(PRICES)),
    ("get", "/ops/catalogue/offers/export", Staff(PRICES)),
    ("get", "/ops/catalogue/offers/{id}", Staff(PRICES)),
    ("get", "/ops/catalogue/offers/{id}/change", Staff(CATALOGUE)),
    (
        "post",
        "/ops/catalogue/offers/{id}/change",
        Staff(CATALOGUE),
    ),
    ("get", "/ops/catalogue/changes", Staff(PRICES)),
    ("get", "/ops/catalogue/changes/{id}", Staff(PRICES)),
    (
        "post",
        "/ops/catalogue/changes/{id}/approve",
        Staff(CATALOGUE),
    ),
    (
        "post",
        "/ops/catalogue/changes/{id}/decline",
        Staff(CATALOGUE),
    ),
    (
        "post",
        "/ops/catalogue/changes/{id}/take-back",
        Staff(CATALOGUE),
    ),
    (
        "post",
        "/ops/catalogue/changes/{id}/withdraw",
        Staff(CATALOGUE),
    ),
    ("get", "/ops/catalogue/matrix", Staff(PRICES)),
    ("get", "/ops/catalogue/upgrades", Staff(PRICES)),
    ("get", "/ops/catalogue/special-prices", Staff(PRICES)),
    ("get", "/ops/catalogue/special-prices/new", Staff(CATALOGUE)),
    (
        "post",
        "/ops/catalogue/special-prices/new",
        Staff(CATALOGUE),
    ),
    ("get", "/ops/catalogue/special-prices/{id}", Staff(PRICES)),
    (
        "post",
        "/ops/catalogue/special-prices/{id}/approve",
        Staff(CATALOGUE),
    ),
    (
        "post",
        "/ops/catalogue/special-prices/{id}/decline",
        Staff(CATALOGUE),
    ),
    (
        "post",
        "/ops/catalogue/special-prices/{id}/take-back",
        Staff(CATALOGUE),
    ),
    (
        "post",
        "/ops/catalogue/special-prices/{id}/withdraw",
        Staff(CATALOGUE),
    ),
    ("get", "/ops/catalogue/price-lists", Staff(PRICES)),
    ("get", "/ops/catalogue/price-lists/new", Staff(CATALOGUE)),
    ("post", "/ops/catalogue/price-lists/new", Staff(CATALOGUE)),
    (
        "get",
        "/ops/catalogue/price-lists/template",
        Staff(CATALOGUE),
    ),
    ("get", "/ops/catalogue/price-lists/{id}", Staff(PRICES)),
    (
        "get",
        "/ops/catalogue/price-lists/{id}/notices",
        Staff(PRICES),
    ),
    (
        "post",
        "/ops/catalogue/price-lists/{id}/approve",
        Staff(CATALOGUE),
    ),
    (
        "post",
        "/ops/catalogue/price-lists/{id}/consent",
        Staff(&[StaffRole::BillingOperator]),
    ),
    (
        "post",
        "/ops/catalogue/price-lists/{id}/publish",
        Staff(CATALOGUE),
    ),
    (
        "post",
        "/ops/catalogue/price-lists/{id}/discard",
        Staff(CATALOGUE),
    ),
    (
        "post",
        "/ops/catalogue/price-lists/{id}/withdraw",
        Staff(CATALOGUE),
    ),
    ("get", "/ops/sandboxes", Staff(PLATFORM)),
    ("post", "/ops/partners/{id}/suspend", Staff(STANDING)),
    ("post", "/ops/partners/{id}/restore", Staff(STANDING)),
    ("post", "/ops/partners/{id}/terminate", Staff(STANDING)),
    (
        "post",
        "/ops/partners/{id}/terminate/approve",
        Staff(STANDING),
    ),
    (
        "post",
        "/ops/partners/{id}/terminate/decline",
        Staff(STANDING),
    ),
    ("get", "/ops/network", Staff(PLATFORM)),
    ("get", "/ops/network/import", Staff(PLATFORM)),
    ("post", "/ops/network/import", Staff(PLATFORM)),
    ("get", "/ops/network/template", Staff(PLATFORM)),
    ("get", "/ops/network/imports/{id}", Staff(PLATFORM)),
    ("post", "/ops/network/imports/{id}", Staff(PLATFORM)),
    ("get", "/ops/screening", Staff(PLATFORM)),
    ("get", "/ops/screening/import", Staff(PLATFORM)),
    ("post", "/ops/screening/import", Staff(PLATFORM)),
    ("get", "/ops/screening/template", Staff(PLATFORM)),
    ("get", "/ops/screening/lists/{id}", Staff(PLATFORM)),
    ("post", "/ops/screening/lists/{id}", Staff(PLATFORM)),
    ("post", "/ops/screening/lists/{id}/retire", Staff(PLATFORM)),
    ("get", "/ops/restricted", Staff(REVIEW)),
    ("get", "/ops/restricted/{id}", Staff(REVIEW)),
    ("post", "/ops/restricted/{id}", Staff(REVIEW)),
    ("get", "/ops/profiles", Staff(LOOK)),
    ("get", "/ops/profiles/{id}", Staff(LOOK)),
    (
        "get",
        "/ops/profiles/{id}/documents/{document}",
        Staff(LOOK),
    ),
    (
        "get",
        "/ops/profiles/{id}/documents/{document}/pages/{page}",
        Staff(LOOK),
    ),
    ("post", "/ops/profiles/{id}/ask", Staff(REVIEW)),
    ("post", "/ops/profiles/{id}/approve", Staff(REVIEW)),
    ("post", "/ops/profiles/{id}/reject", Staff(REVIEW)),
    ("get", "/ops/registrations", Staff(RELEASE)),
    ("post", "/ops/registrations/{id}/release", Staff(RELEASE)),
    ("post", "/ops/registrations/{id}/block", Staff(RELEASE)),
    ("get", "/ops/provisioning", Staff(PLATFORM)),
    ("get", "/ops/provisioning/{id}", Staff(PLATFORM)),
    ("post", "/ops/provisioning/{id}/retry", Staff(PLATFORM)),
    ("get", "/ops/outbox", Staff(PLATFORM)),
    ("get", "/ops/staff", Staff(PLATFORM)),
    ("get", "/ops/staff/new", Staff(PLATFORM)),
    ("post", "/ops/staff/new", Staff(PLATFORM)),
    ("get", "/ops/staff/{id}", Staff(PLATFORM)),
    ("get", "/ops/staff/{id}/done", Staff(PLATFORM)),
    ("post", "/ops/staff/{id}/roles", Staff(PLATFORM)),
    ("post", "/ops/staff/{id}/block", Staff(PLATFORM)),
    ("post", "/ops/staff/{id}/unblock", Staff(PLATFORM)),
    ("post", "/ops/staff/{id}/end-sessions", Staff(PLATFORM)),
    ("get", "/ops/access", Staff(SUPPORT)),
    ("get", "/ops/access/{id}", Staff(SUPPORT)),
    ("get", "/ops/access/{id}/papers/{paper}", Staff(SUPPORT)),
    ("post", "/ops/access/{id}/calls", Staff(SUPPORT)),
    ("post", "/ops/access/{id}/endorse", Staff(SUPPORT)),
    ("post", "/ops/access/{id}/take-back", Staff(SUPPORT)),
    ("post", "/ops/access/{id}/approve", Staff(SUPPORT)),
    ("post", "/ops/access/{id}/refuse", Staff(SUPPORT)),
    ("get", "/ops/privacy", Staff(AUDIT)),
    ("post", "/ops/privacy", Staff(PLATFORM)),
    ("get", "/ops/privacy/looks", Staff(AUDIT)),
    ("get", "/ops/privacy/{id}", Staff(AUDIT)),
    ("post", "/ops/privacy/{id}", Staff(PLATFORM)),
    ("post", "/ops/privacy/{id}/report", Staff(PLATFORM)),
    ("get", "/ops/audit", Staff(AUDIT)),
    ("get", "/ops/audit/export", Staff(AUDIT)),
    ("get", "/ops/audit/verify", Staff(AUDIT)),
    ("post", "/ops/audit/verify", Staff(AUDIT)),
];

fn access(route: &Route) -> Access {
    let found = ACCESS
        .iter()
        .find(|(method, path, _)| *method == route.method && *path == route.path);
    found
        .unwrap_or_else(|| panic!("say in ACCESS who may reach {route:?}"))
        .2
}

/// A partner that has come all the way, and the ids that lead to what is its own.
struct Victim {
    partner: Partner,
    /// An offer of the catalogue: anybody's.
    offer: String,
    document: String,
    inquiry: String,
    proposal: String,
    signature: String,
    session: String,
    user: String,
    customer: String,
    subscription: String,
    staff: String,
    nobody: testkit::Login,
    app: String,
    tenant: String,
    change: String,
    /// A document of it that was sent, and one that was not.
    change_documents: [String; 2],
    hit: String,
    key: String,
    event: String,
    decline: String,
    personal: String,
    /// A support request, and what a customer asks.
    asked: String,
    inquired: String,
    /// Their files.
    asked_file: String,
    inquired_file: String,
    /// An incident of a service its customer uses.
    incident: String,
    /// An outage that waits for a second person.
    draft: String,
    /// Planned maintenance of a service its customer uses.
    maintenance: String,
    /// A request after everything was lost, and its letter.
    access: String,
    paper: String,
}

/// A question to the bureau about a partner that was answered with a report.
fn answered_inquiry(app: &TestApp, partner: &Partner) -> uuid::Uuid {
    use store::credit::inquiry::{self, Inquiry};
    let (scope, now) = (app.operator_scope(), app.now());
    let id = domain::ids::fresh_uuid(&*app.entropy);
    let sealed = app
        .keyring
        .seal(&*app.entropy, id.as_bytes(), b"{}")
        .unwrap();
    let row = Inquiry {
        id,
        application_id: partner.application.0,
        tenant_id: partner.tenant.0,
        purpose: "enrolment".to_owned(),
        question: String::new(),
        state: "answered".to_owned(),
        asked_by: None,
        asked_at: now,
        accepted_at: None,
        answered_at: Some(now),
        look_at: now,
        looks: 0,
        result: Some("pass".to_owned()),
        credit_limit: None,
        score: String::new(),
        reference: String::new(),
        effect: Some("informs".to_owned()),
        note: String::new(),
        answer_hash: None,
    };
    let written = app.db.write(move |tx| {
        inquiry::add(tx, scope, &row)?;
        inquiry::save(tx, scope, &row, Some(sealed.clone()))
    });
    written.wait().unwrap();
    id
}

/// A change of a vetted fact that waits for a reviewer, with one document that was sent and one that
/// was not.
fn proposed_change(app: &TestApp, request: &app::Request) -> (String, [String; 2]) {
    use app::accounts::change_documents::{send, upload, view};
    use app::accounts::profiles::{save, sheet};
    use app::enrolment::documents::NewDocument;
    use domain::accounts::profiles::Profile::Legal;
    let known = sheet(app, request, Legal).wait().unwrap();
    let mut typed = known.wanted();
    typed.insert("address_line2".to_owned(), "20 层".to_owned());
    save(app, request, Legal, None, &typed, ("", &typed))
        .wait()
        .unwrap();
    let add = |content: &str| {
        let new = NewDocument {
            kind: "business-licence",
            file_name: "licence.pdf",
            bytes: &testkit::specimen(content),
            dated_on: "",
        };
        upload(app, request, new).unwrap();
    };
    add("sent");
    let known = sheet(app, request, Legal).wait().unwrap();
    send(app, request, (known.version, ""), "").wait().unwrap();
    add("unsent");
    let known = view(app, request).wait().unwrap().unwrap();
    let of = |sent: bool| {
        let mut documents = known.documents.iter();
        let found = documents.find(|d| d.sent_at.is_some() == sent);
        found.unwrap().id.to_string()
    };
    (known.change.id.to_string(), [of(true), of(false)])
}

/// A support request.
fn asked_support(app: &TestApp, request: &app::Request) -> String {
    use domain::support::Kind::Partner;
    let typed = [
        ("summary", "Orders cannot be sent"),
        ("topic", "orders"),
        ("severity", "moderate"),
        ("details", "An error is shown whenever one is sent."),
    ];
    let typed = typed.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let file = testkit::specimen("error");
    let files = [attached(&file)];
    app::support::create::create(app, request, Partner, None, &typed.into(), &files, "").unwrap()
}

/// What a customer of the partner asks it.
fn inquired(app: &TestApp, request: &app::Request, partner: uuid::Uuid) -> String {
    let (_, admin) = crate::centre::customer(app, request, "inquires");
    let (_, request) = app.sign_in(&admin);
    let typed = [
        ("summary", "Nobody can sign in"),
        ("topic", "customer-access"),
        ("severity", "moderate"),
        ("details", "An error is shown whenever somebody tries."),
    ];
    let typed = typed.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let file = testkit::specimen("error");
    let files = [attached(&file)];
    app::support::create::ask(app, &request, Some(partner), &typed.into(), &files, "").unwrap()
}

fn attached(bytes: &[u8]) -> app::support::files::Attached<'_> {
    let name = "error.pdf";
    app::support::files::Attached { name, bytes }
}

/// The one file of a kind of requests.
fn file_of(app: &TestApp, sql: &'static str) -> String {
    let id = app.read(move |tx| Ok(tx.query_one::<uuid::Uuid>(sql, &[])?));
    id.wait().unwrap().to_string()
}

/// An override of a partner's limit that an analyst has proposed.
fn proposed_override(app: &TestApp, partner: &Partner) -> uuid::Uuid {
    use store::credit::decision;
    use store::credit::overrides::{self, Override};
    let (scope, application, now) = (app.operator_scope(), partner.application.0, app.now());
    let analyst = app.staff(StaffRole::CreditAnalyst).sign_in_name;
    let newest = app.read(move |tx| Ok(decision::newest(tx, application)?));
    let newest = newest.wait().unwrap().unwrap();
    let id = domain::ids::fresh_uuid(&*app.entropy);
    let row = Override {
        id,
        application_id: application,
        tenant_id: partner.tenant.0,
        state: "proposed".to_owned(),
        overridden_id: newest.id,
        old_result: newest.result,
        old_limit: newest.credit_limit,
        new_limit: 1,
        currency: newest.currency,
        reason: partner.company.name.clone(),
        evidence: String::new(),
        document_id: None,
        expires_on: "2026-12-31".to_owned(),
        proposed_by: crate::users::account_of(app, &analyst).parse().unwrap(),
        proposed_at: now,
        decided_by: None,
        decided_at: None,
        answer: String::new(),
    };
    let written = app.db.write(move |tx| overrides::add(tx, scope, &row));
    written.wait().unwrap();
    id
}

/// A test event that was brought to a partner's programs.
fn told_event(app: &TestApp, request: &app::Request) -> uuid::Uuid {
    use app::integration::hooks::{self, Wish};
    let wish = Wish {
        url: "https://events.contoso.cn/in".to_owned(),
        events: vec!["test-created".to_owned()],
        ms_header: None,
    };
    hooks::register(app, request, &wish, None, "").unwrap();
    let id = hooks::test(app, request, "").wait().unwrap();
    app.drain();
    id
}

/// An invoice of a partner with one line, which should have been paid yesterday.
fn issued_invoice(
    app: &TestApp,
    partner: &Partner,
    customer: uuid::Uuid,
    subscription: uuid::Uuid,
) {
    use store::billing::{self, Invoice, Line};
    let parties = app::billing::Parties {
        seller: std::collections::BTreeMap::new(),
        seller_code: String::new(),
        bank: std::collections::BTreeMap::new(),
        bank_account: String::new(),
        buyer: partner.company.name.clone(),
        buyer_code: partner.company.credit_code.clone(),
        network_id: String::new(),
        recipient: partner.company.email.clone(),
        recipient_email: partner.company.email.clone(),
        purchase_order: String::new(),
        language: "zh-Hans".to_owned(),
    };
    let day = |text: &str| text.to_owned();
    let invoice = Invoice {
        id: PAYMENT,
        number: "D000000001".to_owned(),
        billed_on: day("2026-02-02"),
        period_from: day("2026-01-02"),
        period_to: day("2026-02-02"),
        due_on: app.today().yesterday().unwrap().to_string(),
        currency: "CNY".to_owned(),
        tax_basis_points: 600,
        recurring: 1_000,
        other_products: 0,
        finance_charge: 0,
        usage: 0,
        usage_discount: 0,
        discount: 0,
        credits: 0,
        tax: 60,
        total: 1_060,
        previous_balance: 0,
        line_count: 1,
        usage_count: 1,
        parties: serde_json::to_string(&parties).unwrap(),
        file_hash: "00".to_owned(),
        usage_hash: String::new(),
        issued_at: app.now(),
    };
    let line = Line {
        number: 1,
        subscription_id: subscription,
        customer_id: customer,
        order_id: subscription,
        platform_id: subscription,
        offer_id: subscription,
        product_id: subscription,
        offer_name: String::new(),
        subscription_name: partner.company.name.clone(),
        customer_name: partner.company.name.clone(),
        customer_domain: String::new(),
        starts_on: day("2026-01-03"),
        ends_on: day("2027-02-02"),
        charge: "cycle-fee".to_owned(),
        charged_from: day("2026-02-02"),
        charged_to: day("2026-03-02"),
        span_from: day("2026-02-02"),
        span_to: day("2026-03-02"),
        months: 1,
        unit_price: 1_000,
        seats: 1,
        days: 28,
        of_days: 28,
        amount: 1_000,
        discount: 0,
        tax: 60,
        adjustment_id: None,
    };
    let (scope, at) = (scope_of(partner), app.now());
    let posting = domain::billing::ledger::Posting::invoice(invoice.id, 1_000, 60).unwrap();
    let written = app.db.write(move |tx| {
        billing::issue(tx, scope, &invoice)?;
        billing::add_lines(tx, scope, invoice.id, std::slice::from_ref(&line))?;
        billing::usage::add_lines(tx, scope, invoice.id, &[usage_line(&line)])?;
        let memo = billing::ledger::Memo {
            value_on: "2026-02-02",
            reason: "",
            posted_name: "",
            posted_at: at,
        };
        billing::ledger::post(tx, scope, &posting, memo)
    });
    written.wait().unwrap();
}

/// A discount on the usage of what a line is about.
fn usage_line(line: &store::billing::Line) -> store::billing::usage::UsageLine {
    let none = String::new;
    store::billing::usage::UsageLine {
        number: 1,
        subscription_id: line.subscription_id,
        customer_id: line.customer_id,
        order_id: line.order_id,
        platform_id: line.platform_id,
        offer_id: line.offer_id,
        offer_name: none(),
        subscription_name: line.subscription_name.clone(),
        customer_name: line.customer_name.clone(),
        customer_domain: none(),
        charge: "cycle-discount".to_owned(),
        charged_from: line.charged_from.clone(),
        charged_to: line.charged_to.clone(),
        record_id: None,
        record: none(),
        used_on: none(),
        service_name: none(),
        service_type: none(),
        resource_id: uuid::Uuid::nil(),
        resource_name: none(),
        region: none(),
        sku: none(),
        tier: 1,
        consumed: 0,
        included: 0,
        price: 0,
        metered_region: none(),
        metered_service: none(),
        metered_service_type: none(),
        project: none(),
        service_info: none(),
        amount: -100,
        tax: -6,
    }
}

/// The payment of a partner.
/// The id of a payment, and of everything else that bills consist of.
const PAYMENT: uuid::Uuid = uuid::Uuid::from_u128(79);

/// A payment of a partner that pays nothing yet.
fn received_payment(app: &TestApp, partner: &Partner, subscription: uuid::Uuid, by: uuid::Uuid) {
    use store::billing::payments::{self, New};
    let (scope, at) = (scope_of(partner), app.now());
    let (everywhere, catalogue) = (app.operator_scope(), app.programme.catalogue().clone());
    let written = app.db.write(move |tx| {
        let new = New {
            id: PAYMENT,
            reference: "ISOLATED",
            value_on: "2026-02-02",
            amount: 1_000,
            currency: "CNY",
            note: "",
            by: (by, ""),
            at,
        };
        payments::add(tx, scope, new)?;
        // And a credit note that waits.
        let note = store::billing::credit_notes::New {
            id: PAYMENT,
            invoice: PAYMENT,
            amounts: (100, 6),
            reason: "",
            by: (by, ""),
            at,
        };
        store::billing::credit_notes::propose(tx, scope, note)?;
        // And an adjustment that does.
        let adjustment = store::billing::adjustments::New {
            id: PAYMENT,
            kind: "discount",
            of_usage: false,
            subscription,
            line: None,
            amounts: (100, 0),
            reason: "",
            by: (by, ""),
            at,
        };
        store::billing::adjustments::propose(tx, scope, adjustment)?;
        // And a refund that does.
        let refund = store::billing::refunds::New {
            id: PAYMENT,
            payment: Some(PAYMENT),
            invoice: None,
            amount: 100,
            account: "",
            reason: "",
            by: (by, ""),
            at,
        };
        store::billing::refunds::propose(tx, scope, refund)?;
        // And a charge for late payment.
        let charge = store::billing::lateness::New {
            id: PAYMENT,
            invoice: PAYMENT,
            position: 1,
            late: PAYMENT,
            days: ("2026-03-04", "2026-03-05"),
            basis: (1_000, 150, 1),
            amounts: (1, 0),
            gives_back: None,
        };
        store::billing::lateness::add(tx, scope, charge)?;
        // And a dispute.
        let dispute = store::billing::disputes::New {
            id: PAYMENT,
            about: (PAYMENT, 0),
            amounts: (100, 6),
            reason: "",
            on: "2026-02-02",
            by: (by, ""),
            at,
        };
        store::billing::disputes::open(tx, scope, dispute)?;
        // And a VAT invoice that is asked for.
        let word = || String::from("x");
        let buyer = store::billing::fapiao::Buyer {
            title: word(),
            tax_id: word(),
            bank_name: word(),
            bank_account: word(),
            address: word(),
            phone: word(),
            email: word(),
        };
        let fapiao = store::billing::fapiao::New {
            id: PAYMENT,
            invoice: (PAYMENT, "2026-02-02"),
            kind: "special",
            amounts: (100, 6),
            buyer: &buyer,
            by: (by, ""),
            at,
        };
        store::billing::fapiao::ask(tx, scope, fapiao)?;
        // And a special price that waits.
        let special = store::special_prices::New {
            id: PAYMENT,
            customer: None,
            offer: PAYMENT,
            terms: (Some(100), None),
            days: ("2026-02-02", "2099-02-02"),
            reason: "",
            by: (by, ""),
            at,
        };
        store::special_prices::propose(tx, scope, special)?;
        // And a change of an offer.
        let facts = domain::catalogue::changes::Facts::of(&catalogue.offers[0]);
        let facts = serde_json::to_string(&facts).unwrap_or_default();
        let change = store::offer_changes::New {
            id: PAYMENT,
            offer: catalogue.offers[0].id,
            facts: (&facts, &facts),
            effective_on: "2099-02-02",
            reason: "",
            by: (by, ""),
            at,
        };
        store::offer_changes::propose(tx, everywhere, change).map(drop)
    });
    written.wait().unwrap();
}

impl Victim {
    fn of(app: &TestApp) -> Self {
        let partner = app.active_partner();
        let (scope, id) = (scope_of(&partner), partner.application.0);
        let (document, signature) = app
            .read(move |tx| {
                let document = store::document::all(tx, id)?[0].id;
                Ok((document, store::signature::of_tenant(tx, scope)?[0].id))
            })
            .wait()
            .unwrap();
        let (_, request) = app.sign_in(&partner.admin);
        // Somebody without an admin role, whom a user-management admin may manage.
        let login = app.colleague(&partner, AdminSetting::None);
        let user = crate::users::account_of(app, &login.sign_in_name);
        let person = request.caller.person().unwrap();
        let (session, account) = (person.session, person.account.0);
        let decline = store::agreements::Decline {
            id: uuid::Uuid::from_u128(77),
            tenant_id: partner.tenant.0,
            application_id: partner.application.0,
            company: String::new(),
            text_id: "reseller-agreement".to_owned(),
            version: "2025-06".to_owned(),
            name: partner.company.name.clone(),
            reason: partner.company.email.clone(),
            at: app.now(),
            closed_at: None,
            closed_name: String::new(),
            answer: String::new(),
        };
        let id = decline.id.to_string();
        app.db
            .write(move |tx| store::agreements::add_decline(tx, scope, &decline, account))
            .wait()
            .unwrap();
        let (customer, subscription) = crate::customer_pages::sold(app, &request);
        issued_invoice(app, &partner, customer.0, subscription.0);
        received_payment(
            app,
            &partner,
            subscription.0,
            request.caller.person().unwrap().account.0,
        );
        let (program, key, _) = app::integration::apps::provide(
            app,
            partner.tenant,
            "Robot",
            AgentSetting::AdminAgent,
            AdminSetting::None,
        )
        .unwrap();
        let desk = app.browser_of(&app.staff(StaffRole::PlatformAdmin));
        let asked = desk
            .open("/ops/privacy")
            .form("/ops/privacy")
            .put("kind", "erase")
            .put("email", "nobody@anywhere.example")
            .put("proof", "Called back on the number held")
            .submit()
            .expect(303);
        let personal = asked.location().trim_start_matches("/ops/privacy/");
        let personal = personal.split('?').next().unwrap().to_owned();
        let (access, paper) = crate::lost_access::lying(app, &partner.admin.sign_in_name);
        let hit = crate::screening::hit_of(app, &partner);
        let (change, change_documents) = proposed_change(app, &request);
        let asked = asked_support(app, &request);
        let inquired = inquired(app, &request, partner.tenant.0);
        let asked_file = file_of(
            app,
            "SELECT f.id FROM support_file f JOIN support_request r ON r.id = f.request_id
             WHERE r.kind <> 'inquiry'",
        );
        let inquired_file = file_of(
            app,
            "SELECT f.id FROM support_file f JOIN support_request r ON r.id = f.request_id
             WHERE r.kind = 'inquiry'",
        );
        Self {
            offer: app.programme.catalogue().offers[0].id.to_string(),
            personal,
            access,
            paper,
            app: program.to_string(),
            tenant: partner.tenant.to_string(),
            asked,
            inquired,
            asked_file,
            inquired_file,
            incident: crate::health::posted(
                app,
                &app.browser_of(&app.staff(StaffRole::SupportAgent)),
            ),
            change,
            change_documents,
            maintenance: crate::maintenance::planned(
                app,
                &app.browser_of(&app.staff(StaffRole::SupportAgent)),
            ),
            draft: crate::health::drafted(
                app,
                &app.browser_of(&app.staff(StaffRole::SupportAgent)),
            ),
            hit,
            event: told_event(app, &request).to_string(),
            key: key.to_string(),
            customer: customer.to_string(),
            subscription: subscription.to_string(),
            decline: id,
            inquiry: answered_inquiry(app, &partner).to_string(),
            proposal: proposed_override(app, &partner).to_string(),
            partner,
            document: document.to_string(),
            signature: signature.to_string(),
            session: session.to_string(),
            user,
            staff: crate::users::account_of(app, &app.staff(StaffRole::Auditor).sign_in_name),
            nobody: login,
        }
    }

    /// The route with the victim's ids in it.
    fn path(&self, route: &Route) -> String {
        let mut path = route.path.to_owned();
        let inquiry = path.starts_with("/support/inquiries") || path.starts_with("/admin/");
        let (request, file) = if inquiry {
            (&self.inquired, &self.inquired_file)
        } else {
            (&self.asked, &self.asked_file)
        };
        let [sent, unsent] = &self.change_documents;
        let document = if path.starts_with("/ops/profiles") {
            sent
        } else if path.starts_with("/account/legal-profile") {
            unsent
        } else {
            &self.document
        };
        let id = if path.starts_with("/account/agreements") {
            &self.signature
        } else if path.starts_with("/customers") {
            &self.customer
        } else if path.starts_with("/account/me") {
            &self.session
        } else if path.starts_with("/account/users") || path.starts_with("/admin/users") {
            &self.user
        } else if path.starts_with("/account/apps") {
            &self.app
        } else if path.starts_with("/ops/access") {
            &self.access
        } else if path.starts_with("/account/webhooks") {
            &self.event
        } else if path.starts_with("/ops/privacy") {
            &self.personal
        } else if path.starts_with("/ops/staff") {
            &self.staff
        } else if path.starts_with("/ops/restricted") {
            &self.hit
        } else if path.starts_with("/ops/profiles") {
            &self.change
        } else if path.starts_with("/ops/billing/")
            || path.starts_with("/billing/disputes")
            || path.starts_with("/billing/fapiao")
            || path.starts_with("/ops/catalogue/special-prices")
            || path.starts_with("/ops/catalogue/changes")
        {
            &PAYMENT.to_string()
        } else if path.starts_with("/ops/catalogue/offers") {
            &self.offer
        } else if path.starts_with("/enrol") {
            &self.document
        } else if path.starts_with("/ops/agreements") {
            &self.decline
        } else if path.starts_with("/ops/provisioning") || path.starts_with("/ops/partners") {
            &self.partner.tenant.to_string()
        } else {
            &self.partner.application.to_string()
        };
        let parts = [
            ("{id}", id.as_str()),
            ("{subscription}", &self.subscription),
            ("{document}", document),
            ("{inquiry}", &self.inquiry),
            ("{proposal}", &self.proposal),
            ("{language}", "zh-Hans"),
            ("{section}", "legal"),
            ("{kind}", "employment"),
            ("{way}", "email"),
            ("{operation}", "customers.list"),
            ("{purpose}", "mailbox"),
            ("{item}", "add-users"),
            ("{version}", "2025-06"),
            ("{token}", "nobody-knows-this-token"),
            ("{name}", "nobody.example"),
            ("{hash}", "00"),
            ("{page}", "1"),
            ("{paper}", &self.paper),
            ("{key}", &self.key),
            ("{tenant}", &self.tenant),
            ("{edition}", "v2"),
            ("{person}", &self.user),
            ("{number}", "D000000001"),
            ("{request}", request),
            ("{incident}", &self.incident),
            ("{draft}", &self.draft),
            ("{export}", &self.tenant),
            ("{maintenance}", &self.maintenance),
            ("{service}", "6bc17f2e-7753-5a5d-9e7f-acd910732474"),
            ("{file}", file),
            ("{line}", "1"),
            ("{date}", "2026-02-02"),
            ("{partner}", &self.partner.tenant.to_string()),
        ];
        for (name, value) in parts {
            path = path.replace(name, value);
        }
        assert!(!path.contains('{'), "{path}: say what stands for it");
        path
    }

    fn try_route(&self, route: &Route, browser: &Browser) -> Page {
        let path = self.path(route);
        match route.method {
            "get" => browser.get(&path),
            "post" => browser.post(&path, &[]),
            other => panic!("no browser sends {other}"),
        }
    }

    /// Whatever is in a form, and whether it is one at all, its sender's rights come first.
    fn is_refused_unread(&self, route: &Route, browser: &Browser) {
        let path = self.path(route);
        let nonsense = [
            "kind",
            "result",
            "reason",
            "text",
            "limit",
            "version",
            "roles",
            "reasons",
            "email",
            "proof",
            "decision",
            "answer",
            "effective_on",
            "resign",
            "number",
            "outcome",
            "method",
        ]
        .map(|name| (name, "\u{7}<nonsense>"));
        expect(route, &browser.post(&path, &nonsense), 403, "");
        let parts = Some("multipart/form-data; boundary=x");
        let page = browser.send("POST", &path, parts, b"--y\r\nno form".to_vec());
        expect(route, &page, 403, "");
        let pairs = Some("application/x-www-form-urlencoded");
        let page = browser.send("POST", &path, pairs, b"a=%zz&%00=\xff".to_vec());
        assert!([400, 403].contains(&page.status()), "{route:?}");
    }

    /// Nothing on a page tells of the victim.
    fn is_not_on(&self, page: &Page) {
        let company = &self.partner.company;
        let source = page.source();
        for secret in [
            &company.name,
            &company.credit_code,
            &company.email,
            &self.partner.reference,
        ] {
            assert!(
                !source.contains(secret.as_str()),
                "{} tells {secret}",
                page.path()
            );
        }
    }

    /// What would differ if anybody had done anything.
    fn state(&self, app: &TestApp) -> String {
        let row = application_of(app, &self.partner);
        let (scope, id, operator) = (scope_of(&self.partner), row.id, app.operator_scope());
        let user = self.user.parse().unwrap();
        let customer = self.customer.parse().unwrap();
        let subscription = self.subscription.parse().unwrap();
        let event = self.event.parse().unwrap();
        let rest = app
            .read(move |tx| {
                Ok((
                    store::document::all(tx, id)?.len(),
                    store::application::checks(tx, id)?.len(),
                    store::accounts::checklist(tx, scope)?,
                    store::signature::of_tenant(tx, scope)?.len(),
                    store::credit::decision::newest(tx, id)?,
                    store::audit::of_subject(tx, operator, &format!("application/{id}"), "", 1000)?
                        .len(),
                    store::customers::get(tx, scope, customer)?,
                    store::subscriptions::get(tx, scope, subscription)?,
                    (
                        store::hooks::get(tx, scope)?,
                        store::hooks::delivery(tx, scope, event)?,
                    ),
                    store::users::get(tx, scope, user)?
                        .map(|u| (u.status, u.given_name, u.agent_setting, u.admin_setting)),
                ))
            })
            .wait()
            .unwrap();
        format!("{row:?} {rest:?}")
    }
}

/// Tries every route and looks that nothing of the victim's was shown or changed.
fn everywhere(
    app: &TestApp,
    victim: &Victim,
    browser: &Browser,
    look: impl Fn(&Route, Access, &Page),
) {
    let before = victim.state(app);
    for route in ROUTES {
        // These would end the attempt: a session signed out, another cookie.
        let (session, draft) = (
            browser.cookie("tongdao_session"),
            browser.cookie("tongdao_draft"),
        );
        if (route.method, route.path) != ("post", "/signout") || session.is_none() {
            let page = victim.try_route(route, browser);
            assert!(page.status() < 500, "{route:?} fails: {}", page.text());
            assert!(!page.source().contains('⟦'), "{route:?}: {}", page.text());
            victim.is_not_on(&page);
            look(route, access(route), &page);
        }
        browser.set_cookie("tongdao_session", session.as_deref().unwrap_or_default());
        browser.set_cookie("tongdao_draft", draft.as_deref().unwrap_or_default());
    }
    assert_eq!(victim.state(app), before);
}

fn expect(route: &Route, page: &Page, status: u16, location: &str) {
    let found = (page.status(), page.location());
    assert!(
        found.0 == status && found.1.starts_with(location),
        "{} {}: {found:?} instead of {status} {location:?}: {}",
        route.method,
        route.path,
        page.text()
    );
}

/// A partner in business reaches its own customers and nobody else's.
fn another_partner_does_not_reach_customers(app: &TestApp) {
    let victim = Victim::of(app);
    let other = app.active_partner();
    let browser = app.browser_of(&other.admin);
    let before = victim.state(app);
    for route in ROUTES {
        let own = |name: &&str| route.path.contains(*name);
        if access(route) == Sellers && ["{id}", "{request}"].iter().any(own) {
            let page = victim.try_route(route, &browser);
            expect(route, &page, 404, "");
            victim.is_not_on(&page);
        }
    }
    assert_eq!(victim.state(app), before);
    app.drain();
}

/// What is public answers, and never with a request to sign in.
fn answers(route: &Route, page: &Page) {
    assert!(
        !page.location().starts_with("/signin"),
        "{route:?} leads to the sign-in"
    );
    assert!(
        !matches!(page.status(), 401 | 403),
        "{route:?} is {}",
        page.status()
    );
}

fn strangers_and_registrants_reach_what_is_public(app: &TestApp) {
    let victim = Victim::of(app);
    everywhere(
        app,
        &victim,
        &app.browser(),
        |route, access, page| match access {
            Public => answers(route, page),
            Draft => expect(route, page, 303, "/register/cn/join"),
            SignIn | Self_ | Company | Agreements | GlobalAdmin | Hooks | BillingPart | Invited
            | Users | Profiles | Sellers | Support | Prices | WorkAccount | Centre | Staff(_) => {
                expect(route, page, 303, "/signin?next=/");
            }
        },
    );
    let (registrant, _) = crate::at_phone(app);
    everywhere(
        app,
        &victim,
        &registrant,
        |route, access, page| match access {
            Public => answers(route, page),
            Draft => assert!(
                page.location().starts_with("/register/cn/")
                    || matches!(page.status(), 200 | 409 | 422),
                "{route:?}: {}",
                page.status()
            ),
            SignIn | Self_ | Company | Agreements | GlobalAdmin | Hooks | BillingPart | Invited
            | Users | Profiles | Sellers | Support | Prices | WorkAccount | Centre | Staff(_) => {
                expect(route, page, 303, "/signin?next=/");
            }
        },
    );
    app.drain();
}

/// Name and password were right; the authenticator's code is missing.
fn half_signed_in_people_reach_the_rest_of_the_sign_in(app: &TestApp) {
    let victim = Victim::of(app);
    let partner = app.registered_company();
    for login in [&partner.admin, &app.staff(StaffRole::Auditor)] {
        let browser = app.browser();
        let form = browser
            .open("/signin")
            .form("/signin")
            .fill("sign_in_name", &login.sign_in_name);
        assert_eq!(
            form.fill("password", &login.password).submit().status(),
            303
        );
        everywhere(app, &victim, &browser, |route, access, page| match access {
            Public => assert_ne!(page.status(), 403, "{route:?}"),
            Draft => expect(route, page, 303, "/register/cn/join"),
            SignIn => {}
            Self_ if route.method == "post" => {}
            // Staff have no company, and a company no console.
            Company if page.location() == "/ops" => {}
            Self_ | Company | Agreements | GlobalAdmin | Hooks | BillingPart | Invited | Users
            | Profiles | Sellers | Support | Prices | WorkAccount | Centre | Staff(_) => {
                assert!(
                    page.status() == 404 || page.location() == "/signin/mfa",
                    "{route:?}: {} {}",
                    page.status(),
                    page.location()
                );
            }
        });
    }
    // A text message was asked for on the way.
    app.drain();
}

fn another_company_reaches_its_own(app: &TestApp) {
    let victim = Victim::of(app);
    let other = app.registered_company();
    let browser = app.browser_of(&other.admin);
    everywhere(app, &victim, &browser, |route, access, page| match access {
        Centre | Staff(_) => expect(route, page, 404, ""),
        // It is not set up yet: nothing is sold, whatever it asks for.
        Sellers | Support | Prices => expect(route, page, 409, ""),
        _ if route.path.contains("{id}") && !route.path.starts_with("/programme") => {
            expect(route, page, 404, "");
        }
        Draft => expect(route, page, 303, "/register/cn/join"),
        _ => assert!(
            !matches!(page.status(), 403),
            "{route:?} is {}",
            page.status()
        ),
    });
    app.drain();
}

fn a_user_without_an_admin_role_sees_and_does_little(app: &TestApp) {
    let victim = Victim::of(app);
    let before = victim.state(app);
    for setting in [
        AdminSetting::BillingAdmin,
        AdminSetting::UserManagementAdmin,
        AdminSetting::None,
    ] {
        let browser = match setting {
            AdminSetting::None => app.browser_of(&victim.nobody),
            _ => app.browser_of(&app.colleague(&victim.partner, setting)),
        };
        for route in ROUTES {
            let status = match access(route) {
                Company => 200,
                // Let in, and told that the file is missing.
                Agreements if setting == AdminSetting::BillingAdmin && route.method == "post" => {
                    422
                }
                Agreements | Prices if setting == AdminSetting::BillingAdmin => 200,
                Profiles if setting != AdminSetting::None => 200,
                Hooks | BillingPart
                    if setting == AdminSetting::BillingAdmin && route.method == "get" =>
                {
                    200
                }
                // Billing admins may, and what they send is not the right form.
                Hooks | BillingPart if setting == AdminSetting::BillingAdmin => continue,
                Users if setting == AdminSetting::UserManagementAdmin => {
                    let page = victim.try_route(route, &browser);
                    let through = [200, 409, 422].contains(&page.status());
                    assert!(through, "{route:?}: {} {}", page.status(), page.text());
                    continue;
                }
                Hooks | BillingPart
                    if setting == AdminSetting::BillingAdmin && route.method == "get" =>
                {
                    200
                }
                // Billing admins may, and what they send is not the right form.
                Hooks | BillingPart if setting == AdminSetting::BillingAdmin => continue,
                // They may write about some things, and see what they wrote.
                Support if setting != AdminSetting::None => {
                    let page = victim.try_route(route, &browser);
                    let through = [200, 404, 422].contains(&page.status());
                    assert!(through, "{route:?}: {} {}", page.status(), page.text());
                    continue;
                }
                Invited => 404,
                Agreements | GlobalAdmin | Hooks | BillingPart | Users | Profiles | Sellers
                | Support | Prices | WorkAccount => 403,
                Centre | Staff(_) => 404,
                Public | Draft | SignIn | Self_ => continue,
            };
            expect(route, &victim.try_route(route, &browser), status, "");
        }
        // Another person's session of the same company is not his to end.
        let path = format!("/account/me/sessions/{}/end", victim.session);
        assert_eq!(browser.post(&path, &[]).status(), 404);
    }
    assert_eq!(victim.state(app), before);
}

fn staff_reach_what_their_role_needs(app: &TestApp) {
    let victim = Victim::of(app);
    let (row, denied) = (
        application_of(app, &victim.partner),
        audited(app, "document.look", "succeeded"),
    );
    for role in StaffRole::ALL {
        let browser = app.browser_of(&app.staff(*role));
        for route in ROUTES {
            let page = match access(route) {
                Public | Draft | SignIn | Self_ => continue,
                _ => victim.try_route(route, &browser),
            };
            match access(route) {
                Company => expect(route, &page, 303, "/ops"),
                WorkAccount => expect(route, &page, 403, ""),
                Agreements | GlobalAdmin | Hooks | BillingPart | Invited | Users | Profiles
                | Sellers | Support | Prices | Centre => {
                    expect(route, &page, 404, "");
                }
                // Done already, or not filled in: whatever it is, it is not a question of rights.
                Staff(roles) if roles.contains(role) => {
                    // The victim has uploaded nothing, so there is no such file or list, and nothing
                    // measures a service.
                    let missing = page.status() == 404
                        && (route.path.starts_with("/ops/network/imports")
                            || route.path.starts_with("/ops/screening/lists")
                            || route.path.starts_with("/ops/health/services")
                            || route.path.starts_with("/ops/catalogue/price-lists/{id}"));
                    let through = missing || [200, 303, 409, 422].contains(&page.status());
                    assert!(
                        through,
                        "{role:?} at {route:?}: {} {}",
                        page.status(),
                        page.text()
                    );
                }
                Staff(_) => {
                    expect(route, &page, 403, "");
                    victim.is_not_on(&page);
                    if route.method == "post" {
                        victim.is_refused_unread(route, &browser);
                    }
                }
                Public | Draft | SignIn | Self_ => {}
            }
        }
        // What does not exist is not told from what is not for this role.
        let nothing = browser
            .get("/ops/applications/00000000-0000-0000-0000-000000000000")
            .status();
        assert_eq!(nothing, if LOOK.contains(role) { 404 } else { 403 });
    }
    assert_eq!(application_of(app, &victim.partner).version, row.version);
    // Every look at a licence is written down, and only those that were allowed.
    let looks = audited(app, "document.look", "succeeded") - denied;
    assert_eq!(
        looks,
        4 * LOOK.len(),
        "the file and its first page, of the application and of the change"
    );
    app.drain();
}

fn a_customers_administrator_reaches_the_centre_and_nothing_of_a_partners(app: &TestApp) {
    let victim = Victim::of(app);
    let (_, request) = app.sign_in(&victim.partner.admin);
    let (_, admin) = crate::centre::customer(app, &request, "reaches");
    let before = victim.state(app);
    let browser = app.browser_of(&admin);
    for route in ROUTES {
        let wanted = match access(route) {
            Public | Draft | SignIn | Self_ => continue,
            // What is named there is not this customer's.
            Centre if route.path.contains('{') => 404,
            Centre if route.method == "get" => 200,
            Centre => {
                let status = victim.try_route(route, &browser).status();
                assert!(
                    [200, 303, 409, 422].contains(&status),
                    "{route:?}: {status}"
                );
                continue;
            }
            Company if route.path == "/dashboard/overview" => {
                expect(route, &victim.try_route(route, &browser), 303, "/admin");
                continue;
            }
            WorkAccount => 403,
            Company | Agreements | GlobalAdmin | Hooks | BillingPart | Invited | Users
            | Profiles | Sellers | Support | Prices | Staff(_) => 404,
        };
        expect(route, &victim.try_route(route, &browser), wanted, "");
    }
    assert_eq!(victim.state(app), before);
    app.drain();
}

fn the_right_people_are_let_in(app: &TestApp) {
    let victim = Victim::of(app);
    let browser = app.browser_of(&victim.partner.admin);
    for route in ROUTES.iter().filter(|route| route.method == "get") {
        let page = victim.try_route(route, &browser);
        match access(route) {
            // No feed measures anything.
            Sellers if route.path == "/health/services/{service}" => {
                expect(route, &page, 404, "");
            }
            // This company has imported nothing.
            Sellers if route.path.starts_with("/customers/imports/{id}") => {
                expect(route, &page, 404, "");
            }
            Company | Agreements | Hooks | BillingPart | Users | Profiles | Sellers | Support
            | Prices | Self_ => {
                expect(route, &page, 200, "");
            }
            GlobalAdmin if route.path == "/agreements/sign" => expect(route, &page, 409, ""),
            // No program of this company has sent anything.
            GlobalAdmin if route.path == "/account/requests/{id}" => expect(route, &page, 404, ""),
            // This company has made no sandbox account.
            GlobalAdmin if route.path == "/account/sandbox/done" => expect(route, &page, 404, ""),
            GlobalAdmin => assert!(
                page.status() == 200 || page.location() == "/enrol/status",
                "{route:?}"
            ),
            Staff(_) | Centre | Invited => expect(route, &page, 404, ""),
            // A partner has nothing to register any more.
            WorkAccount => expect(route, &page, 409, ""),
            Public | Draft | SignIn => {}
        }
        // Whatever it is, it stays in this browser and out of frames.
        if !page.header("content-type").is_empty() {
            assert_eq!(
                page.header("x-content-type-options"),
                "nosniff",
                "{route:?}"
            );
            assert!(
                page.header("content-security-policy")
                    .contains("default-src 'none'"),
                "{route:?}"
            );
        }
    }
    // Whoever signs in has not lost everything: the request that lay there was stopped, and that told.
    app.drain();
}

/// Without its token, with somebody else's, or from another site: nothing is read, nothing is done.
fn no_form_without_its_token(app: &TestApp) {
    let victim = Victim::of(app);
    let (draft, _) = crate::at_phone(app);
    let foreign = app.browser().form_token();
    let own = app.browser_of(&victim.partner.admin);
    let all = [
        own,
        app.browser_of(&app.staff(StaffRole::Reviewer)),
        app.browser_of(&app.staff(StaffRole::CreditLead)),
        draft,
        app.browser(),
    ];
    let before = victim.state(app);
    let content = Some("application/x-www-form-urlencoded");
    for browser in &all {
        // Other programs have no forms: a signature says who they are.
        let form = |route: &&Route| route.method == "post" && !route.path.starts_with("/hooks/");
        for route in ROUTES.iter().filter(form) {
            let path = victim.path(route);
            for body in [String::new(), "csrf=".to_owned(), format!("csrf={foreign}")] {
                let page = browser.send("POST", &path, content, body.into_bytes());
                expect(route, &page, 400, "");
            }
            let token = browser.form_token();
            let body = format!("csrf={token}").into_bytes();
            let page = browser.send_with(
                &[("sec-fetch-site", "cross-site")],
                "POST",
                &path,
                content,
                body.clone(),
            );
            expect(route, &page, 400, "");
            let page = browser.send_with(
                &[("sec-fetch-site", ""), ("origin", "https://evil.example")],
                "POST",
                &path,
                content,
                body,
            );
            expect(route, &page, 400, "");
        }
    }
    assert_eq!(victim.state(app), before);
    app.drain();
}

/// PostgreSQL takes no text with a zero byte: none may get as far as a query.
fn no_zero_byte_makes_a_fault(app: &TestApp) {
    const NAMES: &[&str] = &[
        "q",
        "action",
        "actor",
        "subject",
        "correlation",
        "from",
        "until",
        "after",
        "chain",
        "view",
        "state",
        "status",
        "time",
        "page",
        "to",
        "done",
        "do",
        "next",
        "why",
        "mark",
        "text",
        "document",
        "zoom",
        "language",
        "version",
        "edition",
        "hash",
        "recipient",
        "country",
        "city",
        "search",
        "sort",
    ];
    let victim = Victim::of(app);
    let everything: Vec<String> = NAMES.iter().map(|name| format!("{name}=a%00b")).collect();
    let everything = format!("{}&%00=x", everything.join("&"));
    let staff = app.member_of_staff("everything", StaffRole::ALL);
    for browser in [
        app.browser_of(&staff),
        app.browser_of(&victim.partner.admin),
        app.browser(),
    ] {
        for route in ROUTES.iter().filter(|route| route.method == "get") {
            let whole = victim.path(route);
            let begin = route.path.split('{').next().unwrap_or_default();
            let mut asked = vec![format!("{whole}?q=%00"), format!("{whole}?{everything}")];
            if begin != route.path {
                asked.push(format!("{begin}%00"));
                asked.push(format!("{begin}a%00b/%00/%00"));
            }
            for path in asked {
                let page = browser.get(&path);
                assert!(page.status() < 500, "{path} fails: {}", page.text());
            }
        }
    }
    // Nor in a form.
    for (path, field) in [
        ("/signin", "sign_in_name"),
        ("/signin", "password"),
        ("/signin/recover", "sign_in_name"),
        ("/partner-network/join", "email"),
        ("/partner-network/join", "company_name"),
    ] {
        let page = app.browser().post(path, &[(field, "a\0b")]);
        assert!(page.status() < 500, "{path} {field}: {}", page.text());
    }
    let browser = app.browser_of(&staff);
    for route in ROUTES.iter().filter(|route| route.method == "post") {
        if !route.path.starts_with("/ops") {
            continue;
        }
        let fields: Vec<(&str, &str)> = [
            "text",
            "reason",
            "conflict",
            "result",
            "limit",
            "number",
            "note",
            "legal_name",
            "sign_in_name",
            "email",
            "family_name",
            "given_name",
            "role",
            "answer",
            "mandatory_on",
            "credit_code",
            "source",
            "person",
            "outcome",
            "reason-1",
            "target-1",
            "text-1",
        ]
        .map(|name| (name, "a\0bcdefghijklmnop"))
        .into();
        let page = browser.post(&victim.path(route), &fields);
        assert!(page.status() < 500, "{route:?}: {}", page.text());
    }
    app.forgive();
    app.drain();
}
