// The button in place, framed by the site whose thing it supports. Everything here distrusts that page: it
// is told only what it may know, and a press counts only where the browser itself says that the button has
// been seen, whole and uncovered, for a while. In any other case the press opens the window, which asks.
(() => {
  "use strict";
  const button = document.querySelector("button"), label = button.querySelector("span"), { address: url, title, support, supported, undo } = button.dataset;
  // The policy of this page holds it to the thing's own site; the message is for whoever frames it now.
  const around = (location.ancestorOrigins && location.ancestorOrigins[0]) || (document.referrer && new URL(document.referrer).origin);
  if (window.top === window || !around || around === "null") return;
  const tell = said => parent.postMessage({ obolus: 1, url, ...said }, around);
  const siblings = new BroadcastChannel("button");
  const query = new URLSearchParams(location.search), words = {};
  for (const name of ["description", "language", "tags", "category", "hidden"]) if (query.get(name)) words[name] = query.get(name);
  const seenFor = 500, hoveredFor = 250, restedFor = 1000, undoFor = 10000;
  let state = query.get("state") === "clicked" ? "clicked" : "open";
  let undoable = false, undoing, busy = false, granted = false;

  const draw = () => {
    const text = state === "open" ? support : undoable ? undo : supported;
    button.setAttribute("aria-pressed", state !== "open");
    label.textContent = text;
    if (title) button.setAttribute("aria-label", text + ": " + title);
  };
  const become = (to, more) => {
    state = to;
    draw();
    tell({ state, ...more });
  };
  siblings.onmessage = ({ data }) => { if (data.url === url) { undoable = false; become(data.state); } };

  // Who covers the button, makes it pale, small or turns it round makes it unseen; the browser knows.
  const canSee = "IntersectionObserver" in window && "isVisible" in IntersectionObserverEntry.prototype;
  if (canSee) {
    let waiting;
    new IntersectionObserver(entries => {
      const last = entries[entries.length - 1];
      clearTimeout(waiting);
      delete button.dataset.seen;
      if (last.isVisible && last.intersectionRatio >= 1 && innerWidth >= 60 && innerHeight >= 24) waiting = setTimeout(() => { button.dataset.seen = ""; }, seenFor);
    }, { threshold: [0, .5, 1], trackVisibility: true, delay: 100 }).observe(button);
  }

  // Nor is a button seen that comes under the pointer in the middle of a press: a mouse rests on it first.
  let hovering;
  button.addEventListener("pointerenter", () => { hovering = setTimeout(() => { button.dataset.hovered = ""; }, hoveredFor); });
  button.addEventListener("pointerleave", () => {
    clearTimeout(hovering);
    delete button.dataset.hovered;
  });
  // Nor one that gets the focus while she types: a key presses it when it has rested there, and nothing else was typed.
  let resting;
  const rest = () => {
    clearTimeout(resting);
    delete button.dataset.rested;
    if (document.activeElement === button) resting = setTimeout(() => { button.dataset.rested = ""; }, restedFor);
  };
  button.addEventListener("focus", rest);
  button.addEventListener("blur", rest);
  addEventListener("keydown", event => { if (!["Enter", " "].includes(event.key)) rest(); }, true);
  const isReady = event => "seen" in button.dataset && (event.pointerType === "mouse" ? "hovered" in button.dataset : !!event.pointerType || "rested" in button.dataset);

  const server = async (path, body) => {
    const answer = await fetch(path, { credentials: "same-origin", ...(body && { method: "POST", body: new URLSearchParams({ ...words, url, title, lang: document.documentElement.lang, ...body }) }) });
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) throw Object.assign(new Error(said.reason || ""), { status: answer.status });
    return said;
  };

  // Not in place: the window asks and tells us, and we tell the page. Where the press was used up by the
  // browser's own question the window is stopped: the page's own button comes back for another.
  const openWindow = () => {
    const opened = open("/give?" + new URLSearchParams({ url, title, window: 1, origin: location.origin }), "_blank", "popup,width=460,height=640");
    if (!opened) tell({ state: "error", reason: button.dataset.again, place: false });
  };
  addEventListener("message", event => {
    const { data } = event;
    if (event.origin === location.origin && data && data.obolus === 1 && data.url === url && ["clicked", "open"].includes(data.state)) become(data.state);
    else if (event.origin === location.origin && data && data.obolus === 1 && data.state === "error") tell({ state: "error", reason: data.reason });
  });

  const access = async () => {
    if (granted || !document.requestStorageAccess) return;
    if (!await document.hasStorageAccess()) await document.requestStorageAccess();
    granted = true;
  };

  const press = async () => {
    const taken = undoable ? { undo: 1 } : {};
    try {
      await access();
      const said = await server("/give/frame", taken);
      clearTimeout(undoing);
      undoable = said.state === "clicked";
      if (undoable) undoing = setTimeout(() => { undoable = false; draw(); }, undoFor);
      become(said.state);
      siblings.postMessage({ url, state });
    } catch (problem) {
      // No access, no session, no money: the window has the way on.
      if (!problem.status || problem.status === 401 || problem.status === 402) openWindow();
      else tell({ state: "error", reason: problem.message });
    }
  };
  button.addEventListener("click", async event => {
    if (!event.isTrusted || busy) return;
    if (!isReady(event) || (state === "clicked" && !undoable)) return openWindow();
    busy = true;
    await press();
    busy = false;
  });

  // Colours of the page around, where they leave the label readable: a button that nobody can read is not seen.
  const light = colour => {
    const parts = (colour.match(/[\d.]+/g) || []).map(Number);
    if (!colour.startsWith("rgb(") || parts.length !== 3) return NaN; // see-through, or of another kind
    const [r, g, b] = parts.map(c => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const dress = () => {
    const root = document.documentElement.style;
    const wanted = new URLSearchParams(location.hash.slice(1));
    for (const [name, from] of [["background"], ["color"], ["done", "done-background"], ["done-color", "color"], ["radius"]]) {
      const value = wanted.get(from || name);
      if (value && CSS.supports(name === "radius" ? "border-radius" : "color", value)) root.setProperty("--" + name, value);
    }
    for (const [pressed, names] of [[false, ["background", "color"]], [true, ["done", "done-color"]]]) {
      button.setAttribute("aria-pressed", pressed);
      const style = getComputedStyle(button), one = light(style.backgroundColor), two = light(style.color);
      const contrast = (Math.max(one, two) + .05) / (Math.min(one, two) + .05);
      if (!(contrast >= 3)) for (const name of names) root.removeProperty("--" + name);
    }
  };

  const begin = async () => {
    dress();
    draw();
    try {
      const permission = await (navigator.permissions ? navigator.permissions.query({ name: "storage-access" }) : Promise.reject()).catch(() => ({}));
      granted = !document.hasStorageAccess || await document.hasStorageAccess();
      if (!granted && permission.state === "granted") await access();
      if (granted) become((await server("/give/frame/state?" + new URLSearchParams({ url }))).state, canSee && { place: true });
      else tell({ state, place: canSee && permission.state !== "denied" }); // the browser asks her at the first press
    } catch (problem) {
      if (problem.status === 401 || problem.status === 403) tell({ state, place: false }); // signed out, or asked again
    }
  };
  begin();
})();
