//! All routes, in one readable list. The list is data as well: the isolation test tries every
//! route in it as a stranger, as the wrong role and as the wrong tenant.

use crate::http::{Site, failure, visit};
use crate::{
    DemoGuide, accounts, api, billing, centre, console, customers, enrolment, health, hooks,
    identity, integration, portal, pricing, public, registration, subscriptions, support,
};
use app::App;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing;
use std::sync::Arc;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

/// How the server presents itself.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Set in a demonstration: who visitors may be.
    pub demo: Option<DemoGuide>,
    /// Whether the reverse proxy in front is trusted to name the client's address.
    pub trust_forwarded_for: bool,
}

/// One route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Route {
    /// `get` or `post`.
    pub method: &'static str,
    /// Its path with placeholders.
    pub path: &'static str,
}

macro_rules! routes {
    ($($method:ident $path:literal => $handler:path;)+) => {
        /// Every route of the site but assets and probes.
        pub const ROUTES: &[Route] = &[$(Route { method: stringify!($method), path: $path }),+];

        fn pages() -> Router<Site> {
            Router::new()$(.route($path, routing::$method($handler)))+
        }
    };
}

routes! {
    // Anybody
    get  "/" => public::home::show;
    get  "/programme/guide" => public::texts::guide;
    get  "/programme/agreement" => public::texts::agreement;
    get  "/programme/customer-agreement" => public::texts::customer_agreement;
    get  "/programme/credit-authorisation" => public::texts::credit_authorisation;
    get  "/programme/identity-documents" => public::texts::identity_documents;
    get  "/privacy" => public::texts::privacy;
    get  "/terms" => public::texts::terms;
    get  "/programme/text/{id}/{version}/{language}" => public::texts::download;
    get  "/status" => public::status::show;
    get  "/keyboard" => public::keyboard::show;
    get  "/partner-network" => public::network::show;
    get  "/partner-network/join" => public::network::join_form;
    post "/partner-network/join" => public::network::join;
    get  "/partner-network/joined" => public::network::joined;
    get  "/confirm/{token}" => public::confirm::show;
    post "/confirm/{token}" => public::confirm::answer;
    get  "/verify" => public::verify::form;
    get  "/verify/{hash}" => public::verify::show;
    get  "/language" => public::language::choose;
    get  "/demo" => public::demo::show;
    get  "/demo/demo.json" => public::demo::json;
    post "/demo/clock" => public::demo::turn;
    get  "/design" => public::design::show;
    get  "/robots.txt" => public::files::robots;
    get  "/favicon.ico" => public::files::favicon;

    // Registration
    get  "/register/resellercnjoinnow" => registration::join::from_printed_address;
    get  "/register/cn/join" => registration::join::show;
    post "/register/cn/join" => registration::join::start;
    get  "/register/cn/account" => registration::account::show;
    post "/register/cn/account" => registration::account::choose;
    post "/register/cn/account/sign-in" => registration::account::sign_in;
    get  "/register/cn/existing" => registration::existing::show;
    post "/register/cn/existing" => registration::existing::choose;
    get  "/register/cn/details" => registration::details::show;
    post "/register/cn/details" => registration::details::save;
    post "/register/cn/details/draft" => registration::details::autosave;
    post "/register/cn/details/later" => registration::details::later;
    get  "/register/cn/later" => registration::later::show;
    post "/register/cn/later" => registration::later::send;
    get  "/register/resume/{token}" => registration::resume::show;
    post "/register/resume/{token}" => registration::resume::enter;
    post "/register/resume/{token}/code" => registration::resume::send_code;
    post "/register/resume/{token}/refuse" => registration::resume::refuse;
    get  "/register/cn/phone" => registration::phone::show;
    post "/register/cn/phone/send" => registration::phone::send;
    post "/register/cn/phone/verify" => registration::phone::verify;
    get  "/register/cn/create" => registration::create::show;
    post "/register/cn/create" => registration::create::create;
    get  "/register/cn/done" => registration::done::show;
    post "/register/cn/done" => registration::done::acknowledge;

    // Identity
    get  "/signin" => identity::sign_in::show;
    post "/signin" => identity::sign_in::sign_in;
    post "/signout" => identity::sign_in::sign_out;
    get  "/signin/locked" => identity::locked::show;
    get  "/signin/change-password" => identity::change_password::show;
    post "/signin/change-password" => identity::change_password::change;
    get  "/signin/mfa" => identity::mfa::show;
    post "/signin/mfa" => identity::mfa::verify;
    post "/signin/mfa/text" => identity::mfa::text;
    get  "/signin/recover" => identity::recover::show;
    post "/signin/recover" => identity::recover::begin;
    get  "/signin/recover/prove" => identity::recover::prove;
    post "/signin/recover/send" => identity::recover::send;
    post "/signin/recover/verify" => identity::recover::verify;
    get  "/signin/recover/password" => identity::recover::password;
    post "/signin/recover/password" => identity::recover::set_password;
    post "/signin/recover/unlock" => identity::recover::unlock;
    get  "/signin/lost" => identity::lost::show;
    post "/signin/lost" => identity::lost::ask;
    get  "/signin/lost/received" => identity::lost::received;
    get  "/signin/lost/stop/{token}" => identity::lost::stop_form;
    post "/signin/lost/stop/{token}" => identity::lost::stop_it;
    get  "/signin/lost/finish/{token}" => identity::lost::finish_form;
    post "/signin/lost/finish/{token}" => identity::lost::finish;
    post "/signin/lost/finish/{token}/code" => identity::lost::send;
    get  "/account/me/recovery-codes" => identity::recovery_codes::show;
    post "/account/me/recovery-codes" => identity::recovery_codes::make;
    get  "/account/me/authenticator" => identity::authenticator::show;
    post "/account/me/authenticator" => identity::authenticator::begin;
    post "/account/me/authenticator/confirm" => identity::authenticator::confirm;
    post "/account/me/authenticator/cancel" => identity::authenticator::give_up;
    get  "/account/me" => identity::me::show;
    get  "/account/me/contact" => identity::contact::show;
    post "/account/me/contact/{way}" => identity::contact::begin;
    post "/account/me/contact/{way}/prove" => identity::contact::prove;
    post "/account/me/contact/{way}/confirm" => identity::contact::enter;
    post "/account/me/contact/{way}/cancel" => identity::contact::give_up;
    post "/account/me/preferences" => identity::contact::prefer;
    post "/account/me/sessions/end" => identity::me::end_others;
    post "/account/me/sessions/{id}/end" => identity::me::end;

    get  "/account/me/apps" => integration::mine::show;
    post "/account/me/apps/{id}/revoke" => integration::mine::revoke;

    // Programs that act for people
    get  "/{tenant}/oauth2/authorize" => integration::authorise::v1;
    get  "/{tenant}/oauth2/v2.0/authorize" => integration::authorise::v2;
    get  "/oauth2/resume/{edition}/{tenant}" => integration::authorise::resume;
    post "/oauth2/consent" => integration::authorise::decide;
    post "/oauth2/again" => integration::authorise::sign_in_again;
    get  "/devicelogin" => integration::devicelogin::show;
    post "/devicelogin" => integration::devicelogin::look;
    post "/devicelogin/decide" => integration::devicelogin::decide;

    // Enrolment
    get  "/enrol" => enrolment::form::show;
    post "/enrol/begin" => enrolment::form::begin;
    post "/enrol/submit" => enrolment::form::submit;
    get  "/enrol/status" => enrolment::status::show;
    post "/enrol/answers" => enrolment::answers::send;
    post "/enrol/answers/{id}" => enrolment::answers::keep;
    post "/enrol/appeal" => enrolment::appeal::send;
    post "/enrol/contacts/{purpose}" => enrolment::contacts::correct;
    post "/enrol/contacts/{purpose}/resend" => enrolment::contacts::resend;
    get  "/enrol/change" => enrolment::leave::change;
    post "/enrol/change" => enrolment::leave::save_change;
    post "/enrol/reopen" => enrolment::leave::reopen;
    post "/enrol/withdraw" => enrolment::leave::withdraw;
    get  "/enrol/messages" => enrolment::messages::show;
    post "/enrol/messages" => enrolment::messages::send;
    post "/enrol/documents/upload" => enrolment::form::upload;
    post "/enrol/documents/{id}/remove" => enrolment::form::remove;
    get  "/enrol/{section}" => enrolment::form::section;
    post "/enrol/{section}" => enrolment::form::save;
    post "/enrol/{section}/draft" => enrolment::form::autosave;
    get  "/agreements/sign" => enrolment::sign::show;
    post "/agreements/sign" => enrolment::sign::sign;
    post "/agreements/sign/decline" => enrolment::sign::decline;
    post "/agreements/sign/hand-over" => enrolment::sign::hand_over;
    get  "/account/agreements" => enrolment::agreements::list;
    get  "/account/agreements/{id}/{language}" => enrolment::agreements::copy;

    // Partner portal
    get  "/dashboard/overview" => portal::overview::show;
    get  "/pcv/dashboard/overview" => portal::overview::from_printed_address;
    get  "/pcv/sales" => portal::overview::from_printed_address;
    get  "/action-center" => portal::actions::show;
    post "/action-center/archive" => portal::archive::put;
    get  "/action-center/archived" => portal::archive::show;
    post "/action-center/archived/restore" => portal::archive::restore;
    get  "/action-center/preferences" => portal::wishes::show;
    post "/action-center/preferences" => portal::wishes::choose;
    get  "/search" => portal::search::show;
    post "/dashboard/checklist/{item}" => portal::overview::tick;
    get  "/account/profile" => portal::profile::show;
    post "/account/profile/withdraw" => portal::profile_edit::withdraw;
    get  "/account/legal-profile" => portal::profile_edit::legal;
    post "/account/legal-profile" => portal::profile_edit::save_legal;
    get  "/account/legal-profile/documents" => portal::change_documents::show;
    post "/account/legal-profile/documents" => portal::change_documents::upload;
    post "/account/legal-profile/documents/send" => portal::change_documents::send;
    post "/account/legal-profile/documents/{document}/remove" => portal::change_documents::remove;
    get  "/account/billing-profile" => portal::profile_edit::billing;
    post "/account/billing-profile" => portal::profile_edit::save_billing;
    get  "/account/organization" => portal::profile_edit::organisation;
    post "/account/organization" => portal::profile_edit::save_organisation;
    get  "/account/support-profile" => portal::profile_edit::support;
    post "/account/support-profile" => portal::profile_edit::save_support;
    get  "/account/security-contact" => portal::profile_edit::security;
    post "/account/security-contact" => portal::profile_edit::save_security;

    // Account settings
    get  "/account/domains" => accounts::domains::show;
    post "/account/domains" => accounts::domains::add;
    post "/account/domains/{name}/verify" => accounts::domains::verify;
    post "/account/domains/{name}/primary" => accounts::domains::make_primary;
    post "/account/domains/{name}/remove" => accounts::domains::remove;
    get  "/account/users" => accounts::users::show;
    get  "/account/users/new" => accounts::new_user::show;
    post "/account/users/new" => accounts::new_user::add;
    get  "/account/users/{id}" => accounts::user::show;
    post "/account/users/{id}" => accounts::user::edit;
    get  "/account/users/{id}/done" => accounts::new_user::done;
    post "/account/users/{id}/settings" => accounts::user::set_roles;
    post "/account/users/{id}/block" => accounts::user::block;
    post "/account/users/{id}/unblock" => accounts::user::unblock;
    post "/account/users/{id}/delete" => accounts::user::delete;
    post "/account/users/{id}/restore" => accounts::user::restore;
    get  "/account/apps" => integration::apps::list;
    get  "/account/apps/new" => integration::apps::new;
    post "/account/apps/new" => integration::apps::register;
    get  "/account/apps/{id}" => integration::apps::show;
    post "/account/apps/{id}/keys" => integration::apps::add_key;
    get  "/account/apps/{id}/keys/{key}" => integration::apps::key;
    post "/account/apps/{id}/keys/{key}/revoke" => integration::apps::revoke;
    post "/account/apps/{id}/addresses" => integration::addresses::add;
    post "/account/apps/{id}/addresses/{key}/remove" => integration::addresses::remove;
    post "/account/apps/{id}/public" => integration::addresses::set_public;
    post "/account/apps/{id}/people/{person}/revoke" => integration::addresses::revoke;
    post "/account/apps/{id}/disable" => integration::apps::disable;
    post "/account/apps/{id}/enable" => integration::apps::enable;
    get  "/account/webhooks" => integration::hooks::show;
    post "/account/webhooks" => integration::hooks::save;
    post "/account/webhooks/remove" => integration::hooks::remove;
    post "/account/webhooks/resume" => integration::hooks::resume;
    post "/account/webhooks/test" => integration::hooks::test;
    get  "/account/webhooks/secret" => integration::hooks::secret;
    post "/account/webhooks/secret" => integration::hooks::add_secret;
    post "/account/webhooks/secret/remove" => integration::hooks::remove_secret;
    get  "/account/webhooks/deliveries/{id}" => integration::hooks::delivery;
    post "/account/webhooks/deliveries/{id}/replay" => integration::hooks::replay;

    // What can be sold, and for how much
    get  "/pricing" => pricing::show;
    get  "/pricing/changes" => pricing::changes;
    get  "/pricing/matrix" => pricing::matrix;
    get  "/pricing/special" => pricing::special;
    get  "/pricing/export" => pricing::save;

    get  "/account/sandbox" => integration::sandbox::show;
    post "/account/sandbox/clock" => integration::sandbox::turn;
    post "/account/sandbox/reset" => integration::sandbox::reset;
    get  "/account/sandbox/new" => integration::sandbox_account::show;
    post "/account/sandbox/new" => integration::sandbox_account::make;
    get  "/account/sandbox/done" => integration::sandbox_account::done;
    post "/account/sandbox/password" => integration::sandbox_account::renew;
    get  "/account/requests" => integration::requests::list;
    post "/account/requests" => integration::requests::switch;
    get  "/account/requests/{id}" => integration::requests::show;
    get  "/account/explorer" => integration::explorer::list;
    get  "/account/explorer/{operation}" => integration::explorer::show;
    post "/account/explorer/{operation}" => integration::explorer::send;

    // Support requests
    get  "/support/partner-requests" => support::list::partner;
    get  "/support/customer-requests" => support::list::customer;
    get  "/support/partner-requests/new" => support::new::partner;
    post "/support/partner-requests/new" => support::new::send_partner;
    get  "/support/customer-requests/new" => support::new::customer;
    post "/support/customer-requests/new" => support::new::send_customer;
    get  "/support/requests/{request}" => support::request::show;
    post "/support/requests/{request}/messages" => support::request::write;
    post "/support/requests/{request}/close" => support::request::close;
    post "/support/requests/{request}/cancel" => support::request::cancel;
    post "/support/requests/{request}/reopen" => support::request::reopen;
    get  "/support/requests/{request}/files/{file}" => support::request::file;
    get  "/support/inquiries" => support::list::inquiries;
    get  "/support/inquiries/{request}" => support::inquiries::show;
    post "/support/inquiries/{request}/take" => support::inquiries::take;
    post "/support/inquiries/{request}/answer" => support::inquiries::answer;
    post "/support/inquiries/{request}/note" => support::inquiries::note;
    get  "/support/inquiries/{request}/files/{file}" => support::inquiries::file;
    get  "/health" => health::index;
    get  "/health/{incident}" => health::show;
    get  "/health/services/{service}" => health::service;
    get  "/health/maintenance/{maintenance}" => health::maintenance::show;
    get  "/customers/{id}/service-management" => health::services;
    get  "/admin/health" => centre::health::index;
    get  "/admin/health/{incident}" => centre::health::show;
    get  "/admin/health/services/{service}" => centre::health::service;
    get  "/admin/health/maintenance/{maintenance}" => centre::health::planned;
    get  "/ops/health" => console::health::index;
    get  "/ops/health/feed" => console::health::feed::index;
    get  "/ops/health/services/{service}" => console::health::feed::service;
    get  "/ops/health/new" => console::health::open;
    post "/ops/health/new" => console::health::post;
    get  "/ops/health/maintenance/new" => console::health::maintenance::open;
    post "/ops/health/maintenance/new" => console::health::maintenance::plan;
    get  "/ops/health/maintenance/{maintenance}" => console::health::maintenance::show;
    post "/ops/health/maintenance/{maintenance}/change" => console::health::maintenance::change;
    post "/ops/health/maintenance/{maintenance}/cancel" => console::health::maintenance::cancel;
    get  "/ops/health/drafts/{draft}" => console::health::drafts::show;
    post "/ops/health/drafts/{draft}/confirm" => console::health::drafts::confirm;
    post "/ops/health/drafts/{draft}/decline" => console::health::drafts::decline;
    post "/ops/health/drafts/{draft}/withdraw" => console::health::drafts::withdraw;
    get  "/ops/health/{incident}" => console::health::show;
    post "/ops/health/{incident}/update" => console::health::update;
    post "/ops/health/{incident}/end" => console::health::end;
    post "/ops/health/{incident}/report" => console::health::report;
    get  "/ops/support" => console::support::index;
    get  "/ops/support/{request}" => console::support::show;
    post "/ops/support/{request}/take" => console::support::take;
    post "/ops/support/{request}/answer" => console::support::answer;
    post "/ops/support/{request}/note" => console::support::note;
    post "/ops/support/{request}/rate" => console::support::rate;
    post "/ops/support/{request}/flag" => console::support::flag;
    get  "/ops/support/{request}/files/{file}" => console::support::file;

    // Customers and what is sold to them
    get  "/customers" => customers::list::show;
    get  "/customers/request" => customers::request::show;
    post "/customers/request/replace" => customers::request::replace;
    get  "/relationships/{token}" => centre::invitation::follow;
    get  "/customers/export" => customers::list::save;
    get  "/customers/tags" => customers::tags::show;
    post "/customers/tags" => customers::tags::add;
    post "/customers/tags/{id}" => customers::tags::rename;
    post "/customers/tags/{id}/remove" => customers::tags::remove;
    get  "/customers/imports" => customers::imports::list;
    get  "/customers/imports/new" => customers::imports::form;
    post "/customers/imports/new" => customers::imports::upload;
    get  "/customers/imports/template" => customers::imports::template;
    get  "/customers/imports/{id}" => customers::imports::show;
    post "/customers/imports/{id}" => customers::imports::confirm;
    post "/customers/imports/{id}/stop" => customers::imports::stop;
    post "/customers/imports/{id}/resume" => customers::imports::resume;
    post "/customers/imports/{id}/discard" => customers::imports::discard;
    get  "/customers/imports/{id}/problems.csv" => customers::imports::problems;
    get  "/customers/imports/{id}/results.csv" => customers::imports::results;
    get  "/customers/new" => customers::new::show;
    post "/customers/new" => customers::new::step;
    get  "/customers/{id}/done" => customers::done::show;
    get  "/customers/{id}/account" => customers::account::show;
    post "/customers/{id}/account" => customers::account::edit;
    post "/customers/{id}/tags" => customers::tags::set;
    post "/customers/{id}/first-password" => customers::account::first_password;
    post "/customers/{id}/agreement" => customers::account::attest;
    post "/customers/{id}/end" => customers::account::end;
    get  "/customers/{id}/subscriptions" => customers::sales::show;
    get  "/customers/{id}/subscriptions/add" => subscriptions::add::show;
    post "/customers/{id}/subscriptions/add" => subscriptions::add::order;
    get  "/customers/{id}/subscriptions/{subscription}" => subscriptions::details::show;
    post "/customers/{id}/subscriptions/{subscription}/quantity" => subscriptions::details::quantity;
    post "/customers/{id}/subscriptions/{subscription}/name" => subscriptions::details::rename;
    post "/customers/{id}/subscriptions/{subscription}/suspend" => subscriptions::details::suspend;
    post "/customers/{id}/subscriptions/{subscription}/reactivate" => subscriptions::details::reactivate;
    post "/customers/{id}/subscriptions/{subscription}/cancel" => subscriptions::details::cancel;
    post "/customers/{id}/subscriptions/{subscription}/renewal" => subscriptions::details::renewal;
    post "/customers/{id}/subscriptions/{subscription}/add-ons" => subscriptions::details::add_on;
    post "/customers/{id}/subscriptions/{subscription}/upgrade" => subscriptions::details::upgrade;
    post "/customers/{id}/subscriptions/{subscription}/convert" => subscriptions::details::convert;

    // Bills
    get  "/billing" => billing::overview::show;
    get  "/billing/disputes" => billing::disputes::list;
    get  "/billing/disputes/{id}" => billing::disputes::show;
    post "/billing/disputes/{id}/withdraw" => billing::disputes::withdraw;
    get  "/billing/invoices/{number}/dispute/{line}" => billing::disputes::new;
    post "/billing/invoices/{number}/dispute/{line}" => billing::disputes::open;
    get  "/billing/invoices/{number}/fapiao" => billing::fapiao::show;
    post "/billing/invoices/{number}/fapiao" => billing::fapiao::ask;
    post "/billing/fapiao/{id}/withdraw" => billing::fapiao::withdraw;
    get  "/billing/statement" => billing::statement::show;
    get  "/billing/statement.csv" => billing::statement::save;
    get  "/billing/invoices/{number}" => billing::invoice::show;
    get  "/billing/invoices/{number}/statement.pdf" => billing::invoice::paper;
    get  "/billing/invoices/{number}/lines/{line}" => billing::invoice::line;
    get  "/billing/invoices/{number}/finance-charges/{line}" => billing::finance_charge::show;
    get  "/billing/invoices/{number}/reconciliation.csv" => billing::invoice::file;
    get  "/billing/invoices/{number}/reconciliation.xlsx" => billing::invoice::workbook;
    get  "/billing/invoices/{number}/exports" => billing::exports::show;
    post "/billing/invoices/{number}/exports" => billing::exports::ask;
    get  "/exports/{partner}/{export}/{name}" => billing::exports::file;
    get  "/billing/invoices/{number}/usage.csv" => billing::usage::file;
    get  "/billing/invoices/{number}/usage.xlsx" => billing::usage::workbook;
    get  "/billing/invoices/{number}/usage/{line}" => billing::usage::line;
    get  "/billing/invoices/{number}/compare" => billing::compare::form;
    post "/billing/invoices/{number}/compare" => billing::compare::check;

    // A customer's own centre
    get  "/admin" => centre::home::show;
    get  "/admin/subscriptions" => centre::subscriptions::show;
    get  "/admin/users" => centre::users::show;
    get  "/admin/users/new" => centre::new_user::show;
    post "/admin/users/new" => centre::new_user::add;
    get  "/admin/users/{id}" => centre::user::show;
    post "/admin/users/{id}" => centre::user::edit;
    get  "/admin/users/{id}/done" => centre::new_user::done;
    post "/admin/users/{id}/licences" => centre::user::set_licences;
    post "/admin/users/{id}/role" => centre::user::set_role;
    post "/admin/users/{id}/block" => centre::user::block;
    post "/admin/users/{id}/unblock" => centre::user::unblock;
    post "/admin/users/{id}/delete" => centre::user::delete;
    post "/admin/users/{id}/restore" => centre::user::restore;
    get  "/admin/partners" => centre::partners::show;
    post "/admin/partners/{id}/take" => centre::partners::take;
    get  "/admin/partner-invitation" => centre::invitation::open;
    post "/admin/partner-invitation" => centre::invitation::accept;
    post "/admin/partner-invitation/decline" => centre::invitation::decline;
    get  "/admin/requests" => centre::requests::index;
    get  "/admin/requests/new" => centre::requests::open;
    post "/admin/requests/new" => centre::requests::send;
    get  "/admin/requests/{request}" => centre::requests::show;
    post "/admin/requests/{request}/messages" => centre::requests::write;
    post "/admin/requests/{request}/close" => centre::requests::close;
    post "/admin/requests/{request}/cancel" => centre::requests::cancel;
    post "/admin/requests/{request}/reopen" => centre::requests::reopen;
    post "/admin/requests/{request}/consent" => centre::requests::consent;
    get  "/admin/requests/{request}/files/{file}" => centre::requests::file;
    get  "/admin/agreement" => centre::agreement::show;
    post "/admin/agreement" => centre::agreement::accept;
    get  "/admin/organization" => centre::organisation::show;
    post "/admin/organization" => centre::organisation::edit;
    get  "/admin/domains" => centre::domains::show;
    post "/admin/domains" => centre::domains::add;
    post "/admin/domains/{name}/verify" => centre::domains::verify;
    post "/admin/domains/{name}/primary" => centre::domains::make_primary;
    post "/admin/domains/{name}/remove" => centre::domains::remove;
    get  "/admin/security" => centre::security::show;
    get  "/admin/security/export" => centre::security::save;
    get  "/admin/export" => centre::export::show;
    post "/admin/export" => centre::export::save;

    // Operator console
    get  "/ops" => console::queue::show;
    get  "/ops/export" => console::queue::save;
    post "/ops/next" => console::desk::hold::next;
    get  "/ops/applications" => console::applications::show;
    get  "/ops/applications/export" => console::applications::save;
    get  "/ops/applications/{id}" => console::case::show;
    post "/ops/applications/{id}/claim" => console::case::claim;
    post "/ops/applications/{id}/checks/{kind}" => console::case::check;
    post "/ops/applications/{id}/approve" => console::case::approve;
    post "/ops/applications/{id}/ask" => console::lifecycle::ask::send;
    post "/ops/applications/{id}/reject" => console::lifecycle::reject::send;
    post "/ops/applications/{id}/rejection/confirm" => console::lifecycle::reject::confirm;
    post "/ops/applications/{id}/rejection/decline" => console::lifecycle::reject::decline;
    post "/ops/applications/{id}/rejection/take-back" => console::lifecycle::reject::take_back;
    post "/ops/applications/{id}/adverse" => console::lifecycle::adverse::send;
    post "/ops/applications/{id}/contacts/{purpose}/resend" => console::lifecycle::contacts::resend;
    post "/ops/applications/{id}/release" => console::desk::hold::release;
    post "/ops/applications/{id}/take-over" => console::desk::hold::take_over;
    post "/ops/applications/{id}/conflict" => console::desk::hold::declare;
    post "/ops/applications/{id}/messages" => console::desk::thread::reply;
    post "/ops/applications/{id}/notes" => console::desk::thread::note;
    post "/ops/applications/{id}/registry" => console::desk::registry::enter;
    post "/ops/applications/{id}/calls" => console::desk::calls::record;
    post "/ops/applications/{id}/approval/confirm" => console::desk::second::confirm;
    post "/ops/applications/{id}/approval/decline" => console::desk::second::decline;
    post "/ops/applications/{id}/approval/take-back" => console::desk::second::take_back;
    get  "/ops/applications/{id}/documents/{document}" => console::document::show;
    get  "/ops/applications/{id}/documents/{document}/pages/{page}" => console::document::sheet;
    post "/ops/applications/{id}/documents/{document}/scan" => console::document::scan;
    get  "/ops/applications/{id}/credit" => console::credit::show;
    post "/ops/applications/{id}/credit" => console::credit::decide;
    post "/ops/applications/{id}/credit/ask" => console::credit::bureau::ask;
    get  "/ops/applications/{id}/credit/reports/{inquiry}" => console::credit::bureau::report;
    post "/ops/applications/{id}/credit/overrides" => console::credit::overrides::propose;
    post "/ops/applications/{id}/credit/overrides/{proposal}/approve" => console::credit::overrides::approve;
    post "/ops/applications/{id}/credit/overrides/{proposal}/decline" => console::credit::overrides::decline;
    post "/ops/applications/{id}/credit/overrides/{proposal}/withdraw" => console::credit::overrides::withdraw;
    get  "/ops/credit" => console::credit::list::show;
    get  "/ops/partners" => console::partners::show;
    get  "/ops/partners/export" => console::partners::save;
    get  "/ops/partners/{id}" => console::partners::detail::show;
    post "/ops/partners/{id}/suspend" => console::partners::standing::suspend;
    post "/ops/partners/{id}/restore" => console::partners::standing::restore;
    post "/ops/partners/{id}/terminate" => console::partners::standing::propose;
    post "/ops/partners/{id}/terminate/approve" => console::partners::standing::approve;
    post "/ops/partners/{id}/terminate/decline" => console::partners::standing::decline;
    get  "/ops/billing" => console::billing::runs;
    get  "/ops/billing/runs/{date}" => console::billing::report;
    post "/ops/billing/runs/{date}/{partner}" => console::billing::retry;
    get  "/ops/billing/partners/{partner}" => console::billing::preview;
    get  "/ops/billing/partners/{partner}/account" => console::billing::account::show;
    get  "/ops/billing/partners/{partner}/account/statement.csv" => console::billing::account::save;
    get  "/ops/billing/adjustments" => console::billing::adjustments::list;
    get  "/ops/billing/adjustments/discount" => console::billing::adjustments::new_discount;
    post "/ops/billing/adjustments/discount" => console::billing::adjustments::propose_discount;
    get  "/ops/billing/adjustments/offset" => console::billing::adjustments::new_offset;
    post "/ops/billing/adjustments/offset" => console::billing::adjustments::propose_offset;
    get  "/ops/billing/adjustments/{id}" => console::billing::adjustments::show;
    post "/ops/billing/adjustments/{id}/approve" => console::billing::adjustments::approve;
    post "/ops/billing/adjustments/{id}/decline" => console::billing::adjustments::decline;
    post "/ops/billing/adjustments/{id}/withdraw" => console::billing::adjustments::withdraw;
    get  "/ops/billing/usage" => console::billing::usage::list;
    get  "/ops/billing/usage/new" => console::billing::usage::new;
    post "/ops/billing/usage/new" => console::billing::usage::upload;
    get  "/ops/billing/usage/template" => console::billing::usage::template;
    get  "/ops/billing/usage/{id}" => console::billing::usage::show;
    get  "/ops/billing/credit-notes" => console::billing::credit_notes::list;
    get  "/ops/billing/credit-notes/new" => console::billing::credit_notes::new;
    post "/ops/billing/credit-notes/new" => console::billing::credit_notes::propose;
    get  "/ops/billing/credit-notes/{id}" => console::billing::credit_notes::show;
    post "/ops/billing/credit-notes/{id}/approve" => console::billing::credit_notes::approve;
    post "/ops/billing/credit-notes/{id}/decline" => console::billing::credit_notes::decline;
    post "/ops/billing/credit-notes/{id}/withdraw" => console::billing::credit_notes::withdraw;
    get  "/ops/billing/refunds" => console::billing::refunds::list;
    get  "/ops/billing/refunds/new" => console::billing::refunds::new;
    post "/ops/billing/refunds/new" => console::billing::refunds::propose;
    get  "/ops/billing/refunds/{id}" => console::billing::refunds::show;
    post "/ops/billing/refunds/{id}/approve" => console::billing::refunds::approve;
    post "/ops/billing/refunds/{id}/decline" => console::billing::refunds::decline;
    post "/ops/billing/refunds/{id}/withdraw" => console::billing::refunds::withdraw;
    get  "/ops/billing/disputes" => console::billing::disputes::list;
    get  "/ops/billing/disputes/{id}" => console::billing::disputes::show;
    post "/ops/billing/disputes/{id}/accept" => console::billing::disputes::accept;
    post "/ops/billing/disputes/{id}/refuse" => console::billing::disputes::refuse;
    get  "/ops/billing/fapiao" => console::billing::fapiao::list;
    get  "/ops/billing/fapiao/{id}" => console::billing::fapiao::show;
    post "/ops/billing/fapiao/{id}/issue" => console::billing::fapiao::issue;
    post "/ops/billing/fapiao/{id}/refuse" => console::billing::fapiao::refuse;
    get  "/ops/billing/overdue" => console::billing::overdue::list;
    get  "/ops/billing/overdue/{id}" => console::billing::overdue::show;
    post "/ops/billing/overdue/{id}/defer" => console::billing::overdue::defer;
    get  "/ops/billing/finance-charges" => console::billing::finance_charges::list;
    get  "/ops/billing/finance-charges/{id}" => console::billing::finance_charges::show;
    post "/ops/billing/finance-charges/{id}/waive" => console::billing::finance_charges::waive;
    get  "/ops/billing/payments" => console::billing::payments::list;
    get  "/ops/billing/payments/new" => console::billing::payments::new;
    post "/ops/billing/payments/new" => console::billing::payments::record;
    get  "/ops/billing/payments/{id}" => console::billing::payment::show;
    post "/ops/billing/payments/{id}/allocate" => console::billing::payment::allocate;
    post "/ops/billing/payments/{id}/release" => console::billing::payment::release;
    post "/ops/billing/payments/{id}/reverse" => console::billing::payment::reverse;
    get  "/ops/agreements" => console::agreements::overview::show;
    get  "/ops/agreements/compare" => console::agreements::compare::show;
    get  "/ops/agreements/{version}" => console::agreements::version::show;
    post "/ops/agreements/{version}/propose" => console::agreements::version::propose;
    post "/ops/agreements/{version}/approve" => console::agreements::version::approve;
    post "/ops/agreements/{version}/withdraw" => console::agreements::version::withdraw;
    get  "/ops/agreements/{version}/campaign" => console::agreements::campaign::show;
    get  "/ops/agreements/{version}/campaign.csv" => console::agreements::campaign::export;
    post "/ops/agreements/declines/{id}/close" => console::agreements::overview::close;
    get  "/ops/settings/programmes" => console::programme::show;
    post "/ops/settings/programmes" => console::programme::preview;
    get  "/ops/catalogue/offers" => console::offers::index;
    get  "/ops/catalogue/offers/export" => console::offers::save;
    get  "/ops/catalogue/offers/{id}" => console::offers::show;
    get  "/ops/catalogue/offers/{id}/change" => console::offers::changes::edit;
    post "/ops/catalogue/offers/{id}/change" => console::offers::changes::propose;
    get  "/ops/catalogue/changes" => console::offers::changes::index;
    get  "/ops/catalogue/changes/{id}" => console::offers::changes::show;
    post "/ops/catalogue/changes/{id}/approve" => console::offers::changes::approve;
    post "/ops/catalogue/changes/{id}/decline" => console::offers::changes::decline;
    post "/ops/catalogue/changes/{id}/take-back" => console::offers::changes::take_back;
    post "/ops/catalogue/changes/{id}/withdraw" => console::offers::changes::withdraw;
    get  "/ops/catalogue/matrix" => console::offers::matrix;
    get  "/ops/catalogue/upgrades" => console::offers::upgrades;
    get  "/ops/catalogue/price-lists" => console::prices::index;
    get  "/ops/catalogue/price-lists/new" => console::prices::upload_form;
    post "/ops/catalogue/price-lists/new" => console::prices::upload;
    get  "/ops/catalogue/price-lists/template" => console::prices::template;
    get  "/ops/catalogue/price-lists/{id}" => console::prices::show;
    get  "/ops/catalogue/price-lists/{id}/notices" => console::prices::notices;
    post "/ops/catalogue/price-lists/{id}/approve" => console::prices::approve;
    post "/ops/catalogue/price-lists/{id}/consent" => console::prices::consent;
    post "/ops/catalogue/price-lists/{id}/publish" => console::prices::publish;
    post "/ops/catalogue/price-lists/{id}/discard" => console::prices::discard;
    post "/ops/catalogue/price-lists/{id}/withdraw" => console::prices::withdraw;
    get  "/ops/catalogue/special-prices" => console::special_prices::index;
    get  "/ops/catalogue/special-prices/new" => console::special_prices::new;
    post "/ops/catalogue/special-prices/new" => console::special_prices::propose;
    get  "/ops/catalogue/special-prices/{id}" => console::special_prices::show;
    post "/ops/catalogue/special-prices/{id}/approve" => console::special_prices::approve;
    post "/ops/catalogue/special-prices/{id}/decline" => console::special_prices::decline;
    post "/ops/catalogue/special-prices/{id}/take-back" => console::special_prices::take_back;
    post "/ops/catalogue/special-prices/{id}/withdraw" => console::special_prices::withdraw;
    get  "/ops/sandboxes" => console::sandboxes::index;
    get  "/ops/network" => console::network::show;
    get  "/ops/network/import" => console::network::import_form;
    post "/ops/network/import" => console::network::upload;
    get  "/ops/network/template" => console::network::template;
    get  "/ops/network/imports/{id}" => console::network::preview;
    post "/ops/network/imports/{id}" => console::network::confirm;
    get  "/ops/screening" => console::screening::show;
    get  "/ops/screening/import" => console::screening::import_form;
    post "/ops/screening/import" => console::screening::upload;
    get  "/ops/screening/template" => console::screening::template;
    get  "/ops/screening/lists/{id}" => console::screening::preview;
    post "/ops/screening/lists/{id}" => console::screening::confirm;
    post "/ops/screening/lists/{id}/retire" => console::screening::retire;
    get  "/ops/restricted" => console::restricted::list;
    get  "/ops/restricted/{id}" => console::restricted::show;
    post "/ops/restricted/{id}" => console::restricted::judge;
    get  "/ops/profiles" => console::profiles::list;
    get  "/ops/profiles/{id}" => console::profiles::show;
    get  "/ops/profiles/{id}/documents/{document}" => console::change_documents::look;
    get  "/ops/profiles/{id}/documents/{document}/pages/{page}" => console::change_documents::sheet;
    post "/ops/profiles/{id}/ask" => console::change_documents::ask;
    post "/ops/profiles/{id}/approve" => console::profiles::approve;
    post "/ops/profiles/{id}/reject" => console::profiles::reject;
    get  "/ops/registrations" => console::registrations::show;
    post "/ops/registrations/{id}/release" => console::registrations::release;
    post "/ops/registrations/{id}/block" => console::registrations::block;
    get  "/ops/access" => console::access::show;
    get  "/ops/access/{id}" => console::access::case::show;
    get  "/ops/access/{id}/papers/{paper}" => console::access::case::paper;
    post "/ops/access/{id}/calls" => console::access::acts::call;
    post "/ops/access/{id}/endorse" => console::access::acts::endorse;
    post "/ops/access/{id}/take-back" => console::access::acts::take_back;
    post "/ops/access/{id}/approve" => console::access::acts::approve;
    post "/ops/access/{id}/refuse" => console::access::acts::refuse;
    get  "/ops/provisioning" => console::provisioning::show;
    get  "/ops/provisioning/{id}" => console::provisioning::detail;
    post "/ops/provisioning/{id}/retry" => console::provisioning::retry;
    get  "/ops/outbox" => console::outbox::show;
    get  "/ops/staff" => console::staff::show;
    get  "/ops/staff/new" => console::staff::new;
    post "/ops/staff/new" => console::staff::add;
    get  "/ops/staff/{id}" => console::staff::member;
    get  "/ops/staff/{id}/done" => console::staff::added;
    post "/ops/staff/{id}/roles" => console::staff::set_roles;
    post "/ops/staff/{id}/block" => console::staff::block;
    post "/ops/staff/{id}/unblock" => console::staff::unblock;
    post "/ops/staff/{id}/end-sessions" => console::staff::end_sessions;
    get  "/ops/privacy" => console::privacy::show;
    post "/ops/privacy" => console::privacy::open;
    get  "/ops/privacy/looks" => console::privacy::looks::show;
    get  "/ops/privacy/{id}" => console::privacy::request::show;
    post "/ops/privacy/{id}" => console::privacy::request::settle;
    post "/ops/privacy/{id}/report" => console::privacy::request::report;
    get  "/ops/audit" => console::audit::show;
    get  "/ops/audit/export" => console::audit::save;
    get  "/ops/audit/verify" => console::verification::show;
    post "/ops/audit/verify" => console::verification::begin;

    // Other programs
    post "/hooks/credit/{id}" => hooks::credit::call_back;
}

/// Largest body of an upload: a document and the form around it.
const UPLOAD_BYTES: usize = 11 * 1024 * 1024;

/// Largest form of a program that asks for a token.
const TOKEN_BYTES: usize = 64 * 1024;

/// Where programs get tokens. No page, so no cookies, and no answer looks like one.
fn programs() -> Router<Site> {
    use integration::{discovery, tokens};
    Router::new()
        .route("/{tenant}/oauth2/token", routing::post(tokens::v1))
        .route("/{tenant}/oauth2/v2.0/token", routing::post(tokens::v2))
        .route("/generatetoken", routing::post(tokens::generate))
        .route(
            "/{tenant}/oauth2/devicecode",
            routing::post(tokens::device_v1).get(tokens::device_v1),
        )
        .route(
            "/{tenant}/oauth2/v2.0/devicecode",
            routing::post(tokens::device_v2).get(tokens::device_v2),
        )
        .route(
            "/{tenant}/.well-known/openid-configuration",
            routing::get(discovery::v1),
        )
        .route(
            "/{tenant}/v2.0/.well-known/openid-configuration",
            routing::get(discovery::v2),
        )
        .route("/{tenant}/discovery/keys", routing::get(discovery::keys))
        .route(
            "/{tenant}/discovery/v2.0/keys",
            routing::get(discovery::keys),
        )
        .route(
            "/common/discovery/instance",
            routing::get(discovery::instance),
        )
        .route(
            "/webhooks/certificates/{file}",
            routing::get(integration::hooks::certificate),
        )
        .route("/openapi.json", routing::get(api::openapi::show))
        .layer(DefaultBodyLimit::max(TOKEN_BYTES))
}

/// The whole site.
pub fn router(app: App, options: Options) -> Router {
    let secure = app.public_url.starts_with("https://");
    let site = Site {
        app,
        options: Arc::new(options),
    };
    // Each call of `layer` boxes every route once more, and each box is copied at each request: what
    // can be one layer is.
    let around = ServiceBuilder::new()
        .layer(axum::middleware::from_fn_with_state(
            site.clone(),
            visit::layer,
        ))
        .layer(CatchPanicLayer::new())
        .layer(DefaultBodyLimit::max(UPLOAD_BYTES));
    let pages = pages()
        .fallback(failure::not_found)
        .layer(around)
        .with_state(site.clone());
    let programs_api = api::service(site.clone());
    let outside = ServiceBuilder::new()
        // A workbook is packed already.
        .layer(CompressionLayer::new().compress_when(
            DefaultPredicate::new().and(NotForContentType::const_new(app::workbook::MEDIA_TYPE)),
        ))
        .layer(axum::middleware::map_response(
            move |mut response: axum::response::Response| async move {
                visit::armour(&mut response, secure);
                response
            },
        ));
    Router::new()
        .route(crate::ui::assets::ROUTE, routing::get(visit::asset))
        .route("/healthz", routing::get(public::probes::alive))
        .route("/readyz", routing::get(public::probes::ready))
        .merge(programs())
        .route_service("/v1/{*rest}", programs_api.clone())
        .route_service("/V1/{*rest}", programs_api.clone())
        .route_service("/v1.0/{*rest}", programs_api.clone())
        .route_service("/partner/v1/{*rest}", programs_api.clone())
        .route_service("/webhooks/v1/{*rest}", programs_api.clone())
        .route_service("/auditactivity/v1/{*rest}", programs_api.clone())
        .route_service("/CustomerServiceAdminApi/{*rest}", programs_api)
        .with_state(site)
        .merge(pages)
        .layer(outside)
}
