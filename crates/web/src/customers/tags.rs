//! `/customers/tags`: the company's tags; and the tags of one customer.

use super::id_of;
use crate::http::{Answer, Form, Query, Visit, fields, frame, go};
use crate::ui::{Banner, Choice, Chrome, ErrorSummary, Field, respond};
use app::Failure;
use app::customers::tags::{self, Counted};
use askama::Template;
use axum::extract::Path;
use domain::customers::tags::{LONGEST, MOST, MOST_EACH};
use domain::enrolment::form::FieldProblem;
use std::collections::HashMap;
use store::tags::Tag;
use uuid::Uuid;

const HOME: &str = "/customers/tags";

#[derive(Template)]
#[template(path = "pages/customers/tags.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    name: Field,
    rows: Vec<Row>,
    request_id: String,
}

struct Row {
    id: Uuid,
    name: String,
    version: i64,
    customers: String,
    /// Where its customers are listed.
    href: String,
    field: Field,
    /// Whether its form was sent and is wrong.
    open: bool,
    effect: String,
    keys: [String; 2],
}

/// Which form was sent, with what.
struct Typed<'a> {
    tag: Option<Uuid>,
    name: &'a str,
    version: i64,
    problems: &'a [FieldProblem],
}

fn name_field(visit: &Visit, value: &str, problems: &[FieldProblem]) -> Field {
    let longest = u32::try_from(LONGEST).unwrap_or(u32::MAX);
    Field::text("name", visit.t().get("tag-name"))
        .value(value)
        .maxlength(longest)
        .error(fields::problem_at(visit, problems, "name"))
        .required()
}

fn page(visit: &Visit, all: Vec<Counted>, typed: &Typed<'_>, notice: Option<Banner>) -> Answer {
    let t = visit.t();
    let most = MOST.to_string();
    let of = |id: Option<Uuid>| match typed.tag == id {
        true => (typed.name, typed.problems),
        false => ("", &[][..]),
    };
    let (value, problems) = of(None);
    let name = name_field(visit, value, problems).hint(t.format("tag-hint", &[("max", &most)]));
    let rows: Vec<_> = all
        .into_iter()
        .map(|Counted { tag, customers }| {
            let (value, problems) = of(Some(tag.id));
            let open = typed.tag == Some(tag.id) && !problems.is_empty();
            let (shown, version) = match open {
                true => (value, typed.version),
                false => (tag.name.as_str(), tag.version),
            };
            let count = customers.to_string();
            Row {
                field: name_field(visit, shown, problems).id(format!("name-{}", tag.id)),
                effect: t.format("tag-remove-effect", &[("count", &count)]),
                href: format!("/customers?tag={}", tag.id),
                keys: [visit.fresh_key(), visit.fresh_key()],
                customers: count,
                version,
                open,
                id: tag.id,
                name: tag.name,
            }
        })
        .collect();
    let mut chrome = frame::portal(visit, t.get("tags-title"))
        .crumb("/customers", t.get("nav-customers"))
        .crumb("", t.get("tags-title"))
        .notice(notice);
    let errors = ErrorSummary::of(
        t,
        std::iter::once(&name).chain(rows.iter().map(|row| &row.field)),
    );
    chrome.invalid = errors.is_some();
    let page = Page {
        errors,
        name,
        rows,
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    Ok(respond(fields::status(typed.problems), &page))
}

fn done(visit: &Visit, what: Option<&String>) -> Option<Banner> {
    let told = [
        ("added", "tag-done-added"),
        ("renamed", "tag-done-renamed"),
        ("removed", "tag-done-removed"),
    ];
    frame::done(visit, what, &told)
}

/// The tags.
pub async fn show(visit: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    let all = tags::counted(visit.app(), &visit.request).await?;
    let typed = Typed {
        tag: None,
        name: "",
        version: 0,
        problems: &[],
    };
    let notice = done(&visit, query.get("done"));
    page(&visit, all, &typed, notice)
}

async fn again(visit: &Visit, typed: Typed<'_>) -> Answer {
    let all = tags::counted(visit.app(), &visit.request).await?;
    page(visit, all, &typed, None)
}

/// Makes a tag.
pub async fn add(visit: Visit, form: Form) -> Answer {
    let name = form.get("name");
    match tags::add(visit.app(), &visit.request, name, form.key()).await {
        Ok(_) => Ok(go("/customers/tags?done=added")),
        Err(Failure::Invalid(problems)) => {
            let typed = Typed {
                tag: None,
                version: 0,
                name,
                problems: &problems,
            };
            again(&visit, typed).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Calls a tag something else.
pub async fn rename(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (id, name) = (id_of(&id).0, form.get("name"));
    let version = form.get("version").parse().unwrap_or(-1);
    match tags::rename(visit.app(), &visit.request, id, version, name, form.key()).await {
        Ok(()) => Ok(go("/customers/tags?done=renamed")),
        Err(Failure::Invalid(problems)) => {
            let typed = Typed {
                tag: Some(id),
                version,
                name,
                problems: &problems,
            };
            again(&visit, typed).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Removes a tag.
pub async fn remove(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    tags::remove(visit.app(), &visit.request, id_of(&id).0, form.key()).await?;
    Ok(go("/customers/tags?done=removed"))
}

/// The choice of tags on a customer's page, and a name for a new one.
pub(super) fn choice(
    visit: &Visit,
    all: &[(Tag, bool)],
    typed: Option<&(Vec<Uuid>, String)>,
    problems: &[FieldProblem],
) -> Vec<Field> {
    let t = visit.t();
    let chosen = |tag: &Tag, has: bool| typed.map_or(has, |(ids, _)| ids.contains(&tag.id));
    let choices = all.iter().map(|(tag, has)| {
        Choice::new(tag.id.to_string(), tag.name.clone()).selected(chosen(tag, *has))
    });
    let most = MOST_EACH.to_string();
    let fresh = typed.map_or("", |(_, fresh)| fresh.as_str());
    let longest = u32::try_from(LONGEST).unwrap_or(u32::MAX);
    let mut fields = Vec::new();
    if !all.is_empty() {
        fields.push(
            Field::ticks("tags", t.get("tags-title"), choices.collect())
                .hint(t.format("tags-hint", &[("max", &most)]))
                .error(fields::problem_at(visit, problems, "tags")),
        );
    }
    fields.push(
        Field::text("name", t.get("tag-new"))
            .id("tag-name")
            .value(fresh)
            .maxlength(longest)
            .error(fields::problem_at(visit, problems, "name")),
    );
    fields
}

/// Gives a customer the tags that are ticked.
pub async fn set(visit: Visit, Path(customer): Path<String>, form: Form) -> Answer {
    let id = id_of(&customer);
    let parsed = form.values("tags");
    // What is no id is no tag of anybody's.
    let wanted: Vec<_> = parsed
        .iter()
        .filter(|text| !text.is_empty())
        .map(|text| Uuid::parse_str(text).unwrap_or_default())
        .collect();
    let fresh = form.get("name").to_owned();
    let (app, request) = (visit.app(), &visit.request);
    match tags::set(app, request, id, &wanted, &fresh, form.key()).await {
        Ok(()) => Ok(go(&format!("/customers/{id}/account?done=tagged"))),
        Err(Failure::Invalid(problems)) => {
            super::account::again_with_tags(&visit, id, (wanted, fresh), problems).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Where the tags are.
pub(super) fn home() -> &'static str {
    HOME
}
