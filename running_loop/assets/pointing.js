// Pointing at a part of the drawing shows its line of the program and what it
// printed, and the other way round; by mouse, finger and keyboard.

import { STOPS } from "./figure.js";
import { across, along, rove } from "./keys.js";
import { all } from "./page.js";

/** @import { Figure, Found, Mark } from "./figure.js" */
/** @import { Panel } from "./panel.js" */

const MOST_TITLES = 3;

export class Pointing {
  /** The one in which something is highlighted, of all on the page.
   * @type {Pointing | null} */
  static lit = null;

  /**
   * @param {Figure} figure
   * @param {Panel} panel
   */
  constructor(figure, panel) {
    this.figure = figure;
    this.panel = panel;
    this.keys();
    this.listen();
  }

  /** Make parts of the drawing and lines reachable with the keyboard, one tab stop each. */
  keys() {
    const { drawing, program, output, ofLine, ofOutput } = this.figure;
    const stops = /** @type {Mark[]} */ (all(STOPS, drawing));
    for (const stop of stops) {
      stop.setAttribute("role", "img");
      stop.setAttribute("aria-label", titleOf(stop));
    }
    if (stops.length) drawing.setAttribute("role", "group");
    for (const part of drawing.children) {
      if (!stops.some((stop) => part.contains(stop))) part.setAttribute("aria-hidden", "true");
    }
    const rows = rowsOf(stops);
    rove(stops, (stop, key) => across(rows, stop, key));
    this.lines(program, ofLine);
    this.lines(output, ofOutput);
  }

  /**
   * Make the lines that the drawing knows reachable.
   * @param {HTMLElement[]} lines
   * @param {Map<number, Mark[]>} known
   */
  lines(lines, known) {
    const live = lines.filter((_, index) => known.has(index + 1));
    rove(live, (line, key) => along(live, line, { ArrowUp: -1, ArrowDown: 1 }, key));
    for (const line of live) line.addEventListener("focus", () => this.announce(line));
  }

  /**
   * Tell a screen reader what the drawing has for a line.
   * @param {HTMLElement} line
   */
  announce(line) {
    const marks = this.figure.about(line)?.marks ?? [];
    const titles = marks.filter((mark) => mark.matches(STOPS)).map(titleOf);
    const first = titles.slice(0, MOST_TITLES).join("; ");
    const rest = titles.length - MOST_TITLES;
    this.panel.live.textContent = rest > 0 ? `${first}; and ${rest} more` : first;
  }

  listen() {
    const { blocks, drawing, element } = this.figure;
    // Listening for focus on the drawing itself would make it a tab stop.
    for (const area of [...blocks, drawing.parentElement, ...all("ol", element)]) {
      area?.addEventListener("pointerover", (event) => this.point(event));
      // A finger that is lifted leaves too, and the reader wants to look then.
      area?.addEventListener("pointerleave", ({ pointerType }) => {
        if (pointerType === "mouse") this.clear();
      });
      area?.addEventListener("focusin", (event) => this.point(event));
      area?.addEventListener("focusout", () => this.clear());
    }
  }

  /** @param {Event} event */
  point({ target }) {
    const found = target instanceof Element ? this.figure.about(target) : null;
    if (found) this.show(found);
    else this.clear();
  }

  /**
   * Highlight what belongs together, and nothing else.
   * @param {Found} found
   */
  show(found) {
    const { program, output } = this.figure;
    this.clear();
    Pointing.lit = this;
    for (const mark of found.marks) mark.classList.add("rl-is-on");
    light(program, found.lines, "is-on");
    light(program, found.also, "is-near");
    light(output, found.output, "is-on");
    if (!this.panel.isWalking && found.lines.length) this.panel.readOut(found.lines[0]);
  }

  clear() {
    const { marks, program, output } = this.figure;
    for (const mark of marks) mark.classList.remove("rl-is-on");
    for (const line of [...program, ...output]) line.classList.remove("is-on", "is-near");
    if (!this.panel.isWalking) this.panel.hush();
    Pointing.lit = null;
  }

  /**
   * Return whether an element belongs to the drawing, its program or its output.
   * @param {Node} element
   */
  has(element) {
    const { element: whole, run } = this.figure;
    return whole.contains(element) || Boolean(run?.contains(element));
  }
}

/**
 * Return the parts of a drawing, each row of it by itself.
 * @param {Mark[]} stops
 */
function rowsOf(stops) {
  /** @type {Map<string, Mark[]>} */
  const rows = new Map();
  for (const stop of stops) {
    const row = stop.dataset.who ?? "";
    rows.set(row, [...(rows.get(row) ?? []), stop]);
  }
  return [...rows.values()];
}

/**
 * Return the words of a part of a drawing.
 * @param {Element} stop
 */
function titleOf(stop) {
  return stop.querySelector("title")?.textContent ?? "";
}

/**
 * @param {HTMLElement[]} lines
 * @param {number[]} numbers
 * @param {string} kind
 */
function light(lines, numbers, kind) {
  for (const number of numbers) lines[number - 1]?.classList.add(kind);
}

document.addEventListener("pointerdown", ({ target }) => {
  const { lit } = Pointing;
  if (lit && target instanceof Node && !lit.has(target)) lit.clear();
});
