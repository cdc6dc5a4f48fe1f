//! Files to typed documents: front matter, facts, Markdown. One file, nothing else.

mod address;
mod highlight;
mod html;
mod learn;
mod markdown;
mod slug;
