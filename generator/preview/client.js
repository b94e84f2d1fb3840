// Keeps a page up to date while it is previewed. It is added to pages as they are served, never to a built site.
(() => {
  "use strict";
  const script = document.currentScript;
  let shown = script.dataset.shown, delay = 300, source = null, timer = 0, errors = "";
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });

  const draw = (word, html) => {
    root.innerHTML = html;
    if (word) {
      const badge = document.createElement("button");
      badge.textContent = word;
      badge.style.cssText = "position:fixed;z-index:2147483647;inset-block-end:1rem;inset-inline-end:1rem;padding:.3em .8em;"
        + "border:0;border-radius:1em;font:14px system-ui,sans-serif;color:#fff;background:" + (word === "error" ? "#b3261e" : "#4a4f57");
      badge.onclick = () => { if (errors) draw("", errors); };
      root.append(badge);
    }
    if (word || html) document.documentElement.append(host); else host.remove();
  };

  const restyle = (build) => {
    for (const old of document.querySelectorAll('link[rel~="stylesheet"][href]')) {
      const url = new URL(old.href);
      if (url.origin !== location.origin) continue;
      url.searchParams.set("v", build);
      const fresh = old.cloneNode();
      fresh.onload = fresh.onerror = () => old.remove();
      fresh.href = url.href;
      old.after(fresh);
    }
  };

  const receive = (news) => {
    if (news.change === "page") { close(); location.reload(); return; }
    if (news.change === "style") restyle(news.build);
    shown = news.shown;
    if (news.errors !== errors || root.querySelector("button")) draw("", errors = news.errors);
  };

  const close = () => {
    clearTimeout(timer);
    if (source) source.close();
    source = null;
  };

  const connect = () => {
    close();
    if (document.hidden) return;
    source = new EventSource("/__live/events?shown=" + shown + "&address=" + encodeURIComponent(location.pathname));
    source.onopen = () => { delay = 300; };
    source.onmessage = (event) => receive(JSON.parse(event.data));
    source.onerror = () => {
      close();
      draw("offline", "");
      timer = setTimeout(connect, delay);
      delay = Math.min(delay * 2, 3000);
    };
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && errors) draw("error", "");
  });
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : connect()));
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => { if (event.persisted) connect(); });
  connect();
})();
