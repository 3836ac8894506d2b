//! For tests only: the application on both engines, fixtures named after people and places.
