//! Answers that were given before.

use super::negotiate::Coding;
use axum::body::Bytes;
use sha2::{Digest, Sha256};
use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

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

    /// Whether an `If-Match` names this tag (strong comparison, §13.1.1).
    pub(super) fn is_in(&self, if_match: &str) -> bool {
        let mut candidates = if_match.split(',').map(str::trim);
        candidates.any(|candidate| candidate == "*" || candidate == self.0)
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

struct Entries<K, V> {
    by_key: HashMap<K, Entry<V>>,
    cost: usize,
    clock: u64,
}

struct Entry<V> {
    value: V,
    cost: usize,
    /// When it was asked for last.
    used: u64,
}

/// Values by keys; bounded in what they cost, and what was not asked for longest goes first.
pub(super) struct Bounded<K, V> {
    entries: Mutex<Entries<K, V>>,
    capacity: usize,
    /// What the largest value that is kept costs.
    largest: usize,
}

impl<K: Clone + Eq + Hash, V: Clone> Bounded<K, V> {
    pub(super) fn new(capacity: usize, largest: usize) -> Self {
        Self {
            entries: Mutex::new(Entries {
                by_key: HashMap::new(),
                cost: 0,
                clock: 0,
            }),
            capacity,
            largest,
        }
    }

    fn entries(&self) -> MutexGuard<'_, Entries<K, V>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn get<Q: Eq + Hash + ?Sized>(&self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let mut entries = self.entries();
        entries.clock += 1;
        let now = entries.clock;
        let entry = entries.by_key.get_mut(key)?;
        entry.used = now;
        Some(entry.value.clone())
    }

    /// Keeps a value, unless it costs too much.
    pub(super) fn put(&self, key: K, value: V, cost: usize) {
        if cost > self.largest {
            return;
        }
        let mut guard = self.entries();
        let entries = &mut *guard;
        entries.clock += 1;
        let used = entries.clock;
        if let Some(old) = entries.by_key.insert(key, Entry { value, cost, used }) {
            entries.cost -= old.cost;
        }
        entries.cost += cost;
        if entries.cost <= self.capacity {
            return;
        }
        // An eighth at once, so that the next values find room without another search.
        let mut by_use: Vec<(u64, K)> = entries
            .by_key
            .iter()
            .map(|(key, entry)| (entry.used, key.clone()))
            .collect();
        by_use.sort_unstable_by_key(|(used, _)| *used);
        for (_, key) in by_use {
            if entries.cost <= self.capacity - self.capacity / 8 {
                break;
            }
            if let Some(old) = entries.by_key.remove(&key) {
                entries.cost -= old.cost;
            }
        }
    }
}

/// Answers, by what they depend on.
pub(super) struct Cache(Bounded<Tag, Arc<Stored>>);

/// What an entry costs beside its bytes.
const OVERHEAD: usize = 256;

impl Cache {
    /// For many answers, none of which takes more than an eighth of the room.
    pub(super) fn new(capacity: usize) -> Self {
        Self(Bounded::new(capacity, capacity / 8))
    }

    /// For a few large ones.
    pub(super) fn of_few(capacity: usize) -> Self {
        Self(Bounded::new(capacity, capacity))
    }

    pub(super) fn get(&self, tag: &Tag) -> Option<Arc<Stored>> {
        self.0.get(tag)
    }

    /// Keeps an answer, unless it is too large.
    pub(super) fn put(&self, tag: Tag, stored: Arc<Stored>) {
        let cost = stored.bytes.len() + OVERHEAD;
        self.0.put(tag, stored, cost);
    }

    /// How many bytes are kept, and how many answers.
    pub(super) fn size(&self) -> (usize, usize) {
        let entries = self.0.entries();
        (entries.cost, entries.by_key.len())
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
