
/** The field with its text in colours behind it. The field stays a field: undo, Tab and readers work. */
class Editor {
  constructor(field) {
    this.field = field;
    this.box = field.parentElement;
    this.fault = -1;
    const pre = document.createElement("pre");
    pre.className = "editor__colours";
    pre.setAttribute("aria-hidden", "true");
    this.code = pre.appendChild(document.createElement("code"));
    this.pre = pre;
    this.box.prepend(pre);
    this.box.classList.add("editor--coloured");
    field.addEventListener("input", () => {
      this.fault = -1;
      field.removeAttribute("aria-invalid");
      this.draw();
    });
    field.addEventListener("scroll", () => this.follow());
    new ResizeObserver(() => this.follow()).observe(field);
    this.draw();
  }

  draw() {
    this.code.replaceChildren(coloured(this.field.value, this.fault));
    this.follow();
  }

  follow() {
    this.pre.scrollTop = this.field.scrollTop;
    this.pre.scrollLeft = this.field.scrollLeft;
  }

  /** Where a line and a column are in the text; columns count characters, not halves of them. */
  offset(line, column) {
    const lines = this.field.value.split("\n");
    let offset = 0;
    for (let i = 0; i < line - 1 && i < lines.length; i++) offset += lines[i].length + 1;
    const here = [...(lines[line - 1] ?? "")].slice(0, column - 1).join("").length;
    return Math.min(offset + here, this.field.value.length);
  }

  /** Shows what is wrong at its place, and puts the caret there. */
  mark(line, column) {
    const place = this.offset(line, column);
    // At the end there is nothing to mark but what stands before it.
    this.fault = Math.min(place, Math.max(0, this.field.value.trimEnd().length - 1));
    this.field.setAttribute("aria-invalid", "true");
    this.draw();
    this.field.focus();
    this.field.setSelectionRange(place, place);
  }

  /** Puts text in the place of a stretch, as typing does: it can be undone. */
  replace(start, end, text) {
    this.field.focus();
    this.field.setSelectionRange(start, end);
    // The one way that keeps the field's own undo.
    if (!document.execCommand("insertText", false, text)) {
      this.field.setRangeText(text, start, end, "end");
      this.field.dispatchEvent(new Event("input"));
    }
  }

  /** Where an offset stands on the screen, from the corner of the box. */
  point(offset) {
    const walker = document.createTreeWalker(this.code, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    while (node && offset > node.length) {
      offset -= node.length;
      node = walker.nextNode();
    }
    if (!node) return { left: 0, top: 0, height: 24 };
    const range = document.createRange();
    range.setStart(node, offset);
    range.setEnd(node, offset);
    const at = range.getBoundingClientRect();
    const box = this.box.getBoundingClientRect();
    return { left: at.left - box.left, top: at.top - box.top, height: at.height || 24 };
  }
}
