//! What an agent does about a request; each act leads back to its page.

use super::case::{Typed, page};
use crate::console::id_of;
use crate::http::{Answer, Form, Visit, blocking, go};
use app::Failure;
use app::identity::lost::decide::{self, Called};
use app::identity::lost::desk;
use axum::extract::Path;
use uuid::Uuid;

/// The version the page was made from. None is none of ours.
fn version(form: &Form) -> i64 {
    form.get("version").parse().unwrap_or(-1)
}

/// Back to the page, or the page again with what is wrong and everything typed.
async fn answer(
    visit: &Visit,
    id: Uuid,
    form: &Form,
    names: &[&'static str],
    outcome: Result<(), Failure>,
    done: &str,
) -> Answer {
    match outcome {
        Ok(()) => Ok(go(&format!("/ops/access/{id}?done={done}"))),
        Err(Failure::Invalid(problems)) => {
            let case = desk::case(visit.app(), &visit.request, id).await?;
            let values = names.iter().map(|name| (*name, form.get(name).to_owned()));
            let typed = Typed {
                values: values.collect(),
                problems,
            };
            Ok(page(visit, &case, &typed, None))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Records a call.
pub async fn call(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let value = |name: &str| form.get(name).to_owned();
    let called = Called {
        number: value("call_number"),
        reached: value("call_reached"),
        outcome: value("call_outcome"),
        note: value("call_note"),
    };
    let (version, key) = (version(&form), form.key().to_owned());
    let outcome = blocking(move || decide::call(&app, &request, at, version, &called, &key)).await;
    let names = ["call_number", "call_reached", "call_outcome", "call_note"];
    answer(&visit, at, &form, &names, outcome, "called").await
}

/// Stands behind it.
pub async fn endorse(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let (version, key) = (version(&form), form.key().to_owned());
    let checked = form.get("letter_checked") == "yes";
    let note = form.get("endorsement").to_owned();
    let outcome =
        blocking(move || decide::endorse(&app, &request, at, version, (checked, &note), &key));
    let names = ["letter_checked", "endorsement"];
    answer(&visit, at, &form, &names, outcome.await, "endorsed").await
}

/// Takes that back.
pub async fn take_back(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let (version, key) = (version(&form), form.key().to_owned());
    let outcome = blocking(move || decide::take_back(&app, &request, at, version, &key));
    answer(&visit, at, &form, &[], outcome.await, "taken-back").await
}

/// Agrees, as the second.
pub async fn approve(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let (version, key) = (version(&form), form.key().to_owned());
    let outcome = blocking(move || decide::approve(&app, &request, at, version, &key));
    answer(&visit, at, &form, &[], outcome.await, "approved").await
}

/// Refuses.
pub async fn refuse(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (app, request, at) = (visit.app().clone(), visit.request.clone(), id_of(&id));
    let (version, key) = (version(&form), form.key().to_owned());
    let why = form.get("answer").to_owned();
    let outcome = blocking(move || decide::refuse(&app, &request, at, version, &why, &key));
    answer(&visit, at, &form, &["answer"], outcome.await, "refused").await
}
