// A page and its parts, for the scripts of boxes and timelines.

/**
 * Call a function for this page, and for each page that Material loads in its place.
 * @param {() => void} work
 */
export function onPage(work) {
  if (globalThis.document$) globalThis.document$.subscribe(work);
  else work();
}

/**
 * Return the elements that a selector finds, in order.
 * @template {Element} [E=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {E[]}
 */
export function all(selector, within = document) {
  return [.../** @type {NodeListOf<E>} */ (within.querySelectorAll(selector))];
}

/**
 * Return an element with attributes and children.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number | boolean>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

/**
 * Return an element of SVG with attributes.
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string>} attributes
 * @returns {SVGElementTagNameMap[T]}
 */
export function makeSvg(tag, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/**
 * Open the stage that an element stands in, if it stands in one.
 * @param {Element | null | undefined} element
 */
export function openStage(element) {
  const fold = element?.closest(".stage")?.querySelector(".stage__fold");
  if (fold instanceof HTMLInputElement) fold.checked = true;
}

/**
 * Open the tab that an element stands in, if it stands in one.
 * @param {Element | null | undefined} element
 */
export function openTab(element) {
  const block = element?.closest(".tabbed-block");
  const set = block?.closest(".tabbed-set");
  if (!block?.parentElement || !set) return;
  const place = [...block.parentElement.children].indexOf(block);
  /** @type {HTMLElement | undefined} */ (all(":scope > input", set)[place])?.click();
}
