//! What a language's index tells of words and phrases, so that a query is read as its pages are.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::{excerpt, words};
use crate::model::Locale;

/// Other spellings of letters in `language`, each with what the letter folds to.
pub(super) fn spellings(language: &str) -> Vec<[String; 3]> {
    let all = words::spellings(language).iter();
    all.filter_map(|spelling| {
        let (letter, written) = spelling.split_once('=')?;
        Some([
            letter.to_owned(),
            written.to_owned(),
            excerpt::folded(letter),
        ])
    })
    .collect()
}

/// A word in `language` without its article, as another spelling: what stands at the beginning, which is written as a
/// space, goes. No query has the letter of it.
pub(super) fn articles(language: &str) -> Vec<[String; 3]> {
    let all = words::articles(language).iter();
    all.map(|article| ["\n".to_owned(), format!(" {article}"), " ".to_owned()])
        .collect()
}

/// Words of somebody who looks for a person, as they stand in a query.
pub(super) fn contact(language: &Locale) -> Vec<String> {
    let all = words::contact(language).iter();
    all.map(|word| in_sentence(word)).collect()
}

/// Words that questions in `language` are made with, as queries are cut into words, each between spaces.
pub(super) fn asking(language: &Locale) -> String {
    let mut all = BTreeSet::new();
    words::words(&words::clean(words::asking(language)), &mut |_, word| {
        all.insert(format!("{word} "));
    });
    format!(" {}", String::from_iter(all))
}

/// Those of several characters in a script without spaces, as they are written, the longest first.
pub(super) fn asking_whole(language: &Locale) -> String {
    let all = words::clean(words::asking(language));
    // One character alone may as well begin another word.
    let is_run = |word: &&str| {
        word.chars().nth(1).is_some() && word.chars().all(|c| words::script(c).is_some())
    };
    let mut all: Vec<&str> = all.split(' ').filter(is_run).collect();
    all.sort_by_key(|word| (Reverse(word.len()), *word));
    all.join("|")
}

/// How a word stands in a flattened text; of a script without spaces it may stand anywhere.
fn in_sentence(word: &str) -> String {
    let flat: Vec<u16> = excerpt::folded_words(word).encode_utf16().collect();
    String::from_utf16_lossy(excerpt::inner(&flat))
}

/// A group of words that mean the same, ready to be found in a query: each as it stands in a
/// flattened text, then its words without what they may stand for.
pub(super) fn synonyms(group: &[String]) -> Vec<Vec<String>> {
    let member = |text: &String| {
        let mut member = vec![in_sentence(text)];
        words::words(&words::clean(text), &mut |kind, word| {
            if matches!(kind, words::Kind::Word | words::Kind::Gram) {
                member.push(word.to_owned());
            }
        });
        member
    };
    let members = group.iter().map(member);
    members.filter(|member| member.len() > 1).collect()
}
