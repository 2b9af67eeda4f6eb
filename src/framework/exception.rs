//! Exceptions to a requirement: expressions over labels, such as
//! `("a" || "b") && !"c"`, read by a small grammar.
//!
//! ```text
//! any  = all { "||" all }
//! all  = not { "&&" not }
//! not  = "!" not | "(" any ")" | label
//! label = quoted or bare word
//! ```

use super::concepts::{Concept, Concepts};
use super::identifier::Identifier;
use std::collections::BTreeMap;

/// Nesting beyond this is refused.
const MAX_DEPTH: usize = 64;

/// An expression over labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// Every operand holds.
    AllOf(Vec<Expression>),
    /// At least one operand holds.
    AnyOf(Vec<Expression>),
    /// The operand does not hold.
    Not(Box<Expression>),
    /// The label applies.
    Label(LabelRef),
}

/// A label with the group it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LabelRef {
    /// The group: `risicogroep`.
    pub group: String,
    /// The label's name.
    pub id: Identifier,
}

impl LabelRef {
    /// The label that a concept is.
    pub fn of(concept: &Concept) -> Self {
        Self {
            group: concept.scheme.clone(),
            id: Identifier::of_path(&concept.path()),
        }
    }
}

/// Labels by group: a conjunction over groups of disjunctions over labels.
pub type LabelGroups = BTreeMap<String, Vec<Identifier>>;

/// Why an expression could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExpressionError {
    /// Something else was expected at this character (from 1).
    #[error("at character {at}: expected {expected}")]
    Syntax {
        /// The character, from 1.
        at: usize,
        /// What was expected.
        expected: &'static str,
    },
    /// No group has this label.
    #[error("unknown label {0}")]
    UnknownLabel(String),
}

/// Reads an expression whose labels are those of the concept schemes.
pub fn parse(text: &str, concepts: &Concepts) -> Result<Expression, ExpressionError> {
    let mut parser = ExpressionParser {
        tokens: tokens(text)?,
        next: 0,
        end: text.chars().count() + 1,
        concepts,
    };
    let expression = parser.any(0)?;
    match parser.tokens.get(parser.next) {
        None => Ok(expression),
        Some((at, _)) => Err(ExpressionError::Syntax {
            at: *at,
            expected: "&& or ||",
        }),
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    And,
    Or,
    Not,
    Open,
    Close,
    Word(String),
}

fn tokens(text: &str) -> Result<Vec<(usize, Token)>, ExpressionError> {
    let mut tokens = Vec::new();
    let mut characters = (1..).zip(text.chars()).peekable();
    while let Some((at, character)) = characters.next() {
        let token = match character {
            c if c.is_whitespace() => continue,
            '(' => Token::Open,
            ')' => Token::Close,
            '!' => Token::Not,
            '&' | '|' => {
                if characters.next_if(|(_, next)| *next == character).is_none() {
                    return Err(ExpressionError::Syntax {
                        at,
                        expected: "&& or ||",
                    });
                }
                if character == '&' {
                    Token::And
                } else {
                    Token::Or
                }
            }
            '"' | '\'' => {
                let mut word = String::new();
                loop {
                    match characters.next() {
                        Some((_, next)) if next == character => break Token::Word(word),
                        Some((_, next)) => word.push(next),
                        None => {
                            return Err(ExpressionError::Syntax {
                                at,
                                expected: "a closing quote",
                            });
                        }
                    }
                }
            }
            c if is_word(c) => {
                let mut word = String::from(c);
                while let Some((_, next)) = characters.next_if(|(_, next)| is_word(*next)) {
                    word.push(next);
                }
                Token::Word(word)
            }
            _ => {
                return Err(ExpressionError::Syntax {
                    at,
                    expected: "a label",
                });
            }
        };
        tokens.push((at, token));
    }
    Ok(tokens)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_')
}

struct ExpressionParser<'a> {
    tokens: Vec<(usize, Token)>,
    next: usize,
    end: usize,
    concepts: &'a Concepts,
}

impl ExpressionParser<'_> {
    fn accept(&mut self, wanted: &Token) -> bool {
        let found = self
            .tokens
            .get(self.next)
            .is_some_and(|(_, token)| token == wanted);
        self.next += usize::from(found);
        found
    }

    fn any(&mut self, depth: usize) -> Result<Expression, ExpressionError> {
        let first = self.all(depth)?;
        let mut operands = vec![first];
        while self.accept(&Token::Or) {
            operands.push(self.all(depth)?);
        }
        Ok(one_or(operands, Expression::AnyOf))
    }

    fn all(&mut self, depth: usize) -> Result<Expression, ExpressionError> {
        let first = self.not(depth)?;
        let mut operands = vec![first];
        while self.accept(&Token::And) {
            operands.push(self.not(depth)?);
        }
        Ok(one_or(operands, Expression::AllOf))
    }

    fn not(&mut self, depth: usize) -> Result<Expression, ExpressionError> {
        let (at, token) = self
            .tokens
            .get(self.next)
            .cloned()
            .unwrap_or((self.end, Token::Close));
        if depth > MAX_DEPTH {
            return Err(ExpressionError::Syntax {
                at,
                expected: "less nesting",
            });
        }
        self.next += 1;
        match token {
            Token::Not => Ok(Expression::Not(Box::new(self.not(depth + 1)?))),
            Token::Open => {
                let inner = self.any(depth + 1)?;
                if self.accept(&Token::Close) {
                    return Ok(inner);
                }
                let at = self.tokens.get(self.next).map_or(self.end, |(at, _)| *at);
                Err(ExpressionError::Syntax {
                    at,
                    expected: "a closing bracket",
                })
            }
            Token::Word(word) => match self.concepts.label_key(&word) {
                Some(concept) => Ok(Expression::Label(LabelRef::of(concept))),
                None => Err(ExpressionError::UnknownLabel(word)),
            },
            Token::And | Token::Or | Token::Close => Err(ExpressionError::Syntax {
                at,
                expected: "a label",
            }),
        }
    }
}

/// The one operand, or all of them joined.
fn one_or(mut operands: Vec<Expression>, join: fn(Vec<Expression>) -> Expression) -> Expression {
    if operands.len() == 1
        && let Some(only) = operands.pop()
    {
        return only;
    }
    join(operands)
}

impl Expression {
    /// The expression as AND over groups of OR over labels, where it has that form.
    pub fn as_groups(&self) -> Option<LabelGroups> {
        let mut groups = LabelGroups::new();
        let mut conjuncts = Vec::new();
        self.collect_conjuncts(&mut conjuncts);
        for conjunct in conjuncts {
            let mut alternatives = Vec::new();
            conjunct.collect_alternatives(&mut alternatives);
            let mut group: Option<(&str, Vec<Identifier>)> = None;
            for alternative in alternatives {
                let Self::Label(label) = alternative else {
                    return None;
                };
                let (name, labels) = group.get_or_insert((&label.group, Vec::new()));
                if *name != label.group {
                    return None;
                }
                labels.push(label.id.clone());
            }
            let (name, labels) = group?;
            // Twice the same group is an AND of labels, which a disjunction does not say.
            if groups.insert(name.to_owned(), labels).is_some() {
                return None;
            }
        }
        Some(groups)
    }

    fn collect_conjuncts<'a>(&'a self, found: &mut Vec<&'a Self>) {
        match self {
            Self::AllOf(operands) => operands
                .iter()
                .for_each(|operand| operand.collect_conjuncts(found)),
            other => found.push(other),
        }
    }

    fn collect_alternatives<'a>(&'a self, found: &mut Vec<&'a Self>) {
        match self {
            Self::AnyOf(operands) => operands
                .iter()
                .for_each(|operand| operand.collect_alternatives(found)),
            other => found.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(text: &str) -> Result<Expression, ExpressionError> {
        parse(text, &Concepts::embedded().unwrap())
    }

    fn groups(text: &str) -> Option<Vec<(String, Vec<String>)>> {
        let groups = read(text).unwrap().as_groups()?;
        Some(
            groups
                .into_iter()
                .map(|(group, ids)| (group, ids.iter().map(|id| id.as_str().to_owned()).collect()))
                .collect(),
        )
    }

    #[test]
    fn a_conjunction_of_alternatives_is_flat() {
        assert_eq!(
            groups(
                "(\"soort-toepassing-ai-systeem\" || 'soort-toepassing-ai-systeem-voor-algemene-doeleinden') && open-source-open-source"
            ),
            Some(vec![
                (
                    "open-source".into(),
                    vec!["id/label/open-source/open-source".into()]
                ),
                (
                    "soort-toepassing".into(),
                    vec![
                        "id/label/soort-toepassing/ai-systeem".into(),
                        "id/label/soort-toepassing/ai-systeem-voor-algemene-doeleinden".into()
                    ]
                ),
            ])
        );
        assert_eq!(groups("risicogroep-verboden-ai").unwrap().len(), 1);
        assert_eq!(
            groups(
                "(risicogroep-verboden-ai && (rol-ai-act-aanbieder)) && open-source-open-source"
            )
            .unwrap()
            .len(),
            3
        );
    }

    #[test]
    fn other_forms_are_trees() {
        for text in [
            "!risicogroep-verboden-ai",
            "risicogroep-verboden-ai || rol-ai-act-aanbieder",
            "risicogroep-verboden-ai && risicogroep-hoog-risico-ai-systeem",
            "(risicogroep-verboden-ai && rol-ai-act-aanbieder) || open-source-open-source",
        ] {
            assert_eq!(groups(text), None, "{text}");
        }
    }

    #[test]
    fn and_binds_stronger_than_or() {
        let Expression::AnyOf(operands) =
            read("rol-ai-act-aanbieder || rol-ai-act-importeur && open-source-open-source")
                .unwrap()
        else {
            unreachable!("an alternative")
        };
        assert!(matches!(
            operands.as_slice(),
            [Expression::Label(_), Expression::AllOf(_)]
        ));
    }

    #[test]
    fn mistakes_have_a_place() {
        let at = |text: &str| match read(text) {
            Err(ExpressionError::Syntax { at, .. }) => at,
            other => unreachable!("{other:?}"),
        };
        assert_eq!(at("rol-ai-act-aanbieder &"), 22);
        assert_eq!(at("(rol-ai-act-aanbieder"), 22);
        assert_eq!(at("rol-ai-act-aanbieder rol-ai-act-aanbieder"), 22);
        assert_eq!(at(""), 1);
        assert_eq!(at("\"rol"), 1);
        assert_eq!(
            read("rol-ai-act-keizer"),
            Err(ExpressionError::UnknownLabel("rol-ai-act-keizer".into()))
        );
        assert!(read(&"(".repeat(100_000)).is_err());
        assert!(read(&"!".repeat(100_000)).is_err());
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[()!&|\"' a-z-]{0,40}") {
            let _ = read(&text);
        }
    }
}
