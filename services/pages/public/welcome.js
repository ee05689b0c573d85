// Who is signed in, the trades that the gateway lets them see, and what it answers when they settle one.

const byId = (id) => document.getElementById(id);

/** Asks the gateway. The header proves that this origin asks: no page of another site can set it. */
const ask = async (method, path) => {
  const response = await fetch(path, { method, headers: { "X-CSRF": "1" }, cache: "no-store" });
  const { status, headers } = response;
  return { status, requestId: headers.get("x-amzn-RequestId") ?? "none", body: await bodyOf(response) };
};

const bodyOf = async (response) => {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** Asks again after a refresh of the tokens where they have run out: the session lasts longer than they do. */
const askInSession = async (method, path) => {
  const answer = await ask(method, path);
  if (answer.status !== 401) return answer;
  const refresh = await ask("POST", "/auth/refresh");
  return refresh.status < 300 ? ask(method, path) : answer;
};

const meanings = {
  401: "not signed in any more",
  403: "refused",
  404: "not found",
  409: "not possible now",
  429: "too many requests",
};

const meaning = (status) => {
  if (status < 300) return "done";
  return meanings[status] ?? (status < 500 ? "not accepted" : "failed");
};

const show = (element, { status, requestId, body }) => {
  const said = body?.message ?? body?.Message;
  const words = `${status} ${meaning(status)}${said ? `: ${said}` : ""} · request ${requestId}`;
  element.textContent = words;
  element.dataset.outcome = status < 300 ? "done" : "refused";
};

/** What happens where no answer comes at all. */
const showFailure = (element, error) => {
  element.textContent = `No answer: ${error.message}`;
  element.dataset.outcome = "refused";
};

const written = {
  groups: (groups) => [groups ?? []].flat().join(", ") || "none",
  /** Seconds since 1970, as tokens have it, or a time in ISO 8601. */
  expiresAt: (time) => time && new Date(typeof time === "number" ? time * 1_000 : time).toLocaleString(),
};

const showMe = (me) => {
  for (const element of document.querySelectorAll("[data-me]")) {
    const name = element.dataset.me;
    element.textContent = written[name]?.(me[name]) ?? me[name] ?? "unknown";
  }
};

const tradeItem = (trade) => {
  const item = byId("trade").content.firstElementChild.cloneNode(true);
  const { id, instrument, side, quantity, price, currency, settledBy } = trade;
  const [button, answer] = [item.querySelector("button"), item.querySelector(".answer")];
  item.querySelector(".instrument").textContent = instrument ?? id;
  item.querySelector(".detail").textContent =
    `${side} ${quantity} at ${price} ${currency}${settledBy ? `, settled by ${settledBy}` : ""}`;
  button.setAttribute("aria-label", `Settle trade ${id}`);
  button.addEventListener("click", () => settle(id, button, answer));
  return item;
};

const settle = async (id, button, answer) => {
  button.disabled = true;
  answer.textContent = "…";
  try {
    show(answer, await askInSession("POST", `/trades/${encodeURIComponent(id)}/settlement`));
  } catch (error) {
    showFailure(answer, error);
  }
  button.disabled = false;
};

const showTrades = async () => {
  const place = byId("trades-answer");
  try {
    const answer = await askInSession("GET", "/trades");
    show(place, answer);
    if (answer.status !== 200) return;
    const trades = Array.isArray(answer.body) ? answer.body : (answer.body?.trades ?? []);
    byId("trades").replaceChildren(...trades.map(tradeItem));
  } catch (error) {
    showFailure(place, error);
  }
};

const reveal = (id) => {
  byId("loading").hidden = true;
  byId(id).hidden = false;
};

const welcome = async () => {
  const problem = document.querySelector("#problem .answer");
  try {
    const me = await askInSession("GET", "/auth/me");
    if (me.status === 401) return reveal("signed-out");
    if (me.status !== 200) {
      show(problem, me);
      return reveal("problem");
    }
    showMe(me.body);
    reveal("signed-in");
    byId("sign-out").hidden = false;
    await showTrades();
  } catch (error) {
    showFailure(problem, error);
    reveal("problem");
  }
};

await welcome();
