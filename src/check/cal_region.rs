//! CAL-REGION: a set of holidays names the part of the country where they differ by it (ISO 3166-2).

use crate::model::{Diagnostic, Site};

const CODE: &str = "CAL-REGION";

/// Countries whose public holidays differ by state, province or canton, with the code of a part as an example.
#[rustfmt::skip]
const BY_PART: [(&str, &str); 12] = [
    ("AU", "NSW"), ("BR", "SP"), ("CA", "ON"), ("CH", "ZH"), ("DE", "BY"), ("ES", "MD"),
    ("GB", "ENG"), ("IN", "KA"), ("MY", "14"), ("NZ", "AUK"), ("PT", "20"), ("US", "CA"),
];

/// `region` names the part where a country alone is not enough.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let facts = &site.facts;
    for region in facts
        .holiday_sets
        .iter()
        .filter_map(|set| set.region.as_ref())
    {
        let by_part = BY_PART.iter().find(|(country, _)| *country == region.value);
        if let Some((country, part)) = by_part {
            let message = format!("holidays of `{country}` differ by its parts");
            let hint = format!("write the part, as in `{country}-{part}`");
            found
                .push(Diagnostic::warning(CODE, &facts.path, region.span, message).with_hint(hint));
        }
    }
}
