package vc

import (
	"slices"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// groups of hosts and of machines, by name.
func (c *cluster) groups(cfg *types.ClusterConfigInfoEx, spec *types.ClusterConfigSpecEx) fault {
	for _, s := range spec.GroupSpec {
		name, _ := s.RemoveKey.(string)
		if s.Operation != types.ArrayUpdateOperationRemove {
			if s.Info == nil || s.Info.GetClusterGroupInfo().Name == "" {
				return invalid("spec.groupSpec.info.name")
			}
			name = s.Info.GetClusterGroupInfo().Name
		}
		i := slices.IndexFunc(cfg.Group, func(g types.BaseClusterGroupInfo) bool { return g.GetClusterGroupInfo().Name == name })
		switch s.Operation {
		case types.ArrayUpdateOperationRemove:
			if i < 0 {
				return invalid("spec.groupSpec.removeKey")
			}
			if r := ruleWithGroup(cfg, spec, name); r != "" {
				return explained(&types.ResourceInUse{Type: "ClusterGroup", Name: name}, "The group %s is used by the rule %s.", name, r)
			}
			cfg.Group = slices.Delete(cfg.Group, i, i+1)
			continue
		case types.ArrayUpdateOperationAdd:
			if i >= 0 {
				return &types.DuplicateName{Name: name, Object: c.Self}
			}
		case types.ArrayUpdateOperationEdit:
			if i < 0 {
				return invalid("spec.groupSpec.info.name")
			}
		}
		if f := c.checkGroup(s.Info); f != nil {
			return f
		}
		if i < 0 {
			cfg.Group = append(cfg.Group, s.Info)
		} else {
			cfg.Group[i] = s.Info
		}
	}
	return nil
}

func (c *cluster) checkGroup(info types.BaseClusterGroupInfo) fault {
	switch g := info.(type) {
	case *types.ClusterHostGroup:
		for _, h := range g.Host {
			if !slices.Contains(c.Host, h) {
				return explained(invalid("spec.groupSpec.info.host"), "%s is no host of the cluster %s.", h.Value, c.Name)
			}
		}
	case *types.ClusterVmGroup:
		for _, v := range g.Vm {
			if f := c.member(v); f != nil {
				return f
			}
		}
	}
	return nil
}

// ruleWithGroup names a rule that uses the group and that this very call does not remove.
func ruleWithGroup(cfg *types.ClusterConfigInfoEx, spec *types.ClusterConfigSpecEx, group string) string {
	for _, r := range cfg.Rule {
		info := r.GetClusterRuleInfo()
		gone := slices.ContainsFunc(spec.RulesSpec, func(s types.ClusterRuleSpec) bool {
			return s.Operation == types.ArrayUpdateOperationRemove && s.RemoveKey == info.Key
		})
		if !gone && slices.Contains(groupsOf(r), group) {
			return info.Name
		}
	}
	return ""
}

func groupsOf(r types.BaseClusterRuleInfo) []string {
	switch t := r.(type) {
	case *types.ClusterVmHostRuleInfo:
		return []string{t.VmGroupName, t.AffineHostGroupName, t.AntiAffineHostGroupName}
	case *types.ClusterDependencyRuleInfo:
		return []string{t.VmGroup, t.DependsOnVmGroup}
	}
	return nil
}

func findGroup(cfg *types.ClusterConfigInfoEx, name string) types.BaseClusterGroupInfo {
	for _, g := range cfg.Group {
		if g.GetClusterGroupInfo().Name == name {
			return g
		}
	}
	return nil
}

func hostsOf(cfg *types.ClusterConfigInfoEx, group string) []types.ManagedObjectReference {
	g, _ := findGroup(cfg, group).(*types.ClusterHostGroup)
	if g == nil {
		return nil
	}
	return g.Host
}

func machinesOf(cfg *types.ClusterConfigInfoEx, group string) []types.ManagedObjectReference {
	g, _ := findGroup(cfg, group).(*types.ClusterVmGroup)
	if g == nil {
		return nil
	}
	return g.Vm
}

// dropFromCluster takes a machine that is gone out of groups, rules and overrides, as vCenter does.
func (l *Lab) dropFromCluster(vm types.ManagedObjectReference) {
	for _, e := range l.Map.All("ClusterComputeResource") {
		cfg := configOf(e.(*simulator.ClusterComputeResource))
		is := func(r types.ManagedObjectReference) bool { return r == vm }
		for _, g := range cfg.Group {
			if g, ok := g.(*types.ClusterVmGroup); ok {
				g.Vm = slices.DeleteFunc(slices.Clone(g.Vm), is)
			}
		}
		for _, r := range cfg.Rule {
			if r, ok := r.(*types.ClusterAntiAffinityRuleSpec); ok {
				r.Vm = slices.DeleteFunc(slices.Clone(r.Vm), is)
			}
		}
		cfg.DasVmConfig = slices.DeleteFunc(slices.Clone(cfg.DasVmConfig), func(i types.ClusterDasVmConfigInfo) bool { return i.Key == vm })
		cfg.DrsVmConfig = slices.DeleteFunc(slices.Clone(cfg.DrsVmConfig), func(i types.ClusterDrsVmConfigInfo) bool { return i.Key == vm })
		cfg.VmOrchestration = slices.DeleteFunc(slices.Clone(cfg.VmOrchestration), func(i types.ClusterVmOrchestrationInfo) bool { return i.Vm == vm })
	}
}
