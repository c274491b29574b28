//! The program `tongdao`: one binary that serves, migrates, checks and shows itself.

mod assemble;
mod clock;
mod commands;
mod config;
mod files;
mod http;
mod logging;
mod secret_key;
mod trouble;
mod workers;

use clap::Parser;
use std::process::ExitCode;

/// Pages and answers are made of many short-lived texts, which the C library serves slowly.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const EXAMPLES: &str = "\
Examples:
  tongdao demo                       look around with invented companies, nothing to set up
  tongdao serve                      run with an SQLite database in ./data/tongdao
  tongdao serve --config tongdao.toml
  tongdao staff add --user-name li.na --family-name 李 --given-name 娜 \\
      --email li.na@example.com --role platform-admin
  tongdao doctor                     say what is missing before you go live

Settings come from flags, TONGDAO_… variables and a file, in this order; all of them are in
docs/operate/configuration.md.";

/// Tongdao, a partner centre you run yourself.
#[derive(Parser)]
#[command(name = "tongdao", version, after_help = EXAMPLES, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: commands::Command,
}

fn main() -> ExitCode {
    match Cli::parse().command.run() {
        Ok(code) => code,
        Err(trouble) => {
            eprintln!("tongdao: {trouble} [{}]", trouble.code());
            ExitCode::FAILURE
        }
    }
}
