// The architecture, as rules that each say why (../shared/design.md: "Where things live").
const layer = (name) => `^src/${name}/`;
const only = (name, allowed, comment) => ({
  name: `${name}-imports`,
  severity: 'error',
  comment,
  from: { path: layer(name) },
  to: { path: '^src/', pathNot: [layer(name), ...allowed.map(layer)] },
});

export default {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'A cycle means that two files are one idea, or that one of them knows too much.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'A file that nothing imports is dead.',
      from: { orphan: true, pathNot: '^src/(main|index)\\.ts$' },
      to: {},
    },
    only('decide', ['knowledge'], 'The decision is pure: it knows the rule base and nothing of projects, files, terminals or output.'),
    only('knowledge', [], 'The rule base stands alone: everything else is built on it.'),
    only('scan', ['knowledge'], 'Scanning finds facts and knows nothing about how a decision is made.'),
    only(
      'questions',
      ['knowledge', 'decide'],
      'Questions are resolved against the catalogue; which of them still matter is for the decision to say.',
    ),
    only('plan', ['knowledge', 'decide', 'scan'], 'A plan joins a decision and a project; it does not talk to the user.'),
    only('schemas', ['knowledge', 'decide', 'plan'], 'Schemas describe what goes in and comes out, and do nothing with it.'),
    only(
      'diagnose',
      ['knowledge', 'decide', 'scan'],
      'What a message means follows from the rules and the facts; of scanning it needs how secrets are masked.',
    ),
    only('render', ['knowledge', 'decide', 'plan', 'diagnose'], 'Renderers turn results into text and never compute them.'),
    {
      name: 'pure-core',
      severity: 'error',
      comment: 'Everything in the middle is pure and synchronous: no file system, no network, no clock, no process.',
      from: { path: '^src/(decide|render|schemas)/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?util$' },
    },
    {
      name: 'heavy-libraries-at-the-edge',
      severity: 'error',
      comment: 'Start-up time is a feature: these are loaded only where they are used.',
      from: { path: '^src/(decide|render|main\\.ts)' },
      to: { path: 'node_modules/(inquirer|zod|yaml|handlebars|@inquirer)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
  },
};
