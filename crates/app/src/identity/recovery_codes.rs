//! Ten one-time codes for the day the authenticator is lost (02 §5), shown once.

use super::recovery::recovery_code_hash;
use super::session::signed_in;
use crate::{App, Failure, Intent, Request};
use domain::identity::recovery::{RECOVERY_CODE_BYTES, RECOVERY_CODES, recovery_code};
use store::{Reply, identity, recovery};
use zeroize::Zeroizing;

/// Makes ten fresh codes; all older ones are void. The codes are returned this once: the database
/// keeps keyed hashes.
///
/// # Errors
/// [`Failure::Conflict`] (`authenticate-again`) when the last proof of identity is too old.
pub fn make(app: &App, request: &Request) -> Result<Vec<Zeroizing<String>>, Failure> {
    let person = signed_in(request)?;
    let (account, tenant) = (person.account.0, person.tenant.0);
    let codes: Vec<Zeroizing<String>> = (0..RECOVERY_CODES)
        .map(|_| {
            let mut random = Zeroizing::new([0; RECOVERY_CODE_BYTES]);
            app.entropy.fill(&mut *random);
            Zeroizing::new(recovery_code(&random))
        })
        .collect();
    let hashes: Vec<[u8; 32]> = codes
        .iter()
        .map(|code| recovery_code_hash(app, account, &code.replace('-', "")))
        .collect();
    let intent = Intent::new(
        "account.make-recovery-codes",
        tenant,
        format!("account/{account}"),
    );
    app.command(request, intent, move |work| {
        super::proof::require_recent(work)?;
        let had = recovery::codes_left(work.tx, account)?;
        recovery::set_codes(work.tx, account, &hashes, work.now)?;
        work.audit("codes", hashes.len());
        // The first set comes with the authenticator; a later one is worth a word.
        if had > 0 {
            let owner = identity::own_account(work.tx, account)?;
            super::recovery::tell(work, &owner, "s05", &format!("{account}/{}", work.now.0))?;
        }
        Ok(())
    })
    .wait()?;
    Ok(codes)
}

/// How many codes the caller has left.
pub fn left(app: &App, request: &Request) -> Reply<i64, Failure> {
    match signed_in(request) {
        Ok(person) => {
            let account = person.account.0;
            app.read(move |tx| Ok(recovery::codes_left(tx, account)?))
        }
        Err(failure) => Reply::ready(Err(failure)),
    }
}
