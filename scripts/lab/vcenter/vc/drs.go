package vc

import (
	"slices"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// drs is our model of one DRS run: every running machine whose rules are better
// kept on another host goes there. No balancing.
func (l *Lab) drs(c *simulator.ClusterComputeResource) (moved, advised []string) {
	cfg := configOf(c)
	if !on(cfg.DrsConfig.Enabled) {
		return nil, nil
	}
	for _, vm := range l.machinesIn(c) {
		behaviour := l.drsBehaviour(cfg, vm.Self)
		if !running(vm) || behaviour == "" {
			continue
		}
		here := get[*simulator.HostSystem](l, *vm.Runtime.Host)
		if !l.answers(here) {
			continue
		}
		if ds, _ := l.outOfReach(vm); ds != nil {
			continue // vMotion needs the disks at both ends
		}
		allowed, weight := l.judge(vm, here)
		to, f := l.best(vm, c.Host)
		if f != nil || to.Self == here.Self {
			continue
		}
		if _, better := l.judge(vm, to); allowed && better >= weight {
			continue
		}
		if behaviour != types.DrsBehaviorFullyAutomated {
			advised = append(advised, vm.Name+" → "+to.Name)
			continue
		}
		l.move(vm, to)
		moved = append(moved, vm.Name+" → "+to.Name)
	}
	return moved, advised
}

// drsBehaviour for one machine: its own, else the cluster's; "" where DRS leaves it alone.
func (l *Lab) drsBehaviour(cfg *types.ClusterConfigInfoEx, vm types.ManagedObjectReference) types.DrsBehavior {
	for _, o := range cfg.DrsVmConfig {
		switch {
		case o.Key != vm:
		case o.Enabled != nil && !*o.Enabled:
			return ""
		case o.Behavior != "":
			return o.Behavior
		}
	}
	return cfg.DrsConfig.DefaultVmBehavior
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
