//! What a person does with an import.

use super::href;
use crate::customers::id_of;
use crate::http::{Answer, Form, Visit, go};
use app::customers::imports;
use app::{App, Failure, Pending, Request};
use axum::extract::Path;
use uuid::Uuid;

async fn act(
    visit: &Visit,
    id: &str,
    form: &Form,
    act: fn(&App, &Request, Uuid, &str) -> Pending<()>,
    to: &str,
) -> Answer {
    let id = id_of(id).0;
    match act(visit.app(), &visit.request, id, form.key()).await {
        Ok(()) => Ok(go(&format!("{}{to}", href(id)))),
        // Somebody was faster, or it ended meanwhile: the page says how it stands.
        Err(Failure::Conflict(conflict)) if ["import-state", "stale"].contains(&conflict.code) => {
            Ok(go(&href(id)))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Has the rows that are right imported.
pub async fn confirm(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    act(&visit, &id, &form, imports::confirm, "").await
}

/// Interrupts it.
pub async fn stop(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    act(&visit, &id, &form, imports::stop, "").await
}

/// Lets it go on.
pub async fn resume(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    act(&visit, &id, &form, imports::resume, "").await
}

/// Gives it up.
pub async fn discard(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    act(&visit, &id, &form, imports::discard, "?done=discarded").await
}
