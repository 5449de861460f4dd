package vc

import (
	"slices"
	"strings"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

func (l *Lab) tallyOf(vm *simulator.VirtualMachine) {
	if vm.ResourcePool != nil {
		l.tally(get[*simulator.ResourcePool](l, *vm.ResourcePool))
	}
}

// relink: the datastores and networks that a machine is shown on are those of its devices.
func (l *Lab) relink(vm *simulator.VirtualMachine) {
	stores := []types.ManagedObjectReference{}
	if name, _, ok := strings.Cut(strings.TrimPrefix(vm.Config.Files.VmPathName, "["), "]"); ok {
		if ds := l.datastoreNamed(name); ds != nil {
			stores = append(stores, ds.Self)
		}
	}
	var nets []types.ManagedObjectReference
	for _, d := range vm.Config.Hardware.Device {
		switch b := d.GetVirtualDevice().Backing.(type) {
		case *types.VirtualDiskFlatVer2BackingInfo:
			if b.Datastore != nil {
				stores = union(stores, []types.ManagedObjectReference{*b.Datastore})
			}
		case *types.VirtualEthernetCardDistributedVirtualPortBackingInfo:
			nets = union(nets, []types.ManagedObjectReference{{Type: "DistributedVirtualPortgroup", Value: b.Port.PortgroupKey}})
		case *types.VirtualEthernetCardNetworkBackingInfo:
			if b.Network != nil {
				nets = union(nets, []types.ManagedObjectReference{*b.Network})
			}
		}
	}
	for _, e := range l.Map.All("Datastore") {
		ds := e.(*simulator.Datastore)
		ds.Vm = slices.DeleteFunc(slices.Clone(ds.Vm), func(r types.ManagedObjectReference) bool { return r == vm.Self })
		if slices.Contains(stores, ds.Self) {
			ds.Vm = append(ds.Vm, vm.Self)
		}
	}
	vm.Datastore, vm.Network = stores, nets
}

func (l *Lab) datastoreNamed(name string) *simulator.Datastore {
	for _, e := range l.Map.All("Datastore") {
		if ds := e.(*simulator.Datastore); ds.Name == name {
			return ds
		}
	}
	return nil
}

// renamePaths follows a datastore's new name.
func (l *Lab) renamePaths(ref types.ManagedObjectReference, from, to string) {
	vm := get[*simulator.VirtualMachine](l, ref)
	for _, p := range []*string{&vm.Config.Files.VmPathName, &vm.Config.Files.LogDirectory, &vm.Config.Files.SnapshotDirectory, &vm.Config.Files.SuspendDirectory, &vm.Summary.Config.VmPathName} {
		*p = strings.Replace(*p, from, to, 1)
	}
	for _, d := range vm.Config.Hardware.Device {
		if b, ok := d.GetVirtualDevice().Backing.(types.BaseVirtualDeviceFileBackingInfo); ok {
			i := b.GetVirtualDeviceFileBackingInfo()
			i.FileName = strings.Replace(i.FileName, from, to, 1)
		}
	}
}
