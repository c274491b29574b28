//! The commands; each line of [`commands!`] is one.

pub(crate) mod audit;
pub(crate) mod bench;
pub(crate) mod bounce;
pub(crate) mod demo;
pub(crate) mod doctor;
mod handed;
pub(crate) mod migrate;
pub(crate) mod picture;
pub(crate) mod receive;
pub(crate) mod reseal;
pub(crate) mod serve;
pub(crate) mod settings;
pub(crate) mod staff;
pub(crate) mod walkthrough;

use crate::trouble::Trouble;
use clap::Subcommand;
use std::process::ExitCode;

macro_rules! commands {
    ($($module:ident::$name:ident),+ $(,)?) => {
        /// What the program is asked to do. The help of each is at its own type.
        #[derive(Subcommand)]
        pub(crate) enum Command {
            $(#[allow(missing_docs)] $name($module::$name)),+
        }

        impl Command {
            /// Does it.
            ///
            /// # Errors
            /// [`Trouble`], which `main` prints.
            pub(crate) fn run(self) -> Result<ExitCode, Trouble> {
                match self {
                    $(Self::$name(command) => command.run()),+
                }
            }
        }
    };
}

commands! {
    demo::Demo,
    serve::Serve,
    migrate::Migrate,
    staff::Staff,
    doctor::Doctor,
    audit::Audit,
    reseal::Reseal,
    bounce::Bounce,
    receive::Receive,
    walkthrough::Walkthrough,
    settings::Settings,
    bench::Bench,
    picture::Picture,
}
