/* Pages with Flattr's old buttons: FlattrLoader of its version 0.6, on the obolus button. */
(() => {
  "use strict";
  const script = document.currentScript, from = new URL(script.src), options = from.searchParams, prefix = options.get("html5-key-prefix") || "data-flattr";
  const known = ["uid", "title", "url", "description", "button", "category", "language", "tags", "hidden", "popout", "owner", "revsharekey"];
  const loading = [];

  // "flattr;uid:x;category:text;" in rel or rev; a value can contain \; and quotes.
  const parse = text => {
    const found = {};
    if (!/^flattr\s*;/.test(text)) return found;
    for (const part of text.replace(/\\;/g, "\0").split(";").slice(1)) {
      const at = part.indexOf(":");
      if (at > 0) found[part.slice(0, at).trim()] = part.slice(at + 1).trim().replace(/\0/g, ";").replace(/\\(["'\\])/g, "$1");
    }
    return found;
  };
  const make = wanted => {
    const b = document.createElement("obolus-give");
    if (wanted.url) b.setAttribute("url", wanted.url);
    if (wanted.title) b.setAttribute("title", wanted.title);
    b.said = {};
    for (const name of ["description", "language", "tags", "category", "hidden"]) {
      const value = wanted[name] ?? options.get(name);
      if (value) b.said[name] = String(value).slice(0, 1000);
    }
    const language = (wanted.language || options.get("language") || "").replace("_", "-");
    if (language) b.lang = language;
    if ((wanted.button || options.get("button")) === "compact") { b.style.setProperty("--obolus-height", "1.75rem"); b.style.setProperty("--obolus-size", ".8rem"); b.style.setProperty("--obolus-width", "9rem"); }
    return b;
  };
  const read = anchor => {
    const wanted = { url: anchor.getAttribute("href") && anchor.href, title: anchor.title, language: anchor.lang, description: anchor.textContent.trim(), ...parse(anchor.getAttribute("rel") || ""), ...parse(anchor.getAttribute("rev") || "") };
    for (const name of known) {
      const value = anchor.getAttribute(prefix.replace(/-$/, "") + "-" + name);
      if (value) wanted[name] = value;
    }
    return wanted;
  };
  window.FlattrLoader = {
    setup() {
      for (const anchor of document.querySelectorAll("a.FlattrButton")) anchor.replaceWith(make(read(anchor)));
    },
    render(wanted, element, position) {
      const target = typeof element === "string" ? document.getElementById(element) : element;
      if (!target) return;
      const b = make(wanted);
      if (position === "before") target.before(b);
      else if (position === "replace") target.replaceWith(b);
      else target.append(b);
    },
    addLoadEvent(f) { document.readyState === "complete" ? f() : loading.push(f); },
  };
  addEventListener("load", () => { for (const f of loading.splice(0)) f(); });
  const give = document.createElement("script");
  give.src = from.origin + "/give/v1.js";
  document.head.append(give);
  if (options.get("mode") === "auto") {
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", FlattrLoader.setup);
    else FlattrLoader.setup();
  }
})();
