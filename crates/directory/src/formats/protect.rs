//! What an import must not undo: a protected place comes back from an export without its address, which stays ours.

use crate::records::Records;
use std::collections::{HashMap, HashSet};

/// Whether any place came in by its name only, so that [`keep_protected`] is needed.
pub fn names_protected(incoming: &Records) -> bool {
    incoming.locations.iter().any(|location| location.profile.protected && location.addresses.is_empty())
}

/// Puts what is stored of protected places in the place of what came by name only.
pub fn keep_protected(incoming: &mut Records, stored: &Records) {
    let known: HashMap<&str, _> = stored
        .locations
        .iter()
        .filter(|location| location.profile.protected)
        .map(|location| (location.id.as_str(), location))
        .collect();
    let mut kept: HashSet<String> = HashSet::new();
    for location in &mut incoming.locations {
        if location.profile.protected
            && location.addresses.is_empty()
            && let Some(stored) = known.get(location.id.as_str())
        {
            kept.insert(location.id.clone());
            *location = (*stored).clone();
        }
    }
    let at: HashMap<&str, _> = stored.places.iter().map(|place| (place.id.as_str(), place)).collect();
    for place in &mut incoming.places {
        let bare = place.phones.is_empty() && place.contacts.is_empty() && place.description.is_none();
        let protected = place.location_id.as_ref().is_some_and(|id| kept.contains(id));
        if let (true, Some(stored)) = (bare && protected, at.get(place.id.as_str())) {
            *place = (*stored).clone();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hsds::{Address, Location};

    fn shelter(addresses: Vec<Address>) -> Records {
        let mut location = Location { id: "1".into(), addresses, ..Location::default() };
        location.profile.protected = true;
        Records { locations: vec![location], ..Records::default() }
    }

    #[test]
    fn reading_our_own_export_does_not_erase_a_protected_address() {
        let stored = shelter(vec![Address { id: "2".into(), ..Address::default() }]);
        let mut incoming = shelter(Vec::new());
        assert!(names_protected(&incoming));
        keep_protected(&mut incoming, &stored);
        assert_eq!(incoming, stored);
    }

    #[test]
    fn a_new_address_of_a_protected_place_is_taken() {
        let stored = shelter(vec![Address { id: "2".into(), ..Address::default() }]);
        let mut incoming = shelter(vec![Address { id: "3".into(), ..Address::default() }]);
        let told = incoming.clone();
        assert!(!names_protected(&incoming));
        keep_protected(&mut incoming, &stored);
        assert_eq!(incoming, told);
    }
}
