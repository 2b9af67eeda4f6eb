//! What stands in the place of files and folders, and odd names.

use super::{Case, HEAD, case, page};
use std::fs::{create_dir_all, write};
use std::os::unix::fs::symlink;
use std::process::Command;

pub(super) const CASES: &[Case] = &[
    case(
        "a folder called a.md",
        |root| {
            page(root, HEAD);
            create_dir_all(root.join("docs/b.md")).unwrap();
        },
        0,
        &["[not-followed]", "docs/b.md"],
    ),
    case(
        "a pipe",
        |root| {
            page(root, HEAD);
            assert!(
                Command::new("mkfifo")
                    .arg(root.join("docs/b.md"))
                    .status()
                    .unwrap()
                    .success()
            );
        },
        0,
        &["[not-followed]", "docs/b.md"],
    ),
    case(
        "a link to a device",
        |root| {
            page(root, HEAD);
            symlink("/dev/zero", root.join("docs/b.md")).unwrap();
        },
        0,
        &["[not-followed]", "docs/b.md"],
    ),
    case(
        "a socket",
        |root| {
            page(root, HEAD);
            std::os::unix::net::UnixListener::bind(root.join("docs/b.md")).unwrap();
        },
        0,
        &["[not-followed]", "docs/b.md"],
    ),
    case(
        "links in a circle",
        |root| {
            page(root, HEAD);
            symlink("c.md", root.join("docs/b.md")).unwrap();
            symlink("b.md", root.join("docs/c.md")).unwrap();
            symlink(".", root.join("docs/d")).unwrap();
        },
        0,
        &["[not-followed]", "docs/b.md", "docs/c.md"],
    ),
    case(
        "deep folders",
        |root| {
            let mut place = root.join("docs");
            for _ in 0..1_000 {
                place.push("m");
            }
            create_dir_all(&place).unwrap();
            write(place.join("a.md"), HEAD).unwrap();
        },
        0,
        &[],
    ),
    case(
        "names that steer terminals",
        |root| {
            page(root, HEAD);
            write(root.join("docs/\u{1b}[31m\n.md"), "").unwrap();
        },
        0,
        &["\u{fffd}[31m\u{fffd}.md"],
    ),
    case(
        "a name that is no UTF-8",
        |root| {
            use std::os::unix::ffi::OsStrExt;
            page(root, HEAD);
            write(
                root.join("docs")
                    .join(std::ffi::OsStr::from_bytes(b"\xFF.md")),
                "",
            )
            .unwrap();
        },
        0,
        &["\u{fffd}.md"],
    ),
    case(
        "a name with a line end",
        |root| write(root.join("docs/a\nb: c.md"), "").unwrap(),
        0,
        &["[untitled-page]"],
    ),
    case(
        "pipes in the place of every file",
        |root| {
            page(root, HEAD);
            create_dir_all(root.join("includes")).unwrap();
            for name in [
                "includes/begrippenlijst.md",
                "normen.csv",
                "kadergraaf.yaml",
            ] {
                let made = Command::new("mkfifo").arg(root.join(name)).status();
                assert!(made.unwrap().success());
            }
        },
        0,
        &["[not-followed]", "includes/begrippenlijst.md", "normen.csv"],
    ),
    case(
        "a link to a folder elsewhere",
        |root| {
            page(root, HEAD);
            symlink("/", root.join("docs/all")).unwrap();
        },
        0,
        &["[not-followed]", "docs/all"],
    ),
];
