//! The frame of a page: who is signed in, where one can go from here.

use super::visit::Visit;
use crate::ui::{Banner, Chrome, NavGroup, NavItem, Search, Surface, Text, Tone, User};
use domain::caller::{Caller, StaffRole};
use domain::effects::Instant;
use domain::partner::{NoOrders, Standing, Status};
use domain::permission::centre::CustomerAction;
use domain::permission::{TenantAction, authorise};

/// A frame for a page. Surfaces with navigation show only what the caller may open.
#[must_use]
pub fn chrome(visit: &Visit, surface: Surface, title: impl Into<Text>) -> Chrome {
    let app = visit.app();
    let language = visit.language();
    let mut chrome = Chrome::new(language, surface, title, visit.path.clone())
        .csrf(visit.csrf())
        .operator(app.programme.operator.legal_name.get(language).to_owned())
        .zone(app.programme.time_zone().clone());
    chrome.demo = visit.site.options.demo.is_some();
    if let Some(person) = visit.request.caller.person() {
        let user = User::new(
            person.name.clone(),
            person.organisation.clone(),
            person.sign_in_name.clone(),
        );
        chrome = chrome.user(user);
    }
    chrome
}

/// The frame of a portal page: a banner while the account is set up or a version is to be signed, and
/// the selling menus with the reason they are grey.
#[must_use]
pub fn portal(visit: &Visit, title: impl Into<Text>) -> Chrome {
    let mut chrome = chrome(visit, Surface::Portal, title);
    chrome.waiting = visit.waiting;
    let t = chrome.t;
    let standing = visit.request.caller.person().map(|person| person.standing);
    chrome.standing = standing.and_then(|standing| banner(visit, standing));
    let item = |href: &'static str, label: &str, icon| NavItem::new(href, t.get(label), icon);
    let locked = |label: &str, icon| NavItem::new("", t.get(label), icon).locked(true);
    let mut first = vec![item("/dashboard/overview", "nav-overview", "home")];
    use TenantAction as A;
    // A sandbox has neither applied nor signed, and is never billed.
    let sandbox = standing.is_some_and(|standing| standing.sandbox);
    if !sandbox && may(visit, A::ViewApplication) {
        first.push(item("/enrol", "nav-application", "flag"));
    }
    let mut account = Vec::new();
    for (action, href, label, icon) in [
        (A::ViewProfiles, "/account/profile", "nav-profile", "file"),
        (A::ViewProfiles, "/account/domains", "nav-domains", "globe"),
        (A::ManageUsers, "/account/users", "nav-users", "people"),
        (A::ManageApps, "/account/apps", "nav-apps", "bolt"),
        (A::ManageHooks, "/account/webhooks", "nav-hooks", "ask"),
        (A::ManageApps, "/account/sandbox", "nav-sandbox", "clock"),
        (
            A::ViewAgreements,
            "/account/agreements",
            "nav-agreements",
            "shield",
        ),
    ] {
        if may(visit, action) && !(sandbox && href == "/account/agreements") {
            account.push(item(href, label, icon));
        }
    }
    account.push(item("/account/me", "my-profile", "user"));
    // A suspended partner keeps what it has; one that is set up sees what its roles may open.
    let sells = standing.is_some_and(|standing| standing.may_call().is_ok());
    let reason = match standing.and_then(|standing| standing.status) {
        None => "nav-locked",
        Some(Status::Provisioning) => "nav-locked-setting-up",
        Some(_) => "nav-locked-over",
    };
    chrome.locked_reason = (!sells).then(|| t.get(reason));
    let mut selling = Vec::new();
    if !sells {
        selling.push(locked("nav-customers", "people"));
    } else if may(visit, A::ViewCustomers) {
        selling.push(item("/customers", "nav-customers", "people"));
    }
    if !sells {
        selling.extend([locked("nav-pricing", "tag"), locked("nav-billing", "bill")]);
    }
    if sells && may(visit, A::ViewPrices) {
        selling.push(item("/pricing", "nav-pricing", "tag"));
    }
    if sells && !sandbox && may(visit, A::ViewBilling) {
        selling.push(item("/billing", "nav-billing", "bill"));
    }
    if sells
        && [A::ViewCustomers, A::ViewBilling, A::ViewPrices]
            .into_iter()
            .any(|a| may(visit, a))
    {
        chrome.search = Some(Search {
            action: "/search".into(),
            label: t.get("search-label"),
            value: String::new(),
        });
    }
    if sells && may(visit, A::ViewServiceHealth) {
        selling.push(item("/health", "nav-health", "pulse"));
    }
    if !sells {
        selling.push(locked("nav-support", "ask"));
    } else if may(visit, A::ViewOwnSupport) {
        let support = item("/support/partner-requests", "nav-support", "ask");
        selling.push(support.area("/support"));
    }
    chrome.nav(vec![
        NavGroup {
            label: None,
            items: first,
        },
        NavGroup {
            label: Some(t.get("nav-selling")),
            items: selling,
        },
        NavGroup {
            label: Some(t.get("nav-account")),
            items: account,
        },
    ])
}

/// The frame of a page of a customer's centre: what the visitor's role may open.
#[must_use]
pub fn centre(visit: &Visit, title: impl Into<Text>) -> Chrome {
    let chrome = chrome(visit, Surface::Centre, title);
    let t = chrome.t;
    let item = |href: &'static str, label: &str, icon| NavItem::new(href, t.get(label), icon);
    let may = |action| app::centre::may(&visit.request, action);
    let mut company = Vec::new();
    for (action, href, label, icon) in CENTRE {
        if may(*action) {
            company.push(item(href, label, icon));
        }
    }
    let own = vec![item("/account/me", "my-profile", "user")];
    let group = |label: Option<&str>, items| NavGroup {
        label: label.map(|id| t.get(id)),
        items,
    };
    chrome.nav(vec![
        group(None, vec![item("/admin", "centre-home", "home")]),
        group(Some("centre-company"), company),
        group(Some("centre-me"), own),
    ])
}

/// The pages of the centre: who may open them, where they are, what they are called.
const CENTRE: &[(CustomerAction, &str, &str, &str)] = {
    use CustomerAction as A;
    &[
        (A::ManageUsers, "/admin/users", "centre-users", "people"),
        (
            A::ViewSubscriptions,
            "/admin/subscriptions",
            "centre-subscriptions",
            "bill",
        ),
        (
            A::ViewPartners,
            "/admin/partners",
            "centre-partners",
            "bolt",
        ),
        (A::AskPartners, "/admin/requests", "centre-requests", "ask"),
        (A::ViewHealth, "/admin/health", "nav-health", "pulse"),
        (
            A::ViewAgreement,
            "/admin/agreement",
            "centre-agreement",
            "shield",
        ),
        (
            A::ViewOrganisation,
            "/admin/organization",
            "centre-organisation",
            "file",
        ),
        (
            A::ViewOrganisation,
            "/admin/domains",
            "nav-domains",
            "globe",
        ),
        (A::ViewLog, "/admin/security", "centre-security", "lock"),
        (A::ExportData, "/admin/export", "centre-export", "down"),
    ]
};

/// Whether the visitor may do something in the own company; only for showing less, never for
/// allowing.
#[must_use]
pub fn may(visit: &Visit, action: TenantAction) -> bool {
    let caller = &visit.request.caller;
    caller
        .person()
        .is_some_and(|person| authorise(caller, action, person.tenant).is_ok())
}

/// What was just done, from the word that the redirect after a form carries; a word that is not in
/// `told` says nothing.
#[must_use]
pub fn done(visit: &Visit, word: Option<&String>, told: &[(&str, &str)]) -> Option<Banner> {
    let word = word?;
    let (_, message) = told.iter().find(|(known, _)| known == word)?;
    Some(Banner::new(Tone::Ok, visit.t().get(*message)))
}

/// What every page of the portal says for a while.
fn banner(visit: &Visit, standing: Standing) -> Option<Banner> {
    let (t, now) = (visit.t(), visit.app().clock.now());
    if standing.sandbox {
        let banner = Banner::new(Tone::Warn, t.get("sandbox-account-banner"));
        return Some(banner.text(t.get("sandbox-account-banner-text")));
    }
    if standing.status == Some(Status::Provisioning) {
        let banner = Banner::new(Tone::Wait, t.get("setup-title"));
        return Some(banner.text(t.get("setup-text")));
    }
    if let Some(banner) = standing_banner(visit, standing.status) {
        return Some(banner);
    }
    let due = standing.must_sign_by()?;
    let (tone, title, text) = if standing.may_order(now) == Err(NoOrders::AgreementUnsigned) {
        (Tone::Bad, "resign-overdue-title", "resign-overdue-text")
    } else {
        (Tone::Warn, "resign-title", "resign-text")
    };
    let last = crate::ui::format::date(t, last_day(visit, due));
    let banner = Banner::new(tone, t.get(title)).text(t.format(text, &[("day", &last)]));
    // On the page itself the way there leads nowhere.
    if visit.path.starts_with("/agreements/sign") {
        return Some(banner);
    }
    Some(banner.action("/agreements/sign", t.get("resign-open")))
}

/// What a suspension or the end of a partnership means, on every page while it lasts.
fn standing_banner(visit: &Visit, status: Option<Status>) -> Option<Banner> {
    let t = visit.t();
    let cause = match status? {
        Status::SuspendedPayment => "payment",
        Status::SuspendedProfile => "profile",
        Status::SuspendedAbuse => "abuse",
        Status::Terminating => {
            let banner = Banner::new(Tone::Bad, t.get("standing-banner-terminating"));
            return Some(banner.text(t.get("standing-banner-terminating-text")));
        }
        Status::Terminated => {
            let banner = Banner::new(Tone::Bad, t.get("standing-banner-terminated"));
            return Some(banner.text(t.get("standing-banner-terminated-text")));
        }
        Status::Provisioning | Status::Active => return None,
    };
    let banner = Banner::new(Tone::Bad, t.get(format!("standing-banner-{cause}")))
        .text(t.get("standing-banner-text"));
    Some(match cause {
        "payment" if may(visit, TenantAction::ViewBilling) => {
            banner.action("/billing", t.get("standing-banner-pay"))
        }
        "profile" if may(visit, TenantAction::ViewProfiles) => {
            banner.action("/account/profile", t.get("standing-banner-mend"))
        }
        _ => banner,
    })
}

/// The last day to sign before a moment.
#[must_use]
pub fn last_day(visit: &Visit, due: Instant) -> jiff::civil::Date {
    let day = domain::calendar::local_date(due, visit.app().programme.time_zone());
    day.yesterday().unwrap_or(day)
}

/// The frame of a console page.
#[must_use]
pub fn console(visit: &Visit, title: impl Into<Text>) -> Chrome {
    let chrome = chrome(visit, Surface::Console, title);
    let t = chrome.t;
    let roles: &[StaffRole] = match &visit.request.caller {
        Caller::Staff { roles, .. } => roles,
        _ => &[],
    };
    let has = |wanted: &[StaffRole]| roles.iter().any(|role| wanted.contains(role));
    let item = |href: &'static str, label: &str, icon| NavItem::new(href, t.get(label), icon);
    let mut first = vec![item("/ops", "nav-queue", "flag")];
    use StaffRole as R;
    if has(&[R::Reviewer, R::CreditAnalyst, R::CreditLead, R::Auditor]) {
        first.push(item("/ops/applications", "nav-applications", "file"));
    }
    if has(&[R::Reviewer, R::CreditAnalyst, R::CreditLead, R::Auditor]) {
        first.push(item("/ops/profiles", "nav-profiles", "file"));
    }
    if has(&[R::Reviewer]) {
        first.push(item("/ops/restricted", "nav-restricted", "shield"));
    }
    first.push(item("/ops/partners", "nav-partners", "people"));
    if has(&[
        R::BillingOperator,
        R::CreditLead,
        R::PlatformAdmin,
        R::Auditor,
    ]) {
        first.push(item("/ops/billing", "nav-bill-runs", "bill"));
        first.push(item("/ops/billing/payments", "nav-payments", "bill"));
        first.push(item(
            "/ops/billing/credit-notes",
            "nav-credit-notes",
            "bill",
        ));
        first.push(item("/ops/billing/adjustments", "nav-adjustments", "bill"));
        first.push(item("/ops/billing/refunds", "nav-refunds", "bill"));
        if app::billing::usage::is_offered(visit.app()) {
            first.push(item("/ops/billing/usage", "nav-usage", "bill"));
        }
        first.push(item("/ops/billing/overdue", "nav-overdue", "bill"));
        first.push(item("/ops/billing/disputes", "dispute-list", "bill"));
        first.push(item("/ops/billing/fapiao", "nav-fapiao", "bill"));
    }
    if has(&[
        R::CatalogueManager,
        R::BillingOperator,
        R::PlatformAdmin,
        R::Auditor,
    ]) {
        first.push(item("/ops/catalogue/offers", "nav-offers", "tag").area("/ops/catalogue"));
        first.push(item("/ops/catalogue/price-lists", "nav-price-lists", "tag"));
        first.push(item(
            "/ops/catalogue/special-prices",
            "special-prices",
            "tag",
        ));
    }
    if has(&[R::PlatformAdmin, R::Reviewer, R::Auditor]) {
        first.push(item("/ops/agreements", "nav-agreements", "shield"));
    }
    if has(&[R::Reviewer, R::PlatformAdmin]) {
        first.push(item("/ops/registrations", "nav-registrations", "phone"));
    }
    if has(&[R::SupportAgent, R::PlatformAdmin, R::Auditor]) {
        first.push(item("/ops/support", "nav-support", "ask"));
        first.push(item("/ops/health", "nav-health", "pulse"));
    }
    if has(&[R::SupportAgent]) {
        first.push(item("/ops/access", "nav-access", "lock"));
    }
    if has(&[R::CreditAnalyst, R::CreditLead]) {
        first.push(item("/ops/credit", "nav-credit", "shield"));
    }
    let mut platform = Vec::new();
    if has(&[R::PlatformAdmin]) {
        first.push(item("/ops/provisioning", "nav-provisioning", "bolt"));
        platform.push(item("/ops/staff", "nav-staff", "people"));
        platform.push(item("/ops/network", "nav-network", "people"));
        platform.push(item("/ops/sandboxes", "nav-sandboxes", "clock"));
        platform.push(item("/ops/screening", "nav-screening", "shield"));
        platform.push(item("/ops/outbox", "nav-messages", "ask"));
    }
    if has(&[R::Auditor, R::PlatformAdmin]) {
        platform.push(item("/ops/settings/programmes", "nav-programme", "gear"));
        platform.push(item("/ops/audit", "nav-audit", "clock"));
        platform.push(item("/ops/privacy", "nav-privacy", "lock"));
    }
    platform.push(item("/account/me", "my-profile", "user"));
    chrome.nav(vec![
        NavGroup {
            label: None,
            items: first,
        },
        NavGroup {
            label: Some(t.get("nav-platform")),
            items: platform,
        },
    ])
}
