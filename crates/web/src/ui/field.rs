//! One form field: label, hint, control, messages, always in this order.

use crate::ui::parts::{Link, Text};
use app::i18n::Texts;
use askama::Template;
use askama::filters::HtmlSafe;

/// A choice of a select, of radio buttons or of ticks.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// What is sent.
    pub value: Text,
    /// What is shown.
    pub label: Text,
    /// More about it; a select does not show it.
    pub hint: Option<Text>,
    /// Chosen, besides the field's value: needed where several can be.
    pub selected: bool,
    /// Shown but not to be chosen.
    pub disabled: bool,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl Into<Text>, label: impl Into<Text>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            ..Self::default()
        }
    }

    /// Says more about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Text>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Chooses it.
    #[must_use]
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }

    /// Shows it, but does not let it be chosen; say why in the hint.
    #[must_use]
    pub fn disabled(mut self) -> Self {
        self.disabled = true;
        self
    }
}

/// What kind of control a field has.
#[derive(Debug, Clone)]
pub enum FieldKind {
    /// A line of text.
    Text,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Tel,
    /// A web address.
    Url,
    /// A calendar date, `2026-07-15`.
    Date,
    /// A number; text with a numeric keyboard, because browsers mangle number inputs.
    Number,
    /// A password; its value is never sent back to the page.
    Password,
    /// A short code from a message or an authenticator.
    Code,
    /// Several lines of text.
    Textarea {
        /// How many lines are shown at first.
        rows: u32,
    },
    /// One of many.
    Select(Vec<Choice>),
    /// One of a few.
    Radio(Vec<Choice>),
    /// Any of a few.
    Ticks(Vec<Choice>),
    /// Yes or nothing; sends `true`.
    Tick,
    /// Files.
    File {
        /// The `accept` attribute, `.pdf,.jpg,.png`.
        accept: Text,
        /// Whether several can be chosen at once.
        multiple: bool,
    },
}

/// A form field; made with one of the constructors, then refined with the builder methods.
#[derive(Debug, Clone)]
pub struct Field {
    /// The name it is sent under.
    pub name: Text,
    /// Its id in the page, the name unless set.
    pub id: Text,
    /// Its label.
    pub label: Text,
    /// What to know before answering.
    pub hint: Option<Text>,
    /// The control.
    pub kind: FieldKind,
    /// What was answered, as typed.
    pub value: String,
    /// What is wrong and how to put it right.
    pub error: Option<Text>,
    /// What looks odd but is accepted.
    pub warning: Option<Text>,
    /// What was verified.
    pub good: Option<Text>,
    /// Whether an answer is needed.
    pub required: bool,
    /// Words instead of "optional".
    pub optional_note: Option<Text>,
    /// No mark "optional": filters, confirmations.
    pub unmarked: bool,
    /// Fixed text before the control.
    pub prefix: Option<Text>,
    /// Fixed text after the control.
    pub suffix: Option<Text>,
    /// The `autocomplete` attribute.
    pub autocomplete: Option<&'static str>,
    /// The `inputmode` attribute.
    pub inputmode: Option<&'static str>,
    /// The longest answer, in UTF-16 units as browsers count.
    pub maxlength: Option<u32>,
    /// Earliest date.
    pub min: Option<Text>,
    /// Latest date.
    pub max: Option<Text>,
    /// Shown, sent, not to be changed.
    pub readonly: bool,
    /// Shown, not sent.
    pub disabled: bool,
    /// Whether the length is counted under the control; needs `maxlength`.
    pub counter: bool,
    /// Whether it takes the whole row.
    pub wide: bool,
    /// A text to read, after the label of a tick.
    pub link: Option<Link>,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $constructor:ident => $kind:expr),+ $(,)?) => {
        $(
            $(#[$doc])*
            pub fn $constructor(name: impl Into<Text>, label: impl Into<Text>) -> Self {
                Self::new(name, label, $kind)
            }
        )+
    };
}

impl Field {
    kinds! {
        /// A line of text.
        text => FieldKind::Text,
        /// An e-mail address.
        email => FieldKind::Email,
        /// A telephone number.
        tel => FieldKind::Tel,
        /// A web address.
        url => FieldKind::Url,
        /// A date.
        date => FieldKind::Date,
        /// A decimal number; [`Field::whole`] for a whole one.
        number => FieldKind::Number,
        /// A password.
        password => FieldKind::Password,
        /// A six-digit code; set `maxlength` for other lengths.
        code => FieldKind::Code,
        /// Several lines.
        textarea => FieldKind::Textarea { rows: 3 },
        /// A yes.
        tick => FieldKind::Tick,
    }

    /// A field of some kind.
    pub fn new(name: impl Into<Text>, label: impl Into<Text>, kind: FieldKind) -> Self {
        let name = name.into();
        let (autocomplete, inputmode, maxlength) = match kind {
            FieldKind::Email => (Some("email"), None, None),
            FieldKind::Tel => (None, Some("tel"), None),
            FieldKind::Url => (Some("url"), None, None),
            FieldKind::Number => (None, Some("decimal"), None),
            FieldKind::Password => (Some("current-password"), None, None),
            FieldKind::Code => (Some("one-time-code"), Some("numeric"), Some(6)),
            _ => (None, None, None),
        };
        let wide = matches!(
            kind,
            FieldKind::Radio(_) | FieldKind::Ticks(_) | FieldKind::Tick
        );
        Self {
            id: name.clone(),
            name,
            label: label.into(),
            hint: None,
            kind,
            value: String::new(),
            error: None,
            warning: None,
            good: None,
            required: false,
            optional_note: None,
            unmarked: false,
            prefix: None,
            suffix: None,
            autocomplete,
            inputmode,
            maxlength,
            min: None,
            max: None,
            readonly: false,
            disabled: false,
            counter: false,
            wide,
            link: None,
        }
    }

    /// One of many.
    pub fn select(name: impl Into<Text>, label: impl Into<Text>, choices: Vec<Choice>) -> Self {
        Self::new(name, label, FieldKind::Select(choices))
    }

    /// One of a few.
    pub fn radio(name: impl Into<Text>, label: impl Into<Text>, choices: Vec<Choice>) -> Self {
        Self::new(name, label, FieldKind::Radio(choices))
    }

    /// Any of a few.
    pub fn ticks(name: impl Into<Text>, label: impl Into<Text>, choices: Vec<Choice>) -> Self {
        Self::new(name, label, FieldKind::Ticks(choices))
    }

    /// Files of the kinds in `accept`.
    pub fn file(
        name: impl Into<Text>,
        label: impl Into<Text>,
        accept: impl Into<Text>,
        multiple: bool,
    ) -> Self {
        Self::new(
            name,
            label,
            FieldKind::File {
                accept: accept.into(),
                multiple,
            },
        )
    }

    /// Sets the id, where a name occurs twice in a page.
    #[must_use]
    pub fn id(mut self, id: impl Into<Text>) -> Self {
        self.id = id.into();
        self
    }

    /// Sets what to know before answering.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Text>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Sets what was answered.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// Ticks or unticks a tick.
    #[must_use]
    pub fn checked(self, checked: bool) -> Self {
        self.value(if checked { "yes" } else { "" })
    }

    /// Sets what is wrong, if anything.
    #[must_use]
    pub fn error(mut self, error: Option<impl Into<Text>>) -> Self {
        self.error = error.map(Into::into);
        self
    }

    /// Sets what looks odd.
    #[must_use]
    pub fn warning(mut self, warning: Option<impl Into<Text>>) -> Self {
        self.warning = warning.map(Into::into);
        self
    }

    /// Sets what was verified.
    #[must_use]
    pub fn good(mut self, good: Option<impl Into<Text>>) -> Self {
        self.good = good.map(Into::into);
        self
    }

    /// An answer is needed.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Words instead of "optional".
    #[must_use]
    pub fn optional_note(mut self, note: impl Into<Text>) -> Self {
        self.optional_note = Some(note.into());
        self
    }

    /// No mark "optional".
    #[must_use]
    pub fn unmarked(mut self) -> Self {
        self.unmarked = true;
        self
    }

    /// Fixed text before the control.
    #[must_use]
    pub fn prefix(mut self, prefix: impl Into<Text>) -> Self {
        self.prefix = Some(prefix.into());
        self
    }

    /// Fixed text after the control.
    #[must_use]
    pub fn suffix(mut self, suffix: impl Into<Text>) -> Self {
        self.suffix = Some(suffix.into());
        self
    }

    /// Sets the `autocomplete` attribute.
    #[must_use]
    pub fn autocomplete(mut self, value: &'static str) -> Self {
        self.autocomplete = Some(value);
        self
    }

    /// Sets the `inputmode` attribute.
    #[must_use]
    pub fn inputmode(mut self, value: &'static str) -> Self {
        self.inputmode = Some(value);
        self
    }

    /// A whole number.
    #[must_use]
    pub fn whole(self) -> Self {
        self.inputmode("numeric")
    }

    /// Sets the longest answer.
    #[must_use]
    pub fn maxlength(mut self, length: u32) -> Self {
        self.maxlength = Some(length);
        self
    }

    /// Sets the longest answer and counts towards it.
    #[must_use]
    pub fn counter(mut self, length: u32) -> Self {
        self.counter = true;
        self.maxlength(length)
    }

    /// Sets the earliest and the latest date.
    #[must_use]
    pub fn between(mut self, min: Option<Text>, max: Option<Text>) -> Self {
        (self.min, self.max) = (min, max);
        self
    }

    /// Sets the number of lines of a textarea.
    #[must_use]
    pub fn rows(mut self, rows: u32) -> Self {
        if let FieldKind::Textarea { rows: lines } = &mut self.kind {
            *lines = rows;
        }
        self
    }

    /// Shown and sent, not to be changed.
    #[must_use]
    pub fn readonly(mut self) -> Self {
        self.readonly = true;
        self
    }

    /// Shown, not sent.
    #[must_use]
    pub fn disabled(mut self) -> Self {
        self.disabled = true;
        self
    }

    /// Takes the whole row.
    #[must_use]
    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    /// A text to read, after the label of a tick.
    #[must_use]
    pub fn link(mut self, href: impl Into<Text>, label: impl Into<Text>) -> Self {
        self.link = Some(Link::new(href, label));
        self
    }

    /// The field as markup.
    #[must_use]
    pub fn show(&self, t: &'static Texts) -> FieldView<'_> {
        FieldView { f: self, t }
    }
}

/// A field with the texts it needs.
#[derive(Template)]
#[template(path = "components/field.html")]
pub struct FieldView<'a> {
    f: &'a Field,
    t: &'static Texts,
}

impl HtmlSafe for FieldView<'_> {}

/// Whether a text is a date as a browser's date field takes it.
fn date(text: &str) -> bool {
    text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
}

impl FieldView<'_> {
    /// The `type` attribute of an input.
    fn input_type(&self) -> &'static str {
        match self.f.kind {
            FieldKind::Email => "email",
            FieldKind::Tel => "tel",
            FieldKind::Url => "url",
            // A browser shows nothing of a date that is none: what was typed stays to be mended.
            FieldKind::Date if self.f.value.is_empty() || date(&self.f.value) => "date",
            FieldKind::Password => "password",
            _ => "text",
        }
    }

    /// The value, except a password's.
    fn value(&self) -> &str {
        if matches!(self.f.kind, FieldKind::Password) {
            ""
        } else {
            &self.f.value
        }
    }

    /// Whether the value is a token in which spelling means nothing.
    fn unspelled(&self) -> bool {
        let kind = &self.f.kind;
        let token = matches!(
            kind,
            FieldKind::Email | FieldKind::Url | FieldKind::Code | FieldKind::Password
        );
        token || (matches!(kind, FieldKind::Text) && self.f.inputmode.is_some())
    }

    fn mark_optional(&self) -> bool {
        !(self.f.required || self.f.unmarked || self.f.readonly || self.f.disabled)
    }

    fn has_messages(&self) -> bool {
        let f = self.f;
        f.error.is_some() || f.warning.is_some() || f.good.is_some() || self.counts()
    }

    fn counts(&self) -> bool {
        self.f.counter && self.f.maxlength.is_some()
    }

    fn length(&self) -> usize {
        self.f.value.chars().count()
    }

    fn described(&self) -> bool {
        let f = self.f;
        f.hint.is_some() || f.error.is_some() || f.warning.is_some() || f.good.is_some()
    }

    fn ticked(&self) -> bool {
        !self.f.value.is_empty() && self.f.value != "false"
    }

    fn chosen(&self, choice: &Choice) -> bool {
        choice.selected || (choice.value == self.f.value && !self.f.value.is_empty())
    }

    /// Whether a select needs an entry for "nothing chosen".
    fn offers_nothing(&self, choices: &[Choice]) -> bool {
        let answered = choices.iter().any(|c| self.chosen(c));
        let own = choices.iter().any(|c| c.value.is_empty());
        !(own || (self.f.required && answered))
    }

    fn choice_type(&self) -> &'static str {
        if matches!(self.f.kind, FieldKind::Radio(_)) {
            "radio"
        } else {
            "checkbox"
        }
    }
}

/// What is wrong with a form: a sentence and a link to each field.
#[derive(Debug, Clone, Template)]
#[template(path = "components/error_summary.html")]
pub struct ErrorSummary {
    /// "Correct 2 things before you submit".
    pub title: String,
    /// The id of the field, empty where it concerns the whole form, and the words.
    pub items: Vec<(Text, String)>,
    /// Whether the page starts there; true unless several forms share a page.
    pub focus: bool,
}

impl HtmlSafe for ErrorSummary {}

impl ErrorSummary {
    /// The summary of the fields that have errors; `None` if none has.
    pub fn of<'a>(t: &Texts, fields: impl IntoIterator<Item = &'a Field>) -> Option<Self> {
        Self::with(t, fields, [])
    }

    /// One line: what it is about and what is wrong. Ticks have whole sentences as labels.
    #[must_use]
    pub fn item(t: &Texts, label: &str, error: &str) -> String {
        let label = label.trim_end_matches(['.', '。']);
        t.format("error-item", &[("label", label), ("error", error)])
    }

    /// The same, with sentences first that concern the whole form.
    pub fn with<'a>(
        t: &Texts,
        fields: impl IntoIterator<Item = &'a Field>,
        whole: impl IntoIterator<Item = String>,
    ) -> Option<Self> {
        let mut items: Vec<_> = whole
            .into_iter()
            .map(|text| (Text::Borrowed(""), text))
            .collect();
        items.extend(fields.into_iter().filter_map(|field| {
            let error = field.error.as_deref()?;
            Some((field.id.clone(), Self::item(t, &field.label, error)))
        }));
        if items.is_empty() {
            return None;
        }
        let title = t.format(
            "error-summary-title",
            &[("count", &items.len().to_string())],
        );
        Some(Self {
            title,
            items,
            focus: true,
        })
    }
}
