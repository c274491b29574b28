//! `/account/profile`: the company's profiles, what waits for a reviewer, and the ways to change them.

use super::profile_edit::{done, href, may_edit};
use crate::http::fields::shown;
use crate::http::profiles::profiles;
use crate::http::{Answer, Query, Visit, frame};
use crate::ui::{Chrome, Pair, Text, respond};
use app::accounts::profiles as sheets;
use app::overview;
use askama::Template;
use axum::http::StatusCode;
use domain::accounts::profiles::Profile;
use std::collections::HashMap;
use store::accounts::ProfileField;

#[derive(Template)]
#[template(path = "pages/portal/profile.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    profiles: Vec<Part>,
    change: Option<Change>,
    request_id: String,
}

struct Part {
    id: &'static str,
    title: Text,
    pairs: Vec<Pair>,
    /// Where it is changed, for whoever may.
    edit: Option<&'static str>,
    edit_label: String,
}

/// Facts that wait, or were rejected.
struct Change {
    tone: &'static str,
    title: Text,
    text: String,
    rows: Vec<(Text, String, String)>,
    waits: bool,
    /// Whether the company has to do something for it.
    awaited: bool,
    edits: bool,
    version: i64,
}

fn parts(visit: &Visit, fields: &[ProfileField]) -> Vec<Part> {
    let t = visit.t();
    let known = profiles(visit, fields);
    let of_security = |name: &str| name.starts_with("security_");
    let security: Vec<_> = fields
        .iter()
        .filter(|field| of_security(&field.field) && !field.value.is_empty())
        .map(|field| {
            Pair::new(
                t.get(format!("field-{}", field.field)),
                shown(visit, &field.field, &field.value),
            )
        })
        .collect();
    Profile::ALL
        .into_iter()
        .map(|profile| {
            let title = t.get(format!("profile-title-{}", profile.text()));
            let found = known.iter().position(|(name, ..)| *name == profile.text());
            let pairs = match (profile, found) {
                (Profile::Security, _) => security.clone(),
                (_, Some(at)) => known[at].2.clone(),
                (_, None) => Vec::new(),
            };
            Part {
                id: profile.text(),
                edit: may_edit(visit, profile).then(|| href(profile)),
                edit_label: format!("{} – {title}", t.get("profile-update")),
                title,
                pairs,
            }
        })
        .collect()
}

fn change(visit: &Visit, sheet: &sheets::Sheet) -> Option<Change> {
    let t = visit.t();
    let (change, facts) = sheet.change.as_ref()?;
    let (tone, title) = match (change.state.as_str(), change.stage.as_str()) {
        ("pending", "sent") => ("wait", "profile-waits-title"),
        ("pending", "asked") => ("warn", "profile-asked-title"),
        ("pending", _) => ("warn", "profile-awaited-title"),
        ("rejected", _) => ("bad", "profile-rejected-title"),
        _ => return None,
    };
    let text = if change.state == "pending" {
        let zone = visit.app().programme.time_zone();
        let at = crate::ui::format::datetime(t, visit.timestamp(change.made_at), zone);
        t.format(
            "profile-waits-text",
            &[("at", &at), ("by", &change.made_by)],
        )
    } else {
        t.format("profile-rejected-text", &[("reason", &change.reason)])
    };
    let rows = facts.iter().map(|fact| {
        (
            t.get(format!("field-{}", fact.field)),
            shown(visit, &fact.field, &fact.old_value),
            shown(visit, &fact.field, &fact.new_value),
        )
    });
    Some(Change {
        tone,
        title: t.get(title),
        text,
        rows: rows.collect(),
        waits: change.state == "pending",
        awaited: change.state == "pending" && change.stage != "sent",
        edits: may_edit(visit, Profile::Legal),
        version: sheet.version,
    })
}

/// Legal, billing, organisation and support profile, and the security contact.
pub async fn show(visit: Visit, query: Query<HashMap<String, String>>) -> Answer {
    let fields = overview::profiles(visit.app(), &visit.request).await?;
    let t = visit.t();
    let change = if fields.is_empty() {
        None
    } else {
        let sheet = sheets::sheet(visit.app(), &visit.request, Profile::Legal).await?;
        change(&visit, &sheet)
    };
    let chrome = frame::portal(&visit, t.get("nav-profile"))
        .crumb("/dashboard/overview", t.get("nav-overview"))
        .crumb("", t.get("nav-profile"))
        .notice(done(&visit, &query));
    let page = Page {
        chrome: &chrome,
        profiles: if fields.is_empty() {
            Vec::new()
        } else {
            parts(&visit, &fields)
        },
        change,
        request_id: visit.fresh_key(),
    };
    Ok(respond(StatusCode::OK, &page))
}
