"use strict";

const byId = id => document.getElementById(id);
const number = new Intl.NumberFormat("en", { maximumFractionDigits: 6 });
// Ports and codes: numbers that nobody counts with.
const code = new Intl.NumberFormat("en", { maximumFractionDigits: 6, useGrouping: false });
let uploads = false;
let features = new Map();
let shownRecords = "";

async function get(path) {
  const answer = await fetch(path, { cache: "no-store" });
  if (!answer.ok) {
    const problem = new Error(await reason(answer));
    problem.status = answer.status;
    throw problem;
  }
  return answer.json();
}

async function reason(answer) {
  const told = await answer.text();
  try {
    return JSON.parse(told).error;
  } catch {
    return told;
  }
}

function text(id, value) {
  byId(id).textContent = value;
}

function element(name, content, className) {
  const made = document.createElement(name);
  made.textContent = content ?? "";
  if (className) {
    made.className = className;
  }
  return made;
}

function bytes(count) {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  let unit = 0;
  let value = count;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 ? value : value.toPrecision(3)} ${units[unit]}`;
}

function showStatus(status) {
  uploads = status.uploads;
  const captures = status.captures;
  text("way", `${status.inbox}/  →  ${status.topic} on ${status.brokers}`);
  text("pending", number.format(captures.pending));
  text("pending-bytes", captures.pending ? bytes(captures.pending_bytes) : uploads ? "drag a capture onto this page" : "");
  text("done", number.format(captures.done));
  text("in-work", captures.in_work.length ? `in work: ${captures.in_work.join(", ")}` : "");
  text("failed", number.format(captures.failed));
  text("failed-where", captures.failed ? `reasons in ${status.inbox}/.failed/` : "");
  byId("failed").parentElement.classList.toggle("alarm", captures.failed > 0);
  text("records", number.format(status.records));
  const seconds = status.records_by_second;
  const rate = `${number.format(seconds.slice(-11, -1).reduce((sum, count) => sum + count, 0) / 10)} a second`;
  text("rate", status.dead_letters ? `${rate}, ${number.format(status.dead_letters)} dead letters` : rate);
  showChart(seconds);
  showBars("protocols", status.protocols);
  showBars("server-names", status.server_names);
  showBars("ja4", status.ja4);
  showHealth(status.ready);
  byId("sign-in").hidden = true;
  byId("sign-out").hidden = !status.signed_in;
}

function showHealth(ready) {
  const up = ready.status === "UP";
  const pill = byId("health");
  pill.textContent = up ? "ready" : "not ready";
  pill.className = up ? "pill up" : "pill down";
  const problems = ready.checks.filter(check => check.status === "DOWN");
  byId("problem").hidden = up;
  text("problem", problems.map(check => check.data.message || check.name).join("; "));
}

function showChart(seconds) {
  const peak = Math.max(...seconds, 1);
  const points = seconds.map((count, i) => `${(i * 600) / (seconds.length - 1)},${116 - (count / peak) * 108}`);
  const svg = byId("chart");
  svg.replaceChildren(
    path(`M0,120 L${points.join(" L")} L600,120 Z`, "area"),
    path(`M${points.join(" L")}`, "line"));
  text("peak", `most in a second: ${number.format(Math.max(...seconds))}`);
}

function path(data, className) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", "path");
  made.setAttribute("d", data);
  made.setAttribute("class", className);
  return made;
}

function showBars(id, counts) {
  const most = Math.max(...counts.map(entry => entry.count), 1);
  const rows = counts.map(entry => {
    const row = element("li");
    const bar = element("i");
    bar.style.width = `${(100 * entry.count) / most}%`;
    const value = element("span", entry.value);
    value.title = entry.value;
    row.append(bar, value, element("span", number.format(entry.count)));
    return row;
  });
  byId(id).replaceChildren(...(rows.length ? rows : [element("li", "none yet", "none")]));
}

function time(seconds) {
  return new Date(seconds * 1000).toISOString().slice(11, 23);
}

function end(record, side) {
  const address = record[`${side}_ip`] ?? "–";
  const port = record[`${side}_port`];
  return port ? `${address.includes(":") ? `[${address}]` : address}:${port}` : address;
}

function showRecords(records) {
  const ids = records.map(record => record.record_id).join();
  if (ids === shownRecords) {
    return;
  }
  shownRecords = ids;
  byId("empty").hidden = records.length > 0;
  byId("latest").replaceChildren(...records.map(record => {
    const row = element("tr");
    row.tabIndex = 0;
    row.dataset.id = record.record_id;
    row.append(
      element("td", record.start_time == null ? "–" : time(record.start_time)),
      element("td", record.protocol),
      element("td", end(record, "src"), "mono-cell"),
      element("td", end(record, "dst"), "mono-cell"),
      element("td", record.total_packets == null ? "–" : number.format(record.total_packets), "n"),
      element("td", record.total_bytes == null ? "–" : number.format(record.total_bytes), "n"),
      element("td", record.duration == null ? "–" : `${record.duration.toFixed(3)} s`, "n"),
      element("td", record.server_name ?? ""),
      element("td", record.capture));
    row.addEventListener("click", () => showDetail(record));
    row.addEventListener("keydown", event => event.key === "Enter" && showDetail(record));
    return row;
  }));
}

let detail = null;

async function showDetail(summary) {
  try {
    if (features.size === 0) {
      features = new Map((await get("api/catalog")).map(feature => [feature.name, feature]));
    }
    detail = await get(`api/records/${encodeURIComponent(summary.record_id)}`);
  } catch (problem) {
    toast(problem.message);
    return;
  }
  text("detail-title", `${summary.protocol}  ${end(summary, "src")} → ${end(summary, "dst")}`);
  byId("detail").hidden = false;
  showFeatures();
  byId("filter").focus();
}

function isMissing(value, feature) {
  return value === null || value === "" || (feature?.missing === "sentinel" && value === feature.sentinel);
}

function showFeatures() {
  const wanted = byId("filter").value.trim().toLowerCase();
  const all = byId("all").checked;
  const groups = new Map();
  for (const [name, value] of Object.entries(detail)) {
    const bare = name.slice(name.lastIndexOf(".") + 1);
    const feature = features.get(bare);
    const missing = isMissing(value, feature);
    const found = `${name} ${feature?.description ?? ""}`.toLowerCase().includes(wanted);
    if (found && (all || wanted || !missing)) {
      const group = feature?.group ?? "record";
      groups.set(group, [...(groups.get(group) ?? []), row(name, value, feature, missing)]);
    }
  }
  byId("features").replaceChildren(...[...groups].flatMap(([group, rows]) =>
    [element("h3", group.replaceAll("_", " ")), ...rows]));
}

function row(name, value, feature, missing) {
  const made = element("div", "", "feature");
  made.dataset.name = name;
  const unit = feature?.unit && !missing ? ` ${feature.unit}` : "";
  const shown = value === null ? "none" : typeof value === "number" ? (unit ? number : code).format(value) : Array.isArray(value) ? JSON.stringify(value) : String(value);
  made.append(element("b", name), element("output", shown === "" ? "empty" : shown + unit, missing ? "missing" : ""));
  if (feature) {
    made.append(element("p", feature.description));
  }
  return made;
}

let toastTimer;

function toast(message) {
  text("toast", message);
  byId("toast").hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { byId("toast").hidden = true; }, 6000);
}

async function upload(file) {
  toast(`Sending ${file.name} …`);
  try {
    const answer = await fetch(`api/captures/${encodeURIComponent(file.name)}`, { method: "PUT", body: file });
    toast(answer.ok ? `${(await answer.json()).capture} is in the inbox` : `${file.name}: ${await reason(answer)}`);
  } catch {
    toast(`${file.name} could not be sent`);
  }
}

function dragging(event) {
  event.preventDefault();
  text("drop-text", uploads ? "Drop the capture to have it processed" : "Uploads are off: flowjay run --uploads allows them");
  byId("drop").hidden = false;
}

window.addEventListener("dragover", dragging);
window.addEventListener("dragleave", event => {
  if (!event.relatedTarget) {
    byId("drop").hidden = true;
  }
});
window.addEventListener("drop", async event => {
  event.preventDefault();
  byId("drop").hidden = true;
  if (uploads) {
    for (const file of [...event.dataTransfer.files]) {
      await upload(file);
    }
  }
});
byId("close").addEventListener("click", () => { byId("detail").hidden = true; });
window.addEventListener("keydown", event => {
  if (event.key === "Escape") {
    byId("detail").hidden = true;
  }
});
byId("filter").addEventListener("input", showFeatures);
byId("all").addEventListener("change", showFeatures);

// The token goes to the server in the body, and nowhere else. The answer sets a cookie that no script can read.
byId("sign-in").addEventListener("submit", async event => {
  event.preventDefault();
  const token = byId("token").value;
  byId("token").value = "";
  try {
    const answer = await fetch("api/session", { method: "POST", body: token });
    text("sign-in-problem", answer.ok ? "" : await reason(answer));
    byId("sign-in").hidden = answer.ok;
  } catch {
    text("sign-in-problem", "no answer");
  }
});
byId("sign-out").addEventListener("click", async () => {
  await fetch("api/session", { method: "DELETE" });
  location.reload();
});

function showProblem(problem) {
  const pill = byId("health");
  pill.className = "pill down";
  if (problem.status === 401) {
    pill.textContent = "sign in";
    byId("sign-in").hidden = false;
    byId("sign-out").hidden = true;
  } else if (problem.status) {
    pill.textContent = "closed";
    byId("problem").hidden = false;
    text("problem", problem.message);
  } else {
    pill.textContent = "no answer";
  }
}

async function poll() {
  try {
    showStatus(await get("api/status"));
    showRecords(await get("api/records"));
  } catch (problem) {
    showProblem(problem);
  }
  setTimeout(poll, 1000);
}

poll();
