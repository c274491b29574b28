//! A program asks to act for a person (RFC 6749 §4.1, RFC 7636): reading what it asks, and the code
//! it is answered with.

use super::tokens::{Edition, is_any_tenant, is_known_resource, really};
use crate::identity::proof::require_recent;
use crate::identity::session::signed_in;
use crate::secrets::token_hash;
use crate::{App, Failure, Intent, Request};
use domain::caller::Caller;
use domain::ids::fresh_token;
use domain::integration::delegation::{CODE_SECONDS, Scope, WORD_CHARS, is_challenge, scope};
use domain::integration::redirect::matches;
use store::client_app::{self, ClientApp};
use store::delegation::code::{self, Code};
use store::delegation::redirect;
use store::{Reply, delegation};
use uuid::Uuid;

/// What a program asks with.
#[derive(Debug, Clone)]
pub struct Asking {
    /// The company in the address.
    pub tenant: String,
    /// The endpoint's generation.
    pub edition: Edition,
    /// The parameters as they were sent.
    pub fields: Vec<(String, String)>,
}

impl Asking {
    /// The one value of a parameter, empty without; none when it was sent more than once.
    fn one(&self, name: &str) -> Option<&str> {
        let mut mine = self.fields.iter().filter(|(found, _)| found == name);
        match (mine.next(), mine.next()) {
            (None, _) => Some(""),
            (Some((_, value)), None) => Some(value),
            _ => None,
        }
    }

    fn any(&self, name: &str) -> &str {
        self.one(name).unwrap_or_default()
    }

    /// The same without wishes that were seen to.
    #[must_use]
    pub fn without(&self, name: &str) -> Self {
        let mut rest = self.clone();
        rest.fields.retain(|(found, _)| found != name);
        rest
    }

    fn is_repeated(&self) -> bool {
        self.fields.iter().any(|(name, _)| self.one(name).is_none())
    }
}

/// Where and how a program is answered.
#[derive(Debug, Clone)]
pub struct Back {
    /// The address, one of those registered.
    pub redirect_uri: String,
    /// What it wants repeated.
    pub state: String,
    /// Who answers (RFC 9207).
    pub issuer: String,
}

/// Why a program is not asked for.
#[derive(Debug)]
pub enum Refused {
    /// Told on a page, because who asks is not known, or not where to be answered: a locale key.
    Page(&'static str),
    /// Told to the program, with a word of RFC 6749 §4.1.2.1 and a sentence for its maker.
    Back(Box<Back>, &'static str, &'static str),
    /// Ours to mend.
    Failed(Failure),
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// How much the person is to be bothered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Prompt {
    /// Not at all.
    pub none: bool,
    /// Signs in anew.
    pub login: bool,
    /// Chooses the account.
    pub select: bool,
    /// Is asked for leave, even if it was given before.
    pub consent: bool,
}

fn prompt(text: &str) -> Option<Prompt> {
    let mut prompt = Prompt::default();
    for word in text.split_ascii_whitespace() {
        match word {
            "none" => prompt.none = true,
            "login" => prompt.login = true,
            "select_account" => prompt.select = true,
            "consent" | "admin_consent" => prompt.consent = true,
            _ => return None,
        }
    }
    let alone = !prompt.none || !(prompt.login || prompt.select || prompt.consent);
    alone.then_some(prompt)
}

/// What a program asks for, found to be sound.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The program.
    pub client: ClientApp,
    /// Where it is answered.
    pub back: Back,
    /// What the token is for.
    pub resource: String,
    /// What else it wants.
    pub scope: Scope,
    /// How much the person is to be bothered.
    pub prompt: Prompt,
    /// Who the program thinks the person is.
    pub login_hint: String,
    challenge: Option<String>,
    nonce: String,
}

/// Reads what a program asks for. Blocks.
///
/// # Errors
/// [`Refused`]. Nothing is told to an address that is not registered for the program.
pub fn read(app: &App, asking: &Asking) -> Result<Wanted, Refused> {
    let client_id = asking.one("client_id").map(Uuid::parse_str);
    let Some(Ok(client_id)) = client_id else {
        return Err(Refused::Page("consent-bad-client"));
    };
    let redirect_uri = asking.one("redirect_uri").unwrap_or_default().to_owned();
    if redirect_uri.is_empty() {
        return Err(Refused::Page("consent-bad-redirect"));
    }
    let named = asking.tenant.clone();
    let (tenant, client, redirects) = app
        .read(move |tx| {
            let client = client_app::claimed(tx, client_id)?;
            let tenant = match Uuid::parse_str(&named) {
                Ok(id) => Some(id),
                Err(_) if is_any_tenant(&named) => client.as_ref().map(|c| c.tenant_id),
                Err(_) => client_app::tenant_of_domain(tx, &named)?.map(|tenant| tenant.id),
            };
            Ok((tenant, client, redirect::of_app(tx, client_id)?))
        })
        .wait()?;
    let client = client.filter(|client| Some(client.tenant_id) == tenant);
    let client = client.ok_or(Refused::Page("consent-bad-client"))?;
    if !redirects.iter().any(|r| matches(&r.uri, &redirect_uri)) {
        return Err(Refused::Page("consent-bad-redirect"));
    }
    let state = asking.any("state").to_owned();
    let readable = state.chars().count() <= WORD_CHARS;
    let back = Back {
        redirect_uri,
        state: if readable { state } else { String::new() },
        issuer: super::tokens::issuer(app, client.tenant_id, asking.edition),
    };
    if asking.is_repeated() || !readable {
        let text = "A parameter was sent twice, or the state is longer than 2048 characters.";
        return Err(Refused::Back(Box::new(back), "invalid_request", text));
    }
    match details(app, asking, &client) {
        Ok((resource, scope, prompt, challenge)) => Ok(Wanted {
            client,
            back,
            resource,
            scope,
            prompt,
            login_hint: asking.any("login_hint").chars().take(300).collect(),
            challenge,
            nonce: asking.any("nonce").to_owned(),
        }),
        Err((error, text)) => Err(Refused::Back(Box::new(back), error, text)),
    }
}

type Details = (String, Scope, Prompt, Option<String>);

fn details(
    app: &App,
    asking: &Asking,
    client: &ClientApp,
) -> Result<Details, (&'static str, &'static str)> {
    if client.disabled_at.is_some() {
        return Err(("unauthorized_client", "The application is disabled."));
    }
    if !asking.any("request").is_empty() {
        return Err(("request_not_supported", "Send the parameters themselves."));
    }
    if !asking.any("request_uri").is_empty() {
        let text = "Send the parameters themselves.";
        return Err(("request_uri_not_supported", text));
    }
    match asking.any("response_type") {
        "code" => {}
        "" => return Err(("invalid_request", "response_type is missing.")),
        _ => {
            let text = "The only response_type is code.";
            return Err(("unsupported_response_type", text));
        }
    }
    if !matches!(asking.any("response_mode"), "" | "query") {
        return Err(("invalid_request", "The only response_mode is query."));
    }
    let challenge = match (
        asking.any("code_challenge"),
        asking.any("code_challenge_method"),
    ) {
        ("", "") if client.is_public => {
            let text = "A public client has to send a code_challenge (RFC 7636).";
            return Err(("invalid_request", text));
        }
        ("", "") => None,
        (challenge, "S256") if is_challenge(challenge) => Some(challenge.to_owned()),
        _ => {
            let text = "The code_challenge has to be 32 bytes in Base64url, and its method S256.";
            return Err(("invalid_request", text));
        }
    };
    let Ok((scope, named)) = scope(asking.any("scope")) else {
        let text = "Of scopes there are openid, profile, email, offline_access and one resource \
                    with /.default.";
        return Err(("invalid_scope", text));
    };
    let resource = named.unwrap_or_else(|| asking.any("resource"));
    let resource = if resource.is_empty() {
        app.public_url.as_str()
    } else {
        resource
    };
    if !is_known_resource(app, resource) {
        return Err(("invalid_resource", "The resource is unknown."));
    }
    // The first generation always tells who the person is and always lets the program go on.
    let scope = match asking.edition {
        Edition::V1 => Scope {
            openid: true,
            offline: true,
        },
        Edition::V2 => scope,
    };
    let Some(prompt) = prompt(asking.any("prompt")) else {
        let text = "Of prompts there are none, login, select_account and consent.";
        return Err(("invalid_request", text));
    };
    if asking.any("nonce").chars().count() > WORD_CHARS {
        return Err((
            "invalid_request",
            "The nonce is longer than 2048 characters.",
        ));
    }
    Ok((resource.to_owned(), scope, prompt, challenge))
}

/// Whether the caller may let the program act: a user of the company it is registered for.
#[must_use]
pub fn is_colleague(request: &Request, client: &ClientApp) -> bool {
    matches!(&request.caller, Caller::User { person, .. } if person.tenant.0 == client.tenant_id)
}

/// Whether the caller has let the program act before.
pub fn is_remembered(app: &App, request: &Request, wanted: &Wanted) -> Reply<bool, Failure> {
    let account = match signed_in(request) {
        Ok(person) => person.account.0,
        Err(failure) => return Reply::ready(Err(failure)),
    };
    let client = wanted.client.id;
    app.read(move |tx| Ok(delegation::is_allowed(tx, client, account)?))
}

/// What the caller has said about the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// Yes, before.
    Before,
    /// Yes, just now.
    Now,
}

/// Makes the code a program is answered with. Saying yes needs a recent proof of identity, because
/// the program can go on for long without the person. Blocks.
///
/// # Errors
/// [`Failure::NotFound`] to people of other companies; [`Failure::Conflict`] (`authenticate-again`,
/// `consent-missing`, `program-disabled`).
pub fn code(app: &App, request: &Request, wanted: &Wanted, said: Said) -> Result<String, Failure> {
    let person = signed_in(request)?.clone();
    if !is_colleague(request, &wanted.client) {
        return Err(Failure::NotFound);
    }
    let text = fresh_token(&*app.entropy);
    let (hash, wanted) = (token_hash(&text), wanted.clone());
    let action = match said {
        Said::Before => "app.sign-in",
        Said::Now => "app.consent",
    };
    let subject = super::apps::subject(wanted.client.id);
    let intent = Intent::new(action, person.tenant.0, subject);
    app.command(request, intent, move |work| {
        let client = client_app::claimed(work.tx, wanted.client.id)?.ok_or(Failure::NotFound)?;
        if client.disabled_at.is_some() {
            return Err(Failure::conflict("program-disabled"));
        }
        let (account, now) = (person.account.0, work.app.clock.wall());
        let proved_at = match said {
            Said::Now => {
                let proved_at = require_recent(work)?;
                delegation::allow(work.tx, client.id, account, now)?;
                proved_at
            }
            Said::Before if delegation::is_allowed(work.tx, client.id, account)? => {
                person.mfa_at.unwrap_or(work.now)
            }
            Said::Before => return Err(Failure::conflict("consent-missing")),
        };
        let row = Code {
            hash: hash.to_vec(),
            app_id: client.id,
            account_id: account,
            session_id: person.session.0,
            redirect_uri: wanted.back.redirect_uri.clone(),
            challenge: wanted.challenge.clone(),
            resource: wanted.resource.clone(),
            scope: wanted.scope.text().to_owned(),
            nonce: wanted.nonce.clone(),
            proved_at: really(work.app, proved_at),
            made_at: now,
            expires_at: now.plus_seconds(CODE_SECONDS),
            family_id: None,
        };
        code::add(work.tx, &row)?;
        work.audit("program", client.name);
        work.audit("redirect_uri", row.redirect_uri);
        work.audit("scope", row.scope);
        Ok(())
    })
    .wait()?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::prompt;

    #[test]
    fn prompts_are_known_and_none_stands_alone() {
        assert!(prompt("").is_some_and(|p| p == super::Prompt::default()));
        assert!(prompt("none").is_some_and(|p| p.none));
        assert!(prompt("login consent").is_some_and(|p| p.login && p.consent));
        for bad in ["none login", "Login", "create", "none consent"] {
            assert_eq!(prompt(bad), None, "{bad}");
        }
    }
}
