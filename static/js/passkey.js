// Passkeys: hands the server's wish to the device, and the device's answer to the form.
// <form data-passkey="create|get" [data-passkey-ask="address that tells the wish"]> holds an input
// named "credential", a button [data-passkey-start] and a line [data-passkey-problem]; the wish is
// in #passkey-wish unless it is asked for. Without this file the button stays hidden.

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const words = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

async function wish(form) {
  const asked = form.dataset.passkeyAsk;
  if (!asked) {
    const told = JSON.parse(document.getElementById("passkey-wish").textContent);
    return (told.creation_options || told.request_options).publicKey;
  }
  const answer = await fetch(asked, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).request_options.publicKey;
}

function unpacked(options) {
  options.challenge = bytes(options.challenge);
  if (options.user) options.user.id = bytes(options.user.id);
  for (const list of [options.excludeCredentials, options.allowCredentials]) {
    for (const one of list || []) one.id = bytes(one.id);
  }
  return options;
}

function packed(credential) {
  const { response } = credential;
  const answer = { clientDataJSON: words(response.clientDataJSON) };
  if (response.attestationObject) {
    answer.attestationObject = words(response.attestationObject);
    answer.transports = response.getTransports ? response.getTransports() : [];
  } else {
    answer.authenticatorData = words(response.authenticatorData);
    answer.signature = words(response.signature);
    answer.userHandle = response.userHandle ? words(response.userHandle) : null;
  }
  return JSON.stringify({
    id: credential.id,
    rawId: words(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment || null,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: answer,
  });
}

async function start(form) {
  const publicKey = unpacked(await wish(form));
  if (form.dataset.passkey === "create") {
    // Kept on the device, and opened by finger, face or PIN: then it signs in by itself.
    Object.assign(publicKey.authenticatorSelection, {
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    });
    return navigator.credentials.create({ publicKey });
  }
  return navigator.credentials.get({ publicKey });
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const button = form.querySelector("[data-passkey-start]");
  const problem = form.querySelector("[data-passkey-problem]");
  const say = (reason) => {
    problem.textContent = problem.dataset[reason];
    problem.hidden = false;
  };
  const isPossible = window.PublicKeyCredential && isSecureContext;
  if (!isPossible) {
    if (form.dataset.passkey === "create") say("impossible");
    continue;
  }
  button.hidden = false;
  button.addEventListener("click", async () => {
    problem.hidden = true;
    button.setAttribute("aria-busy", "true");
    try {
      form.elements.credential.value = packed(await start(form));
      form.submit();
    } catch (error) {
      button.removeAttribute("aria-busy");
      const reasons = { InvalidStateError: "known", SecurityError: "impossible" };
      say(reasons[error.name] || "stopped");
    }
  });
}
