//! Pages as a person meets them: their words, their forms, what is wrong at which field.

use crate::browser::encode;
use crate::wire::Lost;
use crate::{Browser, PUBLIC_URL};
use axum::http::HeaderMap;
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeMap;

/// An answer.
#[derive(Clone)]
pub struct Page {
    browser: Browser,
    path: String,
    status: u16,
    headers: HeaderMap,
    bytes: Vec<u8>,
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap_or_else(|error| panic!("{css}: {error}"))
}

fn words(element: ElementRef<'_>) -> String {
    let text: Vec<&str> = element.text().flat_map(str::split_whitespace).collect();
    text.join(" ")
}

impl Page {
    pub(crate) fn new(
        browser: Browser,
        path: &str,
        status: u16,
        headers: HeaderMap,
        bytes: Vec<u8>,
    ) -> Self {
        Self {
            browser,
            path: path.to_owned(),
            status,
            headers,
            bytes,
        }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The browser that shows it.
    #[must_use]
    pub fn browser(&self) -> &Browser {
        &self.browser
    }

    /// Where it was found.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// A header's value, empty when missing.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// All headers that are text.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.headers.iter();
        all.filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)))
    }

    /// Where a redirect leads, empty when it is none.
    #[must_use]
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// The bytes of the body.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The body as it is written.
    #[must_use]
    pub fn source(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// When it is none.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.bytes)
            .unwrap_or_else(|error| panic!("{}: {error}: {}", self.path, self.source()))
    }

    fn html(&self) -> Html {
        Html::parse_document(&self.source())
    }

    /// The words of the page, spaces joined.
    #[must_use]
    pub fn text(&self) -> String {
        words(self.html().root_element())
    }

    /// The same page, which must have this status.
    ///
    /// # Panics
    /// When it has another; the message shows what the page says.
    #[must_use]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(
            self.status,
            status,
            "{} leads to {:?} and says: {}",
            self.path,
            self.location(),
            self.text()
        );
        self
    }

    /// The same answer, which must lead to a place.
    ///
    /// # Panics
    /// When it leads elsewhere or nowhere.
    #[must_use]
    pub fn leads_to(self, place: &str) -> Self {
        assert_eq!(
            (self.status, self.location()),
            (303, place),
            "{} says: {}",
            self.path,
            self.text()
        );
        self
    }

    /// The page at the end of all redirects.
    ///
    /// # Panics
    /// When there are more than ten, or one leaves the site.
    #[must_use]
    pub fn follow(self) -> Self {
        let mut page = self;
        for _ in 0..10 {
            if !matches!(page.status, 301 | 302 | 303 | 307 | 308) {
                return page;
            }
            let to = page.location();
            let to = to.strip_prefix(PUBLIC_URL).unwrap_or(to);
            let to = to.split('#').next().unwrap_or_default().to_owned();
            assert!(
                to.starts_with('/') && !to.starts_with("//"),
                "{} leads away: {to}",
                page.path
            );
            page = page.browser.get(&to);
        }
        panic!("{} leads in circles", page.path);
    }

    /// The words of every element a selector finds.
    ///
    /// # Panics
    /// When the selector is none.
    #[must_use]
    pub fn all(&self, css: &str) -> Vec<String> {
        self.html().select(&selector(css)).map(words).collect()
    }

    /// An attribute of the first element a selector finds.
    ///
    /// # Panics
    /// When the selector is none.
    #[must_use]
    pub fn attribute(&self, css: &str, name: &str) -> Option<String> {
        let html = self.html();
        html.select(&selector(css))
            .next()?
            .value()
            .attr(name)
            .map(str::to_owned)
    }

    /// What the page says is wrong at a field.
    #[must_use]
    pub fn error_at(&self, field: &str) -> Option<String> {
        let html = self.html();
        let at = |id: &str| {
            let found = selector(&format!("[id=\"{id}-e\"]"));
            html.select(&found).next().map(words)
        };
        let by_name = || {
            let inputs = selector(&format!("[name=\"{field}\"]"));
            let mut ids = html.select(&inputs).filter_map(|input| input.value().id());
            ids.find_map(at)
        };
        at(field).or_else(by_name)
    }

    /// The fields the page finds something wrong with.
    #[must_use]
    pub fn errors(&self) -> BTreeMap<String, String> {
        let html = self.html();
        let messages = selector("p.err[id$=\"-e\"]");
        let found = html.select(&messages).filter_map(|message| {
            let field = message.value().id()?.strip_suffix("-e")?.to_owned();
            Some((field, words(message)))
        });
        found.collect()
    }

    /// The first form that is sent to a place.
    ///
    /// # Panics
    /// When the page has none.
    #[must_use]
    pub fn form(&self, action: &str) -> Form {
        let mut forms = self.forms(action);
        assert!(
            !forms.is_empty(),
            "{} has no form for {action} and says: {}",
            self.path,
            self.text()
        );
        forms.remove(0)
    }

    /// Every form that is sent to a place.
    #[must_use]
    pub fn forms(&self, action: &str) -> Vec<Form> {
        let html = self.html();
        let found = selector(&format!("form[action=\"{action}\"]"));
        html.select(&found)
            .map(|form| Form::read(self, action, form))
            .collect()
    }

    /// Whether the page offers a form for a place.
    #[must_use]
    pub fn has_form(&self, action: &str) -> bool {
        !self.forms(action).is_empty()
    }
}

/// What a field takes.
#[derive(Debug, Clone)]
enum Takes {
    Anything,
    /// One of the values on offer.
    OneOf(Vec<String>),
    /// The value of its box, when ticked.
    Tick(String),
    File,
}

/// A form with its hidden inputs and what a browser would send of the rest.
#[derive(Clone)]
pub struct Form {
    browser: Browser,
    page: String,
    action: String,
    multipart: bool,
    takes: BTreeMap<String, Takes>,
    pairs: Vec<(String, String)>,
    files: Vec<(String, String, Vec<u8>)>,
}

impl Form {
    fn read(page: &Page, action: &str, form: ElementRef<'_>) -> Self {
        let multipart = form.value().attr("enctype") == Some("multipart/form-data");
        let mut read = Self {
            browser: page.browser.clone(),
            // A page without referrer tells nobody its address.
            page: if page.header("referrer-policy") == "no-referrer" {
                String::new()
            } else {
                page.path.clone()
            },
            action: action.to_owned(),
            multipart,
            takes: BTreeMap::new(),
            pairs: Vec::new(),
            files: Vec::new(),
        };
        for control in form.select(&selector("input, select, textarea")) {
            if control.value().attr("disabled").is_none()
                && let Some(name) = control.value().attr("name")
            {
                read.control(name, control);
            }
        }
        read
    }

    fn control(&mut self, name: &str, control: ElementRef<'_>) {
        let attribute = |name| control.value().attr(name);
        let value = attribute("value").unwrap_or_default().to_owned();
        let checked = attribute("checked").is_some();
        let (takes, sent) = match (control.value().name(), attribute("type")) {
            ("select", _) => {
                let options = selector("option:not([disabled])");
                let values: Vec<_> = control
                    .select(&options)
                    .map(|o| {
                        (
                            o.value().attr("value").unwrap_or_default().to_owned(),
                            o.value().attr("selected").is_some(),
                        )
                    })
                    .collect();
                let chosen = values.iter().find(|(_, chosen)| *chosen).or(values.first());
                let chosen = chosen.map(|(value, _)| value.clone());
                (
                    Takes::OneOf(values.into_iter().map(|(value, _)| value).collect()),
                    chosen,
                )
            }
            ("textarea", _) => {
                let text: String = control.text().collect();
                (
                    Takes::Anything,
                    Some(text.strip_prefix('\n').unwrap_or(&text).to_owned()),
                )
            }
            (_, Some("checkbox")) => (Takes::Tick(value.clone()), checked.then_some(value)),
            (_, Some("radio")) => {
                if let Some(Takes::OneOf(values)) = self.takes.get_mut(name) {
                    values.push(value.clone());
                    if checked {
                        self.pairs.push((name.to_owned(), value));
                    }
                    return;
                }
                (Takes::OneOf(vec![value.clone()]), checked.then_some(value))
            }
            (_, Some("file")) => (Takes::File, None),
            (_, Some("submit" | "button" | "reset" | "image")) => return,
            _ => (Takes::Anything, Some(value)),
        };
        self.takes.insert(name.to_owned(), takes);
        self.pairs
            .extend(sent.map(|value| (name.to_owned(), value)));
    }

    /// What a field holds now.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.pairs
            .iter()
            .find(|(found, _)| found == name)
            .map_or("", |(_, value)| value)
    }

    /// Where the form is sent.
    #[must_use]
    pub fn action(&self) -> &str {
        &self.action
    }

    /// The names of what would be sent, each once.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.pairs.iter().map(|(name, _)| name.clone()).collect();
        names.sort();
        names.dedup();
        names
    }

    /// Whether the form has a field.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.takes.contains_key(name)
    }

    /// Fills a field in, as far as a person can: a list takes what it offers.
    ///
    /// # Panics
    /// When there is no such field or it does not offer the value.
    #[must_use]
    pub fn fill(self, name: &str, value: &str) -> Self {
        match self.takes.get(name) {
            None => panic!(
                "{} has no field {name}, but {:?}",
                self.action,
                self.takes.keys()
            ),
            Some(Takes::OneOf(values)) => {
                assert!(
                    values.iter().any(|v| v == value),
                    "{name} does not offer {value}: {values:?}"
                );
            }
            Some(Takes::Tick(offered)) => {
                assert_eq!(offered, value, "the box {name} sends its value")
            }
            Some(Takes::File) => panic!("{name} takes a file"),
            Some(Takes::Anything) => {}
        }
        self.put(name, value)
    }

    /// Fills in every answer the form has a field for.
    #[must_use]
    pub fn fill_all(self, answers: &BTreeMap<String, String>) -> Self {
        let mut form = self;
        for (name, value) in answers {
            if form.has(name) {
                form = form.fill(name, value);
            }
        }
        form
    }

    /// Ticks a box.
    ///
    /// # Panics
    /// When there is no such box.
    #[must_use]
    pub fn tick(self, name: &str) -> Self {
        let Some(Takes::Tick(value)) = self.takes.get(name) else {
            panic!("{} has no box {name}", self.action)
        };
        let value = value.clone();
        self.put(name, &value)
    }

    /// Sets a field to anything, whether the form has it or not.
    #[must_use]
    pub fn put(mut self, name: &str, value: &str) -> Self {
        match self.pairs.iter_mut().find(|(found, _)| found == name) {
            Some((_, present)) => value.clone_into(present),
            None => self.pairs.push((name.to_owned(), value.to_owned())),
        }
        self
    }

    /// Sends a field once more.
    #[must_use]
    pub fn again(mut self, name: &str, value: &str) -> Self {
        self.pairs.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Leaves a field out.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.pairs.retain(|(found, _)| found != name);
        self
    }

    /// Chooses a file.
    #[must_use]
    pub fn attach(mut self, name: &str, file: &str, bytes: &[u8]) -> Self {
        self.files
            .push((name.to_owned(), file.to_owned(), bytes.to_vec()));
        self
    }

    /// Sends the form elsewhere, as a button with its own address does.
    #[must_use]
    pub fn to(mut self, action: &str) -> Self {
        action.clone_into(&mut self.action);
        self
    }

    /// Sends the form and shows the first answer. A form that looks at how long it was read is read
    /// for two seconds first; [`Form::rush`] does not.
    ///
    /// # Panics
    /// When nobody answers.
    #[must_use]
    pub fn submit(&self) -> Page {
        if self.has("made") {
            self.browser.read(2);
        }
        self.rush()
    }

    /// Sends the form at once, as programs do.
    ///
    /// # Panics
    /// When nobody answers.
    #[must_use]
    pub fn rush(&self) -> Page {
        self.try_submit()
            .unwrap_or_else(|lost| panic!("{} is not answered: {}", self.action, lost.0))
    }

    /// Sends the form, where it is expected that nobody answers.
    ///
    /// # Errors
    /// [`Lost`].
    pub fn try_submit(&self) -> Result<Page, Lost> {
        let (content, body) = if self.multipart {
            self.parts()
        } else {
            (
                "application/x-www-form-urlencoded".to_owned(),
                encode(&self.pairs),
            )
        };
        // Browsers name the page a form was on.
        let page = if self.page.is_empty() {
            String::new()
        } else {
            format!("{PUBLIC_URL}{}", self.page)
        };
        self.browser.try_send(
            &[("referer", &page)],
            "POST",
            &self.action,
            Some(&content),
            body,
        )
    }

    fn parts(&self) -> (String, Vec<u8>) {
        const BOUNDARY: &str = "----tongdao-test-boundary-7MA4YWxkTrZu0gW";
        let mut body = Vec::new();
        for (name, value) in &self.pairs {
            let head =
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
            body.extend([head.as_bytes(), value.as_bytes(), b"\r\n"].concat());
        }
        for (name, file, bytes) in &self.files {
            let head = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend([head.as_bytes(), bytes.as_slice(), b"\r\n"].concat());
        }
        body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
        (format!("multipart/form-data; boundary={BOUNDARY}"), body)
    }
}
