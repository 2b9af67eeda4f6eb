//! The words that make a citation, in Dutch and in English.

use super::super::number::Kind as ActKind;
use super::super::numerals;
use super::super::unit::Unit;
use std::sync::LazyLock;

/// What a word means in a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    /// *artikel*, *bijlage*, *overweging*: heads a citation. Whether it is a plural.
    Head(Unit, bool),
    /// *lid*, *leden*, *paragraph*.
    Paragraph(bool),
    /// *alinea*, *subparagraph*.
    Alinea,
    /// *volzin*, *sentence*: a part without an identifier.
    Sentence,
    /// *streepje*, *indent*.
    Indent,
    /// *onder*, *sub*, *onderdeel*, *punt*, *point*.
    Point,
    /// *aanhef*, *chapeau*.
    Opening,
    /// *eerste*, *second*.
    Ordinal(u32),
    /// *bis*, *ter*: a Latin suffix and its letter.
    Latin(char),
    /// *en*, *of*, *and*, *jo.*, *alsmede*.
    And,
    /// *tot*, *t*: perhaps the begin of a range.
    Until,
    /// *met*, *m*, *with*.
    With,
    /// *to*.
    To,
    /// *van*, *of* (English, told apart by what follows), *bij*, *uit*, *in*.
    Of,
    /// English *of*, Dutch *of*: *or* or *van*.
    DutchOrEnglishOf,
    /// *de*, *het*, *the*.
    The,
    /// *die*, *deze*, *that*: points back.
    That,
    /// *dit*, *this*: points to the text at hand.
    This,
    /// *voornoemde*, *genoemde*, *said*.
    Aforesaid,
    /// *Nederlandse*, *Europese*, *huidige*: between article and name.
    Adjective,
    /// *verordening*, *richtlijn*: a kind of act that has numbers. Whether it is a plural.
    Act(ActKind, bool),
    /// *wet*, *verdrag*: a kind of act without.
    PlainAct(ActKind),
    /// *gedelegeerde*, *delegated*.
    Delegated,
    /// *implementing*.
    Implementing,
    /// *nr*, *no*, *nummer*.
    Number,
    /// *framework* before *decision*.
    Framework,
    /// A thing with articles that is no act: *overeenkomst*, *rapport*.
    Instrument,
    /// *e* and *v*, *volgende*, *ff*, *seq*.
    Following,
    /// *maanden*, *jaar*, *procent*: makes a number an amount.
    Amount,
    /// *gelezen*, *samenhang*, *verbinding*, *conjunction*.
    Conjunction,
    /// *werkgroep*, *working*: *Artikel 29-werkgroep* is a name.
    WorkingParty,
    /// *considerans*, *preamble*.
    Preamble,
    /// *hiervan*, *ervan*, *thereof*.
    Thereof,
    /// An abbreviation whose full stop ends no sentence.
    Abbreviation,
    /// Anything else.
    Other,
}

impl Word {
    /// Whether a full stop after it is part of it.
    pub(crate) fn is_abbreviated(self) -> bool {
        matches!(
            self,
            Word::Abbreviation
                | Word::Head(..)
                | Word::And
                | Word::Number
                | Word::Point
                | Word::Paragraph(_)
                | Word::Following
                | Word::Preamble
        )
    }
}

/// Every word with its meaning, in lower case and without diacritics.
pub(super) fn all() -> Vec<(&'static str, Word)> {
    use ActKind::{
        Decision, Directive, DutchAct, DutchDecree, FrameworkDecision, ImplementingDecision,
        ImplementingDirective, ImplementingRegulation, Recommendation, Regulation, Treaty,
    };
    use Unit::{Annex, Article, Chapter, Part, Recital, Section, Subsection, Title};
    let mut list = Vec::new();
    let mut literal = |word: Word, names: &'static str| {
        for name in names.split_ascii_whitespace() {
            list.push((name, word));
        }
    };
    literal(Word::Head(Article, false), "artikel art article artikels");
    literal(
        Word::Head(Article, true),
        "artikelen artt artn arts articles",
    );
    literal(
        Word::Head(Recital, false),
        "overweging recital ov overw rec",
    );
    literal(Word::Head(Recital, true), "overwegingen recitals ovw recs");
    literal(Word::Head(Annex, false), "bijlage annex bijl");
    literal(Word::Head(Annex, true), "bijlagen annexes annexen");
    literal(Word::Head(Chapter, false), "hoofdstuk chapter hfst hfdst");
    literal(Word::Head(Chapter, true), "hoofdstukken chapters");
    literal(Word::Head(Section, false), "afdeling section afd");
    literal(Word::Head(Section, true), "afdelingen sections");
    literal(Word::Head(Title, false), "titel title titeldeel");
    literal(Word::Head(Title, true), "titels titles");
    literal(Word::Head(Part, false), "deel part");
    literal(Word::Head(Subsection, false), "paragraaf");
    literal(Word::Head(Subsection, true), "paragrafen");
    literal(Word::Paragraph(false), "lid paragraph para par");
    literal(Word::Paragraph(true), "leden paragraphs paras");
    literal(Word::Alinea, "alinea alineas subparagraph subparagraphs");
    literal(Word::Sentence, "volzin volzinnen zin sentence sentences");
    literal(
        Word::Indent,
        "streepje streepjes gedachtestreepje indent indents",
    );
    literal(
        Word::Point,
        "onder sub onderdeel onderdelen punt punten letter letters point points lit litt \
         subonderdeel subonderdelen subpoint subpoints onderd",
    );
    literal(Word::Opening, "aanhef chapeau slot slotzin introductory");
    literal(
        Word::And,
        "en and or jo juncto junctis alsmede alsook evenals respectievelijk resp \
         onderscheidenlijk dan danwel",
    );
    literal(Word::Until, "tot t through until up");
    literal(Word::With, "met m with including inclusief");
    literal(Word::To, "to");
    literal(Word::Of, "van bij uit in under vd v krachtens onderaan");
    literal(Word::DutchOrEnglishOf, "of");
    literal(Word::The, "de het the den der");
    literal(
        Word::That,
        "die dat deze dezelfde zelfde hetzelfde datzelfde diezelfde that same those dier",
    );
    literal(Word::This, "dit this onderhavige");
    literal(
        Word::Aforesaid,
        "voornoemde voormelde genoemde bedoelde vermelde said aforementioned abovementioned \
         eerdergenoemde bovengenoemde voornoemd voormeld genoemd vermeld eerdergenoemd bovengenoemd",
    );
    literal(
        Word::Adjective,
        "nederlandse europese europees nieuwe huidige geldende toekomstige eu dutch european \
         oude vigerende new current herziene gewijzigde netherlands council commission",
    );
    literal(Word::Act(Regulation, false), "verordening regulation vo");
    literal(Word::Act(Regulation, true), "verordeningen regulations");
    literal(Word::Act(Directive, false), "richtlijn directive rl");
    literal(Word::Act(Directive, true), "richtlijnen directives");
    literal(Word::Act(Decision, false), "besluit decision beschikking");
    literal(Word::Act(Decision, true), "besluiten decisions");
    literal(
        Word::Act(Recommendation, false),
        "aanbeveling recommendation",
    );
    literal(
        Word::Act(ImplementingRegulation, false),
        "uitvoeringsverordening",
    );
    literal(
        Word::Act(ImplementingDirective, false),
        "uitvoeringsrichtlijn",
    );
    literal(Word::Act(ImplementingDecision, false), "uitvoeringsbesluit");
    literal(Word::Act(FrameworkDecision, false), "kaderbesluit");
    literal(Word::PlainAct(DutchAct), "wet act statute law wetboek code");
    literal(
        Word::PlainAct(Treaty),
        "verdrag treaty convention charter handvest covenant",
    );
    literal(Word::PlainAct(DutchDecree), "regeling decree");
    literal(Word::Delegated, "gedelegeerde gedelegeerd delegated");
    literal(Word::Implementing, "implementing");
    literal(Word::Framework, "framework");
    literal(Word::Number, "nr no nrs nos nummer");
    literal(
        Word::Instrument,
        "overeenkomst contract voorwaarden statuten reglement handreiking rapport \
         richtsnoeren richtsnoer norm modelbepalingen modelovereenkomst beleidsregel \
         beleidsregels cao code gedragscode convenant memorie nota toelichting uitspraak arrest \
         vonnis advies brief beleid plan protocol leidraad bestek huishoudelijk wetsvoorstel \
         voorstel gids kader toetsingskader kamerstuk kamerstukken guidelines guideline agreement \
         report opinion judgment judgement statutes policy bylaws terms standard convenience \
         aanbestedingsstukken offerte inkoopvoorwaarden verwerkersovereenkomst algemeenverbindend \
         apv ontwerp concept bill proposal wetsontwerp impact assessment tijdschrift magazine \
         publicatie boek handboek manual richting jaarverslag evaluatie onderzoek baseline iso \
         nen clauses clausules toolkit",
    );
    literal(Word::Following, "ev volgende ff seq sqq");
    literal(
        Word::Amount,
        "maanden maand dagen dag jaar jaren procent weken week uur uren euro miljoen miljard \
         duizend personen mensen keer maal andere anderen procentpunt graden kilometer meter \
         months days years percent weeks hours million billion people persons other others times \
         stuks gevallen cases documenten lidstaten werknemers deelnemers januari februari maart \
         april mei juni juli augustus september oktober november december january february march \
         may june july august october vragen stappen punten punt criteria \
         werkdagen minuten minutes seconden voorbeelden landen partijen",
    );
    literal(
        Word::Conjunction,
        "gelezen samenhang verbinding conjunction combinatie combination read",
    );
    literal(
        Word::WorkingParty,
        "werkgroep working groep wp29 werkgroepen",
    );
    literal(Word::Preamble, "considerans preamble preambule");
    literal(Word::Thereof, "hiervan daarvan ervan thereof");
    literal(
        Word::Abbreviation,
        "bijv vgl cf blz p pag mr dr prof o i c d w g e z dhr mw ca incl excl stb stcrt trb pb jr \
         etc a vs eg ie viz s",
    );
    list
}

const SLOTS: usize = 2048;

struct Table {
    slots: Vec<Option<(u64, Word)>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        slots: vec![None; SLOTS],
    };
    let ordinals = numerals::ordinal_words().map(|(name, value)| (name, Word::Ordinal(value)));
    let latin = ('a'..='j').filter_map(|letter| {
        numerals::latin_suffix(letter).map(|name| (name, Word::Latin(letter)))
    });
    for (name, word) in ordinals.chain(latin).chain(all()) {
        table.insert(hash(name.as_bytes()), word);
    }
    table
});

impl Table {
    fn slot(hash: u64) -> usize {
        usize::try_from(hash % SLOTS as u64).unwrap_or(0)
    }

    fn insert(&mut self, hash: u64, word: Word) {
        let mut index = Table::slot(hash);
        for _ in 0..SLOTS {
            match self.slots.get_mut(index) {
                Some(slot @ None) => {
                    *slot = Some((hash, word));
                    return;
                }
                // The first meaning stays.
                Some(Some((found, _))) if *found == hash => return,
                _ => index = (index + 1) % SLOTS,
            }
        }
    }

    fn get(&self, hash: u64) -> Word {
        let mut index = Table::slot(hash);
        loop {
            match self.slots.get(index) {
                Some(Some((found, word))) if *found == hash => return *word,
                Some(Some(_)) => index = (index + 1) % SLOTS,
                _ => return Word::Other,
            }
        }
    }
}

const START: u64 = 0xcbf2_9ce4_8422_2325;
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// Turns eight ASCII letters into lower case, and leaves digits.
const EACH_LOWER: u64 = u64::from_le_bytes([0x20; 8]);

fn step(hash: u64, eight: u64) -> u64 {
    let mixed = (hash ^ eight).wrapping_mul(FACTOR);
    mixed ^ (mixed >> 32)
}

/// The first eight bytes, the first the lowest; 0 for each that is not there.
fn eight(bytes: &[u8]) -> u64 {
    match bytes.first_chunk() {
        Some(eight) => u64::from_le_bytes(*eight),
        None => bytes
            .iter()
            .rev()
            .fold(0, |eight, byte| (eight << 8) | u64::from(*byte)),
    }
}

/// The hash of a word or number as it stands: eight bytes in one step, every step one to one, so
/// that no two of up to eight bytes have the same.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let (steps, rest) = bytes.as_chunks::<8>();
    let hash = steps
        .iter()
        .fold(START, |hash, eight| step(hash, u64::from_le_bytes(*eight)));
    step(hash, eight(rest))
}

/// The hash of a word, letters and digits, in lower case without diacritics.
pub(crate) fn folded(word: &str) -> u64 {
    let mut folded = Vec::with_capacity(word.len());
    for c in word.chars() {
        fold(c, &mut |byte| folded.push(byte));
    }
    hash(&folded)
}

/// Letters and digits of ASCII at the start of a text: how many bytes they take, and what
/// [`folded`] gives for them.
#[inline]
pub(crate) fn ascii_word(text: &[u8]) -> (usize, u64) {
    let mut hash = START;
    let (steps, last) = text.as_chunks::<8>();
    for (index, bytes) in steps.iter().enumerate() {
        let bytes = u64::from_le_bytes(*bytes);
        let others = others(bytes);
        let lower = bytes | EACH_LOWER;
        if others != 0 {
            return ends(index * 8, hash, lower, others);
        }
        hash = step(hash, lower);
    }
    let bytes = eight(last);
    ends(steps.len() * 8, hash, bytes | EACH_LOWER, others(bytes))
}

/// A word that ends within these eight bytes, in lower case, after so many others; the first of
/// the bytes that are marked is not of it.
fn ends(before: usize, hash: u64, lower: u64, others: u64) -> (usize, u64) {
    let first = others & others.wrapping_neg();
    let own = (first >> 7).wrapping_sub(1);
    let length = usize::try_from(others.trailing_zeros() / 8).unwrap_or(0);
    (before + length, step(hash, lower & own))
}

/// The highest bit of each of eight bytes that is no letter or digit of ASCII, the first the lowest.
fn others(eight: u64) -> u64 {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    const HIGHEST: u64 = EACH * 0x80;
    // Below 0x80 nothing is carried from one byte to the next: adding what lacks to 0x80 tells
    // which are at least so much.
    let at_least = |bytes: u64, least: u8| bytes + EACH * u64::from(0x80 - least);
    let low = eight & !HIGHEST;
    let lower = low | EACH_LOWER;
    let letter = at_least(lower, b'a') & !at_least(lower, b'z' + 1);
    let digit = at_least(low, b'0') & !at_least(low, b'9' + 1);
    (!(letter | digit) | eight) & HIGHEST
}

/// What the word of this hash means; it is of so many bytes.
pub(crate) fn meaning(hash: u64, length: usize) -> Word {
    // No keyword is longer, and most long words are none.
    if length > 24 {
        Word::Other
    } else {
        TABLE.get(hash)
    }
}

/// The hashes of all words that mean what is asked for.
pub(crate) fn hashes(wanted: impl Fn(Word) -> bool) -> impl Iterator<Item = u64> {
    let known = TABLE.slots.iter().flatten();
    known
        .filter(move |(_, word)| wanted(*word))
        .map(|(hash, _)| *hash)
}

/// A letter in lower case without diacritics.
fn fold(c: char, push: &mut impl FnMut(u8)) {
    let plain = match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'Á' | 'À' | 'Â' | 'Ä' | 'Ã' | 'Å' => b'a',
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => b'e',
        'í' | 'ì' | 'î' | 'ï' | 'Í' | 'Ì' | 'Î' | 'Ï' => b'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'Ó' | 'Ò' | 'Ô' | 'Ö' | 'Õ' => b'o',
        'ú' | 'ù' | 'û' | 'ü' | 'Ú' | 'Ù' | 'Û' | 'Ü' => b'u',
        'ç' | 'Ç' => b'c',
        'ñ' | 'Ñ' => b'n',
        '\u{300}'..='\u{36f}' => return,
        c if c.is_ascii() => c.to_ascii_lowercase() as u8,
        c => {
            let mut buffer = [0; 4];
            for lower in c.to_lowercase() {
                for byte in lower.encode_utf8(&mut buffer).bytes() {
                    push(byte);
                }
            }
            return;
        }
    };
    push(plain);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classify(word: &str) -> (u64, Word) {
        let hash = folded(word);
        (hash, meaning(hash, word.len()))
    }

    #[test]
    fn words_mean_the_same_in_any_case_and_spelling() {
        for (word, meaning) in [
            ("Artikel", Word::Head(Unit::Article, false)),
            ("ARTIKELEN", Word::Head(Unit::Article, true)),
            ("drieëntwintigste", Word::Ordinal(23)),
            ("alinea\u{301}", Word::Alinea),
            ("bis", Word::Latin('a')),
            ("kat", Word::Other),
        ] {
            assert_eq!(classify(word).1, meaning, "{word}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_word_of_ascii_is_read_as_any_word(text in "[A-Za-z0-9]{0,20}.{0,9}|.{0,9}") {
            let end = text
                .find(|c: char| !c.is_ascii_alphanumeric())
                .unwrap_or(text.len());
            proptest::prop_assert_eq!(
                ascii_word(text.as_bytes()),
                (end, folded(text.get(..end).unwrap_or_default()))
            );
        }
    }

    #[test]
    fn folding_is_one_hash() {
        assert_eq!(classify("artificiële").0, classify("ARTIFICIELE").0);
        assert_eq!(classify("artificiële").0, hash(b"artificiele"));
        assert_eq!(classify("NIS2").0, hash(b"nis2"));
        assert_ne!(classify("wet").0, classify("wed").0);
        assert_ne!(classify("overeenkomst").0, classify("overeenkomsten").0);
    }
}
