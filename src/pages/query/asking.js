
/** Asks without leaving the page; the server makes the answer, its address is that of the page. */
(() => {
  const form = document.getElementById("ask");
  const field = document.getElementById("query");
  if (!form || !field) return;
  const editor = new Editor(field);
  new Completion(editor, form.dataset.completions);
  const LONGEST = 6000;

  const showFault = () => {
    const fault = document.getElementById("fault");
    if (fault?.dataset.line) editor.mark(Number(fault.dataset.line), Number(fault.dataset.column));
  };

  const show = (page) => {
    const fresh = new DOMParser().parseFromString(page, "text/html");
    const result = fresh.getElementById("result");
    if (!result) throw new Error("no result");
    document.getElementById("result").replaceWith(document.adoptNode(result));
    // The way to the other language keeps the query.
    const there = document.querySelector(".language-switch a");
    const link = fresh.querySelector(".language-switch a");
    if (there && link) there.href = link.getAttribute("href");
    showFault();
  };

  let asking;
  const ask = async () => {
    const parameters = new URLSearchParams({ query: field.value });
    const address = `${form.action}?${parameters}`;
    const short = address.length <= LONGEST;
    asking?.abort();
    asking = new AbortController();
    form.setAttribute("aria-busy", "true");
    try {
      const options = { headers: { Accept: "text/html" }, signal: asking.signal };
      const answer = short ? await fetch(address, options)
        : await fetch(form.action, { ...options, method: "POST", body: parameters });
      show(await answer.text());
      if (short && location.href !== address) history.pushState(null, "", address);
      form.removeAttribute("aria-busy");
    } catch (error) {
      if (error.name === "AbortError") return;
      form.removeAttribute("aria-busy");
      // What a script cannot do, the form can.
      form.method = short ? "get" : "post";
      form.submit();
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      ask();
    }
  });
  addEventListener("popstate", () => location.reload());
  showFault();
})();
