package vc

import (
	"slices"
	"sync/atomic"

	"github.com/google/uuid"
	"github.com/vmware/govmomi/vim25/types"
)

var ruleKeys atomic.Int32

// rules are matched by key when edited, so that one can be renamed; by name when added.
func (c *cluster) rules(cfg *types.ClusterConfigInfoEx, spec *types.ClusterConfigSpecEx) fault {
	for _, s := range spec.RulesSpec {
		if s.Operation == types.ArrayUpdateOperationRemove {
			i := slices.IndexFunc(cfg.Rule, func(r types.BaseClusterRuleInfo) bool { return s.RemoveKey == r.GetClusterRuleInfo().Key })
			if i < 0 {
				return invalid("spec.rulesSpec.removeKey")
			}
			cfg.Rule = slices.Delete(cfg.Rule, i, i+1)
			continue
		}
		if s.Info == nil {
			return invalid("spec.rulesSpec.info")
		}
		info := s.Info.GetClusterRuleInfo()
		i := slices.IndexFunc(cfg.Rule, func(r types.BaseClusterRuleInfo) bool { return info.Key != 0 && info.Key == r.GetClusterRuleInfo().Key })
		if s.Operation == types.ArrayUpdateOperationEdit && i < 0 {
			return invalid("spec.rulesSpec.info.key")
		}
		for j, r := range cfg.Rule {
			if j != i && r.GetClusterRuleInfo().Name == info.Name {
				return &types.DuplicateName{Name: info.Name, Object: c.Self}
			}
		}
		if f := c.checkRule(cfg, s.Info); f != nil {
			return f
		}
		info.Status, info.InCompliance = types.ManagedEntityStatusGreen, types.NewBool(true)
		if i >= 0 {
			info.RuleUuid = cfg.Rule[i].GetClusterRuleInfo().RuleUuid
			cfg.Rule[i] = s.Info
			continue
		}
		info.Key, info.RuleUuid = ruleKeys.Add(1), uuid.NewString()
		info.UserCreated = types.NewBool(true)
		cfg.Rule = append(cfg.Rule, s.Info)
	}
	return nil
}

func (c *cluster) checkRule(cfg *types.ClusterConfigInfoEx, r types.BaseClusterRuleInfo) fault {
	for _, g := range groupsOf(r) {
		if g != "" && findGroup(cfg, g) == nil {
			return explained(invalid("spec.rulesSpec.info"), "There is no group %s in the cluster %s.", g, c.Name)
		}
	}
	info := r.GetClusterRuleInfo()
	switch t := r.(type) {
	case *types.ClusterAntiAffinityRuleSpec:
		if len(t.Vm) < 2 {
			return explained(invalid("spec.rulesSpec.info.vm"), "An anti-affinity rule needs two machines.")
		}
		for _, v := range t.Vm {
			if f := c.member(v); f != nil {
				return f
			}
		}
		if on(info.Enabled) && on(info.Mandatory) && len(t.Vm) > len(c.Host) {
			return c.cannotBeKept(info)
		}
	case *types.ClusterAffinityRuleSpec:
		if len(t.Vm) < 2 {
			return explained(invalid("spec.rulesSpec.info.vm"), "An affinity rule needs two machines.")
		}
	case *types.ClusterVmHostRuleInfo:
		if (t.AffineHostGroupName == "") == (t.AntiAffineHostGroupName == "") {
			return invalid("spec.rulesSpec.info.hostGroup")
		}
		if on(info.Enabled) && on(info.Mandatory) && !c.hostLeft(cfg, t) {
			return c.cannotBeKept(info)
		}
	case *types.ClusterDependencyRuleInfo:
		if t.VmGroup == t.DependsOnVmGroup {
			return explained(invalid("spec.rulesSpec.info.dependsOnVmGroup"), "The group %s cannot depend on itself.", t.VmGroup)
		}
	}
	return nil
}

// cannotBeKept: a mandatory rule that leaves its machines no host is refused.
func (c *cluster) cannotBeKept(info *types.ClusterRuleInfo) fault {
	return explained(&types.InvalidState{}, "The mandatory rule %s cannot be kept with the hosts of the cluster %s.", info.Name, c.Name)
}

func (c *cluster) hostLeft(cfg *types.ClusterConfigInfoEx, r *types.ClusterVmHostRuleInfo) bool {
	in := hostsOf(cfg, r.AffineHostGroupName)
	out := hostsOf(cfg, r.AntiAffineHostGroupName)
	return slices.ContainsFunc(c.Host, func(h types.ManagedObjectReference) bool {
		return (r.AffineHostGroupName == "" || slices.Contains(in, h)) && !slices.Contains(out, h)
	})
}

func on(b *bool) bool { return b != nil && *b }
