//! Minutes that write themselves, are corrected and approved.
