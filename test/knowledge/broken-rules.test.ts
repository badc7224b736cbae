/** A mistake in a rule file is named with file:line:column, what was expected, and the nearest valid name. Exit code 3. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { backplane } from '../cli/fake-terminal.js';
import { folderWith } from '../cli/folder-with.js';

type Case = [what: string, yaml: string, message: RegExp];

/** Reads files that are each broken in another way, and what is said of each; OWN in them is a name that nothing else has. */
async function complaints(cases: readonly Case[]): Promise<{ code: number; out: string; lines: string[] }> {
  const files = cases.map(([, yaml], index) => [`own-${index}.yaml`, yaml.replaceAll('OWN', `own-${index}`)] as const);
  const folder = folderWith(Object.fromEntries(files));
  const { code, out, err } = await backplane(['rules', 'list', '--rules', folder]);
  return { code, out, lines: err.replaceAll(`${folder}/`, '').split('\n') };
}

function describeCases(title: string, cases: readonly Case[]): void {
  describe(title, async () => {
    const { code, out, lines } = await complaints(cases);
    test('ends with exit code 3 and nothing on standard output', () => {
      expect({ code, out }).toEqual({ code: 3, out: '' });
    });
    test.each(cases.map(([what, , message], index) => [what, message, `own-${index}.yaml`] as const))('%s', (_, message, file) => {
      expect(
        lines
          .filter((line) => line.includes(file))
          .join('\n')
          .replaceAll(file, 'own.yaml'),
      ).toMatch(message);
    });
  });
}

const rule = (more: string): string => `rules:\n  - id: OWN\n    because: Own.\n    source: ranking\n    warn: {}\n${more}`;
const quantity = (formula: string): string =>
  `quantities:\n  - {id: OWN, unit: messages/s, means: Own., source: ranking, formula: ${formula}}\n`;

describeCases('a file that cannot be read', [
  [
    'an unknown key',
    rule('    becuase: Twice.\n'),
    /own\.yaml:6:5: unknown key "becuase"\. Did you mean "because"\? Expected id, when, exclude/,
  ],
  ['an unknown top-level key', 'rulse: []\n', /own\.yaml:1:1: unknown key "rulse"\. Did you mean "rules"\?/],
  ['a missing key', 'rules:\n  - id: OWN\n    source: ranking\n    warn: {}\n', /own\.yaml:2:5: "because" is missing; expected text\./],
  ['a value of another type', rule('    outcomes: backplane\n'), /own\.yaml:6:15: outcomes: found "backplane"; expected a list\./],
  [
    'an unknown value',
    rule('    outcomes: [bakplane]\n'),
    /own\.yaml:6:16: outcomes: found "bakplane"; expected one of backplane, .* Did you mean "backplane"\?/,
  ],
  [
    'a day that is none',
    'sources: [{id: OWN, title: t, checked: 2026-02-30}]\n',
    /own\.yaml:1:\d+: checked: found "2026-02-30"; expected a date as 2026-11-23\./,
  ],
  [
    'a price without an amount',
    'prices: [{id: OWN, name: n, unit: USD, source: ranking}]\n',
    /own\.yaml:1:\d+: expected "amount", or "low" and "high"/,
  ],
  ['text that is not YAML', 'rules: [\n', /own\.yaml:2:1: this is not YAML: .* Correct it and run again\./],
  [
    'a key that is given twice',
    'rules: []\nrules: []\n',
    /own\.yaml:2:1: this is not YAML: found the key rules a second time; expected it once\./,
  ],
  ['an alias without an anchor', 'rules: *others\n', /own\.yaml:1:8: this is not YAML: there is no anchor &others/],
]);

describeCases('a name, a value or a unit that does not fit', [
  ['an unknown definition', rule('    when: {all: [fram]}\n'), /own\.yaml:6:18: "fram" is not a definition\. Did you mean "farm"\?/],
  [
    'an unknown question',
    rule('    when: {severs: {more-than: 2}}\n'),
    /own\.yaml:6:\d+: "severs" is neither a fact nor an operator\. Did you mean "servers"\?/,
  ],
  [
    'an unknown value of a question',
    rule('    when: {database: sqlserver}\n'),
    /own\.yaml:6:22: "sqlserver" is not a value of database; expected one of sql-server, .* Did you mean "sql-server"\?/,
  ],
  [
    'the backplane at hand, where no backplanes are named',
    rule('    when: {host: backplane.id}\n'),
    /own\.yaml:6:18: "backplane\.id" is not a value of host; expected one of umbraco, aspnetcore\./,
  ],
  ['a number where there is none to compare', rule('    when: {host: {more-than: 1}}\n'), /own\.yaml:6:\d+: host is not a number\./],
  ['an unknown test', rule('    when: {servers: {more: 2}}\n'), /own\.yaml:6:\d+: "more" is not a test\. .*at-least, more-than/],
  ['a version compared as a text', rule("    when: {umbraco-version: '17.5'}\n"), /own\.yaml:6:\d+: compare a version with a range/],
  [
    'an unknown trait in a condition',
    rule('    when: {backplane.needs-afinity: "yes"}\n'),
    /own\.yaml:6:\d+: .*Did you mean "backplane\.needs-affinity"\?/,
  ],
  [
    'a wrong unit',
    quantity('{value: 5, unit: ms}'),
    /own\.yaml:2:\d+: the units of this formula do not fit: found "ms", expected "messages\/s"\./,
  ],
  [
    'units that cannot be added',
    quantity('{add: [messages-per-second, servers]}'),
    /own\.yaml:2:\d+: all parts of "add" have one unit: found "servers", expected "messages\/s"/,
  ],
  [
    'an unknown number',
    quantity('quantity.peak-send'),
    /own\.yaml:2:\d+: "quantity\.peak-send" is not the name of a number\. Did you mean "quantity\.peak-sends"\?/,
  ],
  [
    'an unknown source',
    'rules: [{id: OWN, because: Own., source: rankin, warn: {}}]\n',
    /own\.yaml:1:\d+: "rankin" is not a source\. Did you mean "ranking"\?/,
  ],
  [
    'an unknown section',
    'questions: [{id: OWN, section: sitte, type: integer, unit: x, prompt: p, why: w}]\n',
    /own\.yaml:1:\d+: "sitte" is not a section\. Did you mean "site"\?/,
  ],
  [
    'a word for a choice that is not there',
    'questions: [{id: OWN, section: site, type: choice, choices: [{value: channel}], choice-words: {stream: chanel}, prompt: p, why: w}]\n',
    /own\.yaml:1:\d+: "chanel" is not a choice of "[^"]+"\. Did you mean "channel"\?/,
  ],
  [
    'another name that is the name of a question',
    'questions: [{id: OWN, section: site, type: integer, unit: x, also-called: [servers], prompt: p, why: w}]\n',
    /own\.yaml:1:\d+: "servers" is a name of the question "servers"\./,
  ],
  [
    'another name that is the name of an option',
    'questions: [{id: OWN, section: site, type: integer, unit: x, also-called: ["yes"], prompt: p, why: w}]\n',
    /own\.yaml:1:\d+: "yes" is the name of an option/,
  ],
  [
    'an unknown criterion',
    'orders: [{priority: cost, criteria: [monthly-costs], because: b, source: ranking}]\n',
    /own\.yaml:1:\d+: "monthly-costs" is not a criterion\. Did you mean "monthly-cost"\?/,
  ],
  [
    'an unknown priority',
    'orders: [{priority: costs, criteria: [monthly-cost], because: b, source: ranking}]\n',
    /own\.yaml:1:\d+: "costs" is not a priority\. Did you mean "cost"\?/,
  ],
  [
    'a second order for a priority',
    'orders: [{priority: cost, criteria: [monthly-cost], because: b, source: ranking}]\n',
    /"cost" is already defined at .*\.yaml:\d+:\d+\./,
  ],
  [
    'an unknown trait',
    'load-balancer: {id: OWN, name: n, summary: s, traits: {afinity: [cookie]}, source: ranking}\n',
    /own\.yaml:1:\d+: "afinity" is not a trait of a load-balancer\. Did you mean "affinity"\?/,
  ],
  [
    'an unknown value of a trait',
    'load-balancer: {id: OWN, name: n, summary: s, traits: {affinity: [cooky]}, source: ranking}\n',
    /own\.yaml:1:\d+: "cooky" is not a value of load-balancer\.affinity; expected one of cookie, .* Did you mean "cookie"\?/,
  ],
  [
    'a code that is taken',
    'rules: [{id: affinity-missing-version, because: Own., source: ranking, warn: {}}]\n',
    /the code "affinity-missing-version" is already used at .*:\d+:\d+; codes are unique/,
  ],
  [
    'an id that is taken',
    'definitions: [{id: farm, means: Own., when: {host: umbraco}}]\n',
    /own\.yaml:1:\d+: "farm" is already defined at .*definitions\.yaml:\d+:\d+\./,
  ],
  [
    'a second backplane of one id',
    'backplane: {id: redis, name: n, summary: s, traits: {}, measures: {}, source: ranking}\n',
    /"redis" is already defined at /,
  ],
  ['a second rule-base entry', 'rule-base: {version: 1.0.0, checked: 2026-11-23}\n', /"rule-base" is already defined at /],
  [
    'no effect',
    'rules: [{id: OWN, because: Own., source: ranking}]\n',
    /own\.yaml:1:\d+: a rule has exactly one of exclude, require, warn, contradict; "own-\d+" has 0\./,
  ],
  [
    'a contradiction whose doubtful answer is none of its facts',
    rule('    contradict: {facts: [servers, max-servers], doubt: platform}\n'),
    /own\.yaml:\d+:\d+: "platform" is not among the facts; expected one of servers, max-servers\./,
  ],
  [
    'a contradiction of something that is no question',
    rule('    contradict: {facts: [servers, max-server], doubt: servers}\n'),
    /own\.yaml:\d+:\d+: "max-server" is not a question\. Did you mean "max-servers"\?/,
  ],
  [
    'two effects',
    rule('    exclude: {}\n'),
    /own\.yaml:2:\d+: a rule has exactly one of exclude, require, warn, contradict; "own-\d+" has 2\./,
  ],
]);

const question = (more: string): string => `questions:\n  - {id: OWN, section: site, prompt: p, why: w, ${more}}\n`;

describeCases('a question that cannot be asked or answered', [
  ['a number without a unit', question('type: number'), /own\.yaml:2:\d+: a question of type number needs a unit\./],
  ['a choice without choices', question('type: choice'), /own\.yaml:2:\d+: a choice needs choices\./],
  ['a number with choices', question('type: number, unit: x, choices: [{value: a}]'), /own\.yaml:2:\d+: a number has no choices\./],
  [
    'a minimum above the maximum',
    question('type: number, unit: x, minimum: 5, maximum: 1'),
    /own\.yaml:2:\d+: found 1; expected at least the minimum, 5\./,
  ],
  [
    'a choice that is there twice',
    question('type: choice, choices: [{value: a}, {value: a}]'),
    /own\.yaml:2:\d+: the choice "a" is there twice\./,
  ],
  [
    'a choice that every question has',
    question('type: choice, choices: [{value: unknown}]'),
    /own\.yaml:2:\d+: "unknown" is an answer to every question/,
  ],
  ['a choice that is the empty list', question('type: list, choices: [{value: none}]'), /own\.yaml:2:\d+: "none" is the empty list/],
  [
    'an assumption that is no choice',
    question('type: choice, choices: [{value: a}], assume: [{value: b, because: Own.}]'),
    /own\.yaml:2:\d+: "b" is not an answer to "own-\d+"\./,
  ],
  [
    'an assumption below the minimum',
    question('type: integer, unit: x, minimum: 1, assume: [{value: 0, because: Own.}]'),
    /own\.yaml:2:\d+: 0 is not an answer to "own-\d+"\./,
  ],
]);

/** Every option of every command that has a flag for each question, as its help lists them. */
const options = await Promise.all(
  ['advise', 'generate', 'estimate', 'compare', 'new'].map(async (command) => {
    const { out } = await backplane([command, '--help']);
    return [...(out.split('\nOptions:')[1]?.split('\n\n')[0] ?? '').matchAll(/^ +(?:-\w, )?--([a-z-]+)/gm)].map(([, name = '']) => name);
  }),
);
test.each([...new Set(options.flat())])('a question cannot have the name of the option --%s', async (name) => {
  const { lines } = await complaints([['', question('type: integer, unit: x').replace('OWN', name), /./]]);
  expect(lines[0]).toMatch(/^own-0\.yaml:2:10: ".+" is the name of an option \(--.+\); expected another name\.$/);
});

describeCases('a file that is no file of rules', [
  [
    'aliases that multiply',
    `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdef'.replace(/./g, (to) => `${to}: &${to} [${`*${String.fromCharCode(to.charCodeAt(0) - 1)},`.repeat(9)}]\n`)}`,
    /own\.yaml:1:1: found aliases .* Write the values out/,
  ],
]);

test.each([
  ['a folder of this name', (path: string) => mkdirSync(path), /^$/],
  [
    'a link to nothing',
    (path: string) => symlinkSync('nothing', path),
    /own\.yaml: there is no such file; expected a file of rules\. Check the path\./,
  ],
  ['a link to a file', (path: string) => symlinkSync(fileURLToPath(import.meta.url), path), /own\.yaml:\d+:\d+: this is not YAML/],
  ['no text', (path: string) => writeFileSync(path, Buffer.from([0xff, 0xfe, 0])), /own\.yaml:1:1: found bytes that are no text in UTF-8/],
])('a rules folder with %s', async (_, make, message) => {
  const folder = folderWith({});
  make(join(folder, 'own.yaml'));
  const { err } = await backplane(['rules', 'list', '--rules', folder]);
  expect(err).toMatch(message);
});

test('all problems of a file are named at once, from top to bottom', async () => {
  const { lines } = await complaints([
    ['', 'rules:\n  - {id: A, source: ranking, warn: {}}\n  - {id: b, because: 5, source: ranking, warn: {}}\n', /./],
  ]);
  expect(lines.join('\n').match(/own-0\.yaml:\d+/g)).toEqual(['own-0.yaml:2', 'own-0.yaml:2', 'own-0.yaml:3']);
});

// What is said of definitions is said before anything else, since nothing that follows could end.
describeCases('definitions that lead back to themselves', [
  ['a definition', 'definitions: [{id: a, means: A., when: {not: a}}]\n', /own\.yaml:1:\d+: this goes round in a circle: a -> a\./],
  [
    'definitions',
    'definitions:\n  - {id: b, means: B., when: c}\n  - {id: c, means: C., when: {any: [farm, d]}}\n  - {id: d, means: D., when: {not: {certain: b}}}\n',
    /own\.yaml:2:\d+: .*: b -> c -> d -> b\./,
  ],
]);

describeCases('quantities that lead back to themselves', [
  [
    'quantities',
    'quantities:\n  - {id: a, unit: ms, means: A., formula: quantity.b, source: ranking}\n  - {id: b, unit: ms, means: B., formula: {max: [quantity.a, {value: 1, unit: ms}]}, source: ranking}\n',
    /own\.yaml:2:\d+: .*: quantity\.a -> quantity\.b -> quantity\.a\./,
  ],
  [
    'a quantity and a definition',
    'definitions:\n  - {id: c, means: C., when: {quantity.d: {more-than: 1}}}\nquantities:\n  - {id: d, unit: ms, means: D., source: ranking, formula: {if: c, then: {value: 1, unit: ms}, else: {value: 2, unit: ms}}}\n',
    /own\.yaml:2:\d+: .*: c -> quantity\.d -> c\./,
  ],
]);

describeCases('measures that lead back to themselves', [
  [
    'of one backplane',
    'backplane: {id: OWN, name: n, summary: s, traits: {}, source: ranking, measures: {reuse: {formula: measure.maintenance, source: ranking}, maintenance: {formula: measure.reuse, source: ranking}}}\n',
    /own\.yaml:1:\d+: .*: measure\.reuse -> measure\.maintenance -> measure\.reuse\./,
  ],
]);

const step = (id: string, more: string): string =>
  `  - {id: ${id}, title: t, who: you, text: t, check: c, notice: n, back: b, source: ranking${more}}\n`;

describeCases('steps of a roll-out', [
  ['an unknown key', `steps:\n${step('OWN', ', when: [{form: farm}]')}`, /own\.yaml:2:\d+: unknown key "form"\. Did you mean "from"\?/],
  [
    'somebody unknown',
    `steps:\n${step('OWN', '').replace('who: you', 'who: your')}`,
    /own\.yaml:2:\d+: who: found "your"; expected one of generated, you, platform\./,
  ],
  ['no way back', `steps:\n${step('OWN', '').replace('back: b, ', '')}`, /own\.yaml:2:\d+: "back" is missing; expected text\./],
]);

describeCases('names in steps', [
  [
    'a step before it that is none',
    `steps:\n${step('OWN', ', after: [switch-onn]')}`,
    /own\.yaml:2:\d+: "switch-onn" is not a step\. Did you mean "switch-on"\?/,
  ],
  ['a name that is none', `steps:\n${step('OWN', ', when: [{to: framm}]')}`, /own\.yaml:2:\d+: .*"framm".*/],
]);

describeCases('steps that lead back to themselves', [
  [
    'each after the other',
    `steps:\n${step('one-first', ', after: [other-first]')}${step('other-first', ', after: [one-first]')}`,
    /own\.yaml:2:\d+: this goes round in a circle: one-first -> other-first -> one-first\. One of them must do without the next\./,
  ],
]);

describe('what is there twice is said of the file that the user added, wherever its name puts it', () => {
  const twice = {
    'an id': 'definitions: [{id: farm, means: Own., when: {host: umbraco}}]\n',
    'a code': 'rules: [{id: affinity-missing-version, because: Own., source: ranking, warn: {}}]\n',
    'a backplane': 'backplane: {id: redis, name: n, summary: s, traits: {}, measures: {}, source: ranking}\n',
    'a step': 'steps: [{id: switch-on, title: t, who: you, text: t, check: c, notice: n, back: b, source: ranking}]\n',
    'a priority': 'orders: [{priority: cost, criteria: [monthly-cost], because: b, source: ranking}]\n',
    'the rule base': 'rule-base: {version: 1.0.0, checked: 2026-11-23}\n',
  };
  const cases = Object.entries(twice).flatMap(([what, yaml]) => ['000.yaml', 'zzz.yaml'].map((name) => [what, name, yaml] as const));
  test.each(cases)('%s in %s', async (_, name, yaml) => {
    const folder = folderWith({ [name]: yaml });
    const { err } = await backplane(['rules', 'list', '--rules', folder]);
    const lines = err.split('\n').filter((line) => line.includes('already'));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line.startsWith(join(folder, name))).toBe(true);
  });

  test('a pipe among the rules is refused, and nobody waits for it', async () => {
    const folder = folderWith({});
    execFileSync('mkfifo', [join(folder, 'own.yaml')]);
    const { code, err } = await backplane(['rules', 'list', '--rules', folder]);
    expect({ code, err }).toEqual({
      code: 3,
      err: expect.stringMatching(/own\.yaml: found a pipe or a device; expected a file of rules\./),
    });
  });
});
