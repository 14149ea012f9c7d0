/** Things people and programs put into fields. */
export const SCRIPT = '"><script>alert(1)</script>';
export const HEADER = 'Mara\r\nBcc: thief@example.org';
export const NUL = 'Ma\0ra';
export const EMOJI = 'Mara 🦀👩‍🚀';
export const ARABIC = 'مارا لیندکویست';
export const OVERRIDE = 'Mara\u202Egro.elpmaxe';
export const LONG = 'x'.repeat(300);
export const ENDLESS = 'x'.repeat(5_000);

/** No address, whatever the other fields say. */
export const BAD_ADDRESSES = {
  nothing: '',
  spaces: '   ',
  'a word': 'mara',
  'no host': 'mara@',
  'no person': '@example.org',
  'two signs': 'mara@bo@example.org',
  'long person': `${LONG}@example.org`,
  endless: `${ENDLESS}@example.org`,
  script: `${SCRIPT}@example.org`,
  'second header': 'mara@example.org\r\nBcc: thief@example.org',
  NUL: 'ma\0ra@example.org',
  emoji: '🦀',
};
