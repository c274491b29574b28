//! Whatever an operator's editor, disk or keyboard makes of `programme.toml`: it is read or refused
//! with the place, and never ends the program.

use super::super::shipped::{read_text, settings_text};
use super::Programme;
use proptest::prelude::*;
use proptest::sample::select;

/// A change somebody or something may make to a text.
#[derive(Debug, Clone)]
enum Damage {
    Cut(usize),
    Drop(usize),
    Twice(usize),
    Swap(usize, usize),
    Insert(usize, String),
    Value(usize, &'static str),
}

fn damage() -> impl Strategy<Value = Damage> {
    let values = vec![
        "-1",
        "0",
        "4294967295",
        "4294967296",
        "9223372036854775807",
        "99999999999999999999",
        "1.5",
        "nan",
        "true",
        "\"\"",
        "[]",
        "{}",
        "[[]]",
        "2026-02-30",
        "'''",
        "\"\\ud800\"",
    ];
    let any = any::<usize>;
    prop_oneof![
        1 => any().prop_map(Damage::Cut),
        1 => any().prop_map(Damage::Drop),
        1 => any().prop_map(Damage::Twice),
        1 => (any(), any()).prop_map(|(a, b)| Damage::Swap(a, b)),
        1 => (any(), "\\PC{0,12}").prop_map(|(at, text)| Damage::Insert(at, text)),
        4 => (any(), select(values)).prop_map(|(at, value)| Damage::Value(at, value)),
    ]
}

fn damaged(all: &[Damage]) -> String {
    let mut lines: Vec<String> = settings_text().lines().map(str::to_owned).collect();
    for damage in all {
        let n = lines.len().max(1);
        match damage {
            Damage::Cut(at) => lines.truncate(at % n),
            Damage::Drop(at) if !lines.is_empty() => drop(lines.remove(at % n)),
            Damage::Twice(at) if !lines.is_empty() => {
                let line = lines[at % n].clone();
                lines.insert(at % n, line);
            }
            Damage::Swap(a, b) if !lines.is_empty() => lines.swap(a % n, b % n),
            Damage::Insert(at, text) if !lines.is_empty() => {
                let line = &mut lines[at % n];
                let places: Vec<_> = line.char_indices().map(|(at, _)| at).collect();
                let place = places.get(at % places.len().max(1)).copied();
                line.insert_str(place.unwrap_or_default(), text);
            }
            Damage::Value(at, value) => {
                let settings = lines.iter_mut().filter(|line| line.contains(" = "));
                let mut settings: Vec<_> = settings.collect();
                let n = settings.len().max(1);
                if let Some(line) = settings.get_mut(at % n) {
                    let name = line.split(" = ").next().unwrap_or_default().to_owned();
                    **line = format!("{name} = {value}");
                }
            }
            _ => {}
        }
    }
    lines.join("\n")
}

fn read_or_refused(text: &str) {
    if let Err(errors) = Programme::parse(text, &read_text) {
        assert!(!errors.is_empty(), "refused without a reason");
        let lines = text.lines().count().max(1);
        for error in errors
            .iter()
            .filter(|error| error.file.ends_with("programme.toml"))
        {
            assert!(error.line <= lines + 1, "{error:?} is beyond the file");
            assert!(!error.message.is_empty());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    #[test]
    fn a_damaged_programme_is_read_or_refused(all in prop::collection::vec(damage(), 1..4)) {
        read_or_refused(&damaged(&all));
    }

    #[test]
    fn anything_else_is_refused(text in prop_oneof![any::<String>(), "\\PC{0,200}", "[\\[\\]{}=\"'.#a\\n0-9-]{0,200}"]) {
        prop_assert!(Programme::parse(&text, &read_text).is_err());
    }

    /// Texts that are named but cannot be read, or are something else.
    #[test]
    fn texts_may_be_anything(text in any::<String>(), fails in any::<bool>()) {
        let read = |_: &str| if fails { Err("gone".to_owned()) } else { Ok(text.clone()) };
        if let Err(errors) = Programme::parse(settings_text(), &read) {
            prop_assert!(!errors.is_empty());
        }
    }
}

#[test]
fn deep_and_long_input_is_refused_without_ending_the_program() {
    for text in [
        "[".repeat(100_000),
        format!("a = {}1{}", "[".repeat(20_000), "]".repeat(20_000)),
        format!("a = \"{}", "x".repeat(1_000_000)),
        "a.".repeat(50_000) + "b = 1",
        "\u{0}".repeat(1000),
    ] {
        assert!(Programme::parse(&text, &read_text).is_err());
    }
}
