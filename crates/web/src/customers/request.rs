//! "Request a relationship": the partner's page with mail and link.

use crate::http::{Answer, Form, Query, Visit, address, frame, go};
use crate::ui::{Banner, Chrome, Field, Pair, Tone, respond};
use app::relationships;
use askama::Template;
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
    /// Why nobody can be asked now.
    obstacle: Option<Banner>,
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
        obstacle: found
            .obstacle
            .map(|reason| super::obstacle(&visit, reason, None)),
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
