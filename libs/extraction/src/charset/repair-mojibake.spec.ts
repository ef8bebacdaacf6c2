import { repairMojibake } from './repair-mojibake.js';

describe('repairMojibake', () => {
  it('undoes a double encoding', () => {
    const twice = 'It isnâ€™t late â€” it is â€œearlyâ€\u009d in SÃ£o Paulo.';
    expect(repairMojibake(twice)).toBe('It isn’t late — it is “early” in São Paulo.');
  });

  it.each(['Caffè, señor, Österreich, São Paulo', 'The sign â€™ stands alone', 'Ânimo e Ã são letras'])(
    'leaves "%s"',
    (text) => expect(repairMojibake(text)).toBe(text),
  );
});
