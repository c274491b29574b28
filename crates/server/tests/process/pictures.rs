//! Pages of uploads, drawn by the built program.

use adapters::ChildPictures;
use adapters::pictures::Bounds;
use domain::effects::{PictureError, Pictures};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::thread::{scope, sleep};
use std::time::Duration;
use testkit::files;

const PROGRAM: &str = env!("CARGO_BIN_EXE_tongdao");

fn ms(n: u64) -> Duration {
    Duration::from_millis(n)
}

/// A child that tells its id and then does nothing for long.
fn idle(folder: &Path) -> String {
    let file = folder.join("idle");
    let script = format!(
        "#!/bin/sh\necho $$ >> {}/started\nexec /bin/sleep 60\n",
        folder.display()
    );
    fs::write(&file, script).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
    file.to_str().unwrap().to_owned()
}

#[test]
fn a_child_draws_what_can_be_drawn_and_says_what_cannot() {
    let pictures = ChildPictures::of(PROGRAM, Bounds::default());
    let pdf = files::pdf("营业执照");
    let drawn = pictures.draw(&pdf, 1, 600).unwrap();
    assert!(drawn.starts_with(b"\x89PNG\r\n\x1a\n"));
    assert_eq!(drawn[16..20], 600_u32.to_be_bytes());
    for page in [0, 2, usize::MAX] {
        let refused = pictures.draw(&pdf, page, 600);
        assert!(
            matches!(refused, Err(PictureError::NoSuchPage)),
            "{refused:?}"
        );
    }
    let half = &pdf[..pdf.len() / 4];
    for rubbish in [&b""[..], b"GIF89a", b"%PDF-1.7\n%%EOF", half] {
        let refused = pictures.draw(rubbish, 1, 600);
        assert!(
            matches!(refused, Err(PictureError::Unreadable)),
            "{refused:?}"
        );
    }
    // More than a pipe holds, which the child must take while it says nothing.
    let long = [pdf, vec![b'\n'; 3 << 20]].concat();
    assert!(pictures.draw(&long, 1, 100).is_ok());
}

#[test]
fn a_child_that_goes_too_far_is_ended_and_its_room_given_back() {
    let pdf = files::pdf("营业执照");
    // Five times each: more than there is room for at once.
    for (bounds, what) in [
        (
            Bounds {
                bytes: 100,
                ..Bounds::default()
            },
            "says too much",
        ),
        (
            Bounds {
                time: ms(1),
                ..Bounds::default()
            },
            "takes too long",
        ),
    ] {
        let pictures = ChildPictures::of(PROGRAM, bounds);
        for _ in 0..5 {
            let refused = pictures.draw(&pdf, 1, 1200);
            assert!(
                matches!(refused, Err(PictureError::Unreadable)),
                "{what}: {refused:?}"
            );
        }
    }
    // A program that cannot be started leaves no room taken either.
    let nobody = ChildPictures::of("/nowhere/tongdao", Bounds::default());
    for _ in 0..5 {
        let refused = nobody.draw(&pdf, 1, 100);
        assert!(
            matches!(refused, Err(PictureError::Unavailable(_))),
            "{refused:?}"
        );
    }
}

#[test]
fn nobody_waits_for_ever_behind_children_that_do_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let bounds = Bounds {
        time: ms(2000),
        patience: ms(200),
        ..Bounds::default()
    };
    let pictures = ChildPictures::of(idle(folder.path()), bounds);
    let started = || fs::read_to_string(folder.path().join("started")).unwrap_or_default();
    scope(|scope| {
        let waiting = [1, 2].map(|page| {
            let pictures = &pictures;
            scope.spawn(move || pictures.draw(b"%PDF", page, 100))
        });
        while started().lines().count() < 2 {
            sleep(ms(5));
        }
        let refused = pictures.draw(b"%PDF", 3, 100);
        assert!(
            matches!(refused, Err(PictureError::Unavailable(_))),
            "{refused:?}"
        );
        for one in waiting {
            let ended = one.join().unwrap();
            assert!(matches!(ended, Err(PictureError::Unreadable)), "{ended:?}");
        }
    });
    // They are gone, not only forgotten.
    for id in started().lines() {
        assert!(!Path::new("/proc").join(id).exists(), "{id} is left");
    }
    // There is room again.
    let again = pictures.draw(b"%PDF", 1, 100);
    assert!(matches!(again, Err(PictureError::Unreadable)), "{again:?}");
}
