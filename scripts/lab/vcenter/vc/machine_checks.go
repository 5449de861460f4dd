package vc

import (
	"strings"

	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

// maxMemoryMiB of one machine on vSphere 8.0: 24 TiB.
const maxMemoryMiB = 24 << 20

// checkSpec refuses what a vCenter refuses, before anything is changed. vm is nil for a new machine.
func (l *Lab) checkSpec(spec *types.VirtualMachineConfigSpec, vm *simulator.VirtualMachine, h *simulator.HostSystem) fault {
	if spec.NumCPUs < 0 || int(spec.NumCPUs) > int(h.Summary.Hardware.NumCpuThreads) {
		return explained(invalid("configSpec.numCPUs"), "%d processors are more than the %d of %s.", spec.NumCPUs, h.Summary.Hardware.NumCpuThreads, h.Name)
	}
	if spec.MemoryMB < 0 || spec.MemoryMB%4 != 0 || spec.MemoryMB > maxMemoryMiB {
		return invalid("configSpec.memoryMB")
	}
	if f := l.checkControllers(spec, vm); f != nil {
		return f
	}
	if p, set := policyOf(spec.VmProfile); set && p != "" && !l.policyExists(p) {
		return invalid("configSpec.vmProfile")
	}
	for i, c := range spec.DeviceChange {
		d := c.GetVirtualDeviceConfigSpec()
		if d.Operation == types.VirtualDeviceConfigSpecOperationRemove {
			continue
		}
		var f fault
		switch dev := d.Device.(type) {
		case types.BaseVirtualEthernetCard:
			f = l.checkNic(dev, h, int32(i))
		case *types.VirtualDisk:
			f = l.checkDisk(dev, d, vm, h, int32(i))
		}
		if f != nil {
			return f
		}
	}
	return nil
}

func (l *Lab) checkNic(card types.BaseVirtualEthernetCard, h *simulator.HostSystem, i int32) fault {
	bad := func(format string, args ...any) fault {
		f := &types.InvalidDeviceBacking{}
		f.DeviceIndex, f.Property = i, "deviceChange.device.backing"
		return explained(f, format, args...)
	}
	switch b := card.GetVirtualEthernetCard().Backing.(type) {
	case *types.VirtualEthernetCardDistributedVirtualPortBackingInfo:
		pg := get[*simulator.DistributedVirtualPortgroup](l, types.ManagedObjectReference{Type: "DistributedVirtualPortgroup", Value: b.Port.PortgroupKey})
		s := l.switchByUUID(b.Port.SwitchUuid)
		if pg == nil || s == nil || *pg.Config.DistributedVirtualSwitch != s.Self {
			return bad("The network %s does not exist.", b.Port.PortgroupKey)
		}
		for _, m := range s.Summary.HostMember {
			if m == h.Self {
				return nil
			}
		}
		return bad("The host %s is no member of the switch %s.", h.Name, s.Name)
	case *types.VirtualEthernetCardNetworkBackingInfo:
		for _, ref := range h.Network {
			if n, ok := l.Map.Get(ref).(*mo.Network); ok && n.Name == b.DeviceName {
				return nil
			}
		}
		return bad("The host %s has no network %s.", h.Name, b.DeviceName)
	}
	return nil
}

func (l *Lab) checkDisk(disk *types.VirtualDisk, c *types.VirtualDeviceConfigSpec, vm *simulator.VirtualMachine, h *simulator.HostSystem, i int32) fault {
	if p, set := policyOf(c.Profile); set && p != "" && !l.policyExists(p) {
		return invalid("configSpec.deviceChange.profile")
	}
	size := max(disk.CapacityInKB<<10, disk.CapacityInBytes)
	grown := size
	if c.Operation == types.VirtualDeviceConfigSpecOperationEdit && vm != nil {
		old, ok := object.VirtualDeviceList(vm.Config.Hardware.Device).FindByKey(disk.Key).(*types.VirtualDisk)
		if !ok {
			f := &types.InvalidDeviceSpec{DeviceIndex: i}
			f.Property = "deviceChange.device.key"
			return f
		}
		if size < old.CapacityInKB<<10 {
			f := &types.InvalidDeviceOperation{BadOp: types.VirtualDeviceConfigSpecOperationEdit}
			f.DeviceIndex, f.Property = i, "deviceChange.device.capacityInKB"
			return explained(f, "The disk cannot shrink from %d to %d KB.", old.CapacityInKB, size>>10)
		}
		if vm.Snapshot != nil && size > old.CapacityInKB<<10 {
			f := &types.InvalidDeviceOperation{BadOp: types.VirtualDeviceConfigSpecOperationEdit}
			return explained(f, "The disk cannot grow while the machine has snapshots.")
		}
		grown = size - old.CapacityInKB<<10
	}
	b, ok := disk.Backing.(*types.VirtualDiskFlatVer2BackingInfo)
	if !ok {
		return nil
	}
	name, _, _ := strings.Cut(strings.TrimPrefix(b.FileName, "["), "]")
	ds := l.datastoreNamed(name)
	if ds == nil && b.Datastore != nil {
		ds = get[*simulator.Datastore](l, *b.Datastore)
	}
	if ds == nil {
		return &types.InvalidDatastorePath{DatastorePath: b.FileName}
	}
	if !reaches(ds, h.Self) {
		return explained(&types.InaccessibleDatastore{InvalidDatastore: types.InvalidDatastore{Datastore: &ds.Self, Name: ds.Name}}, "The host %s does not reach the datastore %s.", h.Name, ds.Name)
	}
	if size > 62<<40 {
		return &types.FileTooLarge{Datastore: ds.Name, FileSize: size}
	}
	if !on(b.ThinProvisioned) && grown > ds.Summary.FreeSpace {
		return explained(&types.NoDiskSpace{Datastore: ds.Name}, "The datastore %s has no room for %d MiB.", ds.Name, grown>>20)
	}
	return nil
}

func (l *Lab) policyExists(id string) bool {
	p, ok := l.ctx.For("/pbm").Map.Get(profileManager).(*profiles)
	return !ok || p.find(id) != nil
}
