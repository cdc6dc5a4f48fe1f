//! PRC-DATE: a price that is shown is in force (L1).

use super::prices;
use crate::model::{Diagnostic, Site};

const CODE: &str = "PRC-DATE";

/// The date in `from` has come; that of a plan which begins later comes no later than the plan.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for (path, money) in prices::amounts(site) {
        let Some(from) = &money.from else {
            continue;
        };
        let mut plans = site.plans.iter().chain(&site.coming);
        let plan = plans.find_map(|plan| {
            let page = site.page_of(plan);
            (page.document.path == *path).then_some(page)
        });
        let begins = plan.and_then(|page| page.front.effective.as_ref());
        let since = begins.map_or(site.today, |begins| begins.value.max(site.today));
        if from.value <= since {
            continue;
        }
        let (amount, currency) = (&money.amount.value, &money.currency.value);
        let message = format!(
            "`{amount}` {currency} is the price from {} on, and nothing says the one before",
            from.value
        );
        let hint =
            "state the price that holds now, and announce the next one in a notice".to_owned();
        found.push(Diagnostic::warning(CODE, path, from.span, message).with_hint(hint));
    }
}
