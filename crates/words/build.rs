//! A release embeds the texts: it must be built again when one of them changes. A debug build reads them from the folder.

fn main() {
    let release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    println!("cargo::rerun-if-changed={}", if release { "ftl" } else { "build.rs" });
}
