//! Fluent texts in every language, for pages, mails and the command line.
