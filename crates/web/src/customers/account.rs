//! `/customers/{id}/account`: the profile, the agreement, the end of the relationship.

use super::{below_customer, form, id_of, tabs};
use crate::http::{Answer, Form, Query, Visit, blocking, fields, frame, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Pair, Tab, respond};
use app::Failure;
use app::customers::{self, Account};
use askama::Template;
use axum::extract::Path;
use domain::customers::ATTESTATION;
use domain::enrolment::form::{Answers, FieldProblem};
use domain::ids::TenantId;
use domain::permission::TenantAction;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "pages/customers/account.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    tabs: Vec<Tab>,
    errors: Option<ErrorSummary>,
    /// The customer's id. Macros have an `id` of their own.
    customer: String,
    version: i64,
    name: &'a str,
    facts: Vec<Pair>,
    profile: Vec<Pair>,
    /// The form of the profile, for those who may change it.
    edit: Option<(Vec<Field>, Vec<Field>)>,
    culture: String,
    /// What was accepted; none for those who may not see it.
    agreements: Option<Vec<Vec<Pair>>>,
    attest: Vec<Field>,
    /// The choice of tags, for those who may tag; and those it has.
    tags_form: Vec<Field>,
    tags: Vec<String>,
    /// Whether its first administrator's password can be made.
    first_password: bool,
    /// Whether the relationship may be ended; and whether it can be now.
    end: Option<bool>,
    keys: [String; 5],
}

/// What was typed into one of the forms, and what is wrong with it.
#[derive(Default)]
struct Typed {
    profile: Option<Answers>,
    word: Option<Answers>,
    tags: Option<(Vec<Uuid>, String)>,
    problems: Vec<FieldProblem>,
    version: Option<i64>,
    key: Option<String>,
}

/// The fields of the word on the agreement; their ids differ from those of the profile.
fn attest_fields(visit: &Visit, word: &Answers, problems: &[FieldProblem]) -> Vec<Field> {
    let t = visit.t();
    let specs = ATTESTATION.iter();
    specs
        .map(|spec| {
            let mut field = fields::field(visit, spec, word, problems, &[]);
            field.hint = None;
            match spec.name {
                "phone" => field.label = t.get("customer-phone"),
                "agreed_on" => {
                    let today = visit.app().today().to_string();
                    field = field.between(None, Some(today.into()));
                }
                _ => {}
            }
            field.id(format!("agreed-{}", spec.name))
        })
        .collect()
}

fn page(visit: &Visit, account: &Account, typed: &Typed, notice: Option<Banner>) -> Answer {
    let t = visit.t();
    let customer = &account.customer;
    let may = |action| frame::may(visit, action);
    let zone = visit.app().programme.time_zone();
    let stored = form::stored(customer);
    let none = Vec::new();
    let of_profile = typed.profile.as_ref().map_or(&none, |_| &typed.problems);
    let answers = typed.profile.as_ref().unwrap_or(&stored);
    let edit = may(TenantAction::EditCustomerBilling).then(|| {
        (
            form::section(visit, "company", false, answers, of_profile),
            form::section(visit, "contact", false, answers, of_profile),
        )
    });
    let attested = account
        .attestations
        .as_ref()
        .is_some_and(|all| !all.is_empty());
    let of_word = typed.word.as_ref().map_or(&none, |_| &typed.problems);
    let attest = if may(TenantAction::AttestCustomerAgreement) && !attested {
        attest_fields(visit, typed.word.as_ref().unwrap_or(&stored), of_word)
    } else {
        Vec::new()
    };
    let mut chrome = below_customer(visit, customer, t.get("customer-tab-account")).notice(notice);
    let of_tags = typed.tags.as_ref().map_or(&none, |_| &typed.problems);
    let tags_form = match may(TenantAction::EditCustomerDetails) {
        true => super::tags::choice(visit, &account.tags, typed.tags.as_ref(), of_tags),
        false => Vec::new(),
    };
    let has = account.tags.iter().filter(|(_, has)| *has);
    let tags = has.map(|(tag, _)| tag.name.clone()).collect();
    let edited = edit
        .iter()
        .flat_map(|(company, contact)| company.iter().chain(contact));
    let errors = ErrorSummary::of(t, edited.chain(&attest).chain(&tags_form));
    chrome.invalid = errors.is_some();
    let agreements = account.attestations.as_ref().map(|all| {
        let word = |a: &store::customers::Attestation| {
            let mut who = Answers::new();
            who.insert("family_name".to_owned(), a.family_name.clone());
            who.insert("given_name".to_owned(), a.given_name.clone());
            let at = crate::ui::format::moment(t, visit.timestamp(a.attested_at), zone);
            vec![
                Pair::new(t.get("customer-agreement-version"), a.template.clone()),
                Pair::new(t.get("field-agreed_on"), super::day(visit, &a.agreed_on)),
                Pair::new(
                    t.get("customer-agreement-by"),
                    format!("{} · {}", form::person(visit, &who), a.email),
                ),
                Pair::new(t.get("customer-agreement-told"), at),
            ]
        };
        all.iter().map(word).collect()
    });
    let since = crate::ui::format::datetime(t, visit.timestamp(customer.since), zone);
    let yes = if customer.delegated { "yes" } else { "no" };
    let facts = vec![
        Pair::new(t.get("customer-domain"), customer.domain.clone()).copy(),
        Pair::new(t.get("customer-id"), customer.id.to_string()).copy(),
        Pair::new(t.get("customer-since"), since),
        Pair::new(t.get("customer-delegated"), t.get(yes)),
    ];
    let code = customer.credit_code.clone().unwrap_or_default();
    let mut shown = stored.clone();
    shown.insert("credit_code".to_owned(), code);
    let key = typed.key.clone().unwrap_or_else(|| visit.fresh_key());
    let page = Page {
        tabs: tabs(visit, customer, "account"),
        customer: customer.id.to_string(),
        version: typed.version.unwrap_or(customer.version),
        name: &customer.company_name,
        facts,
        profile: form::pairs(visit, &shown),
        culture: answers.get("culture").cloned().unwrap_or_default(),
        edit,
        agreements,
        attest,
        end: may(TenantAction::EndRelationship).then_some(account.running == 0),
        keys: [
            key.clone(),
            key.clone(),
            visit.fresh_key(),
            key,
            visit.fresh_key(),
        ],
        tags_form,
        tags,
        first_password: account.without_password && may(TenantAction::CreateCustomers),
        errors,
        chrome: &chrome,
    };
    let status = fields::status(&typed.problems);
    Ok(respond(status, &page))
}

fn done(visit: &Visit, what: Option<&String>) -> Option<Banner> {
    frame::done(
        visit,
        what,
        &[
            ("edited", "customer-done-edited"),
            ("attested", "customer-done-attested"),
            ("tagged", "customer-done-tagged"),
        ],
    )
}

/// The account.
pub async fn show(
    visit: Visit,
    Path(id): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Answer {
    let account = customers::account(visit.app(), &visit.request, id_of(&id)).await?;
    let notice = done(&visit, query.get("done"));
    page(&visit, &account, &Typed::default(), notice)
}

/// Puts another profile in the place of the one that was read.
pub async fn edit(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let id = id_of(&id);
    let version = form.get("version").parse().unwrap_or(-1);
    let typed = form::typed(&form, false);
    let (app, request) = (visit.app(), &visit.request);
    let repeated = form::repeated(&form, false);
    let outcome = if repeated.is_empty() {
        customers::update_profile(app, request, id, version, &typed, form.key()).await
    } else {
        Err(Failure::Invalid(repeated))
    };
    match outcome {
        Ok(_) => Ok(go(&format!("/customers/{id}/account?done=edited"))),
        Err(Failure::Invalid(problems)) => {
            let account = customers::account(app, request, id).await?;
            let typed = Typed {
                profile: Some(typed),
                problems,
                version: Some(version),
                key: Some(form.key().to_owned()),
                ..Typed::default()
            };
            page(&visit, &account, &typed, None)
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Keeps the company's word that the customer accepted its agreement.
pub async fn attest(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let id = id_of(&id);
    let mut word = form.answers();
    word.retain(|name, _| ATTESTATION.iter().any(|f| f.name == name));
    let (app, request) = (visit.app(), &visit.request);
    match customers::attest(app, request, id, &word, form.key()).await {
        Ok(_) => Ok(go(&format!("/customers/{id}/account?done=attested"))),
        Err(Failure::Invalid(problems)) => {
            let account = customers::account(app, request, id).await?;
            let typed = Typed {
                word: Some(word),
                problems,
                key: Some(form.key().to_owned()),
                ..Typed::default()
            };
            page(&visit, &account, &typed, None)
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The page with what was chosen of tags and is wrong.
pub(super) async fn again_with_tags(
    visit: &Visit,
    id: TenantId,
    tags: (Vec<Uuid>, String),
    problems: Vec<FieldProblem>,
) -> Answer {
    let account = customers::account(visit.app(), &visit.request, id).await?;
    let typed = Typed {
        tags: Some(tags),
        problems,
        ..Typed::default()
    };
    page(visit, &account, &typed, None)
}

/// Makes the first administrator's password, which the next page shows once.
pub async fn first_password(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let id = id_of(&id);
    let cookie = visit.session().ok_or(Failure::SignInFirst)?;
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let key = form.key().to_owned();
    blocking(move || customers::first_password(&app, &request, id, &cookie, &key)).await?;
    Ok(go(&format!("/customers/{id}/done")))
}

/// Ends the relationship.
pub async fn end(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    let id = id_of(&id);
    customers::end_relationship(visit.app(), &visit.request, id, form.key()).await?;
    Ok(go("/customers?done=ended"))
}
