//! Telephone numbers as people read them.

use crate::model::e164::country_length;

/// An E.164 number in groups, `+886 2 5550 1234`, held together by no-break spaces.
/// `None` where it is no such number: a plus and 8 to 15 digits.
pub fn grouped(number: &str) -> Option<String> {
    let digits = number.strip_prefix('+')?;
    if !(8..=15).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (country, mut rest) = digits.split_at(country_length(digits));
    let mut groups = vec![country];
    if let Some(&(.., area)) = AREAS
        .iter()
        .find(|(code, start, _)| *code == country && rest.starts_with(start))
    {
        let (head, tail) = rest.split_at(area.min(rest.len()));
        groups.push(head);
        rest = tail;
    }
    groups.extend(groups_of(rest, group_size(country, rest.len())));
    groups.retain(|group| !group.is_empty());
    Some(format!("+{}", groups.join("\u{a0}")))
}

/// Area codes whose length the plain grouping would cut: country, first digits, digits of the code.
const AREAS: &[(&str, &str, usize)] = &[
    ("1", "", 3),
    ("7", "", 3),
    ("39", "02", 2),
    ("39", "06", 2),
    ("41", "", 2),
    ("49", "30", 2),
    ("49", "40", 2),
    ("49", "69", 2),
    ("49", "89", 2),
    ("49", "1", 3),
    ("49", "800", 3),
    ("49", "", 3),
    ("886", "9", 3),
    ("886", "800", 3),
];

/// How long the groups after the area code are, where a country is used to it.
fn group_size(country: &str, digits: usize) -> usize {
    match (country, digits) {
        ("33", 9) | ("45", 8) => 2,
        ("34" | "48" | "351" | "420", 9) | ("886", 6) => 3,
        _ => 4,
    }
}

/// Groups of `size` counted from the end, so that a short one stands first.
fn groups_of(digits: &str, size: usize) -> Vec<&str> {
    let first = digits.len() % size;
    let (head, tail) = digits.split_at(first);
    let tail = (0..tail.len()).step_by(size).map(|at| &tail[at..at + size]);
    std::iter::once(head).chain(tail).collect()
}

#[cfg(test)]
mod tests {
    use super::grouped;

    fn check(number: &str, shown: &str) {
        let shown = Some(shown.replace(' ', "\u{a0}"));
        assert_eq!(grouped(number), shown.filter(|shown| !shown.is_empty()));
    }

    #[test]
    fn numbers_are_grouped_after_the_country() {
        check("+886255501234", "+886 2 5550 1234");
        check("+886912345678", "+886 912 345 678");
        check("+49301234567", "+49 30 123 4567");
        check("+4915112345678", "+49 151 1234 5678");
        check("+442079460958", "+44 20 7946 0958");
        check("+12125550123", "+1 212 555 0123");
        check("+33123456789", "+33 1 23 45 67 89");
        check("+85223456789", "+852 2345 6789");
        check("+8613812345678", "+86 138 1234 5678");
        check("+41446681800", "+41 44 668 1800");
    }

    #[test]
    fn what_is_no_number_is_not_grouped() {
        for number in [
            "0800 123456",
            "+49 30 123",
            "+123",
            "+1234567890123456",
            "+",
            "+٣٤٥٦٧٨٩٠",
        ] {
            check(number, "");
        }
    }
}
