//! "Can't access your account?": the name, two proofs, a new password.

use super::super::http::visit::RECOVERY;
use crate::http::{Answer, Form, Trouble, Visit, blocking, bot, fields, frame, go};
use crate::ui::{Banner, Choice, Chrome, ErrorSummary, Field, Surface, Text, Tone, respond};
use app::Failure;
use app::identity::recovery::{self, Standing};
use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::Response;
use domain::effects::TelephoneMethod;
use domain::enrolment::form::FieldProblem;
use domain::identity::recovery::{NEEDED, SECONDS, Way};

#[derive(Template)]
#[template(path = "pages/identity/recover.html")]
struct Begin<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    refused: Option<Banner>,
    name: Field,
    bot: String,
}

#[derive(Template)]
#[template(path = "pages/identity/recover_prove.html")]
struct Prove<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    refused: Option<Banner>,
    until: String,
    ways: Vec<WayCard>,
    enough: bool,
    request_id: String,
}

/// One way to prove oneself.
struct WayCard {
    way: &'static str,
    title: Text,
    lead: Text,
    proved: bool,
    /// Set where a code can be sent.
    send: Option<Text>,
    /// Text message or call.
    method: Option<Field>,
    /// Set where a code can be entered.
    code: Option<Field>,
}

#[derive(Template)]
#[template(path = "pages/identity/recover_password.html")]
struct NewPassword<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    inputs: Vec<Field>,
    request_id: String,
}

fn status(refused: bool, problems: &[FieldProblem]) -> StatusCode {
    match (refused, problems.is_empty()) {
        (true, _) => StatusCode::TOO_MANY_REQUESTS,
        (false, true) => StatusCode::OK,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

fn refusal(visit: &Visit, failure: Failure) -> Result<Banner, Trouble> {
    match failure {
        Failure::TooMany { code, until } => {
            let t = visit.t();
            let banner = Banner::new(Tone::Bad, t.get(format!("toomany-{code}")));
            Ok(match until {
                Some(until) => {
                    banner.text(t.format("locked-until", &[("until", &visit.clock(until))]))
                }
                None => banner,
            })
        }
        failure => Err(failure.into()),
    }
}

fn begin_page(
    visit: &Visit,
    name: &str,
    problems: &[FieldProblem],
    refused: Option<Banner>,
) -> Response {
    let t = visit.t();
    let mut chrome = frame::chrome(visit, Surface::Public, t.get("recover-title"));
    chrome.sign_in = false;
    let name = Field::text("sign_in_name", t.get("field-sign_in_name"))
        .hint(t.get("hint-sign_in_name"))
        .value(name)
        .autocomplete("username")
        .error(fields::problem_at(visit, problems, "sign_in_name"))
        .required();
    let errors = ErrorSummary::of(t, [&name]);
    chrome.invalid = errors.is_some();
    let status = status(refused.is_some(), problems);
    let bot = bot::mark(visit);
    respond(
        status,
        &Begin {
            chrome: &chrome,
            errors,
            refused,
            name,
            bot,
        },
    )
}

/// Asks for the name.
pub async fn show(visit: Visit) -> Answer {
    Ok(begin_page(&visit, "", &[], None))
}

/// Begins, for a name anybody may have.
pub async fn begin(visit: Visit, form: Form) -> Answer {
    let name = form.get("sign_in_name").to_owned();
    if let Err(problem) = bot::check(&visit, &form) {
        let problems = [FieldProblem::new("sign_in_name", problem)];
        return Ok(begin_page(&visit, &name, &problems, None));
    }
    let (app, request, typed) = (visit.app().clone(), visit.request.clone(), name.clone());
    match blocking(move || recovery::begin(&app, &request, &typed)).await {
        Ok(begun) => {
            let mut response = go("/signin/recover/prove");
            response.headers_mut().append(
                header::SET_COOKIE,
                visit.cookie(RECOVERY, &begun.token, Some(SECONDS)),
            );
            Ok(response)
        }
        Err(Failure::Invalid(problems)) => Ok(begin_page(&visit, &name, &problems, None)),
        Err(failure) => {
            let refused = refusal(&visit, failure)?;
            Ok(begin_page(&visit, &name, &[], Some(refused)))
        }
    }
}

/// The procedure of the visitor's cookie; without one there is nothing to go on with.
fn token(visit: &Visit) -> Result<String, Trouble> {
    match &visit.recovery {
        Some(token) => Ok(token.clone()),
        None => Err(Failure::conflict("recovery-over").into()),
    }
}

fn cards(visit: &Visit, standing: &Standing, problems: &[FieldProblem]) -> Vec<WayCard> {
    let t = visit.t();
    let card = |way: &Way| {
        let name = way.text();
        let proved = standing.proofs.has(*way);
        let sent = match way {
            Way::Email => standing.email_sent,
            Way::Phone => standing.phone_sent,
            Way::Authenticator => true,
        };
        let again = if sent {
            "recover-send-again"
        } else {
            "recover-send"
        };
        let label = match way {
            Way::Authenticator => "field-authenticator",
            _ => "field-code",
        };
        let code = Field::code(name, t.get(label))
            .hint(t.get(format!("recover-{name}-hint")))
            .error(fields::problem_at(visit, problems, name))
            .required();
        // A recovery code is longer than six digits.
        let code = match way {
            Way::Authenticator => code.maxlength(30).inputmode("text"),
            _ => code,
        };
        let method = Field::radio(
            "method",
            t.get("field-method"),
            vec![
                Choice::new("sms", t.get("method-sms")).selected(true),
                Choice::new("voice", t.get("method-voice")),
            ],
        );
        WayCard {
            way: name,
            title: t.get(format!("recover-{name}")),
            lead: t.get(format!("recover-{name}-lead")),
            proved,
            send: (*way != Way::Authenticator).then(|| t.get(again)),
            method: (*way == Way::Phone).then_some(method),
            code: (sent || problems.iter().any(|p| p.field == name)).then_some(code),
        }
    };
    Way::ALL.iter().map(card).collect()
}

async fn prove_page(visit: &Visit, problems: &[FieldProblem], refused: Option<Banner>) -> Answer {
    let standing = recovery::standing(visit.app(), &token(visit)?).await?;
    let t = visit.t();
    let mut chrome = frame::chrome(visit, Surface::Public, t.get("recover-prove-title"));
    chrome.sign_in = false;
    let ways = cards(visit, &standing, problems);
    let errors = ErrorSummary::of(t, ways.iter().filter_map(|way| way.code.as_ref()));
    chrome.invalid = errors.is_some();
    let status = status(refused.is_some(), problems);
    let count = standing.proofs.count().min(NEEDED).to_string();
    let facts = [
        ("count", count.as_str()),
        ("until", &visit.clock(standing.until)),
    ];
    let page = Prove {
        errors,
        refused,
        until: t.format("recover-progress", &facts),
        enough: standing.proofs.suffice(),
        ways,
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    Ok(respond(status, &page))
}

/// The three ways, and what was proved so far.
pub async fn prove(visit: Visit) -> Answer {
    prove_page(&visit, &[], None).await
}

/// Sends a code by mail or to the phone.
pub async fn send(visit: Visit, form: Form) -> Answer {
    let token = token(&visit)?;
    let way = Way::from_text(form.get("way")).ok_or(Failure::NotFound)?;
    let method = match form.get("method") {
        "voice" => TelephoneMethod::Voice,
        _ => TelephoneMethod::Sms,
    };
    let (app, request) = (visit.app().clone(), visit.request.clone());
    match blocking(move || recovery::send(&app, &request, &token, way, method)).await {
        Ok(()) => Ok(go(&format!("/signin/recover/prove#{}", way.text()))),
        Err(failure) => {
            let refused = refusal(&visit, failure)?;
            prove_page(&visit, &[], Some(refused)).await
        }
    }
}

/// Takes a code.
pub async fn verify(visit: Visit, form: Form) -> Answer {
    let token = token(&visit)?;
    let way = Way::from_text(form.get("way")).ok_or(Failure::NotFound)?;
    let typed = form.get(way.text()).to_owned();
    let (app, request) = (visit.app().clone(), visit.request.clone());
    match blocking(move || recovery::enter(&app, &request, &token, way, &typed)).await {
        Ok(()) => Ok(go("/signin/recover/prove")),
        Err(Failure::Invalid(problems)) => prove_page(&visit, &problems, None).await,
        Err(failure) => Err(failure.into()),
    }
}

fn password_page(visit: &Visit, problems: &[FieldProblem]) -> Response {
    let t = visit.t();
    let mut chrome = frame::chrome(visit, Surface::Public, t.get("recover-password-title"));
    chrome.sign_in = false;
    let field = |name: &'static str, label: &str| {
        Field::password(name, t.get(label))
            .autocomplete("new-password")
            .error(fields::problem_at(visit, problems, name))
            .required()
    };
    let inputs = vec![
        field("password", "change-new").hint(t.get("change-rules")),
        field("repeated", "field-repeated"),
    ];
    let errors = ErrorSummary::of(t, &inputs);
    chrome.invalid = errors.is_some();
    let page = NewPassword {
        chrome: &chrome,
        errors,
        inputs,
        request_id: visit.fresh_key(),
    };
    respond(status(false, problems), &page)
}

/// Asks for the new password once enough is proved.
pub async fn password(visit: Visit) -> Answer {
    let standing = recovery::standing(visit.app(), &token(&visit)?).await?;
    if standing.proofs.suffice() {
        Ok(password_page(&visit, &[]))
    } else {
        Ok(go("/signin/recover/prove"))
    }
}

/// Replaces the password.
pub async fn set_password(visit: Visit, form: Form) -> Answer {
    let token = token(&visit)?;
    let (app, request) = (visit.app().clone(), visit.request.clone());
    let value = |name: &str| form.get(name).to_owned();
    let (new, repeated) = (value("password"), value("repeated"));
    match blocking(move || recovery::set_password(&app, &request, &token, &new, &repeated)).await {
        Ok(()) => Ok(over(&visit, "password")),
        Err(Failure::Invalid(problems)) => Ok(password_page(&visit, &problems)),
        Err(failure) => Err(failure.into()),
    }
}

/// "I know my password": takes the lock away.
pub async fn unlock(visit: Visit, _form: Form) -> Answer {
    let token = token(&visit)?;
    let (app, request) = (visit.app().clone(), visit.request.clone());
    blocking(move || recovery::unlock(&app, &request, &token)).await?;
    Ok(over(&visit, "unlocked"))
}

fn over(visit: &Visit, what: &str) -> Response {
    let mut response = go(&format!("/signin?recovered={what}"));
    response
        .headers_mut()
        .append(header::SET_COOKIE, visit.cookie(RECOVERY, "", Some(0)));
    response
}
