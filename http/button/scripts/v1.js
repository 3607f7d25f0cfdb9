/* The obolus button, version 1. It keeps no cookie and asks nobody but the instance it came from. */
(() => {
  "use strict";
  if (customElements.get("obolus-give")) return;
  const base = new URL(document.currentScript.src).origin;
  const texts = {
    en: ["Support", "Supported", "Your browser has stopped the window. Press again or open it here."],
    de: ["Unterstützen", "Unterstützt", "Dein Browser hat das Fenster verhindert. Drück noch einmal oder öffne es hier."],
    nl: ["Steunen", "Gesteund", "Je browser hield het venster tegen. Druk nog eens of open het hier."],
    sv: ["Stöd", "Stött", "Din webbläsare stoppade fönstret. Tryck igen eller öppna det här."],
    fr: ["Soutenir", "Soutenu", "Ton navigateur a bloqué la fenêtre. Appuie encore ou ouvre-la ici."],
    es: ["Apoyar", "Apoyado", "Tu navegador ha bloqueado la ventana. Pulsa otra vez o ábrela aquí."],
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
@media(prefers-color-scheme:dark){button{background:var(--obolus-background,#ec9560);color:var(--obolus-color,#24130a)}button[aria-pressed=true]{background:var(--obolus-done-background,#b7d19f)}}
@media(prefers-reduced-motion){button{transition:none}}`;
  const sheet = new CSSStyleSheet();
  // Allowed even where a page's policy forbids styles in its markup.
  sheet.replaceSync(css);
  const all = new Set(), counts = new Map(), windows = new Map();
  const month = () => new Date().toISOString().slice(0, 7);
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
      this.#root.querySelector("button").addEventListener("click", () => this.#press());
    }
    connectedCallback() { all.add(this); this.draw(); ready(); }
    disconnectedCallback() { all.delete(this); }
    attributeChangedCallback(name) { if (this.isConnected) { this.draw(); if (name === "url" || name === "count") ready(); } }
    get url() {
      return new URL(this.getAttribute("url") || document.querySelector("link[rel=canonical]")?.href || location.href, location.href).href;
    }
    get state() { try { return localStorage.getItem("obolus " + base + " " + this.url) === month() ? "clicked" : "open"; } catch { return this.kept || "open"; } }
    set state(state) {
      this.kept = state;
      try { const key = "obolus " + base + " " + this.url; state === "clicked" ? localStorage.setItem(key, month()) : localStorage.removeItem(key); } catch {}
    }
    get words() {
      let lang = "";
      for (let e = this; e && !lang; e = e.parentElement || e.getRootNode().host) lang = e.lang;
      return texts[(lang || navigator.language).slice(0, 2)] || texts.en;
    }
    draw() {
      const [give, given] = this.words, done = this.state === "clicked", clicks = counts.get(this.url);
      const button = this.#root.querySelector("button"), title = this.getAttribute("title") || "", label = done ? given : give;
      button.setAttribute("aria-pressed", done);
      button.setAttribute("aria-label", title ? label + ": " + title : label);
      this.#root.querySelector("span").textContent = label;
      this.#root.querySelector("small").textContent = clicks ? clicks.toLocaleString() : "";
      this.#root.querySelector("p").textContent = this.#problem;
    }
    #press() {
      const query = new URLSearchParams({ url: this.url, title: this.getAttribute("title") || document.title, window: 1, origin: location.origin });
      const opened = open(base + "/give?" + query, "obolus", "popup,width=460,height=640");
      this.#problem = opened ? "" : this.words[2];
      this.draw();
      if (opened) windows.set(opened, this);
      else {
        const link = Object.assign(document.createElement("a"), { href: base + "/give?" + query, target: "_blank", textContent: " ↗ " + new URL(base).host });
        this.#root.querySelector("p").append(link);
      }
    }
    heard({ state, reason }) {
      if (state === "error") this.#problem = String(reason || "").slice(0, 200);
      else { this.#problem = ""; this.state = state; }
      this.draw();
      for (const b of all) if (b.url === this.url) b.draw();
      this.dispatchEvent(new CustomEvent("obolus", { detail: { state }, bubbles: true, composed: true }));
    }
  }
  addEventListener("message", event => {
    const button = windows.get(event.source), said = event.data;
    if (event.origin === base && button && said?.obolus === 1 && said.url === button.url && ["clicked", "open", "error"].includes(said.state)) button.heard(said);
  });
  customElements.define("obolus-give", Give);
})();
