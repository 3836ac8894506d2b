//! The needs as a taxonomy of terms, and the codes of Open Eligibility beside it.

use super::key;
use crate::{
    formats::NEEDS_TAXONOMY as NEEDS,
    hsds::{Attribute, Taxonomy, TaxonomyTerm},
    records::Records,
    reference::{Need, Reference},
};
use reticolo_base::{Lang, Text};
use std::collections::BTreeSet;

const OPEN_ELIGIBILITY: &str = "Open Eligibility";

/// Puts the taxonomies and their terms.
pub(super) fn put(records: &mut Records) {
    let needs = Reference::get().needs();
    records.taxonomies.push(Taxonomy {
        id: key("taxonomy", NEEDS),
        name: Some(NEEDS.to_owned()),
        description: Some("Needs of foreign citizens, in ten groups.".to_owned()),
        ..Taxonomy::default()
    });
    records.taxonomies.push(Taxonomy {
        id: key("taxonomy", OPEN_ELIGIBILITY),
        name: Some(OPEN_ELIGIBILITY.to_owned()),
        description: Some("Codes of the Open Eligibility taxonomy.".to_owned()),
        uri: Some("https://openeligibility.org".to_owned()),
        ..Taxonomy::default()
    });
    for group in needs.groups() {
        records.terms.push(need_term(&group.code, &group.label, &group.label, None));
        for need in &group.needs {
            records.terms.push(need_term(&need.code, &need.label, &need.hint, Some(&group.code)));
        }
    }
    let codes: BTreeSet<&String> = needs.iter().flat_map(|need| &need.open_eligibility).collect();
    records.terms.extend(codes.into_iter().map(|code| TaxonomyTerm {
        id: key(OPEN_ELIGIBILITY, code),
        code: Some(code.clone()),
        name: Some(code.clone()),
        description: Some(format!("Open Eligibility {code}")),
        taxonomy: Some(OPEN_ELIGIBILITY.to_owned()),
        taxonomy_id: Some(key("taxonomy", OPEN_ELIGIBILITY)),
        ..TaxonomyTerm::default()
    }));
}

fn need_term(code: &str, name: &Text, description: &Text, parent: Option<&str>) -> TaxonomyTerm {
    TaxonomyTerm {
        id: key(NEEDS, code),
        code: Some(code.to_owned()),
        name: Some(name.words(Lang::It).to_owned()),
        description: Some(description.words(Lang::It).to_owned()),
        parent_id: parent.map(|parent| key(NEEDS, parent)),
        taxonomy: Some(NEEDS.to_owned()),
        taxonomy_id: Some(key("taxonomy", NEEDS)),
        language: Some(Lang::It.code().to_owned()),
        ..TaxonomyTerm::default()
    }
}

/// The links of a service to the terms of its needs.
pub(super) fn attributes(service: &str, needs: &[&Need]) -> Vec<Attribute> {
    let codes: BTreeSet<&String> = needs.iter().flat_map(|need| &need.open_eligibility).collect();
    let link = |taxonomy: &str, code: &str| Attribute {
        id: key("attribute", &format!("{service} {taxonomy} {code}")),
        link_id: Some(service.to_owned()),
        link_entity: Some("service".to_owned()),
        taxonomy_term_id: Some(key(taxonomy, code)),
        value: Some(code.to_owned()),
        ..Attribute::default()
    };
    let needs = needs.iter().map(|need| link(NEEDS, &need.code));
    needs.chain(codes.into_iter().map(|code| link(OPEN_ELIGIBILITY, code))).collect()
}
