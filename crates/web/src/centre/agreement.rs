//! `/admin/agreement`: the customer agreement, who accepted it, and accepting it.

use super::{may, page};
use crate::http::{Answer, Form, Query, Visit, frame, go};
use crate::ui::{Chrome, Field, Pair, respond};
use app::Failure;
use app::centre::agreement::{self, Agreement};
use askama::Template;
use axum::http::StatusCode;
use domain::permission::centre::CustomerAction;
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "pages/centre/agreement.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    accepted: Vec<Vec<Pair>>,
    /// Where the visitor accepts it.
    consent: Option<Field>,
    request_id: String,
}

fn shown(visit: &Visit, found: &Agreement, problem: bool, done: Option<&String>) -> Answer {
    let t = visit.t();
    let zone = visit.app().programme.time_zone();
    let own = visit.request.caller.tenant().map(|tenant| tenant.0);
    let word = |a: &store::centre::Accepted| {
        let name = app::identity::session::full_name(&a.family_name, &a.given_name);
        let at = crate::ui::format::moment(t, visit.timestamp(a.attested_at), zone);
        let whose = if own == Some(a.told_by) {
            t.get("centre-agreement-own").into_owned()
        } else {
            a.told_by_name.clone()
        };
        vec![
            Pair::new(t.get("customer-agreement-version"), a.template.clone()),
            Pair::new(
                t.get("field-agreed_on"),
                crate::customers::day(visit, &a.agreed_on),
            ),
            Pair::new(
                t.get("customer-agreement-by"),
                format!("{name} · {}", a.email),
            ),
            Pair::new(t.get("centre-agreement-told"), format!("{whose} · {at}")),
        ]
    };
    let told = [("accepted", "centre-done-agreement")];
    let mut chrome = page(visit, t.get("centre-agreement")).notice(frame::done(visit, done, &told));
    chrome.invalid = problem;
    let person = visit.request.caller.person().ok_or(Failure::SignInFirst)?;
    let open = !found.is_accepted() && may(visit, CustomerAction::AcceptAgreement);
    let consent = open.then(|| {
        let about = [("company", person.organisation.as_str())];
        Field::tick("consent", t.format("centre-agreement-consent", &about))
            .error(problem.then(|| t.get("problem-consent-needed")))
            .required()
    });
    let view = Page {
        accepted: found.accepted.iter().map(word).collect(),
        consent,
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    let status = if problem {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    Ok(respond(status, &view))
}

/// What was accepted.
pub async fn show(visit: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    let found = agreement::view(visit.app(), &visit.request).await?;
    shown(&visit, &found, false, query.get("done"))
}

/// The company accepts.
pub async fn accept(visit: Visit, form: Form) -> Answer {
    let found = agreement::view(visit.app(), &visit.request).await?;
    let open = !found.is_accepted() && may(&visit, CustomerAction::AcceptAgreement);
    if open && form.get("consent").is_empty() {
        return shown(&visit, &found, true, None);
    }
    agreement::accept(visit.app(), &visit.request, form.key()).await?;
    Ok(go("/admin/agreement?done=accepted"))
}
