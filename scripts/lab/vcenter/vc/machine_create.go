package vc

import (
	"fmt"
	"path"
	"strings"

	"github.com/google/uuid"
	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// CreateVMTask checks what the library would panic on, and chooses the host; the library draws it by lot.
func (f *folder) CreateVMTask(ctx *simulator.Context, req *types.CreateVM_Task) soap.HasFault {
	l := f.lab
	return &methods.CreateVM_TaskBody{Res: &types.CreateVM_TaskResponse{
		Returnval: l.task(ctx, f.Folder, "createVm", func() (result, fault) {
			return l.createVM(ctx, f.Folder, req)
		}),
	}}
}

func (l *Lab) createVM(ctx *simulator.Context, f *simulator.Folder, req *types.CreateVM_Task) (result, fault) {
	spec := req.Config
	if bad := l.checkMachineName(f.Self, spec.Name, types.ManagedObjectReference{}); bad != nil {
		return nil, bad
	}
	if spec.Files == nil || spec.Files.VmPathName == "" {
		return nil, &types.InvalidVmConfig{Property: "configSpec.files.vmPathName"}
	}
	host, bad := l.place(need{pool: req.Pool, host: req.Host, spec: &spec, files: spec.Files.VmPathName})
	if bad != nil {
		return nil, bad
	}
	if bad := l.checkSpec(&spec, nil, host); bad != nil {
		return nil, bad
	}
	req.Config.Version = either0(req.Config.Version, hardwareVersion)
	req.Host = &host.Self
	ref, bad := l.await(f.CreateVMTask(ctx, req).(*methods.CreateVM_TaskBody).Res.Returnval)
	if bad != nil {
		return nil, bad
	}
	l.completeVM(get[*simulator.VirtualMachine](l, ref.(types.ManagedObjectReference)), &spec)
	return ref, nil
}

// completeVM sets what the library leaves out or shares.
func (l *Lab) completeVM(vm *simulator.VirtualMachine, spec *types.VirtualMachineConfigSpec) {
	vm.Config.SwapPlacement = either0(spec.SwapPlacement, either0(vm.Config.SwapPlacement, "inherit"))
	vm.Config.Uuid = strings.ToLower(vm.Config.Uuid)
	if spec.Uuid == "" {
		vm.Config.Uuid = "4200" + uuid.NewString()[4:]
		vm.Summary.Config.Uuid = vm.Config.Uuid
	}
	if spec.InstanceUuid == "" {
		vm.Config.InstanceUuid = "5000" + uuid.NewString()[4:]
		vm.Summary.Config.InstanceUuid = vm.Config.InstanceUuid
	}
	l.keep(vm, spec)
}

// keep takes over after each change what the library forgets of a specification.
func (l *Lab) keep(vm *simulator.VirtualMachine, spec *types.VirtualMachineConfigSpec) {
	if spec.SwapPlacement != "" {
		vm.Config.SwapPlacement = spec.SwapPlacement
	}
	for _, a := range []struct{ to, from *types.ResourceAllocationInfo }{
		{vm.Config.CpuAllocation, spec.CpuAllocation}, {vm.Config.MemoryAllocation, spec.MemoryAllocation},
	} {
		if a.from != nil {
			merge(a.to, a.from)
		}
	}
	l.linkPolicy(vm.Self.Value, spec.VmProfile)
	for _, c := range spec.DeviceChange {
		d := c.GetVirtualDeviceConfigSpec()
		if disk, ok := d.Device.(*types.VirtualDisk); ok {
			l.linkPolicy(fmt.Sprintf("%s:%d", vm.Self.Value, disk.Key), d.Profile)
		}
	}
	vm.Summary.Config.MemorySizeMB = vm.Config.Hardware.MemoryMB
	vm.Summary.Config.NumCpu = vm.Config.Hardware.NumCPU
	vm.Summary.Runtime.Host = vm.Runtime.Host
	for _, ref := range vm.Datastore {
		l.account(get[*simulator.Datastore](l, ref))
	}
	if vm.ResourcePool != nil {
		l.tally(get[*simulator.ResourcePool](l, *vm.ResourcePool))
	}
}

// account: what thick disks take of a datastore. Thin ones take nothing here.
func (l *Lab) account(ds *simulator.Datastore) {
	used := int64(0)
	for _, ref := range ds.Vm {
		vm := get[*simulator.VirtualMachine](l, ref)
		for _, d := range object.VirtualDeviceList(vm.Config.Hardware.Device).SelectByType((*types.VirtualDisk)(nil)) {
			b, ok := d.GetVirtualDevice().Backing.(*types.VirtualDiskFlatVer2BackingInfo)
			if ok && b.Datastore != nil && *b.Datastore == ds.Self && !on(b.ThinProvisioned) {
				used += d.(*types.VirtualDisk).CapacityInKB << 10
			}
		}
	}
	ds.Summary.FreeSpace = ds.Summary.Capacity - used
	ds.Info.GetDatastoreInfo().FreeSpace = ds.Summary.FreeSpace
}

// checkMachineName: 80 characters, none of / \ %, unique in its folder.
func (l *Lab) checkMachineName(in types.ManagedObjectReference, name string, self types.ManagedObjectReference) fault {
	if strings.ContainsAny(name, `/\%`) {
		return explained(&types.InvalidName{Name: name}, `The name '%s' holds one of / \ %%.`, name)
	}
	if f := l.checkName(name); f != nil {
		return f
	}
	return l.checkFree(in, name, self)
}

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
	hostName := either0(m.Host, l.inv.Hosts[0].Name)
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
		Name: m.Name, GuestId: either0(m.Guest, "otherGuest64"), NumCPUs: int32(max(m.CPUs, 1)), MemoryMB: max(m.MemoryMiB, 1024),
		Firmware: either0(firmware, "bios"), Files: &types.VirtualMachineFileInfo{VmPathName: "[" + ds.Name + "]"},
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
