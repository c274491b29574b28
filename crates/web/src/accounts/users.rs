//! `/account/users`: everybody who can sign in for the company.

use super::{name, status_pill};
use crate::http::{Answer, Query, Visit, frame};
use crate::ui::{Banner, Choice, Chrome, Field, Pager, Tab, Text, Tone, respond};
use app::accounts::users::{self, List, PAGE};
use askama::Template;
use axum::http::StatusCode;
use domain::accounts::users::{ADVISED_LEAST, ADVISED_MOST, Advice};
use domain::caller::{AdminSetting, AgentSetting};
use std::collections::HashMap;
use store::users::{Filter, User};

#[derive(Template)]
#[template(path = "pages/accounts/users.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    advice: Option<Banner>,
    tabs: Vec<Tab>,
    search: Field,
    role: Field,
    deleted: bool,
    filtered: bool,
    rows: Vec<Row>,
    pager: Option<Pager>,
}

struct Row {
    href: String,
    name: String,
    sign_in_name: String,
    admin: Text,
    agent: Text,
    has_admin: bool,
    last_sign_in: Option<jiff::Timestamp>,
    mfa: bool,
    status: (Tone, Text),
}

fn row(visit: &Visit, user: User) -> Row {
    let t = visit.t();
    let role = |text: &str| t.get(format!("role-{text}"));
    Row {
        href: format!("/account/users/{}", user.id),
        name: name(&user),
        admin: role(&user.admin_setting),
        agent: role(&user.agent_setting),
        has_admin: user.admin_setting != AdminSetting::None.text(),
        last_sign_in: user.last_sign_in_at.map(|at| visit.timestamp(at)),
        mfa: user.totp_confirmed_at.is_some(),
        status: status_pill(t, &user.status),
        sign_in_name: user.sign_in_name,
    }
}

fn advice(visit: &Visit, list: &List) -> Option<Banner> {
    let t = visit.t();
    let count = list.global_admins.to_string();
    let banner = match list.advice? {
        Advice::TooFew => {
            let least = ADVISED_LEAST.to_string();
            let text = t.format(
                "users-too-few-text",
                &[("count", &count), ("least", &least)],
            );
            Banner::new(Tone::Warn, t.get("users-too-few")).text(text)
        }
        Advice::TooMany => {
            let most = ADVISED_MOST.to_string();
            let text = t.format("users-too-many-text", &[("count", &count), ("most", &most)]);
            Banner::new(Tone::Warn, t.get("users-too-many")).text(text)
        }
    };
    Some(banner)
}

fn role_filter(visit: &Visit, chosen: &str) -> Field {
    let t = visit.t();
    let admins = AdminSetting::ALL.iter().map(|s| s.text());
    let agents = AgentSetting::ALL.iter().map(|s| s.text());
    let roles = admins.chain(agents).filter(|text| *text != "none");
    let all = Choice::new("", t.get("users-all-roles")).selected(chosen.is_empty());
    let choices =
        roles.map(|text| Choice::new(text, t.get(format!("role-{text}"))).selected(text == chosen));
    Field::select(
        "role",
        t.get("users-role"),
        std::iter::once(all).chain(choices).collect(),
    )
    .unmarked()
}

/// What just happened, told by the address the browser was led to.
fn done(visit: &Visit, what: Option<&String>) -> Option<Banner> {
    frame::done(visit, what, &[("erased", "users-done-erased")])
}

/// The list, filtered by role and searched.
pub async fn show(visit: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    let get = |name: &str| query.get(name).map_or("", String::as_str).trim();
    let page: u32 = get("page").parse().unwrap_or(1).max(1);
    let filter = Filter {
        role: get("role").to_owned(),
        text: get("q").to_owned(),
        deleted: get("show") == "deleted",
    };
    let list = users::list(visit.app(), &visit.request, filter.clone(), page).await?;
    let t = visit.t();
    let chrome = frame::portal(&visit, t.get("nav-users"))
        .crumb("/dashboard/overview", t.get("nav-overview"))
        .crumb("", t.get("nav-users"))
        .notice(done(&visit, query.get("done")));
    let tab = |href: &'static str, label: &str, current, count| Tab {
        href: href.into(),
        label: t.get(label),
        current,
        count,
        ..Tab::default()
    };
    let tabs = vec![
        tab("/account/users", "users-tab-present", !filter.deleted, None),
        tab(
            "/account/users?show=deleted",
            "users-tab-deleted",
            filter.deleted,
            Some(list.deleted),
        ),
    ];
    let pager = (list.total > u64::from(PAGE)).then(|| {
        let encoded = crate::http::address::encoded;
        let show = if filter.deleted { "&show=deleted" } else { "" };
        Pager::new(t, page.into(), PAGE.into(), list.total, |n| {
            format!(
                "/account/users?role={}&q={}{show}&page={n}",
                encoded(&filter.role),
                encoded(&filter.text)
            )
        })
    });
    let page = Page {
        advice: advice(&visit, &list),
        tabs,
        search: Field::text("q", t.get("users-search"))
            .id("find")
            .value(filter.text.clone())
            .unmarked(),
        role: role_filter(&visit, &filter.role),
        filtered: !filter.role.is_empty() || !filter.text.is_empty(),
        deleted: filter.deleted,
        rows: list.users.into_iter().map(|u| row(&visit, u)).collect(),
        pager,
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}
