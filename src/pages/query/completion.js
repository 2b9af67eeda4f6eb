
// What stands before the caret and may be completed: a variable, or up to five words or names.
const UNFINISHED = /(?:[\p{L}\p{N}_:.\/-]+ +){0,4}[\p{L}\p{N}_:.\/-]+$/u;
const VARIABLE = /[?$][\p{L}\p{N}_]*$/u;

/** Suggestions under the caret: arrows choose, Enter takes, Escape closes, Tab goes on. */
class Completion {
  constructor(editor, address) {
    this.editor = editor;
    this.address = address;
    this.items = [];
    this.chosen = -1;
    this.list = document.createElement("ul");
    this.list.id = "completions";
    this.list.className = "completions";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", document.documentElement.lang === "nl" ? "Aanvullingen" : "Completions");
    this.list.hidden = true;
    this.said = document.createElement("p");
    this.said.className = "visually-hidden";
    this.said.setAttribute("role", "status");
    const field = editor.field;
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.list.id);
    editor.box.append(this.list, this.said);
    field.addEventListener("input", (event) => {
      if (this.taking) return;
      const before = this.before();
      const word = before.match(/[\p{L}\p{N}_:.\/-]+$/u)?.[0] ?? "";
      const typed = event.inputType?.startsWith("insert");
      if (typed && !VARIABLE.test(before) && (word.includes(":") || word.length > 3)) this.look(false);
      else this.close();
    });
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("blur", () => this.close());
    field.addEventListener("click", () => this.close());
    // The field keeps the focus while one of the list is clicked.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const item = event.target.closest("li");
      if (item) this.take([...this.list.children].indexOf(item));
    });
  }

  before() {
    const { value, selectionStart } = this.editor.field;
    return value.slice(value.lastIndexOf("\n", selectionStart - 1) + 1, selectionStart);
  }

  async look(asked) {
    const field = this.editor.field;
    const phrase = this.before().match(UNFINISHED)?.[0] ?? "";
    const caret = field.selectionStart;
    this.looking?.abort();
    this.looking = new AbortController();
    try {
      const address = `${this.address}&q=${encodeURIComponent(phrase)}`;
      const answer = await fetch(address, { signal: this.looking.signal });
      if (!answer.ok || field.selectionStart !== caret) return;
      this.show(await answer.json(), caret, asked);
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show({ length, items }, caret, asked) {
    this.items = items;
    this.start = caret - length;
    if (!items.length) return this.close();
    this.list.replaceChildren(...items.map((item, place) => {
      const element = document.createElement("li");
      element.id = `completion-${place}`;
      element.setAttribute("role", "option");
      const detail = document.createElement("span");
      detail.className = "detail";
      detail.textContent = item.detail;
      element.append(item.label, detail);
      return element;
    }));
    this.list.hidden = false;
    const { left, top, height } = this.editor.point(this.start);
    const room = this.editor.box.clientWidth - this.list.offsetWidth;
    this.list.style.insetInlineStart = `${Math.max(0, Math.min(left, room))}px`;
    this.list.style.insetBlockStart = `${top + height + 2}px`;
    // Without being asked nothing is chosen, so that Enter stays a new line.
    this.choose(asked ? 0 : -1);
    const dutch = document.documentElement.lang === "nl";
    this.said.textContent = dutch ? `${items.length} aanvullingen` : `${items.length} completions`;
  }

  choose(place) {
    this.chosen = place;
    [...this.list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === place)));
    const item = this.list.children[place];
    if (item) {
      this.editor.field.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    } else this.editor.field.removeAttribute("aria-activedescendant");
  }

  close() {
    this.looking?.abort();
    this.list.hidden = true;
    this.said.textContent = "";
    this.choose(-1);
  }

  key(event) {
    if (event.ctrlKey && event.code === "Space") {
      event.preventDefault();
      this.look(true);
      return;
    }
    if (this.list.hidden) return;
    const last = this.items.length - 1;
    if (event.key === "ArrowDown") this.choose(this.chosen < last ? this.chosen + 1 : 0);
    else if (event.key === "ArrowUp") this.choose(this.chosen > 0 ? this.chosen - 1 : last);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && !event.ctrlKey && this.chosen >= 0) this.take(this.chosen);
    else {
      if (["Enter", "ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) this.close();
      return;
    }
    event.preventDefault();
  }

  take(place) {
    const { insert, prefix, namespace } = this.items[place];
    const field = this.editor.field;
    this.taking = true;
    this.editor.replace(this.start, field.selectionStart, insert);
    const declared = new RegExp(`\\bPREFIX\\s+${prefix}:`, "iu");
    if (prefix && !declared.test(field.value)) {
      const caret = field.selectionStart;
      const line = `PREFIX ${prefix}: <${namespace}>\n`;
      this.editor.replace(0, 0, line);
      field.setSelectionRange(caret + line.length, caret + line.length);
    }
    this.taking = false;
    this.close();
  }
}
