//! `tongdao bench portal`: the pages of a partner with many customers.
#![allow(clippy::float_arithmetic)] // Measurements, not money.

use super::figure::Figure;
use super::load::{CONNECTIONS, Target};
use super::many::{Kind, MOST, id, scattered};
use super::measure::{cores, in_turns, now, progress};
use super::page::{bare, fault, serve, watch};
use super::rig::{Scratch, signed_in};
use super::site::Site;
use super::weight;
use crate::trouble::Trouble;
use clap::Args;
use std::time::Duration;
use tokio::runtime::Runtime;

/// Pages of a partner with many customers, on SQLite
///
/// Makes two demonstrations, loads 10,000 customers into one and many into the other, and opens the
/// same pages of both in turns. What each figure and each limit is: docs/operate/benchmarks.md.
#[derive(Args)]
#[command(after_help = "\
Examples:
  tongdao bench portal --json
  tongdao bench portal --customers 100000      a quick look
  TMPDIR=/var/tmp tongdao bench portal         on another disk; 1,000,000 customers take 5 GB")]
pub(super) struct Portal {
    /// Print an array of objects with name, value, unit, limit and ratio
    #[arg(long)]
    pub(super) json: bool,
    /// Customers of the larger of both
    #[arg(long, value_name = "N", default_value_t = 1_000_000, value_parser = clap::value_parser!(u32).range(i64::from(FEW)..=i64::from(MOST)))]
    customers: u32,
    /// Seconds to measure for, besides loading
    #[arg(long, value_name = "N", default_value_t = 48, value_parser = clap::value_parser!(u32).range(4..=3600))]
    seconds: u32,
}

/// Customers of the smaller one.
const FEW: u32 = 10_000;
/// How often each of two is measured.
const ROUNDS: u32 = 5;
/// Pages each connection opens in turn.
const TURNS: u32 = 64;
/// Heaviest page that is good enough, in kilobytes of a thousand bytes.
const WEIGHT_KB: f64 = 60.0;

impl Portal {
    /// Everything, page after page.
    ///
    /// # Errors
    /// [`Trouble`] of whatever could not be set up or was refused.
    pub(super) fn measure(&self) -> Result<(Vec<Figure>, Vec<String>), Trouble> {
        watch()?;
        let scratch = Scratch::new()?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(cores())
            .thread_name("bench-server")
            .enable_all()
            .build()
            .map_err(|error| fault(&error))?;
        let few = Visitor::of(&runtime, &scratch, "few", FEW)?;
        let began = now();
        let many = Visitor::of(&runtime, &scratch, "many", self.customers)?;
        let loading = now().duration_since(began).as_secs_f64();
        let share = Duration::from_secs(u64::from(self.seconds)) / 4;
        let mut figures = Vec::new();
        for (name, page) in [
            ("customers.growth", list as Page),
            ("search.growth", search),
            ("account.growth", account),
        ] {
            progress(name);
            let (few, many) = (few.target(page), many.target(page));
            let (few, many) = in_turns(ROUNDS, share, |t| few.load(t), |t| many.load(t))?;
            let micros = |rate: f64| 1_000_000.0 / rate.max(f64::EPSILON);
            figures.push(Figure::new(name, micros(many), "µs", micros(few)));
        }
        let weight = weight::of(many.site.address, "/customers", &many.cookies)?;
        figures.push(Figure::new("page.weight_kb", weight, "kB", WEIGHT_KB));
        progress("page.customers");
        let target = many.target(list);
        let body = target.body()?;
        let size = body.len();
        let bare = target.at(serve(&runtime, bare(body))?);
        let (limit, rate) = in_turns(ROUNDS, share, |t| bare.load(t), |t| target.load(t))?;
        figures.push(Figure::new("page.customers", rate, "requests/s", limit));
        runtime.shutdown_timeout(Duration::from_secs(2));
        let notes = vec![format!(
            "{} customers beside {FEW}, loaded in {loading:.0} s; a list of 25 is {size} bytes, \
             {CONNECTIONS} connections kept alive",
            self.customers
        )];
        Ok((figures, notes))
    }
}

/// The address of a page, by the numbers of customers and of the page.
type Page = fn(customers: u32, n: u32) -> String;

/// A page of the list that begins behind any customer.
fn list(customers: u32, n: u32) -> String {
    let number = scattered(customers, n);
    let id = id(Kind::Customer, number);
    format!("/customers?after=kunde+{number:07}&id={id}")
}

/// A search that finds a hundred by the beginning of their names, or one by its whole domain.
fn search(customers: u32, n: u32) -> String {
    let number = scattered(customers, n);
    if n.is_multiple_of(2) {
        format!("/customers?q=kunde+{:05}", number / 100)
    } else {
        format!("/customers?q=k{number:07}.bench.example")
    }
}

/// A customer's account.
fn account(customers: u32, n: u32) -> String {
    let id = id(Kind::Customer, scattered(customers, n));
    format!("/customers/{id}/account")
}

/// A global admin of a partner with so many customers.
struct Visitor {
    site: Site,
    customers: u32,
    cookies: String,
}

impl Visitor {
    fn of(
        runtime: &Runtime,
        scratch: &Scratch,
        name: &str,
        customers: u32,
    ) -> Result<Self, Trouble> {
        let site = Site::open(runtime, &scratch.path().join(name), None)?;
        site.world.fill(&site.app.db, 0, customers)?;
        let (token, _) = signed_in(&site.app, &site.account)
            .map_err(|failure| Trouble::refused("signing in", &failure))?;
        // A browser that has been here before sends both cookies.
        let cookies = format!("tongdao_session={token}; tongdao_visitor={token}");
        Ok(Self {
            site,
            customers,
            cookies,
        })
    }

    fn target(&self, page: Page) -> Target {
        Target::of(self.site.address, |connection| {
            let first = u32::try_from(connection).unwrap_or(0) * TURNS;
            let paths = (first..first + TURNS).map(|n| page(self.customers, n));
            paths
                .map(|path| Target::page(self.site.address, &path, &self.cookies))
                .collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_of_customers_there_are() {
        for n in 0..200 {
            let list = list(FEW, n);
            assert!(list.starts_with("/customers?after=kunde+000"), "{list}");
            assert!(account(FEW, n).ends_with("/account"));
            assert!(search(FEW, n).starts_with("/customers?q=k"));
        }
    }
}
