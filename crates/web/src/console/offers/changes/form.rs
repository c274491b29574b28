//! Proposing a change of an offer.

use super::href;
use crate::console::{console, id_of};
use crate::http::{Answer, Form, Visit, blocking, fields, go};
use crate::pricing::name;
use crate::ui::{Choice, Chrome, ErrorSummary, Field, respond};
use app::Failure;
use app::catalogue::changes::{self, Typed};
use app::catalogue::offers;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use domain::catalogue::changes::{DESCRIPTION, NAME};
use domain::catalogue::{Kind, Offer, Qualification};
use domain::enrolment::form::FieldProblem;
use domain::language::Language;
use domain::permission::{OperatorAction, authorise_operator};
use domain::programme::Localised;
use jiff::ToSpan;

#[derive(Template)]
#[template(path = "pages/console/offers/edit.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    texts: Vec<Field>,
    sale: Vec<Field>,
    ways: Vec<Field>,
    when: Vec<Field>,
    action: String,
    offer: String,
    request_id: String,
}

fn texts(visit: &Visit, typed: &Typed) -> Vec<Field> {
    let t = visit.t();
    let mut all = Vec::new();
    for language in Language::ALL {
        let facts = [("language", language.own_name())];
        let tag = language.tag();
        let most = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        all.push(
            Field::text(format!("name_{tag}"), t.format("offer-name-in", &facts))
                .value(typed.name.get(language))
                .maxlength(most(NAME))
                .required()
                .wide(),
        );
        let label = t.format("offer-description-in", &facts);
        all.push(
            Field::textarea(format!("description_{tag}"), label)
                .value(typed.description.get(language))
                .rows(2)
                .maxlength(most(DESCRIPTION))
                .required()
                .wide(),
        );
    }
    all
}

fn sale(visit: &Visit, offer: &Offer, typed: &Typed) -> Vec<Field> {
    let t = visit.t();
    let qualifications = Qualification::ALL.iter().map(|one| {
        let label = t.get(format!("offer-qualification-{}", one.text()));
        Choice::new(one.text(), label).selected(one.text() == typed.qualification)
    });
    let per = |value: &'static str, label: &str| {
        Choice::new(value, t.get(label)).selected(value == typed.limit_per)
    };
    let units = |field: &'static str, value: &str| {
        Field::text(field, t.get(format!("offer-fact-{field}")))
            .value(value)
            .inputmode("numeric")
            .maxlength(12)
            .required()
    };
    let mut all = vec![
        Field::date("end_of_sale", t.get("offer-fact-end_of_sale"))
            .hint(t.get("offer-end-hint"))
            .value(&*typed.end_of_sale),
        Field::select(
            "qualification",
            t.get("offer-fact-qualification"),
            qualifications.collect(),
        )
        .required(),
    ];
    if offer.is_trial() {
        return all;
    }
    all.extend([
        units("minimum", &typed.minimum),
        units("maximum", &typed.maximum),
        Field::text("limit", t.get("offer-fact-limit"))
            .hint(t.get("offer-limit-hint"))
            .value(&*typed.limit)
            .inputmode("numeric")
            .maxlength(6),
        Field::select(
            "limit_per",
            t.get("offer-limit-per"),
            vec![
                per("concurrent", "offer-limit-concurrent"),
                per("lifetime", "offer-limit-lifetime"),
            ],
        )
        .required(),
    ]);
    let cycles = ["monthly", "annual"].map(|cycle| {
        let chosen = typed.billing_cycles.iter().any(|c| c == cycle);
        Choice::new(cycle, t.get(format!("offer-cycle-{cycle}"))).selected(chosen)
    });
    let cycles = Field::ticks(
        "billing_cycles",
        t.get("offer-fact-billing_cycles"),
        cycles.into(),
    );
    all.push(cycles.required());
    all
}

/// Bases an offer can stand beside, as ticks.
fn bases(visit: &Visit, offer: &Offer, chosen: &[String]) -> Vec<Choice> {
    let catalogue = visit.app().programme.catalogue();
    let bases = catalogue.offers.iter();
    let bases = bases.filter(|one| one.kind == Kind::Base && one.id != offer.id);
    bases
        .map(|one| {
            let id = one.id.to_string();
            let selected = chosen.contains(&id);
            Choice::new(id, name(visit, one)).selected(selected)
        })
        .collect()
}

fn ways(visit: &Visit, offer: &Offer, typed: &Typed) -> Vec<Field> {
    let t = visit.t();
    match offer.kind {
        Kind::AddOn => vec![
            Field::ticks(
                "parents",
                t.get("offer-fact-parents"),
                bases(visit, offer, &typed.parents),
            )
            .required()
            .wide(),
            Field::tick("may_exceed_parent", t.get("offer-fact-may_exceed_parent"))
                .checked(typed.may_exceed_parent)
                .unmarked()
                .wide(),
        ],
        Kind::Base => vec![
            Field::ticks(
                "upgrades",
                t.get("offer-fact-upgrades"),
                bases(visit, offer, &typed.upgrades),
            )
            .unmarked()
            .wide(),
        ],
        Kind::Trial => Vec::new(),
    }
}

fn when(visit: &Visit, typed: &Typed) -> Vec<Field> {
    let t = visit.t();
    let tomorrow = tomorrow(visit).to_string();
    let days = visit.app().programme.price_list.notice_days.to_string();
    vec![
        Field::date("effective_on", t.get("offer-change-day"))
            .hint(t.format("offer-change-day-hint", &[("days", &days)]))
            .value(&*typed.effective_on)
            .between(Some(tomorrow.into()), None)
            .required(),
        Field::textarea("reason", t.get("payment-reason"))
            .hint(t.get("offer-change-reason-hint"))
            .value(&*typed.reason)
            .rows(2)
            .maxlength(500)
            .required()
            .wide(),
    ]
}

fn tomorrow(visit: &Visit) -> jiff::civil::Date {
    visit.app().today().saturating_add(1.day())
}

fn page(visit: &Visit, offer: &Offer, typed: &Typed, problems: &[FieldProblem]) -> Response {
    let t = visit.t();
    let title = t.get("offer-change-title");
    let back = format!("/ops/catalogue/offers/{}", offer.id);
    let mut chrome = console(visit, title.clone())
        .crumb("/ops", t.get("nav-queue"))
        .crumb("/ops/catalogue/offers", t.get("nav-offers"))
        .crumb(back.clone(), name(visit, offer))
        .crumb("", title);
    let of = |fields: Vec<Field>| -> Vec<Field> {
        fields
            .into_iter()
            .map(|field| {
                let problem = fields::problem_at(visit, problems, &field.name);
                field.error(problem)
            })
            .collect()
    };
    let (texts, sale, ways, when) = (
        of(texts(visit, typed)),
        of(sale(visit, offer, typed)),
        of(ways(visit, offer, typed)),
        of(when(visit, typed)),
    );
    let all = texts.iter().chain(&sale).chain(&ways).chain(&when);
    let errors = ErrorSummary::of(t, all);
    chrome.invalid = errors.is_some();
    let page = Page {
        errors,
        texts,
        sale,
        ways,
        when,
        action: format!("{back}/change"),
        offer: back,
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    respond(fields::status(problems), &page)
}

/// Who may only look is told so before anything is looked for.
fn may_change(visit: &Visit) -> Result<(), Failure> {
    authorise_operator(&visit.request.caller, OperatorAction::ManageOffers)?;
    Ok(())
}

/// The form, as the offer stands.
pub async fn edit(visit: Visit, Path(id): Path<String>) -> Answer {
    may_change(&visit)?;
    let offer = offers::view(visit.app(), &visit.request, id_of(&id))?.offer;
    let typed = Typed::of(offer, tomorrow(&visit));
    Ok(page(&visit, offer, &typed, &[]))
}

/// Proposes what was typed.
pub async fn propose(visit: Visit, Path(id): Path<String>, form: Form) -> Answer {
    may_change(&visit)?;
    let offer = offers::view(visit.app(), &visit.request, id_of(&id))?.offer;
    let of = |name: &str| form.get(name).to_owned();
    let in_languages = |name: &str| Localised {
        zh_hans: of(&format!("{name}_zh-Hans")),
        zh_hant: of(&format!("{name}_zh-Hant")),
        en: of(&format!("{name}_en")),
    };
    let as_it_is = Typed::of(offer, visit.app().today());
    let typed = Typed {
        name: in_languages("name"),
        description: in_languages("description"),
        end_of_sale: of("end_of_sale"),
        qualification: of("qualification"),
        effective_on: of("effective_on"),
        reason: of("reason"),
        parents: form.values("parents"),
        may_exceed_parent: form.get("may_exceed_parent") == "yes",
        upgrades: form.values("upgrades"),
        // The seats of a trial are the programme's.
        ..match offer.is_trial() {
            true => as_it_is,
            false => Typed {
                minimum: of("minimum"),
                maximum: of("maximum"),
                limit: of("limit"),
                limit_per: of("limit_per"),
                billing_cycles: form.values("billing_cycles"),
                ..as_it_is
            },
        }
    };
    let (app, request, id) = (visit.app().clone(), visit.request.clone(), offer.id);
    let (wanted, key) = (typed.clone(), form.key().to_owned());
    match blocking(move || changes::propose(&app, &request, id, &wanted, &key)).await {
        Ok(id) => Ok(go(&format!("{}?done=proposed", href(id)))),
        Err(Failure::Invalid(problems)) => Ok(page(&visit, offer, &typed, &problems)),
        Err(failure) => Err(failure.into()),
    }
}
