"""What every peer maps: a checkout of the framework to statements, in plain Python.

Of each requirement, measure, instrument, role, phase and topic: its class, title, name, summary and
path; the concepts that its labels name; the requirements, measures and instruments that it names;
every section below a heading of level 2, with its place, title and Markdown; every link, to another
document as a relation, elsewhere as an address with its words. A graph a kind.

It leaves out what Kadergraaf maps beside that: citations and legislation, exceptions as groups,
inverses, matches with other vocabularies, provenance, the ontology, English, findings. It reads the
front matter as far as the framework uses it, values and lists of values, which costs less than YAML.

A statement is (graph, subject, predicate, form, object); graph, subject and predicate are IRIs, and
`form` says what the object is: "iri", "nl" (a Dutch text), "plain" or "integer".
"""

import os
import re
from urllib.parse import quote

BASE = "https://example.org/kader/"
TERM = BASE + "def#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
DCT = "http://purl.org/dc/terms/"

LAW = "docs/voldoen-aan-wetten-en-regels"
KINDS = {
    "requirement": f"{LAW}/vereisten",
    "measure": f"{LAW}/maatregelen",
    "instrument": f"{LAW}/hulpmiddelen",
    "role": "docs/rollen",
    "phase": "docs/levenscyclus",
    "topic": "docs/onderwerpen",
}
# Keys of the front matter whose values name documents, and of which kind these are.
NAMES = {
    "vereiste": "requirement",
    "maatregel": "measure",
    "hulpmiddel": "instrument",
    "rollen": "role",
    "levenscyclus": "phase",
    "onderwerp": "topic",
}
# Keys whose values are labels.
LABELS = (
    "soort-toepassing",
    "risicogroep",
    "rol-ai-act",
    "transparantieverplichting",
    "systeemrisico",
    "open-source",
    "uitzondering",
    "categorie",
    "status_vereiste",
)

KEY = re.compile(r"([\w-]+):[ \t]*(.*)")
ITEM = re.compile(r"[ \t]*-[ \t]+(.*)")
HEADING = re.compile(r"^## +(.+?)(?: *\{[^}]*\})? *$", re.MULTILINE)
LINK = re.compile(r"\[([^\]]+)\]\(([^()\s]+)")


def iri_of(kind, name):
    return f"{BASE}{kind}/{quote(name)}"


def scalar(text):
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    return text


def front_matter(text):
    """The values of each key, and where the body begins."""
    values, key, at = {}, None, 0
    if not text.startswith("---\n"):
        return values, 0
    for number, line in enumerate(text.splitlines(keepends=True)):
        at += len(line)
        if number == 0:
            continue
        if line.rstrip() == "---":
            break
        if found := KEY.match(line):
            key = found[1]
            values[key] = [scalar(found[2])] if found[2].strip() else []
        elif key and (found := ITEM.match(line)):
            values[key].append(scalar(found[1]))
    return values, at


def documents(root):
    """(kind, name, path, front matter, body) of each document."""
    for kind, folder in KINDS.items():
        for file in sorted(os.listdir(os.path.join(root, folder))):
            name, ending = os.path.splitext(file)
            if ending != ".md" or name == "index":
                continue
            path = f"{folder}/{file}"
            with open(os.path.join(root, path), encoding="utf-8", errors="replace") as opened:
                text = opened.read()
            values, at = front_matter(text)
            yield kind, name, path, values, text[at:]


def statements(root):
    """All statements of a checkout."""
    read = list(documents(root))
    known = {}
    for kind, name, path, values, _ in read:
        urn = next(iter(values.get("id", [])), "")
        iri = urn if urn.startswith("urn:") else iri_of(kind, name)
        known[kind, name] = known[path] = iri
    for kind, name, path, values, body in read:
        graph, thing = BASE + "graph/" + kind, known[path]

        def say(subject, predicate, form, value):
            return graph, subject, predicate, form, value

        yield say(thing, RDF_TYPE, "iri", TERM + kind.capitalize())
        yield say(thing, LABEL, "nl", next(iter(values.get("title", [])), name))
        yield say(thing, DCT + "identifier", "plain", name)
        yield say(thing, TERM + "path", "plain", path)
        for summary in values.get("toelichting", []) + values.get("summary", []):
            yield say(thing, DCT + "description", "nl", summary)
        for key, other in NAMES.items():
            for value in values.get(key, []):
                iri = known.get((other, value), iri_of(other, value))
                yield say(thing, TERM + other, "iri", iri)
        for key in LABELS:
            for value in values.get(key, []):
                yield say(thing, TERM + key, "iri", iri_of("label/" + key, value))
        parts = HEADING.split(body)
        for order, (title, markdown) in enumerate(zip(parts[1::2], parts[2::2]), 1):
            section = f"{thing}#section-{order}"
            yield say(thing, TERM + "section", "iri", section)
            yield say(section, RDF_TYPE, "iri", TERM + "Section")
            yield say(section, TERM + "order", "integer", str(order))
            yield say(section, LABEL, "nl", title)
            if markdown := markdown.strip():
                yield say(section, TERM + "markdown", "nl", markdown)
        for order, (words, address) in enumerate(LINK.findall(body), 1):
            if address.startswith(("http://", "https://")):
                link = f"{thing}#link-{order}"
                address = quote(address, safe="/:?#[]@!$&'()*+,;=%~")
                yield say(thing, TERM + "link", "iri", link)
                yield say(link, LABEL, "nl", " ".join(words.split()))
                yield say(link, TERM + "address", "iri", address)
            else:
                target = os.path.join(os.path.dirname(path), address.partition("#")[0])
                other = known.get(os.path.normpath(target))
                if other:
                    yield say(thing, DCT + "relation", "iri", other)
