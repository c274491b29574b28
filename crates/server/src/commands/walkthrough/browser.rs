//! A browser without script: cookies, redirects, links and forms as they stand in the page.

use super::Difference;
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeMap;
use std::time::Duration;
use ureq::Agent;
use ureq::http::{HeaderMap, Response, header};
use url::Url;

/// Redirects followed in a row before something is wrong.
const REDIRECTS: u32 = 8;
/// Largest answer that is read.
const ANSWER_BYTES: u64 = 16 * 1024 * 1024;

/// One visitor with cookies and the page in front of it.
pub(super) struct Browser {
    agent: Agent,
    base: Url,
    cookies: BTreeMap<String, String>,
    language: &'static str,
    pub(super) page: Page,
}

/// An answer.
#[derive(Default)]
pub(super) struct Page {
    pub(super) status: u16,
    pub(super) path: String,
    pub(super) bytes: Vec<u8>,
    pub(super) headers: HeaderMap,
}

/// A form with its fields as the page prefilled them.
pub(super) struct Form {
    action: String,
    multipart: bool,
    fields: Vec<(String, String)>,
    file: Option<(String, String, Vec<u8>)>,
}

impl Browser {
    pub(super) fn new(base: &Url, language: &'static str) -> Self {
        let agent = Agent::config_builder()
            .max_redirects(0)
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(60)))
            .build()
            .into();
        Self {
            agent,
            base: base.clone(),
            cookies: BTreeMap::new(),
            language,
            page: Page::default(),
        }
    }

    /// Opens a path and whatever it leads to.
    pub(super) fn open(&mut self, path: &str) -> Result<&Page, Difference> {
        let url = self.resolve(path)?;
        let answer = self.prepared(self.agent.get(url.as_str())).call();
        self.arrive(answer, url)
    }

    /// Sends a form of the page in front of it.
    pub(super) fn send(&mut self, form: Form) -> Result<&Page, Difference> {
        let url = self.resolve(&form.action)?;
        let request = self.prepared(self.agent.post(url.as_str()));
        let answer = if form.multipart {
            let boundary = "----tongdao-walkthrough-7d1c0f";
            let kind = format!("multipart/form-data; boundary={boundary}");
            request
                .header(header::CONTENT_TYPE, kind)
                .send(&form.multipart_body(boundary)[..])
        } else {
            request.send_form(form.fields.iter().map(|(n, v)| (n.as_str(), v.as_str())))
        };
        self.arrive(answer, url)
    }

    fn prepared<B>(&self, request: ureq::RequestBuilder<B>) -> ureq::RequestBuilder<B> {
        let cookies: Vec<_> = self
            .cookies
            .iter()
            .map(|(n, v)| format!("{n}={v}"))
            .collect();
        request
            .header(header::COOKIE, cookies.join("; "))
            .header(header::ACCEPT_LANGUAGE, self.language)
            .header(header::USER_AGENT, "tongdao-walkthrough (no script)")
    }

    fn resolve(&self, path: &str) -> Result<Url, Difference> {
        let url = self
            .base
            .join(path)
            .map_err(|e| Difference::new(format!("{path}: {e}")))?;
        if url.origin() == self.base.origin() {
            Ok(url)
        } else {
            Err(Difference::new(format!("{path} leads to another host")))
        }
    }

    fn arrive(
        &mut self,
        answer: Result<Response<ureq::Body>, ureq::Error>,
        mut url: Url,
    ) -> Result<&Page, Difference> {
        let mut answer = answer.map_err(|e| Difference::new(format!("{url}: {e}")))?;
        for _ in 0..REDIRECTS {
            self.keep_cookies(answer.headers());
            let to = answer
                .headers()
                .get(header::LOCATION)
                .and_then(|v| v.to_str().ok());
            let Some(to) = to.filter(|_| answer.status().is_redirection()) else {
                let (parts, mut body) = answer.into_parts();
                let bytes = body.with_config().limit(ANSWER_BYTES).read_to_vec();
                self.page = Page {
                    status: parts.status.as_u16(),
                    path: url.path().to_owned()
                        + &url.query().map_or_else(String::new, |q| format!("?{q}")),
                    bytes: bytes.map_err(|e| Difference::new(format!("{url}: {e}")))?,
                    headers: parts.headers,
                };
                return Ok(&self.page);
            };
            url = self.resolve(to)?;
            answer = self
                .prepared(self.agent.get(url.as_str()))
                .call()
                .map_err(|e| Difference::new(format!("{url}: {e}")))?;
        }
        Err(Difference::new(format!(
            "{url}: redirected more than {REDIRECTS} times"
        )))
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for cookie in headers.get_all(header::SET_COOKIE) {
            let text = cookie.to_str().unwrap_or_default();
            let Some((name, value)) = text.split(';').next().and_then(|c| c.split_once('=')) else {
                continue;
            };
            if text.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// The form of the page that goes to an address.
    pub(super) fn form(&self, action: &str) -> Result<Form, Difference> {
        let document = self.page.document();
        let forms = all(&document, "form");
        let form = forms
            .iter()
            .filter(|form| {
                form.attr("method")
                    .is_some_and(|m| m.eq_ignore_ascii_case("post"))
            })
            .find(|form| form.attr("action") == Some(action) || has_button(**form, action))
            .ok_or_else(|| {
                Difference::new(format!(
                    "{} has no form that goes to {action}; it says: {}",
                    self.page.path,
                    self.page.heading()
                ))
            })?;
        Ok(Form {
            action: action.to_owned(),
            multipart: form.attr("enctype") == Some("multipart/form-data"),
            fields: defaults(*form),
            file: None,
        })
    }
}

impl Page {
    /// The answer as text.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub(super) fn document(&self) -> Html {
        Html::parse_document(&self.text())
    }

    /// The page's heading, and its first error if it has one.
    pub(super) fn heading(&self) -> String {
        let document = self.document();
        let words = |css: &str| {
            all(&document, css)
                .first()
                .map(|e| e.text().collect::<Vec<_>>().join(" "))
                .unwrap_or_default()
        };
        let text = format!("{} {}", words("h1"), words(".banner.bad"));
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Everything a reader sees, with single spaces.
    pub(super) fn words(&self) -> String {
        let document = self.document();
        let text = all(&document, "main")
            .first()
            .map(|m| m.text().collect::<Vec<_>>().join(" "));
        text.unwrap_or_default()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// An attribute of the first element that fits.
    pub(super) fn attribute(&self, css: &str, name: &str) -> Option<String> {
        all(&self.document(), css)
            .first()
            .and_then(|e| e.attr(name))
            .map(str::to_owned)
    }

    /// Whether a form of the page, or a button of one, goes to an address.
    pub(super) fn has_form(&self, action: &str) -> bool {
        let document = self.document();
        let forms = all(&document, "form");
        forms
            .iter()
            .any(|form| form.attr("action") == Some(action) || has_button(*form, action))
    }

    /// Addresses of links that begin with a path.
    pub(super) fn links(&self, prefix: &str) -> Vec<String> {
        all(&self.document(), "a[href]")
            .iter()
            .filter_map(|a| a.attr("href"))
            .filter(|href| href.starts_with(prefix))
            .map(str::to_owned)
            .collect()
    }
}

/// Elements that fit a selector written in this program.
pub(super) fn all<'d>(document: &'d Html, css: &str) -> Vec<ElementRef<'d>> {
    Selector::parse(css)
        .map(|s| document.select(&s).collect())
        .unwrap_or_default()
}

/// Whether a form has a button of its own for an address.
fn has_button(form: ElementRef<'_>, action: &str) -> bool {
    let Ok(buttons) = Selector::parse("button[formaction]:not([disabled])") else {
        return false;
    };
    form.select(&buttons)
        .any(|button| button.attr("formaction") == Some(action))
}

/// What a browser would send if nobody touched the form.
fn defaults(form: ElementRef<'_>) -> Vec<(String, String)> {
    let Ok(controls) = Selector::parse("input[name], select[name], textarea[name]") else {
        return Vec::new();
    };
    let Ok(options) = Selector::parse("option") else {
        return Vec::new();
    };
    let mut fields = Vec::new();
    for control in form.select(&controls) {
        let name = control.attr("name").unwrap_or_default().to_owned();
        if control.attr("disabled").is_some() {
            continue;
        }
        let value = match (
            control.value().name(),
            control.attr("type").unwrap_or("text"),
        ) {
            ("input", "checkbox" | "radio") if control.attr("checked").is_none() => continue,
            ("input", "file" | "submit" | "button") => continue,
            ("input", _) => control.attr("value").unwrap_or_default().to_owned(),
            ("select", _) => {
                let all: Vec<_> = control.select(&options).collect();
                let chosen = all
                    .iter()
                    .find(|o| o.attr("selected").is_some())
                    .or(all.first());
                chosen
                    .and_then(|o| o.attr("value"))
                    .unwrap_or_default()
                    .to_owned()
            }
            _ => control.text().collect(),
        };
        fields.push((name, value));
    }
    fields
}

impl Form {
    /// Sets a field, as if typed, chosen or ticked.
    pub(super) fn fill(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(found, _)| found != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sets several fields.
    pub(super) fn fill_all(self, fields: &[(&str, &str)]) -> Self {
        fields
            .iter()
            .fold(self, |form, (name, value)| form.fill(name, value))
    }

    /// Whether there is a field of a name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(found, _)| found == name)
    }

    /// What a field holds.
    pub(super) fn value(&self, name: &str) -> &str {
        self.fields
            .iter()
            .find(|(found, _)| found == name)
            .map_or("", |(_, value)| value)
    }

    /// Chooses a file.
    pub(super) fn choose(mut self, name: &str, file_name: &str, bytes: &[u8]) -> Self {
        self.file = Some((name.to_owned(), file_name.to_owned(), bytes.to_vec()));
        self
    }

    fn multipart_body(&self, boundary: &str) -> Vec<u8> {
        let mut body = Vec::new();
        for (name, value) in &self.fields {
            body.extend_from_slice(
                format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                    .as_bytes(),
            );
        }
        if let Some((name, file, bytes)) = &self.file {
            body.extend_from_slice(
                format!(
                    "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                )
                .as_bytes(),
            );
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        body
    }
}
