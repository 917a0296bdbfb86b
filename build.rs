//! Makes a new migration noticed by the build.

fn main() {
    println!("cargo::rerun-if-changed=migrations");
}
