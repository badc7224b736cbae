/**
 * `node test/snapshot.mjs OUT [COUNT] [INDEX]`: everything that the public functions say of COUNT random sites, a line of JSON each.
 * Two runs, before and after a change of the engine (INDEX: another dist/index.js), are compared with diff. No test: it promises nothing by itself.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [out, count = '2400', index = 'dist/index.js'] = process.argv.slice(2);
const { advise, compare, estimate, estimateGrowth, loadBuiltIn, openQuestions, openSite } = await import(
  pathToFileURL(resolve(index)).href
);
const here = fileURLToPath(new URL('.', import.meta.url));
const { outputFiles } = await build({
  stdin: { contents: "export * from './oracle/answers.js'; export * from './oracle/draw.js';", resolveDir: here, loader: 'ts' },
  bundle: true,
  format: 'esm',
  write: false,
});
const { anySite, nearCalm, randomFrom } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);

const ruleBase = loadBuiltIn();
const random = randomFrom(20_261_127);
const pick = (values) => values[Math.floor(random() * values.length)];

/** Every question alike, from the whole catalogue: what nobody would state together is stated here. */
function wildSite() {
  const share = pick([0.1, 0.4, 0.8, 1]);
  const answers = {};
  for (const { id, type, choices, samples } of ruleBase.questions) {
    if (random() >= share) continue;
    const values = choices.map(({ value }) => value);
    const value = type === 'list' ? values.filter(() => random() < 0.2) : pick(type === 'choice' ? values : samples.map(String));
    answers[id] = random() < 0.1 ? 'unknown' : value;
  }
  return answers;
}

const lines = [];
for (let round = 0; round < Number(count); round++) {
  const answers = [anySite, nearCalm, nearCalm, wildSite][round % 4](random);
  const site = await openSite({ answers, asOf: pick(['2026-11-23', '2026-11-23', '2029-01-01']) });
  const { ruleBase: _rules, ...advice } = advise(site);
  const said = { answers, advice };
  if (round % 5 === 0) Object.assign(said, { comparison: compare(site), estimate: estimate(site), growth: estimateGrowth(site) });
  if (round % 24 < 4) {
    // As the wizard finds them: with a part of the answers.
    const stated = site.stated.filter(() => random() < 0.6);
    said.open = [...openQuestions(ruleBase, stated, { asOf: site.asOf })].map(({ id }) => id);
  }
  lines.push(JSON.stringify(said));
}
writeFileSync(out, `${lines.join('\n')}\n`);
