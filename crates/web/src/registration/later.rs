//! "Save and finish later": where the link to continue went, and sending it again.

use super::{page_of, progress, with_draft, wizard};
use crate::http::{Answer, Form, Visit, go};
use crate::ui::{Banner, Chrome, Step, Text, Tone, format, respond};
use app::enrolment::resume;
use askama::Template;
use axum::http::StatusCode;
use domain::enrolment::registration::{State, Way};

#[derive(Template)]
#[template(path = "pages/registration/later.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    steps: Vec<Step>,
    lead: Text,
    state: Banner,
    /// What the button says; absent while it is too soon.
    send: Option<Text>,
    back: &'static str,
    request_id: String,
}

/// Where the link went.
pub async fn show(visit: Visit) -> Answer {
    let (draft, _) = with_draft!(visit);
    if draft.state.has_account() {
        return Ok(go(page_of(draft.state)));
    }
    let t = visit.t();
    let moment = |at| format::datetime(t, visit.timestamp(at), visit.app().programme.time_zone());
    let mailbox = resume::mailbox(visit.app(), &draft).await?;
    let (state, send) = match &mailbox {
        None => (
            Banner::new(Tone::Warn, t.get("later-no-address")).text(t.get("later-no-address-text")),
            None,
        ),
        Some(mailbox) => {
            let to = resume::masked(&mailbox.email);
            match (mailbox.sent_at, mailbox.again_at) {
                (None, _) => (
                    Banner::new(Tone::Info, t.get("later-not-sent"))
                        .text(t.format("later-not-sent-text", &[("to", &to)])),
                    Some(t.get("later-send")),
                ),
                (Some(at), again) => {
                    let words = t.format("later-sent", &[("to", &to), ("time", &moment(at))]);
                    let text = match again {
                        Some(again) => t.format("later-again-at", &[("time", &moment(again))]),
                        None => t.get("later-sent-text").into_owned(),
                    };
                    let send = again.is_none().then(|| t.get("later-send-again"));
                    if mailbox.bounced {
                        let words = t.format("later-bounced", &[("to", &to)]);
                        let text = t.get("later-bounced-text");
                        (Banner::new(Tone::Warn, words).text(text), send)
                    } else {
                        (Banner::new(Tone::Ok, words).text(text), send)
                    }
                }
            }
        }
    };
    let chrome = wizard(&visit, t.get("later-title"), Some(&draft.row.reference));
    let step = match draft.state {
        State::Open | State::Identified => 2,
        State::Verified | State::Creating => 4,
        _ => 3,
    };
    let page = Page {
        chrome: &chrome,
        steps: progress(&visit, draft.way, step),
        lead: t.get(match draft.way {
            Way::Create => "later-lead",
            Way::Existing => "later-lead-existing",
        }),
        state,
        send,
        back: page_of(draft.state),
        request_id: visit.fresh_key(),
    };
    Ok(respond(StatusCode::OK, &page))
}

/// Sends the link, at most once an hour.
pub async fn send(visit: Visit, _form: Form) -> Answer {
    let (draft, request) = with_draft!(visit);
    resume::send(visit.app(), &request, draft.id()).await?;
    Ok(go("/register/cn/later"))
}
