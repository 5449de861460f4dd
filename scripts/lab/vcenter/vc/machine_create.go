package vc

import (
	"fmt"
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
	req.Config.Version = orElse(req.Config.Version, hardwareVersion)
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
	vm.Config.SwapPlacement = orElse(spec.SwapPlacement, orElse(vm.Config.SwapPlacement, "inherit"))
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
	l.label(vm)
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
