//! Every text a person reads, in three languages, from the Fluent files in `locales/`.
//!
//! The files lie beside the use cases, because pages, mails and documents all read them. Messages
//! without variables are formatted once at start and cost a map look-up afterwards.

use domain::language::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::collections::HashMap;
use std::sync::LazyLock;

macro_rules! locales {
    ($($context:literal),+ $(,)?) => {
        /// The contexts that have a locale file each.
        pub const CONTEXTS: &[&str] = &[$($context),+];

        fn sources(language: Language) -> Vec<&'static str> {
            match language {
                Language::ZhHans => vec![$(include_str!(concat!("../locales/zh-Hans/", $context, ".ftl"))),+],
                Language::ZhHant => vec![$(include_str!(concat!("../locales/zh-Hant/", $context, ".ftl"))),+],
                Language::En => vec![$(include_str!(concat!("../locales/en/", $context, ".ftl"))),+],
            }
        }
    };
}

locales!(
    "common",
    "public",
    "registration",
    "identity",
    "enrolment",
    "fields",
    "problems",
    "portal",
    "console",
    "mail",
    "design",
);

static TEXTS: LazyLock<[Texts; 3]> = LazyLock::new(|| Language::ALL.map(Texts::load));

/// All messages of one language.
pub struct Texts {
    language: Language,
    plain: HashMap<String, String>,
    bundle: FluentBundle<FluentResource>,
}

/// The texts of a language.
#[must_use]
pub fn texts(language: Language) -> &'static Texts {
    match language {
        Language::ZhHans => &TEXTS[0],
        Language::ZhHant => &TEXTS[1],
        Language::En => &TEXTS[2],
    }
}

impl Texts {
    fn load(language: Language) -> Self {
        let mut bundle = FluentBundle::new_concurrent(language.tag().parse().into_iter().collect());
        // Isolation marks would show up in copied ids and passwords.
        bundle.set_use_isolating(false);
        let mut ids = Vec::new();
        for source in sources(language) {
            // A resource with faults keeps its good messages; the locale test names the faults.
            let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(r, _)| r);
            for entry in resource.entries() {
                if let fluent_syntax::ast::Entry::Message(message) = entry {
                    ids.push(message.id.name.to_owned());
                }
            }
            bundle.add_resource_overriding(resource);
        }
        let mut plain = HashMap::with_capacity(ids.len());
        for id in ids {
            let mut errors = Vec::new();
            let Some(pattern) = bundle.get_message(&id).and_then(|m| m.value()) else { continue };
            let text = bundle.format_pattern(pattern, None, &mut errors).into_owned();
            if errors.is_empty() {
                plain.insert(id, text);
            }
        }
        Self { language, plain, bundle }
    }

    /// The language of these texts.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// A message without variables. A missing one shows as `⟦id⟧`, which tests look for.
    #[must_use]
    pub fn get<'a>(&'a self, id: impl AsRef<str>) -> std::borrow::Cow<'a, str> {
        let id = id.as_ref();
        self.plain.get(id).map_or_else(|| self.format(id, &[]).into(), |text| text.as_str().into())
    }

    /// Whether a message exists.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    /// A message with its variables filled in.
    #[must_use]
    pub fn format(&self, id: &str, variables: &[(&str, &str)]) -> String {
        let mut args = FluentArgs::with_capacity(variables.len());
        for (name, value) in variables {
            // Whole numbers stay numbers, so that plurals work; a code like 012345 is a text.
            let number = value.parse::<u32>().ok().filter(|n| n.to_string() == *value);
            let value = number
                .map_or_else(|| FluentValue::from(*value), |n| FluentValue::from(f64::from(n)));
            args.set((*name).to_owned(), value);
        }
        let mut errors = Vec::new();
        self.bundle
            .get_message(id)
            .and_then(|message| message.value())
            .map_or_else(
                || format!("⟦{id}⟧"),
                |pattern| self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned(),
            )
    }

    /// All message ids, for the tests that compare the languages.
    pub fn ids(language: Language) -> Vec<(&'static str, String)> {
        let mut ids = Vec::new();
        for (context, source) in CONTEXTS.iter().zip(sources(language)) {
            let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(r, _)| r);
            for entry in resource.entries() {
                if let fluent_syntax::ast::Entry::Message(message) = entry {
                    ids.push((*context, message.id.name.to_owned()));
                }
            }
        }
        ids
    }
}

/// A calendar day as people write it: `2026年7月15日` or `15 July 2026`.
#[must_use]
pub fn date(language: Language, date: jiff::civil::Date) -> String {
    match language {
        Language::ZhHans | Language::ZhHant => {
            format!("{}年{}月{}日", date.year(), date.month(), date.day())
        }
        Language::En => date.strftime("%-d %B %Y").to_string(),
    }
}
