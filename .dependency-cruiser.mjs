// The architecture, as rules that each say why (../shared/design.md: "Where things live").
const layer = (name) => `^src/${name}/`;
const only = (name, allowed, comment) => ({
  name: `${name}-imports`,
  severity: 'error',
  comment,
  from: { path: layer(name) },
  to: { path: '^src/', pathNot: [layer(name), ...allowed.map(layer)] },
});

/** A sub-folder of one topic: what stands in it and is not named here, only it may import. */
const doors = {
  'cli/prompt': ['confirm', 'open-prompter', 'wizard', 'wizard-questions'],
  'knowledge/language': [
    'influence',
    'language',
    'mentions',
    'parse-condition',
    'parse-formula',
    'question-of',
    'readers',
    'units',
    'version',
    'walk',
    'written-language',
  ],
  'knowledge/load': ['describe-issue', 'load-rules', 'read-text', 'rules-folder', 'templates-folder', 'yaml-text'],
  'plan/disk': ['apply-plan', 'content-hash', 'current-files', 'file-operations', 'new-folder', 'project-path'],
  'plan/edit': ['edit-project-file', 'edit-settings', 'newline', 'text-edits'],
  'plan/parts': [
    'fit-style',
    'plan-call',
    'plan-elsewhere',
    'plan-generated-file',
    'plan-input',
    'plan-obsolete',
    'plan-user-files',
    'update-record',
    'user-files',
  ],
  'plan/templates': ['escape-markdown', 'new-files', 'project-name', 'render-template', 'template-values'],
  'render/explain': ['explain-json', 'explain-text', 'explanation', 'find-explanations', 'search-explanations'],
  'scan/csharp': ['class-declarations', 'code-style', 'csharp-tokens', 'method-calls', 'read-code', 'sight-code'],
  'scan/detect': [
    'detect-database',
    'detect-habits',
    'detect-hubs',
    'detect-infrastructure',
    'detect-project',
    'detect-registrations',
    'detect-settings',
  ],
  'scan/msbuild': ['evaluate-project', 'framework', 'load-project', 'package-version', 'project-kind', 'read-packages', 'read-xml'],
  'scan/readers': ['index', 'read-dockerfile'],
  'scan/secrets': ['mask-secrets'],
  'scan/settings': ['connection-string', 'effective-settings', 'read-settings'],
  'scan/tree': ['scan-tree', 'stage-of'],
  'scan/weigh': ['finding', 'match-evidence', 'settle'],
};
const door = ([folder, open]) => ({
  name: `door-of-${folder.replace('/', '-')}`,
  severity: 'error',
  comment: 'What is not named as a door in .dependency-cruiser.mjs is how this folder does its work: nobody else depends on it.',
  from: { path: '^src/', pathNot: `^src/${folder}/` },
  to: { path: `^src/${folder}/`, pathNot: open.map((name) => `^src/${folder}/${name}\\.ts$`) },
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
      from: { orphan: true, pathNot: '^src/(main|index|page/page)\\.ts$' },
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
    only(
      'site',
      ['knowledge', 'decide', 'questions', 'scan', 'plan', 'schemas', 'diagnose', 'check', 'report', 'render'],
      'Use cases join the parts and know no terminal: a command parses, calls one of them, and prints.',
    ),
    only('report', ['knowledge', 'decide', 'questions', 'render'], 'A report is made of results, the same here and in the page.'),
    only(
      'page',
      ['knowledge', 'decide', 'questions', 'render', 'report', 'site'],
      'The page runs the engine in a browser. (That nothing which it reaches needs Node is seen to by the build, which bundles it for browsers.)',
    ),
    {
      name: 'commands-stand-alone',
      severity: 'error',
      comment: 'What two commands share is a use case (src/site) or belongs to the terminal (src/cli).',
      from: { path: '^src/cli/commands/(?!generate)([^/]+)\\.ts$' },
      to: {
        path: '^src/cli/commands/',
        pathNot: ['^src/cli/commands/$1\\.ts$', '^src/cli/commands/completion-scripts\\.ts$'],
      },
    },
    ...Object.entries(doors).map(door),
    {
      name: 'pure-core',
      severity: 'error',
      comment: 'Everything in the middle is pure and synchronous: no file system, no network, no clock, no process.',
      from: { path: '^src/(decide|render|report|schemas)/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?util$' },
    },
    {
      name: 'heavy-libraries-at-the-edge',
      severity: 'error',
      comment: 'Start-up time is a feature: these are loaded only where they are used.',
      from: { path: '^src/(decide|render|report|main\\.ts)' },
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
