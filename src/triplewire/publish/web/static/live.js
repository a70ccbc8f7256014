// The open page follows the graph: after a build the server says so, and the page is read again.
const source = new EventSource("/events");
let seen = null;

source.addEventListener("generation", (event) => {
  if (seen !== null && seen !== event.data) {
    // A workbench holds what somebody is writing: it is told, and not taken away.
    if (document.querySelector("[data-keep]")) say("The graph has been rebuilt.", true);
    else location.reload();
  }
  seen = event.data;
});
source.addEventListener("building", () => say("The graph is being rebuilt …", false));
source.addEventListener("failed", (event) => {
  let message = event.data;
  try {
    message = JSON.parse(event.data).message;
  } catch {
    // It was not JSON: it is shown as it came.
  }
  say(`The last build failed: ${message}`, false);
});

function say(text, reload) {
  let banner = document.querySelector(".banner");
  if (!banner) {
    banner = document.createElement("p");
    banner.className = "banner";
    banner.setAttribute("role", "status");
    document.body.append(banner);
  }
  banner.textContent = text;
  if (reload) {
    const link = document.createElement("a");
    link.href = "";
    link.textContent = "Read it again";
    banner.append(" ", link);
  }
}
