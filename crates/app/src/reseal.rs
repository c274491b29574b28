//! Seals anew what a former master key has sealed, so that the former key can be taken away.
//!
//! The installation goes on meanwhile: with both keys set, whatever either has sealed opens, and what
//! is written is sealed with the present one. Each value is replaced only as it was read. Stopped in
//! the middle, the next run goes on with what is left, because it looks at every value.

use crate::{App, Failure, Intent, Request, setup};
use domain::effects::DocumentError;
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use store::sealed::{self, Sealed, Stored};
use store::{DbError, Tx};
use uuid::Uuid;
use zeroize::Zeroizing;

/// Values looked at in one transaction.
const BATCH: u32 = 100;

/// How far it has come with one kind of values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// `authenticators`, `reports`, `hook-secrets`, `hook-keys`, `signing-keys`, `documents`,
    /// `papers`, `support-files`, `change-documents` or `exports`.
    pub kind: &'static str,
    /// Values there are.
    pub all: u64,
    /// Those that only a former key opens; sealed anew unless it was only looked.
    pub former: u64,
    /// Those that no key opens.
    pub lost: u64,
}

/// What is to become of values a former key has sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Count them.
    Look,
    /// Seal them anew.
    Seal,
}

/// Lists values after an id.
type List = fn(&mut Tx<'_>, OperatorScope, Uuid, u32) -> Result<Vec<Sealed>, DbError>;
/// Lists values of the storage after an id.
type ListStored = fn(&mut Tx<'_>, OperatorScope, Uuid, u32) -> Result<Vec<Stored>, DbError>;
/// Replaces a value as it was read.
type Put = fn(&mut Tx<'_>, OperatorScope, &Sealed, &[u8]) -> Result<bool, DbError>;

/// One kind of values in the database.
struct Kind {
    name: &'static str,
    list: List,
    put: Put,
    /// What binds a value to its place.
    context: fn(Uuid) -> Vec<u8>,
}

/// Most values are bound to the id of whose they are.
fn by_id(id: Uuid) -> Vec<u8> {
    id.as_bytes().to_vec()
}

const KINDS: [Kind; 4] = [
    Kind {
        name: "authenticators",
        list: sealed::authenticators,
        put: sealed::put_authenticator,
        context: by_id,
    },
    Kind {
        name: "reports",
        list: sealed::reports,
        put: sealed::put_report,
        context: by_id,
    },
    Kind {
        name: "hook-secrets",
        list: sealed::hook_secrets,
        put: sealed::put_hook_secret,
        context: crate::integration::hooks::secret_context_of,
    },
    Kind {
        name: "hook-keys",
        list: sealed::hook_keys,
        put: sealed::put_hook_key,
        context: by_id,
    },
];

/// One kind of values in the storage.
struct Bytes {
    name: &'static str,
    list: ListStored,
    is_wanted: fn(&mut Tx<'_>, OperatorScope, Uuid) -> Result<bool, DbError>,
}

const STORED: [Bytes; 5] = [
    Bytes {
        name: "documents",
        list: sealed::documents,
        is_wanted: sealed::is_wanted,
    },
    Bytes {
        name: "papers",
        list: sealed::papers,
        is_wanted: sealed::is_paper_wanted,
    },
    Bytes {
        name: "support-files",
        list: sealed::support_files,
        is_wanted: sealed::is_support_file_wanted,
    },
    Bytes {
        name: "change-documents",
        list: sealed::change_documents,
        is_wanted: sealed::is_change_document_wanted,
    },
    Bytes {
        name: "exports",
        list: sealed::exports,
        is_wanted: sealed::is_export_wanted,
    },
];

/// Looks at every sealed value and, if asked to, seals anew what only the former key opens.
///
/// # Errors
/// [`Failure`] of the store or the document storage; what was done until then stays done.
pub fn run(app: &App, request: &Request, mode: Mode) -> Result<Vec<Progress>, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ViewOutbox)?;
    let mut all = Vec::new();
    for kind in &KINDS {
        all.push(rows(app, scope, mode, kind)?);
    }
    all.push(signing_keys(app, scope, mode)?);
    for kind in &STORED {
        all.push(stored(app, scope, mode, kind)?);
    }
    if mode == Mode::Seal {
        note(app, request, &all)?;
    }
    Ok(all)
}

/// What a value needs.
enum Need {
    Nothing,
    Sealing(Vec<u8>),
    /// No key opens it.
    Lost,
}

fn judge(app: &App, context: &[u8], sealed: &[u8]) -> Result<Need, Failure> {
    if app.keyring.is_present(context, sealed) {
        return Ok(Need::Nothing);
    }
    let Ok(value) = app.keyring.open(context, sealed).map(Zeroizing::new) else {
        return Ok(Need::Lost);
    };
    let anew = app.keyring.seal(&*app.entropy, context, &value)?;
    Ok(Need::Sealing(anew))
}

impl Progress {
    fn of(kind: &'static str) -> Self {
        Self {
            kind,
            all: 0,
            former: 0,
            lost: 0,
        }
    }

    /// Counts a value, and gives back what it is to be replaced with.
    fn count(&mut self, need: Need, mode: Mode) -> Option<Vec<u8>> {
        self.all += 1;
        match need {
            Need::Nothing => None,
            Need::Lost => {
                self.lost += 1;
                None
            }
            Need::Sealing(anew) => {
                self.former += 1;
                (mode == Mode::Seal).then_some(anew)
            }
        }
    }
}

fn rows(app: &App, scope: OperatorScope, mode: Mode, kind: &Kind) -> Result<Progress, Failure> {
    let mut progress = Progress::of(kind.name);
    let (list, put) = (kind.list, kind.put);
    let mut after = Uuid::nil();
    loop {
        let found = app
            .read(move |tx| Ok(list(tx, scope, after, BATCH)?))
            .wait()?;
        let Some(last) = found.last() else {
            return Ok(progress);
        };
        after = last.id;
        for before in found {
            let need = judge(app, &(kind.context)(before.id), &before.sealed)?;
            if let Some(anew) = progress.count(need, mode) {
                let written = app
                    .db
                    .write(move |tx| put(tx, scope, &before, &anew).map_err(Failure::from));
                // Whoever was faster has sealed another value with the present key.
                written.wait()?;
            }
        }
    }
}

fn signing_keys(app: &App, scope: OperatorScope, mode: Mode) -> Result<Progress, Failure> {
    let mut progress = Progress::of("signing-keys");
    let found = app
        .read(move |tx| Ok(sealed::signing_keys(tx, scope)?))
        .wait()?;
    for before in found {
        let need = judge(app, before.kid.as_bytes(), &before.sealed)?;
        if let Some(anew) = progress.count(need, mode) {
            let written = app.db.write(move |tx| {
                sealed::put_signing_key(tx, scope, &before, &anew).map_err(Failure::from)
            });
            written.wait()?;
        }
    }
    Ok(progress)
}

/// Bytes in the storage. They are replaced under the same key; a document that was erased meanwhile
/// is taken away again.
fn stored(app: &App, scope: OperatorScope, mode: Mode, kind: &Bytes) -> Result<Progress, Failure> {
    let mut progress = Progress::of(kind.name);
    let (list, is_wanted) = (kind.list, kind.is_wanted);
    let mut after = Uuid::nil();
    loop {
        let found = app
            .read(move |tx| Ok(list(tx, scope, after, BATCH)?))
            .wait()?;
        let Some(last) = found.last() else {
            return Ok(progress);
        };
        after = last.id;
        for document in found {
            let sealed = match app.documents.get(&document.storage_key) {
                Ok(sealed) => sealed,
                // Malware, for one, is taken away at once.
                Err(DocumentError::Missing(_)) => continue,
                Err(error) => return Err(error.into()),
            };
            let need = judge(app, document.id.as_bytes(), &sealed)?;
            if let Some(anew) = progress.count(need, mode) {
                app.documents.put(&document.storage_key, &anew)?;
                let id = document.id;
                let wanted = app.read(move |tx| Ok(is_wanted(tx, scope, id)?));
                if !wanted.wait()? {
                    app.documents.delete(&document.storage_key)?;
                }
            }
        }
    }
}

/// Writes down that it was done.
fn note(app: &App, request: &Request, all: &[Progress]) -> Result<(), Failure> {
    let operator = setup::operator(app)?;
    let intent = Intent::new("secret-key.reseal", operator.0, "secret-key");
    let counts: Vec<_> = all.iter().map(|p| (p.kind, p.former, p.lost)).collect();
    app.command(request, intent, move |work| {
        for (kind, former, lost) in &counts {
            work.audit(kind, *former);
            if *lost > 0 {
                work.audit(&format!("{kind}-lost"), *lost);
            }
        }
        Ok(())
    })
    .wait()
}
