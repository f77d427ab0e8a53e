// What stands below a drawing: a bar with what happens now, and the words for a screen reader.

import { make } from "./page.js";

/** @import { Figure } from "./figure.js" */

export class Panel {
  /** @param {Figure} figure */
  constructor(figure) {
    this.figure = figure;
    // While a reader walks through the run, nothing else speaks here.
    this.isWalking = false;
    this.code = make("code", { class: "steps__code" });
    this.says = make("span", { class: "steps__says" });
    this.live = make("p", { class: "steps__live", role: "status" });
    const now = make("div", { class: "steps__now", "aria-hidden": "true" }, this.says, this.code);
    this.bar = make("div", { class: "steps__bar" }, now);
    this.element = make("div", { class: "steps" }, this.bar, this.live);
    figure.drawing.parentElement?.after(this.element);
  }

  /**
   * Show a line of the program where the drawing is.
   * @param {number} line
   */
  readOut(line) {
    const text = this.figure.program[line - 1]?.textContent?.trim() ?? "";
    this.code.textContent = text ? `${line}  ${text}` : "";
  }

  /** Say nothing, to nobody. */
  silence() {
    this.hush();
    this.live.textContent = "";
  }

  /** Show nothing. */
  hush() {
    this.code.textContent = "";
    this.says.textContent = "";
  }
}
