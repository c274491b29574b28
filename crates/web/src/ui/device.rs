//! What a browser calls itself, in words: "Firefox on Windows".

use super::parts::Text;
use app::i18n::Texts;

/// Names looked for in order: those that hide behind others come first.
const BROWSERS: &[(&str, &str)] = &[
    ("MicroMessenger/", "WeChat"),
    ("QQBrowser/", "QQ Browser"),
    ("UCBrowser/", "UC Browser"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
];
/// The same for systems; an Android names Linux too, and an iPhone names Mac OS X.
const SYSTEMS: &[(&str, &str)] = &[
    ("HarmonyOS", "HarmonyOS"),
    ("OpenHarmony", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

fn named(list: &[(&str, &'static str)], agent: &str) -> Option<&'static str> {
    let mut found = list.iter().filter(|(sign, _)| agent.contains(sign));
    found.next().map(|(_, name)| *name)
}

/// A user agent as people would say it.
#[must_use]
pub fn device(t: &Texts, agent: &str) -> Text {
    match (named(BROWSERS, agent), named(SYSTEMS, agent)) {
        (Some(browser), Some(system)) => t
            .format("device-both", &[("browser", browser), ("system", system)])
            .into(),
        (Some(name), None) | (None, Some(name)) => name.into(),
        (None, None) => t.get("device-unknown").into_owned().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::i18n::texts;
    use domain::language::Language;

    #[test]
    fn browsers_are_told_apart() {
        let t = texts(Language::En);
        for (agent, words) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
                "Chrome on Windows",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
                "Edge on Windows",
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
                "Firefox on Linux",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15",
                "Safari on macOS",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.50",
                "WeChat on iPhone",
            ),
            (
                "Mozilla/5.0 (Linux; Android 14; M2102J2SC) AppleWebKit/537.36 Chrome/122.0 Mobile Safari/537.36",
                "Chrome on Android",
            ),
            (
                "Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 Chrome/114.0 Safari/537.36 ArkWeb/4.1 Mobile",
                "Chrome on HarmonyOS",
            ),
            ("curl/8.5.0", "curl"),
            ("Mozilla/5.0 (test)", "Unknown browser"),
            ("", "Unknown browser"),
        ] {
            assert_eq!(device(t, agent), words, "{agent}");
        }
    }
}
