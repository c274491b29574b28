//! My profile: who I am here, and where I am signed in.

use crate::http::{Answer, Form, Visit, frame, go};
use crate::ui::{Chrome, Pair, respond};
use app::Failure;
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
            started: visit.timestamp(session.created_at),
            seen: visit.timestamp(session.last_seen_at),
            is_this: session.id == own,
            session,
        })
        .collect();
    let chrome = match &visit.request.caller {
        Caller::Staff { .. } => frame::console(&visit, t.get("me-title")),
        _ => frame::portal(&visit, t.get("me-title")),
    };
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
