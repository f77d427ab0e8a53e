// The command that runs a program names the site that the reader is on: a
// preview, a mirror or the published one.
document$.subscribe(() => {
  for (const run of document.querySelectorAll(".run")) {
    const file = run.querySelector(".run__title a");
    const command = run.querySelector(".run__facts code");
    if (file && command) command.textContent = `uv run ${file.href}`;
  }
});
