// Keeps a page of the sandbox up to date without a reload. Everything works without it.
"use strict";

(() => {
  const address = document.body.dataset.events;
  const log = document.querySelector("[data-log]");
  const posts = document.querySelector("#posts");
  const speaker = document.querySelector("[data-announce]");
  if (!address || !log || !window.EventSource) return;

  // On a wide page the list scrolls, on a phone the page itself.
  const scroller = () =>
    getComputedStyle(posts).overflowY === "auto" ? posts : document.scrollingElement;
  const isAtEnd = () => {
    const it = scroller();
    return it === posts
      ? it.scrollHeight - it.scrollTop - it.clientHeight < 120
      : log.getBoundingClientRect().bottom < window.innerHeight + 120;
  };
  const goToEnd = () => log.lastElementChild?.scrollIntoView({ block: "end" });

  const replace = (name, html) => {
    const place = document.querySelector(`[data-live="${name}"]`);
    if (!place || place.innerHTML === html) return;
    const focused = place.contains(document.activeElement) ? document.activeElement.id : null;
    place.innerHTML = html;
    if (focused) (document.getElementById(focused) ?? place.querySelector("#pause, #play-day"))?.focus();
  };

  const append = (post) => {
    if (document.getElementById(post.id)) return false;
    log.insertAdjacentHTML("beforeend", post.html);
    log.lastElementChild.classList.add("fresh");
    return true;
  };

  const source = new EventSource(address);
  source.onmessage = (event) => {
    const change = JSON.parse(event.data);
    for (const [name, html] of Object.entries(change.parts)) replace(name, html);
    const follow = isAtEnd();
    const added = change.posts.filter(append);
    if (added.length === 0) return;
    document.querySelector("[data-empty]")?.remove();
    if (follow) goToEnd();
    speaker.textContent = added.at(-1).announcement;
  };
  window.addEventListener("pagehide", () => source.close());

  // Forms are sent in the background; the page is left only when the answer is another channel.
  for (const form of document.querySelectorAll("[data-quiet-form]")) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const button = event.submitter;
      const body = new URLSearchParams(new FormData(form, button));
      const action = button?.getAttribute("formaction") ?? form.action;
      try {
        const answer = await fetch(action, { method: "POST", body });
        const there = new URL(answer.url);
        if (!answer.ok || there.pathname === location.pathname) return;
        sessionStorage.setItem("focus", button?.id ?? "");
        location.assign(`${there.pathname}${there.search}#latest`);
      } catch {
        location.reload();
      }
    });
  }

  // Who pressed a button there goes on from the same button here.
  const focus = sessionStorage.getItem("focus");
  sessionStorage.removeItem("focus");
  if (focus) document.getElementById(focus)?.focus({ preventScroll: true });

  document.querySelector(".channels [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  if (!location.hash || location.hash === "#latest") goToEnd();
})();
