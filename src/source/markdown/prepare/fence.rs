//! Fenced code, in which nothing means anything; and lines that need no second look.

/// Whether a line is blank, or begins with what is neither white space beyond ASCII nor the start
/// of a fence, a box or a tag: nearly every line, which is not looked at any further.
pub(super) fn begins_plainly(line: &str) -> bool {
    let first = line.bytes().find(|byte| !matches!(byte, b' ' | b'\t'));
    first.is_none_or(|first| {
        first.is_ascii_graphic() && !matches!(first, b'`' | b'~' | b'!' | b'?' | b'=' | b'<')
    })
}

/// A fenced code block that is open.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fence {
    mark: char,
    length: usize,
}

impl Fence {
    /// Follows a line: the fence that is open after it.
    pub(super) fn follow(open: Option<Self>, line: &str) -> Option<Self> {
        if begins_plainly(line) {
            return open;
        }
        let line = line.trim_start();
        let Some(mark @ ('`' | '~')) = line.chars().next() else {
            return open;
        };
        let length = line.chars().take_while(|c| *c == mark).count();
        let rest = line.get(length..).unwrap_or_default();
        match open {
            Some(fence)
                if fence.mark == mark && length >= fence.length && rest.trim().is_empty() =>
            {
                None
            }
            Some(fence) => Some(fence),
            None if length >= 3 && !(mark == '`' && rest.contains('`')) => {
                Some(Self { mark, length })
            }
            None => None,
        }
    }
}
