//! Chores of the project that are no part of the program: `cargo xtask gallery DIR`.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

const USAGE: &str = "cargo xtask gallery DIR [--languages en,zh-Hans,zh-Hant] [--widths 360,1280,1920] [--only PART]

Starts a demonstration of its own, walks through every page its visitors can reach, and keeps a
picture of each in DIR: in three languages, light and dark, at three widths, with DIR/index.html over
them. --only keeps pages whose address contains a text.";

fn main() -> ExitCode {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match given.split_first() {
        Some((chore, rest)) if chore == "gallery" => gallery(rest),
        _ => Err(USAGE.to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// Pictures of all pages, by the machinery of the browser tests.
fn gallery(given: &[String]) -> Result<(), String> {
    let folder = given.first().filter(|first| !first.starts_with('-'));
    let folder = folder.ok_or(USAGE)?;
    let folder = std::path::absolute(folder).map_err(|e| format!("{folder}: {e}"))?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let tests = root.join("tests/browser");
    if !answers(Command::new("node").arg("--version")) {
        return Err(
            "The gallery needs Node.js 18 or newer (`node`), which is not installed.".into(),
        );
    }
    if !tests.join("node_modules/playwright-core").is_dir() {
        return Err("The gallery needs the packages of tests/browser; run once:\n  npm ci --ignore-scripts --prefix tests/browser".into());
    }
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    let installed = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].map(PathBuf::from);
    let known = named.map_or(installed.to_vec(), |path| vec![path]);
    if !known
        .iter()
        .any(|path| answers(Command::new(path).arg("--version")))
    {
        let tried = known
            .iter()
            .map(|path| path.display().to_string())
            .collect::<Vec<_>>();
        return Err(format!(
            "The gallery needs Chromium; there is none at {}. Set CHROMIUM to another one.",
            tried.join(" or ")
        ));
    }
    let mut build = Command::new(env!("CARGO"));
    build.args(["build", "--workspace", "--bin", "tongdao"]);
    run(build.current_dir(&root), "building tongdao")?;
    let mut tour = Command::new("node");
    tour.arg("gallery.mjs").arg(&folder).args(&given[1..]);
    run(tour.current_dir(&tests), "the gallery")?;
    println!("{}", folder.join("index.html").display());
    Ok(())
}

fn answers(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

fn run(command: &mut Command, what: &str) -> Result<(), String> {
    let status = command.status().map_err(|e| format!("{what}: {e}"))?;
    match status.success() {
        true => Ok(()),
        false => Err(format!("{what} failed: {status}")),
    }
}
