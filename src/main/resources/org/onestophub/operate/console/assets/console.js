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
    button.form.elements[one.dataset.needs].setCustomValidity("");
  });
  if (button.dataset.needs) {
    const field = button.form.elements[button.dataset.needs];
    field.setCustomValidity(field.value.trim() ? "" : button.dataset.none);
  }
});

// A table that is whole is sorted by the column one chooses; numbers and times from the top, words from their beginning.
document.addEventListener("DOMContentLoaded", function () {
  document.querySelectorAll("table[data-sort] thead th").forEach(function (head) {
    if (head.querySelector(".quiet")) {
      return;
    }
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    button.addEventListener("click", sort);
    head.append(button);
  });
});

function sort(event) {
  const head = event.target.closest("th");
  const body = head.closest("table").tBodies[0];
  const column = head.cellIndex;
  const value = function (row) {
    const time = row.cells[column].querySelector("time");
    const text = row.cells[column].textContent.trim();
    return time ? Date.parse(time.dateTime) : head.classList.contains("n") ? parseFloat(text) : text;
  };
  const rows = Array.from(body.rows).map(function (row) {
    return { row: row, value: value(row) };
  });
  const isText = rows.every(function (one) {
    return typeof one.value === "string";
  });
  const turned = head.getAttribute("aria-sort") === (isText ? "ascending" : "descending");
  const down = isText === turned;
  rows.sort(function (one, other) {
    if (isText) {
      return (down ? -1 : 1) * one.value.localeCompare(other.value, document.documentElement.lang);
    }
    // what has no number stands last
    const a = Number.isFinite(one.value) ? one.value : null;
    const b = Number.isFinite(other.value) ? other.value : null;
    return a === null || b === null ? (a === null) - (b === null) : down ? b - a : a - b;
  });
  head.parentNode.querySelectorAll("[aria-sort]").forEach(function (one) {
    one.removeAttribute("aria-sort");
  });
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  body.append(...rows.map(function (one) {
    return one.row;
  }));
}

// Back to the form as it was left.
document.addEventListener("DOMContentLoaded", function () {
  document.querySelectorAll("[data-back]").forEach(function (button) {
    button.hidden = history.length < 2;
    button.addEventListener("click", function () {
      history.back();
    });
  });
});
