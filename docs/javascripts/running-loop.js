// The command that runs a program names the site that the reader is on: a
// preview, a mirror or the published one.
document$.subscribe(() => {
  for (const run of document.querySelectorAll(".run")) {
    const file = run.querySelector(".run__title a");
    const command = run.querySelector(".run__facts code");
    if (file && command) command.textContent = `uv run ${file.href}`;
  }
});

// A link may lead to a program in a tab that is not open: open it.
const reveal = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const block = target?.closest(".tabbed-block");
  if (!block || target.checkVisibility()) return;
  const place = [...block.parentElement.children].indexOf(block);
  block.closest(".tabbed-set").querySelectorAll(":scope > input")[place].click();
  target.scrollIntoView();
};
document$.subscribe(reveal);
addEventListener("hashchange", reveal);
