package vc

import (
	"slices"
	"strings"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// need is what a host must offer to a machine.
type need struct {
	pool       types.ManagedObjectReference
	host       *types.ManagedObjectReference // asked for
	spec       *types.VirtualMachineConfigSpec
	files      string // "[datastore] …"
	datastores []types.ManagedObjectReference
	memory     int64 // MiB
}

// place gives a new machine the host with the most free memory among those that
// answer, reach its datastores and have its networks. Rules come later: a machine
// is in no group yet.
func (l *Lab) place(n need) (*simulator.HostSystem, fault) {
	p := get[*simulator.ResourcePool](l, n.pool)
	if p == nil {
		return nil, &types.ManagedObjectNotFound{Obj: n.pool}
	}
	name, _, _ := strings.Cut(strings.TrimPrefix(n.files, "["), "]")
	ds := l.datastoreNamed(name)
	if ds == nil {
		return nil, explained(&types.InvalidDatastorePath{DatastorePath: n.files}, "The datastore of '%s' does not exist.", n.files)
	}
	need := union([]types.ManagedObjectReference{ds.Self}, n.datastores)
	if n.host != nil {
		h := get[*simulator.HostSystem](l, *n.host)
		if h == nil {
			return nil, &types.ManagedObjectNotFound{Obj: *n.host}
		}
		if !l.answers(h) {
			return nil, &types.HostNotConnected{}
		}
		return h, l.unreached(h, need)
	}
	var best *simulator.HostSystem
	var why fault
	for _, ref := range l.compute(p.Owner).Host {
		h := get[*simulator.HostSystem](l, ref)
		if !l.answers(h) {
			continue
		}
		if f := l.unreached(h, need); f != nil {
			why = f
			continue
		}
		if n.spec != nil {
			if f := l.checkSpec(n.spec, nil, h); f != nil && hostBound(f) {
				why = f
				continue
			}
		}
		if best == nil || l.freeMemory(h) > l.freeMemory(best) {
			best = h
		}
	}
	if best == nil && why == nil {
		why = explained(&types.NoCompatibleHost{}, "No host of %s answers.", l.nameOf(p.Owner))
	}
	if best == nil {
		return nil, why
	}
	return best, nil
}

// hostBound: another host might do.
func hostBound(f fault) bool {
	switch f.(type) {
	case *types.InvalidDeviceBacking, *types.InaccessibleDatastore:
		return true
	}
	return false
}

func (l *Lab) unreached(h *simulator.HostSystem, stores []types.ManagedObjectReference) fault {
	for _, ref := range stores {
		ds := get[*simulator.Datastore](l, ref)
		if !reaches(ds, h.Self) {
			return explained(&types.InaccessibleDatastore{InvalidDatastore: types.InvalidDatastore{Datastore: &ds.Self, Name: ds.Name}}, "The host %s does not reach the datastore %s.", h.Name, ds.Name)
		}
	}
	return nil
}

// freeMemory in MiB: every running machine counts with all of its memory.
func (l *Lab) freeMemory(h *simulator.HostSystem) int64 {
	free := h.Hardware.MemorySize >> 20
	for _, ref := range h.Vm {
		if vm := get[*simulator.VirtualMachine](l, ref); vm != nil && running(vm) {
			free -= int64(vm.Config.Hardware.MemoryMB)
		}
	}
	return free
}

// fits: the host answers, reaches the machine's datastores, has its networks and enough memory.
func (l *Lab) fits(vm *simulator.VirtualMachine, h *simulator.HostSystem) bool {
	if !l.answers(h) || l.unreached(h, vm.Datastore) != nil || l.freeMemory(h) < int64(vm.Config.Hardware.MemoryMB) {
		return false
	}
	if min := vm.Runtime.MinRequiredEVCModeKey; running(vm) && min != "" && l.evcReached(min, []types.ManagedObjectReference{h.Self}) != nil {
		return false
	}
	return !slices.ContainsFunc(vm.Network, func(n types.ManagedObjectReference) bool { return !slices.Contains(h.Network, n) })
}

// move takes a machine to another host, running or not.
func (l *Lab) move(vm *simulator.VirtualMachine, to *simulator.HostSystem) {
	from := get[*simulator.HostSystem](l, *vm.Runtime.Host)
	from.Vm = slices.DeleteFunc(slices.Clone(from.Vm), func(r types.ManagedObjectReference) bool { return r == vm.Self })
	to.Vm = append(slices.Clone(to.Vm), vm.Self)
	vm.Runtime.Host = &to.Self
	vm.Summary.Runtime.Host = &to.Self
}
