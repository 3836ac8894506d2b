//! A running session: seats, turns, the clock, who moves where, undo.
