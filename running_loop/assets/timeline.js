// What a script adds to the timelines of a page.

import { Figure } from "./figure.js";
import { all, onPage } from "./page.js";
import { Panel } from "./panel.js";
import { Pointing } from "./pointing.js";
import { addStepping } from "./stepping.js";

onPage(() => {
  for (const element of all(".timeline__figure")) {
    const drawing = element.querySelector("svg.rl");
    if (!(drawing instanceof SVGElement) || element.querySelector(".steps")) continue;
    const figure = new Figure(element, drawing);
    const panel = new Panel(figure);
    addStepping(figure, panel);
    new Pointing(figure, panel);
  }
});
