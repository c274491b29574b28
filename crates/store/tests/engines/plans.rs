//! What every request or every beat of the worker asks is answered from an index.

use super::{at, id};
use store::{DbError, Engine, Tx, Value, row};
use testkit::TestDb;

testkit::on_both! { TestDb: hot_queries_use_an_index }

row! {
    struct Sqlite { detail: String }
}

/// A query as `store` writes it, with the tables no plan may read from end to end.
struct Hot {
    name: &'static str,
    source: &'static str,
    /// The text; where the source joins it from parts, one line for each.
    sql: &'static [&'static str],
    values: Vec<Value>,
    tables: &'static [&'static str],
}

const CUSTOMER: &str =
    "SELECT c.id, c.commerce_id, c.profile_id, c.company_name, c.domain, c.credit_code,
                c.qualification, c.sandbox, c.family_name, c.given_name, c.email, c.phone,
                c.language, c.culture, c.country, c.province, c.city, c.district, c.address1,
                c.address2, c.postal_code, c.created_at, c.version, r.delegated, r.since
             FROM customer_relation r JOIN customer c ON c.id = r.customer_id ";

const SUBSCRIPTION: &str =
    "SELECT id, platform_id, customer_id, order_id, line_number, offer_id, parent_id,
                friendly_name, quantity, status, suspended_by, suspended_on, delete_on, auto_renew,
                cycle, unit_price, is_trial, trial_offer_id, ordered_on, starts_on, ends_on,
                created_at, next_at, version
             FROM subscription ";

fn window() -> Vec<Value> {
    let text = |text: &str| Value::Text(text.to_owned());
    vec![
        Value::Id(id(1)),
        text("a"),
        text("b"),
        text("a"),
        Value::Id(id(2)),
        Value::Int(51),
    ]
}

fn hot() -> Vec<Hot> {
    vec![
        Hot {
            name: "session_holder",
            source: include_str!("../../src/identity.rs"),
            sql: &["SELECT s.id, s.account_id, s.created_at, s.last_seen_at, s.mfa_at, a.tenant_id,
                t.kind AS tenant_kind, t.name AS organisation, a.sign_in_name, a.family_name,
                a.given_name, a.name_order, a.language, a.status, a.agent_setting, a.admin_setting,
                a.temporary_until, a.totp_confirmed_at,
                (SELECT STRING_AGG(r.role, ',') FROM staff_role r WHERE r.account_id = a.id) AS roles,
                p.status AS partner_status, p.orders_blocked_from
             FROM session s
             JOIN account a ON a.id = s.account_id
             JOIN tenant t ON t.id = a.tenant_id
             LEFT JOIN partner p ON p.tenant_id = a.tenant_id
             WHERE s.token_hash = $1 AND s.ended_at IS NULL"],
            values: vec![Value::Bytes(vec![7; 32])],
            tables: &["session", "account", "tenant", "staff_role", "partner"],
        },
        Hot {
            name: "newest application",
            source: include_str!("../../src/application.rs"),
            sql: &["SELECT id, tenant_id, reference, state, state AS loaded_state, model, legal_name,
                credit_code, network_id, reviewer_id, credit_limit, currency, created_at,
                submitted_at, decided_at, signed_at, active_at, entered_at, lapse_at, next_at,
                sla_since, sla_days, version FROM application ", "WHERE tenant_id = $1 ORDER BY created_at DESC, id LIMIT 1"],
            values: vec![Value::Id(id(1))],
            tables: &["application"],
        },
        Hot {
            name: "by_cookie",
            source: include_str!("../../src/registration.rs"),
            sql: &["SELECT id, reference, state", "FROM registration", "WHERE cookie_hash = $1"],
            values: vec![Value::Bytes(vec![7; 32])],
            tables: &["registration"],
        },
        Hot {
            name: "outbox claim",
            source: include_str!("../../src/outbox.rs"),
            sql: &["UPDATE outbox SET lease_owner = $4, lease_until = $5, attempts = attempts + 1
             WHERE id IN (SELECT id FROM outbox WHERE", DUE, "ORDER BY available_at, created_at LIMIT $6)
             RETURNING id, kind, subject, payload, attempts, correlation"],
            values: vec![at(0).into(), at(1).into(), at(2).into(), Value::Id(id(1)), at(9).into(), Value::Int(16)],
            tables: &["outbox"],
        },
        Hot {
            name: "outbox is_due",
            source: include_str!("../../src/outbox.rs"),
            sql: &["SELECT attempts AS n FROM outbox WHERE", DUE, "LIMIT 1"],
            values: vec![at(0).into(), at(1).into(), at(2).into()],
            tables: &["outbox"],
        },
        Hot {
            name: "applications for which something is due",
            source: include_str!("../../src/waiting.rs"),
            sql: &["SELECT id, next_at FROM application
             WHERE next_at IS NOT NULL AND next_at <= $1 AND (next_at > $2 OR (next_at = $2 AND id > $3))
             ORDER BY next_at, id LIMIT $4"],
            values: vec![at(9).into(), at(0).into(), Value::Id(id(1)), Value::Int(200)],
            tables: &["application"],
        },
        Hot {
            name: "approvals with old credit",
            source: include_str!("../../src/waiting.rs"),
            sql: &["SELECT a.id FROM application a WHERE a.state = 'approved' AND
                (SELECT d.valid_until FROM credit_decision d WHERE d.application_id = a.id
                 ORDER BY d.number DESC LIMIT 1) <= $1
             ORDER BY a.submitted_at LIMIT $2"],
            values: vec![at(9).into(), Value::Int(200)],
            tables: &["application", "credit_decision"],
        },
        Hot {
            name: "links to remind of",
            source: include_str!("../../src/confirmation.rs"),
            sql: &["SELECT application_id, token_hash FROM confirmation
             WHERE remind_at IS NOT NULL AND remind_at <= $1 ORDER BY remind_at, token_hash LIMIT $2"],
            values: vec![at(9).into(), Value::Int(200)],
            tables: &["confirmation"],
        },
        Hot {
            name: "customers by name",
            source: include_str!("../../src/customers.rs"),
            sql: &[CUSTOMER, "WHERE r.partner_id = $1 AND r.ended_at IS NULL AND r.name_key >= $2
               AND r.name_key < $3 AND (r.name_key, r.customer_id) > ($4, $5)
             ORDER BY r.name_key, r.customer_id LIMIT $6"],
            values: window(),
            tables: &["customer", "customer_relation"],
        },
        Hot {
            name: "customers by domain",
            source: include_str!("../../src/customers.rs"),
            sql: &[CUSTOMER, "WHERE r.partner_id = $1 AND r.ended_at IS NULL AND r.domain >= $2
               AND r.domain < $3 AND (r.domain, r.customer_id) > ($4, $5)
             ORDER BY r.domain, r.customer_id LIMIT $6"],
            values: window(),
            tables: &["customer", "customer_relation"],
        },
        Hot {
            name: "what a customer has",
            source: include_str!("../../src/subscriptions.rs"),
            sql: &[SUBSCRIPTION, "WHERE customer_id = $1 AND partner_id = $2 ORDER BY created_at, id LIMIT $3"],
            values: vec![Value::Id(id(1)), Value::Id(id(2)), Value::Int(50)],
            tables: &["subscription"],
        },
        Hot {
            name: "what an order became",
            source: include_str!("../../src/subscriptions.rs"),
            sql: &[SUBSCRIPTION, "WHERE order_id = $1 AND partner_id = $2 ORDER BY line_number"],
            values: vec![Value::Id(id(1)), Value::Id(id(2))],
            tables: &["subscription"],
        },
        Hot {
            name: "add-ons of a base",
            source: include_str!("../../src/subscriptions.rs"),
            sql: &[SUBSCRIPTION, "WHERE parent_id = $1 AND partner_id = $2 ORDER BY created_at, id"],
            values: vec![Value::Id(id(1)), Value::Id(id(2))],
            tables: &["subscription"],
        },
        Hot {
            name: "subscriptions the calendar does something to",
            source: include_str!("../../src/subscriptions.rs"),
            sql: &["SELECT id, partner_id, next_at FROM subscription
         WHERE next_at IS NOT NULL AND next_at <= $1 AND (next_at > $2 OR (next_at = $2 AND id > $3))
         ORDER BY next_at, id LIMIT $4"],
            values: vec![at(9).into(), at(0).into(), Value::Id(id(1)), Value::Int(200)],
            tables: &["subscription"],
        },
        Hot {
            name: "orders of a customer",
            source: include_str!("../../src/orders.rs"),
            sql: &["SELECT id, customer_id, cycle, currency, status, created_at, version FROM sales_order
         WHERE customer_id = $1 AND partner_id = $2 ORDER BY created_at DESC, id DESC LIMIT $3"],
            values: vec![Value::Id(id(1)), Value::Id(id(2)), Value::Int(50)],
            tables: &["sales_order"],
        },
        Hot {
            name: "orders of a customer in a cycle",
            source: include_str!("../../src/orders.rs"),
            sql: &["SELECT id, customer_id, cycle, currency, status, created_at, version FROM sales_order
             WHERE customer_id = $1 AND partner_id = $2 AND cycle = $4
             ORDER BY created_at DESC, id DESC LIMIT $3"],
            values: vec![
                Value::Id(id(1)),
                Value::Id(id(2)),
                Value::Int(50),
                Value::Text("annual".to_owned()),
            ],
            tables: &["sales_order"],
        },
        Hot {
            name: "one customer",
            source: include_str!("../../src/customers.rs"),
            sql: &[CUSTOMER, "WHERE r.partner_id = $1 AND r.customer_id = $2 AND r.ended_at IS NULL"],
            values: vec![Value::Id(id(1)), Value::Id(id(2))],
            tables: &["customer", "customer_relation"],
        },
        Hot {
            name: "what is to be worked on",
            source: include_str!("../../src/review/queue.rs"),
            sql: &[QUEUE, "WHERE a.state IN ('submitted', 'in-review', 'information-requested')
               AND ($2 = '' OR LOWER(a.legal_name || ' ' || a.reference || ' ' || COALESCE(a.credit_code, '')) LIKE $3)
             ORDER BY a.submitted_at, a.id LIMIT $4"],
            values: vec![Value::Id(id(1)), Value::Text(String::new()), Value::Text("%%".to_owned()), Value::Int(1000)],
            tables: &["application", "account", "application_check", "case_message", "staff_conflict"],
        },
        Hot {
            name: "applications of one state",
            source: include_str!("../../src/review/queue.rs"),
            sql: &[QUEUE, "WHERE a.state = $2 AND a.submitted_at IS NOT NULL
               AND ($3 = '' OR LOWER(a.legal_name || ' ' || a.reference || ' ' || COALESCE(a.credit_code, '')) LIKE $4)
             ORDER BY a.submitted_at DESC, a.id DESC LIMIT $5 OFFSET $6"],
            values: vec![Value::Id(id(1)), Value::Text("in-review".to_owned()), Value::Text(String::new()), Value::Text("%%".to_owned()), Value::Int(50), Value::Int(0)],
            tables: &["application", "account", "application_check", "case_message", "staff_conflict"],
        },
        Hot {
            name: "applications of every state",
            source: include_str!("../../src/review/queue.rs"),
            sql: &[QUEUE, "WHERE a.submitted_at IS NOT NULL
                   AND ($2 = '' OR LOWER(a.legal_name || ' ' || a.reference || ' ' || COALESCE(a.credit_code, '')) LIKE $3)
                 ORDER BY a.submitted_at DESC, a.id DESC LIMIT $4 OFFSET $5"],
            values: vec![Value::Id(id(1)), Value::Text(String::new()), Value::Text("%%".to_owned()), Value::Int(50), Value::Int(0)],
            tables: &["application", "account", "application_check", "case_message", "staff_conflict"],
        },
        Hot {
            name: "partners to ask for a signature",
            source: include_str!("../../src/campaign.rs"),
            sql: &["SELECT tenant_id AS id FROM partner
             WHERE agreement_asked < $1 AND tenant_id > $2
               AND status IN ('active', 'suspended-payment', 'suspended-profile', 'suspended-abuse')
             ORDER BY tenant_id LIMIT $3"],
            values: vec![Value::Int(1), Value::Id(id(0)), Value::Int(200)],
            tables: &["partner"],
        },
        Hot {
            name: "partners to remind of a signature",
            source: include_str!("../../src/campaign.rs"),
            sql: &["SELECT tenant_id AS id FROM agreement_duty
             WHERE closed_at IS NULL AND next_notice_at <= $1 ORDER BY next_notice_at LIMIT $2"],
            values: vec![at(0).into(), Value::Int(200)],
            tables: &["agreement_duty"],
        },
        Hot {
            name: "set-ups with a task that fails",
            source: include_str!("../../src/provisioning.rs"),
            sql: &["SELECT p.tenant_id AS id FROM partner p
             WHERE p.status = 'provisioning'
               AND EXISTS (SELECT 1 FROM provisioning_task k WHERE k.tenant_id = p.tenant_id
                 AND k.state = 'failed' AND k.attempts >= $1)
               AND NOT EXISTS (SELECT 1 FROM provisioning_alert a
                 WHERE a.tenant_id = p.tenant_id AND a.kind = 'failing')
             ORDER BY p.signed_at LIMIT $2"],
            values: vec![Value::Int(3), Value::Int(100)],
            tables: &["partner", "provisioning_task", "provisioning_alert"],
        },
        Hot {
            name: "set-ups that wait",
            source: include_str!("../../src/provisioning.rs"),
            sql: &["SELECT p.tenant_id AS id FROM partner p
             WHERE p.status = 'provisioning' AND p.signed_at <= $2
               AND NOT EXISTS (SELECT 1 FROM provisioning_alert a
                 WHERE a.tenant_id = p.tenant_id AND a.kind = $1)
             ORDER BY p.signed_at LIMIT $3"],
            values: vec![Value::Text("late".to_owned()), at(0).into(), Value::Int(100)],
            tables: &["partner", "provisioning_alert"],
        },
    ]
}

const DUE: &str = "done_at IS NULL AND failed_at IS NULL
    AND (available_at <= $1 OR available_at > $2)
    AND (lease_until <= $1 OR lease_until > $3)";

const QUEUE: &str =
    "SELECT a.id, a.reference, a.legal_name, a.credit_code, a.state, a.submitted_at,
                a.sla_since, a.sla_days, a.reviewer_id, r.family_name AS reviewer_family,
                r.given_name AS reviewer_given,
                (SELECT COUNT(*) FROM application_check c
                 WHERE c.application_id = a.id AND c.result IN ('passed', 'waived')) AS passed,
                (SELECT c.result FROM application_check c
                 WHERE c.application_id = a.id AND c.kind = 'credit') AS credit,
                (SELECT COUNT(*) FROM case_message m
                 WHERE m.application_id = a.id AND m.side = 'applicant' AND m.written_at >
                    COALESCE((SELECT d.read_through FROM case_message_read d
                        WHERE d.application_id = a.id AND d.side = 'staff'), 0)) AS unread,
                COALESCE(
                    (SELECT p.proposed_by FROM approval_proposal p
                     WHERE p.application_id = a.id AND p.outcome IS NULL),
                    (SELECT j.proposed_by FROM rejection j
                     WHERE j.application_id = a.id AND j.outcome IS NULL)) AS proposed_by,
                EXISTS (SELECT 1 FROM staff_conflict s
                 WHERE s.tenant_id = a.tenant_id AND s.account_id = $1) AS conflict
             FROM application a LEFT JOIN account r ON r.id = a.reviewer_id";

fn hot_queries_use_an_index(test: &TestDb) {
    for query in hot() {
        let joined = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        for part in query.sql {
            assert!(
                joined(query.source).contains(&joined(part)),
                "{} reads otherwise now",
                query.name
            );
        }
        let plan = explain(test, &query.sql.join(" "), query.values);
        check(query.name, &plan, query.tables);
    }
}

fn check(name: &str, plan: &[String], tables: &[&str]) {
    for table in tables {
        let scans = plan.iter().any(|step| {
            // SQLite names the alias: our queries use the table's first letter.
            let alias = table
                .split('_')
                .next_back()
                .and_then(|word| word.chars().next());
            step == &format!("SCAN {table}")
                || step == &format!("SCAN {}", alias.unwrap_or_default())
                || step.contains(&format!("Seq Scan on {table}"))
        });
        assert!(!scans, "{name} reads all of {table}: {plan:#?}");
    }
}

fn explain(test: &TestDb, sql: &str, values: Vec<Value>) -> Vec<String> {
    let engine = test.database.engine;
    // The handle takes texts of the program only; this one lives as long as the test program.
    let text: &'static str = match engine {
        Engine::Sqlite => format!("EXPLAIN QUERY PLAN {sql}"),
        Engine::Postgres => sql.to_owned(),
    }
    .leak();
    match engine {
        Engine::Sqlite => test
            .read(move |tx| {
                Ok(tx
                    .query::<Sqlite>(text, &values)?
                    .into_iter()
                    .map(|s| s.detail)
                    .collect())
            })
            .unwrap(),
        Engine::Postgres => test.write(move |tx| postgres(tx, text, &values)).unwrap(),
    }
}

/// EXPLAIN takes no parameters; a prepared statement's generic plan is what runs in the end.
fn postgres(tx: &mut Tx<'_>, sql: &'static str, values: &[Value]) -> Result<Vec<String>, DbError> {
    tx.batch("SET LOCAL enable_seqscan = off; SET LOCAL plan_cache_mode = force_generic_plan")?;
    tx.batch(&format!("PREPARE hot AS {sql}"))?;
    let spelt: Vec<String> = values.iter().map(spell).collect();
    let explain: &'static str = format!("EXPLAIN EXECUTE hot ({})", spelt.join(", ")).leak();
    let mut steps = Vec::new();
    tx.for_each(explain, &[], &mut |row| {
        steps.push(row.get::<String>("QUERY PLAN")?.trim().to_owned());
        Ok(())
    })?;
    tx.batch("DEALLOCATE hot")?;
    Ok(steps)
}

fn spell(value: &Value) -> String {
    match value {
        Value::Null => "NULL".to_owned(),
        Value::Int(n) => n.to_string(),
        Value::Bool(b) => b.to_string(),
        Value::Text(text) => format!("'{text}'"),
        Value::Bytes(bytes) => {
            let hex: String = bytes.iter().map(|b| format!("{b:02x}")).collect();
            format!("'\\x{hex}'")
        }
        Value::Id(id) => format!("'{id}'"),
    }
}
