//! My profile: who I am here, and where I am signed in.

use crate::http::visit::SESSION;
use crate::http::{Answer, Form, Visit, frame, go};
use crate::ui::device::device;
use crate::ui::{Banner, Check, Chrome, Link, Pair, Text, Tone, respond};
use app::Failure;
use app::accounts::users::administrators;
use app::identity::contact::Point;
use app::identity::overview::{self, Protection};
use app::identity::session;
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::{StatusCode, header};
use domain::caller::{AgentSetting, Caller, Stage};
use domain::identity::authenticator::Enrolment;
use domain::identity::recovery::Way;
use store::identity::OwnSession;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "pages/identity/me.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    facts: Vec<Pair>,
    protection: Vec<Check>,
    sessions: Vec<Row>,
}

struct Row {
    session: OwnSession,
    device: Text,
    method: Text,
    started: jiff::Timestamp,
    seen: jiff::Timestamp,
    is_this: bool,
}

/// What has just been done.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Done {
    done: Option<String>,
}

/// What protects the account, and what could protect it better.
fn protection(visit: &Visit, found: &Protection) -> Vec<Check> {
    let t = visit.t();
    let check = |label: &str, note: String, done, href: &'static str, action: &str| Check {
        label: t.get(label),
        note: Some(note.into()),
        done,
        action: Some(Link::new(href, t.get(action))),
    };
    let since = found.since.map(|at| {
        let date = domain::calendar::local_date(at, visit.app().programme.time_zone());
        t.format("me-since", &[("date", &crate::ui::format::date(t, date))])
    });
    let state = t.get(format!("me-authenticator-{}", found.authenticator.text()));
    let authenticator = match since {
        Some(since) => format!("{state} {since}"),
        None => state.into_owned(),
    };
    let codes = found.codes.to_string();
    let mut checks = vec![
        check(
            "me-password",
            t.get("me-password-note").into_owned(),
            true,
            "/signin/change-password",
            "me-change",
        ),
        check(
            "recover-authenticator",
            authenticator,
            found.authenticator == Enrolment::Enforced,
            "/account/me/authenticator",
            "me-replace",
        ),
        check(
            "codes-title",
            t.format("codes-left", &[("left", &codes)]),
            found.codes > 2,
            "/account/me/recovery-codes",
            "me-renew",
        ),
    ];
    for point in &found.points {
        let label = format!("me-{}", point.way.text());
        let (note, open) = match point.confirmed_at {
            _ if point.value.is_empty() => (t.get("me-point-none").into_owned(), false),
            Some(_) => (shown(point), false),
            None => {
                let value = shown(point);
                (t.format("me-point-open", &[("value", &value)]), true)
            }
        };
        checks.push(Check {
            label: t.get(label),
            note: Some(note.into()),
            done: point.confirmed_at.is_some(),
            action: open
                .then(|| Link::new("/signin/confirm?next=/account/me", t.get("me-confirm"))),
        });
    }
    checks
}

fn shown(point: &Point) -> String {
    match point.way {
        Way::Phone => domain::validate::phone::display(&point.value),
        _ => point.value.clone(),
    }
}

/// Which second factor a session was opened with.
fn method(visit: &Visit, session: &OwnSession) -> Text {
    let t = visit.t();
    match (session.mfa_at, session.mfa_method.as_deref()) {
        (None, _) => t.get("me-session-half"),
        (Some(_), Some("sms")) => t.get("me-session-sms"),
        (Some(_), Some("recovery-code")) => t.get("me-session-code"),
        (Some(_), _) => t.get("me-session-totp"),
    }
}

/// The profile and the living sessions.
pub async fn show(visit: Visit, Query(done): Query<Done>) -> Answer {
    let Some(person) = visit.request.caller.person() else {
        return Err(Failure::SignInFirst.into());
    };
    if person.stage != Stage::Full {
        return Err(Failure::FinishSignIn(person.stage).into());
    }
    let t = visit.t();
    let roles: Vec<String> = match &visit.request.caller {
        Caller::Staff { roles, .. } => roles
            .iter()
            .map(|r| t.get(format!("role-{}", r.text())).into_owned())
            .collect(),
        Caller::User { agent, admin, .. } => [admin.text(), agent.text()]
            .into_iter()
            .filter(|text| *text != AgentSetting::None.text())
            .map(|text| t.get(format!("role-{text}")).into_owned())
            .collect(),
        _ => Vec::new(),
    };
    let mut facts = vec![
        Pair::new(t.get("me-name"), person.name.clone()),
        Pair::new(t.get("me-sign-in-name"), person.sign_in_name.clone()).copy(),
        Pair::new(t.get("me-organisation"), person.organisation.clone()),
        Pair::new(t.get("me-role"), roles.join(t.get("list-comma").as_ref())),
        Pair::new(t.get("me-language"), visit.language().own_name()),
    ];
    if let Caller::User { .. } = visit.request.caller {
        let admins = administrators(visit.app(), &visit.request).await?;
        let names = admins
            .iter()
            .map(|admin| session::full_name(&admin.family_name, &admin.given_name));
        let names: Vec<String> = names.collect();
        if !names.is_empty() {
            let names = names.join(t.get("list-comma").as_ref());
            facts.push(Pair::new(t.get("me-administrators"), names));
        }
    }
    let own = person.session.0;
    let sessions = session::list(visit.app(), &visit.request).await?;
    let sessions = sessions
        .into_iter()
        .map(|session| Row {
            device: device(t, &session.user_agent),
            method: method(&visit, &session),
            started: visit.timestamp(session.created_at),
            seen: visit.timestamp(session.last_seen_at),
            is_this: session.id == own,
            session,
        })
        .collect();
    let found = overview::protection(visit.app(), &visit.request).await?;
    let mut chrome = match &visit.request.caller {
        Caller::Staff { .. } => frame::console(&visit, t.get("me-title")),
        _ => frame::portal(&visit, t.get("me-title")),
    };
    if done.done.as_deref() == Some("authenticator") {
        chrome.notice = Some(Banner::new(Tone::Ok, t.get("me-done-authenticator")));
    }
    Ok(respond(
        StatusCode::OK,
        &Page {
            chrome: &chrome,
            facts,
            protection: protection(&visit, &found),
            sessions,
        },
    ))
}

/// Ends one other session.
pub async fn end(visit: Visit, Path(id): Path<Uuid>, _form: Form) -> Answer {
    session::end_others(visit.app(), &visit.request, Some(id)).await?;
    Ok(go("/account/me"))
}

/// Ends all other sessions.
pub async fn end_others(visit: Visit, _form: Form) -> Answer {
    session::end_others(visit.app(), &visit.request, None).await?;
    Ok(go("/account/me"))
}

/// Ends every session, this one too.
pub async fn end_everywhere(visit: Visit, _form: Form) -> Answer {
    session::end_everywhere(visit.app(), &visit.request).await?;
    let mut response = go("/signin");
    response
        .headers_mut()
        .append(header::SET_COOKIE, visit.cookie(SESSION, "", Some(0)));
    Ok(response)
}
