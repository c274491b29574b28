//! Settings on the command line.

use super::error::ConfigError;
use super::layers::Flag;
use super::setting;
use clap::Args;
use std::path::PathBuf;

/// Flags every command with a configuration takes.
#[derive(Args, Default)]
#[command(next_help_heading = "Configuration")]
pub(crate) struct CommonFlags {
    /// TOML file with settings; see tongdao.example.toml
    #[arg(long, value_name = "FILE", env = "TONGDAO_CONFIG")]
    pub(crate) config: Option<PathBuf>,
    /// Directory for the secret key, the SQLite database and documents [default: data/tongdao]
    #[arg(long, visible_alias = "data", value_name = "DIR")]
    data_dir: Option<String>,
    /// sqlite:PATH or postgres://… [default: tongdao.db in the data directory]
    #[arg(long, value_name = "URL")]
    database_url: Option<String>,
    /// Directory with a programme.toml of your own [default: the built-in china-csp]
    #[arg(long, value_name = "DIR")]
    programme_dir: Option<String>,
    /// text for people, json for machines [default: text]
    #[arg(long, value_name = "FORMAT")]
    log_format: Option<String>,
    /// error, warn, info, debug or trace [default: info]
    #[arg(long, value_name = "LEVEL")]
    log_level: Option<String>,
    /// Any other setting, such as --set mail.host=smtp.example.com; may be repeated
    #[arg(long, value_name = "FIELD=VALUE")]
    set: Vec<String>,
}

impl CommonFlags {
    /// The settings given, and what is wrong with `--set`.
    pub(crate) fn given(&self) -> (Vec<Flag>, Vec<ConfigError>) {
        let (mut flags, mut errors) = (Vec::new(), Vec::new());
        for text in &self.set {
            match parse_set(text) {
                Ok(flag) => flags.push(flag),
                Err(error) => errors.push(error),
            }
        }
        flags.extend(named(&[
            ("data_dir", &self.data_dir),
            ("database.url", &self.database_url),
            ("programme.dir", &self.programme_dir),
            ("log.format", &self.log_format),
            ("log.level", &self.log_level),
        ]));
        (flags, errors)
    }
}

/// Flags that are there, spelled as clap does: `log.format` is `--log-format`.
pub(crate) fn named(flags: &[(&str, &Option<String>)]) -> Vec<Flag> {
    let flag = |(field, value): &(&str, &Option<String>)| {
        let value = (*value).clone()?;
        let spelled = format!("--{}", field.replace(['.', '_'], "-"));
        Some(Flag {
            field: (*field).to_owned(),
            spelled,
            value,
        })
    };
    flags.iter().filter_map(flag).collect()
}

fn parse_set(text: &str) -> Result<Flag, ConfigError> {
    let (field, value) = text
        .split_once('=')
        .ok_or_else(|| ConfigError::new("--set", "must look like FIELD=VALUE"))?;
    let spelled = format!("--set {field}");
    match setting::find(field) {
        // Other users of the machine can read command lines.
        Some(setting) if setting.secret && setting.field == field => {
            let message = format!(
                "is a secret; put it in {}, a file, or {field}_file",
                setting.variable()
            );
            Err(ConfigError::new(spelled, message))
        }
        Some(_) => Ok(Flag {
            field: field.to_owned(),
            spelled,
            value: value.to_owned(),
        }),
        None => {
            let near = setting::nearest(field);
            let hint = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
            Err(ConfigError::new(
                spelled,
                format!("there is no such setting{hint}"),
            ))
        }
    }
}
