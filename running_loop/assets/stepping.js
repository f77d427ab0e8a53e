// "Step through" walks through a run. All states and words come from the steps that stand
// beside the drawing; running_loop/timeline/steps.py describes them.

import { STOPS } from "./figure.js";
import { all, make, makeSvg, openStage, openTab } from "./page.js";

/** @import { Figure, Mark } from "./figure.js" */
/** @import { Panel } from "./panel.js" */

/**
 * @typedef {object} Steps
 * @property {string} unit
 * @property {[name: string, depth: number][]} lanes
 * @property {[kind: string, words: string][]} states
 * @property {string[]} says
 * @property {number[][]} steps
 * @property {number} more
 */

const [EVENT, MOMENT, PLACE, LINE, WHO, SAYS, PRINTED, CHANGES] = [0, 1, 2, 3, 4, 5, 6, 7];
/** The buttons: a name, a path of their picture, and where they lead.
 * @type {[name: string, path: string, where: (at: number, last: number) => number][]} */
const WAYS = [
  ["First step", "M6 5v14M18 6l-8 6 8 6z", () => 0],
  ["Previous step", "M16 6l-8 6 8 6z", (at) => at - 1],
  ["Next step", "M8 6l8 6-8 6z", (at) => at + 1],
  ["Last step", "M18 5v14M6 6l8 6-8 6z", (_, last) => last],
];

/**
 * Let readers walk through the run of a drawing, if it has steps.
 * @param {Figure} figure
 * @param {Panel} panel
 */
export function addStepping(figure, panel) {
  const template = figure.element.querySelector("template.timeline__steps");
  if (!(template instanceof HTMLTemplateElement)) return;
  new Stepping(figure, panel, JSON.parse(template.content.textContent ?? ""));
}

class Stepping {
  /**
   * @param {Figure} figure
   * @param {Panel} panel
   * @param {Steps} steps
   */
  constructor(figure, panel, steps) {
    this.figure = figure;
    this.panel = panel;
    this.steps = steps;
    this.last = steps.steps.length - 1;
    this.at = 0;
    this.line = this.cursor();
    const unfolds = { type: "button", class: "steps__toggle", "aria-expanded": "false" };
    this.toggle = make("button", unfolds, "Step through");
    const range = { type: "range", min: 0, max: this.last, value: 0 };
    this.slider = make("input", { ...range, "aria-label": "Moment of the run" });
    this.count = make("span", { class: "steps__count", "aria-hidden": "true" });
    this.buttons = WAYS.map(([name, path, where]) => this.button(name, path, where));
    this.walk = this.walker();
    this.rows = steps.lanes.map(([name, depth]) => row(name, depth));
    this.states = make("div", { class: "steps__states" }, table(this.rows));
    this.walk.hidden = this.states.hidden = true;
    panel.bar.prepend(this.toggle, this.walk);
    panel.element.append(this.states);
    this.listen();
  }

  /** Return the line through the drawing that shows the moment. */
  cursor() {
    const end = this.figure.drawing.querySelector(".rl-grid")?.getAttribute("y2") ?? "100%";
    return makeSvg("line", { class: "rl-now", y1: "16", y2: end });
  }

  /**
   * @param {string} name
   * @param {string} path
   * @param {(at: number, last: number) => number} where
   */
  button(name, path, where) {
    const button = make("button", { type: "button", "aria-label": name, title: name });
    const picture = makeSvg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" });
    picture.append(makeSvg("path", { d: path }));
    button.append(picture);
    button.addEventListener("click", () => this.go(where(this.at, this.last)));
    return button;
  }

  walker() {
    const [first, previous, next, end] = this.buttons;
    const group = { class: "steps__walk", role: "group", "aria-label": "Walk through the run" };
    return make("div", group, first, previous, this.slider, next, end, this.count);
  }

  listen() {
    const { drawing, element } = this.figure;
    this.toggle.addEventListener("click", () => (this.isWalking ? this.stop() : this.start()));
    // A slider says by itself where it is.
    this.slider.addEventListener("input", () => this.go(Number(this.slider.value), false));
    this.panel.bar.addEventListener("keydown", ({ key }) => {
      if (key === "Escape" && this.isWalking) this.stop();
    });
    const folds = element.closest("details");
    folds?.addEventListener("toggle", () => {
      if (!folds.open && this.isWalking) this.stop();
    });
    for (const stop of /** @type {Mark[]} */ (all(STOPS, drawing))) {
      const go = () => this.isWalking && this.go(this.stepOf(stop));
      stop.addEventListener("click", go);
      stop.addEventListener("keydown", (event) => {
        if (event instanceof KeyboardEvent && event.key === "Enter") go();
      });
    }
  }

  get isWalking() {
    return this.panel.isWalking;
  }

  start() {
    const { box, drawing, element, run } = this.figure;
    drawing.append(this.line);
    // At the end of the whole box, the controls can stay in sight beside all of it.
    if (box === element) element.append(this.panel.bar);
    else element.closest(".timeline")?.after(this.panel.bar);
    openTab(run);
    this.open(true);
    this.go(0, false);
    this.slider.focus({ preventScroll: true });
  }

  stop() {
    this.line.remove();
    this.panel.element.prepend(this.panel.bar);
    this.open(false);
    this.toggle.focus({ preventScroll: true });
    this.forget();
    this.panel.silence();
  }

  /** @param {boolean} is */
  open(is) {
    this.panel.isWalking = is;
    this.toggle.setAttribute("aria-expanded", String(is));
    this.toggle.textContent = is ? "Close" : "Step through";
    this.walk.hidden = this.states.hidden = !is;
    this.figure.box.classList.toggle("is-stepping", is);
  }

  /**
   * Return the step at which a part of the drawing begins.
   * @param {Mark} mark
   */
  stepOf(mark) {
    const event = Number(mark.dataset.event);
    return Math.max(
      0,
      this.steps.steps.findLastIndex((step) => step[EVENT] <= event),
    );
  }

  /**
   * Show a step.
   * @param {number} wanted
   * @param {boolean} isAloud Whether a screen reader is told.
   */
  go(wanted, isAloud = true) {
    this.at = Math.min(Math.max(wanted, 0), this.last);
    const step = this.steps.steps[this.at];
    this.say(step, isAloud);
    this.count.textContent = `${this.at + 1}/${this.steps.steps.length}`;
    for (const [index, button] of this.buttons.entries()) {
      const isEnd = this.at === (index < 2 ? 0 : this.last);
      button.setAttribute("aria-disabled", String(isEnd));
    }
    this.forget();
    this.mark(step);
    this.tell();
  }

  /**
   * @param {number[]} step
   * @param {boolean} isAloud
   */
  say(step, isAloud) {
    const { more, unit } = this.steps;
    const clock = `${(step[MOMENT] / 100).toFixed(2)} ${unit}`;
    const rest = this.at === this.last && more ? ` (${more} more steps are left out)` : "";
    const says = this.sentence(step) + rest;
    this.panel.says.textContent = `${clock}  ${says}`;
    this.slider.value = String(this.at);
    this.slider.setAttribute("aria-valuetext", `${clock} ${says}`);
    if (isAloud) this.panel.live.textContent = `${clock} ${says}`;
  }

  /** @param {number[]} step */
  sentence(step) {
    const name = this.steps.lanes[step[WHO]]?.[0];
    const says = this.steps.says[step[SAYS]];
    const printed = this.figure.output[step[PRINTED] - 1]?.textContent?.trimEnd();
    const what = printed === undefined ? says : `${says}: ${printed}`;
    return name ? `${name} ${what}` : what;
  }

  forget() {
    const { marks, program, output } = this.figure;
    for (const mark of marks) mark.classList.remove("rl-is-now");
    for (const line of [...program, ...output]) line.classList.remove("is-now", "is-later");
  }

  /**
   * Mark a step in the drawing, in the program and in the output.
   * @param {number[]} step
   */
  mark(step) {
    const { marks, program, output } = this.figure;
    this.line.setAttribute("x1", `${step[PLACE]}%`);
    this.line.setAttribute("x2", `${step[PLACE]}%`);
    for (const mark of marks) {
      mark.classList.toggle("rl-is-now", Number(mark.dataset.event) === step[EVENT]);
    }
    openStage(program[step[LINE] - 1]);
    program[step[LINE] - 1]?.classList.add("is-now");
    output[step[PRINTED] - 1]?.classList.add("is-now");
    this.panel.readOut(step[LINE]);
  }

  /** Show every lane's state and the output so far. */
  tell() {
    const { more, states, steps } = this.steps;
    const now = this.rows.map(() => ["none", "not created yet"]);
    let printed = 0;
    for (const step of steps.slice(0, this.at + 1)) {
      printed = Math.max(printed, step[PRINTED]);
      for (let at = CHANGES; at < step.length; at += 2) now[step[at]] = states[step[at + 1]];
    }
    for (const [index, { row, state }] of this.rows.entries()) {
      const [kind, words] = now[index];
      row.className = `is-${kind}${steps[this.at][WHO] === index ? " is-acting" : ""}`;
      state.textContent = words;
    }
    const isAll = this.at === this.last && !more;
    const later = isAll ? [] : this.figure.output.slice(printed);
    for (const line of later) line.classList.add("is-later");
  }
}

/**
 * Return the row of a lane, and the cell of its state.
 * @param {string} name
 * @param {number} depth
 */
function row(name, depth) {
  const state = make("td");
  const head = make("th", { scope: "row" }, name);
  head.style.setProperty("--depth", String(depth));
  return { row: make("tr", {}, head, state), state };
}

/** @param {ReturnType<typeof row>[]} rows */
function table(rows) {
  const names = ["Task", "State"].map((name) => make("th", { scope: "col" }, name));
  const head = make("thead", {}, make("tr", {}, ...names));
  const body = make("tbody", {}, ...rows.map((made) => made.row));
  return make("table", { class: "steps__table" }, head, body);
}
