//! The built assets are embedded. Where they were not built, the pages still work, unstyled, and cargo says so.

use std::{env, fs, path::Path};

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    let dist = Path::new(&root).join("assets/dist");
    if let Err(cause) = fs::create_dir_all(&dist) {
        println!("cargo::warning=assets/dist could not be made: {cause}");
    }
    if !dist.join("manifest.json").is_file() {
        println!(
            "cargo::warning=the assets were not built, pages will be unstyled: run `cargo xtask assets`"
        );
    }
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=askama.toml");
    println!("cargo::rerun-if-changed=templates");
    println!("cargo::rerun-if-changed=assets/dist");
}
