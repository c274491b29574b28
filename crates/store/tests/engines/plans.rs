//! What every request or every beat of the worker asks is answered from an index.

use super::{at, id};
use store::{DbError, Engine, Tx, Value, row};
use testkit::TestDb;

testkit::on_both! { TestDb:
    hot_queries_use_an_index,
    what_every_page_counts_is_not_sorted,
    a_query_without_an_index_is_found_out,
}

row! {
    struct Sqlite { detail: String }
}

/// A query of `store`.
struct Hot {
    name: &'static str,
    source: &'static str,
    /// The first words of its text in the source; where that joins it from parts, those of each.
    sql: &'static [&'static str],
    values: Vec<Value>,
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn window() -> Vec<Value> {
    vec![
        Value::Id(id(1)),
        text("a"),
        text("b"),
        text("a"),
        Value::Id(id(2)),
        Value::Int(51),
    ]
}

fn between() -> Vec<Value> {
    vec![
        Value::Id(id(1)),
        text("2026-03-01"),
        text("2026-03-31"),
        Value::Int(20),
    ]
}

fn hot() -> Vec<Hot> {
    vec![
        Hot {
            name: "session_holder",
            source: include_str!("../../src/identity.rs"),
            sql: &["SELECT s.id, s.account_id, s.created_at"],
            values: vec![Value::Bytes(vec![7; 32])],
        },
        Hot {
            name: "exports whose time is over",
            source: include_str!("../../src/billing/exports.rs"),
            sql: &["SELECT partner_id, id FROM invoice_export"],
            values: vec![Value::Int(1), Value::Int(50)],
        },
        Hot {
            name: "exports that do not come forward",
            source: include_str!("../../src/billing/exports.rs"),
            sql: &["SELECT id, partner_id FROM invoice_export"],
            values: vec![Value::Int(1), Value::Int(50)],
        },
        Hot {
            name: "newest application",
            source: include_str!("../../src/application.rs"),
            sql: &[
                "SELECT id, tenant_id, reference, state,",
                "WHERE tenant_id = $1 ORDER BY created_at DESC, id LIMIT 1",
            ],
            values: vec![Value::Id(id(1))],
        },
        Hot {
            name: "by_cookie",
            source: include_str!("../../src/registration.rs"),
            sql: &["SELECT id, reference, way, state", "WHERE cookie_hash = $1"],
            values: vec![Value::Bytes(vec![7; 32])],
        },
        Hot {
            name: "outbox claim",
            source: include_str!("../../src/outbox.rs"),
            sql: &[
                "UPDATE outbox SET lease_owner = $4",
                "done_at IS NULL AND failed_at IS NULL AND (available_at",
                "ORDER BY available_at, created_at LIMIT $6)",
            ],
            values: vec![
                at(0).into(),
                at(1).into(),
                at(2).into(),
                Value::Id(id(1)),
                at(9).into(),
                Value::Int(16),
            ],
        },
        Hot {
            name: "outbox is_due",
            source: include_str!("../../src/outbox.rs"),
            sql: &[
                "SELECT attempts AS n FROM outbox WHERE",
                "done_at IS NULL AND failed_at IS NULL AND (available_at",
                "LIMIT 1",
            ],
            values: vec![at(0).into(), at(1).into(), at(2).into()],
        },
        Hot {
            name: "applications for which something is due",
            source: include_str!("../../src/waiting.rs"),
            sql: &["SELECT id, next_at FROM application"],
            values: vec![
                at(9).into(),
                at(0).into(),
                Value::Id(id(1)),
                Value::Int(200),
            ],
        },
        Hot {
            name: "approvals with old credit",
            source: include_str!("../../src/waiting.rs"),
            sql: &["SELECT a.id FROM application a WHERE a.state = 'approved'"],
            values: vec![at(9).into(), Value::Int(200)],
        },
        Hot {
            name: "links to remind of",
            source: include_str!("../../src/confirmation.rs"),
            sql: &["SELECT application_id, token_hash FROM confirmation"],
            values: vec![at(9).into(), Value::Int(200)],
        },
        Hot {
            name: "customers by name",
            source: include_str!("../../src/customers.rs"),
            sql: &[
                "SELECT c.id, c.company_name",
                "WHERE r.partner_id = $1 AND r.ended_at IS NULL AND r.name_key >= $2",
            ],
            values: window(),
        },
        Hot {
            name: "customers by domain",
            source: include_str!("../../src/customers.rs"),
            sql: &[
                "SELECT c.id, c.company_name",
                "WHERE r.partner_id = $1 AND r.ended_at IS NULL AND r.domain >= $2",
            ],
            values: window(),
        },
        Hot {
            name: "special prices that apply",
            source: include_str!("../../src/special_prices.rs"),
            sql: &["SELECT id, offer_id, customer_id, fixed_minor, off_points, begins_on, ends_on"],
            values: vec![Value::Id(id(1)), text("2026-03-01"), Value::Id(id(2))],
        },
        Hot {
            name: "the special price behind a line",
            source: include_str!("../../src/special_prices.rs"),
            sql: &["SELECT p.id, p.customer_id, p.begins_on, p.ends_on, p.off_points"],
            values: vec![
                Value::Id(id(1)),
                Value::Id(id(2)),
                Value::Int(750),
                text("2026-03-01"),
            ],
        },
        Hot {
            name: "special prices to come",
            source: include_str!("../../src/special_prices.rs"),
            sql: &["SELECT COUNT(*) AS n FROM special_price"],
            values: vec![Value::Id(id(1)), text("2026-03-01")],
        },
        Hot {
            name: "orders of a customer in a cycle",
            source: include_str!("../../src/orders.rs"),
            sql: &[
                "SELECT id, customer_id, cycle, currency, status, created_at, version FROM sales_order \
             WHERE customer_id = $1 AND partner_id = $2 AND cycle = $4",
            ],
            values: vec![
                Value::Id(id(1)),
                Value::Id(id(2)),
                Value::Int(50),
                Value::Text("annual".to_owned()),
            ],
        },
        Hot {
            name: "one customer",
            source: include_str!("../../src/customers.rs"),
            sql: &[
                "SELECT c.id, c.commerce_id",
                "WHERE r.partner_id = $1 AND r.customer_id = $2 AND r.ended_at IS NULL",
            ],
            values: vec![Value::Id(id(1)), Value::Id(id(2))],
        },
        Hot {
            name: "what a customer has",
            source: include_str!("../../src/subscriptions.rs"),
            sql: &[
                "SELECT id, platform_id, customer_id",
                "WHERE customer_id = $1 AND partner_id = $2",
            ],
            values: vec![Value::Id(id(1)), Value::Id(id(2)), Value::Int(50)],
        },
        Hot {
            name: "what an order became",
            source: include_str!("../../src/subscriptions.rs"),
            sql: &[
                "SELECT id, platform_id, customer_id",
                "WHERE order_id = $1 AND partner_id = $2",
            ],
            values: vec![Value::Id(id(1)), Value::Id(id(2))],
        },
        Hot {
            name: "add-ons of a base",
            source: include_str!("../../src/subscriptions.rs"),
            sql: &[
                "SELECT id, platform_id, customer_id",
                "WHERE parent_id = $1 AND partner_id = $2",
            ],
            values: vec![Value::Id(id(1)), Value::Id(id(2))],
        },
        Hot {
            name: "subscriptions the calendar does something to",
            source: include_str!("../../src/subscriptions.rs"),
            sql: &["SELECT id, partner_id, next_at FROM subscription WHERE next_at"],
            values: vec![
                at(9).into(),
                at(0).into(),
                Value::Id(id(1)),
                Value::Int(200),
            ],
        },
        Hot {
            name: "what is due for a partner before its bill",
            source: include_str!("../../src/subscriptions.rs"),
            sql: &["SELECT id, partner_id, next_at FROM subscription WHERE partner_id"],
            values: vec![Value::Id(id(2)), at(9).into()],
        },
        Hot {
            name: "what a bill is made from",
            source: include_str!("../../src/billing/mod.rs"),
            sql: &["SELECT s.id, s.platform_id, s.customer_id, c.company_name"],
            values: vec![Value::Id(id(2)), text("2026-01-01"), Value::Bool(false)],
        },
        Hot {
            name: "what happened to it",
            source: include_str!("../../src/billing/mod.rs"),
            sql: &["SELECT h.subscription_id, h.day, h.what"],
            values: vec![Value::Id(id(2)), text("2026-01-01"), Value::Bool(false)],
        },
        Hot {
            name: "what was billed of it",
            source: include_str!("../../src/billing/mod.rs"),
            sql: &[
                "SELECT subscription_id, span_from, span_to, months, CAST(SUM(amount) AS BIGINT) AS net, \
                CAST(SUM(discount) AS BIGINT) AS discount FROM invoice_line WHERE partner_id = $1 AND span_to",
            ],
            values: vec![Value::Id(id(2)), text("2026-01-01")],
        },
        Hot {
            name: "what was billed of one subscription",
            source: include_str!("../../src/billing/mod.rs"),
            sql: &[
                "SELECT subscription_id, span_from, span_to, months, CAST(SUM(amount) AS BIGINT) AS net, \
                CAST(SUM(discount) AS BIGINT) AS discount FROM invoice_line WHERE partner_id = $1 AND subscription_id",
            ],
            values: vec![Value::Id(id(2)), Value::Id(id(3))],
        },
        Hot {
            name: "lines of an invoice",
            source: include_str!("../../src/billing/mod.rs"),
            sql: &["SELECT number, subscription_id, customer_id, order_id"],
            values: vec![
                Value::Id(id(1)),
                Value::Id(id(2)),
                Value::Int(0),
                Value::Int(1000),
            ],
        },
        Hot {
            name: "orders of a customer",
            source: include_str!("../../src/orders.rs"),
            sql: &[
                "SELECT id, customer_id, cycle, currency, status, created_at, version FROM sales_order \
             WHERE customer_id = $1 AND partner_id = $2 ORDER BY",
            ],
            values: vec![Value::Id(id(1)), Value::Id(id(2)), Value::Int(50)],
        },
        Hot {
            name: "one subscription",
            source: include_str!("../../src/subscriptions.rs"),
            sql: &[
                "SELECT id, platform_id, customer_id",
                "WHERE id = $1 AND partner_id = $2",
            ],
            values: vec![Value::Id(id(1)), Value::Id(id(2))],
        },
        Hot {
            name: "what happened to a subscription",
            source: include_str!("../../src/subscriptions.rs"),
            sql: &["SELECT f.version, f.at, f.day"],
            values: vec![Value::Id(id(1)), Value::Id(id(2)), Value::Int(50)],
        },
        Hot {
            name: "what was sold to the customers of a page",
            source: include_str!("../../src/customers.rs"),
            sql: &["SELECT customer_id, status, quantity FROM subscription"],
            values: (1..=26).map(|n| Value::Id(id(n))).collect(),
        },
        Hot {
            name: "a customer with a credit code",
            source: include_str!("../../src/customers.rs"),
            sql: &["SELECT id FROM customer"],
            values: vec![text("91330100MA7JWD46XX")],
        },
        Hot {
            name: "what a customer accepted",
            source: include_str!("../../src/customers.rs"),
            sql: &["SELECT customer_id, template, family_name"],
            values: vec![Value::Id(id(1))],
        },
        Hot {
            name: "a customer under another name",
            source: include_str!("../../src/customers.rs"),
            sql: &["UPDATE customer_relation SET name_key"],
            values: vec![Value::Id(id(1)), text("a")],
        },
        Hot {
            name: "one order",
            source: include_str!("../../src/orders.rs"),
            sql: &[
                "SELECT id, customer_id, cycle, currency, status, created_at, version FROM sales_order \
             WHERE id = $1",
            ],
            values: vec![Value::Id(id(1)), Value::Id(id(2)), Value::Id(id(3))],
        },
        Hot {
            name: "one cart",
            source: include_str!("../../src/orders.rs"),
            sql: &["SELECT id, customer_id, lines, orders"],
            values: vec![Value::Id(id(1)), Value::Id(id(2)), Value::Id(id(3))],
        },
        Hot {
            name: "carts that ran out",
            source: include_str!("../../src/orders.rs"),
            sql: &["DELETE FROM cart WHERE id IN"],
            values: vec![at(9).into(), Value::Int(100)],
        },
        Hot {
            name: "whose program holds a token",
            source: include_str!("../../src/client_app.rs"),
            sql: &["SELECT a.id, a.tenant_id, a.name, a.agent_setting"],
            values: vec![Value::Id(id(1)), Value::Id(id(2)), at(0).into()],
        },
        Hot {
            name: "a tenant by its domain",
            source: include_str!("../../src/client_app.rs"),
            sql: &["SELECT id FROM tenant WHERE domain = $1"],
            values: vec![text("chenfan.partner.example")],
        },
        Hot {
            name: "what is to be worked on",
            source: include_str!("../../src/review/queue.rs"),
            sql: &[
                "SELECT a.id, a.reference, a.legal_name",
                "WHERE a.state IN ('submitted', 'in-review', 'information-requested')",
            ],
            values: vec![Value::Id(id(1)), text(""), text("%%"), Value::Int(1000)],
        },
        Hot {
            name: "applications of one state",
            source: include_str!("../../src/review/queue.rs"),
            sql: &[
                "SELECT a.id, a.reference, a.legal_name",
                "WHERE a.state = $2 AND a.submitted_at IS NOT NULL",
            ],
            values: vec![
                Value::Id(id(1)),
                text("in-review"),
                text(""),
                text("%%"),
                Value::Int(50),
                Value::Int(0),
            ],
        },
        Hot {
            name: "applications of every state",
            source: include_str!("../../src/review/queue.rs"),
            sql: &[
                "SELECT a.id, a.reference, a.legal_name",
                "WHERE a.submitted_at IS NOT NULL AND ($2 = ''",
            ],
            values: vec![
                Value::Id(id(1)),
                text(""),
                text("%%"),
                Value::Int(50),
                Value::Int(0),
            ],
        },
        Hot {
            name: "cases nobody holds",
            source: include_str!("../../src/review/queue.rs"),
            sql: &[
                "SELECT a.id FROM application a WHERE a.state = 'in-review' AND a.reviewer_id IS NULL",
            ],
            values: vec![Value::Id(id(1)), Value::Int(20)],
        },
        Hot {
            name: "clocks that run",
            source: include_str!("../../src/review/queue.rs"),
            sql: &["SELECT a.id, a.sla_since, a.sla_days"],
            values: vec![],
        },
        Hot {
            name: "what happened to a case",
            source: include_str!("../../src/audit/mod.rs"),
            sql: &[
                "SELECT chain, sequence, at, actor_kind",
                "WHERE subject = $1 AND action <> $2",
            ],
            values: vec![
                text("application/1"),
                text("document.look"),
                Value::Int(300),
            ],
        },
        Hot {
            name: "what happened since",
            source: include_str!("../../src/audit/mod.rs"),
            sql: &[
                "SELECT chain, sequence, at, actor_kind",
                "WHERE chain = $1 AND sequence > $2 AND action <> $3",
            ],
            values: vec![Value::Id(id(1)), Value::Int(7), text("document.look")],
        },
        Hot {
            name: "how often a paper was looked at",
            source: include_str!("../../src/audit/mod.rs"),
            sql: &["SELECT COUNT(*) AS n FROM audit_entry WHERE subject = $1"],
            values: vec![text("application/1"), text("document.look")],
        },
        Hot {
            name: "papers of an application",
            source: include_str!("../../src/document.rs"),
            sql: &[
                "SELECT id, application_id, kind, name",
                "WHERE application_id = $1 AND removed_at IS NULL",
            ],
            values: vec![Value::Id(id(1))],
        },
        Hot {
            name: "applications with the same paper",
            source: include_str!("../../src/document.rs"),
            sql: &["SELECT a.id AS application_id, a.reference FROM document d"],
            values: vec![
                Value::Id(id(1)),
                Value::Bytes(vec![7; 32]),
                Value::Bytes(vec![8; 32]),
            ],
        },
        Hot {
            name: "papers nobody has scanned",
            source: include_str!("../../src/document.rs"),
            sql: &[
                "SELECT d.id, d.application_id, a.tenant_id, d.storage_key, d.scan FROM document d JOIN application a ON a.id = d.application_id WHERE d.scan = 'none'",
            ],
            values: vec![Value::Int(200)],
        },
        Hot {
            name: "the newest change of a company",
            source: include_str!("../../src/profile_change.rs"),
            sql: &[
                "SELECT id, tenant_id, state, stage",
                "WHERE tenant_id = $1 AND state <> 'withdrawn'",
            ],
            values: vec![Value::Id(id(1))],
        },
        Hot {
            name: "documents of a change",
            source: include_str!("../../src/change_document.rs"),
            sql: &[
                "SELECT id, tenant_id, change_id, kind",
                "WHERE change_id = $1 AND erased_at IS NULL",
            ],
            values: vec![Value::Id(id(1))],
        },
        Hot {
            name: "how many documents came for changes",
            source: include_str!("../../src/change_document.rs"),
            sql: &["SELECT COUNT(*) AS n FROM profile_change_document"],
            values: vec![Value::Id(id(1)), at(0).into()],
        },
        Hot {
            name: "documents of changes nobody has scanned",
            source: include_str!("../../src/change_document.rs"),
            sql: &[
                "SELECT id, tenant_id, change_id, kind",
                "WHERE scan IN ('none', 'pending') AND erased_at IS NULL",
            ],
            values: vec![Value::Int(20)],
        },
        Hot {
            name: "changes that are over and have documents",
            source: include_str!("../../src/change_document.rs"),
            sql: &["SELECT c.id, c.tenant_id FROM profile_change c"],
            values: vec![text("rejected"), at(9).into(), Value::Int(100)],
        },
        Hot {
            name: "questions about a change",
            source: include_str!("../../src/change_document.rs"),
            sql: &["SELECT place, kind, at, author, text, kinds FROM profile_change_line"],
            values: vec![Value::Id(id(1))],
        },
        Hot {
            name: "partners to ask for a signature",
            source: include_str!("../../src/campaign.rs"),
            sql: &["SELECT tenant_id AS id FROM partner WHERE agreement_asked < $1"],
            values: vec![Value::Int(1), Value::Id(id(0)), Value::Int(200)],
        },
        Hot {
            name: "partners to remind of a signature",
            source: include_str!("../../src/campaign.rs"),
            sql: &["SELECT tenant_id AS id FROM agreement_duty"],
            values: vec![at(0).into(), Value::Int(200)],
        },
        Hot {
            name: "customers with a tag by name",
            source: include_str!("../../src/customers.rs"),
            sql: &["SELECT g.customer_id AS id, c.company_name"],
            values: window().into_iter().chain([Value::Id(id(3))]).collect(),
        },
        Hot {
            name: "trials of a partner that end",
            source: include_str!("../../src/actions.rs"),
            sql: &[
                "SELECT s.id, s.customer_id, c.company_name",
                "WHERE s.status = 'active' AND s.is_trial",
            ],
            values: between(),
        },
        Hot {
            name: "terms of a partner that end for good",
            source: include_str!("../../src/actions.rs"),
            sql: &[
                "SELECT s.id, s.customer_id, c.company_name",
                "WHERE s.status = 'active' AND NOT s.is_trial",
            ],
            values: between(),
        },
        Hot {
            name: "data of a partner's customers that is deleted",
            source: include_str!("../../src/actions.rs"),
            sql: &[
                "SELECT s.id, s.customer_id, c.company_name",
                "WHERE s.status = 'suspended' AND s.partner_id = $1",
            ],
            values: between(),
        },
        Hot {
            name: "imports of a partner that wait",
            source: include_str!("../../src/actions.rs"),
            sql: &["SELECT id, file_name, kind, state, ready FROM customer_import"],
            values: vec![Value::Id(id(1)), Value::Int(20)],
        },
        Hot {
            name: "requests of a partner that support waits about",
            source: include_str!("../../src/support.rs"),
            sql: &[
                "SELECT id, number, partner_id, kind, customer_id",
                "WHERE partner_id = $1 AND kind IN ('partner', 'customer')",
            ],
            values: vec![Value::Id(id(1)), Value::Id(id(2)), Value::Int(20)],
        },
        Hot {
            name: "what a partner's customers wait for",
            source: include_str!("../../src/support.rs"),
            sql: &[
                "SELECT id, number, partner_id, kind, customer_id",
                "WHERE partner_id = $1 AND kind = 'inquiry' AND state IN ('new', 'open')",
            ],
            values: vec![Value::Id(id(1)), Value::Int(20)],
        },
        Hot {
            name: "partners an incident concerns",
            source: include_str!("../../src/health.rs"),
            sql: &["SELECT DISTINCT s.partner_id AS id"],
            values: vec![Value::Id(id(1)), Value::Id(id(2)), Value::Int(20)],
        },
        Hot {
            name: "customers of a partner an incident concerns",
            source: include_str!("../../src/health.rs"),
            sql: &["SELECT DISTINCT c.id, c.company_name AS name"],
            values: vec![
                Value::Id(id(1)),
                Value::Id(id(2)),
                Value::Int(9),
                Value::Int(500),
            ],
        },
        Hot {
            name: "incidents somebody is to be told of",
            source: include_str!("../../src/health.rs"),
            sql: &[
                "SELECT i.id, i.number, i.state, i.title_zh_hans",
                "WHERE i.begun_told IS NOT NULL OR i.ended_told",
            ],
            values: vec![Value::Int(50)],
        },
        Hot {
            name: "maintenance that ends after a moment",
            source: include_str!("../../src/health/maintenance.rs"),
            sql: &[
                "SELECT m.id, m.number, m.title_zh_hans",
                "WHERE m.ends_at > $1 ORDER BY m.ends_at DESC",
            ],
            values: vec![Value::Int(9), Value::Int(50)],
        },
        Hot {
            name: "maintenance that was announced or moved lately",
            source: include_str!("../../src/health/maintenance.rs"),
            sql: &[
                "SELECT m.id, m.number, m.title_zh_hans",
                "WHERE m.ends_at > $2 AND m.changed_at >= $3",
            ],
            values: vec![
                Value::Id(id(1)),
                Value::Int(9),
                Value::Int(5),
                Value::Int(5),
            ],
        },
        Hot {
            name: "services of maintenance that everybody may know of",
            source: include_str!("../../src/health/maintenance.rs"),
            sql: &["SELECT s.maintenance_id, s.product_id FROM maintenance m"],
            values: vec![Value::Int(9), Value::Int(99)],
        },
        Hot {
            name: "usage that waits for a bill",
            source: include_str!("../../src/billing/usage.rs"),
            sql: &["SELECT CAST(0 AS BIGINT) AS number, r.subscription_id"],
            values: vec![Value::Id(id(1)), text("2026-03-01")],
        },
        Hot {
            name: "the price of a resource in a term",
            source: include_str!("../../src/billing/usage.rs"),
            sql: &["SELECT price AS n FROM usage_record"],
            values: vec![
                Value::Id(id(1)),
                Value::Id(id(2)),
                Value::Int(1),
                text("2026-03-01"),
            ],
        },
        Hot {
            name: "a record of usage by its number",
            source: include_str!("../../src/billing/usage.rs"),
            sql: &["SELECT record, digest FROM usage_record WHERE record IN"],
            values: vec![text("r-1"); 20],
        },
        Hot {
            name: "offers a partner's customers use",
            source: include_str!("../../src/health/feed.rs"),
            sql: &["SELECT DISTINCT s.offer_id AS id FROM customer_relation r"],
            values: vec![Value::Id(id(1))],
        },
        Hot {
            name: "offers a customer uses",
            source: include_str!("../../src/health/feed.rs"),
            sql: &["SELECT DISTINCT s.offer_id AS id FROM subscription s"],
            values: vec![Value::Id(id(1))],
        },
        Hot {
            name: "services open incidents are about",
            source: include_str!("../../src/health/feed.rs"),
            sql: &["SELECT s.product_id, i.state FROM incident i"],
            values: vec![],
        },
        Hot {
            name: "the days of a service that was measured",
            source: include_str!("../../src/health/feed.rs"),
            sql: &["SELECT day, region, readings, availability_sum"],
            values: vec![Value::Id(id(1)), text("2026-03-01")],
        },
        Hot {
            name: "how the feed did",
            source: include_str!("../../src/health/feed.rs"),
            sql: &["SELECT place, outcome, detail, began_at, last_at"],
            values: vec![Value::Int(50)],
        },
        Hot {
            name: "VAT invoices that wait",
            source: include_str!("../../src/billing/fapiao.rs"),
            sql: &[
                "SELECT f.id, f.partner_id, n.name AS partner",
                "WHERE f.state = $1 ORDER BY f.asked_at, f.id",
            ],
            values: vec![text("requested"), Value::Int(51), Value::Int(0)],
        },
        Hot {
            name: "how many VAT invoices wait",
            source: include_str!("../../src/billing/fapiao.rs"),
            sql: &["SELECT COUNT(*) AS n FROM fapiao WHERE state = 'requested'"],
            values: vec![],
        },
        Hot {
            name: "VAT invoices of an invoice",
            source: include_str!("../../src/billing/fapiao.rs"),
            sql: &[
                "SELECT f.id, f.partner_id, n.name AS partner",
                "WHERE f.invoice_id = $1 AND f.partner_id = $2 ORDER BY",
            ],
            values: vec![Value::Id(id(1)), Value::Id(id(2))],
        },
        Hot {
            name: "the VAT invoice of an invoice",
            source: include_str!("../../src/billing/fapiao.rs"),
            sql: &[
                "SELECT f.id, f.partner_id, n.name AS partner",
                "WHERE f.invoice_id = $1 AND f.partner_id = $2 AND f.letter = 'blue'",
            ],
            values: vec![Value::Id(id(1)), Value::Id(id(2))],
        },
        Hot {
            name: "what went back of a payment",
            source: include_str!("../../src/billing/refunds.rs"),
            sql: &["SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) AS n FROM refund"],
            values: vec![Value::Id(id(1)), Value::Id(id(2))],
        },
        Hot {
            name: "the lives of subscriptions whose usage waits",
            source: include_str!("../../src/billing/usage.rs"),
            sql: &["SELECT s.id, s.order_id, s.ordered_on, s.starts_on,"],
            values: vec![Value::Id(id(1)), text("2026-03-01")],
        },
        Hot {
            name: "what all bills charge for a span",
            source: include_str!("../../src/billing/adjustments.rs"),
            sql: &["SELECT CAST(COALESCE(SUM(l.amount - l.discount), 0) AS BIGINT)"],
            values: vec![
                Value::Id(id(1)),
                Value::Id(id(2)),
                text("2026-03-01"),
                text("2026-04-01"),
            ],
        },
        Hot {
            name: "maintenance somebody is to be told of",
            source: include_str!("../../src/health/maintenance.rs"),
            sql: &[
                "SELECT m.id, m.number, m.title_zh_hans",
                "WHERE m.telling IS NOT NULL",
            ],
            values: vec![Value::Int(50)],
        },
        Hot {
            name: "maintenance somebody is to be reminded of",
            source: include_str!("../../src/health/maintenance.rs"),
            sql: &[
                "SELECT m.id, m.number, m.title_zh_hans",
                "WHERE m.remind_at IS NOT NULL AND m.remind_at <= $1",
            ],
            values: vec![Value::Int(9), Value::Int(50)],
        },
        Hot {
            name: "partners that maintenance concerns",
            source: include_str!("../../src/health/maintenance.rs"),
            sql: &["SELECT DISTINCT s.partner_id AS id"],
            values: vec![Value::Id(id(1)), Value::Id(id(2)), Value::Int(20)],
        },
        Hot {
            name: "outages that wait for a second person",
            source: include_str!("../../src/health/drafts.rs"),
            sql: &[
                "SELECT d.id, d.number, d.raises, d.state",
                "WHERE d.state = 'proposed' ORDER BY",
            ],
            values: vec![Value::Int(100)],
        },
        Hot {
            name: "incidents whose next word is overdue",
            source: concat!(
                include_str!("../../src/health.rs"),
                include_str!("../../src/health/due.rs")
            ),
            sql: &[
                "SELECT i.id, i.number, i.state, i.title_zh_hans",
                "WHERE i.due_at IS NOT NULL AND i.due_at <= $1",
            ],
            values: vec![Value::Int(9), Value::Int(5), Value::Int(1), Value::Int(50)],
        },
        Hot {
            name: "outages that were declined",
            source: include_str!("../../src/health/drafts.rs"),
            sql: &[
                "SELECT d.id, d.number, d.raises, d.state",
                "WHERE d.state = 'declined' AND d.decided_at",
            ],
            values: vec![Value::Int(9), Value::Int(100)],
        },
        Hot {
            name: "invoices whose reminder is due",
            source: include_str!("../../src/billing/lateness.rs"),
            sql: &["SELECT i.partner_id, i.id AS invoice_id, i.number, i.currency, i.due_on"],
            values: vec![
                text("2026-03-01"),
                text("2026-03-31"),
                Value::Int(7),
                Value::Int(200),
                text("2026-03-31"),
            ],
        },
        Hot {
            name: "a partner's invoices that are late",
            source: include_str!("../../src/billing/suspension.rs"),
            sql: &[
                "SELECT i.partner_id, i.id AS invoice_id, i.number, i.currency, i.due_on,",
                "i.partner_id = $1 AND i.due_on < $2",
            ],
            values: vec![Value::Id(id(1)), text("2026-03-31")],
        },
        Hot {
            name: "a partner's deferrals that run",
            source: include_str!("../../src/billing/suspension.rs"),
            sql: &["SELECT d.invoice_id, d.position, d.until_on, d.reason"],
            values: vec![Value::Id(id(1)), text("2026-03-31")],
        },
        Hot {
            name: "invoices that may bear a finance charge",
            source: include_str!("../../src/billing/lateness.rs"),
            sql: &["SELECT i.id, i.number, i.due_on,"],
            values: vec![Value::Id(id(1)), text("2026-03-31")],
        },
        Hot {
            name: "rows of an import to do",
            source: include_str!("../../src/imports.rs"),
            sql: &[
                "SELECT number, cells, state, row_key",
                "WHERE import_id = $1 AND state = $2 AND number > $3",
            ],
            values: vec![
                Value::Id(id(1)),
                text("ready"),
                Value::Int(1),
                Value::Int(500),
            ],
        },
        Hot {
            name: "the first row of a file with a key",
            source: include_str!("../../src/imports.rs"),
            sql: &[
                "SELECT number AS n FROM customer_import_row WHERE import_id = $1 AND row_key = $2",
            ],
            values: vec![Value::Id(id(1)), text("key"), Value::Int(7)],
        },
        Hot {
            name: "set-ups with a task that fails",
            source: include_str!("../../src/provisioning.rs"),
            sql: &[
                "SELECT p.tenant_id AS id FROM partner p WHERE p.status = 'provisioning' AND EXISTS",
            ],
            values: vec![Value::Int(3), Value::Int(100)],
        },
        Hot {
            name: "set-ups that wait",
            source: include_str!("../../src/provisioning.rs"),
            sql: &[
                "SELECT p.tenant_id AS id FROM partner p WHERE p.status = 'provisioning' AND p.signed_at <= $2",
            ],
            values: vec![text("late"), at(0).into(), Value::Int(100)],
        },
    ]
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The one text of a source that begins with these words, to its end.
fn part(name: &str, source: &str, first: &str) -> String {
    let source = one_line(source);
    let begins = |quote: &str| {
        let begin = format!("{quote}{first}");
        let found = source.match_indices(&begin);
        found.map(|(at, _)| at + 1).collect::<Vec<_>>()
    };
    let found = [begins("\""), begins("\" ")].concat();
    let [at] = found.as_slice() else {
        panic!("{name}: {} texts begin with {first:?}", found.len());
    };
    source[*at..].split('"').next().unwrap().trim().to_owned()
}

fn hot_queries_use_an_index(test: &TestDb) {
    for query in hot() {
        let part = |first: &&str| part(query.name, query.source, first);
        let sql: Vec<String> = query.sql.iter().map(part).collect();
        let plan = explain(test, &sql.join(" "), query.values);
        let whole: Vec<_> = plan.iter().filter(|step| reads_all(step)).collect();
        assert!(
            whole.is_empty(),
            "{} reads {whole:?}: {plan:#?}",
            query.name
        );
    }
}

/// Bills end on one day, so a partner's terms do too: the first twenty must come from the index.
fn what_every_page_counts_is_not_sorted(test: &TestDb) {
    let counted = hot().into_iter().filter(|query| {
        let name = query.name;
        name.starts_with("trials of") || name.starts_with("terms of") || name.starts_with("data of")
    });
    let mut seen = 0;
    for query in counted {
        let part = |first: &&str| part(query.name, query.source, first);
        let sql: Vec<String> = query.sql.iter().map(part).collect();
        let plan = explain(test, &sql.join(" "), query.values);
        let sorted = plan
            .iter()
            .any(|step| step.contains("TEMP B-TREE") || step.contains("Sort Key"));
        assert!(!sorted, "{}: {plan:#?}", query.name);
        seen += 1;
    }
    assert_eq!(seen, 3);
}

/// Whether a step of a plan reads a table from end to end.
fn reads_all(step: &str) -> bool {
    // SQLite says `SCAN a USING INDEX …` where an index gives the order or holds all that is asked.
    let sqlite = step.starts_with("SCAN ") && !step.contains(" USING ");
    sqlite && step != "SCAN CONSTANT ROW" || step.contains("Seq Scan on ")
}

/// What is looked for is found where it is there, whatever a table or its alias is called.
fn a_query_without_an_index_is_found_out(test: &TestDb) {
    for (sql, whole) in [
        (
            "SELECT x.id FROM application x WHERE x.legal_name = $1",
            true,
        ),
        (
            "SELECT legal_name FROM application WHERE legal_name = $1",
            true,
        ),
        (
            "SELECT d.name FROM application a JOIN document d ON d.name = a.legal_name
             WHERE a.reference = $1",
            true,
        ),
        ("SELECT id FROM application WHERE reference = $1", false),
    ] {
        let plan = explain(test, sql, vec![text("x")]);
        let found = plan.iter().any(|step| reads_all(step));
        assert_eq!(found, whole, "{sql}: {plan:#?}");
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
        Engine::Postgres => test
            .write(move |tx| postgres(tx, text, &values))
            .unwrap_or_else(|e| panic!("{sql}: {e:?}")),
    }
}

/// EXPLAIN takes no parameters; a prepared statement's generic plan is what runs in the end.
fn postgres(tx: &mut Tx<'_>, sql: &'static str, values: &[Value]) -> Result<Vec<String>, DbError> {
    tx.batch("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL plan_cache_mode = force_generic_plan")?;
    tx.batch(&format!("PREPARE hot AS {sql}"))?;
    let spelt: Vec<String> = values.iter().map(spell).collect();
    let with = match spelt.join(", ") {
        none if none.is_empty() => none,
        some => format!(" ({some})"),
    };
    let explain: &'static str = format!("EXPLAIN EXECUTE hot{with}").leak();
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
