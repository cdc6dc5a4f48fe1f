//! Emoji by the names that GitHub gave them.

/// The emoji that `name` stands for, which is written between colons.
pub fn emoji(name: &str) -> Option<&'static str> {
    emojis::get_by_shortcode(name).map(|emoji| emoji.as_str())
}
