package vc

import (
	"slices"

	"github.com/vmware/govmomi/vim25/types"
)

// apply checks the whole specification and merges its settings; hosts come in applyHosts,
// after the switch has its place in the inventory.
func (s *dvs) apply(spec *types.VMwareDVSConfigSpec) fault {
	c := s.config()
	if spec.MaxMtu != 0 && (spec.MaxMtu < 1280 || spec.MaxMtu > 9000) {
		return explained(invalid("spec.maxMtu"), "The MTU %d is not between 1280 and 9000.", spec.MaxMtu)
	}
	if p, ok := spec.DefaultPortConfig.(*types.VMwareDVSPortSetting); ok {
		if f := checkVlan(p.Vlan); f != nil {
			return f
		}
	}
	if p, ok := spec.UplinkPortPolicy.(*types.DVSNameArrayUplinkPortPolicy); ok {
		if f := s.checkUplinks(p.UplinkPortName); f != nil {
			return f
		}
	}
	uplinks := spec.UplinkPortPolicy
	if uplinks == nil {
		uplinks = c.UplinkPortPolicy
	}
	for _, h := range spec.Host {
		if f := s.checkMember(h, uplinks); f != nil {
			return f
		}
	}
	name := c.Name
	merge(c, spec, "Host", "ConfigVersion", "PvlanConfigSpec", "LacpGroupConfig", "InfrastructureTrafficResourceConfig", "Contact")
	if spec.Contact != nil {
		c.Contact = *spec.Contact
	}
	c.Description = spec.Description
	if spec.SwitchIpAddress != "" {
		c.SwitchIpAddress = spec.SwitchIpAddress
	}
	for _, t := range spec.InfrastructureTrafficResourceConfig {
		mergeTraffic(c, t)
	}
	for _, p := range spec.PvlanConfigSpec {
		entry := p.PvlanEntry
		c.PvlanConfig = slices.DeleteFunc(slices.Clone(c.PvlanConfig), func(e types.VMwareDVSPvlanMapEntry) bool {
			return e.SecondaryVlanId == entry.SecondaryVlanId && e.PrimaryVlanId == entry.PrimaryVlanId
		})
		if p.Operation != string(types.ConfigSpecOperationRemove) {
			c.PvlanConfig = append(c.PvlanConfig, entry)
		}
	}
	if c.Name != name {
		s.lab.setName(s.DistributedVirtualSwitch, c.Name)
	}
	s.Summary.Description = c.Description
	return nil
}

// checkUplinks: an uplink that a host's card holds cannot be taken away.
func (s *dvs) checkUplinks(names []string) fault {
	for _, m := range s.config().Host {
		if b, ok := m.Config.Backing.(*types.DistributedVirtualSwitchHostMemberPnicBacking); ok && len(b.PnicSpec) > len(names) {
			return explained(&types.ResourceInUse{Type: "DistributedVirtualSwitchUplink", Name: s.Name},
				"The switch %s would keep %d uplinks, but %s has %d cards on it.", s.Name, len(names), s.lab.nameOf(*m.Config.Host), len(b.PnicSpec))
		}
	}
	return nil
}

func mergeTraffic(c *types.VMwareDVSConfigInfo, t types.DvsHostInfrastructureTrafficResource) {
	list := slices.Clone(c.InfrastructureTrafficResourceConfig)
	i := slices.IndexFunc(list, func(x types.DvsHostInfrastructureTrafficResource) bool { return x.Key == t.Key })
	if i < 0 {
		c.InfrastructureTrafficResourceConfig = append(list, t)
		return
	}
	a := list[i].AllocationInfo
	merge(&a, &t.AllocationInfo)
	if sh := a.Shares; sh != nil && sh.Level != types.SharesLevelCustom {
		a.Shares = &types.SharesInfo{Level: sh.Level, Shares: map[types.SharesLevel]int32{"low": 25, "normal": 50, "high": 100}[sh.Level]}
	}
	list[i].AllocationInfo = a
	c.InfrastructureTrafficResourceConfig = list
}

// checkVlan: 0 to 4094; 4095 and beyond have no meaning on a distributed switch.
func checkVlan(v types.BaseVmwareDistributedVirtualSwitchVlanSpec) fault {
	switch t := v.(type) {
	case *types.VmwareDistributedVirtualSwitchVlanIdSpec:
		if t.VlanId < 0 || t.VlanId > 4094 {
			return explained(invalid("spec.defaultPortConfig.vlan.vlanId"), "The VLAN %d is not between 0 and 4094.", t.VlanId)
		}
	case *types.VmwareDistributedVirtualSwitchTrunkVlanSpec:
		for _, r := range t.VlanId {
			if r.Start < 0 || r.End > 4094 || r.Start > r.End {
				return explained(invalid("spec.defaultPortConfig.vlan.vlanId"), "The VLAN range %d to %d is not within 0 and 4094.", r.Start, r.End)
			}
		}
	}
	return nil
}
