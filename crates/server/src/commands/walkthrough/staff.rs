//! The operator's staff: signing in with their authenticators, and reading what was sent.

use super::Difference;
use super::browser::{Browser, all};
use adapters::SystemClock;
use app::identity::authenticator::code_at;
use domain::caller::StaffRole;
use domain::effects::Clock;
use std::thread;
use std::time::Duration;
use url::Url;
use web::{DemoAccount, DemoGuide};

/// The demonstration's guide.
pub(super) fn guide(base: &Url) -> Result<DemoGuide, Difference> {
    let mut browser = Browser::new(base, "en");
    let page = browser.open("/demo/demo.json")?;
    if page.status != 200 {
        return Err(Difference::new(format!(
            "{base} is no demonstration: /demo/demo.json answers {}",
            page.status
        )));
    }
    serde_json::from_slice(&page.bytes)
        .map_err(|error| Difference::new(format!("/demo/demo.json cannot be read: {error}")))
}

/// The account of a member of staff with a role.
pub(super) fn with_role(guide: &DemoGuide, role: StaffRole) -> Result<&DemoAccount, Difference> {
    guide
        .accounts
        .iter()
        .find(|account| account.roles.contains(&role))
        .ok_or_else(|| Difference::new(format!("the demonstration has no {}", role.text())))
}

/// Signs a member of staff in.
pub(super) fn sign_in(base: &Url, account: &DemoAccount) -> Result<Browser, Difference> {
    let mut browser = Browser::new(base, "en");
    browser.open("/signin")?;
    let form = browser
        .form("/signin")?
        .fill("sign_in_name", &account.sign_in_name)
        .fill("password", &account.password);
    browser.send(form)?;
    enter_code(&mut browser, &account.totp_secret)?;
    if browser.page.path == "/ops" {
        Ok(browser)
    } else {
        Err(Difference::new(format!(
            "{} was led to {} instead of the console: {}",
            account.sign_in_name,
            browser.page.path,
            browser.page.heading()
        )))
    }
}

/// Enters the authenticator's code on the page in front. A code works once; when somebody used the
/// present one just now, the next one is waited for.
pub(super) fn enter_code(browser: &mut Browser, secret: &str) -> Result<(), Difference> {
    for _ in 0..2 {
        let now = SystemClock.now();
        let code = code_at(secret, now)
            .map_err(|failure| Difference::new(format!("no code: {}", failure.code())))?;
        let form = browser.form("/signin/mfa")?.fill("code", &code);
        if browser.send(form)?.status != 422 {
            return Ok(());
        }
        let seconds = u64::try_from(now.0 / 1_000_000).unwrap_or(0);
        thread::sleep(Duration::from_secs(31 - seconds % 30));
    }
    Err(Difference::new(format!(
        "the authenticator's code is refused: {}",
        browser.page.heading()
    )))
}

/// The newest message of a kind to a recipient, as the outbox page shows it. Messages leave after
/// the answer, so a few seconds are allowed.
pub(super) fn message(
    platform: &mut Browser,
    recipient: &str,
    code: &str,
) -> Result<String, Difference> {
    let query: String = url::form_urlencoded::byte_serialize(recipient.as_bytes()).collect();
    for _ in 0..60 {
        platform.open(&format!("/ops/outbox?to={query}"))?;
        let document = platform.page.document();
        let css = format!("[data-code=\"{code}\"][data-recipient=\"{recipient}\"]");
        if let Some(found) = all(&document, &css).first() {
            return Ok(found.text().collect::<Vec<_>>().join(" "));
        }
        thread::sleep(Duration::from_millis(250));
    }
    Err(Difference::new(format!(
        "no message {code} to {recipient} within 15 seconds"
    )))
}

/// The first address in a text that begins with a path of ours. Mails name the server as its operator
/// does, which need not be how the walk reaches it.
pub(super) fn link(text: &str, path: &str) -> Result<String, Difference> {
    text.split_whitespace()
        .filter_map(|word| Url::parse(word).ok())
        .map(|url| url[url::Position::BeforePath..].to_owned())
        .find(|found| found.starts_with(path))
        .ok_or_else(|| Difference::new(format!("the message has no link to {path}")))
}
