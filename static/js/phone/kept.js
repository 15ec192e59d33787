// What this phone keeps, sealed: the week's groups, and entries that are not sent yet.
// The key is made of two halves. The server's is in a cookie of this page, which the browser
// throws away when the sign-in's twelve hours are over; the phone's is beside what it seals.
"use strict";

const Kept = (() => {
  const NAME = "phone";
  const HALF = /(?:^|; )phone_(\w+)=([\w-]+)/g;
  const text = new TextEncoder();
  const others = new BroadcastChannel(NAME);
  let opened = null;
  let keys = {};

  function database() {
    opened ??= idb.openDB(NAME, 1, {
      upgrade(db) {
        db.createObjectStore("about");
        db.createObjectStore("week");
        db.createObjectStore("outbox", { keyPath: "n", autoIncrement: true });
      },
      // Another tab forgets everything: do not stand in its way.
      blocking: (_, __, event) => {
        event.target.close();
        opened = null;
      },
      terminated: () => (opened = null),
    });
    return opened;
  }

  const cookies = () =>
    Object.fromEntries(Array.from(document.cookie.matchAll(HALF), (m) => [m[1], m[2]]));
  const about = async () => (await (await database()).get("about", "all")) || {};

  async function note(changes) {
    const db = await database();
    const tx = db.transaction("about", "readwrite");
    tx.store.put({ ...(await tx.store.get("all")), ...changes }, "all");
    await tx.done;
  }

  async function keyNamed(name, half) {
    const secret = cookies()[name];
    if (!secret) return null;
    keys[name] ??= crypto.subtle
      .importKey("raw", text.encode(secret), "HKDF", false, ["deriveKey"])
      .then((both) =>
        crypto.subtle.deriveKey(
          { name: "HKDF", hash: "SHA-256", salt: half, info: text.encode(NAME) },
          both,
          { name: "AES-GCM", length: 256 },
          false,
          ["encrypt", "decrypt"],
        ),
      );
    return keys[name];
  }

  async function seal(what) {
    const { key, half } = await about();
    const cipher = await keyNamed(key, half);
    if (!cipher) throw new Error("no key");
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = text.encode(JSON.stringify(what));
    return { key, iv, sealed: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, cipher, plain) };
  }

  // Null for what cannot be read any more.
  async function unseal(row) {
    if (!row) return null;
    try {
      const cipher = await keyNamed(row.key, (await about()).half);
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv }, cipher, row.sealed);
      return JSON.parse(new TextDecoder().decode(plain));
    } catch {
      return null;
    }
  }

  const tell = () => others.postMessage("changed");

  // Entries as they were written, the oldest first: by the number that the phone gave them, since
  // its clock may be wrong.
  async function entries() {
    const rows = await (await database()).getAll("outbox");
    const read = await Promise.all(rows.map(unseal));
    return rows.map((row, i) => read[i] && { ...read[i], n: row.n }).filter(Boolean);
  }

  // Either all of it is on the phone when this returns, battery or not, or nothing is.
  async function add(list, week) {
    const rows = await Promise.all(list.map(seal));
    const sealed = await seal(week);
    const tx = (await database()).transaction(["outbox", "week"], "readwrite", {
      durability: "strict",
    });
    for (const row of rows) tx.objectStore("outbox").add(row);
    tx.objectStore("week").put(sealed, "all");
    await tx.done;
    tell();
  }

  async function change(n, entry) {
    const db = await database();
    if (entry) await db.put("outbox", { ...(await seal(entry)), n });
    else await db.delete("outbox", n);
    tell();
  }

  // A new sign-in has a new key: what an older one sealed is sealed anew while both are there.
  async function reseal() {
    const db = await database();
    const { key } = await about();
    for (const row of await db.getAll("outbox")) {
      const read = row.key === key ? null : await unseal(row);
      if (read) await db.put("outbox", { ...(await seal(read)), n: row.n });
    }
    for (const name of Object.keys(cookies())) if (name !== key) dropCookie(name);
  }

  const dropCookie = (name) => (document.cookie = `phone_${name}=; Max-Age=0; path=/phone/`);

  async function forget() {
    for (const name of Object.keys(cookies())) dropCookie(name);
    localStorage.removeItem("unsent");
    keys = {};
    const db = opened && (await opened.catch(() => null));
    if (db) db.close();
    opened = null;
    await idb.deleteDB(NAME);
    tell();
  }

  return {
    about,
    note,
    entries,
    add,
    change,
    reseal,
    forget,
    others,
    // Whether what is here can be read: a key was given, and its time is not over.
    isOpen: async () => Boolean(cookies()[(await about()).key]),
    week: async () => unseal(await (await database()).get("week", "all")),
    async setWeek(week) {
      const sealed = week && (await seal(week));
      const db = await database();
      await (sealed ? db.put("week", sealed, "all") : db.clear("week"));
      tell();
    },
  };
})();
