//! CAL-REGION: a set of holidays names the part of the country where they differ by it (ISO 3166-2).

use crate::model::wording::listed;
use crate::model::{Diagnostic, Site};

const CODE: &str = "CAL-REGION";

/// Countries whose public holidays differ by state, province or canton, with the code of a part as an example.
#[rustfmt::skip]
const BY_PART: [(&str, &str); 12] = [
    ("AU", "NSW"), ("BR", "SP"), ("CA", "ON"), ("CH", "ZH"), ("DE", "BY"), ("ES", "MD"),
    ("GB", "ENG"), ("IN", "KA"), ("MY", "14"), ("NZ", "AUK"), ("PT", "20"), ("US", "CA"),
];

/// The parts that there are, of countries that have not changed theirs for long (ISO 3166-2, as of 2025).
const PARTS: [(&str, &str); 7] = [
    ("AT", "1 2 3 4 5 6 7 8 9"),
    ("AU", "ACT NSW NT QLD SA TAS VIC WA"),
    (
        "BR",
        "AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO",
    ),
    ("CA", "AB BC MB NB NL NS NT NU ON PE QC SK YT"),
    (
        "CH",
        "AG AI AR BE BL BS FR GE GL GR JU LU NE NW OW SG SH SO SZ TG TI UR VD VS ZG ZH",
    ),
    ("DE", "BB BE BW BY HB HE HH MV NI NW RP SH SL SN ST TH"),
    (
        "US",
        "AK AL AR AS AZ CA CO CT DC DE FL GA GU HI IA ID IL IN KS KY LA MA MD ME MI MN MO MP MS MT NC ND NE NH NJ NM \
         NV NY OH OK OR PA PR RI SC SD TN TX UM UT VA VI VT WA WI WV WY",
    ),
];

/// `region` names the part where a country alone is not enough, and one that there is.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let facts = &site.facts;
    let regions = facts.holiday_sets.iter();
    for region in regions.filter_map(|set| set.region.as_ref()) {
        if let Some((message, hint)) = told(&region.value) {
            let one = Diagnostic::warning(CODE, &facts.path, region.span, message);
            found.push(one.with_hint(hint));
        }
    }
}

fn told(region: &str) -> Option<(String, String)> {
    let Some((country, part)) = region.split_once('-') else {
        let (country, part) = BY_PART.iter().find(|(country, _)| *country == region)?;
        let message = format!("holidays of `{country}` differ by its parts");
        return Some((message, format!("write the part, as in `{country}-{part}`")));
    };
    let (_, parts) = PARTS.iter().find(|(of, _)| *of == country)?;
    let parts: Vec<&str> = parts.split(' ').collect();
    if parts.contains(&part) {
        return None;
    }
    let message = format!("`{country}` has no part with the code `{region}`");
    let hint = format!(
        "the codes begin with `{country}-`, and go on with {}",
        listed(&parts, "or")
    );
    Some((message, hint))
}
