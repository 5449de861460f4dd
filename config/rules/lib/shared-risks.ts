/** What two links have in common that one event takes: ducts, points of presence, building entries. */
import type { Link } from '../../model/link';
import { inOrder } from '../../model/model';

export interface Risk {
  readonly at: string;
  readonly link: string;
  readonly risk: string;
  readonly shown: string;
}

/** Risks of the second link that the first has too, each with the place where the first has it. */
export function sharedRisks(one: readonly [string, Link], two: readonly [string, Link]): (Risk & { other: Risk })[] {
  const known = risksOf(one);
  return risksOf(two).flatMap((risk) => known.filter((other) => other.risk === risk.risk).map((other) => ({ ...risk, other })));
}

const risksOf = ([link, { ducts, pops, ends }]: readonly [string, Link]): Risk[] => [
  ...ducts.map((duct, index) => ({
    at: `links.${link}.ducts.${String(index)}`,
    link,
    risk: `duct ${duct}`,
    shown: `the duct \`${duct}\``,
  })),
  ...pops.map((pop, index) => ({
    at: `links.${link}.pops.${String(index)}`,
    link,
    risk: `pop ${pop}`,
    shown: `the point of presence \`${pop}\``,
  })),
  ...inOrder(ends).map(([site, { entry }]) => ({
    at: `links.${link}.ends.${site}.entry`,
    link,
    risk: `entry ${site} ${entry}`,
    shown: `the entry \`${entry}\` of \`${site}\``,
  })),
];
