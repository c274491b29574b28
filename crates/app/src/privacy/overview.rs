//! What is kept, what has gone, and who has looked at documents.

use crate::{App, Failure, Request};
use domain::effects::Instant;
use domain::permission::{OperatorAction, authorise_operator};
use domain::privacy::retention::{Class, Period};
use store::Reply;
use store::privacy::request::{self, Request as Row};
use store::privacy::retention::{self, Erased, Held, Look};

/// How many lines a list shows at most.
const MOST: u32 = 100;

/// One class of what is kept.
#[derive(Debug, Clone)]
pub struct Line {
    /// Which.
    pub class: Class,
    /// For how long.
    pub period: Period,
    /// What there is of it.
    pub held: Held,
    /// What has gone of it.
    pub erased: Option<Erased>,
}

/// Everything on the page.
#[derive(Debug, Clone)]
pub struct Overview {
    /// Class by class.
    pub lines: Vec<Line>,
    /// How much was erased because somebody asked.
    pub on_request: i64,
    /// Requests, open ones first.
    pub requests: Vec<Row>,
}

/// Everything on the page.
pub fn open(app: &App, request: &Request) -> Reply<Overview, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ViewPrivacy) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    let parts = app.clone();
    app.read(move |tx| {
        let erased = retention::erased(tx, scope)?;
        let of = |class: &str| erased.iter().find(|e| e.class == class).cloned();
        let mut lines = Vec::new();
        for class in Class::ALL {
            lines.push(Line {
                class: *class,
                period: class.period(&parts.programme),
                held: retention::held(tx, scope, class.text())?,
                erased: of(class.text()),
            });
        }
        Ok(Overview {
            lines,
            on_request: of("person").map_or(0, |person| person.items),
            requests: request::all(tx, scope, MOST)?,
        })
    })
}

/// Who has looked at documents and bureau reports, the newest first.
pub fn looks(
    app: &App,
    request: &Request,
    who: &str,
    before: Option<Instant>,
) -> Reply<Vec<Look>, Failure> {
    let scope = match authorise_operator(&request.caller, OperatorAction::ViewPrivacy) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    let who: String = who.trim().to_lowercase().chars().take(100).collect();
    let before = before.unwrap_or(Instant(i64::MAX));
    app.read(move |tx| Ok(retention::looks(tx, scope, &who, before, MOST)?))
}
