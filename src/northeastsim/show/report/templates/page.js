// What is folded is opened for the printer and folded again after; and where a link leads into a fold, that is opened.
"use strict";
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open]):not(.data)")];
  for (const one of opened) one.open = true;
});
addEventListener("afterprint", () => { for (const one of opened) one.open = false; });
addEventListener("hashchange", () => {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let one = place; one; one = one.parentElement) if (one.tagName === "DETAILS") one.open = true;
});
