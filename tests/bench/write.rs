//! Writes the files of one folder to another with two threads, and prints the seconds that writing took: the
//! least that any program needs for the same site.

use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{env, fs, io, thread};

fn main() -> io::Result<()> {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [from, to] = arguments.as_slice() else {
        return Err(io::Error::other("usage: write FROM TO"));
    };
    let (mut folders, mut files) = (Vec::new(), Vec::new());
    read(from, Path::new(""), &mut folders, &mut files)?;
    files.sort();
    let begun = Instant::now();
    fs::create_dir(to)?;
    for folder in &folders {
        fs::create_dir(to.join(folder))?;
    }
    let (first, second) = files.split_at(files.len() / 2);
    let write = |files: &[(PathBuf, Vec<u8>)]| {
        files
            .iter()
            .try_for_each(|(path, bytes)| fs::write(to.join(path), bytes))
    };
    thread::scope(|scope| {
        let other = scope.spawn(|| write(second));
        write(first)?;
        other
            .join()
            .unwrap_or_else(|_| Err(io::Error::other("a thread failed")))
    })?;
    println!("{}", begun.elapsed().as_secs_f64());
    Ok(())
}

fn read(
    root: &Path,
    below: &Path,
    folders: &mut Vec<PathBuf>,
    files: &mut Vec<(PathBuf, Vec<u8>)>,
) -> io::Result<()> {
    for entry in fs::read_dir(root.join(below))? {
        let entry = entry?;
        let path = below.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            folders.push(path.clone());
            read(root, &path, folders, files)?;
        } else {
            files.push((path, fs::read(entry.path())?));
        }
    }
    Ok(())
}
