//! A text index with analysers for six languages. Knows no domain.
