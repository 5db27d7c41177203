"use strict";

// A chart that has a form which answers to a pointer shows it in the place of its picture, when it is asked for.
document.querySelectorAll("figure > script").forEach((data, k) => {
  const picture = data.closest("figure").querySelector(".chart");
  const button = document.createElement("button"), form = document.createElement("div");
  button.type = "button";
  button.textContent = data.dataset.label;
  button.ariaPressed = "false";
  form.className = "form scroll";
  form.lang = "en";
  form.dataset.label = picture.dataset.label;
  form.hidden = true;
  button.addEventListener("click", () => {
    picture.hidden = button.ariaPressed === "false";
    form.hidden = !picture.hidden;
    button.ariaPressed = String(picture.hidden);
    if (picture.hidden && !form.childElementCount) draw(form, data.dataset.title, JSON.parse(data.textContent), `form-${k}`);
    settle();
  });
  picture.before(button);
  picture.after(form);
});

function draw(form, title, spec, id) {
  const [name, lead, place] = ["b", "p", "div"].map((tag) => document.createElement(tag));
  name.textContent = title;
  lead.className = "lead";
  lead.textContent = spec.usermeta.words;
  place.id = id;
  if (spec.usermeta.wide) place.className = "wide";
  form.append(name, lead, place);
  northeastsimChart(id, spec);
  new ResizeObserver(settle).observe(place);
}
