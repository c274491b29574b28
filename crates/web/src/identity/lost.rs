//! Everything lost: the request, the link that stops it, and the link that ends it.

use super::super::http::address::encoded;
use crate::http::{Answer, Form, Query, Trouble, Visit, blocking, bot, fields, frame, go};
use crate::ui::{
    Banner, Choice, Chrome, ErrorSummary, Field, Pair, Surface, Text, Tone, format, respond,
};
use app::Failure;
use app::identity::lost::papers::File;
use app::identity::lost::{finish, stop, submit};
use askama::Template;
use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use domain::effects::Instant;
use domain::enrolment::form::FieldProblem;
use domain::identity::lost::{State, Typed, is_reference};
use std::collections::BTreeMap;

/// What files may be sent, for the browser's own choice.
const ACCEPT: &str = ".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png";

type Part = Result<Path<String>, PathRejection>;
type Parameters = Query<BTreeMap<String, String>>;

fn part(part: Part) -> Result<String, Trouble> {
    part.map(|Path(text)| text)
        .map_err(|_| Failure::NotFound.into())
}

fn public(visit: &Visit, title: Text) -> Chrome {
    let mut chrome = frame::chrome(visit, Surface::Public, title);
    chrome.sign_in = false;
    chrome
}

fn moment(visit: &Visit, at: Instant) -> String {
    let zone = visit.app().programme.time_zone();
    format::datetime(visit.t(), visit.timestamp(at), zone)
}

/// The address is the key; no page it leads to may learn it.
fn without_referrer(mut response: Response) -> Response {
    response.headers_mut().insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
    response
}

#[derive(Template)]
#[template(path = "pages/identity/lost.html")]
struct Ask<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    refused: Option<Banner>,
    who: Vec<Field>,
    reach: Vec<Field>,
    papers: Vec<Field>,
    bot: String,
    request_id: String,
}

fn typed(form: &Form) -> Typed {
    let value = |name: &str| form.get(name).to_owned();
    Typed {
        sign_in_name: value("sign_in_name"),
        full_name: value("full_name"),
        company_name: value("company_name"),
        new_email: value("new_email"),
        new_mobile: value("new_mobile"),
        reason: value("reason"),
    }
}

fn ask_page(
    visit: &Visit,
    typed: &Typed,
    problems: &[FieldProblem],
    refused: Option<Banner>,
) -> Response {
    let t = visit.t();
    let mut chrome = public(visit, t.get("lost-title"));
    let dressed = |field: Field, name: &str, value: &str| {
        field
            .value(value)
            .error(fields::problem_at(visit, problems, name))
            .required()
    };
    let who = vec![
        dressed(
            Field::text("sign_in_name", t.get("field-sign_in_name"))
                .hint(t.get("hint-sign_in_name"))
                .autocomplete("username"),
            "sign_in_name",
            &typed.sign_in_name,
        ),
        dressed(
            Field::text("full_name", t.get("lost-full-name")).autocomplete("name"),
            "full_name",
            &typed.full_name,
        ),
        dressed(
            Field::text("company_name", t.get("lost-company"))
                .hint(t.get("lost-company-hint"))
                .autocomplete("organization")
                .wide(),
            "company_name",
            &typed.company_name,
        ),
    ];
    let reach = vec![
        dressed(
            Field::email("new_email", t.get("lost-new-email"))
                .hint(t.get("lost-new-email-hint"))
                .autocomplete("email"),
            "new_email",
            &typed.new_email,
        ),
        dressed(
            Field::tel("new_mobile", t.get("lost-new-mobile"))
                .hint(t.get("lost-new-mobile-hint"))
                .prefix("+86")
                .autocomplete("tel-national"),
            "new_mobile",
            &typed.new_mobile,
        ),
        dressed(
            Field::textarea("reason", t.get("lost-reason"))
                .hint(t.get("lost-reason-hint"))
                .counter(1000)
                .wide(),
            "reason",
            &typed.reason,
        ),
    ];
    let papers = vec![
        Field::file("letter", t.get("lost-letter"), ACCEPT, false)
            .hint(t.get("lost-file-hint"))
            .error(fields::problem_at(visit, problems, "letter"))
            .wide()
            .required(),
        Field::file("proof", t.get("lost-proof"), ACCEPT, false)
            .hint(t.get("lost-proof-hint"))
            .error(fields::problem_at(visit, problems, "proof"))
            .wide(),
    ];
    let errors = ErrorSummary::of(t, who.iter().chain(&reach).chain(&papers));
    chrome.invalid = errors.is_some();
    let status = match (refused.is_some(), problems.is_empty()) {
        (true, _) => StatusCode::TOO_MANY_REQUESTS,
        (false, true) => StatusCode::OK,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = Ask {
        errors,
        refused,
        who,
        reach,
        papers,
        bot: bot::mark(visit),
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    respond(status, &page)
}

/// The form, with what the letter has to say.
pub async fn show(visit: Visit) -> Answer {
    Ok(ask_page(&visit, &Typed::default(), &[], None))
}

/// Takes a request, for a name anybody may have.
pub async fn ask(visit: Visit, form: Form) -> Answer {
    let typed = typed(&form);
    if let Err(problem) = bot::check(&visit, &form) {
        let problems = [FieldProblem::new("sign_in_name", problem)];
        return Ok(ask_page(&visit, &typed, &problems, None));
    }
    let (app, request, key) = (
        visit.app().clone(),
        visit.request.clone(),
        form.key().to_owned(),
    );
    let (sent, letter, proof) = (
        typed.clone(),
        form.file("letter").cloned(),
        form.file("proof").cloned(),
    );
    let taken = blocking(move || {
        let [letter, proof] = [&letter, &proof].map(|file| {
            file.as_ref().map(|file| File {
                name: &file.name,
                bytes: &file.bytes,
            })
        });
        submit::submit(&app, &request, &sent, letter, proof, &key)
    });
    match taken.await {
        Ok(reference) => Ok(go(&format!("/signin/lost/received?reference={reference}"))),
        Err(Failure::Invalid(problems)) => Ok(ask_page(&visit, &typed, &problems, None)),
        Err(Failure::TooMany { code, .. }) => {
            let t = visit.t();
            let banner = Banner::new(Tone::Bad, t.get(format!("toomany-{code}")));
            Ok(ask_page(&visit, &typed, &[], Some(banner)))
        }
        Err(failure) => Err(failure.into()),
    }
}

#[derive(Template)]
#[template(path = "pages/identity/lost_word.html")]
struct Word<'a> {
    chrome: &'a Chrome,
    lead: Text,
    banner: Option<Banner>,
    facts: Vec<Pair>,
    /// What comes next, one after the other.
    steps: Vec<Text>,
    /// Where the one button sends to, and what it says.
    action: Option<(String, Text)>,
    /// A way on.
    onward: Option<(&'static str, Text)>,
    request_id: String,
}

/// What happens now; the same whoever has the name.
pub async fn received(visit: Visit, parameters: Parameters) -> Answer {
    let t = visit.t();
    let reference = parameters.0.get("reference").map_or("", String::as_str);
    let mut chrome = public(&visit, t.get("lost-received-title"));
    let known = is_reference(reference);
    if known {
        chrome = chrome.reference(reference.to_owned());
    }
    let facts = if known {
        vec![Pair::new(t.get("lost-reference"), reference.to_owned()).copy()]
    } else {
        Vec::new()
    };
    let page = Word {
        lead: t.get("lost-received-lead"),
        banner: None,
        facts,
        steps: (1..=4).map(|n| t.get(format!("lost-next-{n}"))).collect(),
        action: None,
        onward: Some(("/signin", t.get("action-sign-in"))),
        request_id: String::new(),
        chrome: &chrome,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// A link that leads nowhere.
fn unknown(visit: &Visit) -> Response {
    let t = visit.t();
    let chrome = public(visit, t.get("lost-link-unknown"));
    let page = Word {
        lead: t.get("lost-link-unknown-text"),
        banner: None,
        facts: Vec::new(),
        steps: Vec::new(),
        action: None,
        onward: Some(("/signin", t.get("action-sign-in"))),
        request_id: String::new(),
        chrome: &chrome,
    };
    without_referrer(respond(StatusCode::NOT_FOUND, &page))
}

/// What the request is about, and the button that stops it. Opening changes nothing, because mail
/// scanners open links too.
pub async fn stop_form(visit: Visit, token: Part) -> Answer {
    let token = part(token)?;
    let (row, state) = match stop::view(visit.app(), &token).await {
        Ok(found) => found,
        Err(Failure::NotFound) => return Ok(unknown(&visit)),
        Err(failure) => return Err(failure.into()),
    };
    let t = visit.t();
    let chrome = public(&visit, t.get("lost-stop-title")).reference(row.reference.clone());
    let banner = match state {
        State::Cancelled => {
            Some(Banner::new(Tone::Ok, t.get("lost-stopped")).text(t.get("lost-stopped-text")))
        }
        State::Done => Some(
            Banner::new(Tone::Bad, t.get("lost-too-late"))
                .text(t.get("lost-too-late-text"))
                .action("/signin/recover", t.get("signin-recover")),
        ),
        state if !state.is_open() => Some(Banner::new(Tone::Info, t.get("lost-over"))),
        _ => None,
    };
    let page = Word {
        lead: t.get("lost-stop-lead"),
        facts: vec![
            Pair::new(t.get("field-sign_in_name"), row.sign_in_name),
            Pair::new(t.get("lost-reference"), row.reference).copy(),
            Pair::new(t.get("lost-received-at"), moment(&visit, row.received_at)),
        ],
        steps: Vec::new(),
        action: state.is_open().then(|| {
            let action = format!("/signin/lost/stop/{}", encoded(&token));
            (action, t.get("lost-stop-button"))
        }),
        onward: Some(("/signin", t.get("action-sign-in"))),
        banner,
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    Ok(without_referrer(respond(StatusCode::OK, &page)))
}

/// Stops it.
pub async fn stop_it(visit: Visit, token: Part, _form: Form) -> Answer {
    let token = part(token)?;
    let (app, request, link) = (visit.app().clone(), visit.request.clone(), token.clone());
    match blocking(move || stop::stop(&app, &request, &link)).await {
        Err(Failure::NotFound) => Ok(unknown(&visit)),
        // Over already: the page says how.
        Ok(()) | Err(Failure::Conflict(_)) => {
            Ok(go(&format!("/signin/lost/stop/{}", encoded(&token))))
        }
        Err(failure) => Err(failure.into()),
    }
}

#[derive(Template)]
#[template(path = "pages/identity/lost_finish.html")]
struct Finish<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    refused: Option<Banner>,
    lead: String,
    until: String,
    token: String,
    method: Field,
    send: Text,
    code: Option<Field>,
    request_id: String,
}

async fn finish_page(
    visit: &Visit,
    token: &str,
    problems: &[FieldProblem],
    refused: Option<Banner>,
) -> Answer {
    let view = match finish::view(visit.app(), token).await {
        Ok(view) => view,
        Err(Failure::NotFound) => return Ok(unknown(visit)),
        Err(failure) => return Err(failure.into()),
    };
    let t = visit.t();
    let mut chrome = public(visit, t.get("lost-finish-title"));
    if view.state != State::Ready {
        let (status, banner) = if view.state == State::Done {
            let banner = Banner::new(Tone::Ok, t.get("lost-done"))
                .text(t.get("lost-done-text"))
                .action("/signin/recover", t.get("lost-done-recover"));
            (StatusCode::OK, banner)
        } else {
            let banner = Banner::new(Tone::Warn, t.get("lost-over-link"))
                .text(t.get("lost-over-link-text"))
                .action("/signin/lost", t.get("lost-again"));
            (StatusCode::GONE, banner)
        };
        let page = Word {
            lead: Text::default(),
            banner: Some(banner),
            facts: Vec::new(),
            steps: Vec::new(),
            action: None,
            onward: Some(("/signin", t.get("action-sign-in"))),
            request_id: String::new(),
            chrome: &chrome,
        };
        return Ok(without_referrer(respond(status, &page)));
    }
    let code = (view.sent || !problems.is_empty()).then(|| {
        Field::code("code", t.get("field-code"))
            .hint(t.get("recover-phone-hint"))
            .error(fields::problem_at(visit, problems, "code"))
            .required()
    });
    let errors = ErrorSummary::of(t, code.iter());
    chrome.invalid = errors.is_some();
    let status = match (refused.is_some(), problems.is_empty()) {
        (true, _) => StatusCode::TOO_MANY_REQUESTS,
        (false, true) => StatusCode::OK,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let facts = [
        ("name", view.sign_in_name.as_str()),
        ("number", view.mobile.as_str()),
    ];
    let until = view.until.map_or_else(String::new, |at| moment(visit, at));
    let again = if view.sent {
        "recover-send-again"
    } else {
        "recover-send"
    };
    let page = Finish {
        errors,
        refused,
        lead: t.format("lost-finish-lead", &facts),
        until: t.format("lost-finish-until", &[("until", &until)]),
        token: encoded(token),
        method: Field::radio(
            "method",
            t.get("field-method"),
            vec![
                Choice::new("sms", t.get("method-sms")).selected(true),
                Choice::new("voice", t.get("method-voice")),
            ],
        ),
        send: t.get(again),
        code,
        request_id: visit.fresh_key(),
        chrome: &chrome,
    };
    Ok(without_referrer(respond(status, &page)))
}

/// What is left to do.
pub async fn finish_form(visit: Visit, token: Part) -> Answer {
    let token = part(token)?;
    finish_page(&visit, &token, &[], None).await
}

/// The page again, with why not.
async fn not_finished(visit: &Visit, token: &str, failure: Failure) -> Answer {
    match failure {
        Failure::Invalid(problems) => finish_page(visit, token, &problems, None).await,
        Failure::TooMany { code, until } => {
            let t = visit.t();
            let banner = Banner::new(Tone::Bad, t.get(format!("toomany-{code}")));
            let banner = match until {
                Some(until) => {
                    banner.text(t.format("locked-until", &[("until", &visit.clock(until))]))
                }
                None => banner,
            };
            finish_page(visit, token, &[], Some(banner)).await
        }
        // The page says what has become of it.
        Failure::Conflict(conflict) if conflict.code == "lost-link-over" => {
            finish_page(visit, token, &[], None).await
        }
        Failure::NotFound => Ok(unknown(visit)),
        failure => Err(failure.into()),
    }
}

/// Sends a code to the new mobile.
pub async fn send(visit: Visit, token: Part, form: Form) -> Answer {
    let token = part(token)?;
    let voice = form.get("method") == "voice";
    let (app, request, link) = (visit.app().clone(), visit.request.clone(), token.clone());
    match blocking(move || finish::send(&app, &request, &link, voice)).await {
        Ok(()) => Ok(go(&format!("/signin/lost/finish/{}", encoded(&token)))),
        Err(failure) => not_finished(&visit, &token, failure).await,
    }
}

/// Takes the code.
pub async fn finish(visit: Visit, token: Part, form: Form) -> Answer {
    let token = part(token)?;
    let typed = form.get("code").to_owned();
    let (app, request, link) = (visit.app().clone(), visit.request.clone(), token.clone());
    match blocking(move || finish::complete(&app, &request, &link, &typed)).await {
        Ok(()) => Ok(go(&format!("/signin/lost/finish/{}", encoded(&token)))),
        Err(failure) => not_finished(&visit, &token, failure).await,
    }
}
