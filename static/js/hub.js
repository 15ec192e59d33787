// Every page. Each part only adds comfort: all of it works without this file.

// A form that came back with problems: the summary takes the focus (autofocus does it where the
// browser knows autofocus on any element; this does it everywhere and after htmx swaps).
function focusProblem(root) {
  const summary = root.querySelector("[data-focus]");
  if (summary) summary.focus();
}

// A second tap on a button that is already sending would send the form twice. The server copes
// (saving is idempotent); the person should still see that the first tap counted.
const RESEND_AFTER = 8000;
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sending) {
    event.preventDefault();
    return;
  }
  if (form.method !== "post" || event.defaultPrevented) return;
  freshToken(form);
  form.dataset.sending = "1";
  const button = event.submitter;
  if (button) button.setAttribute("aria-busy", "true");
  setTimeout(() => release(form), RESEND_AFTER);
});

// Signed in again beside this page meanwhile: the form's token is from before, the cookie's is not.
function freshToken(form) {
  const cookie = /(?:^|; )csrftoken=(\w+)/.exec(document.cookie);
  const field = form.elements.csrfmiddlewaretoken;
  if (cookie && field) field.value = cookie[1];
}

// Entries that wait on this phone would be lost with signing out: its own page asks first.
document.addEventListener(
  "submit",
  (event) => {
    if (!event.target.action.endsWith("/logout/") || !localStorage.getItem("unsent")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    location = "/phone/#leave";
  },
  true,
);

function release(form) {
  delete form.dataset.sending;
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}
document.addEventListener("htmx:after:request", (event) => {
  const form = event.target.closest?.("form");
  if (form) release(form);
});
// Back from the next page: the browser may show this one as it was left, mid-sending.
addEventListener("pageshow", () => document.querySelectorAll("[data-sending]").forEach(release));

// Printing is the browser's own; the button is for those who do not know where it is.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// Menus close when something else is touched, on Escape, and once a choice in them is made.
function closeMenus(except) {
  for (const menu of document.querySelectorAll("[data-menu][open]")) {
    if (menu !== except) menu.open = false;
  }
}
document.addEventListener("click", (event) => closeMenus(event.target.closest("[data-menu]")));
document.addEventListener("change", (event) => {
  const menu = event.target.closest("[data-menu]");
  if (menu) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.activeElement?.closest("[data-menu][open]");
  closeMenus();
  menu?.querySelector("summary").focus();
});

// Half an hour without a request ends a sign-in, but somebody who types is there: tell the server
// now and then. When it was over already, say so while all that was typed is still on the page.
const ASK_EVERY = 5 * 60 * 1000;
const signedOut = document.querySelector("template[data-signed-out]");
let askedAt = Date.now();

function saySignedOut() {
  if (!signedOut || document.querySelector("main > [data-is-signed-out]")) return;
  document.querySelector("main").prepend(signedOut.content.cloneNode(true));
}
document.addEventListener("input", async () => {
  if (!signedOut || Date.now() - askedAt < ASK_EVERY) return;
  askedAt = Date.now();
  const answer = await fetch(signedOut.dataset.signedOut).catch(() => null);
  if (answer && answer.status === 401) saySignedOut();
});
document.addEventListener("htmx:before:response", (event) => {
  if (event.detail.ctx.response.raw.status !== 401) return;
  event.preventDefault();
  saySignedOut();
});

// Signed out meanwhile: the answer to a part of the page is the sign-in page. Drawn into the part
// it would be nonsense, so the whole page asks again and is led there.
document.addEventListener("htmx:before:response", (event) => {
  const { raw } = event.detail.ctx.response;
  if (raw.redirected && new URL(raw.url).pathname.endsWith("/login/")) {
    event.preventDefault();
    location.reload();
  }
});

document.addEventListener("htmx:after:swap", (event) => {
  if (event.target instanceof Element) focusProblem(event.target);
});
focusProblem(document);
