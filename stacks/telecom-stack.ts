/** Distributed switches, port groups of the shared networks, VM kernel adapters, and the files of the edge routers. */
import type { Construct } from 'constructs';
import { inOrder, type Model } from '../config/model/model';
import { networksOf } from '../config/views';
import { GeneratedFile } from '../constructs/generated-file';
import { DistributedSwitch } from '../constructs/telecom/distributed-switch';
import { routerFiles } from '../constructs/telecom/files/router-files';
import { HostAdapters } from '../constructs/telecom/host-adapters';
import { NetworkPortGroups } from '../constructs/telecom/network-port-groups';
import { BaseStack } from './base-stack';

export class TelecomStack extends BaseStack {
  constructor(scope: Construct, model: Model) {
    super(scope, 'telecom', model);
    const { lookups } = this;
    const switches = new Map(
      inOrder(model['distributed-switches']).map(([key]) => [key, new DistributedSwitch(this, `switch-${key}`, { key, model, lookups })]),
    );
    const switchId = (key: string): string => switches.get(key)?.switchId ?? lookups.distributedSwitch(key);
    new NetworkPortGroups(this, 'networks', { model, networks: networksOf(model, this.name), lookups, switchId });
    for (const [key, host] of inOrder(model.hosts)) new HostAdapters(this, `host-${key}`, { key, host, model, lookups, switchId });
    for (const [key] of inOrder(model.routers)) {
      for (const file of routerFiles(model, key)) new GeneratedFile(this, file.name, file);
    }
  }
}
