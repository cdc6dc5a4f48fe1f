//! `supportal serve` where the system watches no more folders: `faults.c` answers as it would.

#![cfg(target_os = "linux")]

use std::fs;
use std::io::{BufRead as _, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use crate::faults::shim;

fn write(portal: &Path) {
    fs::create_dir_all(portal.join("en")).unwrap();
    fs::write(portal.join("supportal.yaml"), "title: T\n").unwrap();
    fs::write(portal.join("en/index.md"), "---\ntitle: Home\n---\n").unwrap();
}

/// A portal that is served, and what is said of it.
struct Served {
    home: tempfile::TempDir,
    server: Child,
    said: Receiver<String>,
}

impl Served {
    /// Serves a portal; `watches` is whether its folder can be watched.
    fn new(watches: bool) -> Self {
        let home = tempfile::tempdir().unwrap();
        let portal = home.path().join("portal");
        write(&portal);
        let full = home.path().join("full");
        if !watches {
            fs::write(&full, "").unwrap();
        }
        let mut server = Command::new(env!("CARGO_BIN_EXE_supportal"))
            .env("FAULT_BELOW", portal.canonicalize().unwrap())
            .env("FAULT_WATCH", &full)
            .env("LD_PRELOAD", shim(home.path()))
            .args(["serve", "--today", "2026-06-01", "--port", "0"])
            .arg(&portal)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, said) = channel();
        let outputs: [Box<dyn Read + Send>; 2] = [
            Box::new(server.stdout.take().unwrap()),
            Box::new(server.stderr.take().unwrap()),
        ];
        for output in outputs {
            let sender = sender.clone();
            std::thread::spawn(move || {
                let lines = BufReader::new(output).lines();
                lines
                    .map_while(Result::ok)
                    .try_for_each(|line| sender.send(line))
            });
        }
        Self { home, server, said }
    }

    fn at(&self, path: &str) -> PathBuf {
        self.home.path().join(path)
    }

    /// Waits until a line begins so; the lines before it.
    fn hear(&self, beginning: &str) -> Vec<String> {
        let mut said = Vec::new();
        while let Ok(line) = self.said.recv_timeout(Duration::from_secs(60)) {
            if line.starts_with(beginning) {
                return said;
            }
            said.push(line);
        }
        panic!("never `{beginning}`: {said:#?}");
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

#[test]
fn a_folder_that_cannot_be_watched_is_not_served_and_it_is_said_why() {
    let mut served = Served::new(false);
    served.hear("error: cannot watch `");
    served.hear("  = because the system watches no more folders");
    served.hear("  = hint: raise fs.inotify.max_user_watches");
    assert_eq!(served.server.wait().unwrap().code(), Some(2));
}

/// It was read once when it came back, and never again.
#[test]
fn a_portal_that_comes_back_is_gone_until_it_can_be_watched() {
    let served = Served::new(true);
    served.hear("serving http://");
    served.hear("1 warning in 1 file");
    // A folder that was moved would be watched where it is, and still when it is back.
    fs::remove_dir_all(served.at("portal")).unwrap();
    served.hear("error: ");
    fs::write(served.at("full"), "").unwrap();
    write(&served.at("portal"));
    fs::write(served.at("portal/en/one.md"), "---\ntitle: One\n---\n").unwrap();
    // It is looked for every second.
    let mut said = Vec::new();
    let more = loop {
        match served.said.recv_timeout(Duration::from_secs(3)) {
            Ok(line) => said.push(line),
            Err(error) => break error,
        }
    };
    assert_eq!(more, RecvTimeoutError::Timeout);
    assert!(
        !said.iter().any(|line| line.starts_with("changed: ")),
        "{said:#?}"
    );
    fs::remove_file(served.at("full")).unwrap();
    served.hear("changed: en/one.md");
    fs::write(served.at("portal/en/two.md"), "---\ntitle: Two\n---\n").unwrap();
    served.hear("changed: en/two.md");
}

/// What came before the limit was heard of, and what came after it was not.
#[test]
fn what_is_not_watched_any_more_is_looked_at_and_it_is_said_once() {
    let served = Served::new(true);
    served.hear("serving http://");
    served.hear("1 warning in 1 file");
    fs::write(served.at("full"), "").unwrap();
    fs::create_dir(served.at("portal/en/new")).unwrap();
    served.hear("warning: the system watches no more folders");
    served.hear("  = hint: raise fs.inotify.max_user_watches");
    for title in ["One", "Two", "Three"] {
        let text = format!("---\ntitle: {title}\n---\n");
        fs::write(served.at("portal/en/new/one.md"), text).unwrap();
        let before = served.hear("changed: en/new/one.md");
        assert!(
            !before.iter().any(|line| line.contains("watches no more")),
            "{before:#?}"
        );
        fs::create_dir(served.at("portal/en").join(title)).unwrap();
    }
    // What is watched is heard of as before.
    fs::write(served.at("portal/en/two.md"), "---\ntitle: Two\n---\n").unwrap();
    served.hear("changed: en/two.md");
}
