// The page /give in a window that a button opened. Without this script the page works by its form.
(() => {
  "use strict";
  const page = document.getElementById("giving");
  // The letter that confirms an account opens a tab of its own, where the click is completed. That tab
  // tells the button's window, which still waits at /sent, and it goes to show the answer to its opener.
  const tabs = new BroadcastChannel("give");
  if (!page) {
    if (window.opener) tabs.onmessage = ({ data }) => { if (String(data).startsWith("/give?")) location.replace(data); };
    return;
  }
  const { url, origin, state } = page.dataset;
  const has = name => name in page.dataset;

  // Only the page that opened the window hears the answer, and only if it is of the origin it named.
  if (has("window") && origin && state && window.opener) window.opener.postMessage({ obolus: 1, url, state }, origin);
  if (has("window") && has("just") && !window.opener) tabs.postMessage(location.pathname + location.search);

  // A window that opens under the pointer in the middle of a double click must not take the second
  // half of it for a press on our button.
  const form = document.getElementById("give");
  let since = performance.now();
  const fresh = () => { since = performance.now(); };
  addEventListener("focus", fresh);
  document.addEventListener("visibilitychange", fresh);
  if (form) {
    form.addEventListener("submit", event => {
      if (event.isTrusted && performance.now() - since < 600) event.preventDefault();
    });
    // The server lets this happen only where she trusts the site that her browser names as the opener.
    if (has("auto") && window.top === window) form.submit();
  }

  // The answer stays for ten seconds, and longer for whoever is busy with it.
  if (has("window") && has("just") && window.opener) {
    const hint = document.getElementById("closing");
    if (hint) hint.hidden = false;
    let timer = setTimeout(() => window.close(), 10000);
    for (const kind of ["focusin", "pointerdown"]) page.addEventListener(kind, () => { clearTimeout(timer); if (hint) hint.hidden = true; });
  }
})();
