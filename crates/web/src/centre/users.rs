//! `/admin/users`: everybody who can sign in for the customer.

use super::page;
use crate::accounts::{name, status_pill};
use crate::http::{Answer, Query, Visit, blocking, frame};
use crate::subscriptions::offer_name;
use crate::ui::{Choice, Chrome, Field, Pager, Tab, Text, Tone, respond};
use app::accounts::users::PAGE;
use app::centre::users::{self, List};
use askama::Template;
use axum::http::StatusCode;
use domain::caller::AdminSetting;
use std::collections::HashMap;
use store::users::{Filter, User};

#[derive(Template)]
#[template(path = "pages/centre/users.html")]
struct Page<'a> {
    chrome: &'a Chrome,
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
    has_admin: bool,
    licences: Vec<String>,
    last_sign_in: Option<jiff::Timestamp>,
    status: (Tone, Text),
}

fn row(visit: &Visit, list: &List, user: &User) -> Row {
    let t = visit.t();
    let own = list.licences.iter().filter(|l| l.account_id == user.id);
    let offer = |id| list.owned.iter().find(|owned| owned.id == id);
    Row {
        href: format!("/admin/users/{}", user.id),
        name: name(user),
        sign_in_name: user.sign_in_name.clone(),
        admin: t.get(format!("role-{}", user.admin_setting)),
        has_admin: user.admin_setting != AdminSetting::None.text(),
        licences: own
            .filter_map(|licence| offer(licence.subscription_id))
            .map(|owned| offer_name(visit, owned.offer_id))
            .collect(),
        last_sign_in: user.last_sign_in_at.map(|at| visit.timestamp(at)),
        status: status_pill(t, &user.status),
    }
}

fn role_filter(visit: &Visit, chosen: &str) -> Field {
    let t = visit.t();
    let roles = AdminSetting::ALL.iter().map(|s| s.text());
    let all = Choice::new("", t.get("users-all-roles")).selected(chosen.is_empty());
    let choices = roles
        .filter(|text| *text != AdminSetting::None.text())
        .map(|text| Choice::new(text, t.get(format!("role-{text}"))).selected(text == chosen));
    let choices = std::iter::once(all).chain(choices).collect();
    Field::select("role", t.get("users-role"), choices).unmarked()
}

/// The list, filtered by role and searched.
pub async fn show(visit: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    let get = |name: &str| query.get(name).map_or("", String::as_str).trim();
    let number: u32 = get("page").parse().unwrap_or(1).max(1);
    let filter = Filter {
        role: get("role").to_owned(),
        text: get("q").to_owned(),
        deleted: get("show") == "deleted",
    };
    let (app, request, asked) = (visit.app().clone(), visit.request.clone(), filter.clone());
    let list = blocking(move || users::list(&app, &request, asked, number)).await?;
    let t = visit.t();
    let told = [("erased", "users-done-erased")];
    let chrome =
        page(&visit, t.get("centre-users")).notice(frame::done(&visit, query.get("done"), &told));
    let tab = |href: &'static str, label: &str, current, count| Tab {
        href: href.into(),
        label: t.get(label),
        current,
        count,
        ..Tab::default()
    };
    let total = list.people.total;
    let pager = (total > u64::from(PAGE)).then(|| {
        let encoded = crate::http::address::encoded;
        let show = if filter.deleted { "&show=deleted" } else { "" };
        Pager::new(t, number.into(), PAGE.into(), total, |n| {
            format!(
                "/admin/users?role={}&q={}{show}&page={n}",
                encoded(&filter.role),
                encoded(&filter.text)
            )
        })
    });
    let page = Page {
        tabs: vec![
            tab("/admin/users", "users-tab-present", !filter.deleted, None),
            tab(
                "/admin/users?show=deleted",
                "users-tab-deleted",
                filter.deleted,
                Some(list.people.deleted),
            ),
        ],
        search: Field::text("q", t.get("users-search"))
            .id("find")
            .value(filter.text.clone())
            .unmarked(),
        role: role_filter(&visit, &filter.role),
        filtered: !filter.role.is_empty() || !filter.text.is_empty(),
        deleted: filter.deleted,
        rows: list
            .people
            .users
            .iter()
            .map(|u| row(&visit, &list, u))
            .collect(),
        pager,
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}
