"""pyoxigraph_export.py CHECKOUT FILE: the statements of `model` through Oxigraph's store, as N-Quads."""

import sys

from model import statements
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

INTEGER = NamedNode("http://www.w3.org/2001/XMLSchema#integer")


def quads(root):
    for graph, subject, predicate, form, value in statements(root):
        if form == "iri":
            value = NamedNode(value)
        elif form == "nl":
            value = Literal(value, language="nl")
        elif form == "integer":
            value = Literal(value, datatype=INTEGER)
        else:
            value = Literal(value)
        yield Quad(NamedNode(subject), NamedNode(predicate), value, NamedNode(graph))


store = Store()
store.extend(quads(sys.argv[1]))
store.dump(sys.argv[2], format=RdfFormat.N_QUADS)
