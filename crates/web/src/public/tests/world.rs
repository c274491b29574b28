//! An installation in a temporary folder: a draft application with two links, a signed agreement.

use crate::{DemoAccount, DemoGuide, Options, router};
use app::secrets::{Keyring, PasswordHashing, token_hash};
use app::{App, Bell, Parts};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, StatusCode, header};
use domain::caller::StaffRole;
use domain::effects::{Clock, DocumentError, Documents, Entropy, Instant};
use domain::enrolment::signature::{Record, chain};
use domain::language::Language;
use domain::programme::china_csp;
use sha2::{Digest, Sha256};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use store::application::{self, Application};
use store::confirmation::NewConfirmation;
use store::db::{Db, Pool};
use store::identity::{self, Tenant};
use store::registration::{self, NetworkMember};
use store::signature::{self, Signature};
use store::{DbError, outbox};
use tower::ServiceExt;
use uuid::Uuid;

/// 2026-08-18T02:47:26Z.
pub(super) const START: Instant = Instant(1_787_021_246_000_000);

struct TestClock(Arc<AtomicI64>);

impl Clock for TestClock {
    fn now(&self) -> Instant {
        Instant(self.0.load(Ordering::SeqCst))
    }
}

struct Counted(AtomicU64);

impl Entropy for Counted {
    fn fill(&self, buffer: &mut [u8]) {
        for chunk in buffer.chunks_mut(32) {
            let n = self.0.fetch_add(1, Ordering::SeqCst);
            chunk.copy_from_slice(&Sha256::digest(n.to_be_bytes())[..chunk.len()]);
        }
    }
}

struct NoDocuments;

impl Documents for NoDocuments {
    fn put(&self, _: &str, _: &[u8]) -> Result<(), DocumentError> {
        Ok(())
    }
    fn get(&self, key: &str) -> Result<Vec<u8>, DocumentError> {
        Err(DocumentError::Missing(key.to_owned()))
    }
    fn delete(&self, _: &str) -> Result<(), DocumentError> {
        Ok(())
    }
    fn describe(&self) -> String {
        "nowhere".to_owned()
    }
}

/// The installation.
pub(super) struct World {
    pub(super) app: App,
    router: Router,
    time: Arc<AtomicI64>,
    folder: PathBuf,
    /// The hash of the one signature.
    pub(super) signature: String,
}

impl Drop for World {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// An answer.
pub(super) struct Seen {
    pub(super) status: StatusCode,
    pub(super) headers: header::HeaderMap,
    pub(super) body: String,
}

impl Seen {
    pub(super) fn header(&self, name: header::HeaderName) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The value of a hidden input.
    pub(super) fn hidden(&self, name: &str) -> String {
        let mark = format!("name=\"{name}\" value=\"");
        let start = self.body.find(&mark).unwrap() + mark.len();
        self.body[start..].split('"').next().unwrap().to_owned()
    }
}

impl World {
    pub(super) fn new(demo: bool) -> Self {
        tokio::task::block_in_place(|| Self::build(demo))
    }

    fn build(demo: bool) -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let n = COUNT.fetch_add(1, Ordering::SeqCst);
        let folder =
            std::env::temp_dir().join(format!("tongdao-public-{}-{n}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let url = format!("sqlite:{}", folder.join("test.db").display());
        let db = Db::open(&url, Pool { connections: 2 }).unwrap();
        store::migrations::migrate(&db, START).unwrap();
        let time = Arc::new(AtomicI64::new(START.0));
        let app = App::new(Parts {
            db,
            clock: Arc::new(TestClock(time.clone())),
            entropy: Arc::new(Counted(AtomicU64::new(1))),
            programme: china_csp().unwrap(),
            keyring: Keyring::new(&[7; 32]),
            passwords: PasswordHashing::new(1).unwrap(),
            mailer: None,
            replies: None,
            telephone: None,
            resolver: None,
            bureau: None,
            feed: None,
            scanner: None,
            documents: Arc::new(NoDocuments),
            press: Default::default(),
            pictures: None,
            messenger: None,
            local_hooks: false,
            public_url: "http://localhost".to_owned(),
            bell: Bell::default(),
            sandbox: None,
        });
        let signature = seed(&app);
        let options = Options {
            demo: demo.then(guide),
            ..Options::default()
        };
        let router = router(app.clone(), options);
        Self {
            app,
            router,
            time,
            folder,
            signature,
        }
    }

    pub(super) fn pass(&self, seconds: i64) {
        self.time.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }

    pub(super) async fn get(&self, path: &str, language: Language) -> Seen {
        let request = Request::get(path)
            .header(
                header::COOKIE,
                format!("tongdao_language={}; tongdao_visitor=v1", language.tag()),
            )
            .body(Body::empty())
            .unwrap();
        seen(self.router.clone().oneshot(request).await.unwrap()).await
    }

    /// Posts a form with the token of the visitor all requests share.
    pub(super) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let csrf = self.app.keyring.form_token("v1");
        let mut body = format!("csrf={csrf}");
        for (name, value) in fields {
            body.push_str(&format!("&{name}={}", crate::http::address::encoded(value)));
        }
        let request = Request::post(path)
            .header(header::COOKIE, "tongdao_language=en; tongdao_visitor=v1")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        seen(self.router.clone().oneshot(request).await.unwrap()).await
    }

    /// Puts a job into the outbox that was due so many seconds ago.
    pub(super) fn wait_since(&self, seconds: i64) {
        let due = START.plus_seconds(-seconds);
        let pushed = self.app.db.write(move |tx| {
            let job = outbox::NewJob {
                id: Uuid::from_u128(99),
                kind: "mail",
                subject: "test",
                payload: "{}",
                dedupe: "test",
                correlation: Uuid::nil(),
                available_at: due,
                created_at: START,
            };
            outbox::push(tx, &job)
        });
        tokio::task::block_in_place(|| pushed.wait()).unwrap();
    }
}

async fn seen(response: Response<Body>) -> Seen {
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    let body = String::from_utf8(bytes.to_vec()).unwrap();
    Seen {
        status: parts.status,
        headers: parts.headers,
        body,
    }
}

/// The tokens of the links: `mailbox` and `approval`.
fn seed(app: &App) -> String {
    let programme = &app.programme;
    let text = programme
        .text("reseller-agreement", Language::ZhHans)
        .unwrap();
    let (tenant, application) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let record = Record {
        text_id: text.id.clone(),
        title: text.title.clone(),
        version: text.version.clone(),
        language: text.language.tag().to_owned(),
        text_sha256: text.sha256.clone(),
        consent_version: "2025-06".to_owned(),
        consents: vec!["consent".to_owned()],
        signer: Uuid::from_u128(3),
        signer_name: "陈思远".to_owned(),
        signer_title: "总经理".to_owned(),
        signer_email: "chen@linhu.example".to_owned(),
        tenant,
        legal_name: "苏州临湖信息技术有限公司".to_owned(),
        credit_code: "91320594MA1FAKE005".to_owned(),
        signed_at: "2026-08-18T02:47:26Z".to_owned(),
        signed_at_local: "2026-08-18T10:47:26+08:00[Asia/Shanghai]".to_owned(),
        ip: "203.0.113.7".to_owned(),
        user_agent: "test".to_owned(),
        authentication_method: "password+totp".to_owned(),
        authenticated_at: "2026-08-18T02:46:00Z".to_owned(),
        request_id: Uuid::nil(),
    };
    let record = serde_json::to_string(&record).unwrap();
    let row = Signature {
        id: Uuid::from_u128(4),
        application_id: application,
        tenant_id: tenant,
        text_id: text.id.clone(),
        text_version: text.version.clone(),
        text_language: text.language.tag().to_owned(),
        text_sha256: text.sha256.clone(),
        hash: chain(&[0; 32], &record),
        record,
        signed_at: START,
        anchor_day: 18,
        previous_hash: [0; 32],
    };
    let hash = data_encoding::HEXLOWER.encode(&row.hash);
    app.db
        .write(move |tx| {
            let partner = Tenant {
                id: tenant,
                kind: "partner".to_owned(),
                name: "苏州临湖信息技术有限公司".to_owned(),
                domain: "linhu.yunlan.example".to_owned(),
                language: "zh-Hans".to_owned(),
            };
            identity::add_tenant(tx, &partner, START)?;
            let mut draft = Application::draft(
                application,
                tenant,
                "TD-7K3M9QX2WB".to_owned(),
                partner.name.clone(),
                "CNY".to_owned(),
                START,
            );
            draft.state = "in-review".to_owned();
            application::add(tx, &draft)?;
            for purpose in ["mailbox", "approval"] {
                let (token, until) = (token_hash(purpose), START.plus_days(7));
                let mail = format!("{purpose}@linhu.example");
                let link = NewConfirmation {
                    token_hash: &token,
                    application,
                    purpose,
                    email: &mail,
                    expires_at: until,
                    remind_at: None,
                };
                store::confirmation::add(tx, &link, START)?;
            }
            // The contacts the links went to are the ones the application names.
            let named = [("primary_email", "mailbox"), ("approval_email", "approval")];
            let named =
                named.map(|(field, box_)| (field.to_owned(), format!("{box_}@linhu.example")));
            registration::keep_answers(tx, application, &named.into())?;
            signature::add(tx, &row)?;
            let copy = signature::Copy {
                signature_id: row.id,
                language: "zh-Hans".to_owned(),
                storage_key: "agreements/4/zh-hans".to_owned(),
                sha256: "ab".repeat(32),
                bytes: 123_456,
            };
            signature::add_copy(tx, &copy, START)?;
            let member = |id: &str, kind: &str| NetworkMember {
                network_id: id.to_owned(),
                kind: kind.to_owned(),
                name: "苏州临湖信息技术有限公司".to_owned(),
                country: "CN".to_owned(),
                active: true,
            };
            registration::add_network_member(
                tx,
                &member("4012345", "location"),
                "a@linhu.example",
                START,
            )?;
            registration::add_network_member(
                tx,
                &member("4012344", "headquarters"),
                "a@linhu.example",
                START,
            )?;
            Ok::<_, DbError>(())
        })
        .wait()
        .unwrap();
    hash
}

fn guide() -> DemoGuide {
    let account = |kind: &str, name: &str, roles: Vec<StaffRole>, state: &str| DemoAccount {
        kind: kind.to_owned(),
        name: name.to_owned(),
        organisation: "苏州临湖信息技术有限公司".to_owned(),
        sign_in_name: "chen@linhu.yunlan.example".to_owned(),
        password: "Lake-Paper-Window-42".to_owned(),
        totp_secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP".to_owned(),
        roles,
        application_state: state.to_owned(),
        contact_email: String::new(),
    };
    let staff = [
        StaffRole::Reviewer,
        StaffRole::CreditAnalyst,
        StaffRole::CreditLead,
        StaffRole::Auditor,
    ];
    let mut accounts: Vec<_> = staff
        .into_iter()
        .map(|role| account("staff", "李明", vec![role], ""))
        .collect();
    let platform = vec![StaffRole::PlatformAdmin, StaffRole::SupportAgent];
    accounts.push(account("staff", "周宁", platform, ""));
    for state in [
        "draft",
        "in-review",
        "information-requested",
        "approved",
        "rejected",
        "active",
    ] {
        accounts.push(account("partner", "陈思远", Vec::new(), state));
    }
    DemoGuide {
        portal_url: "http://localhost".to_owned(),
        console_url: "http://localhost/ops".to_owned(),
        accounts,
        program: None,
    }
}
