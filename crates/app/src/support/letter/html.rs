//! The words of a page of HTML. Nothing of it is fetched or run: pictures, scripts, styles and where
//! links lead to are left out.

/// Elements whose inside is not for reading.
const UNREAD: [&str; 11] = [
    "script", "style", "title", "template", "noscript", "svg", "math", "object", "iframe",
    "select", "textarea",
];
/// Elements that begin and end a line.
const BLOCKS: [&str; 26] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "li",
    "main",
    "ol",
    "p",
    "section",
    "table",
    "ul",
];
/// Deepest quotation that is told from the one around it.
const DEEPEST: usize = 5;

#[derive(Default)]
struct Page {
    text: String,
    quotes: usize,
    preformatted: usize,
    /// Whether something stands on the present line.
    begun: bool,
    /// Whether white space came since.
    spaced: bool,
}

impl Page {
    fn end_line(&mut self) {
        if self.begun {
            self.break_line();
        }
    }

    fn break_line(&mut self) {
        if !self.begun {
            self.text.push_str(&">".repeat(self.quotes));
        }
        self.text.push('\n');
        (self.begun, self.spaced) = (false, false);
    }

    fn put(&mut self, c: char) {
        if c == '\n' && self.preformatted > 0 {
            self.break_line();
        } else if c.is_whitespace() && c != '\u{a0}' && self.preformatted == 0 {
            self.spaced = true;
        } else {
            if !self.begun && self.quotes > 0 {
                self.text.push_str(&">".repeat(self.quotes));
                self.text.push(' ');
            } else if self.spaced && self.begun {
                self.text.push(' ');
            }
            self.text.push(c);
            (self.begun, self.spaced) = (true, false);
        }
    }

    fn tag(&mut self, name: &str, closes: bool) {
        match (name, closes) {
            ("br", _) => self.break_line(),
            ("hr", _) => self.end_line(),
            ("td" | "th", _) => self.spaced = true,
            ("pre", false) => {
                self.end_line();
                self.preformatted += 1;
            }
            ("pre", true) => {
                self.end_line();
                self.preformatted = self.preformatted.saturating_sub(1);
            }
            ("tr", _) => self.end_line(),
            _ if BLOCKS.contains(&name) => {
                self.end_line();
                match (name, closes) {
                    ("blockquote", false) => self.quotes = (self.quotes + 1).min(DEEPEST),
                    ("blockquote", true) => self.quotes = self.quotes.saturating_sub(1),
                    ("li", false) => "- ".chars().for_each(|c| self.put(c)),
                    _ => {}
                }
            }
            _ => {}
        }
    }
}

/// The words, each line as a reader sees it; quotations begin with `>`.
pub(super) fn text_of(html: &str) -> String {
    let mut page = Page::default();
    let mut rest = html;
    while let Some(c) = rest.chars().next() {
        if c == '<' {
            if let Some(after) = markup(rest, &mut page) {
                rest = after;
                continue;
            }
        } else if c == '&'
            && let Some((c, after)) = entity(rest)
        {
            page.put(c);
            rest = after;
            continue;
        }
        page.put(c);
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    page.text
}

/// Reads the markup at the beginning of a text and says what follows; none where it is only a `<`.
fn markup<'h>(html: &'h str, page: &mut Page) -> Option<&'h str> {
    if html.starts_with("<!--") {
        return Some(after(html, "-->"));
    }
    let inside = html.get(1..)?;
    let closes = inside.starts_with('/');
    let name = inside.trim_start_matches('/');
    let first = name.chars().next()?;
    if !first.is_ascii_alphabetic() {
        // <!doctype>, <?xml?>, conditional comments of office programs.
        return inside
            .starts_with(['!', '?', '/'])
            .then(|| after(html, ">"));
    }
    let end = name
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(name.len());
    let (name, attributes) = name.split_at(end);
    let name = name.to_ascii_lowercase();
    let rest = beyond(attributes);
    if !closes && UNREAD.contains(&name.as_str()) {
        let end = find(rest, &format!("</{name}")).and_then(|at| rest.get(at..));
        return Some(end.map_or("", |end| after(end, ">")));
    }
    page.tag(&name, closes);
    Some(rest)
}

/// What follows the `>` that ends a tag; one in quotation marks does not.
fn beyond(attributes: &str) -> &str {
    let mut quote = None;
    for (at, c) in attributes.char_indices() {
        match (quote, c) {
            (None, '>') => return attributes.get(at + 1..).unwrap_or_default(),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    ""
}

fn after<'h>(html: &'h str, end: &str) -> &'h str {
    html.find(end)
        .and_then(|at| html.get(at + end.len()..))
        .unwrap_or_default()
}

/// Where a text stands, whatever its capitals.
fn find(html: &str, what: &str) -> Option<usize> {
    html.as_bytes()
        .windows(what.len())
        .position(|window| window.eq_ignore_ascii_case(what.as_bytes()))
}

/// The character an entity stands for, and what follows it.
fn entity(html: &str) -> Option<(char, &str)> {
    let end = html.bytes().take(12).position(|byte| byte == b';')?;
    let (name, rest) = (html.get(1..end)?, html.get(end + 1..)?);
    let number = |digits: &str, radix| {
        u32::from_str_radix(digits, radix)
            .ok()
            .and_then(char::from_u32)
    };
    let c = match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "hellip" => '…',
        "mdash" => '—',
        "ndash" => '–',
        "ldquo" => '“',
        "rdquo" => '”',
        "lsquo" => '‘',
        "rsquo" => '’',
        "middot" => '·',
        "copy" => '©',
        "yen" => '¥',
        "euro" => '€',
        _ => match name.strip_prefix('#')? {
            hex if hex.starts_with(['x', 'X']) => number(hex.get(1..)?, 16)?,
            decimal => number(decimal, 10)?,
        },
    };
    Some((c, rest))
}
