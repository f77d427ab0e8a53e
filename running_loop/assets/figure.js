// One drawing with the program and the output that it belongs to.

import { all, make } from "./page.js";

export const STOPS = ".rl-run[data-event], .rl-wait[data-event], .rl-ready[data-event], .rl-line";

/**
 * Which lines, from 1, a part of a drawing belongs to.
 * @typedef {{ line: number[], also: number[], output: number[] }} Facts
 */

/**
 * What belongs together: parts of the drawing, lines of the program, lines around, output.
 * @typedef {{ marks: Mark[], lines: number[], also: number[], output: number[] }} Found
 */

/** @typedef {HTMLElement | SVGElement} Mark */

export class Figure {
  /**
   * @param {HTMLElement} element
   * @param {SVGElement} drawing
   */
  constructor(element, drawing) {
    this.element = element;
    this.drawing = drawing;
    this.run = runOf(element);
    this.box = /** @type {HTMLElement} */ (element.closest(".run") ?? element);
    this.blocks = this.run ? all(".highlight pre", this.run) : [];
    this.program = split(this.run?.querySelector(".language-python pre > code"));
    this.output = split(this.run && outputOf(this.run));
    this.marks = /** @type {Mark[]} */ (all("[data-event]", element));
    this.facts = new Map(this.marks.map((mark) => [mark, factsOf(mark)]));
    this.ofLine = this.group(({ line, also }) => [...line, ...also]);
    this.ofOutput = this.group(({ output }) => output);
  }

  /**
   * Return the parts of the drawing by the lines that they have.
   * @param {(facts: Facts) => number[]} lines
   */
  group(lines) {
    /** @type {Map<number, Mark[]>} */
    const found = new Map();
    for (const [mark, facts] of this.facts) {
      for (const line of lines(facts)) found.set(line, [...(found.get(line) ?? []), mark]);
    }
    return found;
  }

  /**
   * Return what belongs to an element that is pointed at, or null.
   * @param {Element} target
   * @returns {Found | null}
   */
  about(target) {
    const mark = /** @type {Mark | null} */ (target.closest("[data-event]"));
    const facts = mark && this.facts.get(mark);
    if (facts) {
      return { marks: this.same(mark), lines: facts.line, also: facts.also, output: facts.output };
    }
    const place = /** @type {HTMLElement} */ (target.closest(".code-line"));
    return (
      this.aboutLine(this.program.indexOf(place) + 1) ??
      this.aboutOutput(this.output.indexOf(place) + 1)
    );
  }

  /**
   * Return a part of the drawing, or what it has for one of the words below it.
   * @param {Mark} mark
   */
  same(mark) {
    const { event } = mark.dataset;
    const isWord = !this.drawing.contains(mark);
    return isWord ? this.marks.filter((other) => other.dataset.event === event) : [mark];
  }

  /**
   * @param {number} line
   * @returns {Found | null}
   */
  aboutLine(line) {
    const marks = this.ofLine.get(line);
    if (!marks) return null;
    return { marks, lines: [line], also: [], output: this.printed(marks).flatMap((f) => f.output) };
  }

  /**
   * @param {number} output
   * @returns {Found | null}
   */
  aboutOutput(output) {
    const marks = this.ofOutput.get(output);
    if (!marks) return null;
    return { marks, lines: this.printed(marks).flatMap((f) => f.line), also: [], output: [output] };
  }

  /**
   * Return the facts of those parts that are printed lines.
   * @param {Mark[]} marks
   */
  printed(marks) {
    return marks
      .filter((mark) => mark.matches(".rl-line"))
      .map((mark) => /** @type {Facts} */ (this.facts.get(mark)));
  }
}

/**
 * Return the program of a drawing: around it, or the nearest of that name above it.
 * @param {HTMLElement} figure
 * @returns {HTMLElement | undefined}
 */
function runOf(figure) {
  const around = /** @type {HTMLElement | null} */ (figure.closest(".run"));
  if (around) return around;
  const above = all(".run").filter((run) => {
    const file = /** @type {HTMLAnchorElement | null} */ (run.querySelector(".run__title a"));
    const follows = run.compareDocumentPosition(figure) & Node.DOCUMENT_POSITION_FOLLOWING;
    return file?.href.endsWith(`/${figure.dataset.program}`) && follows;
  });
  return above.at(-1);
}

/**
 * Return the output that a drawing belongs to: of tabs of Pythons, it is the one open at first.
 * @param {HTMLElement} run
 */
function outputOf(run) {
  const tabs = /** @type {HTMLInputElement[]} */ (all(".tabbed-set > input", run));
  const own = tabs.findIndex((tab) => tab.defaultChecked);
  const within = all(".tabbed-block", run)[own] ?? run;
  return within.querySelector(".language-text pre > code");
}

/**
 * @param {Mark} mark
 * @returns {Facts}
 */
function factsOf(mark) {
  const { line, lines, output } = mark.dataset;
  return { line: numbers(line), also: numbers(lines), output: numbers(output) };
}

/**
 * Return the numbers that a text such as "1-3 7" stands for.
 * @param {string} [spans]
 */
function numbers(spans = "") {
  return spans
    .split(" ")
    .filter(Boolean)
    .flatMap((span) => {
      const [first, last = first] = span.split("-").map(Number);
      return Array.from({ length: last - first + 1 }, (_, index) => first + index);
    });
}

/**
 * Put each line of a code block into an element of its own; no colour goes over its end.
 * @param {Element | null | undefined} code
 * @returns {HTMLElement[]}
 */
function split(code) {
  const before = code ? all(".code-line", code) : [];
  if (!code || before.length) return before;
  return parts(code).flatMap(splitPart);
}

/**
 * Return the parts of a code block, in order: a stage is one, and what stands between two.
 * @param {Element} code
 * @returns {Element[]}
 */
function parts(code) {
  const stages = all(":scope > .stage", code);
  for (const node of [...code.childNodes]) {
    const last = node.previousSibling;
    if (stages.some((stage) => stage === node)) continue;
    if (last instanceof Element && last.matches(".stage__between")) last.append(node);
    else {
      const part = make("span", { class: "stage__between" });
      node.replaceWith(part);
      part.append(node);
    }
  }
  return all(".stage__between, .stage__lines", code);
}

/**
 * Put each line of a part of a code block into an element of its own.
 * @param {Element} code
 * @returns {HTMLElement[]}
 */
function splitPart(code) {
  const range = document.createRange();
  range.setStart(code, 0);
  const lines = ends(code).map(([text, end]) => {
    range.setEnd(text, end);
    const line = make("span", { class: "code-line" }, range.cloneContents());
    range.setStart(text, end);
    return line;
  });
  range.setEnd(code, code.childNodes.length);
  const rest = range.cloneContents();
  code.replaceChildren(...lines, ...(rest.textContent ? [rest] : []));
  return lines;
}

/**
 * Return where the lines of a code block end: the text, and the place behind the line end in it.
 * @param {Element} code
 */
function ends(code) {
  const texts = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  /** @type {[Text, number][]} */
  const found = [];
  while (texts.nextNode()) {
    const text = /** @type {Text} */ (texts.currentNode);
    for (const { index } of text.data.matchAll(/\n/g)) found.push([text, index + 1]);
  }
  return found;
}
