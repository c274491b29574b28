#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;

fn layers(file: &str, environment: &[(&str, &str)], flags: &[(&str, &str)]) -> Layers {
    let mut layers = Layers::default();
    layers.add_file("tongdao.toml", file);
    layers.add_environment(&|name| {
        environment
            .iter()
            .find(|(n, _)| *n == name)
            .map(|(_, value)| (*value).to_owned())
    });
    let flag = |(field, value): &(&str, &str)| Flag {
        field: (*field).to_owned(),
        spelled: format!("--{field}"),
        value: (*value).to_owned(),
    };
    layers.add_flags(flags.iter().map(flag).collect());
    layers
}

fn config(file: &str, environment: &[(&str, &str)], flags: &[(&str, &str)]) -> Config {
    match Config::from_layers(layers(file, environment, flags)) {
        Ok(config) => config,
        Err(errors) => panic!("{errors:?}"),
    }
}

fn errors(file: &str, environment: &[(&str, &str)]) -> Vec<String> {
    match Config::from_layers(layers(file, environment, &[])) {
        Ok(_) => panic!("accepted"),
        Err(errors) => errors.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn without_anything_it_runs_on_this_machine_alone() {
    let config = config("", &[], &[]);
    assert_eq!(config.server.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(config.server.public_url, "http://127.0.0.1:8080");
    assert_eq!(config.database.url, "sqlite:data/tongdao/tongdao.db");
    assert!(config.mail.is_none() && config.telephone.is_none());
    assert!(!config.server.trust_forwarded_for);
    assert!(
        matches!(config.documents, DocumentStore::Directory(dir) if dir.ends_with("documents"))
    );
    assert!(matches!(config.key, KeySource::Own(path) if path.ends_with("secret.key")));
}

#[test]
fn flags_beat_the_environment_which_beats_the_file() {
    let file = "listen = \"127.0.0.1:1\"\nworkers = 3\n[log]\nlevel = \"warn\"";
    let environment = [("TONGDAO_LISTEN", "127.0.0.1:2"), ("TONGDAO_WORKERS", "4")];
    let all = config(file, &environment, &[("listen", "127.0.0.1:3")]);
    assert_eq!(all.server.listen.port(), 3);
    assert_eq!(all.server.workers, 4);
    assert_eq!(all.log.level, "warn");
    let empty = config(file, &[("TONGDAO_WORKERS", "")], &[]);
    assert_eq!(empty.server.workers, 3, "an empty variable is not set");
}

#[test]
fn a_finding_names_file_line_and_field() {
    let file = "workers = 0\n\n[mail]\nhost = \"smtp.example.com\"\nport = \"many\"\nfrom = \"a@b.cn\"\nhots = \"x\"\n";
    assert_eq!(
        errors(file, &[]),
        [
            "tongdao.toml:7: mail.hots: there is no such setting; did you mean mail.host?",
            "tongdao.toml:1: workers: must be a whole number from 1 to 64",
            "tongdao.toml:5: mail.port: must be a whole number from 1 to 65535",
        ]
    );
    let environment = [
        ("TONGDAO_LOG_FORMAT", "xml"),
        ("TONGDAO_PUBLIC_URL", "partner.example"),
    ];
    let found = errors("", &environment);
    assert_eq!(
        found,
        [
            "TONGDAO_PUBLIC_URL: must be http:// or https://, a host, and nothing after it",
            "TONGDAO_LOG_FORMAT: must be text or json",
        ]
    );
    let broken = errors("listen = \n", &[]);
    assert!(broken[0].starts_with("tongdao.toml:1: "), "{broken:?}");
}

#[test]
fn what_belongs_together_is_asked_for_together() {
    assert_eq!(
        errors(
            "[telephone]\nurl = \"https://g.example/\"\nkey_id = \"k\"",
            &[]
        ),
        [
            "tongdao.toml:2: telephone.url: needs telephone.secret as well (TONGDAO_TELEPHONE_SECRET in the environment)"
        ]
    );
    assert_eq!(
        errors("[mail]\nfrom = \"a@b.cn\"", &[]),
        ["tongdao.toml:2: mail.from: is of no use without mail.host"]
    );
}

#[test]
fn secrets_come_from_a_value_or_a_file_and_are_never_shown() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("password");
    std::fs::write(&path, "hunter2\n").unwrap();
    let path = path.display().to_string();
    let file = format!(
        "[mail]\nhost = \"smtp.example.com\"\nfrom = \"a@b.cn\"\nusername = \"u\"\npassword_file = \"{path}\""
    );
    let mail = config(&file, &[], &[]).mail.unwrap();
    assert_eq!(mail.password, Some(adapters::Secret::new("hunter2")));
    assert!(!format!("{mail:?}").contains("hunter2"));
    let stronger = config(&file, &[("TONGDAO_MAIL_PASSWORD", "other")], &[])
        .mail
        .unwrap();
    assert_eq!(stronger.password, Some(adapters::Secret::new("other")));
    let both = errors(&format!("{file}\npassword = \"x\""), &[]);
    assert_eq!(
        both,
        ["tongdao.toml:5: mail.password_file: give mail.password or mail.password_file, not both"]
    );
    let key = errors("", &[("TONGDAO_SECRET_KEY", "c2hvcnQ=")]);
    assert!(
        key[0].starts_with("TONGDAO_SECRET_KEY: must be 32 bytes"),
        "{key:?}"
    );
    assert!(!key[0].contains("c2hvcnQ"));
    let url = errors("", &[("TONGDAO_DATABASE_URL", "mysql://u:geheim@h/d")]);
    assert_eq!(
        url,
        ["TONGDAO_DATABASE_URL: must begin with sqlite: or postgres://"]
    );
    let shown = config(
        "",
        &[("TONGDAO_DATABASE_URL", "postgres://u:geheim@h:5433/d")],
        &[],
    );
    assert_eq!(shown.database.shown(), "postgres://h:5433/d");
}

#[test]
fn a_key_in_base64_is_taken() {
    let key = data_encoding::BASE64.encode(&[7; 32]);
    let config = config("", &[("TONGDAO_SECRET_KEY", &key)], &[]);
    assert!(matches!(config.key, KeySource::Given(key) if *key == [7; 32]));
}

#[test]
fn the_documentation_and_the_example_know_every_setting() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../");
    let docs = std::fs::read_to_string(format!("{root}docs/operate/configuration.md")).unwrap();
    let example = std::fs::read_to_string(format!("{root}tongdao.example.toml")).unwrap();
    for setting in setting::SETTINGS {
        let default = if setting.default.is_empty() {
            "–"
        } else {
            setting.default
        };
        let row = format!(
            "| `{}` | `{}` | {default} | {} |",
            setting.field,
            setting.variable(),
            setting.about
        );
        assert!(
            docs.contains(&row),
            "docs/operate/configuration.md lacks:\n{row}"
        );
        let key = setting.field.rsplit('.').next().unwrap();
        let commented = example.lines().any(|l| {
            l.trim_start_matches('#')
                .trim_start()
                .split_once('=')
                .is_some_and(|(k, _)| {
                    k.trim().trim_end_matches("_file") == key.trim_end_matches("_file")
                })
        });
        assert!(commented, "tongdao.example.toml lacks {}", setting.field);
    }
    let plain: String = example
        .lines()
        .map(|line| {
            line.strip_prefix("#")
                .filter(|l| l.contains(" = "))
                .unwrap_or(line)
        })
        .map(|line| format!("{line}\n"))
        .collect();
    let mut all = Layers::default();
    all.add_file("tongdao.example.toml", &plain);
    let findings = all.finish(()).err().unwrap_or_default();
    assert!(findings.is_empty(), "{findings:?}");
}

#[test]
fn a_mailbox_for_answers_leaves_room_for_the_ticket() {
    let file = |replies: &str| {
        format!("[mail]\nhost = \"smtp.example.com\"\nfrom = \"a@b.cn\"\nreplies = \"{replies}\"")
    };
    let mailbox = config(&file("Support@Example.com"), &[], &[]).replies;
    assert_eq!(mailbox.unwrap().address(), "support@example.com");
    for wrong in [
        "support",
        "support+x@example.com",
        "longer-than-ten@example.com",
        "Us <a@b.cn>",
    ] {
        assert_eq!(
            errors(&file(wrong), &[]),
            [
                "tongdao.toml:4: mail.replies: must be an address such as support@example.com, with at most 10 letters, digits, dots and dashes before the @"
            ],
            "{wrong}"
        );
    }
    assert_eq!(
        errors("[mail]\nreplies = \"support@example.com\"", &[]),
        ["tongdao.toml:2: mail.replies: is of no use without mail.host"]
    );
}

#[test]
fn a_feed_is_asked_often_enough_for_its_word_to_hold() {
    let file = |more: &str| {
        format!(
            "[health]\nurl = \"https://metrics.example/\"\nkey_id = \"k\"\nsecret = \"{}\"\n{more}",
            "s".repeat(32)
        )
    };
    let usual = config(&file(""), &[], &[]).health.unwrap();
    assert_eq!(usual.times.every_seconds, 60);
    assert_eq!(usual.times.unknown_seconds, 900);
    assert_eq!(usual.gateway.timeout.as_secs(), 5);
    let often = [("TONGDAO_HEALTH_EVERY_SECONDS", "15")];
    let set = config(&file("unknown_seconds = 60"), &often, &[]).health;
    assert_eq!(set.unwrap().times.every_seconds, 15);
    assert_eq!(
        errors(&file("every_seconds = 600"), &[]),
        [
            "health.unknown_seconds: must be twice health.every_seconds at least: one answer may be lost"
        ]
    );
    assert_eq!(errors(&file("timeout_seconds = 60"), &[]).len(), 1);
    assert_eq!(
        errors("[health]\nevery_seconds = 60", &[]),
        ["tongdao.toml:2: health.every_seconds: is of no use without health.url"]
    );
    assert_eq!(
        errors("[health]\nurl = \"https://metrics.example/\"", &[]).len(),
        2
    );
}
