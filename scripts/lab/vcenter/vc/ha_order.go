package vc

import (
	"slices"
	"strings"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// priorities of restart, from the first.
var priorities = []string{"highest", "high", "medium", "low", "lowest"}

// priorityOf: the machine's own if it has one, else the cluster's.
func priorityOf(cfg *types.ClusterConfigInfoEx, vm types.ManagedObjectReference) string {
	for _, o := range cfg.DasVmConfig {
		if o.Key != vm || o.DasSettings == nil {
			continue
		}
		if p := o.DasSettings.RestartPriority; p != "" && p != "clusterRestartPriority" {
			return p
		}
	}
	if s := cfg.DasConfig.DefaultVmSettings; s != nil && s.RestartPriority != "" {
		return s.RestartPriority
	}
	return "medium"
}

// restartOrder: by priority, then by name; but what a machine depends on comes before it.
func (l *Lab) restartOrder(cfg *types.ClusterConfigInfoEx, list []*simulator.VirtualMachine) (order []*simulator.VirtualMachine) {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b *simulator.VirtualMachine) int {
		pa, pb := slices.Index(priorities, priorityOf(cfg, a.Self)), slices.Index(priorities, priorityOf(cfg, b.Self))
		if pa != pb {
			return pa - pb
		}
		return strings.Compare(a.Name, b.Name)
	})
	done := map[types.ManagedObjectReference]bool{}
	var visit func(vm *simulator.VirtualMachine)
	visit = func(vm *simulator.VirtualMachine) {
		if done[vm.Self] {
			return // also ends a circle of dependencies
		}
		done[vm.Self] = true
		for _, dep := range dependsOn(cfg, vm.Self) {
			if i := slices.IndexFunc(list, func(v *simulator.VirtualMachine) bool { return v.Self == dep }); i >= 0 {
				visit(list[i])
			}
		}
		order = append(order, vm)
	}
	for _, vm := range list {
		visit(vm)
	}
	return order
}

// dependsOn: the machines of the groups that the machine's groups wait for.
func dependsOn(cfg *types.ClusterConfigInfoEx, vm types.ManagedObjectReference) (deps []types.ManagedObjectReference) {
	for _, r := range cfg.Rule {
		d, ok := r.(*types.ClusterDependencyRuleInfo)
		if ok && on(d.Enabled) && slices.Contains(machinesOf(cfg, d.VmGroup), vm) {
			deps = union(deps, machinesOf(cfg, d.DependsOnVmGroup))
		}
	}
	return deps
}
