//! Long texts that nobody reads for a while. Of a large portal there are more of them than memory should
//! hold: those for which there is no room lie in a file without a name, until they are asked for.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fs::File;
use std::hash::{Hash, Hasher};
use std::io;
use std::ops::{Deref, Range};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

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
}

impl Given {
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
            },
            None => Self {
                here: text.into(),
                away: None,
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
        self.len() == other.len() && self.read() == other.read()
    }
}

impl Eq for Given {}

/// Bytes below which a text is not worth two calls of the system.
const SHORT: usize = 512;

/// A file without a name, and the room that is left beside it.
struct Store {
    file: File,
    /// Where the next text begins.
    end: AtomicU64,
    room: AtomicUsize,
    failure: Mutex<Option<io::Error>>,
}

impl Store {
    fn new(file: File, room: usize) -> Self {
        Self {
            file,
            end: AtomicU64::new(0),
            room: AtomicUsize::new(room),
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
        let at = self.end.fetch_add(length.into(), order);
        write_at(&self.file, bytes, at).ok()?;
        Some(Place::Store(at, length))
    }

    fn read(&self, at: u64, bytes: &mut [u8]) {
        if let Err(error) = read_at(&self.file, bytes, at) {
            bytes.fill(0);
            let mut failure = self.failure.lock().unwrap_or_else(PoisonError::into_inner);
            failure.get_or_insert(error);
        }
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

    #[test]
    fn what_cannot_be_read_back_is_a_failure() {
        let store = Store::new(tempfile::tempfile().unwrap(), 0);
        let mut bytes = *b"what was";
        store.read(5, &mut bytes);
        assert_eq!(bytes, [0; 8]);
        assert!(store.failure.lock().unwrap().is_some());
    }
}
