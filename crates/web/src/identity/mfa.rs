//! The authenticator: set-up, second step of a sign-in, proof before a sensitive act.

use super::{Next, home, with_next};
use crate::http::visit::SESSION;
use crate::http::{Answer, Form, Query, Visit, address, blocking, failure, fields, frame, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Surface, Tone, respond};
use app::Failure;
use app::identity::authenticator::{self, SetUp};
use app::identity::{session, text_code};
use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::Response;
use domain::caller::Stage;
use domain::enrolment::form::FieldProblem;

#[derive(Template)]
#[template(path = "pages/identity/mfa.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    lead: crate::ui::Text,
    button: crate::ui::Text,
    set_up: Option<&'a SetUp>,
    qr: Option<Qr>,
    code: Field,
    next: String,
    /// Whether something else than the authenticator would do.
    other: bool,
    /// The masked number a text message would go to.
    text_to: Option<String>,
    notice: Option<Banner>,
}

/// A QR code as rows of dark modules, drawn by the template without any script or style.
pub(super) struct Qr {
    pub(super) size: usize,
    pub(super) path: String,
}

impl Qr {
    pub(super) fn of(text: &str) -> Option<Self> {
        use std::fmt::Write;
        let code = qrcode::QrCode::new(text).ok()?;
        let size = code.width();
        let mut path = String::new();
        for (n, color) in code.to_colors().into_iter().enumerate() {
            if color == qrcode::Color::Dark {
                // Four modules of quiet zone around the code; writing to a string cannot fail.
                let _ = write!(path, "M{} {}h1v1h-1z", n % size + 4, n / size + 4);
            }
        }
        Some(Self {
            size: size + 8,
            path,
        })
    }
}

fn page(
    visit: &Visit,
    next: &str,
    set_up: Option<&SetUp>,
    text_to: Option<String>,
    problems: &[FieldProblem],
    notice: Option<Banner>,
) -> Response {
    let t = visit.t();
    let stage = visit.request.caller.person().map(|p| p.stage);
    let purpose = match stage {
        Some(Stage::SetUpMfa) => "mfa-setup",
        Some(Stage::Full) => "reauth",
        _ => "mfa",
    };
    let mut chrome = frame::chrome(visit, Surface::Public, t.get(format!("{purpose}-title")));
    let code = Field::code("code", t.get("field-totp"))
        .hint(t.get("hint-totp"))
        .error(fields::problem_at(visit, problems, "code"))
        .required();
    // A recovery code is longer than the six digits.
    let code = if set_up.is_some() {
        code
    } else {
        code.maxlength(30).inputmode("text")
    };
    let errors = ErrorSummary::of(t, [&code]);
    chrome.invalid = errors.is_some();
    let status = match &notice {
        Some(banner) if banner.tone == Tone::Bad => StatusCode::TOO_MANY_REQUESTS,
        _ if problems.is_empty() => StatusCode::OK,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    respond(
        status,
        &Page {
            chrome: &chrome,
            errors,
            lead: t.get(format!("{purpose}-lead")),
            button: t.get(format!("{purpose}-button")),
            set_up,
            qr: set_up.and_then(|s| Qr::of(&s.url)),
            code,
            next: next.to_owned(),
            other: set_up.is_none(),
            text_to,
            notice,
        },
    )
}

async fn answer(
    visit: &Visit,
    next: &str,
    problems: &[FieldProblem],
    notice: Option<Banner>,
) -> Answer {
    match visit.request.caller.person().map(|p| p.stage) {
        None => Err(Failure::SignInFirst.into()),
        Some(Stage::ChangePassword) => Err(Failure::FinishSignIn(Stage::ChangePassword).into()),
        Some(Stage::SetUpMfa) => {
            let set_up = authenticator::set_up(visit.app(), &visit.request).await?;
            Ok(page(visit, next, Some(&set_up), None, problems, notice))
        }
        Some(_) => {
            let number = text_code::number(visit.app(), &visit.request).await?;
            Ok(page(visit, next, None, number, problems, notice))
        }
    }
}

/// The code entry, with the secret while it is being set up.
pub async fn show(visit: Visit, Query(query): Query<Next>) -> Answer {
    let texted = query.texted.is_some();
    let notice = texted.then(|| Banner::new(Tone::Ok, visit.t().get("mfa-texted")));
    answer(
        &visit,
        query.next.as_deref().unwrap_or_default(),
        &[],
        notice,
    )
    .await
}

/// Takes a code.
pub async fn verify(visit: Visit, form: Form) -> Answer {
    let (app, request, code) = (
        visit.app().clone(),
        visit.request.clone(),
        form.get("code").to_owned(),
    );
    let verified = blocking(move || {
        let token = session::fresh_cookie(&app);
        authenticator::verify_for(&app, &request, &code, &token)?;
        session::rotate_to(&app, &request, &token)?;
        Ok(token)
    });
    match verified.await {
        Ok(token) => {
            let first = visit.request.caller.person().map(|p| p.stage) == Some(Stage::SetUpMfa);
            let mut response = if first {
                go(&with_next(
                    "/account/me/recovery-codes",
                    Some(form.get("next")),
                ))
            } else {
                go(&failure::local(
                    Some(form.get("next")),
                    home(&visit.request.caller),
                ))
            };
            response
                .headers_mut()
                .append(header::SET_COOKIE, visit.cookie(SESSION, &token, None));
            Ok(response)
        }
        Err(Failure::Invalid(problems)) => answer(&visit, form.get("next"), &problems, None).await,
        Err(failure) => Err(failure.into()),
    }
}

/// Sends a text message in place of the authenticator's code.
pub async fn text(visit: Visit, form: Form) -> Answer {
    let (app, request) = (visit.app().clone(), visit.request.clone());
    match blocking(move || text_code::send(&app, &request)).await {
        Ok(()) => {
            let next = address::encoded(form.get("next"));
            Ok(go(&format!("/signin/mfa?texted=1&next={next}")))
        }
        Err(Failure::TooMany { code, until }) => {
            let t = visit.t();
            let mut banner = Banner::new(Tone::Bad, t.get(format!("toomany-{code}")));
            if let Some(until) = until {
                banner = banner.text(t.format("locked-until", &[("until", &visit.clock(until))]));
            }
            answer(&visit, form.get("next"), &[], Some(banner)).await
        }
        Err(failure) => Err(failure.into()),
    }
}
