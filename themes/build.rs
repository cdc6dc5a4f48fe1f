//! Has cargo compile the binary again when a file is added to what it carries: the starter portal and
//! the default theme. `include_dir!` alone notices changes in files, but not new ones.

#![allow(clippy::print_stdout, reason = "this is how a build script speaks")]

fn main() {
    println!("cargo::rerun-if-changed=content");
    println!("cargo::rerun-if-changed=themes/default");
    println!("cargo::rerun-if-changed=themes/build.rs");
}
