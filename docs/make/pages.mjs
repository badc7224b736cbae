// The pages that follow from the rules: one section for each question, prerequisite and warning.
import { explain, loadBuiltIn } from '../../dist/index.js';

const made = '<!-- Made from the rules by "npm run docs"; what is edited here is lost. -->';

/** The pages by their names in docs/. */
export function pages() {
  const ruleBase = loadBuiltIn();
  const inWords = (kind) => (rule) => explain(rule.id, ruleBase, ruleBase.checked).find((one) => one.kind === kind);
  const ofEffect = (effect, kind) => ruleBase.rules.filter((rule) => rule.effect === effect).map(inWords(kind));
  return {
    'questions.md': questionsPage(ruleBase),
    'prerequisites.md': rulesPage('Prerequisites', ofEffect('require', 'prerequisite'), [
      'What must be so for a recommendation to work. A decision names those that apply under "What must be so", with the values of the site; their codes are the keys to filter on in JSON.',
    ]),
    'warnings.md': rulesPage('Warnings', ofEffect('warn', 'warning'), [
      'What a decision says beside the recommendation, where it applies. The codes are the keys to filter on in JSON.',
    ]),
  };
}

function questionsPage({ questions, sections }) {
  const titles = new Map(sections.map(({ id, title, name }) => [id, title ?? name ?? id]));
  const found = [...new Set(questions.map(({ section }) => section))];
  const parts = found.flatMap((section) => [
    `## ${escaped(titles.get(section) ?? section)}`,
    ...questions.filter((one) => one.section === section).flatMap(question),
  ]);
  const about = [
    'Each question is a flag (`--max-servers`), an environment variable (`BACKPLANE_MAX_SERVERS`) and a key of `backplane.yaml` (`max-servers`). Each also takes `unknown`. You are asked only those that can still change the outcome; what a project shows is read, not asked.',
  ];
  return page('Questions', [...about, ...parts]);
}

function question({ id, prompt, why, help, choices, unit, type }) {
  const rows = choices.map(({ value, label, help: about }) => `| \`${value}\` | ${escaped([label, about].filter(Boolean).join('. '))} |`);
  const takes =
    rows.length > 0
      ? `| ${type === 'list' ? 'answers, several' : 'answer'} | meaning |\n|---|---|\n${rows.join('\n')}`
      : `Takes ${type === 'version' ? 'a version, which may be partial (`17`, `17.5`)' : `a number (${escaped(unit ?? type)})`}.`;
  return [`### ${id}`, `**${escaped(prompt)}**`, escaped(why), ...(help ? [escaped(help)] : []), takes];
}

function rulesPage(title, explanations, about) {
  return page(title, [...about, ...explanations.flatMap(rule)]);
}

function rule({ id, text, sections, sources, checked }) {
  const facts = sections.flatMap(({ title, items }) => [`${escaped(title)}:`, listed(items)]);
  const from = sources.map(({ title, url }) => (url ? `[${escaped(title)}](${url})` : escaped(title))).join('; ');
  const origin = [...(from ? [`Source: ${from}.`] : []), ...(checked ? [`Checked ${checked}.`] : [])].join(' ');
  return [`## ${id}`, ...text.map(escaped), ...facts, ...(origin ? [origin] : [])];
}

const listed = (items, indent = '') =>
  items
    .map(({ text, items: below = [] }) =>
      [`${indent}- ${escaped(text)}`, ...(below.length > 0 ? [listed(below, `${indent}  `)] : [])].join('\n'),
    )
    .join('\n');

const page = (title, blocks) => `${made}\n\n# ${title}\n\n${blocks.join('\n\n')}\n`;

/** Text that Markdown takes as text. Words in backticks stay code. */
const escaped = (text) =>
  text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part.replaceAll('|', '\\|') : part.replace(/([\\|*_<>[\]#])/g, '\\$1').replaceAll('\n', ' ')))
    .join('');
