//! The pages as a reader meets them: Chromium, driven over WebDriver.
//!
//! Behind the feature `browser`, because it needs `chromium` and `chromedriver`:
//! `cargo test --features browser --test integration browser`. [`Browser`](window::Browser) is the
//! entry; nothing sleeps, everything that takes time is waited for until a deadline.
//!
//! The accessibility rules are those of axe-core, whose script is at `KADERGRAAF_AXE`
//! (`npm pack axe-core`, `package/axe.min.js`); without it those tests say that they were skipped.

mod accessibility;
mod addresses;
mod axe;
mod driver;
mod query;
mod reading;
mod window;
