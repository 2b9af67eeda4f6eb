//! To what requirements apply, as descriptions.

use super::description::Description;
use super::vocabulary::{self as v, Property, resource};
use crate::framework::{
    ApplicabilityProfile, Exception, ExceptionForm, Expression, Identifier, LabelGroups, Record,
};

/// The property of a group of labels.
pub fn group_property(group: &str) -> Option<Property> {
    match group {
        "soort-toepassing" => Some(v::APPLICATION_KIND),
        "risicogroep" => Some(v::RISK_GROUP),
        "rol-ai-act" => Some(v::BEARER_ROLE),
        "transparantieverplichting" => Some(v::TRANSPARENCY_DUTY),
        "systeemrisico" => Some(v::SYSTEMIC_RISK),
        "open-source" => Some(v::OPEN_SOURCE),
        _ => None,
    }
}

fn add_groups(description: &mut Description, groups: &LabelGroups, base: &str) {
    for (group, labels) in groups {
        let Some(property) = group_property(group) else {
            continue;
        };
        for label in labels {
            description.iri(property, label.iri(base));
        }
    }
}

/// The profile of a requirement, then its exceptions with their operands.
pub(super) fn describe_profile(
    record: &Record,
    profile: &ApplicabilityProfile,
    base: &str,
) -> Vec<Description> {
    let code = record.code();
    let mut description = Description::of(record.id.part("profile").iri(base));
    // The site itself withholds the labels of requirements that do not come from the AI Act.
    let certainty = if code.starts_with("aia") {
        resource::ESTABLISHED
    } else {
        resource::LIKELY
    };
    description
        .class(resource::APPLICABILITY_PROFILE)
        .label(
            format!("Toepassing van {code}"),
            format!("Applicability of {code}"),
        )
        .iri(v::CERTAINTY, certainty);
    add_groups(&mut description, &profile.labels, base);
    let mut parts = Vec::new();
    for (number, exception) in (1..).zip(&profile.exceptions) {
        let name = format!("exception-{number}");
        description.iri(v::EXCEPTION, record.id.part(&name).iri(base));
        describe_exception(record, exception, &name, number, base, &mut parts);
    }
    parts.insert(0, description);
    parts
}

fn describe_exception(
    record: &Record,
    exception: &Exception,
    name: &str,
    number: usize,
    base: &str,
    parts: &mut Vec<Description>,
) {
    let code = record.code();
    let mut description = Description::of(record.id.part(name).iri(base));
    description
        .class(resource::EXCEPTION)
        .label(
            format!("Uitzondering {number} van {code}"),
            format!("Exception {number} of {code}"),
        )
        .plain(v::EXPRESSION, exception.text.as_str());
    let at = parts.len();
    match &exception.form {
        ExceptionForm::Groups(groups) => add_groups(&mut description, groups, base),
        ExceptionForm::Tree(expression) => {
            let mut tree = Tree {
                thing: &record.id,
                base,
                parts,
            };
            tree.add(&mut description, expression, name);
        }
        ExceptionForm::Unread => {}
    }
    parts.insert(at, description);
}

/// An expression as a tree of descriptions, named after its root: `exception-1.2.1`.
struct Tree<'a> {
    thing: &'a Identifier,
    base: &'a str,
    parts: &'a mut Vec<Description>,
}

impl Tree<'_> {
    fn add(&mut self, node: &mut Description, expression: &Expression, name: &str) {
        let (class, operands) = match expression {
            Expression::AllOf(operands) => (resource::ALL_OF, operands.as_slice()),
            Expression::AnyOf(operands) => (resource::ANY_OF, operands.as_slice()),
            Expression::Not(operand) => (resource::NOT, std::slice::from_ref(&**operand)),
            Expression::Label(label) => {
                node.class(resource::LABEL_TEST)
                    .iri(v::HAS_LABEL, label.id.iri(self.base));
                return;
            }
        };
        node.class(class);
        for (number, operand) in (1..).zip(operands) {
            let name = format!("{name}.{number}");
            let iri = self.thing.part(&name).iri(self.base);
            node.iri(v::OPERAND, iri.clone());
            let (nl, en) = words(operand);
            let mut description = Description::of(iri);
            description.label(nl, en);
            let at = self.parts.len();
            self.add(&mut description, operand, &name);
            self.parts.insert(at, description);
        }
    }
}

/// What an operand says, in words.
fn words(expression: &Expression) -> (String, String) {
    match expression {
        Expression::AllOf(_) => ("Alle van deze".into(), "All of these".into()),
        Expression::AnyOf(_) => ("Een van deze".into(), "Any of these".into()),
        Expression::Not(_) => ("Niet dit".into(), "Not this".into()),
        Expression::Label(label) => {
            let value = label.id.as_str().rsplit('/').next().unwrap_or_default();
            let text = format!("{}: {value}", label.group);
            (text.clone(), text)
        }
    }
}
