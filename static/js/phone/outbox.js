// Sending what this phone keeps, and fetching the week. An entry leaves the phone only when the
// server has said that it is there; the server takes each key once, however often it is sent.
"use strict";

const Outbox = (() => {
  const AT_ONCE = 20;
  const TIMEOUT = 20000;
  const SOONEST = 3000;
  const LATEST = 5 * 60 * 1000;
  // line: "on", "off", "busy" (the server asks to wait), "out" (signed out), "no" (may not log).
  const state = { line: "on", at: "" };
  let wait = SOONEST;
  let timer = 0;
  let retryAfter = 0;

  // Read anew each time: signing in changes it.
  const token = () => (/(?:^|; )csrftoken=(\w+)/.exec(document.cookie) || [])[1] || "";

  // The answer as {status, ...what it says}. Signed out, the server leads away: status 401.
  async function ask(path, sent) {
    const given = new AbortController();
    const clock = setTimeout(() => given.abort(), TIMEOUT);
    try {
      const answer = await fetch(path, {
        method: sent === undefined ? "GET" : "POST",
        headers: { "X-CSRFToken": token(), "Content-Type": "application/json" },
        body: sent && JSON.stringify(sent),
        redirect: "manual",
        cache: "no-store",
        signal: given.signal,
      });
      if (answer.type === "opaqueredirect") return { status: 401 };
      retryAfter = 1000 * (parseInt(answer.headers.get("Retry-After"), 10) || 0);
      if (!answer.ok) return { status: answer.status };
      return { status: 200, ...(await answer.json()) };
    } catch {
      return { status: 0 };
    } finally {
      clearTimeout(clock);
    }
  }

  const lineAfter = (status) =>
    status === 0 ? "off" : status === 401 ? "out" : status === 403 ? "no" : "busy";

  // Only the answer to "which groups are mine?" says that none are. A form's token may be old.
  const sure = (status) => (status === 403 ? 503 : status);

  const waiting = async (place) =>
    (await Kept.entries()).filter((one) => !one.state && one.place === place);

  // Returns the status of the last answer; 200 when nothing is left to send.
  async function send() {
    const { place } = await Kept.about();
    for (;;) {
      const batch = (await waiting(place)).slice(0, AT_ONCE);
      if (!batch.length) return 200;
      const answer = await ask("/phone/outbox/", { for: place, entries: batch });
      if (answer.status !== 200) return answer.status;
      const told = new Map(answer.answers.map((one) => [one.key, one]));
      for (const { n, ...entry } of batch) {
        const one = told.get(entry.key);
        if (one) await Kept.change(n, one.state === "done" ? null : { ...entry, ...one });
      }
      state.at = answer.at;
    }
  }

  // Who is signed in here, the key for it, and the week. Sends first: what was written here must
  // not vanish from the screen between two answers.
  async function exchange() {
    const week = await ask("/phone/week/");
    if (week.status !== 200) return week.status;
    let mine = await Kept.about();
    if (mine.person && mine.person !== week.person) {
      await Kept.forget();
      mine = {};
    }
    if (mine.key !== week.key || !(await Kept.isOpen())) {
      const given = await ask("/phone/key/", {});
      if (given.status !== 200) return sure(given.status);
      const half = (await Kept.about()).half || crypto.getRandomValues(new Uint8Array(32));
      await Kept.note({ half, key: given.key });
      await Kept.reseal();
    }
    await Kept.note({
      person: week.person,
      place: week.place,
      until: Date.now() + week.seconds * 1000,
    });
    const had = (await waiting(week.place)).length;
    const status = await send();
    if (status !== 200) return sure(status);
    const fresh = had ? await ask("/phone/week/") : week;
    if (fresh.status !== 200) return fresh.status;
    if (!(await waiting(week.place)).length) {
      const { groups, today } = fresh;
      await Kept.setWeek({ groups, today });
    }
    return 200;
  }

  async function once() {
    const status = await exchange();
    state.line = status === 200 ? "on" : lineAfter(status);
    // Signed out by the clock: names go, entries stay sealed for the same person. Not allowed any
    // more: everything goes.
    if (status === 401) await Kept.setWeek(null);
    if (status === 403) await Kept.forget();
    const left = (await waiting((await Kept.about()).place)).length;
    wait = status === 200 ? SOONEST : Math.min(wait * 2, LATEST);
    clearTimeout(timer);
    if (left && state.line !== "out" && state.line !== "no") {
      timer = setTimeout(flush, Math.max(wait, retryAfter) * (0.8 + Math.random() * 0.4));
    }
  }

  // One tab at a time; the others hear of it (Kept.others).
  async function flush() {
    if (!navigator.locks) await once();
    else await navigator.locks.request("phone", { ifAvailable: true }, (lock) => lock && once());
    Outbox.changed();
  }

  return { flush, state, token, changed: () => {} };
})();
