//! Folders for what reads the disk.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

/// A new folder with these files, in memory where the system has such a place.
pub fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let memory = Path::new("/dev/shm");
    let dir = if memory.is_dir() {
        TempDir::new_in(memory)
    } else {
        TempDir::new()
    };
    let dir = dir.expect("a folder");
    for (path, bytes) in files {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    dir
}
