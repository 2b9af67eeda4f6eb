"""Corpora of any size, made from one checkout of the framework.

Copy 0 is the checkout as it is. Every further copy has the requirements, measures and instruments
once more, under file names and URNs of its own, with the references between them moved along; roles,
phases, topics and all other pages stand there once and are shared by all copies.
"""

import re
import shutil
from pathlib import Path

COPIED = "docs/voldoen-aan-wetten-en-regels"
FOLDERS = ("vereisten", "maatregelen", "hulpmiddelen")

# `aia-04-risico`, `2-owp-11-gebruikte-data`: an optional phase, a series, a number, words.
CODED = re.compile(r"((?:\d+-)?[a-z]+-)(\d+)((?:-.*)?)")
URN = r"urn:nl:ak:(?:ver|mtr):[a-z]+-\d+"
WORD = re.compile(rf"{URN}(?![\w-])|[\w-]+")
OWN_URN = re.compile(rf"^id:[ \t]*[\"']?({URN})", re.MULTILINE)
FRONT_MATTER = re.compile(r"---[ \t\r]*\n.*?\n---[ \t\r]*(?:\n|\Z)", re.DOTALL)


class ScalingError(Exception):
    """A corpus that cannot be made; the sentence says why."""


class Copy:
    """The names of one copy. The number of a copy has as many digits in all copies of a corpus, so
    that no two copies can have a name in common."""

    def __init__(self, number, digits):
        self.number = f"{number:0{digits}d}"

    def name(self, name):
        """`aia-04-risico` → `aia-304-risico`, `AIIA` → `AIIA-k3`: the series of a code stays, since
        it says to which act a requirement belongs."""
        coded = CODED.fullmatch(name)
        if coded:
            return f"{coded[1]}{self.number}{coded[2]}{coded[3]}"
        return f"{name}-k{self.number}"

    def reference(self, words):
        """A name or a URN in a text."""
        if words.startswith("urn:"):
            head, _, number = words.rpartition("-")
            return f"{head}-{self.number}{number}"
        return self.name(words)


class Template:
    """A document, split where it names another: text, reference, text, …, text."""

    def __init__(self, name, text, names):
        self.name = name
        self.parts = []
        front_matter = FRONT_MATTER.match(text)
        head = front_matter.end() if front_matter else 0
        done = 0
        for word in WORD.finditer(text):
            if is_reference(text, word, head, names):
                self.parts += [text[done : word.start()], word[0]]
                done = word.end()
        self.parts.append(text[done:])

    def text(self, copy):
        """The document in this copy."""
        parts = list(self.parts)
        parts[1::2] = [copy.reference(words) for words in parts[1::2]]
        return "".join(parts)


def is_reference(text, word, head, names):
    """Whether these words name a document that is copied. A name without a code may be any word, as
    `DPIA`, and counts as a value of the front matter and as the name of a file only."""
    if word[0] not in names:
        return False
    coded = word[0].startswith("urn:") or CODED.fullmatch(word[0])
    if coded or text.startswith(".md", word.end()):
        return True
    line = text[text.rfind("\n", 0, word.start()) + 1 : word.start()].strip()
    ends = text[word.end() : word.end() + 1] in ("", "\n", "\r")
    return word.end() <= head and ends and line == "-"


def scale(checkout, folder, copies):
    """Writes a corpus of so many copies to a folder that is not there yet."""
    checkout, folder = Path(checkout), Path(folder)
    if not (checkout / "docs").is_dir():
        raise ScalingError(f"{checkout}: not a checkout of the framework (it has no folder docs)")
    shutil.copytree(
        checkout, folder, ignore=shutil.ignore_patterns(".*", "node_modules"), symlinks=True
    )
    documents = [
        path
        for part in FOLDERS
        for path in sorted((checkout / COPIED / part).glob("*.md"))
        if path.stem != "index"
    ]
    texts = [path.read_bytes().decode("utf-8", "surrogateescape") for path in documents]
    names = {path.stem for path in documents}
    names.update(urn for text in texts for urn in OWN_URN.findall(text))
    templates = [
        (path.parent.name, Template(path.stem, text, names))
        for path, text in zip(documents, texts)
    ]
    digits = len(str(max(copies - 1, 1)))
    for number in range(1, copies):
        copy = Copy(number, digits)
        for part, template in templates:
            path = folder / COPIED / part / f"{copy.name(template.name)}.md"
            # "x": two documents of one name would make the corpus smaller than it says.
            with open(path, "x", encoding="utf-8", errors="surrogateescape", newline="") as out:
                out.write(template.text(copy))


def size(folder):
    """How many files of a corpus are read, and their bytes together."""
    files = [
        path
        for pattern in ("docs/**/*.md", "includes/**/*.md", "*.csv", "script/**/*.csv")
        for path in Path(folder).glob(pattern)
    ]
    return len(files), sum(path.stat().st_size for path in files)
