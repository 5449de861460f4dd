package vc

import (
	"slices"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// drs is our model of one DRS run: every running machine whose rules are better
// kept on another host goes there. No balancing.
func (l *Lab) drs(c *simulator.ClusterComputeResource) (moved []string) {
	cfg := configOf(c)
	if !on(cfg.DrsConfig.Enabled) || cfg.DrsConfig.DefaultVmBehavior != types.DrsBehaviorFullyAutomated {
		return nil
	}
	for _, vm := range l.machinesIn(c) {
		if !running(vm) || l.drsOff(cfg, vm.Self) {
			continue
		}
		here := get[*simulator.HostSystem](l, *vm.Runtime.Host)
		if !l.answers(here) {
			continue
		}
		allowed, weight := l.judge(vm, here)
		to, f := l.best(vm, c.Host)
		if f != nil || to.Self == here.Self {
			continue
		}
		if _, better := l.judge(vm, to); !allowed || better < weight {
			l.move(vm, to)
			moved = append(moved, vm.Name+" → "+to.Name)
		}
	}
	return moved
}

func (l *Lab) drsOff(cfg *types.ClusterConfigInfoEx, vm types.ManagedObjectReference) bool {
	return slices.ContainsFunc(cfg.DrsVmConfig, func(o types.ClusterDrsVmConfigInfo) bool {
		return o.Key == vm && (o.Enabled != nil && !*o.Enabled || o.Behavior != "" && o.Behavior != types.DrsBehaviorFullyAutomated)
	})
}

// machinesIn a cluster, templates left out, in the order of their names.
func (l *Lab) machinesIn(c *simulator.ClusterComputeResource) (list []*simulator.VirtualMachine) {
	for _, ref := range c.Host {
		for _, v := range get[*simulator.HostSystem](l, ref).Vm {
			if vm := get[*simulator.VirtualMachine](l, v); vm != nil && !vm.Config.Template {
				list = append(list, vm)
			}
		}
	}
	slices.SortFunc(list, byName)
	return list
}

func byName(a, b *simulator.VirtualMachine) int {
	if a.Name < b.Name {
		return -1
	}
	return map[bool]int{true: 1}[a.Name > b.Name]
}

// evacuate empties a host for maintenance: running machines only by DRS, the others
// and the templates if asked.
func (l *Lab) evacuate(h *simulator.HostSystem, poweredOff bool) fault {
	c := get[*simulator.ClusterComputeResource](l, *h.Parent)
	var rest []types.ManagedObjectReference
	if c != nil {
		rest = slices.DeleteFunc(slices.Clone(c.Host), func(r types.ManagedObjectReference) bool { return r == h.Self })
	}
	for _, ref := range slices.Clone(h.Vm) {
		vm := get[*simulator.VirtualMachine](l, ref)
		if vm == nil || !running(vm) && !poweredOff {
			continue
		}
		if running(vm) && (c == nil || !on(configOf(c).DrsConfig.Enabled)) {
			return explained(&types.Timedout{}, "%s runs on %s and nothing moves it: DRS is off.", vm.Name, h.Name)
		}
		to, f := l.best(vm, rest)
		if f != nil {
			if running(vm) {
				return explained(&types.Timedout{}, "%s cannot leave %s: %s", vm.Name, h.Name, say(f))
			}
			continue // stays, off, as in a vCenter
		}
		l.move(vm, to)
	}
	return nil
}
