//! What the table of objects must hold.

use super::*;

#[test]
fn every_link_and_parent_names_a_known_kind() {
    for thing in OBJECTS {
        for (name, holds) in thing.columns.iter().chain(thing.nested) {
            if let Link(kind) | Many(kind) | One(kind) = holds {
                assert!(object(kind).is_some(), "{}.{name}", thing.kind);
            }
        }
        for (column, kind, field) in thing.parents {
            assert!(thing.holds(column).is_some(), "{}.{column}", thing.kind);
            if let Some(parent) = object(kind) {
                assert_eq!(parent.holds(field), Some(Many(thing.kind)), "{kind}.{field}");
            }
        }
    }
}

#[test]
fn every_kind_has_its_own_table() {
    let tables: std::collections::BTreeSet<_> = OBJECTS.iter().map(|o| o.table).collect();
    assert_eq!(tables.len(), OBJECTS.len());
    assert!(OWN.iter().all(|kind| object(kind).is_some()));
}
