// A button under each snippet of /get that copies it. Without this script they are selected by hand.
(() => {
  "use strict";
  if (!navigator.clipboard) return;
  const { copy, copied } = document.getElementById("snippets").dataset;
  for (const pre of document.querySelectorAll("#snippets pre")) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: copy });
    const name = pre.closest("section").getAttribute("aria-labelledby");
    button.id = "copy-" + name;
    button.setAttribute("aria-labelledby", button.id + " " + name);
    const done = Object.assign(document.createElement("span"), { className: "hint" });
    done.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(pre.textContent);
      done.textContent = copied;
    });
    const line = document.createElement("p");
    line.append(button, " ", done);
    pre.after(line);
  }
})();
