// The open page follows the graph: after a build the server says so, and the page is read again.
// Only a page that is looked at listens: a browser keeps few connections to one server, and a
// hidden one would hold what the next page needs. Looked at again, it learns what it has missed.
let source = null;
let seen = null;

function listen() {
  if (source || document.visibilityState === "hidden") return;
  source = new EventSource("/events");
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
}

function rest() {
  source?.close();
  source = null;
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") rest();
  else listen();
});
addEventListener("pagehide", rest);
addEventListener("pageshow", listen);
listen();

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
