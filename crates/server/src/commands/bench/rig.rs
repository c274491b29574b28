//! What the measurements stand on: a demonstration made once, and copies of it.

use super::start::Running;
use crate::assemble;
use crate::config::{Config, Flag, Layers};
use crate::files::make_private_dir;
use crate::trouble::Trouble;
use adapters::SystemClock;
use app::identity::{authenticator, session, sign_in};
use app::{App, Failure, Request};
use domain::caller::Caller;
use domain::ids::fresh_uuid;
use domain::language::Language;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use web::{DemoAccount, DemoGuide};

/// The code of every telephone challenge: no measurement is about reading a text message.
pub(super) const CODE: &str = "424242";

/// A directory that goes with this value.
pub(super) struct Scratch(PathBuf);

impl Scratch {
    /// A new one among the temporary files.
    ///
    /// # Errors
    /// [`Trouble::File`].
    pub(super) fn new() -> Result<Self, Trouble> {
        let id = fresh_uuid(&adapters::SystemEntropy).simple();
        let path = std::env::temp_dir().join(format!("tongdao-bench-{id}"));
        make_private_dir(&path)?;
        Ok(Self(path))
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            eprintln!("{} could not be removed: {error}", self.0.display());
        }
    }
}

/// The prepared demonstration.
pub(super) struct Rig {
    scratch: Scratch,
    guide: DemoGuide,
}

impl Rig {
    /// Has this very program make a demonstration with companies at every stage.
    ///
    /// # Errors
    /// [`Trouble`] of the directory or of the demonstration.
    pub(super) fn new() -> Result<Self, Trouble> {
        let scratch = Scratch::new()?;
        let dir = scratch.0.join("prepared");
        Running::start(&dir)?.ready()?;
        let path = dir.join("demo.json");
        let text = fs::read(&path).map_err(|error| Trouble::file(&path, error))?;
        let guide = serde_json::from_slice(&text)
            .map_err(|error| Trouble::file(&path, std::io::Error::other(error)))?;
        Ok(Self { scratch, guide })
    }

    /// A copy of the prepared directory under a name of its own.
    ///
    /// # Errors
    /// [`Trouble::File`].
    pub(super) fn copy(&self, name: &str) -> Result<PathBuf, Trouble> {
        let to = self.scratch.0.join(name);
        copy_dir(&self.scratch.0.join("prepared"), &to)?;
        Ok(to)
    }

    /// An application on a copy of its own, with the default settings and the system's clock.
    ///
    /// # Errors
    /// [`Trouble`] of the copy or of any part.
    pub(super) fn app(&self, name: &str) -> Result<App, Trouble> {
        let dir = self.copy(name)?;
        let mut layers = Layers::default();
        layers.add_flags(vec![Flag {
            field: "data_dir".to_owned(),
            spelled: "--data-dir".to_owned(),
            value: dir.display().to_string(),
        }]);
        let config = Config::from_layers(layers).map_err(Trouble::Config)?;
        let programme = assemble::programme(&config)?
            // Every company is to take the same steps.
            .rechecking(0)
            .into_non_production(CODE)
            .map_err(|error| Trouble::Programme(vec![error]))?;
        let db = assemble::database(&config)?;
        assemble::require_migrated(&db)?;
        assemble::app(&config, db, programme, Arc::new(SystemClock), None)
    }

    /// An account of the prepared companies or staff.
    ///
    /// # Errors
    /// [`Trouble::Usage`] when the demonstration has no such account.
    pub(super) fn account(
        &self,
        what: &str,
        fits: impl Fn(&DemoAccount) -> bool,
    ) -> Result<&DemoAccount, Trouble> {
        let found = self.guide.accounts.iter().find(|account| fits(account));
        found.ok_or_else(|| Trouble::Usage(format!("the demonstration has no {what}")))
    }

    /// The global admin of the company that is active.
    ///
    /// # Errors
    /// [`Trouble::Usage`] when there is none.
    pub(super) fn partner(&self) -> Result<&DemoAccount, Trouble> {
        self.account("active partner", |a| a.application_state == "active")
    }
}

fn copy_dir(from: &Path, to: &Path) -> Result<(), Trouble> {
    make_private_dir(to)?;
    for entry in fs::read_dir(from).map_err(|error| Trouble::file(from, error))? {
        let entry = entry.map_err(|error| Trouble::file(from, error))?;
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy_dir(&path, &target)?;
        } else {
            fs::copy(&path, &target).map_err(|error| Trouble::file(&path, error))?;
        }
    }
    Ok(())
}

/// A request from this machine.
pub(super) fn request(app: &App, caller: Caller) -> Request {
    Request {
        caller,
        ip: "127.0.0.1".to_owned(),
        user_agent: "Mozilla/5.0 (benchmark)".to_owned(),
        correlation: fresh_uuid(&*app.entropy),
        language: Language::ZhHans,
    }
}

/// Who holds a session cookie now.
///
/// # Errors
/// [`Failure`] of the store.
pub(super) fn holder(app: &App, token: &str) -> Result<Request, Failure> {
    let found = session::authenticate(app, token).wait()?;
    Ok(request(app, found.caller))
}

/// Signs in with password and authenticator; returns the cookie and the request of its holder.
///
/// # Errors
/// [`Failure`] of the sign-in.
pub(super) fn signed_in(app: &App, account: &DemoAccount) -> Result<(String, Request), Failure> {
    let visitor = request(app, Caller::Visitor);
    let token = sign_in::sign_in(app, &visitor, &account.sign_in_name, &account.password)?.token;
    let code = authenticator::code_at(&account.totp_secret, app.clock.now())?;
    authenticator::verify(app, &holder(app, &token)?, &code)?;
    let request = holder(app, &token)?;
    Ok((token, request))
}
