package vc

import (
	"fmt"
	"path"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/types"
)

// addMachines makes the templates and the machines of the inventory.
func (l *Lab) addMachines() error {
	for _, t := range l.inv.Templates {
		disk := t.DiskMiB
		if disk == 0 {
			disk = 8 << 10
		}
		vm, err := l.addMachine(Machine{Name: t.Name, Guest: t.Guest, CPUs: 1, MemoryMiB: 1024, DiskMiB: disk, Off: true}, t.Firmware)
		if err != nil {
			return err
		}
		vm.MarkAsTemplate(&types.MarkAsTemplate{This: vm.Self})
		l.setPool(vm, types.ManagedObjectReference{})
	}
	for _, m := range l.inv.VMs {
		if _, err := l.addMachine(m, ""); err != nil {
			return err
		}
	}
	return nil
}

func (l *Lab) addMachine(m Machine, firmware string) (*simulator.VirtualMachine, error) {
	hostName := orElse(m.Host, l.inv.Hosts[0].Name)
	var hs *simulator.HostSystem
	for ref, h := range l.hosts {
		if h.Name == hostName {
			hs = get[*simulator.HostSystem](l, ref)
		}
	}
	if hs == nil || len(hs.Datastore) == 0 {
		return nil, fmt.Errorf("%s: the host %q is unknown or has no local datastore", m.Name, hostName)
	}
	ds := get[*simulator.Datastore](l, hs.Datastore[0])
	if m.Datastore != "" {
		if ds = l.datastoreNamed(m.Datastore); ds == nil {
			return nil, fmt.Errorf("%s: there is no datastore %q", m.Name, m.Datastore)
		}
	}
	scsi := &types.ParaVirtualSCSIController{VirtualSCSIController: types.VirtualSCSIController{
		SharedBus:         types.VirtualSCSISharingNoSharing,
		VirtualController: types.VirtualController{VirtualDevice: types.VirtualDevice{Key: -1}},
	}}
	disk := &types.VirtualDisk{
		CapacityInKB: max(m.DiskMiB, 1024) << 10,
		VirtualDevice: types.VirtualDevice{Key: -2, ControllerKey: -1, UnitNumber: types.NewInt32(0), Backing: &types.VirtualDiskFlatVer2BackingInfo{
			VirtualDeviceFileBackingInfo: types.VirtualDeviceFileBackingInfo{FileName: fmt.Sprintf("[%s] %s", ds.Name, path.Join(m.Name, m.Name+".vmdk"))},
			DiskMode:                     "persistent", ThinProvisioned: types.NewBool(true),
		}},
	}
	nic := &types.VirtualVmxnet3{VirtualVmxnet: types.VirtualVmxnet{VirtualEthernetCard: types.VirtualEthernetCard{
		AddressType: "assigned",
		VirtualDevice: types.VirtualDevice{Key: -3, Backing: &types.VirtualEthernetCardNetworkBackingInfo{
			VirtualDeviceDeviceBackingInfo: types.VirtualDeviceDeviceBackingInfo{DeviceName: "VM Network"},
		}},
	}}}
	spec := types.VirtualMachineConfigSpec{
		Name: m.Name, GuestId: orElse(m.Guest, "otherGuest64"), NumCPUs: int32(max(m.CPUs, 1)), MemoryMB: max(m.MemoryMiB, 1024),
		Firmware: orElse(firmware, "bios"), Files: &types.VirtualMachineFileInfo{VmPathName: "[" + ds.Name + "]"},
	}
	for _, d := range []types.BaseVirtualDevice{scsi, disk, nic} {
		c := &types.VirtualDeviceConfigSpec{Operation: types.VirtualDeviceConfigSpecOperationAdd, Device: d}
		if d == types.BaseVirtualDevice(disk) {
			c.FileOperation = types.VirtualDeviceConfigSpecFileOperationCreate
		}
		spec.DeviceChange = append(spec.DeviceChange, c)
	}
	in := get[*simulator.Folder](l, l.dc.VmFolder)
	ref, f := l.createVM(l.ctx, in, &types.CreateVM_Task{This: in.Self, Config: spec, Pool: *l.compute(*hs.Parent).ResourcePool, Host: &hs.Self})
	if f != nil {
		return nil, fmt.Errorf("%s: %s", m.Name, say(f))
	}
	vm := get[*simulator.VirtualMachine](l, ref.(types.ManagedObjectReference))
	if !m.Off {
		if _, f := l.await(vm.PowerOnVMTask(l.ctx, &types.PowerOnVM_Task{This: vm.Self}).(*methods.PowerOnVM_TaskBody).Res.Returnval); f != nil {
			return nil, fmt.Errorf("%s: %s", m.Name, say(f))
		}
		vm.Runtime.MinRequiredEVCModeKey, vm.Summary.Runtime.MinRequiredEVCModeKey = m.Evc, m.Evc
	}
	return vm, nil
}
