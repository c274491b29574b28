//! `tongdao bench billing`: a month is closed.
#![allow(clippy::float_arithmetic)] // Measurements, not money.

mod close;
mod file;

use super::figure::Figure;
use super::many::{EACH, MOST};
use super::measure::cores;
use super::page::{fault, watch};
use super::rig::Scratch;
use super::site::Site;
use crate::trouble::Trouble;
use clap::Args;
use close::Close;
use std::time::Duration;

/// Most memory closing may take, in MiB.
const MEMORY_MIB: f64 = 500.0;
/// Most partners.
const PARTNERS: u32 = 2_000;

/// A month of many subscriptions is billed, on SQLite and on PostgreSQL
///
/// Loads subscriptions of 2,000 partners, bills a month, changes the units of a fifth of them, and
/// measures the bills of the next month: for a hundredth of the subscriptions, then for all. What each
/// figure and each limit is: docs/operate/benchmarks.md.
#[derive(Args)]
#[command(after_help = "\
Examples:
  tongdao bench billing --json
  tongdao bench billing --subscriptions 30000     a quick look
  tongdao bench billing --postgres postgres://u:p@localhost/empty
  TMPDIR=/var/tmp tongdao bench billing           on another disk; 1,000,000 take 6 GB")]
pub(super) struct Billing {
    /// Print an array of objects with name, value, unit, limit and ratio
    #[arg(long)]
    pub(super) json: bool,
    /// Subscriptions to bill
    #[arg(long, value_name = "N", default_value_t = 1_000_000, value_parser = clap::value_parser!(u32).range(i64::from(LEAST)..=i64::from(MOST)))]
    subscriptions: u32,
    /// An empty PostgreSQL database to measure as well; what is written there stays
    #[arg(long, value_name = "URL")]
    postgres: Option<String>,
    /// Leave SQLite out
    #[arg(long, requires = "postgres")]
    no_sqlite: bool,
}

/// Fewest subscriptions: a hundredth of them are some for a few partners.
const LEAST: u32 = 3_000;
/// Subscriptions of the smaller close, at least.
const FEW: u32 = 3_000;

impl Billing {
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
            .enable_all()
            .build()
            .map_err(|error| fault(&error))?;
        let site = Site::open(&runtime, &scratch.path().join("site"), postgres)?;
        let customers = self.subscriptions / EACH;
        let few = (self.subscriptions / 100).max(FEW) / EACH;
        let small = Close::of(&site, 0, (0, few))?;
        let large = Close::of(&site, PARTNERS, (few, few + customers))?;
        let each = |close: &Close| {
            let subscriptions = f64::from(close.subscriptions).max(1.0);
            close.seconds * 1_000_000.0 / subscriptions
        };
        notes.push(format!(
            "{}: {} subscriptions of {PARTNERS} partners, {} lines in {:.1} s; after {} subscriptions in {:.1} s",
            names.engine,
            large.subscriptions,
            large.lines,
            large.seconds,
            small.subscriptions,
            small.seconds
        ));
        figures.push(Figure::new(
            names.close,
            large.seconds,
            "s",
            large.raw_seconds,
        ));
        figures.push(Figure::new(names.growth, each(&large), "µs", each(&small)));
        figures.push(Figure::new(
            names.memory,
            large.memory_mib,
            "MiB",
            MEMORY_MIB,
        ));
        let (file, raw) = file::rates(&site, &large, Duration::from_secs(8))?;
        figures.push(Figure::new(names.file, file, "lines/s", raw));
        runtime.shutdown_timeout(Duration::from_secs(2));
        Ok(())
    }
}

/// What the rows of an engine are called.
struct Names {
    engine: &'static str,
    close: &'static str,
    growth: &'static str,
    memory: &'static str,
    file: &'static str,
}

const SQLITE: Names = Names {
    engine: "SQLite",
    close: "sqlite.close_1m",
    growth: "sqlite.growth",
    memory: "sqlite.rss_mb",
    file: "sqlite.file_stream",
};

const POSTGRES: Names = Names {
    engine: "PostgreSQL",
    close: "postgres.close_1m",
    growth: "postgres.growth",
    memory: "postgres.rss_mb",
    file: "postgres.file_stream",
};
