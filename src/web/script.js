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
  // On a phone the end is the field below the posts: half of it would lie under the bar with the clock.
  const goToEnd = () => {
    log.lastElementChild?.scrollIntoView({ block: "end" });
    if (scroller() !== posts) document.querySelector(".part")?.scrollIntoView({ block: "end" });
  };

  const replace = (name, html) => {
    const place = document.querySelector(`[data-live="${name}"]`);
    if (!place || place.innerHTML === html) return;
    const focused = place.contains(document.activeElement) ? document.activeElement.id : null;
    place.innerHTML = html;
    if (focused) (document.getElementById(focused) ?? place.querySelector("#pause, #play-day"))?.focus();
  };

  // Whoever writes or ticks something is not disturbed.
  const isBusy = (place) =>
    place.contains(document.activeElement) && document.activeElement.matches("input, textarea")
    || [...place.querySelectorAll("textarea, input")].some((field) =>
      field.type === "checkbox" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue);

  const renew = (old, html) => {
    const focused = old.contains(document.activeElement) ? document.activeElement.id : null;
    old.outerHTML = html;
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  };

  const append = (post) => {
    const old = document.getElementById(post.id);
    if (old) {
      if (post.again && !isBusy(old)) renew(old, post.html);
      return false;
    }
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

  // Takes what was answered from the page that came back, and says it.
  const showAnswer = (answered, id) => {
    const fresh = answered.getElementById(id);
    if (!fresh) return location.reload();
    const old = document.getElementById(id);
    const html = fresh.outerHTML;
    if (old) renew(old, html);
    else log.insertAdjacentHTML("beforeend", html);
    document.querySelector("[data-empty]")?.remove();
    const answer = document.getElementById(`${id}-answer`);
    speaker.textContent = answer?.innerText ?? "";
    (answer ?? document.getElementById(id)).scrollIntoView({ block: "nearest" });
    return answer;
  };

  // Forms are sent in the background; the page is left only when the answer is another channel.
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("[data-quiet-form]");
    if (!form) return;
    event.preventDefault();
    const button = event.submitter;
    const body = new URLSearchParams(new FormData(form, button));
    const action = button?.getAttribute("formaction") ?? form.action;
    const kind = form.dataset.quietForm;
    try {
      const answer = await fetch(action, { method: "POST", body });
      const there = new URL(answer.url);
      if (!answer.ok) return;
      if (there.pathname !== location.pathname) {
        sessionStorage.setItem("focus", button?.id ?? "");
        location.assign(`${there.pathname}${there.search}#latest`);
        return;
      }
      if (!kind) return;
      const answered = new DOMParser().parseFromString(await answer.text(), "text/html");
      const id = kind === "tap" ? body.get("under") : [...answered.querySelectorAll("[data-own]")].at(-1)?.id;
      if (kind === "say") form.reset();
      const shown = showAnswer(answered, id);
      // A button that is gone lets go of the keyboard: it goes on from the answer.
      if (kind === "tap" && document.activeElement === document.body) shown?.focus({ preventScroll: true });
    } catch {
      location.reload();
    }
  });

  // Who pressed a button there goes on from the same button here.
  const focus = sessionStorage.getItem("focus");
  sessionStorage.removeItem("focus");
  if (focus) document.getElementById(focus)?.focus({ preventScroll: true });

  document.querySelector(".channels [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  if (!location.hash || location.hash === "#latest") goToEnd();
})();
