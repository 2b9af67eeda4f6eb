"""Tests of the comparison's own parts: python3 -m unittest discover benches"""

import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE / "peers")]

import compare
import measuring
import model
import scaling

REQUIREMENT = """\
---
title: Beproef het systeem
id: urn:nl:ak:ver:aia-04
levenscyclus:
- ontwerp
hulpmiddel:
- DPIA
---

Zie [de toets](../hulpmiddelen/DPIA.md#stappen) en [het plan](../maatregelen/2-owp-11-plan.md).
Een DPIA is geen plan; covid-19, aia-05-elders en urn:nl:ak:ver:aia-05 ook niet.

## Bronnen

- [De wet](https://wet.example/aia-04)
"""
MEASURE = """\
---
title: Maak een plan
id: urn:nl:ak:mtr:owp-11
vereiste:
- aia-04-toets
---
"""


def checkout(folder):
    """A framework of three documents and what is shared."""
    documents = {
        "vereisten/aia-04-toets": REQUIREMENT,
        "maatregelen/2-owp-11-plan": MEASURE,
        "hulpmiddelen/DPIA": "---\ntitle: Toets\n---\nTekst\n",
        "vereisten/index": "# Vereisten\n",
    }
    for name, text in documents.items():
        path = folder / scaling.COPIED / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for part in ("rollen", "levenscyclus", "onderwerpen"):
        (folder / "docs" / part).mkdir()
    (folder / "docs/levenscyclus/ontwerp.md").write_text("---\ntitle: Ontwerp\n---\n")
    return folder


class Folder(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        self.checkout = checkout(self.folder / "checkout")

    def scaled(self, copies):
        scaling.scale(self.checkout, self.folder / f"{copies}", copies)
        return self.folder / f"{copies}"


class Scaling(Folder):
    def test_every_copy_has_names_of_its_own_and_the_rest_is_there_once(self):
        corpus = self.scaled(12)
        names = sorted(path.name for path in corpus.rglob("*.md"))
        self.assertEqual(len(names), 3 * 12 + 2)
        for name in ("aia-04-toets.md", "aia-0104-toets.md", "aia-1104-toets.md", "DPIA-k11.md"):
            self.assertIn(name, names)
        urns = [values["id"][0] for *_, values, _ in model.documents(corpus) if "id" in values]
        self.assertEqual(len(urns), 2 * 12)
        self.assertEqual(len(set(urns)), len(urns))

    def test_the_first_copy_is_the_checkout(self):
        corpus = self.scaled(3)
        for path in self.checkout.rglob("*.md"):
            same = corpus / path.relative_to(self.checkout)
            self.assertEqual(same.read_bytes(), path.read_bytes())

    def test_references_move_along_and_words_stay(self):
        text = (self.scaled(3) / scaling.COPIED / "vereisten/aia-204-toets.md").read_text()
        for moved in (
            "id: urn:nl:ak:ver:aia-204\n",
            "- DPIA-k2\n",
            "(../hulpmiddelen/DPIA-k2.md#stappen)",
            "(../maatregelen/2-owp-211-plan.md)",
        ):
            self.assertIn(moved, text)
        for kept in ("- ontwerp\n", "Een DPIA is", "aia-05-elders", "ver:aia-05 ook", "/aia-04)"):
            self.assertIn(kept, text)

    def test_a_peer_maps_every_copy_alike(self):
        one, three, five = (len(list(model.statements(self.scaled(n)))) for n in (1, 3, 5))
        self.assertGreater(three, one)
        self.assertEqual(five - three, three - one)

    def test_no_reference_leads_to_another_copy(self):
        statements = list(model.statements(self.scaled(3)))
        relations = {
            (subject, value)
            for _, subject, predicate, _, value in statements
            if predicate == model.TERM + "requirement"
        }
        pairs = {("-11", "-04"), ("-111", "-104"), ("-211", "-204")}
        expected = {("urn:nl:ak:mtr:owp" + a, "urn:nl:ak:ver:aia" + b) for a, b in pairs}
        self.assertEqual(relations, expected)

    def test_what_is_no_checkout_is_refused(self):
        with self.assertRaises(scaling.ScalingError):
            scaling.scale(self.folder / "nowhere", self.folder / "out", 2)


class Measuring(unittest.TestCase):
    def test_processor_time_counts_processes_below(self):
        burn = "import time\nwhile time.process_time() < 0.3: pass"
        below = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}])"
        cost = measuring.run([sys.executable, "-c", below])
        self.assertGreaterEqual(cost.processor, 0.3)
        self.assertGreaterEqual(cost.wall, 0.3)

    def test_memory_is_that_of_the_largest(self):
        cost = measuring.run([sys.executable, "-c", "bytearray(200_000_000)"])
        self.assertGreater(cost.memory, 200_000_000)
        self.assertLess(measuring.floor(), 200_000_000)

    def test_a_failure_is_told_in_its_own_words(self):
        with self.assertRaisesRegex(measuring.Failed, "no such luck"):
            measuring.run([sys.executable, "-c", "raise SystemExit('no such luck')"])


class Reading(unittest.TestCase):
    def test_the_median_rate_of_each_benchmark_is_read(self):
        printed = """\
stages            fastest       │ slowest       │ median        │ mean          │ samples
╰─ writing                      │               │               │               │
   ╰─ writer                    │               │               │               │
      ├─ NQuads   5 ms          │ 9 ms          │ 6 ms          │ 6 ms          │ 100
      │           3 Mitem/s     │ 1 Mitem/s     │ 2.5 Mitem/s   │ 2 Mitem/s     │
      ╰─ Turtle   9 ms          │ 9 ms          │ 9 ms          │ 9 ms          │ 100
                  900 Kitem/s   │ 800 Kitem/s   │ 850 Kitem/s   │ 850 Kitem/s   │
"""
        self.assertEqual(list(compare.rates(printed)), [("NQuads", "2.5 M"), ("Turtle", "850 K")])

    def test_a_table_has_as_many_columns_in_every_line(self):
        lines = compare.table(["a", "b"], [["x", 1], ["y", 2]]).splitlines()
        self.assertEqual([line.count("|") for line in lines], [3, 3, 3, 3])


if __name__ == "__main__":
    unittest.main()
