//! `/admin/partner-invitation`: a partner asks for a relationship, and the customer decides.

use crate::http::{Answer, Form, Query, Visit, address, blocking, frame, go};
use crate::ui::{Choice, Chrome, Field, respond};
use app::relationships::{self, Invitation, Standing};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::caller::Caller;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "pages/centre/invitation.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    partner: String,
    company: String,
    known: bool,
    open: bool,
    said: Option<(&'static str, &'static str, String)>,
    /// Services nobody administers.
    free: Vec<String>,
    /// Services of other partners, to be ticked.
    replace: Option<Field>,
    consent: Field,
    token: String,
    keys: [String; 2],
}

/// The name of a service in the visitor's language.
pub(super) fn service(visit: &Visit, id: Uuid) -> String {
    let products = visit.app().programme.catalogue().products.iter();
    let mut found = products.filter(|product| product.id == id);
    let name = found
        .next()
        .map(|p| p.name.get(visit.language()).to_owned());
    name.unwrap_or_else(|| id.to_string())
}

/// Which services of other partners are to move.
fn replace_field(visit: &Visit, found: &Invitation, ticked: &BTreeSet<Uuid>) -> Option<Field> {
    let t = visit.t();
    let choices = found.held.iter().map(|(id, holder)| {
        let now = t.format("relation-held-by", &[("partner", holder)]);
        Choice::new(id.to_string(), service(visit, *id))
            .hint(now)
            .selected(ticked.contains(id))
    });
    let choices: Vec<_> = choices.collect();
    (!choices.is_empty()).then(|| {
        Field::ticks("replace", t.get("relation-replace-services"), choices)
            .hint(t.get("relation-replace-hint"))
            .unmarked()
    })
}

async fn page(visit: &Visit, token: &str, ticked: &BTreeSet<Uuid>, problem: bool) -> Answer {
    let found = relationships::open(visit.app(), &visit.request, token).await?;
    let t = visit.t();
    let title = t.get("relation-invitation");
    let mut chrome = match visit.request.caller {
        Caller::Customer { .. } => super::page(visit, title),
        _ => frame::portal(visit, title),
    };
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
    let page = Page {
        open: found.standing == Standing::Open,
        said: said.map(|(tone, icon, id)| (tone, icon, t.format(id, &facts))),
        free: found.free.iter().map(|id| service(visit, *id)).collect(),
        replace: replace_field(visit, &found, ticked),
        known: found.known,
        partner: found.partner.clone(),
        company: found.company.clone(),
        consent,
        token: token.to_owned(),
        keys: [visit.fresh_key(), visit.fresh_key()],
        chrome: &chrome,
    };
    let status = if problem {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    Ok(respond(status, &page))
}

/// Where links lead: to the page of the customer's centre, for those who may see it.
pub async fn follow(visit: Visit, Path(token): Path<String>) -> Answer {
    relationships::open(visit.app(), &visit.request, &token).await?;
    Ok(go(&address_of(&token)))
}

fn address_of(token: &str) -> String {
    format!(
        "/admin/partner-invitation?token={}",
        address::encoded(token)
    )
}

/// What the customer is asked.
pub async fn open(visit: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    let token = query.get("token").map_or("", String::as_str);
    page(&visit, token, &BTreeSet::new(), false).await
}

/// The customer accepts.
pub async fn accept(visit: Visit, form: Form) -> Answer {
    let token = form.get("token").to_owned();
    let ticked = form.values("replace").into_iter();
    let ticked: BTreeSet<Uuid> = ticked.filter_map(|id| Uuid::parse_str(&id).ok()).collect();
    // Who may not accept is told why, whatever was ticked.
    let found = relationships::open(visit.app(), &visit.request, &token).await?;
    if found.standing == Standing::Open && form.get("consent").is_empty() {
        return page(&visit, &token, &ticked, true).await;
    }
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (sent, key) = (token.clone(), form.key().to_owned());
    blocking(move || relationships::accept(&app, &request, &sent, &ticked, &key)).await?;
    Ok(go("/admin/partners?done=accepted"))
}

/// The customer does not want to.
pub async fn decline(visit: Visit, form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (token, key) = (form.get("token").to_owned(), form.key().to_owned());
    blocking(move || relationships::decline(&app, &request, &token, &key)).await?;
    Ok(go("/admin/partners?done=declined"))
}
