//! A browser: cookies, redirects and forms over the real router, without sockets or with them.

use crate::wire::{Address, InProcess, Lost, OverHttp, Wire};
use crate::{Page, TestApp, TestClock};
use axum::http::{HeaderMap, Request, header};
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, Mutex};

/// What browsers demand of a cookie that no other host may set.
const BOUND: &str = "__Host-";

/// A browser; clones share its cookies, so that they are tabs of one browser.
#[derive(Clone)]
pub struct Browser(Arc<Inner>);

struct Inner {
    wire: Box<dyn Wire>,
    /// The clock of a site in this process.
    clock: Option<Arc<TestClock>>,
    address: IpAddr,
    cookies: Mutex<BTreeMap<String, String>>,
    languages: Mutex<String>,
}

impl Browser {
    pub(crate) fn new(test: &TestApp, address: IpAddr) -> Self {
        let clock = Some(Arc::clone(&test.clock));
        Self::on(Box::new(InProcess::new(test, address)), clock, address)
    }

    /// A browser in front of a site in another process, whose public address is
    /// [`crate::PUBLIC_URL`].
    #[must_use]
    pub fn over_http(address: &Address) -> Self {
        let here = IpAddr::V4(Ipv4Addr::LOCALHOST);
        Self::on(Box::new(OverHttp::new(Arc::clone(address))), None, here)
    }

    fn on(wire: Box<dyn Wire>, clock: Option<Arc<TestClock>>, address: IpAddr) -> Self {
        Self(Arc::new(Inner {
            wire,
            clock,
            address,
            cookies: Mutex::default(),
            languages: Mutex::new("zh-CN".to_owned()),
        }))
    }

    /// Sets the languages the browser asks for, as an `Accept-Language` header.
    #[must_use]
    pub fn reading(self, languages: &str) -> Self {
        languages.clone_into(&mut self.0.languages.lock().expect("the languages"));
        self
    }

    /// The address requests come from.
    #[must_use]
    pub fn address(&self) -> IpAddr {
        self.0.address
    }

    /// A cookie's value, by its name without the prefix that binds it to the host.
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.0
            .cookies
            .lock()
            .expect("the cookies")
            .get(name)
            .cloned()
    }

    /// Sets a cookie; an empty value takes it away.
    pub fn set_cookie(&self, name: &str, value: &str) {
        let mut cookies = self.0.cookies.lock().expect("the cookies");
        if value.is_empty() {
            cookies.remove(name);
        } else {
            cookies.insert(name.to_owned(), value.to_owned());
        }
    }

    /// Lets the time pass a person needs to read a page. A site in another process is set up to do
    /// without it (`risk.form_least_seconds`).
    pub(crate) fn read(&self, seconds: u16) {
        if let Some(clock) = &self.0.clock {
            clock.pass(seconds.into());
        }
    }

    /// The token this browser's forms carry.
    ///
    /// # Panics
    /// When the session cannot be read, or the site is in another process.
    #[must_use]
    pub fn form_token(&self) -> String {
        let app = self.0.wire.app().expect("the site is in this process");
        let alive = |token: &String| {
            let holder = ::app::identity::session::authenticate(app, token).wait();
            holder
                .expect("the session is read")
                .caller
                .person()
                .is_some()
        };
        let bound = self.cookie("tongdao_session").filter(alive).or_else(|| {
            if self.cookie("tongdao_visitor").is_none() {
                drop(self.get("/signin"));
            }
            self.cookie("tongdao_visitor")
        });
        app.keyring.form_token(&bound.unwrap_or_default())
    }

    /// Asks for a page and shows the first answer, a redirect included.
    #[must_use]
    pub fn get(&self, path: &str) -> Page {
        self.send("GET", path, None, Vec::new())
    }

    /// Asks for a page, follows redirects, and expects to see one.
    ///
    /// # Panics
    /// When the answer is not 200.
    #[must_use]
    pub fn open(&self, path: &str) -> Page {
        self.get(path).follow().expect(200)
    }

    /// Sends a form that no page has offered, with a right token.
    #[must_use]
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let token = self.form_token();
        let mut pairs = vec![("csrf".to_owned(), token)];
        pairs.extend(
            fields
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        self.send(
            "POST",
            path,
            Some("application/x-www-form-urlencoded"),
            encode(&pairs),
        )
    }

    /// Sends any request from this browser.
    #[must_use]
    pub fn send(&self, method: &str, path: &str, content: Option<&str>, body: Vec<u8>) -> Page {
        self.send_with(&[], method, path, content, body)
    }

    /// The same with headers of its own; an empty value takes one away, and one that is named twice
    /// is sent twice.
    ///
    /// # Panics
    /// When a header is none, or nobody answers.
    #[must_use]
    pub fn send_with(
        &self,
        headers: &[(&'static str, &str)],
        method: &str,
        path: &str,
        content: Option<&str>,
        body: Vec<u8>,
    ) -> Page {
        self.try_send(headers, method, path, content, body)
            .unwrap_or_else(|lost| panic!("{path} is not answered: {}", lost.0))
    }

    /// The same, where it is expected that nobody answers.
    ///
    /// # Errors
    /// [`Lost`].
    ///
    /// # Panics
    /// When a header is none.
    pub fn try_send(
        &self,
        headers: &[(&'static str, &str)],
        method: &str,
        path: &str,
        content: Option<&str>,
        body: Vec<u8>,
    ) -> Result<Page, Lost> {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "partner.test")
            .header(header::USER_AGENT, "Mozilla/5.0 (test)")
            .header(
                header::ACCEPT_LANGUAGE,
                self.0.languages.lock().expect("the languages").as_str(),
            );
        if method != "GET" {
            request = request.header("sec-fetch-site", "same-origin");
        }
        if let Some(content) = content {
            request = request.header(header::CONTENT_TYPE, content);
        }
        let cookies: Vec<String> = {
            let cookies = self.0.cookies.lock().expect("the cookies");
            cookies
                .iter()
                .map(|(name, value)| format!("{BOUND}{name}={value}"))
                .collect()
        };
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        let mut request = request.body(body).expect("a sound request");
        for (name, _) in headers {
            request.headers_mut().remove(*name);
        }
        for (name, value) in headers.iter().filter(|(_, value)| !value.is_empty()) {
            let value = value.parse().expect("a sound header");
            request.headers_mut().append(*name, value);
        }
        let (parts, body) = self.0.wire.carry(request)?.into_parts();
        self.keep_cookies(&parts.headers);
        Ok(Page::new(
            self.clone(),
            path,
            parts.status.as_u16(),
            parts.headers,
            body,
        ))
    }

    fn keep_cookies(&self, headers: &HeaderMap) {
        for value in headers.get_all(header::SET_COOKIE) {
            let text = value.to_str().expect("a cookie in ASCII");
            for wanted in ["; HttpOnly", "; SameSite=Lax", "; Secure", "; Path=/"] {
                assert!(text.contains(wanted), "{text} lacks {wanted}");
            }
            let (pair, attributes) = text.split_once(';').unwrap_or((text, ""));
            let (name, value) = pair.split_once('=').expect("a cookie has a name");
            let name = name
                .strip_prefix(BOUND)
                .expect("a cookie is bound to its host");
            let gone = attributes.contains("Max-Age=0");
            self.set_cookie(name, if gone { "" } else { value });
        }
    }
}

/// Pairs as browsers write them into a body.
pub(crate) fn encode(pairs: &[(String, String)]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in pairs {
        if !body.is_empty() {
            body.push(b'&');
        }
        escape(&mut body, name);
        body.push(b'=');
        escape(&mut body, value);
    }
    body
}

fn escape(body: &mut Vec<u8>, text: &str) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => body.push(byte),
            b' ' => body.push(b'+'),
            _ => body.extend([
                b'%',
                DIGITS[usize::from(byte >> 4)],
                DIGITS[usize::from(byte & 15)],
            ]),
        }
    }
}
