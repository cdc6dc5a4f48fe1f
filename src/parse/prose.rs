//! What the words of a text show about it: marks of work that is left, and passages in a script that is
//! not the page's.

use std::ops::Range;

use crate::model::Locale;
use crate::model::document::Script;
use crate::model::markup::has;

/// Where `text` says that something is still to be written: `TODO`, `TBD`, `FIXME`, lorem ipsum.
pub fn unfinished(text: &str, language: &Locale) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for mark in MARKS {
        let places = text.match_indices(mark).map(|(at, _)| at..at + mark.len());
        found.extend(places.filter(|place| is_mark(text, place, language)));
    }
    let small = text.to_ascii_lowercase();
    let places = small.match_indices("lorem ipsum");
    let places = places.map(|(at, words)| at..at + words.len());
    found.extend(places.filter(|place| !is_quoted(text, place)));
    found.sort_by_key(|place| place.start);
    found
}

/// A quick look at a whole file: hardly any holds one, and then no part of it is looked at.
pub fn may_be_unfinished(text: &str) -> bool {
    let blind = ["psum", "PSUM"];
    MARKS.into_iter().chain(blind).any(|mark| has(text, mark))
}

const MARKS: [&str; 3] = ["TODO", "TBD", "FIXME"];

/// Whether the word at `place` stands alone and is meant: not part of another word, a path or a name,
/// and not between quotes.
fn is_mark(text: &str, place: &Range<usize>, language: &Locale) -> bool {
    let (before, after) = (&text[..place.start], &text[place.end..]);
    let of_word = |c: char| (c.is_alphanumeric() && !is_ideograph(c)) || "_-/\\@#&$".contains(c);
    let (last, first) = (before.chars().next_back(), after.chars().next());
    // `TODO.md`
    let named = after
        .strip_prefix('.')
        .is_some_and(|rest| rest.starts_with(of_word))
        || before.ends_with('.');
    // "All" in some languages, in capitals in the name of a button or for emphasis: there the mark begins its
    // sentence, and a colon follows.
    let is_all = text[place.clone()].starts_with("TODO")
        && matches!(language.language(), "es" | "pt" | "gl" | "ast");
    let goes_on = |c: char| c.is_alphanumeric() || matches!(c, ',' | '-' | '–' | '—' | ':');
    let begins = !before.trim_end().ends_with(goes_on);
    let in_word = last.is_some_and(of_word) || first.is_some_and(of_word);
    let meant = !is_all || (begins && after.starts_with(':'));
    meant && !in_word && !named && !is_quoted(text, place)
}

/// Whether the words at `place` stand between quotes: somebody writes about them.
fn is_quoted(text: &str, place: &Range<usize>) -> bool {
    let quote = |c: Option<char>| c.is_some_and(|c| "\"'“”„‘’«»「」『』".contains(c));
    let (before, after) = (&text[..place.start], &text[place.end..]);
    quote(before.chars().next_back()) && quote(after.chars().next())
}

fn is_ideograph(c: char) -> bool {
    matches!(script(c), Some(Script::Han | Script::Kana))
}

/// Passages that are told apart: a page with more is one that was never translated.
const MOST: usize = 8;
/// So many words of a script that is written with spaces are no name and no title.
const WORDS: usize = 8;
/// The same for Latin, in which products, commands and sources are named everywhere.
const LATIN_WORDS: usize = 12;
/// So many letters of a script without spaces are a sentence, where they have the end of one.
const LETTERS: usize = 20;
/// So many are, whatever stands between them.
const LETTERS_ALONE: usize = 40;

/// Finds passages in a script that the page's language is not written in, block by block.
pub struct ForeignText {
    /// Scripts of the page's language; empty where they are not known, and nothing is found.
    own: &'static [Script],
    run: Option<Run>,
    found: Vec<Stretch>,
}

/// More than a name or a word in a script that is not the page's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Where it stands.
    pub range: Range<usize>,
    /// The script of most of it.
    pub script: Script,
    /// Its first letters.
    pub begins: String,
}

/// Letters of scripts that are not the page's, with none of the page's between them.
struct Run {
    range: Range<usize>,
    begins: String,
    /// By script, in the order of [`SCRIPTS`].
    letters: [usize; SCRIPTS.len()],
    words: [usize; SCRIPTS.len()],
    /// Words that begin with a small letter.
    small: usize,
    /// Whether a sentence ends in it; addresses and lists of names have commas, too.
    sentence: bool,
}

const SCRIPTS: [Script; 10] = [
    Script::Latin,
    Script::Greek,
    Script::Cyrillic,
    Script::Hebrew,
    Script::Arabic,
    Script::Devanagari,
    Script::Thai,
    Script::Hangul,
    Script::Han,
    Script::Kana,
];

impl ForeignText {
    /// For a page in `language`.
    pub fn new(language: &Locale) -> Self {
        Self {
            own: Script::of(language),
            run: None,
            found: Vec::new(),
        }
    }

    /// Reads on in the block; `place` says where a byte of `text` stands.
    pub fn read(&mut self, text: &str, place: impl Fn(Range<usize>) -> Range<usize>) {
        if self.own.is_empty() || self.found.len() >= MOST {
            return;
        }
        if self.run.is_none() && self.all_own(text) {
            return;
        }
        let mut word = None;
        let mut token = Token::default();
        // Where the run goes on in this text: its place is asked for once.
        let mut last: Option<Range<usize>> = None;
        for (at, c) in text.char_indices() {
            let Some(script) = script(c) else {
                if let Some(run) = &mut self.run {
                    run.sentence |= "。！？".contains(c);
                }
                if !"'’-".contains(c) {
                    word = None;
                }
                continue;
            };
            if self.own.contains(&script) {
                if self.run.is_some() {
                    self.go_on(last.take(), &place);
                    self.end_run();
                }
                word = None;
                continue;
            }
            if !is_ideograph(c) {
                if at >= token.end {
                    token = Token::at(text, at);
                }
                if !token.is_words {
                    continue;
                }
            }
            last = Some(at..at + c.len_utf8());
            let run = self.run.get_or_insert_with(|| Run {
                range: place(at..at + c.len_utf8()),
                begins: enough(&text[at..]).to_owned(),
                letters: Default::default(),
                words: Default::default(),
                small: 0,
                sentence: false,
            });
            let index = SCRIPTS
                .iter()
                .position(|known| *known == script)
                .unwrap_or_default();
            run.letters[index] += 1;
            if word != Some(script) {
                run.words[index] += 1;
                run.small += usize::from(c.is_lowercase());
            }
            word = Some(script);
        }
        self.go_on(last, &place);
    }

    /// Whether it can be told at a glance that `text` has no letter of another script. Letters of Latin
    /// with its accents end with U+024F, and no UTF-8 of them begins with more than C9.
    fn all_own(&self, text: &str) -> bool {
        // Without an end in between, a run is compared at once.
        let mut runs = text.as_bytes().chunks(64);
        let has_latin = self.own.contains(&Script::Latin);
        has_latin && runs.all(|run| run.iter().fold(true, |all, &byte| all & (byte < 0xCA)))
    }

    /// The run reaches as far as `last`, which `place` finds.
    fn go_on(&mut self, last: Option<Range<usize>>, place: impl Fn(Range<usize>) -> Range<usize>) {
        if let (Some(run), Some(last)) = (&mut self.run, last) {
            run.range.end = place(last).end;
        }
    }

    /// A block ends, or a part that says its language begins.
    pub fn end_run(&mut self) {
        let Some(run) = self.run.take() else {
            return;
        };
        if let Some(script) = run.foreign() {
            self.found.push(Stretch {
                range: run.range,
                script,
                begins: beginning(&run.begins),
            });
        }
    }

    /// What was found, in the order of the text: the first of it.
    pub fn into_found(mut self) -> Vec<Stretch> {
        self.end_run();
        self.found
    }
}

/// So much of a text that it is known again.
fn beginning(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.trim_end().to_owned(),
    }
}

/// Characters of a passage that are told.
const SHOWN: usize = 24;

/// A little more of a text than [`beginning`] tells of it.
fn enough(text: &str) -> &str {
    let after = text.char_indices().nth(SHOWN + 1);
    &text[..after.map_or(text.len(), |(end, _)| end)]
}

/// What stands between two blanks.
#[derive(Default)]
struct Token {
    end: usize,
    /// Whether it is words, and no address, path, number of a part or name in a program.
    is_words: bool,
}

impl Token {
    /// The token whose first letter is at `at`.
    fn at(text: &str, at: usize) -> Self {
        let ends = |c: char| c.is_whitespace() || is_ideograph(c);
        let length = text[at..].find(ends).unwrap_or(text.len() - at);
        let token = text[at..at + length].trim_end_matches(|c: char| !c.is_alphanumeric());
        let code = |c: char| c.is_ascii_digit() || "_/\\@=&%#+*<>{}|.:".contains(c);
        let before = text[..at].chars().next_back();
        Self {
            end: at + length,
            is_words: !token.contains(code) && !before.is_some_and(code),
        }
    }
}

impl Run {
    /// The script, where this is more than names and single words.
    fn foreign(&self) -> Option<Script> {
        let (han, kana) = (self.letters[8], self.letters[9]);
        let letters = han + kana;
        if letters >= LETTERS_ALONE || (letters >= LETTERS && self.sentence) {
            let japanese = kana * 5 > letters;
            return Some(if japanese { Script::Kana } else { Script::Han });
        }
        let thai = self.letters[6];
        let spaced = |&(index, script): &(usize, Script)| match script {
            Script::Latin => self.words[index] >= LATIN_WORDS && self.small * 2 > self.words[index],
            // Vowels above and below are no letters, so a word of Thai falls apart.
            Script::Thai => thai >= LETTERS_ALONE,
            Script::Devanagari => self.letters[index] >= LETTERS_ALONE,
            _ => self.words[index] >= WORDS,
        };
        let mut scripts = SCRIPTS.iter().copied().enumerate().take(8);
        scripts.find(spaced).map(|(_, script)| script)
    }
}

/// The script of a letter; `None` for digits, marks, signs and scripts that are not told apart here.
fn script(c: char) -> Option<Script> {
    // The most of most texts, without a table.
    match c {
        'A'..='Z' | 'a'..='z' => return Some(Script::Latin),
        '\0'..='\u{7F}' => return None,
        '\u{4E00}'..='\u{9FFF}' => return Some(Script::Han),
        _ => {}
    }
    if !c.is_alphabetic() {
        return None;
    }
    Some(match c {
        'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Script::Latin,
        '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => Script::Greek,
        '\u{400}'..='\u{52F}' => Script::Cyrillic,
        '\u{590}'..='\u{5FF}' => Script::Hebrew,
        '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' => Script::Arabic,
        '\u{900}'..='\u{97F}' => Script::Devanagari,
        '\u{E00}'..='\u{E7F}' => Script::Thai,
        '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7AF}' => {
            Script::Hangul
        }
        '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' => Script::Kana,
        '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => Script::Han,
        '\u{20000}'..='\u{3FFFF}' => Script::Han,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locale(tag: &str) -> Locale {
        Locale::new(tag).unwrap()
    }

    #[test]
    fn marks_of_work_that_is_left_stand_alone() {
        let check = |text: &str, tag: &str, marks: &[&str]| {
            let found = unfinished(text, &locale(tag));
            let found: Vec<&str> = found.into_iter().map(|at| &text[at]).collect();
            assert_eq!(found, marks, "{text}");
        };
        check("TODO: say how (TBD).", "en", &["TODO", "TBD"]);
        check("待補TODO，FIXME", "zh-TW", &["TODO", "FIXME"]);
        check("Lorem ipsum dolor", "en", &["Lorem ipsum"]);
        check("TODO: precio", "es", &["TODO"]);
        check("TODO:price, date:TBD", "en", &["TODO", "TBD"]);
        check("TODO el día", "es", &[]);
        check("El plan cubre TODO: averías, dudas", "es", &[]);
        check("O plano cobre, sim, TODO: isto.", "pt-BR", &[]);
        check(
            "En 30 días. TODO: impuestos (TODO: más)",
            "es",
            &["TODO", "TODO"],
        );
        check(
            "To do, todo, TODOS, MYTODO, TODO_LIST, TODO.md, a/TODO",
            "en",
            &[],
        );
        check("the word \"TODO\" and 「TBD」", "en", &[]);
    }

    #[test]
    fn sentences_in_another_script_are_told_from_names() {
        let check = |text: &str, tag: &str, passages: &[(&str, Script)]| {
            let mut reader = ForeignText::new(&locale(tag));
            reader.read(text, |range| range);
            let found = reader.into_found();
            let found: Vec<_> = found
                .into_iter()
                .map(|one| (&text[one.range], one.script))
                .collect();
            assert_eq!(found, passages, "{text}");
        };
        let chinese = "請在三十天內提出退款申請，我們會在五個工作天內回覆您";
        check(
            &format!("We say: {chinese}。 Thanks."),
            "en",
            &[(chinese, Script::Han)],
        );
        check(chinese, "zh-TW", &[]);
        let japanese = "お問い合わせいただきありがとうございます。担当者からご連絡いたします";
        check(japanese, "de", &[(japanese, Script::Kana)]);
        check(japanese, "ja", &[]);
        let russian = "Мы ответим вам в течение двух рабочих дней";
        check(russian, "en", &[(russian, Script::Cyrillic)]);
        let english =
            "We answer your request within two working days and tell you who is in charge";
        check(english, "zh-TW", &[(english, Script::Latin)]);
        check(english, "sr", &[]);
        check(english, "fr", &[]);
        for name in [
            "台灣微軟股份有限公司，台北市信義區忠孝東路五段68號",
            "繁體中文, 简体中文, 日本語, 한국어, Русский, Ελληνικά, العربية",
            "ул. Ленина, Москва",
        ] {
            check(name, "en", &[]);
        }
        check(
            "請開啟 Microsoft Dynamics 365 Customer Engagement Plan Enterprise Edition for Partners",
            "zh-TW",
            &[],
        );
        let parts = "6b648c1e-f472-46c0-8379-09f50a3315e0 buy_msp_a_b_c_d_e_f https://a.example/b/c/d?e=f&g=h&i=j&k=l&m=n";
        check(parts, "zh-TW", &[]);
        check("選取 Save and continue to the next page 再試", "zh-TW", &[]);
    }
}
