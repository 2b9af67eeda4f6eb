"""rdflib_export.py CHECKOUT FILE: the statements of `model` through rdflib, as N-Quads."""

import sys

from model import statements
from rdflib import XSD, Dataset, Literal, URIRef

dataset = Dataset()
graphs = {}
for graph, subject, predicate, form, value in statements(sys.argv[1]):
    if graph not in graphs:
        graphs[graph] = dataset.graph(URIRef(graph))
    if form == "iri":
        value = URIRef(value)
    elif form == "nl":
        value = Literal(value, lang="nl")
    elif form == "integer":
        value = Literal(value, datatype=XSD.integer)
    else:
        value = Literal(value)
    graphs[graph].add((URIRef(subject), URIRef(predicate), value))
dataset.serialize(sys.argv[2], format="nquads", encoding="utf-8")
