//! The short form of `cargo xtask faults`: the server is killed five times while people write.
#![allow(clippy::unwrap_used)]

use std::process::Command;

#[test]
fn no_move_that_was_acknowledged_is_lost_or_there_by_half_when_its_maker_is_killed() {
    let told = Command::new(env!("CARGO_BIN_EXE_reticolo"))
        .args(["bench", "faults-desk", "--cycles", "5"])
        .output()
        .unwrap();
    let (figures, errors) = (String::from_utf8(told.stdout).unwrap(), String::from_utf8_lossy(&told.stderr));
    assert!(told.status.success(), "{figures}{errors}");
    assert!(figures.contains("faults_desk_lost 0.0000 moves"), "{figures}");
    println!("{figures}");
}

#[test]
fn nothing_that_was_broadcast_is_lost_when_the_server_is_killed() {
    let told = Command::new(env!("CARGO_BIN_EXE_reticolo"))
        .args(["bench", "faults", "--cycles", "5"])
        .output()
        .unwrap();
    let (figures, errors) = (String::from_utf8(told.stdout).unwrap(), String::from_utf8_lossy(&told.stderr));
    assert!(told.status.success(), "{figures}{errors}");
    assert!(figures.contains("faults_kill_lost 0.0000 units"), "{figures}");
    println!("{figures}");
}
