//! Where everything stands in the picture, in units of the drawing.

use super::text::{LINE, wrapped};
use super::{Picture, name};
use crate::find::{Neighbour, Sector, SectorKind};

/// Height of a neighbour with its label of two lines.
pub(super) const NODE: i32 = 40;
/// Height of the line that says how many more there are.
pub(super) const MORE: i32 = 28;
/// Height of a heading.
const HEADING: i32 = 26;
/// Between sectors.
const GAP: i32 = 10;
/// Between a neighbour's mark and its label.
const BESIDE: i32 = 15;

/// What stands at a place.
pub(super) enum Place<'a> {
    /// The name of a sector.
    Heading(&'a str),
    /// A neighbour.
    Node(SectorKind, &'a Neighbour),
    /// How many more of a sector there are.
    More(&'a Sector, usize),
}

impl Place<'_> {
    fn height(&self) -> i32 {
        match self {
            Self::Heading(_) => HEADING,
            Self::Node(..) => NODE,
            Self::More(..) => MORE,
        }
    }
}

/// Something at its place.
pub(super) struct Item<'a> {
    pub(super) place: Place<'a>,
    /// The middle of the mark.
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) text: Vec<String>,
    pub(super) text_x: i32,
    /// Whether the label ends at the mark rather than beginning there.
    pub(super) to_the_left: bool,
    pub(super) target_x: i32,
    pub(super) target_width: i32,
}

/// A rectangle.
pub(super) struct Box {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: i32,
    pub(super) height: i32,
}

/// A drawing.
pub(super) struct Layout<'a> {
    pub(super) width: i32,
    pub(super) height: i32,
    pub(super) middle: Box,
    pub(super) middle_text: Vec<String>,
    pub(super) middle_text_x: i32,
    pub(super) middle_text_y: i32,
    pub(super) lines: Vec<String>,
    pub(super) items: Vec<Item<'a>>,
}

/// The rows of some sectors, with the space before each.
fn rows<'a>(picture: &Picture<'a>, sectors: &[(&'a Sector, usize)]) -> Vec<(i32, Place<'a>)> {
    let mut rows = Vec::new();
    for (place, &(sector, shown)) in sectors.iter().enumerate() {
        let (nl, en) = sector.kind.title();
        let before = if place == 0 { 0 } else { GAP };
        rows.push((before, Place::Heading(picture.language.of(nl, en))));
        let nodes = sector.neighbours.iter().take(shown);
        rows.extend(nodes.map(|neighbour| (0, Place::Node(sector.kind, neighbour))));
        let rest = sector.neighbours.len().saturating_sub(shown);
        if rest > 0 {
            rows.push((0, Place::More(sector, rest)));
        }
    }
    rows
}

fn height(rows: &[(i32, Place<'_>)]) -> i32 {
    rows.iter()
        .map(|(before, place)| before + place.height())
        .sum()
}

/// The sectors in two halves of about the same height, their order kept.
fn halves<'a>(picture: &Picture<'a>, shown: &[usize]) -> [Vec<(i32, Place<'a>)>; 2] {
    let all: Vec<(&Sector, usize)> = picture
        .neighbourhood
        .sectors
        .iter()
        .zip(shown.iter().copied())
        .collect();
    let cut = (1..=all.len())
        .min_by_key(|&cut| {
            let (first, second) = all.split_at(cut);
            let heights = [first, second].map(|half| height(&rows(picture, half)));
            heights.into_iter().max()
        })
        .unwrap_or(all.len());
    let (first, second) = all.split_at(cut);
    [rows(picture, first), rows(picture, second)]
}

impl<'a> Layout<'a> {
    /// The thing in the middle, neighbours on an ellipse left and right of it.
    pub(super) fn wide(picture: &Picture<'a>, shown: &[usize]) -> Self {
        const WIDTH: i32 = 760;
        const MIDDLE: i32 = WIDTH / 2;
        const BOX: i32 = 190;
        let sides = halves(picture, shown);
        let middle_text = wrapped(
            &name(&picture.neighbourhood.middle, picture.language),
            BOX - 24,
            5,
        );
        let box_height = lines_height(&middle_text) + 24;
        let tallest = sides.iter().map(|side| height(side)).max().unwrap_or(0);
        let height_of_all = tallest.max(box_height) + 16;
        let y_middle = height_of_all / 2;
        let mut items = Vec::new();
        let mut lines = Vec::new();
        for (side, to_the_left) in sides.into_iter().zip([true, false]) {
            let mut y = y_middle - height(&side) / 2;
            for (before, place) in side {
                y += before;
                let at = y + place.height() / 2;
                y += place.height();
                let away = on_ellipse(at - y_middle, height_of_all);
                let sign = if to_the_left { -1 } else { 1 };
                let x = MIDDLE + sign * away;
                let text_x = x + sign * BESIDE;
                let room = if to_the_left {
                    text_x - 4
                } else {
                    WIDTH - 4 - text_x
                };
                let text = match &place {
                    Place::Node(_, neighbour) => {
                        lines.push(line(MIDDLE, y_middle, x, at));
                        wrapped(&name(neighbour, picture.language), room, 2)
                    }
                    _ => Vec::new(),
                };
                items.push(Item {
                    place,
                    x,
                    y: at,
                    text,
                    text_x,
                    to_the_left,
                    target_x: if to_the_left { 0 } else { x - 12 },
                    target_width: if to_the_left { x + 12 } else { WIDTH - x + 12 },
                });
            }
        }
        Self {
            width: WIDTH,
            height: height_of_all,
            middle: Box {
                x: MIDDLE - BOX / 2,
                y: y_middle - box_height / 2,
                width: BOX,
                height: box_height,
            },
            middle_text_x: MIDDLE,
            middle_text_y: first_base_line(y_middle - box_height / 2),
            middle_text,
            lines,
            items,
        }
    }

    /// The thing in the middle of a column, its neighbours above and below it.
    pub(super) fn narrow(picture: &Picture<'a>, shown: &[usize]) -> Self {
        const WIDTH: i32 = 320;
        const SPINE: i32 = 14;
        let [above, below] = halves(picture, shown);
        let middle_text = wrapped(
            &name(&picture.neighbourhood.middle, picture.language),
            WIDTH - 28,
            5,
        );
        let box_height = lines_height(&middle_text) + 24;
        let mut items = Vec::new();
        let mut y = 4;
        let mut ends = (i32::MAX, 0);
        let mut box_y = 0;
        for (place, rows) in [above, below].into_iter().enumerate() {
            if place == 1 {
                box_y = y + 8;
                y = box_y + box_height + 8;
            }
            for (before, place) in rows {
                y += before;
                let at = y + place.height() / 2;
                y += place.height();
                let text_x = SPINE + BESIDE + 4;
                let text = match &place {
                    Place::Node(_, neighbour) => {
                        ends = (ends.0.min(at), ends.1.max(at));
                        wrapped(&name(neighbour, picture.language), WIDTH - 4 - text_x, 2)
                    }
                    _ => Vec::new(),
                };
                items.push(Item {
                    place,
                    x: SPINE,
                    y: at,
                    text,
                    text_x,
                    to_the_left: false,
                    target_x: 0,
                    target_width: WIDTH,
                });
            }
        }
        let lines = vec![line(
            SPINE,
            ends.0.min(box_y),
            SPINE,
            ends.1.max(box_y + box_height),
        )];
        Self {
            width: WIDTH,
            height: y + 4,
            middle: Box {
                x: 1,
                y: box_y,
                width: WIDTH - 2,
                height: box_height,
            },
            middle_text_x: WIDTH / 2,
            middle_text_y: first_base_line(box_y),
            middle_text,
            lines,
            items,
        }
    }
}

fn lines_height(lines: &[String]) -> i32 {
    i32::try_from(lines.len()).unwrap_or(0) * LINE
}

fn first_base_line(top: i32) -> i32 {
    top + 12 + LINE - 4
}

fn line(x1: i32, y1: i32, x2: i32, y2: i32) -> String {
    format!("M{x1} {y1}L{x2} {y2}")
}

/// How far from the middle a mark stands at this height: on an ellipse a quarter taller than the
/// drawing, so that the first and the last stand nearest.
fn on_ellipse(from_middle: i32, height: i32) -> i32 {
    let part = f64::from(from_middle) / (f64::from(height.max(1)) * 0.625);
    let away = 172.0 * (1.0 - part * part).max(0.0).sqrt();
    // Between 0 and 172.
    #[allow(clippy::cast_possible_truncation)]
    let away = away.round() as i32;
    away.max(115)
}
