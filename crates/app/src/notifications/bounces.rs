//! Mails that a server took and gave back later: what its notification says is written beside the
//! mail, and where the mail held a link that is waited for, the link counts as undelivered.

use super::dsn::{self, Failed, Unusable};
use crate::{App, Failure, Intent, Request, enrolment};
use domain::permission::{OperatorAction, OperatorScope, authorise_operator};
use store::outbox;
use uuid::Uuid;

/// What became of a notification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// So many mails are marked that were not before.
    Marked(usize),
    /// It is none of use.
    Unusable(Unusable),
}

/// Takes a notification in; the same twice is the same once. A mail is marked only where the
/// notification names its recipient too, so that nobody is made unreachable by a guess.
///
/// # Errors
/// [`Failure`] of the store.
pub fn take(app: &App, request: &Request, bytes: &[u8]) -> Result<Taken, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ViewOutbox)?;
    let notification = match dsn::read(bytes) {
        Ok(notification) => notification,
        Err(unusable) => return Ok(Taken::Unusable(unusable)),
    };
    let mut marked = 0;
    for failed in notification.failed {
        marked += usize::from(mark(app, request, scope, (notification.mail, failed))?);
    }
    Ok(Taken::Marked(marked))
}

fn mark(
    app: &App,
    request: &Request,
    scope: OperatorScope,
    (mail, failed): (Uuid, Failed),
) -> Result<bool, Failure> {
    let recipient = failed.recipient.clone();
    let found = app
        .read(move |tx| Ok(outbox::sent(tx, scope, mail, &recipient)?))
        .wait()?;
    // The mark is the last thing written: what has it is done.
    let Some(found) = found.filter(|mail| mail.bounced_at.is_none()) else {
        return Ok(false);
    };
    // First the link, then the mark: a crash in between repeats this, and does not lose it.
    if let Some(hash) = found
        .confirmation
        .as_deref()
        .and_then(|h| h.try_into().ok())
    {
        enrolment::contacts::link_bounced(app, request, hash)?;
    }
    let chain = crate::privacy::retention::operator(app)?;
    let intent = Intent::new("message.bounce", chain, format!("message/{mail}"));
    app.command(request, intent, move |work| {
        work.audit("code", found.code.as_str());
        work.audit("reason", failed.reason.as_str());
        let (now, reason) = (work.now, failed.reason.as_str());
        Ok(outbox::bounce(work.tx, scope, mail, reason, now)?)
    })
    .wait()
}
