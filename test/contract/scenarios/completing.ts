import type { Completion } from '../driver.ts';

const of = (name: string, { value, typed }: { value: string; typed: string }): Completion => ({
  name,
  candidates: [`${value}\t931827427725 idp_customer_access`, 'zzz-another\tnot this one'],
  typed: `jpaws use ${typed}`,
  expected: ['use', value],
});

export const completions: readonly Completion[] = [
  of('a profile name is completed', { value: 'koa-dev-customer', typed: 'koa' }),
  of('a name with spaces arrives as one word', { value: 'my own profile', typed: 'my' }),
  of('a name with a command in it is not run', { value: 'a$(touch PWNED)b', typed: 'a' }),
  of('a name with every quote arrives as it is', { value: 'q\'"`\\$x', typed: 'q' }),
  of('a name with shell signs arrives as it is', { value: 'g*?[a]{b,c}~#&;|<>()!x', typed: 'g' }),
  of('a name with a colon and an equals sign is completed', { value: 'team:one=two', typed: 'team:o' }),
  of('a name is completed behind an open double quote', { value: 'my $own "profile"!!x', typed: '"my' }),
  of('a name is completed behind an open single quote', { value: "my $own 'profile'", typed: "'my" }),
  {
    ...of('what stands on the line is not run', { value: 'my', typed: 'm' }),
    typed: "jpaws use '$(touch PWNED)' m",
    expected: ['use', '$(touch PWNED)', 'my'],
  },
  of('a name outside ASCII is completed', { value: 'københavn-東京', typed: 'kø' }),
];
