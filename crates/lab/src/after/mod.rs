//! After the last meeting: working groups, experiments, commitments, answers to those who contributed.
