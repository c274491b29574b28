//! The commands; each line is one, with its module.

use crate::trouble::Trouble;
use clap::Subcommand;
use std::process::ExitCode;

macro_rules! commands {
    ($($module:ident::$name:ident),+ $(,)?) => {
        $(pub(crate) mod $module;)+

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
    walkthrough::Walkthrough,
    settings::Settings,
    bench::Bench,
}
