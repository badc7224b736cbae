import { environmentNameOf } from '../../questions/names.js';
import { renderExplanationsJson } from '../../render/explain/explain-json.js';
import { renderExplanations } from '../../render/explain/explain-text.js';
import { findExplanations } from '../../render/explain/find-explanations.js';
import { renderHits, renderKinds, searchEntries } from '../../render/explain/search-explanations.js';
import { type Configure, formatOption } from '../command.js';
import { colourOf } from '../terminal.js';
import { unknownId } from '../unknown-id.js';

interface Options {
  format: string;
  color?: boolean;
}

/** `backplane explain ID`: what anything in the rule base means, and what it rests on; with other words what speaks of them, without any what there is. */
export const configureExplain: Configure = (command, { terminal, ruleBase }) => {
  command
    .argument('[id]', 'a backplane, load balancer, platform, rule, question, answer, price ... or a NuGet package; or words to look for')
    .addOption(formatOption('text', 'json'))
    .action((id: string | undefined, options: Options) => {
      const style = terminal.styleOf('stdout', colourOf(options));
      if (id === undefined) {
        terminal.out(renderKinds(ruleBase, style));
        return;
      }
      const found = findExplanations(id, { ruleBase, asOf: terminal.today(), environmentName: environmentNameOf });
      if (found.length === 0) {
        const hits = searchEntries(ruleBase, id);
        if (hits.length === 0) throw unknownId(ruleBase, id);
        terminal.out(options.format === 'json' ? `${JSON.stringify({ schema: 1, found: hits }, null, 2)}\n` : renderHits(id, hits, style));
        return;
      }
      terminal.out(options.format === 'json' ? renderExplanationsJson(found) : renderExplanations(found, style));
    });
};
