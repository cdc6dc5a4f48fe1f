//! What was heard, kept between runs: so that CI, which runs often, asks each address seldom.

#![allow(
    clippy::disallowed_methods,
    reason = "a file beside all portals, which no stage knows"
)]

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::answer::Answer;

/// Of the form of the file. One of another version is read as if it were empty.
const VERSION: u32 = 1;

/// How the file begins, so that no other file is taken for it and overwritten.
const MARK: &str = "{\"supportal_external_cache\":";

/// Seconds for which an answer is believed that is likely to be the same in some days.
const LASTING: u64 = 7 * 24 * 60 * 60;

/// Seconds for which any other is.
const PASSING: u64 = 60 * 60;

/// Answers by address. Safe to lose.
#[derive(Clone, Debug, Default)]
pub struct Cache {
    answers: BTreeMap<String, Kept>,
}

/// The file.
#[derive(Serialize, Deserialize)]
struct File {
    supportal_external_cache: u32,
    answers: BTreeMap<String, Kept>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Kept {
    /// Seconds since 1970.
    at: u64,
    answer: Answer,
}

impl Cache {
    /// Reads the file at `path`. One that does not exist, is damaged or of another version is empty.
    ///
    /// # Errors
    ///
    /// Where it cannot be read, or is a file of somebody else, which must not be overwritten.
    pub fn read(path: &Path) -> Result<Self> {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => {
                return Err(error).with_context(|| format!("cannot read `{}`", path.display()));
            }
        };
        if !bytes.is_empty() && !bytes.starts_with(MARK.as_bytes()) {
            bail!(
                "`{}` is no file of answers that supportal wrote, and would be overwritten\nhint: name a file that does not exist yet",
                path.display()
            );
        }
        let file = serde_json::from_slice::<File>(&bytes).ok();
        let file = file.filter(|file| file.supportal_external_cache == VERSION);
        let answers = file.map(|file| file.answers).unwrap_or_default();
        Ok(Self { answers })
    }

    /// Writes what is still believed at `now` to `path`, in one step.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub fn write(&self, path: &Path, now: u64) -> Result<()> {
        let answers = self.answers.iter().filter(|(_, kept)| kept.holds(now));
        let file = File {
            supportal_external_cache: VERSION,
            answers: answers
                .map(|(url, kept)| (url.clone(), kept.clone()))
                .collect(),
        };
        let write = || -> Result<()> {
            // A bare file name has the parent "".
            let folder = path.parent().filter(|folder| *folder != Path::new(""));
            let folder = folder.unwrap_or(Path::new("."));
            fs::create_dir_all(folder)?;
            let mut beside = tempfile::NamedTempFile::new_in(folder)?;
            beside.write_all(&serde_json::to_vec(&file)?)?;
            beside.persist(path)?;
            Ok(())
        };
        write().with_context(|| format!("cannot write `{}`", path.display()))
    }

    /// What is known of an address and still believed at `now`.
    pub(super) fn answer(&self, url: &str, now: u64) -> Option<&Answer> {
        let kept = self.answers.get(url).filter(|kept| kept.holds(now))?;
        Some(&kept.answer)
    }

    pub(super) fn keep(&mut self, url: &str, answer: Answer, now: u64) {
        let kept = Kept { at: now, answer };
        self.answers.insert(url.to_owned(), kept);
    }
}

impl Kept {
    /// Not so for what was heard after `now`: one of the clocks was wrong.
    fn holds(&self, now: u64) -> bool {
        let believed = match self.answer.lasts() {
            true => LASTING,
            false => PASSING,
        };
        now.checked_sub(self.at).is_some_and(|age| age < believed)
    }
}

#[cfg(test)]
mod tests {
    use super::super::answer::Failure;
    use super::*;

    const URL: &str = "https://a.test/";

    #[test]
    fn good_news_is_believed_for_a_week_and_bad_news_for_an_hour() {
        let check = |answer: Answer, believed: u64| {
            let mut cache = Cache::default();
            cache.keep(URL, answer.clone(), 1_000_000);
            let known = |now| cache.answer(URL, now).is_some();
            assert!(known(1_000_000), "{answer:?}");
            assert!(known(1_000_000 + believed - 1), "{answer:?}");
            assert!(!known(1_000_000 + believed), "{answer:?}");
            assert!(!known(999_999), "{answer:?}");
        };
        check(Answer::Found, LASTING);
        check(Answer::Moved("https://b.test/".into()), LASTING);
        check(Answer::Status(403), LASTING);
        check(Answer::Status(404), PASSING);
        check(Answer::Status(429), PASSING);
        check(Answer::Failed(Failure::TimedOut), PASSING);
    }

    #[test]
    fn a_file_that_is_lost_or_damaged_is_an_empty_one() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("new/folder/external.json");
        let known = || Cache::read(&path).unwrap().answer(URL, 20).cloned();
        assert_eq!(known(), None);
        let mut cache = Cache::default();
        cache.keep(URL, Answer::Found, 10);
        cache.keep("https://old.test/", Answer::Status(404), 10);
        cache.write(&path, 20).unwrap();
        assert_eq!(known(), Some(Answer::Found));
        let text = fs::read_to_string(&path).unwrap();
        let expected = "{\"supportal_external_cache\":1,\"answers\":{\"https://a.test/\":{\"at\":10,\"answer\":\"found\"},\"https://old.test/\":{\"at\":10,\"answer\":{\"status\":404}}}}";
        assert_eq!(text, expected);
        for damaged in [
            &text[..text.len() / 2],
            &text.replace("cache\":1", "cache\":2"),
            &text.replace("\"found\"", "\"who-knows\""),
            "",
        ] {
            fs::write(&path, damaged).unwrap();
            assert_eq!(known(), None, "{damaged}");
        }
        fs::write(&path, "---\ntitle: Page\n---\n").unwrap();
        let error = Cache::read(&path).unwrap_err().to_string();
        assert!(error.contains("would be overwritten"), "{error}");
        // What nobody believes any more is not carried along.
        cache.write(&path, 10 + PASSING).unwrap();
        assert!(!fs::read_to_string(&path).unwrap().contains("old.test"));
        let files = fs::read_dir(path.parent().unwrap()).unwrap();
        assert_eq!(files.count(), 1);
    }
}
