//! The secret key is replaced while people work: what the former one has sealed opens, is sealed anew,
//! and then the former one can go.

use crate::recovery::sign_in;
use ::app::failure::Failure;
use ::app::reseal::{self, Mode, Progress};
use ::app::secrets::Keyring;
use domain::caller::{AdminSetting, StaffRole};
use domain::effects::{DocumentError, Documents};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use testkit::{Browser, KEY, Login, Partner, TestApp};

testkit::on_both! { TestApp:
    a_key_is_replaced_without_losing_anything,
    what_no_key_opens_is_counted_and_kept,
}

const NEW: [u8; 32] = [7; 32];

/// The kinds of values and where they are sealed: whoever seals something somewhere else teaches
/// `app::reseal` and adds the file here.
const SEALS: &[&str] = &[
    "credit/answers.rs",
    "identity/authenticator.rs",
    "identity/lost/finish.rs",
    // Lives ten minutes.
    "identity/replace_authenticator.rs",
    "integration/hooks/certificate.rs",
    "integration/hooks/registration.rs",
    "integration/signing.rs",
    // Every uploaded file.
    "lib.rs",
    "reseal.rs",
    "setup.rs",
];

#[test]
fn everything_that_is_sealed_can_be_sealed_anew() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/src");
    let mut found = Vec::new();
    let mut folders = vec![source.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if std::fs::read_to_string(&path).unwrap().contains(".seal(") {
                let name = path.strip_prefix(&source).unwrap();
                found.push(name.display().to_string());
            }
        }
    }
    found.sort();
    assert_eq!(found, SEALS);
}

/// A node with other keys.
fn node(app: &TestApp, keyring: impl FnOnce() -> Keyring) -> TestApp {
    app.neighbour_with(|parts| parts.keyring = keyring())
}

fn signs_in(node: &TestApp, login: &Login) -> u16 {
    node.clock.pass(30);
    let browser = node.browser();
    assert_eq!(
        sign_in(&browser, &login.sign_in_name, &login.password).status(),
        303
    );
    let code = crate::recovery::totp(node, login);
    browser.post("/signin/mfa", &[("code", &code)]).status()
}

fn former(all: &[Progress]) -> BTreeMap<&'static str, u64> {
    all.iter().map(|p| (p.kind, p.former)).collect()
}

fn run(node: &TestApp, mode: Mode) -> Result<Vec<Progress>, Failure> {
    reseal::run(node, &::app::setup::system_request(node), mode)
}

/// How the licence of a case is answered to a reviewer.
fn licence(node: &TestApp, reviewer: &Browser, partner: &Partner) -> u16 {
    let application = partner.application.0;
    let all = node.read(move |tx| Ok(store::document::all(tx, application)?));
    let id = all.wait().unwrap()[0].id;
    let case = format!("/ops/applications/{}", partner.application);
    reviewer.get(&format!("{case}/documents/{id}")).status()
}

/// A storage that gives up after so many writes.
struct Tired(Arc<dyn Documents>, AtomicUsize);

impl Documents for Tired {
    fn put(&self, key: &str, bytes: &[u8]) -> Result<(), DocumentError> {
        if self.1.fetch_add(1, Ordering::SeqCst) > 0 {
            return Err(DocumentError::Storage("no room".to_owned()));
        }
        self.0.put(key, bytes)
    }

    fn get(&self, key: &str) -> Result<Vec<u8>, DocumentError> {
        self.0.get(key)
    }

    fn delete(&self, key: &str) -> Result<(), DocumentError> {
        self.0.delete(key)
    }

    fn describe(&self) -> String {
        self.0.describe()
    }
}

fn a_key_is_replaced_without_losing_anything(app: &TestApp) {
    let partners = [app.submitted(), app.submitted()];
    let colleague = app.colleague(&partners[0], AdminSetting::GlobalAdmin);
    let reviewer = app.staff(StaffRole::Reviewer);
    drop(crate::lost_access::lying(
        app,
        "nobody@nowhere.yunlan.example",
    ));
    let codes = {
        let (_, request) = app.sign_in(&colleague);
        ::app::identity::recovery_codes::make(app, &request).unwrap()
    };
    app.drain();
    let both = node(app, || Keyring::with_former(&NEW, &KEY));
    let new = node(app, || Keyring::new(&NEW));
    // With both keys everything opens; with the new one alone nothing the former has sealed.
    assert_eq!(signs_in(&both, &partners[0].admin), 303);
    let desk = both.browser_of(&reviewer);
    assert_eq!(licence(&both, &desk, &partners[0]), 200);
    assert_eq!(signs_in(&new, &colleague), 500);
    let before = former(&run(&both, Mode::Look).unwrap());
    assert!(
        before["authenticators"] >= 4 && before["documents"] == 2 && before["papers"] == 1,
        "{before:?}"
    );
    assert_eq!(
        former(&run(&both, Mode::Look).unwrap()),
        before,
        "looking changes nothing"
    );
    // The storage fails in the middle; the next run goes on with what is left.
    let tired = app.neighbour_with(|parts| {
        parts.keyring = Keyring::with_former(&NEW, &KEY);
        parts.documents = Arc::new(Tired(Arc::clone(&app.documents), AtomicUsize::new(0)));
    });
    assert!(run(&tired, Mode::Seal).is_err());
    let left = former(&run(&both, Mode::Look).unwrap());
    assert_eq!((left["authenticators"], left["documents"]), (0, 1));
    assert_eq!(left["papers"], 1);
    // What is sealed meanwhile is sealed with the new key.
    let late = both.submitted();
    let sealed = run(&both, Mode::Seal).unwrap();
    assert_eq!(former(&sealed)["documents"], 1);
    assert!(sealed.iter().all(|p| p.lost == 0), "{sealed:?}");
    assert!(
        former(&run(&both, Mode::Look).unwrap())
            .values()
            .all(|n| *n == 0)
    );
    assert_eq!(crate::audited(app, "secret-key.reseal", "succeeded"), 1);
    // A printed recovery code works as long as the former key is there.
    let used = |node: &TestApp, code: &str| {
        let browser = node.browser();
        drop(sign_in(
            &browser,
            &colleague.sign_in_name,
            &colleague.password,
        ));
        browser.post("/signin/mfa", &[("code", code)]).status()
    };
    assert_eq!(used(&both, &codes[0]), 303);
    assert_eq!(used(&both, &codes[0]), 422, "once");
    assert_eq!(used(&new, &codes[1]), 422);
    // The former key is taken away.
    for login in [
        &partners[0].admin,
        &partners[1].admin,
        &colleague,
        &late.admin,
    ] {
        assert_eq!(signs_in(&new, login), 303);
    }
    let desk = new.browser_of(&reviewer);
    for partner in partners.iter().chain([&late]) {
        assert_eq!(licence(&new, &desk, partner), 200);
    }
    // And the former one opens nothing any more.
    assert_eq!(signs_in(app, &partners[1].admin), 500);
    new.drain();
}

fn what_no_key_opens_is_counted_and_kept(app: &TestApp) {
    let partner = app.submitted();
    let stranger = node(app, || Keyring::with_former(&NEW, &[9; 32]));
    let all = run(&stranger, Mode::Seal).unwrap();
    let lost: u64 = all.iter().map(|p| p.lost).sum();
    assert!(lost >= 2, "{all:?}");
    // Nothing was touched: with the right key all is as before.
    assert_eq!(signs_in(app, &partner.admin), 303);
    assert!(
        former(&run(app, Mode::Look).unwrap())
            .values()
            .all(|n| *n == 0)
    );
}
