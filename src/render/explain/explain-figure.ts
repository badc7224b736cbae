import { number } from '../../decide/words.js';
import { entriesOf, fullId } from '../../knowledge/entries.js';
import { mentions } from '../../knowledge/language/mentions.js';
import { readersOf } from '../../knowledge/language/readers.js';
import type { Band, Criterion, Measure, Order, Price, Quantity, RuleBase } from '../../knowledge/types.js';
import { glossary, idsOf, unitInBrackets } from '../words/glossary.js';
import { priceInWords } from '../words/reference-words.js';
import { formulaItem, measureItem } from './explain-lines.js';
import { readersSection } from './explain-readers.js';
import { type Content, type Item, withoutValues } from './explanation.js';

export function explainCriterion(ruleBase: RuleBase, criterion: Criterion): Content {
  const { id, name, unit, better, bands, unknown, because } = criterion;
  const measures = entriesOf(ruleBase).flatMap((entry) =>
    entry.kind === 'measure' && entry.id === (criterion['above-cheapest'] ?? id) ? [entry] : [],
  );
  const places = ruleBase.orders.flatMap(({ priority, criteria, source }) =>
    criteria.includes(id) ? [{ text: `${priority}: place ${criteria.indexOf(id) + 1} of ${criteria.length}`, sources: source }] : [],
  );
  return {
    name,
    text: [
      `Usable backplanes are compared by it; ${better === 'lower' ? 'less' : 'more'} is better. Values of one band count as equal.`,
      ...(criterion['above-cheapest']
        ? [`What counts is how far ${criterion['above-cheapest']} lies above that of the cheapest usable backplane.`]
        : []),
      `What it says (code ranked-by-${id}): ${withoutValues(because)}`,
      `Where the value is unknown, the ${unknown} that it may be counts.`,
    ],
    sections: [
      { title: 'Bands, from best to worst', items: bands.map((band) => ({ text: bandInWords(band, unit) })) },
      { title: 'Where it stands for each priority', items: places },
      { title: 'How it is measured', items: measures.map(({ of, record }) => measureItem(ruleBase, of ?? '', id, record)) },
      readersSection('What reads it', readersOf(ruleBase, `measure.${id}`)),
      glossary(ruleBase, mentions(measures.map(({ record }) => record.formula))),
    ],
    related: [...ruleBase.orders.map(({ priority }) => priority), ...measures.map(fullId)],
  };
}

function bandInWords(band: Band, unit: string): string {
  const least = band['at-least'] === undefined ? '' : `at least ${number(band['at-least'])}`;
  const most = band['at-most'] === undefined ? '' : `at most ${number(band['at-most'])}`;
  const limits = [least, most].filter(Boolean).join(' and ');
  const figure = limits ? `${limits}${unit === '1' ? '' : ` ${unit}`}` : 'everything else';
  const times = band['or-times'];
  return `${band.id}: ${figure}${times === undefined ? '' : `, or up to ${number(times)} times`}`;
}

export function explainOrder(ruleBase: RuleBase, { priority, criteria, because }: Order): Content {
  return {
    name: priority === 'default' ? 'The order without a stated priority' : `The order for --priority ${priority}`,
    text: ['Usable backplanes are compared by these criteria in turn; the first on which two differ decides between them.', because],
    sections: [{ title: 'Criteria', items: criteria.map((id) => criterionItem(ruleBase, id)) }],
    related: ['priority', ...criteria],
  };
}

function criterionItem({ criteria }: RuleBase, id: string): Item {
  const criterion = criteria[id];
  return { text: `${id}: ${criterion?.name ?? id}`, sources: criterion?.source ?? [] };
}

export function explainMeasure(ruleBase: RuleBase, id: string, of: string, measure: Measure): Content {
  const names = mentions([measure.formula]);
  const criterion = ruleBase.criteria[id];
  return {
    name: `${criterion?.name ?? id} of ${of}`,
    text: [`How the criterion ${id} is measured for ${of}${criterion && criterion.unit !== '1' ? `, in ${criterion.unit}` : ''}.`],
    sections: [{ title: 'How it is computed', items: [measureItem(ruleBase, id, id, measure)] }, glossary(ruleBase, names)],
    related: [id, of, ...idsOf(names)],
  };
}

export function explainQuantity(ruleBase: RuleBase, { id, unit, means, formula, source }: Quantity): Content {
  const names = mentions([formula]);
  const readers = readersOf(ruleBase, `quantity.${id}`);
  return {
    name: `${id}${unitInBrackets(unit)}`,
    text: [means],
    sections: [
      { title: 'How it is computed', items: [formulaItem(ruleBase, id, formula, source)] },
      readersSection('What reads it', readers),
      glossary(ruleBase, names),
    ],
    related: [...idsOf(names), ...readers.map(fullId)],
  };
}

export function explainPrice(ruleBase: RuleBase, price: Price): Content {
  const readers = readersOf(ruleBase, `price.${price.id}`);
  const { own } = price;
  return {
    name: price.name,
    text: [own ? '' : 'A list price, for estimates: your agreement may differ.', price.note ?? ''],
    sections: [
      { title: 'Price', items: [{ text: `${priceInWords(price)}${price.region ? `, ${price.region}` : ''}`, sources: price.source }] },
      {
        title: 'Your own price',
        items: own ? [{ text: `It is from ${own.from}; the list price is ${priceInWords({ ...price, ...own.list })}.` }] : [],
      },
      readersSection('What reads it', readers),
    ],
    related: readers.map(fullId),
  };
}
