//! A resolved site to pages: typed views, and the theme's templates that lay them out.

pub mod view;
