// Lets the forms of a page use passkeys: <form data-passkey="create|get" data-options="(a server function)">.
//
// The server function says what the authenticator is to be asked; its answer goes into the field with data-answer, and the
// form is sent as every other. Until this runs the forms are hidden, and the page says in words what is missing.

const page = document.documentElement;
const kind = window.PublicKeyCredential;
const able = Boolean(
  kind?.parseCreationOptionsFromJSON && kind.parseRequestOptionsFromJSON && kind.prototype.toJSON,
);

// Something to tell the person; anything else that is thrown is trouble of the browser.
class Refusal extends Error {}

async function ask({ dataset, elements }) {
  const given = dataset.passkey === "create" ? [...elements].filter(({ name, dataset }) => name && !("answer" in dataset)) : [];
  const answer = await fetch(dataset.options, {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify(Object.fromEntries(given.map(({ name, value }) => [name, value]))),
  }).catch(() => undefined);
  // Also what a gateway says in our place.
  const said = await answer?.json().catch(() => undefined);
  if (!said) throw new Refusal(dataset.offline);
  if (!answer.ok) throw new Refusal(said.message);
  if (said.Refused) throw new Refusal(said.Refused.errors.map(({ message }) => message).join(" "));
  return JSON.parse(said.Ask.options);
}

function ceremony({ dataset }, options) {
  return dataset.passkey === "create"
    ? navigator.credentials.create({ publicKey: kind.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: kind.parseRequestOptionsFromJSON(options) });
}

function inWords({ dataset }, error) {
  if (error instanceof Refusal) return error.message;
  // The browser tells no more than this, whether nobody answered or somebody said no.
  if (error.name === "NotAllowedError" || error.name === "AbortError") return dataset.cancelled;
  if (error.name === "InvalidStateError") return dataset.known;
  console.error(error);
  return dataset.failed;
}

async function send(form) {
  const trouble = form.querySelector("[data-trouble]");
  const button = form.querySelector("button:not([type=button])");
  trouble.textContent = "";
  button.disabled = true;
  try {
    const credential = await ceremony(form, await ask(form));
    form.querySelector("[data-answer]").value = JSON.stringify(credential.toJSON());
    // It has done its part.
    if (form.elements.password) form.elements.password.value = "";
    form.submit();
  } catch (error) {
    trouble.textContent = inWords(form, error);
    button.disabled = false;
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (able) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form);
    });
  } else {
    form.nextElementSibling.hidden = false;
  }
}
page.dataset.passkeys = able ? "ready" : "unable";
