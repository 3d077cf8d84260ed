/* Times in the reader's zone, UTC kept in the title. Without this script the pages show UTC. */
"use strict";
for (const time of document.querySelectorAll("time[datetime*='T']")) {
  const moment = new Date(time.dateTime);
  if (Number.isNaN(moment.valueOf())) continue;
  const options = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZoneName: "short" };
  if (moment.getFullYear() !== new Date().getFullYear()) options.year = "numeric";
  time.title = time.textContent + " (" + time.dateTime + ")";
  time.textContent = moment.toLocaleString("en-GB", options);
}
/* Letters that press a button, while no field is written in; a box turns them off for good. */
const keyed = document.querySelectorAll("[data-keys] [data-key]");
const box = document.getElementById("keys");
if (keyed.length && box) {
  box.closest("[hidden]").hidden = false;
  box.checked = localStorage.getItem("keys") !== "off";
  box.addEventListener("change", () => localStorage.setItem("keys", box.checked ? "on" : "off"));
  let pressed = false;
  document.addEventListener("keydown", (event) => {
    if (pressed || !box.checked || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
    const button = [...keyed].find((one) => one.dataset.key === event.key.toLowerCase());
    if (!button) return;
    event.preventDefault();
    pressed = true;
    button.click();
  });
  addEventListener("pageshow", () => { pressed = false; });
}
/* A field that narrows a list of choices while it is typed in; without this script its form does so. */
for (const field of document.querySelectorAll("input[data-narrows]")) {
  const choices = document.getElementById(field.dataset.narrows).children;
  field.addEventListener("input", () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const choice of choices) {
      const name = choice.textContent.toLowerCase();
      choice.hidden = !choice.querySelector("input").checked && !words.every((word) => name.includes(word));
    }
  });
}
/* The marks of a chart are one stop of the Tab key; arrows go from one to the next, and what a mark says stands below.
   Without this script each mark is a stop. */
for (const chart of document.querySelectorAll(".plot .chart")) {
  const marks = [...chart.querySelectorAll("a")];
  const said = chart.closest(".plot").querySelector(".said");
  const around = chart.parentElement; // with listeners of its own the drawing would be a stop as well
  if (!marks.length) continue;
  const stop = (mark) => { for (const one of marks) one.setAttribute("tabindex", one === mark ? 0 : -1); };
  const say = (event) => {
    const mark = event.target.closest("a");
    if (mark) said.textContent = mark.getAttribute("aria-label");
    return mark;
  };
  said.hidden = false;
  stop(marks[0]);
  around.addEventListener("mouseover", say);
  around.addEventListener("focusin", (event) => { const mark = say(event); if (mark) stop(mark); });
  around.addEventListener("keydown", (event) => {
    const at = marks.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: marks.length - 1 }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    marks[Math.max(0, Math.min(to, marks.length - 1))].focus();
  });
}
