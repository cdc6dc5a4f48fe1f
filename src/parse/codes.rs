//! Registered codes: languages, countries, currencies. Each list is sorted, for the eye and for search.

/// Whether `code` is a two-letter language of ISO 639-1.
pub fn is_language(code: &str) -> bool {
    LANGUAGES
        .split_ascii_whitespace()
        .any(|known| known == code)
}

/// Whether `code` is a country of ISO 3166-1 alpha-2.
pub fn is_country(code: &str) -> bool {
    COUNTRIES
        .split_ascii_whitespace()
        .any(|known| known == code)
}

/// Whether `code` is a currency of ISO 4217.
pub fn is_currency(code: &str) -> bool {
    CURRENCIES
        .split_ascii_whitespace()
        .any(|known| known == code)
}

const LANGUAGES: &str = "\
aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz \
ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii \
ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi \
mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw \
sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk \
ur uz ve vi vo wa wo xh yi yo za zh zu";

const COUNTRIES: &str = "\
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV \
BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES \
ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE \
IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY \
MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU \
NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM \
SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE \
VG VI VN VU WF WS YE YT ZA ZM ZW";

const CURRENCIES: &str = "\
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD \
CAD CDF CHF CLF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP \
GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD \
KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK \
NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD \
SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF \
XCD XCG XOF XPF YER ZAR ZMW ZWG";

/// The tag that is usually meant by one that does not exist.
pub fn meant_language(tag: &str) -> Option<&'static str> {
    let meant = match tag.to_ascii_lowercase().as_str() {
        "cn" | "chinese" => "zh-CN",
        "jp" | "japanese" => "ja",
        "kp" | "korean" => "ko",
        "cz" | "czech" => "cs",
        "gr" | "greek" => "el",
        "dk" | "danish" => "da",
        "ua" | "ukrainian" => "uk",
        "vn" | "vietnamese" => "vi",
        "gb" | "us" | "english" => "en",
        "at" | "german" | "deutsch" => "de",
        "br" | "portuguese" => "pt-BR",
        "mx" | "spanish" => "es",
        "french" => "fr",
        "italian" => "it",
        "dutch" => "nl",
        "polish" => "pl",
        "arabic" => "ar",
        "hebrew" | "iw" => "he",
        "russian" => "ru",
        "turkish" => "tr",
        _ => return None,
    };
    Some(meant)
}

/// The code that is usually meant by what is not a country of ISO 3166-1.
pub fn meant_country(name: &str) -> Option<&'static str> {
    let meant = match name.to_ascii_lowercase().as_str() {
        "uk" | "united kingdom" | "england" => "GB",
        "germany" | "deutschland" => "DE",
        "austria" => "AT",
        "switzerland" => "CH",
        "france" => "FR",
        "usa" | "united states" => "US",
        "taiwan" => "TW",
        "china" => "CN",
        "japan" => "JP",
        "el" | "greece" => "GR",
        "spain" => "ES",
        "italy" => "IT",
        _ => return None,
    };
    Some(meant)
}

/// Zones of large cities, with the abbreviations, offsets and old names by which each is meant.
const ZONES: [(&str, &[&str]); 20] = [
    (
        "Etc/UTC",
        &[
            "UTC", "GMT", "Z", "ZULU", "UCT", "ETC/GMT", "ETC/UCT", "ETC/ZULU",
        ],
    ),
    ("America/New_York", &["EST", "EDT", "EST5EDT", "US/EASTERN"]),
    ("America/Chicago", &["CST", "CDT", "CST6CDT", "US/CENTRAL"]),
    ("America/Denver", &["MST", "MDT", "MST7MDT", "US/MOUNTAIN"]),
    (
        "America/Los_Angeles",
        &["PST", "PDT", "PST8PDT", "US/PACIFIC"],
    ),
    ("Europe/Lisbon", &["WET", "WEST", "PORTUGAL"]),
    ("Europe/London", &["BST", "GB"]),
    (
        "Europe/Berlin",
        &["CET", "CEST", "MET", "MEZ", "GMT+1", "UTC+1", "+01:00"],
    ),
    ("Europe/Athens", &["EET", "EEST"]),
    ("Europe/Moscow", &["MSK"]),
    ("Asia/Kolkata", &["IST"]),
    ("Asia/Shanghai", &["PRC"]),
    ("Asia/Taipei", &["ROC", "GMT+8", "UTC+8", "+08:00"]),
    ("Asia/Hong_Kong", &["HONGKONG", "HKT"]),
    ("Asia/Singapore", &["SINGAPORE", "SGT"]),
    ("Asia/Seoul", &["KST", "ROK"]),
    ("Asia/Tokyo", &["JST", "JAPAN", "GMT+9", "UTC+9", "+09:00"]),
    ("Australia/Sydney", &["AEST", "AEDT"]),
    ("Pacific/Auckland", &["NZST", "NZDT", "NZ"]),
    ("Africa/Johannesburg", &["SAST"]),
];

/// An IANA zone of a place for an abbreviation, an offset or an old name.
pub fn meant_zone(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_uppercase();
    let mut zones = ZONES.iter();
    let zone = zones.find(|(_, names)| names.contains(&name.as_str()));
    zone.map(|(zone, _)| *zone)
}

/// Zones of large cities of an area: `Europe`.
pub fn zones_of(area: &str) -> impl Iterator<Item = &'static str> {
    let of_area = move |zone: &&str| zone.split('/').next() == Some(area);
    ZONES.iter().map(|(zone, _)| *zone).filter(of_area)
}

/// Keys of weekdays, with their names in some of the languages that authors write.
const WEEKDAYS: [(&str, &[&str]); 7] = [
    (
        "mon",
        &[
            "monday",
            "montag",
            "mo",
            "lundi",
            "lunes",
            "lunedì",
            "maandag",
            "星期一",
            "週一",
            "月曜日",
        ],
    ),
    (
        "tue",
        &[
            "tuesday",
            "tues",
            "dienstag",
            "di",
            "mardi",
            "martes",
            "martedì",
            "dinsdag",
            "星期二",
            "週二",
            "火曜日",
        ],
    ),
    (
        "wed",
        &[
            "wednesday",
            "mittwoch",
            "mi",
            "mercredi",
            "miércoles",
            "mercoledì",
            "woensdag",
            "星期三",
            "週三",
            "水曜日",
        ],
    ),
    (
        "thu",
        &[
            "thursday",
            "thur",
            "thurs",
            "donnerstag",
            "do",
            "jeudi",
            "jueves",
            "giovedì",
            "donderdag",
            "星期四",
            "週四",
            "木曜日",
        ],
    ),
    (
        "fri",
        &[
            "friday",
            "freitag",
            "fr",
            "vendredi",
            "viernes",
            "venerdì",
            "vrijdag",
            "星期五",
            "週五",
            "金曜日",
        ],
    ),
    (
        "sat",
        &[
            "saturday",
            "samstag",
            "sonnabend",
            "sa",
            "samedi",
            "sábado",
            "sabato",
            "zaterdag",
            "星期六",
            "週六",
            "土曜日",
        ],
    ),
    (
        "sun",
        &[
            "sunday",
            "sonntag",
            "so",
            "dimanche",
            "domingo",
            "domenica",
            "zondag",
            "星期日",
            "週日",
            "日曜日",
        ],
    ),
];

/// The key of a weekday for its name in some of the languages that authors write.
pub fn meant_weekday(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    WEEKDAYS
        .iter()
        .find(|(key, names)| *key == name || names.contains(&name.as_str()))
        .map(|(key, _)| *key)
}
