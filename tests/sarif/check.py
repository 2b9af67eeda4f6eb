"""Whether what `kadergraaf check --format sarif` writes is SARIF 2.1.0.

    python check.py PROGRAM SCHEMA [CHECKOUT...]

SCHEMA is the JSON Schema of the standard (OASIS, SARIF 2.1.0, appendix), which the repository does not
hold: `.ci/run` takes it from a package. Validated are the reports on each checkout, on the small
framework of the tests, on a folder with odd names and texts, on one in which nothing is wrong, and on
a graph that breaks the contract. What the schema cannot say is looked at too: that every region lies
in the text of its file, and that every address is a relative one.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse

import jsonschema

HERE = pathlib.Path(__file__).parent


def report(program, *arguments):
    """The report on something, as JSON; the program must have been able to check it."""
    ran = subprocess.run([program, "check", *arguments, "--format", "sarif"], capture_output=True)
    if ran.returncode not in (0, 1):
        sys.exit(f"{arguments}: exit status {ran.returncode}: {ran.stderr.decode()}")
    return json.loads(ran.stdout)


def odd(folder):
    """Names and texts that addresses and columns may go wrong on."""
    docs = folder / "docs"
    docs.mkdir()
    (docs / "a b:c%d#é.md").write_text("---\ntitle: T\n---\n😀é [a]() 🏳️‍🌈 [b](www.a.nl)\n")
    (docs / "samengesteld.md").write_text("---\ntitle: T\n---\ne\u0301e\u0301 [a]()\n")
    (docs / "latijn.md").write_bytes(b"---\ntitle: Co\xf6\n---\nx\r\n[a]()\r\n")
    (folder / "kadergraaf.yaml").write_text(
        "accept:\n  - code: empty-value\n    file: docs/**\n    reason: proef\n    until: 2020-01-01\n"
    )
    return folder


def sound(folder):
    (folder / "docs").mkdir()
    (folder / "docs" / "a.md").write_text("---\ntitle: T\n---\nTekst.\n")
    return folder


def wrong(log, root, validator):
    """What is wrong with a report, in words."""
    for error in validator.iter_errors(log):
        yield f"{'/'.join(map(str, error.path))}: {error.message[:300]}"
    (run,) = log["runs"]
    if run.get("columnKind") != "unicodeCodePoints":
        yield "columnKind"
    seen = set()
    for result in run["results"]:
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        if rule["id"] != result["ruleId"]:
            yield f"{result['ruleId']}: its index is that of {rule['id']}"
        prints = json.dumps(result["partialFingerprints"], sort_keys=True)
        if prints in seen:
            yield f"{prints}: twice"
        seen.add(prints)
        for location in result["locations"]:
            place = location["physicalLocation"]
            address = place["artifactLocation"]["uri"]
            split = urllib.parse.urlsplit(address)
            is_whole = split.scheme == "file" and "uriBaseId" not in place["artifactLocation"]
            is_path = not (split.scheme or split.netloc or address.startswith("/"))
            if split.query or split.fragment or not (is_whole if root is None else is_path):
                yield f"{address}: not a relative path, or one without a root"
            file = None if root is None else root / urllib.parse.unquote(split.path)
            region = place.get("region")
            if file is None or not file.is_file() or region is None:
                continue
            try:
                lines = file.read_bytes().decode("utf-8").split("\n")
            except UnicodeDecodeError:
                lines = file.read_bytes().decode("cp1252").split("\n")
            if region["startLine"] > len(lines):
                yield f"{address}:{region['startLine']}: beyond the file"
                continue
            line = lines[region["startLine"] - 1].rstrip("\r")
            start, end = region["startColumn"], region.get("endColumn", region["startColumn"])
            if not 1 <= start <= end <= max(len(line), 1) + 1:
                yield f"{address}:{region['startLine']}:{start}-{end}: not in the line"
            if result["ruleId"] == "empty-link" and not line[start - 1 : end - 1].endswith("]()"):
                yield f"{address}:{region['startLine']}: marks {line[start - 1 : end - 1]!r}"


def main():
    program, schema, *checkouts = sys.argv[1:]
    schema = json.loads(pathlib.Path(schema).read_text())
    validator = jsonschema.validators.validator_for(schema)(schema)
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        (scratch / "odd").mkdir()
        (scratch / "sound").mkdir()
        graph = scratch / "graph.ttl"
        graph.write_text("<urn:a> a <https://w3id.org/kadergraaf/def#Measure> .")
        roots = [odd(scratch / "odd"), sound(scratch / "sound"), HERE.parent / "fixtures" / "kader"]
        reports = [(root, report(program, str(root))) for root in roots + [*map(pathlib.Path, checkouts)]]
        reports.append((None, report(program, "--graph", str(graph))))
        failed = False
        for root, log in reports:
            results = len(log["runs"][0]["results"])
            mistakes = list(wrong(log, root, validator))
            failed |= bool(mistakes)
            print(f"{root or graph.name}: {results} results, {len(mistakes)} mistakes")
            for mistake in mistakes[:20]:
                print("  ", mistake)
    sys.exit(1 if failed else 0)


main()
