// The keyboard: one tab stop for many elements, and the keys that lead from one to the next.

/**
 * Where a key leads from an element; nowhere for most keys.
 * @typedef {(element: Element, key: string) => Element | undefined} Move
 */

/** @typedef {HTMLElement | SVGElement} Stop */

/**
 * Make one of some elements the tab stop of all.
 * @param {Stop[]} elements
 * @param {Move} move
 */
export function rove(elements, move) {
  if (!elements.length) return;
  for (const element of elements) element.setAttribute("tabindex", "-1");
  let stop = elements[0];
  stop.setAttribute("tabindex", "0");
  /** @param {Stop} element */
  const settle = (element) => {
    stop.setAttribute("tabindex", "-1");
    stop = element;
    stop.setAttribute("tabindex", "0");
  };
  for (const element of elements) {
    element.addEventListener("focus", () => settle(element));
    element.addEventListener("keydown", (event) => follow(event, move));
  }
}

/**
 * Go where a key leads.
 * @param {Event} event
 * @param {Move} move
 */
function follow(event, move) {
  if (!(event instanceof KeyboardEvent)) return;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const next = move(/** @type {Element} */ (event.currentTarget), event.key);
  if (!next) return;
  event.preventDefault();
  /** @type {Stop} */ (next).focus();
}

/**
 * Return the neighbour in a list to which a key leads.
 * @template {Element} E
 * @param {E[]} list
 * @param {Element} element
 * @param {Record<string, number>} ways By how much each key goes on.
 * @param {string} key
 * @returns {E | undefined}
 */
export function along(list, element, ways, key) {
  if (key === "Home") return list[0];
  if (key === "End") return list[list.length - 1];
  return key in ways ? list[list.indexOf(/** @type {E} */ (element)) + ways[key]] : undefined;
}

/**
 * Return the neighbour in rows to which a key leads: up and down, the one nearest in time.
 * @param {Element[][]} rows
 * @param {Element} element
 * @param {string} key
 * @returns {Element | undefined}
 */
export function across(rows, element, key) {
  const row = rows.findIndex((stops) => stops.includes(element));
  const vertical = { ArrowUp: -1, ArrowDown: 1 }[key];
  const other = vertical === undefined ? undefined : rows[row + vertical];
  if (!other) return along(rows[row], element, { ArrowLeft: -1, ArrowRight: 1 }, key);
  /** @param {Element} stop */
  const distance = (stop) => Math.abs(middle(stop) - middle(element));
  return other.reduce((best, stop) => (distance(stop) < distance(best) ? stop : best));
}

/**
 * Return where the middle of a part of a drawing is, from the left, in pixels.
 * @param {Element} stop
 */
function middle(stop) {
  const { left, right } = (stop.querySelector("rect, circle") ?? stop).getBoundingClientRect();
  return (left + right) / 2;
}
