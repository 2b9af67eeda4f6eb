"""morph_kgc_export.py CHECKOUT FILE: the statements of `model` through Morph-KGC, as N-Quads.

Morph-KGC maps tables, so the statements become a table a property, with columns for subject, graph
and object, and the RML mapping has a rule a property."""

import csv
import os
import subprocess
import sys
import tempfile

from model import statements

FORMS = {
    "iri": "rr:termType rr:IRI",
    "nl": 'rr:termType rr:Literal ; rr:language "nl"',
    "plain": "rr:termType rr:Literal",
    "integer": "rr:termType rr:Literal ; rr:datatype xsd:integer",
}
PREFIXES = """\
@prefix rr: <http://www.w3.org/ns/r2rml#> .
@prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
RULE = """
<#rule-{number}> a rr:TriplesMap ;
  rml:logicalSource [ rml:source "{table}" ; rml:referenceFormulation ql:CSV ] ;
  rr:subjectMap [ rml:reference "about" ; rr:termType rr:IRI ; rr:graphMap [ rml:reference "within" ] ] ;
  rr:predicateObjectMap [ rr:predicate <{predicate}> ; rr:objectMap [ rml:reference "value" ; {form} ] ] .
"""
CONFIGURATION = """\
[CONFIGURATION]
output_file: {output}
output_format: N-QUADS
logging_level: ERROR

[checkout]
mappings: {mapping}
"""

with tempfile.TemporaryDirectory() as folder:
    tables, files, rules = {}, [], [PREFIXES]
    for graph, subject, predicate, form, value in statements(sys.argv[1]):
        table = tables.get((predicate, form))
        if table is None:
            path = os.path.join(folder, f"{len(tables)}.csv")
            files.append(open(path, "w", newline="", encoding="utf-8"))
            table = tables[predicate, form] = csv.writer(files[-1])
            table.writerow(["about", "within", "value"])
            rule = {"number": len(tables), "table": path, "predicate": predicate}
            rules.append(RULE.format(form=FORMS[form], **rule))
        table.writerow([subject, graph, value])
    for file in files:
        file.close()
    mapping = os.path.join(folder, "mapping.ttl")
    with open(mapping, "w", encoding="utf-8") as out:
        out.write("".join(rules))
    configuration = os.path.join(folder, "morph.ini")
    with open(configuration, "w", encoding="utf-8") as out:
        out.write(CONFIGURATION.format(output=os.path.abspath(sys.argv[2]), mapping=mapping))
    subprocess.run([sys.executable, "-m", "morph_kgc", configuration], check=True)
