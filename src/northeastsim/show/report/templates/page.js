"use strict";

// What scrolls can be reached by the keyboard; what fits is no stop for it.
function settle() {
  for (const one of document.querySelectorAll(".scroll")) {
    if (one.scrollWidth > one.clientWidth) {
      one.tabIndex = 0;
      one.role = "group";
      one.ariaLabel = one.dataset.label;
    } else {
      for (const name of ["tabindex", "role", "aria-label"]) one.removeAttribute(name);
    }
  }
}
addEventListener("resize", settle);
document.addEventListener("toggle", settle, true);
settle();

// What is folded is opened for the printer, and folded again after.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open]):not(.data)")];
  for (const one of opened) one.open = true;
});
addEventListener("afterprint", () => {
  for (const one of opened) one.open = false;
});
