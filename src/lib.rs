//! Skolebud keeps a learning network of school leaders going between its gatherings.
//!
//! The flow, in the order of the modules:
//!
//! ```text
//! a programme file ──read──▶ Programme ──year──▶ Posts ──one for each channel──▶ Deliveries
//!                                                             │
//!              Outcome ◀──send── Message ◀──compose── claimed when due
//!                 │
//!                 └──settle──▶ sent, or waiting again, or refused and told to the coordinators
//!
//! a signed request ──verify, parse──▶ Event ──apply──▶ Vote ──tally──▶ Picture
//!                                       └──decide──▶ what a command does and says
//! ```
//!
//! The middle (`programme`, `plan`, `outbox`, `inbox`, `report`, `words`) is plain functions and types;
//! only its `worker.rs` files are async. `store` is the one door to SQL, `chat` the one door to the
//! network, `web` the one door for HTTP in. Time comes from a [`clock::Clock`], chance from an
//! [`entropy::Entropy`].

pub mod app;
pub mod cli;
pub mod config;

pub mod programme;

pub mod plan;

pub mod outbox;

pub mod inbox;

pub mod desk;

pub mod report;

pub mod words;

pub mod chat;
pub mod store;
pub mod web;

pub mod clock;
pub mod entropy;
pub mod findings;
pub mod links;
mod routes;
pub mod seal;
mod toml_reader;
