//! What a service is, from its template: texts, documents, costs, rules.

use super::{
    Shelf,
    file::{Asked, Template},
    key, taxonomy,
    words::{LANG, Words},
};
use crate::{
    access::AccessRule,
    hsds::{CostOption, RequiredDocument, Service, ServiceProfile},
    reference::{Need, Reference},
};
use reticolo_base::Lang;

/// A service of a template; `id` is that of the offer.
pub(super) fn service(template: &Template, id: String, shelf: &Shelf) -> Result<Service, String> {
    let mut words = Words { reviewed: template.reviewed, ..Words::default() };
    let rules = rules(template, shelf)?;
    let asked = template.documents.as_deref().unwrap_or_default();
    let required_documents =
        asked.iter().map(|asked| document(asked, &id, &mut words)).collect::<Result<Vec<_>, _>>()?;
    let not_asked =
        template.not_asked.iter().map(|key| not_asked(key, &id, &mut words)).collect::<Result<_, _>>()?;
    let needs = needs(template)?;
    let cost_options = costs(template, &id, &mut words);
    let says: Vec<&str> = rules.iter().map(|rule| rule.says.words(Lang::It)).collect();
    Ok(Service {
        name: words.put("name", &template.name),
        description: words
            .put("description", &template.description)
            .or_else(|| template.summary.get(LANG).map(str::to_owned)),
        alert: words.put("alert", &template.alert),
        status: Some("active".to_owned()),
        eligibility_description: (!says.is_empty()).then(|| says.join("\n")),
        application_process: template.how.get(LANG).map(str::to_owned),
        fees_description: fees(template),
        attributes: taxonomy::attributes(&id, &needs),
        required_documents,
        cost_options,
        profile: ServiceProfile {
            lang: Some(LANG),
            summary: words.put("profile.summary", &template.summary),
            needs: template.needs.clone(),
            sensitive: template.sensitive || needs.iter().any(|need| need.sensitive),
            who: words.put("profile.who", &template.who),
            how: words.put("profile.how", &template.how),
            result: words.put("profile.result", &template.result),
            times: words.put("profile.times", &template.times),
            conditions: words.put("profile.conditions", &template.conditions),
            free: template.free.or(template.cost.as_ref().map(|cost| cost.amount == 0.0)),
            not_asked,
            documents_known: template.documents.is_some(),
            access_rules: rules,
            translations: words.translations,
            demonstration: true,
            ..ServiceProfile::default()
        },
        id,
        ..Service::default()
    })
}

fn rules(template: &Template, shelf: &Shelf) -> Result<Vec<AccessRule>, String> {
    let rule = |name: &String| {
        shelf.rules.get(name).cloned().ok_or_else(|| format!("{}: no such rule: {name}", template.key))
    };
    template.rules.iter().map(rule).collect()
}

fn needs(template: &Template) -> Result<Vec<&'static Need>, String> {
    let need = |code: &String| {
        Reference::get().need(code).ok_or_else(|| format!("{}: no such need: {code}", template.key))
    };
    template.needs.iter().map(need).collect()
}

fn document(asked: &Asked, service: &str, words: &mut Words) -> Result<RequiredDocument, String> {
    for other in &asked.or {
        Reference::get().document(other).ok_or_else(|| format!("no such document: {other}"))?;
    }
    let document = named(&asked.key, service, "required_documents", words)?;
    Ok(RequiredDocument { optional: !asked.required, substitutes: asked.or.clone(), ..document })
}

fn not_asked(document: &str, service: &str, words: &mut Words) -> Result<RequiredDocument, String> {
    named(document, service, "profile.not_asked", words)
}

fn named(name: &str, service: &str, field: &str, words: &mut Words) -> Result<RequiredDocument, String> {
    let known = Reference::get().document(name).ok_or_else(|| format!("no such document: {name}"))?;
    let id = key("required_document", &format!("{service} {field} {name}"));
    Ok(RequiredDocument {
        document: words.put(&format!("{field}/{id}/document"), &known.name),
        service_id: Some(service.to_owned()),
        key: Some(name.to_owned()),
        id,
        ..RequiredDocument::default()
    })
}

fn costs(template: &Template, service: &str, words: &mut Words) -> Vec<CostOption> {
    let id = key("cost_option", service);
    template
        .cost
        .iter()
        .map(|cost| CostOption {
            id: id.clone(),
            service_id: Some(service.to_owned()),
            amount: serde_json::Number::from_f64(cost.amount),
            currency: Some(cost.currency.clone()),
            amount_description: words.put(&format!("cost_options/{id}/amount_description"), &cost.note),
            ..CostOption::default()
        })
        .collect()
}

fn fees(template: &Template) -> Option<String> {
    match (template.free, &template.cost) {
        (Some(true), _) => Some("Gratuito".to_owned()),
        (_, Some(cost)) => Some(format!("{:.2} {}", cost.amount, cost.currency)),
        _ => None,
    }
}
