//! The one pipeline every write goes through.
//!
//! Authorise, transaction, idempotency key, decision, audit row, outbox rows, commit. A use case
//! gives [`App::command`] its decision; everything around it happens here and nowhere else.

use crate::failure::Failure;
use crate::integration::hooks;
use crate::{App, fault};
use domain::caller::Caller;
use domain::effects::Instant;
use domain::enrolment::form::FieldProblem;
use domain::ids::{TenantId, fresh_uuid};
use domain::integration::activity;
use domain::integration::hooks::Happened;
use domain::language::Language;
use domain::validate::text;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json};
use sha2::{Digest, Sha256};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use store::idempotency::Claim;
use store::{Reply, Tx, audit, idempotency, outbox};
use uuid::Uuid;

/// Who asks, and from where.
#[derive(Debug, Clone)]
pub struct Request {
    /// Who.
    pub caller: Caller,
    /// Network address.
    pub ip: String,
    /// Browser or program.
    pub user_agent: String,
    /// Ties log lines, audit rows and outbox rows of one request together.
    pub correlation: Uuid,
    /// The language answers are wanted in.
    pub language: Language,
}

/// The account and the name of the person who asks.
pub(crate) fn me(request: &Request) -> Result<(Uuid, String), Failure> {
    let person = request.caller.person().ok_or(Failure::SignInFirst)?;
    Ok((person.account.0, person.name.clone()))
}

/// The reason somebody typed for what others will ask about: a line of five letters at least.
pub(crate) fn reason_of(typed: &str) -> Result<String, Failure> {
    let checked = text::line(typed, 5, 500);
    checked
        .map(|checked| checked.value)
        .map_err(|problem| Failure::Invalid(vec![FieldProblem::new("reason", problem)]))
}

/// Another log a command is told in, and what it is called there if that is not what it is called in
/// its own: what one company gives, another loses.
type Also = (Uuid, Option<&'static str>);

/// A log, the place in it, and whether the interface's records tell it, so that an event may lead there.
pub(crate) type Place = (Uuid, i64, bool);

/// What a command is about to do.
#[derive(Debug, Clone)]
pub struct Intent {
    action: &'static str,
    chain: Uuid,
    also: Vec<Also>,
    subject: String,
    key: Option<Key>,
}

#[derive(Debug, Clone)]
struct Key {
    scope: String,
    key: String,
    input_hash: [u8; 32],
}

impl Intent {
    /// An action on a subject, audited in a chain (a tenant's id, or a registration's).
    #[must_use]
    pub fn new(action: &'static str, chain: Uuid, subject: impl Into<String>) -> Self {
        Self {
            action,
            chain,
            also: Vec::new(),
            subject: subject.into(),
            key: None,
        }
    }

    /// What is done is told in another company's log too: what a partner does for a customer in the
    /// customer's.
    #[must_use]
    pub(crate) fn also(mut self, chain: Uuid) -> Self {
        self.also.push((chain, None));
        self
    }

    /// Makes the command idempotent: the same key with the same input has the same outcome. Only what
    /// was done is recorded; a refusal is not, so that the same form may succeed once its reason is
    /// gone.
    /// Without a key (a form without its hidden field) every call counts.
    #[must_use]
    pub fn once(mut self, key: &str, input: &impl Serialize) -> Self {
        if !key.is_empty() {
            let input = serde_json::to_vec(input).unwrap_or_default();
            self.key = Some(Key {
                scope: format!("{}:{}", self.chain, self.action),
                key: key.chars().take(100).collect(),
                input_hash: Sha256::digest(&input).into(),
            });
        }
        self
    }
}

/// The inside of a command: the transaction and what is to happen with it.
pub struct Work<'w, 't> {
    /// The transaction.
    pub tx: &'w mut Tx<'t>,
    /// The application.
    pub app: &'w App,
    /// The moment of the command.
    pub now: Instant,
    /// Who asks.
    pub request: &'w Request,
    detail: Map<String, Json>,
    also: Vec<Also>,
    outgoing: Vec<Outgoing>,
    happened: Vec<(TenantId, Happened)>,
    refusal: Option<&'static str>,
    action: &'static str,
}

struct Outgoing {
    kind: &'static str,
    subject: String,
    payload: String,
    dedupe: String,
    available_at: Instant,
}

impl Work<'_, '_> {
    /// Adds a value to the audit row. Never a secret.
    pub fn audit(&mut self, name: &str, value: impl Into<Json>) {
        self.detail.insert(name.to_owned(), value.into());
    }

    /// Tells what is done in another company's log too, as [`Intent::also`] does.
    pub(crate) fn also(&mut self, chain: Uuid) {
        self.also.push((chain, None));
    }

    /// Tells it there as an act of its own.
    pub(crate) fn also_as(&mut self, chain: Uuid, action: &'static str) {
        self.also.push((chain, Some(action)));
    }

    /// Notes that something happened that a partner's programs may want to be told. A thing tells one
    /// event of a command: the first, so that what was made is not told as changed.
    pub(crate) fn happened(&mut self, partner: TenantId, what: Happened) {
        let thing = what.thing();
        // Of one thing two partners may be told, each its own.
        let known = |(to, other): &(TenantId, Happened)| *to == partner && other.thing() == thing;
        if !self.happened.iter().any(known) {
            self.happened.push((partner, what));
        }
    }

    /// Does a part of the command that may fail by itself: what it wrote, and what it wanted done
    /// afterwards, is undone then, and the rest of the command goes on.
    ///
    /// # Errors
    /// What `body` returned, or [`Failure`] of the store.
    pub(crate) fn part<T>(
        &mut self,
        body: impl FnOnce(&mut Work<'_, '_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let (app, now, request) = (self.app, self.now, self.request);
        let (refusal, action) = (self.refusal, self.action);
        let (made, detail, also, outgoing, happened) = self.tx.nested(|tx| {
            let mut inside = Work {
                tx,
                app,
                now,
                request,
                detail: Map::new(),
                also: Vec::new(),
                outgoing: Vec::new(),
                happened: Vec::new(),
                refusal,
                action,
            };
            let made = body(&mut inside)?;
            let Work {
                detail,
                also,
                outgoing,
                happened,
                ..
            } = inside;
            Ok::<_, Failure>((made, detail, also, outgoing, happened))
        })?;
        self.detail.extend(detail);
        self.also.extend(also);
        self.outgoing.extend(outgoing);
        for (partner, what) in happened {
            self.happened(partner, what);
        }
        Ok(made)
    }

    /// What is done turns out to be this: the audit row is written under its name.
    pub(crate) fn is(&mut self, action: &'static str) {
        self.action = action;
    }

    /// What comes of the command is a refusal, though what it has written stays: a lock, a word to
    /// somebody else. It is audited as one, and the idempotency key is not spent on it: whoever sends
    /// the same form again is judged by how things stand then.
    pub fn refuse(&mut self, code: &'static str) {
        self.refusal = Some(code);
    }

    /// Has something done after commit, once for each `dedupe` text.
    ///
    /// # Errors
    /// [`Failure::Internal`] when the payload cannot be written as JSON.
    pub fn after_commit(
        &mut self,
        kind: &'static str,
        subject: &str,
        payload: &impl Serialize,
        dedupe: String,
    ) -> Result<(), Failure> {
        let payload = serde_json::to_string(payload).map_err(Failure::internal)?;
        self.outgoing.push(Outgoing {
            kind,
            subject: subject.to_owned(),
            payload,
            dedupe,
            available_at: self.now,
        });
        Ok(())
    }
}

/// A command that will have been committed.
#[must_use = "a command nobody waits for may have been refused"]
pub struct Pending<T>(Reply<Result<T, Failure>, Failure>);

impl<T> Pending<T> {
    /// A command that was refused before it reached the database.
    pub fn refused(failure: Failure) -> Self {
        Self(Reply::ready(Err(failure)))
    }

    /// Blocks until the commit. Not for use inside an async task.
    ///
    /// # Errors
    /// [`Failure`].
    pub fn wait(self) -> Result<T, Failure> {
        self.0.wait()?
    }
}

impl<T> Future for Pending<T> {
    type Output = Result<T, Failure>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(context).map(|outcome| outcome?)
    }
}

impl App {
    /// Runs a decision through the pipeline.
    ///
    /// `decide` must be a pure function of its [`Work`]: it may run again when the database asks.
    pub fn command<T>(
        &self,
        request: &Request,
        intent: Intent,
        decide: impl Fn(&mut Work<'_, '_>) -> Result<T, Failure> + Send + 'static,
    ) -> Pending<T>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
    {
        let (app, request, action) = (self.clone(), request.clone(), intent.action);
        let after = app.clone();
        let reply = self.db.write_then(
            move |tx| {
                let outcome = run(&app, &request, &intent, &decide, tx);
                fault::point(action, "before-commit");
                outcome
            },
            move |_| {
                fault::point(action, "after-commit");
                after.bell.ring();
                after.memory().hooks.bell.ring();
            },
        );
        Pending(reply)
    }

    /// Has something done by a worker that time asks for and nobody else, once for each `dedupe`
    /// text; true when it is new. What the worker does is a command of its own.
    ///
    /// # Errors
    /// [`Failure::Internal`] when the payload cannot be written as JSON.
    pub(crate) fn queue(
        &self,
        request: &Request,
        kind: &'static str,
        subject: &str,
        payload: &impl Serialize,
        dedupe: String,
    ) -> Result<Reply<bool, Failure>, Failure> {
        let (app, request, now) = (self.clone(), request.clone(), self.clock.now());
        let job = Outgoing {
            kind,
            subject: subject.to_owned(),
            payload: serde_json::to_string(payload).map_err(Failure::internal)?,
            dedupe,
            available_at: now,
        };
        let after = self.clone();
        let write = move |tx: &mut Tx<'_>| push(&app, &request, now, tx, &job);
        Ok(self.db.write_then(write, move |_| after.bell.ring()))
    }
}

/// How an outcome came about.
enum Came {
    /// By an earlier command with the same key.
    Before,
    /// By this command.
    Now,
    /// As a refusal whose effects stay.
    Refused(&'static str),
}

fn run<T: Serialize + DeserializeOwned>(
    app: &App,
    request: &Request,
    intent: &Intent,
    decide: &impl Fn(&mut Work<'_, '_>) -> Result<T, Failure>,
    tx: &mut Tx<'_>,
) -> Result<Result<T, Failure>, Failure> {
    let now = app.clock.now();
    let mut detail = Map::new();
    let mut happened = Vec::new();
    let mut action = intent.action;
    let mut also = intent.also.clone();
    let outcome = tx.nested(|tx| {
        if let Some(key) = &intent.key {
            match idempotency::claim(tx, &key.scope, &key.key, &key.input_hash, now)? {
                Claim::Fresh => {}
                Claim::Seen(outcome) => {
                    let outcome = serde_json::from_str(&outcome).map_err(Failure::internal)?;
                    return Ok((outcome, Came::Before));
                }
                Claim::OtherInput => return Err(Failure::KeyReused),
            }
        }
        let mut work = Work {
            tx,
            app,
            now,
            request,
            detail: Map::new(),
            also: Vec::new(),
            outgoing: Vec::new(),
            happened: Vec::new(),
            refusal: None,
            action: intent.action,
        };
        let decided = decide(&mut work);
        action = work.action;
        detail = std::mem::take(&mut work.detail);
        happened = std::mem::take(&mut work.happened);
        also.append(&mut work.also);
        let outgoing = std::mem::take(&mut work.outgoing);
        let refusal = work.refusal;
        let outcome = decided?;
        for job in outgoing {
            push(app, request, now, tx, &job)?;
        }
        match (&intent.key, refusal) {
            (Some(key), Some(_)) => idempotency::release(tx, &key.scope, &key.key)?,
            (Some(key), None) => {
                let outcome = serde_json::to_string(&outcome).map_err(Failure::internal)?;
                idempotency::record(tx, &key.scope, &key.key, &outcome)?;
            }
            (None, _) => {}
        }
        Ok((outcome, refusal.map_or(Came::Now, Came::Refused)))
    });
    match outcome {
        Ok((outcome, Came::Before)) => Ok(Ok(outcome)),
        Ok((outcome, Came::Now)) => {
            let told = append_all(request, (action, intent), now, tx, also, detail)?;
            hooks::tell(app, tx, now, &told, &happened)?;
            Ok(Ok(outcome))
        }
        Ok((outcome, Came::Refused(code))) => {
            // The decision may have written the reason in words of its own.
            detail.entry("refused").or_insert_with(|| code.into());
            append(
                request,
                (action, intent),
                intent.chain,
                now,
                tx,
                "failed",
                detail,
            )?;
            Ok(Ok(outcome))
        }
        Err(failure @ (Failure::Internal(_) | Failure::Unavailable(_))) => Err(failure),
        Err(failure) => {
            if failure.is_audited() {
                detail.insert("refused".to_owned(), failure.code().into());
                append(
                    request,
                    (action, intent),
                    intent.chain,
                    now,
                    tx,
                    "failed",
                    detail,
                )?;
            }
            Ok(Err(failure))
        }
    }
}

fn push(
    app: &App,
    request: &Request,
    now: Instant,
    tx: &mut Tx<'_>,
    job: &Outgoing,
) -> Result<bool, Failure> {
    let new = outbox::NewJob {
        id: fresh_uuid(&*app.entropy),
        kind: job.kind,
        subject: &job.subject,
        payload: &job.payload,
        dedupe: &job.dedupe,
        created_at: now,
        available_at: job.available_at,
        correlation: request.correlation,
    };
    Ok(outbox::push(tx, &new)?)
}

/// The value of an entry that names the partner which did something for a customer, by its id.
pub(crate) const ON_BEHALF: &str = "on_behalf_by";

/// Values another company's log may say too: none about money.
const TOLD: &[&str] = &[
    // A worker does what a partner asked for.
    ON_BEHALF,
    "company_name",
    "domain",
    "template",
    "agreed_on",
    "quantity",
    "status",
    "auto_renew",
    "became",
    "target_offer",
    "target_subscription",
    "services",
    "given_to",
];

/// Appends what was done to the log it belongs to and to those it is told in too; gives its place in
/// each. The logs are written in one order by everybody: two at once wait for each other, and not
/// both for both.
fn append_all(
    request: &Request,
    (action, intent): (&str, &Intent),
    now: Instant,
    tx: &mut Tx<'_>,
    also: Vec<Also>,
    detail: Map<String, Json>,
) -> Result<Vec<Place>, Failure> {
    let mut chains = also;
    chains.push((intent.chain, None));
    chains.sort_unstable();
    chains.dedup_by_key(|(chain, _)| *chain);
    let mut places = Vec::with_capacity(chains.len());
    for (chain, other) in chains {
        let action = other.unwrap_or(action);
        let detail = if chain == intent.chain {
            detail.clone()
        } else {
            let mut told = detail.clone();
            told.retain(|name, _| TOLD.contains(&name.as_str()));
            // A partner's people act for the customer; the customer's people for nobody else.
            let partner = match &request.caller {
                Caller::Customer { .. } => None,
                other => other.tenant(),
            };
            if let Some(partner) = partner {
                told.insert(ON_BEHALF.to_owned(), partner.to_string().into());
            }
            told
        };
        let place = append(
            request,
            (action, intent),
            chain,
            now,
            tx,
            "succeeded",
            detail,
        )?;
        places.push((chain, place, activity::of(action).is_some()));
    }
    Ok(places)
}

fn append(
    request: &Request,
    (action, intent): (&str, &Intent),
    chain: Uuid,
    now: Instant,
    tx: &mut Tx<'_>,
    outcome: &str,
    mut detail: Map<String, Json>,
) -> Result<i64, Failure> {
    let (kind, actor, name) = match &request.caller {
        Caller::Visitor => ("visitor", None, "visitor"),
        Caller::Registrant(id) => ("visitor", Some(id.0), "registrant"),
        Caller::User { person, .. } | Caller::Customer { person, .. } => {
            ("user", Some(person.account.0), person.sign_in_name.as_str())
        }
        Caller::Staff { person, .. } => (
            "staff",
            Some(person.account.0),
            person.sign_in_name.as_str(),
        ),
        // The audit log knows four kinds of actors; a program acts for the company's people.
        Caller::Client(client) => ("user", Some(client.app.0), client.name.as_str()),
        Caller::Delegate(delegate) => {
            let (client, person) = (&delegate.client, &delegate.person);
            detail.insert("program".to_owned(), client.name.as_str().into());
            detail.insert("program_id".to_owned(), client.app.to_string().into());
            ("user", Some(person.account.0), person.sign_in_name.as_str())
        }
        Caller::System => ("system", None, "tongdao"),
    };
    let sequence = audit::append(
        tx,
        &audit::NewEntry {
            chain,
            at: now,
            actor_kind: kind,
            actor,
            actor_name: name,
            ip: &request.ip,
            action,
            subject: &intent.subject,
            outcome,
            correlation: request.correlation,
            detail: &Json::Object(detail).to_string(),
        },
    )?;
    Ok(sequence)
}
