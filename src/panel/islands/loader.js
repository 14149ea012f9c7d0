// Brings the islands of a page to life. A page without islands costs nothing more than this file.
//
// The page says where the rest is: <script type="module" src="(this file)" data-js="…" data-wasm="…">. When all
// islands are awake, <html data-islands="ready"> says so; "failed" means that the page goes on without scripts.

const page = document.documentElement;

async function wakeIslands({ js, wasm }) {
  // Both travel at the same time: the glue takes the answer as a promise.
  const answer = fetch(wasm);
  // Handled where it is awaited below; should the glue fail first, nobody would look at this one.
  answer.catch(() => {});
  const glue = await import(js);
  await glue.default({ module_or_path: answer });
  glue.hydrate();

  // Wakes one island. An island given as children of another one belongs to that one, which gets its say first.
  const wake = async (island, name, resumeOwner) => {
    const hydrate = glue[name];
    if (!hydrate) {
      console.warn(`There is no island of the name ${name}.`);
      return;
    }
    resumeOwner?.();
    await hydrate(island);
  };

  // Outer islands first, in the order of the page: an inner one may use what an outer one provides.
  const walk = async (element, resumeOwner) => {
    let resume = resumeOwner;
    if (element.localName === "leptos-island") {
      await wake(element, element.dataset.component, resumeOwner);
    } else if (element.localName === "leptos-children") {
      resume = element.$$on_hydrate;
    }
    for (const child of [...element.children]) {
      await walk(child, resume);
    }
  };

  await walk(document.body);
}

if (document.querySelector("leptos-island")) {
  const { dataset } = document.querySelector("script[data-js][data-wasm]");
  wakeIslands(dataset).then(
    () => {
      page.dataset.islands = "ready";
    },
    (error) => {
      page.dataset.islands = "failed";
      console.error(error);
    },
  );
}
