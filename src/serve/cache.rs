//! Answers that were given before.

use super::negotiate::Coding;
use axum::body::Bytes;
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};
use std::sync::{Arc, Mutex, PoisonError};

/// A strong entity tag: what an answer depends on, hashed; also its key in the cache.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Tag(String);

impl Tag {
    /// The tag of an answer that depends on these things and on nothing else.
    pub(super) fn of(parts: &[&str]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
        let mut tag = String::from("\"");
        for byte in hash.finalize().iter().take(16) {
            for digit in [byte >> 4, byte & 15] {
                tag.extend(char::from_digit(u32::from(digit), 16));
            }
        }
        tag.push('"');
        Self(tag)
    }

    /// As it stands in a header, with its quotes.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether an `If-None-Match` names this tag (weak comparison, RFC 9110 §13.1.2).
    pub(super) fn matches(&self, if_none_match: &str) -> bool {
        if_none_match.split(',').map(str::trim).any(|candidate| {
            candidate == "*" || candidate.strip_prefix("W/").unwrap_or(candidate) == self.0
        })
    }
}

/// A whole answer.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub(super) media_type: &'static str,
    /// How the bytes are coded.
    pub(super) coding: Coding,
    pub(super) bytes: Bytes,
    /// The name under which it is kept, where it is something to keep.
    pub(super) file: Option<Box<str>>,
}

impl Stored {
    /// The same, to be kept under a name.
    pub(super) fn under(self, name: String) -> Self {
        Self {
            file: Some(name.into()),
            ..self
        }
    }
}

#[derive(Default)]
struct Entries {
    by_tag: FxHashMap<Tag, (Arc<Stored>, u64)>,
    bytes: usize,
    clock: u64,
}

/// Bounded in bytes; what was not asked for longest goes first.
pub(super) struct Cache {
    entries: Mutex<Entries>,
    capacity: usize,
    /// Bytes of the largest answer that is kept.
    largest: usize,
}

/// What an entry costs beside its bytes.
const OVERHEAD: usize = 256;

impl Cache {
    /// For many answers, none of which takes more than an eighth of the room.
    pub(super) fn new(capacity: usize) -> Self {
        Self {
            largest: capacity / 8,
            ..Self::of_few(capacity)
        }
    }

    /// For a few large ones.
    pub(super) fn of_few(capacity: usize) -> Self {
        Self {
            entries: Mutex::default(),
            capacity,
            largest: capacity,
        }
    }

    pub(super) fn get(&self, tag: &Tag) -> Option<Arc<Stored>> {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.clock += 1;
        let now = entries.clock;
        let (stored, used) = entries.by_tag.get_mut(tag)?;
        *used = now;
        Some(Arc::clone(stored))
    }

    /// Keeps an answer, unless it is too large.
    pub(super) fn put(&self, tag: Tag, stored: Arc<Stored>) {
        let cost = stored.bytes.len() + OVERHEAD;
        if cost > self.largest {
            return;
        }
        let mut guard = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let entries = &mut *guard;
        entries.clock += 1;
        if let Some((old, _)) = entries.by_tag.insert(tag, (stored, entries.clock)) {
            entries.bytes -= old.bytes.len() + OVERHEAD;
        }
        entries.bytes += cost;
        if entries.bytes <= self.capacity {
            return;
        }
        // An eighth at once, so that the next answers find room without another search.
        let mut by_use: Vec<(u64, Tag)> = entries
            .by_tag
            .iter()
            .map(|(tag, (_, used))| (*used, tag.clone()))
            .collect();
        by_use.sort_unstable_by_key(|(used, _)| *used);
        for (_, tag) in by_use {
            if entries.bytes <= self.capacity - self.capacity / 8 {
                break;
            }
            if let Some((old, _)) = entries.by_tag.remove(&tag) {
                entries.bytes -= old.bytes.len() + OVERHEAD;
            }
        }
    }

    /// How many bytes are kept, and how many answers.
    pub(super) fn size(&self) -> (usize, usize) {
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        (entries.bytes, entries.by_tag.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored(length: usize) -> Arc<Stored> {
        Arc::new(Stored {
            media_type: "text/plain",
            coding: Coding::Identity,
            bytes: vec![0; length].into(),
            file: None,
        })
    }

    #[test]
    fn room_is_bounded_and_what_is_asked_for_stays() {
        let cache = Cache::new(100_000);
        let kept = Tag::of(&["kept"]);
        cache.put(kept.clone(), stored(1000));
        for number in 0..1000 {
            cache.put(Tag::of(&["other", &number.to_string()]), stored(1000));
            assert!(cache.get(&kept).is_some(), "{number}");
            assert!(cache.size().0 <= 100_000);
        }
        cache.put(Tag::of(&["huge"]), stored(90_000));
        assert!(cache.get(&Tag::of(&["huge"])).is_none());
    }

    #[test]
    fn tags_keep_their_parts_apart_and_match_lists() {
        assert_ne!(Tag::of(&["ab", "c"]), Tag::of(&["a", "bc"]));
        let tag = Tag::of(&["x"]);
        assert!(tag.matches(&format!("\"zz\", W/{}", tag.as_str())));
        assert!(tag.matches("*"));
        assert!(!tag.matches("\"zz\""));
    }
}
