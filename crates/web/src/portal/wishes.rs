//! `/action-center/preferences`: how the visitor wants to be told.

use super::actions::HOME;
use crate::http::{Answer, Form, Query, Visit, frame, go};
use crate::ui::{Choice, Chrome, Field, Text, respond};
use app::notifications::wishes;
use askama::Template;
use axum::http::StatusCode;
use domain::caller::Caller;
use domain::notices::{Mails, Topic, Wish};
use std::collections::HashMap;

/// Where the page is.
const PAGE: &str = "/action-center/preferences";

#[derive(Template)]
#[template(path = "pages/portal/wishes.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    rows: Vec<Row>,
    always: Vec<(Text, Text)>,
    request_id: String,
}

/// A kind that can be chosen.
struct Row {
    topic: &'static str,
    title: Text,
    note: Text,
    fields: Vec<Field>,
}

fn name(visit: &Visit, topic: Topic) -> (Text, Text) {
    let t = visit.t();
    let text = topic.text();
    (
        t.get(format!("notice-{text}")),
        t.get(format!("notice-{text}-note")),
    )
}

fn row(visit: &Visit, topic: Topic, wish: Wish) -> Row {
    let t = visit.t();
    let text = topic.text();
    let choices = Mails::ALL.iter().map(|mails| {
        let label = t.get(format!("notice-mails-{}", mails.text()));
        Choice::new(mails.text(), label).selected(*mails == wish.mails)
    });
    let mut fields = vec![
        Field::select(
            format!("mails-{text}"),
            t.get("notice-mails"),
            choices.collect(),
        )
        .unmarked(),
    ];
    if topic.has_news() {
        let field = Field::tick(format!("news-{text}"), t.get("notice-news"));
        fields.push(field.checked(wish.news).unmarked());
    }
    let (title, note) = name(visit, topic);
    Row {
        topic: text,
        title,
        note,
        fields,
    }
}

/// The page; staff have a queue.
pub async fn show(visit: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    if let Caller::Staff { .. } = visit.request.caller {
        return Ok(go("/ops"));
    }
    let t = visit.t();
    let wishes = wishes::view(visit.app(), &visit.request).await?;
    let told = [("saved", "notice-done-saved")];
    let chrome = frame::portal(&visit, t.get("notice-title"))
        .crumb(HOME, t.get("action-centre"))
        .crumb("", t.get("notice-title"))
        .notice(frame::done(&visit, query.get("done"), &told));
    let (always, chosen): (Vec<_>, Vec<_>) = wishes
        .into_iter()
        .partition(|(topic, _)| topic.is_mandatory());
    let page = Page {
        rows: chosen
            .into_iter()
            .map(|(topic, wish)| row(&visit, topic, wish))
            .collect(),
        always: always
            .into_iter()
            .map(|(topic, _)| name(&visit, topic))
            .collect(),
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// Keeps what was chosen; a kind the form does not name stays as it is.
pub async fn choose(visit: Visit, form: Form) -> Answer {
    let chosen = Topic::ALL.iter().filter_map(|topic| {
        let text = topic.text();
        let mails = Mails::from_text(form.get(&format!("mails-{text}")))?;
        let news = !topic.has_news() || form.get(&format!("news-{text}")) == "yes";
        Some((*topic, Wish { mails, news }))
    });
    let chosen = chosen.collect();
    wishes::choose(visit.app(), &visit.request, chosen, form.key()).await?;
    Ok(go(&format!("{PAGE}?done=saved")))
}
