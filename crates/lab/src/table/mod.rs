//! What is said at a table.
//!
//! Whoever comes to a table first passes [`gate`]: it tells which table it is and what one may do there. Contributions are
//! written here ([`write`]) or come from the table's live cloth ([`project`]); both ways give the same rows. The original
//! words always stay; a translation stands beside them. The author is kept, and shown only when she signed.
//!
//! | file | what |
//! | --- | --- |
//! | `gate` | the tables, and who may do what at them |
//! | `kind` | the six kinds of contribution, the signs of a reaction |
//! | `draft` | what somebody typed, before it is on the table |
//! | `contribution` | what was said, as it is read back |
//! | `write` | saying something, mending one's own words, moving a note |
//! | `hide` | taking a note from the cloth, and laying it back |
//! | `strong` | the three that the table brings to the plenary |
//! | `react`, `link` | signs, and lines between notes |
//! | `summary` | what a round said, for those who come next |
//! | `translated` | contributions in the reader's language |
//! | `asked` | the table's question in the reader's language |
//! | `here` | who sits at the table, and where the turn stands |
//! | `cloth`, `project`, `rooms` | from the live document to rows |

mod asked;
mod cloth;
mod contribution;
mod draft;
mod gate;
mod here;
mod hide;
mod kind;
mod link;
mod project;
mod react;
mod rooms;
mod strong;
mod summary;
mod translated;
mod write;

pub use asked::{Asked, asked, block_of};
pub use cloth::{Cloth, Note};
pub use contribution::{Contribution, of_author, of_session, of_table, one};
pub use draft::{Draft, NOTE_CHARS, Way, tongue};
pub use gate::{AtTable, Standing, Table, gate, gate_room, in_the_hand_of, mine, table};
pub use here::{Badge, Turn, call_help, here, turn};
pub use hide::{hide, unhide};
pub use kind::{Kind, Sign};
pub use link::{link, links, unlink};
pub use project::{Projected, project};
pub use react::{Reaction, react, reactions};
pub use rooms::{Rooms, live_seat};
pub use strong::{STRONGEST, mark_strong, mark_weak};
pub use summary::{SUMMARY_CHARS, summaries, summary_id, write_summary};
pub use translated::{translate, translations, untranslated};
pub use write::{MOST_NOTES, check, edit, place, spot, write};
