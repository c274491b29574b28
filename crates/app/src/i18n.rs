//! Every text a person reads, in three languages, from the Fluent files in `locales/`.
//!
//! The files lie beside the use cases, because pages, mails and documents all read them. Messages
//! without variables are formatted once at start and cost a map look-up afterwards.

mod pieces;

use domain::effects::Instant;
use domain::language::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use foldhash::fast::RandomState;
use pieces::Pieces;
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
    "actions",
    "wishes",
    "public",
    "registration",
    "network",
    "screening",
    "register",
    "identity",
    "recovery",
    "authenticator",
    "lost",
    "enrolment",
    "documents",
    "credit",
    "lifecycle",
    "fields",
    "problems",
    "portal",
    "accounts",
    "profiles",
    "staff",
    "domains",
    "integration",
    "delegation",
    "hooks",
    "relationships",
    "sandbox",
    "sandbox-account",
    "requests",
    "contact",
    "agreements",
    "selling",
    "offers",
    "programme",
    "price-lists",
    "special-prices",
    "pricing",
    "customers",
    "tags",
    "imports",
    "centre",
    "subscriptions",
    "support",
    "health",
    "notices",
    "billing",
    "setup",
    "console",
    "desk",
    "partners",
    "privacy",
    "mail",
    "design",
);

static TEXTS: LazyLock<[Texts; 3]> = LazyLock::new(|| Language::ALL.map(Texts::load));

/// All messages of one language.
pub struct Texts {
    language: Language,
    plain: HashMap<String, String, RandomState>,
    pieces: HashMap<String, Pieces, RandomState>,
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
        let (mut ids, mut pieces) = (Vec::new(), HashMap::default());
        for source in sources(language) {
            // A resource with faults keeps its good messages; the locale test names the faults.
            let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(r, _)| r);
            for entry in resource.entries() {
                if let fluent_syntax::ast::Entry::Message(message) = entry {
                    ids.push(message.id.name.to_owned());
                    if let Some(found) = message.value.as_ref().and_then(Pieces::of) {
                        pieces.insert(message.id.name.to_owned(), found);
                    }
                }
            }
            bundle.add_resource_overriding(resource);
        }
        let mut plain = HashMap::with_capacity_and_hasher(ids.len(), RandomState::default());
        for id in ids {
            let mut errors = Vec::new();
            let Some(pattern) = bundle.get_message(&id).and_then(|m| m.value()) else {
                continue;
            };
            let text = bundle
                .format_pattern(pattern, None, &mut errors)
                .into_owned();
            if errors.is_empty() {
                pieces.remove(&id);
                plain.insert(id, text);
            }
        }
        Self {
            language,
            plain,
            pieces,
            bundle,
        }
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
        self.plain
            .get(id)
            .map_or_else(|| self.format(id, &[]).into(), |text| text.as_str().into())
    }

    /// Whether a message exists.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    /// A message with its variables filled in.
    #[must_use]
    pub fn format(&self, id: &str, variables: &[(&str, &str)]) -> String {
        let pieces = self.pieces.get(id);
        if let Some(text) = pieces.and_then(|pieces| pieces.format(variables)) {
            return text;
        }
        self.interpret(id, variables)
    }

    fn interpret(&self, id: &str, variables: &[(&str, &str)]) -> String {
        let mut args = FluentArgs::with_capacity(variables.len());
        for (name, value) in variables {
            // Whole numbers stay numbers, so that plurals work; a code like 012345 is a text.
            let number = value
                .parse::<u32>()
                .ok()
                .filter(|n| n.to_string() == *value);
            let value = number.map_or_else(|| FluentValue::from(*value), FluentValue::from);
            args.set((*name).to_owned(), value);
        }
        let mut errors = Vec::new();
        self.bundle
            .get_message(id)
            .and_then(|message| message.value())
            .map_or_else(
                || format!("⟦{id}⟧"),
                |pattern| {
                    self.bundle
                        .format_pattern(pattern, Some(&args), &mut errors)
                        .into_owned()
                },
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

/// A moment as people write it, by a zone's clock: `2026年7月15日 16:30（北京时间）`,
/// `15 July 2026, 16:30 (Beijing time)`.
#[must_use]
pub fn date_time(language: Language, at: Instant, zone: &jiff::tz::TimeZone) -> String {
    let local = jiff::Timestamp::from_microsecond(at.0)
        .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
        .to_zoned(zone.clone());
    let (date, hour, minute) = (date(language, local.date()), local.hour(), local.minute());
    let name = match zone.iana_name() {
        Some("Asia/Shanghai") => texts(language).get("zone-asia-shanghai"),
        other => other.unwrap_or("UTC").into(),
    };
    match language {
        Language::En => format!("{date}, {hour:02}:{minute:02} ({name})"),
        Language::ZhHans | Language::ZhHant => format!("{date} {hour:02}:{minute:02}（{name}）"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_in_pieces_read_as_the_interpreter_writes_them() {
        for texts in Language::ALL.map(texts) {
            for (id, pieces) in &texts.pieces {
                let names = pieces.variables();
                for value in ["12", "0", "012", "1,000", "云帆 <b> {x}"] {
                    let given: Vec<_> = names.iter().map(|name| (*name, value)).collect();
                    assert_eq!(
                        texts.format(id, &given),
                        texts.interpret(id, &given),
                        "{id}"
                    );
                }
                assert_eq!(texts.format(id, &[]), texts.interpret(id, &[]), "{id}");
            }
        }
    }

    use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::{Path, PathBuf};

    /// Ids of which the code writes only the beginning; what follows is a word of its tables.
    const BEGINNINGS: &[&str] = &[
        "todo-",
        "news-",
        "notice-",
        "notice-mails-",
        "offer-change-state-",
        "offer-cycle-",
        "offer-fact-",
        "export-set-",
        "offer-qualification-",
        "programme-area-",
        "programme-effect-",
        "centre-fact-",
        "centre-role-",
        "charge-",
        "contact-new-",
        "contact-title-",
        "name-order-",
        "domain-reason-",
        "domain-state-",
        "account-status-",
        "agreement-standing-",
        "adverse-",
        "print-method-",
        "recover-",
        "refused-",
        "requests-status-",
        "subscription-status-",
        "cycle-",
        "telephone-notice-",
        "application-",
        "campaign-show-",
        "call-",
        "check-",
        "checklist-",
        "conflict-",
        "console-channel-",
        "console-credit-",
        "console-job-",
        "contact-",
        "country-",
        "credit-",
        "credit-source-",
        "inquiry-",
        "override-",
        "demo-",
        "demo-for-",
        "document-",
        "error-",
        "explorer-area-",
        "field-",
        "hint-",
        "home-need-",
        "hook-event-",
        "standing-banner-",
        "standing-cause-",
        "standing-act-",
        "standing-by-itself-",
        "import-kind-",
        "import-state-",
        "import-columns-",
        "import-column-",
        "import-lead-",
        "import-progress-",
        "import-count-",
        "import-row-",
        "hook-problem-",
        "hook-state-",
        "home-path-",
        "join-need-",
        "audit-lost-access-",
        "audit-api-log-",
        "lost-call-",
        "lost-next-",
        "lost-paper-",
        "lost-scan-",
        "lost-source-",
        "lost-state-",
        "lost-was-",
        "mail-",
        "mfa-",
        "moment-",
        "month-",
        "network-column-",
        "network-count-",
        "network-effect-",
        "network-kind-",
        "adjustment-amount-hint-",
        "adjustment-approve-",
        "adjustment-kind-",
        "adjustment-new-",
        "adjustment-state-",
        "credit-note-state-",
        "refund-state-",
        "dispute-state-",
        "fapiao-kind-",
        "fapiao-kind-red-",
        "fapiao-state-",
        "fapiao-tab-",
        "invoice-status-",
        "ledger-",
        "next-",
        "offers-sale-",
        "outcome-",
        "partner-status-",
        "partners-no-orders-",
        "payment-",
        "payment-pays-",
        "problem-",
        "profile-",
        "profiles-state-",
        "profiles-stage-",
        "profile-lead-",
        "pricing-change-",
        "price-list-shown-",
        "price-list-mail-",
        "special-price-shown-",
        "price-column-",
        "price-told-",
        "pricing-for-",
        "privacy-kind-",
        "privacy-state-",
        "privacy-decide-",
        "privacy-why-",
        "kept-",
        "holding-",
        "profile-title-",
        "queue-",
        "queue-time-",
        "reauth-",
        "screening-column-",
        "restricted-state-",
        "registration-",
        "reopened-",
        "registry-",
        "risk-",
        "resume-",
        "role-",
        "section-",
        "service-",
        "setup-alert-",
        "stage-",
        "standing-",
        "status-now-",
        "inquiry-",
        "inquiry-how-",
        "mail-inquiry-",
        "mail-support-",
        "mail-health-",
        "health-",
        "health-state-",
        "health-level-",
        "health-feed-",
        "health-fault-",
        "health-draft-",
        "health-maintenance-",
        "health-said-",
        "mail-maintenance-",
        "inquiry-severity-",
        "support-",
        "support-how-",
        "support-kind-",
        "support-severity-",
        "support-state-",
        "support-step-",
        "support-topic-",
        "task-",
        "taxpayer-",
        "toomany-",
        "usage-column-",
        "user-action-",
    ];
    /// What may follow such a word.
    const ENDINGS: &[&str] = &[
        "",
        "-about",
        "-empty",
        "-empty-text",
        "-body",
        "-button",
        "-hint",
        "-label",
        "-lead",
        "-link",
        "-note",
        "-open",
        "-subject",
        "-text",
        "-title",
        "-when",
    ];

    fn plain_ids(language: Language) -> BTreeMap<String, &'static str> {
        let mut ids = BTreeMap::new();
        for (context, id) in Texts::ids(language) {
            let before = ids.insert(id.clone(), context);
            assert_eq!(
                before,
                None,
                "{id} is in {context} and elsewhere, in {}",
                language.tag()
            );
        }
        ids
    }

    /// The variables of each message.
    fn variables(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let mut found = BTreeMap::new();
        for source in sources(language) {
            let resource = FluentResource::try_new(source.to_owned());
            let resource =
                resource.unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", language.tag()));
            for entry in resource.entries() {
                let Entry::Message(message) = entry else {
                    continue;
                };
                let mut names = BTreeSet::new();
                if let Some(pattern) = &message.value {
                    of_pattern(pattern, &mut names);
                }
                found.insert(message.id.name.to_owned(), names);
            }
        }
        found
    }

    fn of_pattern(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
        for element in &pattern.elements {
            let PatternElement::Placeable { expression } = element else {
                continue;
            };
            match expression {
                Expression::Inline(inline) => of_inline(inline, names),
                Expression::Select { selector, variants } => {
                    of_inline(selector, names);
                    variants
                        .iter()
                        .for_each(|variant| of_pattern(&variant.value, names));
                }
            }
        }
    }

    fn of_inline(inline: &InlineExpression<&str>, names: &mut BTreeSet<String>) {
        if let InlineExpression::VariableReference { id } = inline {
            names.insert(id.name.to_owned());
        }
    }

    #[test]
    fn the_languages_say_the_same_things() {
        let first = plain_ids(Language::ZhHans);
        assert!(first.len() > 500, "{} messages", first.len());
        for language in [Language::ZhHant, Language::En] {
            let other = plain_ids(language);
            let only = |a: &BTreeMap<String, _>, b: &BTreeMap<String, &str>| {
                a.keys()
                    .filter(|id| !b.contains_key(*id))
                    .cloned()
                    .collect::<Vec<_>>()
            };
            assert_eq!(
                only(&first, &other),
                Vec::<String>::new(),
                "missing in {}",
                language.tag()
            );
            assert_eq!(
                only(&other, &first),
                Vec::<String>::new(),
                "only in {}",
                language.tag()
            );
        }
    }

    #[test]
    fn every_message_has_its_variables_in_every_language() {
        let first = variables(Language::ZhHans);
        for language in [Language::ZhHant, Language::En] {
            for (id, names) in variables(language) {
                // A plural may name a number the Chinese text does without.
                let wanted = first.get(&id).cloned().unwrap_or_default();
                assert_eq!(names, wanted, "{id} in {}", language.tag());
            }
        }
    }

    #[test]
    fn english_is_english_and_nothing_is_empty() {
        for language in Language::ALL {
            let texts = texts(language);
            for id in plain_ids(language).keys() {
                assert!(
                    texts.has(id) && !texts.format(id, &[]).trim().is_empty(),
                    "{id} says nothing"
                );
            }
        }
        let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        for (source, context) in sources(Language::En).iter().zip(CONTEXTS) {
            for line in source.lines().filter(|line| !line.starts_with('#')) {
                // The design page shows all scripts beside one another.
                assert!(
                    *context == "design" || !line.contains(chinese),
                    "{context}: {line}"
                );
            }
        }
    }

    /// Every source, template and programme of the workspace, but the locales.
    fn workspace() -> Vec<(PathBuf, String)> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut files = Vec::new();
        let mut folders = vec![root.join("crates"), root.join("programmes")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                let name = path
                    .file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned();
                let kind = path
                    .extension()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned();
                if path.is_dir() {
                    if !["target", "locales", "tests", "texts"].contains(&name.as_str()) {
                        folders.push(path);
                    }
                } else if ["rs", "html", "toml"].contains(&kind.as_str())
                    && !path.ends_with("i18n.rs")
                {
                    files.push((path.clone(), std::fs::read_to_string(&path).unwrap()));
                }
            }
        }
        assert!(files.len() > 150, "{} files", files.len());
        files
    }

    #[test]
    fn no_message_is_unused() {
        let all: String = workspace().into_iter().map(|(_, text)| text).collect();
        // Whole words of the program: `"word"`, also as a key of the programme.
        let words: BTreeSet<&str> = all
            .split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))
            .collect();
        let unused: Vec<String> = plain_ids(Language::En)
            .into_keys()
            .filter(|id| !words.contains(id.as_str()))
            // `audit-account-change-password` tells of the action `account.change-password`, and
            // `audit-special-price-approve` of `special-price.approve`.
            .filter(|id| {
                let told = id.strip_prefix("audit-").unwrap_or_default();
                !told.match_indices('-').any(|(at, _)| {
                    let (subject, act) = (&told[..at], &told[at + 1..]);
                    all.contains(&format!("\"{subject}.{act}\""))
                })
            })
            .filter(|id| {
                !BEGINNINGS
                    .iter()
                    .filter_map(|beginning| id.strip_prefix(beginning))
                    .any(|rest| {
                        ENDINGS
                            .iter()
                            .filter_map(|ending| rest.strip_suffix(ending))
                            .any(|word| words.contains(word))
                    })
            })
            .collect();
        assert!(unused.is_empty(), "nothing uses {unused:#?}");
    }

    #[test]
    fn no_message_is_missing() {
        let known = plain_ids(Language::En);
        let mut missing = BTreeSet::new();
        for (path, text) in workspace() {
            for call in [
                "t.get(\"",
                "t().get(\"",
                "t.get(&\"",
                "t.format(\"",
                "t().format(\"",
            ] {
                for after in text.split(call).skip(1) {
                    let id = after.split('"').next().unwrap_or_default();
                    if !known.contains_key(id) {
                        missing.insert(format!("{}: {id}", path.display()));
                    }
                }
            }
        }
        assert!(missing.is_empty(), "no language has {missing:#?}");
    }
}
