// The search engine of a built index, without a browser: a page is as little as the engine asks of one,
// a document that runs the scripts appended to its head.
import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * The engine of the site `dir`, or of the language that has the folder `below` in it, ready to be asked.
 * `published()` is the folder that its files are read from by then. The engine has learnt all classes
 * of characters.
 */
export async function engineOf(dir, published = () => dir, below = '') {
  const document = {
    currentScript: null,
    createElement: () => ({ remove() {} }),
    head: {
      append(element) {
        setTimeout(() => {
          let text;
          try {
            const name = path.relative(path.resolve(dir), fileURLToPath(element.src));
            text = fs.readFileSync(path.join(published(), name), 'utf8');
          } catch {
            element.onerror();
            return;
          }
          run(text, element);
          element.onload();
        });
      },
    },
  };
  const context = vm.createContext({ document, URL, setTimeout, structuredClone });
  function run(text, element) {
    document.currentScript = element;
    vm.runInContext(text, context);
    document.currentScript = null;
  }
  const runtime = path.resolve(dir, `${below}search/search.js`);
  run(fs.readFileSync(runtime, 'utf8'), { src: pathToFileURL(runtime).href });
  const engine = context.supportalSearch;
  await engine.init({ base: pathToFileURL(path.resolve(dir) + '/').href });
  // A sign of another script than the pages': what characters are is loaded, and nothing else.
  await engine.search('\u1C7E');
  return engine;
}
