//! The steps of a list.

use super::href;
use super::list::{Typed, page};
use crate::console::id_of;
use crate::http::{Answer, Form, Visit, blocking, go};
use app::catalogue::lists;
use app::catalogue::steps::{self, Seen};
use app::{App, Failure, Request};
use axum::extract::Path;
use uuid::Uuid;

/// What the page had shown; a form without it is a stale one.
fn seen(form: &Form) -> Seen {
    let number = |name: &str| form.get(name).parse().unwrap_or(-1);
    Seen {
        version: number("version"),
        edition: number("edition"),
    }
}

type Step = fn(&App, &Request, Uuid, Seen, &str) -> Result<(), Failure>;

async fn step(visit: &Visit, id: &str, form: &Form, step: Step, done: &str) -> Answer {
    let (app, request, id) = (visit.app().clone(), visit.request.clone(), id_of(id));
    let (seen, key) = (seen(form), form.key().to_owned());
    blocking(move || step(&app, &request, id, seen, &key)).await?;
    Ok(go(&format!("{}?done={done}", href(id))))
}

/// The second of two people.
pub async fn approve(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    step(&visit, &id, &form, steps::approve, "approved").await
}

/// Out to partners.
pub async fn publish(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    step(&visit, &id, &form, steps::publish, "published").await
}

/// Thrown away.
pub async fn discard(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    step(&visit, &id, &form, steps::discard, "discarded").await
}

type Reasoned = fn(&App, &Request, Uuid, Seen, &str, &str) -> Result<(), Failure>;

async fn reasoned(visit: &Visit, id: &str, form: &Form, step: Reasoned, done: &str) -> Answer {
    let (app, request, id) = (visit.app().clone(), visit.request.clone(), id_of(id));
    let (seen, key) = (seen(form), form.key().to_owned());
    let reason = form.get("reason").to_owned();
    let typed = reason.clone();
    match blocking(move || step(&app, &request, id, seen, &reason, &key)).await {
        Ok(()) => Ok(go(&format!("{}?done={done}", href(id)))),
        Err(Failure::Invalid(problems)) => {
            let view = lists::view(visit.app(), &visit.request, id).await?;
            let typed = Typed {
                reason: typed,
                problems,
                withdrawing: done == "withdrawn",
            };
            Ok(page(visit, &view, false, None, &typed))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Billing agrees to short notice.
pub async fn consent(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    reasoned(&visit, &id, &form, steps::consent, "consented").await
}

/// Taken back in time.
pub async fn withdraw(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    reasoned(&visit, &id, &form, steps::withdraw, "withdrawn").await
}
