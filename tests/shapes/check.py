#!/usr/bin/env python3
"""The contract of the graph, by pySHACL and by `kadergraaf check --graph`: both must say the same.

    python tests/shapes/check.py target/debug/kadergraaf [DATASET …]

* ontology/shapes.ttl is well-formed SHACL;
* the export of the built-in edition breaks nothing;
* tests/fixtures/shapes/good.ttl breaks nothing, and each case of cases.txt, which changes it in one
  place, breaks exactly the shape and the component that the case names;
* every constraint of the shapes has a case;
* for all of these, the fixture's export and every DATASET that is named besides, pySHACL and the
  program report the same focus nodes, paths, shapes, components and values.
"""

import argparse
import functools
import json
import multiprocessing
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pyshacl
from rdflib import RDF, SH, BNode, Dataset, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

ROOT = Path(__file__).resolve().parent.parent.parent
SHAPES = ROOT / "ontology" / "shapes.ttl"
CASES = ROOT / "tests" / "fixtures" / "shapes"
SHAPE = "https://w3id.org/kadergraaf/def/shapes#"

# The codes of the program, one a kind of constraint (src/contract/compile.rs).
CODES = {
    "MinCount": "graph-too-few",
    "QualifiedMinCount": "graph-too-few",
    "MaxCount": "graph-too-many",
    "Class": "graph-class",
    "Datatype": "graph-datatype",
    "NodeKind": "graph-node-kind",
    "Pattern": "graph-pattern",
    "LanguageIn": "graph-language",
    "UniqueLang": "graph-unique-language",
    "In": "graph-value",
    "HasValue": "graph-value",
    "Equals": "graph-equals",
    "Disjoint": "graph-disjoint",
    "MinInclusive": "graph-range",
    "MinLength": "graph-length",
    "Or": "graph-logic",
    "Not": "graph-logic",
}


def component_of(iri):
    return iri.removeprefix(str(SH)).removesuffix("ConstraintComponent")


def constraints(shapes):
    """Every shape with each of its components, by the parameters that it has."""
    parameters = {name[0].lower() + name[1:]: name for name in CODES}
    found = set()
    for shape in set(shapes.subjects(RDF.type, SH.NodeShape)) | set(
        shapes.subjects(RDF.type, SH.PropertyShape)
    ):
        for predicate in shapes.predicates(shape, None):
            local = predicate.removeprefix(str(SH))
            if local in parameters:
                found.add((shape.removeprefix(SHAPE), parameters[local]))
    return found


# Cases


class Case:
    """What is done to the good graph, and what must then be broken."""

    def __init__(self, head, lines):
        self.shape, *self.components = head.split()
        self.lines = lines

    def expected(self):
        return {(self.shape, component) for component in self.components}

    def graph(self, good, prefixes):
        graph = Graph()
        for triple in good:
            graph.add(triple)
        prologue = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes.items())
        for line in self.lines:
            step, rest = line.split(" ", 1)
            if step == "-":
                form = "DELETE WHERE" if "?" in rest else "DELETE DATA"
                before = len(graph)
                graph.update(f"{prologue}{form} {{ {rest} }}")
                assert len(graph) < before, f"takes nothing away: {line}"
            elif step == "+":
                graph.update(f"{prologue}INSERT DATA {{ {rest} }}")
            elif step in ("rename", "copy"):
                one, other = (name_of(word, prefixes) for word in rest.split())
                rename(graph, one, other, keep=step == "copy")
            else:
                raise ValueError(f"no such step: {line}")
        return graph


def name_of(word, prefixes):
    if word.startswith("<"):
        return URIRef(word.strip("<>"))
    prefix, local = word.split(":", 1)
    return URIRef(prefixes[prefix] + local)


def rename(graph, one, other, keep):
    said = list(graph.triples((one, None, None)))
    assert said, f"nothing is said of {one}"
    for _, predicate, value in said:
        graph.add((other, predicate, value))
    if not keep:
        graph.remove((one, None, None))
        for subject, predicate, _ in list(graph.triples((None, None, one))):
            graph.remove((subject, predicate, one))
            graph.add((subject, predicate, other))


def read_cases():
    text = (CASES / "good.ttl").read_text(encoding="utf-8")
    prefixes = dict(re.findall(r"^@prefix (\w+): <([^>]*)> \.$", text, re.M))
    good = Graph().parse(data=text, format="turtle")
    cases = []
    for line in (CASES / "cases.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            cases.append(Case(line[2:], []))
        elif line.strip() and not line.startswith("#"):
            cases[-1].lines.append(line)
    return good, prefixes, cases


# What pySHACL says


def path_text(shapes, path):
    """A path as SPARQL writes it, in full IRIs."""
    if isinstance(path, URIRef):
        return f"<{path}>"
    inverse = shapes.value(path, SH.inversePath)
    if inverse is not None:
        return f"^{path_text(shapes, inverse)}"
    alternative = shapes.value(path, SH.alternativePath)
    parts = Collection(shapes, alternative if alternative is not None else path)
    sign = "|" if alternative is not None else "/"
    return "(" + sign.join(path_text(shapes, part) for part in parts) + ")"


def term_text(term):
    if term is None:
        return None
    if isinstance(term, BNode):
        return "_:"
    if isinstance(term, URIRef):
        return f"<{term}>"
    return term.n3() if isinstance(term, Literal) else str(term)


@functools.cache
def parsed_shapes():
    """Once a process."""
    return Graph().parse(SHAPES)


def by_pyshacl(graph):
    """(focus, path, shape, component, value, severity) of every result."""
    shapes = parsed_shapes()
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none", inplace=True)
    results = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        shape = report.value(result, SH.sourceShape)
        path = shapes.value(shape, SH.path)
        results.add(
            (
                term_text(report.value(result, SH.focusNode)),
                path_text(shapes, path) if path is not None else None,
                shape.removeprefix(SHAPE),
                component_of(report.value(result, SH.sourceConstraintComponent)),
                term_text(report.value(result, SH.value)),
                report.value(result, SH.resultSeverity).removeprefix(str(SH)),
            )
        )
    return results


# What the program says


def by_program(binary, path):
    """(graph, focus, path, shape, code, value) of every finding, and the exit status."""
    run = subprocess.run(
        [binary, "check", "--quiet", "--format", "json", "--graph", path],
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode not in (0, 1):
        sys.exit(f"{path}: {run.stderr}")
    found = set()
    for finding in json.loads(run.stdout)["findings"]:
        graph = re.match(r"^\S+, in the graph (\S+): ", finding["message"])
        focus, key = finding["concerns"], finding.get("key")
        if not focus.startswith(("_:", '"')):
            focus = f"<{focus}>"
        if key is not None and not re.match(r"[\^(<]", key):
            key = f"<{key}>"
        value = finding.get("value")
        found.add(
            (
                graph.group(1) if graph else None,
                re.sub(r"^_:.*", "_:", focus),
                key,
                finding["rule"].removeprefix(SHAPE),
                finding["code"],
                value and re.sub(r"^_:.*", "_:", value),
            )
        )
    assert run.returncode == int(any(code != "graph-recommended" for *_, code, _ in found))
    return found


def as_program(results, graph):
    """The same as the program says it: one code may stand for two components."""
    return {
        (graph, focus, path, shape, CODES[component] if severity == "Violation" else "graph-recommended", value)
        for focus, path, shape, component, value, severity in results
    }


# Everything together


def graphs_of(path):
    """The graphs of a dataset, each with the name that the program's messages give it."""
    dataset = Dataset()
    dataset.parse(path)
    for part in dataset.graphs():
        if len(part) == 0:
            continue
        graph = Graph()
        for triple in part:
            graph.add(triple)
        name = None
        if part.identifier != DATASET_DEFAULT_GRAPH_ID:
            name = str(part.identifier).replace("https://w3id.org/kadergraaf/id/", "id:", 1)
        yield name, graph


def compare(title, by_shacl, by_queries):
    """Prints what only one of the two says."""
    for who, what in (("pySHACL", by_shacl - by_queries), ("check --graph", by_queries - by_shacl)):
        for each in sorted(what, key=str)[:5]:
            print(f"  {title}: only {who} says {each}")
    return by_shacl == by_queries


def check_shapes(_):
    """SHACL's own shapes of shapes."""
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=parsed_shapes(), meta_shacl=True)
    return conforms, text


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("binary")
    arguments.add_argument("datasets", nargs="*", metavar="DATASET")
    arguments = arguments.parse_args()
    failures = []
    good, prefixes, cases = read_cases()

    wanted = constraints(parsed_shapes())
    covered = set().union(*(case.expected() for case in cases))
    for shape, component in sorted(wanted - covered):
        failures.append(f"{shape} {component}: no case breaks it")
    for shape, component in sorted(covered - wanted):
        failures.append(f"{shape} {component}: a case names it and the shapes have it not")

    with tempfile.TemporaryDirectory() as folder, multiprocessing.Pool() as pool:
        # The shapes themselves.
        meta = pool.map_async(check_shapes, [None])

        # Cases: one dataset with a named graph each, so that the program starts once.
        graphs = [case.graph(good, prefixes) for case in cases]
        results = pool.map_async(by_pyshacl, graphs, chunksize=4)
        path = Path(folder) / "cases.nq"
        with path.open("w", encoding="utf-8") as file:
            for number, graph in enumerate(graphs):
                for subject, predicate, value in graph:
                    terms = (subject.n3(), predicate.n3(), value.n3())
                    file.write(f"{' '.join(terms)} <urn:x:case-{number}> .\n")
        said = by_program(arguments.binary, path)

        # Whole datasets.
        datasets = [CASES / "good.ttl", *arguments.datasets]
        for name, source in (("edition", []), ("fixture", ["--source", ROOT / "tests/fixtures/kader"])):
            export = Path(folder) / f"{name}.trig"
            subprocess.run(
                [arguments.binary, "export", "--quiet", *source, "--output", export], check=True
            )
            datasets.append(export)
        for dataset in datasets:
            found = set()
            for name, graph in graphs_of(dataset):
                outcome = pool.apply(by_pyshacl, (graph,))
                found |= as_program(outcome, name)
                for result in outcome:
                    if result[-1] == "Violation":
                        failures.append(f"{dataset}: breaks {result[2]} {result[3]}: {result[0]}")
            if not compare(dataset, found, by_program(arguments.binary, dataset)):
                failures.append(f"{dataset}: pySHACL and check --graph differ")
            print(f"{Path(dataset).name}: {len(found)} results, none a violation")

        for number, (case, outcome) in enumerate(zip(cases, results.get())):
            name = f"{case.shape} {' '.join(case.components)}"
            broken = {(shape, component) for _, _, shape, component, _, _ in outcome}
            if broken != case.expected():
                failures.append(f"{name}: breaks {sorted(broken) or 'nothing'}: {case.lines}")
            graph = f"urn:x:case-{number}"
            own = {finding for finding in said if finding[0] == graph}
            if not compare(name, as_program(outcome, graph), own):
                failures.append(f"{name}: pySHACL and check --graph differ")
        [(conforms, text)] = meta.get()
        if not conforms:
            failures.append(f"{SHAPES.name}: {text}")

    print(f"{len(wanted)} constraints, {len(cases)} cases")
    for failure in failures:
        print(f"FAILED {failure}")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
