//! Folders that are built into the binary: a new file in them must be noticed.

fn main() {
    for folder in ["data", "queries", "ontology"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
