// Passkeys: forms with data-passkey appear where the browser knows passkeys, ask it, and are sent with its
// answer. Without this script the other ways to sign in are there.
for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) continue;
  form.hidden = false;
  const problem = form.querySelector("[role=alert]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.hidden = true;
    try {
      const purpose = form.dataset.passkey;
      const begun = await fetch("/passkeys/begin", { method: "POST", body: new URLSearchParams({ for: purpose }) });
      if (!begun.ok) throw new Error(begun.statusText);
      const { ceremony, options } = await begun.json();
      const credential = purpose === "add"
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      form.elements.ceremony.value = ceremony;
      form.elements.response.value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch {
      problem.hidden = false;
    }
  });
}
