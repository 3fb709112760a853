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

// A file is sent as it is, its name beside it; then the page shows what the hub makes of it.
document.addEventListener("change", function (event) {
  const field = event.target;
  if (!field.dataset.send || field.files.length !== 1) {
    return;
  }
  const form = field.closest("form");
  const warning = form.querySelector("[role='alert']");
  form.setAttribute("aria-busy", "true");
  fetch(field.dataset.send, {
    method: "POST",
    body: field.files[0],
    headers: {
      "Content-Type": "application/octet-stream",
      "X-File-Name": encodeURIComponent(field.files[0].name),
      "X-XSRF-TOKEN": form.elements._csrf.value
    }
  }).then(function (answer) {
    return answer.ok ? location.reload() : Promise.reject();
  }).catch(function () {
    form.removeAttribute("aria-busy");
    field.value = "";
    warning.hidden = false;
  });
});

// An order for nothing, or without the reason it needs, is not sent: the browser says so at the place.
document.addEventListener("click", function (event) {
  const button = event.target.closest("button");
  if (!button || !button.form) {
    return;
  }
  const all = button.form.querySelector("[data-all]");
  if (all) {
    const isChosen = button.form.querySelector("input[name='" + all.dataset.all + "']:checked");
    all.setCustomValidity(isChosen || button.dataset.group !== undefined ? "" : all.dataset.none);
  }
  button.form.querySelectorAll("[data-needs]").forEach(function (one) {
    const field = button.form.elements[one.dataset.needs];
    field.setCustomValidity(one === button && !field.value.trim() ? one.dataset.none : "");
  });
});

// Back to the form as it was left.
document.addEventListener("DOMContentLoaded", function () {
  document.querySelectorAll("[data-back]").forEach(function (button) {
    button.hidden = history.length < 2;
    button.addEventListener("click", function () {
      history.back();
    });
  });
});
