//! Commands through the pipeline beside the same rows written without it.

use super::figure::Figure;
use super::measure::{cores, in_turns, now, rate};
use super::rig::{Rig, request};
use crate::trouble::Trouble;
use app::{App, Failure, Intent, Request};
use domain::caller::{AdminSetting, AgentSetting, Caller, Person, Stage};
use domain::enrolment::form::Answers;
use domain::ids::{AccountId, SessionId, TenantId, fresh_uuid};
use domain::language::Language;
use domain::permission::{TenantAction, authorise};
use std::time::{Duration, Instant};
use store::{DbError, Tx, idempotency, outbox, registration, values};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;
use uuid::Uuid;

/// Clients at the same time.
const CLIENTS: usize = 64;
/// How often each of the two is measured.
const ROUNDS: u32 = 3;
const ACTION: &str = "bench.keep";

/// Commands a second beside raw commits of the same rows a second; returns the latter as well.
///
/// The command keeps the four answers of the application's section on support, as autosave does,
/// with an idempotency key, an audit row and an outbox row.
///
/// # Errors
/// [`Trouble`] of the store.
pub(super) fn figure(rig: &Rig, budget: Duration) -> Result<(Figure, f64), Trouble> {
    let app = rig.app("commit")?;
    let fault = |error: std::io::Error| Trouble::Runtime {
        what: "the clients",
        reason: error.to_string(),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(cores())
        .enable_all()
        .build()
        .map_err(fault)?;
    let clients: Vec<Client> = (0..CLIENTS).map(|_| Client::new(&app)).collect();
    for client in &clients {
        client.begin_raw_chain()?;
    }
    let (raw, commands) = in_turns(
        ROUNDS,
        budget,
        |during| load(&runtime, &clients, during, Client::write_raw_until),
        |during| load(&runtime, &clients, during, Client::command_until),
    )?;
    runtime.shutdown_timeout(Duration::from_secs(2));
    Ok((
        Figure::new("command.commit", commands, "commands/s", raw),
        raw,
    ))
}

fn load<F>(
    runtime: &Runtime,
    clients: &[Client],
    during: Duration,
    run: impl Fn(Client, Instant) -> F,
) -> Result<f64, Trouble>
where
    F: Future<Output = Result<u64, Failure>> + Send + 'static,
{
    let started = now();
    let deadline = started + during;
    let all = async {
        let mut tasks = JoinSet::new();
        for client in clients {
            tasks.spawn(run(client.clone(), deadline));
        }
        let mut done = 0;
        while let Some(task) = tasks.join_next().await {
            done += task.map_err(Failure::internal)??;
        }
        Ok(done)
    };
    let done = runtime
        .block_on(all)
        .map_err(|failure: Failure| Trouble::refused("committing", &failure))?;
    Ok(rate(done, started))
}

/// One client: a global admin of a company of its own.
#[derive(Clone)]
struct Client {
    app: App,
    request: Request,
    tenant: TenantId,
    application: Uuid,
    answers: Answers,
    raw_chain: Uuid,
}

impl Client {
    fn new(app: &App) -> Self {
        let entropy = &*app.entropy;
        let tenant = TenantId::fresh(entropy);
        let person = Person {
            account: AccountId::fresh(entropy),
            session: SessionId::fresh(entropy),
            tenant,
            organisation: "深圳联橙数智科技股份有限公司".to_owned(),
            sign_in_name: "lin.siyuan@lianchengshuzhi.partner.example".to_owned(),
            name: "林思远".to_owned(),
            language: Language::ZhHans,
            stage: Stage::Full,
            mfa_at: Some(app.clock.now()),
            standing: Default::default(),
        };
        let caller = Caller::User {
            person,
            agent: AgentSetting::AdminAgent,
            admin: AdminSetting::GlobalAdmin,
        };
        let answers = [
            (
                "support_website",
                "https://www.lianchengshuzhi.example/support",
            ),
            ("support_email", "support@lianchengshuzhi.example"),
            ("support_phone", "0755-55550112"),
            ("support_hours", "周一至周五 9:00–18:00"),
        ];
        Self {
            app: app.clone(),
            request: request(app, caller),
            tenant,
            application: fresh_uuid(entropy),
            answers: answers.map(|(k, v)| (k.to_owned(), v.to_owned())).into(),
            raw_chain: fresh_uuid(entropy),
        }
    }

    async fn command_until(self, deadline: Instant) -> Result<u64, Failure> {
        let mut done = 0;
        while now() < deadline {
            self.command().await?;
            done += 1;
        }
        Ok(done)
    }

    async fn command(&self) -> Result<(), Failure> {
        let action = TenantAction::EditApplication;
        let scope = authorise(&self.request.caller, action, self.tenant)?;
        let key = fresh_uuid(&*self.app.entropy).to_string();
        let (application, answers) = (self.application, self.answers.clone());
        let tenant = scope.tenant();
        let intent =
            Intent::new(ACTION, tenant.0, format!("tenant/{tenant}")).once(&key, &self.answers);
        self.app
            .command(&self.request, intent, move |work| {
                registration::keep_answers(work.tx, application, &answers)?;
                work.audit("section", "support");
                work.after_commit(
                    "bench",
                    "TD-0000000000",
                    &application,
                    format!("bench/{key}"),
                )
            })
            .await
    }

    /// The head of the chain that raw writes move on.
    fn begin_raw_chain(&self) -> Result<(), Trouble> {
        let chain = self.raw_chain;
        self.app
            .db
            .write(move |tx| {
                tx.execute(
                    "INSERT INTO audit_chain (chain, sequence, hash) VALUES ($1, $2, $3)",
                    values![chain, 0_i64, [0_u8; 32]],
                )
                .map(drop)
            })
            .wait()
            .map_err(Trouble::from)
    }

    async fn write_raw_until(self, deadline: Instant) -> Result<u64, Failure> {
        // Later rounds go on where nobody has been: microseconds never come twice.
        let first = self.app.clock.now().0;
        let mut done = 0;
        while now() < deadline {
            let sequence = first.saturating_add(i64::try_from(done).unwrap_or(i64::MAX));
            self.write_raw(sequence).await?;
            done += 1;
        }
        Ok(done)
    }

    /// The rows of [`Self::command`], with every value known beforehand: nothing is authorised,
    /// looked up, hashed or made into JSON, and no inner savepoint is set.
    async fn write_raw(&self, sequence: i64) -> Result<(), DbError> {
        let row = Raw {
            client: self.clone(),
            key: fresh_uuid(&*self.app.entropy).to_string(),
            id: fresh_uuid(&*self.app.entropy),
            scope: format!("{}:{ACTION}", self.tenant),
            subject: format!("tenant/{}", self.tenant),
            sequence,
        };
        self.app.db.write(move |tx| row.write(tx)).await
    }
}

struct Raw {
    client: Client,
    key: String,
    id: Uuid,
    scope: String,
    subject: String,
    sequence: i64,
}

impl Raw {
    fn write(&self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        const HASH: [u8; 32] = [7; 32];
        let Self { client, key, .. } = self;
        let (chain, request) = (client.raw_chain, &client.request);
        let at = domain::effects::Instant(self.sequence);
        idempotency::claim(tx, &self.scope, key, &HASH, at)?;
        registration::keep_answers(tx, client.application, &client.answers)?;
        outbox::push(
            tx,
            &outbox::NewJob {
                id: self.id,
                kind: "bench",
                subject: "TD-0000000000",
                payload: "\"00000000-0000-0000-0000-000000000000\"",
                dedupe: &format!("bench/{key}"),
                created_at: at,
                available_at: at,
                correlation: request.correlation,
            },
        )?;
        idempotency::record(tx, &self.scope, key, "null")?;
        tx.execute(
            "UPDATE audit_chain SET sequence = $2, hash = $3 WHERE chain = $1",
            values![chain, self.sequence, HASH],
        )?;
        let person = request.caller.person();
        tx.execute(
            "INSERT INTO audit_entry (chain, sequence, at, actor_kind, actor, actor_name, ip, action,
                subject, outcome, correlation, detail, previous_hash, hash)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
            values![
                chain,
                self.sequence,
                at,
                "user",
                person.map(|p| p.account.0),
                person.map_or("", |p| p.sign_in_name.as_str()),
                request.ip.as_str(),
                ACTION,
                self.subject.as_str(),
                "succeeded",
                request.correlation,
                "{\"section\":\"support\"}",
                HASH,
                HASH
            ],
        )
        .map(drop)
    }
}
