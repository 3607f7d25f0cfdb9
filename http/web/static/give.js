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
  const { address: url, origin, state, reason } = page.dataset;
  const has = name => name in page.dataset;

  // Only the page that opened the window hears the answer, and only if it is of the origin it named.
  if (has("window") && origin && state && window.opener) window.opener.postMessage({ obolus: 1, url, state, reason, place: has("place") || undefined }, origin);
  if (has("window") && has("just") && !window.opener) tabs.postMessage(location.pathname + location.search);

  // The server lets this happen only where she trusts the site that her browser names as where she came
  // from. A link in a comment there comes from the same site; a window that was opened comes from its script.
  const form = document.getElementById("give");
  if (form && has("auto") && window.opener && window.top === window) form.submit();

  // The answer stays for ten seconds, and longer for whoever is busy with it.
  if (has("window") && has("just") && window.opener) {
    const hint = document.getElementById("closing");
    if (hint) hint.hidden = false;
    let timer = setTimeout(() => window.close(), 10000);
    for (const kind of ["focusin", "pointerdown"]) page.addEventListener(kind, () => { clearTimeout(timer); if (hint) hint.hidden = true; });
  }
})();
