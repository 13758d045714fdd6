// Adding: files dropped anywhere on the page, and how far a going is. Everything works without.
"use strict";

const input = document.querySelector(".adding input[type=file]");
if (input) {
  const drop = input.closest(".drop");
  for (const [event, on] of [["dragover", true], ["dragleave", false], ["drop", false]]) {
    document.addEventListener(event, (dragged) => {
      if (![...(dragged.dataTransfer?.types ?? [])].includes("Files")) return;
      dragged.preventDefault();
      drop.classList.toggle("over", on);
      if (event === "drop") input.files = dragged.dataTransfer.files;
    });
  }
}

const going = document.querySelector("[data-events]");
if (going) {
  const said = going.querySelector("[role=status]");
  const bar = going.querySelector("progress");
  const events = new EventSource(going.dataset.events);
  events.addEventListener("progress", (message) => {
    const now = JSON.parse(message.data);
    said.textContent = now.total ? `${now.says}: ${now.done} of ${now.total}` : now.says;
    if (now.total) {
      bar.max = now.total;
      bar.value = now.done;
    }
  });
  events.addEventListener("over", () => {
    events.close();
    location.reload();
  });
  addEventListener("pagehide", () => events.close());
}
