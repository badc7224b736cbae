import type { Command } from 'commander';
import { entriesOf, originOf } from '../../knowledge/entries.js';
import { type Kind, kinds } from '../../knowledge/kinds.js';
import { isStale } from '../../knowledge/staleness.js';
import { findEntries } from '../../render/explain/find-explanations.js';
import { renderRulesList, renderRulesListJson } from '../../render/rules-list.js';
import { renderRulesShowJson, shownEntry } from '../../render/rules-show.js';
import { type CommandContext, type Configure, formatOption } from '../command.js';
import { exitCode } from '../exit-code.js';
import { helpLayout } from '../help-layout.js';
import { checkedDay } from '../session.js';
import { staleInWords } from '../stale-warning.js';
import { colourOf } from '../terminal.js';
import { unknownId } from '../unknown-id.js';
import { oneOf } from '../usage-error.js';

interface Options {
  kind?: Kind;
  stale?: boolean;
  strict?: boolean;
  format: string;
  asOf?: string;
  color?: boolean;
}

/** `backplane rules list` and `backplane rules show ID`: the rule base itself. */
export const configureRules: Configure = (command, context) => {
  // The options of all commands belong to `rules`; its own two show them, too.
  const own = (name: string): Command =>
    command
      .command(name)
      .configureHelp({ ...helpLayout, showGlobalOptions: true })
      .addOption(formatOption('text', 'json'))
      .option('--as-of <day>', 'see from this day what is stale, such as 2026-11-23 (default: today)');
  own('list')
    .summary('list rules and figures with the day of their check and their sources')
    .description('List everything in the rule base that has an id, with the day of its check and its sources.')
    .option('--kind <kind>', `only of this kind: ${kinds.join(', ')}`, oneOf('--kind', kinds))
    .option('--stale', 'only what was checked too long ago')
    .option('--strict', 'end with exit code 3 where something listed is stale')
    .action((_: Options, list: Command) => listRules(list.optsWithGlobals<Options>(), context));
  own('show')
    .summary('show one as it is written in the rule base')
    .description('Show a rule or figure as it is written in the rule base, to read it or to lay your own over it with --rules.')
    .argument('<id>', 'an id that "rules list" prints')
    .action((id: string, _: Options, show: Command) => showRule(id, show.optsWithGlobals<Options>(), context));
};

function listRules(options: Options, { terminal, ruleBase, exit }: CommandContext): void {
  const asOf = checkedDay(options.asOf) ?? terminal.today();
  const ofKind = entriesOf(ruleBase).filter(({ kind }) => options.kind === undefined || kind === options.kind);
  const stale = ofKind.filter((entry) => isStale(ruleBase, entry, asOf));
  const listing = { ruleBase, entries: options.stale ? stale : ofKind, asOf };
  terminal.out(
    options.format === 'json' ? renderRulesListJson(listing) : renderRulesList(listing, terminal.styleOf('stdout', colourOf(options))),
  );
  const dated = ofKind.filter((entry) => originOf(entry).checked !== undefined);
  if (stale.length) terminal.err(`${staleInWords(stale, dated.length)}\n`);
  else if (options.stale) terminal.err(`Nothing is stale on ${asOf}.\n`);
  if (stale.length && options.strict) exit(exitCode.invalid);
}

async function showRule(id: string, options: Options, { terminal, ruleBase }: CommandContext): Promise<void> {
  const asOf = checkedDay(options.asOf) ?? terminal.today();
  const shown = findEntries(ruleBase, id).map((entry) => shownEntry(ruleBase, entry, asOf));
  if (shown.length === 0) throw unknownId(ruleBase, id);
  if (options.format === 'json') return terminal.out(renderRulesShowJson(shown));
  const { entriesAsYaml } = await import('../entries-as-yaml.js');
  terminal.out(entriesAsYaml(shown));
}
