// The service worker. It keeps the shell (VERSION and SHELL stand above, written by the server):
// the page without anybody's data, its styles and scripts. Never anything else: what names people
// is sealed in IndexedDB (kept.js) and goes when somebody signs out.
const CACHE = `shell-${VERSION}`;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(SHELL))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((n) => n !== CACHE).map((n) => caches.delete(n))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin) return;
  if (SHELL.includes(pathname)) {
    event.respondWith(
      caches.match(pathname, { cacheName: CACHE }).then((kept) => kept || fetch(event.request)),
    );
  } else if (mode === "navigate") {
    // Any other page needs the line. Without one, this is what works.
    event.respondWith(fetch(event.request).catch(() => Response.redirect(SHELL[0])));
  }
});
