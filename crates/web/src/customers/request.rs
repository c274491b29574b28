//! "Request a relationship": the partner's page with mail and link, and the page a customer
//! opens by the link.

use crate::http::{Answer, Form, Query, Visit, address, blocking, frame, go};
use crate::ui::{Banner, Chrome, Field, Pair, Surface, Tone, respond};
use app::relationships::{self, Standing};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use std::collections::HashMap;

/// Longest address of a mail that programs take; the text is offered for copying in any case.
const MAIL_CHARS: usize = 1900;

#[derive(Template)]
#[template(path = "pages/customers/request.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    text: Field,
    link: Pair,
    mail: Option<String>,
    may_replace: bool,
    request_id: String,
}

/// Mail and link to ask a customer with.
pub async fn show(visit: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    let found = relationships::link(visit.app(), &visit.request).await?;
    let t = visit.t();
    let done = query.get("done").is_some_and(|done| done == "replaced");
    let chrome = frame::portal(&visit, t.get("relation-request"))
        .crumb("/customers", t.get("nav-customers"))
        .crumb("", t.get("relation-request"))
        .notice(done.then(|| Banner::new(Tone::Ok, t.get("relation-done-replaced"))));
    let facts = [
        ("partner", found.partner.as_str()),
        ("link", found.url.as_str()),
    ];
    let (subject, text) = (
        t.format("relation-mail-subject", &facts),
        t.format("relation-mail-body", &facts),
    );
    let mail = format!(
        "mailto:?subject={}&body={}",
        address::encoded(&subject),
        address::encoded(&text)
    );
    let page = Page {
        chrome: &chrome,
        text: Field::new(
            "text",
            t.get("relation-text"),
            crate::ui::FieldKind::Textarea { rows: 14 },
        )
        .hint(t.get("relation-text-hint"))
        .value(text)
        .unmarked(),
        link: Pair::new(t.get("relation-link"), found.url).copy(),
        mail: (mail.len() <= MAIL_CHARS).then_some(mail),
        may_replace: found.may_replace,
        request_id: visit.fresh_key(),
    };
    Ok(respond(StatusCode::OK, &page))
}

/// Replaces the link.
pub async fn replace(visit: Visit, form: Form) -> Answer {
    relationships::replace(visit.app(), &visit.request, form.key()).await?;
    Ok(go("/customers/request?done=replaced"))
}

#[derive(Template)]
#[template(path = "pages/customers/invitation.html")]
struct Invitation<'a> {
    chrome: &'a Chrome,
    partner: String,
    company: String,
    open: bool,
    said: Option<(&'static str, &'static str, String)>,
    consent: Field,
    action: String,
    request_id: String,
}

async fn invitation(visit: &Visit, token: &str, problem: bool) -> Answer {
    let found = relationships::open(visit.app(), &visit.request, token).await?;
    let t = visit.t();
    let mut chrome = frame::chrome(visit, Surface::Public, t.get("relation-invitation"));
    chrome.invalid = problem;
    let facts = [
        ("partner", found.partner.as_str()),
        ("company", found.company.as_str()),
    ];
    let said = match found.standing {
        Standing::Open => None,
        Standing::Accepted => Some(("ok", "done", "relation-accepted")),
        Standing::NotNow => Some(("warn", "alert", "relation-not-now")),
        Standing::NeedsAdmin => Some(("warn", "lock", "relation-needs-admin")),
        Standing::NotACustomer => Some(("warn", "alert", "relation-not-a-customer")),
    };
    let consent = Field::tick("consent", t.format("relation-consent", &facts))
        .error(problem.then(|| t.get("problem-consent-needed")))
        .required();
    let page = Invitation {
        chrome: &chrome,
        open: found.standing == Standing::Open,
        said: said.map(|(tone, icon, id)| (tone, icon, t.format(id, &facts))),
        partner: found.partner.clone(),
        company: found.company.clone(),
        consent,
        action: format!("/relationships/{token}"),
        request_id: visit.fresh_key(),
    };
    let status = if problem {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    Ok(respond(status, &page))
}

/// What the customer is asked.
pub async fn open(visit: Visit, Path(token): Path<String>) -> Answer {
    invitation(&visit, &token, false).await
}

/// The customer accepts.
pub async fn accept(visit: Visit, Path(token): Path<String>, form: Form) -> Answer {
    // Who may not accept is told why, whatever was ticked.
    let found = relationships::open(visit.app(), &visit.request, &token).await?;
    if found.standing == Standing::Open && form.get("consent").is_empty() {
        return invitation(&visit, &token, true).await;
    }
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (sent, key) = (token.clone(), form.key().to_owned());
    blocking(move || relationships::accept(&app, &request, &sent, &key)).await?;
    Ok(go(&format!("/relationships/{token}")))
}
