//! F2 after the sign-in: who registers the company, or why this account cannot (T2).

use super::{page_of, progress, wizard};
use crate::http::visit::DRAFT;
use crate::http::{Answer, Form, Visit, go};
use crate::ui::{Banner, Chrome, Link, Pair, Step, Text, Tone, format, respond};
use app::Failure;
use app::enrolment::existing::{self, Identified, Standing};
use app::enrolment::registration::{self, Draft};
use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::Response;
use domain::enrolment::registration::Way;

#[derive(Template)]
#[template(path = "pages/registration/existing.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    steps: Vec<Step>,
    lead: Text,
    /// The account that is signed in.
    facts: Vec<Pair>,
    /// Why the account cannot be used.
    state: Option<Banner>,
    /// Who could do it instead.
    admins: Vec<Pair>,
    /// What the form's button says, when there is something to choose.
    choose: Option<Text>,
    /// Where else to go.
    links: Vec<Link>,
    request_id: String,
}

/// What the signed-in account is good for. Opening the page changes nothing.
pub async fn show(visit: Visit) -> Answer {
    let standing = existing::standing(visit.app(), &visit.request).await?;
    Ok(match standing {
        Standing::Ready { .. } if own_draft(&visit).await.is_none() => go("/register/cn/join"),
        standing => page(&visit, &standing),
    })
}

/// The draft this browser has begun and may give to the organisation.
async fn own_draft(visit: &Visit) -> Option<Draft> {
    let token = visit.draft.as_ref()?;
    let draft = registration::open(visit.app(), token).await.ok()?;
    (draft.way == Way::Create && draft.state.is_living()).then_some(draft)
}

fn page(visit: &Visit, standing: &Standing) -> Response {
    let t = visit.t();
    let mut reference = None;
    let (mut status, mut state) = (StatusCode::OK, None);
    let (mut admins, mut choose, mut links) = (Vec::new(), None, Vec::new());
    let mut lead = "existing-lead";
    match standing {
        Standing::Ready { .. } => choose = Some(t.get("existing-choose")),
        Standing::Begun(draft) => {
            reference = Some(draft.row.reference.clone());
            lead = "existing-begun";
            choose = Some(t.get("join-resume-button"));
        }
        Standing::Applied {
            reference: number, ..
        } => {
            reference = Some(number.clone());
            lead = "existing-applied";
            links.push(Link::new("/enrol", t.get("existing-to-application")));
        }
        Standing::TooEarly { from } => {
            let zone = visit.app().programme.time_zone();
            let date = visit.timestamp(*from).to_zoned(zone.clone()).date();
            let date = format::date(t, date);
            (status, lead) = (StatusCode::CONFLICT, "existing-too-early-lead");
            let words = t.format("existing-too-early", &[("date", &date)]);
            state = Some(Banner::new(Tone::Warn, words).text(t.get("existing-too-early-text")));
            links.push(Link::new("/enrol/status", t.get("next-status")));
        }
        Standing::Partner => {
            (status, lead) = (StatusCode::CONFLICT, "existing-partner");
            links.push(Link::new("/dashboard/overview", t.get("nav-overview")));
        }
        Standing::NeedsAdmin { admins: people } => {
            (status, lead) = (StatusCode::FORBIDDEN, "existing-needs-admin-lead");
            let role = t.get("role-global-admin");
            let words = t.format("existing-needs-admin", &[("role", &role)]);
            let text = t.get("existing-needs-admin-text");
            state = Some(Banner::new(Tone::Warn, words).text(text));
            admins = people
                .iter()
                .map(|(name, sign_in_name)| Pair::new(name.clone(), sign_in_name.clone()).copy())
                .collect();
        }
        Standing::WrongKind { kind } => {
            (status, lead) = (StatusCode::FORBIDDEN, "existing-wrong-kind-lead");
            let id = match kind.as_str() {
                "operator" => "existing-kind-operator",
                "customer" => "existing-kind-customer",
                _ => "existing-kind-sandbox",
            };
            let text = t.get("existing-wrong-kind-text");
            state = Some(Banner::new(Tone::Warn, t.get(id)).text(text));
        }
    }
    let person = visit.request.caller.person();
    let facts = person.map_or_else(Vec::new, |person| {
        vec![
            Pair::new(t.get("existing-organisation"), person.organisation.clone()),
            Pair::new(t.get("existing-account"), person.sign_in_name.clone()),
            Pair::new(t.get("existing-name"), person.name.clone()),
        ]
    });
    let chrome = wizard(visit, t.get("existing-title"), reference.as_deref());
    respond(
        status,
        &Page {
            chrome: &chrome,
            steps: progress(visit, Way::Existing, 1),
            lead: t.get(lead),
            facts,
            state,
            admins,
            choose,
            links,
            request_id: visit.fresh_key(),
        },
    )
}

/// Leads to the organisation's registration; a draft of this browser's own would stand in its way.
fn go_on(visit: &Visit, draft: &Draft) -> Response {
    let mut response = go(page_of(draft.state));
    let gone = visit.cookie(DRAFT, "", Some(0));
    response.headers_mut().append(header::SET_COOKIE, gone);
    response
}

/// T2: registers the organisation of the signed-in global admin.
pub async fn choose(visit: Visit, _form: Form) -> Answer {
    match existing::standing(visit.app(), &visit.request).await? {
        Standing::Ready { .. } => {}
        Standing::Begun(draft) => return Ok(go_on(&visit, &draft)),
        other => return Ok(page(&visit, &other)),
    }
    let Some(draft) = own_draft(&visit).await else {
        return Ok(go("/register/cn/join"));
    };
    match existing::identify(visit.app(), &visit.request, draft.id()).await {
        Ok(Identified::Chosen) => Ok(go("/register/cn/details")),
        Ok(Identified::GoesOn) => Ok(go("/register/cn/existing")),
        Err(Failure::Conflict(conflict)) if conflict.code == "stale" => {
            Ok(go("/register/cn/existing"))
        }
        Err(failure) => Err(failure.into()),
    }
}
