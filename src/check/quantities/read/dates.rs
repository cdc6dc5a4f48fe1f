//! Groups of digits that are dates.

/// Days, months and years, each year beside a shorter number: `2026-05-01`, `16 2021-15 2022`.
pub(super) fn are_dates(groups: &[&str]) -> bool {
    let years = groups.iter().filter(|group| is_year(group)).count();
    let short = groups.iter().filter(|group| group.len() <= 2).count();
    years > 0 && short >= years && years + short == groups.len()
}

fn is_year(group: &str) -> bool {
    group.len() == 4 && (group.starts_with("19") || group.starts_with("20"))
}

/// `1.5.2026`, `01/05/2026`, `2026-05-01`.
pub(super) fn is_date(groups: &[&str]) -> bool {
    let short = |groups: &[&str]| groups.iter().all(|group| group.len() <= 2);
    matches!(groups, [short_ones @ .., last] if short_ones.len() == 2 && is_year(last) && short(short_ones))
        || matches!(groups, [first, short_ones @ ..] if short_ones.len() == 2 && is_year(first) && short(short_ones))
}
