//! The frame of a page: who is signed in, where one can go from here.

use super::visit::Visit;
use crate::ui::{Chrome, NavGroup, NavItem, Surface, Text, User};
use domain::caller::{Caller, StaffRole};

/// A frame for a page. Surfaces with navigation show only what the caller may open.
#[must_use]
pub fn chrome(visit: &Visit, surface: Surface, title: impl Into<Text>) -> Chrome {
    let app = visit.app();
    let language = visit.language();
    let mut chrome = Chrome::new(language, surface, title, visit.path.clone())
        .csrf(visit.csrf.clone())
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

/// The frame of a portal page. `locked` greys out what only a partner that may sell can open.
#[must_use]
pub fn portal(visit: &Visit, title: impl Into<Text>) -> Chrome {
    let chrome = chrome(visit, Surface::Portal, title);
    let t = chrome.t;
    let item = |href: &'static str, label: &str, icon| NavItem::new(href, t.get(label), icon);
    let groups = vec![
        NavGroup {
            label: None,
            items: vec![
                item("/dashboard/overview", "nav-overview", "home"),
                item("/enrol", "nav-application", "flag"),
            ],
        },
        NavGroup {
            label: Some(t.get("nav-account")),
            items: vec![
                item("/account/profile", "nav-profile", "file"),
                item("/account/agreements", "nav-agreements", "shield"),
                item("/account/me", "my-profile", "people"),
            ],
        },
    ];
    chrome.nav(groups)
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
    if has(&[R::Reviewer, R::PlatformAdmin]) {
        first.push(item("/ops/registrations", "nav-registrations", "phone"));
    }
    let mut platform = Vec::new();
    if has(&[R::PlatformAdmin]) {
        first.push(item("/ops/provisioning", "nav-provisioning", "bolt"));
        platform.push(item("/ops/outbox", "nav-messages", "ask"));
    }
    if has(&[R::Auditor, R::PlatformAdmin]) {
        platform.push(item("/ops/audit", "nav-audit", "clock"));
    }
    platform.push(item("/account/me", "my-profile", "people"));
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
