"use strict";
// Buttons show that they work, and one click is one order; the server would find a second one done anyway.
document.addEventListener("submit", function (event) {
  const form = event.target;
  if (form.method !== "post") {
    return;
  }
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  form.setAttribute("aria-busy", "true");
});

// Back shows a page as it was left; its forms are ready again.
window.addEventListener("pageshow", function () {
  document.querySelectorAll("form[data-sent]").forEach(function (form) {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  });
});

// One box selects all of its table.
document.addEventListener("change", function (event) {
  const name = event.target.dataset.all;
  if (name) {
    event.target.closest("form").querySelectorAll("input[name='" + name + "']").forEach(function (box) {
      box.checked = event.target.checked;
    });
  }
});
