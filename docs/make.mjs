// `npm run docs`: makes what in docs/ follows from the rules and from the program: the pages and the picture. A test holds them to it.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pages } from './make/pages.mjs';
import { picture } from './make/picture.mjs';

const made = { ...pages(), 'advise.svg': await picture() };
for (const [name, text] of Object.entries(made)) {
  writeFileSync(fileURLToPath(new URL(name, import.meta.url)), text);
  console.log(`docs/${name}`);
}
