//! `tongdao bench api`: what programs ask for, on databases with many customers.
#![allow(clippy::float_arithmetic)] // Measurements, not money.

mod raw;
mod rows;

use super::figure::Figure;
use super::many::{EACH, MOST};
use super::measure::{cores, now, progress};
use super::page::{fault, watch};
use super::rig::Scratch;
use super::site::Site;
use crate::trouble::Trouble;
use clap::Args;
use rows::{Pair, Rows};
use std::sync::Arc;
use std::sync::atomic::AtomicU32;
use std::time::Duration;

/// The interface with many customers, on SQLite and on PostgreSQL
///
/// Loads customers of one partner, each with an order of three subscriptions: first a hundredth of
/// them, then all, and measures both times. What each figure and each limit is:
/// docs/operate/benchmarks.md.
#[derive(Args)]
#[command(after_help = "\
Examples:
  tongdao bench api --json
  tongdao bench api --customers 20000               a quick look
  tongdao bench api --postgres postgres://u:p@localhost/empty
  TMPDIR=/var/tmp tongdao bench api                 on another disk; 1,000,000 take 5 GB")]
pub(super) struct Api {
    /// Print an array of objects with name, value, unit, limit and ratio
    #[arg(long)]
    pub(super) json: bool,
    /// Customers to load
    #[arg(long, value_name = "N", default_value_t = 1_000_000, value_parser = clap::value_parser!(u32).range(i64::from(LEAST)..=i64::from(MOST)))]
    customers: u32,
    /// An empty PostgreSQL database to measure as well; what is written there stays
    #[arg(long, value_name = "URL")]
    postgres: Option<String>,
    /// Leave SQLite out
    #[arg(long, requires = "postgres")]
    no_sqlite: bool,
    /// Seconds to measure each engine for, besides loading
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = clap::value_parser!(u32).range(4..=3600))]
    seconds: u32,
}

/// Fewest customers: a page is full in the hundredth of them too, and there are some to scatter over.
const LEAST: u32 = 10_000;
/// Customers at the first measurement, at least.
const FEW: u32 = 2_000;

impl Api {
    /// Everything, one engine after the other.
    ///
    /// # Errors
    /// [`Trouble`] of whatever could not be set up or was refused.
    pub(super) fn measure(&self) -> Result<(Vec<Figure>, Vec<String>), Trouble> {
        watch()?;
        let (mut figures, mut notes) = (Vec::new(), Vec::new());
        if !self.no_sqlite {
            self.engine(&SQLITE, None, &mut figures, &mut notes)?;
        }
        if let Some(url) = &self.postgres {
            self.engine(&POSTGRES, Some(url), &mut figures, &mut notes)?;
        }
        Ok((figures, notes))
    }

    fn engine(
        &self,
        names: &Names,
        postgres: Option<&str>,
        figures: &mut Vec<Figure>,
        notes: &mut Vec<String>,
    ) -> Result<(), Trouble> {
        let scratch = Scratch::new()?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(cores())
            .thread_name("bench-server")
            .enable_all()
            .build()
            .map_err(|error| fault(&error.to_string()))?;
        let site = Site::open(&runtime, &scratch.path().join("site"), postgres)?;
        let half = Duration::from_secs(u64::from(self.seconds)) / 2;
        let created = Arc::new(AtomicU32::new(0));
        let few = (self.customers / 100).max(FEW);
        site.world.fill(&site.app.db, 0, few)?;
        progress(&format!("{}: {few} customers are measured", names.engine));
        let before = Rows::measure(&runtime, &site, few, half, &created)?;
        let began = now();
        site.world.fill(&site.app.db, few, self.customers)?;
        let loading = now().duration_since(began).as_secs_f64();
        progress(&format!(
            "{}: {} customers are measured",
            names.engine, self.customers
        ));
        let after = Rows::measure(&runtime, &site, self.customers, half, &created)?;
        runtime.shutdown_timeout(Duration::from_secs(2));
        notes.push(format!(
            "{}: {} customers and {} subscriptions, after {few}; loading the rest took {loading:.0} s",
            names.engine,
            self.customers,
            self.customers * EACH
        ));
        for ((name, unit), pair) in names.rows.iter().zip(after.all()) {
            figures.push(Figure::new(name, pair.rate, unit, pair.limit));
        }
        for ((name, few), many) in names.growth.iter().zip(before.all()).zip(after.all()) {
            let micros = |pair: Pair| 1_000_000.0 / pair.rate.max(f64::EPSILON);
            figures.push(Figure::new(name, micros(many), "µs", micros(few)));
        }
        Ok(())
    }
}

impl Rows {
    fn all(&self) -> [Pair; 4] {
        [
            self.get_customer,
            self.list_500,
            self.patch_quantity,
            self.create_and_order,
        ]
    }
}

/// What the rows of an engine are called.
struct Names {
    engine: &'static str,
    rows: [(&'static str, &'static str); 4],
    growth: [&'static str; 4],
}

const SQLITE: Names = Names {
    engine: "SQLite",
    rows: [
        ("sqlite.get_customer", "requests/s"),
        ("sqlite.list_500", "pages/s"),
        ("sqlite.patch_quantity", "requests/s"),
        ("sqlite.create_and_order", "customers/s"),
    ],
    growth: [
        "sqlite.growth.get_customer",
        "sqlite.growth.list_500",
        "sqlite.growth.patch_quantity",
        "sqlite.growth.create_and_order",
    ],
};

const POSTGRES: Names = Names {
    engine: "PostgreSQL",
    rows: [
        ("postgres.get_customer", "requests/s"),
        ("postgres.list_500", "pages/s"),
        ("postgres.patch_quantity", "requests/s"),
        ("postgres.create_and_order", "customers/s"),
    ],
    growth: [
        "postgres.growth.get_customer",
        "postgres.growth.list_500",
        "postgres.growth.patch_quantity",
        "postgres.growth.create_and_order",
    ],
};
