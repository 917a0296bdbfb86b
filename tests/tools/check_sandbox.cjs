// Reads addresses of sandbox pages, one a line, and uses each in a real browser: presses buttons, looks
// at what appears, and lets axe look for what keeps people out (WCAG 2.2 A and AA). Ends with 1 and a
// reason at the first thing that is not as it should be. Where an address follows "taking part at", the
// page has open questions: they are answered, and something is written.

const { readFileSync } = require("node:fs");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const { chromium } = require("playwright-core");

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
const SMALLEST = { width: 320, height: 600 };
const STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function check(browser, line) {
  const address = line.replace("taking part at ", "");
  if (address !== line) {
    await takesPart(browser, address);
    await takesPartWithoutScript(browser, address);
  } else {
    await followsTheClock(browser, address);
    await worksWithoutScript(browser, address);
  }
  for (const viewport of [DESKTOP, PHONE]) {
    for (const colorScheme of ["light", "dark"]) await isAccessible(browser, address, { viewport, colorScheme });
  }
  await fitsTheSmallest(browser, address);
}

async function followsTheClock(browser, address) {
  const page = await open(browser, address, { viewport: DESKTOP });
  const posts = page.locator("article");
  const before = await posts.count();
  const clock = await page.locator(".clock time").innerText();
  await page.evaluate(() => { window.isTheSamePage = true; });
  // Held by the keyboard, as someone would who has no mouse.
  await page.locator("#next").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction((count) => document.querySelectorAll("article").length > count, before);
  await page.waitForFunction((text) => document.querySelector(".clock time").innerText !== text, clock);
  require_(await page.evaluate(() => window.isTheSamePage === true), "the page was loaded anew");
  await page.waitForFunction(() => document.querySelector("[data-announce]").innerText !== "");
  await keepsFocus(page, "#next");
  await page.locator("#play-week").click();
  await page.locator("#pause").waitFor();
  await page.waitForFunction((count) => document.querySelectorAll("article").length > count, before + 1);
  await page.locator("#pause").click();
  await page.locator("#play-week").waitFor();
  await page.close();
}

// By the keyboard alone, as someone would who has no mouse.
async function takesPart(browser, address) {
  const page = await open(browser, address, { viewport: DESKTOP });
  await page.evaluate(() => { window.isTheSamePage = true; });
  const option = page.locator(".choices button", { hasText: "Vi starter" });
  await reachByTab(page, await option.getAttribute("id"));
  await page.keyboard.press("Enter");
  await page.locator(".answer").first().waitFor();
  await isAnnounced(page, "Takk, svaret er notert");
  // The post may be shown anew at any moment, so the page is asked and not one element of it.
  await page.waitForFunction(() => document.activeElement.matches(".choices button.given"));
  require_((await page.evaluate(() => document.activeElement.innerText)).includes("Vi starter"), "the option lost the focus");

  const box = page.locator(".choices input[type=checkbox]").first();
  await box.focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelectorAll(".answer").length === 2);
  require_(await box.isChecked(), "what was ticked is not shown");

  // A secret answer is final: its button is gone, and the keyboard goes on from what was answered.
  await page.locator(".choices button", { hasText: "I stor grad" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.matches(".answer"));

  await page.locator("#say").focus();
  await page.keyboard.type("hjelp");
  await page.keyboard.press("Enter");
  await page.locator(".line .answer").waitFor();
  await isAnnounced(page, "Dette kan du skrive til meg");
  await page.waitForFunction(() => document.querySelector("#say").value === "");
  await keepsFocus(page, "#say");
  require_(await page.evaluate(() => window.isTheSamePage === true), "the page was loaded anew");

  // Two at once see each other's lines without a reload.
  const other = await open(browser, address, { viewport: PHONE });
  await page.keyboard.type("Vi har begynt med vekstkultur");
  await page.keyboard.press("Enter");
  await other.locator(".line", { hasText: "Vi har begynt" }).waitFor();
  await other.close();
  await page.close();
}

// What changed may be told by the server or by the answer to the form, whichever comes first.
async function isAnnounced(page, text) {
  await page.locator("[data-announce]", { hasText: text }).waitFor({ state: "attached" });
}

async function keepsFocus(page, selector) {
  await page.locator(`${selector}:focus`).waitFor();
}

async function reachByTab(page, id) {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await page.evaluate((wanted) => document.activeElement.id === wanted, id)) return;
    await page.keyboard.press("Tab");
  }
  fail(`the keyboard does not reach ${id}`);
}

async function takesPartWithoutScript(browser, address) {
  const page = await open(browser, address, { viewport: PHONE, javaScriptEnabled: false });
  await page.locator("#who").selectOption("leader-vollen");
  await page.locator(".who button").click();
  await page.locator("#who option[value=leader-vollen][selected]").waitFor({ state: "attached" });
  await page.locator(".choices button", { hasText: "Halvveis" }).click();
  await page.locator(".answer", { hasText: "Takk, svaret er notert" }).waitFor();
  await page.locator("#say").fill("hjelp");
  await page.locator(".say button").click();
  await page.locator(".line .answer").waitFor();
  await page.close();
}

async function worksWithoutScript(browser, address) {
  const page = await open(browser, address, { viewport: DESKTOP, javaScriptEnabled: false });
  const before = await page.locator("article").count();
  await page.locator("#next").click();
  await page.waitForURL("**#latest");
  require_((await page.locator("article").count()) === before + 1, "without script no post appeared");
  await page.close();
}

async function isAccessible(browser, address, options) {
  const page = await open(browser, address, options);
  // Through the debugger, which the page's own policy does not bind.
  await page.evaluate(axe);
  const { violations } = await page.evaluate((values) => axe.run({ runOnly: { type: "tag", values } }), STANDARD);
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`);
  require_(found.length === 0, `${options.viewport.width} ${options.colorScheme}: ${found.join("\n")}`);
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => document.activeElement.getAttribute("href"));
  require_(first === "#posts", "the first thing the keyboard reaches is not the way past the channels");
  await page.close();
}

async function fitsTheSmallest(browser, address) {
  const page = await open(browser, address, { viewport: SMALLEST });
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  require_(tooWide <= 0, `the page is ${tooWide} px too wide for a small phone`);
  await page.close();
}

async function open(browser, address, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on("pageerror", (error) => fail(`the page's script failed: ${error.message}`));
  page.on("dialog", () => fail("someone's text became script"));
  await page.goto(address);
  return page;
}

function require_(holds, what) {
  if (!holds) throw new Error(what);
}

function fail(what) {
  console.error(what);
  process.exit(1);
}

async function main() {
  const addresses = readFileSync(0, "utf8").split("\n").filter(Boolean);
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  for (const address of addresses) await check(browser, address);
  await browser.close();
  console.log(`${addresses.length} payloads accepted`);
}

main().catch((error) => fail(error.message));
