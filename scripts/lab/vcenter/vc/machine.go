package vc

import (
	"slices"
	"strings"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// machine answers for a virtual machine.
type machine struct {
	*simulator.VirtualMachine
	notEntity
	lab *Lab
}

func running(vm *simulator.VirtualMachine) bool {
	return vm.Runtime.PowerState == types.VirtualMachinePowerStatePoweredOn
}

// reachable: nothing can be done to a machine on a host that does not answer.
func (m *machine) reachable() fault {
	if !m.lab.connected(*m.Runtime.Host) {
		return &types.HostNotConnected{}
	}
	return nil
}

// CloneVMTask chooses host and files, then takes over what the library leaves out.
func (m *machine) CloneVMTask(ctx *simulator.Context, req *types.CloneVM_Task) soap.HasFault {
	l := m.lab
	return &methods.CloneVM_TaskBody{Res: &types.CloneVM_TaskResponse{
		Returnval: l.task(ctx, m.VirtualMachine, "cloneVm", func() (result, fault) {
			in := get[*simulator.Folder](l, req.Folder)
			if in == nil {
				return nil, invalid("folder")
			}
			if f := l.checkMachineName(in.Self, req.Name, types.ManagedObjectReference{}); f != nil {
				return nil, f
			}
			if !reaches(get[*simulator.Datastore](l, m.Datastore[0]), *m.Runtime.Host) {
				return nil, explained(&types.InaccessibleDatastore{InvalidDatastore: types.InvalidDatastore{Datastore: &m.Datastore[0]}}, "The source %s lies on a datastore that no host reaches.", m.Name)
			}
			loc := &req.Spec.Location
			pool := loc.Pool
			if pool == nil {
				pool = m.ResourcePool
			}
			if pool == nil {
				return nil, invalid("spec.location.pool")
			}
			target := m.Datastore[0]
			if loc.Datastore != nil {
				target = *loc.Datastore
			}
			ds := get[*simulator.Datastore](l, target)
			if ds == nil {
				return nil, &types.ManagedObjectNotFound{Obj: target}
			}
			for _, d := range loc.Disk {
				if get[*simulator.Datastore](l, d.Datastore) == nil {
					return nil, &types.ManagedObjectNotFound{Obj: d.Datastore}
				}
			}
			spec := req.Spec.Config
			if spec == nil {
				spec = &types.VirtualMachineConfigSpec{}
			}
			// The network of the source is carried over, so the target host must have it too.
			h, f := l.place(need{pool: *pool, host: loc.Host, spec: spec, files: "[" + ds.Name + "]", datastores: disksOf(loc.Disk), memory: int64(m.Config.Hardware.MemoryMB)})
			if f != nil {
				return nil, f
			}
			if f := l.checkSpec(spec, m.VirtualMachine, h); f != nil {
				return nil, f
			}
			loc.Host, loc.Pool, loc.Datastore = &h.Self, pool, &target
			powerOn := req.Spec.PowerOn
			req.Spec.PowerOn = false
			ref, f := l.await(m.VirtualMachine.CloneVMTask(ctx, req).(*methods.CloneVM_TaskBody).Res.Returnval)
			if f != nil {
				return nil, f
			}
			vm := get[*simulator.VirtualMachine](l, ref.(types.ManagedObjectReference))
			l.likeSource(vm, m.VirtualMachine)
			l.completeVM(vm, spec)
			l.linkPolicy(vm.Self.Value, loc.Profile)
			if powerOn {
				if f := l.powerOn(ctx, vm); f != nil {
					return nil, f
				}
			}
			return ref, nil
		}),
	}}
}

func disksOf(list []types.VirtualMachineRelocateSpecDiskLocator) (refs []types.ManagedObjectReference) {
	for _, d := range list {
		refs = append(refs, d.Datastore)
	}
	return refs
}

// likeSource: a clone has what its source has; the library copies the hardware only.
func (l *Lab) likeSource(vm, src *simulator.VirtualMachine) {
	vm.Config.Firmware = src.Config.Firmware
	vm.Config.Annotation = src.Config.Annotation
	vm.Config.BootOptions = src.Config.BootOptions
}

// ReconfigVMTask checks first: the library would change half and stop, or panic.
func (m *machine) ReconfigVMTask(ctx *simulator.Context, req *types.ReconfigVM_Task) soap.HasFault {
	l := m.lab
	return &methods.ReconfigVM_TaskBody{Res: &types.ReconfigVM_TaskResponse{
		Returnval: l.task(ctx, m.VirtualMachine, "reconfigVm", func() (result, fault) {
			if f := m.reachable(); f != nil {
				return nil, f
			}
			spec := &req.Spec
			if n := spec.Name; n != "" && n != m.Name {
				if f := l.checkMachineName(*m.Parent, n, m.Self); f != nil {
					return nil, f
				}
			}
			h := get[*simulator.HostSystem](l, *m.Runtime.Host)
			if f := l.checkSpec(spec, m.VirtualMachine, h); f != nil {
				return nil, f
			}
			if f := l.checkRunning(spec, m.VirtualMachine); f != nil {
				return nil, f
			}
			_, f := l.await(m.VirtualMachine.ReconfigVMTask(ctx, req).(*methods.ReconfigVM_TaskBody).Res.Returnval)
			if f != nil {
				return nil, f
			}
			if spec.Name != "" {
				l.setName(m.VirtualMachine, spec.Name)
			}
			l.keep(m.VirtualMachine, spec)
			l.relink(m.VirtualMachine)
			return nil, nil
		}),
	}}
}

// RenameTask: the configuration carries the name too.
func (m *machine) RenameTask(ctx *simulator.Context, req *types.Rename_Task) soap.HasFault {
	return m.lab.rename(ctx, m.VirtualMachine, req)
}

// PowerOnVMTask is refused where capacity, admission control or rules leave no host.
func (m *machine) PowerOnVMTask(ctx *simulator.Context, req *types.PowerOnVM_Task) soap.HasFault {
	return &methods.PowerOnVM_TaskBody{Res: &types.PowerOnVM_TaskResponse{
		Returnval: m.lab.task(ctx, m.VirtualMachine, "powerOn", func() (result, fault) {
			return nil, m.lab.powerOn(ctx, m.VirtualMachine)
		}),
	}}
}

// PowerOffVMTask needs the host.
func (m *machine) PowerOffVMTask(ctx *simulator.Context, req *types.PowerOffVM_Task) soap.HasFault {
	return &methods.PowerOffVM_TaskBody{Res: &types.PowerOffVM_TaskResponse{
		Returnval: m.lab.task(ctx, m.VirtualMachine, "powerOff", func() (result, fault) {
			if f := m.reachable(); f != nil {
				return nil, f
			}
			_, f := m.lab.await(m.VirtualMachine.PowerOffVMTask(ctx, req).(*methods.PowerOffVM_TaskBody).Res.Returnval)
			m.lab.tallyOf(m.VirtualMachine)
			return nil, f
		}),
	}}
}

// ShutdownGuest: no guest runs here, so the machine is off at once; the library demands tools that never start.
func (m *machine) ShutdownGuest(ctx *simulator.Context, req *types.ShutdownGuest) soap.HasFault {
	if !running(m.VirtualMachine) {
		return &methods.ShutdownGuestBody{Fault_: refuse(&types.InvalidPowerState{RequestedState: types.VirtualMachinePowerStatePoweredOn, ExistingState: m.Runtime.PowerState})}
	}
	m.VirtualMachine.PowerOffVMTask(ctx, &types.PowerOffVM_Task{This: m.Self})
	return &methods.ShutdownGuestBody{Res: &types.ShutdownGuestResponse{}}
}

// DestroyTask takes the machine out of groups, rules, overrides and policies too.
func (m *machine) DestroyTask(ctx *simulator.Context, req *types.Destroy_Task) soap.HasFault {
	l := m.lab
	return &methods.Destroy_TaskBody{Res: &types.Destroy_TaskResponse{
		Returnval: l.task(ctx, m.VirtualMachine, "destroy", func() (result, fault) {
			if f := m.reachable(); f != nil {
				return nil, f
			}
			if running(m.VirtualMachine) {
				return nil, &types.InvalidPowerState{RequestedState: types.VirtualMachinePowerStatePoweredOff, ExistingState: m.Runtime.PowerState}
			}
			stores := slices.Clone(m.Datastore)
			if _, f := l.await(m.VirtualMachine.DestroyTask(ctx, req).(*methods.Destroy_TaskBody).Res.Returnval); f != nil {
				return nil, f
			}
			l.dropFromCluster(m.Self)
			l.forget(m.Self)
			l.forgetPolicies(m.Self.Value)
			delete(l.away, m.Self)
			for _, ref := range stores {
				ds := get[*simulator.Datastore](l, ref)
				simulator.RemoveReference(&ds.Vm, m.Self)
				l.account(ds)
			}
			return nil, nil
		}),
	}}
}

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
