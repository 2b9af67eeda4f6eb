// The words of a query in colours: text in, elements out; nothing of it is ever read as markup.
"use strict";

const KEYWORDS = new Set(("BASE PREFIX SELECT DISTINCT REDUCED CONSTRUCT DESCRIBE ASK FROM NAMED WHERE ORDER BY " +
  "ASC DESC LIMIT OFFSET VALUES OPTIONAL GRAPH UNION FILTER MINUS BIND AS SERVICE SILENT EXISTS NOT IN GROUP " +
  "HAVING COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT SEPARATOR UNDEF A TRUE FALSE STR LANG LANGMATCHES DATATYPE " +
  "BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE ENCODE_FOR_URI CONTAINS STRSTARTS " +
  "STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ NOW UUID STRUUID MD5 SHA1 SHA256 " +
  "SHA384 SHA512 COALESCE IF STRLANG STRDT SAMETERM ISIRI ISURI ISBLANK ISLITERAL ISNUMERIC REGEX SUBSTR REPLACE").split(" "));

const TOKEN = new RegExp([
  "(?<comment>#[^\\n]*)",
  "(?<iri><[^<>\"{}|^`\\\\\\s]*>)",
  "(?<string>\"\"\"[^]*?(?:\"\"\"|$)|'''[^]*?(?:'''|$)|\"(?:[^\"\\\\\\n]|\\\\.)*\"?|'(?:[^'\\\\\\n]|\\\\.)*'?)",
  "(?<variable>[?$][\\p{L}\\p{N}_]+)",
  "(?<name>(?:\\p{L}[\\p{L}\\p{N}_.-]*)?:[\\p{L}\\p{N}_.%-]*)",
  "(?<word>\\p{L}[\\p{L}\\p{N}_]*)",
].join("|"), "gu");

/** The text as a fragment; `fault` is the offset of what is wrong, or -1. */
function coloured(text, fault) {
  const fragment = document.createDocumentFragment();
  const put = (piece, kind, start) => {
    if (!piece) return;
    const hit = fault >= start && fault < start + piece.length;
    if (!kind && !hit) {
      fragment.append(piece);
      return;
    }
    const span = document.createElement("span");
    if (kind) span.className = kind;
    if (hit && !kind) {
      // Between words only the one character is marked.
      put(piece.slice(0, fault - start), "", start);
      span.textContent = piece[fault - start];
      span.className = "fault";
      fragment.append(span);
      put(piece.slice(fault - start + 1), "", fault + 1);
      return;
    }
    if (hit) span.classList.add("fault");
    span.textContent = piece;
    fragment.append(span);
  };
  let at = 0;
  for (const match of text.matchAll(TOKEN)) {
    put(text.slice(at, match.index), "", at);
    const { comment, iri, string, variable, name, word } = match.groups;
    const kind = comment ? "comment" : iri || name ? "name" : string ? "string" : variable ? "variable"
      : word && KEYWORDS.has(word.toUpperCase()) ? "keyword" : "";
    put(match[0], kind, match.index);
    at = match.index + match[0].length;
  }
  put(text.slice(at), "", at);
  // A last line that is empty has a height only with something on it.
  fragment.append("\n");
  return fragment;
}
