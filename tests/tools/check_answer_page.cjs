// Reads addresses of answer pages, one a line, and answers there in a real browser by the keyboard alone,
// where the pages are allowed no script. Axe, which is one, looks in a window of its own for what keeps people
// out (WCAG 2.2 A and AA), for every kind of question in five languages, on a desk and on a phone, by day and
// by night. Ends with 1 and a reason at the first thing that is not as it should be. The first address is of a
// survey of two scales, the second of free text, the third of several choices, the fourth of a secret scale,
// the fifth of a choice that is not; the others are of the kinds that are left.

const { readFileSync } = require("node:fs");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const { chromium } = require("playwright-core");

// A name that is not the machine's own: over plain HTTP a browser says of a form from there only its origin.
const PLAIN = "skolebud.test";
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", `--host-resolver-rules=MAP ${PLAIN} 127.0.0.1`];
const DESK = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 740 };
const SMALLEST = { width: 320, height: 600 };
const STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const LANGUAGES = ["nb", "nn", "sv", "da", "en"];
// Where pictures of the pages are put, for people to look at.
const PICTURES = process.env.PICTURES;

async function check(browser, addresses) {
  const [survey, words, several, secret, named, ...others] = addresses;
  for (const [number, address] of addresses.entries()) await isAccessibleEverywhere(browser, address, number);
  await surveyByKeyboard(browser, survey);
  await wordsByKeyboard(browser, words);
  await secretOnce(browser, secret);
  await choiceByKeyboard(browser, named.replace("127.0.0.1", PLAIN));
  for (const address of others) await choiceByKeyboard(browser, address);
  for (const address of [words, several]) await fitsTheSmallest(browser, address);
}

// The form, and the form with something wrong.
async function isAccessibleEverywhere(browser, address, number) {
  const page = await open(browser, address, { viewport: DESK, javaScriptEnabled: true });
  for (const language of LANGUAGES) {
    await page.goto(`${address}?lang=${language}`);
    await isAccessibleByDayAndNight(page, `form-${number}-${language}`);
    await page.locator("form button").click();
    await page.locator(".mistakes").waitFor();
    await isAccessibleByDayAndNight(page, `mistakes-${number}-${language}`);
  }
  await page.context().close();
}

// By day at a desk and by night on a phone: what is wide has no colours of its own.
async function isAccessibleByDayAndNight(page, name) {
  for (const [viewport, colorScheme] of [[DESK, "light"], [PHONE, "dark"]]) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await isAccessible(page, `${name}-${viewport.width}-${colorScheme}`);
    await hasRoom(page, viewport);
    await overlapsNothing(page);
  }
}

async function surveyByKeyboard(browser, address) {
  const page = await open(browser, address, { viewport: DESK });
  await reach(page, "#choice-1");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  require_(await page.locator("#choice-3").isChecked(), "the arrows do not choose");
  // Without school and name it comes back, and leads to what is missing.
  await reach(page, "form button");
  await page.keyboard.press("Enter");
  await page.locator(".mistakes").waitFor();
  require_(await page.locator("#choice-3").isChecked(), "the answer was lost");
  await hasFocus(page, ".mistakes");
  await reach(page, ".mistakes a");
  await page.keyboard.press("Enter");
  await hasFocus(page, "#school");
  await page.keyboard.type("Vol");
  await reach(page, "#name");
  await page.keyboard.type("Rektor");
  // As one does who has written the last thing.
  await page.keyboard.press("Enter");
  await page.locator(".receipt.is-kept").waitFor();
  await reach(page, "form button");
  await page.keyboard.press("Enter");
  await page.locator("#school").waitFor();
  require_((await page.locator("#name").inputValue()) === "Rektor", "the name must be written twice");
  require_((await page.locator("#school").inputValue()) === "vollen", "the school must be chosen twice");
  await reach(page, "#choice-1");
  await page.keyboard.press("Space");
  await reach(page, "form button");
  await page.keyboard.press("Enter");
  await page.locator(".receipt.is-kept").waitFor();
  require_((await page.locator("form").count()) === 0, "the last question leads on");
  await page.context().close();
}

async function wordsByKeyboard(browser, address) {
  const page = await open(browser, address, { viewport: PHONE, colorScheme: "dark", javaScriptEnabled: true });
  await reach(page, "#text");
  await page.keyboard.type("Vi deler mer enn før.");
  await reach(page, "#school");
  await page.keyboard.type("Tor");
  await reach(page, "#name");
  await page.keyboard.type("Inspektør");
  await page.keyboard.press("Enter");
  await page.locator(".receipt.is-kept").waitFor();
  require_((await page.locator(".own-words").innerText()) === "Vi deler mer enn før.", "the words are not shown");
  await isAccessible(page, "thanks-words");
  await page.context().close();
}

async function secretOnce(browser, address) {
  const page = await open(browser, address, { viewport: DESK });
  await reach(page, "#choice-1");
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await page.locator(".receipt.is-kept").waitFor();
  await page.goto(address);
  require_((await page.locator("form").count()) === 0, "the browser may answer a second time");
  const storageState = await page.context().storageState();
  await page.context().close();
  const same = { viewport: DESK, javaScriptEnabled: true };
  const again = await open(browser, address, { ...same, storageState });
  await isAccessible(again, "already");
  await again.context().close();
  const unknown = await open(browser, address.replace(/.$/, ""), same);
  await isAccessible(unknown, "unknown");
  await unknown.context().close();
}

// One choice, on a phone, by someone who may have to name school and self as well.
async function choiceByKeyboard(browser, address) {
  const page = await open(browser, address, { viewport: PHONE });
  await reach(page, "#choice-1");
  await page.keyboard.press("Space");
  if (await page.locator("#school").count()) {
    await reach(page, "#school");
    await page.keyboard.type("Vol");
  }
  if (await page.locator("#name").count()) {
    await reach(page, "#name");
    await page.keyboard.type("Rektor");
  }
  await reach(page, "form button");
  await page.keyboard.press("Enter");
  await page.locator(".receipt.is-kept").waitFor();
  await page.context().close();
}

async function fitsTheSmallest(browser, address) {
  const page = await open(browser, address, { viewport: SMALLEST });
  await hasRoom(page, SMALLEST);
  await page.context().close();
}

// A fieldset's legend is no part of its layout, so nothing else keeps what follows from lying over it.
async function overlapsNothing(page) {
  const covered = await page.evaluate(() => {
    const isCovered = (legend) => {
      const next = legend.nextElementSibling;
      return next !== null && next.getBoundingClientRect().top < legend.getBoundingClientRect().bottom - 1;
    };
    return [...document.querySelectorAll("legend")].filter(isCovered).map((legend) => legend.innerText);
  });
  require_(covered.length === 0, `something lies over ${covered}`);
}

async function hasRoom(page, { width }) {
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  require_(tooWide <= 0, `the page is ${tooWide} px too wide where there are ${width}`);
}

// The words of a page are there before its style sheet is.
async function isStyled(page) {
  await page.waitForLoadState("load");
}

// Presses Tab until the element has the focus, as one does without a mouse.
async function reach(page, selector) {
  await isStyled(page);
  for (let times = 0; times < 40; times += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) {
      const outline = await page.evaluate(() => {
        const seen = document.activeElement.closest(".choice") ?? document.activeElement;
        return getComputedStyle(seen).outlineStyle;
      });
      require_(outline !== "none", `the focus on ${selector} cannot be seen`);
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`the keyboard does not reach ${selector}`);
}

// The focus moves some time after the page is there, or after the key that moves it.
async function hasFocus(page, selector) {
  await page.locator(`${selector}:focus`).waitFor();
}

async function isAccessible(page, name) {
  await isStyled(page);
  // Through the debugger, which runs where the page itself may not.
  await page.evaluate(axe);
  const { violations } = await page.evaluate((values) => axe.run({ runOnly: { type: "tag", values } }), STANDARD);
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
  require_(found.length === 0, `${name}: ${found.join("\n")}`);
}

async function open(browser, address, options) {
  const context = await browser.newContext({ javaScriptEnabled: false, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
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
  await check(browser, addresses);
  await browser.close();
  console.log(`${addresses.length} payloads accepted`);
}

main().catch((error) => fail(error.stack));
