//! The pages over a real database: in every language, for every role, against hostile answers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::http::{Answer, Form, Query, Site, Trouble};
use app::secrets::{Keyring, PasswordHashing};
use app::{App, Failure, Parts, Request, setup};
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Path};
use axum::http::{StatusCode, header};
use axum::response::Response;
use domain::caller::{Caller, Person, StaffRole, Stage};
use domain::effects::{Clock, DocumentError, Documents, Entropy};
use domain::enrolment::checks::{Kind, Outcome};
use domain::ids::{AccountId, SessionId, TenantId};
use domain::language::Language;
use sha2::{Digest, Sha256};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use store::application::{Application, Check};
use store::db::Pool;
use store::document::Document;
use store::outbox::Message;
use store::{Db, application, identity, migrations, registration};

const HOSTILE: &str = "\"><script>alert('x')</script>";
const PDF: &[u8] = b"%PDF-1.7 licence";

/// 2026-07-15 10:00 in Shanghai, one second later at every look.
struct Ticking(AtomicI64);
impl Clock for Ticking {
    fn now(&self) -> Instant {
        Instant(self.0.fetch_add(1_000_000, Ordering::Relaxed))
    }
}

struct Counting(AtomicU64);
impl Entropy for Counting {
    fn fill(&self, buffer: &mut [u8]) {
        for chunk in buffer.chunks_mut(32) {
            let n = self.0.fetch_add(1, Ordering::Relaxed);
            let digest = Sha256::digest(n.to_be_bytes());
            chunk.copy_from_slice(&digest[..chunk.len()]);
        }
    }
}

#[derive(Default)]
struct Kept(Mutex<HashMap<String, Vec<u8>>>);
impl Documents for Kept {
    fn put(&self, key: &str, bytes: &[u8]) -> Result<(), DocumentError> {
        self.0
            .lock()
            .unwrap()
            .insert(key.to_owned(), bytes.to_owned());
        Ok(())
    }
    fn get(&self, key: &str) -> Result<Vec<u8>, DocumentError> {
        let found = self.0.lock().unwrap().get(key).cloned();
        found.ok_or_else(|| DocumentError::Missing(key.to_owned()))
    }
    fn delete(&self, key: &str) -> Result<(), DocumentError> {
        self.0.lock().unwrap().remove(key);
        Ok(())
    }
    fn describe(&self) -> String {
        "memory".to_owned()
    }
}

/// A site with one application under review.
struct Scene {
    app: App,
    case: Uuid,
    document: Uuid,
    operator: TenantId,
    staff: HashMap<StaffRole, Uuid>,
    folder: std::path::PathBuf,
}

impl Drop for Scene {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn answers() -> domain::enrolment::form::Answers {
    [
        ("model", "direct"),
        ("network_id", "4390934"),
        ("legal_name", HOSTILE),
        ("province", "SH"),
        ("registered_capital", "5000000.00"),
        ("established_on", "2017-04-12"),
        ("primary_phone", "+8619900000146"),
        ("taxpayer_type", "general"),
        ("expected_monthly", "60000.00"),
        ("requested_limit", "120000.00"),
        ("credit_authorisation", "yes"),
        ("support_hours", HOSTILE),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into()
}

impl Scene {
    async fn set() -> Self {
        tokio::task::spawn_blocking(Self::make).await.unwrap()
    }

    fn make() -> Self {
        static MADE: AtomicU64 = AtomicU64::new(0);
        let n = MADE.fetch_add(1, Ordering::Relaxed);
        let folder =
            std::env::temp_dir().join(format!("tongdao-console-{}-{n}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("test.db");
        let db = Db::open(
            &format!("sqlite:{}", path.display()),
            Pool { connections: 2 },
        )
        .unwrap();
        let start = Instant(1_784_080_800_000_000);
        migrations::migrate(&db, start).unwrap();
        let app = App::new(Parts {
            db,
            clock: Arc::new(Ticking(AtomicI64::new(start.0))),
            entropy: Arc::new(Counting(AtomicU64::new(0))),
            programme: domain::programme::china_csp().unwrap().rechecking(0),
            keyring: Keyring::new(&[7; 32]),
            passwords: PasswordHashing::new(1).unwrap(),
            mailer: None,
            replies: None,
            telephone: None,
            resolver: None,
            bureau: None,
            feed: None,
            scanner: None,
            documents: Arc::new(Kept::default()),
            press: Default::default(),
            pictures: None,
            messenger: None,
            local_hooks: false,
            public_url: "https://portal.example".to_owned(),
            bell: app::Bell::default(),
            sandbox: None,
        });
        let operator = setup::operator(&app).unwrap();
        let staff = Self::staff(&app, operator);
        let (case, document) = Self::application(&app, start);
        Self {
            app,
            case,
            document,
            operator,
            staff,
            folder,
        }
    }

    fn staff(app: &App, operator: TenantId) -> HashMap<StaffRole, Uuid> {
        let roles = [
            StaffRole::Reviewer,
            StaffRole::CreditAnalyst,
            StaffRole::PlatformAdmin,
            StaffRole::Auditor,
            StaffRole::SupportAgent,
        ];
        let add = |role: StaffRole| {
            let new = setup::NewStaff {
                user_name: role.text().to_owned(),
                family_name: "许".to_owned(),
                given_name: "嘉宁".to_owned(),
                contact_email: format!("{}@ops.example", role.text()),
                language: Language::ZhHans,
                roles: vec![role],
                password: "a long enough pass phrase".to_owned(),
                temporary: false,
                authenticator: None,
            };
            assert!(setup::add_staff(app, operator, &new).unwrap());
            let name = format!("{}@ops.{}", role.text(), app.programme.domain_suffix);
            let account = app.read(move |tx| Ok(identity::account_to_sign_in(tx, &name)?));
            (role, account.wait().unwrap().unwrap().id)
        };
        roles.map(add).into()
    }

    fn application(app: &App, now: Instant) -> (Uuid, Uuid) {
        let [tenant, case, document] = [1, 2, 3].map(Uuid::from_u128);
        let sealed = app
            .keyring
            .seal(&*app.entropy, document.as_bytes(), PDF)
            .unwrap();
        app.documents.put("licence", &sealed).unwrap();
        let sha256: [u8; 32] = Sha256::digest(PDF).into();
        let seed = move |tx: &mut store::Tx<'_>| -> Result<(), Failure> {
            let partner = identity::Tenant {
                id: tenant,
                kind: "partner".to_owned(),
                name: HOSTILE.to_owned(),
                domain: "linhu.partner.example".to_owned(),
                language: "zh-Hans".to_owned(),
            };
            identity::add_tenant(tx, &partner, now)?;
            let mut row = Application::draft(
                case,
                tenant,
                "TD-7K3M9QX2WB".to_owned(),
                HOSTILE.to_owned(),
                "CNY".to_owned(),
                now,
            );
            application::add(tx, &row)?;
            row.state = "in-review".to_owned();
            row.submitted_at = Some(now.plus_days(-14));
            row.sla_since = row.submitted_at;
            row.network_id = Some("4390934".to_owned());
            assert!(application::save(tx, &row)?);
            registration::keep_answers(tx, case, &answers())?;
            for kind in Kind::ALL {
                let check = Check {
                    kind: kind.text().to_owned(),
                    result: Outcome::Pending.text().to_owned(),
                    evidence: HOSTILE.to_owned(),
                    decided_by: "tongdao".to_owned(),
                    decided_at: Some(now),
                };
                application::set_check(tx, case, &check)?;
            }
            for (n, media_type) in [(3, "application/pdf"), (4, "image/png")] {
                let document = Document {
                    id: Uuid::from_u128(n),
                    application_id: case,
                    kind: "business-licence".to_owned(),
                    name: "营业执照.pdf".to_owned(),
                    media_type: media_type.to_owned(),
                    bytes: 16,
                    pages: None,
                    sha256,
                    source_sha256: None,
                    storage_key: "licence".to_owned(),
                    uploaded_at: now,
                    dated_on: None,
                    scan: "none".to_owned(),
                    scan_note: String::new(),
                };
                store::document::add(tx, &document)?;
            }
            let message = |n, channel: &str, body: Option<&str>| Message {
                id: Uuid::from_u128(n),
                channel: channel.to_owned(),
                code: "E05".to_owned(),
                recipient: "boss@linhu.example".to_owned(),
                language: "en".to_owned(),
                subject: if channel == "mail" {
                    HOSTILE.to_owned()
                } else {
                    String::new()
                },
                body: body.map(str::to_owned),
                bounced_at: None,
                bounce: None,
                confirmation: None,
                sent_at: now,
            };
            let body =
                format!("{HOSTILE}\n\nhttps://portal.example/confirm/abc\nhttps://evil.example/x");
            store::outbox::record_message(tx, &message(1, "mail", Some(&body)))?;
            store::outbox::record_message(tx, &message(2, "sms", None))?;
            Ok(())
        };
        app.db.write(seed).wait().unwrap();
        (case, document)
    }

    fn visit(&self, role: StaffRole, language: Language, path: &str) -> Visit {
        let person = Person {
            account: AccountId(self.staff[&role]),
            session: SessionId(Uuid::from_u128(9)),
            tenant: self.operator,
            organisation: "澜岸云".to_owned(),
            sign_in_name: "x@ops.example".to_owned(),
            name: "许嘉宁".to_owned(),
            language,
            stage: Stage::Full,
            mfa_at: None,
            standing: Default::default(),
        };
        let site = Site {
            app: self.app.clone(),
            options: Arc::default(),
        };
        let request = Request {
            caller: Caller::Staff {
                person,
                roles: vec![role],
            },
            ip: "192.0.2.1".to_owned(),
            user_agent: String::new(),
            correlation: Uuid::from_u128(77),
            language,
        };
        Visit::new(site, request, path.to_owned(), "token".to_owned())
    }

    fn case_path(&self) -> Path<String> {
        Path(self.case.to_string())
    }
}

fn none() -> Parameters {
    Query(HashMap::new())
}

fn some(pairs: &[(&str, &str)]) -> Parameters {
    Query(
        pairs
            .iter()
            .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()))
            .collect(),
    )
}

async fn form(visit: &Visit, body: &str) -> Form {
    let request = axum::http::Request::post("/")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .extension(Arc::new(visit.clone()))
        .body(Body::from(format!("csrf=token&request_id=r&{body}")))
        .unwrap();
    Form::from_request(request, &()).await.unwrap()
}

async fn html(response: Response) -> String {
    let bytes = to_bytes(response.into_body(), 1 << 22).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A page that answers 200, checked for what no page may hold.
async fn page(answer: Answer) -> String {
    let response = answer.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let page = html(response).await;
    let missing: Vec<_> = page
        .match_indices('⟦')
        .map(|(at, _)| page[at..].chars().take(40).collect::<String>())
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(
        !page.contains("<script>alert") && !page.contains("alert('"),
        "a value was not escaped"
    );
    assert_eq!(page.matches("<h1").count(), 1);
    let mut ids: Vec<&str> = page
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "an id occurs twice");
    page
}

#[tokio::test]
async fn every_page_speaks_every_language() {
    let scene = Scene::set().await;
    for language in Language::ALL {
        let visit = |role, path: &str| scene.visit(role, language, path);
        use StaffRole as R;
        for role in [R::Reviewer, R::CreditAnalyst, R::Auditor] {
            let case = super::case::show(
                visit(role, "/ops/applications/2"),
                scene.case_path(),
                none(),
            );
            let case = page(case.await).await;
            assert_eq!(case.contains("/approve\""), role == R::Reviewer);
            assert!(case.contains("¥5,000,000.00") && case.contains("+86 199 0000 0146"));
            let credit = credit::show(
                visit(role, "/ops/applications/2/credit"),
                scene.case_path(),
                none(),
            );
            let credit = page(credit.await).await;
            assert_eq!(credit.contains("name=\"limit\""), role == R::CreditAnalyst);
            assert!(credit.contains("¥120,000.00"));
            for parameters in [none(), some(&[("state", "in-review"), ("q", "td-7k")])] {
                let list = applications::show(visit(role, "/ops/applications"), parameters);
                assert!(page(list.await).await.contains("TD-7K3M9QX2WB"));
            }
            let nothing = some(&[("state", "active"), ("q", HOSTILE)]);
            let list = applications::show(visit(role, "/ops/applications"), nothing);
            assert!(!page(list.await).await.contains("<tbody"));
        }
        let queue =
            page(queue::show(visit(R::SupportAgent, "/ops"), Query(HashMap::new())).await).await;
        assert!(queue.contains("TD-7K3M9QX2WB") && !queue.contains("/ops/applications"));
        page(provisioning::show(visit(R::PlatformAdmin, "/ops/provisioning")).await).await;
        let audit = audit::show(visit(R::Auditor, "/ops/audit"), none());
        assert!(page(audit.await).await.contains("staff.add"));
        let verified = verification::show(visit(R::Auditor, "/ops/audit/verify"));
        assert!(page(verified.await).await.contains("/ops/audit/verify\""));
        for role in [R::Reviewer, R::Auditor] {
            let list = partners::show(visit(role, "/ops/partners"), none());
            assert!(!page(list.await).await.contains("<tbody"));
        }
    }
}

#[tokio::test]
async fn messages_can_be_found_and_only_our_links_followed() {
    let scene = Scene::set().await;
    let visit = || scene.visit(StaffRole::PlatformAdmin, Language::En, "/ops/outbox");
    let all = page(outbox::show(visit(), none()).await).await;
    assert!(
        all.contains(
            "data-recipient=\"boss@linhu.example\" data-code=\"E05\" data-channel=\"mail\""
        )
    );
    assert!(all.contains("<a href=\"https://portal.example/confirm/abc\">"));
    assert!(!all.contains("<a href=\"https://evil.example"));
    assert!(all.contains("is not kept here"));
    let other = page(outbox::show(visit(), some(&[("to", "nobody@")])).await).await;
    assert!(!other.contains("<article") && other.contains("value=\"nobody@\""));
}

#[tokio::test]
async fn roles_that_may_not_are_refused() {
    let scene = Scene::set().await;
    let refused = |answer: Answer| match answer {
        Err(Trouble::Failed(failure)) => failure.code(),
        _ => panic!("it was not refused"),
    };
    let visit = || scene.visit(StaffRole::SupportAgent, Language::En, "/ops");
    assert_eq!(
        refused(super::case::show(visit(), scene.case_path(), none()).await),
        "needs-role"
    );
    assert_eq!(
        refused(applications::show(visit(), none()).await),
        "needs-role"
    );
    assert_eq!(refused(provisioning::show(visit()).await), "needs-role");
    assert_eq!(refused(outbox::show(visit(), none()).await), "needs-role");
    assert_eq!(refused(audit::show(visit(), none()).await), "needs-role");
    assert_eq!(refused(verification::show(visit()).await), "needs-role");
    let path = Path((scene.case.to_string(), scene.document.to_string()));
    assert_eq!(refused(document::show(visit(), path).await), "needs-role");
    let reviewer = scene.visit(StaffRole::Reviewer, Language::En, "/ops/applications/x");
    let nothing = Path("no-id".to_owned());
    assert_eq!(
        refused(super::case::show(reviewer, nothing, none()).await),
        "not-found"
    );
}

#[tokio::test]
async fn documents_are_shown_caged_and_every_look_is_recorded() {
    let scene = Scene::set().await;
    let visit = || scene.visit(StaffRole::Reviewer, Language::En, "/ops/applications/2");
    let path = Path((scene.case.to_string(), scene.document.to_string()));
    let response = document::show(visit(), path).await.unwrap();
    let header = |name| {
        response
            .headers()
            .get(name)
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(header(header::CONTENT_TYPE), "application/pdf");
    assert_eq!(
        header(header::CONTENT_SECURITY_POLICY),
        "default-src 'none'; sandbox"
    );
    assert!(header(header::CONTENT_DISPOSITION).starts_with("inline; filename=\"____.pdf\""));
    assert_eq!(to_bytes(response.into_body(), 1 << 20).await.unwrap(), PDF);
    let case = page(super::case::show(visit(), scene.case_path(), none()).await).await;
    assert!(case.contains("Looked at once, by x@ops.example"));
}

#[tokio::test]
async fn a_case_goes_from_claim_to_approval() {
    let scene = Scene::set().await;
    let reviewer = || scene.visit(StaffRole::Reviewer, Language::En, "/ops/applications/2");
    let analyst = || {
        scene.visit(
            StaffRole::CreditAnalyst,
            Language::En,
            "/ops/applications/2/credit",
        )
    };
    let show = || super::case::show(reviewer(), scene.case_path(), none());

    let first = page(show().await).await;
    assert!(
        first.contains("Cannot be approved yet") && first.contains("Still open: Primary contact")
    );
    assert!(first.contains("type=\"submit\" disabled>Approve"));
    let claimed = super::case::claim(reviewer(), scene.case_path(), form(&reviewer(), "").await);
    assert_eq!(claimed.await.unwrap().status(), StatusCode::SEE_OTHER);
    assert!(!page(show().await).await.contains("Claim this case"));

    let check = async |kind: Kind, body: &str| {
        let path = Path((scene.case.to_string(), kind.text().to_owned()));
        super::case::check(reviewer(), path, form(&reviewer(), body).await)
            .await
            .unwrap()
    };
    let wrong = check(Kind::Employment, "result=failed&reason=no%3C").await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = html(wrong).await;
    assert!(wrong.contains("href=\"#reason-employment\"") && wrong.contains("value=\"no&#60;\""));
    assert!(
        wrong.contains("class=\"x\" aria-label=\"Decide: Employment and mail domain\" checked")
    );
    assert!(!wrong.contains('⟦'));
    for kind in Kind::ALL.iter().filter(|k| **k != Kind::Credit) {
        let body = if kind.by_hand() {
            "result=passed&reason=seen+by+hand"
        } else {
            "result=waived&reason=seen+by+hand+and+compared+with+the+paper"
        };
        assert_eq!(
            check(*kind, body).await.status(),
            StatusCode::SEE_OTHER,
            "{kind:?}"
        );
    }

    let decide = async |body: &str| {
        credit::decide(analyst(), scene.case_path(), form(&analyst(), body).await)
            .await
            .unwrap()
    };
    let wrong = decide("result=pass&limit=12x&reason=long+enough").await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = html(wrong).await;
    assert!(wrong.contains("value=\"12x\"") && wrong.contains("long enough"));
    assert!(
        page(show().await)
            .await
            .contains("Still open: Credit check.")
    );
    let decided = decide("result=pass&limit=120%2C000.00&reason=statements+seen").await;
    assert_eq!(decided.status(), StatusCode::SEE_OTHER);

    let ready = page(show().await).await;
    assert!(ready.contains("Ready to be approved") && ready.contains("Credit limit ¥120,000.00."));
    let approved = super::case::approve(reviewer(), scene.case_path(), form(&reviewer(), "").await);
    let approved = approved.await.unwrap();
    assert_eq!(
        approved.headers()[header::LOCATION],
        format!("/ops/applications/{}?done=approved", scene.case)
    );
    let done = some(&[("done", "approved")]);
    let after = page(super::case::show(reviewer(), scene.case_path(), done).await).await;
    assert!(after.contains("The application has been approved"));
    assert!(after.contains("Approved, to be signed") && !after.contains("/approve\""));
    for words in [
        "Application approved",
        "Credit decided",
        "Case claimed",
        "Check decided",
    ] {
        assert!(after.contains(words), "{words}");
    }
}
