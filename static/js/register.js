// The register: a live count and newcomers added in place. Without it the count is the one that
// the server drew, and "Add someone new" asks the server for one more row.

const HERE = new Set(["present", "late"]);

function count(form) {
  const people = new Set();
  let here = 0;
  let away = 0;
  for (const input of form.querySelectorAll("input[type=radio][name*=mark]")) {
    people.add(input.name);
    if (!input.checked) continue;
    if (HERE.has(input.value)) here += 1;
    else away += 1;
  }
  const unmarked = people.size - here - away;
  form.querySelector("[data-here]").textContent = here;
  form.querySelector("[data-away]").textContent = away;
  form.querySelector("[data-unmarked]").textContent = unmarked;
  form.querySelector("[data-unmarked-part]").hidden = unmarked === 0;
}

// randomUUID exists on secure origins only; a demonstration may run on plain http.
function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function addNewcomer(form) {
  const row = form.querySelector("template[data-newcomer]").content.cloneNode(true);
  const key = uuid();
  for (const element of row.querySelectorAll("*")) {
    for (const attribute of element.attributes) {
      if (attribute.value.includes("KEY")) {
        attribute.value = attribute.value.replace("KEY", key);
      }
    }
  }
  row.querySelector("[data-remove]").hidden = false;
  const name = row.querySelector("input[type=text]");
  form.querySelector("[data-newcomers]").append(row);
  name.focus();
  count(form);
}

for (const form of document.querySelectorAll("form[data-register]")) {
  if (!form.querySelector("[data-count]")) continue; // heads are counted here, not people
  form.addEventListener("change", () => count(form));
  form.addEventListener("click", (event) => {
    if (event.target.closest("[data-add-newcomer]")) {
      event.preventDefault();
      addNewcomer(form);
    }
    const remove = event.target.closest("[data-remove]");
    if (remove) {
      remove.closest(".reg").remove();
      form.querySelector("[data-add-newcomer]").focus();
      count(form);
    }
  });
  // Enter in a newcomer's name means "next", never "save the half-typed register".
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches(".newcomer input[type=text]")) {
      event.preventDefault();
      if (event.target.value.trim()) addNewcomer(form);
    }
  });
  for (const button of form.querySelectorAll("[data-remove]")) button.hidden = false;
  count(form);
}
