package vc

import (
	"slices"
	"strings"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// judge says whether the cluster's rules let the machine run on the host, and how
// well that suits the rules that only wish: a lower weight is better.
func (l *Lab) judge(vm *simulator.VirtualMachine, h *simulator.HostSystem) (allowed bool, weight int) {
	c := get[*simulator.ClusterComputeResource](l, *h.Parent)
	if c == nil {
		return true, 0
	}
	cfg := configOf(c)
	for _, r := range cfg.Rule {
		info := r.GetClusterRuleInfo()
		if !on(info.Enabled) {
			continue
		}
		cost := 0
		switch t := r.(type) {
		case *types.ClusterVmHostRuleInfo:
			if !slices.Contains(machinesOf(cfg, t.VmGroupName), vm.Self) {
				continue
			}
			if t.AffineHostGroupName != "" && !slices.Contains(hostsOf(cfg, t.AffineHostGroupName), h.Self) ||
				t.AntiAffineHostGroupName != "" && slices.Contains(hostsOf(cfg, t.AntiAffineHostGroupName), h.Self) {
				cost = 4 // the site weighs more than separation within it
			}
		case *types.ClusterAntiAffinityRuleSpec:
			if slices.Contains(t.Vm, vm.Self) && l.runsThere(h, t.Vm, vm.Self) {
				cost = 1
			}
		case *types.ClusterAffinityRuleSpec:
			if slices.Contains(t.Vm, vm.Self) && l.runsElsewhere(h, t.Vm, vm.Self) {
				cost = 1
			}
		}
		if cost > 0 && on(info.Mandatory) {
			return false, 0
		}
		weight += cost
	}
	return true, weight
}

func (l *Lab) runsThere(h *simulator.HostSystem, list []types.ManagedObjectReference, self types.ManagedObjectReference) bool {
	return slices.ContainsFunc(list, func(r types.ManagedObjectReference) bool {
		vm := get[*simulator.VirtualMachine](l, r)
		return r != self && vm != nil && running(vm) && *vm.Runtime.Host == h.Self
	})
}

func (l *Lab) runsElsewhere(h *simulator.HostSystem, list []types.ManagedObjectReference, self types.ManagedObjectReference) bool {
	return slices.ContainsFunc(list, func(r types.ManagedObjectReference) bool {
		vm := get[*simulator.VirtualMachine](l, r)
		return r != self && vm != nil && running(vm) && *vm.Runtime.Host != h.Self
	})
}

// best is the host for a machine: rules first, then the present one, then free memory, then the name.
func (l *Lab) best(vm *simulator.VirtualMachine, hosts []types.ManagedObjectReference) (*simulator.HostSystem, fault) {
	type choice struct {
		h      *simulator.HostSystem
		weight int
	}
	var list []choice
	forbidden, short := false, false
	for _, ref := range hosts {
		h := get[*simulator.HostSystem](l, ref)
		if !l.fits(vm, h) {
			short = short || l.answers(h) && l.unreached(h, vm.Datastore) == nil
			continue
		}
		allowed, weight := l.judge(vm, h)
		if !allowed {
			forbidden = true
			continue
		}
		list = append(list, choice{h, weight})
	}
	if len(list) == 0 {
		switch {
		case forbidden:
			return nil, explained(&types.NoCompatibleHost{}, "A mandatory rule leaves %s no host.", vm.Name)
		case short:
			return nil, explained(&types.InsufficientMemoryResourcesFault{Requested: int64(vm.Config.Hardware.MemoryMB) << 20}, "No host has %d MiB free for %s.", vm.Config.Hardware.MemoryMB, vm.Name)
		}
		return nil, explained(&types.NoCompatibleHost{}, "No host that answers reaches what %s needs.", vm.Name)
	}
	slices.SortFunc(list, func(a, b choice) int {
		if a.weight != b.weight {
			return a.weight - b.weight
		}
		if here := *vm.Runtime.Host; a.h.Self == here || b.h.Self == here {
			return map[bool]int{true: -1, false: 1}[a.h.Self == here]
		}
		if fa, fb := l.freeMemory(a.h), l.freeMemory(b.h); fa != fb {
			return map[bool]int{true: -1, false: 1}[fa > fb]
		}
		return strings.Compare(a.h.Name, b.h.Name)
	})
	return list[0].h, nil
}
