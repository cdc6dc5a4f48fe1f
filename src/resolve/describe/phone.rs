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
    if let Some(shown) = without_country(country, rest) {
        return Some(shown);
    }
    let mut groups = vec![country];
    for size in sizes(country, rest) {
        let (head, tail) = rest.split_at(size);
        groups.push(head);
        rest = tail;
    }
    Some(format!("+{}", groups.join("\u{a0}")))
}

/// A number that nobody writes with the code of its country. Those of Korean companies, `1588-1234`, have no area code.
fn without_country(country: &str, number: &str) -> Option<String> {
    let of_company = ["15", "16", "18"]
        .iter()
        .any(|start| number.starts_with(start));
    (country == "82" && number.len() == 8 && of_company)
        .then(|| format!("{}-{}", &number[..4], &number[4..]))
}

/// How many digits each group of a number has within its country.
fn sizes(country: &str, number: &str) -> Vec<usize> {
    let of_row = |(code, starts, groups): &(&str, &str, &str)| {
        let begins = || starts.split(' ').any(|start| number.starts_with(start));
        let groups = (*code == country && begins()).then_some(*groups)?;
        fitted(groups, number.len())
    };
    let known = PLANS.iter().find_map(of_row);
    known.unwrap_or_else(|| even(number.len()))
}

/// The sizes that `groups` stands for, if they come to that many digits.
fn fitted(groups: &str, digits: usize) -> Option<Vec<usize>> {
    let fixed = groups.strip_suffix(" *").unwrap_or(groups);
    let fixed = fixed.split(' ').map(|size| size.parse().ok());
    let mut sizes = fixed.collect::<Option<Vec<usize>>>()?;
    let rest = digits.checked_sub(sizes.iter().sum())?;
    let open = groups.ends_with('*');
    sizes.extend(even(rest));
    (open || rest == 0).then_some(sizes)
}

/// Groups of three and four, of which none looks like an area code: the longer ones stand last.
fn even(digits: usize) -> Vec<usize> {
    if digits < 6 {
        return if digits == 0 { vec![] } else { vec![digits] };
    }
    let count = digits.div_ceil(4);
    let long = digits - 3 * count;
    (0..count)
        .map(|group| if group + long < count { 3 } else { 4 })
        .collect()
}

/// How numbers are grouped within their country: its code, the digits that they begin with (none for all), and the
/// sizes of the groups, of which a last `*` stands for whatever is left. The first row that fits a number's length
/// counts. The areas are those of the national numbering plans, and the groups those of libphonenumber 9, but for mobile
/// numbers and numbers free of charge, which are never cut within their code. Where too many areas differ in
/// length to be listed, a number that is in no row is grouped evenly, since an area code that is none misleads.
const PLANS: &[(&str, &str, &str)] = &[
    // North America.
    ("1", "", "3 3 4"),
    // Russia.
    ("7", "", "3 3 2 2"),
    // Egypt.
    ("20", "2 3", "1 *"),
    ("20", "1 800 900", "3 3 4"),
    ("20", "", "2 *"),
    // South Africa.
    ("27", "80 86", "3 3 3"),
    ("27", "", "2 3 4"),
    // Greece.
    ("30", "21", "2 4 4"),
    // Netherlands.
    ("31", "800 900 906 909", "3 *"),
    ("31", "6", "1 *"),
    (
        "31",
        "10 13 15 20 23 24 26 30 33 35 36 38 40 43 45 46 50 53 55 58 7 84",
        "2 3 4",
    ),
    ("31", "85 87 88 91", "2 3 4"),
    ("31", "", "3 3 3"),
    // Belgium.
    ("32", "800 90", "3 2 3"),
    ("32", "2 3 42 43 9", "1 3 2 2"),
    ("32", "4", "3 2 2 2"),
    ("32", "", "2 2 2 2"),
    // France.
    ("33", "8", "3 2 2 2"),
    ("33", "", "1 2 2 2 2"),
    // Spain.
    ("34", "800 900", "3 3 3"),
    ("34", "", "3 2 2 2"),
    // Hungary.
    ("36", "1", "1 *"),
    ("36", "", "2 *"),
    // Italy: the 0 is part of the number.
    ("39", "02 06", "2 *"),
    (
        "39",
        "010 011 015 019 030 031 035 039 040 041 045 049 050 051 055 059",
        "3 *",
    ),
    (
        "39",
        "070 071 075 079 080 081 085 089 090 091 095 099",
        "3 *",
    ),
    ("39", "0", "4 *"),
    ("39", "1 3 8", "3 *"),
    // Romania.
    ("40", "21 31", "2 3 4"),
    ("40", "", "3 3 3"),
    // Switzerland.
    ("41", "80 84 90", "3 3 3"),
    ("41", "", "2 3 2 2"),
    // Austria: area codes of one, three and four digits.
    ("43", "1", "1 *"),
    (
        "43",
        "316 463 512 662 720 732 780 800 810 820 821 828 900 901 930 931",
        "3 *",
    ),
    ("43", "650 651 652 653 655 657 659 66 67 68 69", "3 *"),
    ("43", "2 3 4 52 53 54 55 56 6 7", "4 *"),
    // United Kingdom: area codes of two to five digits.
    ("44", "2 55 56 70 76", "2 4 4"),
    (
        "44",
        "13873 15242 15394 15395 15396 16973 16974 16977 17683 17684",
        "5 *",
    ),
    ("44", "17687 19467", "5 *"),
    ("44", "11 121 131 141 151 161 191 3 8 9", "3 *"),
    ("44", "1 7", "4 *"),
    // Denmark.
    ("45", "", "2 2 2 2"),
    // Sweden: area codes of one to three digits.
    ("46", "8", "1 *"),
    ("46", "10 7", "2 3 2 2"),
    (
        "46",
        "11 13 16 18 19 20 21 23 26 31 33 35 36 40 42 44 46 54 60 63",
        "2 *",
    ),
    // Norway.
    ("47", "8", "3 2 3"),
    ("47", "", "2 2 2 2"),
    // Poland.
    (
        "48",
        "45 50 51 53 57 60 66 69 70 72 73 78 79 800 801 804 88",
        "3 3 3",
    ),
    ("48", "", "2 3 2 2"),
    // Germany: area codes of two to five digits, those of five all with a 3.
    ("49", "30 40 69 89", "2 *"),
    (
        "49",
        "201 202 203 208 209 211 212 214 221 228 231 234 241 251 261 271",
        "3 *",
    ),
    ("49", "281 291", "3 *"),
    (
        "49",
        "331 335 340 341 345 351 355 361 365 371 375 381 385 391 395",
        "3 *",
    ),
    (
        "49",
        "421 431 441 451 461 471 481 491 511 521 531 541 551 561 571 581",
        "3 *",
    ),
    ("49", "591", "3 *"),
    (
        "49",
        "611 621 631 641 651 661 671 681 711 721 731 741 751 761 771 781",
        "3 *",
    ),
    ("49", "791", "3 *"),
    (
        "49",
        "811 821 831 841 851 861 871 881 906 911 921 931 941 951 961 971",
        "3 *",
    ),
    ("49", "981 991", "3 *"),
    ("49", "1 700 800 900", "3 *"),
    ("49", "2 4 5 6 7 8 9", "4 *"),
    // Mexico.
    ("52", "33 55 56 81", "2 4 4"),
    ("52", "", "3 3 4"),
    // Argentina.
    ("54", "11", "2 4 4"),
    ("54", "911", "1 2 4 4"),
    // Brazil: mobile numbers have nine digits behind the area.
    ("55", "300 400", "4 4"),
    ("55", "300 500 800 900", "3 *"),
    ("55", "", "2 4 4"),
    ("55", "", "2 5 4"),
    // Chile.
    ("56", "2 9", "1 4 4"),
    ("56", "3 4 5 6 7", "2 3 4"),
    // Malaysia.
    ("60", "1300 1700 1800", "1 3 2 4"),
    ("60", "1 8", "2 *"),
    ("60", "", "1 *"),
    // Australia.
    ("61", "1300 1800 1900", "4 3 3"),
    ("61", "2 3 7 8", "1 4 4"),
    ("61", "4", "3 3 3"),
    // Indonesia.
    ("62", "21 22 24 31 61", "2 *"),
    ("62", "", "3 *"),
    // Philippines.
    ("63", "2", "1 4 4"),
    ("63", "9", "3 3 4"),
    ("63", "", "2 3 4"),
    // New Zealand.
    ("64", "2", "2 *"),
    ("64", "508 800 900", "3 *"),
    ("64", "3 4 6 7 9", "1 3 4"),
    // Singapore.
    ("65", "1800", "4 3 4"),
    // Thailand.
    ("66", "1800", "4 3 3"),
    ("66", "2", "1 3 4"),
    ("66", "", "2 *"),
    // Japan: area codes of one to four digits.
    ("81", "120 570 990", "3 3 3"),
    ("81", "800", "3 3 4"),
    ("81", "20 50 60 70 80 90", "2 4 4"),
    ("81", "3 61 62 63 64 65 66 67 68 69", "1 4 4"),
    ("81", "11 44 45 52 75 78", "2 3 4"),
    (
        "81",
        "222 227 252 43 481 482 483 484 485 486 487 488 489 541 542 543",
        "2 3 4",
    ),
    ("81", "546", "2 3 4"),
    (
        "81",
        "582 583 722 723 724 726 727 728 729 762 821 822 825 828 862 864",
        "2 3 4",
    ),
    (
        "81",
        "921 922 923 924 925 926 927 928 929 931 932 933 934 935 936 937",
        "2 3 4",
    ),
    ("81", "938 939", "2 3 4"),
    ("81", "963 988 989 992", "2 3 4"),
    // South Korea.
    ("82", "1", "4 4"),
    ("82", "2", "1 *"),
    ("82", "", "2 *"),
    // Vietnam.
    ("84", "24 28", "2 4 4"),
    ("84", "1800 1900", "4 *"),
    ("84", "2", "3 4 3"),
    // China.
    ("86", "400 800", "3 3 4"),
    ("86", "10 2", "2 4 4"),
    ("86", "", "3 *"),
    // Turkey.
    ("90", "80 85 90", "3 3 4"),
    ("90", "", "3 3 2 2"),
    // India.
    ("91", "1800 1860", "4 *"),
    (
        "91",
        "11 20 22 33 40 44 791 792 794 795 802 803 804",
        "2 4 4",
    ),
    ("91", "6 7 8 9", "5 5"),
    // Portugal.
    ("351", "", "3 3 3"),
    // Luxembourg.
    ("352", "6", "3 3 3"),
    ("352", "", "2 2 2"),
    ("352", "", "2 2 2 2"),
    // Ireland.
    ("353", "1800 1850 1890", "4 3 3"),
    ("353", "1", "1 *"),
    ("353", "40 50", "3 *"),
    ("353", "70 81", "3 3 3"),
    ("353", "", "2 *"),
    // Finland.
    ("358", "4 50", "2 *"),
    ("358", "9", "1 *"),
    // Ukraine.
    (
        "380",
        "39 44 50 63 66 67 68 73 91 92 93 94 95 96 97 98 99",
        "2 3 2 2",
    ),
    // Czechia.
    ("420", "", "3 3 3"),
    // Slovakia.
    ("421", "2", "1 *"),
    ("421", "3 4 5", "2 3 2 2"),
    // Taiwan.
    ("886", "800 809 9", "3 3 3"),
    ("886", "70", "2 4 4"),
    ("886", "20 50", "2 3 4"),
    ("886", "826 836", "3 *"),
    ("886", "37 49 82 89", "2 *"),
    ("886", "", "1 *"),
    // Saudi Arabia.
    ("966", "800", "3 3 4"),
    ("966", "92", "4 *"),
    ("966", "", "2 3 4"),
    // United Arab Emirates.
    ("971", "800", "3 *"),
    ("971", "2 3 4 6 7 9", "1 3 4"),
    ("971", "5", "2 3 4"),
    // Israel.
    ("972", "2 3 4 8 9", "1 3 4"),
    ("972", "5 7", "2 3 4"),
    ("972", "1", "1 3 3 3"),
];

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
    }

    #[test]
    fn numbers_of_korean_companies_are_shown_without_the_country() {
        check("+8215881234", "1588-1234");
        check("+8216001234", "1600-1234");
        check("+8218991234", "1899-1234");
        check("+82212345678", "+82 2 1234 5678");
    }

    #[test]
    fn area_codes_and_numbers_of_services_are_not_cut() {
        for shown in [
            "+81 120 123 456",
            "+81 570 012 345",
            "+81 800 123 4567",
            "+81 90 1234 5678",
            "+81 3 5555 0123",
            "+81 45 123 4567",
            "+41 44 668 18 00",
            "+41 800 123 456",
            "+41 848 123 456",
            "+55 11 91234 5678",
            "+55 11 3123 4567",
            "+55 800 123 4567",
            "+39 347 123 4567",
            "+39 02 1234 5678",
            "+39 055 123 4567",
            "+44 161 496 0000",
            "+44 1632 960 123",
            "+44 800 123 4567",
            "+34 954 55 01 23",
            "+34 900 123 456",
            "+49 431 222 200",
            "+49 2236 123 456",
            "+49 180 612 3456",
            "+43 1 234 5678",
            "+43 662 123 456",
            "+82 2 1234 5678",
            "+86 10 1234 5678",
            "+886 49 223 4567",
        ] {
            check(&shown.replace(' ', ""), shown);
        }
    }

    #[test]
    fn a_number_whose_area_is_not_known_is_grouped_evenly() {
        for shown in [
            "+81 998 012 345",
            "+49 330 511 234",
            "+49 3305 1123 4567",
            "+354 555 0100",
            "+47 555 010",
            "+999 12345",
        ] {
            check(&shown.replace(' ', ""), shown);
        }
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
