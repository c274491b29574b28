//! `/admin/domains`: the domains sign-in names of the customer may end in.

use super::may;
use crate::accounts::domains::{Place, done, page};
use crate::http::{Answer, Form, Query, Visit, blocking, go};
use app::Failure;
use app::centre::domains;
use axum::extract::Path;
use domain::permission::centre::CustomerAction;
use std::collections::HashMap;

fn place(visit: &Visit) -> Place {
    Place {
        chrome: super::page(visit, visit.t().get("nav-domains")),
        base: "/admin/domains",
        edits: may(visit, CustomerAction::EditOrganisation),
    }
}

/// The domains.
pub async fn show(visit: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    let view = domains::view(visit.app(), &visit.request).await?;
    let mut place = place(&visit);
    place.chrome.notice = done(&visit, query.get("done"));
    page(&visit, place, view, visit.fresh_key(), ("", &[]))
}

/// Adds a domain.
pub async fn add(visit: Visit, form: Form) -> Answer {
    let typed = form.get("domain");
    match domains::add(visit.app(), &visit.request, typed, form.key()).await {
        Ok(()) => Ok(go("/admin/domains?done=added")),
        Err(Failure::Invalid(problems)) => {
            let view = domains::view(visit.app(), &visit.request).await?;
            let (place, key) = (place(&visit), form.key().to_owned());
            page(&visit, place, view, key, (typed, &problems))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Looks for the record now.
pub async fn verify(visit: Visit, Path(name): Path<String>, _form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let state = blocking(move || domains::verify(&app, &request, &name)).await?;
    Ok(go(&format!("/admin/domains?done={}", state.text())))
}

/// Makes a domain the one new sign-in names end in.
pub async fn make_primary(visit: Visit, Path(name): Path<String>, _form: Form) -> Answer {
    domains::make_primary(visit.app(), &visit.request, &name).await?;
    Ok(go("/admin/domains?done=primary"))
}

/// Removes a domain.
pub async fn remove(visit: Visit, Path(name): Path<String>, _form: Form) -> Answer {
    domains::remove(visit.app(), &visit.request, &name).await?;
    Ok(go("/admin/domains?done=removed"))
}
