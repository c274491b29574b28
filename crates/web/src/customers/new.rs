//! `/customers/new`: one form over three pages. Every page carries what the others hold, so nothing
//! typed is lost on the way, and nothing is kept of a customer that is not made in the end.

use super::{form, obstacle, refusal};
use crate::http::{Answer, Form, Visit, address, blocking, fields, frame, go};
use crate::subscriptions::shop::{self, Bill, Shelf};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Pair, Step, respond};
use app::customers::{self, Start};
use app::{Failure, orders};
use askama::Template;
use axum::http::StatusCode;
use domain::enrolment::form::{Answers, FieldProblem};
use std::collections::BTreeMap;

/// The names of the steps on the wire; any other is the one with the subscriptions.
const ACCOUNT: &str = "account";
const REVIEW: &str = "review";
const SUBMIT: &str = "submit";

/// The steps, of which one is on the page.
pub(super) fn steps(visit: &Visit, current: usize) -> Vec<Step> {
    let t = visit.t();
    let labels = [
        "customer-step-account",
        "customer-step-products",
        "customer-step-review",
        "customer-step-done",
    ];
    crate::ui::steps(labels.map(|id| t.get(id)), current)
}

/// What was typed so far.
#[derive(Default)]
struct Typed {
    profile: Answers,
    agreed_on: String,
    wanted: BTreeMap<String, String>,
    key: String,
}

impl Typed {
    fn of(form: &Form) -> Self {
        Self {
            profile: form::typed(form, true),
            agreed_on: form.get("agreed_on").trim().to_owned(),
            wanted: shop::wanted(&form.answers()),
            key: form.key().to_owned(),
        }
    }

    /// The customer with its order, and what is no number.
    fn start(&self) -> (Start, Vec<FieldProblem>) {
        let (lines, problems) = shop::lines(&self.wanted);
        let start = Start {
            profile: self.profile.clone(),
            agreed_on: self.agreed_on.clone(),
            lines,
        };
        (start, problems)
    }

    /// What a page carries of the others.
    fn hidden(&self, profile: bool, order: bool) -> Vec<(String, String)> {
        let mut hidden = Vec::new();
        let own = |(name, value): (&String, &String)| (name.clone(), value.clone());
        if profile {
            hidden.extend(self.profile.iter().map(own));
        } else {
            // It has no field of its own.
            let culture = self.profile.get_key_value("culture");
            hidden.extend(culture.map(own));
        }
        if order {
            hidden.extend(self.wanted.iter().map(own));
            hidden.push(("agreed_on".to_owned(), self.agreed_on.clone()));
        }
        hidden
    }
}

fn chrome(visit: &Visit) -> Chrome {
    let t = visit.t();
    frame::portal(visit, t.get("customer-new"))
        .crumb("/customers", t.get("nav-customers"))
        .crumb("", t.get("customer-new"))
}

fn status(wrong: bool) -> StatusCode {
    if wrong {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    }
}

#[derive(Template)]
#[template(path = "pages/customers/new_account.html")]
struct AccountPage<'a> {
    chrome: &'a Chrome,
    steps: Vec<Step>,
    errors: Option<ErrorSummary>,
    obstacle: Option<Banner>,
    company: Vec<Field>,
    contact: Vec<Field>,
    hidden: Vec<(String, String)>,
    key: &'a str,
}

async fn account(visit: &Visit, typed: &Typed, problems: &[FieldProblem]) -> Answer {
    let shelf = orders::shelf(visit.app(), &visit.request, None).await?;
    let mut chrome = chrome(visit);
    let company = form::section(visit, "company", true, &typed.profile, problems);
    let contact = form::section(visit, "contact", true, &typed.profile, problems);
    let errors = ErrorSummary::of(chrome.t, company.iter().chain(&contact));
    chrome.invalid = errors.is_some();
    let page = AccountPage {
        steps: steps(visit, 1),
        obstacle: shelf.obstacle.map(|reason| obstacle(visit, reason, None)),
        hidden: typed.hidden(false, true),
        key: &typed.key,
        company,
        contact,
        errors,
        chrome: &chrome,
    };
    Ok(respond(status(!problems.is_empty()), &page))
}

#[derive(Template)]
#[template(path = "pages/customers/new_products.html")]
struct ProductsPage<'a> {
    chrome: &'a Chrome,
    steps: Vec<Step>,
    errors: Option<ErrorSummary>,
    agreed_on: Vec<Field>,
    shelves: Vec<Shelf>,
    hidden: Vec<(String, String)>,
    key: &'a str,
}

async fn products(
    visit: &Visit,
    typed: &Typed,
    problems: &[FieldProblem],
    mut wrong: BTreeMap<String, crate::ui::Text>,
    whole: Vec<String>,
) -> Answer {
    let shelf = orders::shelf(visit.app(), &visit.request, None).await?;
    let mut chrome = chrome(visit);
    let t = chrome.t;
    wrong.extend(shop::said(visit, problems));
    let agreed_on = Field::date("agreed_on", t.get("field-agreed_on"))
        .hint(t.get("customer-agreed-hint"))
        .value(typed.agreed_on.clone())
        .between(None, Some(visit.app().today().to_string().into()))
        .error(fields::problem_at(visit, problems, "agreed_on"));
    let agreed_on = vec![agreed_on];
    let shelves = shop::shelves(visit, &shelf, &typed.wanted, &wrong);
    let errors = shop::errors(visit, &agreed_on, &shelves, whole);
    chrome.invalid = errors.is_some();
    let page = ProductsPage {
        steps: steps(visit, 2),
        hidden: typed.hidden(true, false),
        key: &typed.key,
        agreed_on,
        shelves,
        errors,
        chrome: &chrome,
    };
    let wrong = page.errors.is_some();
    Ok(respond(status(wrong), &page))
}

#[derive(Template)]
#[template(path = "pages/customers/new_review.html")]
struct ReviewPage<'a> {
    chrome: &'a Chrome,
    steps: Vec<Step>,
    errors: Option<ErrorSummary>,
    account: Vec<Pair>,
    agreement: String,
    order: Option<Bill>,
    hidden: Vec<(String, String)>,
    key: &'a str,
}

/// The form, empty.
pub async fn show(visit: Visit) -> Answer {
    let typed = Typed {
        profile: form::blank(),
        key: visit.fresh_key(),
        ..Typed::default()
    };
    account(&visit, &typed, &[]).await
}

/// From one step to another, forwards only with what is right.
pub async fn step(visit: Visit, form: Form) -> Answer {
    let typed = Typed::of(&form);
    let repeated = form::repeated(&form, true);
    if !repeated.is_empty() {
        return account(&visit, &typed, &repeated).await;
    }
    let to = form.get("step");
    if to == ACCOUNT {
        return account(&visit, &typed, &[]).await;
    }
    let (start, unreadable) = typed.start();
    let (app, request) = (visit.app(), &visit.request);
    let mut problems = customers::check(app, request, &start).await?;
    if to == SUBMIT && !typed.key.is_empty() {
        // Of a form that was sent twice the domain is taken by its own customer: the command tells.
        problems.retain(|p| !["domain-taken", "customer-known"].contains(&p.problem.code));
    }
    let (of_order, of_account): (Vec<_>, Vec<_>) =
        problems.into_iter().partition(|p| p.field == "agreed_on");
    if !of_account.is_empty() {
        return account(&visit, &typed, &of_account).await;
    }
    if ![REVIEW, SUBMIT].contains(&to) {
        return products(&visit, &typed, &[], BTreeMap::new(), Vec::new()).await;
    }
    let mut wrong = of_order;
    wrong.extend(unreadable);
    let quote = match start.lines.is_empty() {
        true => None,
        false => Some(orders::quote(app, request, None, start.lines.clone()).await?),
    };
    let refused = quote.as_ref().map_or(&[][..], |quote| &quote.refused);
    let (at, whole) = shop::at_fields(&visit, &start.lines, refused);
    let whole: Vec<_> = whole
        .into_iter()
        .map(|reason| refusal(&visit, reason).into_owned())
        .collect();
    if !(wrong.is_empty() && at.is_empty() && whole.is_empty()) {
        return products(&visit, &typed, &wrong, at, whole).await;
    }
    let order = quote.as_ref().map(|quote| shop::bill(&visit, quote));
    if to == REVIEW {
        return review(&visit, &typed, order, Vec::new());
    }
    submit(visit, typed, start, order).await
}

fn review(visit: &Visit, typed: &Typed, order: Option<Bill>, refused: Vec<String>) -> Answer {
    let mut chrome = chrome(visit);
    let t = chrome.t;
    let none: [&Field; 0] = [];
    let errors = ErrorSummary::with(t, none, refused);
    chrome.invalid = errors.is_some();
    let mut account = form::pairs(visit, &typed.profile);
    let prefix = typed
        .profile
        .get("domain_prefix")
        .map_or("", String::as_str);
    let domain = format!("{prefix}.{}", visit.app().programme.domain_suffix);
    account.push(Pair::new(t.get("customer-domain"), domain));
    let code = if errors.is_some() {
        StatusCode::CONFLICT
    } else {
        StatusCode::OK
    };
    let agreement = if typed.agreed_on.is_empty() {
        t.get("customer-not-agreed").into_owned()
    } else {
        let day = super::day(visit, &typed.agreed_on);
        t.format("customer-agreed-on", &[("day", &day)])
    };
    let page = ReviewPage {
        steps: steps(visit, 3),
        hidden: typed.hidden(true, true),
        key: &typed.key,
        account,
        agreement,
        order,
        errors,
        chrome: &chrome,
    };
    Ok(respond(code, &page))
}

async fn submit(visit: Visit, typed: Typed, start: Start, order: Option<Bill>) -> Answer {
    let cookie = visit.session().ok_or(Failure::SignInFirst)?;
    let (app, request, key) = (
        visit.app().clone(),
        visit.request.clone(),
        typed.key.clone(),
    );
    let done = blocking(move || customers::start(&app, &request, &start, &cookie, &key)).await;
    match done {
        Ok(made) => {
            let mut question: Vec<(&str, &str)> = Vec::new();
            let refused = made.refused.first().map(|r| r.reason.text());
            if let Some(reason) = refused {
                question.push(("refused", reason));
                let wanted = typed.wanted.iter();
                question.extend(wanted.map(|(name, value)| (name.as_str(), value.as_str())));
            } else if made.order.is_some() {
                question.push(("ordered", "yes"));
            }
            let place = format!("/customers/{}/done", made.customer);
            Ok(go(&address::asking(&place, &question)))
        }
        // The key stays: nothing was decided under it.
        Err(Failure::Invalid(problems)) => account(&visit, &typed, &problems).await,
        Err(Failure::Refused(refusals)) => {
            let words = refusals.iter().map(|r| refusal(&visit, r.reason));
            let words = words.map(std::borrow::Cow::into_owned).collect();
            review(&visit, &typed, order, words)
        }
        Err(failure) => Err(failure.into()),
    }
}
