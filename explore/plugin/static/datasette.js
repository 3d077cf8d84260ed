/* The field that Datasette's editor of SQL puts over its own has no name of its own. */
"use strict";
const named = () => {
  for (const field of document.querySelectorAll(".CodeMirror textarea, .cm-content, textarea:not([id]):not([name])")) {
    field.setAttribute("aria-label", "SQL");
  }
};
addEventListener("load", () => {
  named();
  new MutationObserver(named).observe(document.body, { childList: true, subtree: true });
});
