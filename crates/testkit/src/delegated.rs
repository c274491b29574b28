//! People who let a program act for them, by the pages they would use.

use crate::{Browser, Login, Page, Program, TestApp};
use data_encoding::BASE64URL_NOPAD;
use domain::effects::Clock;
use domain::ids::fresh_uuid;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use store::delegation::redirect::{self, Redirect};
use uuid::Uuid;

/// Where programs of tests are answered.
pub const CALLBACK: &str = "https://app.example/signed-in";
/// What programs of tests answer their challenge with.
pub const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/// The challenge of a verifier.
#[must_use]
pub fn challenge(verifier: &str) -> String {
    BASE64URL_NOPAD.encode(&Sha256::digest(verifier))
}

/// Pairs as a query.
#[must_use]
pub fn query(pairs: &[(&str, &str)]) -> String {
    let pairs: Vec<_> = pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    String::from_utf8(crate::browser::encode(&pairs)).expect("ASCII")
}

/// The parameters behind the question mark of an address.
#[must_use]
pub fn parameters(address: &str) -> BTreeMap<String, String> {
    let question = address.split_once('?').map_or("", |(_, question)| question);
    let word = |text: &str| {
        let mut bytes = Vec::new();
        let mut rest = text.bytes();
        while let Some(byte) = rest.next() {
            let digit = |b: Option<u8>| b.and_then(|b| char::from(b).to_digit(16));
            bytes.push(match byte {
                b'%' => {
                    let (high, low) = (digit(rest.next()), digit(rest.next()));
                    let code = high.zip(low).map(|(high, low)| high * 16 + low);
                    u8::try_from(code.expect("two digits")).expect("a byte")
                }
                b'+' => b' ',
                other => other,
            });
        }
        String::from_utf8(bytes).expect("UTF-8")
    };
    let pairs = question.split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .map(|(name, value)| (word(name), word(value)))
        .collect()
}

/// Where a page that leads on by itself leads.
#[must_use]
pub fn onward(page: &Page) -> String {
    let refresh = page.header("refresh");
    refresh
        .strip_prefix("0; url=")
        .unwrap_or_default()
        .to_owned()
}

impl TestApp {
    /// Registers an address a program may be answered at.
    ///
    /// # Panics
    /// When it cannot be written.
    pub fn register_address(&self, program: &Program, uri: &str) {
        let id = Uuid::parse_str(&program.client_id).expect("an id");
        let row = Redirect {
            id: fresh_uuid(&*self.entropy),
            uri: uri.to_owned(),
            added_at: self.clock.now(),
        };
        let added = self.db.write(move |tx| {
            match redirect::of_app(tx, id)?.iter().any(|r| r.uri == row.uri) {
                true => Ok(()),
                false => redirect::add(tx, id, &row),
            }
        });
        added.wait().expect("the address is registered");
    }

    /// The program with a token of a person, who has agreed to it in a browser.
    ///
    /// # Panics
    /// When any step is refused.
    #[must_use]
    pub fn acting_for(&self, program: &Program, login: &Login) -> Program {
        self.register_address(program, CALLBACK);
        let browser = self.browser_of(login);
        let code = program.agreed(&browser);
        let given = program.redeem(&code).expect(200).json();
        program.with(&given)
    }
}

impl Program {
    /// The address that asks a person, second generation, with parameters of its own.
    #[must_use]
    pub fn asking(&self, more: &[(&str, &str)]) -> String {
        let challenge = challenge(VERIFIER);
        let mut pairs = vec![
            ("client_id", self.client_id.as_str()),
            ("response_type", "code"),
            ("redirect_uri", CALLBACK),
            ("scope", "openid offline_access"),
            ("state", "st/ate 1"),
            ("code_challenge", challenge.as_str()),
            ("code_challenge_method", "S256"),
        ];
        pairs.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
        pairs.extend_from_slice(more);
        pairs.retain(|(_, value)| !value.is_empty());
        format!("/{}/oauth2/v2.0/authorize?{}", self.tenant, query(&pairs))
    }

    /// Has the person of a browser agree, and gives the code.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn agreed(&self, browser: &Browser) -> String {
        let asked = browser.get(&self.asking(&[]));
        let href = if asked.status() == 303 {
            asked.location().to_owned()
        } else {
            let form = asked.expect(200).form("/oauth2/consent");
            onward(&form.put("decision", "allow").submit().expect(200))
        };
        let answer = parameters(&href);
        let code = answer.get("code");
        code.unwrap_or_else(|| panic!("no code in {href}")).clone()
    }

    /// Asks for tokens, second generation, proving itself with its key.
    #[must_use]
    pub fn exchange(&self, fields: &[(&str, &str)]) -> Page {
        let mut all = vec![
            ("client_id", self.client_id.as_str()),
            ("client_secret", self.secret.as_str()),
        ];
        all.retain(|(name, _)| !fields.iter().any(|(other, _)| other == name));
        all.extend_from_slice(fields);
        all.retain(|(_, value)| !value.is_empty());
        self.browser.send_with(
            &[("sec-fetch-site", "")],
            "POST",
            &format!("/{}/oauth2/v2.0/token", self.tenant),
            Some("application/x-www-form-urlencoded"),
            query(&all).into_bytes(),
        )
    }

    /// Exchanges a code.
    #[must_use]
    pub fn redeem(&self, code: &str) -> Page {
        self.exchange(&[
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", CALLBACK),
            ("code_verifier", VERIFIER),
        ])
    }

    /// Exchanges a refresh token.
    #[must_use]
    pub fn renew(&self, refresh: &str) -> Page {
        self.exchange(&[("grant_type", "refresh_token"), ("refresh_token", refresh)])
    }

    /// The same program with the tokens it was given.
    ///
    /// # Panics
    /// When there is no access token.
    #[must_use]
    pub fn with(&self, given: &Value) -> Self {
        let text = |name: &str| given[name].as_str().unwrap_or_default().to_owned();
        assert!(!text("access_token").is_empty(), "{given}");
        Self {
            token: text("access_token"),
            refresh: text("refresh_token"),
            ..self.clone()
        }
    }
}
