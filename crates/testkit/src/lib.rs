//! What the tests of every layer share: fresh databases of both engines, a clock that is set by
//! hand, repeatable chance, the whole site behind a browser without sockets, and people who act.
//!
//! A test is a function of its fixture and runs on both engines:
//!
//! ```ignore
//! testkit::on_both! { TestApp: a_company_registers }
//!
//! fn a_company_registers(app: &TestApp) { … }
//! ```
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod clock;
mod database;
mod entropy;
pub mod files;
pub mod golden;
pub mod workbook;

#[cfg(feature = "site")]
mod actors;
#[cfg(feature = "site")]
mod app;
#[cfg(feature = "site")]
mod browser;
#[cfg(feature = "site")]
mod bureau;
#[cfg(feature = "site")]
mod company;
#[cfg(feature = "site")]
pub mod delegated;
#[cfg(feature = "site")]
mod feed;
#[cfg(feature = "site")]
mod mailbox;
#[cfg(feature = "site")]
mod many;
#[cfg(feature = "site")]
mod names;
#[cfg(feature = "site")]
mod page;
#[cfg(feature = "site")]
mod program;
mod programme;
#[cfg(feature = "site")]
pub mod rank;
#[cfg(feature = "site")]
mod receiver;
#[cfg(feature = "site")]
pub mod selling;
#[cfg(feature = "site")]
mod wire;

pub use clock::{START, TestClock};
pub use database::{Database, Fault, TestDb};
pub use entropy::TestEntropy;
pub use files::pdf as specimen;

#[cfg(feature = "site")]
pub use self::{
    actors::{Login, Partner, WorkAccount},
    app::{KEY, PUBLIC_URL, TestApp},
    browser::Browser,
    bureau::{Bureau, CallBack},
    company::Company,
    feed::{FeedManner, FeedServer, Measurement},
    mailbox::{Mailbox, Mood, Received},
    many::Applicant,
    names::TestNames,
    page::{Form, Page},
    program::Program,
    programme::{programme_selling, programme_with, programme_with_selling},
    receiver::{Called, Manner, Receiver},
    wire::{Address, Lost},
};

pub use store::Engine;

/// Something a test runs on, made anew for each test and each engine.
pub trait Fixture: Sized {
    /// Makes it.
    fn fresh(engine: Engine) -> Self;

    /// Looks whether the test left everything in order.
    fn check(&self);

    /// Runs a test on it.
    fn run(self, test: impl FnOnce(&Self)) {
        test(&self);
        self.check();
    }
}

/// Makes two tests of each function: `sqlite::name` and `postgres::name`. Behind `from` stands what makes
/// the fixture, where it is not `fresh`.
#[macro_export]
macro_rules! on_both {
    ($fixture:ident: $($name:ident),+ $(,)?) => {
        $crate::on_both!($fixture from fresh: $($name),+);
    };
    ($fixture:ident from $make:ident: $($name:ident),+ $(,)?) => {
        mod sqlite {
            use $crate::Fixture as _;
            $(#[test] fn $name() {
                <super::$fixture>::$make($crate::Engine::Sqlite).run(super::$name);
            })+
        }
        mod postgres {
            use $crate::Fixture as _;
            $(#[test] fn $name() {
                <super::$fixture>::$make($crate::Engine::Postgres).run(super::$name);
            })+
        }
    };
}
