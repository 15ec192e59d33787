// The screens of the phone's page, drawn from what the phone keeps. Where one is, the address
// says: "" the list, "#g/<group>/<day>" a register, "#look" what was not taken, "#leave".
"use strict";

(() => {
  const LOGIN = "/accounts/login/?next=/phone/";
  const HERE = ["present", "late"];
  const find = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const words = {};
  for (const one of all("i", find("[data-words]").content)) words[one.dataset.w] = one.textContent;
  const [status, screen] = [find("[data-status]"), find("[data-screen]")];
  const language = document.documentElement.lang;
  let lost = 0;

  const draw = (name) => find(`[data-t=${name}]`).content.cloneNode(true);
  const part = (root, name) => find(`[data-f=${name}]`, root);
  const say = (root, name, text) => (part(root, name).textContent = text);
  const show = (node) => screen.replaceChildren(node);
  const dayOf = (iso) =>
    new Intl.DateTimeFormat(language, {
      weekday: "long",
      day: "numeric",
      month: "long",
      timeZone: "UTC",
    }).format(new Date(iso));
  const timeOf = (at) => new Intl.DateTimeFormat(language, { timeStyle: "short" }).format(at);
  const savedOn = (group, on) => group.saved.find((one) => one.on === on);
  const planned = (group, on) => group.days.find((one) => one.on === on);
  // Isolated, as <bdi> does.
  const span = (one) => `\u2068${one.starts} – ${one.ends}\u2069`;
  // What somebody is asked to put right, or to add, before it is sent again.
  const fieldOf = (entry) => entry.asks || { newcomer: "name", heads: "heads" }[entry.kind];
  const addressOf = (group, on) => `#g/${group.uuid}/${on}`;

  function link(href, text) {
    const a = document.createElement("a");
    a.href = href;
    a.textContent = text;
    return a;
  }

  async function drawStatus() {
    const entries = await Kept.entries();
    const count = (state) => entries.filter((one) => one.state === state).length;
    const [left, refused, differ] = [undefined, "refused", "conflict"].map(count);
    const { line, at } = Outbox.state;
    const parts = [];
    if (left) {
      parts.push(`↑ ${words.waiting} ${left}. `);
      if (line === "out") parts.push(link(LOGIN, words.out));
    } else if (at) parts.push(`✓ ${words.sent} ${at} `);
    else if (line === "on") parts.push(`✓ ${words.none} `);
    if (line === "busy") parts.push(words.busy);
    const { until } = await Kept.about();
    if (line === "off" && until) parts.push(`${words.off} ${timeOf(until)}. `);
    if (refused) parts.push(` ! ${words.refused} ${refused}. `);
    if (differ) parts.push(` ! ${words.differ} ${differ}. `);
    if (refused || differ) parts.push(link("#look", words.look));
    if (lost) parts.push(` ! ${words.lost} ${lost}.`);
    status.hidden = !(await Kept.isOpen()) && !lost;
    status.className = `alert on-phone ${refused || differ || left || lost ? "warn" : "success"}`;
    const text = parts.map((one) => one.textContent || one).join("");
    if (text !== status.textContent) status.replaceChildren(...parts);
    // Signing out on another page asks first (hub.js).
    if (left) localStorage.setItem("unsent", left);
    else localStorage.removeItem("unsent");
  }

  function card(group, on, today, unsent) {
    const node = draw("card");
    const saved = savedOn(group, on);
    say(node, "name", group.name);
    const time = span(saved || planned(group, on) || group);
    say(node, "when", on === today ? time : `${dayOf(on)}, ${time}`);
    const a = part(node, "link");
    a.href = addressOf(group, on);
    const isHere = saved && unsent.includes(saved.uuid);
    a.className = isHere ? "btn quiet" : saved ? "done" : "btn";
    const heads = saved && Object.values(saved.marks).filter((mark) => HERE.includes(mark)).length;
    const here = saved && (group.heads ? saved.heads : heads);
    const state = isHere ? `↑ ${words.kept}` : words.logged;
    a.textContent = saved ? `${state}, ${here} ${words.here}` : words.log;
    find("article", node).classList.add(saved ? "logged" : on < today ? "missing" : "due");
    return node;
  }

  async function drawList({ groups, today }) {
    const node = draw("list");
    const unsent = (await Kept.entries()).filter((e) => !e.state).map((e) => e.session);
    for (const group of groups) {
      if (planned(group, today) || savedOn(group, today))
        part(node, "today").append(card(group, today, today, unsent));
      for (const { on } of group.days)
        if (on < today && !savedOn(group, on)) part(node, "missing").append(card(group, on, today, unsent));
      const row = draw("group");
      say(row, "name", group.name);
      const next = group.days.find((one) => one.on >= today);
      say(row, "when", next ? `${dayOf(next.on)}, ${span(next)}` : "");
      part(row, "link").href = addressOf(group, today);
      part(node, "groups").append(row);
    }
    for (const name of ["today", "missing"])
      part(node, `${name}s`).hidden = !part(node, name).childElementCount;
    say(node, "until", timeOf((await Kept.about()).until));
    show(node);
  }

  function countMarks(form) {
    const marks = all("input:checked", form).map((one) => one.value);
    const here = marks.filter((mark) => HERE.includes(mark)).length;
    say(form, "here", here);
    say(form, "away", marks.length - here);
  }

  function drawRegister(week, group, on) {
    const node = draw("register");
    const form = find("form", node);
    const saved = savedOn(group, on);
    say(node, "name", group.name);
    say(node, "when", `${dayOf(on)}, ${span(saved || planned(group, on) || group)}`);
    part(node, group.heads ? "named" : "counted").remove();
    if (group.heads) {
      find(".save-count", node).remove();
      find("#heads", node).value = saved?.heads ?? "";
    } else {
      for (const { uuid, name } of group.people) {
        const row = draw("row");
        say(row, "name", name);
        find(".reg", row).setAttribute("aria-label", name);
        const was = saved ? saved.marks[uuid] || "" : group.usual;
        find(".reg", row).dataset.was = was;
        for (const one of all("input", row)) {
          one.name = uuid;
          one.checked = one.value === was;
        }
        part(node, "rows").append(row);
      }
      countMarks(form);
      form.addEventListener("change", () => countMarks(form));
    }
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      save(form, week, group, on);
    });
    show(node);
  }

  function addNewcomer(form) {
    const row = draw("newcomer");
    const key = crypto.randomUUID();
    for (const one of all("[type=radio]", row)) one.name = key;
    find(".newcomer", row).dataset.person = key;
    part(form, "newcomers").append(row);
    all(".newcomer [type=text]", form).pop().focus();
    countMarks(form);
  }

  // What was filled in, as entries; and the week as it is with them.
  async function save(form, week, group, on) {
    const there = savedOn(group, on);
    const session = there || {
      uuid: crypto.randomUUID(),
      version: 0,
      on,
      starts: (planned(group, on) || group).starts,
      ends: (planned(group, on) || group).ends,
      marks: {},
      heads: null,
    };
    const { place } = await Kept.about();
    const entries = [];
    const entry = (kind, more) =>
      entries.push({
        key: crypto.randomUUID(),
        kind,
        place,
        group: group.uuid,
        session: session.uuid,
        version: session.version,
        on,
        starts: session.starts,
        ends: session.ends,
        ...more,
      });
    if (group.heads) {
      const heads = find("#heads", form);
      if (!heads.reportValidity()) return;
      if (+heads.value !== session.heads) entry("heads", { heads: +heads.value, was: session.heads });
      session.heads = +heads.value;
    } else {
      const [marks, was] = [{}, {}];
      for (const row of all(".reg:not(.newcomer)", form)) {
        const chosen = find(":checked", row);
        if (!chosen || (there && chosen.value === row.dataset.was)) continue;
        marks[chosen.name] = session.marks[chosen.name] = chosen.value;
        was[chosen.name] = row.dataset.was;
      }
      if (Object.keys(marks).length) entry("marks", { marks, was });
      for (const row of all(".newcomer", form)) {
        const name = find("[type=text]", row).value.trim();
        if (!name) continue;
        const [person, mark] = [row.dataset.person, find(":checked", row).value];
        entry("newcomer", { person, name, mark });
        group.people.push({ uuid: person, name });
        session.marks[person] = mark;
      }
    }
    if (!there && entries.length) group.saved.push(session);
    try {
      await Kept.add(entries, week);
    } catch {
      status.hidden = false;
      status.className = "alert on-phone bad";
      status.textContent = `! ${words.failed}`;
      return checkTime();
    }
    location.hash = "";
    Outbox.flush();
  }

  async function drawLook({ groups }) {
    const node = draw("look");
    for (const entry of await Kept.entries()) {
      if (!entry.state) continue;
      const row = draw("refused");
      const isRefused = entry.state === "refused";
      const group = groups.find((one) => one.uuid === entry.group);
      const names = (group ? group.people : []).filter((p) => (entry.people || []).includes(p.uuid));
      say(row, "name", entry.name || (group && group.name) || words[entry.kind]);
      say(row, "when", `${words[entry.kind]}, ${dayOf(entry.on)}`);
      say(row, "said", entry.said);
      say(row, "people", names.map((p) => p.name).join(", "));
      const field = fieldOf(entry);
      if (field && isRefused) find("input", row).value = entry[field] ?? "";
      else part(row, "change").remove();
      if (entry.asks) say(row, "label", words.why);
      if (group) part(row, "link").href = addressOf(group, entry.on);
      else part(row, "link").remove();
      for (const one of all("[data-do]", row)) {
        one.dataset.n = entry.n;
        if ((one.dataset.do === "seen") === isRefused) one.remove();
      }
      part(node, "rows").append(row);
    }
    if (!part(node, "rows").childElementCount) location.hash = "";
    show(node);
  }

  function drawStart() {
    const node = draw("start");
    const { line } = Outbox.state;
    const said = { no: "no", off: "start", busy: "busy" }[line] || "ask";
    say(node, "said", words[said]);
    part(node, "signin").hidden = said !== "ask";
    show(node);
  }

  async function render() {
    const week = (await Kept.isOpen()) ? await Kept.week() : null;
    const [, uuid, on] = /^#g\/([\w-]+)\/([\d-]+)$/.exec(location.hash) || [];
    const group = week && week.groups.find((one) => one.uuid === uuid);
    if (!week) drawStart();
    else if (group) drawRegister(week, group, on);
    else if (location.hash === "#look") await drawLook(week);
    else if (location.hash === "#leave") {
      const node = draw("leave");
      say(node, "left", localStorage.getItem("unsent") || 0);
      show(node);
    } else await drawList(week);
    await drawStatus();
  }

  // A register that is being filled in stays as it is; the rest follows what is kept.
  async function refresh() {
    if (find("form.register") && (await Kept.isOpen())) await drawStatus();
    else await render();
  }

  // Over: another day's key, or the browser has thrown it away. What it sealed is lost.
  async function checkTime() {
    if ((await Kept.isOpen()) || !(await Kept.about()).key) return;
    lost = Number(localStorage.getItem("unsent")) || lost;
    await Kept.forget();
    await render();
  }

  async function leave() {
    const body = new URLSearchParams({ csrfmiddlewaretoken: Outbox.token() });
    const left = await fetch("/accounts/logout/", { method: "POST", body }).catch(() => null);
    await Kept.forget();
    if (left && left.ok) return location.replace("/");
    Outbox.state.line = "off";
    await render();
    say(screen, "said", words.still);
  }

  const acts = {
    add: (target) => addNewcomer(target.closest("form")),
    remove: (target) => {
      const form = target.closest("form");
      target.closest(".reg").remove();
      countMarks(form);
    },
    leave: () => (localStorage.getItem("unsent") ? (location.hash = "#leave") : leave()),
    forget: leave,
    flush: () => Outbox.flush().then(() => (location.hash = "")),
    drop: (target) => Kept.change(+target.dataset.n),
    seen: (target) => Kept.change(+target.dataset.n),
    async again(target) {
      const n = +target.dataset.n;
      const old = (await Kept.entries()).find((one) => one.n === n);
      const input = find("input", target.closest("article"));
      const { state, said, people, asks, n: _, ...entry } = old;
      const field = fieldOf(old);
      if (field) entry[field] = field === "heads" ? Number(input.value) : input.value.trim();
      await Kept.change(n, { ...entry, key: crypto.randomUUID() });
      await Outbox.flush();
    },
  };
  document.addEventListener("click", async (event) => {
    const target = event.target.closest("[data-do]");
    if (!target) return;
    await acts[target.dataset.do](target);
    if ("n" in target.dataset) await refresh();
  });
  // Enter in a newcomer's name means "next", never "save the half-typed register".
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches(".newcomer [type=text]")) return;
    event.preventDefault();
    if (event.target.value.trim()) addNewcomer(event.target.closest("form"));
  });
  document.addEventListener("change", (event) => {
    const menu = event.target.closest("details");
    if (menu) menu.open = false;
  });
  addEventListener("hashchange", () => render().then(() => find("main").focus()));
  addEventListener("online", Outbox.flush);
  addEventListener("pageshow", (event) => event.persisted && render());
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) checkTime().then(Outbox.flush);
  });
  setInterval(checkTime, 30000);
  Kept.others.addEventListener("message", refresh);
  Outbox.changed = refresh;

  // A newer shell, or one in another language, has taken over.
  const worker = navigator.serviceWorker;
  if (worker?.controller) {
    worker.addEventListener("controllerchange", () => {
      // None at all is after signing out: the page is on its way elsewhere.
      if (worker.controller && !find("form.register")) location.reload();
    });
  }
  worker?.register("/sw.js");
  checkTime().then(render).then(Outbox.flush);
})();
