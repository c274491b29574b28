//! The parts of a program's page about people who sign in with it: addresses, whether it can keep a
//! key, who lets it act.

use super::apps::{id_of, page};
use crate::http::{Answer, Form, Visit, fields, go};
use crate::ui::{Field, Text};
use app::Failure;
use app::integration::{addresses, mine};
use axum::extract::Path;
use domain::enrolment::form::FieldProblem;
use domain::ids::{AccountId, ClientAppId};
use domain::integration::redirect::FIELD;
use store::client_app::ClientApp;
use uuid::Uuid;

/// What the page shows of it.
pub(super) struct Part {
    pub(super) rows: Vec<Row>,
    pub(super) field: Field,
    pub(super) public: (&'static str, Text, Text),
    pub(super) people: Vec<Person>,
    pub(super) request_id: String,
    pub(super) public_id: String,
}

pub(super) struct Row {
    pub(super) id: Uuid,
    pub(super) uri: String,
    pub(super) request_id: String,
}

pub(super) struct Person {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) sign_in_name: String,
    pub(super) given: jiff::Timestamp,
    pub(super) used: Option<jiff::Timestamp>,
    pub(super) request_id: String,
}

impl Part {
    pub(super) async fn of(
        visit: &Visit,
        app: &ClientApp,
        typed: &str,
        problems: &[FieldProblem],
    ) -> Result<Self, Failure> {
        let (t, id) = (visit.t(), ClientAppId(app.id));
        let rows = addresses::list(visit.app(), &visit.request, id).await?;
        let people = mine::people(visit.app(), &visit.request, id).await?;
        let field = Field::text(FIELD, t.get("field-redirect_uri"))
            .hint(t.get("hint-redirect_uri"))
            .value(typed)
            .autocomplete("off")
            .inputmode("url")
            .maxlength(256)
            .error(fields::problem_at(visit, problems, FIELD))
            .required();
        let (word, label, effect) = if app.is_public {
            ("no", "apps-public-off", "apps-public-is-on")
        } else {
            ("yes", "apps-public-on", "apps-public-is-off")
        };
        Ok(Self {
            rows: rows
                .into_iter()
                .map(|row| Row {
                    id: row.id,
                    uri: row.uri,
                    request_id: visit.fresh_key(),
                })
                .collect(),
            field,
            public: (
                word,
                t.get(label).into_owned().into(),
                t.get(effect).into_owned().into(),
            ),
            people: people
                .into_iter()
                .map(|row| Person {
                    id: row.account_id,
                    name: row.full_name(),
                    given: visit.timestamp(row.given_at),
                    used: row.last_used_at.map(|at| visit.timestamp(at)),
                    request_id: visit.fresh_key(),
                    sign_in_name: row.sign_in_name,
                })
                .collect(),
            request_id: visit.fresh_key(),
            public_id: visit.fresh_key(),
        })
    }
}

/// Registers an address.
pub async fn add(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (id, typed) = (id_of(&id), form.get(FIELD).to_owned());
    match addresses::add(visit.app(), &visit.request, id, &typed, form.key()).await {
        Ok(()) => Ok(go(&format!("/account/apps/{id}?done=address-added"))),
        Err(Failure::Invalid(problems)) => page(&visit, id, None, &typed, &problems).await,
        Err(failure) => Err(failure.into()),
    }
}

/// Removes an address.
pub async fn remove(
    visit: Visit,
    Path((id, address)): Path<(String, String)>,
    _form: Form,
) -> Answer {
    let (id, address) = (id_of(&id), id_of(&address).0);
    addresses::remove(visit.app(), &visit.request, id, address).await?;
    Ok(go(&format!("/account/apps/{id}?done=address-removed")))
}

/// Says whether the program runs on people's own machines.
pub async fn set_public(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let (id, version) = (id_of(&id), form.get("version").parse().unwrap_or(-1));
    let wanted = form.get("public") == "yes";
    addresses::set_public(visit.app(), &visit.request, id, version, wanted).await?;
    Ok(go(&format!("/account/apps/{id}?done=public-changed")))
}

/// Takes a colleague's leave away.
pub async fn revoke(
    visit: Visit,
    Path((id, person)): Path<(String, String)>,
    _form: Form,
) -> Answer {
    let (id, person) = (id_of(&id), AccountId(id_of(&person).0));
    mine::take_back_of(visit.app(), &visit.request, id, person).await?;
    Ok(go(&format!("/account/apps/{id}?done=leave-revoked")))
}
