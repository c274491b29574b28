//! My profile: who I am here, and where I am signed in.

use super::home_frame;
use crate::http::{Answer, Form, Visit, go};
use crate::ui::device::device;
use crate::ui::{Chrome, Pair, Text, respond};
use app::Failure;
use app::accounts::contact;
use app::accounts::users::administrators;
use app::identity::session;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::accounts::contact::Kind;
use domain::caller::{AdminSetting, AgentSetting, Caller, Stage};
use store::identity::OwnSession;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "pages/identity/me.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    facts: Vec<Pair>,
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

/// With which second factor a session was opened.
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
pub async fn show(visit: Visit) -> Answer {
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
        Caller::Customer { admin, .. } if *admin != AdminSetting::None => {
            vec![t.get(format!("role-{}", admin.text())).into_owned()]
        }
        _ => Vec::new(),
    };
    let mut facts = vec![
        Pair::new(t.get("me-name"), person.name.clone()),
        Pair::new(t.get("me-sign-in-name"), person.sign_in_name.clone()).copy(),
        Pair::new(t.get("me-organisation"), person.organisation.clone()),
        Pair::new(t.get("me-role"), roles.join(t.get("list-comma").as_ref())),
        Pair::new(t.get("me-language"), visit.language().own_name()),
    ];
    let own = contact::view(visit.app(), &visit.request).await?;
    let mobile = domain::validate::phone::display(&own.account.mobile);
    for (label, kind, value) in [
        ("me-contact_email", Kind::Email, &own.account.contact_email),
        ("me-mobile", Kind::Mobile, &mobile),
    ] {
        if own.is_open(kind) {
            let open = t.format("contact-open", &[("value", value)]);
            facts.push(Pair::new(t.get(label), open));
        } else if !value.is_empty() {
            facts.push(Pair::new(t.get(label), value.clone()));
        }
    }
    if let Caller::User { .. } | Caller::Customer { .. } = visit.request.caller {
        let admins = administrators(visit.app(), &visit.request).await?;
        let names: Vec<String> = admins.iter().map(|admin| admin.full_name()).collect();
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
    let chrome = home_frame(&visit, t.get("me-title"));
    Ok(respond(
        StatusCode::OK,
        &Page {
            chrome: &chrome,
            facts,
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
