/** An estate in which nothing stands: what every estate says of itself, with the assumptions as they are by default. */
import { load } from '../../../../config/load';
import type { Model } from '../../../../config/model/model';
import { namesOf } from '../../../../config/names';
import { resolve } from '../../../../config/resolve';
import { empty } from './entities';

const ESTATE = `
title: Test
vcenter: { address: vcenter.example.org, version: 8.0.3, datacenter: Test }
domain: example.org
routing: { asn: 64500, prefixes: [], internal: [10.0.0.0/8] }
operations:
  officeHours: Mon-Fri 08:00-18:00
  reactionInHours: 15 min
  reactionOutOfHours: 1 h
  onCall: test
  failoverDecision: test
`;

const { entities } = load([{ file: 'estate.yaml', text: ESTATE }]);
const { estate } = resolve('test', entities.values(), namesOf(entities.values()));

export const nothing = (): Model => empty(estate);
