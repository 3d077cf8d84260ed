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
