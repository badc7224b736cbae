import { mentions } from '../../knowledge/language/mentions.js';
import type { KnownPackage, Part, RuleBase } from '../../knowledge/types.js';
import { glossary, idsOf } from '../words/glossary.js';
import { conditionSection, effectOf } from './explain-lines.js';
import type { Content } from './explanation.js';

/** Something that a decision puts into a project; a package reference, too. */
export function explainPart(ruleBase: RuleBase, part: Part, of: string | undefined): Content {
  const names = mentions([part.when]);
  const group = part.optional ? `It is written only where --parts names ${part.group}.` : `It belongs to the group ${part.group}.`;
  return {
    name: part.title,
    text: [effectOf(part), part.package?.allow ? `An installed version that fits ${part.package.allow} is left as it is.` : '', group],
    sections: [
      part.when
        ? conditionSection(ruleBase, 'When it applies', part.when)
        : { title: 'When it applies', items: [{ text: of === undefined ? 'always' : `wherever ${of} is used` }] },
      glossary(ruleBase, names),
    ],
    related: [...(of === undefined ? [] : [of]), ...idsOf(names)],
  };
}

export const explainPackage = ({ name, verdict }: KnownPackage): Content => ({
  name,
  text: ['A NuGet package that this advisor writes into no project.', verdict],
  sections: [],
  related: [],
});
