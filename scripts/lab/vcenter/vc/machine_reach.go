package vc

import (
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// outOfReach is the first datastore of a machine that its host does not reach, and the host's word for it.
func (l *Lab) outOfReach(vm *simulator.VirtualMachine) (*simulator.Datastore, types.HostMountInfoInaccessibleReason) {
	var first *simulator.Datastore
	why := types.HostMountInfoInaccessibleReason("")
	for _, ref := range vm.Datastore {
		ds := get[*simulator.Datastore](l, ref)
		if ds == nil || reaches(ds, *vm.Runtime.Host) {
			continue
		}
		for _, m := range ds.Host {
			if m.Key == *vm.Runtime.Host && (first == nil || m.MountInfo.InaccessibleReason == string(apd)) {
				first, why = ds, types.HostMountInfoInaccessibleReason(m.MountInfo.InaccessibleReason)
			}
		}
	}
	return first, why
}

// showReach: a machine shows whether its host answers and reaches its disks.
func (l *Lab) showReach() {
	for _, e := range l.Map.All("VirtualMachine") {
		vm := e.(*simulator.VirtualMachine)
		if vm.Runtime.Host == nil || vm.Config == nil {
			continue
		}
		state, colour := types.VirtualMachineConnectionStateConnected, types.ManagedEntityStatusGreen
		if !l.connected(*vm.Runtime.Host) {
			state = types.VirtualMachineConnectionStateDisconnected
		} else if ds, _ := l.outOfReach(vm); ds != nil {
			state, colour = types.VirtualMachineConnectionStateInaccessible, types.ManagedEntityStatusRed
		}
		vm.Runtime.ConnectionState, vm.Summary.Runtime.ConnectionState = state, state
		vm.OverallStatus, vm.Summary.OverallStatus = colour, colour
	}
}

// workable: nothing but switching it off can be done to a machine whose files are out of reach.
func (m *machine) workable() fault {
	if f := m.reachable(); f != nil {
		return f
	}
	if ds, why := m.lab.outOfReach(m.VirtualMachine); ds != nil {
		return explained(&types.InvalidState{}, "%s is inaccessible: its host %s does not reach the datastore %s (%s).", m.Name, m.lab.nameOf(*m.Runtime.Host), ds.Name, why)
	}
	return nil
}
