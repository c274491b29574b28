//! `/{tenant}/oauth2/authorize`: a program sends a person here to be let act for them. The person
//! signs in as everywhere, is told who asks and what for, and the program is answered.

use crate::http::visit::SESSION;
use crate::http::{Answer, Form, Visit, address, blocking, failure, frame, go};
use crate::ui::{Chrome, Pair, Surface, Text, respond};
use app::Failure;
use app::identity::session::{self, signed_in};
use app::integration::authorise::{self, Asking, Back, Refused, Said, Wanted};
use app::integration::tokens::Edition;
use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::Response;
use domain::caller::{AgentSetting, Caller, Stage};
use domain::integration::redirect::place;
use store::client_app::ClientApp;

/// The first generation.
pub async fn v1(visit: Visit, Path(tenant): Path<String>, uri: Uri) -> Answer {
    ask(&visit, asking(tenant, Edition::V1, &uri)?).await
}

/// The second generation.
pub async fn v2(visit: Visit, Path(tenant): Path<String>, uri: Uri) -> Answer {
    ask(&visit, asking(tenant, Edition::V2, &uri)?).await
}

/// A name of a company as it can stand in an address.
pub(super) fn is_name(named: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.');
    !named.is_empty() && named.len() <= 253 && named.bytes().all(plain)
}

fn asking(tenant: String, edition: Edition, uri: &Uri) -> Result<Asking, Failure> {
    if !is_name(&tenant) {
        return Err(Failure::NotFound);
    }
    let fields = crate::http::form::decode(uri.query().unwrap_or_default().as_bytes());
    Ok(Asking {
        tenant,
        edition,
        // Too many parameters are none that could be read.
        fields: fields.unwrap_or_default(),
    })
}

/// The parameters as they stand in an address.
fn written(asking: &Asking) -> String {
    let pairs = asking.fields.iter();
    let pairs = pairs.map(|(name, value)| {
        let (name, value) = (address::encoded(name), address::encoded(value));
        format!("{name}={value}")
    });
    pairs.collect::<Vec<_>>().join("&")
}

fn edition_name(edition: Edition) -> &'static str {
    match edition {
        Edition::V1 => "v1",
        Edition::V2 => "v2",
    }
}

fn edition_of(name: &str) -> Option<Edition> {
    match name {
        "v1" => Some(Edition::V1),
        "v2" => Some(Edition::V2),
        _ => None,
    }
}

/// The page that leads here again after the sign-in.
fn resume_path(asking: &Asking) -> String {
    let (edition, tenant) = (edition_name(asking.edition), &asking.tenant);
    format!("/oauth2/resume/{edition}/{tenant}?{}", written(asking))
}

/// The address a program is answered at, with the answer.
fn answered(back: &Back, answer: &[(&str, &str)]) -> String {
    let mut uri = back.redirect_uri.clone();
    let mut mark = if uri.contains('?') { '&' } else { '?' };
    let rest = [("state", back.state.as_str()), ("iss", &back.issuer)];
    for (name, value) in answer.iter().chain(&rest) {
        if !value.is_empty() {
            uri.push(mark);
            uri.push_str(&format!("{name}={}", address::encoded(value)));
            mark = '&';
        }
    }
    uri
}

fn error(back: &Back, code: &str, text: &str) -> String {
    answered(back, &[("error", code), ("error_description", text)])
}

#[derive(Template)]
#[template(path = "pages/integration/leaving.html")]
struct Leaving<'a> {
    chrome: &'a Chrome,
    lead: Text,
    href: &'a str,
}

/// A page that leads on by itself. A form may not be answered with a redirect to another site: the
/// browser would hold it against the content security policy of the page the form was on.
fn leave(visit: &Visit, href: &str, lead: &str) -> Response {
    let t = visit.t();
    let chrome = frame::chrome(visit, Surface::Public, t.get("consent-leaving-title"));
    let mut response = respond(
        StatusCode::OK,
        &Leaving {
            chrome: &chrome,
            lead: t.get(lead).into_owned().into(),
            href,
        },
    );
    if let Ok(refresh) = HeaderValue::from_str(&format!("0; url={href}")) {
        response.headers_mut().insert("refresh", refresh);
    }
    response
}

#[derive(Template)]
#[template(path = "pages/integration/bad_link.html")]
struct BadLink<'a> {
    chrome: &'a Chrome,
    why: Text,
}

/// What is told to the person alone, because an address nobody has registered gets no answers.
fn bad_link(visit: &Visit, why: &str) -> Response {
    let t = visit.t();
    let chrome = frame::chrome(visit, Surface::Public, t.get("consent-bad-title"));
    let page = BadLink {
        chrome: &chrome,
        why: t.get(why).into_owned().into(),
    };
    respond(StatusCode::BAD_REQUEST, &page)
}

async fn read(visit: &Visit, asking: &Asking) -> Result<Result<Wanted, Refused>, Failure> {
    let (app, asking) = (visit.app().clone(), asking.clone());
    blocking(move || Ok(authorise::read(&app, &asking))).await
}

async fn ask(visit: &Visit, asking: Asking) -> Answer {
    let wanted = match read(visit, &asking).await? {
        Ok(wanted) => wanted,
        Err(Refused::Page(why)) => return Ok(bad_link(visit, why)),
        Err(Refused::Back(back, code, text)) => return Ok(go(&error(&back, code, text))),
        Err(Refused::Failed(failure)) => return Err(failure.into()),
    };
    let quietly = wanted.prompt.none;
    let refuse = |code| {
        Ok(go(&error(
            &wanted.back,
            code,
            "The person has to be asked.",
        )))
    };
    let stage = visit.request.caller.person().map(|person| person.stage);
    if stage != Some(Stage::Full) {
        if quietly {
            return refuse("login_required");
        }
        // Whoever signs in now need not do it twice.
        let rest = match wanted.prompt {
            prompt if prompt.login || prompt.select => asking.without("prompt"),
            _ => asking,
        };
        let page = stage.map_or("/signin", failure::stage_page);
        let next = address::encoded(&resume_path(&rest));
        let hint = address::encoded(&wanted.login_hint);
        return Ok(go(&format!("{page}?next={next}&name={hint}")));
    }
    let person = signed_in(&visit.request)?;
    if !authorise::is_colleague(&visit.request, &wanted.client) {
        return if quietly {
            refuse("interaction_required")
        } else {
            Ok(again(visit, &asking, &wanted, "consent-again-stranger"))
        };
    }
    let hint = wanted.login_hint.as_str();
    let expected = hint.is_empty() || hint.eq_ignore_ascii_case(&person.sign_in_name);
    if quietly && !expected {
        return refuse("interaction_required");
    }
    if wanted.prompt.login {
        return Ok(again(visit, &asking, &wanted, "consent-again-login"));
    }
    if wanted.prompt.select || !expected {
        return Ok(again(visit, &asking, &wanted, "consent-again-select"));
    }
    let before = authorise::is_remembered(visit.app(), &visit.request, &wanted).await?;
    if before && !wanted.prompt.consent {
        let code = code(visit, &wanted, Said::Before).await?;
        return Ok(go(&answered(&wanted.back, &[("code", &code)])));
    }
    if quietly {
        return refuse("consent_required");
    }
    Ok(consent(visit, &asking, &wanted))
}

async fn code(visit: &Visit, wanted: &Wanted, said: Said) -> Result<String, Failure> {
    let (app, request, wanted) = (visit.app().clone(), visit.request.clone(), wanted.clone());
    blocking(move || authorise::code(&app, &request, &wanted, said)).await
}

#[derive(Template)]
#[template(path = "pages/integration/again.html")]
struct Again<'a> {
    chrome: &'a Chrome,
    lead: Text,
    next: String,
    /// Where to go on as the person who is signed in.
    stay: Option<(String, Text)>,
}

/// Somebody else may have to sign in, or the same person anew.
fn again(visit: &Visit, asking: &Asking, wanted: &Wanted, why: &str) -> Response {
    let t = visit.t();
    let name = visit.request.caller.actor_name().to_owned();
    let chrome = frame::chrome(visit, Surface::Public, t.get("consent-again-title"));
    let facts = [("program", wanted.client.name.as_str()), ("person", &name)];
    let lead = t.format(why, &facts);
    let rest = asking.without("prompt");
    let stay = (why == "consent-again-select").then(|| {
        let rest = rest.without("login_hint");
        let (tenant, part) = (&rest.tenant, rest.edition.part());
        let href = format!("/{tenant}/{part}/authorize?{}", written(&rest));
        (href, t.format("consent-stay", &[("person", &name)]).into())
    });
    let page = Again {
        chrome: &chrome,
        lead: lead.into(),
        next: resume_path(&rest),
        stay,
    };
    respond(StatusCode::OK, &page)
}

#[derive(Template)]
#[template(path = "pages/integration/consent.html")]
struct Consent<'a> {
    chrome: &'a Chrome,
    lead: Text,
    facts: Vec<Pair>,
    may: Vec<Text>,
    tenant: &'a str,
    edition: &'static str,
    asked: String,
    next: String,
}

/// What a person may do, and so a program that acts for the person.
pub(super) fn may(visit: &Visit) -> Vec<Text> {
    let t = visit.t();
    let Caller::User { agent, admin, .. } = &visit.request.caller else {
        return Vec::new();
    };
    let mut may: Vec<Text> = [agent.text(), admin.text()]
        .into_iter()
        .filter(|role| *role != AgentSetting::None.text())
        .map(|role| {
            let words = (
                t.get(format!("role-{role}")),
                t.get(format!("role-{role}-about")),
            );
            let facts = [("role", words.0.as_ref()), ("about", words.1.as_ref())];
            t.format("consent-may-role", &facts).into()
        })
        .collect();
    if may.is_empty() {
        may.push(t.get("consent-may-little").into_owned().into());
    }
    may
}

/// Who asks, and whose account it is.
pub(super) fn facts(visit: &Visit, client: &ClientApp) -> Vec<Pair> {
    let t = visit.t();
    let mut facts = vec![Pair::new(t.get("consent-program"), client.name.clone())];
    let made = crate::ui::format::date(
        t,
        domain::calendar::local_date(client.created_at, visit.app().programme.time_zone()),
    );
    let registered = match client.created_by.as_str() {
        "" => made,
        by => t.format("consent-registered-by", &[("day", &made), ("person", by)]),
    };
    facts.push(Pair::new(t.get("consent-registered"), registered));
    facts.push(Pair::new(t.get("apps-client-id"), client.id.to_string()));
    if let Some(person) = visit.request.caller.person() {
        let names = [("name", person.name.as_str()), ("id", &person.sign_in_name)];
        let account = t.format("consent-account-value", &names);
        facts.push(Pair::new(t.get("consent-account"), account));
        let company = person.organisation.clone();
        facts.push(Pair::new(t.get("me-organisation"), company));
    }
    facts
}

fn consent(visit: &Visit, asking: &Asking, wanted: &Wanted) -> Response {
    let t = visit.t();
    let name = wanted.client.name.as_str();
    let title = t.format("consent-title", &[("program", name)]);
    let chrome = frame::chrome(visit, Surface::Public, title);
    let mut facts = facts(visit, &wanted.client);
    let answer = place(&wanted.back.redirect_uri);
    facts.push(Pair::new(t.get("consent-place"), answer));
    let page = Consent {
        chrome: &chrome,
        lead: t.format("consent-lead", &[("program", name)]).into(),
        facts,
        may: may(visit),
        tenant: &asking.tenant,
        edition: edition_name(asking.edition),
        asked: written(asking),
        next: resume_path(&asking.without("prompt")),
    };
    respond(StatusCode::OK, &page)
}

/// The person has decided.
pub async fn decide(visit: Visit, form: Form) -> Answer {
    let _ = signed_in(&visit.request)?;
    let Some(edition) = edition_of(form.get("edition")) else {
        return Ok(bad_link(&visit, "consent-bad-client"));
    };
    let fields = crate::http::form::decode(form.get("asked").as_bytes());
    let asking = Asking {
        tenant: form.get("tenant").to_owned(),
        edition,
        fields: fields.unwrap_or_default(),
    };
    let wanted = match read(&visit, &asking).await? {
        Ok(wanted) => wanted,
        Err(Refused::Page(why)) => return Ok(bad_link(&visit, why)),
        Err(Refused::Back(back, code, text)) => {
            return Ok(leave(
                &visit,
                &error(&back, code, text),
                "consent-leaving-bad",
            ));
        }
        Err(Refused::Failed(failure)) => return Err(failure.into()),
    };
    if form.get("decision") != "allow" {
        let text = "The person has refused.";
        let href = error(&wanted.back, "access_denied", text);
        return Ok(leave(&visit, &href, "consent-leaving-refused"));
    }
    let code = code(&visit, &wanted, Said::Now).await?;
    let href = answered(&wanted.back, &[("code", &code)]);
    Ok(leave(&visit, &href, "consent-leaving-allowed"))
}

/// Goes on where the sign-in interrupted. The sign-in is a form as well; see [`leave`].
pub async fn resume(
    visit: Visit,
    Path((edition, tenant)): Path<(String, String)>,
    uri: Uri,
) -> Answer {
    let edition = edition_of(&edition).ok_or(Failure::NotFound)?;
    let asking = asking(tenant, edition, &uri)?;
    let (tenant, part) = (&asking.tenant, edition.part());
    let href = format!("/{tenant}/{part}/authorize?{}", written(&asking));
    Ok(leave(&visit, &href, "consent-leaving-resume"))
}

/// Signs out, and leads to the sign-in and on from there.
pub async fn sign_in_again(visit: Visit, form: Form) -> Answer {
    let _ = signed_in(&visit.request)?;
    let next = form.get("next");
    if !next.starts_with("/oauth2/resume/") && next != "/devicelogin" {
        return Err(Failure::NotFound.into());
    }
    session::sign_out(visit.app(), &visit.request).await?;
    let mut response = go(&format!("/signin?next={}", address::encoded(next)));
    let cookie = visit.cookie(SESSION, "", Some(0));
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}
