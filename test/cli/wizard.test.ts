import { lstatSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { copyOf, emptyFolder, filesIn, inShell, program, type Run, runInShell } from './program-run.js';
import { key, PseudoTerminal } from './pty.js';
import { afterwards, answerAll } from './wizard-user.js';

const patience = 300_000;
const fixture = 'umbraco-17-site';

/** Affinity, a database and a Redis that run already: the first option of Umbraco's page, with what it leaves open. Whether it is production, nobody knows. */
const answers = {
  'load-balanced-part': 'backoffice',
  servers: 2,
  'own-hubs': 'no',
  platform: 'linux-vm',
  cloud: 'on-premises',
  'load-balancer': 'nginx',
  'sticky-sessions': 'yes',
  websockets: 'yes',
  'concurrent-connections': 40,
  'messages-per-second': 1,
  'peak-messages-per-second': 5,
  infrastructure: ['redis', 'rabbitmq'],
  'redis-region': 'same',
  needs: ['high-availability'],
};

const terminals: PseudoTerminal[] = [];
afterEach(() => {
  for (const terminal of terminals.splice(0)) terminal.close();
});

interface Start {
  folder: string;
  columns?: number;
  environment?: Record<string, string>;
}

function start(words: readonly string[], options: Start): PseudoTerminal {
  const terminal = new PseudoTerminal(words, options);
  terminals.push(terminal);
  return terminal;
}

/** The program with every answer as a flag but these, so that only these are asked. */
const askedOnly = (...ids: string[]): string[] => [
  ...program,
  'advise',
  ...Object.entries(answers).flatMap(([id, value]) => (ids.includes(id) ? [] : [`--${id}`, String(value)])),
];

/** The wizard with the result as JSON in a file: what it decides, and the questions it asked. */
async function wizardJson(
  options: Partial<Start> & { plain?: boolean } = {},
): Promise<{ json: string; asked: string[]; terminal: PseudoTerminal; folder: string }> {
  const folder = options.folder ?? copyOf(fixture);
  const line = `${inShell([...program, 'advise', '--format', 'json'])} >result.json; code=$?; echo finished; exit $code`;
  const terminal = start(['sh', '-c', line], { ...options, folder });
  const asked = await answerAll(terminal, answers, options.plain ? 'plain' : 'menus', 'finished');
  expect(await terminal.ended).toBe(0);
  return { json: readFileSync(join(folder, 'result.json'), 'utf8'), asked, terminal, folder };
}

/** JSON without what may differ between two ways of giving the same answers. */
const withoutOrigin = (json: string): string =>
  JSON.stringify(JSON.parse(json), (name, value) => (name === 'provenance' || name === 'evidence' ? undefined : value), 2);

const run = (words: readonly string[], folder: string): Promise<Run> => runInShell(inShell([...program, ...words]), { folder });

let reference: Awaited<ReturnType<typeof wizardJson>>;
beforeAll(async () => {
  reference = await wizardJson();
}, patience);

describe('the questions', () => {
  it(
    'start with what was found, and `?` says why and asks again without losing what was entered',
    async () => {
      const terminal = start(program, { folder: copyOf(fixture) });
      await terminal.sees('host: Umbraco (Site.csproj:10)');
      await terminal.sees('umbraco-version: 17.8.1 (Site.csproj:10)');
      await terminal.sees('database: SQL Server (appsettings.json:10)');

      // Enter alone states nothing: the menu starts on "I don't know".
      await terminal.sees(/The site \? Which part of Umbraco do several servers serve\? the backoffice .* ❯ I don't know/);
      terminal.press(key.up, key.up);
      await terminal.sees('❯ front ends only');
      terminal.press('?');
      await terminal.sees(
        /Why: Umbraco's own hubs .* How to tell: .* \? Which part of Umbraco do several servers serve\? the backoffice ❯ front ends only/,
      );
      expect(terminal.text().match(/Which part of Umbraco/g)).toHaveLength(1);
      terminal.press(key.up);
      await terminal.sees('❯ the backoffice');
      terminal.press(key.enter);

      await terminal.sees(/\? How many servers run the app now\? .* or unknown\./);
      terminal.press('1', '?');
      await terminal.sees(/Why: One process .* \? How many servers run the app now\? .* or unknown\. 1$/);
      terminal.press('2', key.enter);
      await terminal.sees('✔ How many servers run the app now? 12');
    },
    patience,
  );

  it(
    'keep what was ticked when `?` is pressed, and do not take "I don\'t know" together with anything else',
    async () => {
      const terminal = start(askedOnly('infrastructure'), { folder: copyOf(fixture) });
      await terminal.sees(/\? Which of these run already.*Enter done/);
      terminal.press(key.space, key.down, key.space);
      await terminal.sees(/\[x\] Redis ❯\[x\] Valkey/);
      terminal.press('?');
      await terminal.sees(/Why: What runs already .*\[x\] Redis \[x\] Valkey \[ \] Garnet/);
      terminal.press(key.up, key.space);
      await terminal.sees("❯[x] I don't know");
      terminal.press(key.enter);
      await terminal.sees('expected one or the other');
      expect(terminal.text()).not.toContain('✔ Which of these');
    },
    patience,
  );

  it(
    'refuse what is no valid answer, and say what would be',
    async () => {
      const terminal = start(askedOnly('servers'), { folder: copyOf(fixture) });
      await terminal.sees('How many servers run the app now?');
      for (const wrong of ['two', '0', '1.5', '']) {
        terminal.press(wrong, key.enter);
        await terminal.sees(`> Found ${wrong === '' ? 'nothing' : `"${wrong}"`}; expected a whole number (servers), at least 1`);
        terminal.press('\u007f'.repeat(wrong.length));
      }
    },
    patience,
  );

  it('take "I don\'t know" for an answer, and the command repeats it', () => {
    const { command, facts } = JSON.parse(reference.json);
    expect(reference.asked).toContain('environment');
    expect(facts).toContainEqual({ id: 'environment', value: 'unknown', provenance: 'prompt', evidence: [] });
    expect(command).toContain('--environment unknown');
  });

  it('are few: what follows from other answers or changes nothing is not asked', () => {
    expect(reference.asked).toContain('servers');
    for (const id of ['host', 'umbraco-version', 'database', 'regions', 'active-hours-per-day', 'clients'])
      expect(reference.asked).not.toContain(id);
  });
});

describe('the result', () => {
  it(
    'is the recommendation, followed by the offers; the command and the answers file that it gives lead to the same JSON',
    async () => {
      const folder = copyOf(fixture);
      const terminal = start(program, { folder });
      await answerAll(terminal, answers, 'menus');
      await terminal.sees('Recommended backplane: Redis');
      terminal.press(key.enter);
      await terminal.sees('Saved backplane.yaml.');
      await terminal.sees(/See what it would write.*❯ Yes/);
      terminal.press(key.enter);
      await terminal.sees(/Write this\?.*❯ No/);
      terminal.press(key.enter);
      await terminal.sees(/The same answer without questions.*backplane advise --/);
      expect(await terminal.ended).toBe(0);

      const saved = await run(['advise', '--no-input', '--format', 'json'], folder);
      expect(saved.stderr).toBe('');
      expect(withoutOrigin(saved.stdout)).toBe(withoutOrigin(reference.json));
      const before = filesIn(copyOf(fixture));
      expect(Object.keys(filesIn(folder))).toHaveLength(Object.keys(before).length + 1);

      const { command } = JSON.parse(reference.json);
      expect(terminal.lines().join('')).toContain(command);
      const repeated = await runInShell(`${command.replace(/^backplane/, inShell(program))} --format json`, { folder: copyOf(fixture) });
      expect(repeated.stderr).toBe('');
      expect(withoutOrigin(repeated.stdout)).toBe(withoutOrigin(reference.json));
    },
    patience,
  );

  it(
    'is put into the project where the user agrees to the plan',
    async () => {
      const folder = copyOf(fixture);
      const before = filesIn(folder);
      const terminal = start(askedOnly('infrastructure'), { folder });
      await answerAll(terminal, answers, 'menus');
      terminal.press(key.up);
      await terminal.sees('❯ No');
      terminal.press(key.enter);
      await terminal.sees(/See what it would write.*❯ Yes/);
      terminal.press(key.enter);
      // The files stand between the diff and the question, where they are seen without scrolling.
      await terminal.sees(/@@.* Files .*SignalRBackplaneComposer\.cs new; .* \? Write this\?.*❯ No/);
      expect(terminal.text()).not.toMatch(/ Files .*@@/);
      expect(filesIn(folder)).toEqual(before);
      terminal.press(key.up);
      await terminal.sees(/Write this\?.*❯ Yes/);
      terminal.press(key.enter);
      await terminal.sees('The same answer without questions');
      expect(await terminal.ended).toBe(0);
      expect(Object.values(filesIn(folder)).join()).toContain('AddStackExchangeRedis(');
      expect(Object.keys(filesIn(folder))).not.toContain(join(folder, 'backplane.yaml'));
    },
    patience,
  );

  it('is alone on standard output, and with JSON nothing is offered', () => {
    expect(JSON.parse(reference.json).recommended).toBe('redis');
    expect(reference.terminal.text()).not.toContain(afterwards);
    expect(Object.keys(filesIn(reference.folder)).filter((path) => path.endsWith('backplane.yaml'))).toEqual([]);
  });

  it(
    'is not saved over an answers file without consent',
    async () => {
      const folder = copyOf(fixture);
      const path = join(folder, 'backplane.yaml');
      const mine = '# mine\npriority: cost\n';
      writeFileSync(path, mine);
      const terminal = start(askedOnly('infrastructure'), { folder });
      await terminal.sees('priority: low cost (backplane.yaml:2)');
      await answerAll(terminal, answers, 'menus');
      terminal.press(key.enter);
      await terminal.sees(/backplane\.yaml is there already\. Replace it\?.*❯ No/);
      expect(readFileSync(path, 'utf8')).toBe(mine);
      terminal.press(key.enter);
      await terminal.sees('was left as it is');
      expect(readFileSync(path, 'utf8')).toBe(mine);
    },
    patience,
  );

  it(
    'is saved where a link leads to, and the link stays',
    async () => {
      const folder = copyOf(fixture);
      const kept = join(emptyFolder(), 'answers.yaml');
      writeFileSync(kept, 'priority: cost\n', { mode: 0o600 });
      symlinkSync(kept, join(folder, 'backplane.yaml'));
      const terminal = start(askedOnly('infrastructure'), { folder });
      await answerAll(terminal, answers, 'menus');
      terminal.press(key.enter);
      await terminal.sees(/backplane\.yaml is there already\. Replace it\?.*❯ No/);
      terminal.press(key.up);
      await terminal.sees(/Replace it\?.*❯ Yes/);
      terminal.press(key.enter);
      await terminal.sees('Saved backplane.yaml.');
      expect(lstatSync(join(folder, 'backplane.yaml')).isSymbolicLink()).toBe(true);
      expect(readFileSync(kept, 'utf8')).toContain('infrastructure:');
      expect(statSync(kept).mode & 0o777).toBe(0o600);
    },
    patience,
  );
});

describe('leaving', () => {
  const prompts: [kind: string, words: string[], question: string][] = [
    ['a choice', askedOnly('load-balanced-part'), 'Which part of Umbraco do several servers serve?'],
    ['a number', askedOnly('servers'), 'How many servers run the app now?'],
    ['a list', askedOnly('infrastructure'), 'Which of these run already'],
  ];
  const ways: [how: string, keys: string | undefined, signal?: NodeJS.Signals][] = [
    ['Ctrl+C', key.interrupt],
    ['Ctrl+D', key.end],
    ['Esc', key.escape],
    ['SIGTERM', undefined, 'SIGTERM'],
    ['SIGHUP', undefined, 'SIGHUP'],
  ];

  it.each(prompts.flatMap(([kind, words, question]) => ways.map(([how, keys, signal]) => ({ kind, how, words, question, keys, signal }))))(
    '$kind with $how ends with 130, writes nothing and gives the terminal back',
    async ({ words, question, keys, signal }) => {
      const folder = copyOf(fixture);
      const before = filesIn(folder);
      const notes = emptyFolder();
      const line = `stty -a >before; (cd ${inShell([folder])}; sh -c 'echo $$ >"$0/pid"; exec "$@"' ${inShell([notes, ...words])} >${inShell([join(notes, 'stdout')])}); code=$?; stty -a >after; exit $code`;
      // Ctrl+C is for every program of the terminal; the shell that looks afterwards stays.
      const terminal = start(['sh', '-c', `trap : INT HUP; ${line}`], { folder: notes });
      await terminal.sees(new RegExp(`${question}.*(Enter (choose|done)|or unknown)`));
      if (signal) process.kill(Number(readFileSync(join(notes, 'pid'), 'utf8')), signal);
      else terminal.press(keys ?? '');
      expect(await terminal.ended).toBe(130);
      expect(terminal.text()).toMatch(/Stopped\. Nothing was written\. ?$/);
      expect(readFileSync(join(notes, 'after'), 'utf8')).toBe(readFileSync(join(notes, 'before'), 'utf8'));
      expect(terminal.raw.lastIndexOf('\u001b[?25h')).toBeGreaterThanOrEqual(terminal.raw.lastIndexOf('\u001b[?25l'));
      expect(readFileSync(join(notes, 'stdout'), 'utf8')).toBe('');
      expect(filesIn(folder)).toEqual(before);
    },
    patience,
  );

  it(
    'an offer with Ctrl+C ends with 130 and writes nothing',
    async () => {
      const folder = copyOf(fixture);
      const before = filesIn(folder);
      const terminal = start(askedOnly('infrastructure'), { folder });
      await answerAll(terminal, answers, 'menus');
      terminal.press(key.interrupt);
      expect(await terminal.ended).toBe(130);
      expect(filesIn(folder)).toEqual(before);
    },
    patience,
  );
});

describe('the terminal', () => {
  it(
    'gets plain numbered questions with ACCESSIBLE=1, and the same result',
    async () => {
      const { json, terminal, asked } = await wizardJson({ plain: true, environment: { ACCESSIBLE: '1', NO_COLOR: '1' } });
      expect(json).toBe(reference.json);
      expect(asked).toEqual(reference.asked);
      expect(terminal.raw).not.toContain('\u001b');
    },
    patience,
  );

  it(
    'is told why by plain questions, too, and what is wrong with an answer',
    async () => {
      const folder = copyOf(fixture);
      const terminal = start(program, { folder, environment: { ACCESSIBLE: '1' } });
      await terminal.sees("4. I don't know Type its number, Enter for I don't know, ? to see why this is asked:");
      terminal.press('?\n');
      await terminal.sees("Why: Umbraco's own hubs");
      terminal.press('9\n');
      await terminal.sees('Found "9"; expected a number from 1 to 4.');
      terminal.press('1\n');
      await terminal.sees('How many servers run the app now?');
      terminal.press(key.interrupt);
      expect(await terminal.ended).toBe(130);
    },
    patience,
  );

  it(
    'may be narrow: no word is broken, and the result is the same',
    async () => {
      const { json, asked } = await wizardJson({ columns: 40 });
      expect(json).toBe(reference.json);
      expect(asked).toEqual(reference.asked);
    },
    patience,
  );

  it(
    'gets no colours with NO_COLOR or --no-color',
    async () => {
      const colours = (terminal: PseudoTerminal): boolean =>
        ['1', '2', '31', '32', '33', '36'].some((code) => terminal.raw.includes(`\u001b[${code}m`));
      for (const [words, environment] of [
        [[], { NO_COLOR: '1' }],
        // Whatever its value: https://no-color.org
        [[], { NO_COLOR: 'false' }],
        [['--no-color'], {}],
      ] as const) {
        const terminal = start([...askedOnly('infrastructure', 'messages-per-second'), ...words], {
          folder: copyOf(fixture),
          environment: { ...environment },
        });
        await answerAll(terminal, answers, 'menus');
        expect(colours(terminal)).toBe(false);
      }
      expect(colours(reference.terminal)).toBe(true);
    },
    patience,
  );
});
