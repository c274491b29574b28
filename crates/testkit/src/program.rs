//! A partner's program: a key, a token, and calls of the interface as any client makes them.

use crate::{Browser, Page, Partner, TestApp};
use ::app::integration::apps;
use domain::caller::{AdminSetting, AgentSetting};
use serde_json::Value;
use uuid::Uuid;

/// A program with a key; clones are the same program.
#[derive(Clone)]
pub struct Program {
    /// Carries its requests.
    pub browser: Browser,
    /// What it calls itself.
    pub client_id: String,
    /// The row of its key.
    pub key_id: Uuid,
    /// Its key.
    pub secret: String,
    /// Its company.
    pub tenant: String,
    /// Its token.
    pub token: String,
    /// What it gets the next token of a person with; empty when it acts for itself.
    pub refresh: String,
}

impl TestApp {
    /// A program of a partner with a fresh token.
    ///
    /// # Panics
    /// When it is not registered, or gets no token.
    #[must_use]
    pub fn program(&self, partner: &Partner, agent: AgentSetting, admin: AdminSetting) -> Program {
        let name = format!("Program {}", self.fresh_address());
        let made = apps::provide(self, partner.tenant, &name, agent, admin);
        let (id, key_id, secret) = made.expect("the program is registered");
        let mut program = Program {
            browser: self.browser(),
            client_id: id.to_string(),
            key_id,
            secret: secret.to_string(),
            tenant: partner.tenant.to_string(),
            token: String::new(),
            refresh: String::new(),
        };
        program.token = program.fresh_token();
        program
    }
}

impl Program {
    /// Asks for a token of the first generation.
    #[must_use]
    pub fn ask(&self, tenant: &str, fields: &[(&str, &str)]) -> Page {
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        self.browser.send_with(
            &[("sec-fetch-site", "")],
            "POST",
            &format!("/{tenant}/oauth2/token"),
            Some("application/x-www-form-urlencoded"),
            crate::browser::encode(&fields),
        )
    }

    /// A token for the key.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn fresh_token(&self) -> String {
        let page = self.ask(
            &self.tenant,
            &[
                ("grant_type", "client_credentials"),
                ("client_id", &self.client_id),
                ("client_secret", &self.secret),
                ("resource", "https://graph.windows.net"),
            ],
        );
        let body = page.expect(200).json();
        body["access_token"].as_str().expect("a token").to_owned()
    }

    /// Calls an operation with headers of its own.
    #[must_use]
    pub fn call_with(
        &self,
        headers: &[(&'static str, &str)],
        method: &str,
        path: &str,
        body: Option<&Value>,
    ) -> Page {
        let bearer = format!("Bearer {}", self.token);
        let mut all = vec![
            ("authorization", bearer.as_str()),
            ("accept", "application/json"),
            ("sec-fetch-site", ""),
            ("accept-language", ""),
            ("x-locale", "en-US"),
        ];
        // What is asked for takes the place of what is usual.
        all.retain(|(name, _)| !headers.iter().any(|(other, _)| other == name));
        all.extend_from_slice(headers);
        let content = body.map(|_| "application/json; charset=utf-8");
        let body = body.map_or_else(Vec::new, |body| body.to_string().into_bytes());
        self.browser.send_with(&all, method, path, content, body)
    }

    /// Reads.
    #[must_use]
    pub fn get(&self, path: &str) -> Page {
        self.call_with(&[], "GET", path, None)
    }

    /// Sends a document.
    #[must_use]
    pub fn send(&self, method: &str, path: &str, body: &Value) -> Page {
        self.call_with(&[], method, path, Some(body))
    }
}
