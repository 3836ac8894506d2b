//! What is said at a table: contributions of six kinds, the host's summary, reactions.
