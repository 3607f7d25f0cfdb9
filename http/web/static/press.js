// A page of ours that comes up under the pointer in the middle of a double click must not take the second
// half of it for a press on its button.
(() => {
  "use strict";
  let since = performance.now();
  const fresh = () => { since = performance.now(); };
  addEventListener("focus", fresh);
  document.addEventListener("visibilitychange", fresh);
  for (const form of document.querySelectorAll('form[action="/give"], form[action="/clicks"]')) {
    form.addEventListener("submit", event => {
      if (event.isTrusted && performance.now() - since < 600) event.preventDefault();
    });
  }
})();
