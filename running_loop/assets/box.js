// Boxes of programs: the command that runs one, and links that lead to one.

import { all, onPage, openTab } from "./page.js";

// The command names the site that the reader is on: a preview, a mirror or the published one.
onPage(() => {
  for (const run of all(".run")) {
    const file = /** @type {HTMLAnchorElement | null} */ (run.querySelector(".run__title a"));
    const command = run.querySelector(".run__facts code");
    // A program with files beside it runs from no address.
    const beside = run.querySelector(".run__facts a");
    if (file && command && !beside) command.textContent = `uv run ${file.href}`;
  }
});

// A stage opens as any fold does: by Enter, too.
onPage(() => {
  for (const fold of /** @type {HTMLInputElement[]} */ (all(".stage__fold"))) {
    fold.addEventListener("keydown", ({ key }) => {
      if (key === "Enter") fold.click();
    });
  }
});

/** Open the tab of a program that a link leads to. */
function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target?.closest(".tabbed-block") || target.checkVisibility()) return;
  openTab(target);
  target.scrollIntoView();
}
onPage(reveal);
addEventListener("hashchange", reveal);
