//! The authenticator: set-up, second step of a sign-in, proof before a sensitive act.

use super::{Next, home};
use crate::http::visit::SESSION;
use crate::http::{Answer, Form, Visit, blocking, failure, fields, frame, go};
use crate::ui::{Chrome, ErrorSummary, Field, Surface, respond};
use app::Failure;
use app::identity::authenticator::{self, SetUp};
use app::identity::session;
use askama::Template;
use axum::extract::Query;
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
}

/// A QR code as rows of dark modules, drawn by the template without any script or style.
struct Qr {
    size: usize,
    path: String,
}

impl Qr {
    fn of(text: &str) -> Option<Self> {
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

fn page(visit: &Visit, next: &str, set_up: Option<&SetUp>, problems: &[FieldProblem]) -> Response {
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
    let errors = ErrorSummary::of(t, [&code]);
    chrome.invalid = errors.is_some();
    let status = if problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
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
        },
    )
}

async fn answer(visit: &Visit, next: &str, problems: &[FieldProblem]) -> Answer {
    match visit.request.caller.person().map(|p| p.stage) {
        None => Err(Failure::SignInFirst.into()),
        Some(Stage::ChangePassword) => Err(Failure::FinishSignIn(Stage::ChangePassword).into()),
        Some(Stage::SetUpMfa) => {
            let set_up = authenticator::set_up(visit.app(), &visit.request).await?;
            Ok(page(visit, next, Some(&set_up), problems))
        }
        Some(_) => Ok(page(visit, next, None, problems)),
    }
}

/// The code entry, with the secret while it is being set up.
pub async fn show(visit: Visit, Query(query): Query<Next>) -> Answer {
    answer(&visit, query.next.as_deref().unwrap_or_default(), &[]).await
}

/// Takes a code.
pub async fn verify(visit: Visit, form: Form) -> Answer {
    let (app, request, code) = (
        visit.app().clone(),
        visit.request.clone(),
        form.get("code").to_owned(),
    );
    let verified = blocking(move || {
        authenticator::verify(&app, &request, &code)?;
        session::rotate(&app, &request)
    });
    match verified.await {
        Ok(token) => {
            let mut response = go(&failure::local(
                Some(form.get("next")),
                home(&visit.request.caller),
            ));
            response
                .headers_mut()
                .append(header::SET_COOKIE, visit.cookie(SESSION, &token, None));
            Ok(response)
        }
        Err(Failure::Invalid(problems)) => answer(&visit, form.get("next"), &problems).await,
        Err(failure) => Err(failure.into()),
    }
}
