"use strict";
// The page reads without this: it adds the filter and the buttons that copy.
(() => {
  const form = document.getElementById("filter");
  if (!form) return;
  const words = document.getElementById("words");
  const shape = document.getElementById("shape");
  const shown = document.getElementById("shown");
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const groups = [...document.querySelectorAll(".group")].map((element) => ({
    element,
    head: folded(element.querySelector("h2").textContent + " " + (element.querySelector(":scope > .message")?.textContent ?? "")),
    results: [...element.querySelectorAll(".result")].map((result) => ({ result, text: folded(result.textContent) })),
  }));
  const total = groups.reduce((sum, group) => sum + group.results.length, 0);

  function filter() {
    const wanted = folded(words.value).split(/\s+/).filter(Boolean);
    const severities = new Set([...form.querySelectorAll("[name=severity]:checked")].map((box) => box.value));
    let count = 0;
    for (const group of groups) {
      const open = severities.has(group.element.dataset.severity) && (!shape.value || shape.value === group.element.dataset.shape);
      let left = 0;
      for (const { result, text } of group.results) {
        const fits = open && wanted.every((word) => text.includes(word) || group.head.includes(word));
        result.hidden = !fits;
        left += fits;
      }
      group.element.hidden = !left;
      count += left;
    }
    shown.textContent = count === total ? `${total} results shown` : `${count} of ${total} results shown`;
  }

  let waiting;
  words.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => { event.preventDefault(); filter(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) { event.preventDefault(); words.focus(); }
  });
  if (navigator.clipboard) {
    for (const block of document.querySelectorAll(".decision pre")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = "Copy";
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(block.textContent);
        button.textContent = "Copied";
        setTimeout(() => { button.textContent = "Copy"; }, 2000);
      });
      block.after(button);
    }
  }
  form.hidden = false;
  filter();
})();
