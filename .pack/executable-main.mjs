// The entry of the executable: the files of dist/ lie inside of it under their names, and are loaded from there, each only when it is needed.
import { createRequire, registerHooks } from 'node:module';
import { getAsset } from 'node:sea';

const base = new URL('dist/', import.meta.url).href;
// Here only Node's own modules can be imported; a module that was loaded by Node's loader can import any.
const start = `${base}start.js`;
const textOf = (url) => (url === start ? 'import("./main.js")' : getAsset(url.slice(base.length), 'utf8'));

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === start) return { url: start, format: 'module', shortCircuit: true };
    if (specifier.startsWith('./') && context.parentURL?.startsWith(base))
      return { url: new URL(specifier, context.parentURL).href, format: 'module', shortCircuit: true };
    return next(specifier, context);
  },
  load(url, context, next) {
    return url.startsWith(base) ? { format: 'module', source: textOf(url), shortCircuit: true } : next(url, context);
  },
});
createRequire(import.meta.url)(start);
