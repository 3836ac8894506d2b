//! The open API, asked as an integrator asks it, on both engines.

mod answers;
mod asking;
mod filters;
mod network;
mod schemas;
mod sitemaps;
