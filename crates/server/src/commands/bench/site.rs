//! A site with many customers, and the requests of a program.

use super::many::World;
use crate::assemble;
use crate::clock::MovableClock;
use crate::commands::bench::load::Target;
use crate::commands::bench::page::{fault, serve};
use crate::commands::demo;
use crate::config::{Config, Flag, Layers};
use crate::trouble::Trouble;
use app::{App, Failure};
use domain::caller::Caller;
use domain::ids::TenantId;
use domain::permission::{TenantAction, authorise};
use jiff::ToSpan;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use store::accounts;
use tokio::runtime::Runtime;
use uuid::Uuid;
use web::{DemoAccount, DemoProgram};

/// A limit nobody reaches.
const UNLIMITED: u32 = 1_000_000_000;

/// The demonstration on a database of its own, served, with a program's token.
pub(super) struct Site {
    pub(super) app: App,
    pub(super) clock: Arc<MovableClock>,
    pub(super) world: World,
    program: DemoProgram,
    /// A global admin of the partner.
    pub(super) account: DemoAccount,
    pub(super) address: SocketAddr,
    /// The token.
    pub(super) token: String,
}

impl Site {
    /// Makes the demonstration in `dir`, on SQLite or on an empty PostgreSQL database.
    ///
    /// # Errors
    /// [`Trouble`] of any part.
    pub(super) fn open(
        runtime: &Runtime,
        dir: &Path,
        postgres: Option<&str>,
    ) -> Result<Self, Trouble> {
        let flag = |field: &str, value: String| Flag {
            field: field.to_owned(),
            spelled: format!("--{}", field.replace(['.', '_'], "-")),
            value,
        };
        let mut flags = vec![flag("data_dir", dir.display().to_string())];
        flags.extend(postgres.map(|url| flag("database.url", url.to_owned())));
        let mut layers = Layers::default();
        layers.add_flags(flags);
        let config = Config::from_layers(layers).map_err(Trouble::Config)?;
        let clock = Arc::new(MovableClock::new());
        let (app, guide) = demo::prepare(&config, &clock)?;
        let programme = app.programme.clone().calling(UNLIMITED, UNLIMITED);
        let app = assemble::app(&config, app.db.clone(), programme, clock.clone(), None)?;
        let missing =
            || Trouble::Usage("the demonstration has no active partner with a program".to_owned());
        let program = guide.program.ok_or_else(missing)?;
        let mut accounts = guide.accounts.into_iter();
        let account = accounts.find(|account| {
            account.application_state == "active" && account.organisation == program.organisation
        });
        let account = account.ok_or_else(missing)?;
        let id = |text: &str| text.parse::<Uuid>().unwrap_or_default();
        let partner = id(&program.tenant_id);
        let today = app.today();
        let world = World {
            partner,
            partners: None,
            offers: program.offer_ids.iter().take(3).map(|o| id(o)).collect(),
            now: app.clock.now(),
            today,
            starts: today,
            ends: today.saturating_add(1.year()),
        };
        no_credit_limit(&app, partner)?;
        let address = serve(runtime, web::router(app.clone(), web::Options::default()))?;
        let mut site = Self {
            app,
            clock,
            world,
            program,
            account,
            address,
            token: String::new(),
        };
        site.token = site.fresh_token()?;
        Ok(site)
    }

    fn fresh_token(&self) -> Result<String, Trouble> {
        let p = &self.program;
        let body = format!(
            "grant_type=client_credentials&client_id={}&client_secret={}&resource=https%3A%2F%2Fgraph.windows.net",
            p.client_id,
            escaped(&p.client_secret)
        );
        let request = format!(
            "POST /{}/oauth2/token HTTP/1.1\r\nHost: {}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\n\r\n{body}",
            p.tenant_id,
            self.address,
            body.len()
        );
        let answer = Target::one(self.address, request).body()?;
        let answer: serde_json::Value = serde_json::from_slice(&answer).unwrap_or_default();
        let token = answer["access_token"].as_str();
        token.map(str::to_owned).ok_or_else(|| fault("no token"))
    }

    /// A request of the program, whole.
    pub(super) fn request(&self, method: &str, path: &str, body: &str) -> Vec<u8> {
        request(self.address, &self.token, method, path, body)
    }
}

/// A request of a program, whole.
pub(super) fn request(
    address: SocketAddr,
    token: &str,
    method: &str,
    path: &str,
    body: &str,
) -> Vec<u8> {
    let content = if body.is_empty() {
        String::new()
    } else {
        format!(
            "Content-Type: application/json\r\nContent-Length: {}\r\n",
            body.len()
        )
    };
    format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nAccept: application/json\r\n\
         Authorization: Bearer {token}\r\n{content}\r\n{body}"
    )
    .into_bytes()
}

/// Text as part of a query or form.
pub(super) fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// So that orders and units are never refused for want of credit.
fn no_credit_limit(app: &App, partner: Uuid) -> Result<(), Trouble> {
    let refused = |failure: Failure| Trouble::refused("raising the credit limit", &failure);
    let scope = authorise(
        &Caller::System,
        TenantAction::ViewBilling,
        TenantId(partner),
    )
    .map_err(|denial| refused(denial.into()))?;
    let raise = move |tx: &mut store::Tx<'_>| accounts::set_credit_limit(tx, scope, i64::MAX / 4);
    Ok(app.db.write(raise).wait()?)
}
