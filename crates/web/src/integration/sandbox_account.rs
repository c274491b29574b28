//! The integration sandbox account: making it, its first password shown once, another one while nobody
//! has signed in.

use crate::http::{Answer, Form, Visit, address, blocking, fields, frame, go};
use crate::ui::{Chrome, ErrorSummary, Field, Pair, format, respond};
use app::Failure;
use app::accounts::users;
use app::sandbox::account::{self, Shown, Standing};
use askama::Template;
use axum::http::StatusCode;
use domain::enrolment::form::{Answers, FieldProblem};
use domain::sandbox::account::{FIELDS, prefixes};

/// Where the account is shown.
const HOME: &str = "/account/sandbox";

/// The account on the page of the sandbox.
pub(super) struct View {
    /// What is known of it; empty while there is none.
    pub(super) facts: Vec<Pair>,
    /// Whether one can be made now.
    pub(super) can_make: bool,
    /// Whether nobody has signed in yet: another password can be had.
    pub(super) waits: bool,
    /// Whether this is one.
    pub(super) inside: bool,
    /// Three lines about its bounds.
    pub(super) limits: Vec<Pair>,
    pub(super) request_id: String,
}

/// The bounds of a sandbox; with the number of customers it holds.
fn limits(visit: &Visit, customers: Option<u32>) -> Vec<Pair> {
    let (t, limit) = (visit.t(), &visit.app().programme.sandbox);
    let number = |n: u32| format::number(i64::from(n));
    let room = number(limit.customers);
    let customers = match customers {
        Some(held) => t.format(
            "sandbox-account-held",
            &[("held", &number(held)), ("room", &room)],
        ),
        None => room,
    };
    vec![
        Pair::new(t.get("sandbox-account-customers"), customers),
        Pair::new(
            t.get("sandbox-account-subscriptions"),
            number(limit.subscriptions_per_customer),
        ),
        Pair::new(
            t.get("sandbox-account-seats"),
            number(limit.seats_per_subscription),
        ),
    ]
}

/// How the visitor's company stands with its sandbox account.
pub(super) async fn view(visit: &Visit) -> Result<View, Failure> {
    let standing = account::standing(visit.app(), &visit.request).await?;
    let t = visit.t();
    let told = |at| {
        let zone = visit.app().programme.time_zone();
        format::datetime(t, visit.timestamp(at), zone)
    };
    let mut view = View {
        facts: Vec::new(),
        can_make: matches!(standing, Standing::None),
        waits: false,
        inside: false,
        limits: limits(visit, None),
        request_id: visit.fresh_key(),
    };
    match standing {
        Standing::None | Standing::NotYet => {}
        Standing::Inside { customers } => {
            view.inside = true;
            view.limits = limits(visit, Some(customers));
        }
        Standing::Made { account, waits } => {
            let state = match waits {
                Some(until) => t.format("sandbox-account-waits", &[("until", &told(until))]),
                None => t.get("sandbox-account-in-use").into_owned(),
            };
            view.waits = waits.is_some();
            view.facts = vec![
                Pair::new(t.get("sandbox-account-state"), state),
                Pair::new(t.get("sandbox-account-domain"), account.domain).copy(),
                Pair::new(t.get("sandbox-account-admin"), account.admin).copy(),
                Pair::new(t.get("sandbox-account-id"), account.tenant_id.to_string()).copy(),
                Pair::new(t.get("sandbox-account-made"), told(account.created_at)),
                Pair::new(t.get("sandbox-account-by"), account.created_by),
            ];
        }
    }
    Ok(view)
}

#[derive(Template)]
#[template(path = "pages/integration/sandbox_new.html")]
struct New<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    person: Vec<Field>,
    sign_in: Vec<Field>,
    understood: Vec<Field>,
    limits: Vec<Pair>,
    request_id: String,
}

fn below(visit: &Visit, title: &str) -> Chrome {
    let t = visit.t();
    frame::portal(visit, t.get(title))
        .crumb("/account/apps", t.get("nav-apps"))
        .crumb(HOME, t.get("nav-sandbox"))
        .crumb("", t.get(title))
}

fn page(visit: &Visit, key: String, typed: &Answers, problems: &[FieldProblem]) -> Answer {
    let t = visit.t();
    let mut chrome = below(visit, "sandbox-account-new");
    let section = |name: &'static str| {
        let specs = FIELDS.iter().filter(move |field| field.section == name);
        fields::fields(visit, specs, typed, problems, &[])
    };
    let own = visit.request.caller.person().map(|p| &p.sign_in_name);
    let domain = own.and_then(|name| name.split_once('@')).map(|(_, d)| d);
    let prefix = domain.and_then(|domain| domain.split('.').next());
    let suffix = &visit.app().programme.domain_suffix;
    let sandbox = prefix.and_then(|prefix| prefixes(prefix).next());
    let mut sign_in = section("sign-in");
    if let (Some(prefix), Some(name)) = (sandbox, sign_in.first().cloned()) {
        sign_in[0] = name.suffix(format!("@{prefix}.{suffix}"));
    }
    let (person, understood) = (section("person"), section("confirm"));
    let all = person.iter().chain(&sign_in).chain(&understood);
    let errors = ErrorSummary::of(t, all);
    chrome.invalid = errors.is_some();
    let page = New {
        chrome: &chrome,
        errors,
        person,
        sign_in,
        understood,
        limits: limits(visit, None),
        request_id: key,
    };
    Ok(respond(fields::status(problems), &page))
}

/// What the form begins with: the visitor.
async fn blank(visit: &Visit) -> Result<Answers, Failure> {
    let mut typed = Answers::new();
    if let Some(person) = visit.request.caller.person() {
        let own = users::get(visit.app(), &visit.request, person.account).await?;
        let local = own.sign_in_name.split('@').next().unwrap_or_default();
        for (field, value) in [
            ("family_name", own.family_name.as_str()),
            ("given_name", &own.given_name),
            ("user_name", local),
            ("contact_email", &own.contact_email),
        ] {
            typed.insert(field.to_owned(), value.to_owned());
        }
    }
    Ok(typed)
}

/// The form; where there is a sandbox account, or cannot be one, the page that says so.
pub async fn show(visit: Visit) -> Answer {
    match account::standing(visit.app(), &visit.request).await? {
        Standing::None => {
            let typed = blank(&visit).await?;
            page(&visit, visit.fresh_key(), &typed, &[])
        }
        _ => Ok(go(HOME)),
    }
}

/// Makes the account.
pub async fn make(visit: Visit, form: Form) -> Answer {
    let mut typed = form.answers();
    typed.retain(|name, _| FIELDS.iter().any(|field| field.name == name));
    let repeated = form.repeated(FIELDS);
    if !repeated.is_empty() {
        return page(&visit, visit.fresh_key(), &typed, &repeated);
    }
    let cookie = visit.session().ok_or(Failure::SignInFirst)?;
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let (key, sent) = (form.key().to_owned(), typed.clone());
    match blocking(move || account::create(&app, &request, &sent, &cookie, &key)).await {
        Ok(()) => Ok(go("/account/sandbox/done")),
        // The key stays: nothing was decided under it.
        Err(Failure::Invalid(problems)) => page(&visit, form.key().to_owned(), &typed, &problems),
        Err(failure) => Err(failure.into()),
    }
}

/// Another first password.
pub async fn renew(visit: Visit, form: Form) -> Answer {
    let cookie = visit.session().ok_or(Failure::SignInFirst)?;
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let key = form.key().to_owned();
    blocking(move || account::renew(&app, &request, &cookie, &key)).await?;
    Ok(go("/account/sandbox/done"))
}

#[derive(Template)]
#[template(path = "pages/integration/sandbox_done.html")]
struct Done<'a> {
    chrome: &'a Chrome,
    sign_in_name: &'a str,
    password: &'a str,
    portal: &'a str,
    /// The same facts as a text file, as a `data:` address; only with the password.
    file: String,
    lead: String,
}

/// The first look shows the password, every later one says what to do without it.
pub async fn done(visit: Visit) -> Answer {
    let cookie = visit.session().ok_or(Failure::SignInFirst)?;
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let shown = blocking(move || account::reveal(&app, &request, &cookie)).await?;
    let Shown { account, password } = &shown;
    let t = visit.t();
    let password = password.as_ref().map_or("", |password| password.as_str());
    let portal = visit.app().public_url.as_str();
    let file = format!(
        "data:text/plain;charset=utf-8,{}",
        address::encoded(&format!(
            "{}: {}\r\n{}: {password}\r\n{}: {portal}/signin\r\n",
            t.get("done-sign-in-name"),
            account.admin,
            t.get("done-password"),
            t.get("done-portal"),
        ))
    );
    let days = visit.app().programme.registration.temporary_password_days;
    let lead = t.format("sandbox-account-done-lead", &[("days", &days.to_string())]);
    let chrome = below(&visit, "sandbox-account-done");
    let page = Done {
        chrome: &chrome,
        sign_in_name: &account.admin,
        password,
        portal,
        file,
        lead,
    };
    Ok(respond(StatusCode::OK, &page))
}
