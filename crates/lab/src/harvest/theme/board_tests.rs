//! Nothing is lost on the wall, whatever one does.

use super::*;
