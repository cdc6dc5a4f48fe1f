//! CHN-COST: callers know what a call costs, and consumers pay no more than the basic rate (L4).

use super::{law, reach};
use crate::model::facts::Price;
use crate::model::{Diagnostic, Site};

const CODE: &str = "CHN-COST";

/// Beginnings of numbers that cost more than a call to a fixed line: premium and shared-cost ranges of
/// national numbering plans.
#[rustfmt::skip]
const COSTLY: [&str; 43] = [
    "+1900", "+31900", "+31906", "+31909", "+3290", "+3381", "+3382", "+3389", "+34803", "+34806", "+34807",
    "+34901", "+34902", "+34905", "+39199", "+39848", "+3989", "+41840", "+41842", "+41844", "+41848", "+41900",
    "+41901", "+41906", "+43810", "+43820", "+43821", "+43900", "+43901", "+43930", "+43931", "+43939", "+44843",
    "+44844", "+44845", "+44870", "+44871", "+44872", "+4490", "+4491", "+49137", "+49180", "+49900",
];

/// A costly number has its price; for consumers in the European Economic Area it is refused.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let facts = &site.facts;
    let consumers = law::serves(facts, "consumer") && (law::in_eea(facts) || law::in_gb(facts));
    for owned in &site.channels {
        let channel = &owned.value;
        let Some(number) = channel.address.as_ref().filter(|_| {
            let kind = reach::kind(channel);
            kind == "phone" || kind == "fax"
        }) else {
            continue;
        };
        let path = &site.page_of(owned).document.path;
        let costly = COSTLY.iter().any(|start| number.value.starts_with(start));
        let price = channel.cost.as_ref();
        let amount = price.filter(|price| matches!(price.value, Price::Amount(_)));
        if costly && amount.is_none() {
            let message = format!(
                "a call to `{}` costs more than others, and has no price",
                number.value
            );
            let hint = "add `cost`, as in `cost: {amount: \"0.14\", currency: EUR, per: minute, tax: included}`";
            found.push(
                Diagnostic::error(CODE, path, number.span, message).with_hint(hint.to_owned()),
            );
        } else if consumers && (costly || amount.is_some()) {
            let span = amount.map_or(number.span, |price| price.span);
            let message = format!(
                "consumers pay more than the basic rate to call `{}`",
                number.value
            );
            let hint =
                "offer a number at the basic rate (Directive 2011/83/EU, art. 21)".to_owned();
            found.push(Diagnostic::warning(CODE, path, span, message).with_hint(hint));
        }
    }
}
