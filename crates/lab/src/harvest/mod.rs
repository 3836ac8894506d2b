//! Plenary: themes, statements and votes, proposals and how they are chosen.
