// What a script adds to a timeline. Pointing at a part of the drawing shows its
// line of the program and what it printed, and the other way round; "Step
// through" walks through the run. All states and words come from the steps that
// stand beside the drawing, as running_loop/timeline/steps.py describes them.

const STOPS = ".rl-run[data-event], .rl-wait[data-event], .rl-ready[data-event], .rl-line";
const [EVENT, MOMENT, PLACE, LINE, WHO, SAYS, PRINTED, CHANGES] = [0, 1, 2, 3, 4, 5, 6, 7];

/** Return an element with attributes and children. */
function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Return the numbers that a text such as "1-3 7" stands for. */
function numbers(spans = "") {
  return spans.split(" ").filter(Boolean).flatMap((span) => {
    const [first, last = first] = span.split("-").map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

/** Put each line of a code block into an element of its own; no colour goes over its end. */
function split(code) {
  const before = [...(code?.querySelectorAll(".code-line") ?? [])];
  if (!code || before.length) return before;
  const texts = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  const ends = [];
  while (texts.nextNode()) {
    const text = texts.currentNode;
    for (const { index } of text.data.matchAll(/\n/g)) ends.push([text, index + 1]);
  }
  const range = document.createRange();
  range.setStart(code, 0);
  const lines = ends.map(([text, end]) => {
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

/** Make one of some elements the tab stop of all; `move` returns where a key leads. */
function rove(elements, move) {
  if (!elements.length) return;
  for (const element of elements) element.setAttribute("tabindex", "-1");
  let stop = elements[0];
  stop.setAttribute("tabindex", "0");
  const settle = (element) => {
    stop.setAttribute("tabindex", "-1");
    stop = element;
    stop.setAttribute("tabindex", "0");
  };
  for (const element of elements) {
    element.addEventListener("focus", () => settle(element));
    element.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const next = move(element, event.key);
      if (!next) return;
      event.preventDefault();
      next.focus();
    });
  }
}

/** Return the program of a drawing: around it, or the nearest of that name above it. */
function runOf(figure) {
  const above = [...document.querySelectorAll(".run")].filter(
    (run) =>
      run.querySelector(".run__title a")?.href.endsWith(`/${figure.dataset.program}`) &&
      run.compareDocumentPosition(figure) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  return figure.closest(".run") ?? above.at(-1);
}

/** One drawing with the program and the output that it belongs to. */
class Timeline {
  constructor(figure, drawing) {
    this.figure = figure;
    this.drawing = drawing;
    this.run = runOf(figure);
    this.box = figure.closest(".run") ?? figure;
    this.blocks = [...(this.run?.querySelectorAll(".highlight pre") ?? [])];
    const block = (language) => this.run?.querySelector(`.language-${language} pre > code`);
    this.program = split(block("python"));
    this.output = split(block("text"));
    this.marks = [...figure.querySelectorAll("[data-event]")];
    this.read();
    this.controls();
    this.keys();
    this.listen();
  }

  /** Find out which parts of the drawing belong to which lines. */
  read() {
    this.facts = new Map();
    this.ofLine = new Map();
    this.ofOutput = new Map();
    const add = (map, key, mark) => map.set(key, [...(map.get(key) ?? []), mark]);
    for (const mark of this.marks) {
      const { line, lines, output } = mark.dataset;
      const facts = { line: numbers(line), also: numbers(lines), output: numbers(output) };
      this.facts.set(mark, facts);
      for (const number of [...facts.line, ...facts.also]) add(this.ofLine, number, mark);
      for (const number of facts.output) add(this.ofOutput, number, mark);
    }
  }

  /** Return what belongs to an element that is pointed at, or null. */
  about(target) {
    const mark = target.closest("[data-event]");
    if (mark && this.facts.has(mark)) {
      const { line, also, output } = this.facts.get(mark);
      return { marks: this.same(mark), lines: line, also, output };
    }
    const place = target.closest(".code-line");
    const line = this.program.indexOf(place) + 1;
    const printed = this.output.indexOf(place) + 1;
    if (this.ofLine.has(line)) return this.aboutLine(line);
    return this.ofOutput.has(printed) ? this.aboutOutput(printed) : null;
  }

  /** Return a part of the drawing, or what it has for one of the words below it. */
  same(mark) {
    const { event } = mark.dataset;
    const isWord = !this.drawing.contains(mark);
    return isWord ? this.marks.filter((other) => other.dataset.event === event) : [mark];
  }

  aboutLine(line) {
    const marks = this.ofLine.get(line);
    const prints = marks.filter((mark) => mark.matches(".rl-line"));
    const output = prints.flatMap((mark) => this.facts.get(mark).output);
    return { marks, lines: [line], also: [], output };
  }

  aboutOutput(printed) {
    const marks = this.ofOutput.get(printed);
    const prints = marks.filter((mark) => mark.matches(".rl-line"));
    const lines = prints.flatMap((mark) => this.facts.get(mark).line);
    return { marks, lines, also: [], output: [printed] };
  }

  /** Highlight what belongs together, and nothing else. */
  show(found) {
    this.clear();
    lit = this;
    for (const mark of found.marks) mark.classList.add("rl-is-on");
    const light = (lines, number, kind) => lines[number - 1]?.classList.add(kind);
    for (const number of found.lines) light(this.program, number, "is-on");
    for (const number of found.also) light(this.program, number, "is-near");
    for (const number of found.output) light(this.output, number, "is-on");
    if (!this.walking && found.lines.length) this.readOut(found.lines[0]);
  }

  clear() {
    for (const mark of this.marks) mark.classList.remove("rl-is-on");
    for (const line of [...this.program, ...this.output]) line.classList.remove("is-on", "is-near");
    if (!this.walking) this.code.textContent = this.says.textContent = "";
    lit = null;
  }

  /** Show a line of the program where the drawing is. */
  readOut(line) {
    const text = this.program[line - 1]?.textContent.trim() ?? "";
    this.code.textContent = text ? `${line}  ${text}` : "";
  }

  listen() {
    const point = (event) => {
      const found = this.about(event.target);
      if (found) this.show(found);
      else this.clear();
    };
    // Listening for focus on the drawing itself would make it a tab stop.
    const { parentElement } = this.drawing;
    for (const area of [...this.blocks, parentElement, ...this.figure.querySelectorAll("ol")]) {
      area.addEventListener("pointerover", point);
      // A finger that is lifted leaves too, and the reader wants to look then.
      area.addEventListener("pointerleave", ({ pointerType }) => {
        if (pointerType === "mouse") this.clear();
      });
      area.addEventListener("focusin", point);
      area.addEventListener("focusout", () => this.clear());
    }
  }

  /** Make parts of the drawing and lines reachable with the keyboard, one tab stop each. */
  keys() {
    const stops = [...this.drawing.querySelectorAll(STOPS)];
    const rows = new Map();
    for (const stop of stops) {
      const row = stop.dataset.who ?? "";
      rows.set(row, [...(rows.get(row) ?? []), stop]);
      stop.setAttribute("role", "img");
      stop.setAttribute("aria-label", stop.querySelector("title").textContent);
      const go = () => this.walking && this.go(this.stepOf(stop));
      stop.addEventListener("click", go);
      stop.addEventListener("keydown", ({ key }) => key === "Enter" && go());
    }
    if (stops.length) this.drawing.setAttribute("role", "group");
    for (const part of this.drawing.children) {
      if (!stops.some((stop) => part.contains(stop))) part.setAttribute("aria-hidden", "true");
    }
    const grid = [...rows.values()];
    rove(stops, (stop, key) => across(grid, stop, key));
    for (const [lines, known] of [[this.program, this.ofLine], [this.output, this.ofOutput]]) {
      const live = lines.filter((_, index) => known.has(index + 1));
      rove(live, (line, key) => along(live, line, { ArrowUp: -1, ArrowDown: 1 }, key));
      for (const line of live) line.addEventListener("focus", () => this.announceLine(line));
    }
  }

  announceLine(line) {
    const names = this.about(line).marks.filter((mark) => mark.matches(STOPS));
    const titles = names.map((mark) => mark.querySelector("title").textContent);
    const first = titles.slice(0, 3).join("; ");
    this.live.textContent = titles.length > 3 ? `${first}; and ${titles.length - 3} more` : first;
  }

  /** Make the controls; they hold no step until the reader asks for them. */
  controls() {
    const data = this.figure.querySelector("template.timeline__steps");
    this.steps = data && JSON.parse(data.content.textContent);
    this.code = make("code", { class: "steps__code" });
    this.says = make("span", { class: "steps__says" });
    this.live = make("p", { class: "steps__live", role: "status" });
    this.now = make("div", { class: "steps__now", "aria-hidden": "true" }, this.says, this.code);
    this.bar = make("div", { class: "steps__bar" });
    this.panel = make("div", { class: "steps" }, this.bar, this.live);
    if (this.steps) this.walker();
    this.bar.append(this.now);
    this.drawing.parentElement.after(this.panel);
  }

  walker() {
    const last = this.steps.steps.length - 1;
    const unfolds = { type: "button", class: "steps__toggle", "aria-expanded": "false" };
    this.toggle = make("button", unfolds, "Step through");
    this.toggle.addEventListener("click", () => (this.walking ? this.stop() : this.start()));
    const range = { type: "range", min: 0, max: last, value: 0 };
    this.slider = make("input", { ...range, "aria-label": "Moment of the run" });
    this.slider.addEventListener("input", () => {
      this.go(Number(this.slider.value), { aloud: false });
    });
    this.buttons = [
      ["First step", "M6 5v14M18 6l-8 6 8 6z", () => 0],
      ["Previous step", "M16 6l-8 6 8 6z", (at) => at - 1],
      ["Next step", "M8 6l8 6-8 6z", (at) => at + 1],
      ["Last step", "M18 5v14M6 6l8 6-8 6z", () => last],
    ].map(([name, path, where]) => this.button(name, path, where));
    const [first, previous, next, end] = this.buttons;
    this.count = make("span", { class: "steps__count", "aria-hidden": "true" });
    const group = { class: "steps__walk", role: "group", "aria-label": "Walk through the run" };
    this.walk = make("div", group, first, previous, this.slider, next, end, this.count);
    this.walk.hidden = true;
    this.table();
    this.bar.append(this.toggle, this.walk);
    this.bar.addEventListener("keydown", ({ key }) => {
      if (key === "Escape" && this.walking) this.stop();
    });
    const folds = this.figure.closest("details");
    folds?.addEventListener("toggle", () => {
      if (!folds.open && this.walking) this.stop();
    });
  }

  button(name, path, where) {
    const button = make("button", { type: "button", "aria-label": name, title: name });
    button.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;
    button.addEventListener("click", () => this.go(where(this.at)));
    return button;
  }

  table() {
    this.rows = this.steps.lanes.map(([name, depth]) => {
      const state = make("td");
      const head = make("th", { scope: "row", style: `--depth:${depth}` }, name);
      return { row: make("tr", {}, head, state), state };
    });
    const names = ["Task", "State"].map((name) => make("th", { scope: "col" }, name));
    const head = make("tr", {}, ...names);
    const body = make("tbody", {}, ...this.rows.map(({ row }) => row));
    const table = make("table", { class: "steps__table" }, make("thead", {}, head), body);
    this.states = make("div", { class: "steps__states" }, table);
    this.states.hidden = true;
    this.panel.append(this.states);
  }

  start() {
    this.line = document.createElementNS("http://www.w3.org/2000/svg", "line");
    this.line.setAttribute("class", "rl-now");
    this.line.setAttribute("y1", "16");
    const grid = this.drawing.querySelector(".rl-grid");
    this.line.setAttribute("y2", grid?.getAttribute("y2") ?? "100%");
    this.drawing.append(this.line);
    // At the end of the whole box, the controls can stay in sight beside all of it.
    if (this.box === this.figure) this.figure.append(this.bar);
    else this.figure.closest(".timeline").after(this.bar);
    this.openTab();
    this.open(true);
    this.go(0, { aloud: false });
    this.slider.focus({ preventScroll: true });
  }

  /** Open the tab that the program is in. */
  openTab() {
    const tab = this.run?.closest(".tabbed-block");
    const number = tab ? [...tab.parentElement.children].indexOf(tab) : -1;
    tab?.closest(".tabbed-set").querySelectorAll(":scope > input")[number]?.click();
  }

  stop() {
    this.line.remove();
    this.panel.prepend(this.bar);
    this.open(false);
    this.toggle.focus({ preventScroll: true });
    this.forget();
    this.code.textContent = this.says.textContent = this.live.textContent = "";
  }

  open(is) {
    this.walking = is;
    this.toggle.setAttribute("aria-expanded", is);
    this.toggle.textContent = is ? "Close" : "Step through";
    this.walk.hidden = this.states.hidden = !is;
    this.box.classList.toggle("is-stepping", is);
  }

  /** Return the step at which a part of the drawing begins. */
  stepOf(mark) {
    const event = Number(mark.dataset.event);
    return Math.max(0, this.steps.steps.findLastIndex((step) => step[EVENT] <= event));
  }

  /** Show a step; a slider says by itself where it is. */
  go(wanted, { aloud = true } = {}) {
    const { steps, more } = this.steps;
    this.at = Math.min(Math.max(wanted, 0), steps.length - 1);
    const step = steps[this.at];
    const isLast = this.at === steps.length - 1;
    const clock = `${(step[MOMENT] / 100).toFixed(2)} ${this.steps.unit}`;
    const rest = isLast && more ? ` (${more} more steps are left out)` : "";
    const says = this.sentence(step) + rest;
    this.says.textContent = `${clock}  ${says}`;
    this.slider.value = this.at;
    this.slider.setAttribute("aria-valuetext", `${clock} ${says}`);
    if (aloud) this.live.textContent = `${clock} ${says}`;
    this.count.textContent = `${this.at + 1}/${steps.length}`;
    for (const [index, button] of this.buttons.entries()) {
      button.setAttribute("aria-disabled", index < 2 ? this.at === 0 : isLast);
    }
    this.forget();
    this.mark(step);
    this.tell(isLast && !more);
  }

  sentence(step) {
    const name = this.steps.lanes[step[WHO]]?.[0];
    const says = this.steps.says[step[SAYS]];
    const printed = this.output[step[PRINTED] - 1]?.textContent.trimEnd();
    const what = printed === undefined ? says : `${says}: ${printed}`;
    return name ? `${name} ${what}` : what;
  }

  forget() {
    for (const mark of this.marks) mark.classList.remove("rl-is-now");
    for (const line of [...this.program, ...this.output]) {
      line.classList.remove("is-now", "is-later");
    }
  }

  /** Mark a step in the drawing, in the program and in the output. */
  mark(step) {
    this.line.setAttribute("x1", `${step[PLACE]}%`);
    this.line.setAttribute("x2", `${step[PLACE]}%`);
    for (const mark of this.marks) {
      mark.classList.toggle("rl-is-now", Number(mark.dataset.event) === step[EVENT]);
    }
    this.program[step[LINE] - 1]?.classList.add("is-now");
    this.output[step[PRINTED] - 1]?.classList.add("is-now");
    this.readOut(step[LINE]);
  }

  /** Show every lane's state and the output so far. */
  tell(isEnd) {
    const { steps, states } = this.steps;
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
    const later = isEnd ? [] : this.output.slice(printed);
    for (const line of later) line.classList.add("is-later");
  }
}

/** Return the neighbour in a list to which a key leads. */
function along(list, element, ways, key) {
  if (key === "Home") return list[0];
  if (key === "End") return list[list.length - 1];
  return key in ways ? list[list.indexOf(element) + ways[key]] : undefined;
}

/** Return the neighbour in rows to which a key leads: up and down, the one nearest in time. */
function across(rows, element, key) {
  const row = rows.findIndex((stops) => stops.includes(element));
  const other = along(rows, rows[row], { ArrowUp: -1, ArrowDown: 1 }, key);
  if (key === "Home" || key === "End" || !other) {
    return along(rows[row], element, { ArrowLeft: -1, ArrowRight: 1 }, key);
  }
  const middle = (stop) => {
    const { left, right } = (stop.querySelector("rect, circle") ?? stop).getBoundingClientRect();
    return (left + right) / 2;
  };
  const distance = (stop) => Math.abs(middle(stop) - middle(element));
  return other.reduce((best, stop) => (distance(stop) < distance(best) ? stop : best));
}

// The timeline in which something is highlighted, of all on the page.
let lit = null;
document.addEventListener("pointerdown", ({ target }) => {
  if (lit && !lit.figure.contains(target) && !lit.run?.contains(target)) lit.clear();
});

document$.subscribe(() => {
  for (const figure of document.querySelectorAll(".timeline__figure")) {
    const drawing = figure.querySelector("svg.rl");
    if (drawing && !figure.querySelector(".steps")) new Timeline(figure, drawing);
  }
});
