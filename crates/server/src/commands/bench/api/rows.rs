//! The rows of the table: what a program asks for, and what that is measured beside.
#![allow(clippy::float_arithmetic)] // Measurements, not money.

use super::raw::Raw;
use crate::commands::bench::load::{CONNECTIONS, Connection, Target};
use crate::commands::bench::many::{EACH, Kind, id, scattered};
use crate::commands::bench::measure::{cores, in_turns, now, on_threads, rate};
use crate::commands::bench::page::{fault, serve};
use crate::commands::bench::site::{Site, escaped, request};
use crate::trouble::Trouble;
use axum::Router;
use axum::body::Bytes;
use axum::http::header;
use axum::routing::get;
use serde_json::Value;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use store::{Tx, identity};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

/// How often each of two is measured.
const ROUNDS: u32 = 3;
/// Customers asked for in turn.
const ASKED: u32 = 4096;
/// Customers on a page.
const PAGE: usize = 500;

/// A rate for each second, and the rate of what it is measured beside.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    pub(super) rate: f64,
    pub(super) limit: f64,
}

/// What was measured at one size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows {
    pub(super) get_customer: Pair,
    pub(super) list_500: Pair,
    pub(super) patch_quantity: Pair,
    pub(super) create_and_order: Pair,
}

impl Rows {
    /// Measures everything with so many customers there.
    ///
    /// # Errors
    /// [`Trouble`] of the site or of the load.
    pub(super) fn measure(
        runtime: &Runtime,
        site: &Site,
        customers: u32,
        budget: Duration,
        created: &Arc<AtomicU32>,
    ) -> Result<Self, Trouble> {
        let share = budget / 4;
        Ok(Self {
            get_customer: get_customer(runtime, site, customers, share)?,
            list_500: list_500(runtime, site, customers, share)?,
            patch_quantity: patch_quantity(runtime, site, customers, share)?,
            create_and_order: create_and_order(runtime, site, share, created)?,
        })
    }
}

/// Single customers all over the table, beside a server that only sends such an answer.
fn get_customer(
    runtime: &Runtime,
    site: &Site,
    customers: u32,
    budget: Duration,
) -> Result<Pair, Trouble> {
    let path = |n| {
        format!(
            "/v1/customers/{}",
            id(Kind::Customer, scattered(customers, n))
        )
    };
    let target = Target::of(site.address, |connection| {
        let first = u32::try_from(connection).unwrap_or(0) * 61;
        let numbers = (first..first + ASKED / 16).map(|n| n % ASKED);
        numbers.map(|n| site.request("GET", &path(n), "")).collect()
    });
    let body = Bytes::from(target.body()?);
    let kind = [(header::CONTENT_TYPE, "application/json; charset=utf-8")];
    let bare = Router::new().fallback(get(move || async move { (kind, body) }));
    let bare = target.at(serve(runtime, bare)?);
    let (limit, rate) = in_turns(ROUNDS, budget, |t| bare.load(t), |t| target.load(t))?;
    Ok(Pair { rate, limit })
}

/// Pages of 500 customers all over the list, beside a server that makes JSON of one such page in its
/// memory.
fn list_500(
    runtime: &Runtime,
    site: &Site,
    customers: u32,
    budget: Duration,
) -> Result<Pair, Trouble> {
    // Each prefix is of a thousand customers.
    let prefixes = (customers / 1000).max(1);
    let target = Target::of(site.address, |connection| {
        let first = u32::try_from(connection).unwrap_or(0);
        let of = |n: u32| {
            let prefix = (first * 7 + n * 13) % prefixes;
            let filter = format!(
                r#"{{"Field":"CompanyName","Value":"kunde {prefix:04}","Operator":"starts_with"}}"#
            );
            let path = format!("/v1/customers?size={PAGE}&filter={}", escaped(&filter));
            site.request("GET", &path, "")
        };
        (0..16).map(of).collect()
    });
    let page: Value = serde_json::from_slice(&target.body()?).unwrap_or_default();
    let found = page["items"].as_array().map_or(0, Vec::len);
    if found != PAGE {
        return Err(fault(&format!("a page of {found} instead of {PAGE}")));
    }
    let page = Arc::new(page);
    let kind = [(header::CONTENT_TYPE, "application/json; charset=utf-8")];
    let bare = Router::new().fallback(get(move || async move { (kind, page.to_string()) }));
    let bare = target.at(serve(runtime, bare)?);
    let (limit, rate) = in_turns(ROUNDS, budget, |t| bare.load(t), |t| target.load(t))?;
    Ok(Pair { rate, limit })
}

/// Subscriptions that get other units, each connection its own, beside raw commits of the same rows.
fn patch_quantity(
    runtime: &Runtime,
    site: &Site,
    customers: u32,
    budget: Duration,
) -> Result<Pair, Trouble> {
    let numbers = |connection: usize| {
        let connection = u32::try_from(connection).unwrap_or(0);
        scattered(customers, connection * 131 + 17)
    };
    let target = Target::of(site.address, |connection| {
        let customer = numbers(connection);
        let path = format!(
            "/v1/customers/{}/subscriptions/{}",
            id(Kind::Customer, customer),
            id(Kind::Subscription, customer * EACH)
        );
        let other = |units: u32| site.request("PATCH", &path, &format!("{{\"quantity\":{units}}}"));
        vec![other(6), other(7)]
    });
    let raw: Vec<Raw> = (0..CONNECTIONS)
        .map(|n| {
            Raw::new(
                &site.app,
                site.world.partner,
                id(Kind::Subscription, numbers(n) * EACH + 1),
            )
        })
        .collect::<Result<_, _>>()?;
    let (limit, rate) = in_turns(
        ROUNDS,
        budget,
        |t| raw_commits(runtime, &raw, t),
        |t| target.load(t),
    )?;
    Ok(Pair { rate, limit })
}

fn raw_commits(runtime: &Runtime, clients: &[Raw], during: Duration) -> Result<f64, Trouble> {
    let started = now();
    let deadline = started + during;
    let done = runtime.block_on(async {
        let mut tasks = JoinSet::new();
        for client in clients {
            tasks.spawn(client.clone().write_until(deadline));
        }
        let mut done = 0;
        while let Some(task) = tasks.join_next().await {
            done += task.map_err(|error| fault(&error.to_string()))??;
        }
        Ok::<_, Trouble>(done)
    })?;
    Ok(rate(done, started))
}

/// Customers that are made, accept the agreement and order, beside the password hash each costs.
fn create_and_order(
    runtime: &Runtime,
    site: &Site,
    budget: Duration,
    created: &Arc<AtomicU32>,
) -> Result<Pair, Trouble> {
    let name = site.account.sign_in_name.clone();
    let read = move |tx: &mut Tx<'_>| identity::account_to_sign_in(tx, &name);
    let account = site.app.db.read(read).wait()?;
    let hash = account.map(|account| account.password_hash);
    let check = || {
        // It does not fit; that takes as long.
        let _ = site.app.passwords.verify("no password", hash.as_deref());
        Ok(())
    };
    let clients = cores() * 2;
    let (limit, rate) = in_turns(
        ROUNDS,
        budget,
        |t| on_threads(clients, t, &check),
        |t| creations(runtime, site, clients, t, created),
    )?;
    Ok(Pair { rate, limit })
}

fn creations(
    runtime: &Runtime,
    site: &Site,
    clients: usize,
    during: Duration,
    created: &Arc<AtomicU32>,
) -> Result<f64, Trouble> {
    let started = now();
    let deadline = started + during;
    let offer = site.world.offers.first().copied().unwrap_or_default();
    let suffix = &site.app.programme.domain_suffix;
    let done = runtime.block_on(async {
        let mut tasks = JoinSet::new();
        for _ in 0..clients {
            let client = Creator {
                connection: Connection::open(site.address)
                    .await
                    .map_err(|e| fault(&e.to_string()))?,
                address: site.address,
                token: site.token.clone(),
                offer: offer.to_string(),
                suffix: suffix.clone(),
                today: site.world.today.to_string(),
                created: Arc::clone(created),
            };
            tasks.spawn(client.create_until(deadline));
        }
        let mut done = 0;
        while let Some(task) = tasks.join_next().await {
            done += task.map_err(|error| fault(&error.to_string()))??;
        }
        Ok::<_, Trouble>(done)
    })?;
    Ok(rate(done, started))
}

struct Creator {
    connection: Connection,
    address: std::net::SocketAddr,
    token: String,
    offer: String,
    suffix: String,
    today: String,
    created: Arc<AtomicU32>,
}

impl Creator {
    async fn create_until(mut self, deadline: Instant) -> Result<u64, Trouble> {
        let mut done = 0;
        while now() < deadline {
            self.create().await?;
            done += 1;
        }
        Ok(done)
    }

    async fn send(&mut self, path: &str, body: &str) -> Result<Value, Trouble> {
        let request = request(self.address, &self.token, "POST", path, body);
        let answer = self.connection.answer(&request).await;
        let answer = answer.map_err(|error| fault(&error.to_string()))?;
        serde_json::from_slice(answer).map_err(|error| fault(&error.to_string()))
    }

    async fn create(&mut self) -> Result<(), Trouble> {
        let number = self.created.fetch_add(1, Ordering::SeqCst);
        let new = format!(
            r#"{{"companyProfile":{{"domain":"neu{number}.{}"}},"billingProfile":{{"culture":"zh-CN",
            "language":"zh","email":"lin@neu{number}.example","companyName":"neu {number}",
            "defaultAddress":{{"firstName":"晓","lastName":"林","addressLine1":"星湖街 328 号",
            "city":"苏州","state":"JS","postalCode":"215000","country":"CN",
            "phoneNumber":"0512 6655 0101"}}}}}}"#,
            self.suffix
        );
        let made = self.send("/v1/customers", &new).await?;
        let id = made["id"].as_str().unwrap_or_default().to_owned();
        let word = format!(
            r#"{{"primaryContact":{{"firstName":"晓","lastName":"林","email":"lin@neu{number}.example",
            "phoneNumber":"0512 6655 0101"}},"dateAgreed":"{}","type":"MicrosoftCustomerAgreement"}}"#,
            self.today
        );
        self.send(&format!("/v1/customers/{id}/agreements"), &word)
            .await?;
        let order = format!(
            r#"{{"lineItems":[{{"lineItemNumber":0,"offerId":"{}","quantity":5}}]}}"#,
            self.offer
        );
        self.send(&format!("/v1/customers/{id}/orders"), &order)
            .await?;
        Ok(())
    }
}
