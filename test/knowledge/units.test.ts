import { expect, test } from 'vitest';
import {
  divideUnits,
  equalUnits,
  formatUnit,
  multiplyUnits,
  parseUnit,
  type Unit,
  unitMismatch,
} from '../../src/knowledge/language/units.js';

const unit = (text: string): Unit => {
  const parsed = parseUnit(text);
  if (!parsed) throw new Error(`"${text}" is not a unit`);
  return parsed;
};

test.each([
  ['messages/s', 'message/s'],
  ['connections/server/hub', 'connection/hub/server'],
  ['USD/month/unit', 'USD/units/months'],
  ['processes', 'process'],
  ['queries/s', 'query/s'],
  ['deliveries/message', 'delivery/messages'],
  ['bytes/s', 'byte*1/s'],
  ['GB*h', 'h*GB'],
  ['h/h', ''],
  ['1', ''],
  ['messages/message', ''],
])('%s is the same unit as %s', (a, b) => {
  expect(equalUnits(unit(a), unit(b))).toBe(true);
});

test.each([
  ['s', 'ms'],
  ['s', 'h'],
  ['day', 'month'],
  ['messages/s', 'messages'],
  ['messages/s', 's/message'],
  ['s*s', 's'],
  ['bytes', 'GB'],
  ['connections', 'clients'],
])('%s is another unit than %s', (a, b) => {
  expect(equalUnits(unit(a), unit(b))).toBe(false);
});

test.each(['USD a month', 'messages per second', '/s', 'messages/', 'm²', '5 s', 'a//b', ' '])('"%s" is no unit', (text) => {
  expect(parseUnit(text)).toBeUndefined();
});

test.each([
  ['USD/month/unit', 'units', 'USD/month'],
  ['messages/s', 's/h', 'messages/h'],
  ['bytes/message', 'messages/s', 'bytes/s'],
  ['', 'ms', 'ms'],
])('%s times %s is %s', (a, b, result) => {
  expect(formatUnit(multiplyUnits(unit(a), unit(b)))).toBe(result);
});

test.each([
  ['messages/s', 'messages/s', ''],
  ['connections', 'connections/unit', 'units'],
  ['process', 'process', ''],
  ['', 's', '1/s'],
  ['queries', 's', 'queries/s'],
])('%s divided by %s is %s', (a, b, result) => {
  expect(formatUnit(divideUnits(unit(a), unit(b)))).toBe(result);
});

test('a mismatch names both units and the base that was probably meant', () => {
  expect(unitMismatch(unit('mesages/s'), unit('messages/s'))).toBe('found "mesages/s", expected "messages/s". Did you mean "message"?');
  expect(unitMismatch(unit(''), unit('USD/month'))).toBe('found a number without a unit, expected "USD/month".');
});
