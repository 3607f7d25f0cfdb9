// The button on other people's pages. It keeps no cookie and asks nobody but the instance it came from.
/*! obolus button, version 1 */
(() => {
  "use strict";
  if (customElements.get("obolus-give")) return;
  const base = new URL(document.currentScript.src).origin;
  const texts = {
    en: ["Support", "Supported", "Window stopped. Open it here:"],
    de: ["Unterstützen", "Unterstützt", "Fenster verhindert. Öffne es hier:"],
    nl: ["Steunen", "Gesteund", "Venster tegengehouden. Open het hier:"],
    sv: ["Stöd", "Stött", "Fönstret stoppades. Öppna det här:"],
    fr: ["Soutenir", "Soutenu", "Fenêtre bloquée. Ouvre-la ici :"],
    es: ["Apoyar", "Apoyado", "Ventana bloqueada. Ábrela aquí:"],
  };
  const css = `:host{display:inline-block;inline-size:var(--obolus-width,11.5rem);block-size:var(--obolus-height,2.75rem);vertical-align:middle;position:relative}
:host([hidden]){display:none}
button{all:unset;box-sizing:border-box;display:flex;align-items:center;justify-content:center;gap:.55em;inline-size:100%;block-size:100%;padding:0 1em;border-radius:var(--obolus-radius,999px);font:600 var(--obolus-size,1rem)/1 var(--obolus-font,system-ui,sans-serif);white-space:nowrap;overflow:hidden;cursor:pointer;background:var(--obolus-background,#a4491f);color:var(--obolus-color,#fffaf2);transition:filter .15s}
button:hover{filter:brightness(.88)}
button:focus-visible{outline:3px solid var(--obolus-focus,currentColor);outline-offset:2px;box-shadow:0 0 0 2px var(--obolus-background,#a4491f)}
button[aria-pressed=true]{background:var(--obolus-done-background,#3f5c33)}
i{inline-size:.9em;block-size:.9em;border-radius:50%;background:conic-gradient(transparent 60deg,currentColor 0);flex:none}
[aria-pressed=true] i{background:currentColor}
small{font-weight:400;font-size:.85em;opacity:.9}
p{all:initial;position:absolute;inset-block-start:100%;inset-inline-start:0;z-index:1;font:.85rem/1.4 system-ui,sans-serif;color:CanvasText;background:Canvas;border:1px solid;border-radius:.5rem;padding:.5rem .75rem;inline-size:16rem}
p:empty{display:none}
iframe{position:absolute;inset:0;inline-size:100%;block-size:100%;border:0;color-scheme:light dark}
iframe:not(.on),iframe.on~button{visibility:hidden}
@media(prefers-color-scheme:dark){button{background:var(--obolus-background,#ec9560);color:var(--obolus-color,#24130a)}button[aria-pressed=true]{background:var(--obolus-done-background,#b7d19f)}}
@media(prefers-reduced-motion){button{transition:none}}`;
  const sheet = new CSSStyleSheet();
  // Allowed even where a page's policy forbids styles in its markup.
  sheet.replaceSync(css);
  const all = new Set, counts = new Map, windows = new Map;
  const month = () => new Date().toISOString().slice(0, 7);
  // What the site remembers by itself: states by address, and whether buttons may work in place. Where it may keep nothing, the page does.
  const memory = {};
  const kept = name => { try { return localStorage["obolus " + base + " " + name]; } catch { return memory[name]; } };
  const keep = (name, value) => {
    memory[name] = value;
    try { name = "obolus " + base + " " + name; value ? localStorage[name] = value : delete localStorage[name]; } catch {}
  };
  const make = (name, more) => Object.assign(document.createElement(name), more);
  let asking;

  // One request for all buttons that are new on the page.
  const ask = async () => {
    asking = 0;
    const urls = [...new Set([...all].filter(b => b.getAttribute("count") !== "no").map(b => b.url))].filter(url => !counts.has(url)).sort().slice(0, 50);
    if (!urls.length) return;
    for (const url of urls) counts.set(url, 0);
    try {
      const answer = await fetch(base + "/count?" + urls.map(url => "url=" + encodeURIComponent(url)).join("&"), { credentials: "omit", referrerPolicy: "no-referrer" });
      for (const c of (await answer.json()).counts) counts.set(c.url, c.clicks);
      for (const b of all) b.draw();
    } catch {}
  };
  const askSoon = () => { asking ||= setTimeout(ask); };
  const ready = () => document.readyState === "loading" ? addEventListener("DOMContentLoaded", askSoon, { once: true }) : askSoon();

  class Give extends HTMLElement {
    static observedAttributes = ["url", "title", "lang", "count"];
    #root = this.attachShadow({ mode: "open" });
    #problem = "";
    constructor() {
      super();
      this.#root.adoptedStyleSheets = [sheet];
      this.#root.innerHTML = `<button type="button" part="button"><i part="coin" aria-hidden="true"></i><span part="label"></span><small part="count"></small></button><p role="status" part="problem"></p>`;
      this.#find("button").onclick = () => this.#press();
    }
    connectedCallback() { all.add(this); this.#begin(); }
    disconnectedCallback() { all.delete(this); }
    attributeChangedCallback(name) { if (this.isConnected) name === "url" || name === "count" ? this.#begin() : this.draw(); }
    #begin() { this.draw(); ready(); if (kept("in place")) this.#place(); }
    get url() {
      return new URL(this.getAttribute("url") || document.querySelector("link[rel=canonical]")?.href || location.href, location.href).href;
    }
    get state() { const value = kept(this.url); return value === month() ? "clicked" : value === "subscribed" ? value : "open"; }
    set state(state) { keep(this.url, state === "clicked" ? month() : state === "open" ? "" : state); }
    get language() {
      let lang = "";
      for (let e = this; e && !lang; e = e.parentElement || e.getRootNode().host) lang = e.lang;
      lang = (lang || navigator.language).slice(0, 2);
      return texts[lang] ? lang : "en";
    }
    get words() { return texts[this.language]; }
    draw() {
      const [give, given] = this.words, done = this.state !== "open", clicks = counts.get(this.url);
      const button = this.#find("button"), title = this.getAttribute("title") || "", label = done ? given : give;
      button.setAttribute("aria-pressed", done);
      button.setAttribute("aria-label", title ? label + ": " + title : label);
      this.#find("span").textContent = label;
      this.#find("small").textContent = clicks ? clicks.toLocaleString() : "";
      this.#find("p").textContent = this.#problem;
    }
    get #query() { return "?" + new URLSearchParams({ url: this.url, title: this.getAttribute("title") || document.title, ...this.said, window: 1, origin: location.origin }); }
    // The instance's own button over ours, unseen until it says that it works here.
    #place() {
      const look = new URLSearchParams;
      for (const name of ["background", "color", "done-background", "radius"]) look.set(name, getComputedStyle(this).getPropertyValue("--obolus-" + name));
      const frame = make("iframe", { loading: "lazy", title: this.words[0], src: base + "/give/frame" + this.#query + "&lang=" + this.language + "&state=" + this.state + "&count=" + this.getAttribute("count") + "#" + look });
      this.#forget();
      this.#root.prepend(frame);
      windows.set(frame.contentWindow, this);
    }
    #find(selector) { return this.#root.querySelector(selector); }
    #forget() { this.#find("iframe")?.remove(); }
    #press() {
      const link = base + "/give" + this.#query, opened = open(link, "obolus", "popup,width=460,height=640");
      this.#problem = opened ? "" : this.words[2];
      this.draw();
      if (opened) windows.set(opened, this);
      else this.#find("p").append(make("a", { href: link, target: "_blank", textContent: " ↗ " + base.split("/")[2] }));
    }
    heard({ state, reason, place }) {
      if (place) { keep("in place", "1"); this.#find("iframe")?.classList.add("on"); }
      if (place === false) { keep("in place"); this.#forget(); }
      this.#problem = state === "error" ? String(reason).slice(0, 200) : "";
      if (state !== "error") this.state = state;
      this.draw();
      for (const b of all) if (b.url === this.url) b.draw();
      this.dispatchEvent(new CustomEvent("obolus", { detail: { state }, bubbles: true, composed: true }));
    }
  }
  addEventListener("message", event => {
    const button = windows.get(event.source), said = event.data;
    if (event.origin === base && button && said?.obolus === 1 && said.url === button.url && ["clicked", "open", "subscribed", "error"].includes(said.state)) button.heard(said);
  });
  customElements.define("obolus-give", Give);
})();
