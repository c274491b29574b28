//! My profile: who I am here, and where I am signed in.

use super::home_frame;
use crate::http::{Answer, Form, Visit, go};
use crate::ui::{Chrome, Pair, respond};
use app::Failure;
use app::accounts::contact;
use app::accounts::users::administrators;
use app::identity::session;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::caller::{AgentSetting, Caller, Stage};
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
    started: jiff::Timestamp,
    seen: jiff::Timestamp,
    is_this: bool,
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
        _ => Vec::new(),
    };
    let mut facts = vec![
        Pair::new(t.get("me-name"), person.name.clone()),
        Pair::new(t.get("me-sign-in-name"), person.sign_in_name.clone()).copy(),
        Pair::new(t.get("me-organisation"), person.organisation.clone()),
        Pair::new(t.get("me-role"), roles.join(t.get("list-comma").as_ref())),
        Pair::new(t.get("me-language"), visit.language().own_name()),
    ];
    let account = contact::view(visit.app(), &visit.request).await?.account;
    let mobile = domain::validate::phone::display(&account.mobile);
    for (label, value) in [
        ("me-contact_email", account.contact_email),
        ("me-mobile", mobile),
    ] {
        if !value.is_empty() {
            facts.push(Pair::new(t.get(label), value));
        }
    }
    if let Caller::User { .. } = visit.request.caller {
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
