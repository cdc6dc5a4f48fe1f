//! Long texts that nobody reads for a while. Of a large portal there are more of them than memory should
//! hold: those for which there is no room lie in a file without a name, until they are asked for.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::File;
use std::hash::{Hash, Hasher};
use std::io;
use std::ops::{Deref, Range};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError, RwLock};

/// Where this process puts texts for which there is no room; none if they all stay in memory.
static STORE: OnceLock<Store> = OnceLock::new();

/// Lets texts of this process take `room` bytes of memory, about; the others lie in `file`, which is empty and
/// nobody else's, from now on. To be said once, before anything is read.
pub fn store_beyond(room: usize, file: File) {
    // It is there already where a process builds twice.
    let _ = STORE.set(Store::new(file, room));
}

/// What kept a text from being read back, if anything did: what was made since is wrong.
pub fn failure() -> Option<io::Error> {
    let store = STORE.get()?;
    let mut failure = store.failure.lock().unwrap_or_else(PoisonError::into_inner);
    failure.take()
}

/// A text or other bytes.
#[derive(Clone, Debug)]
pub struct Long(Place);

#[derive(Clone, Debug)]
enum Place {
    Memory(Box<[u8]>),
    /// In the store: where it begins, and its length.
    Store(u64, u32),
}

impl Long {
    /// The bytes.
    pub fn bytes(&self) -> Cow<'_, [u8]> {
        match &self.0 {
            Place::Memory(bytes) => Cow::Borrowed(bytes),
            Place::Store(at, length) => Cow::Owned(read_with(*at, *length, <[u8]>::to_vec)),
        }
    }

    /// The text.
    pub fn text(&self) -> Cow<'_, str> {
        match &self.0 {
            Place::Memory(bytes) => text(bytes),
            Place::Store(at, length) => {
                Cow::Owned(read_with(*at, *length, |bytes| text(bytes).into_owned()))
            }
        }
    }

    /// A part of the text, by its bytes, without reading the rest; empty where there is none.
    pub fn part(&self, range: Range<usize>) -> Cow<'_, str> {
        match &self.0 {
            Place::Memory(bytes) => text(bytes.get(range).unwrap_or_default()),
            Place::Store(at, length) => {
                let end = range.end.min(*length as usize);
                let start = range.start.min(end);
                let part = Self(Place::Store(*at + start as u64, (end - start) as u32));
                Cow::Owned(part.text().into_owned())
            }
        }
    }

    /// The bytes, where it is no longer needed.
    pub fn into_bytes(self) -> Vec<u8> {
        match self.0 {
            Place::Memory(bytes) => bytes.into(),
            Place::Store(..) => self.bytes().into_owned(),
        }
    }

    /// How many bytes it has.
    pub fn len(&self) -> usize {
        match &self.0 {
            Place::Memory(bytes) => bytes.len(),
            Place::Store(_, length) => *length as usize,
        }
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// `bytes` as text; what is none is replaced, as by [`String::from_utf8_lossy`].
pub fn text(bytes: &[u8]) -> Cow<'_, str> {
    match simdutf8::basic::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => String::from_utf8_lossy(bytes),
    }
}

impl From<&[u8]> for Long {
    fn from(bytes: &[u8]) -> Self {
        let stored = STORE.get().and_then(|store| store.take(bytes));
        Self(stored.unwrap_or_else(|| Place::Memory(bytes.into())))
    }
}

impl From<Vec<u8>> for Long {
    fn from(bytes: Vec<u8>) -> Self {
        let stored = STORE.get().and_then(|store| store.take(&bytes));
        Self(stored.unwrap_or_else(|| Place::Memory(bytes.into())))
    }
}

impl From<&str> for Long {
    fn from(text: &str) -> Self {
        text.as_bytes().into()
    }
}

impl Default for Long {
    fn default() -> Self {
        Self(Place::Memory(Box::default()))
    }
}

impl PartialEq for Long {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.bytes() == other.bytes()
    }
}

impl Eq for Long {}

impl Hash for Long {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes().hash(state);
    }
}

/// The text of a file. Nearly all who ask for one ask for most: it then stays where it can be borrowed from.
/// Who passes over all texts once takes each by [`Given::read`].
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// The text, if it is in memory.
    here: OnceLock<String>,
    /// The text where it is not, or was not at first.
    away: Option<Long>,
    /// Before which of its bytes the file has characters that the text is without, once for each, in order.
    left_out: Box<[usize]>,
}

impl Given {
    /// The text of a file that has a further character before each of the bytes `left_out`.
    pub fn without(text: String, left_out: Vec<usize>) -> Self {
        Self {
            left_out: left_out.into(),
            ..text.into()
        }
    }

    /// Before which of its bytes the file has characters that the text is without, once for each, in order.
    pub fn left_out(&self) -> &[usize] {
        &self.left_out
    }

    /// The text, which takes no more memory afterwards than before.
    pub fn read(&self) -> Cow<'_, str> {
        match (self.here.get(), &self.away) {
            (None, Some(away)) => away.text(),
            (here, _) => here.map_or(Cow::Borrowed(""), |text| text.as_str().into()),
        }
    }

    /// How many bytes it has.
    pub fn len(&self) -> usize {
        match &self.away {
            Some(away) => away.len(),
            None => self.here.get().map_or(0, String::len),
        }
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl From<String> for Given {
    fn from(text: String) -> Self {
        let stored = STORE.get().and_then(|store| store.take(text.as_bytes()));
        match stored {
            Some(place) => Self {
                here: OnceLock::new(),
                away: Some(Long(place)),
                left_out: Box::default(),
            },
            None => Self {
                here: text.into(),
                away: None,
                left_out: Box::default(),
            },
        }
    }
}

impl Deref for Given {
    type Target = String;

    fn deref(&self) -> &String {
        self.here.get_or_init(|| {
            let away = self.away.as_ref();
            away.map(|away| away.text().into_owned())
                .unwrap_or_default()
        })
    }
}

impl PartialEq for Given {
    fn eq(&self, other: &Self) -> bool {
        // Where they are left out, columns differ.
        self.left_out == other.left_out && self.len() == other.len() && self.read() == other.read()
    }
}

impl Eq for Given {}

/// Bytes below which a text is not worth the way to the file and back.
const SHORT: usize = 512;

/// Bytes that are written at once. Texts have some thousand: each alone would cost a call of the system, and the
/// system a page that it has half of already.
const RUN: usize = 128 << 10;

/// Runs that are filled at once, so that threads need not wait for each other.
const RUNS: usize = 8;

/// A file without a name, and the room that is left beside it.
struct Store {
    file: File,
    /// Where the next run begins.
    end: AtomicU64,
    room: AtomicUsize,
    runs: [Run; RUNS],
    /// Runs that could not be written, by where they would begin.
    kept: RwLock<BTreeMap<u64, Vec<u8>>>,
    failure: Mutex<Option<io::Error>>,
}

/// Texts that are written to the file together.
struct Run {
    /// Where in the file the run begins, or [`Run::NOWHERE`]. The texts are written before this is another place: who
    /// finds the place of a text in no run reads the file.
    start: AtomicU64,
    texts: Mutex<Vec<u8>>,
}

impl Run {
    /// Behind all texts: the run has not begun.
    const NOWHERE: u64 = u64::MAX;

    fn new() -> Self {
        Self {
            start: AtomicU64::new(Self::NOWHERE),
            texts: Mutex::default(),
        }
    }

    fn texts(&self) -> MutexGuard<'_, Vec<u8>> {
        self.texts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether what stands at `at` in the file, once it is written, may still be here.
    fn may_have(&self, at: u64) -> bool {
        let start = self.start.load(Ordering::Acquire);
        at.checked_sub(start)
            .is_some_and(|behind| behind < RUN as u64)
    }
}

impl Store {
    fn new(file: File, room: usize) -> Self {
        Self {
            file,
            end: AtomicU64::new(0),
            room: AtomicUsize::new(room),
            runs: std::array::from_fn(|_| Run::new()),
            kept: RwLock::default(),
            failure: Mutex::default(),
        }
    }

    /// Takes `bytes`, unless there is room for them in memory or none on the disk.
    fn take(&self, bytes: &[u8]) -> Option<Place> {
        let length = u32::try_from(bytes.len()).ok()?;
        let order = Ordering::Relaxed;
        let less = |room: usize| room.checked_sub(bytes.len());
        if bytes.len() < SHORT || self.room.fetch_update(order, order, less).is_ok() {
            return None;
        }
        if bytes.len() > RUN / 2 {
            let at = self.end.fetch_add(length.into(), order);
            write_at(&self.file, bytes, at).ok()?;
            return Some(Place::Store(at, length));
        }
        let (run, mut texts) = self.free_run();
        let start = run.start.load(order);
        let start = match start != Run::NOWHERE && texts.len() + bytes.len() <= RUN {
            true => start,
            false => self.begin(run, &mut texts),
        };
        let at = start + texts.len() as u64;
        texts.extend_from_slice(bytes);
        Some(Place::Store(at, length))
    }

    /// The first run that nobody else is at, if there is one.
    fn free_run(&self) -> (&Run, MutexGuard<'_, Vec<u8>>) {
        let mut runs = self.runs.iter();
        let free = runs.find_map(|run| Some((run, run.texts.try_lock().ok()?)));
        free.unwrap_or_else(|| (&self.runs[0], self.runs[0].texts()))
    }

    /// Writes the texts of `run` and begins it anew; answers where.
    fn begin(&self, run: &Run, texts: &mut Vec<u8>) -> u64 {
        let start = run.start.load(Ordering::Relaxed);
        if !texts.is_empty() && write_at(&self.file, texts, start).is_err() {
            let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
            kept.insert(start, std::mem::take(texts));
        }
        texts.clear();
        texts.reserve_exact(RUN);
        let next = self.end.fetch_add(RUN as u64, Ordering::Relaxed);
        run.start.store(next, Ordering::Release);
        next
    }

    /// Reads the text at `at` into `bytes`.
    fn read(&self, at: u64, bytes: &mut [u8]) {
        if self.has_read(at, bytes) {
            return;
        }
        if let Err(error) = read_at(&self.file, bytes, at) {
            bytes.fill(0);
            let mut failure = self.failure.lock().unwrap_or_else(PoisonError::into_inner);
            failure.get_or_insert(error);
        }
    }

    /// Reads it where it is still in memory.
    fn has_read(&self, at: u64, bytes: &mut [u8]) -> bool {
        let mut copy = |start: u64, texts: &[u8]| {
            let from = at
                .checked_sub(start)
                .and_then(|from| usize::try_from(from).ok());
            let text = from.and_then(|from| texts.get(from..)?.get(..bytes.len()));
            text.map(|text| bytes.copy_from_slice(text)).is_some()
        };
        for run in self.runs.iter().filter(|run| run.may_have(at)) {
            let texts = run.texts();
            if run.may_have(at) {
                return copy(run.start.load(Ordering::Relaxed), &texts);
            }
        }
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        let last = kept.range(..=at).next_back();
        last.is_some_and(|(start, texts)| copy(*start, texts))
    }
}

thread_local! {
    /// Where texts of the store are read to: as long as the longest, and cleared for none.
    static PAGE: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// What `take` makes of a text of the store.
fn read_with<T>(at: u64, length: u32, take: impl FnOnce(&[u8]) -> T) -> T {
    let Some(store) = STORE.get() else {
        return take(&[]);
    };
    let length = length as usize;
    PAGE.with_borrow_mut(|page| {
        if page.len() < length {
            page.resize(length, 0);
        }
        let bytes = &mut page[..length];
        store.read(at, bytes);
        take(bytes)
    })
}

#[cfg(unix)]
fn write_at(file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, at)
}

#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

#[cfg(windows)]
fn write_at(file: &File, mut bytes: &[u8], mut at: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        let written = std::os::windows::fs::FileExt::seek_write(file, bytes, at)?;
        if written == 0 {
            return Err(io::ErrorKind::WriteZero.into());
        }
        bytes = &bytes[written..];
        at += written as u64;
    }
    Ok(())
}

#[cfg(windows)]
fn read_at(file: &File, mut bytes: &mut [u8], mut at: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        let read = std::os::windows::fs::FileExt::seek_read(file, bytes, at)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        bytes = &mut bytes[read..];
        at += read as u64;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_room_comes_back_from_the_file() {
        let store = Store::new(tempfile::tempfile().unwrap(), 1000);
        let texts = [
            "a".repeat(600),
            "b".repeat(600),
            "電".repeat(300),
            "c".repeat(20),
        ];
        let taken = texts.each_ref().map(|text| store.take(text.as_bytes()));
        let read = taken.map(|place| match place {
            Some(Place::Store(at, length)) => {
                let mut bytes = vec![0; length as usize];
                store.read(at, &mut bytes);
                bytes
            }
            _ => Vec::new(),
        });
        let expected = ["", &texts[1], &texts[2], ""].map(|text| text.as_bytes().to_vec());
        assert_eq!(read, expected);
        assert!(store.failure.lock().unwrap().is_none());
    }

    /// Texts of many lengths, taken by several threads and read by others, while some wait to be written and others are.
    #[test]
    fn texts_that_are_written_together_come_back_one_by_one() {
        let store = Store::new(tempfile::tempfile().unwrap(), 0);
        let text = |number: usize| {
            let length = SHORT + number * 977 % (RUN / 2 + 5_000);
            number.to_string().repeat(length).into_bytes()
        };
        let numbers: Vec<usize> = (0..40).collect();
        let take = |number: &usize| (*number, store.take(&text(*number)).unwrap());
        let places: Vec<_> = std::thread::scope(|scope| {
            let threads = numbers.chunks(10);
            let threads = threads.map(|own| scope.spawn(|| own.iter().map(take).collect()));
            let threads: Vec<_> = threads.collect();
            let places = threads.into_iter().map(|thread| thread.join().unwrap());
            places.flat_map(|own: Vec<_>| own).collect()
        });
        for (number, place) in places {
            assert_eq!(read(&store, &place), text(number), "{number}");
        }
        assert!(store.failure.lock().unwrap().is_none());
    }

    #[test]
    fn what_cannot_be_written_stays_in_memory() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let unwritable = File::options().read(true).open(file.path()).unwrap();
        let store = Store::new(unwritable, 0);
        let texts: Vec<_> = (0..1_000)
            .map(|number| number.to_string().repeat(900))
            .collect();
        let places = texts.iter().map(|text| store.take(text.as_bytes()));
        let places: Vec<_> = places.collect();
        for (text, place) in texts.iter().zip(places) {
            assert_eq!(read(&store, &place.unwrap()), text.as_bytes());
        }
        assert!(store.take(&[0; RUN]).is_none());
        assert!(store.failure.lock().unwrap().is_none());
    }

    fn read(store: &Store, place: &Place) -> Vec<u8> {
        match place {
            Place::Store(at, length) => {
                let mut bytes = vec![0; *length as usize];
                store.read(*at, &mut bytes);
                bytes
            }
            Place::Memory(bytes) => bytes.to_vec(),
        }
    }

    #[test]
    fn what_cannot_be_read_back_is_a_failure() {
        let store = Store::new(tempfile::tempfile().unwrap(), 0);
        let mut bytes = *b"what was";
        store.read(5, &mut bytes);
        assert_eq!(bytes, [0; 8]);
        assert!(store.failure.lock().unwrap().is_some());
    }
}
