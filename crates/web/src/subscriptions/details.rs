//! `/customers/{id}/subscriptions/{subscription}`: one subscription and everything done to it.

use super::view::{Typed, page};
use crate::customers::id_of;
use crate::http::{Answer, Form, Query, Visit, blocking, frame, go};
use crate::ui::Banner;
use app::orders::{self, NewOrder};
use app::subscriptions::{self, Patch, Wish};
use app::{Failure, Pending};
use axum::extract::Path;
use domain::customers::search_key;
use domain::enrolment::form::FieldProblem;
use domain::ids::{SubscriptionId, TenantId};
use domain::orders::{Base, Line};
use std::collections::BTreeMap;
use uuid::Uuid;

type Place = Path<(String, String)>;

fn ids((customer, id): &(String, String)) -> (TenantId, SubscriptionId) {
    let id = Uuid::parse_str(id).unwrap_or_default();
    (id_of(customer), SubscriptionId(id))
}

fn done(visit: &Visit, what: Option<&String>) -> Option<Banner> {
    frame::done(
        visit,
        what,
        &[
            ("quantity", "subscription-done-quantity"),
            ("name", "subscription-done-name"),
            ("suspended", "subscription-done-suspended"),
            ("active", "subscription-done-active"),
            ("renewal", "subscription-done-renewal"),
            ("cancelled", "subscription-done-cancelled"),
            ("add-on", "subscription-done-add-on"),
            ("upgraded", "subscription-done-upgraded"),
            ("converted", "subscription-done-converted"),
        ],
    )
}

/// The subscription; a quantity in the address is what it might become.
pub async fn show(
    visit: Visit,
    Path(place): Place,
    Query(query): Query<BTreeMap<String, String>>,
) -> Answer {
    let place = ids(&place);
    let mut typed = Typed {
        notice: done(&visit, query.get("done")),
        ..Typed::default()
    };
    if let Some(text) = query.get("quantity") {
        text.trim().clone_into(&mut typed.quantity);
        match text.trim().parse::<u32>() {
            Ok(quantity) => typed.what_if = Some(quantity),
            Err(_) => typed.problems = vec![FieldProblem::plain("quantity", "number-format")],
        }
    }
    page(&visit, place, typed).await
}

/// What came of a change: the page again with a word on it, or why not.
async fn settle<T>(
    visit: &Visit,
    place: (TenantId, SubscriptionId),
    outcome: Result<T, Failure>,
    word: &str,
    mut typed: Typed,
) -> Answer {
    match outcome {
        Ok(_) => {
            let (customer, id) = place;
            Ok(go(&format!(
                "/customers/{customer}/subscriptions/{id}?done={word}"
            )))
        }
        Err(Failure::Invalid(problems)) => {
            typed.problems = problems;
            page(visit, place, typed).await
        }
        Err(Failure::Refused(refused)) => {
            typed.refused = refused.iter().map(|refusal| refusal.reason).collect();
            page(visit, place, typed).await
        }
        Err(failure) => Err(failure.into()),
    }
}

fn change(
    visit: &Visit,
    (customer, id): (TenantId, SubscriptionId),
    form: &Form,
    patch: Patch,
) -> Pending<i64> {
    let version = form.get("version").parse().unwrap_or(-1);
    let (app, request) = (visit.app(), &visit.request);
    subscriptions::change(app, request, customer, id, patch, Some(version), form.key())
}

/// More or fewer units.
pub async fn quantity(visit: Visit, Path(place): Place, form: Form) -> Answer {
    let place = ids(&place);
    let text = form.get("quantity").trim().to_owned();
    let typed = Typed {
        what_if: text.parse().ok(),
        quantity: text,
        ..Typed::default()
    };
    let outcome = match typed.what_if {
        Some(quantity) => {
            let patch = Patch {
                quantity: Some(quantity),
                ..Patch::default()
            };
            change(&visit, place, &form, patch).await
        }
        None => {
            let problem = FieldProblem::plain("quantity", "number-format");
            Err(Failure::Invalid(vec![problem]))
        }
    };
    settle(&visit, place, outcome, "quantity", typed).await
}

/// Another name.
pub async fn rename(visit: Visit, Path(place): Place, form: Form) -> Answer {
    let place = ids(&place);
    let name = form.get("friendly_name").to_owned();
    let patch = Patch {
        friendly_name: Some(name.clone()),
        ..Patch::default()
    };
    let typed = Typed {
        name: Some(name),
        ..Typed::default()
    };
    let outcome = change(&visit, place, &form, patch).await;
    settle(&visit, place, outcome, "name", typed).await
}

async fn wish(
    visit: &Visit,
    place: &(String, String),
    form: &Form,
    to: Wish,
    word: &str,
) -> Answer {
    let place = ids(place);
    let patch = Patch {
        status: Some(to),
        ..Patch::default()
    };
    let outcome = change(visit, place, form, patch).await;
    settle(visit, place, outcome, word, Typed::default()).await
}

/// Keeps users out.
pub async fn suspend(visit: Visit, Path(place): Place, form: Form) -> Answer {
    wish(&visit, &place, &form, Wish::Suspended, "suspended").await
}

/// Lets users in again.
pub async fn reactivate(visit: Visit, Path(place): Place, form: Form) -> Answer {
    wish(&visit, &place, &form, Wish::Active, "active").await
}

/// Ends it, when its name was typed.
pub async fn cancel(visit: Visit, Path(place): Place, form: Form) -> Answer {
    let (customer, id) = ids(&place);
    let view = subscriptions::get(visit.app(), &visit.request, customer, id).await?;
    let asked = super::name(&visit, &view.row);
    if search_key(form.get("confirm")) == search_key(&asked) {
        return wish(&visit, &place, &form, Wish::Ended, "cancelled").await;
    }
    let typed = Typed {
        confirm: form.get("confirm").to_owned(),
        problems: vec![FieldProblem::plain("confirm", "name-not-typed")],
        ..Typed::default()
    };
    page(&visit, (customer, id), typed).await
}

/// Whether its term begins anew.
pub async fn renewal(visit: Visit, Path(place): Place, form: Form) -> Answer {
    let place = ids(&place);
    let patch = Patch {
        auto_renew: Some(form.get("auto_renew") == "yes"),
        ..Patch::default()
    };
    let outcome = change(&visit, place, &form, patch).await;
    settle(&visit, place, outcome, "renewal", Typed::default()).await
}

/// Orders an add-on for it.
pub async fn add_on(visit: Visit, Path(place): Place, form: Form) -> Answer {
    let place = ids(&place);
    let (customer, id) = place;
    let offer = Uuid::parse_str(form.get("offer")).unwrap_or_default();
    let text = form.get("units").trim().to_owned();
    let typed = Typed {
        units: Some((offer, text.clone())),
        ..Typed::default()
    };
    let Ok(quantity) = text.parse() else {
        let problem = FieldProblem::plain("units", "number-format");
        let outcome: Result<(), _> = Err(Failure::Invalid(vec![problem]));
        return settle(&visit, place, outcome, "add-on", typed).await;
    };
    let line = Line {
        number: 0,
        offer,
        quantity,
        friendly_name: String::new(),
        cycle: None,
        base: Some(Base::Subscription(id.0)),
    };
    let new = NewOrder {
        cycle: None,
        lines: vec![line],
    };
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let key = form.key().to_owned();
    let outcome = blocking(move || orders::place(&app, &request, customer, &new, &key)).await;
    settle(&visit, place, outcome, "add-on", typed).await
}

/// Moves it to another offer.
pub async fn upgrade(visit: Visit, Path(place): Place, form: Form) -> Answer {
    let place = ids(&place);
    let (customer, id) = place;
    let target = Uuid::parse_str(form.get("offer")).unwrap_or_default();
    let (app, request) = (visit.app(), &visit.request);
    match subscriptions::upgrade(app, request, customer, id, target, form.key()).await {
        Ok(new) => {
            settle(
                &visit,
                (customer, new),
                Ok(()),
                "upgraded",
                Typed::default(),
            )
            .await
        }
        Err(failure) => {
            let outcome: Result<(), _> = Err(failure);
            settle(&visit, place, outcome, "upgraded", Typed::default()).await
        }
    }
}

/// Turns a trial into a subscription.
pub async fn convert(visit: Visit, Path(place): Place, form: Form) -> Answer {
    let place = ids(&place);
    let (customer, id) = place;
    let target = Uuid::parse_str(form.get("offer")).unwrap_or_default();
    let text = form.get("units").trim().to_owned();
    let typed = Typed {
        units: Some((target, text.clone())),
        ..Typed::default()
    };
    let outcome = match text.parse() {
        Ok(units) => {
            let (app, request, key) = (visit.app(), &visit.request, form.key());
            subscriptions::convert(app, request, customer, id, target, Some(units), None, key).await
        }
        Err(_) => {
            let problem = FieldProblem::plain("units", "number-format");
            Err(Failure::Invalid(vec![problem]))
        }
    };
    settle(&visit, place, outcome, "converted", typed).await
}
